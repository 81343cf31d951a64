"""What a line looks like, before anything is asked about what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from crawler.extract.phrases import comparing_form, without_repeats

# A sentence ends with a mark, perhaps inside closing quotes or brackets, perhaps before a stray agency star.
_SENTENCE_END = re.compile("[.。؟?!۔！？][\\s\"'”’“»)\\]*]*$")
_CUT_SHORT = re.compile(r"(?:…|\.\.\.+|\[(?:…|\.\.\.)\]|\[&hellip;\])[\s\"'”»)\]]*$")
_INTRODUCES = re.compile(r"[:：؛,،\-–—][\s\"'“«]*$")
_LIST_MARK = re.compile(r"^\s*(?:[-–—•*▪●◾■♦]\s|\d{1,3}\s*[-.)ـ–]|[(\[]?\d{1,3}[)\]])")
_HOLDS_NUMBER_IN_BRACKETS = re.compile(r"\(\s*\d+[^)]*\)\s*$")

_CLOSING = " \"'”’“»)]*"
LONG_WORDS = 30  # no headline is that long: a paragraph, whatever its last mark
_FIRST_WITHOUT_SPACES = "\u3040"  # Chinese and Japanese: about two signs a word
SENTENCE_WORDS = 8
ASKED_WORDS = 18
LONG_LINE, LONG_LINE_HEAD, LINE_TAIL = 260, 70, 40  # characters
PROSE_WORDS = 12  # a paragraph rather than a remark


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an article's text with its looks; ``link`` and ``heading`` are known from HTML only."""

    text: str
    words: list[str] = field(repr=False)  # folded, repeats of a whole-line phrase taken once
    count: int  # words as they stand
    ends_sentence: bool
    cut_short: bool  # ends with an ellipsis, as teasers do
    link: bool = False
    heading: bool = False
    listed: bool = False  # a list entry: "- …", "3) …", or <li>

    @property
    def prose(self) -> bool:
        """Whether this is a sentence or paragraph of a text and not a headline, label or teaser."""
        if self.cut_short or self.link or self.heading:
            return False
        if self.count >= LONG_WORDS:
            return True
        # Headlines ask and cry out: "هل عادت مصر لسوق السلاح العالمي؟" is one, however long.
        least = SENTENCE_WORDS if self.full_stop else ASKED_WORDS
        return self.ends_sentence and self.count >= least

    @property
    def full_stop(self) -> bool:
        """Whether it ends as a statement does, quotes and brackets aside."""
        return self.ends_sentence and self.text.rstrip(_CLOSING).endswith((".", "。", "۔"))

    @property
    def paragraph(self) -> bool:
        """Whether this is prose too long to be one sentence of a teaser's size."""
        return self.prose and self.count >= PROSE_WORDS

    @property
    def introduces(self) -> bool:
        """Whether something must follow: "أسماء المصابين هي كالتالي:"."""
        return bool(_INTRODUCES.search(self.text[-LINE_TAIL:]))

    @property
    def title_like(self) -> bool:
        """Whether it may be another story's headline or a label: short, not a finished sentence."""
        return not self.prose and not self.full_stop


def read_line(text: str, *, link: bool = False, heading: bool = False, listed: bool = False) -> Line:
    """Look at one line. Of a long one only the ends are looked at: no phrase is that long."""
    if len(text) > LONG_LINE:
        words = comparing_form(text[:LONG_LINE_HEAD]).split()
        count = text.count(" ") + 1
    else:
        words = comparing_form(text).split()
        count = len(words)
    if words and words[0] >= _FIRST_WITHOUT_SPACES:
        count = max(count, len(text) // 2)
    tail = text[-LINE_TAIL:]
    cut_short = bool(_CUT_SHORT.search(tail))
    return Line(
        text=text,
        words=without_repeats(words),
        count=count,
        ends_sentence=not cut_short and bool(_SENTENCE_END.search(tail)),
        cut_short=cut_short,
        link=link,
        heading=heading,
        listed=listed or bool(_LIST_MARK.match(text)) or bool(_HOLDS_NUMBER_IN_BRACKETS.search(tail)),
    )


def is_punctuated(lines: Sequence[Line]) -> bool:
    """Whether this text's long lines mostly end with a mark, so that a missing one tells something."""
    long = [line for line in lines if line.count >= PROSE_WORDS]
    return len(long) >= 2 and sum(line.ends_sentence for line in long) >= 0.6 * len(long)


def line_key(text: str) -> int:
    """Return the 63-bit key by which a publisher's recurring line is remembered."""
    digest = blake2b(comparing_form(text).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1

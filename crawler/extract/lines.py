"""What a line looks like, before anything is asked about what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import blake2b
from typing import NamedTuple

from crawler.extract.phrases import comparing_form, comparing_words, without_repeats

# A sentence ends with a mark, perhaps inside closing quotes or brackets, perhaps before a stray agency star.
_SENTENCE_ENDS = frozenset(".。؟?!۔！？")
_FULL_STOPS = frozenset(".。۔")
_CLOSING = " \"'”’“»)]*"
_CUT_SHORT = re.compile(r"(?:…|\.\.\.+|\[(?:…|\.\.\.)\])[\s\"'”»)\]]*$")
_INTRODUCES = frozenset(":：؛,،-–—")
_LIST_MARK = re.compile(r"\s*(?:[-–—•*▪●◾■♦]\s|\d{1,3}\s*[-.)ـ–]|[(\[]?\d{1,3}[)\]])")
_NUMBER_IN_BRACKETS = re.compile(r"\(\s*\d+[^)]*\)\s*$")

LONG_WORDS = 30  # no headline is that long: a paragraph, whatever its last mark
SENTENCE_WORDS = 8
ASKED_WORDS = 18  # headlines ask and cry out: "هل عادت مصر لسوق السلاح العالمي؟" is one, however long
PROSE_WORDS = 12  # a paragraph rather than a remark
LONG_LINE, LINE_HEAD, LINE_TAIL = 100, 70, 40  # characters
LONGEST_PHRASED = 260  # characters; no phrase of boilerplate stands on a longer line
FIRST_WITHOUT_SPACES, LAST_WITHOUT_SPACES = "\u3040", "\uf900"  # Chinese and Japanese: about two signs a word
_PUNCTUATED_SHARE = 0.6


class Line(NamedTuple):
    """One line of an article's text with its looks; ``link`` and ``heading`` are known from HTML only."""

    text: str
    words: list[str]  # folded, repeats of a whole-line phrase taken once; of prose the first ones only
    length: int  # in words, as they stand
    ends_sentence: bool
    full_stop: bool  # ends as a statement does
    cut_short: bool  # ends with an ellipsis, as teasers do
    link: bool
    heading: bool
    listed: bool  # a list entry: "- …", "3) …", or <li>
    prose: bool  # a sentence or paragraph of a text and not a headline, label or teaser

    @property
    def paragraph(self) -> bool:
        """Whether this is prose too long to be one sentence of a teaser's size."""
        return self.prose and self.length >= PROSE_WORDS

    @property
    def introduces(self) -> bool:
        """Whether something must follow: "أسماء المصابين هي كالتالي:"."""
        return self.text.rstrip(" \"'“«")[-1:] in _INTRODUCES

    @property
    def title_like(self) -> bool:
        """Whether it may be another story's headline or a label: short, not a finished sentence."""
        return not self.prose and not self.full_stop


def read_line(text: str, *, link: bool = False, heading: bool = False, listed: bool = False) -> Line:
    """Look at one line."""
    cut_short = text[-1:] in "….\"'”»)]" and bool(_CUT_SHORT.search(text[-LINE_TAIL:]))
    last = text[-1:] if text[-1:] in _SENTENCE_ENDS else text.rstrip(_CLOSING)[-1:]
    ends_sentence = not cut_short and last in _SENTENCE_ENDS
    full_stop = ends_sentence and last in _FULL_STOPS
    count = _count_words(text)
    prose = not (cut_short or link or heading) and (
        count >= LONG_WORDS or (ends_sentence and count >= (SENTENCE_WORDS if full_stop else ASKED_WORDS))
    )
    # No phrase is long, so of a paragraph the first words are enough; folding is what costs.
    looked_at = text[:LINE_HEAD] if len(text) > (LONG_LINE if prose else LONGEST_PHRASED) else text
    return Line(
        text=text,
        words=without_repeats(comparing_words(looked_at)),
        length=count,
        ends_sentence=ends_sentence,
        full_stop=full_stop,
        cut_short=cut_short,
        link=link,
        heading=heading,
        listed=listed
        or bool(_LIST_MARK.match(text))
        or (text[-1:] == ")" and bool(_NUMBER_IN_BRACKETS.search(text))),
        prose=prose,
    )


def _count_words(text: str) -> int:
    if FIRST_WITHOUT_SPACES <= text[:1] < LAST_WITHOUT_SPACES:
        return max(text.count(" ") + 1, len(text) // 2)
    return len(text.split())


def is_punctuated(lines: Sequence[Line]) -> bool:
    """Whether this text's long lines mostly end with a mark, so that a missing one tells something."""
    long = [line for line in lines if line.length >= PROSE_WORDS]
    ended = sum(line.ends_sentence for line in long)
    return len(long) > 1 and ended >= _PUNCTUATED_SHARE * len(long)


def line_key(text: str) -> int:
    """Return the 63-bit key by which a publisher's recurring line is remembered."""
    digest = blake2b(comparing_form(text).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1

"""Take the boilerplate out of an article's text, line by line, and say why each line went.

lines | what each says alone | what headings of other stories pull along | the head | the tail
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.extract import runs
from crawler.extract.lines import Line, line_key, read_line
from crawler.extract.phrases import Phrases, comparing_form, shipped_phrases
from crawler.extract.single import Reason, judge_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A line that was taken out, and why."""

    line: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """A text without its boilerplate."""

    text: str  # kept lines joined by "\n"
    dropped: tuple[Dropped, ...]
    blanked: str  # as long as the input, dropped lines replaced by spaces, so offsets stay


def clean_text(text: str, *, title: str = "", known_lines: frozenset[int] = frozenset()) -> Cleaned:
    """Take out adverts' labels, other stories, share bars, source and signature lines, and the like.

    ``title`` lets it find the headline that a page's text repeats under its menu. ``known_lines`` are
    keys (``line_key``) of lines that recur over the publisher's articles.
    """
    raw = text.split("\n")
    filled = [number for number, line in enumerate(raw) if line.strip()]
    lines = [read_line(raw[number].strip()) for number in filled]
    verdicts = judge_lines(lines, title=title, known_lines=known_lines)
    reasons = dict(zip(filled, verdicts, strict=True))
    kept = [raw[number].strip() for number in filled if reasons[number] is None]
    dropped = [
        Dropped(line=raw[number].strip(), reason=str(reason))
        for number, reason in reasons.items()
        if reason is not None
    ]
    blanked = [" " * len(line) if reasons.get(number) else line for number, line in enumerate(raw)]
    return Cleaned(text="\n".join(kept), dropped=tuple(dropped), blanked="\n".join(blanked))


def judge_lines(
    lines: Sequence[Line],
    *,
    title: str = "",
    known_lines: frozenset[int] = frozenset(),
    phrases: Phrases | None = None,
) -> runs.Verdicts:
    """Say for each line of one article why it goes; None for a line that stays."""
    spoken = phrases or shipped_phrases()
    verdicts: runs.Verdicts = [judge_line(line, spoken) for line in lines]
    if known_lines:
        for number, line in enumerate(lines):
            if verdicts[number] is None and line_key(line.text) in known_lines:
                verdicts[number] = Reason.RECURRING
    runs.drop_repeats(lines, verdicts)
    outline = runs.Outline.of(lines, verdicts)
    runs.follow_openers(lines, verdicts, outline)
    runs.cut_after_end(lines, verdicts, outline)
    runs.cut_head(lines, verdicts, comparing_form(title).split())
    runs.cut_tail(lines, verdicts, outline)
    if runs.cut_policies(lines, verdicts, spoken):
        runs.cut_tail(lines, verdicts, outline)
    return verdicts

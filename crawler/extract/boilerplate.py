"""Take the boilerplate out of an article's text, line by line, and say why each line went.

lines | what each says alone | what the headings of other stories pull along | before the headline | after the end
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crawler.extract.lines import Line, is_punctuated, line_key, read_line
from crawler.extract.phrases import Phrases, comparing_form, shipped_phrases
from crawler.extract.single import Reason, judge_line

DATELINE = re.compile(r"\w\s*[-–—_/:|]\s*\w")
NAME_WORDS = 4
OPENED_LINES = 12  # headlines and teasers that one heading in mid-text may pull along
TEASER_WORDS = 45
LABEL_WORDS = 8
REPEATED_WORDS = 5
TICKER_LINES = 8
LOOSE_LINES = 3
FOOTER_LINES, FOOTER_SHARE, FOOTER_TIMES = 12, 0.8, 1.5
POLICY_LINES = 4
POLICY_WORDS = 90
HEAD_LINES = 5  # so many short lines before the first sentence are a menu or a ticker
SUBHEADING_WORDS = 5

# After the last sentence of the text these begin what belongs to the page.
_TAIL_MARKS = frozenset(
    {
        Reason.OPENER,
        Reason.END,
        Reason.FURNITURE,
        Reason.LABEL,
        Reason.SOURCE,
        Reason.COUNTER,
        Reason.INLINE_OPENER,
    }
)

Verdicts = list[Reason | None]  # one a line; None keeps it


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
) -> Verdicts:
    """Say for each line of one article why it goes; None for a line that stays."""
    spoken = phrases or shipped_phrases()
    verdicts: Verdicts = [judge_line(line, spoken) for line in lines]
    if known_lines:
        for number, line in enumerate(lines):
            if verdicts[number] is None and line_key(line.text) in known_lines:
                verdicts[number] = Reason.RECURRING
    _drop_repeats(lines, verdicts)
    _follow_openers(lines, verdicts)
    _cut_after_end(lines, verdicts)
    _cut_head(lines, verdicts, comparing_form(title).split())
    _cut_tail(lines, verdicts)
    if _cut_policies(lines, verdicts, spoken):
        _cut_tail(lines, verdicts)
    return verdicts


def _drop_repeats(lines: Sequence[Line], verdicts: Verdicts) -> None:
    """Drop what is said twice: a doubled headline is a card (picture and link), a doubled paragraph a copy."""
    first: dict[str, int] = {}
    for number, line in enumerate(lines):
        if verdicts[number] is not None or line.count < REPEATED_WORDS:
            continue
        before = first.setdefault(line.text, number)
        if before == number:
            continue
        verdicts[number] = Reason.REPEATED
        if number == before + 1 and line.title_like:
            verdicts[before] = Reason.OTHER_STORY


def _follow_openers(lines: Sequence[Line], verdicts: Verdicts) -> None:
    """Let each heading of other stories pull its headlines and teasers along."""
    for number, verdict in enumerate(verdicts):
        if verdict is Reason.OPENER:
            for other in range(number + 1, _opened_until(lines, verdicts, number)):
                verdicts[other] = verdicts[other] or Reason.OTHER_STORY


def _opened_until(lines: Sequence[Line], verdicts: Verdicts, opener: int) -> int:
    """Return the index after the last line that the heading at ``opener`` opens.

    With links known they are its list. Otherwise it takes the headline-like lines that follow; a sentence
    goes with them only as the teaser of the headline above it, at the very end of the text.
    """
    paragraphs_after = [
        n for n in range(opener + 1, len(lines)) if lines[n].paragraph and verdicts[n] is None
    ]
    if not paragraphs_after and _has_prose(lines[:opener]):
        return len(lines)
    until = opener + 1
    while (
        until < len(lines)
        and until - opener <= OPENED_LINES
        and _may_be_other_story(lines[until], verdicts[until])
    ):
        until += 1
    taken = list(range(opener + 1, until))
    if (
        len(paragraphs_after) == 1
        and taken
        and paragraphs_after[0] == until
        and _is_teaser(lines[until], lines[until - 1])
    ):
        return len(lines) if _has_prose(lines[:opener]) else until + 1
    if len(taken) > 1 and until < len(lines) and _is_subheading(lines[taken[-1]], lines[taken[0]]):
        return until - 1
    return until


def _may_be_other_story(line: Line, verdict: Reason | None) -> bool:
    return verdict is not None or line.link or (line.title_like and not line.heading and not line.introduces)


def _is_teaser(line: Line, headline: Line) -> bool:
    """Whether a sentence repeats words of the headline above it, as teasers do."""
    if line.count > TEASER_WORDS or headline.count <= SUBHEADING_WORDS:
        return False
    return len({word for word in headline.words if len(word) > 3} & set(line.words)) >= 2


def _is_subheading(last: Line, first: Line) -> bool:
    """Whether the last short line before the text goes on is its subheading rather than a headline."""
    return not last.link and last.count <= SUBHEADING_WORDS < first.count and not last.cut_short


def _has_prose(lines: Sequence[Line]) -> bool:
    return any(line.prose for line in lines)


def _cut_after_end(lines: Sequence[Line], verdicts: Verdicts) -> None:
    """Drop all that follows a heading of comments, when more of the text stands before it than after."""
    for number, verdict in enumerate(verdicts):
        if verdict is not Reason.END:
            continue
        before = sum(line.count for line in lines[:number] if line.prose)
        after = sum(line.count for line in lines[number:] if line.prose)
        if before and before >= after:
            for other in range(number + 1, len(lines)):
                verdicts[other] = verdicts[other] or Reason.AFTER_END
            return


def _cut_policies(lines: Sequence[Line], verdicts: Verdicts, phrases: Phrases) -> bool:
    """Drop the publisher's rules for comments and reprints; only the last lines can hold them."""
    kept = [number for number in range(1, len(lines)) if verdicts[number] is None]
    found = False
    for number in kept[-POLICY_LINES:]:
        if lines[number].count <= POLICY_WORDS:
            form = f" {comparing_form(lines[number].text)} "
            if any(f" {phrase} " in form for phrase in phrases.policies):
                verdicts[number] = Reason.POLICY
                found = True
    return found


def _cut_head(lines: Sequence[Line], verdicts: Verdicts, title: list[str]) -> None:
    """Drop a menu or ticker that stands before the text: up to the repeated headline, or a long run of titles."""
    first = next((n for n, line in enumerate(lines) if line.prose and verdicts[n] is None), None)
    if first is None:
        _drop_ticker(lines, verdicts)
    if not first:
        return
    headlines = [n for n in range(first) if _repeats_title(lines[n], title)]
    if headlines:
        for number in range(headlines[-1]):
            verdicts[number] = verdicts[number] or Reason.BEFORE_HEADLINE
        for number in headlines:
            verdicts[number] = Reason.HEADLINE_AGAIN
        for number in range(headlines[-1] + 1, first):
            if verdicts[number] is None and _is_loose_name(lines[number]):
                verdicts[number] = Reason.BEFORE_TEXT
        return
    short = [n for n in range(first) if verdicts[n] is None and not lines[n].listed and not lines[n].heading]
    if len(short) >= HEAD_LINES and not lines[first - 1].introduces:
        for number in short:
            verdicts[number] = Reason.BEFORE_HEADLINE


def _drop_ticker(lines: Sequence[Line], verdicts: Verdicts) -> None:
    """Drop everything of a text that is only headlines: the page's ticker was read, and not its article."""
    titles = [
        n for n, line in enumerate(lines) if verdicts[n] is None and line.title_like and not line.listed
    ]
    rest = [n for n in range(len(lines)) if verdicts[n] is None]
    if len(titles) >= TICKER_LINES and len(titles) >= len(rest) - 1:
        for number in rest:
            verdicts[number] = Reason.OTHER_STORY


def _is_loose_name(line: Line) -> bool:
    """Whether it is a name or section between headline and text; a dateline ("إدلب – وكالة") names a place."""
    return line.count <= NAME_WORDS and not (
        line.ends_sentence or line.heading or line.introduces or DATELINE.search(line.text)
    )


def _repeats_title(line: Line, title: list[str]) -> bool:
    """Whether the line is the headline or most of it (a page's title often holds it twice, or the site's name)."""
    if not title or len(line.words) < 3:
        return False
    said, known = " ".join(line.words), " ".join(title)
    return (said in known and len(line.words) >= min(5, len(title))) or known in said


def _cut_tail(lines: Sequence[Line], verdicts: Verdicts) -> None:
    """Drop what stands under the text: from the first mark of the page on, else short lines without a sentence."""
    start = len(lines)
    while start and (verdicts[start - 1] is not None or _may_trail(lines[start - 1])):
        start -= 1
    if not start or not _has_prose(lines[:start]):
        return
    tail = range(start, len(lines))
    mark = _page_from(lines, verdicts) or next((n for n in tail if verdicts[n] in _TAIL_MARKS), None)
    if mark is not None:
        reason = Reason.SIGNATURE if verdicts[mark] is Reason.SOURCE else Reason.TRAILING
        for number in range(mark, len(lines)):
            verdicts[number] = verdicts[number] or reason
    rest = [n for n in tail if verdicts[n] is None]
    if rest and _is_loose(lines, rest, start):
        for number in rest:
            verdicts[number] = Reason.TRAILING


def _page_from(lines: Sequence[Line], verdicts: Verdicts) -> int | None:
    """Return where the rest of the page begins though it holds sentences too: a footer's "about us", teasers.

    It begins with a mark of the page, holds many short lines, and little prose beside the text before it.
    """
    before, whole = 0, sum(line.count for line in lines if line.prose)
    for number, line in enumerate(lines):
        if line.prose:
            before += line.count
        elif verdicts[number] in _TAIL_MARKS and before >= FOOTER_TIMES * (whole - before):
            rest = lines[number:]
            if len(rest) >= FOOTER_LINES and sum(one.title_like for one in rest) >= FOOTER_SHARE * len(rest):
                return number
    return None


def _may_trail(line: Line) -> bool:
    """Whether it may stand under the text without being of it; "وقال في قصيدته:" must be followed by the poem."""
    return line.title_like and not line.text.endswith((":", "："))


def _is_loose(lines: Sequence[Line], rest: Sequence[int], start: int) -> bool:
    """Whether unfinished lines under a punctuated text are names, tags, mottos or headlines, not its end."""
    if (
        2 * sum(lines[n].listed for n in rest) > len(rest)
        or lines[start - 1].introduces
        or not is_punctuated(lines[:start])
    ):
        return False
    return len(rest) >= LOOSE_LINES or all(
        (lines[n].count <= LABEL_WORDS and not lines[n].ends_sentence) or lines[n].cut_short for n in rest
    )

"""What lines mean by where they stand: the blocks that headings open, the head and the tail of a page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from crawler.extract.lines import Line, is_punctuated
from crawler.extract.phrases import Phrases, comparing_words
from crawler.extract.single import Reason

DATELINE = re.compile(r"\w\s*[-–—_/:|]\s*\w")
NAME_WORDS = 4
OPENED_LINES = 12  # headlines and teasers that one heading in mid-text may pull along
TEASER_WORDS = 45
LABEL_WORDS = 8
SUBHEADING_WORDS = 5
HEAD_LINES = 5  # so many short lines before the first sentence are a menu or a ticker
REPEATED_WORDS = 5
TICKER_LINES = 8
LOOSE_LINES = 3
FOOTER_LINES, FOOTER_SHARE, FOOTER_TIMES = 12, 0.8, 1.5
POLICY_LINES = 4
POLICY_WORDS = 90

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
class Outline:
    """Sums over the lines, so that no rule counts them again for each heading."""

    first_prose: int  # index; the number of lines when there is none
    prose_before: list[int]  # words of prose before each line, and before the end
    titles_before: list[int]  # headline-like lines before each line, and before the end
    paragraphs: list[int]  # indices of what no rule dropped yet

    @classmethod
    def of(cls, lines: Sequence[Line], verdicts: Verdicts) -> Outline:
        """Count the lines once."""
        return cls(
            first_prose=next((n for n, line in enumerate(lines) if line.prose), len(lines)),
            prose_before=list(accumulate((line.length * line.prose for line in lines), initial=0)),
            titles_before=list(accumulate((line.title_like for line in lines), initial=0)),
            paragraphs=[n for n, line in enumerate(lines) if line.paragraph and verdicts[n] is None],
        )


def drop_repeats(lines: Sequence[Line], verdicts: Verdicts) -> None:
    """Drop what is said twice: a doubled headline is a card (picture and link), a paragraph a copy."""
    first: dict[str, int] = {}
    for number, line in enumerate(lines):
        if verdicts[number] is not None or line.length < REPEATED_WORDS:
            continue
        before = first.setdefault(line.text, number)
        if before == number:
            continue
        verdicts[number] = Reason.REPEATED
        if number == before + 1 and line.title_like:
            verdicts[before] = Reason.OTHER_STORY


# --- Headings of other stories ---------------------------------------------------------------------


def follow_openers(lines: Sequence[Line], verdicts: Verdicts, outline: Outline) -> None:
    """Let each heading of other stories pull its headlines and teasers along."""
    for number, verdict in enumerate(verdicts):
        if verdict is not Reason.OPENER:
            continue
        until = _opened_until(lines, verdicts, outline, number)
        _drop(verdicts, range(number + 1, until), Reason.OTHER_STORY)
        if until == len(lines):
            return


def _opened_until(lines: Sequence[Line], verdicts: Verdicts, outline: Outline, opener: int) -> int:
    """Return the index after the last line that the heading at ``opener`` opens.

    When no paragraph follows, it is all the rest. Else it takes the headline-like lines that follow; a
    sentence goes with them only as the teaser of the headline above it, at the very end of the text.
    """
    after_text = outline.first_prose < opener
    following = outline.paragraphs[bisect_right(outline.paragraphs, opener) :][:2]
    if not following and after_text:
        return len(lines)
    until = opener + 1
    last = min(len(lines), until + OPENED_LINES)
    while until < last and _may_be_other_story(lines[until], verdicts[until]):
        until += 1
    taken = until - opener - 1
    if taken and following == [until] and _is_teaser(lines[until], lines[until - 1]):
        return len(lines) if after_text else until + 1
    if taken > 1 and until < len(lines) and _is_subheading(lines[until - 1], lines[opener + 1]):
        return until - 1
    return until


def _may_be_other_story(line: Line, verdict: Reason | None) -> bool:
    return verdict is not None or line.link or (line.title_like and not line.heading and not line.introduces)


def _is_teaser(line: Line, headline: Line) -> bool:
    """Whether a sentence repeats words of the headline above it, as teasers do."""
    if line.length > TEASER_WORDS or headline.length <= SUBHEADING_WORDS:
        return False
    telling = {word for word in headline.words if len(word) > NAME_WORDS - 1}
    return len(telling & set(comparing_words(line.text))) > 1


def _is_subheading(last: Line, first: Line) -> bool:
    """Whether the last short line before the text goes on is its subheading rather than a headline."""
    return not last.link and last.length <= SUBHEADING_WORDS < first.length and not last.cut_short


# --- Before the text -------------------------------------------------------------------------------


def cut_head(lines: Sequence[Line], verdicts: Verdicts, title: list[str]) -> None:
    """Drop a menu or ticker before the text: up to the repeated headline, or a long run of titles."""
    first = next((n for n, line in enumerate(lines) if line.prose and verdicts[n] is None), None)
    if first is None:
        _drop_ticker(lines, verdicts)
    if not first:
        return
    headlines = [n for n in range(first) if _repeats_title(lines[n], title)]
    if headlines:
        _drop(verdicts, range(headlines[-1]), Reason.BEFORE_HEADLINE)
        for number in headlines:
            verdicts[number] = Reason.HEADLINE_AGAIN
        names = [n for n in range(headlines[-1] + 1, first) if _is_loose_name(lines[n])]
        _drop(verdicts, names, Reason.BEFORE_TEXT)
        return
    short = [n for n in range(first) if verdicts[n] is None and not lines[n].listed and not lines[n].heading]
    if len(short) >= HEAD_LINES and not lines[first - 1].introduces:
        _drop(verdicts, short, Reason.BEFORE_HEADLINE)


def _drop_ticker(lines: Sequence[Line], verdicts: Verdicts) -> None:
    """Drop everything of a text that is only headlines: the page's ticker was read, and not its article."""
    rest = [n for n in range(len(lines)) if verdicts[n] is None]
    titles = sum(lines[n].title_like and not lines[n].listed for n in rest)
    if titles >= TICKER_LINES and titles >= len(rest) - 1:
        _drop(verdicts, rest, Reason.OTHER_STORY)


def _is_loose_name(line: Line) -> bool:
    """Whether it is a name or section; a dateline ("إدلب – وكالة") is not, since it names a place."""
    finished = line.ends_sentence or line.heading or line.introduces
    return line.length <= NAME_WORDS and not finished and not DATELINE.search(line.text)


def _repeats_title(line: Line, title: list[str]) -> bool:
    """Whether the line is the headline or most of it (a page's title often holds it twice, or the site)."""
    if not title or len(line.words) < NAME_WORDS - 1:
        return False
    said, known = " ".join(line.words), " ".join(title)
    return (said in known and len(line.words) >= min(NAME_WORDS + 1, len(title))) or known in said


# --- After the text --------------------------------------------------------------------------------


def cut_after_end(lines: Sequence[Line], verdicts: Verdicts, outline: Outline) -> None:
    """Drop all that follows a heading of comments, when more of the text stands before it than after."""
    whole = outline.prose_before[-1]
    for number, verdict in enumerate(verdicts):
        before = outline.prose_before[number]
        if verdict is Reason.END and before and 2 * before >= whole:
            _drop(verdicts, range(number + 1, len(lines)), Reason.AFTER_END)
            return


def cut_policies(lines: Sequence[Line], verdicts: Verdicts, phrases: Phrases) -> bool:
    """Drop the publisher's rules for comments and reprints; only the last lines can hold them."""
    kept = [number for number in range(1, len(lines)) if verdicts[number] is None]
    found = [n for n in kept[-POLICY_LINES:] if _is_policy(lines[n], phrases)]
    _drop(verdicts, found, Reason.POLICY)
    return bool(found)


def _is_policy(line: Line, phrases: Phrases) -> bool:
    if line.length > POLICY_WORDS:
        return False
    return phrases.policies.within(comparing_words(line.text))


def cut_tail(lines: Sequence[Line], verdicts: Verdicts, outline: Outline) -> None:
    """Drop what stands under the text: from the first mark of the page on, else lines without a sentence."""
    start = len(lines)
    while start and (verdicts[start - 1] is not None or _may_trail(lines[start - 1])):
        start -= 1
    if outline.first_prose >= start:
        return
    tail = range(start, len(lines))
    mark = _page_from(lines, verdicts, outline)
    if mark is None:
        mark = next((n for n in tail if verdicts[n] in _TAIL_MARKS), None)
    if mark is not None:
        reason = Reason.SIGNATURE if verdicts[mark] is Reason.SOURCE else Reason.TRAILING
        _drop(verdicts, range(mark, len(lines)), reason)
    rest = [n for n in tail if verdicts[n] is None]
    if rest and _is_loose(lines, rest, start):
        _drop(verdicts, rest, Reason.TRAILING)


def _page_from(lines: Sequence[Line], verdicts: Verdicts, outline: Outline) -> int | None:
    """Return where the rest of the page begins though it holds sentences too: a footer's "about us", teasers.

    It begins with a mark of the page, holds many short lines, and little prose beside the text before it.
    """
    whole, titles = outline.prose_before[-1], outline.titles_before[-1]
    for number in range(len(lines) - FOOTER_LINES + 1):
        if verdicts[number] not in _TAIL_MARKS:
            continue
        before = outline.prose_before[number]
        short = titles - outline.titles_before[number]
        if before >= FOOTER_TIMES * (whole - before) and short >= FOOTER_SHARE * (len(lines) - number):
            return number
    return None


def _may_trail(line: Line) -> bool:
    """Whether it may stand under the text and not be of it; "وقال في قصيدته:" is followed by the poem."""
    return line.title_like and not line.text.endswith((":", "："))


def _is_loose(lines: Sequence[Line], rest: Sequence[int], start: int) -> bool:
    """Whether unfinished lines under a punctuated text are names, tags, mottos or headlines, not its end."""
    mostly_listed = 2 * sum(lines[n].listed for n in rest) > len(rest)
    if mostly_listed or lines[start - 1].introduces or not is_punctuated(lines[:start]):
        return False
    return len(rest) >= LOOSE_LINES or all(_is_label(lines[n]) or lines[n].cut_short for n in rest)


def _is_label(line: Line) -> bool:
    return line.length <= LABEL_WORDS and not line.ends_sentence


def _drop(verdicts: Verdicts, numbers: Sequence[int], reason: Reason) -> None:
    """Give the reason to those of the lines that have none yet."""
    for number in numbers:
        verdicts[number] = verdicts[number] or reason

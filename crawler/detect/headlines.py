"""Headlines of other articles that stand in a text: links, teasers, titles of its own sections."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from crawler.detect.sentences import ReadText

_LONGEST = 14  # words of a headline
_SHORTEST = 3
_PROSE = 12  # words that make a line a paragraph
_FEWEST = 3  # paragraphs that show how a text ends its lines
_MOSTLY = 0.7
_STOPS = (".", "!", "…", ":", "،", "؛", ")", "]")
_QUOTES = "\"»”'’ "


class _Line(NamedTuple):
    start: int
    words: int
    stopped: bool  # ends with a mark that ends prose


def headlines(text: ReadText) -> frozenset[int]:
    """Return the numbers of the sentences that are short lines without a full stop in a text that has them.

    "دخول مساعدات إلى البلدة رغم القصف" between two paragraphs is another article's title, and tells nothing
    of this one; a text that never writes a full stop (a Telegram post) has none.
    """
    lines = list(_lines(text.full_text))
    body = lines[2:]  # the title and the lead's first line are read as they are
    prose = [line for line in lines[1:] if line.words >= _PROSE]
    if len(prose) < _FEWEST or sum(line.stopped for line in prose) < _MOSTLY * len(prose):
        return frozenset()
    starts = {line.start for line in body if _SHORTEST <= line.words <= _LONGEST and not line.stopped}
    if not starts:
        return frozenset()
    tokens = text.tokens
    return frozenset(s.number for s in text.sentences if _line_start(text, tokens[s.first].start) in starts)


def _lines(full_text: str) -> Iterator[_Line]:
    start = 0
    for line in full_text.split("\n"):
        bare = line.rstrip(_QUOTES)
        yield _Line(start, len(bare.split()), bare.endswith(_STOPS))
        start += len(line) + 1


def _line_start(text: ReadText, position: int) -> int:
    return text.full_text.rfind("\n", 0, position) + 1

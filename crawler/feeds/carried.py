"""What a feed carries of its articles: their whole text, its cut beginning, or words of its own.

Many feeds carry the first hundred words and break off. The break must not pass for the article's end, and
such a feed's text must never stand in for a page's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from crawler.arabic.fold import fold

WHOLE_SHARE = 0.8  # of the page's words: the rest may be captions and tags
ENOUGH_WORDS = 40  # of a page's text; of shorter ones a summary may well be the whole
LEAST_TOLD = 8  # words
LATE_START = 30  # words that the page may have before the feed's first: a dateline, a byline
AGREEING = 0.9
FEW, MANY = 5, 60  # entries that must be compared before a feed is judged; at most so many are remembered
MOSTLY = 0.6

_WORD = re.compile(r"[^\W_]+")
# How a text breaks off: "…", "[…]", "اقرأ المزيد", "Read more", and then a link's words.
_BREAK = re.compile(
    r"\s*(?:\[?\s*(?:…|\.{3,}|&hellip;)\s*\]?|\(\s*(?:المزيد|more)\s*\)|(?:اقر[أا]|قراءة|تابع|متابعة|لقراءة)\s+(?:المزيد|القراءة|الخبر|المقال|البقية).{0,40}|"
    r"(?:read|continue|keep)\s+(?:more|reading).{0,60}|lire la suite.{0,40})\s*[.»›→]*\s*$",
    re.IGNORECASE,
)


class Telling(StrEnum):
    """How a feed's text stands to its page's."""

    WHOLE = "the whole text"
    CUT = "its beginning only"
    OWN = "words of its own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """How many of a feed's texts were compared with their pages, and how many were cut."""

    compared: int = 0
    cut: int = 0

    @property
    def share(self) -> float | None:
        """Which share of the texts is cut; None before a few were compared."""
        return None if self.compared < FEW else self.cut / self.compared

    @property
    def truncated(self) -> bool:
        """Whether the feed is known to break its texts off."""
        return self.share is not None and self.share >= MOSTLY

    def after(self, telling: Telling | None) -> Carried:
        """Count one more; old ones are forgotten by halves, for publishers change their minds."""
        if telling is None:
            return self
        kept = self
        if self.compared >= MANY:
            kept = Carried(compared=self.compared // 2, cut=self.cut // 2)
        return replace(kept, compared=kept.compared + 1, cut=kept.cut + (telling is Telling.CUT))


NOTHING_CARRIED = Carried()


def compare_texts(told: str, text: str) -> Telling | None:
    """Say what a feed's text is beside its page's; None when either is too short to say."""
    page, feed = _words(text), _words(_BREAK.sub("", told))
    if len(page) < ENOUGH_WORDS or len(feed) < LEAST_TOLD:
        return None
    if len(feed) >= WHOLE_SHARE * len(page):
        return Telling.WHOLE
    return Telling.CUT if _begins(page, feed) else Telling.OWN


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _begins(page: Sequence[str], feed: Sequence[str]) -> bool:
    """Whether the page tells the feed's words in their order from near its start on.

    The last word may be cut in the middle, so it is left out.
    """
    feed = feed[:-1]
    first = feed[:3]
    for start in range(min(LATE_START, len(page))):
        if list(page[start : start + len(first)]) == list(first):
            beside = page[start : start + len(feed)]
            same = sum(one == other for one, other in zip(beside, feed, strict=False))
            return same >= AGREEING * len(feed)
    return False

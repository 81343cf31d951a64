"""What recurs on a publisher's pages: the lines, blocks and captions that are the pages' and not the news'.

An article is counted once however often it is posted, and nothing is known before it recurred often
enough for what it is: a motto under the text soon, a sentence among the sentences hardly ever.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

MOST_HABITS = 400  # of one publisher: about the last thirty articles' lines, and all that recurs
MOST_SEEN = 48  # of one page; a live blog of a thousand lines must not push all the rest out
OWN_WORDS = 6  # a line of fewer words says nothing of whether two articles are one
GONE = 40  # articles without it: if it comes back, it is counted anew
TWIN_SHARE = (
    0.5  # of an article's words in lines of one earlier article: a correction, a live blog's next state
)


class Kind(StrEnum):
    """What a thing is that was seen on a page; the later ones need more proof."""

    CAPTION = "caption"  # a named element that stands at a picture and holds no sentence
    BLOCK = "block"  # a named element with its first line
    LOOSE = "loose line"  # before or under the text, or a link
    MIDDLE = "line in mid-text"  # it may be a subheading of every second report
    FIRM = "sentence or subheading"  # it may be the background that every report on a siege repeats
    NO_CAPTION = "no caption"  # the same element with a sentence or without a picture: never a habit


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """How often a thing must have been seen before it is taken for the publisher's habit."""

    articles: int
    share: float  # of the articles since it was first seen
    days: int = 1


# Any of a kind's proofs is enough. A motto is met on each page; a desk's or an author's signature on some.
PROOFS: dict[Kind, tuple[Proof, ...]] = {
    Kind.CAPTION: (Proof(articles=4, share=0.0),),
    Kind.BLOCK: (Proof(articles=4, share=0.5), Proof(articles=8, share=0.2, days=3)),
    Kind.LOOSE: (Proof(articles=4, share=0.75), Proof(articles=8, share=0.25, days=3)),
    Kind.MIDDLE: (Proof(articles=5, share=0.95), Proof(articles=20, share=0.8, days=5)),
    Kind.FIRM: (Proof(articles=12, share=0.8, days=3),),
    Kind.NO_CAPTION: (),
}
LEAST_ARTICLES = min(proof.articles for proofs in PROOFS.values() for proof in proofs)
_STRICTNESS = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One thing on one page that may recur."""

    key: int
    kind: Kind
    words: int = 0  # of a line


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """A thing that was seen, and on how many different articles."""

    key: int
    kind: Kind
    articles: int
    first: int  # the number of the first article with it, counted from 1
    last: int
    days: int  # on which it was counted
    first_at: datetime
    last_at: datetime

    def share_of(self, articles: int) -> tuple[int, int]:
        """Return how many articles had it, and how many there were since the first that did."""
        return self.articles, articles - self.first + 1

    def proved(self, articles: int) -> bool:
        """Whether it was seen often enough for its kind."""
        had, among = self.share_of(articles)
        return any(
            had >= proof.articles and had >= proof.share * among and self.days >= proof.days
            for proof in PROOFS[self.kind]
        )


Habits = Mapping[int, Habit]


def known_habits(habits: Habits, articles: int) -> dict[int, Habit]:
    """Return what recurs."""
    return {key: habit for key, habit in habits.items() if habit.proved(articles)}


def twin_of(seen: Sequence[Seen], habits: Habits, articles: int) -> int | None:
    """Return the number of the earlier article that this one is a near-copy of; None when it is its own.

    The habits are no sign of sameness: two short reports may share more mottos than they have sentences.
    """
    known = known_habits(habits, articles)
    own = [one for one in seen if one.words >= OWN_WORDS and one.key not in known]
    shared: Counter[int] = Counter()
    for one in own:
        if one.key in habits:
            shared[habits[one.key].last] += one.words
    if not shared:
        return None
    number, words = shared.most_common(1)[0]
    return number if words > TWIN_SHARE * sum(one.words for one in own) else None


def count_article(
    habits: Habits, articles: int, seen: Iterable[Seen], now: datetime
) -> tuple[dict[int, Habit], int]:
    """Count what one article's page showed; return the habits and the number of different articles."""
    looked_at = _ends_of(list({one.key: one for one in seen}.values()))
    if not looked_at:
        return dict(habits), articles
    twin = twin_of(looked_at, habits, articles)
    number = articles + 1 if twin is None else twin
    counted = dict(habits)
    for one in looked_at:
        counted[one.key] = _counted(habits.get(one.key), one, number, now, again=twin is not None)
    articles = max(articles, number)
    return _without_least(counted, articles), articles


def _ends_of(seen: list[Seen]) -> list[Seen]:
    half = MOST_SEEN // 2
    return seen if len(seen) <= MOST_SEEN else [*seen[:half], *seen[-half:]]


def _counted(before: Habit | None, one: Seen, number: int, now: datetime, *, again: bool) -> Habit:
    if before is None or (number - before.last > GONE and not again):
        return Habit(
            key=one.key,
            kind=one.kind,
            articles=1,
            first=number,
            last=number,
            days=1,
            first_at=now,
            last_at=now,
        )
    kind = max(before.kind, one.kind, key=_STRICTNESS.__getitem__)
    if again:  # the copy takes its lines along, so that the copy of a copy is known too
        return replace(before, kind=kind)
    return replace(
        before,
        kind=kind,
        articles=before.articles + 1,
        last=number,
        days=before.days + (before.last_at.date() != now.date()),
        last_at=max(before.last_at, now),
    )


def _without_least(habits: dict[int, Habit], articles: int) -> dict[int, Habit]:
    """Forget what was seen least, the longest ago first; what recurs no more loses its share by itself."""
    if len(habits) <= MOST_HABITS:
        return habits
    kept = sorted(
        habits.values(), key=lambda habit: (habit.proved(articles), habit.articles > 1, habit.last, habit.key)
    )
    return {habit.key: habit for habit in kept[-MOST_HABITS:]}

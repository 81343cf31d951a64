"""The second shell: articles are read for events, and events become incidents.

unassessed articles | judge | detect | settle | keep | announce | mark assessed

Reading for events is pure and happens outside the transaction; the rest is one transaction an article, so a
crash leaves the article in the queue and nothing half done. One process at a time is in that transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

import structlog

from crawler.dedup.facts import IsPlace, no_place
from crawler.dedup.judge import judge
from crawler.dedup.signature import sign, words_of
from crawler.incidents.echo import echoes
from crawler.incidents.grade import DEFAULT, Grading
from crawler.incidents.merge import Telling, telling
from crawler.incidents.settle import Claim, Key
from crawler.incidents.where import same_place
from crawler.ledger import Ledger
from crawler.model import Article, Change, Event, Place, Status, Verdict
from crawler.store.articles import ArticleStore
from crawler.store.claims import ClaimCache, claim_of
from crawler.store.database import Database, DatabaseTrouble, Transaction
from crawler.store.feeds import FeedStore
from crawler.store.incidents import IncidentCache, IncidentStore

MOST_TELLINGS = 5000

log = structlog.get_logger()

Detect = Callable[[Article], Sequence[Event]]
Contains = Callable[[str, str], bool]


class Announce(Protocol):
    """Whoever wants to hear of a change, within the transaction that makes it."""

    def __call__(self, tx: Transaction, change: Change, article: Article, now: datetime) -> None:
        """Write what follows from the change; it is kept or lost together with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What became of one article: each new event with the incident that took it, in text order."""

    article: Article
    verdict: Verdict
    changes: tuple[tuple[Event, int], ...]


@dataclass(slots=True, kw_only=True)
class Memory:
    """What was read from the store or worked out before, none of which changes; only speed depends on it."""

    incidents: IncidentCache = field(default_factory=dict)
    claims: ClaimCache = field(default_factory=dict)
    tellings: dict[Key, Telling] = field(default_factory=dict)

    def tell(self, claim: Claim) -> Telling:
        """Return what is compared of a claim."""
        if len(self.tellings) > MOST_TELLINGS:
            self.tellings.clear()
        if claim.key not in self.tellings:
            self.tellings[claim.key] = telling(claim.event, claim.article)
        return self.tellings[claim.key]

    def forget(self) -> None:
        """Drop everything: some of it may have been rolled back."""
        self.incidents.clear()
        self.claims.clear()
        self.tellings.clear()


class Assessor:
    """Reads waiting articles for incidents."""

    def __init__(
        self,
        database: Database,
        detect: Detect,
        contains: Contains,
        announce: Announce,
        grading: Grading = DEFAULT,
        *,
        is_place: IsPlace = no_place,
    ) -> None:
        self.database = database
        self.detect = detect
        self.contains = contains
        self.announce = announce
        self.grading = grading
        self.is_place = is_place
        self.memory = Memory()

    def assess(self, now: datetime, limit: int = 50) -> list[Reading]:
        """Read the articles that wait, oldest first; return what became of each, none when nothing waits."""
        with self.database.begin() as tx:
            waiting = ArticleStore(tx).unassessed(limit)
        readings = [self._read_or_set_aside(article, now) for article in waiting]
        return [reading for reading in readings if reading is not None]

    def _read_or_set_aside(self, article: Article, now: datetime) -> Reading | None:
        """Read one article; a bug of ours in it must not keep those behind it from being read."""
        try:
            return self._read(article, now)
        except DatabaseTrouble:
            raise  # the database is in trouble, not the article: it stays in the queue
        except Exception as error:
            log.exception("article set aside: a bug of ours", article=article.id)
            with self.database.begin() as tx:
                ArticleStore(tx).set_aside(article.id, repr(error), now)
            return None

    def _read(self, article: Article, now: datetime) -> Reading | None:
        events = self.detect(article)
        try:
            with self.database.begin() as tx:
                IncidentStore(tx).lock()
                articles = ArticleStore(tx)
                if not articles.waits(article.id):
                    return None  # another process was quicker
                verdict, wording = judge_article(articles, article, self.is_place)
                trust = FeedStore(tx).trusts().get(article.publisher, 1.0) if events else 1.0
                repeated = echoes(events, self.contains)
                claims = [
                    claim_of(article, events[at], at, wording, trust)
                    for at in told_positions(events)
                    if at not in repeated
                ]
                ledger = Ledger(tx, self.contains, self.grading, self.memory.tell, self.memory)
                went = ledger.take_in(article, claims, now)
                for change in ledger.changes:
                    self.announce(tx, change, article, now)
                articles.mark_assessed(article.id, now)
        except BaseException:
            self.memory.forget()  # it may hold what was just rolled back
            raise
        numbers = {position: number for (_, position), number in went.items()}
        return Reading(article=article, verdict=verdict, changes=_told_new(events, numbers, repeated))


def _told_new(
    events: Sequence[Event], numbers: dict[int, int], repeated: dict[int, int]
) -> tuple[tuple[Event, int], ...]:
    """Return the events of something new with their incidents, in the order of the text."""
    at_last = ((event, repeated.get(position, position)) for position, event in enumerate(events))
    return tuple(
        (event, numbers[position])
        for event, position in at_last
        if event.status is Status.NEW and position in numbers
    )


def judge_article(
    articles: ArticleStore, article: Article, is_place: IsPlace = no_place
) -> tuple[Verdict, str]:
    """Judge a saved article and keep its digest; return also the first article with nearly its words."""
    words = words_of(article.full_text)
    signature = sign(words)
    same = articles.same(article, signature)
    verdict = judge(words, same, () if same else articles.alike(signature), is_place)
    return verdict, articles.sign(article.id, signature, verdict)


def told_positions(events: Sequence[Event]) -> list[int]:
    """Return which of an article's events may touch an incident."""
    denied = [event for event in events if event.status is Status.DENIED]
    return [
        position
        for position, event in enumerate(events)
        if event.status in (Status.NEW, Status.DENIED) and not _is_denied(event, denied)
    ]


def _is_denied(event: Event, denied: Sequence[Event]) -> bool:
    """Say whether the article itself denies what it also repeats as told by others."""
    return event.status is Status.NEW and any(
        event.type == other.type and _same_or_unknown(event.place, other.place) for other in denied
    )


def _same_or_unknown(one: Place | None, other: Place | None) -> bool:
    return one is None or other is None or same_place(one, other)

"""The second shell: articles are read for events, and events become incidents.

unassessed articles | judge | detect | choose | open or revise | announce | mark assessed

Reading for events is pure and happens outside the transaction; the rest is one transaction an article, so a
crash leaves the article in the queue and nothing half done.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

import structlog

from crawler.dedup.judge import judge
from crawler.dedup.signature import sign, words_of
from crawler.incidents.merge import WINDOW, choose, near_families
from crawler.incidents.revise import change_kind, open_incident, report_of, revise
from crawler.incidents.where import same_place
from crawler.model import Article, Change, ChangeKind, Event, Incident, Place, Status, Verdict
from crawler.store.articles import ArticleStore
from crawler.store.database import Database, DatabaseTrouble, Transaction
from crawler.store.incidents import IncidentCache, IncidentStore

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


class Assessor:
    """Reads waiting articles for incidents."""

    def __init__(self, database: Database, detect: Detect, contains: Contains, announce: Announce) -> None:
        self.database = database
        self.detect = detect
        self.contains = contains
        self.announce = announce
        self.cache: IncidentCache = {}

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

    def _read(self, article: Article, now: datetime) -> Reading:
        events = self.detect(article)
        try:
            with self.database.begin() as tx:
                articles = ArticleStore(tx)
                verdict, article = judge_article(articles, article)
                taken = _Assessment(self, tx, article, verdict, now).take_in(events)
                articles.mark_assessed(article.id, now)
        except BaseException:
            self.cache.clear()  # it may hold what was just rolled back
            raise
        return Reading(article=article, verdict=verdict, changes=taken)


def judge_article(articles: ArticleStore, article: Article) -> tuple[Verdict, Article]:
    """Judge a saved article, keep its digest, and return it with its origin: a reprint has its original's."""
    words = words_of(article.full_text)
    signature = sign(words)
    same = articles.same(article, signature)
    verdict = judge(words, same, () if same else articles.alike(signature))
    original = articles.find(verdict.duplicate_of) if verdict.duplicate_of else None
    origin = (original.origin or original.publisher) if original else article.origin
    articles.sign(article.id, signature, verdict, origin)
    return verdict, replace(article, origin=origin)


def _telling_order(event: Event, position: int) -> tuple[bool, bool, int]:
    """Denials first, for they outweigh what they deny; then central events, told most fully."""
    return event.status is not Status.DENIED, not event.central, position


def _is_denied(event: Event, denied: Sequence[Event]) -> bool:
    """Say whether the article itself denies what it also repeats as told by others."""
    return event.status is Status.NEW and any(
        event.type == other.type and _same_or_unknown(event.place, other.place) for other in denied
    )


def _same_or_unknown(one: Place | None, other: Place | None) -> bool:
    return one is None or other is None or same_place(one, other)


class _Assessment:
    """One article's events on their way into the incidents, within one transaction."""

    def __init__(
        self, assessor: Assessor, tx: Transaction, article: Article, verdict: Verdict, now: datetime
    ) -> None:
        self.assessor = assessor
        self.tx = tx
        self.article = article
        self.now = now
        self.incidents = IncidentStore(tx, assessor.cache)
        self.origin = article.origin or article.publisher
        self.joined: set[int] = set()
        self.twin = self._incidents_of(verdict.duplicate_of)

    def _incidents_of(self, article_id: str | None) -> frozenset[int]:
        if article_id is None:
            return frozenset()
        return frozenset(number for _, number in self.incidents.events_of(article_id) if number is not None)

    def take_in(self, events: Sequence[Event]) -> tuple[tuple[Event, int], ...]:
        """Bring each event to its incident."""
        taken: dict[int, int] = {}
        denied = [event for event in events if event.status is Status.DENIED]
        for position in sorted(range(len(events)), key=lambda i: _telling_order(events[i], i)):
            event = events[position]
            if event.status not in (Status.NEW, Status.DENIED) or _is_denied(event, denied):
                continue
            number, why = self._place(event)
            self.incidents.add_event(self.article.id, position, event, number, why)
            if number is not None and event.status is Status.NEW:
                taken[position] = number
        return tuple((events[position], taken[position]) for position in sorted(taken))

    def _place(self, event: Event) -> tuple[int | None, tuple[str, ...]]:
        assert self.article.published is not None
        candidates = self.incidents.candidates(
            near_families(event.type),
            event.country,
            self.article.published - WINDOW,
            self.article.published + WINDOW,
        )
        free = [incident for incident in candidates if incident.id not in self.joined]
        choice = choose(event, self.article, free, self.assessor.contains, self.twin)
        if choice.incident is not None:
            return self._join(choice.incident, event, choice.why), choice.why
        if event.status is Status.DENIED:
            return None, ("a denial of something that was never reported", *choice.why)
        return self._open(event, choice.why), choice.why

    def _open(self, event: Event, why: tuple[str, ...]) -> int:
        incident = self.incidents.open(open_incident(event, report_of(self.article, event, self.origin)))
        self._record(Change(kind=ChangeKind.OPENED, before=None, after=incident, event=event, why=why))
        return incident.id

    def _join(self, before: Incident, event: Event, why: tuple[str, ...]) -> int:
        report = report_of(self.article, event, self.origin)
        after = revise(before, event, report, self.assessor.contains)
        if after is not before:
            self.incidents.save(after)
            self._record(
                Change(kind=change_kind(before, after), before=before, after=after, event=event, why=why)
            )
        return after.id

    def _record(self, change: Change) -> None:
        self.joined.add(change.after.id)
        self.incidents.log(change, self.now)
        self.assessor.announce(self.tx, change, self.article, self.now)

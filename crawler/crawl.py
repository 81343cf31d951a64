"""The first shell: due feeds become entries, and entries articles.

due feeds | fetch | parse | drop known | save entries with the feed's new state
unread entries | fetch page | extract | choose the text | save article

Nothing waits for a slow host: each check and each page is a task of its own, and what is under way is not
begun again. What a feed held and what it said of itself are saved together, so a crash repeats a check and
loses nothing.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine, Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar

import structlog

from crawler.extract.page import extract_page
from crawler.feeds.parse import ParsedFeed, parse_feed
from crawler.feeds.schedule import Pace, after_check, hash_body, is_backlog, validators_to_send
from crawler.feeds.urls import canonical_host
from crawler.fetch.decode import decode
from crawler.model import Entry, Failed, Feed, Fetched, NotModified, Page, Validators
from crawler.reading import Nothing, Postponed, Read, article_id, read_article
from crawler.store.articles import ArticleStore
from crawler.store.database import Database
from crawler.store.entries import EntryStore, Unread
from crawler.store.feeds import DueFeed, FeedStore, day_of

MOST_CHECKS = 40
MOST_PAGES = 40
PAGES_A_HOST = 3
REST = timedelta(minutes=1)  # after a bug of ours or a database in trouble, publishers are left in peace
MOST_BACKLOG = 30  # of a new feed's old entries, so many are read at most

log = structlog.get_logger()

K = TypeVar("K", bound=Hashable)  # what a task is known by


class Fetch(Protocol):
    """Ask an address over the network."""

    async def __call__(
        self, url: str, validators: Validators = ..., *, limit: int
    ) -> Fetched | NotModified | Failed:
        """Return what came back; trouble is a value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlLimits:
    """How often feeds are asked and how much is taken."""

    pace: Pace = Pace()
    feed_bytes: int = 10_000_000
    page_bytes: int = 5_000_000
    backlog_days: float = 2


class Crawler:
    """Brings new articles in."""

    def __init__(
        self,
        database: Database,
        fetch: Fetch,
        limits: CrawlLimits,
        clock: Callable[[], datetime],
        chance: Callable[[], float],
    ) -> None:
        self.database = database
        self.fetch = fetch
        self.limits = limits
        self.clock = clock
        self.chance = chance
        self.checks: dict[str, asyncio.Task[None]] = {}
        self.pages: dict[
            tuple[str, str], asyncio.Task[None]
        ] = {}  # by host and article: two feeds may name it
        self.resting: dict[Hashable, datetime] = {}  # what broke, until when it is left alone

    def follow(self, feeds: Sequence[Feed], now: datetime) -> None:
        """Poll exactly these feeds from now on."""
        with self.database.begin() as tx:
            FeedStore(tx).follow(feeds, self.limits.pace, now)

    def start_due(self) -> int:
        """Start what is due and not under way; return how many tasks were started."""
        now = self.clock()
        self.resting = {key: until for key, until in self.resting.items() if until > now}
        with self.database.begin() as tx:
            due = FeedStore(tx).due(now) if len(self.checks) < MOST_CHECKS else []
            unread = EntryStore(tx).unread(now, MOST_PAGES * 4) if len(self.pages) < MOST_PAGES else []
        return self._start_checks(due) + self._start_pages(unread)

    def _start_checks(self, due: Sequence[DueFeed]) -> int:
        busy = self.checks.keys() | self.resting.keys()
        fresh = [one for one in due if one.feed.url not in busy][: MOST_CHECKS - len(self.checks)]
        for one in fresh:
            self._start(self.checks, one.feed.url, self.check(one))
        return len(fresh)

    def _start_pages(self, unread: Sequence[Unread]) -> int:
        busy = Counter(host for host, _ in self.pages)
        started = 0
        for one in unread:
            host = canonical_host(one.entry.url)
            key = (host, article_id(one.entry.url))
            if key in self.pages or key in self.resting:
                continue
            if busy[host] >= PAGES_A_HOST or len(self.pages) >= MOST_PAGES:
                continue
            busy[host] += 1
            started += 1
            self._start(self.pages, key, self.read(one))
        return started

    def _start(self, tasks: dict[K, asyncio.Task[None]], key: K, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        tasks[key] = task
        task.add_done_callback(lambda done: self._ended(tasks, key, done))

    def _ended(self, tasks: dict[K, asyncio.Task[None]], key: K, task: asyncio.Task[None]) -> None:
        """Forget a task; one that broke saved nothing, so it is due again, but not in the next second."""
        tasks.pop(key, None)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            self.resting[key] = self.clock() + REST
            log.error("a check broke; it is made again", of=str(key), exc_info=error)

    async def finish(self) -> None:
        """Drop what is under way; it is due again at the next start."""
        under_way = [*self.checks.values(), *self.pages.values()]
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)

    # --- feeds -----------------------------------------------------------------------------------

    async def check(self, due: DueFeed) -> None:
        """Ask one feed and save what is new in it together with its new state."""
        sent = validators_to_send(due.state, self.clock())
        answer = await self.fetch(due.feed.url, sent, limit=self.limits.feed_bytes)
        checked = await asyncio.to_thread(_parse, due, answer)
        self._record(due, checked, sent)

    def _record(self, due: DueFeed, checked: _Parsed, sent: Validators) -> None:
        now = self.clock()
        answered = not isinstance(checked.outcome, Failed)
        with self.database.begin() as tx:
            entries = EntryStore(tx)
            fresh = entries.unknown(due.feed.url, checked.entries)
            entries.hold(due.feed.url, checked.entries, now)
            self._add(entries, due, fresh, now)
            state = after_check(
                due.state,
                checked.outcome,
                now,
                len(fresh),
                parsed=checked.feed,
                sent=sent,
                jitter=self.chance(),
                pace=self.limits.pace,
            )
            FeedStore(tx).record(due.feed.url, state, day_of(now), answered=answered, entries=len(fresh))
        if isinstance(checked.outcome, Failed):
            log.warning("feed failed", publisher=due.feed.publisher, why=checked.outcome.reason)
        elif fresh:
            log.info("feed read", publisher=due.feed.publisher, new=len(fresh))

    def _add(self, entries: EntryStore, due: DueFeed, fresh: Sequence[Entry], now: datetime) -> None:
        oldest = now - timedelta(days=self.limits.backlog_days)
        backlog = 0
        for entry in fresh:
            old = is_backlog(entry, due.state, now)
            backlog += old
            read = not old or (
                backlog <= MOST_BACKLOG and (entry.published is None or entry.published >= oldest)
            )
            entries.add(due.feed.url, entry, now, alerts=not old, read=read)

    # --- pages -----------------------------------------------------------------------------------

    async def read(self, unread: Unread) -> None:
        """Read one entry's page and save its article."""
        with self.database.begin() as tx:
            known = ArticleStore(tx).find(article_id(unread.entry.url))
            if known is not None:
                EntryStore(tx).read(unread, known.id, "known from another entry", self.clock())
                return
        answer = await self.fetch(unread.entry.url, limit=self.limits.page_bytes)
        page = await asyncio.to_thread(_extract, unread, answer, self.clock())
        now = self.clock()
        outcome = await asyncio.to_thread(_decide, unread, page, now)
        with self.database.begin() as tx:
            entries = EntryStore(tx)
            if isinstance(outcome, Postponed):
                entries.postpone(unread, outcome.until, outcome.reason)
            elif isinstance(outcome, Nothing):
                entries.read(unread, None, outcome.reason, now)
            else:
                assert isinstance(outcome, Read)
                ArticleStore(tx).save(outcome.article, now)
                entries.read(unread, outcome.article.id, outcome.reason, now)
        if isinstance(page, Failed):
            log.info("page failed", publisher=unread.feed.publisher, url=unread.entry.url, why=page.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parsed:
    outcome: Fetched | NotModified | Failed
    feed: ParsedFeed | None = None  # None when there is no body, or the same as last time

    @property
    def entries(self) -> tuple[Entry, ...]:
        return () if self.feed is None else self.feed.entries


def _parse(due: DueFeed, answer: Fetched | NotModified | Failed) -> _Parsed:
    if not isinstance(answer, Fetched):
        return _Parsed(outcome=answer)
    try:
        if hash_body(answer.body) == due.state.body_hash:
            return _Parsed(outcome=answer)
        parsed = parse_feed(answer.body, answer.content_type, url=answer.url, timezone=due.feed.timezone)
    except Exception as error:
        log.exception("feed not read: a bug of ours", feed=due.feed.url)
        return _Parsed(outcome=_bug(error))
    if isinstance(parsed, Failed):
        return _Parsed(outcome=parsed)
    return _Parsed(outcome=answer, feed=parsed)


def _extract(unread: Unread, answer: Fetched | NotModified | Failed, now: datetime) -> Page | Failed:
    if isinstance(answer, Failed):
        return answer
    if isinstance(answer, NotModified):
        return Failed(reason="the page answers that it has not changed, though it was not read before")
    try:
        html = decode(answer.body, answer.content_type)
        page = extract_page(
            html, answer.url, timezone=unread.feed.timezone, summary=unread.entry.summary, now=now
        )
    except Exception as error:
        log.exception("page not read: a bug of ours", url=unread.entry.url)
        return _bug(error)
    return replace(page, permanent=True) if isinstance(page, Failed) else page


def _decide(unread: Unread, page: Page | Failed, now: datetime) -> Read | Postponed | Nothing:
    try:
        return read_article(unread, page, now)
    except Exception as error:
        log.exception("entry not read: a bug of ours", url=unread.entry.url)
        return Nothing(reason=_bug(error).reason)


def _bug(error: Exception) -> Failed:
    """Take a bug of ours for a failure of one feed or page: left to break, it would be asked for for ever."""
    return Failed(reason=f"could not be read by a bug of ours: {error!r}", permanent=True)

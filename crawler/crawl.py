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
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar
from urllib.parse import urlsplit

import structlog

from crawler.extract.page import extract_page
from crawler.feeds.parse import ParsedFeed, parse_feed
from crawler.feeds.schedule import Pace, after_check, hash_body, is_backlog, validators_to_send
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
MOST_BACKLOG = 30  # of a new feed's old entries, so many are read at most

log = structlog.get_logger()

K = TypeVar("K")  # what a task is known by


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
        self.pages: dict[tuple[str, str], asyncio.Task[None]] = {}

    def follow(self, feeds: Sequence[Feed], now: datetime) -> None:
        """Poll exactly these feeds from now on."""
        with self.database.begin() as tx:
            FeedStore(tx).follow(feeds, self.limits.pace, now)

    def start_due(self) -> int:
        """Start what is due and not under way; return how many tasks were started."""
        now = self.clock()
        with self.database.begin() as tx:
            due = FeedStore(tx).due(now) if len(self.checks) < MOST_CHECKS else []
            unread = EntryStore(tx).unread(now, MOST_PAGES * 4) if len(self.pages) < MOST_PAGES else []
        return self._start_checks(due) + self._start_pages(unread)

    def _start_checks(self, due: Sequence[DueFeed]) -> int:
        fresh = [one for one in due if one.feed.url not in self.checks][: MOST_CHECKS - len(self.checks)]
        for one in fresh:
            self._start(self.checks, one.feed.url, self.check(one))
        return len(fresh)

    def _start_pages(self, unread: Sequence[Unread]) -> int:
        busy = Counter(urlsplit(url).netloc for url, _ in self.pages)
        started = 0
        for one in unread:
            key = (one.entry.url, one.entry.key)
            host = urlsplit(one.entry.url).netloc
            if key in self.pages or busy[host] >= PAGES_A_HOST or len(self.pages) >= MOST_PAGES:
                continue
            busy[host] += 1
            started += 1
            self._start(self.pages, key, self.read(one))
        return started

    def _start(self, tasks: dict[K, asyncio.Task[None]], key: K, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        tasks[key] = task
        task.add_done_callback(lambda _: tasks.pop(key, None))

    async def finish(self) -> None:
        """Drop what is under way; it is due again at the next start."""
        under_way = [*self.checks.values(), *self.pages.values()]
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)

    async def crawl(self) -> int:
        """Start what is due and wait for it; return how many tasks there were."""
        started = self.start_due()
        await asyncio.gather(*self.checks.values(), *self.pages.values())
        return started

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
        outcome = await asyncio.to_thread(read_article, unread, page, now)
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
    if hash_body(answer.body) == due.state.body_hash:
        return _Parsed(outcome=answer)
    parsed = parse_feed(answer.body, answer.content_type, url=answer.url, timezone=due.feed.timezone)
    if isinstance(parsed, Failed):
        return _Parsed(outcome=parsed)
    return _Parsed(outcome=answer, feed=parsed)


def _extract(unread: Unread, answer: Fetched | NotModified | Failed, now: datetime) -> Page | Failed:
    if isinstance(answer, Failed):
        return answer
    if isinstance(answer, NotModified):
        return Failed(reason="the page answers that it has not changed, though it was not read before")
    html = decode(answer.body, answer.content_type)
    page = extract_page(
        html, answer.url, timezone=unread.feed.timezone, summary=unread.entry.summary, now=now
    )
    return replace(page, permanent=True) if isinstance(page, Failed) else page

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
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ParamSpec, Protocol, TypeVar

import structlog

from crawler.extract.memory import Known, Observed, remember
from crawler.feeds.parse import ParsedFeed
from crawler.feeds.schedule import Pace, after_check, is_backlog, validators_to_send
from crawler.feeds.urls import canonical_host
from crawler.model import Entry, Failed, Feed, Fetched, NotModified, Validators
from crawler.parsing import Texts, parse_answer, read_texts
from crawler.reading import Nothing, Postponed, Read, article_id, read_article
from crawler.store.articles import ArticleStore
from crawler.store.database import Database, Transaction
from crawler.store.entries import KNOWN, EntryStore, Unread
from crawler.store.feeds import DueFeed, FeedStore, day_of
from crawler.store.pages import PageStore, pack
from crawler.store.publishers import PublisherStore

MOST_CHECKS = 40
MOST_PAGES = 40
PAGES_A_HOST = 3
REST = timedelta(minutes=1)  # after a bug of ours or a database in trouble, publishers are left in peace
MOST_BACKLOG = 30  # of a new feed's old entries, so many are read at most
# Said once; the old template is forgotten, and the pages are read all the same.
REDESIGNED = "the publisher's pages were built anew; they are read the general way until they are learned"

log = structlog.get_logger()

P = ParamSpec("P")
R = TypeVar("R")
K = TypeVar("K", bound=Hashable)  # what a task is known by


class Fetch(Protocol):
    """Ask an address over the network."""

    async def __call__(
        self, url: str, validators: Validators = ..., *, limit: int
    ) -> Fetched | NotModified | Failed:
        """Return what came back; trouble is a value."""


class Run(Protocol):
    """Do work on strangers' bytes where it can hold up nobody; see crawler.cage."""

    async def __call__(self, work: Callable[P, R], /, *args: P.args, **named: P.kwargs) -> R | Failed:
        """Return the work's answer; what breaks, hangs or eats memory is a Failed."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlLimits:
    """How often feeds are asked and how much is taken."""

    pace: Pace = Pace()
    feed_bytes: int = 10_000_000
    page_bytes: int = 5_000_000
    backlog_days: float = 2
    keep_pages: bool = True  # compressed, so that they can be read again


class Crawler:
    """Brings new articles in."""

    def __init__(
        self,
        database: Database,
        fetch: Fetch,
        run: Run,
        limits: CrawlLimits,
        *,
        clock: Callable[[], datetime],
        chance: Callable[[], float],
    ) -> None:
        self.database = database
        self.fetch = fetch
        self.run = run
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
        checked = await self._parse(due, answer)
        self._record(due, checked, sent)

    async def _parse(self, due: DueFeed, answer: Fetched | NotModified | Failed) -> _Parsed:
        if not isinstance(answer, Fetched):
            return _Parsed(outcome=answer)
        parsed = await self.run(
            parse_answer, answer, timezone=due.feed.timezone, known_hash=due.state.body_hash
        )
        if isinstance(parsed, Failed):
            return _Parsed(outcome=parsed)
        return _Parsed(outcome=answer, feed=parsed)

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
                EntryStore(tx).read(unread, known.id, KNOWN, self.clock())
                return
        answer = await self.fetch(unread.entry.url, limit=self.limits.page_bytes)
        host = canonical_host(answer.url if isinstance(answer, Fetched) else unread.entry.url)
        with self.database.begin() as tx:
            remembered = PublisherStore(tx).known(host)
        texts = await self._read_texts(unread, answer, remembered)
        now = self.clock()
        outcome = _decide(unread, texts, now)
        packed = await asyncio.to_thread(pack, unread.entry, answer) if self.limits.keep_pages else None
        redesigned = False
        with self.database.begin() as tx:
            entries = EntryStore(tx)
            if isinstance(outcome, Postponed):
                entries.postpone(unread, outcome.until, outcome.reason)
            elif isinstance(outcome, Nothing):
                entries.read(unread, None, outcome.reason, now)
            else:
                assert isinstance(outcome, Read)
                if ArticleStore(tx).save(outcome.article, now) and texts.observed is not None:
                    redesigned = _learn(tx, host, texts.observed, now)
                entries.read(unread, outcome.article.id, outcome.reason, now)
                FeedStore(tx).count_text(unread.feed.url, outcome.telling)
                if packed is not None:
                    PageStore(tx).keep(unread, outcome.article.id, packed, now)
        if isinstance(texts.page, Failed):
            why = texts.page.reason
            log.info("page failed", publisher=unread.feed.publisher, url=unread.entry.url, why=why)
        if redesigned:
            log.warning(REDESIGNED, publisher=unread.feed.publisher, host=host)

    async def _read_texts(
        self, unread: Unread, answer: Fetched | NotModified | Failed, known: Known
    ) -> Texts:
        """Read page and feed text; where the page cannot be read at all, the feed's text alone is tried."""
        zone, now = unread.feed.timezone, self.clock()
        texts = await self.run(read_texts, unread.entry, answer, timezone=zone, now=now, known=known)
        if not isinstance(texts, Failed):
            return texts
        alone = await self.run(read_texts, unread.entry, texts, timezone=zone, now=now, known=known)
        return alone if isinstance(alone, Texts) else Texts(page=texts)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parsed:
    outcome: Fetched | NotModified | Failed
    feed: ParsedFeed | None = None  # None when there is no body, or the same as last time

    @property
    def entries(self) -> tuple[Entry, ...]:
        return () if self.feed is None else self.feed.entries


def _learn(tx: Transaction, host: str, observed: Observed, now: datetime) -> bool:
    """Remember what an article's page showed; say whether it was the page that proved a redesign."""
    publishers = PublisherStore(tx)
    before = publishers.recall(host)
    after = remember(before, observed, now)
    publishers.keep(before, after)
    return after.redesigned_at != before.redesigned_at


def _decide(unread: Unread, texts: Texts, now: datetime) -> Read | Postponed | Nothing:
    """Decide; an entry that a bug of ours breaks on would be asked for for ever, so it is read as nothing."""
    try:
        return read_article(unread, texts, now)
    except Exception as error:
        log.exception("entry not read: a bug of ours", url=unread.entry.url)
        return Nothing(reason=f"could not be read by a bug of ours: {error!r}")

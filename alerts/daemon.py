"""The daemon: a few jobs on a schedule, each one of the shells, with the tables between them."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from alerts.app import Program
from alerts.bot.listen import Listener
from alerts.feedlist import FeedListRefused
from alerts.upkeep import tidy
from alerts.web.serving import serve_app

log = structlog.get_logger()

PATIENCE = 10.0  # seconds that running jobs get to end


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """Seconds between two runs of each job."""

    crawl: float = 1.0
    assess: float = 0.5
    deliver: float = 0.5
    summarise: float = 30.0
    follow: float = 30.0
    tidy: float = 60.0


class Daemon:
    """Runs the program until it is told to stop."""

    def __init__(self, program: Program, rhythm: Rhythm | None = None) -> None:
        self.program = program
        self.rhythm = rhythm or Rhythm()
        self._running: set[asyncio.Task[None]] = set()

    async def run(self, stop: asyncio.Event, ready: Callable[[str | None], None] | None = None) -> None:
        """Work until ``stop`` is set, then finish what is in flight and leave.

        ``ready`` is called once with the address of the pages, None when there are none.
        """
        program = self.program
        self._follow()
        program.deliverer.start()
        scheduler = self._schedule()
        async with contextlib.AsyncExitStack() as stack:
            stack.push_async_callback(self._close)
            address = None
            if program.settings.web.enabled:
                web = program.settings.web
                address = await stack.enter_async_context(serve_app(program.site, web.host, web.port))
            if program.listener is not None:
                await program.listener.open()
                stack.push_async_callback(program.listener.close)
                listening = asyncio.create_task(_listen(program.listener, stop))
                stack.push_async_callback(_ended, listening)
            scheduler.start()
            stack.push_async_callback(self._stop, scheduler)
            if ready is not None:
                ready(address)
            await stop.wait()

    async def _stop(self, scheduler: AsyncIOScheduler) -> None:
        """Let running jobs end: a send that is cut off is in doubt, and would be made again."""
        scheduler.pause()
        if self._running:
            await asyncio.wait(self._running, timeout=PATIENCE)
        scheduler.shutdown(wait=False)

    def _kept(self, name: str, job: Callable[[], Awaitable[object]]) -> Callable[[], Awaitable[None]]:
        async def run() -> None:
            task = asyncio.current_task()
            assert task is not None
            self._running.add(task)
            try:
                await job()
            except Exception:
                log.exception("a job failed; it runs again at its next time", job=name)
            finally:
                self._running.discard(task)

        return run

    async def _close(self) -> None:
        await self.program.crawler.finish()
        await asyncio.to_thread(self.program.cage.close)
        await self.program.fetcher.aclose()
        self.program.database.close()

    def _schedule(self) -> AsyncIOScheduler:
        scheduler = AsyncIOScheduler(timezone=UTC)
        jobs: dict[str, tuple[Callable[[], Awaitable[object]], float]] = {
            "crawl": (self._crawl, self.rhythm.crawl),
            "assess": (self._assess, self.rhythm.assess),
            "deliver": (self.program.deliverer.deliver, self.rhythm.deliver),
            "summarise": (self._summarise, self.rhythm.summarise),
            "follow": (self._follow_later, self.rhythm.follow),
            "tidy": (self._tidy, self.rhythm.tidy),
        }
        for name, (job, seconds) in jobs.items():
            scheduler.add_job(
                self._kept(name, job),
                "interval",
                seconds=seconds,
                id=name,
                max_instances=1,
                coalesce=True,
                misfire_grace_time=None,
            )
        return scheduler

    async def _crawl(self) -> None:
        self.program.crawler.start_due()

    async def _assess(self) -> None:
        while await asyncio.to_thread(self.program.assessor.assess, self.program.clock()):
            pass

    async def _summarise(self) -> None:
        if self.program.settings.digest.enabled:
            with self.program.database.begin() as tx:
                self.program.summariser.summarise(tx, self.program.clock())

    async def _follow_later(self) -> None:
        self._follow()

    def _follow(self) -> None:
        try:
            self.program.follow_feed_list()
        except FeedListRefused as error:
            log.error("the feed list cannot be read; the feeds stay as they were", why=str(error))  # noqa: TRY400

    async def _tidy(self) -> None:
        with self.program.database.begin() as tx:
            tidy(tx, self.program.clock(), self.program.keeping)


async def _listen(listener: Listener, stop: asyncio.Event) -> None:
    while not stop.is_set():
        pause = await listener.listen_once()
        if pause:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task

"""Starting the daemon from the command line, and stopping it on a signal."""

from __future__ import annotations

import asyncio
import signal
import sys

from alerts.app import build, wall_clock
from alerts.cli.lines import complain
from alerts.cli.logs import configure_logging
from alerts.daemon import Daemon, Rhythm
from alerts.demo import QUICK, demo_newsroom
from alerts.feedlist import read_feed_list
from alerts.store.subscriptions import SubscriptionStore
from config import Settings


def write_message(text: str) -> None:
    """Write an alert on the screen at once."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()


def stop_on_signals() -> asyncio.Event:
    """Return an event that Ctrl-C or a service manager's SIGTERM sets; a second Ctrl-C ends at once."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def ask_to_stop() -> None:
        loop.remove_signal_handler(signal.SIGINT)
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ask_to_stop)
    return stop


async def run_daemon(settings: Settings, *, verbose: bool, rhythm: Rhythm | None = None) -> int:
    """Run the daemon on the operator's feeds; return the exit status."""
    configure_logging(verbose=verbose)
    stop = stop_on_signals()
    program = build(settings, write=write_message)
    feeds = len(read_feed_list(settings.feeds, settings.crawl.allow))
    with program.database.begin() as tx:
        subscriptions = len(SubscriptionStore(tx).all())
    if not feeds:
        complain(
            f"there are no feeds in {settings.feeds}: `rasid init` writes some, `rasid feeds add` adds one"
        )
    if not subscriptions:
        complain('nobody watches anything yet: rasid watch add "حي القدم"')

    def ready(address: str | None) -> None:
        pages = f" · pages: {address}" if address else ""
        complain(f"watching {feeds} feeds for {subscriptions} subscriptions{pages} · Ctrl-C stops")

    return await _run(Daemon(program, rhythm), stop, ready, settings)


async def run_demo(port: int, *, verbose: bool) -> int:
    """Run the daemon on the demo newsroom; return the exit status."""
    configure_logging(verbose=verbose)
    stop = stop_on_signals()
    async with demo_newsroom(port, wall_clock) as (settings, newsroom):
        program = build(settings, write=write_message)
        areas = "، ".join(settings.subscriptions[0].areas)

        def ready(address: str | None) -> None:
            write_message(
                f"راصد يراقب غرفة أخبار تجريبية: {areas}\n"
                f"Pages: {address} · the newsroom: {newsroom} · Ctrl-C stops\n"
            )

        return await _run(Daemon(program, QUICK), stop, ready, settings)


async def _run(daemon: Daemon, stop: asyncio.Event, ready: object, settings: Settings) -> int:
    assert callable(ready)
    try:
        await daemon.run(stop, ready)
    except OSError as error:
        web = settings.web
        complain(f"the pages cannot be served at {web.host}:{web.port}: {error.strerror}; try another --port")
        return 1
    return 0

"""The demo: a newsroom on loopback and a daemon that watches it."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

from alerts.app import Clock
from alerts.daemon import Rhythm
from alerts.feedlist import write_feed_list
from alerts.newsroom.newsroom import Newsroom
from alerts.newsroom.script import demo_areas
from alerts.newsroom.serving import serve_each
from config import Settings
from config.settings import AlertSettings, CrawlSettings, SubscriptionSettings, WebSettings

QUICK = Rhythm(crawl=0.5, assess=0.25, deliver=0.25)
PATIENCE = 3.0  # seconds: an outlet on this machine that takes longer is out of order
POLL_MINUTES = 0.03  # a newsroom of our own may be asked every two seconds


@contextlib.asynccontextmanager
async def demo_newsroom(port: int, clock: Clock, speed: float = 1.0) -> AsyncIterator[tuple[Settings, str]]:
    """Serve the newsroom; give settings for a daemon that watches it, and the newsroom's address.

    ``speed`` 5 prints the minute of news in twelve seconds. What the daemon keeps lies in a folder that is
    gone when the block ends.
    """
    newsroom = Newsroom(start=None, now=clock, speed=speed)
    with tempfile.TemporaryDirectory(prefix="rasid-demo-") as folder:
        async with serve_each(newsroom) as addresses:
            feeds = Path(folder) / "feeds.opml"
            write_feed_list(feeds, newsroom.feeds(addresses))
            hosts = tuple(urlsplit(address).netloc for address in addresses.values())
            yield demo_settings(Path(folder), feeds, hosts, port), next(iter(addresses.values()))


def demo_settings(folder: Path, feeds: Path, hosts: tuple[str, ...], port: int) -> Settings:
    """Return settings that poll outlets on loopback (``host:port`` each) and alert on the screen."""
    return Settings(
        database=str(folder / "rasid.db"),
        feeds=feeds,
        crawl=CrawlSettings(
            least_minutes=POLL_MINUTES,
            most_minutes=POLL_MINUTES * 2,
            spacing_seconds=0,
            deadline_seconds=PATIENCE,
            allow=hosts,
        ),
        alerts=AlertSettings(cooldown_minutes=POLL_MINUTES),
        web=WebSettings(port=port),
        subscriptions=(SubscriptionSettings(name="demo", areas=tuple(demo_areas())),),
    )

"""Ways to read the demo newsroom in tests: a clock to turn, a reader, its feeds parsed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import httpx

from alerts.newsroom import Newsroom
from crawler.feeds.parse import ParsedFeed, parse_feed
from crawler.model import Feed

START = datetime(2018, 3, 14, 9, 30, tzinfo=UTC)  # a Wednesday, before noon in Damascus
SECONDS = 70  # after which all of the demo's news is out
BASE = "http://newsroom.test"


class Clock:
    """Time that stands still until a test moves it."""

    def __init__(self, moment: datetime = START) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, seconds: float) -> None:
        """Let time pass."""
        self.moment += timedelta(seconds=seconds)


@asynccontextmanager
async def reader(newsroom: Newsroom) -> AsyncIterator[httpx.AsyncClient]:
    """Read without a socket between."""
    transport = httpx.ASGITransport(app=newsroom.app)
    async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
        yield client


def feed_of(newsroom: Newsroom, outlet_id: str) -> Feed:
    """Find an outlet's feed."""
    return next(feed for feed in newsroom.feeds(BASE) if f"/{outlet_id}/" in feed.url)


async def poll(client: httpx.AsyncClient, feed: Feed) -> ParsedFeed:
    """Fetch and parse a feed with the project's own parser."""
    answer = await client.get(feed.url)
    content_type = answer.headers["content-type"]
    parsed = parse_feed(answer.content, content_type, url=feed.url, timezone=feed.timezone)
    assert isinstance(parsed, ParsedFeed), parsed
    return parsed

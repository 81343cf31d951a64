"""Asking an address whether it is a feed, before it is added to the list."""

from __future__ import annotations

from config.settings import CrawlSettings
from crawler.feeds.parse import ParsedFeed, parse_feed
from crawler.fetch.fetcher import Fetcher, Manners
from crawler.model import Failed, Feed, Fetched


async def check_feed(feed: Feed, crawl: CrawlSettings, user_agent: str) -> ParsedFeed | Failed:
    """Fetch and parse a feed once; Failed with a sentence that says what the address answered."""
    manners = Manners(spacing=crawl.spacing_seconds, deadline=crawl.deadline_seconds)
    fetcher = Fetcher(user_agent, allow=frozenset(crawl.allow), manners=manners)
    try:
        answer = await fetcher.get(feed.url, limit=int(crawl.feed_megabytes * 1_000_000))
    finally:
        await fetcher.aclose()
    if isinstance(answer, Failed):
        return answer
    if not isinstance(answer, Fetched):
        return Failed(reason="the address answers that nothing changed, though it was not asked before")
    return parse_feed(answer.body, answer.content_type, url=answer.url, timezone=feed.timezone)

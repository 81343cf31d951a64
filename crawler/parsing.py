"""What is done with strangers' bytes; it runs in the cage, so it takes and returns values only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from crawler.extract.page import extract_fragment, extract_page
from crawler.feeds.parse import ParsedFeed, parse_feed
from crawler.feeds.schedule import hash_body
from crawler.fetch.decode import decode
from crawler.model import Entry, Failed, Fetched, NotModified, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """What an entry's page tells, and what its feed told, cleaned."""

    page: Page | Failed
    told: str = ""


def parse_answer(answer: Fetched, *, timezone: str, known_hash: str | None) -> ParsedFeed | Failed | None:
    """Read a feed's body; None when it is the same as last time."""
    if hash_body(answer.body) == known_hash:
        return None
    return parse_feed(answer.body, answer.content_type, url=answer.url, timezone=timezone)


def read_texts(
    entry: Entry, answer: Fetched | NotModified | Failed, *, timezone: str, now: datetime
) -> Texts:
    """Read an entry's page, if one came, and what the feed itself carries of it."""
    return Texts(page=_read_page(entry, answer, timezone, now), told=feed_text(entry))


def _read_page(
    entry: Entry, answer: Fetched | NotModified | Failed, timezone: str, now: datetime
) -> Page | Failed:
    if isinstance(answer, Failed):
        return answer
    if isinstance(answer, NotModified):
        return Failed(reason="the page answers that it has not changed, though it was not read before")
    html = decode(answer.body, answer.content_type)
    page = extract_page(html, answer.url, timezone=timezone, summary=entry.summary, now=now)
    return replace(page, permanent=True) if isinstance(page, Failed) else page


def feed_text(entry: Entry) -> str:
    """Return what the feed itself tells, cleaned: the content it carries, or its summary."""
    content = extract_fragment(entry.content, title=entry.title) if entry.content else ""
    return max(content, extract_fragment(entry.summary, title=entry.title), key=len)

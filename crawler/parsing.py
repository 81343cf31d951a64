"""What is done with strangers' bytes; it runs in the cage, so it takes and returns values only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from crawler.extract.memory import NOTHING_KNOWN, Known, Observed, Way
from crawler.extract.page import Extracted, Fragment, observe_fragment, observe_page
from crawler.feeds.parse import ParsedFeed, parse_feed
from crawler.feeds.schedule import hash_body
from crawler.fetch.decode import decode
from crawler.fetch.mojibake import why_unreadable
from crawler.model import Entry, Failed, Fetched, NotModified, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """What an entry's page tells, and what its feed told, cleaned."""

    page: Page | Failed
    told: str = ""
    observed: Observed | None = None  # what both showed of the publisher's habits


def parse_answer(answer: Fetched, *, timezone: str, known_hash: str | None) -> ParsedFeed | Failed | None:
    """Read a feed's body; None when it is the same as last time."""
    if hash_body(answer.body) == known_hash:
        return None
    return parse_feed(answer.body, answer.content_type, url=answer.url, timezone=timezone)


def read_texts(
    entry: Entry,
    answer: Fetched | NotModified | Failed,
    *,
    timezone: str,
    now: datetime,
    known: Known = NOTHING_KNOWN,
) -> Texts:
    """Read an entry's page, if one came, and what the feed itself carries of it.

    ``known`` is what is remembered of the publisher's pages.
    """
    read, told = _read_page(entry, answer, timezone, now, known), feed_text(entry, known)
    return Texts(page=read.page, told=told.text, observed=_observed(read, told))


def _read_page(
    entry: Entry, answer: Fetched | NotModified | Failed, timezone: str, now: datetime, known: Known
) -> Extracted:
    if isinstance(answer, Failed):
        return Extracted(page=answer)
    if isinstance(answer, NotModified):
        reason = "the page answers that it has not changed, though it was not read before"
        return Extracted(page=Failed(reason=reason))
    html = decode(answer.body, answer.content_type)
    read = observe_page(html, answer.url, timezone=timezone, summary=entry.summary, now=now, known=known)
    lost = why_unreadable(f"{read.page.title}\n{read.page.text}") if isinstance(read.page, Page) else None
    if lost is not None:
        return Extracted(page=Failed(reason=f"the page cannot be read: {lost}", permanent=True))
    if isinstance(read.page, Failed):
        return replace(read, page=replace(read.page, permanent=True))
    return read


def _observed(read: Extracted, told: Fragment) -> Observed | None:
    """Put together what page and feed showed: they are one article."""
    if not told.seen:
        return read.observed
    observed = read.observed or Observed(way=Way.UNKNOWN)
    return replace(observed, seen=(*told.seen, *observed.seen))


def feed_text(entry: Entry, known: Known) -> Fragment:
    """Return what the feed itself tells, cleaned: the content it carries, or its summary."""
    summary = observe_fragment(entry.summary, title=entry.title, known=known)
    if not entry.content:
        return summary
    content = observe_fragment(entry.content, title=entry.title, known=known)
    return max(content, summary, key=lambda told: len(told.text))

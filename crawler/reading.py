"""From an entry and its page to the article that is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b

from crawler.feeds.carried import Telling, compare_texts
from crawler.feeds.urls import canonical_url
from crawler.model import Article, Failed, Page
from crawler.parsing import Texts
from crawler.store.entries import Unread

RETRIES = (timedelta(seconds=15), timedelta(minutes=2), timedelta(minutes=10))
LONGEST_WISH = 24 * 3600.0  # seconds; a longer Retry-After is a mistake
AHEAD = timedelta(minutes=10)  # clocks differ; beyond this a date in the future is a mistake
FULLER = 0.8  # a page with less text than this share of the feed's was not read whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Postponed:
    """The page may come later."""

    until: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    """There is nothing to read, neither on the page nor in the feed, not even a headline."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """The article, and which text was taken and why."""

    article: Article
    reason: str
    telling: Telling | None = None  # what the feed's text was beside the page's


def article_id(url: str) -> str:
    """Return the 128-bit identity of an article: one page is one article, whichever feed named it."""
    return blake2b(canonical_url(url).encode(), digest_size=16).hexdigest()


def read_article(unread: Unread, texts: Texts, now: datetime) -> Read | Postponed | Nothing:
    """Decide what becomes of an entry now that its page was read, or could not be."""
    page, told = texts.page, texts.told
    if isinstance(page, Failed) and not page.permanent and unread.attempts < len(RETRIES):
        wait = RETRIES[unread.attempts]
        if page.retry_after is not None:
            wait = max(wait, timedelta(seconds=min(page.retry_after, LONGEST_WISH)))
        return Postponed(until=now + wait, reason=page.reason)
    if isinstance(page, Failed):
        if not told and not unread.entry.title:
            return Nothing(reason=page.reason)
        taken = "feed's text" if told else "headline alone"
        return Read(article=_article(unread, None, told, now), reason=f"{taken}: {page.reason}")
    telling = compare_texts(told, page.text)
    if len(page.text) >= FULLER * len(told):
        why = f"the feed carries {telling}" if telling else "the feed carries little or nothing"
    elif unread.carried.truncated:
        why = "this feed is known to break its texts off, whatever this one holds more"
    else:
        return Read(
            article=_article(unread, page, told, now),
            reason="feed's text: it is fuller than the page's",
            telling=telling,
        )
    return Read(article=_article(unread, page, page.text, now), reason=f"page's text: {why}", telling=telling)


def _article(unread: Unread, page: Page | None, text: str, now: datetime) -> Article:
    entry, feed = unread.entry, unread.feed
    return Article(
        id=article_id(entry.url),
        publisher=feed.publisher,
        url=entry.url,
        title=entry.title or (page.title if page else ""),
        text=text,
        published=_published(unread, page, now),
        summary=entry.summary,
        country=feed.country,
        timezone=feed.timezone,
        author=entry.author or (page.author if page else None),
        updated=_updated(page, now),
        section=page.section if page else None,
        picture=page.picture if page else None,
        language=(page.language if page else None) or feed.language,
        origin=page.origin if page else None,
        alerts=unread.alerts,
    )


def _updated(page: Page | None, now: datetime) -> datetime | None:
    told = page.updated if page else None
    return None if told is None or told > now + AHEAD else told


def _published(unread: Unread, page: Page | None, now: datetime) -> datetime:
    told = unread.entry.published or (page.published if page else None)
    if told is None or told > now + AHEAD:
        return unread.seen_at
    return min(told, now)

"""What feeds hold: every entry ever seen, and the queue of those whose page is not read yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, RowMapping, delete, func, insert, or_, select, update

from crawler.feeds.carried import NOTHING_CARRIED, Carried
from crawler.model import Entry, Feed
from crawler.store.feeds import feed_from_row
from crawler.store.tables import entries, feeds

REMEMBERED = timedelta(days=90)  # an entry that leaves its feed and comes back is still known
A_DAY = timedelta(days=1)
KNOWN = "known from another entry"

_WITH_FEED = select(
    entries,
    feeds.c.publisher,
    feeds.c.language,
    feeds.c.country,
    feeds.c.kind,
    feeds.c.timezone,
    feeds.c.trust,
    feeds.c.texts_compared,
    feeds.c.texts_cut,
).join(feeds, feeds.c.url == entries.c.feed_url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """An entry whose page is to be read."""

    feed: Feed
    entry: Entry
    seen_at: datetime
    alerts: bool
    attempts: int
    carried: Carried = NOTHING_CARRIED  # what its feed is known to carry of its texts


class EntryStore:
    """The entries of one transaction."""

    def __init__(self, tx: Connection) -> None:
        self.tx = tx

    def unknown(self, feed_url: str, found: Sequence[Entry]) -> list[Entry]:
        """Return the entries that this feed never held before, each once, in the feed's order."""
        seen = self._seen(feed_url, {name for entry in found for name in _names(entry)})
        fresh: list[Entry] = []
        for entry in found:
            if seen.isdisjoint(_names(entry)):
                fresh.append(entry)
            seen.update(_names(entry))
        return fresh

    def _seen(self, feed_url: str, names: set[str]) -> set[str]:
        query = select(entries.c.key, entries.c.second_key).where(*_named(feed_url, names))
        return {name for row in self.tx.execute(query) for name in row if name is not None}

    def hold(self, feed_url: str, found: Sequence[Entry], now: datetime) -> None:
        """Remember that a feed still holds these entries; to the day, since most polls bring the same."""
        named = _named(feed_url, {name for entry in found for name in _names(entry)})
        query = update(entries).where(*named, entries.c.held_at < now - A_DAY)
        self.tx.execute(query.values(held_at=now))

    def add(self, feed_url: str, entry: Entry, now: datetime, *, alerts: bool, read: bool = True) -> None:
        """Remember an entry and queue its page; with ``read=False`` it is only remembered."""
        self.tx.execute(
            insert(entries).values(
                feed_url=feed_url,
                key=entry.key,
                second_key=entry.second_key,
                url=entry.url,
                title=entry.title,
                summary=entry.summary if read else "",
                content=entry.content if read else "",
                published=entry.published,
                author=entry.author,
                seen_at=now,
                held_at=now,
                alerts=alerts,
                next_read_at=now,
                attempts=0,
                read_at=None if read else now,
                outcome=None if read else "too old to read",
            )
        )

    def unread(self, now: datetime, limit: int) -> list[Unread]:
        """Return the entries whose page is due: those that may alert first, and of each feed in turn.

        A feed with hundreds of pages on a host that hangs would else fill the list, and all others wait.
        """
        order = (entries.c.alerts.desc(), entries.c.next_read_at, entries.c.seen_at)
        turn = func.row_number().over(partition_by=entries.c.feed_url, order_by=order)
        query = (
            _WITH_FEED.where(entries.c.read_at.is_(None), entries.c.next_read_at <= now)
            .order_by(entries.c.alerts.desc(), turn, entries.c.next_read_at, entries.c.seen_at)
            .limit(limit)
        )
        return [_unread(row) for row in self.tx.execute(query).mappings()]

    def find(self, feed_url: str, key: str) -> Unread | None:
        """Return an entry by its name, read or not."""
        query = _WITH_FEED.where(entries.c.feed_url == feed_url, entries.c.key == key)
        row = self.tx.execute(query).mappings().first()
        return None if row is None else _unread(row)

    def outcome_of(self, article_id: str) -> str | None:
        """Return which text an article was taken from and why; None when no entry tells."""
        query = (
            select(entries.c.outcome).where(entries.c.article_id == article_id).order_by(entries.c.read_at)
        )
        return next((told for told in self.tx.execute(query).scalars() if told != KNOWN), None)

    def read(self, unread: Unread, article_id: str | None, outcome: str, now: datetime) -> None:
        """Take an entry out of the queue; its text is dropped, since the article holds it."""
        self._update(unread, read_at=now, article_id=article_id, outcome=outcome, summary="", content="")

    def postpone(self, unread: Unread, until: datetime, outcome: str) -> None:
        """Try the page again later."""
        self._update(unread, next_read_at=until, attempts=unread.attempts + 1, outcome=outcome)

    def _update(self, unread: Unread, **values: object) -> None:
        key = (entries.c.feed_url == unread.feed.url, entries.c.key == unread.entry.key)
        self.tx.execute(update(entries).where(*key).values(**values))

    def forget(self) -> int:
        """Drop the memory of entries that left their feed long ago; return how many.

        A feed's last change is what counts, not today: one that is silent for months still holds its old
        entries, and they must not pass for news when it speaks again.
        """
        return sum(self._forget_of(url) for url in self.tx.execute(select(feeds.c.url)).scalars().all())

    def _forget_of(self, feed_url: str) -> int:
        of_feed = entries.c.feed_url == feed_url
        last = self.tx.execute(select(func.max(entries.c.held_at)).where(of_feed)).scalar()
        if last is None:
            return 0
        gone = (of_feed, entries.c.held_at < last - REMEMBERED, entries.c.read_at.is_not(None))
        return self.tx.execute(delete(entries).where(*gone)).rowcount


def _named(feed_url: str, names: set[str]) -> tuple[ColumnElement[bool], ...]:
    known = or_(entries.c.key.in_(names), entries.c.second_key.in_(names))
    return entries.c.feed_url == feed_url, known


def _names(entry: Entry) -> set[str]:
    return {entry.key} if entry.second_key is None else {entry.key, entry.second_key}


def _unread(row: RowMapping) -> Unread:
    names = ("key", "second_key", "url", "title", "summary", "content", "published", "author")
    return Unread(
        feed=feed_from_row(row, row["feed_url"]),
        entry=Entry(**{name: row[name] for name in names}),
        seen_at=row["seen_at"],
        alerts=row["alerts"],
        attempts=row["attempts"],
        carried=Carried(compared=row["texts_compared"], cut=row["texts_cut"]),
    )

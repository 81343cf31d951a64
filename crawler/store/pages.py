"""What articles were read from, kept for a while, so that a better reader can read them again."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, delete, func, insert, select

from crawler.model import Entry, Failed, Fetched, NotModified
from crawler.store.entries import EntryStore, Unread
from crawler.store.tables import articles, kept_pages

LEVEL = 6  # of zlib: a page of 100 KB takes 2 ms and a fifth of its bytes; 9 saves a hundredth more
MOST_READ = 50_000_000  # bytes that are unpacked; the fetcher takes fewer
ROW_BYTES = 300  # of the columns that are not counted one by one


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """How long pages are kept, and in how many bytes; no time means not at all."""

    time: timedelta = timedelta(days=7)
    most_bytes: int = 500_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """An entry's answer as it is kept; made outside the transaction, for it takes milliseconds."""

    url: str
    content_type: str
    failed: str | None
    body: bytes
    told: bytes

    @property
    def size(self) -> int:
        """Bytes that it takes, about."""
        return len(self.body) + len(self.told) + len(self.url) + ROW_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPage:
    """What one article was read from."""

    article_id: str
    unread: Unread  # as it was before it was read
    answer: Fetched | Failed
    kept_at: datetime


def pack(entry: Entry, answer: Fetched | NotModified | Failed) -> Packed:
    """Compress what an entry is read from."""
    fetched = answer if isinstance(answer, Fetched) else None
    failed = answer.reason if isinstance(answer, Failed) else None
    told = json.dumps([entry.summary, entry.content], ensure_ascii=False)
    return Packed(
        url=fetched.url if fetched else entry.url,
        content_type=fetched.content_type if fetched else "",
        failed=failed if fetched or failed else "the page had not changed",
        body=zlib.compress((fetched and fetched.body) or b"", LEVEL),
        told=zlib.compress(told.encode("utf-8", "surrogatepass"), LEVEL),
    )


class PageStore:
    """The kept pages of one transaction."""

    def __init__(self, tx: Connection) -> None:
        self.tx = tx

    def keep(self, unread: Unread, article_id: str, packed: Packed, now: datetime) -> None:
        """Keep what an article was read from; the latest reading counts."""
        self.tx.execute(delete(kept_pages).where(kept_pages.c.article_id == article_id))
        row = {name: getattr(packed, name) for name in ("url", "content_type", "failed", "body", "told")}
        self.tx.execute(
            insert(kept_pages).values(
                article_id=article_id,
                feed_url=unread.feed.url,
                entry_key=unread.entry.key,
                size=packed.size,
                kept_at=now,
                **row,
            )
        )

    def ids(self, since: datetime | None = None, publishers: Sequence[str] = ()) -> list[str]:
        """Return the articles whose page is kept, the first kept first."""
        query = (
            select(kept_pages.c.article_id)
            .join(articles, articles.c.id == kept_pages.c.article_id)
            .order_by(kept_pages.c.kept_at, articles.c.number)
        )
        if since is not None:
            query = query.where(articles.c.published >= since)
        if publishers:
            query = query.where(articles.c.publisher.in_(publishers))
        return list(self.tx.execute(query).scalars())

    def get(self, article_id: str) -> KeptPage | None:
        """Return what an article was read from; None when it is kept no more."""
        row = self.tx.execute(select(kept_pages).where(kept_pages.c.article_id == article_id)).first()
        known = None if row is None else EntryStore(self.tx).find(row.feed_url, row.entry_key)
        if row is None or known is None:
            return None
        summary, content = json.loads(_unpacked(row.told).decode("utf-8", "surrogatepass"))
        entry = replace(known.entry, summary=summary, content=content)
        return KeptPage(
            article_id=article_id,
            unread=replace(known, entry=entry),
            answer=_answer(row),
            kept_at=row.kept_at,
        )

    def forget(self, keeping: Keeping, now: datetime) -> int:
        """Drop what is older than wished, then the oldest of what takes too many bytes; return how many."""
        old = delete(kept_pages).where(kept_pages.c.kept_at < now - keeping.time)
        dropped = self.tx.execute(old).rowcount
        excess = self.taken() - keeping.most_bytes
        if excess <= 0:
            return dropped
        crowded = list(self._oldest(excess))
        for start in range(0, len(crowded), 500):
            part = crowded[start : start + 500]
            self.tx.execute(delete(kept_pages).where(kept_pages.c.article_id.in_(part)))
        return dropped + len(crowded)

    def taken(self) -> int:
        """Return how many bytes the kept pages take, about."""
        return int(self.tx.execute(select(func.coalesce(func.sum(kept_pages.c.size), 0))).scalar_one())

    def _oldest(self, excess: int) -> Iterator[str]:
        query = select(kept_pages.c.article_id, kept_pages.c.size).order_by(kept_pages.c.kept_at)
        for row in self.tx.execute(query):
            if excess <= 0:
                return
            excess -= row.size
            yield row.article_id


def _answer(row: Row[tuple[object, ...]]) -> Fetched | Failed:
    if row.failed is not None:
        return Failed(reason=row.failed, permanent=True)
    return Fetched(url=row.url, body=_unpacked(row.body), content_type=row.content_type)


def _unpacked(packed: bytes) -> bytes:
    return zlib.decompressobj().decompress(packed, MOST_READ)

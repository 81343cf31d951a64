"""Articles, and the sketches by which they are known again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, literal_column, select, update

from crawler.dedup.judge import SHARED_HASHES, Known
from crawler.dedup.signature import words_of
from crawler.model import Article, Signature, Verdict
from crawler.store.tables import articles, sketches

MOST_CANDIDATES = 5
CROWDED = 64  # a hash that more articles share is a phrase of the trade, not a sign of sameness


class ArticleStore:
    """The articles of one transaction."""

    def __init__(self, tx: Connection) -> None:
        self.tx = tx

    def save(self, article: Article, now: datetime) -> bool:
        """Add an article to the queue of those to be assessed; False when its id is known."""
        if self.find(article.id) is not None:
            return False
        if article.published is None:
            raise ValueError(f"article {article.id} has no time; give the time it was first seen")
        self.tx.execute(
            insert(articles).values(
                id=article.id,
                publisher=article.publisher,
                url=article.url,
                title=article.title,
                text=article.text,
                summary=article.summary,
                published=article.published,
                country=article.country,
                timezone=article.timezone,
                author=article.author,
                language=article.language,
                origin=article.origin,
                alerts=article.alerts,
                saved_at=now,
            )
        )
        return True

    def unassessed(self, limit: int) -> list[Article]:
        """Return the articles that wait to be read for incidents, oldest first."""
        query = (
            select(articles).where(articles.c.assessed_at.is_(None)).order_by(articles.c.number).limit(limit)
        )
        return [_article(row) for row in self.tx.execute(query).mappings()]

    def find(self, article_id: str) -> Article | None:
        """Return one article."""
        row = self.tx.execute(select(articles).where(articles.c.id == article_id)).mappings().first()
        return None if row is None else _article(row)

    def same(self, article: Article, signature: Signature) -> str | None:
        """Return the id of the first earlier article with the same text."""
        query = (
            select(articles.c.id)
            .where(articles.c.exact == signature.exact, articles.c.id != article.id)
            .order_by(articles.c.number)
            .limit(1)
        )
        return self.tx.execute(query).scalar()

    def alike(self, signature: Signature) -> list[Known]:
        """Return the earlier articles that share part of the sketch, the most alike first."""
        if not signature.sketch:
            return []
        shared = func.count().label("shared")
        hashes = tuple(self._telling(signature.sketch))
        query = (
            select(sketches.c.article, shared)
            .where(sketches.c.hash.in_(hashes))
            .group_by(sketches.c.article)
            .having(literal_column("shared") >= SHARED_HASHES)
            .order_by(literal_column("shared").desc(), sketches.c.article)
            .limit(MOST_CANDIDATES)
        )
        numbers = [row.article for row in self.tx.execute(query)]
        rows = self.tx.execute(select(articles).where(articles.c.number.in_(numbers))).mappings().all()
        return [Known(article_id=row["id"], words=words_of(f"{row['title']}\n{row['text']}")) for row in rows]

    def _telling(self, sketch: tuple[int, ...]) -> list[int]:
        counts = (
            select(sketches.c.hash, func.count().label("n"))
            .where(sketches.c.hash.in_(sketch))
            .group_by(sketches.c.hash)
        )
        return [row.hash for row in self.tx.execute(counts) if row.n <= CROWDED]

    def sign(self, article_id: str, signature: Signature, verdict: Verdict, origin: str | None) -> None:
        """Keep an article's digest, what it repeats, and whose words it therefore holds."""
        number = self.tx.execute(select(articles.c.number).where(articles.c.id == article_id)).scalar_one()
        self.tx.execute(
            update(articles)
            .where(articles.c.number == number)
            .values(
                exact=signature.exact,
                duplicate_of=verdict.duplicate_of,
                duplicate_kind=verdict.kind,
                similarity=verdict.similarity,
                origin=origin,
            )
        )
        if signature.sketch:
            rows = [{"hash": value, "article": number} for value in signature.sketch]
            self.tx.execute(insert(sketches), rows)

    def mark_assessed(self, article_id: str, now: datetime) -> None:
        """Take an article out of the queue."""
        self.tx.execute(update(articles).where(articles.c.id == article_id).values(assessed_at=now))

    def published_between(self, since: datetime, until: datetime) -> int:
        """Count the articles of a time, e.g. for a digest's foot."""
        query = select(func.count()).where(articles.c.published >= since, articles.c.published < until)
        return self.tx.execute(query).scalar_one()


def _article(row: RowMapping) -> Article:
    names = (
        "id", "publisher", "url", "title", "text", "published", "summary", "country", "timezone", "author",
        "language", "origin", "alerts",
    )  # fmt: skip
    values: dict[str, Any] = {name: row[name] for name in names}
    return Article(**values)

"""Articles, and the sketches by which they are known again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, delete, func, insert, literal_column, select, update

from crawler.dedup.judge import SHARED_HASHES, Known
from crawler.dedup.signature import words_of
from crawler.model import Article, Signature, Verdict
from crawler.store.tables import articles, events, sketches

MOST_CANDIDATES = 3
CROWDED = 64  # a hash that more articles share is a phrase of the trade, not a sign of sameness

_FIELDS = (
    "id", "publisher", "url", "title", "text", "published", "summary", "country", "timezone", "author",
    "updated", "section", "picture", "language", "origin", "alerts",
)  # fmt: skip

# Statements that run for every article are made once: making one costs more than running it.
_INSERT = insert(articles)
_FIND = select(articles).where(articles.c.id == bindparam("article_id"))
_NUMBER = select(articles.c.number).where(articles.c.id == bindparam("article_id"))
_WORDING = select(articles.c.wording).where(articles.c.id == bindparam("article_id"))
_WAITS = select(articles.c.number).where(
    articles.c.id == bindparam("article_id"), articles.c.assessed_at.is_(None)
)
_UNASSESSED = (
    select(articles)
    .where(articles.c.assessed_at.is_(None))
    .order_by(articles.c.number)
    .limit(bindparam("most", literal_execute=False))
)
_SAME = (
    select(articles.c.id)
    .where(articles.c.exact == bindparam("exact"), articles.c.id != bindparam("article_id"))
    .order_by(articles.c.number)
    .limit(1)
)
_TELLING = (
    select(sketches.c.hash)
    .where(sketches.c.hash.in_(bindparam("hashes", expanding=True)))
    .group_by(sketches.c.hash)
    .having(func.count() <= CROWDED)
)
_ALIKE = (
    select(sketches.c.article, func.count().label("shared"))
    .where(sketches.c.hash.in_(_TELLING))
    .group_by(sketches.c.article)
    .having(func.count() >= SHARED_HASHES)  # PostgreSQL knows no alias there
    .order_by(literal_column("shared").desc(), sketches.c.article)
    .limit(MOST_CANDIDATES)
)
_SIGN = (
    update(articles)
    .where(articles.c.id == bindparam("article_id"))
    .values(
        {
            name: bindparam(f"new_{name}")
            for name in ("exact", "duplicate_of", "duplicate_kind", "similarity", "wording")
        }
    )
)
_SKETCH = insert(sketches)
_ASSESSED = (
    update(articles).where(articles.c.id == bindparam("article_id")).values(assessed_at=bindparam("at"))
)


class ArticleStore:
    """The articles of one transaction."""

    def __init__(self, tx: Connection) -> None:
        self.tx = tx

    def save(self, article: Article, now: datetime) -> bool:
        """Add an article to the queue of those to be assessed; False when its id is known."""
        if self.tx.execute(_NUMBER, {"article_id": article.id}).first() is not None:
            return False
        if article.published is None:
            raise ValueError(f"article {article.id} has no time; give the time it was first seen")
        self.tx.execute(_INSERT, {**{name: getattr(article, name) for name in _FIELDS}, "saved_at": now})
        return True

    def unassessed(self, limit: int) -> list[Article]:
        """Return the articles that wait to be read for incidents, oldest first."""
        return [_article(row) for row in self.tx.execute(_UNASSESSED, {"most": limit}).mappings()]

    def find(self, article_id: str) -> Article | None:
        """Return one article."""
        row = self.tx.execute(_FIND, {"article_id": article_id}).mappings().first()
        return None if row is None else _article(row)

    def same(self, article: Article, signature: Signature) -> str | None:
        """Return the id of the first earlier article with the same text."""
        return self.tx.execute(_SAME, {"exact": signature.exact, "article_id": article.id}).scalar()

    def alike(self, signature: Signature) -> list[Known]:
        """Return the earlier articles that share part of the sketch, the most alike first."""
        if not signature.sketch:
            return []
        found = self.tx.execute(_ALIKE, {"hashes": signature.sketch}).all()
        if not found:
            return []
        query = select(articles.c.id, articles.c.title, articles.c.text)
        rows = self.tx.execute(query.where(articles.c.number.in_([row.article for row in found])))
        return [Known(article_id=row.id, words=words_of(f"{row.title}\n{row.text}")) for row in rows]

    def with_wordings(self, article_ids: Sequence[str]) -> dict[str, tuple[Article, str | None]]:
        """Return articles by their ids, each with the first one that has nearly its words."""
        rows = self.tx.execute(select(articles).where(articles.c.id.in_(article_ids))).mappings()
        return {row["id"]: (_article(row), row["wording"]) for row in rows}

    def waits(self, article_id: str) -> bool:
        """Say whether an article is still to be read for incidents: another process may have done it."""
        return self.tx.execute(_WAITS, {"article_id": article_id}).first() is not None

    def sign(self, article_id: str, signature: Signature, verdict: Verdict) -> str:
        """Keep an article's digest and what it repeats; return the first article with nearly its words."""
        wording = article_id
        if verdict.duplicate_of is not None:
            original = self.tx.execute(_WORDING, {"article_id": verdict.duplicate_of}).scalar()
            wording = original or verdict.duplicate_of
        self.tx.execute(
            _SIGN,
            {
                "article_id": article_id,
                "new_exact": signature.exact,
                "new_duplicate_of": verdict.duplicate_of,
                "new_duplicate_kind": verdict.kind,
                "new_similarity": verdict.similarity,
                "new_wording": wording,
            },
        )
        if signature.sketch:
            number = self.tx.execute(_NUMBER, {"article_id": article_id}).scalar_one()
            self.tx.execute(_SKETCH, [{"hash": value, "article": number} for value in signature.sketch])
        return wording

    def rewrite(self, article: Article, *, judge_again: bool) -> None:
        """Put a better reading of an article in the place of the old one.

        It is judged again in silence: one that was read for incidents before rings for nobody, whatever is
        found in it now. Its digest and its claims are of the old words and go; its incidents keep its report.
        """
        values = {name: getattr(article, name) for name in _FIELDS if name not in ("id", "alerts")}
        of_it = update(articles).where(articles.c.id == article.id)
        self.tx.execute(of_it.values(values))
        if not judge_again:
            return
        number = self.tx.execute(_NUMBER, {"article_id": article.id}).scalar_one()
        self.tx.execute(delete(sketches).where(sketches.c.article == number))
        self.tx.execute(delete(events).where(events.c.article_id == article.id))
        self.tx.execute(of_it.where(articles.c.assessed_at.is_not(None)).values(alerts=False))
        unjudged = ("assessed_at", "exact", "duplicate_of", "duplicate_kind", "similarity", "trouble")
        self.tx.execute(of_it.values(dict.fromkeys(unjudged)))

    def mark_assessed(self, article_id: str, now: datetime) -> None:
        """Take an article out of the queue."""
        self.tx.execute(_ASSESSED, {"article_id": article_id, "at": now})

    def set_aside(self, article_id: str, trouble: str, now: datetime) -> None:
        """Take an article that our own bug makes unreadable out of the queue, so that the others go on."""
        query = update(articles).where(articles.c.id == article_id)
        self.tx.execute(query.values(assessed_at=now, trouble=trouble))

    def published_between(self, since: datetime, until: datetime) -> int:
        """Count the articles of a time, e.g. for a digest's foot."""
        query = select(func.count()).where(articles.c.published >= since, articles.c.published < until)
        return self.tx.execute(query).scalar_one()


def _article(row: RowMapping) -> Article:
    values: dict[str, Any] = {name: row[name] for name in _FIELDS}
    return Article(**values)

"""Kept pages are read once more after the reader became better; what comes out better is stored.

kept page | extract | choose the text | compare | rewrite the article, and judge it again in silence
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from crawler.crawl import Run
from crawler.feeds.urls import canonical_host
from crawler.model import Article, Failed, Fetched
from crawler.parsing import Texts, read_texts
from crawler.reading import Read, read_article
from crawler.store.articles import ArticleStore
from crawler.store.database import Database
from crawler.store.entries import EntryStore
from crawler.store.pages import KeptPage, PageStore
from crawler.store.publishers import PublisherStore

JUDGED = ("title", "text", "published")  # what events are read from
FACTS = ("updated", "author", "section", "picture", "language", "origin")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """An article as it was stored and as it is read now."""

    before: Article
    after: Article
    reason: str  # which text was taken now, and why; or why the article stays as it was

    @property
    def changed(self) -> tuple[str, ...]:
        """The names of what differs."""
        differs = (
            name for name in (*JUDGED, *FACTS) if getattr(self.before, name) != getattr(self.after, name)
        )
        return tuple(differs)

    @property
    def to_judge(self) -> bool:
        """Whether its events may differ."""
        return any(name in JUDGED for name in self.changed)


class Rereader:
    """Reads kept pages again."""

    def __init__(self, database: Database, run: Run) -> None:
        self.database = database
        self.run = run

    async def read(self, article_id: str) -> Reread | None:
        """Read one article again, without storing it; None when its page is kept no more."""
        with self.database.begin() as tx:
            kept = PageStore(tx).get(article_id)
            before = ArticleStore(tx).find(article_id)
            if kept is None or before is None:
                return None
            known = PublisherStore(tx).known(_host(kept))
        zone = kept.unread.feed.timezone
        texts = await self.run(
            read_texts, kept.unread.entry, kept.answer, timezone=zone, now=kept.kept_at, known=known
        )
        if isinstance(texts, Failed):
            return Reread(before=before, after=before, reason=texts.reason)
        return compare(before, kept, texts)

    def store(self, reread: Reread, now: datetime) -> None:
        """Put the better reading in the place of the old one, in one transaction."""
        with self.database.begin() as tx:
            kept = PageStore(tx).get(reread.after.id)
            ArticleStore(tx).rewrite(reread.after, judge_again=reread.to_judge)
            if kept is not None:
                EntryStore(tx).read(kept.unread, reread.after.id, reread.reason, now)


def compare(before: Article, kept: KeptPage, texts: Texts) -> Reread:
    """Return what the article would be if it came today; what the stores added to it stays."""
    outcome = read_article(kept.unread, texts, kept.kept_at)
    if not isinstance(outcome, Read):
        return Reread(before=before, after=before, reason=outcome.reason)
    after = replace(
        outcome.article, id=before.id, alerts=before.alerts, origin=outcome.article.origin or before.origin
    )
    return Reread(before=before, after=after, reason=outcome.reason)


def _host(kept: KeptPage) -> str:
    return canonical_host(kept.answer.url if isinstance(kept.answer, Fetched) else kept.unread.entry.url)

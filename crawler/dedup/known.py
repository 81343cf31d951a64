"""An article held against those before it, and whose words it therefore holds."""

from __future__ import annotations

from dataclasses import replace

from crawler.dedup.judge import judge
from crawler.dedup.signature import sign, words_of
from crawler.model import Article, Verdict
from crawler.store.articles import ArticleStore


def judge_article(articles: ArticleStore, article: Article) -> tuple[Verdict, Article]:
    """Judge a saved article, keep its digest, and return it with its origin: a reprint has its original's."""
    words = words_of(article.full_text)
    signature = sign(words)
    same = articles.same(article, signature)
    verdict = judge(words, same, () if same else articles.alike(signature))
    original = articles.find(verdict.duplicate_of) if verdict.duplicate_of else None
    origin = (original.origin or original.publisher) if original else article.origin
    articles.sign(article.id, signature, verdict, origin)
    return verdict, replace(article, origin=origin)

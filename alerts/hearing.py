"""Which keyword rules the reports of an incident match."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cached_property

from crawler.detect.keyword_forms import Paradigms
from crawler.detect.keyword_rules import KeywordRule, read_rule
from crawler.detect.keywords import KeywordSet
from crawler.detect.lexicon import Lexicon, load_lexicon
from crawler.model import Incident
from crawler.store.articles import ArticleStore
from crawler.store.database import Transaction

MOST_READ = 20  # of the latest reports


class Hearing:
    """Reads an incident's articles for the words that people wait for."""

    def __init__(self, lexicon: Callable[[], Lexicon] = load_lexicon) -> None:
        self._lexicon = lexicon

    @cached_property
    def _paradigms(self) -> Paradigms:
        return Paradigms(self._lexicon())  # a second's work, that most installations never need

    def heard(self, tx: Transaction, rules: Collection[str], incident: Incident) -> frozenset[str]:
        """Return the rules of which at least one report of the incident holds the words."""
        read = {text: rule for text in rules if isinstance(rule := read_rule(text), KeywordRule)}
        if not read:
            return frozenset()
        wanted = KeywordSet(read, self._paradigms)
        articles = ArticleStore(tx)
        found: set[str] = set()
        for report in sorted(incident.reports, key=lambda one: one.published)[-MOST_READ:]:
            article = articles.find(report.article_id)
            found.update(wanted.matching(report.title, "" if article is None else article.text))
        return frozenset(found)

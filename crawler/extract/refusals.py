"""Tell a page that carries no article: a missing page, a browser check, a consent page, a wall …

The words are in seeds/publishers/refusals.toml. They stand in articles too ("access denied to aid"), so
they count only as a headline or in a short notice, and only where little else was found to read.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from crawler.extract.phrases import comparing_form
from crawler.model import Failed

SHORT_TEXT = 600  # characters; a longer text is an article whatever words it holds
NO_TEXT = 60
# Characters of text without such words, below which a notice is believed. Every site has a cookie banner;
# a wall shows a sentence or two of its article.
LITTLE = {"consent": NO_TEXT, "wall": SHORT_TEXT // 2}
LITTLE_ELSE = 160
LONGEST_ODD_PAGE = 1500  # of text under a headline that is such words: "Page not found" lists other stories
NOTICE_WORDS = 15  # a longer piece tells of something
MOST_NOTICES = 400
HEADLINE_SHARE = 0.6  # of a headline's words, or of its part without the site's name

NOTHING = Failed(reason="no article text was found on the page")

_TITLE_PARTS = re.compile(r"[|»«–—]|\s-\s")
_SENTENCE = re.compile(r"[^\n.؟?!…]+[.؟?!…]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of page without an article."""

    failed: Failed
    headlines: frozenset[str]  # in the comparing form, as what follows
    pattern: re.Pattern[str]
    little: int  # characters of other text; with more it is an article
    wall: bool  # it shows the article's beginning

    def is_headline(self, title: str) -> bool:
        """Whether a title, or its part beside the site's name, says little else."""
        for part in _TITLE_PARTS.split(title):
            form = comparing_form(part)
            match = self.pattern.search(form)
            said = len(match.group().split()) if match else 0
            if form in self.headlines or (said and said >= HEADLINE_SHARE * len(form.split())):
                return True
        return False

    def own_length(self, text: str) -> int:
        """Return how long a text is without the sentences that say such words."""
        sentences = _SENTENCE.findall(text)
        return sum(len(one.strip()) for one in sentences if not self.pattern.search(comparing_form(one)))


@lru_cache(maxsize=1)
def shipped_kinds() -> dict[str, Kind]:
    """Return the kinds that ship with the project, in the order in which they are asked."""
    written = tomllib.loads((files("seeds") / "publishers" / "refusals.toml").read_text(encoding="utf-8"))
    return {
        name: Kind(
            failed=Failed(reason=kind["reason"], permanent=kind["permanent"]),
            headlines=frozenset(map(comparing_form, kind["headlines"])),
            pattern=_any_of(kind["phrases"]),
            little=LITTLE.get(name, LITTLE_ELSE),
            wall=name == "wall",
        )
        for name, kind in written.items()
    }


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    forms = sorted({comparing_form(phrase) for phrase in phrases}, key=len, reverse=True)
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, forms))})(?!\S)")


def why_no_article(*, title: str, shown: Sequence[str], text: str, walled: bool) -> Failed | None:
    """Return the failure of a page without an article.

    ``shown`` are all its pieces of text, ``text`` what was kept, ``walled`` what it states for machines.
    """
    if len(text) >= LONGEST_ODD_PAGE:
        return None
    kinds = shipped_kinds().values()
    for kind in kinds:
        if kind.is_headline(title) and kind.own_length(text) < (
            kind.little if kind.wall else LONGEST_ODD_PAGE
        ):
            return kind.failed
    if len(text) >= SHORT_TEXT:
        return None
    notices = list(_notices(shown))
    for kind in kinds:
        if kind.own_length(text) >= kind.little:
            continue
        if (kind.wall and walled) or any(kind.pattern.search(notice) for notice in notices):
            return kind.failed
    return NOTHING if len(text) < NO_TEXT else None


def _notices(shown: Sequence[str]) -> Iterator[str]:
    for piece in shown[:MOST_NOTICES]:
        form = comparing_form(piece)
        if 0 < len(form.split()) <= NOTICE_WORDS:
            yield form

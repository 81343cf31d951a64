"""The phrases of boilerplate, loaded from seeds/publishers/boilerplate.toml, and how they are met."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from crawler.arabic.fold import fold

# What is left of a line for comparing: letters and digits. A hash or a star before a phrase says nothing.
_BETWEEN = re.compile(r"[^\w]+|_+")
_LONGEST_PHRASE = 12  # words


def comparing_form(line: str) -> str:
    """Return the folded words of a line with single spaces: what two spellings of it share.

    >>> comparing_form("** شاهدْ أيضاً: |")
    'شاهد ايضا'
    """
    return _BETWEEN.sub(" ", fold(line)).strip()


def without_repeats(words: list[str]) -> list[str]:
    """Return one copy when the whole line is one phrase said again and again.

    >>> without_repeats("advertisements advertisements".split())
    ['advertisements']
    """
    for parts in (2, 3, 4):
        size, rest = divmod(len(words), parts)
        if size and not rest and words[:size] * parts == words:
            return words[:size]
    return words


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """Folded phrases by what they mean; see the comments in the seeds' file."""

    adverts: frozenset[str]
    openers: frozenset[str]
    inline_openers: frozenset[str]
    lines: frozenset[str]
    starts: frozenset[str]
    start_words: int
    labels: frozenset[str]
    ends: frozenset[str]
    policies: tuple[str, ...]
    credits: frozenset[str]
    attributions: frozenset[str]
    date_words: frozenset[str]
    counter_words: frozenset[str]
    first_words: frozenset[str]  # of the phrases that a line may begin with
    agencies: dict[str, str]  # folded name → name as shown

    def whole(self, words: list[str], phrases: frozenset[str]) -> bool:
        """Whether the line's words are one of the phrases, a leading و or ف aside."""
        key = " ".join(words)
        return key in phrases or (key[:1] in ("و", "ف") and key[1:] in phrases)

    def may_begin(self, words: list[str]) -> bool:
        """Whether any phrase begins with the line's first word; most lines are done with after this."""
        first = words[0]
        return first in self.first_words or (first[:1] in ("و", "ف") and first[1:] in self.first_words)

    def begins(self, words: list[str], phrases: frozenset[str]) -> int:
        """Return how many words of a phrase the line begins with; 0 when with none."""
        for count in range(min(len(words), _LONGEST_PHRASE), 0, -1):
            if self.whole(words[:count], phrases):
                return count
        return 0


def _folded(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(comparing_form(phrase) for phrase in phrases)


@lru_cache(maxsize=1)
def shipped_phrases() -> Phrases:
    """Return the phrases that ship with the project."""
    written = tomllib.loads((files("seeds") / "publishers" / "boilerplate.toml").read_text(encoding="utf-8"))
    return Phrases(
        adverts=_folded(written["adverts"]),
        openers=_folded(written["openers"]),
        inline_openers=_folded(written["inline_openers"]),
        lines=_folded(written["lines"]),
        starts=_folded(written["starts"]),
        start_words=written["start_words"],
        labels=_folded(written["labels"]),
        ends=_folded(written["ends"]),
        policies=tuple(sorted(_folded(written["policies"]))),
        credits=_folded(written["credits"]),
        attributions=_folded(written["attributions"]),
        date_words=_folded(written["date_words"]),
        counter_words=_folded(written["counter_words"]),
        first_words=frozenset(
            phrase.split()[0]
            for name in ("inline_openers", "starts", "labels", "ends", "attributions")
            for phrase in _folded(written[name])
        ),
        agencies={
            comparing_form(spelling): name
            for name, spellings in written["agencies"].items()
            for spelling in spellings
        },
    )

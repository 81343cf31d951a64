"""The phrases of boilerplate, loaded from seeds/publishers/boilerplate.toml, and how they are met."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from crawler.arabic.fold import fold_word

# A word with the marks, tatweel and zero-width signs that stand inside it; an underscore parts words.
_INSIDE = (
    "\u0610-\u061a\u061c\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
)
_WORD = re.compile(rf"[^\W_]+(?:[{_INSIDE}]+[^\W_]*)*")
_LONGEST_PHRASE = 12  # words
_CONJUNCTIONS = ("و", "ف")


def comparing_words(line: str) -> list[str]:
    """Return the folded words of a line: what two spellings of it share."""
    # A tatweel alone is a word to the pattern and nothing when folded.
    return [folded for word in _WORD.findall(line) if (folded := fold_word(word))]


def comparing_form(line: str) -> str:
    """Return the folded words of a line with single spaces.

    >>> comparing_form("** شاهدْ أيضاً: |")
    'شاهد ايضا'
    """
    return " ".join(comparing_words(line))


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


class PhraseSet:
    """Folded phrases of some words each, to be found anywhere in a text's folded words."""

    def __init__(self, phrases: Iterable[str]) -> None:
        by_first: dict[str, list[list[str]]] = {}
        for phrase in sorted(phrases):
            words = phrase.split()
            by_first.setdefault(words[0], []).append(words)
        self._by_first = by_first

    def within(self, words: Sequence[str]) -> bool:
        """Whether any of the phrases stands among the words."""
        by_first = self._by_first
        for at, word in enumerate(words):
            if word in by_first and any(words[at : at + len(one)] == one for one in by_first[word]):
                return True
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """Folded phrases by what they mean; see the comments in the seeds' file."""

    inline_openers: frozenset[str]
    lines: dict[str, str]  # what is boilerplate as a whole line → the list that says so
    starts: frozenset[str]
    start_words: int
    labels: frozenset[str]
    ends: frozenset[str]
    policies: PhraseSet
    credits: frozenset[str]
    attributions: frozenset[str]
    date_words: frozenset[str]
    counter_words: frozenset[str]
    first_words: frozenset[str]  # of the phrases that a line may begin with
    agencies: dict[str, str]  # folded name → name as shown

    def line(self, words: list[str]) -> str | None:
        """Return the list in which the whole line stands, a leading و or ف aside."""
        key = " ".join(words)
        return self.lines.get(key) or (self.lines.get(key[1:]) if key[0] in _CONJUNCTIONS else None)

    def may_begin(self, words: list[str]) -> bool:
        """Whether any phrase begins with the line's first word; most lines are done with after this."""
        first = words[0]
        return first in self.first_words or (first[0] in _CONJUNCTIONS and first[1:] in self.first_words)

    def begins(self, words: list[str], phrases: frozenset[str]) -> int:
        """Return how many words of a phrase the line begins with; 0 when with none."""
        for count in range(min(len(words), _LONGEST_PHRASE), 0, -1):
            key = " ".join(words[:count])
            if key in phrases or (key[0] in _CONJUNCTIONS and key[1:] in phrases):
                return count
        return 0


def _folded(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(comparing_form(phrase) for phrase in phrases)


@lru_cache(maxsize=1)
def shipped_phrases() -> Phrases:
    """Return the phrases that ship with the project."""
    written = tomllib.loads((files("seeds") / "publishers" / "boilerplate.toml").read_text(encoding="utf-8"))
    return Phrases(
        inline_openers=_folded(written["inline_openers"]),
        lines={
            phrase: name
            for name in ("lines", "ends", "openers", "adverts")
            for phrase in _folded(written[name])
        },
        starts=_folded(written["starts"]),
        start_words=written["start_words"],
        labels=_folded(written["labels"]),
        ends=_folded(written["ends"]),
        policies=PhraseSet(_folded(written["policies"])),
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

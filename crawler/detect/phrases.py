"""Find the lexicon's phrases in a sentence: whole words only, in time linear in its length."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from crawler.detect.lexicon import Element, Phrase
from crawler.detect.vocabulary import MARK, Word

_MOST_MARKS = 4  # within a gap


class Match(NamedTuple):
    """A phrase found; ``used`` are the tokens that its elements took, ascending."""

    phrase: Phrase
    used: tuple[int, ...]

    @property
    def first(self) -> int:
        """The first token."""
        return self.used[0]

    @property
    def last(self) -> int:
        """The token after the last one."""
        return self.used[-1] + 1


class PhraseBook:
    """Phrases by the word groups that they begin with."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self.phrases = tuple(phrases)
        by_group: dict[str, list[Phrase]] = defaultdict(list)
        for phrase in self.phrases:
            for group in phrase.elements[0].groups:
                by_group[group].append(phrase)
        self._by_group = dict(by_group)
        # A memory of this book alone: most words of a text share a few sets of groups.
        self._starting = lru_cache(maxsize=20_000)(self._starting_with)

    def find(self, words: Sequence[Word], first: int, last: int) -> list[Match]:
        """Return every match within a sentence, in text order; overlaps included."""
        known = [position for position in range(first, last) if words[position].groups]
        if not known:
            return []
        present = frozenset().union(*(words[position].groups for position in known))
        found: list[Match] = []
        for position in known:
            for phrase in self._starting(words[position].groups):
                used = _match(phrase.elements, words, position, last, present)
                if used is not None:
                    found.append(Match(phrase, used))
        return found

    def _starting_with(self, groups: frozenset[str]) -> tuple[Phrase, ...]:
        found = (phrase for group in groups for phrase in self._by_group.get(group, ()))
        return tuple(dict.fromkeys(found))


def _match(
    elements: Sequence[Element], words: Sequence[Word], position: int, last: int, present: frozenset[str]
) -> tuple[int, ...] | None:
    """Match a phrase from a position on; ``present`` are the groups of the whole sentence."""
    for element in elements[1:]:
        if not element.optional and element.groups.isdisjoint(present):
            return None
    if not _fits(elements[0], words[position]):
        return None
    used = [position]
    for element in elements[1:]:
        place = _next(element, words, used[-1] + 1, last)
        if place is not None:
            used.append(place)
        elif not element.optional:
            return None
    return tuple(used)


def _next(element: Element, words: Sequence[Word], start: int, last: int) -> int | None:
    left = element.gap
    for position in range(start, min(start + element.gap + 1 + _MOST_MARKS, last)):
        word = words[position]
        if word is MARK:  # "سيطرت القوات، الأحد الماضي، على المدينة"
            continue
        if word.groups and _fits(element, word):
            return position
        left -= 1
        if left < 0:
            return None
    return None


def _fits(element: Element, word: Word) -> bool:
    if element.groups.isdisjoint(word.groups):
        return False
    if not element.word_class:
        return True
    return any(
        s.group in element.groups
        and s.word_class == element.word_class
        and (not element.tense or s.tense == element.tense)
        for s in word.senses
    )

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


class _Start(NamedTuple):
    """A phrase that a word may begin."""

    phrase: Phrase
    rest: tuple[Element, ...]
    needed: tuple[frozenset[str], ...]  # the groups of those of the rest that must stand there


class PhraseBook:
    """Phrases by the word groups that they begin with."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self.phrases = tuple(phrases)
        by_group: dict[str, list[int]] = defaultdict(list)
        for number, phrase in enumerate(self.phrases):
            for group in phrase.elements[0].groups:
                by_group[group].append(number)
        self._by_group = dict(by_group)
        # A memory of this book alone: texts repeat their words.
        self._starts = lru_cache(maxsize=50_000)(self._starts_with)

    def find(self, words: Sequence[Word], first: int, last: int) -> list[Match]:
        """Return every match within a sentence, in text order; overlaps included."""
        known = [position for position in range(first, last) if words[position].groups]
        if not known:
            return []
        present = frozenset().union(*[words[position].groups for position in known])
        found: list[Match] = []
        for position in known:
            for phrase, rest, needed in self._starts(words[position]):
                if not rest:
                    found.append(Match(phrase, (position,)))
                    continue
                for groups in needed:
                    if groups.isdisjoint(present):
                        break
                else:
                    used = _match(rest, words, position, last)
                    if used is not None:
                        found.append(Match(phrase, used))
        return found

    def _starts_with(self, word: Word) -> tuple[_Start, ...]:
        """Return the phrases whose first element a word is, in the order of the book."""
        numbers = sorted({number for group in word.groups for number in self._by_group.get(group, ())})
        phrases = (self.phrases[number] for number in numbers)
        return tuple(
            _Start(phrase, rest := phrase.elements[1:], tuple(e.groups for e in rest if not e.optional))
            for phrase in phrases
            if _fits(phrase.elements[0], word)
        )


def _match(
    rest: Sequence[Element], words: Sequence[Word], position: int, last: int
) -> tuple[int, ...] | None:
    """Match the rest of a phrase whose first element stands at a position."""
    used = [position]
    for element in rest:
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

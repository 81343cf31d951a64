"""Find the lexicon's phrases in a sentence: whole words only, in time linear in its length."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crawler.detect.lexicon import Element, Phrase
from crawler.detect.vocabulary import Word


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
    """Phrases by the word group that they begin with."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._by_group: dict[str, list[Phrase]] = defaultdict(list)
        for phrase in phrases:
            for group in phrase.elements[0].groups:
                self._by_group[group].append(phrase)
        self._by_group.default_factory = None
        self.groups = frozenset(self._by_group)

    def find(self, words: Sequence[Word], first: int, last: int) -> list[Match]:
        """Return every match within a sentence, in text order; overlaps included."""
        found: list[Match] = []
        for position in range(first, last):
            groups = words[position].groups
            if not groups:
                continue
            for group in groups & self.groups:
                for phrase in self._by_group[group]:
                    used = _match(phrase.elements, words, position, last)
                    if used is not None:
                        found.append(Match(phrase, used))
        return found


def _match(
    elements: Sequence[Element], words: Sequence[Word], position: int, last: int
) -> tuple[int, ...] | None:
    if not _fits(elements[0], words[position]):
        return None
    used = [position]
    for element in elements[1:]:
        start = used[-1] + 1
        stop = min(start + element.gap + 1, last)
        place = next((i for i in range(start, stop) if _fits(element, words[i])), None)
        if place is not None:
            used.append(place)
        elif not element.optional:
            return None
    return tuple(used)


def _fits(element: Element, word: Word) -> bool:
    if not element.groups & word.groups:
        return False
    if not element.word_class:
        return True
    return any(
        s.group in element.groups
        and s.word_class == element.word_class
        and (not element.tense or s.tense == element.tense)
        for s in word.senses
    )

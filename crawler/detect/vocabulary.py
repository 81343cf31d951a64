"""What a written word may be: its word groups, after peeling only the clitics that its class allows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from crawler.arabic.fold import fold
from crawler.arabic.forms import PRESENT, Form, adjective_forms, noun_forms, plural_forms, verb_forms
from crawler.arabic.tokens import Reading, readings
from crawler.detect.lexicon import WordGroup

_PRONOUNS = ("هما", "هم", "هن", "نا", "ها", "ه")
_SHORTEST_WITH_ARTICLE = 4  # shorter, ال belongs to the word: الذي, الى
_VERB_PREFIXES = frozenset(["", "و", "ف"])
_PRESENT_PREFIXES = frozenset(["", "و", "ف", "س", "وس", "فس", "ل", "ول", "فل"])
_NOUN_PREFIXES = frozenset(["", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "فك"])


class Sense(NamedTuple):
    """One thing that a written word may be."""

    group: str
    word_class: str  # "verb", "noun" or "particle"
    tense: str
    how_many: int | None  # the number that a singular or dual carries
    prefix: str
    definite: bool  # by the article or a pronoun


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """All senses of a written word; most words have none. Compared by identity, to be looked up at once."""

    senses: tuple[Sense, ...]
    groups: frozenset[str]


UNKNOWN = Word((), frozenset())
MARK = Word((), frozenset())  # a comma or a bracket; no word of a gap


class Vocabulary:
    """A dictionary from written words to senses; readings are remembered per word."""

    def __init__(self, groups: Mapping[str, WordGroup]) -> None:
        self._stems: dict[str, list[tuple[str, str, Form]]] = {}
        for group in groups.values():
            self._add(group)
        self.word: Callable[[str], Word] = lru_cache(maxsize=300_000)(self._read)

    def _add(self, group: WordGroup) -> None:
        for verb in group.verbs:
            self._add_forms(group.name, "verb", verb_forms(verb))
        for noun in group.nouns:
            self._add_forms(group.name, "noun", noun_forms(noun))
        for plural in group.plurals:
            self._add_forms(group.name, "noun", plural_forms(plural))
        for adjective in group.adjectives:
            self._add_forms(group.name, "noun", adjective_forms(adjective))
        for particle in group.particles:
            bare = (
                particle[2:]
                if particle.startswith("ال") and len(particle) > _SHORTEST_WITH_ARTICLE
                else particle
            )
            self._add_forms(group.name, "particle", [Form(fold(bare))])

    def _add_forms(self, group: str, word_class: str, forms: list[Form]) -> None:
        for form in forms:
            self._stems.setdefault(form.text, []).append((group, word_class, form))

    def stems(self) -> set[str]:
        """Return every folded form of every word, without clitics."""
        return set(self._stems)

    def forms_of(self, groups: frozenset[str]) -> set[str]:
        """Return every folded form of some groups' words, without clitics."""
        return {stem for stem, meant in self._stems.items() if any(group in groups for group, _, _ in meant)}

    def _read(self, word: str) -> Word:
        senses: dict[Sense, None] = {}
        feminine = word.endswith("ة")
        folded = fold(word)
        for reading in readings(folded) or (Reading("", article=False, stem=folded),):  # the 5 of M5 has none
            self._take(reading, reading.stem, senses, pronoun=False)
            if not reading.article and not feminine:
                for pronoun in _PRONOUNS:
                    if reading.stem.endswith(pronoun) and len(reading.stem) - len(pronoun) > 1:
                        self._take(reading, reading.stem[: -len(pronoun)], senses, pronoun=True)
        if not senses:
            return UNKNOWN
        return Word(tuple(senses), frozenset(sense.group for sense in senses))

    def _take(self, reading: Reading, stem: str, senses: dict[Sense, None], *, pronoun: bool) -> None:
        for group, word_class, form in self._stems.get(stem, ()):
            if form.bound and not pronoun:
                continue
            if not _allowed(reading, word_class, form, pronoun=pronoun):
                continue
            definite = reading.article or pronoun
            senses[Sense(group, word_class, form.tense, form.how_many, reading.prefix, definite)] = None


def _allowed(reading: Reading, word_class: str, form: Form, *, pronoun: bool) -> bool:
    if word_class == "verb":
        prefixes = _PRESENT_PREFIXES if form.tense == PRESENT else _VERB_PREFIXES
        return not reading.article and reading.prefix in prefixes
    if word_class == "particle" and pronoun:
        return False
    return reading.prefix in _NOUN_PREFIXES

"""Keyword rules in a text: whole words in all their forms, as the detector reads them, never substrings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from crawler.detect.keyword_forms import Paradigms, name_of
from crawler.detect.keyword_rules import KeywordRule, RuleWord, Run, Term
from crawler.detect.sentences import ReadText, read_text
from crawler.detect.vocabulary import Vocabulary, Word
from crawler.model import Span

_LONGEST_READ = 150_000  # characters, as the detector
_MOST_SPANS = 50  # of one rule; more are no help to anybody
_PARAGRAPH = 1000  # words; nothing is near across a line break

Key = TypeVar("Key", bound=Hashable)


class _Word(NamedTuple):
    """A rule's word as the vocabulary knows it."""

    name: str
    with_article: bool  # it counts only with ال


class _Term(NamedTuple):
    """A term of any rule; equal ones share a number, under which a reading remembers what it found."""

    number: int
    needs: frozenset[str]  # names of its words
    one: tuple[_Word, ...]
    other: tuple[_Word, ...]  # of a pair; else empty
    between: int


class _Rule(NamedTuple):
    """A rule by its terms."""

    number: int
    wanted: tuple[tuple[_Term, ...], ...]
    excluded: tuple[_Term, ...]
    apart: tuple[_Term, ...]


class Found(NamedTuple):
    """Tokens ``first`` to ``last`` (end exclusive) that a term takes."""

    first: int
    last: int


class KeywordSet(Generic[Key]):
    """Many rules at once; a text costs by its own length and by the rules whose rarest word stands in it."""

    def __init__(self, rules: Mapping[Key, KeywordRule], paradigms: Paradigms) -> None:
        keys: defaultdict[KeywordRule, list[Key]] = defaultdict(list)
        for key, rule in rules.items():
            keys[rule].append(key)
        words = {word for rule in keys for term in _terms(rule) for word in _words(term)}
        self._vocabulary = Vocabulary({name_of(word): paradigms.group_of(word) for word in words})
        self._seats = {name_of(word): seat for word in words if (seat := paradigms.other_seat(word))}
        known = {word: _Word(name_of(word), paradigms.keeps_article(word)) for word in words}
        terms: dict[Term, _Term] = {}
        for rule in keys:
            for term in _terms(rule):
                terms.setdefault(term, _numbered(term, len(terms), known))
        self._keys = list(keys.values())
        self._by_word = _indexed([_compiled(rule, number, terms) for number, rule in enumerate(keys)])

    def matching(self, title: str, text: str) -> dict[Key, tuple[Span, ...]]:
        """Return the rules that match an article, each with the spans that its wanted words take.

        Spans count in the title, a line break and the text, as in ``Article.full_text``.
        """
        whole = f"{title}\n{text}"[:_LONGEST_READ]
        reading = _Reading(read_text(title, whole, self._vocabulary), self._seats)
        needing = {rule.number: rule for name in reading.positions for rule in self._by_word.get(name, ())}
        found: dict[Key, tuple[Span, ...]] = {}
        for number, rule in needing.items():
            spans = reading.spans_of(rule)
            if spans is not None:
                found.update(dict.fromkeys(self._keys[number], spans))
        return found


def matches(rule: KeywordRule, title: str, text: str, paradigms: Paradigms) -> tuple[Span, ...] | None:
    """Return where a rule matches an article; None if it does not. For many rules or texts: KeywordSet."""
    return KeywordSet({0: rule}, paradigms).matching(title, text).get(0)


# --- Rules made ready -------------------------------------------------------------------------------


def _terms(rule: KeywordRule) -> Iterator[Term]:
    for group in rule.wanted:
        yield from group
    yield from rule.excluded
    yield from rule.apart


def _words(term: Term) -> tuple[RuleWord, ...]:
    return term.words if isinstance(term, Run) else (*term.one.words, *term.other.words)


def _numbered(term: Term, number: int, known: Mapping[RuleWord, _Word]) -> _Term:
    needs = frozenset(known[word].name for word in _words(term))
    if isinstance(term, Run):
        return _Term(number, needs, tuple(known[word] for word in term.words), (), 0)
    one, other = (tuple(known[word] for word in run.words) for run in (term.one, term.other))
    return _Term(number, needs, one, other, term.between)


def _compiled(rule: KeywordRule, number: int, terms: Mapping[Term, _Term]) -> _Rule:
    return _Rule(
        number,
        tuple(tuple(terms[term] for term in group) for group in rule.wanted),
        tuple(terms[term] for term in rule.excluded),
        tuple(terms[run] for run in rule.apart),
    )


def _indexed(rules: list[_Rule]) -> dict[str, list[_Rule]]:
    """Map a word to the rules that need it; each rule stands under its group of the rarest words."""
    common = Counter(name for rule in rules for group in rule.wanted for term in group for name in term.needs)
    by_word: defaultdict[str, list[_Rule]] = defaultdict(list)
    for rule in rules:
        choices = [
            [min(term.needs, key=lambda name: (common[name], name)) for term in group]
            for group in rule.wanted
        ]
        for name in min(choices, key=lambda names: sum(common[name] for name in names)):
            by_word[name].append(rule)
    return dict(by_word)


def _rarest(term: _Term, common: Mapping[str, int]) -> str:
    return min(term.needs, key=lambda name: (common[name], name))


# --- One text ---------------------------------------------------------------------------------------


class _Reading:
    """One text's words by the rules' names for them; what a term finds is remembered for the next rule."""

    def __init__(self, text: ReadText, seats: Mapping[str, str]) -> None:
        self.text = text
        self.positions: defaultdict[str, list[int]] = defaultdict(list)
        for position, word in enumerate(text.words):
            for name in word.groups:
                if name not in seats or seats[name] not in self._written(position):
                    self.positions[name].append(position)
        self._found: dict[int, list[Found]] = {}
        self._counts: list[int] = []

    def _written(self, position: int) -> str:
        token = self.text.tokens[position]
        return self.text.full_text[token.start : token.end]

    def spans_of(self, rule: _Rule) -> tuple[Span, ...] | None:
        """Return the spans of a rule's wanted terms; None if it does not match."""
        if any(self.find(term) for term in rule.excluded):
            return None
        apart = {i for run in rule.apart for one in self.find(run) for i in range(one.first, one.last)}
        taken: list[Found] = []
        for group in rule.wanted:
            found = [one for term in group for one in self.find(term) if one.first not in apart]
            if not found:
                return None
            taken += found
        tokens = self.text.tokens
        return tuple(
            Span(start=tokens[one.first].start, end=tokens[one.last - 1].end)
            for one in sorted(set(taken))[:_MOST_SPANS]
        )

    def find(self, term: _Term) -> list[Found]:
        """Return what a term takes of the text, in order."""
        found = self._found.get(term.number)
        if found is None:
            found = self._search(term) if self.positions.keys() >= term.needs else []
            self._found[term.number] = found
        return found

    def _search(self, term: _Term) -> list[Found]:
        one = self._runs(term.one)
        if not term.other:
            return one
        # Between the nearest two of a pair lies no third, so that neighbours in text order are enough.
        marked = sorted([(found, 0) for found in one] + [(found, 1) for found in self._runs(term.other)])
        return [
            Found(near.first, far.last)
            for (near, side), (far, far_side) in pairwise(marked)
            if side != far_side and 0 <= self._between(near, far) <= term.between
        ]

    def _runs(self, words: tuple[_Word, ...]) -> list[Found]:
        starts = self.positions[words[0].name]
        return [Found(at, at + len(words)) for at in starts if self._stands(words, at)]

    def _stands(self, words: tuple[_Word, ...], at: int) -> bool:
        """Whether a run's words stand side by side; small words are written onto the first alone."""
        written = self.text.words[at : at + len(words)]
        return len(written) == len(words) and all(
            _fits(wanted, word, first=number == 0)
            for number, (wanted, word) in enumerate(zip(words, written, strict=True))
        )

    def _between(self, one: Found, other: Found) -> int:
        """Count the words between two finds; marks do not count, and a line break counts as many."""
        if not self._counts:
            count = 0
            for token in self.text.tokens:
                count += _PARAGRAPH if token.text == "\n" else token.kind != "mark"
                self._counts.append(count)
        return self._counts[other.first] - self._counts[one.last - 1] - 1


def _fits(wanted: _Word, word: Word, *, first: bool) -> bool:
    return any(
        s.group == wanted.name and (s.definite or not wanted.with_article) and (first or not s.prefix)
        for s in word.senses
    )

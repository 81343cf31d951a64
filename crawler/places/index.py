"""The token dictionary: first word → longest name, so that a text is read once, left to right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from crawler.arabic.tokens import readings
from crawler.places.names import (
    bare,
    fold_name,
    is_code,
    is_latin,
    respellings,
    skeleton,
    without_gaps,
    words_of,
)

_RARE = frozenset("كف")
_SHORTEST_AFTER_RARE = 4
_BEFORE_CODES = "وفبل"
_NEAR_ENOUGH = 0.75  # Jaro-Winkler, 0…1; below, a "nearest name" helps nobody


class Entry(NamedTuple):
    """A row that bears a name, and how the name is written."""

    row: int
    definite: bool  # some spelling of it begins with ال
    bare: bool  # some spelling of it has no ال at all


class Start(NamedTuple):
    """A way in which a word of a text may begin a name."""

    prefix: str  # the small words peeled off: و ف ب ل ك
    definite: bool
    word: str  # the first word of a key
    longest: int  # words in the longest name that begins so


class NameIndex:
    """All names and aliases by key; a key is the folded name, each word without ال."""

    def __init__(self, rows: Sequence[list[str]]) -> None:
        self.longest: dict[str, int] = {}  # first word → number of words in the longest name
        self.seconds: dict[str, set[str]] = {}  # first word → second words of the longer names
        # Key with its container ("إدارة المركبات في حرستا") → words before that.
        self.parts: dict[str, int] = {}
        self._entries: dict[str, tuple[Entry, ...]] = {}
        self._latin_names: list[tuple[str, int]] = []
        # One call for all names: folding word by word would take three times as long.
        folded = without_gaps(fold_name("\n".join([f"{row[1]}|{row[2]}" for row in rows])))
        for number, names in enumerate(folded.split("\n")):
            spellings = names.split("|")
            for name in spellings:
                if " " in name:
                    self._read(name, number, spellings)
                elif name:
                    self._read_word(name, number)

    def _read_word(self, name: str, row: int) -> None:
        """Take a name of one word, as most are, by the short way."""
        if is_latin(name):
            self._latin_names.append((name, row))
            return
        key = bare(name)
        _join(self._entries, key, Entry(row, key != name, key == name))
        self.longest.setdefault(key, 1)
        for spelling in respellings(key):
            self._enter(spelling, spelling.split(" "), Entry(row, key != name, key == name))

    def _read(self, name: str, row: int, spellings: Sequence[str]) -> None:
        """Take one spelling of a row's name into the index of its script."""
        latin = is_latin(name)
        if latin:
            self._latin_names.append((name, row))
        if not latin or is_code(name):
            self._add(name, row)
        if " في " in name or " ب" in name:
            self._part(name, spellings)

    def _add(self, name: str, row: int) -> None:
        written = name.split()
        if not written:  # nothing but marks
            return
        words = [bare(word) for word in written] if "ال" in name else written
        entry = Entry(row, written[0] != words[0], written == words)
        key = " ".join(words)
        self._enter(key, words, entry)
        for spelling in respellings(key):
            self._enter(spelling, spelling.split(" "), entry)

    def _enter(self, key: str, words: list[str], entry: Entry) -> None:
        _join(self._entries, key, entry)
        self._reach(words)

    def _part(self, name: str, spellings: Sequence[str]) -> None:
        """Note where a name ends and what contains it begins: before the في of "المربع الأمني في كوباني"."""
        words = [bare(word) for word in name.split()]
        others = {tuple(map(bare, other.split())) for other in spellings}
        for last, word in enumerate(words[1:], start=1):
            without = tuple(words[:last])
            if word == "في" or (word.startswith("ب") and {without, without[1:]} & others):
                self.parts[" ".join(words)] = last
                return

    def _reach(self, words: list[str]) -> None:
        """Note how a name begins and how many words it has."""
        first, count = words[0], len(words)
        if self.longest.get(first, 0) < count:
            self.longest[first] = count
        if count == 1:
            return
        if first in self.seconds:
            self.seconds[first].add(words[1])
        else:
            self.seconds[first] = {words[1]}

    def starts(self, word: str) -> tuple[Start, ...]:
        """Return the ways to read a folded word as a name's first, the least peeled first.

        Never س (no preposition); ك and ف only where four letters are left: كفر is no كـفر.
        """
        found: list[Start] = []
        code = word.lstrip(_BEFORE_CODES)
        if code.isascii() and code in self.longest:  # the M of "وM5", too short to have readings
            found.append(
                Start(word.removesuffix(code), definite=False, word=code, longest=self.longest[code])
            )
        for reading in readings(word):
            definite = reading.article or reading.stem != bare(reading.stem)
            first = bare(reading.stem)
            short = bool(_RARE & set(reading.prefix)) and len(first) < _SHORTEST_AFTER_RARE
            if first in self.longest and "س" not in reading.prefix and not short:
                found.append(Start(reading.prefix, definite, first, self.longest[first]))
        return tuple(dict.fromkeys(found))

    def entries(self, key: str) -> tuple[Entry, ...]:
        """Return the rows that bear exactly this key in Arabic."""
        return self._entries.get(key, ())

    def asked(self, key: str) -> tuple[Entry, ...]:
        """Return the rows that bear this key in any script."""
        return self._entries.get(key, ()) or self._latin.get(key, ())

    def alike(self, key: str) -> tuple[Entry, ...]:
        """Return the rows whose names differ from the key only as misspellings do."""
        return tuple(
            entry for other in self._skeletons.get(skeleton(key), ()) for entry in self._entries[other]
        )

    def nearest(self, key: str, limit: int) -> list[int]:
        """Return rows by likeness of their names, the most alike first."""
        names = self._latin if is_latin(key) else self._entries
        found = process.extract(
            key, names.keys(), scorer=JaroWinkler.similarity, limit=limit * 2, score_cutoff=_NEAR_ENOUGH
        )
        rows = (entry.row for name, _, _ in found for entry in names[name])
        return list(dict.fromkeys(rows))

    @cached_property
    def _latin(self) -> dict[str, tuple[Entry, ...]]:
        """Names in Latin letters by key; people ask by them, no Arabic text needs them."""
        entries: dict[str, tuple[Entry, ...]] = {}
        for name, row in self._latin_names:
            _join(entries, " ".join(words_of(name)), Entry(row, definite=False, bare=True))
        return entries

    @cached_property
    def _skeletons(self) -> dict[str, list[str]]:
        """Keys by what misspellings keep; made on first need, since most texts have none."""
        keys: defaultdict[str, list[str]] = defaultdict(list)
        for key in self._entries:
            keys[skeleton(key)].append(key)
        return dict(keys)


def _join(entries: dict[str, tuple[Entry, ...]], key: str, entry: Entry) -> None:
    """Add an entry; a row that bears the key already now bears it in both ways of writing."""
    known = entries.get(key)
    if known is None:
        entries[key] = (entry,)
        return
    others = tuple(other for other in known if other.row != entry.row)
    for other in known:
        if other.row == entry.row:
            entry = Entry(entry.row, entry.definite or other.definite, entry.bare or other.bare)
    entries[key] = (*others, entry)

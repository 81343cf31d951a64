"""The lexicon as typed values: word groups, the phrases that evoke events, scope markers, actors, nations.

The files are TOML for people who know Arabic. A phrase is written with word groups in brackets, plain
words, and dots for a gap: "[شن] .. [هجوم]" is any form of شنّ, up to four words, any form of هجوم.
"""

from __future__ import annotations

import importlib.resources
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from importlib.resources.abc import Traversable
from typing import Any

from crawler.arabic.forms import PAST, PRESENT
from crawler.model import EventType

_GAPS = {"..": 4, "...": 9}
_PART = re.compile(r"\[[^\]]*\]؟?|[^\s\[]+")
_CLASSES = {"فعل": ("verb", ""), "اسم": ("noun", ""), "ماض": ("verb", PAST), "مضارع": ("verb", PRESENT)}


class Level(StrEnum):
    """How much a phrase says by itself."""

    SURE = "sure"  # an event
    WEAK = "weak"  # an event if its sentence names a place or people
    VAGUE = "vague"  # points to an event that is told elsewhere: الهجوم، الحادث
    TOLL = "toll"  # people were killed: an attack only if the article tells of nothing that killed them
    LOSS = "loss"  # people died or were hurt, by whatever the article tells of


@dataclass(frozen=True, slots=True, kw_only=True)
class WordGroup:
    """Words that mean the same to a rule, as the dictionary gives them."""

    name: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    plurals: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One place in a phrase: any of these groups, after at most ``gap`` other words."""

    groups: frozenset[str]
    gap: int = 0
    word_class: str = ""  # "verb", "noun" or "" for both
    tense: str = ""  # of a verb: "past", "present" or "" for both
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A pattern over words and what it means."""

    text: str
    elements: tuple[Element, ...]
    type: EventType | None = None
    level: Level = Level.SURE
    marker: str | None = None  # of a scope phrase: which marker it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Everything that the detector knows of the language."""

    groups: Mapping[str, WordGroup]
    phrases: tuple[Phrase, ...]
    actors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # name → aliases


class LexiconError(ValueError):
    """The lexicon's files contradict themselves; the message names the file and the line's text."""


def load_lexicon(folder: Traversable | None = None) -> Lexicon:
    """Read every TOML file of a folder, by default the one that ships."""
    folder = folder or importlib.resources.files("seeds") / "lexicon"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return parse_lexicon({f.name: f.read_text(encoding="utf-8") for f in files})


def parse_lexicon(texts: Mapping[str, str]) -> Lexicon:
    """Build a lexicon from TOML texts by file name; LexiconError tells what is wrong where."""
    tables = [(name, tomllib.loads(text)) for name, text in texts.items()]
    groups: dict[str, WordGroup] = {}
    for name, table in tables:
        for key, words in table.get("words", {}).items():
            if key in groups:
                raise LexiconError(f"{name}: the group {key!r} is given twice")
            groups[key] = WordGroup(name=key, **{k: tuple(v) for k, v in words.items()})
    phrases = [phrase for name, table in tables for phrase in _phrases(name, table, groups)]
    actors = _names(table.get("actors", {}) for _, table in tables)
    phrases += actor_phrases(actors, groups)
    return Lexicon(groups=groups, phrases=tuple(phrases), actors=actors)


def _names(tables: Iterable[Mapping[str, list[str]]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(aliases) for table in tables for name, aliases in table.items()}


def actor_phrases(actors: Mapping[str, tuple[str, ...]], groups: dict[str, WordGroup]) -> list[Phrase]:
    """Return phrases for every name of every actor; their text is the name to show."""
    return [
        Phrase(text=name, elements=_elements("actors", alias, groups), marker="actor")
        for name, aliases in actors.items()
        for alias in (name, *aliases)
    ]


def _phrases(name: str, table: Mapping[str, Any], groups: dict[str, WordGroup]) -> list[Phrase]:
    found: list[Phrase] = []
    for kind, levels in table.get("types", {}).items():
        for level, texts in levels.items():
            for text in texts:
                elements = _elements(name, text, groups)
                found.append(Phrase(text=text, elements=elements, type=EventType(kind), level=Level(level)))
    for marker, texts in table.get("markers", {}).items():
        found += [Phrase(text=t, elements=_elements(name, t, groups), marker=marker) for t in texts]
    return found


def _elements(name: str, text: str, groups: dict[str, WordGroup]) -> tuple[Element, ...]:
    elements: list[Element] = []
    gap = 0
    for part in _PART.findall(text):
        if part in _GAPS:
            gap = _GAPS[part]
            continue
        optional = part.endswith("؟")
        elements.append(_element(name, part.rstrip("؟"), groups, gap, optional=optional))
        gap = 0
    if not elements or elements[0].optional:
        raise LexiconError(f"{name}: {text!r} begins with nothing that must stand there")
    return tuple(elements)


def _element(name: str, part: str, groups: dict[str, WordGroup], gap: int, *, optional: bool) -> Element:
    if not part.startswith("["):  # plain words become groups of their own
        words = part.split("|")
        for word in words:
            groups.setdefault("=" + word, WordGroup(name="=" + word, particles=(word,)))
        return Element(groups=frozenset("=" + w for w in words), gap=gap, optional=optional)
    inside, _, word_class = part.strip("[]").partition("/")
    for group in inside.split("|"):
        if group not in groups:
            raise LexiconError(f"{name}: no word group {group!r} for {part!r}")
    kind, tense = _CLASSES[word_class] if word_class else ("", "")
    names = frozenset(inside.split("|"))
    return Element(groups=names, gap=gap, word_class=kind, tense=tense, optional=optional)

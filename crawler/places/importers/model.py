"""What every importer reads: places of another gazetteer, each with the reason if it is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from crawler.arabic.fold import fold

_ARABIC_NAME = re.compile(r"[\u0621-\u064a]")
_OTHER_LETTERS = re.compile(r"[پچژگڤٹڈڑںےۆێەڵڕۇې]")  # Persian, Urdu, Kurdish and Uyghur write other names
_LATIN_NAME = re.compile(r"[A-Za-z]")
SETTLED = "settled"  # in the tables of kinds: a city, town or village, by its people
_TOWN, _CITY = 10_000, 100_000  # people


class LeftOut(StrEnum):
    """Why a record of the file is no place of ours."""

    NO_ARABIC = "no Arabic name"
    NO_KIND = "a kind of place that news does not name"
    NO_COUNTRY = "no country"
    OTHER_COUNTRY = "of another country"
    NO_LONGER = "no longer there"
    BROKEN = "not readable"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPlace:
    """A place as another gazetteer has it."""

    source: str  # "geonames", "osm", "ocha" or "wof"
    key: str  # stable within the source
    country: str  # ISO 3166-1 alpha-2, or "" where only the point can tell
    name: str  # Arabic
    kind: str  # of crawler.places.kinds
    aliases: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    population: int = 0
    parents: tuple[str, ...] = ()  # keys of what contains it, small to large
    also_key: str = ""  # another key by which its parts call it


class ImportRefusedError(ValueError):
    """The file cannot be imported; the message says what to do instead."""


def is_arabic(name: str) -> bool:
    """Whether a name is written in Arabic, not in another language of the script."""
    others = _OTHER_LETTERS.search(name) or _LATIN_NAME.search(name)
    return _ARABIC_NAME.search(name) is not None and others is None


def names_of(candidates: Iterable[str], latin: str = "") -> tuple[str, tuple[str, ...]] | None:
    """Choose the first Arabic name, and the others as aliases, spellings that fold to one left out.

    >>> names_of(["Damascus", "دمشق", "دِمشق", "دمشق الشام"], "Damascus")
    ('دمشق', ('دمشق الشام', 'Damascus'))
    """
    arabic: dict[str, str] = {}
    for candidate in candidates:
        name = " ".join(candidate.replace("|", " ").split())
        if is_arabic(name):
            arabic.setdefault(fold(name), name)
    if not arabic:
        return None
    first, *others = arabic.values()
    plain = " ".join(latin.replace("|", " ").split())
    return first, (*others, plain) if _LATIN_NAME.search(plain) else tuple(others)


def number(text: object, least: float, most: float) -> float | None:
    """Read a coordinate or a figure; None if it is none or out of bounds."""
    if not isinstance(text, str | int | float) or isinstance(text, bool):
        return None
    try:
        value = float(text)
    except ValueError:
        return None
    return value if least <= value <= most else None


def point(lat: object, lon: object) -> tuple[float | None, float | None]:
    """Read both coordinates, or neither; 0, 0 in the Gulf of Guinea stands for "unknown"."""
    north, east = number(lat, -90, 90), number(lon, -180, 180)
    return (None, None) if north is None or east is None or north == east == 0 else (north, east)


def settled(people: int) -> str:
    """Return the kind of a settled place of so many people, 0 for unknown."""
    if people >= _CITY:
        return "city"
    return "town" if people >= _TOWN else "village"


def kinds_by_code(table: str) -> dict[str, str]:
    """Read "kind: code code | kind: code" into code → kind.

    >>> kinds_by_code("city: PPLC PPLA | dam: DAM")
    {'PPLC': 'city', 'PPLA': 'city', 'DAM': 'dam'}
    """
    kinds: dict[str, str] = {}
    for entry in table.replace("\n", "|").split("|"):
        kind, _, codes = entry.partition(":")
        kinds.update(dict.fromkeys(codes.split(), kind.strip()))
    return kinds

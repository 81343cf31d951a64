"""The known places: read from tab-separated files, found by name, by id and by what contains them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from crawler.model import Place, Precision
from crawler.places.cues import head_of
from crawler.places.describe import describe
from crawler.places.index import Entry, NameIndex
from crawler.places.kinds import HEADS
from crawler.places.names import bare, fold_name, key_of, words_of
from crawler.places.rows import Tables, ids_of, place_of, read_folder
from crawler.places.senses import Sense

_KM_PER_DEGREE = 111.2
_ADJECTIVE_ENDINGS = ("", "ه", "ين", "ون", "ان", "تين", "ات")
_DEEPEST = 12  # a longer chain of parents is a circle in the files
_REGION_REACH_KM = 15.0  # the circle of a larger region is too rough to say who lies inside


class Gazetteer:
    """Every known place. Rows stay text until they are asked for: 100,000 load in about a second."""

    def __init__(self, tables: Tables) -> None:
        rows = tables.rows
        self._rows = rows
        self._by_id = ids_of(rows)
        self._parents = {row[4] for row in rows}
        self.index = NameIndex(rows)
        self.demonyms = tables.demonyms
        self.ordinary_words = tables.ordinary
        # Memories of this gazetteer alone; no answer depends on them.
        self.place_at = lru_cache(maxsize=50_000)(self._place_at)
        self.country_of_adjective = lru_cache(maxsize=100_000)(self._country_of_adjective)
        self.lineage = lru_cache(maxsize=50_000)(self._lineage)
        self.sense_of = lru_cache(maxsize=200_000)(self._sense_of)

    @classmethod
    def load(cls, folder: Traversable | None = None) -> Gazetteer:
        """Read every *.tsv of a folder, the shipped one by default."""
        return cls(read_folder(folder or files("seeds") / "gazetteer"))

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Place]:
        return map(self.place_at, range(len(self._rows)))

    def _place_at(self, row: int) -> Place:
        return place_of(self._rows[row])

    # --- by id and by what contains it -------------------------------------------------------------

    def get(self, place_id: str) -> Place:
        """Return the place of this id; KeyError if there is none."""
        return self.place_at(self._by_id[place_id])

    def has(self, place_id: str) -> bool:
        """Whether there is a place of this id."""
        return place_id in self._by_id

    def _lineage(self, place_id: str) -> tuple[str, ...]:
        """Return the ids from a place up to its country, itself first; a missing parent ends it."""
        chain: list[str] = []
        while place_id in self._by_id and len(chain) < _DEEPEST:
            chain.append(place_id)
            place_id = self._rows[self._by_id[place_id]][4]
        return tuple(chain)

    def ancestors(self, place_id: str) -> tuple[Place, ...]:
        """Return what contains a place, small to large, the country last, itself left out."""
        return tuple(self.get(outer) for outer in self.lineage(place_id)[1:])

    def above(self, place: Place) -> tuple[str, ...]:
        """Return the ids from a place up to its country; for a place without id those of its parent."""
        return self.lineage(place.id) if place.id else self.lineage(place.parent or "")

    def within(self, place: Place) -> list[str]:
        """Return the names of what contains a place, small to large, the country left out."""
        outer = [self.get(place_id) for place_id in self.above(place)[1 if place.id else 0 :]]
        return [container.name for container in outer if container.precision > Precision.COUNTRY]

    def contains(self, outer_id: str, inner_id: str) -> bool:
        """Whether a place lies in another, or is it.

        A small region to which no row belongs (جنوب دمشق) holds what lies in its circle: it cuts
        across governorates, so that no place has it for a parent.
        """
        if outer_id in self.lineage(inner_id):
            return True
        if outer_id not in self._by_id or inner_id not in self._by_id or outer_id in self._parents:
            return False
        region, inner = self.get(outer_id), self.get(inner_id)
        if region.kind != "region" or not region.radius_km or region.radius_km > _REGION_REACH_KM:
            return False
        apart = distance_km(region, inner)
        return inner.precision >= Precision.TOWN and apart is not None and apart <= region.radius_km

    def _country_of_adjective(self, word: str) -> str | None:
        """Return the country's id of a folded adjective in any gender and number: والسوريين → sy."""
        stem = word.removeprefix("و").removeprefix("ال").removeprefix("لل")
        for ending in _ADJECTIVE_ENDINGS:
            if stem.endswith(ending) and stem.removesuffix(ending) in self.demonyms:
                return self.demonyms[stem.removesuffix(ending)]
        return None

    def _sense_of(self, word: str) -> Sense | None:
        """Return what a folded word may be in a text's places; None for most words."""
        starts, head, country = self.index.starts(word), head_of(word), self.country_of_adjective(word)
        return Sense(starts, head, country) if starts or head or country else None

    # --- by name -----------------------------------------------------------------------------------

    def find(self, name: str) -> list[Place]:
        """Return the places of a name, likeliest first.

        Understands ال or its lack, a kind word, and what contains it: "حي القدم", "قدم", "القدم، دمشق".
        """
        inner, *outer = [part for part in fold_name(name).replace(",", "،").split("،") if part.strip()] or [
            ""
        ]
        found = self._find_bare(inner)
        for container in outer:
            holders = [place.id for place in self._find_bare(container)]
            held = [place for place in found if any(self.contains(holder, place.id) for holder in holders)]
            found = held or found
        return found

    def _find_bare(self, name: str) -> list[Place]:
        """Find one name, whole or without its kind word, which then prefers places of its kind."""
        words = words_of(name)
        found = self._ranked(name, frozenset())
        head = HEADS.get(bare(words[0])) if len(words) > 1 else None
        if head is not None:
            found += self._ranked(" ".join(words[1:]), head.kinds)
        return list(dict.fromkeys(found))

    def _ranked(self, name: str, kinds: frozenset[str]) -> list[Place]:
        """Sort the bearers of a name: the kind asked for, ال as asked, weight, then the more exact."""
        key = key_of(name)
        definite = key.partition(" ")[0] != name.strip().partition(" ")[0]
        entries = self.index.asked(key) or self.index.alike(key)

        def rank(entry: Entry) -> tuple[bool, bool, int, Precision]:
            place = self.place_at(entry.row)
            as_asked = entry.definite if definite else entry.bare
            return (place.kind not in kinds, not as_asked, -place.weight, place.precision)

        return [self.place_at(entry.row) for entry in sorted(entries, key=rank)]

    def nearest(self, name: str, limit: int = 5) -> list[Place]:
        """Return places whose names are spelled most like an unknown one, the most alike first."""
        words = words_of(fold_name(name))
        if len(words) > 1 and bare(words[0]) in HEADS:
            words = words[1:]
        rows = self.index.nearest(" ".join(map(bare, words)), limit) if words else []
        return [self.place_at(row) for row in rows[:limit]]

    def describe(self, place: Place) -> str:
        """Return a place as people write it, in three steps at most: "حي القدم، دمشق، سوريا"."""
        outer = [self.get(place_id) for place_id in self.above(place) if place_id != place.id]
        country = place.country.lower()
        if not outer and place.kind != "country" and self.has(country):
            outer = [self.get(country)]
        return describe(place, outer)


def distance_km(one: Place, other: Place) -> float | None:
    """Return the distance between two places' points, good to a percent below 500 km; None if unknown."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    north = (one.lat - other.lat) * _KM_PER_DEGREE
    east = (one.lon - other.lon) * _KM_PER_DEGREE * math.cos(math.radians((one.lat + other.lat) / 2))
    return math.hypot(north, east)

"""The known places: read from tab-separated files, found by name, by id and by what contains them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from crawler.model import Place, Precision
from crawler.places.cues import head_of
from crawler.places.describe import describe
from crawler.places.extent import lies_in_circle, lies_on_side, side_of
from crawler.places.index import Entry, NameIndex
from crawler.places.kinds import HEADS
from crawler.places.names import bare, fold_name, key_of, words_of
from crawler.places.one_word import read_one_word
from crawler.places.rows import Tables, ids_of, place_of, read_folder
from crawler.places.scan import JOINERS
from crawler.places.senses import Sense, SenseMemory

_ADJECTIVE_ENDINGS = ("", "ه", "ين", "ون", "ان", "تين", "ات")
_DEEPEST = 12  # a longer chain of parents is a circle in the files
_SEATS = frozenset(["city", "governorate"])


class Gazetteer:
    """Every known place. Rows stay text until they are asked for: 100,000 load in about a second."""

    def __init__(self, tables: Tables) -> None:
        rows = tables.rows
        self._rows = rows
        self._by_id = ids_of(rows)
        self._parents = {row[4] for row in rows}
        self._regions_of = tables.regions_of
        self._listed = {region for regions in tables.regions_of.values() for region in regions}
        self._wide = self._wide_regions()
        self.index = NameIndex(rows)
        self.demonyms = tables.demonyms
        self.ordinary_words = tables.ordinary
        # Memories of this gazetteer alone; no answer depends on them.
        self.place_at = lru_cache(maxsize=50_000)(self._place_at)
        self.country_of_adjective = lru_cache(maxsize=100_000)(self._country_of_adjective)
        self._reaches = lru_cache(maxsize=200_000)(self._reaches_uncached)
        self.lineage = lru_cache(maxsize=50_000)(self._lineage)
        self.senses = SenseMemory(self._sense_of)

    @classmethod
    def load(cls, folder: Traversable | None = None, *, own: Traversable | None = None) -> Gazetteer:
        """Read every *.tsv of a folder, the shipped one by default, and those of the operator's ``own``."""
        shipped = folder or files("seeds") / "gazetteer"
        return cls(read_folder(shipped, own) if own is not None and own.is_dir() else read_folder(shipped))

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Place]:
        return map(self.place_at, range(len(self._rows)))

    def _place_at(self, row: int) -> Place:
        columns = self._rows[row]
        return place_of(columns, wide=columns[0] in self._wide)

    def _wide_regions(self) -> frozenset[str]:
        """Return the ids of the regions that hold whole governorates: Darfur, the West Bank."""
        governorates = [row for row in self._rows if row[3] == "governorate"]
        listed = (region for row in governorates for region in self._regions_of.get(row[0], ()))
        return frozenset([*(row[4] for row in governorates), *listed])

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

        A region has no border (جنوب دمشق, ريف حلب الشمالي) and cuts across what has one, so that few places
        have it for a parent: it holds its listed members, its side of a city, what lies in its circle.
        """
        return outer_id in self.lineage(inner_id) or self._reaches(outer_id, inner_id)

    def _reaches_uncached(self, outer_id: str, inner_id: str) -> bool:
        """Whether a region holds a place that has it for no ancestor."""
        if outer_id not in self._by_id or inner_id not in self._by_id:
            return False
        if outer_id in self._regions_over(inner_id):
            return True
        region, inner = self.get(outer_id), self.get(inner_id)
        if region.kind != "region" or inner.precision < Precision.DISTRICT:
            return False
        side = side_of(region.name)
        city = self._seat(side.city, region.country) if side else None
        if side is not None and city is not None:
            inside = region.parent in self.lineage(inner_id) and city.id not in self.lineage(inner_id)
            return inside and lies_on_side(side, city, self._pointed(inner))
        if inner.precision < Precision.TOWN or outer_id in self._parents:
            return False
        return lies_in_circle(region, inner, only_circle=outer_id not in self._listed)

    def _regions_over(self, place_id: str) -> frozenset[str]:
        """Return the regions that list a place, an ancestor of it or such a region as member."""
        found: set[str] = set()
        waiting = list(self.lineage(place_id))
        while waiting:
            for region in self._regions_of.get(waiting.pop(), ()):
                if region not in found:
                    found.add(region)
                    waiting.append(region)
        return frozenset(found)

    def _pointed(self, place: Place) -> Place:
        """Return the place itself, or the smallest that holds it, whose point is known: enough for a side."""
        holders = (holder for holder in (place, *self.ancestors(place.id)) if holder.lat is not None)
        return next((h for h in holders if h.precision > Precision.GOVERNORATE), place)

    def _seat(self, name: str, country: str) -> Place | None:
        """Return the city of which a side is meant; the governorate Damascus is one."""
        places = [self.place_at(entry.row) for entry in self.index.entries(key_of(name))]
        here = [p for p in places if p.country == country and p.kind in _SEATS and p.lat is not None]
        return max(here, key=lambda place: (place.kind == "city", place.weight), default=None)

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
        one = read_one_word(
            word, starts, index=self.index, place_at=self.place_at, ordinary_words=self.ordinary_words
        )
        longer = tuple(start for start in starts if start.longest > 1)
        seconds = {second for start in longer for second in self.index.seconds[start.word]}
        written = frozenset([*seconds, *(f"ال{second}" for second in seconds), *JOINERS])
        if not (one or longer or head or country):
            return None
        return Sense(one, longer, written if longer else frozenset(), head, country)

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

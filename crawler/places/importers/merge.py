"""Imported places beside the known ones: the same, in conflict, or new; never over what people wrote."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from crawler.arabic.fold import fold
from crawler.model import Place
from crawler.places.cues import FIRST_NAMES
from crawler.places.gazetteer import Gazetteer
from crawler.places.importers.around import Surroundings
from crawler.places.importers.compare import as_place, compare
from crawler.places.importers.model import FoundPlace, LeftOut, is_arabic
from crawler.places.names import bare, key_of

_WEIGHTS = ((1_000_000, 3), (100_000, 2), (10_000, 1))  # people → weight
_SOURCE_COLUMN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """An imported place that was left out because a known one contradicts it."""

    found: FoundPlace
    known: Place | None  # None for a row of the file itself that was changed by hand
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The rows of the source's file as they should be, and what became of each record."""

    rows: tuple[tuple[str, ...], ...]
    added: tuple[str, ...]  # ids
    updated: tuple[str, ...]
    unchanged: int
    known: int
    twice: int  # the file itself has them twice: a village as a point and as an area
    conflicts: tuple[Conflict, ...]
    left_out: Mapping[LeftOut, int]


def merge(
    found: Iterable[FoundPlace | LeftOut], gazetteer: Gazetteer, before: Mapping[str, Sequence[str]]
) -> Merged:
    """Judge each place against the known ones; ``before`` holds the rows of an earlier import by id.

    Rows that the file lacks now stay: an extract may hold only a part. Importing twice changes nothing.
    """
    return _Merge(gazetteer, before).run(found)


class _Merge:
    def __init__(self, gazetteer: Gazetteer, before: Mapping[str, Sequence[str]]) -> None:
        self.gazetteer = gazetteer
        self.before = before
        self.around = Surroundings(gazetteer, without=frozenset(before))
        self.ids: dict[str, str] = {}  # the source's keys → ids, for what it calls parents
        self.new: dict[str, FoundPlace] = {}
        self.by_name: defaultdict[str, list[Place]] = defaultdict(list)  # of the new ones
        self.conflicts: list[Conflict] = []
        self.left_out: Counter[LeftOut] = Counter()
        self.known = self.twice = 0

    def run(self, found: Iterable[FoundPlace | LeftOut]) -> Merged:
        for one in found:
            if isinstance(one, LeftOut):
                self.left_out[one] += 1
            else:
                self._judge(one)
        rows = {place_id: tuple(row) for place_id, row in self.before.items()}
        added, updated = [], []
        for place_id, one in self.new.items():
            row = self._row(place_id, one)
            if place_id not in rows:
                added.append(place_id)
            elif rows[place_id] != row:
                updated.append(place_id)
            rows[place_id] = row
        return Merged(
            rows=tuple(rows[place_id] for place_id in sorted(rows)),
            added=tuple(added),
            updated=tuple(updated),
            unchanged=len(self.new) - len(added) - len(updated),
            known=self.known,
            twice=self.twice,
            conflicts=tuple(self.conflicts),
            left_out=dict(self.left_out),
        )

    def _judge(self, one: FoundPlace) -> None:
        country = one.country or self.around.country(one.lat, one.lon)
        if not country or not self.gazetteer.has(country.lower()):
            self.left_out[LeftOut.NO_COUNTRY] += 1
            return
        one = replace(one, country=country)
        place_id = f"{country.lower()}.{one.source}.{one.key.lower()}"
        row = self.before.get(place_id)
        if row is not None and row[_SOURCE_COLUMN] != one.source:
            self.conflicts.append(Conflict(found=one, known=None, what=f"{place_id} was changed by hand"))
            self._call(one, place_id)
            return
        same, conflict = self._known(one)
        if same is not None:
            self.known += same.id not in self.new
            self.twice += same.id in self.new and same.id != place_id
            self._call(one, same.id)
        elif conflict is not None:
            self.conflicts.append(conflict)
            self._call(one, conflict.known.id if conflict.known else "")
        else:
            self.new[place_id] = one
            self._call(one, place_id)
            for key in _keys(one)[0]:
                self.by_name[key].append(as_place(one, place_id))

    def _known(self, one: FoundPlace) -> tuple[Place | None, Conflict | None]:
        """Find the known place that a found one is, or the one that contradicts it.

        A name in Latin letters may show two to be one, but no conflict: many villages share it.
        """
        conflict: Conflict | None = None
        arabic, latin = _keys(one)
        for keys in (arabic, latin):
            for known in self._namesakes(keys, one.country):
                likeness = compare(one, known)
                if likeness.same:
                    return known, None
                if likeness.conflict and conflict is None and keys is arabic:
                    conflict = Conflict(found=one, known=known, what=likeness.conflict)
        return None, conflict

    def _namesakes(self, keys: Sequence[str], country: str) -> list[Place]:
        rows = dict.fromkeys(entry.row for key in keys for entry in self.gazetteer.index.asked(key))
        known = (self.gazetteer.place_at(row) for row in rows)
        shipped = [place for place in known if place.country == country and place.id not in self.before]
        return shipped + [place for key in keys for place in self.by_name[key]]

    def _call(self, one: FoundPlace, place_id: str) -> None:
        for key in (one.key, one.also_key):
            if key and place_id:
                self.ids[key] = place_id

    def _row(self, place_id: str, one: FoundPlace) -> tuple[str, ...]:
        return (
            place_id,
            one.name,
            "|".join(one.aliases),
            one.kind,
            self._parent(place_id, one),
            "" if one.lat is None else f"{one.lat:.4f}",
            "" if one.lon is None else f"{one.lon:.4f}",
            "" if one.radius_km is None else f"{one.radius_km:g}",
            "1" if self._is_ordinary(one.name) else "",
            str(next((weight for people, weight in _WEIGHTS if one.population >= people), 0)),
            one.source,
        )

    def _is_ordinary(self, name: str) -> bool:
        """Whether a name is a word before it is a place, or a person's name."""
        return bare(fold(name)) in self.gazetteer.ordinary_words or fold(name) in FIRST_NAMES

    def _parent(self, place_id: str, one: FoundPlace) -> str:
        """Return what the source says contains it; else what the known places around it lie in."""
        told = (self.ids[key] for key in one.parents if key in self.ids and self.ids[key] != place_id)
        country = place_id.partition(".")[0]
        return next(told, "") or self.around.parent(one) or country


def _keys(one: FoundPlace) -> tuple[list[str], list[str]]:
    """Return the keys of a place's Arabic names and of its Latin ones."""
    arabic = list(dict.fromkeys(key_of(name) for name in (one.name, *one.aliases) if is_arabic(name)))
    return arabic, [key_of(name) for name in one.aliases if not is_arabic(name)]

"""What the known places around a point say of it: its country and what contains it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from crawler.model import Place, Precision
from crawler.places.extent import distance_km
from crawler.places.gazetteer import Gazetteer
from crawler.places.importers.compare import as_place
from crawler.places.importers.model import FoundPlace

_CELL = 0.25  # degrees, some 25 km
_FARTHEST_KM = 30.0
_WITNESSES = 3  # neighbours that must agree
_CITY_KM = 4.0  # a quarter this far from a town's point, or within the town's radius, is its quarter
_SETTLED = frozenset(["city", "town", "village"])
_DIVISIONS = frozenset(["governorate", "district", "subdistrict"])


class Surroundings:
    """Known places with points, by cells of a grid."""

    def __init__(self, gazetteer: Gazetteer, without: frozenset[str]) -> None:
        self._gazetteer = gazetteer
        self._cells: defaultdict[tuple[int, int], list[Place]] = defaultdict(list)
        for place in gazetteer:
            if place.lat is not None and place.lon is not None and place.id not in without:
                self._cells[_cell(place.lat, place.lon)].append(place)

    def country(self, lat: float | None, lon: float | None) -> str:
        """Return the country of the nearest known places; "" where they disagree or none is near."""
        near = self._nearest(_at(lat, lon), frozenset(Precision))[:_WITNESSES]
        countries = {place.country for _, place in near}
        return countries.pop() if len(countries) == 1 else ""

    def parent(self, found: FoundPlace) -> str:
        """Return the id of the town around a quarter or a site, else of the division of its neighbours."""
        here = as_place(found)
        near = [(km, place) for km, place in self._nearest(here, _EXACT) if place.country == found.country]
        if here.precision >= Precision.NEIGHBOURHOOD:
            for km, place in near:
                if place.kind in _SETTLED and km <= max(_CITY_KM, place.radius_km or 0.0):
                    return place.id
        chains = [self._divisions(place) for _, place in near[:_WITNESSES]]
        shared = [one for one in chains[0] if all(one in chain for chain in chains)] if chains else []
        coarser = (one for one in shared if self._gazetteer.get(one).precision < here.precision)
        return next(coarser, "")

    def _divisions(self, place: Place) -> list[str]:
        lineage = self._gazetteer.lineage(place.id)
        return [one for one in lineage if self._gazetteer.get(one).kind in _DIVISIONS]

    def _nearest(self, here: Place, precisions: frozenset[Precision]) -> list[tuple[float, Place]]:
        among = (place for place in self._beside(here) if place.precision in precisions)
        apart = ((distance_km(here, place), place) for place in among)
        near = [(km, place) for km, place in apart if km is not None and km <= _FARTHEST_KM]
        return sorted(near, key=lambda one: (one[0], one[1].id))

    def _beside(self, here: Place) -> Iterator[Place]:
        if here.lat is None or here.lon is None:
            return
        row, column = _cell(here.lat, here.lon)
        for north in (-1, 0, 1):
            for east in (-1, 0, 1):
                yield from self._cells.get((row + north, column + east), ())


_EXACT = frozenset(p for p in Precision if p >= Precision.TOWN)


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return int(lat // _CELL), int(lon // _CELL)


def _at(lat: float | None, lon: float | None) -> Place:
    return Place(id="", name="", kind="town", precision=Precision.TOWN, country="", lat=lat, lon=lon)

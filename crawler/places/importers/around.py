"""What the known places around a point say of it: its country and what contains it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from crawler.model import Place, Precision
from crawler.places.gazetteer import Gazetteer
from crawler.places.importers.model import FoundPlace
from crawler.places.kinds import PRECISION_OF_KIND

_CELL = 0.25  # degrees, some 25 km
_FARTHEST_KM = 30.0
_KM_PER_DEGREE = 111.2
_WITNESSES = 3  # neighbours that must agree
_CITY_KM = 4.0  # a quarter this far from a town's point, or within the town's radius, is its quarter
_SETTLED = frozenset(["city", "town", "village"])
_DIVISIONS = frozenset(["governorate", "district", "subdistrict"])


class _Neighbour(NamedTuple):
    km: float
    id: str  # decides between two that are as far
    place: Place


class Surroundings:
    """Known places with points, by cells of a grid."""

    def __init__(self, gazetteer: Gazetteer, without: frozenset[str]) -> None:
        self._gazetteer = gazetteer
        self._cells: defaultdict[tuple[int, int], list[tuple[float, float, Place]]] = defaultdict(list)
        for place in gazetteer:
            exact = place.precision >= Precision.TOWN and place.id not in without
            if exact and place.lat is not None and place.lon is not None:
                self._cells[_cell(place.lat, place.lon)].append((place.lat, place.lon, place))

    def country(self, lat: float | None, lon: float | None) -> str:
        """Return the country of the nearest known places; "" where they disagree or none is near."""
        countries = {one.place.country for one in self._nearest(lat, lon)[:_WITNESSES]}
        return countries.pop() if len(countries) == 1 else ""

    def parent(self, found: FoundPlace) -> str:
        """Return the id of the town around a quarter or a site, else of the division of its neighbours."""
        precision = PRECISION_OF_KIND[found.kind]
        near = [one for one in self._nearest(found.lat, found.lon) if one.place.country == found.country]
        if precision >= Precision.NEIGHBOURHOOD:
            for km, _, place in near:
                if place.kind in _SETTLED and km <= max(_CITY_KM, place.radius_km or 0.0):
                    return place.id
        chains = [self._divisions(one.place) for one in near[:_WITNESSES]]
        shared = [one for one in chains[0] if all(one in chain for chain in chains)] if chains else []
        coarser = (one for one in shared if self._gazetteer.get(one).precision < precision)
        return next(coarser, "")

    def _divisions(self, place: Place) -> list[str]:
        lineage = self._gazetteer.lineage(place.id)
        return [one for one in lineage if self._gazetteer.get(one).kind in _DIVISIONS]

    def _nearest(self, lat: float | None, lon: float | None) -> list[_Neighbour]:
        """Return the known places around, towns and smaller, the nearest first."""
        if lat is None or lon is None:
            return []
        narrow = math.cos(math.radians(lat))
        near: list[_Neighbour] = []
        for other_lat, other_lon, place in self._beside(lat, lon):
            north, east = other_lat - lat, (other_lon - lon) * narrow
            km = math.hypot(north, east) * _KM_PER_DEGREE
            if km <= _FARTHEST_KM:
                near.append(_Neighbour(km, place.id, place))
        return sorted(near, key=lambda one: one[:2])

    def _beside(self, lat: float, lon: float) -> Iterator[tuple[float, float, Place]]:
        row, column = _cell(lat, lon)
        for north in (-1, 0, 1):
            for east in (-1, 0, 1):
                yield from self._cells.get((row + north, column + east), ())


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return int(lat // _CELL), int(lon // _CELL)

"""All subscriptions by where they watch, so that an incident looks at few of a million.

The index only proposes; ``alerts.match`` decides.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from alerts.areas import around, box_of
from alerts.model import Area, CircleArea, PlaceArea, PolygonArea, Subscription
from crawler.model import Incident, Place

Contains = Callable[[str, str], bool]
CELL = 0.25  # degrees, about 28 km from north to south
MOST_CELLS = 400  # a shape over more is looked at for every incident
MOST_REMEMBERED = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas:
    """What holds what. Where the two further questions can be asked, few places need the first one."""

    contains: Contains
    lineage: Callable[[str], Collection[str]] | None = None  # the ids above a place, itself among them
    cuts_across: Callable[[str], bool] | None = (
        None  # whether a place holds others that have it not above them
    )


class Watchers:
    """Subscriptions indexed by watched place, and by cells of the globe for circles and polygons."""

    def __init__(self, subscriptions: Sequence[Subscription], atlas: Atlas) -> None:
        self.subscriptions = subscriptions
        self.atlas = atlas
        self._across: set[str] = set()  # watched places that lineages alone do not find
        self._wider_above: defaultdict[str, list[str]] = defaultdict(list)
        self._by_place: defaultdict[str, list[int]] = defaultdict(list)
        self._wider_by_place: defaultdict[str, list[int]] = defaultdict(list)
        self._by_cell: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        self._anywhere: list[int] = []
        self._holders: dict[str, tuple[list[str], list[str]]] = {}
        for position, subscription in enumerate(subscriptions):
            for area in subscription.areas:
                self._add(position, area, wider=subscription.wider)

    def _add(self, position: int, area: Area, *, wider: bool) -> None:
        if isinstance(area, PlaceArea):
            self._add_place(position, area.place_id, wider=wider)
            return
        cells = _cells(area)
        if cells is None:
            self._anywhere.append(position)
        for cell in cells or ():
            self._by_cell[cell].append(position)

    def _add_place(self, position: int, place_id: str, *, wider: bool) -> None:
        atlas = self.atlas
        if place_id not in self._by_place and atlas.cuts_across is not None and atlas.cuts_across(place_id):
            self._across.add(place_id)
        self._by_place[place_id].append(position)
        if not wider:
            return
        if place_id not in self._wider_by_place and atlas.lineage is not None:
            for above in atlas.lineage(place_id):
                self._wider_above[above].append(place_id)
        self._wider_by_place[place_id].append(position)

    def candidates(self, incident: Incident) -> list[Subscription]:
        """Return the subscriptions that may concern the incident, in their order."""
        places = incident.also if incident.place is None else (incident.place, *incident.also)
        found = set(self._anywhere)
        for place in places:
            holding, within = self._holders_of(place)
            for place_id in holding:
                found.update(self._by_place[place_id])
            for place_id in within:
                found.update(self._wider_by_place[place_id])
            if place.lat is not None and place.lon is not None:
                found.update(self._by_cell.get(_cell(place.lat, place.lon), ()))
        return [self.subscriptions[position] for position in sorted(found)]

    def _holders_of(self, place: Place) -> tuple[list[str], list[str]]:
        """Return the watched places that hold a place, and those that lie in it; asked once a place."""
        known = place.id or place.parent
        if known is None:
            return [], []
        if known not in self._holders:
            if len(self._holders) >= MOST_REMEMBERED:
                self._holders.clear()
            self._holders[known] = self._asked(known, place)
        return self._holders[known]

    def _asked(self, known: str, place: Place) -> tuple[list[str], list[str]]:
        """Ask of as few watched places as can be whether they hold a place, and whether they lie in it."""
        atlas = self.atlas
        if atlas.lineage is None or atlas.cuts_across is None:
            above: Iterable[str] = self._by_place
            below: Iterable[str] = self._wider_by_place
        else:
            above = {*atlas.lineage(known), *self._across} & self._by_place.keys()
            below = self._wider_by_place if atlas.cuts_across(known) else self._wider_above.get(known, ())
        holding = [watched for watched in above if atlas.contains(watched, known)]
        return holding, [watched for watched in below if self._lies_around(watched, place)]

    def _lies_around(self, watched: str, place: Place) -> bool:
        return around(PlaceArea(place_id=watched, name=""), (place,), self.atlas.contains)


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return math.floor(lat / CELL), math.floor(lon / CELL)


def _cells(area: CircleArea | PolygonArea) -> Iterable[tuple[int, int]] | None:
    """Return the cells that an area's box touches; None when they are many or go round the globe."""
    south, west, north, east = box_of(area)
    if west < -180 or east > 180 or abs(north) > 89 or abs(south) > 89:  # noqa: PLR2004 - the globe's seams
        return None
    (low, left), (high, right) = _cell(south, west), _cell(north, east)
    if (high - low + 1) * (right - left + 1) > MOST_CELLS:
        return None
    return [(row, column) for row in range(low, high + 1) for column in range(left, right + 1)]

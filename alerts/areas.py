"""What an area covers, and how a name becomes one."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from alerts.model import Area, CircleArea, PlaceArea, PolygonArea
from crawler.model import Place, Precision

Contains = Callable[[str, str], bool]
EARTH_KM = 6371.0


class Places(Protocol):
    """The part of the gazetteer that turns names into areas."""

    def find(self, name: str) -> list[Place]:
        """Return the places of that name, likeliest first."""

    def nearest(self, name: str, limit: int = 5) -> list[Place]:
        """Return the places with the nearest spellings."""

    def describe(self, place: Place) -> str:
        """Name a place with what holds it."""

    def has(self, place_id: str) -> bool:
        """Say whether there is a place of this id."""

    def get(self, place_id: str) -> Place:
        """Return the place of this id."""

    def contains(self, outer_id: str, inner_id: str) -> bool:
        """Say whether a place lies in another, or is it."""


class UnknownArea(LookupError):  # noqa: N818 - it names what happened
    """Raised when no place is called so; the message offers the nearest names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedArea:
    """An area found by name, with the namesakes that were not chosen."""

    area: PlaceArea
    described: str
    others: tuple[Place, ...]


def area_named(name: str, places: Places) -> NamedArea:
    """Find the place that a person means; its likelier namesake wins. Raises UnknownArea."""
    found = places.find(name)
    if not found:
        near = [places.describe(place) for place in places.nearest(name)]
        offer = f" Did you mean: {' · '.join(near)}?" if near else " Try `rasid places find`."
        raise UnknownArea(f"no place is called «{name}».{offer}")
    first, *others = found
    area = PlaceArea(place_id=first.id, name=first.name)
    return NamedArea(area=area, described=places.describe(first), others=tuple(others))


def covers(area: Area, places: Iterable[Place], contains: Contains) -> bool:
    """Say whether any of an incident's places lies in the area.

    A place that is only known to be something wider than a town is in no circle and no polygon: the middle
    of a governorate stands for nothing.
    """
    return any(_covers_one(area, place, contains) for place in places)


def _covers_one(area: Area, place: Place, contains: Contains) -> bool:
    if isinstance(area, PlaceArea):
        known = place.id or place.parent
        return known is not None and contains(area.place_id, known)
    if place.lat is None or place.lon is None or place.precision < Precision.TOWN:
        return False
    if isinstance(area, CircleArea):
        return distance_km(area.lat, area.lon, place.lat, place.lon) <= area.km
    return inside(area.corners, place.lat, place.lon)


def around(area: Area, places: Iterable[Place], contains: Contains) -> bool:
    """Say whether the area lies somewhere in what is known of the place: «in Damascus», no quarter named.

    A whole country is too wide to be told to a quarter of it; circles and drawn areas lie in no place.
    """
    return isinstance(area, PlaceArea) and any(
        place.id not in ("", area.place_id)
        and place.precision > Precision.COUNTRY
        and contains(place.id, area.place_id)
        for place in places
    )


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance in kilometres (haversine, a sphere of 6,371 km)."""
    lat1, lon1, lat2, lon2 = map(math.radians, (lat1, lon1, lat2, lon2))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(h))


def box_of(area: CircleArea | PolygonArea) -> tuple[float, float, float, float]:
    """Return the south, west, north and east of a box that holds a shape."""
    if isinstance(area, PolygonArea):
        lats, lons = zip(*area.corners, strict=True)
        return min(lats), min(lons), max(lats), max(lons)
    high = math.degrees(area.km / EARTH_KM)
    # A circle is widest a little poleward of its middle; its parallel nearest the pole is wider still.
    wide = high / max(math.cos(math.radians(min(89.0, abs(area.lat) + high))), 0.01)
    return area.lat - high, area.lon - wide, area.lat + high, area.lon + wide


def inside(corners: tuple[tuple[float, float], ...], lat: float, lon: float) -> bool:
    """Say whether a point lies in a polygon: a ray to the east crosses its line an odd number of times."""
    crossings = 0
    for (lat1, lon1), (lat2, lon2) in zip(corners, (*corners[1:], corners[0]), strict=True):
        if (lat1 > lat) != (lat2 > lat) and lon < (lon2 - lon1) * (lat - lat1) / (lat2 - lat1) + lon1:
            crossings += 1
    return crossings % 2 == 1

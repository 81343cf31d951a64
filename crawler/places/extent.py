"""What lies in an area without a border: by the list of its members, by its side of a city, by its circle."""

from __future__ import annotations

import math
from typing import NamedTuple

from crawler.arabic.fold import fold
from crawler.model import Place

_KM_PER_DEGREE = 111.2
_COUNTRYSIDE = "ريف"
_AZIMUTHS = {"الشمالي": 0.0, "الشرقي": 90.0, "الجنوبي": 180.0, "الغربي": 270.0}
_REACH_OF_SIDE = 55.0  # degrees; Maskanah is told as east of Aleppo and as southeast of it
_REACH_BETWEEN = 35.0  # of الشمالي الشرقي and the like
_CITY_KM = 3.0  # around its middle a city has no countryside
_SURE_CIRCLE_KM = 15.0


class Side(NamedTuple):
    """One side of a city's countryside."""

    city: str  # its folded name
    azimuth: float  # degrees from north, eastwards
    reach: float  # degrees to either hand


def side_of(name: str) -> Side | None:
    """Read a region's name as the side of a city: ريف حلب الشمالي; None for other names.

    >>> side_of("ريف دير الزور الشمالي الغربي")
    Side(city='دير الزور', azimuth=315.0, reach=35.0)
    """
    words = fold(name).split()
    azimuths = []
    while words and words[-1] in _AZIMUTHS:
        azimuths.append(_AZIMUTHS[words.pop()])
    if not azimuths or words[:1] != [_COUNTRYSIDE] or len(words) == 1:
        return None
    city = " ".join(words[1:])
    if len(azimuths) == 1:
        return Side(city, azimuths[0], _REACH_OF_SIDE)
    # The middle of north and west lies across 0°: 315, not 135.
    middle = 315.0 if set(azimuths) == {0.0, 270.0} else sum(azimuths) / len(azimuths)
    return Side(city, middle, _REACH_BETWEEN)


def lies_on_side(side: Side, city: Place, inner: Place) -> bool:
    """Whether a place's point lies on this side of the city's, outside the city."""
    apart = offset_km(city, inner)
    if apart is None or math.hypot(*apart) < _CITY_KM:
        return False
    east, north = apart
    azimuth = math.degrees(math.atan2(east, north)) % 360
    return abs((azimuth - side.azimuth + 180) % 360 - 180) <= side.reach


def lies_in_circle(region: Place, inner: Place, *, only_circle: bool) -> bool:
    """Whether a place's point lies in a region's circle; a large one counts where nothing else is known."""
    apart = distance_km(region, inner)
    if apart is None or not region.radius_km or region.country != inner.country:
        return False
    return apart <= region.radius_km and (only_circle or region.radius_km <= _SURE_CIRCLE_KM)


def distance_km(one: Place, other: Place) -> float | None:
    """Return the distance between two places' points, good to a percent below 500 km; None if unknown."""
    apart = offset_km(one, other)
    return None if apart is None else math.hypot(*apart)


def offset_km(start: Place, end: Place) -> tuple[float, float] | None:
    """Return how far east and north of one place's point another's is; None if unknown."""
    if start.lat is None or start.lon is None or end.lat is None or end.lon is None:
        return None
    north = (end.lat - start.lat) * _KM_PER_DEGREE
    east = (end.lon - start.lon) * _KM_PER_DEGREE * math.cos(math.radians((start.lat + end.lat) / 2))
    return east, north

"""The middle and the reach of a GeoJSON geometry."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, NamedTuple

from crawler.places.importers.model import number

_KM_PER_DEGREE = 111.2


class Extent(NamedTuple):
    """A middle and how far the geometry reaches from it; no radius for a point."""

    lat: float | None
    lon: float | None
    radius_km: float | None


NOWHERE = Extent(None, None, None)


def extent_of(geometry: Any) -> Extent:
    """Return the middle of a geometry's box and half of the box's mean side."""
    if not isinstance(geometry, dict):
        return NOWHERE
    return extent_of_points(list(_points(geometry.get("coordinates"))))


def extent_of_points(points: list[tuple[float, float]]) -> Extent:
    """Return the same for (lat, lon) pairs."""
    if not points:
        return NOWHERE
    lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
    lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    high = (max(lats) - min(lats)) * _KM_PER_DEGREE
    wide = (max(lons) - min(lons)) * _KM_PER_DEGREE * math.cos(math.radians(lat))
    radius = round((high + wide) / 4, 1)
    return Extent(lat, lon, radius or None)


def _points(coordinates: Any) -> Iterator[tuple[float, float]]:
    """Walk nested lists down to [lon, lat] pairs; a stack, since a border may be nested by mistake."""
    waiting = [coordinates]
    while waiting:
        one = waiting.pop()
        if not isinstance(one, list) or not one:
            continue
        if isinstance(one[0], list):
            waiting.extend(one)
            continue
        lat = number(one[1], -90, 90) if len(one) > 1 else None
        lon = number(one[0], -180, 180)
        if lat is not None and lon is not None:
            yield lat, lon

"""Whether two places of one name and country are one."""

from __future__ import annotations

from typing import NamedTuple

from crawler.model import Place
from crawler.places.extent import distance_km
from crawler.places.importers.model import FoundPlace
from crawler.places.kinds import PRECISION_OF_KIND

# Kinds that gazetteers take for each other, and how far apart their points of one place may lie, in km.
_CLASSES = {
    "governorate": ("governorate", 300.0),
    "district": ("district", 60.0),
    "subdistrict": ("subdistrict", 40.0),
    **dict.fromkeys(["city", "town", "village"], ("settled", 5.0)),
    **dict.fromkeys(["neighbourhood", "camp"], ("quarter", 3.0)),
    **dict.fromkeys(["airport", "airbase", "base"], ("base", 6.0)),
    **dict.fromkeys(["river", "road", "region", "sea", "mountain", "island"], ("wide", 60.0)),
}
_SITE_KM = 2.0
_DOUBTFUL = 5  # times as far: another place of that name, or a wrong point?
_LIVED_IN = frozenset(["settled", "quarter"])
_ON_THE_SPOT_KM = 3.0


class Likeness(NamedTuple):
    """Whether two places are one; ``conflict`` says what contradicts it, "" for two places."""

    same: bool
    conflict: str = ""


def compare(found: FoundPlace, known: Place) -> Likeness:
    """Compare two places that share a name and a country."""
    kind, reach = _CLASSES.get(found.kind, (found.kind, _SITE_KM))
    known_kind, known_reach = _CLASSES.get(known.kind, (known.kind, _SITE_KM))
    apart = distance_km(as_place(found), known)
    if kind == known_kind:
        return _of_one_kind(kind, apart, max(reach, known_reach, known.radius_km or 0.0))
    near = apart is not None and apart <= _ON_THE_SPOT_KM
    if near and {kind, known_kind} <= _LIVED_IN:
        return Likeness(same=False, conflict=f"the kind differs: {found.kind} here, {known.kind} known")
    return Likeness(same=False)


def _of_one_kind(kind: str, apart: float | None, reach: float) -> Likeness:
    if apart is None:
        alone = kind in {"governorate", "district", "subdistrict"}  # no country has two of a name and kind
        return Likeness(
            same=alone, conflict="" if alone else "without coordinates it may be another of that name"
        )
    if apart <= reach:
        return Likeness(same=True)
    if apart <= reach * _DOUBTFUL:
        return Likeness(same=False, conflict=f"other coordinates: {apart:.0f} km apart")
    return Likeness(same=False)


def as_place(found: FoundPlace, place_id: str = "") -> Place:
    """Return a found place as a place of ours, not yet tied to a parent."""
    return Place(
        id=place_id,
        name=found.name,
        kind=found.kind,
        precision=PRECISION_OF_KIND[found.kind],
        country=found.country,
        lat=found.lat,
        lon=found.lon,
        radius_km=found.radius_km,
    )

"""Who's On First: GeoJSON records, alone, in lines, in a folder or in a bundle's tar archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from crawler.places.importers.model import (
    SETTLED,
    FoundPlace,
    LeftOut,
    kinds_by_code,
    names_of,
    number,
    point,
    settled,
)

SOURCE = "wof"
_PLACETYPES = """
governorate: region | district: county | subdistrict: localadmin | settled: locality | sea: marinearea
neighbourhood: borough macrohood neighbourhood microhood
"""
_KINDS = kinds_by_code(_PLACETYPES)
_HIERARCHY = ("locality_id", "localadmin_id", "county_id", "region_id")
_NOT_DATED = (None, "", "uuuu")  # as records say that they were never withdrawn
_ALPHA2 = 2


def read_wof(
    records: Iterable[Mapping[str, Any]], countries: frozenset[str]
) -> Iterator[FoundPlace | LeftOut]:
    """Read records; deprecated and superseded ones are left out."""
    for record in records:
        properties = record.get("properties")
        yield _place(properties, countries) if isinstance(properties, dict) else LeftOut.BROKEN


def _place(told: Mapping[str, Any], countries: frozenset[str]) -> FoundPlace | LeftOut:
    kind = _KINDS.get(str(told.get("wof:placetype")))
    country = str(told.get("wof:country") or told.get("iso:country") or "")
    reason = _left_out(told, kind, country, countries)
    name = str(told.get("wof:name", ""))
    chosen = names_of(
        [*_names(told, "ara_x_preferred"), name, *_names(told, "ara_x_variant")],
        next(iter(_names(told, "eng_x_preferred")), name),
    )
    if reason is not None or chosen is None or kind is None:
        return reason or LeftOut.NO_ARABIC
    people = int(number(told.get("wof:population") or told.get("gn:population"), 0, 1e9) or 0)
    lat, lon = point(told.get("lbl:latitude"), told.get("lbl:longitude"))
    if lat is None:
        lat, lon = point(told.get("geom:latitude"), told.get("geom:longitude"))
    return FoundPlace(
        source=SOURCE,
        key=str(told["wof:id"]),
        country=country,
        name=chosen[0],
        aliases=chosen[1],
        kind=settled(people) if kind == SETTLED else kind,
        lat=lat,
        lon=lon,
        population=people,
        parents=tuple(_parents(told)),
    )


def _left_out(
    told: Mapping[str, Any], kind: str | None, country: str, countries: frozenset[str]
) -> LeftOut | None:
    if not str(told.get("wof:id", "")).isdigit():
        return LeftOut.BROKEN
    withdrawn = told.get("edtf:deprecated") not in _NOT_DATED or told.get("mz:is_current") == 0
    if withdrawn or told.get("wof:superseded_by"):
        return LeftOut.NO_LONGER
    if kind is None:
        return LeftOut.NO_KIND
    if len(country) != _ALPHA2:
        return LeftOut.NO_COUNTRY
    return LeftOut.OTHER_COUNTRY if countries and country not in countries else None


def _names(told: Mapping[str, Any], which: str) -> list[str]:
    names = told.get(f"name:{which}")
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []


def _parents(told: Mapping[str, Any]) -> Iterator[str]:
    """Give what contains a record, small to large; -1 stands for unknown."""
    hierarchies = told.get("wof:hierarchy")
    first = hierarchies[0] if isinstance(hierarchies, list) and hierarchies else {}
    outer = [first.get(level) for level in _HIERARCHY] if isinstance(first, dict) else []
    ids = dict.fromkeys([told.get("wof:parent_id"), *outer])
    yield from (str(one) for one in ids if isinstance(one, int) and one > 0 and one != told.get("wof:id"))

"""OCHA administrative boundaries and populated places (COD-AB, COD-PS): GeoJSON or CSV with P-codes.

Column names differ from country to country and year to year: ADM1_AR, admin1Name_ar, adm1_name1, admin1Pcode,
ADM1_PCODE … A row gives the place of its deepest level, and those that contain it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from crawler.places.importers.geometry import extent_of
from crawler.places.importers.model import FoundPlace, LeftOut, is_arabic, names_of, point

SOURCE = "ocha"
_COLUMN = re.compile(r"adm(?:in)?_?(?P<level>[0-4])_?(?P<what>.*)")
_KINDS = {1: "governorate", 2: "district", 3: "subdistrict", 4: "village"}
_LATS = ("center_lat", "latitude", "latitude_y", "lat", "y", "y_coord")
_LONS = ("center_lon", "longitude", "longitude_x", "lon", "long", "x", "x_coord")


def csv_records(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Read CSV with a header, whichever of comma, semicolon and tab it uses."""
    rows = iter(lines)
    header = next(rows, "")
    delimiter = max(",;\t", key=header.count)
    names = next(csv.reader([header], delimiter=delimiter), [])
    for row in csv.reader(rows, delimiter=delimiter):
        yield dict(zip(names, row, strict=False))


def read_ocha(
    records: Iterable[Mapping[str, Any]], countries: frozenset[str]
) -> Iterator[FoundPlace | LeftOut]:
    """Read rows or features; each place once."""
    seen: set[str] = set()
    for record in records:
        properties = record.get("properties") if isinstance(record.get("properties"), dict) else record
        for place in _places(properties or {}, record.get("geometry"), countries):
            if isinstance(place, LeftOut):
                yield place
            elif place.key not in seen:
                seen.add(place.key)
                yield place


def _places(
    properties: Mapping[str, Any], geometry: Any, countries: frozenset[str]
) -> Iterator[FoundPlace | LeftOut]:
    """Give the place of the deepest level, then its containers, which stand in the same row."""
    codes, names = _levels(properties)
    if not codes:
        yield LeftOut.BROKEN
        return
    country = codes.get(0, next(iter(codes.values())))[:2].upper()
    if not country.isalpha():
        yield LeftOut.NO_COUNTRY
        return
    if countries and country not in countries:
        yield LeftOut.OTHER_COUNTRY
        return
    levels = sorted((level for level in codes if level in _KINDS), reverse=True)
    plain = {name.lower(): value for name, value in properties.items()}
    lat, lon = point(_first(plain, _LATS), _first(plain, _LONS))
    extent = extent_of(geometry)
    for depth, level in enumerate(levels):
        chosen = names_of(
            names.get(level, ()), next((n for n in names.get(level, ()) if not is_arabic(n)), "")
        )
        if chosen is None:
            yield LeftOut.NO_ARABIC
            continue
        own = depth == 0  # the row's point is that of its deepest level
        yield FoundPlace(
            source=SOURCE,
            key=codes[level],
            country=country,
            name=chosen[0],
            aliases=chosen[1],
            kind=_KINDS[level],
            lat=(extent.lat if lat is None else lat) if own else None,
            lon=(extent.lon if lon is None else lon) if own else None,
            radius_km=extent.radius_km if own else None,
            parents=tuple(codes[outer] for outer in levels[depth + 1 :]),
        )


def _levels(properties: Mapping[str, Any]) -> tuple[dict[int, str], dict[int, list[str]]]:
    """Return the P-code and the names of each level."""
    codes: dict[int, str] = {}
    names: dict[int, list[str]] = {}
    for column, value in properties.items():
        match = _COLUMN.fullmatch(column.strip().lower())
        if match is None or not isinstance(value, str) or not value.strip():
            continue
        level, what = int(match["level"]), match["what"].strip("_")
        if "pcode" in what or what == "code":
            codes[level] = value.strip()
        elif "ref" not in what and "alt" not in what and "type" not in what:
            names.setdefault(level, []).append(value.strip())
    return codes, names


def _first(plain: Mapping[str, Any], columns: Iterable[str]) -> Any:
    return next((plain[column] for column in columns if plain.get(column) not in (None, "")), None)

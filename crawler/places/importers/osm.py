"""OpenStreetMap extracts: Overpass JSON, or GeoJSON of `osmium export` and overpass-turbo; no PBF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from crawler.places.importers.geometry import NOWHERE, Extent, extent_of, extent_of_points
from crawler.places.importers.model import FoundPlace, LeftOut, kinds_by_code, names_of, number, point

SOURCE = "osm"
# Kind: tag=value; the first that fits counts, so that a refugee camp that is a suburb too is a camp.
_TAGS = """
camp: amenity=refugee_site place=refugee_camp | city: place=city | town: place=town
village: place=village place=hamlet | island: place=island | square: place=square
neighbourhood: place=suburb place=quarter place=neighbourhood place=borough
airbase: military=airfield | airport: aeroway=aerodrome | checkpoint: military=checkpoint
base: military=base military=barracks landuse=military | hospital: amenity=hospital
university: amenity=university | prison: amenity=prison | market: amenity=marketplace
crossing: barrier=border_control | bridge: man_made=bridge | dam: waterway=dam | river: waterway=river
mountain: natural=peak natural=mountain_range | plant: power=plant industrial=refinery
port: industrial=port harbour=yes | road: highway=motorway highway=trunk
"""
_KINDS = kinds_by_code(_TAGS)
_WORSHIP = {"muslim": "mosque", "christian": "church"}
_LEVELS = {"4": "governorate", "5": "district", "6": "district", "7": "subdistrict", "8": "subdistrict"}
_LEVELS_OF = {"SY": {"4": "governorate", "5": "district", "6": "subdistrict"}}
_NAMES = ("name:ar", "name", "official_name:ar", "alt_name:ar", "alt_name", "short_name:ar", "loc_name:ar")
_COUNTRIES = ("ISO3166-1:alpha2", "is_in:country_code", "addr:country", "country")
_ALPHA2 = 2
_GONE = ("disused", "abandoned", "ruins", "was:place", "abandoned:place")


def read_osm(records: Iterable[Mapping[str, Any]], country: str) -> Iterator[FoundPlace | LeftOut]:
    """Read features or Overpass elements; ``country`` is that of the whole extract, "" if unknown."""
    for record in records:
        yield _place(record, country)


def _place(record: Mapping[str, Any], country: str) -> FoundPlace | LeftOut:
    tags = record.get("tags") or record.get("properties")
    key = _key(record, tags or {})
    if not isinstance(tags, dict) or not key:
        return LeftOut.BROKEN
    tags = {name: value for name, value in tags.items() if isinstance(value, str)}
    told = next((tags[name].upper() for name in _COUNTRIES if len(tags.get(name, "")) == _ALPHA2), country)
    if any(tags.get(name, "no") != "no" for name in _GONE):
        return LeftOut.NO_LONGER
    kind = _kind(tags, told)
    if kind is None:
        return LeftOut.NO_KIND
    chosen = names_of(
        (name for field in _NAMES for name in tags.get(field, "").split(";")),
        tags.get("name:en") or tags.get("int_name", ""),
    )
    if chosen is None:
        return LeftOut.NO_ARABIC
    extent = _extent(record)
    return FoundPlace(
        source=SOURCE,
        key=key,
        country=told,
        name=chosen[0],
        aliases=chosen[1],
        kind=kind,
        lat=extent.lat,
        lon=extent.lon,
        radius_km=extent.radius_km,
        population=int(number(tags.get("population", "").replace(",", ""), 0, 1e9) or 0),
    )


def _kind(tags: Mapping[str, str], country: str) -> str | None:
    if tags.get("boundary") == "administrative":
        return _LEVELS_OF.get(country, _LEVELS).get(tags.get("admin_level", ""))
    military = "military" in tags or tags.get("aerodrome:type") == "military"
    if tags.get("aeroway") == "aerodrome" and military:
        return "airbase"
    if tags.get("amenity") == "place_of_worship":
        return _WORSHIP.get(tags.get("religion", ""))
    pairs = {f"{name}={value}" for name, value in tags.items()}
    return next((kind for pair, kind in _KINDS.items() if pair in pairs), None)


def _key(record: Mapping[str, Any], tags: Mapping[str, Any]) -> str:
    """Return n123, w123 or r123, however the file says it: node/123, n123, a246, {"type", "id"}."""
    if record.get("type") in {"node", "way", "relation"} and "id" in record:
        return f"{record['type'][0]}{record['id']}"
    told = str(record.get("id") or tags.get("@id") or tags.get("id") or "")
    letter, digits = told[:1], told.rpartition("/")[2].lstrip("nwra")
    if not digits.isascii() or not digits.isdigit():
        return ""
    if letter == "a" and "/" not in told:  # osmium numbers areas: twice a way's number, odd for relations
        area = int(digits)
        return f"r{area // 2}" if area % 2 else f"w{area // 2}"
    return f"{letter}{digits}" if letter in "nwr" else ""


def _extent(record: Mapping[str, Any]) -> Extent:
    if "geometry" in record and isinstance(record["geometry"], dict):
        return extent_of(record["geometry"])
    bounds = record.get("bounds")
    if isinstance(bounds, dict):
        corners = (point(bounds.get(f"{end}lat"), bounds.get(f"{end}lon")) for end in ("min", "max"))
        return extent_of_points([(lat, lon) for lat, lon in corners if lat is not None and lon is not None])
    middle = record.get("center") or record
    lat, lon = point(middle.get("lat"), middle.get("lon"))
    return NOWHERE if lat is None else Extent(lat, lon, None)

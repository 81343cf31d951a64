"""Which format a file has, and its places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from crawler.places.importers import geonames, ocha, osm, wof
from crawler.places.importers.model import FoundPlace, ImportRefusedError, LeftOut
from crawler.places.importers.streams import folder_records, opened, records

FORMATS = (geonames.SOURCE, osm.SOURCE, ocha.SOURCE, wof.SOURCE)
_HEAD = 1 << 16  # characters
_TABLES = frozenset([".csv", ".tsv", ".txt"])
_TARS = frozenset([".tar", ".tgz", ".bz2", ".xz"])


def detect_format(path: Path) -> str:
    """Tell the format by the name and the first lines. Raises ImportRefusedError with what to do instead."""
    if path.is_dir() or not _TARS.isdisjoint(path.suffixes):
        return wof.SOURCE
    if path.name.endswith(".pbf"):
        advice = "osmium export --geometry-types=point,polygon -f geojson FILE.pbf -o FILE.geojson"
        raise ImportRefusedError(f"{path}: PBF is not read; first: {advice}")
    if path.suffix in {".xlsx", ".xls", ".ods"}:
        raise ImportRefusedError(
            f"{path}: spreadsheets are not read; save the sheet of the lowest level as CSV"
        )
    with opened(path) as text:
        head = text.read(_HEAD)
    found = _by_head(head)
    if found is None:
        raise ImportRefusedError(f"{path}: the format is not known; say --format {'|'.join(FORMATS)}")
    return found


def _by_head(head: str) -> str | None:
    first, low = head.partition("\n")[0], head.lower()
    columns = first.count("\t") + 1
    if columns == geonames.COLUMNS:
        return geonames.SOURCE
    if columns in geonames.NAME_COLUMNS and first[:1].isdigit():
        raise ImportRefusedError(
            "these are names without places; give them with --names beside allCountries.txt"
        )
    if '"wof:' in head:
        return wof.SOURCE
    if "pcode" in low:
        return ocha.SOURCE
    json = head.lstrip(" \r\n\t\x1e").startswith(("{", "["))
    return osm.SOURCE if json and ('"Feature"' in head or '"elements"' in head) else None


def read_places(
    path: Path, form: str, *, names: Path | None = None, countries: frozenset[str] = frozenset()
) -> Iterator[FoundPlace | LeftOut]:
    """Read a file's places; ``names`` is alternateNamesV2.txt, ``countries`` (upper case) empty for all."""
    if form == geonames.SOURCE:
        yield from _geonames(path, names, countries)
    elif form == wof.SOURCE:
        many = path.is_dir() or not _TARS.isdisjoint(path.suffixes)
        yield from wof.read_wof(folder_records(path) if many else records(path), countries)
    elif form == osm.SOURCE:
        only = next(iter(countries)) if len(countries) == 1 else ""
        for place in osm.read_osm(records(path), only):
            foreign = isinstance(place, FoundPlace) and countries and place.country not in {"", *countries}
            yield LeftOut.OTHER_COUNTRY if foreign else place
    elif not _TABLES.isdisjoint(path.suffixes):
        with opened(path) as text:
            yield from ocha.read_ocha(ocha.csv_records(text), countries)
    else:
        yield from ocha.read_ocha(records(path), countries)


def _geonames(path: Path, names: Path | None, countries: frozenset[str]) -> Iterator[FoundPlace | LeftOut]:
    arabic: dict[str, list[str]] = {}
    if names is not None:
        with opened(names) as text:
            arabic = geonames.read_names(text)
    with opened(path) as text:
        yield from geonames.read_geonames(text, arabic, countries)

"""The gazetteer's files: tab-separated, a header, # comments, one place a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources.abc import Traversable
from typing import NamedTuple

from crawler.arabic.fold import fold
from crawler.model import Place, Precision
from crawler.places.kinds import PRECISION_OF_KIND
from crawler.places.names import bare

COLUMNS = [
    "id", "name", "aliases", "kind", "parent", "lat", "lon", "radius_km", "ordinary", "weight", "source",
]  # fmt: skip
DEMONYM_COLUMNS = ["form", "country"]
ORDINARY_COLUMNS = ["word"]
MEMBER_COLUMNS = ["region", "member"]
_WIDE_KM = 60.0  # radius; Idlib, a governorate, has as much
_LONG_KM = 15.0  # half a road's length


class GazetteerError(ValueError):
    """The files cannot be used as they are; the message names file, line and what to write instead."""


class Tables(NamedTuple):
    """What a folder of *.tsv holds."""

    rows: list[list[str]]  # a place each, columns in the order of COLUMNS
    demonyms: dict[str, str]  # folded adjective → country's id: سوري → sy
    ordinary: frozenset[str]  # keys of words that are words before they are places: سلام
    regions_of: dict[str, list[str]]  # a place's id → the regions that list it as member


def read_folder(*folders: Traversable) -> Tables:
    """Read every *.tsv of some folders as one; its header says what a file holds."""
    rows: list[list[str]] = []
    demonyms: dict[str, str] = {}
    ordinary: set[str] = set()
    regions_of: dict[str, list[str]] = {}
    for file in _tables_in(folders):
        lines = _lines(file)
        header = next(lines, [])
        if header == COLUMNS:
            rows.extend(lines)
        elif header == DEMONYM_COLUMNS:
            demonyms.update((fold(form), country) for form, country in lines)
        elif header == ORDINARY_COLUMNS:
            ordinary.update(bare(fold(word)) for (word,) in lines)
        elif header == MEMBER_COLUMNS:
            for region, member in lines:
                regions_of.setdefault(member, []).append(region)
        else:
            raise GazetteerError(f"{file.name}: the first line must name the columns {' '.join(COLUMNS)}")
    return Tables(rows, demonyms, frozenset(ordinary), regions_of)


def _tables_in(folders: Iterable[Traversable]) -> Iterator[Traversable]:
    for folder in folders:
        files = (file for file in folder.iterdir() if file.name.endswith(".tsv"))
        yield from sorted(files, key=lambda file: file.name)


def _lines(file: Traversable) -> Iterator[list[str]]:
    """Give the columns of each line that is neither empty nor a comment, the header first."""
    width = 0
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not line or line[0] == "#":
            continue
        columns = line.split("\t")
        width = width or len(columns)
        if len(columns) != width:
            raise GazetteerError(f"{file.name}, line {number}: {len(columns)} columns instead of {width}")
        yield columns


def ids_of(rows: Iterable[list[str]]) -> dict[str, int]:
    """Map each id to its row; an id that stands twice is a mistake in the files."""
    by_id: dict[str, int] = {}
    for number, row in enumerate(rows):
        if by_id.setdefault(row[0], number) != number:
            raise GazetteerError(f"the id {row[0]} stands twice; ids are unique and stay for ever")
    return by_id


def place_of(row: list[str], *, wide: bool = False) -> Place:
    """Read one row; an unknown kind or a bad number is a mistake in the files.

    ``wide``: it holds whole governorates, so that it is no more exact than they are.
    """
    place_id, name, aliases, kind, parent, lat, lon, radius_km, ordinary, weight, source = row
    if kind not in PRECISION_OF_KIND:
        raise GazetteerError(f"{place_id}: the kind {kind!r} is none of {', '.join(PRECISION_OF_KIND)}")
    try:
        return Place(
            id=place_id,
            name=name,
            kind=kind,
            precision=_precision(kind, lat, float(radius_km or 0), wide=wide),
            country=place_id.partition(".")[0].upper(),
            parent=parent or None,
            aliases=tuple(filter(None, aliases.split("|"))),
            lat=float(lat) if lat else None,
            lon=float(lon) if lon else None,
            radius_km=float(radius_km) if radius_km else None,
            ordinary=ordinary == "1",
            weight=int(weight or 0),
            source=source,
        )
    except ValueError as error:
        raise GazetteerError(f"{place_id}: {error}") from error


def _precision(kind: str, lat: str, radius_km: float, *, wide: bool) -> Precision:
    """Say how exact a place is: by its kind, but no desert is a district and no long road a site."""
    if kind == "region" and (wide or radius_km >= _WIDE_KM):
        return Precision.GOVERNORATE
    if kind == "road" and (not lat or radius_km > _LONG_KM):
        return Precision.DISTRICT
    return PRECISION_OF_KIND[kind]

"""GeoNames: allCountries.txt or a country's file, with the Arabic names of alternateNamesV2.txt.

Columns as in the dump's readme.txt (https://download.geonames.org/export/dump/).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

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

SOURCE = "geonames"
COLUMNS = 19
NAME_COLUMNS = (8, 10)  # alternateNames.txt, alternateNamesV2.txt
# Kind: feature codes; populated places are told apart by their population.
_CODES = """
settled: PPL PPLL PPLF PPLS STLMT | city: PPLC PPLA | town: PPLA2 PPLA3 PPLA4
neighbourhood: PPLX | camp: CMPRF
governorate: ADM1 | district: ADM2 | subdistrict: ADM3 | region: DSRT VAL RGN | island: ISL ISLS
mountain: MT MTS HLL | river: STM | airport: AIRP AIRF | airbase: AIRB | base: MILB INSM | building: FT
hospital: HSP HSPC | university: UNIV | prison: PRN | market: MKT | square: SQR | mosque: MSQE | church: CH
port: PRT HBR | plant: OILR PS PSH | field: OILF GASF | bridge: BDG | dam: DAM | crossing: PSTB
"""
_KINDS = kinds_by_code(_CODES)
_GONE = frozenset(["PPLH", "PPLQ", "PPLW", "ADM1H", "ADM2H", "ADM3H"])


def read_names(lines: Iterable[str]) -> dict[str, list[str]]:
    """Return the Arabic names of alternateNamesV2.txt by place, the preferred first, no historic ones."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    for line in lines:
        columns = line.rstrip("\n").split("\t")
        if len(columns) not in NAME_COLUMNS or columns[2] != "ar" or columns[7] == "1":
            continue
        if columns[4] == "1":
            names[columns[1]].insert(0, columns[3])
        else:
            names[columns[1]].append(columns[3])
    return dict(names)


def read_geonames(
    lines: Iterable[str], names: Mapping[str, list[str]], countries: frozenset[str]
) -> Iterator[FoundPlace | LeftOut]:
    """Read the dump line by line; ``countries`` empty means all."""
    for line in lines:
        columns = line.rstrip("\n").split("\t")
        if len(columns) != COLUMNS:
            yield LeftOut.BROKEN
        elif countries and columns[8] not in countries:
            yield LeftOut.OTHER_COUNTRY
        else:
            yield _place(columns, names)


def _place(columns: list[str], names: Mapping[str, list[str]]) -> FoundPlace | LeftOut:
    key, name, ascii_name, alternates, lat, lon, _, code, country = columns[:9]
    if code in _GONE:
        return LeftOut.NO_LONGER
    if code not in _KINDS:
        return LeftOut.NO_KIND
    chosen = names_of([*names.get(key, ()), *alternates.split(","), name], ascii_name or name)
    if chosen is None:
        return LeftOut.NO_ARABIC
    if not country:
        return LeftOut.NO_COUNTRY
    people = int(number(columns[14], 0, 1e9) or 0)
    parts = [country, *(part for part in columns[10:13] if part)]
    codes = [".".join(parts[:count]) for count in range(len(parts), 1, -1)]
    division = code in {"ADM1", "ADM2", "ADM3"}
    north, east = point(lat, lon)
    return FoundPlace(
        source=SOURCE,
        key=key,
        country=country,
        name=chosen[0],
        aliases=chosen[1],
        kind=settled(people) if _KINDS[code] == SETTLED else _KINDS[code],
        lat=north,
        lon=east,
        population=people,
        parents=tuple(codes[1:] if division else codes),
        also_key=codes[0] if division and codes else "",
    )

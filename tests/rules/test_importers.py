"""Places of other gazetteers: read from their formats, and judged against the known ones."""

from __future__ import annotations

import gzip
import json
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.places.gazetteer import Gazetteer
from crawler.places.importers.formats import detect_format, read_places
from crawler.places.importers.merge import Merged, merge
from crawler.places.importers.model import FoundPlace, ImportRefusedError, LeftOut, names_of, point
from crawler.places.rows import COLUMNS

ROWS = """
sy	سوريا	Syria	country						9	cldr
lb	لبنان	Lebanon	country						9	cldr
sy.nahr	النهر	River	governorate	sy	35.0000	38.0000	60		6	rasid
sy.nahr.west	الغرب	West	district	sy.nahr	35.0000	37.9000	20		3	rasid
sy.nahr.west.wardan	وردان	Wardan	town	sy.nahr.west	35.0000	37.9000	3		3	rasid
sy.nahr.west.sahl	السهل	Sahl	village	sy.nahr.west	35.0200	37.9200			1	rasid
sy.nahr.west.teen	التين	Teen	village	sy.nahr.west	35.0300	37.8800			1	rasid
sy.nahr.west.karm	الكرم	Karm	neighbourhood	sy.nahr.west.wardan	35.0010	37.9010			1	rasid
"""


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory) -> Gazetteer:
    folder = tmp_path_factory.mktemp("gazetteer")
    (folder / "places.tsv").write_text("\t".join(COLUMNS) + ROWS, encoding="utf-8")
    (folder / "ordinary.tsv").write_text("word\nسلام\n", encoding="utf-8")
    return Gazetteer.load(folder)


def geoname(key: str, names: str, lat: str, lon: str, code: str = "PPL", **more: str) -> str:
    columns = [key, "Latin", "Latin", names, lat, lon, "P", code, more.get("country", "SY"), ""]
    columns += [more.get("adm1", ""), more.get("adm2", ""), "", "", more.get("people", "0"), "", "", "", ""]
    return "\t".join(columns)


def feature(key: str, lat: float, lon: float, **tags: str) -> dict:
    geometry = {"type": "Point", "coordinates": [lon, lat]}
    return {"type": "Feature", "id": key, "properties": tags, "geometry": geometry}


def record(key: int, placetype: str, name: str, **more: object) -> dict:
    told = {"wof:id": key, "wof:placetype": placetype, "wof:country": "SY", "name:ara_x_preferred": [name]}
    return {"type": "Feature", "properties": {**told, "geom:latitude": 35.5, "geom:longitude": 38.5, **more}}


def found_in(file: Path, text: str | bytes, **options) -> list[FoundPlace | LeftOut]:
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read_places(file, detect_format(file), **options))


# --- The formats --------------------------------------------------------------------------------------

WARD = {"place": "village", "name": "تل الورد"}
OSM = {
    "features": {"type": "FeatureCollection", "features": [feature("node/5", 35.5, 38.5, **WARD)]},
    "a feature a line": feature("n5", 35.5, 38.5, **WARD),
    "Overpass": {"elements": [{"type": "node", "id": 5, "lat": 35.5, "lon": 38.5, "tags": WARD}]},
}


@pytest.mark.parametrize("text", OSM.values(), ids=OSM)
def test_openstreetmap_is_read_however_it_was_exported(text: dict, tmp_path: Path) -> None:
    """The same node comes out of every export with one key; a text sequence begins its lines with a sign."""
    (place,) = found_in(tmp_path / "x.geojson", f"\x1e{json.dumps(text)}\n")
    assert place == FoundPlace(
        source="osm", key="n5", country="", name="تل الورد", kind="village", lat=35.5, lon=38.5
    )


TAGS = {
    "a suburb": ({"place": "suburb", "name": "الورد"}, "neighbourhood"),
    "a camp that is a suburb too": ({"place": "suburb", "amenity": "refugee_site", "name": "الورد"}, "camp"),
    "a mosque": ({"amenity": "place_of_worship", "religion": "muslim", "name": "الورد"}, "mosque"),
    "a church": ({"amenity": "place_of_worship", "religion": "christian", "name": "الورد"}, "church"),
    "an airbase": ({"aeroway": "aerodrome", "military": "airfield", "name": "الورد"}, "airbase"),
    "an airport": ({"aeroway": "aerodrome", "name": "الورد"}, "airport"),
    "a Syrian subdistrict": (
        {"boundary": "administrative", "admin_level": "6", "name": "الورد", "is_in:country_code": "sy"},
        "subdistrict",
    ),
    "the Arabic name of two": ({"place": "town", "name": "Ward", "name:ar": "الورد"}, "town"),
    "a shop": ({"shop": "bakery", "name": "الورد"}, LeftOut.NO_KIND),
    "a Kurdish name alone": ({"place": "town", "name": "وەرد"}, LeftOut.NO_ARABIC),
    "a Latin name alone": ({"place": "town", "name": "Ward"}, LeftOut.NO_ARABIC),
    "ruins": ({"place": "village", "ruins": "yes", "name": "الورد"}, LeftOut.NO_LONGER),
}


@pytest.mark.parametrize(("tags", "kind"), TAGS.values(), ids=TAGS)
def test_tags_say_the_kind(tags: dict[str, str], kind: str, tmp_path: Path) -> None:
    """What news would not name, or not in Arabic, is left out with the reason."""
    (place,) = found_in(tmp_path / "x.geojson", json.dumps(feature("way/7", 35.5, 38.5, **tags)))
    assert (place.kind if isinstance(place, FoundPlace) else place) == kind


def test_an_area_has_a_middle_and_a_reach(tmp_path: Path) -> None:
    """Its point is the middle of its box, its radius half of the box's side; osmium's numbers are undone."""
    square = [[[38.0, 35.0], [38.1, 35.0], [38.1, 35.1], [38.0, 35.1], [38.0, 35.0]]]
    area = {
        **feature("a15", 0, 0, place="town", name="الورد"),
        "geometry": {"type": "Polygon", "coordinates": square},
    }
    (place,) = found_in(tmp_path / "x.geojson", json.dumps({"features": [area]}))
    assert isinstance(place, FoundPlace)
    assert (place.key, place.lat, place.lon) == ("r7", pytest.approx(35.05), pytest.approx(38.05))
    assert place.radius_km == pytest.approx(5.1, abs=0.1)


def test_geonames_takes_its_arabic_names_from_the_second_file(tmp_path: Path) -> None:
    """The preferred name comes first; historic names and other languages are left out."""
    names = tmp_path / "alternateNamesV2.txt"
    others = ["1\t7\tar\tالورد القديم\t\t\t\t1\t\t", "2\t7\tar\tوردة\t\t\t\t\t\t"]
    others += ["3\t7\tar\tالورد\t1\t\t\t\t\t", "4\t7\ten\tWard\t1\t\t\t\t\t", "5\t8\tfa\tگل\t\t\t\t\t\t"]
    names.write_text("\n".join(others), encoding="utf-8")
    lines = [geoname("7", "", "35.5", "38.5", people="12000"), geoname("8", "گل", "35", "38"), "broken"]
    ward, persian, broken = found_in(tmp_path / "SY.txt", "\n".join(lines), names=names)
    assert isinstance(ward, FoundPlace)
    assert (ward.name, ward.aliases, ward.kind) == ("الورد", ("وردة", "Latin"), "town")
    assert (persian, broken) == (LeftOut.NO_ARABIC, LeftOut.BROKEN)


CODES = {
    "a quarter": ("PPLX", "0", "neighbourhood"),
    "a big city": ("PPL", "500000", "city"),
    "a village": ("PPL", "0", "village"),
    "a governorate": ("ADM1", "0", "governorate"),
    "a destroyed village": ("PPLW", "0", LeftOut.NO_LONGER),
    "a well": ("WLL", "0", LeftOut.NO_KIND),
}


@pytest.mark.parametrize(("code", "people", "kind"), CODES.values(), ids=CODES)
def test_feature_codes_say_the_kind(code: str, people: str, kind: str, tmp_path: Path) -> None:
    """Populated places are told apart by their people."""
    (place,) = found_in(tmp_path / "SY.txt", geoname("7", "الورد", "35", "38", code, people=people))
    assert (place.kind if isinstance(place, FoundPlace) else place) == kind


def ocha_feature(name: str, code: str, lat: float, lon: float) -> dict:
    told = {"adm1_name": "Nahr", "adm1_name1": "النهر", "adm1_pcode": "SY77", "adm2_name": "x"}
    told |= {"adm2_name1": name, "adm2_pcode": code, "center_lat": lat, "center_lon": lon}
    return {"type": "Feature", "geometry": None, "properties": told}


NORTH_EAST = [("الشرق", "SY7701", 35.1, 38.4), ("الشمال", "SY7702", 35.3, 38.1)]
OCHA = {
    "CSV of the older style": "admin1Name_ar,admin1Pcode,admin2Name_ar,admin2Pcode,LATITUDE,LONGITUDE\n"
    "النهر,SY77,الشرق,SY7701,35.1,38.4\nالنهر,SY77,الشمال,SY7702,35.3,38.1\n",
    "semicolons": "ADM1_AR;ADM1_EN;ADM1_PCODE;ADM2_AR;ADM2_PCODE;lat;lon\n"
    "النهر;Nahr;SY77;الشرق;SY7701;35.1;38.4\nالنهر;Nahr;SY77;الشمال;SY7702;35.3;38.1\n",
    "JSON of the newer style": json.dumps({"features": [ocha_feature(*one) for one in NORTH_EAST]}),
}


@pytest.mark.parametrize(("name", "text"), OCHA.items(), ids=OCHA)
def test_ocha_levels_are_read_once_with_their_parents(name: str, text: str, tmp_path: Path) -> None:
    """A row gives its deepest level with its point, and each container once without one."""
    found = found_in(tmp_path / ("x.geojson" if "JSON" in name else "x.csv"), text)
    places = [place for place in found if isinstance(place, FoundPlace)]
    assert [(p.key, p.name, p.kind, p.lat, p.parents) for p in places] == [
        ("SY7701", "الشرق", "district", 35.1, ("SY77",)),
        ("SY77", "النهر", "governorate", None, ()),
        ("SY7702", "الشمال", "district", 35.3, ("SY77",)),
    ]


def test_whos_on_first_is_read_from_folder_and_bundle(tmp_path: Path) -> None:
    """Withdrawn records are left out; parents come from parent and hierarchy, unknown ones not at all."""
    records = [
        record(
            11,
            "locality",
            "الورد",
            **{"wof:parent_id": 22, "wof:hierarchy": [{"region_id": 33, "county_id": -1}]},
        ),
        record(12, "locality", "الورد", **{"mz:is_current": 0}),
        record(13, "venue", "الورد"),
        record(14, "neighbourhood", "الورد", **{"wof:country": "XYZ"}),
    ]
    folder = tmp_path / "data"
    folder.mkdir()
    for number, one in enumerate(records):
        (folder / f"{number}.geojson").write_text(json.dumps(one), encoding="utf-8")
    bundle = tmp_path / "wof-sy.tar.bz2"
    with tarfile.open(bundle, "w:bz2") as archive:
        archive.add(folder, "data")
    for path in (folder, bundle):
        found = list(read_places(path, detect_format(path)))
        places = [one for one in found if isinstance(one, FoundPlace)]
        assert [(p.key, p.name, p.kind, p.parents) for p in places] == [
            ("11", "الورد", "village", ("22", "33"))
        ]
        assert {one for one in found if isinstance(one, LeftOut)} == {
            LeftOut.NO_LONGER, LeftOut.NO_KIND, LeftOut.NO_COUNTRY,
        }  # fmt: skip


def test_packed_files_are_read(tmp_path: Path) -> None:
    """As the dumps are published."""
    line = geoname("7", "الورد", "35", "38").encode()
    assert len(found_in(tmp_path / "SY.txt.gz", gzip.compress(line))) == 1
    packed = tmp_path / "SY.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("SY.txt", line)
        archive.writestr("readme.txt", "about")
    assert len(list(read_places(packed, detect_format(packed)))) == 1


REFUSED = {
    "PBF": ("x.osm.pbf", b"\x00", "osmium export"),
    "a spreadsheet": ("x.xlsx", b"PK", "as CSV"),
    "names without places": ("n.txt", "1\t7\tar\tالورد\t1\t\t\t\t\t\n".encode(), "--names"),
    "something else": ("x.csv", b"a,b\n1,2\n", "--format"),
    "a broken record": (
        "x.geojson",
        b'{"type": "FeatureCollection", "features": [{"type": "Feature", ',
        "broken",
    ),
}


@pytest.mark.parametrize(("name", "body", "told"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_with_advice(
    name: str, body: bytes, told: str, tmp_path: Path
) -> None:
    """The sentence says what to do instead."""
    with pytest.raises(ImportRefusedError, match=told):
        found_in(tmp_path / name, body)


def test_a_large_file_is_read_in_pieces(tmp_path: Path) -> None:
    """A record that is longer than a piece, and many short ones, all arrive."""
    border = [[38 + n / 1e6, 35.0] for n in range(100_000)]
    long = {
        **feature("n1", 0, 0, place="town", name="الورد"),
        "geometry": {"type": "LineString", "coordinates": border},
    }
    short = [
        feature(f"n{n}", 35.5, 38.5, place="village", name="الورد", note="x" * 200) for n in range(2, 8000)
    ]
    text = json.dumps({"features": [*short[:5000], long, *short[5000:]]})
    assert len(text) > 3_000_000
    found = found_in(tmp_path / "x.geojson", text)
    assert len({one.key for one in found if isinstance(one, FoundPlace)}) == 7999


@given(st.text(max_size=30), st.text(alphabet="0123456789.-eE nainf", max_size=8))
def test_names_and_points_never_break_a_row(name: str, figure: str) -> None:
    """No tab, bar or line break comes into a name; a coordinate is a number on the globe or unknown."""
    chosen = names_of([name, f"ال{name}ورد"], name)
    for one in (chosen[0], *chosen[1]) if chosen else ():
        assert not set("\t\n\r|") & set(one)
    lat, lon = point(figure, figure)
    assert lat is None or (-90 <= lat <= 90 and -180 <= lon <= 180)


# --- Against the known places -------------------------------------------------------------------------


def place(
    key: str, name: str, kind: str = "village", lat: float | None = 35.5, lon: float | None = 38.5, **more
):
    return FoundPlace(
        source="osm",
        key=key,
        country=more.pop("country", "SY"),
        name=name,
        kind=kind,
        lat=lat,
        lon=lon,
        **more,
    )


JUDGED = {
    # name, kind, lat, lon → what becomes of it
    "new": (place("1", "البستان"), "added"),
    "known, on the spot": (place("1", "وردان", "town", 35.001, 37.901), "known"),
    "known, as a village": (place("1", "وردان", "village", 35.02, 37.9), "known"),
    "known, without ال": (place("1", "سهل", "village", 35.02, 37.92), "known"),
    "known by its Latin alias": (place("1", "وردانة", "town", 35.0, 37.9, aliases=("Wardan",)), "known"),
    "known governorate without a point": (place("1", "النهر", "governorate", None, None), "known"),
    "other coordinates": (place("1", "وردان", "town", 35.15, 37.9), "other coordinates: 17 km"),
    "the kind differs": (place("1", "الكرم", "village", 35.001, 37.901), "the kind differs"),
    "far away it is another": (place("1", "وردان", "town", 36.5, 40.0), "added"),
    "a site of a town's name": (place("1", "وردان", "bridge", 35.0, 37.9), "added"),
    "without coordinates": (place("1", "وردان", "village", None, None), "without coordinates"),
    "of another country": (place("1", "وردان", "town", 35.0, 37.9, country="LB"), "added"),
    "of an unknown country": (place("1", "البستان", country="ZZ"), LeftOut.NO_COUNTRY),
    "no country told, neighbours tell": (place("1", "البستان", lat=35.01, lon=37.91, country=""), "added"),
    "no country told, no neighbours": (
        place("1", "البستان", lat=10.0, lon=10.0, country=""),
        LeftOut.NO_COUNTRY,
    ),
}


def outcome(merged: Merged) -> str:
    if merged.conflicts:
        return merged.conflicts[0].what
    if merged.left_out:
        return next(iter(merged.left_out))
    return "added" if merged.added else "known"


@pytest.mark.parametrize(("one", "expected"), JUDGED.values(), ids=JUDGED)
def test_an_imported_place_is_new_known_or_in_conflict(
    one: FoundPlace, expected: str, gazetteer: Gazetteer
) -> None:
    """What is known stays as it is; what contradicts it is told and left out."""
    assert outcome(merge([one], gazetteer, {})).startswith(expected)


PARENTS = {
    "told by the source": (place("1", "البستان", parents=("77", "7"), lat=35.0, lon=37.9), "sy.nahr"),
    "a quarter of the town around it": (
        place("1", "البستان", "neighbourhood", 35.01, 37.9),
        "sy.nahr.west.wardan",
    ),
    "the division of its neighbours": (place("1", "البستان", "village", 35.02, 37.91), "sy.nahr.west"),
    "nobody near": (place("1", "البستان", "village", 32.0, 37.0), "sy"),
}


@pytest.mark.parametrize(("one", "parent"), PARENTS.values(), ids=PARENTS)
def test_a_new_place_lies_in_what_is_known_around_it(
    one: FoundPlace, parent: str, gazetteer: Gazetteer
) -> None:
    """The source's own parent comes first; where nothing is known, only the country is."""
    governorate = place("7", "النهر", "governorate", None, None)
    merged = merge([governorate, one], gazetteer, {})
    assert [row[4] for row in merged.rows] == [parent]


def test_a_place_that_the_file_has_twice_comes_once(gazetteer: Gazetteer) -> None:
    """As a point and as an area."""
    merged = merge([place("n1", "البستان"), place("w1", "البستان", lat=35.501)], gazetteer, {})
    assert (len(merged.added), merged.twice) == (1, 1)


def test_importing_twice_changes_nothing(gazetteer: Gazetteer) -> None:
    """Not even where the first import's rows are now among the known places."""
    found = [place("1", "البستان", lat=35.01, lon=37.91), place("2", "النبعة", "neighbourhood", 35.01, 37.9)]
    once = merge(found, gazetteer, {})
    twice = merge(found, gazetteer, {row[0]: row for row in once.rows})
    assert (twice.added, twice.updated, twice.unchanged, twice.rows) == ((), (), 2, once.rows)


def test_a_row_changed_by_hand_stays(gazetteer: Gazetteer) -> None:
    """Its source column says that somebody wrote it."""
    (row,) = merge([place("1", "البستان")], gazetteer, {}).rows
    mine = (*row[:1], "البستان الكبير", *row[2:10], "hand")
    merged = merge([place("1", "البستان")], gazetteer, {row[0]: mine})
    assert merged.rows == (mine,)
    assert "by hand" in merged.conflicts[0].what


def test_an_import_updates_its_own_rows_and_keeps_the_others(gazetteer: Gazetteer) -> None:
    """An extract may hold only a part of the last one."""
    before = {
        row[0]: row
        for row in merge([place("1", "البستان"), place("2", "النبعة", lat=35.9)], gazetteer, {}).rows
    }
    merged = merge([place("1", "البستان", lat=35.51)], gazetteer, before)
    assert merged.updated == ("sy.osm.1",)
    assert [row[0] for row in merged.rows] == ["sy.osm.1", "sy.osm.2"]


def test_a_name_that_is_a_word_is_marked(gazetteer: Gazetteer) -> None:
    """It then needs a cue in a text."""
    rows = merge([place("1", "السلام"), place("2", "البستان", lat=35.9)], gazetteer, {}).rows
    assert [row[8] for row in rows] == ["1", ""]

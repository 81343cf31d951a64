"""`rasid places`: find, add, import, and that what is added is read in articles."""

from __future__ import annotations

import json

import pytest

from tests.commands import article, jsonl


@pytest.fixture
def config(tmp_path):
    file = tmp_path / "rasid.toml"
    file.write_text('timezone = "Asia/Damascus"\n', encoding="utf-8")
    return str(file)


def village(number: int, name: str, lat: float, lon: float) -> dict:
    point = {"type": "Point", "coordinates": [lon, lat]}
    tags = {"place": "village", "name": name, "is_in:country_code": "SY"}
    return {"type": "Feature", "id": f"node/{number}", "properties": tags, "geometry": point}


def test_a_place_of_ones_own_is_found_and_read_in_articles(rasid, config):
    """Added once, it is known to every command that reads the same settings."""
    words = ("places", "add", "حي الزنجبيل", "--kind", "neighbourhood", "--within", "sy.damascus")
    ran = rasid(*words, "--at", "33.4700,36.2900", "--config", config)
    assert ran.status == 0, ran.err
    found = rasid("places", "find", "حي الزنجبيل", "--config", config)
    assert "33.4700, 36.2900" in found.out
    assert "سوريا › دمشق" in found.out
    news = article("1", "قصف على حي الزنجبيل جنوب دمشق", "قتل ثلاثة مدنيين اليوم في قصف استهدف حي الزنجبيل.")
    (incident,) = rasid("detect", "--config", config, stdin=jsonl(news)).lines[0]["incidents"]
    assert incident["place"]["id"].startswith("sy.own.")


def test_what_is_known_is_not_added_again(rasid, config):
    """Nor a place of no kind, in nowhere, or off the globe."""
    wrong = {
        ("التضامن", "neighbourhood", "دمشق", "33,36"): "is known there already",
        ("الزنجبيل", "galaxy", "دمشق", "33,36"): "there is no kind 'galaxy'",
        ("الزنجبيل", "village", "عطارد الكوكب", "33,36"): "no place is called",
        ("الزنجبيل", "village", "دمشق", "133,36"): "is no point",
    }
    for (name, kind, within, at), told in wrong.items():
        ran = rasid("places", "add", name, "--kind", kind, "--within", within, "--at", at, "--config", config)
        assert ran.status != 0
        assert told in ran.err


def test_an_import_is_tried_then_done_then_changes_nothing(rasid, config, tmp_path):
    """A dry run writes nothing; conflicts are shown and can be written to a file."""
    extract = tmp_path / "extract.geojson"
    features = [village(1, "تل الزنجبيل", 35.9, 36.6), village(2, "سراقب", 35.7, 36.8)]
    extract.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    told = tmp_path / "conflicts.tsv"
    words = ("places", "import", str(extract), "--config", config)
    dry = rasid(*words, "--dry-run", "--conflicts", str(told))
    assert (dry.status, "1 added" in dry.out) == (0, True), dry.err
    assert not (tmp_path / "places").exists()
    assert "other coordinates" in told.read_text(encoding="utf-8")
    rasid(*words)
    file = tmp_path / "places" / "osm.tsv"
    written = file.read_bytes()
    assert "sy.osm.n1" in written.decode()
    again = rasid(*words)
    assert "0 added, 0 updated, 1 unchanged" in again.out
    assert file.read_bytes() == written
    assert "تل الزنجبيل" in rasid("places", "find", "تل الزنجبيل", "--config", config).out


def test_a_file_that_cannot_be_read_is_told_in_a_sentence(rasid, config, tmp_path):
    """No traceback, exit status 2."""
    (tmp_path / "x.osm.pbf").write_bytes(b"\x00")
    (tmp_path / "places").mkdir()
    ran = rasid("places", "import", str(tmp_path / "x.osm.pbf"), "--config", config)
    assert ran.status == 2
    assert "osmium export" in ran.err
    (tmp_path / "places" / "own.tsv").write_text("nonsense\n", encoding="utf-8")
    ran = rasid("places", "find", "دمشق", "--config", config)
    assert ran.status == 2
    assert "own.tsv" in ran.err
    assert "Traceback" not in ran.err

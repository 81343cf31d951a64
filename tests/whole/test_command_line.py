"""What an operator does at the command line, and what is said when something is wrong."""

from __future__ import annotations

import contextlib
import json
import signal
import sqlite3

import pytest

from tests.commands import RECALLED, SHELLED, jsonl, started

# --- What an operator does ---------------------------------------------------------------------------


def test_a_feed_list_is_begun_changed_and_carried_over(rasid, tmp_path):
    """init, list, add, remove, export and import, as the README tells it."""
    assert rasid("init", "--country", "syria").status == 0
    assert "stays as it is" in rasid("init").out
    assert rasid("init", "--country", "atlantis").status == 2
    url = "https://sham.example/feed"
    added = rasid("feeds", "add", url, "--no-check", "--publisher", "صوت الشام", "--country", "sy")
    assert (added.status, "added" in added.out) == (0, True)
    assert rasid("feeds", "add", url, "--no-check").status == 1
    assert "صوت الشام" in rasid("feeds", "list").out
    assert rasid("feeds", "export", "mine.opml").status == 0
    assert "did you mean" in rasid("feeds", "remove", url + "s").err
    assert rasid("feeds", "remove", "صوت الشام").status == 0
    assert url not in rasid("feeds", "list").out
    assert rasid("feeds", "import", "mine.opml").out.startswith("1 added")
    assert url in rasid("feeds", "export").out


WRONG_FEEDS = {
    "no address": ["sham.example"],
    "an address with a password": ["https://omar:geheim@sham.example/feed"],
    "no such country": ["https://sham.example/feed", "--country", "Syria"],
    "no such zone": ["https://sham.example/feed", "--timezone", "Damascus"],
}


@pytest.mark.parametrize("words", WRONG_FEEDS.values(), ids=WRONG_FEEDS)
def test_a_feed_that_the_list_could_not_hold_is_refused(rasid, tmp_path, words):
    """It would be left out in silence when the list is read."""
    (tmp_path / "rasid.toml").write_text("")
    ran = rasid("feeds", "add", *words, "--no-check")
    assert ran.status == 2
    assert words[0] in ran.err
    assert not (tmp_path / "feeds.opml").exists()


def test_the_last_feed_may_be_removed(rasid, tmp_path):
    """An empty list is a list, and can be added to."""
    (tmp_path / "rasid.toml").write_text("")
    for words in (["add", "https://a.example/f", "--no-check"], ["remove", "https://a.example/f"], ["list"]):
        assert rasid("feeds", *words).status == 0
    assert rasid("feeds", "add", "https://b.example/f", "--no-check").status == 0


def test_a_broken_feed_list_is_told_and_not_written_over(rasid, tmp_path):
    """The operator's own work is not thrown away for a missing bracket."""
    (tmp_path / "rasid.toml").write_text("")
    (tmp_path / "feeds.opml").write_text("<opml><body><outline")
    ran = rasid("feeds", "add", "https://sham.example/feed", "--no-check")
    assert (ran.status, "not well-formed" in ran.err) == (2, True)
    assert (tmp_path / "feeds.opml").read_text() == "<opml><body><outline"


def test_areas_are_watched_listed_and_forgotten(rasid, tmp_path):
    """By name, circle and polygon; a name that is not known offers the nearest."""
    (tmp_path / "rasid.toml").write_text("")
    added = rasid("watch", "add", "حي القدم", "--types", "air_strike, shelling", "--circle", "33.47,36.30,3")
    assert (added.status, "number 1" in added.out) == (0, True)
    assert "دمشق" in added.out
    ring = [[36.2, 33.4], [36.3, 33.4], [36.3, 33.5], [36.2, 33.4]]
    (tmp_path / "area.json").write_text(json.dumps({"type": "Polygon", "coordinates": [ring]}))
    assert rasid("watch", "add", "--polygon", "area.json").status == 0
    shown = rasid("watch", "list").out
    for told in ("القدم", "air_strike, shelling", "3 كم", "3 زوايا"):
        assert told in shown
    assert rasid("watch", "remove", "1").status == 0
    assert rasid("watch", "remove", "1").status == 1
    assert "القدم" not in rasid("watch", "list").out


WRONG_WISHES = {
    "unknown name": (["حي القدن"], "القدم"),
    "unknown type": (["القدم", "--types", "bombing"], "air_strike"),
    "no polygon file": (["--polygon", "nowhere.json"], "nowhere.json"),
}


@pytest.mark.parametrize(("words", "told"), WRONG_WISHES.values(), ids=WRONG_WISHES)
def test_a_wish_that_is_not_understood_says_what_to_write(rasid, tmp_path, words, told):
    """Exit status 2, and nothing is watched."""
    (tmp_path / "rasid.toml").write_text("")
    ran = rasid("watch", "add", *words)
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err


def test_a_day_is_summed_up_as_text_and_as_a_page(rasid, tmp_path):
    """A quiet day says how many feeds were heard; what is no day is told."""
    (tmp_path / "rasid.toml").write_text("")
    assert "موجز" in rasid("digest", "--date", "2026-05-06").out
    assert 'dir="rtl"' in rasid("digest", "--date", "2026-05-06", "--html").out
    assert rasid("digest", "--date", "yesterday").status == 2


def test_a_text_can_be_asked_why(rasid, tmp_path):
    """Its triggers, places and numbers are marked; what is no article is told."""
    (tmp_path / "day.jsonl").write_bytes(jsonl(SHELLED, RECALLED))
    shown = rasid("explain", "day.jsonl").out
    for told in ("⟦!قصف⟧", "⟦@", "⟦#ثلاثة", "shelling", "background"):
        assert told in shown
    ran = rasid("explain", "nosuchthing")
    assert (ran.status, "no article" in ran.err) == (1, True)


def test_places_are_found_by_name(rasid):
    """With where they lie; the nearest spellings where there is none."""
    assert "sy.damascus.qadam" in rasid("places", "find", "حي القدم").out
    ran = rasid("places", "find", "القدن")
    assert (ran.status, "القدم" in ran.err) == (1, True)


# --- What is wrong with the surroundings -------------------------------------------------------------

FIVE_MISTAKES = """timezone = "Damascus"
databse = "rasid.db"
[crawl]
least_minutes = "often"
[web]
port = 99999
[[subscriptions]]
name = "x"
areas = []
"""


def test_five_mistakes_are_told_at_once(rasid, tmp_path):
    """Each with its line and key, and what was meant."""
    (tmp_path / "rasid.toml").write_text(FIVE_MISTAKES)
    ran = rasid("feeds", "list")
    assert ran.status == 2
    assert "5 mistakes" in ran.err
    for told in (
        "line 1, timezone",
        "line 2, databse",
        "did you mean database?",
        "line 4",
        "line 6",
        "line 7",
    ):
        assert told in ran.err, told
    assert "Traceback" not in ran.err


def test_a_database_of_a_newer_version_is_told(rasid, tmp_path):
    """In a sentence."""
    (tmp_path / "rasid.toml").write_text("")
    assert rasid("watch", "list").status == 0
    with contextlib.closing(sqlite3.connect(tmp_path / "rasid.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    ran = rasid("watch", "list")
    assert (ran.status, "newer Rasid" in ran.err, "Traceback" in ran.err) == (2, True, False)


MISSING = {
    "settings": (["feeds", "list"], "rasid init"),
    "articles": (["detect", "nowhere.jsonl"], "nowhere.jsonl"),
    "feed list": (["feeds", "import", "nowhere.opml", "-c", "there.toml"], "nowhere.opml"),
    "a folder": (["detect", "."], "is a folder"),
}


@pytest.mark.parametrize(("words", "told"), MISSING.values(), ids=MISSING)
def test_a_file_that_is_not_there_is_told(rasid, tmp_path, words, told):
    """In a sentence with its name."""
    (tmp_path / "there.toml").write_text("")
    ran = rasid(*words)
    assert (ran.status, "Traceback" in ran.err) == (2, False)
    assert told in ran.err


# --- In a process of its own -------------------------------------------------------------------------


def test_the_daemon_starts_without_feeds_and_stops_on_ctrl_c(tmp_path):
    """It says what is missing, and leaves cleanly."""
    config = tmp_path / "rasid.toml"
    config.write_text("[web]\nport = 0\n")
    with started("run", "-c", str(config)) as running:
        told = b""
        while b"Ctrl-C stops" not in told:
            line = running.stderr.readline()
            assert line, told
            told += line
        running.send_signal(signal.SIGINT)
        _, rest = running.communicate(timeout=15)
    assert (running.returncode, b"Traceback" in told + rest) == (0, False)
    assert b"rasid init" in told
    assert b"rasid watch add" in told

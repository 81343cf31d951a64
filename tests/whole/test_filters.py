"""The filters over JSON lines: what they print in exactly the promised shape, and how they meet bad input."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import signal

from tests.commands import FOOTBALL, RECALLED, RISEN, SHELLED, Ran, article, jsonl, started
from tests.fakeweb import page

BAD_LINES = {
    "not JSON": (b"{id: 1}", "not JSON"),
    "cut off": (b'{"id": "cut", "title": "', "not JSON"),
    "no object": (b"[1, 2]", "not a JSON object"),
    "not UTF-8": (b'{"id": "x", "title": "\xff\xfe"}', "not UTF-8"),
    "no id": (json.dumps({"title": "خبر", "text": "نص"}).encode(), "has no id"),
    "no words": (b'{"id": "empty", "title": "", "text": null}', "neither title nor text"),
    "text is no text": (b'{"id": "list", "title": "x", "text": [1]}', "text is not text"),
    "no such date": (b'{"id": "date", "title": "x", "published": "2026-02-30"}', "published is '2026-02-30'"),
    "a date as a number": (
        b'{"id": "number", "title": "x", "published": 1525600000}',
        "published is not text",
    ),
    "a year beyond all news": (
        b'{"id": "year", "title": "x", "published": "0001-01-01T00:00:00+14:00"}',
        "year",
    ),
    "nested too deeply": (b"[" * 100_000, "nested too deeply"),
    "an endless number": (b'{"id": ' + b"9" * 5000 + b"}", "not JSON"),
    "an error of the command before": (b'{"id": "broken", "error": "no article"}', "tells of an error"),
}


MIXED = jsonl(SHELLED, b"  ", *(line for line, _ in BAD_LINES.values()), FOOTBALL)
INCIDENT_KEYS = {
    "type", "central", "place", "country", "date", "killed", "killed_low", "killed_high", "wounded",
    "wounded_low", "wounded_high", "certainty", "actors", "trigger", "evidence", "why",
}  # fmt: skip
PLACE_KEYS = {"name", "id", "lat", "lon", "precision", "within", "country"}


def assert_bad_lines_are_told(ran: Ran) -> None:
    """Each bad line is answered in its turn and told with its number, counted from 1, blank ones too."""
    assert ran.status == 1
    assert [line["id"] for line in (ran.lines[0], ran.lines[-1])] == ["shelling", "football"]
    answers = ran.lines[1:-1]
    assert len(answers) == len(BAD_LINES)
    for number, (answer, (raw, told)) in enumerate(zip(answers, BAD_LINES.values(), strict=True), start=3):
        assert set(answer) == {"id", "error"}
        assert told in answer["error"], raw[:60]
        assert f"line {number}: {answer['error']}" in ran.err
    assert [answer["id"] for answer in answers if answer["id"]] == [
        "empty", "list", "date", "number", "year", "broken",
    ]  # fmt: skip
    assert "Traceback" not in ran.err


def test_detect_prints_an_articles_incidents_and_tells_bad_lines(rasid):
    """One line in, one line out, in order, in exactly the promised shape."""
    ran = rasid("detect", stdin=MIXED)
    assert_bad_lines_are_told(ran)
    (found,) = ran.lines[0]["incidents"]
    assert set(found) == INCIDENT_KEYS
    assert set(found["place"]) == PLACE_KEYS
    assert (found["type"], found["place"]["name"], found["place"]["precision"]) == (
        "shelling", "القدم", "neighbourhood",
    )  # fmt: skip
    assert found["place"]["within"][0] == "دمشق"
    assert (found["country"], found["date"], found["killed"], found["wounded"]) == ("SY", "2026-05-06", 3, 5)
    full_text = f"{SHELLED['title']}\n{SHELLED['text']}"
    assert full_text[found["evidence"]["start"] : found["evidence"]["end"]] == found["trigger"]
    assert ran.lines[-1] == {"id": "football", "incidents": []}


def test_detect_all_also_prints_what_it_rejected(rasid, tmp_path):
    """With the status. A .gz file is read like any other."""
    packed = tmp_path / "articles.jsonl.gz"
    packed.write_bytes(gzip.compress(jsonl(RECALLED)))
    ran = rasid("detect", "--all", str(packed))
    assert ran.status == 0
    assert {found["status"] for found in ran.lines[0]["incidents"]} == {"background"}
    assert set(ran.lines[0]["incidents"][0]) == INCIDENT_KEYS | {"status"}


def test_a_damaged_gz_file_gives_what_it_holds(rasid, tmp_path):
    """What can be read is answered, and the rest is told."""
    packed = tmp_path / "articles.jsonl.gz"
    whole = gzip.compress(b"".join(jsonl(article(n, "خبر", os.urandom(600).hex())) for n in range(200)))
    packed.write_bytes(whole[: len(whole) // 2])
    ran = rasid("dedup", str(packed))
    assert ran.status == 1
    assert len(ran.lines) > 20
    assert [line["id"] for line in ran.lines[:20]] == list(range(20))
    assert "damaged" in ran.lines[-1]["error"]


WORDS = " ".join(f"كلمة{number}" for number in range(80))


def test_dedup_tells_what_each_article_repeats(rasid):
    """Ids come back as they were given, numbers as numbers, even one that comes twice."""
    articles = [
        article(1, "خبر", WORDS),
        article(2, "خبر", WORDS.replace("كلمة7 ", "سواها ")),
        article(3, "غيره", " ".join(reversed(WORDS.split()))),
        article(1, "خبر", WORDS),
        article("half", "خبر \ud800", "نص"),
    ]
    ran = rasid("dedup", "-", stdin=jsonl(*articles))
    assert ran.status == 0
    assert [(line["id"], line["duplicate_of"], line["kind"]) for line in ran.lines] == [
        (1, None, None), (2, 1, "near"), (3, None, None), (1, 1, "exact"), ("half", None, None),
    ]  # fmt: skip
    assert all(0 <= line["similarity"] <= 1 for line in ran.lines)
    assert ran.lines[3]["similarity"] == 1.0


def test_replay_gives_each_incident_its_number_and_tells_bad_lines(rasid, tmp_path):
    """The second report goes to the first one's incident."""
    ran = rasid("replay", "--incidents", stdin=MIXED)
    assert_bad_lines_are_told(ran)
    file = tmp_path / "day.jsonl"
    file.write_bytes(jsonl(SHELLED, FOOTBALL, {**RISEN, "id": 7}))
    ran = rasid("replay", str(file), "--incidents")
    assert (ran.status, [line["id"] for line in ran.lines]) == (0, ["shelling", "football", 7])
    (first,), _, (second,) = (line["incidents"] for line in ran.lines)
    assert set(first) == INCIDENT_KEYS | {"incident_id"}
    assert first["incident_id"] == second["incident_id"]


def test_replay_tells_an_area_what_the_daemon_would_have_told(rasid):
    """The first report rings, the risen toll is told too, and nothing of football."""
    ran = rasid("replay", "--area", "حي القدم", stdin=jsonl(SHELLED, FOOTBALL, RISEN))
    assert ran.status == 0
    first, *later = ran.lines
    assert set(first) == {
        "at", "area", "incident_id", "revision", "rings", "reason", "type", "place", "articles", "text",
    }  # fmt: skip
    assert (first["at"], first["area"], first["rings"]) == ("2026-05-06T09:00:00+00:00", "حي القدم", True)
    assert (first["reason"], first["articles"]) == ("first report", ["shelling"])
    assert set(first["place"]) == PLACE_KEYS
    assert {line["incident_id"] for line in later} == {first["incident_id"]}
    assert later[-1]["articles"] == ["shelling", "risen"]
    since = rasid("replay", "--area", "القدم", "--since", "2026-05-06T09:30", stdin=jsonl(SHELLED, RISEN))
    assert [line["at"] for line in since.lines] == [line["at"] for line in later]


def test_an_unknown_area_is_answered_with_the_nearest_names(rasid):
    """Nothing is watched by mistake."""
    ran = rasid("replay", "--area", "حي القدن", stdin=jsonl(SHELLED))
    assert (ran.status, ran.out) == (2, "")
    assert "القدم" in ran.err


def test_extract_reads_pages_from_files(rasid, tmp_path):
    """The id is the file's name; one that cannot be read costs only itself."""
    (tmp_path / "a.html").write_text(page("قصف على حي القدم"), encoding="utf-8")
    (tmp_path / "b.html.gz").write_bytes(gzip.compress(page("هدنة في حي القدم").encode()))
    (tmp_path / "c.txt").write_text(
        "عنوان الخبر\nنص الخبر كاملاً.\nAdvertisements\nتتمة الخبر.", encoding="utf-8"
    )
    (tmp_path / "d.html").write_text("<html><body></body></html>", encoding="utf-8")
    ran = rasid("extract", "a.html", "nowhere.html", "b.html.gz", "c.txt", "d.html")
    assert ran.status == 1
    assert [line["id"] for line in ran.lines] == ["a", "nowhere", "b", "c", "d"]
    whole, missing, packed, plain, empty = ran.lines
    told = {"id", "url", "title", "text", "published", "author", "language"}
    assert set(whole) == told | {"updated", "section", "picture", "origin"}
    assert (whole["title"], packed["title"]) == ("قصف على حي القدم", "هدنة في حي القدم")
    assert (plain["title"], plain["text"]) == ("عنوان الخبر", "نص الخبر كاملاً.\nتتمة الخبر.")
    assert "nowhere.html" in missing["error"]
    assert empty["error"]


def test_an_empty_file_is_no_article(rasid, tmp_path):
    """Nothing in is told as nothing, and the exit status says so."""
    (tmp_path / "empty.html").write_bytes(b"")
    ran = rasid("extract", "empty.html")
    assert (ran.status, [set(line) for line in ran.lines]) == (1, [{"id", "error"}])


def test_extract_reads_pages_from_lines(rasid, tmp_path):
    """As text in the line, or by their path."""
    (tmp_path / "a.html").write_text(page(), encoding="utf-8")
    lines = [
        {"id": 1, "url": "https://sham.example/1", "html": page("خبر أول من القدم")},
        {"id": 2, "url": "https://sham.example/2", "path": "a.html"},
        {"id": 3, "url": "https://sham.example/3"},
        {"id": 4, "path": "nowhere.html"},
        {"url": "x", "html": "y"},
    ]
    ran = rasid("extract", "--jsonl", stdin=jsonl(*lines))
    assert ran.status == 1
    assert [line["id"] for line in ran.lines] == [1, 2, 3, 4, None]
    assert [line.get("url") for line in ran.lines[:2]] == ["https://sham.example/1", "https://sham.example/2"]
    assert ["error" in line for line in ran.lines] == [False, False, True, True, True]


# --- In processes of their own -----------------------------------------------------------------------


def test_lines_are_answered_as_they_come():
    """A filter streams: the answer is there before the input ends; Ctrl-C ends it without a traceback."""
    with started("detect") as running:
        running.stdin.write(jsonl(FOOTBALL))
        running.stdin.flush()
        assert json.loads(running.stdout.readline()) == {"id": "football", "incidents": []}
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=10)
    assert running.returncode != 0
    assert (out, b"Traceback" in err) == (b"", False)


def test_a_reader_that_goes_away_is_no_trouble():
    """As in `rasid detect … | head -1`."""
    with started("dedup") as running:
        running.stdin.write(jsonl(*(article(n, "خبر", f"نص {n}") for n in range(3))))
        running.stdin.flush()
        running.stdout.readline()
        running.stdout.close()
        running.stdout = None
        with contextlib.suppress(BrokenPipeError):
            for n in range(2000):
                running.stdin.write(jsonl(article(f"more {n}", "خبر", f"نص {n}")))
        with contextlib.suppress(BrokenPipeError):
            running.stdin.close()
        running.stdin = None
        err = running.stderr.read()
        running.wait(timeout=20)
    assert b"Traceback" not in err
    assert b"BrokenPipe" not in err

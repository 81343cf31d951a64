"""The two texts that this project started from, through `rasid extract | rasid detect`."""

from __future__ import annotations

import json

import pytest

from tests.commands import PROJECT, started

SEEDS = PROJECT.parent / "shared" / "seeds"


@pytest.fixture(scope="module")
def founding() -> list[tuple[dict, list[dict]]]:
    """Both texts through `rasid extract | rasid detect`, each with its incidents."""
    if not SEEDS.is_dir():
        pytest.skip(f"the two founding texts are not there: {SEEDS}")
    names = [str(path) for path in sorted(SEEDS.glob("*.txt"))]
    extracting = started("extract", *names)
    extracted, _ = extracting.communicate(timeout=30)
    with started("detect") as detecting:
        detected, _ = detecting.communicate(extracted, timeout=30)
    assert (extracting.returncode, detecting.returncode) == (0, 0)
    pages = [json.loads(line) for line in extracted.splitlines()]
    return [
        (one, json.loads(line)["incidents"]) for one, line in zip(pages, detected.splitlines(), strict=True)
    ]


def found_in(incidents, place):
    return {one["type"] for one in incidents if one["place"] and one["place"]["name"] == place}


def text_of(one):
    return f"{one['title']}\n{one['text']}"


def test_no_boilerplate_is_left_in_the_founding_texts(founding):
    """Neither advertisements nor another story's teaser, nor the publisher's signature."""
    for one, _ in founding:
        for line in ("Advertisements", "شاهد أيضاً", "المصدر اضغط هنا", "ربيع ثورة", "الوهابية"):
            assert line not in one["text"], (one["id"], line)


def test_the_attack_on_tadamon_is_found(founding):
    """As an attack, bombing or clash, not from the sentences that recall."""
    types = set().union(*(found_in(incidents, "التضامن") for _, incidents in founding))
    assert types & {"attack", "suicide_bombing", "armed_clash"}


def test_the_siege_of_qadam_is_found(founding):
    """With what happened around it."""
    types = set().union(*(found_in(incidents, "القدم") for _, incidents in founding))
    assert types & {"siege", "armed_clash", "assassination"}


def test_nothing_of_the_founding_texts_background_is_told_as_new(founding):
    """What is recalled, long in force, offered or feared opens no incident."""
    for one, incidents in founding:
        for incident in incidents:
            start = incident["evidence"]["start"]
            sentence = text_of(one)[:start].rsplit("\n", 1)[-1]
            for recalled in ("يذكر أن", "منذ أكثر من سنتين", "عرض على"):
                assert recalled not in sentence, (incident["type"], sentence[-80:])
            assert "حرب" not in incident["trigger"], "a war that is feared"

"""`rasid incidents`: what happened and why, and the operator's hand."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from alerts.cli.handwork import Wanted, correction_of
from alerts.store.schema import open_database
from crawler.assess import Assessor
from crawler.store.articles import ArticleStore
from tests.samples import HOUR, NOON, QADAM, article, contains, event

CODE = re.compile(r"^([0-9A-Z]{4}) ", re.MULTILINE)


@pytest.fixture
def config(tmp_path):
    """Settle three reports of one shelling into a database; two of them have the same words."""
    database = open_database(str(tmp_path / "rasid.db"))
    text = "قتل ثلاثة مدنيين في قصف مدفعي على الحي جنوب العاصمة مساء الأربعاء، وفق ما نقل مراسلون من المنطقة."
    papers = [
        replace(article(name, publisher=name, text=words), published=NOON + hours * HOUR)
        for hours, (name, words) in enumerate(
            (("sham", text), ("halab", text), ("hama", "نص آخر من مصدر آخر"))
        )
    ]
    assessor = Assessor(database, lambda _: [event(place=QADAM)], contains, lambda *_: None)
    for paper in papers:
        with database.begin() as tx:
            ArticleStore(tx).save(paper, NOON)
        assessor.assess(NOON)
    database.close()
    file = tmp_path / "rasid.toml"
    file.write_text('timezone = "Asia/Damascus"\n', encoding="utf-8")
    return str(file)


def test_what_happened_is_listed_and_shown_with_its_reasons(rasid, config):
    """Three reports from two origins: whose words each holds, and why it was put there."""
    listed = rasid("incidents", "list", "--config", config)
    assert listed.status == 0, listed.err
    assert "3 reports, 2 origins" in listed.out
    (code,) = CODE.findall(listed.out)
    shown = rasid("incidents", "show", code.lower(), "--config", config).out
    assert "nearly the same text as a report of it" in shown
    assert "no open incident fits" in shown
    assert "joined" in shown


def test_the_hand_splits_merges_and_corrects(rasid, config):
    """Each with its reason, and the reason is shown afterwards."""
    (code,) = CODE.findall(rasid("incidents", "list", "--config", config).out)
    split = rasid("incidents", "split", code, "3", "--why", "another street", "--config", config)
    assert split.status == 0, split.err
    alone = split.out[:4]
    assert sorted(CODE.findall(rasid("incidents", "list", "--config", config).out)) == sorted([code, alone])
    merged = rasid("incidents", "merge", alone, code, "--why", "the same after all", "--config", config)
    assert "3 reports" in merged.out, merged.err
    told = ("--killed", "4-6", "--place", "حي التضامن", "--day", "2026-05-05", "--why", "the hospital's list")
    corrected = rasid("incidents", "correct", code, *told, "--config", config)
    assert corrected.status == 0, corrected.err
    shown = rasid("incidents", "show", code, "--config", config).out
    for words in ("the hospital's list", "the same after all", "4 إلى 6", "التضامن", "2026-05-05"):
        assert words in shown


def test_what_cannot_be_done_is_told_in_a_sentence(rasid, config):
    """The answer says what to write, and the status tells a script."""
    for words, told in ((("show", "hello!"), "is no code"), (("show", "ZZZZ"), "no such incident")):
        ran = rasid("incidents", *words, "--config", config)
        assert ran.status == 1
        assert told in ran.err
        assert "Traceback" not in ran.err


TYPED = {
    "nothing at all": (Wanted(), "say what is right"),
    "a toll in words": (Wanted(killed="many"), "is no toll"),
    "a toll upside down": (Wanted(wounded="9-5"), "lower figure comes first"),
    "a day in words": (Wanted(day="today"), "is no day"),
    "an unknown kind": (Wanted(type="war"), "no type is called"),
}


@pytest.mark.parametrize(("wanted", "told"), TYPED.values(), ids=TYPED)
def test_what_was_mistyped_is_told(wanted, told):
    """Nothing is corrected by half."""
    with pytest.raises(ValueError, match=told):
        correction_of(wanted, "x", NOON, None)

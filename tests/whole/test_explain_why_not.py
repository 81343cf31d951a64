"""`rasid explain --why-not`."""

from __future__ import annotations

from tests.commands import FOOTBALL, RECALLED, SHELLED, jsonl


def test_explain_tells_why_it_is_no_event_of_a_type(rasid, tmp_path):
    """Each article by its title, with the triggers seen and what became of them, or what came nearest."""
    file = tmp_path / "articles.jsonl"
    file.write_bytes(jsonl(RECALLED, SHELLED, FOOTBALL))
    ran = rasid("explain", str(file), "--why-not", "shelling")
    assert ran.status == 0
    assert "background: " in ran.out
    assert "It did become shelling" in ran.out
    assert "No trigger of shelling stands in it." in ran.out


def test_a_wrong_type_is_told_with_the_nearest(rasid, tmp_path):
    """Before anything is read."""
    ran = rasid("explain", str(tmp_path), "--why-not", "shelin")
    assert (ran.status, ran.out) == (2, "")
    assert "did you mean shelling?" in ran.err

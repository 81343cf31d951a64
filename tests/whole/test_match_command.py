"""`rasid match`: a keyword rule tried on article lines."""

from __future__ import annotations

from tests.commands import FOOTBALL, RISEN, SHELLED, jsonl


def test_match_prints_the_articles_that_a_rule_takes(rasid):
    """One line an article that matches, none for the others; the offsets lead to the words."""
    ran = rasid("match", 'القدم -"كرة القدم"', stdin=jsonl(SHELLED, FOOTBALL, RISEN))
    assert (ran.status, [line["id"] for line in ran.lines]) == (0, ["shelling", "risen"])
    whole = f"{SHELLED['title']}\n{SHELLED['text']}"
    words = ran.lines[0]["words"]
    assert len(words) == 2
    assert all(whole[word["start"] : word["end"]] == word["text"] == "القدم" for word in words)


def test_match_tells_a_mistake_in_the_rule_and_reads_nothing(rasid):
    """The sentence says what to write; the exit status is that of a wrong command."""
    ran = rasid("match", "قصف - تدريب", stdin=jsonl(SHELLED))
    assert (ran.status, ran.out) == (2, "")
    assert "-تدريب" in ran.err


def test_match_tells_bad_lines_and_goes_on(rasid):
    """As every filter does."""
    ran = rasid("match", "قصف", stdin=jsonl(b"{", SHELLED))
    assert ran.status == 1
    assert [line["id"] for line in ran.lines] == [None, "shelling"]

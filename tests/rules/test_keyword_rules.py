"""What a subscriber types is read as a rule, or refused with what to write instead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.detect.keyword_rules import (
    LONGEST_RULE,
    MOST_TERMS,
    KeywordRule,
    Near,
    RuleRefused,
    Run,
    Trouble,
    read_rule,
)

SAME = {
    "or in Arabic": ("قصف أو غارة", "قصف | غارة"),
    "or without its hamza": ("قصف او غارة", "قصف | غارة"),
    "or in English": ("قصف OR غارة", "قصف | غارة"),
    "two bars": ("قصف || غارة", "قصف | غارة"),
    "or without blanks": ("قصف|غارة", "قصف | غارة"),
    "without, in Arabic": ("قصف بدون تدريب", "قصف -تدريب"),
    "not, in English": ("قصف not تدريب", "قصف -تدريب"),
    "a long dash from a phone": ("قصف –تدريب", "قصف -تدريب"),
    "the word to leave out first": ("-تدريب قصف", "قصف -تدريب"),
    "near, in Arabic": ("قصف قرب مدرسة", "قصف ~5 مدرسة"),
    "near, in English": ("قصف near مدرسة", "قصف ~ مدرسة"),
    "near without a number": ("قصف ~ مدرسة", "قصف ~5 مدرسة"),
    "near with an Arabic digit": ("قصف ~٣ مدرسة", "قصف ~3 مدرسة"),
    "near with a blank": ("قصف ~ 3 مدرسة", "قصف ~3 مدرسة"),
    "Arabic quotation marks": ("«ريف حلب»", '"ريف حلب"'),
    "curved quotation marks": ("“ريف حلب”", '"ريف حلب"'),
    "a hashtag is a phrase": ("#ريف_حلب", '"ريف حلب"'),
    "a hyphen inside a word": ("دير-الزور", '"دير الزور"'),
    "marks on the letters": ("قَصْف", "قصف"),
    "line breaks": ("قصف\nغارة", "قصف غارة"),
}


@pytest.mark.parametrize(("typed", "plain"), SAME.values(), ids=SAME)
def test_a_rule_may_be_typed_in_many_ways(typed: str, plain: str) -> None:
    """A phone offers other signs than a keyboard; words stand for signs that it hides."""
    assert isinstance(read_rule(plain), KeywordRule)
    assert read_rule(typed) == read_rule(plain)


OTHER = {
    "both is not one of two": ("قصف غارة", "قصف | غارة"),
    "a phrase is not two words": ('"ريف حلب"', "ريف حلب"),
    "without is not with": ("قصف -تدريب", "قصف تدريب"),
    "one word in quotes is exact": ('"قصف"', "قصف"),
    "with ال": ("القدم", "قدم"),
    "the bar binds closer than the blank": ("قصف | غارة دمشق", "قصف | دمشق غارة"),
    "or in quotes is a word": ('قصف "أو" غارة', "قصف أو غارة"),
    "another distance": ("قصف ~2 مدرسة", "قصف ~3 مدرسة"),
}


@pytest.mark.parametrize(("one", "other"), OTHER.values(), ids=OTHER)
def test_rules_that_mean_different_things_differ(one: str, other: str) -> None:
    """No sign is dropped in silence."""
    assert read_rule(one) != read_rule(other)


REFUSED = {
    "nothing": ("", Trouble.EMPTY),
    "blanks": ("  \n", Trouble.EMPTY),
    "too long": ("قصف " * (LONGEST_RULE // 4 + 1), Trouble.TOO_LONG),
    "too many words": (" ".join(["قصف"] * (MOST_TERMS + 1)), Trouble.TOO_MANY),
    "a phrase of nine words": ('"و و و و و و و و و"', Trouble.LONG_PHRASE),
    "an open quotation mark": ('قصف "ريف حلب', Trouble.OPEN_QUOTE),
    "nothing in the quotes": ('قصف ""', Trouble.NO_LETTERS),
    "only marks": ("قصف !!", Trouble.NO_LETTERS),
    "a minus alone": ("قصف - تدريب", Trouble.LOOSE_MINUS),
    "a minus behind, where right-to-left puts it": ("قصف تدريب-", Trouble.LOOSE_MINUS),
    "without what": ("قصف بدون", Trouble.LOOSE_MINUS),
    "or what": ("قصف |", Trouble.LOOSE_OR),
    "what or": ("أو قصف", Trouble.LOOSE_OR),
    "or or": ("قصف | أو غارة", Trouble.LOOSE_OR),
    "near what": ("قصف ~", Trouble.LOOSE_NEAR),
    "what near": ("~3 مدرسة", Trouble.LOOSE_NEAR),
    "near what is left out": ("قصف ~ -مدرسة", Trouble.LOOSE_NEAR),
    "three near each other": ("قصف ~ مدرسة ~ حلب", Trouble.NEAR_THREE),
    "too far to be near": ("قصف ~21 مدرسة", Trouble.NEAR_TOO_FAR),
    "or without": ("قصف | -تدريب", Trouble.MINUS_IN_CHOICE),
    "without one or the other": ("قصف -تدريب | مناورة", Trouble.MINUS_IN_CHOICE),
    "or without, in words": ("قصف أو بدون تدريب", Trouble.MINUS_IN_CHOICE),
    "nothing wanted": ("-تدريب", Trouble.ONLY_MINUS),
    "wanted and left out": ("قصف -قصف", Trouble.CONTRADICTION),
    "an expression": ("(قصف)+", None),
}


@pytest.mark.parametrize(("typed", "trouble"), REFUSED.values(), ids=REFUSED)
def test_a_mistake_is_told_with_what_to_write(typed: str, trouble: Trouble | None) -> None:
    """A refusal names the mistake and the part; brackets are no mistake, they are just no letters."""
    read = read_rule(typed)
    if trouble is None:
        assert read == read_rule("قصف")
        return
    assert isinstance(read, RuleRefused)
    assert read.trouble is trouble
    assert read.part in typed or read.part.endswith("…")


def test_a_refusal_is_a_sentence_with_an_example() -> None:
    """Who typed it can mend it without a manual."""
    refused = read_rule("قصف - تدريب")
    assert str(refused) == "«-»: " + Trouble.LOOSE_MINUS.value
    assert all(
        any("\u0621" <= letter <= "\u064a" for letter in trouble)
        for trouble in Trouble
        if trouble.name.startswith(("LOOSE", "NEAR", "MINUS", "ONLY", "OPEN", "EMPTY"))
    )


def test_a_phrase_that_holds_a_wanted_word_only_parts_it() -> None:
    """«القدم -"كرة القدم"» leaves out the phrase, not the article that has both."""
    rule = read_rule('القدم -"كرة القدم" -ملعب')
    assert isinstance(rule, KeywordRule)
    assert [len(run.words) for run in rule.apart] == [2]
    assert len(rule.excluded) == 1


@given(st.text(alphabet='قصفغارةالحيأو بدون|~-"«»٥5#_.!\n()*+\\x', max_size=80))
def test_anything_typed_is_a_rule_or_a_refusal(text: str) -> None:
    """Nothing that a subscriber types raises; a rule always wants something and stays small."""
    read = read_rule(text)
    if isinstance(read, RuleRefused):
        assert str(read)
        return
    assert read.wanted
    assert all(read.wanted)
    terms = [term for group in read.wanted for term in group]
    assert len(terms) <= MOST_TERMS
    assert all(isinstance(term, (Run, Near)) for term in terms)

"""Words with their places, and the small words that Arabic writes onto others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.arabic.tokens import readings, tokenize

SPLIT = {
    "words": ("قصف عنيف", ["قصف", "عنيف"]),
    "marks inside": ("القَصْفُ عنيفٌ", ["القصف", "عنيف"]),
    "comma": ("حلب، إدلب", ["حلب", "،", "ادلب"]),
    "number with separator": ("قتل 1,200 شخص", ["قتل", "1,200", "شخص"]),
    "number stuck to a word": ("قتل7 أشخاص", ["قتل", "7", "اشخاص"]),
    "hashtag": ("#ريف_إدلب", ["#", "ريف", "_", "ادلب"]),
    "line break": ("سطر\nآخر", ["سطر", "\n", "اخر"]),
    "parentheses": ("(رويترز)", ["(", "رويترز", ")"]),
    "censored with tatweel and dot": ("استـ.ـهداف", ["استهداف"]),
    "censored with tatweel and star": ("القتـ*ـلى", ["القتلي"]),
    "censored with tatweel and space": ("قـ صف", ["قصف"]),
    "stretched": ("انفجـــار", ["انفجار"]),
    "letter and number": ("بـ 5 أشخاص", ["ب", "5", "اشخاص"]),
    "the and number": ("الـ 13", ["ال", "13"]),
    "Latin after a letter": ("لـ CNN", ["ل", "cnn"]),
    "Hijri year": ("1439 هـ الموافق", ["1439", "ه", "الموافق"]),
    "full stop ends a word": ("قصف. عنيف", ["قصف", ".", "عنيف"]),
    "a name with a dot": ("السورية.نت", ["السوريه", ".", "نت"]),
}


@pytest.mark.parametrize(("text", "words"), SPLIT.values(), ids=SPLIT)
def test_a_text_is_split_into_folded_words(text: str, words: list[str]) -> None:
    """Words, numbers and marks come in order, folded."""
    assert [token.text for token in tokenize(text)] == words


STEMS = {
    "and": ("وقصف", "قصف", True),
    "then": ("فقصف", "قصف", True),
    "by the": ("بالقصف", "قصف", True),
    "and by the": ("وبالقصف", "قصف", True),
    "for the": ("للقدم", "قدم", True),
    "will": ("سيقصف", "يقصف", True),
    "the whole word": ("ولاية", "ولاية", True),
    "not inside": ("متقصف", "قصف", False),
}


@pytest.mark.parametrize(("word", "stem", "found"), STEMS.values(), ids=STEMS)
def test_clitics_are_peeled_from_the_front_only(word: str, stem: str, found: bool) -> None:
    """A stem is found behind its prefixes, never in the middle of a word."""
    assert (stem in {reading.stem for reading in readings(word)}) is found


@given(st.text(alphabet="ابتقصف وال.،ـ*\n12#_()\u064e\u200f", max_size=60))
def test_offsets_lead_back_into_the_text(text: str) -> None:
    """Tokens come in order, do not overlap, and leave out nothing but white space and signs of no sound."""
    end = 0
    for token in tokenize(text):
        assert end <= token.start < token.end <= len(text)
        end = token.end

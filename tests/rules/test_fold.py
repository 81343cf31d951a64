"""One folding for comparing; the same word however it was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.arabic.fold import fold, fold_word

SAME = {
    "hamza seats": ("أحمد", "احمد"),
    "hamza below": ("إدلب", "ادلب"),
    "madda": ("آفس", "افس"),
    "alif maqsura": ("مستشفى", "مستشفي"),
    "ta marbuta": ("غارة", "غاره"),
    "hamza on waw": ("مؤتمر", "موتمر"),
    "hamza on ya": ("طائرة", "طايره"),
    "short vowels": ("القَصْفُ", "القصف"),
    "shadda": ("شنّ", "شن"),
    "tatweel": ("قصــف", "قصف"),
    "Persian kaf and ya": ("ترکی", "تركي"),
    "zero width": ("قص\u200cف", "قصف"),
    "direction marks": ("\u200fقصف\u200e", "قصف"),
    "presentation forms": ("ﻗﺼﻒ", "قصف"),
    "arabic-indic digits": ("١٢٣", "123"),
    "persian digits": ("۴۵", "45"),
    "latin case": ("CNN", "cnn"),
}
APART = {
    "letters": ("قصف", "قطف"),
    "ain and hamza": ("عمل", "أمل"),
    "two words": ("قصف جوي", "قصفجوي"),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_spellings_of_one_word_fold_together(one: str, other: str) -> None:
    """Whatever keyboard or editor wrote it, a word compares equal."""
    assert fold(one) == fold(other)
    assert fold_word(one) == fold(one)


@pytest.mark.parametrize(("one", "other"), APART.values(), ids=APART)
def test_different_words_stay_apart(one: str, other: str) -> None:
    """Folding joins spellings, never words."""
    assert fold(one) != fold(other)


@given(st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآىئؤةءـَُِّْ ١٢3abZ", max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    """The folded form is stable."""
    assert fold(fold(text)) == fold(text)

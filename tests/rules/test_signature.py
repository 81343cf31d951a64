"""The digest by which a text is known again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.dedup.signature import SHINGLE, SKETCH, sign, words_of

TEXT = (
    "قصفت مدفعية النظام صباح اليوم حي القدم جنوب دمشق بأكثر من عشرين قذيفة، ما أدى إلى مقتل ثلاثة مدنيين "
    "بينهم طفل، وإصابة سبعة آخرين بجروح، وفق ما أفاد به ناشطون من الحي. وأضاف الناشطون أن القصف تركز على "
    "الأبنية السكنية قرب الجامع الكبير، وأن فرق الإسعاف نقلت الجرحى إلى مشفى ميداني في حي العسالي المجاور."
)

SAME = {
    "vowel marks": ("قَصْفٌ على القَدَم", "قصف على القدم"),
    "tatweel": ("قصــف على القدم", "قصف على القدم"),
    "hamza seats": ("إصابة أحد الأهالي", "اصابة احد الاهالي"),
    "ى and ي, ة and ه": ("مدينة على الفرات", "مدينه علي الفرات"),
    "digits of both kinds": ("مقتل ١٢ شخصا", "مقتل 12 شخصا"),
    "punctuation and quotation marks": ("قصف «عنيف»، على القدم!", "قصف عنيف على القدم"),
    "line breaks and spaces": ("قصف\n\nعلى   القدم", "قصف على القدم"),
    "direction marks": ("قصف\u200f على\u200e القدم", "قصف على القدم"),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_one_text_however_it_is_typed(one, other):
    """A reprint with other marks, digits or spaces is an exact duplicate."""
    assert sign(words_of(one)) == sign(words_of(other))


OTHER = {
    "another toll": ("مقتل 12 شخصا في القدم", "مقتل 13 شخصا في القدم"),
    "another quarter": ("قصف على القدم", "قصف على العسالي"),
    "words turned round": ("النظام يقصف المعارضة", "المعارضة يقصف النظام"),
}


@pytest.mark.parametrize(("one", "other"), OTHER.values(), ids=OTHER)
def test_another_text_has_another_digest(one, other):
    """A text with another figure or place is never an exact duplicate: digits and names count."""
    assert sign(words_of(one)).exact != sign(words_of(other)).exact


def test_the_digest_is_fixed_in_size_and_in_order():
    """A signature takes the same room whatever the text's length, its sketch ascending."""
    long, short = sign(words_of(TEXT * 20)), sign(words_of("قصف على القدم اليوم"))
    assert len(long.exact) == len(short.exact) == 32
    assert len(long.sketch) == SKETCH
    assert list(long.sketch) == sorted(long.sketch)
    assert len(short.sketch) == 4 - SHINGLE + 1


def test_a_text_shorter_than_a_shingle_has_no_sketch():
    """Two words are compared exactly or not at all."""
    assert sign(words_of("عاجل قصف")).sketch == ()
    assert sign(words_of("")).sketch == ()


@given(st.integers(0, 40), st.sampled_from(["أمس", "سبعون", "المدرسة"]))
def test_a_changed_word_leaves_most_of_the_sketch(position, word):
    """A light edit is found again by the sketch: of sixteen hashes at least three stay."""
    words = words_of(TEXT)
    changed = [*words[:position], word, *words[position + 1 :]]
    assert len(set(sign(words).sketch) & set(sign(changed).sketch)) >= 3


@given(st.text())
def test_any_text_can_be_signed(text):
    """No text breaks it, and the same text always has the same digest."""
    assert sign(words_of(text)) == sign(words_of(text))

"""Whether an article repeats an earlier one."""

import random

import pytest

from crawler.dedup.judge import LEAST_SIMILARITY, Known, judge
from crawler.dedup.signature import words_of
from crawler.model import Verdict
from tests.rules.test_signature import TEXT

STRANGER = (
    "أعلنت وزارة الصحة تسجيل إصابات جديدة بالكوليرا في ريف المحافظة الشرقي، وقالت إن فرقا طبية توجهت إلى "
    "القرى المتضررة لتعقيم مصادر المياه وتوزيع أدوية، ودعت الأهالي إلى غلي الماء قبل شربه."
)
ORIGINAL = Known(article_id="original", words=words_of(TEXT))


def edited(share: float) -> list[str]:
    words = words_of(TEXT)
    chance = random.Random(4)
    for position in chance.sample(range(len(words)), round(len(words) * share)):
        words[position] = f"كلمة{position}"
    return words


NEAR = {
    "a changed headline": [*words_of("عاجل من جنوب العاصمة"), *words_of(TEXT)],
    "a signature under the text": [*words_of(TEXT), *words_of("المصدر وكالة الأنباء المحلية")],
    "a tail that was cut": words_of(TEXT)[:-8],
    "a tenth of the words changed": edited(0.1),
}


@pytest.mark.parametrize("words", NEAR.values(), ids=NEAR)
def test_a_reprint_is_a_near_duplicate(words):
    """A reprint with another headline, tail or a few other words is known as one."""
    verdict = judge(words, None, [ORIGINAL])
    assert (verdict.duplicate_of, verdict.kind) == ("original", "near")
    assert LEAST_SIMILARITY <= verdict.similarity < 1


FRESH = {
    "a stranger": words_of(STRANGER),
    "half of the words are others": edited(0.5),
    "one paragraph of it inside another report": [*words_of(STRANGER), *words_of(TEXT)[:20]],
}


@pytest.mark.parametrize("words", FRESH.values(), ids=FRESH)
def test_another_article_is_fresh(words):
    """An article with its own words repeats nothing, and the likeness is told all the same."""
    verdict = judge(words, None, [ORIGINAL])
    assert (verdict.duplicate_of, verdict.kind) == (None, None)
    assert 0 <= verdict.similarity < LEAST_SIMILARITY


def test_the_same_digest_is_an_exact_duplicate():
    """Nothing is compared when the digest is the same."""
    assert judge([], "original", []) == Verdict(duplicate_of="original", kind="exact", similarity=1.0)


def test_the_likest_of_several_is_named():
    """A reprint of a reprint points to what it resembles most."""
    worse = Known(article_id="worse", words=edited(0.15))
    for known in ([ORIGINAL, worse], [worse, ORIGINAL]):
        assert judge(edited(0.05), None, known).duplicate_of == "original"


def test_nothing_alike_is_no_verdict():
    """Without candidates an article is fresh."""
    assert judge(words_of(TEXT), None, []) == Verdict()


def test_a_short_text_is_judged_by_its_words():
    """Two bulletins of eight words that differ in the town are two."""
    one, other = words_of("قتيل بقصف على سراقب اليوم"), words_of("قتيل بقصف على نوى أمس")
    assert judge(one, None, [Known(article_id="other", words=other)]).duplicate_of is None


BULLETIN = (
    "شهدت المنطقة منذ ساعات الصباح تصعيدا جديدا، إذ استهدفت المدفعية بلدة كفر شمس بأكثر من أربعين قذيفة، "
    "ما أدى إلى مقتل 7 مدنيين وإصابة تسعة آخرين، ونقلت فرق الإسعاف المصابين إلى مشفى قريب، بينما أغلقت "
    "المدارس أبوابها وطالب الأهالي المنظمات بإرسال مساعدات عاجلة قبل حلول الشتاء. وذكر شهود عند الساعة 10 "
    "أن الطيران حلق في الأجواء."
)
NAMES = frozenset(words_of("شمس اليرموك نوى جاسم انخل الصنمين القدم"))
UPDATES = {
    "another toll in digits": ("مقتل 7 مدنيين", "مقتل 11 مدنيين"),
    "another toll in words": ("وإصابة تسعة آخرين", "وإصابة عشرين آخرين"),
    "another town": ("بلدة كفر شمس", "بلدة نوى شمس"),
    "a word for a digit": ("مقتل 7 مدنيين", "مقتل ثمانية مدنيين"),
}


def is_place(word):
    return word in NAMES or word == "كفر"


def judged(text, known=BULLETIN):
    return judge(words_of(text), None, [Known(article_id="original", words=words_of(known))], is_place)


@pytest.mark.parametrize(("old", "new"), UPDATES.values(), ids=UPDATES)
def test_another_toll_or_place_makes_another_article(old, new):
    """A bulletin written over the one before is an update or another incident, never a duplicate."""
    changed = BULLETIN.replace(old, new)
    assert changed != BULLETIN
    verdict = judged(changed)
    assert (verdict.duplicate_of, verdict.kind) == (None, None)
    assert verdict.similarity > 0.95


COPIES = {
    "seven in words": ("مقتل 7 مدنيين", "مقتل سبعة مدنيين"),
    "another hour": ("الساعة 10", "الساعة 11"),
    "another number of shells": ("أربعين قذيفة", "خمسين قذيفة"),
    "another word that is no place": ("بلدة كفر", "بلدة مدرسة"),
    "a place beside what is no place's name": ("بإرسال مساعدات", "بإرسال القدم"),
    "a reporter's word": ("تصعيدا جديدا", "تصعيدا كبيرا"),
}


@pytest.mark.parametrize(("old", "new"), COPIES.values(), ids=COPIES)
def test_other_changes_leave_it_a_duplicate(old, new):
    """An editor's pen, an hour or a figure that counts no people make no other article."""
    changed = BULLETIN.replace(old, new)
    assert changed != BULLETIN
    assert judged(changed).duplicate_of == "original"


def test_an_older_version_with_the_same_toll_is_found_behind_a_nearer_update():
    """The likest text tells another toll; the next one tells the same, and is what was copied."""
    update = BULLETIN.replace("مقتل 7", "مقتل 11")
    copy = f"{update} وكالات"
    known = [
        Known(article_id="first", words=words_of(BULLETIN)),
        Known(article_id="update", words=words_of(f"{update} وأضاف الشهود أن القصف ما زال مستمرا")),
    ]
    assert judge(words_of(copy), None, known, is_place).duplicate_of == "update"

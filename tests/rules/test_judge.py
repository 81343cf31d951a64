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

"""Keyword rules match whole words in all their forms, and nothing inside another word."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.detect.keyword_forms import Paradigms
from crawler.detect.keyword_rules import KeywordRule, read_rule
from crawler.detect.keywords import KeywordSet, matches
from crawler.detect.lexicon import load_lexicon

PARADIGMS = Paradigms(load_lexicon())


def rule_of(text: str) -> KeywordRule:
    rule = read_rule(text)
    assert isinstance(rule, KeywordRule), rule
    return rule


def found(rule: str, text: str) -> list[str] | None:
    """Return the words that a rule takes of a text without a title."""
    spans = matches(rule_of(rule), "", text, PARADIGMS)
    return None if spans is None else [f"\n{text}"[span.start : span.end] for span in spans]


MATCHING = {
    # one word
    "as written": ("قصف", "قصف على الميناء", ["قصف"]),
    "with ال": ("قصف", "توقف القصف", ["القصف"]),
    "by the": ("قصف", "تضرر بالقصف", ["بالقصف"]),
    "for the, alif dropped": ("قصف", "تعرضت للقصف", ["للقصف"]),
    "and": ("قصف", "غارات وقصف", ["وقصف"]),
    "with marks": ("قصف", "القَصْفُ", ["القَصْفُ"]),
    "stretched": ("قصف", "قصـــف", ["قصـــف"]),
    "cut up for a censor": ("قصف", "قـ صف", ["قـ صف"]),
    "its verb": ("قصف", "وقصفت الطائرات الميناء", ["وقصفت"]),
    "its verb in the future": ("قصف", "سيقصفون الميناء", ["سيقصفون"]),
    "with a pronoun": ("قصف", "هددوا بقصفها", ["بقصفها"]),
    "broken plural": ("هجوم", "سلسلة هجمات", ["هجمات"]),
    "dual": ("غارة", "نفذت غارتين", ["غارتين"]),
    "construct dual": ("غارة", "غارتا أمس", ["غارتا"]),
    "feminine plural": ("غارة", "الغارات", ["الغارات"]),
    "the plural asks for the singular": ("غارات", "غارة واحدة", ["غارة"]),
    "ال typed before a word of the lexicon": ("القصف", "قصف عنيف", ["قصف"]),
    "hamza typed otherwise": ("انفجار", "إنفجار", ["إنفجار"]),
    "ta marbuta typed as ha": ("غاره", "غارة", ["غارة"]),
    "not in the lexicon, regular dual": ("مطحنة", "بين مطحنتين", ["مطحنتين"]),
    "not in the lexicon, regular plural": ("مطحنة", "مطاحن ومطحنات", ["ومطحنات"]),
    "not in the lexicon, feminine verb": ("تدحرج", "تدحرجت الصخور", ["تدحرجت"]),
    "an adjective of nation": ("حلبي", "تجار حلبيون وحلبية", ["حلبيون", "وحلبية"]),
    "a name with its ال": ("القدم", "في القدم وبالقدم وللقدم", ["القدم", "وبالقدم", "وللقدم"]),
    "a short word": ("حي", "في الحي", ["الحي"]),
    "a plural of the lexicon": ("حي", "أحياء المدينة", ["أحياء"]),
    "a letter and a number": ("M5", "على طريق M5 الدولي", ["M5"]),
    "a number": ("17", "الفرقة ١٧ مشاة", ["١٧"]),
    "Latin letters": ("unifil", "قوة UNIFIL الدولية", ["UNIFIL"]),
    # several
    "both words": ("قصف ميناء", "الميناء تحت القصف", ["الميناء", "القصف"]),
    "one of two": ("قصف | غارة", "غارة ليلية", ["غارة"]),
    "or binds closer": ("قصف | غارة ميناء", "غارة على الميناء", ["غارة", "الميناء"]),
    "what is left out is not there": ("قصف -تدريب", "قصف ليلي", ["قصف"]),
    "a phrase": ('"ريف حلب"', "بريف حلب الشمالي", ["بريف حلب"]),
    "a phrase in quotes": ('"ريف حلب"', "«ريف حلب»", ["ريف حلب"]),
    "a phrase as a hashtag": ('"ريف حلب"', "#ريف_حلب", ["ريف_حلب"]),
    "ال not typed in a phrase": ('"قصف مدفعي"', "القصف المدفعي", ["القصف المدفعي"]),
    "near": ("قصف ~2 مدرسة", "قصف الطيران الحربي مدرسة", ["قصف الطيران الحربي مدرسة"]),
    "near, the other way round": ("مدرسة ~2 قصف", "قصف طال مدرسة", ["قصف طال مدرسة"]),
    "a comma is no word between": ("قصف ~0 مدرسة", "قصف، مدرسة", ["قصف، مدرسة"]),
    "near a phrase": ('قصف ~3 "سوق الهال"', "قصف على سوق الهال", ["قصف على سوق الهال"]),
    "the phrase is parted, the quarter stays": ('القدم -"كرة القدم"', "كرة القدم وحي القدم", ["القدم"]),
}


@pytest.mark.parametrize(("rule", "text", "words"), MATCHING.values(), ids=MATCHING)
def test_a_rule_finds_its_words(rule: str, text: str, words: list[str]) -> None:
    """A word is found in whatever form Arabic writes it, and the spans say where."""
    assert found(rule, text) == words


NOT_MATCHING = {
    # inside other words
    "حي in the revival": ("حي", "إحياء الذكرى"),
    "حي in a greeting": ("حي", "تحية للجميع"),
    "حي in snakes": ("حي", "الحيات في الصحراء"),
    "قصف inside a word": ("قصف", "متقصفة"),
    "a trigger inside a name": ("غارة", "مغارة جعيتا"),
    "فر in to travel": ("فر", "السفر إلى الخارج"),
    "سد in the body": ("سد", "الجسد السليم"),
    "بئر in a bar": ("بار", "الأخبار العاجلة"),
    "حرب in a spear": ("حرب", "حربة الصياد"),
    "قتل in fights": ("قتيل", "تقاتل الفريقان"),
    "جسر in courage": ("جسر", "جسارة القائد"),
    "لبن is not Lebanon": ("لبن", "في لبنان"),
    "عم is not Oman": ("عم", "سلطنة عمان"),
    "سوري is not Syria": ("سوري", "في سوريا"),
    "مطار is no raincoat": ("مطار", "ممطار"),
    "الحي is not the present": ("الحي", "الحياة اليومية"),
    "5 in 15": ("5", "قتل 15 شخصا"),
    "Latin inside Latin": ("un", "UNIFIL"),
    # clitics that the word's class does not take
    "a noun takes no س": ("مطار", "سمطار"),
    "a verb takes no ال": ("تدحرج", "التدحرجت"),
    "a name keeps its ال": ("القدم", "قدم استقالته"),
    "a name keeps its ال after ب": ("القدم", "بقدم واحدة"),
    # signs
    "one of both words": ("قصف ميناء", "قصف عنيف"),
    "neither of two": ("قصف | غارة", "هدوء حذر"),
    "one of two, not the third": ("قصف | غارة ميناء", "غارة ليلية"),
    "left out": ("قصف -تدريب", "قصف في إطار التدريبات"),
    "left out, in the title's form": ("قصف بدون مناورة", "مناورات تشمل القصف"),
    "a phrase's words apart": ('"ريف حلب"', "ريف محافظة حلب"),
    "a phrase the other way round": ('"ريف حلب"', "حلب ريف"),
    "a phrase over a comma": ('"ريف حلب"', "في الريف، حلب"),
    "a phrase over a full stop": ('"ريف حلب"', "قصف الريف. حلب هادئة"),
    "a phrase with a small word inside": ('"ريف حلب"', "ريف وحلب"),
    "a quoted word in another form": ('"قصف"', "قصفت الطائرات"),
    "ال typed in a phrase": ('"حي القدم"', "حي قدم"),
    "a phrase, the foot": ('"حي القدم"', "كرة القدم في الحي"),
    "the foot parted": ('القدم -"كرة القدم"', "مباراة كرة القدم"),
    "too far": ("قصف ~1 مدرسة", "قصف الطيران الحربي مدرسة"),
    "near over a line break": ("قصف ~5 مدرسة", "قصف\nمدرسة"),
    "one word is not two near each other": ("قصف ~5 قصف", "قصف عنيف"),
    "an empty text": ("قصف", ""),
    "only marks": ("قصف", "... !"),
}


@pytest.mark.parametrize(("rule", "text"), NOT_MATCHING.values(), ids=NOT_MATCHING)
def test_a_rule_finds_nothing_else(rule: str, text: str) -> None:
    """What only looks like the word, or is left out, does not match."""
    assert found(rule, text) is None


def test_spans_count_in_title_and_text() -> None:
    """Offsets lead into Article.full_text, whichever part the word stands in."""
    title, text = "قصف ليلي", "توقف القصف"
    spans = matches(rule_of("قصف"), title, text, PARADIGMS)
    assert spans is not None
    assert [f"{title}\n{text}"[span.start : span.end] for span in spans] == ["قصف", "القصف"]


RULES = ["قصف", "غارة -تدريب", "قصف | غارة ميناء", '"ريف حلب"', "قصف ~3 ميناء", 'القدم -"كرة القدم"', "قصف"]
WORDS = ["قصف", "وقصفت", "غارات", "تدريب", "الميناء", "ريف", "حلب", "كرة", "القدم", "حي", "،", "\n", "إحياء"]


@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_many_rules_at_once_say_what_each_says_alone(words: list[str]) -> None:
    """The index over the rules' words leaves out no rule and adds none."""
    text = " ".join(words)
    together = _TOGETHER.matching("", text)
    for number, rule in enumerate(RULES):
        assert together.get(number) == matches(rule_of(rule), "", text, PARADIGMS)


@given(st.lists(st.sampled_from(WORDS), max_size=15), st.text(alphabet="ابتقصفح ،.\n", max_size=20))
def test_more_text_never_takes_a_wanted_word_away(words: list[str], more: str) -> None:
    """What matches still matches when a line is added, if nothing is left out."""
    text = " ".join(words)
    if found("قصف | غارة", text) is not None:
        assert found("قصف | غارة", f"{text}\n{more}") is not None


_TOGETHER = KeywordSet(dict(enumerate(map(rule_of, RULES))), PARADIGMS)


def test_ten_thousand_rules_read_an_article_at_once() -> None:
    """An article costs by the rules whose rarest word it has, not by all that there are."""
    rules = {n: rule_of(f'قصف ~9 "قرية{n}" | بلدة{n} -تدريب') for n in range(10_000)}
    asked = KeywordSet(rules, PARADIGMS)
    text = "قصف عنيف طال بلدة 77 أمس وسط نزوح السكان. " * 20
    asked.matching("", text)
    began = time.perf_counter()
    assert set(asked.matching("", text)) == {77}
    assert time.perf_counter() - began < 0.1

"""Why an article did not become an event of a type."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.detect.detector import Detector, load_detector
from crawler.detect.why_not import WhyNot, why_not
from crawler.model import Article, EventType

WEDNESDAY = datetime(2024, 5, 15, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def detector() -> Detector:
    return load_detector()


def ask(detector: Detector, kind: str, title: str, text: str = "") -> tuple[WhyNot, Article]:
    article = Article(id="1", publisher="p", url="", title=title, text=text, published=WEDNESDAY)
    return why_not(article, EventType(kind), detector), article


# (type, title, text, the words of the trigger, what its reason says)
HELD = {
    "recalled": (
        "air_strike",
        "هدوء في المدينة",
        "يذكر أن طائرات شنت غارات على سراقب العام الماضي.",
        "غارات",
        "background",
    ),
    "denied": ("shelling", "الجيش ينفي قصف بلدة سرمين", "", "قصف", "denied"),
    "planned": ("territory_change", "الجيش يستعد للسيطرة على مدينة سراقب", "", "للسيطرة", "hypothetical"),
    "figurative": ("explosion", "الانفجار السكاني يقلق الخبراء", "", "الانفجار", "figurative"),
    "part of a name": ("protest", "خرجت طائرة مسيرة عن مسارها في ريف إدلب", "", "مسيرة", "part of a name"),
    "the toll goes to the cause": ("attack", "قتل خمسة في غارة على مدينة أريحا", "", "قتل", "what killed"),
    "read as a more exact type": ("shelling", "قصف جوي على مدينة أريحا", "", "قصف", "air_strike"),
}


@pytest.mark.parametrize("row", HELD.values(), ids=HELD)
def test_each_trigger_says_what_held_it_back(detector: Detector, row: tuple[str, str, str, str, str]) -> None:
    """A trigger of the type that was seen is shown with the rule that kept it from an event."""
    kind, title, text, words, reason = row
    answer, article = ask(detector, kind, title, text)
    assert answer.became == ()
    held = [h for h in answer.held if words in article.full_text[h.span.start : h.span.end]]
    assert held
    assert any(reason in why for h in held for why in h.why), held
    assert answer.near == ()


def test_what_did_become_an_event_is_said(detector: Detector) -> None:
    """Who asks in error is told so."""
    answer, _ = ask(detector, "air_strike", "غارات على مدينة أريحا")
    assert len(answer.became) == 1
    assert any("it became an event of this type" in why for h in answer.held for why in h.why)


def test_a_part_of_a_phrase_comes_near(detector: Detector) -> None:
    """Where no trigger stands, the phrases that lack least are shown with what they lack."""
    answer, article = ask(detector, "siege", "افتتاح الطريق", "احتفل السكان بالطريق الجديد.")
    assert answer.held == ()
    near = [n for n in answer.near if "طريق" in n.phrase]
    assert near
    assert near[0].lacks == "lacks [أغلق]"
    assert "الطريق" in article.full_text[near[0].span.start : near[0].span.end]


def test_a_misspelt_trigger_comes_near(detector: Detector) -> None:
    """A letter too many or too few: the lexicon's word is named."""
    answer, article = ask(detector, "shelling", "أخبار المدينة", "قصصفت الطائرات بلدة سرمين.")
    words = [article.full_text[n.span.start : n.span.end] for n in answer.near]
    assert "قصصفت" in words
    assert answer.passed_over is not None


def test_nothing_near_is_an_answer_too(detector: Detector) -> None:
    """An article about something else has nothing to show."""
    answer, _ = ask(detector, "outbreak", "افتتاح معرض الكتاب", "زار المعرض ألف قارئ.")
    assert (answer.became, answer.held, answer.near) == ((), (), ())


def test_a_play_is_passed_over(detector: Detector) -> None:
    """The gate that closed is named, and no trigger behind it is lost from sight."""
    text = (
        "سجل المهاجم هدفين في مرمى الحارس ضمن مباراة الدوري، وفاز الفريق بكأس البطولة أمام المنتخب في الملعب."
    )
    answer, _ = ask(detector, "shelling", "قصف كروي في الدوري", text)
    assert answer.passed_over is not None
    assert any("passed over" in why for h in answer.held for why in h.why)

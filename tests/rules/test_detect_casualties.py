"""Killed and wounded: how many, and who is not counted."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.detect.detector import Detector, load_detector
from crawler.model import Article, Event, Status

WEDNESDAY = datetime(2024, 5, 15, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def detector() -> Detector:
    return load_detector()


def first(detector: Detector, title: str, text: str = "") -> Event:
    article = Article(id="1", publisher="p", url="u", title=title, text=text, published=WEDNESDAY)
    return next(e for e in detector.detect(article) if e.status is Status.NEW)


TOLLS = {
    "digits": ("مقتل 12 شخصا في غارة على أريحا", 12, None),
    "arabic-indic digits": ("مقتل ١٢ شخصا في غارة على أريحا", 12, None),
    "number word": ("مصرع ثلاثة أشخاص في حادث سير قرب حمص", 3, None),
    "dual carries the number": ("مقتل شخصين في غارة على أريحا", 2, None),
    "singular carries one": ("مقتل طفل في غارة على أريحا", 1, None),
    "dual of killed": ("قتيلان في غارة على أريحا", 2, None),
    "number before the noun": ("12 قتيلا في غارة على أريحا", 12, None),
    "passive verb": ("قُتل أربعة مدنيين في قصف على سرمين", 4, None),
    "met their end": ("لقي خمسة أشخاص مصرعهم في حادث سير قرب حمص", 5, None),
    "met with death": ("لقي سبعة عمال حتفهم في انهيار مبنى في حلب", 7, None),
    "cost the lives": ("حريق في سوق مدينة عدن يودي بحياة ستة أشخاص", 6, None),
    "led to the death": ("غارة على أريحا أسفرت عن مقتل ثمانية مدنيين", 8, None),
    "martyred": ("استشهاد ثلاثة شبان في قصف على مدينة غزة", 3, None),
    "wounded only": ("إصابة خمسة أشخاص في غارة على أريحا", None, 5),
    "both": ("مقتل ثلاثة وإصابة سبعة في غارة على أريحا", 3, 7),
    "both as nouns": ("غارة على أريحا: 3 قتلى و7 جرحى", 3, 7),
    "wounded others": ("مقتل شخص وإصابة 20 آخرين في انفجار عبوة في عفرين", 1, 20),
    "at least": ("مقتل ما لا يقل عن 30 جنديا في هجوم على مواقع في مأرب", 30, None),
    "more than": ("مقتل أكثر من 100 شخص في زلزال ضرب ملاطية", 100, None),
    "dozens are unknown": ("مقتل العشرات في غارة على أريحا", None, None),
    "among them is not added": ("مقتل 9 مدنيين بينهم 4 أطفال في غارة على أريحا", 9, None),
    "most of them": ("مقتل 9 أشخاص أغلبهم نساء في غارة على أريحا", 9, None),
    "counted on": ("مقتل 16 طفلا وأربع نساء في غارة على أريحا", 20, None),
    "shared number": ("مقتل وإصابة 20 شخصا في غارة على أريحا", None, None),
    "ages do not count": ("مقتل شاب يبلغ 22 عاما في انفجار لغم قرب الرقة", 1, None),
    "raids do not count": ("قتلى في 15 غارة على أريحا", None, None),
    "shells do not count": ("مقتل مدنيين بسقوط 20 قذيفة على حلب", None, None),
    "arrested do not count": ("مقتل شخص في غارة على أريحا واعتقال 14 آخرين", 1, None),
    "number far before the verb": ("غارة على أريحا: 30 عنصرا من ميليشيات محلية قتلوا", 30, None),
    "none hurt": ("غارة على أريحا دون وقوع إصابات", None, 0),
    "none reported": ("سقوط قذيفة على حلب ولم ترد أنباء عن إصابات", None, 0),
    "plural or dual": ("مقتل مدنيين في غارة على أريحا", None, None),
    "toll rises": ("ارتفاع عدد قتلى غارة أريحا إلى 15", 15, None),
    "told before its noun": (
        "ارتفع إلى خمسة قتلى وأحد عشر جريحا عدد ضحايا قصف أريحا",
        5,
        11,
    ),
    "a third one": ("مقتل طفلين وجُرح ثالث بانفجار لغم قرب الميادين", 2, 1),
    "another one": ("مقتل شخص وأصيب آخر بانفجار لغم قرب الميادين", 1, 1),
    "the last is no other one": ("غارة على أريحا: وتوفي آخر شهودها", None, None),
    "a third day is no third man": ("وأصيب سبعة لليوم الثالث من القصف على أريحا", None, 7),
    "murdered officer": ("اغتيال ضابط برصاص مجهولين في طفس", 1, None),
    "murder only tried": ("محاولة اغتيال ضابط برصاص مجهولين في طفس", None, None),
    "murder escaped": ("نجاة قائد من اغتيال ضابط سابق في طفس", None, None),
    "percent": ("غارة على أريحا تدمر 30% من البيوت وتخلف قتلى", None, None),
}


@pytest.mark.parametrize(("title", "killed", "wounded"), TOLLS.values(), ids=TOLLS)
def test_reads_the_toll(detector: Detector, title: str, killed: int | None, wounded: int | None) -> None:
    """The toll is understood however the reporter wrote it, and is not made up."""
    event = first(detector, title)
    assert (event.killed.best, event.wounded.best) == (killed, wounded)


def test_dozens_keep_a_low_bound(detector: Detector) -> None:
    """A vague word is no figure, but it is not nothing."""
    killed = first(detector, "مقتل العشرات في غارة على أريحا").killed
    assert killed.best is None
    assert (killed.low or 0) >= 20


LATER = {
    "the event's sentence": ("غارة على أريحا", "وأسفرت الغارة عن مقتل خمسة أشخاص.", 5),
    "the last figure": ("مقتل ثلاثة في غارة على أريحا", "وارتفع عدد القتلى إلى خمسة في غارة أريحا.", 5),
    "a war's total is left out": (
        "مقتل ثلاثة في غارة على أريحا",
        "وأسفر النزاع المستمر منذ 2011 عن مقتل أكثر من 500 ألف شخص.",
        3,
    ),
    "a week's total is left out": (
        "مقتل ثلاثة في غارة على أريحا",
        "وبلغ عدد قتلى الغارات على أريحا 40 خلال أسبوع.",
        3,
    ),
    "the campaign's total is left out": (
        "مقتل ثلاثة في غارة على أريحا",
        "وارتفع إلى تسعة عدد قتلى الغارات على أريحا منذ التصعيد.",
        3,
    ),
    "since the morning it is its own": (
        "مقتل ثلاثة في غارة على أريحا",
        "وقتل خمسة منذ الصباح في غارات على أريحا.",
        5,
    ),
    "it only compares": (
        "غارة على أريحا",
        "وقتل خمسة في أعنف غارات على أريحا منذ أشهر.",
        5,
    ),
    "risen, in a sentence that leans": (
        "غارة على أريحا",
        "وقتلت الغارة ثلاثة أشخاص. وتوفي رجل، ما يرفع إلى أربعة عدد القتلى.",
        4,
    ),
    "a year's total is left out": (
        "مقتل ثلاثة في غارة على أريحا",
        "وقتل 80 شخصا منذ بداية العام في المنطقة.",
        3,
    ),
    "an older raid is left out": (
        "مقتل ثلاثة في غارة على أريحا",
        "وفي عام 2017 قتل 40 شخصا في غارة على المدينة.",
        3,
    ),
}


@pytest.mark.parametrize(("title", "text", "killed"), LATER.values(), ids=LATER)
def test_a_toll_told_later_belongs_to_its_event(
    detector: Detector, title: str, text: str, killed: int
) -> None:
    """A later sentence may raise the toll; totals of wars and years do not."""
    assert first(detector, title, text).killed.best == killed


SAID = {
    "by the sentence": ("قال مسعفون إن ثلاثة مدنيين قتلوا في غارة على أريحا", "مسعفون"),
    "after what he said": ("مقتل ثلاثة في غارة على أريحا، بحسب ما أفاد به مسعفون", "مسعفون"),
    "stops before the dead": ("أكد مصدر خاص مقتل ثلاثة جنود في غارة على أريحا", "مصدر خاص"),
    "nobody": ("مقتل ثلاثة في غارة على أريحا", None),
}


@pytest.mark.parametrize(("title", "source"), SAID.values(), ids=SAID)
def test_a_toll_has_its_source(detector: Detector, title: str, source: str | None) -> None:
    """A figure carries whom its sentence cites, so that two figures can be told apart."""
    assert first(detector, title).killed.said_by == source


def tolls(detector: Detector, title: str, text: str) -> set[tuple[str, int | None, int | None]]:
    article = Article(id="1", publisher="p", url="u", title=title, text=text, published=WEDNESDAY)
    new = [e for e in detector.detect(article) if e.status is Status.NEW]
    return {(e.type.value, e.killed.best, e.wounded.best) for e in new}


OWN = {
    "each accident its own": (
        "حادثا سير في أسوان",
        "وأسفر حادث سير الاثنين في أسوان عن وفاة أربعة وإصابة ستة في حين أدى حادث سير في قنا إلى مقتل 12.",
        {("accident", 4, 6), ("accident", 12, None)},
    ),
    "a title's sum in parts": (
        "مقتل 12 جنديا في هجومين بشمال مالي",
        "قتل عشرة جنود في هجوم على ثكنة في غاو الثلاثاء. وفي تمبكتو قتل جنديان في هجوم على دورية الثلاثاء.",
        {("armed_clash", 10, None), ("armed_clash", 2, None)},
    ),
    "a title's figure that is no sum": (
        "مقتل 14 جنديا في هجوم بشمال مالي",
        "قتل 14 جنديا في هجوم على ثكنة في غاو الثلاثاء. وفي تمبكتو قتل جنديان في هجوم على دورية الثلاثاء.",
        {("armed_clash", 14, None), ("armed_clash", 2, None)},
    ),
    "a march for the dead": (
        "تظاهرة في تونس",
        "خرجت تظاهرة في مدينة تونس الأربعاء بعد مقتل شاب برصاص شرطي. وأصيب سبعة متظاهرين.",
        {("protest", None, 7)},
    ),
    "a march that killed": (
        "تظاهرة في تونس",
        "خرجت تظاهرة في مدينة تونس الأربعاء وقتل شاب برصاص شرطي خلال التظاهرة.",
        {("protest", 1, None)},
    ),
    "shelling in answer to": (
        "قصف مدفعي على كسلا",
        "قصفت المدفعية مدينة كسلا الأربعاء ردا على مقتل جنديين. وأصيب ثلاثة مدنيين جراء القصف.",
        {("shelling", None, 3)},
    ),
    "shelling that killed": (
        "قصف مدفعي على كسلا",
        "قصفت المدفعية مدينة كسلا الأربعاء ما أدى إلى مقتل جنديين. وأصيب ثلاثة مدنيين جراء القصف.",
        {("shelling", 2, 3)},
    ),
    "the clear word before the vague one": (
        "انفجار ضخم في مصنع كيماويات",
        "هز انفجار ضخم مصنعا للكيماويات في مدينة عنابة الأربعاء، ما أدى إلى إصابة عامل وفقدان آخر.",
        {("accident", None, 1)},
    ),
    "looks back for its toll": (
        "حريق في سوق عدن",
        "اندلع حريق في سوق بمدينة عدن الأربعاء. وقتل تسعة أشخاص وأصيب 30. ثم وقع انفجار عبوة في لحج.",
        {("accident", 9, 30), ("explosion", None, None)},
    ),
    "the figure that replaced a former one": (
        "غارة على سرت",
        "أسفرت غارة على سرت الأربعاء عن مقتل 17 شخصا. وكانت حصيلة سابقة للغارة على سرت أفادت بمقتل 20.",
        {("air_strike", 17, None)},
    ),
    "nobody hurt, in a sentence of its own": (
        "زلزال يضرب كرمان",
        "ضرب زلزال مدينة كرمان الأربعاء. ولم ترد أنباء عن وقوع إصابات.",
        {("disaster", None, 0)},
    ),
    "one raid of the day, told in the body": (
        "غارات على سرت",
        (
            "قتل 12 شخصا في غارات على سرت الأربعاء. وقال السكان إنهم لم يناموا. وسمع دوي في المدينة كلها."
            " وقال مسعف إن غارة على سرت قتلت 30 شخصا."
        ),
        {("air_strike", 12, None)},
    ),
    "a later count that says so": (
        "غارات على سرت",
        (
            "قتل 12 شخصا في غارات على سرت الأربعاء. وقال السكان إنهم لم يناموا. وسمع دوي في المدينة كلها."
            " وارتفع عدد قتلى الغارات على سرت إلى 30."
        ),
        {("air_strike", 30, None)},
    ),
    "an earlier attack's dead": (
        "تفجير في كركوك",
        "قتل ثلاثة أشخاص في تفجير بمدينة كركوك الأربعاء. ووقع التفجير بعد أربعة أيام من مقتل 14 وإصابة 20.",
        {("explosion", 3, None)},
    ),
}


@pytest.mark.parametrize(("title", "text", "events"), OWN.values(), ids=OWN)
def test_each_event_has_its_own_toll(
    detector: Detector, title: str, text: str, events: set[tuple[str, int | None, int | None]]
) -> None:
    """What is told in one breath belongs together; other happenings, their reasons and sums stay apart."""
    assert tolls(detector, title, text) == events

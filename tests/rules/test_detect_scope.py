"""What an article does with a happening that it names: told, recalled, planned or denied."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from crawler.detect.detector import Detector, load_detector
from crawler.model import Article, Certainty, Event, Status

WEDNESDAY = datetime(2024, 5, 15, 12, tzinfo=UTC)
NEUTRAL = "تطورات الوضع في شمال البلاد"


@pytest.fixture(scope="module")
def detector() -> Detector:
    return load_detector()


def detect(detector: Detector, title: str, text: str = "") -> list[Event]:
    article = Article(
        id="1", publisher="p", url="https://p.example/1", title=title, text=text, published=WEDNESDAY
    )
    return detector.detect(article)


def statuses(detector: Detector, text: str, kind: str) -> set[str]:
    """Return the statuses of the events of one kind in an article's second paragraph."""
    lead = "قال سكان إن الأسواق فتحت أبوابها. وأضافوا أن المدارس تعمل كالمعتاد.\n"
    return {e.status.value for e in detect(detector, NEUTRAL, lead + text) if e.type.value == kind}


BODY = {
    # what is news
    "verb and place": ("وقصفت المدفعية بلدة سرمين صباح اليوم الأربعاء.", "shelling", "new"),
    "passive toll": ("وقُتل ثلاثة مدنيين في غارة على مدينة أريحا.", "air_strike", "new"),
    "fresh pluperfect": ("وكانت الطائرات قد قصفت مدينة بنش، أمس الثلاثاء.", "air_strike", "new"),
    "recalled but fresh": ("يذكر أن طائرات قصفت مدينة سراقب أمس الثلاثاء.", "air_strike", "new"),
    "present with now": ("وتدور اشتباكات في محيط مدينة سراقب.", "armed_clash", "new"),
    "third day running": (
        "وتواصلت الاشتباكات لليوم الثالث على التوالي في مدينة عفرين.",
        "armed_clash",
        "new",
    ),
    "attempted murder happened": ("ونجا القائد من محاولة اغتيال في مدينة إدلب.", "assassination", "new"),
    "condemned with a place": ("وأدانت المنظمة الغارات على مدينة معرة النعمان.", "air_strike", "new"),
    "accused": ("واتهم ناشطون الجيش بقصف بلدة كفرنبل أمس.", "shelling", "new"),
    "perhaps of the past tells": ("وقد قصفت المدفعية بلدة سرمين صباح اليوم.", "shelling", "new"),
    "only the doer is denied": (
        "ونفت الحركة مسؤوليتها عن تفجير مدينة جبلة صباح اليوم.",
        "explosion",
        "new",
    ),
    "nine is a number": ("وقُتلت تسع نساء في غارة على مدينة أريحا.", "air_strike", "new"),
    "a training camp is hit": ("وقصفت الطائرات معسكر تدريب في مدينة أريحا.", "air_strike", "new"),
    "nobody claims it": ("ولم تعلن أي جهة مسؤوليتها عن قصف بلدة سرمين أمس.", "shelling", "new"),
    "a siege imposed": ("وتفرض القوات حصارا على بلدة مضايا.", "siege", "new"),
    "took a town, with its day": (
        "وسيطر التنظيم أمس على مناطق في محافظة الحسكة.",
        "territory_change",
        "new",
    ),
    "fled from it yesterday": ("ونزحت عائلات جراء قصف مدينة بنش أمس.", "shelling", "new"),
    "killed by it": ("وقُتل ثلاثة مدنيين جراء قصف على مدينة بنش.", "shelling", "new"),
    "worst in months": ("وشهدت مدينة أريحا أعنف غارات منذ أشهر.", "air_strike", "new"),
    "lately, and yesterday": (
        "وشهدت مدينة سرمين أمس غارات هي الأعنف في الأيام الأخيرة.",
        "air_strike",
        "new",
    ),
    # background
    "worth recalling": ("يذكر أن طائرات قصفت مدينة سراقب وأوقعت قتلى.", "air_strike", "background"),
    "it is noted": ("يشار إلى أن اشتباكات دارت في مدينة عفرين.", "armed_clash", "background"),
    "before this": ("وسبق أن قصفت المدفعية بلدة سرمين.", "shelling", "background"),
    "pluperfect": ("وكانت قوات النظام قد سيطرت على مدينة خان شيخون.", "territory_change", "background"),
    "noun between": (
        "وكانت هجمات نفذها مسلحون ضد مواقع في مدينة الرستن أثارت القلق.",
        "armed_clash",
        "background",
    ),
    "last month": ("وقصفت المدفعية بلدة سرمين الشهر الماضي.", "shelling", "background"),
    "past months": ("وشهدت مدينة درعا عمليات اغتيال في الأشهر الماضية.", "assassination", "background"),
    "a year": ("وفي عام 2015 سيطرت الفصائل على مدينة جسر الشغور.", "territory_change", "background"),
    "a date": ("وفي 3 مارس 2024 قصفت الطائرات مدينة أريحا.", "air_strike", "background"),
    "since years": ("ويحاصر النظام مدينة دوما منذ أربع سنوات.", "siege", "background"),
    "after taking": ("وتأتي الزيارة بعد سيطرته على مدينة تدمر.", "territory_change", "background"),
    "relative clause": (
        "وزار الوفد الفصيل الذي استولى على مدينة تدمر.",
        "territory_change",
        "background",
    ),
    "state of siege": (
        "وتقع المدينة قرب بلدة مضايا التي كبرت، وتحاصرها القوات في مضايا.",
        "siege",
        "background",
    ),
    "who holds wide areas": (
        "وسيطر التنظيم على مناطق واسعة من محافظة الحسكة.",
        "territory_change",
        "background",
    ),
    "cause of the flight": (
        "ونزحت عائلات من بلدة سرمين جراء الاشتباكات.",
        "armed_clash",
        "background",
    ),
    "flight from battles": (
        "ونزحت عائلات من بلدة سرمين خوفا من المعارك.",
        "armed_clash",
        "background",
    ),
    "weeks of it": ("وخرج السكان بعد أسابيع من القصف على مدينة دوما.", "shelling", "background"),
    "of those days": ("وانتشرت وقتها صور القصف على مدينة دوما.", "shelling", "background"),
    "rarely": ("ونادرا ما قصفت المدفعية بلدة سرمين.", "shelling", "background"),
    "in the past": ("ونفذ الجيش في الماضي غارات على مدينة حلب.", "air_strike", "background"),
    "lately": ("وشهدت مدينة سرمين في الأيام الأخيرة غارات عنيفة.", "air_strike", "background"),
    "habit of killing": ("ولا أحد يسأل عن الأطفال الذين يقتلون في مدينة غزة.", "attack", "background"),
    "nothing anchors": ("وتحدث السكان عن اعتقالات عشوائية.", "arrest", "background"),
    "known noun": ("وقالت المنظمة إن القصف دمر البيوت.", "shelling", "background"),
    "condemned in general": ("وأدانت المنظمة الهجمات على المدنيين.", "attack", "background"),
    "court": ("وقضت المحكمة بسجن منفذ تفجير مدينة جبلة.", "explosion", "background"),
    # what may come
    "threat": ("وهدد القائد بقصف مدينة الباب.", "shelling", "hypothetical"),
    "warning": ("وحذرت المنظمة من تفجيرات في مدينة دمشق.", "explosion", "hypothetical"),
    "plan": ("ويخطط الجيش لشن هجوم على مواقع في مدينة الرقة.", "armed_clash", "hypothetical"),
    "demand": ("وطالب الأهالي بفتح تحقيق وبوقف اشتباكات في مدينة عفرين.", "armed_clash", "hypothetical"),
    "any": ("وسيكونون في مقدمة أي هجوم عسكري على مدينة الرقة.", "armed_clash", "hypothetical"),
    "would follow from any": (
        "ويرى باحثون أن أي هجوم على حي القدم سيدفع السكان إلى النزوح.",
        "displacement",
        "hypothetical",
    ),
    "may draw into": ("وقد يجر ذلك أهالي بلدة سرمين إلى القتال.", "armed_clash", "hypothetical"),
    "seeks": ("ويسعى الجيش إلى شن هجوم على مواقع في مدينة الرقة.", "armed_clash", "hypothetical"),
    "training": (
        "ونفذ فوج الإطفاء في مدينة حماة تدريبا على إجلاء سكان من حريق.",
        "displacement",
        "hypothetical",
    ),
    "in preparation, over a comma": (
        "وتحشد القوات تمهيدا لعملية، تمكنها من بسط سيطرتها على مدينة سرت.",
        "territory_change",
        "hypothetical",
    ),
    "in preparation": (
        "ووصلت تعزيزات تمهيدا لبسط السيطرة على مدينة سرت.",
        "territory_change",
        "hypothetical",
    ),
    "if": ("إذا قصفت الطائرات مدينة إدلب فسيرد الفصيل.", "air_strike", "hypothetical"),
    "future": ("وقال إن الطائرات ستقصف مدينة إدلب.", "air_strike", "hypothetical"),
    "subjunctive": ("ويريد القائد أن تقصف الطائرات مدينة إدلب.", "air_strike", "hypothetical"),
    "for the sake": ("وحشد الجيش قواته للسيطرة على مدينة سرت.", "territory_change", "hypothetical"),
    "a truce refused": ("ورفض مقاتلو الفصيل اتفاق هدنة في مدينة عفرين.", "truce", "hypothetical"),
    "after refusing an agreement": (
        "وجاء القصف بعد رفض المقاتلين اتفاقا لخروجهم من بلدة نوى.",
        "truce",
        "hypothetical",
    ),
    "an agreement that refuses nothing": ("وتوصل الطرفان إلى اتفاق هدنة في مدينة عفرين.", "truce", "new"),
    "tried to take": ("ويحاول الجيش السيطرة على مدينة سرت.", "territory_change", "hypothetical"),
    "provides for": ("وينص الاتفاق على إجلاء المدنيين من مدينة دوما.", "truce", "hypothetical"),
    "drill": ("وتخللت المناورة غارات وهمية على مدينة مأرب.", "air_strike", "hypothetical"),
    # denied
    "denied": ("ونفى المتحدث قصف مدينة الزاوية.", "shelling", "denied"),
    "did not": ("ولم تقصف الطائرات مدينة حلب.", "air_strike", "denied"),
    "a rumour, far from its denial": (
        "ونفت مصادر محلية في بلدة سرمين شرقي إدلب صحة الأنباء التي تحدثت عن خطف طبيب.",
        "abduction",
        "denied",
    ),
    "called false": ("ووصف أنباء اغتيال القائد في مدينة إدلب بأنها كاذبة.", "assassination", "denied"),
}


@pytest.mark.parametrize(("text", "kind", "status"), BODY.values(), ids=BODY)
def test_a_sentence_gives_a_happening_its_status(
    detector: Detector, text: str, kind: str, status: str
) -> None:
    """Only what is told as having happened these days is new."""
    assert statuses(detector, text, kind) == {status}


CENTRAL = {
    "title tells": ("غارة على مدينة أريحا", "تفاصيل لاحقا.", True),
    "lead tells": (NEUTRAL, "شنت طائرات حربية غارات على مدينة أريحا صباح الأربعاء.", True),
    "killing before what it answers": ("الأمن يقتل ستة مسلحين على صلة بهجوم أسيوط", "", True),
    "title says who died": ("الحوثيون يعلنون مقتل أربعة جنود في مأرب", "", True),
    "agency and colon": ("سانا: غارات على مدينة التل", "", True),
    "told below": (
        NEUTRAL,
        "فتحت المدارس أبوابها اليوم. وعاد الطلاب إلى صفوفهم.\nوقصفت طائرات حربية مدينة أريحا صباح الأربعاء.",
        False,
    ),
    "title condemns": (
        "القاهرة تدين الغارات على مدينة أريحا",
        "أدانت مصر غارات على مدينة أريحا الأربعاء.",
        False,
    ),
    "title discusses": ("مجلس الأمن يبحث الغارات على مدينة أريحا", "عقد المجلس جلسة طارئة.", False),
    "title of what drove the attacker": (
        "الشرطة: منفذ حادث الدهس في مدينة ليون عمل وحده",
        "أعلنت الشرطة أن منفذ حادث الدهس الذي وقع في ليون أمس عمل وحده.",
        True,
    ),
    "title asks": (
        "هل تتوقف الغارات على مدينة أريحا؟",
        "يقول خبراء إن الغارات على أريحا الأربعاء لن تتوقف.",
        False,
    ),
}


@pytest.mark.parametrize(("title", "text", "central"), CENTRAL.values(), ids=CENTRAL)
def test_what_the_article_is_about_is_central(
    detector: Detector, title: str, text: str, central: bool
) -> None:
    """Title and lead make an incident central; talk about it does not."""
    found = [e for e in detect(detector, title, text) if e.status is Status.NEW]
    assert any(e.central for e in found) is central


ASKED = {
    "title asks, no day": ("هل يعود التنظيم من جديد؟", "وقتل جنود في معركة حي القدم.", False),
    "title asks, a day": ("هل يعود التنظيم من جديد؟", "وقتل جنود في معركة حي القدم أمس.", True),
    "title tells": (NEUTRAL, "وقتل جنود في معركة حي القدم.", True),
}


@pytest.mark.parametrize(("title", "text", "told"), ASKED.values(), ids=ASKED)
def test_an_article_that_asks_explains(detector: Detector, title: str, text: str, told: bool) -> None:
    """Below a title that asks, only what has its own day is news."""
    lead = "قال سكان إن الأسواق فتحت أبوابها. وأضافوا أن المدارس تعمل كالمعتاد.\n"
    found = [e for e in detect(detector, title, lead + text) if e.status is Status.NEW]
    assert bool(found) is told


CERTAINTIES = {
    "plain": ("غارة على مدينة أريحا", Certainty.LIKELY),
    "hedged": ("أنباء عن غارة على مدينة أريحا", Certainty.POSSIBLE),
    "suspected": ("هجوم كيماوي مشتبه به على مدينة سراقب", Certainty.POSSIBLE),
    "accused": ("ناشطون يتهمون الجيش بقصف مدينة أريحا", Certainty.POSSIBLE),
    "seen": ("أظهرت صور بثها ناشطون غارة على مدينة أريحا", Certainty.OBSERVED),
}


@pytest.mark.parametrize(("title", "certainty"), CERTAINTIES.values(), ids=CERTAINTIES)
def test_doubt_and_witness_set_the_certainty(detector: Detector, title: str, certainty: Certainty) -> None:
    """Hedged words lower the certainty, pictures raise it."""
    assert {e.certainty for e in detect(detector, title) if e.status is Status.NEW} == {certainty}


DAYS = {
    "weekday": ("قصفت الطائرات مدينة أريحا الاثنين.", date(2024, 5, 13)),
    "yesterday": ("قصفت الطائرات مدينة أريحا أمس.", date(2024, 5, 14)),
    "statement's day when alone": (
        "أعلنت الوزارة، الأربعاء، مقتل خمسة أشخاص في غارة على أريحا.",
        date(2024, 5, 15),
    ),
    "event before statement": (
        "قال المتحدث، الأربعاء، إن الطائرات قصفت مدينة أريحا الاثنين.",
        date(2024, 5, 13),
    ),
    "compares, does not date": (
        "قصفت الطائرات مدينة أريحا الثلاثاء للمرة الأولى منذ عام.",
        date(2024, 5, 14),
    ),
    "another's old day": ("اعتقلت الشرطة في باريس الثلاثاء متهما بهجمات 13 نوفمبر 2015.", date(2024, 5, 14)),
    "third day running": ("تظاهر المئات في البصرة الأربعاء لليوم الثالث على التوالي.", date(2024, 5, 13)),
    "going on now": ("تدور اشتباكات حاليا في مدينة أريحا.", date(2024, 5, 15)),
    "no word of time": ("قصفت الطائرات مدينة أريحا.", None),
}


@pytest.mark.parametrize(("text", "day"), DAYS.values(), ids=DAYS)
def test_the_day_is_that_of_the_event(detector: Detector, text: str, day: date | None) -> None:
    """The event's own day comes before the day on which somebody spoke; none is made up."""
    assert [e.date for e in detect(detector, NEUTRAL, text) if e.status is Status.NEW] == [day]


def test_every_event_says_why_and_where_it_was_read(detector: Detector) -> None:
    """Evidence counts in title + line break + text, and the trigger is those very words."""
    article = Article(
        id="1", publisher="p", url="u", title="غارةٌ على أريحا", text="قُتل ثلاثة.", published=WEDNESDAY
    )
    for event in detector.detect(article):
        assert event.why
        assert article.full_text[event.evidence.start : event.evidence.end] == event.trigger


def test_an_article_without_publication_time_is_read(detector: Detector) -> None:
    """Without a publication time no relative day is known, and nothing breaks."""
    article = Article(id="1", publisher="p", url="u", title="غارة على أريحا أمس", text="")
    assert [e.date for e in detector.detect(article)] == [None]


def test_an_empty_article_has_no_events(detector: Detector) -> None:
    """An empty page is read in silence."""
    assert detect(detector, "", "") == []

"""When it happened: which of the days that an article names belongs to an event, and when none does."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.detect.detector import Detector, load_detector
from crawler.model import Article, Event, Status

WEDNESDAY = datetime(2024, 5, 15, 12, tzinfo=UTC)
NEUTRAL = "تطورات ميدانية"


@pytest.fixture(scope="module")
def detector() -> Detector:
    return load_detector()


def news(detector: Detector, title: str, text: str, published: datetime | None = WEDNESDAY) -> list[Event]:
    article = Article(id="1", publisher="p", url="u", title=title, text=text, published=published)
    return [e for e in detector.detect(article) if e.status is Status.NEW]


def days(events: list[Event]) -> set[str | None]:
    return {e.date.isoformat() if e.date else None for e in events}


ATTACHED = {
    "beside the verb": ("قصفت المدفعية أمس مدينة سرمين وقتلت مدنيا", "2024-05-14"),
    "between commas": ("قصفت المدفعية، الثلاثاء، مدينة سرمين وقتلت مدنيا", "2024-05-14"),
    "at the end": ("قتل مدني بقصف مدفعي على مدينة سرمين مساء الاثنين", "2024-05-13"),
    "at the beginning": ("ومساء الاثنين، قصفت المدفعية مدينة سرمين وقتلت مدنيا", "2024-05-13"),
    "of the raid, behind إن": ("قال ناشطون إن المدفعية قصفت، الاثنين، مدينة سرمين", "2024-05-13"),
    "of the raid and of the statement": (
        "قال الدفاع المدني، اليوم الأربعاء، إن المدفعية قصفت مدينة سرمين أمس",
        "2024-05-14",
    ),
    "of the statement, which is the news": (
        "أعلن الدفاع المدني، الثلاثاء، مقتل مدني بقصف على مدينة سرمين",
        "2024-05-14",
    ),
    "of a long-named speaker": (
        "قال الناطق الرسمي باسم قيادة الشرطة في المحافظة سالم الحسن، الثلاثاء، إن عبوة انفجرت في مدينة الباب",
        "2024-05-14",
    ),
    "of the statement behind it": (
        "قتل مدني بقصف على مدينة سرمين، وفق ما أعلن الدفاع المدني الثلاثاء",
        "2024-05-14",
    ),
    "announced one day, done the day before": (
        "أعلنت الشرطة الأربعاء مقتل شخصين في انفجار وقع الاثنين في مدينة الباب",
        "2024-05-13",
    ),
    "alleged to have happened": ("زعم ناشطون وقوع انفجار الاثنين في مدينة الباب", "2024-05-13"),
    "the night it began": ("انفجرت عبوة في مدينة الباب ليل الاثنين الثلاثاء", "2024-05-13"),
    "last night": ("انفجرت عبوة في مدينة الباب الليلة الماضية", "2024-05-14"),
    "the last 24 hours": ("قتل خمسة بقصف على مدينة سرمين خلال الـ24 ساعة الماضية", "2024-05-14"),
    "hours ago": ("انفجرت عبوة في مدينة الباب قبل ساعات", "2024-05-15"),
    "a part of the day alone": ("قتل مدنيان فجرا بقصف على مدينة سرمين", "2024-05-15"),
    "going on now": ("تدور الآن اشتباكات عنيفة في مدينة الفاشر", "2024-05-15"),
    "two days at once": ("شنت الطائرات غارات على مدينة الحديدة يومي الاثنين والثلاثاء", "2024-05-13"),
    "an evening and a dawn": (
        "شنت الطائرات مساء الاثنين وفجر الثلاثاء غارات على مدينة الحديدة",
        "2024-05-13",
    ),
    "the third day on end": ("تواصلت لليوم الثالث على التوالي الاشتباكات في مدينة الفاشر", "2024-05-13"),
    "the third day on end yesterday": (
        "تواصلت أمس الثلاثاء لليوم الثالث على التوالي الاشتباكات في مدينة الفاشر",
        "2024-05-12",
    ),
    "since a weekday": ("نزحت مئات العائلات من مدينة رفح منذ السبت", "2024-05-11"),
    "death of today, wounds of monday": (
        "توفي اليوم شاب متأثرا بجراح أصيب بها الاثنين في قصف على مدينة سرمين",
        "2024-05-13",
    ),
    "what was condemned has its own day": (
        "أدان المجلس الأربعاء الغارة التي استهدفت الأحد مدينة سرمين وقتلت خمسة",
        "2024-05-12",
    ),
    "before a meeting": ("قتل مدني بقصف على مدينة سرمين الثلاثاء، قبل لقاء يعقد الجمعة", "2024-05-14"),
    "two dates of one day": ("قتل مدني بقصف على مدينة سرمين الاثنين (13 أيار)", "2024-05-13"),
    "a dateline": ("إدلب 15 أيار (وكالات) - قال ناشطون إن قصفا على مدينة سرمين أمس قتل مدنيا", "2024-05-14"),
}


@pytest.mark.parametrize(("text", "day"), ATTACHED.values(), ids=ATTACHED)
def test_the_day_is_that_of_the_happening(detector: Detector, text: str, day: str) -> None:
    """Of the days in a sentence the one that belongs to what happened is taken."""
    assert days(news(detector, NEUTRAL, text)) == {day}


UNDATED = {
    "no word of time": "قتل مدني بقصف مدفعي على مدينة سرمين",
    "for days": "تتعرض مدينة سرمين لقصف مدفعي منذ أيام قتل فيه مدنيان",
    "in the past days": "نزحت مئات العائلات من مدينة رفح خلال الأيام الماضية",
    "for more than a week": "تدور منذ أكثر من أسبوع اشتباكات عنيفة في مدينة الفاشر قتل فيها عشرة",
    "a weekday that contradicts its date": "قتل مدني بقصف على مدينة سرمين الأحد 13 أيار",
    "a weekday that is not today": "قتل مدني بقصف على مدينة سرمين اليوم السبت",
    "the condemnation's day": "أدان المجلس، الأربعاء، القصف على مدينة سرمين الذي قتل فيه مدني",
    "the threat's day": "توعد القائد، الأربعاء، بالرد بعد مقتل خمسة بقصف على مدينة سرمين",
    "the refusal's day": "نفى الجيش، الأربعاء، مسؤوليته عن قصف على مدينة سرمين قتل خمسة",
    "a death of earlier wounds": "توفي اليوم شاب متأثرا بجراح أصيب بها في قصف على مدينة سرمين",
    "a deadline": "قتل مدني بقصف على مدينة سرمين التي تسري فيها هدنة حتى الخميس",
    "a meeting's day": "يعقد المجلس جلسة الخميس لبحث قصف على مدينة سرمين قتل فيه خمسة",
    "until now": "أسفر قصف على مدينة سرمين عن مقتل خمسة حتى الآن",
    "the days after it": "قتل مدني بقصف على مدينة سرمين، وستغلق المدارس غدا الخميس",
}


@pytest.mark.parametrize("text", UNDATED.values(), ids=UNDATED)
def test_no_day_is_told_where_the_words_tell_none(detector: Detector, text: str) -> None:
    """Unknown stays unknown: vague spans, contradictions and the days of other acts tell no day."""
    assert days(news(detector, NEUTRAL, text)) <= {None}


ACROSS = {
    "the lead tells what the title leaves out": (
        "قتلى بقصف على مدينة سرمين",
        "قتل ثلاثة مدنيين أمس بقصف مدفعي على مدينة سرمين.",
        {"2024-05-14"},
    ),
    "told again further down": (
        "قتلى بحادث سير في سوهاج",
        "لقي ستة مصرعهم في حادث تصادم في سوهاج. ونقل المصابون. وفتحت النيابة ملفا. ووقع الحادث مساء الاثنين.",
        {"2024-05-13"},
    ),
    "announced today, told again as of yesterday": (
        "مقتل جندي في لحج",
        "أعلنت القوات اليوم الأربعاء مقتل جندي في هجوم على محافظة لحج. ووقع الهجوم مساء الثلاثاء.",
        {"2024-05-14"},
    ),
    "a rough span and then a day": (
        "غارات على مدينة الحديدة",
        "تتعرض مدينة الحديدة لغارات منذ أسبوع. وشنت الطائرات الثلاثاء غارات قتلت خمسة في مدينة الحديدة.",
        {"2024-05-14"},
    ),
    "the only day of the body": (
        "قتلى بتحطم مروحية في مدينة بنغازي",
        "تحطمت مروحية في مدينة بنغازي وقتل ثلاثة. وكانت تقل فريقا طبيا. وأقلعت صباح الثلاثاء.",
        {"2024-05-14"},
    ),
    "the lead's raid rather than its statement": (
        "فتح ملف بعد قصف على مدينة سرمين",
        "أعلن المجلس الأربعاء فتح ملف في ما جرى في سرمين مساء الاثنين. وتعرضت المدينة لقصف قتل خمسة.",
        {"2024-05-13"},
    ),
    "the next in a report of one day": (
        "غارات على مدينة الحديدة",
        "شنت الطائرات أمس غارات على مدينة الحديدة. كما قصفت المدفعية مدينة حيس وقتلت مدنيا.",
        {"2024-05-14"},
    ),
    "a report with another day tells so": (
        "غارات على مدينة الحديدة",
        "شنت الطائرات أمس غارات على مدينة الحديدة. وقصفت المدفعية الأحد مدينة حيس وقتلت مدنيا.",
        {"2024-05-14", "2024-05-12"},
    ),
    "the same day": (
        "قصف على مدينة نيالا",
        "قصفت الطائرات الأحد مدينة نيالا. وفي اليوم نفسه قتل خمسة باشتباكات في مدينة الفاشر.",
        {"2024-05-12"},
    ),
    "the day after": (
        "قصف على مدينة نيالا",
        "قصفت الطائرات الأحد مدينة نيالا. وفي اليوم التالي قتل خمسة باشتباكات في مدينة الفاشر.",
        {"2024-05-12", "2024-05-13"},
    ),
    "a threat in the lead lends nothing": (
        "قتلى بقصف على مدينة سرمين",
        "توعد القائد الأربعاء بالرد. وقتل خمسة بقصف على مدينة سرمين.",
        {None},
    ),
    "a visit in the lead lends nothing": (
        "قتلى بقصف على مدينة سرمين",
        "زار الوزير الثلاثاء الجرحى. وقتل خمسة بقصف على مدينة سرمين.",
        {None},
    ),
    "for days, which no lead mends": (
        "قتلى بقصف على مدينة سرمين",
        "قتل خمسة بقصف على مدينة سرمين منذ أيام.",
        {None},
    ),
}


@pytest.mark.parametrize(("title", "text", "found"), ACROSS.values(), ids=ACROSS)
def test_an_article_tells_the_day_once(
    detector: Detector, title: str, text: str, found: set[str | None]
) -> None:
    """A day that one sentence tells is the event's wherever the article speaks of it, and no other's."""
    assert days(news(detector, title, text)) == found


def test_nothing_is_dated_without_a_publication(detector: Detector) -> None:
    """Who does not know when an article was written does not know what its yesterday was."""
    text = "قتل مدني أمس بقصف مدفعي على مدينة سرمين"
    assert days(news(detector, NEUTRAL, text, published=None)) == {None}


def test_a_date_with_its_year_needs_no_publication(detector: Detector) -> None:
    """A whole date names its day by itself."""
    text = "قتل مدني في 13 أيار 2024 بقصف مدفعي على مدينة سرمين"
    assert days(news(detector, NEUTRAL, text, published=None)) == {"2024-05-13"}


PARTS = ["", "فجر ", "صباح ", "مساء ", "يوم "]
NAMES = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]
TELLINGS = [
    "قصفت المدفعية {when} مدينة سرمين وقتلت مدنيا",
    "قال ناشطون إن مدنيا قتل بقصف على مدينة سرمين {when}",
    "قتل مدني، {when}، بقصف مدفعي على مدينة سرمين",
    "{when} قتل مدني بقصف مدفعي على مدينة سرمين",
]


@settings(max_examples=60, deadline=None)
@given(
    st.dates(date(2011, 3, 1), date(2030, 1, 1)),
    st.integers(0, 5),
    st.sampled_from(PARTS),
    st.sampled_from(TELLINGS),
)
def test_any_weekday_of_the_last_days_is_the_events_day(
    detector: Detector, published: date, back: int, part: str, telling: str
) -> None:
    """Whenever it is told and in whatever order of words, the weekday named is the event's day."""
    day = date.fromordinal(published.toordinal() - back)
    text = telling.format(when=part + NAMES[day.weekday()])
    noon = datetime(published.year, published.month, published.day, 12, tzinfo=UTC)
    assert days(news(detector, NEUTRAL, text, published=noon)) == {day.isoformat()}

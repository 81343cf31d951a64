"""Whole messages, as a person reads them."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.model import Reason
from alerts.render.message import Voice, incident_message, toll_words, when_words
from alerts.render.safe import units
from crawler.model import Certainty, Place, Report, Status, Toll
from tests.happenings import FRIDAY, SATURDAY, SUNDAY, WORLD, joined, opened, told
from tests.rules.test_safe import telegram_reads

QADAM = "sy.damascus.qadam"


def describe(place: Place) -> str:
    return "، ".join(
        WORLD[".".join(place.id.split(".")[:n])].name for n in range(place.id.count(".") + 1, 0, -1)
    )


VOICE = Voice(describe=describe, zone=ZoneInfo("Asia/Damascus"))


def read(message) -> str:
    """Return the message's text without the invisible isolates."""
    return message.plain.replace("\u2068", "").replace("\u2069", "")


FIRST = opened(
    told("shelling", "قصف مدفعي على حي القدم", QADAM, killed=3, wounded=11, publisher="صحيفة الجنوب"), 7
)
SECOND = joined(
    FIRST,
    told(
        "shelling",
        "مقتل 5 بقصف على القدم والتضامن",
        QADAM,
        killed=5,
        also=("sy.damascus.tadamon",),
        publisher="موقع المدينة",
    ),
)
DENIED = joined(
    opened(told("chemical_attack", "أنباء عن غاز سام", "sy.damascus.asali", publisher="صحيفة الجنوب"), 8),
    told(
        "chemical_attack",
        "الدفاع المدني ينفي استخدام غاز سام",
        "sy.damascus.asali",
        status=Status.DENIED,
        publisher="موقع المدينة",
    ),
)
VAGUE = opened(
    told(
        "explosion",
        "دوي انفجار",
        country="SY",
        day=None,
        published=SATURDAY,
        certainty=Certainty.POSSIBLE,
        publisher="صحيفة الجنوب",
    ),
    9,
)

MESSAGES = {
    "a first report": (
        FIRST,
        Reason.FIRST_REPORT,
        """🟠 قصف — القدم، دمشق، سوريا
📍 دقة المكان: الحي
🕒 السبت 7 نيسان 2018
القتلى: 3
الجرحى: 11
الشدّة: شديد · الثبوت: مرجّح
📰 خبر واحد، مصدر واحد
• قصف مدفعي على حي القدم — صحيفة الجنوب
  https://outlet.example/1
❔ أول خبر عن هذا الحدث""",
    ),
    "a toll that rose": (
        SECOND,
        Reason.TOLL_ROSE,
        """🟠 قصف — القدم، دمشق، سوريا والتضامن
📍 دقة المكان: الحي
🕒 السبت 7 نيسان 2018
القتلى: 3 إلى 5
الجرحى: 11
الشدّة: شديد · الثبوت: مؤكّد من أكثر من مصدر
📰 خبران، مصدران مستقلان
• قصف مدفعي على حي القدم — صحيفة الجنوب
  https://outlet.example/1
• مقتل 5 بقصف على القدم والتضامن — موقع المدينة
  https://outlet.example/1
❔ ارتفعت الحصيلة""",
    ),
    "a denial": (
        DENIED,
        Reason.DENIED,
        """🔴 نفي: هجوم كيميائي — العسالي، دمشق، سوريا
📍 دقة المكان: الحي
🕒 السبت 7 نيسان 2018
الشدّة: بالغ الشدّة · الثبوت: مستبعد
📰 خبران، مصدران مستقلان
• أنباء عن غاز سام — صحيفة الجنوب
  https://outlet.example/1
• الدفاع المدني ينفي استخدام غاز سام — موقع المدينة
  https://outlet.example/1
❔ نُفي الخبر""",
    ),
    "neither place nor day is known": (
        VAGUE,
        None,
        """🟠 انفجار — المكان غير معروف
🕒 نُشر أول خبر السبت 7 نيسان 2018، 21:00
الشدّة: شديد · الثبوت: محتمل، غير مؤكّد
📰 خبر واحد، مصدر واحد
• دوي انفجار — صحيفة الجنوب
  https://outlet.example/1""",
    ),
}


@pytest.mark.parametrize(("incident", "reason", "text"), MESSAGES.values(), ids=MESSAGES)
def test_whole_messages(incident, reason, text):
    """A message tells what, where, when, how many, who says so, and why it came now."""
    assert read(incident_message(incident, reason, VOICE)) == f"{text}\n#{incident.code}"


@pytest.mark.parametrize(("incident", "reason"), [row[:2] for row in MESSAGES.values()], ids=MESSAGES)
def test_telegram_shows_the_same_text(incident, reason):
    """Telegram's parser takes the message; it shows the plain text, its addresses hidden behind titles."""
    message = incident_message(incident, reason, VOICE)
    shown = telegram_reads(message.html).replace("\u2068", "").replace("\u2069", "")
    assert shown == read(message).replace("\n  https://outlet.example/1", "")


TOLLS = {
    "unknown": (Toll(), ""),
    "a figure": (Toll(best=5, low=5, high=5), "5"),
    "a bare figure": (Toll(best=5), "5"),
    "two figures": (Toll(best=5, low=3, high=5), "3 إلى 5"),
    "a range": (Toll(low=10, high=15), "10 إلى 15"),
    "at least": (Toll(best=5, low=5), "5 على الأقل"),
    "dozens": (Toll(low=20), "20 على الأقل"),
    "nobody": (Toll(best=0, low=0, high=0), "لا أحد"),
    "nobody or three": (Toll(best=3, low=0, high=3), "0 إلى 3"),
}


@pytest.mark.parametrize(("toll", "told_as"), TOLLS.values(), ids=TOLLS)
def test_tolls(toll, told_as):
    """A toll keeps its bounds, and an unknown one is not told at all."""
    assert toll_words(toll) == told_as


def test_several_days():
    """What lasted is told from its first to its last day."""
    siege = opened(told("siege", "حصار القدم", QADAM, day=FRIDAY))
    siege = joined(siege, told("siege", "حصار القدم مستمر", QADAM, day=SUNDAY))
    assert when_words(siege, VOICE.zone) == "من الجمعة 6 نيسان 2018 إلى الأحد 8 نيسان 2018"


def test_who_told_the_toll_is_named():
    """A figure stands with its source."""
    incident = replace(FIRST, killed=Toll(best=3, low=3, high=3, said_by="الدفاع المدني"))
    assert "القتلى: 3 (بحسب الدفاع المدني)" in read(incident_message(incident, None, VOICE))


def test_many_places_are_counted():
    """Places beyond the first few are counted, not dropped in silence."""
    names = ("tadamon", "asali", "yarmouk", "yarmouk.hospital")
    incident = replace(FIRST, also=tuple(WORLD[f"sy.damascus.{name}"] for name in names))
    first_line = read(incident_message(incident, None, VOICE)).splitlines()[0]
    assert first_line.endswith("والتضامن والعسالي واليرموك ومكان آخر")


def test_the_latest_sources_are_shown():
    """Of many reports the latest four are linked, and all are counted."""
    incident = FIRST
    for number in range(2, 9):
        more = told("shelling", f"خبر رقم {number}", QADAM, day=SUNDAY, publisher=f"موقع {number}")
        incident = joined(incident, more)
    text = read(incident_message(incident, None, VOICE))
    assert "📰 8 أخبار، 8 مصادر مستقلة" in text
    assert text.count("• ") == 4
    assert "قصف مدفعي" not in text


def with_report(**changes: str) -> Report:
    return replace(FIRST.reports[0], **changes)


ADDRESSES = {
    "no address of the web": "javascript:alert(1)",
    "empty": "",
    "longer than any browser takes": "https://outlet.example/" + "a" * 3000,
}


@pytest.mark.parametrize("url", ADDRESSES.values(), ids=ADDRESSES)
def test_a_bad_address_is_not_linked(url):
    """A source without a usable address is named without a link."""
    message = incident_message(replace(FIRST, reports=(with_report(url=url),)), None, VOICE)
    assert "href" not in message.html
    assert url[:12] not in message.plain or not url
    assert "• قصف مدفعي على حي القدم — صحيفة الجنوب\n" in read(message)


@given(
    st.lists(
        st.tuples(st.text(max_size=400), st.text(max_size=300), st.text(max_size=2500)),
        min_size=1,
        max_size=6,
    ),
    st.text(max_size=300),
)
def test_every_message_is_accepted(reports, said_by):
    """Whatever publishers write, Telegram takes the message, and it is never longer than 4,096 units."""
    incident = replace(
        FIRST,
        killed=Toll(best=3, low=3, high=3, said_by=said_by),
        reports=tuple(
            with_report(title=title, publisher=who, url=f"https://x.example/{path}")
            for title, who, path in reports
        ),
    )
    message = incident_message(incident, Reason.TOLL_ROSE, VOICE)
    assert 0 < units(telegram_reads(message.html)) <= 4096
    assert units(message.plain) <= 4096

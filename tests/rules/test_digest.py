"""A day's digest: how it is divided, and how it reads."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from alerts.digest import NOWHERE, Digest, Section, bounds, by_governorate, by_watched_area
from alerts.model import PlaceArea, Subscription
from alerts.render.digest import digest_message
from alerts.render.message import Voice
from alerts.render.safe import units
from crawler.model import Place
from tests.happenings import SATURDAY, WORLD, contains, opened, told
from tests.rules.test_safe import telegram_reads

DAMASCUS_ZONE = ZoneInfo("Asia/Damascus")
VOICE = Voice(describe=lambda place: place.name, zone=DAMASCUS_ZONE)
QADAM, TADAMON = "sy.damascus.qadam", "sy.damascus.tadamon"


def watch(*places: str) -> Subscription:
    areas = tuple(PlaceArea(place_id=place, name=WORLD[place].name) for place in places)
    return Subscription(id=1, name="s", areas=areas)


def ancestors(place_id: str) -> tuple[Place, ...]:
    parts = place_id.split(".")
    return tuple(WORLD[".".join(parts[:n])] for n in range(len(parts) - 1, 0, -1))


SHELLING = opened(told("shelling", "قصف على القدم", QADAM, killed=2, publisher="alif"), 1)
ARREST = opened(told("arrest", "اعتقالات في التضامن", TADAMON, publisher="alif"), 2)
RAID = opened(told("air_strike", "غارة على سراقب", "sy.idlib.saraqib", killed=12, publisher="alif"), 3)
SOMEWHERE = opened(told("explosion", "انفجار", country="SY", publisher="alif"), 4)
IN_COUNTRY = opened(told("truce", "اتفاق", "sy", publisher="alif"), 5)


def areas(sections: list[Section]) -> list[tuple[str, list[int]]]:
    return [(section.area, [incident.id for incident in section.incidents]) for section in sections]


DIVIDED = {
    "each in its area, the quiet ones too": (
        [watch(QADAM, TADAMON)],
        [SHELLING],
        [("القدم", [1]), ("التضامن", [])],
    ),
    "an incident of two areas stands in the first": (
        [watch("sy.damascus"), watch(QADAM)],
        [SHELLING, ARREST],
        [("دمشق", [1, 2]), ("القدم", [])],
    ),
    "what nobody watches is left out": ([watch(QADAM)], [RAID, SOMEWHERE], [("القدم", [])]),
    "one area of two subscriptions is one section": (
        [watch(QADAM), watch(QADAM)],
        [SHELLING],
        [("القدم", [1])],
    ),
    "nothing watched": ([], [SHELLING], []),
}


@pytest.mark.parametrize(("subscriptions", "incidents", "expected"), DIVIDED.values(), ids=DIVIDED)
def test_by_watched_area(subscriptions, incidents, expected):
    """A person's digest has his areas in his order, and tells each incident once."""
    assert areas(by_watched_area(subscriptions, contains)(incidents)) == expected


def test_by_governorate():
    """The digest of everything goes by governorate, the fullest first, and the unknown last."""
    more = replace(SHELLING, id=6, place=WORLD["sy.idlib.maarat"])
    divided = by_governorate(ancestors)([SOMEWHERE, RAID, IN_COUNTRY, more])
    assert areas(divided) == [("إدلب", [3, 6]), ("سوريا", [5]), (NOWHERE, [4])]


DAYS = {
    "a common day": (date(2018, 4, 7), "Asia/Damascus", "2018-04-06 21:00", "2018-04-07 21:00"),
    "a day of UTC": (date(2018, 4, 7), "UTC", "2018-04-07 00:00", "2018-04-08 00:00"),
    "a day of 23 hours": (date(2018, 3, 25), "Europe/Berlin", "2018-03-24 23:00", "2018-03-25 22:00"),
    "a day of 25 hours": (date(2018, 10, 28), "Europe/Berlin", "2018-10-27 22:00", "2018-10-28 23:00"),
}


@pytest.mark.parametrize(("day", "zone", "start", "end"), DAYS.values(), ids=DAYS)
def test_a_day_is_that_of_the_readers_clock(day, zone, start, end):
    """A digest holds the day from midnight to midnight where its reader lives."""
    expected = tuple(datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (start, end))
    assert bounds(day, ZoneInfo(zone)) == expected


def digest(*sections: Section, alive: int = 18, feeds: int = 20) -> Digest:
    return Digest(day=SATURDAY, sections=sections, feeds_alive=alive, feeds=feeds, articles=400)


def read(made: Digest, **options: int) -> str:
    message = digest_message(made, VOICE, **options)
    shown = telegram_reads(message.html)
    assert shown == message.plain, "the two forms tell the same"
    return shown.replace("\u2068", "").replace("\u2069", "")


TEXTS = {
    "two areas, one quiet": (
        digest(Section(area="القدم", incidents=(SHELLING, ARREST)), Section(area="دوما", incidents=())),
        f"""🗓 موجز السبت 7 نيسان 2018
حدثان

📍 القدم: حدثان
🟠 قصف · القدم · قتلى 2
   قصف على القدم (مصدر واحد) #{SHELLING.code}
🔵 اعتقال · التضامن
   اعتقالات في التضامن (مصدر واحد) #{ARREST.code}

📍 لا جديد في: دوما
📡 أجاب 18 من 20 مصدراً ذلك اليوم""",
    ),
    "nothing happened": (
        digest(Section(area="القدم", incidents=()), Section(area="دوما", incidents=()), alive=1, feeds=2),
        """🗓 موجز السبت 7 نيسان 2018
لا أحداث في مناطقك

📍 لا جديد في: القدم، دوما
📡 أجاب 1 من مصدرين ذلك اليوم""",
    ),
}


@pytest.mark.parametrize(("made", "text"), TEXTS.values(), ids=TEXTS)
def test_whole_digests(made, text):
    """A digest reads by area, then incident, and says what the silence is worth."""
    assert read(made) == text


def test_a_long_digest_counts_what_it_leaves_out():
    """Of a hundred incidents the gravest are told and the rest are counted; Telegram takes the message."""
    many = tuple(replace(RAID, id=number) for number in range(1, 101))
    made = digest(Section(area="سراقب", incidents=many), Section(area="القدم", incidents=(SHELLING,)))
    text = read(made)
    told_of = text.count("غارة على سراقب")
    assert 10 < told_of < 100
    assert f"… والباقي لم يتسع له المكان: {101 - told_of} حدثاً" in text
    assert units(text) <= 4096


def test_many_quiet_areas_are_one_line():
    """Who watches three hundred areas gets a message that Telegram takes."""
    quiet = [Section(area=f"منطقة بعيدة جداً رقم {number}", incidents=()) for number in range(300)]
    text = read(digest(*quiet))
    assert units(text) < 1000
    assert "أماكن أخرى" in text or "مكاناً آخر" in text or "مكان آخر" in text


def test_with_room_enough_nothing_is_left_out():
    """On the screen or the page a digest is whole."""
    many = tuple(replace(RAID, id=number) for number in range(1, 101))
    assert read(digest(Section(area="سراقب", incidents=many)), room=10**9).count("غارة على سراقب") == 100


def test_an_incident_of_two_sections_is_counted_once():
    """The number at the head is of incidents, not of lines."""
    made = digest(Section(area="أ", incidents=(SHELLING,)), Section(area="ب", incidents=(SHELLING,)))
    assert made.incidents == 1

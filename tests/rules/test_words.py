"""How Arabic counts things and names days, and that every value has its words."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from alerts.model import Reason
from alerts.render import words
from crawler.model import Certainty, EventType, Family, Precision, Severity

COUNTS = {
    "none": (0, "0 خبر"),
    "one needs no number": (1, "خبر واحد"),
    "two are a dual": (2, "خبران"),
    "three to ten are a plural": (3, "3 أخبار"),
    "ten still is": (10, "10 أخبار"),
    "eleven is an accusative": (11, "11 خبراً"),
    "ninety-nine still is": (99, "99 خبراً"),
    "a hundred is a genitive": (100, "100 خبر"),
    "a hundred and one": (101, "101 خبر"),
    "a hundred and two": (102, "102 خبر"),
    "a hundred and three begins anew": (103, "103 أخبار"),
    "a hundred and ten": (110, "110 أخبار"),
    "a hundred and eleven": (111, "111 خبراً"),
    "a thousand": (1000, "1000 خبر"),
}


@pytest.mark.parametrize(("number", "counted"), COUNTS.values(), ids=COUNTS)
def test_counted_nouns(number, counted):
    """A counted thing takes the form that its number asks for."""
    assert words.REPORT.counted(number) == counted


def test_other_nouns_are_counted_the_same_way():
    """Each noun has all its forms."""
    for noun in (words.REPORT, words.ORIGIN, words.INCIDENT, words.PLACE, words.FEED):
        counted = [noun.counted(number) for number in (1, 2, 3, 11, 100)]
        assert len(set(counted)) == 5
    assert words.INCIDENT.counted(2) == "حدثان"
    assert words.ORIGIN.counted(12) == "12 مصدراً مستقلاً"


DAYS = {
    "a Saturday": (date(2018, 4, 7), "السبت 7 نيسان 2018"),
    "a Monday": (date(2024, 1, 1), "الإثنين 1 كانون الثاني 2024"),
    "a leap day": (date(2024, 2, 29), "الخميس 29 شباط 2024"),
    "a Sunday in November": (date(2023, 11, 5), "الأحد 5 تشرين الثاني 2023"),
    "the last day of a year": (date(2025, 12, 31), "الأربعاء 31 كانون الأول 2025"),
}


@pytest.mark.parametrize(("day", "named"), DAYS.values(), ids=DAYS)
def test_days(day, named):
    """A day is named with its weekday and its Levantine month."""
    assert words.day_words(day) == named


def test_moments_are_told_on_the_readers_clock():
    """An hour before midnight in UTC is the next day in Damascus."""
    moment = datetime(2018, 4, 7, 23, 5, tzinfo=UTC)
    assert words.moment_words(moment, ZoneInfo("Asia/Damascus")) == "الأحد 8 نيسان 2018، 02:05"


TABLES = {
    "types": (words.TYPES, EventType),
    "families": (words.FAMILIES, Family),
    "certainties": (words.CERTAINTIES, Certainty),
    "severities": (words.SEVERITIES, Severity),
    "marks": (words.MARKS, Severity),
    "precisions": (words.PRECISIONS, Precision),
    "reasons": (words.REASONS, Reason),
}


@pytest.mark.parametrize(("table", "values"), TABLES.values(), ids=TABLES)
def test_every_value_has_its_own_words(table, values):
    """No message fails for a value without words, and no two values read alike."""
    assert set(table) == set(values)
    assert len(set(table.values())) == len(table)
    assert all(text.strip() == text and text for text in table.values())

"""The dates that feeds write, and the moment that each means."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.feeds.dates import parse_feed_date, published_or_seen


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


# name: (as written, zone of the publisher, the moment)
DATES = {
    "RSS": ("Tue, 05 Mar 2024 10:00:00 +0300", "UTC", utc(2024, 3, 5, 7)),
    "RSS in GMT": ("Tue, 05 Mar 2024 10:00:00 GMT", "Asia/Damascus", utc(2024, 3, 5, 10)),
    "RSS without weekday and seconds": ("5 Mar 2024 10:00 +0000", "UTC", utc(2024, 3, 5, 10)),
    "RSS, year of two digits": ("Tue, 05 Mar 24 10:00:00 GMT", "UTC", utc(2024, 3, 5, 10)),
    "RSS without zone": ("Tue, 05 Mar 2024 10:00:00", "Asia/Damascus", utc(2024, 3, 5, 7)),
    "AST is Arabia": ("Tue, 05 Mar 2024 10:00:00 AST", "UTC", utc(2024, 3, 5, 7)),
    "EET": ("Tue, 05 Mar 2024 10:00:00 EET", "UTC", utc(2024, 3, 5, 8)),
    "EEST, no space": ("Tue,05 Mar 2024 10:00:00 EEST", "UTC", utc(2024, 3, 5, 7)),
    "EST": ("Tue, 05 Mar 2024 10:00:00 EST", "UTC", utc(2024, 3, 5, 15)),
    "zone unknown": ("Tue, 05 Mar 2024 10:00:00 XYZ", "Asia/Riyadh", utc(2024, 3, 5, 7)),
    "weekday wrong": ("Mon, 05 Mar 2024 10:00:00 GMT", "UTC", utc(2024, 3, 5, 10)),
    "full names": ("Tuesday, 05 March 2024 10:00:00 GMT", "UTC", utc(2024, 3, 5, 10)),
    "hour 24": ("Tue, 05 Mar 2024 24:00:00 GMT", "UTC", utc(2024, 3, 6)),
    "leap second": ("Sat, 31 Dec 2016 23:59:60 GMT", "UTC", utc(2016, 12, 31, 23, 59, 59)),
    "French": ("mar, 05 mars 2024 10:00:00 +0100", "UTC", utc(2024, 3, 5, 9)),
    "French August": ("5 août 2024 10:00", "Africa/Tunis", utc(2024, 8, 5, 9)),
    "Atom": ("2024-03-05T10:00:00Z", "Asia/Damascus", utc(2024, 3, 5, 10)),
    "Atom with offset": ("2024-03-05T10:00:00+03:00", "UTC", utc(2024, 3, 5, 7)),
    "Atom with fraction": ("2024-03-05T10:00:00.123456+02:00", "UTC", utc(2024, 3, 5, 8)),
    "offset of hours": ("2024-03-05T10:00:00+03", "UTC", utc(2024, 3, 5, 7)),
    "offset behind a true minus": ("2024-03-05T10:00:00−05:00", "UTC", utc(2024, 3, 5, 15)),
    "ISO without zone": ("2024-03-05T10:00", "Asia/Baghdad", utc(2024, 3, 5, 7)),
    "ISO with a space": ("2024-03-05 10:00:00", "Asia/Baghdad", utc(2024, 3, 5, 7)),
    "ISO, summer in Beirut": ("2024-07-05 10:00:00", "Asia/Beirut", utc(2024, 7, 5, 7)),
    "ISO, winter in Beirut": ("2024-01-05 10:00:00", "Asia/Beirut", utc(2024, 1, 5, 8)),
    "ISO with a city": ("2024-03-05 10:00:00 Asia/Damascus", "UTC", utc(2024, 3, 5, 7)),
    "ISO packed": ("20240305T101500Z", "UTC", utc(2024, 3, 5, 10, 15)),
    "a day only": ("2024-03-05", "Asia/Damascus", utc(2024, 3, 4, 21)),
    "days before months": ("05/08/2024 10:15", "UTC", utc(2024, 8, 5, 10, 15)),
    "American, since no month is 25": ("12/25/2024 10:15", "UTC", utc(2024, 12, 25, 10, 15)),
    "with dots": ("05.08.2024 10:15", "UTC", utc(2024, 8, 5, 10, 15)),
    "in the afternoon": ("05/08/2024 10:15:00 PM", "UTC", utc(2024, 8, 5, 22, 15)),
    "in the afternoon, in Arabic": ("05/08/2024 10:15:00 م", "UTC", utc(2024, 8, 5, 22, 15)),
    "midnight, in Arabic": ("05/08/2024 12:15:00 ص", "UTC", utc(2024, 8, 5, 0, 15)),
    "noon": ("05/08/2024 12:15 PM", "UTC", utc(2024, 8, 5, 12, 15)),
    "Arabic-Indic digits": ("٥/٣/٢٠٢٤ ١٠:٠٠", "UTC", utc(2024, 3, 5, 10)),
    "Persian digits": ("۲۰۲۴-۰۳-۰۵ ۱۰:۰۰", "UTC", utc(2024, 3, 5, 10)),
    "ctime": ("Tue Mar  5 10:00:00 2024", "UTC", utc(2024, 3, 5, 10)),
    "JavaScript": ("Tue Mar 05 2024 10:00:00 GMT+0300 (Arabian Standard Time)", "UTC", utc(2024, 3, 5, 7)),
    "Drupal": ("Tuesday, March 5, 2024 - 10:00", "Asia/Damascus", utc(2024, 3, 5, 7)),
    "seconds since 1970": ("1709632800", "Asia/Damascus", utc(2024, 3, 5, 10)),
    "milliseconds since 1970": ("1709632800000", "Asia/Damascus", utc(2024, 3, 5, 10)),
    "Levantine month": ("5 آذار 2024 10:30", "Asia/Damascus", utc(2024, 3, 5, 7, 30)),
    "both months": ("5 آذار/مارس 2024 10:30", "Asia/Damascus", utc(2024, 3, 5, 7, 30)),
    "Arabic inside RSS's form": ("الثلاثاء, 05 مارس 2024 10:00:00 +0300", "UTC", utc(2024, 3, 5, 7)),
    "marks of direction inside": ("\u200f2024-03-05\u200e 10:00", "UTC", utc(2024, 3, 5, 10)),
    "zone of the publisher unknown": ("2024-03-05 10:00", "Mars/Olympus", utc(2024, 3, 5, 10)),
}


@pytest.mark.parametrize(("text", "zone", "moment"), DATES.values(), ids=DATES)
def test_a_date_is_the_moment_that_the_publisher_meant(text, zone, moment):
    """Forms, zones and orders that feeds use are read as meant, in UTC."""
    assert parse_feed_date(text, zone) == moment


NO_DATES = {
    "empty": "",
    "words": "غير معروف",
    "a clock never set": "Thu, 01 Jan 1970 00:00:00 GMT",
    "the year 0": "0000-00-00 00:00:00",
    "a day that is not": "2024-02-31",
    "a number": "12345",
    "a far future": "Tue, 05 Mar 9999 10:00:00 GMT",
    "an offset beyond a day": "2024-03-05T10:00:00+99:99",
}


@pytest.mark.parametrize("text", NO_DATES.values(), ids=NO_DATES)
def test_what_is_no_date_is_unknown(text):
    """No date is invented."""
    assert parse_feed_date(text, "Asia/Damascus") is None


SEEN = utc(2024, 3, 5, 12)
SEEN_ROWS = {
    "as it says": (utc(2024, 3, 5, 10), utc(2024, 3, 5, 10)),
    "their clock is fast by minutes": (utc(2024, 3, 5, 12, 5), utc(2024, 3, 5, 12, 5)),
    "local time labelled GMT": (utc(2024, 3, 5, 15), SEEN),
    "unknown": (None, SEEN),
}


@pytest.mark.parametrize(("published", "counts"), SEEN_ROWS.values(), ids=SEEN_ROWS)
def test_nothing_is_published_after_it_was_seen(published, counts):
    """An entry without a date, or dated ahead of the clock, counts from when it was first seen."""
    assert published_or_seen(published, SEEN) == counts


@given(st.text(max_size=80))
def test_any_text_is_a_date_or_none(text):
    """Nothing that stands where a date should makes a feed fail."""
    moment = parse_feed_date(text, "Asia/Damascus")
    assert moment is None or moment.tzinfo is UTC


@given(st.datetimes(min_value=datetime(1996, 1, 1), max_value=datetime(2090, 1, 1)), st.integers(-12, 14))  # noqa: DTZ001
def test_every_moment_survives_rss_and_atom(naive, offset):
    """What the standards' forms write is read back, whatever the offset."""
    naive = naive.replace(microsecond=0)
    zone = f"{'-' if offset < 0 else '+'}{abs(offset):02}"
    rss = parse_feed_date(f"{naive:%a, %d %b %Y %H:%M:%S} {zone}00", "Asia/Damascus")
    atom = parse_feed_date(f"{naive:%Y-%m-%dT%H:%M:%S}{zone}:00", "Asia/Damascus")
    assert rss == atom == datetime.fromisoformat(f"{naive:%Y-%m-%dT%H:%M:%S}{zone}:00")

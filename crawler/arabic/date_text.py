# ruff: noqa: PLR2004 - days, months and the tens of counting are their own names
"""Read a page's own date line into a moment: السبت، 7 أبريل 2018 - 14:35, 07/04/2018 02:35 م, ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from datetime import timezone as fixed_zone
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from crawler.arabic.calendar_dates import MONTH_STARTS, read_calendar
from crawler.arabic.fold import fold
from crawler.arabic.months import WEEKDAYS
from crawler.arabic.numeric_dates import read_numeric
from crawler.arabic.tokens import Token, tokenize
from crawler.arabic.when import When, safe_date

_LONGEST = 300  # characters; a date line is short, a paragraph is none
_FIRST_PAGE_YEAR = 1990  # no page is older than the web
_ISO = re.compile(
    r"\d{4}-\d{2}-\d{2}(?:[t ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s?(?:z|[+-]\d{2}:?\d{2})?)?", re.IGNORECASE
)
_RFC_2822 = re.compile(
    r"(?:mon|tue|wed|thu|fri|sat|sun), \d{1,2} [a-z]{3} \d{4} \d{2}:\d{2}.*", re.IGNORECASE
)
_CLOCK = re.compile(
    r"(?<![\d:/])(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?(?![\d:/])"
    r"\s*(?P<half>صباحا|مساء|ظهرا|عصرا|ليلا|فجرا|بعد الظهر|قبل الظهر|[صم](?!\w)|[ap]\.?m\b)?"
)
_LATER_HALF = ("مساء", "م", "عصرا", "بعد الظهر", "p")
_EARLIER_HALF = ("صباحا", "ص", "فجرا", "قبل الظهر", "a")
_OFFSET = re.compile(
    r"(?:gmt|utc|غرينتش|غرينيتش|جرينتش)\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?|(?<!\d)([+-])(\d{2}):(\d{2})(?!\d)"
)
_UTC_WORDS = re.compile(r"\b(?:gmt|utc)\b|غرينتش|غرينيتش|جرينتش|غرينتس|العالمي")
_ZONE_OF = {
    "مكه": "Asia/Riyadh", "السعوديه": "Asia/Riyadh", "الرياض": "Asia/Riyadh", "دمشق": "Asia/Damascus",
    "سوريا": "Asia/Damascus", "القدس": "Asia/Jerusalem", "فلسطين": "Asia/Hebron", "غزه": "Asia/Gaza",
    "القاهره": "Africa/Cairo", "مصر": "Africa/Cairo", "بيروت": "Asia/Beirut", "لبنان": "Asia/Beirut",
    "بغداد": "Asia/Baghdad", "العراق": "Asia/Baghdad", "عمان": "Asia/Amman", "الاردن": "Asia/Amman",
    "الامارات": "Asia/Dubai", "ابوظبي": "Asia/Dubai", "ابو ظبي": "Asia/Dubai", "دبي": "Asia/Dubai",
    "الدوحه": "Asia/Qatar", "قطر": "Asia/Qatar", "الكويت": "Asia/Kuwait", "صنعاء": "Asia/Aden",
    "اليمن": "Asia/Aden", "طرابلس": "Africa/Tripoli", "ليبيا": "Africa/Tripoli", "تونس": "Africa/Tunis",
    "الجزاير": "Africa/Algiers", "المغرب": "Africa/Casablanca", "الخرطوم": "Africa/Khartoum",
    "السودان": "Africa/Khartoum", "اسطنبول": "Europe/Istanbul", "تركيا": "Europe/Istanbul",
}  # fmt: skip
_ZONE_NAMED = re.compile(
    rf"(?:بتوقيت|توقيت)\s+(?P<place>{'|'.join(sorted(_ZONE_OF, key=len, reverse=True))})"
)


def parse_date_text(text: str, timezone: str) -> datetime | None:
    """Return the moment (UTC) that a page's date line names, None when it is no date or an impossible one.

    A line without a zone is in the publisher's ``timezone``; one without a clock time is that day's start.

    >>> parse_date_text("السبت، ٧ نيسان (أبريل) ٢٠١٨ - 14:35", "Asia/Damascus").isoformat()
    '2018-04-07T11:35:00+00:00'
    """
    if len(text) > _LONGEST:
        return None
    folded = " ".join(fold(text).split())
    standard = _parse_standard(folded, timezone)
    if standard is not None:
        return standard
    day = _find_day(folded)
    clock = _find_clock(folded)
    if day is None or clock is None or not _FIRST_PAGE_YEAR <= day.year <= 2100:
        return None
    return _in_utc(datetime.combine(day, clock), _find_zone(folded, timezone))


def _in_utc(moment: datetime, zone: tzinfo) -> datetime:
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)
    return aware.astimezone(UTC)


def _parse_standard(folded: str, timezone: str) -> datetime | None:
    """Read ISO 8601 and the dates of RFC 2822, when nothing else is on the line."""
    moment: datetime | None = None
    try:
        if _ISO.fullmatch(folded):
            moment = datetime.fromisoformat(folded.upper().replace(" +", "+").replace(" Z", "Z"))
        elif _RFC_2822.fullmatch(folded):
            moment = parsedate_to_datetime(folded)
    except ValueError:  # 2018-13-45 has the shape and is no date
        return None
    if moment is None or not _FIRST_PAGE_YEAR <= moment.year <= 2100:
        return None
    return _in_utc(moment, ZoneInfo(timezone))


def _find_day(folded: str) -> date | None:
    """Return the first civil day on the line; a Hijri one only when no other is there."""
    tokens = tokenize(folded)
    hijri: date | None = None
    for index, token in enumerate(tokens):
        when: When | None = None
        if token.kind == "number":
            when = read_numeric(tokens, index)
        elif token.text in MONTH_STARTS:
            when = read_calendar(tokens, index, None)
        if when is None or when.until is not None:
            continue
        if when.kind == "calendar":
            return _by_weekday(tokens, when)
        hijri = hijri or when.day
    return hijri


def _by_weekday(tokens: Sequence[Token], when: When) -> date:
    """Let the weekday decide between day/month and month/day: السبت 04/07/2018 was 7 April."""
    day = when.day
    numeric = tokens[when.first].kind == "number" and tokens[when.last - 1].kind == "number"
    weekday = next((WEEKDAYS[token.text] for token in tokens if token.text in WEEKDAYS), None)
    if not numeric or weekday is None or day.weekday() == weekday:
        return day
    if len(tokens[when.first].text) == 4 or any(
        token.text in MONTH_STARTS for token in tokens[when.first : when.last]
    ):
        return day
    swapped = safe_date(day.year, day.day, day.month)
    return swapped if swapped is not None and swapped.weekday() == weekday else day


def _find_clock(folded: str) -> time | None:
    """Return the clock time on the line, midnight when there is none, None when it is impossible (25:70)."""
    match = _CLOCK.search(folded)
    if match is None:
        return time()
    hour, minute, second = (int(part or 0) for part in match.group(1, 2, 3))
    half = match.group("half") or ""
    if (half.startswith(_LATER_HALF) and hour < 12) or (half == "ظهرا" and hour < 4):
        hour += 12
    elif half.startswith(_EARLIER_HALF) and hour == 12:
        hour = 0
    if hour > 23 or minute > 59 or second > 59:
        return None
    return time(hour, minute, second)


def _find_zone(folded: str, timezone: str) -> tzinfo:
    """Return the zone that the line names, else the publisher's."""
    offset = _OFFSET.search(folded)
    if offset is not None:
        sign, hours, minutes = offset.group(1, 2, 3) if offset.group(1) else offset.group(4, 5, 6)
        ahead = timedelta(hours=int(hours), minutes=int(minutes or 0))
        return fixed_zone(ahead if sign == "+" else -ahead) if ahead < timedelta(hours=24) else UTC
    named = _ZONE_NAMED.search(folded)
    if named is not None:
        return ZoneInfo(_ZONE_OF[named.group("place")])
    return UTC if _UTC_WORDS.search(folded) else ZoneInfo(timezone)

"""The dates that feeds write, to UTC.

Libraries read AST as Atlantic time (Saudi feeds mean +3) and 05/08 as May; both cost hours or months, so the
few forms that feeds use are read here, with the publisher's own zone where none is named.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_LONGEST = 100
_EARLIEST = 1995  # before that there were no feeds: 1970 is a clock that was never set
_LATEST = 2100
FUTURE = timedelta(minutes=10)  # how far ahead of ours a publisher's clock may be

_ENGLISH = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTHS = {name: number for number, name in enumerate(_ENGLISH, 1)} | {
    # French feeds of the Maghreb and Lebanon
    "fév": 2, "fev": 2, "avr": 4, "mai": 5, "juin": 6, "juil": 7, "aoû": 8, "aou": 8, "déc": 12,
}  # fmt: skip
_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "ut": 0, "wet": 0, "west": 60, "bst": 60, "cet": 60, "cest": 120,
    "eet": 120, "eest": 180, "cat": 120, "eat": 180, "msk": 180, "trt": 180,
    "ast": 180,  # Arabia, not the Atlantic: who writes it here is in Riyadh, Baghdad or Kuwait
    "adt": 180, "ksa": 180, "sast": 180, "gst": 240, "irst": 210, "pkt": 300,
    "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
}  # fmt: skip
_DIGITS = {
    ord(digit): str(value) for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for value, digit in enumerate(digits)
}
_UNSEEN = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF])

_TIME = (
    r"(?:[T,\s]\s*(?:-\s*|at\s+)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\.?|ص|م|صباحا|صباحاً|مساء|مساءً)?)?"
)
_PACKED_TIME = r"(?:T?(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?)?"
_ZONE = r"\s*(?P<zone>\(?[A-Za-z+\-−][\w+\-−:/]*\)?(?:[+\-−]\d[\d:]*)?)?.*"
_WEEKDAY = r"(?:[^\W\d]{2,12}(?:\.?,\s*|\.?\s+))?"
_MONTH = r"(?P<month>[^\W\d]{3,9})\.?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}}){_TIME}{_ZONE}",
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})[\s-]+{_MONTH},?[\s-]+(?P<year>\d{{4}}|\d{{2}}){_TIME}{_ZONE}",
        rf"{_WEEKDAY}{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}}){_TIME}{_ZONE}",
        # ctime: Tue Mar  5 10:00:00 2024
        rf"{_WEEKDAY}{_MONTH}\s+(?P<day>\d{{1,2}}){_TIME}\s*(?P<zone>[A-Z]{{2,5}})?\s+(?P<year>\d{{4}})",
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})[/.-](?P<month>\d{{1,2}})[/.-](?P<year>\d{{4}}){_TIME}{_ZONE}",
        rf"(?P<year>\d{{4}})(?P<month>\d{{2}})(?P<day>\d{{2}}){_PACKED_TIME}{_ZONE}",
    )
)
_OFFSET = re.compile(r"(?:gmt|utc)?([+-])(\d{1,2}):?(\d{2})?", re.IGNORECASE)
_LAST_ZONE = re.compile(r"\s((?:GMT|UTC)?[+-]\d{2}:?\d{2}|[A-Z]{1,5})$")
_UNIX = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d+)?")


def parse_feed_date(text: str, timezone_name: str) -> datetime | None:
    """Return the moment that a feed's date names, in UTC; None when it is no date.

    Days stand before months (05/08 is August), unless that cannot be. Arabic month names go the way of the
    pages' date lines.
    """
    text = " ".join(text.translate(_UNSEEN).translate(_DIGITS).split())[:_LONGEST]
    if not any(char.isdigit() for char in text):
        return None
    unix = _UNIX.fullmatch(text)
    if unix:
        return _plausible(datetime.fromtimestamp(int(unix.group(1)), UTC))
    for form in _FORMS:
        found = form.fullmatch(text)
        moment = _moment(found.groupdict(), timezone_name) if found else None
        if moment:
            return moment
    return _from_arabic(text, timezone_name)


def published_or_seen(published: datetime | None, seen_at: datetime) -> datetime:
    """Return when an entry counts as published: as it says, or when it was first seen if that cannot be.

    A date hours ahead is a zone gone wrong: local time that is labelled GMT.
    """
    return published if published is not None and published <= seen_at + FUTURE else seen_at


def zone_of(name: str) -> tzinfo:
    """Return a publisher's zone; UTC for a name that nobody knows."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def _moment(parts: dict[str, str | None], timezone_name: str) -> datetime | None:
    day, month = int(parts["day"] or 0), _month(parts["month"] or "")
    if month > 12 >= day:  # noqa: PLR2004 -- 12/25/2024 can only be American
        day, month = month, day
    year = int(parts["year"] or 0)
    hour = _hour(int(parts["hour"] or 0), parts.get("half"))
    later = timedelta(days=1) if hour == 24 else timedelta()  # noqa: PLR2004 -- midnight, as some write it
    try:
        moment = datetime(  # noqa: DTZ001 -- the zone comes next
            year + 2000 if year < 100 else year,  # noqa: PLR2004 -- two digits
            month,
            day,
            hour % 24,
            int(parts["minute"] or 0),
            min(int(parts["second"] or 0), 59),  # a leap second
        )
        return _plausible(
            (moment + later).replace(tzinfo=_zone(parts.get("zone"), timezone_name)).astimezone(UTC)
        )
    except (ValueError, OverflowError):
        return None


def _month(word: str) -> int:
    if word.isdigit():
        return int(word)
    low = word.lower()
    return _MONTHS.get(low[:4]) or _MONTHS.get(low[:3]) or 0


def _hour(hour: int, half: str | None) -> int:
    if not half or hour > 12:  # noqa: PLR2004 -- "15:00 PM" is 15:00
        return hour
    afternoon = half.lower().startswith("p") or half[0] == "م"
    return hour % 12 + (12 if afternoon else 0)


def _zone(word: str | None, timezone_name: str) -> tzinfo:
    """Return the zone that a date names: an offset, an abbreviation, a city; else the publisher's."""
    if not word:
        return zone_of(timezone_name)
    word = word.strip("()").replace("−", "-")
    offset = _OFFSET.fullmatch(word)
    if offset:
        minutes = int(offset.group(2)) * 60 + int(offset.group(3) or 0)
        return timezone(timedelta(minutes=minutes if offset.group(1) == "+" else -minutes))
    if word.lower() in _ZONES:
        return timezone(timedelta(minutes=_ZONES[word.lower()]))
    return zone_of(word) if "/" in word else zone_of(timezone_name)


def _plausible(moment: datetime) -> datetime | None:
    return moment if _EARLIEST <= moment.year < _LATEST else None


def _from_arabic(text: str, timezone_name: str) -> datetime | None:
    """Read Arabic month names as a page's date line does; a zone at the end counts here too."""
    if not any("\u0621" <= char <= "\u064a" for char in text):
        return None
    from crawler.arabic.dates import parse_date_text

    named = _LAST_ZONE.search(text)
    if named is None:
        moment = parse_date_text(text, timezone_name)
        return _plausible(moment) if moment else None
    moment = parse_date_text(text[: named.start()], "UTC")
    zone = _zone(named.group(1), timezone_name)
    return _plausible(moment.replace(tzinfo=zone).astimezone(UTC)) if moment else None

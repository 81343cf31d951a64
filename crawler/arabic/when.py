# ruff: noqa: PLR2004 - days, months and the tens of counting are their own names
"""The value that every reader of dates returns, and the arithmetic of days they share."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from crawler.arabic.tokens import Token

FIRST_YEAR, LAST_YEAR = 1900, 2100
FIRST_ANCHOR_YEAR, LAST_ANCHOR_YEAR = 1970, 2070  # within what the Hijri tables cover, a few years around
AGAIN = "again"  # the kind of a day told before (اليوم نفسه), until the text's other days name it


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A time that the text names, as a day, or as an interval when ``until`` (inclusive) is known.

    ``kind``: "weekday" · "relative" (أمس, قبل يومين) · "calendar" · "hijri" · "period" (الشهر الماضي) ·
    "duration" (منذ أسبوع, لليوم الثالث: from ``day`` to the publication) · "vague" (قبل أيام: no day may be
    told from it) · "conflict" (a weekday that contradicts the date beside it).
    ``sure`` is False where the words leave room for another day. ``counted`` is the day as counted from the
    publication, known where a weekday beside it was asked (اليوم الجمعة, printed on a Saturday).
    """

    first: int  # tokens, the end exclusive
    last: int
    day: date
    until: date | None = None
    sure: bool = True
    kind: str
    counted: date | None = None


class Anchor(NamedTuple):
    """The publication as the publisher's own clock and calendar told it."""

    moment: datetime
    day: date


def anchor_of(published: datetime, timezone: str) -> Anchor | None:
    """Return the publication in the publisher's zone; raises ZoneInfoNotFoundError for an unknown zone.

    None for a year that no article has (0001, 9999, as broken feeds write): nothing can be told from it.
    """
    if not FIRST_ANCHOR_YEAR <= published.year <= LAST_ANCHOR_YEAR:
        return None
    moment = published.astimezone(ZoneInfo(timezone))
    return Anchor(moment, moment.date())


def text_at(tokens: Sequence[Token], index: int) -> str:
    """Return the folded text at an index, "" outside the text."""
    return tokens[index].text if 0 <= index < len(tokens) else ""


def days_before(day: date, days: float) -> date:
    """Return the day so many days earlier (later, when negative), never before the year 1900.

    >>> days_before(date(2018, 4, 7), 2)
    datetime.date(2018, 4, 5)
    """
    furthest = (day - date(FIRST_YEAR, 1, 1)).days
    return day - timedelta(days=min(round(days), furthest))


def safe_date(year: int, month: int, day: int) -> date | None:
    """Return the date, None when there is none such (31 February) or it is out of our time."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def month_of(day: date, months: int = 0) -> tuple[date, date]:
    """Return the first and last day of the month, so many months later.

    >>> month_of(date(2018, 1, 31), -1)
    (datetime.date(2017, 12, 1), datetime.date(2017, 12, 31))
    """
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, 1), date(year, month + 1, monthrange(year, month + 1)[1])


def weekday_before(day: date, weekday: int, *, today: bool) -> date:
    """Return the last such weekday not after ``day``; that day itself only when ``today``."""
    back = (day.weekday() - weekday) % 7
    return day - timedelta(days=back or (0 if today else 7))


def weekday_after(day: date, weekday: int) -> date:
    """Return the next such weekday, later than ``day``."""
    return day + timedelta(days=(weekday - day.weekday()) % 7 or 7)

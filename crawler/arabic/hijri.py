# ruff: noqa: PLR2004 - days, months and the tens of counting are their own names
"""The Islamic calendar, as Umm al-Qura reckons it; sighted months may differ by a day."""

from __future__ import annotations

from datetime import date

from hijridate import Gregorian, Hijri

FIRST_HIJRI_YEAR, LAST_HIJRI_YEAR = 1343, 1500  # what the tables behind the library cover


def hijri_date(year: int, month: int, day: int) -> date | None:
    """Return the civil date of a Hijri one; None when there is no such day.

    >>> hijri_date(1439, 7, 21)
    datetime.date(2018, 4, 7)
    """
    if not (FIRST_HIJRI_YEAR <= year <= LAST_HIJRI_YEAR and 1 <= month <= 12):
        return None
    if not 1 <= day <= Hijri(year, month, 1).month_length():
        return None
    civil = Hijri(year, month, day).to_gregorian()
    return date(civil.year, civil.month, civil.day)


def hijri_month(year: int, month: int) -> tuple[date, date] | None:
    """Return the first and last civil day of a Hijri month."""
    first = hijri_date(year, month, 1)
    last = hijri_date(year, month, Hijri(year, month, 1).month_length()) if first else None
    return (first, last) if first and last else None


def hijri_year(day: date) -> int:
    """Return the Hijri year that a civil day lies in (1924 to 2077)."""
    return Gregorian(day.year, day.month, day.day).to_hijri().year

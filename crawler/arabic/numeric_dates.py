# ruff: noqa: PLR2004 - days, months and the tens of counting are their own names
"""Read dates in digits only: 07/04/2018, 7-4-2018, 2018/04/07, 7.4.2018, 22/7/1439."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.arabic.hijri import hijri_date
from crawler.arabic.months import WEEKDAYS
from crawler.arabic.tokens import Token
from crawler.arabic.when import Anchor, When, safe_date, text_at
from crawler.arabic.word_sets import words

_DATE_FOLLOWS = words("يوم بتاريخ تاريخ الموافق")
_ALWAYS_OPEN = ("24", "7")
_AHEAD = 60  # days: a yearless date further ahead than this is last year's


def read_numeric(tokens: Sequence[Token], index: int) -> When | None:
    """Read 07/04/2018, 7-4-2018, 2018/04/07, 7.4.2018 and 22/7/1439, the day before the month.

    A month above twelve beside a day that fits tells the American order (04/25/2018).
    """
    token = tokens[index]
    if token.text.count(".") == 2:
        numbers, last = token.text.split("."), index + 1
    elif text_at(tokens, index + 1) in ("/", "-") and text_at(tokens, index + 3) == text_at(
        tokens, index + 1
    ):
        numbers, last = [text_at(tokens, index + step) for step in (0, 2, 4)], index + 5
    else:
        return None
    if not all(number.isdecimal() and len(number) <= 4 for number in numbers):
        return None
    day, month, year = (int(number) for number in (numbers if len(numbers[0]) < 4 else reversed(numbers)))
    if len(numbers[0]) < 4 and len(numbers[2]) != 4:
        if len(numbers[2]) != 2 or len(numbers[0]) == 3:
            return None
        year += 2000
    if month > 12 >= day:
        day, month = month, day
    hijri = 1300 <= year <= 1500
    found = hijri_date(year, month, day) if hijri else safe_date(year, month, day)
    if found is None:
        return None
    last += text_at(tokens, last) in ("م", "ه")
    short = len(numbers[0]) < 4 and len(numbers[2]) == 2
    return When(
        first=index, last=last, day=found, sure=not hijri and not short, kind="hijri" if hijri else "calendar"
    )


def read_day_and_month(tokens: Sequence[Token], index: int, anchor: Anchor | None) -> When | None:
    """Read 15/5 behind a weekday or "بتاريخ"; elsewhere two numbers may be anything (24/7, 1/2)."""
    opened = text_at(tokens, index - 1) == "("
    before = text_at(tokens, index - 1 - opened)
    if anchor is None or text_at(tokens, index + 1) not in ("/", "-") or tokens[index].start == 0:
        return None
    if before not in WEEKDAYS and before not in _DATE_FOLLOWS:
        return None
    day, month = tokens[index].text, text_at(tokens, index + 2)
    if not (day.isdecimal() and month.isdecimal()) or (day, month) == _ALWAYS_OPEN:
        return None
    found = safe_date(anchor.day.year, int(month), int(day))
    if found is not None and (found - anchor.day).days > _AHEAD:
        found = safe_date(anchor.day.year - 1, int(month), int(day))
    return When(first=index, last=index + 3, day=found, kind="calendar") if found is not None else None

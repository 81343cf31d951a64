"""Arabic dates, and the placeholders that keep made-up articles fresh.

``{weekday}`` is the weekday of publication, ``{weekday-1}`` the one before; so are ``{date-4}``
("5 آب 2026"), ``{month-1}`` and ``{year-3}``; ``{part}`` is the part of the day (صباح, مساء …).
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
LEVANTINE = (
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران",
    "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
)  # fmt: skip
EGYPTIAN = (
    "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو",
    "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
)  # fmt: skip
_PARTS = ((5, "فجر"), (11, "صباح"), (15, "ظهر"), (18, "عصر"), (24, "مساء"))
_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_PLACEHOLDER = re.compile(r"\{(weekday|date|month|year|part)(?:-(\d+))?\}")


def fill(text: str, published: datetime) -> str:
    """Put the days into a text that is published at this moment of its outlet's own clock.

    >>> fill("صباح {weekday-1}", datetime(2018, 4, 7, 12))  # a Saturday
    'صباح الجمعة'
    """

    def word(match: re.Match[str]) -> str:
        back = int(match[2] or 0)
        day = published - timedelta(days=back)
        month = (published.year * 12 + published.month - 1) - back
        words = {
            "weekday": WEEKDAYS[day.weekday()],
            "date": f"{day.day} {LEVANTINE[day.month - 1]} {day.year}",
            "month": LEVANTINE[month % 12],
            "year": str(published.year - back),
            "part": next(part for before, part in _PARTS if published.hour < before),
        }
        return words[match[1]]

    return _PLACEHOLDER.sub(word, text)


def dateline(style: str, when: datetime) -> str:
    """Write a date and time as the outlet's pages do."""
    if style == "numeric":
        hour, half = when.hour % 12 or 12, "ص" if when.hour < 12 else "م"  # noqa: PLR2004 - noon
        return f"{when:%d/%m/%Y} {hour:02}:{when.minute:02} {half}"
    if style == "indic":
        return f"{when.day} {EGYPTIAN[when.month - 1]}، {when.year} {when:%H:%M}".translate(_INDIC)
    months = EGYPTIAN if style == "egyptian" else LEVANTINE
    return f"{WEEKDAYS[when.weekday()]} {when.day} {months[when.month - 1]} {when.year} - {when:%H:%M}"

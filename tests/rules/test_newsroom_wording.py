"""The demo newsroom's articles name fresh days, in the outlets' own ways."""

from __future__ import annotations

from datetime import datetime

import pytest

from alerts.newsroom.wording import dateline, fill

FILLED = {
    "weekday": ("صباح اليوم {weekday}", "صباح اليوم الأربعاء"),
    "day before": ("مساء أمس {weekday-1}", "مساء أمس الثلاثاء"),
    "date": ("في {date-14}", "في 28 شباط 2018"),
    "month over the year's edge": ("في {month-3} الماضي", "في كانون الأول الماضي"),
    "year": ("عام {year-4}", "عام 2014"),
    "part of the day": ("{part} اليوم", "ظهر اليوم"),
    "other braces stay": ("{سلام} {x}", "{سلام} {x}"),
}


@pytest.mark.parametrize(("text", "filled"), FILLED.values(), ids=FILLED)
def test_days_are_filled_in(text, filled):
    """An article names the days of its own publication, so that the demo is never stale."""
    assert fill(text, datetime(2018, 3, 14, 12, 0)) == filled  # noqa: DTZ001 - a wall clock


DATELINES = {
    "levantine": "الأربعاء 4 نيسان 2018 - 15:05",
    "egyptian": "الأربعاء 4 أبريل 2018 - 15:05",
    "numeric": "04/04/2018 03:05 م",
    "indic": "٤ أبريل، ٢٠١٨ ١٥:٠٥",
}


@pytest.mark.parametrize(("style", "written"), DATELINES.items(), ids=DATELINES)
def test_each_outlet_writes_dates_its_own_way(style, written):
    """Readers meet four ways to write one moment."""
    assert dateline(style, datetime(2018, 4, 4, 15, 5)) == written  # noqa: DTZ001 - a wall clock

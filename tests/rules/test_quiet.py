"""When a subscriber sleeps, and what that changes."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.model import QuietHours, QuietMode
from alerts.quiet import in_quiet_hours
from crawler.model import Severity

DAMASCUS, NEW_YORK = ZoneInfo("Asia/Damascus"), ZoneInfo("America/New_York")
NIGHT = (time(23), time(7))
NAP = (time(14), time(16, 30))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment of January 2026, in Damascus, where it is three hours later than in UTC."""
    return datetime(2026, 1, day, hour, minute, tzinfo=DAMASCUS)


ROWS = {
    "by day nothing changes": (NIGHT, "hold", "severe", at(5, 12), at(5, 12), False),
    "at night, without a sound": (NIGHT, "silent", "severe", at(5, 2), at(5, 2), True),
    "silent means the extreme too": (NIGHT, "silent", "extreme", at(5, 2), at(5, 2), True),
    "only extreme: what is severe makes no sound": (NIGHT, "extreme", "severe", at(5, 2), at(5, 2), True),
    "only extreme: what is extreme rings": (NIGHT, "extreme", "extreme", at(5, 2), at(5, 2), False),
    "held after midnight: until the same morning": (NIGHT, "hold", "severe", at(5, 2), at(5, 7), False),
    "held before midnight: until the next morning": (NIGHT, "hold", "minor", at(5, 23, 30), at(6, 7), False),
    "held: the extreme too": (NIGHT, "hold", "extreme", at(5, 2), at(5, 7), False),
    "the first minute is quiet": (NIGHT, "hold", "minor", at(5, 23), at(6, 7), False),
    "the last minute is over": (NIGHT, "hold", "minor", at(5, 7), at(5, 7), False),
    "within one day": (NAP, "hold", "minor", at(5, 15), at(5, 16, 30), False),
    "the evening after a nap": (NAP, "hold", "minor", at(5, 17), at(5, 17), False),
}


@pytest.mark.parametrize(("hours", "mode", "severity", "due", "told", "silent"), ROWS.values(), ids=ROWS)
def test_what_quiet_hours_do(hours, mode, severity, due, told, silent):  # noqa: PLR0917 - a row
    """Each of the three modes, on either side of midnight, by the subscriber's own clock."""
    quiet = QuietHours(start=hours[0], end=hours[1], mode=QuietMode(mode))
    timing = in_quiet_hours(quiet, Severity[severity.upper()], due.astimezone(UTC), DAMASCUS)
    assert (timing.due, timing.silent) == (told, silent)


def test_the_clock_is_the_subscribers():
    """Two in the night in Damascus is an evening in New York."""
    quiet = QuietHours(start=time(23), end=time(7), mode=QuietMode.SILENT)
    due = at(5, 2).astimezone(UTC)
    assert in_quiet_hours(quiet, Severity.MINOR, due, DAMASCUS).silent
    assert not in_quiet_hours(quiet, Severity.MINOR, due, NEW_YORK).silent


def test_who_named_no_hours_is_never_kept_waiting():
    """Without quiet hours everything rings at once."""
    timing = in_quiet_hours(None, Severity.MINOR, at(5, 2), DAMASCUS)
    assert (timing.due, timing.silent) == (at(5, 2), False)


@given(
    start=st.times().filter(lambda clock: clock.tzinfo is None),
    end=st.times(),
    due=st.integers(0, 10 * 365 * 24 * 60).map(lambda minutes: at(1, 0) + timedelta(minutes=minutes)),
    zone=st.sampled_from([DAMASCUS, NEW_YORK, ZoneInfo("Europe/Berlin"), ZoneInfo("UTC")]),
)
def test_nothing_waits_for_ever_nor_goes_back(start, end, due, zone):
    """What is held comes within 25 hours (a day may have so many), and never before it was due."""
    timing = in_quiet_hours(QuietHours(start=start, end=end, mode=QuietMode.HOLD), Severity.MINOR, due, zone)
    assert 0 <= (timing.due - due).total_seconds() <= 25 * 3600

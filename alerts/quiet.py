"""When a subscriber sleeps, and what that changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from alerts.model import QuietHours, QuietMode
from crawler.model import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """When a message goes out, and whether it makes a sound."""

    due: datetime
    silent: bool = False


def in_quiet_hours(quiet: QuietHours | None, severity: Severity, due: datetime, zone: tzinfo) -> Timing:
    """Say when and how loudly something that is due now is told to somebody who sleeps, or does not."""
    if quiet is None or not _falls_in(quiet, due.astimezone(zone)):
        return Timing(due=due)
    if quiet.mode is QuietMode.HOLD:
        return Timing(due=_next_end(quiet, due.astimezone(zone)))
    return Timing(due=due, silent=quiet.mode is QuietMode.SILENT or severity < Severity.EXTREME)


def _falls_in(quiet: QuietHours, local: datetime) -> bool:
    clock = local.time()
    if quiet.start <= quiet.end:
        return quiet.start <= clock < quiet.end
    return clock >= quiet.start or clock < quiet.end


def _next_end(quiet: QuietHours, local: datetime) -> datetime:
    """Return the next moment at which the quiet hours end, in UTC."""
    day = local.date() if local.time() < quiet.end else local.date() + timedelta(days=1)
    return datetime.combine(day, quiet.end, tzinfo=local.tzinfo).astimezone(UTC)

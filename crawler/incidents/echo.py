"""An article that comes back to what it has told does not tell of a second incident."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.incidents.kinds import SELDOM
from crawler.incidents.where import Contains, same_place, within
from crawler.model import Event, Place, Status, Toll


def echoes(events: Sequence[Event], contains: Contains) -> dict[int, int]:
    """Return the positions of events that only repeat another of their article, with whom they repeat.

    Of two the fuller is the one that is repeated: «قصف على القدم … قتل ثلاثة في قصف القدم».
    """
    new = [at for at, event in enumerate(events) if event.status is Status.NEW]
    told: list[int] = []
    repeated: dict[int, int] = {}
    for at in sorted(new, key=lambda at: (not _counts(events[at]), not events[at].central, at)):
        first = next((known for known in told if _is_one(events[known], events[at], contains)), None)
        if first is None:
            told.append(at)
        else:
            repeated[at] = first
    return repeated


def _counts(event: Event) -> bool:
    return event.killed.known or event.wounded.known


def _is_one(one: Event, other: Event, contains: Contains) -> bool:
    """Say whether two events of an article are one: its own words would tell two raids of one day apart."""
    if one.type is not other.type:
        return False
    if not (_agree(one.killed, other.killed) and _agree(one.wounded, other.wounded)):
        return False
    if one.type in SELDOM:
        return _may_be_one_place(one.place, other.place, contains)
    days = {one.date, other.date} - {None}
    if len(days) > 1 or one.place is None or other.place is None:
        return False
    return same_place(one.place, other.place, contains)


def _may_be_one_place(one: Place | None, other: Place | None, contains: Contains) -> bool:
    if one is None or other is None:
        return True
    return same_place(one, other, contains) or within(one, other, contains) or within(other, one, contains)


def _agree(one: Toll, other: Toll) -> bool:
    return one.best is None or other.best is None or one.best == other.best

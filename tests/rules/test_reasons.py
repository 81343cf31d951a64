"""Why somebody is told of an incident, and why not again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from alerts.model import Reason
from alerts.reasons import now_told, why_notify
from crawler.model import Precision, Severity, Status, Toll
from tests.happenings import joined, opened, told

QADAM = "sy.damascus.qadam"
NOON = datetime(2018, 4, 7, 12, tzinfo=UTC)
BARE = opened(told("shelling", "قصف على القدم", QADAM))
THREE = opened(told("shelling", "قصف على القدم", QADAM, killed=3))
SOMEWHERE = opened(told("shelling", "قصف", country="SY"))
COUNTRYSIDE = opened(told("shelling", "قصف", "sy.idlib"))


def tell(incident, reason=Reason.FIRST_REPORT):
    return now_told(None, incident, reason, NOON)


def more(incident, **words):
    return joined(
        incident, told("shelling", "خبر آخر", words.pop("place", QADAM), publisher="another", **words)
    )


REASONS = {
    "nobody was told yet": (None, BARE, Reason.FIRST_REPORT),
    "the same again": (tell(BARE), BARE, Reason.MORE_REPORTS),
    "one more report": (tell(BARE), more(BARE), Reason.MORE_REPORTS),
    "a denial": (tell(BARE), more(BARE, status=Status.DENIED), Reason.DENIED),
    "a denial that was told": (
        tell(more(BARE, status=Status.DENIED)),
        more(BARE, status=Status.DENIED),
        Reason.MORE_REPORTS,
    ),
    "the first dead": (tell(BARE), more(BARE, killed=2), Reason.TOLL_ROSE),
    "more dead": (tell(THREE), more(THREE, killed=7), Reason.TOLL_ROSE),
    "the same number of dead": (tell(THREE), more(THREE, killed=3), Reason.MORE_REPORTS),
    "fewer dead, by another": (tell(THREE), more(THREE, killed=1), Reason.MORE_REPORTS),
    "more wounded only": (tell(THREE), more(THREE, wounded=5), Reason.MORE_REPORTS),
    "many wounded make it worse": (
        tell(opened(told("protest", "احتجاج", QADAM))),
        replace(opened(told("protest", "احتجاج", QADAM, wounded=12)), revision=2),
        Reason.SEVERITY_UP,
    ),
    "a place is found": (tell(SOMEWHERE), more(SOMEWHERE), Reason.PLACE_FOUND),
    "the town in the governorate": (
        tell(COUNTRYSIDE),
        more(COUNTRYSIDE, place="sy.idlib.saraqib"),
        Reason.PLACE_FOUND,
    ),
    "only the governorate is found": (
        tell(SOMEWHERE),
        more(SOMEWHERE, place="sy.idlib"),
        Reason.MORE_REPORTS,
    ),
    "a denial speaks louder than a toll": (
        tell(BARE),
        more(BARE, killed=4, status=Status.DENIED),
        Reason.DENIED,
    ),
}


@pytest.mark.parametrize(("before", "incident", "reason"), REASONS.values(), ids=REASONS)
def test_why_somebody_is_told(before, incident, reason):
    """Every notification has one reason, the loudest that is true."""
    assert why_notify(before, incident) is reason


RINGING = {
    Reason.FIRST_REPORT, Reason.DENIED, Reason.TOLL_ROSE, Reason.PLACE_FOUND, Reason.SEVERITY_UP
}  # fmt: skip


@pytest.mark.parametrize("reason", Reason, ids=lambda reason: reason.value)
def test_what_rings(reason):
    """A further source or a detail never makes a sound."""
    assert reason.rings is (reason in RINGING)


def test_a_toll_that_fell_and_rose_again_rings_once():
    """3, then 1, then 3 again: the three that were told do not ring a second time."""
    first = tell(THREE)
    fell = replace(THREE, killed=Toll(best=1, low=1, high=1), revision=2)
    after = now_told(first, fell, why_notify(first, fell), NOON)
    assert why_notify(after, replace(THREE, revision=3)) is Reason.MORE_REPORTS


def test_a_silent_edit_moves_nothing_that_rings_are_measured_by():
    """What was rung stays the measure, with its time and its message."""
    first = replace(tell(THREE), message_id="7")
    later = now_told(first, more(THREE, wounded=1), Reason.MORE_REPORTS, NOON + timedelta(hours=1))
    assert later == replace(first, revision=2)


def test_a_ring_remembers_what_it_told():
    """The next ring is measured by the toll, the place and the severity of this one."""
    first = replace(tell(SOMEWHERE), message_id="7")
    risen = more(SOMEWHERE, killed=12)
    later = now_told(first, risen, Reason.TOLL_ROSE, NOON + timedelta(hours=1))
    assert (later.killed, later.precision, later.severity) == (12, Precision.NEIGHBOURHOOD, Severity.EXTREME)
    assert (later.rung_at, later.message_id) == (NOON + timedelta(hours=1), "7")
    assert why_notify(later, risen) is Reason.MORE_REPORTS

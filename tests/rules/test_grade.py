"""Certainty and severity in CAP's words."""

from dataclasses import replace

import pytest

from crawler.incidents.grade import BASE, Grading, certainty_of, severity_of
from crawler.model import Certainty, EventType, Severity, Status, Toll
from tests.happenings import exactly, joined, opened, told

QADAM = "sy.damascus.qadam"

SEVERITIES = {
    "poison gas is extreme before anybody counts": (("chemical_attack",), None, None, Severity.EXTREME),
    "an air strike is severe": (("air_strike",), None, None, Severity.SEVERE),
    "a protest is minor": (("protest",), None, None, Severity.MINOR),
    "one dead raises what is minor": (("protest",), 1, None, Severity.MODERATE),
    "one wounded raises what is minor": (("accident",), None, 1, Severity.MODERATE),
    "three dead are severe": (("accident",), 3, None, Severity.SEVERE),
    "ten wounded are severe": (("protest",), None, 10, Severity.SEVERE),
    "ten dead are extreme": (("accident",), 10, None, Severity.EXTREME),
    "nobody hurt lowers nothing": (("air_strike",), 0, 0, Severity.SEVERE),
    "one wounded does not lower an air strike": (("air_strike",), None, 1, Severity.SEVERE),
    "the worst of its kinds counts": (("accident", "explosion"), None, None, Severity.SEVERE),
}


@pytest.mark.parametrize(("kinds", "killed", "wounded", "expected"), SEVERITIES.values(), ids=SEVERITIES)
def test_severity(kinds, killed, wounded, expected):
    """Severity follows from the kind, raised by the toll."""
    incident = replace(
        opened(told(kinds[0], "خبر", QADAM)),
        types=tuple(EventType(kind) for kind in kinds),
        killed=exactly(killed),
        wounded=exactly(wounded),
    )
    assert severity_of(incident) is expected


def test_dozens_count_with_their_lower_bound():
    """«عشرات القتلى» names no figure, yet is extreme."""
    assert (
        severity_of(replace(opened(told("accident", "خبر", QADAM)), killed=Toll(low=20))) is Severity.EXTREME
    )


def test_every_kind_has_a_severity():
    """No kind of incident is without a grade."""
    assert set(BASE) == set(EventType)


def after(*reports):
    incident = opened(reports[0])
    for more in reports[1:]:
        incident = joined(incident, more)
    return incident


def say(publisher: str, certainty: Certainty = Certainty.LIKELY, status: Status = Status.NEW):
    return told("shelling", "قصف القدم", QADAM, publisher=publisher, certainty=certainty, status=status)


CERTAINTIES = {
    "one origin is likely": ((say("alif"),), Certainty.LIKELY),
    "two origins make it observed": ((say("alif"), say("ba")), Certainty.OBSERVED),
    "one hedged report is possible": ((say("alif", Certainty.POSSIBLE),), Certainty.POSSIBLE),
    "a sure report outweighs a hedged one": (
        (say("alif", Certainty.POSSIBLE), say("ba")),
        Certainty.OBSERVED,
    ),
    "two hedged reports stay possible": (
        (say("alif", Certainty.POSSIBLE), say("ba", Certainty.POSSIBLE)),
        Certainty.POSSIBLE,
    ),
    "an eyewitness is enough": ((say("alif", Certainty.OBSERVED),), Certainty.OBSERVED),
    "a denial against one report makes it unlikely": (
        (say("alif"), say("ba", status=Status.DENIED)),
        Certainty.UNLIKELY,
    ),
    "one side's denial against several origins leaves it open": (
        (say("alif"), say("ba"), say("ta"), say("tha", status=Status.DENIED)),
        Certainty.POSSIBLE,
    ),
}


@pytest.mark.parametrize(("reports", "expected"), CERTAINTIES.values(), ids=CERTAINTIES)
def test_certainty(reports, expected):
    """Certainty follows from independent origins, hedges and denials."""
    assert after(*reports).certainty is expected


def test_reprints_are_one_origin():
    """What two outlets copy from one agency is told once, not confirmed twice."""
    incident = after(say("alif"), say("ba"))
    copied = replace(incident, reports=tuple(replace(r, origin="wire") for r in incident.reports))
    assert copied.origins == 1
    assert certainty_of(copied) is Certainty.LIKELY


TRUST = {
    "two of full trust": ((1.0, 1.0), Certainty.OBSERVED),
    "one of full, one of half": ((1.0, 0.5), Certainty.LIKELY),
    "one of full, two of half": ((1.0, 0.5, 0.5), Certainty.OBSERVED),
    "three of little": ((0.2, 0.2, 0.2), Certainty.LIKELY),
    "one that the operator trusts twice": ((2.0,), Certainty.OBSERVED),
}


@pytest.mark.parametrize(("trusts", "expected"), TRUST.values(), ids=TRUST)
def test_publishers_count_as_much_as_they_are_trusted(trusts, expected):
    """Two full trusts make a likely thing observed, from however many origins."""
    incident = after(*(say(f"outlet {number}") for number in range(len(trusts))))
    reports = tuple(replace(one, trust=trust) for one, trust in zip(incident.reports, trusts, strict=True))
    assert certainty_of(replace(incident, reports=reports)) is expected


def test_the_table_is_the_operators():
    """Kinds, tolls and origins count as the table says, and what it leaves out stays."""
    table = Grading(base={EventType.PROTEST: Severity.SEVERE}, extreme_killed=5, sure=3)
    protest, shelling = (opened(told(kind, "خبر", QADAM)) for kind in ("protest", "shelling"))
    assert (severity_of(protest, table), severity_of(shelling, table)) == (Severity.SEVERE, Severity.SEVERE)
    assert severity_of(replace(shelling, killed=exactly(5)), table) is Severity.EXTREME
    assert certainty_of(after(say("alif"), say("ba")), table) is Certainty.LIKELY

"""Certainty and severity in CAP 1.2 words, from origins, hedges, kind and toll."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from crawler.model import Certainty, EventType, Incident, Severity

# What a kind of incident is worth before anybody is known to be hurt.
BASE: dict[EventType, Severity] = {
    EventType.CHEMICAL_ATTACK: Severity.EXTREME,
    EventType.AIR_STRIKE: Severity.SEVERE,
    EventType.SHELLING: Severity.SEVERE,
    EventType.EXPLOSION: Severity.SEVERE,
    EventType.SUICIDE_BOMBING: Severity.SEVERE,
    EventType.ARMED_CLASH: Severity.SEVERE,
    EventType.SIEGE: Severity.SEVERE,
    EventType.TERRITORY_CHANGE: Severity.MODERATE,
    EventType.ATTACK: Severity.MODERATE,
    EventType.ASSASSINATION: Severity.MODERATE,
    EventType.ABDUCTION: Severity.MODERATE,
    EventType.RIOT: Severity.MODERATE,
    EventType.DISPLACEMENT: Severity.MODERATE,
    EventType.OUTAGE: Severity.MODERATE,
    EventType.DISASTER: Severity.MODERATE,
    EventType.OUTBREAK: Severity.MODERATE,
    EventType.ACCIDENT: Severity.MINOR,
    EventType.ARREST: Severity.MINOR,
    EventType.PROTEST: Severity.MINOR,
    EventType.TRUCE: Severity.MINOR,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Grading:
    """The table by which incidents are graded; an operator may change it."""

    base: Mapping[EventType, Severity] = field(default_factory=lambda: BASE)
    extreme_killed: int = 10
    severe_killed: int = 3
    severe_wounded: int = 10
    sure: float = 2  # independent origins, each weighed by its publisher's trust, that make likely observed
    contested: int = 3  # origins, the denying one among them, that one side's denial does not outweigh


DEFAULT = Grading()


def severity_of(incident: Incident, grading: Grading = DEFAULT) -> Severity:
    """Grade by kind, raised by the highest toll that anybody tells."""
    base = max(grading.base.get(kind, BASE[kind]) for kind in incident.types)
    killed = incident.killed.best or incident.killed.low or 0
    wounded = incident.wounded.best or incident.wounded.low or 0
    if killed >= grading.extreme_killed:
        return Severity.EXTREME
    if killed >= grading.severe_killed or wounded >= grading.severe_wounded:
        return max(base, Severity.SEVERE)
    if killed or wounded:
        return max(base, Severity.MODERATE)
    return base


def certainty_of(incident: Incident, grading: Grading = DEFAULT) -> Certainty:
    """Grade by who tells it: a denial weighs most, then independent origins, then the reports' own words."""
    if incident.denied:
        return Certainty.POSSIBLE if incident.origins >= grading.contested else Certainty.UNLIKELY
    if any(correction.denied is False for correction in incident.corrections):
        return Certainty.OBSERVED  # an operator knows
    surest = min((report.certainty for report in incident.reports), key=list(Certainty).index)
    if surest is Certainty.LIKELY and trusted_origins(incident) >= grading.sure:
        return Certainty.OBSERVED
    return surest


def trusted_origins(incident: Incident) -> float:
    """Sum the trust in the origins; one counts with the most trusted of those who carry its words."""
    trust: dict[str, float] = {}
    for report in (report for report in incident.reports if not report.denies):
        trust[report.origin] = max(report.trust, trust.get(report.origin, 0))
    return sum(trust.values())

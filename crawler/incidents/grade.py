"""Certainty and severity in CAP 1.2 words, from origins, hedges, kind and toll."""

from __future__ import annotations

from crawler.model import Certainty, Event, EventType, Incident, Severity

SURE = 2  # independent origins that make a likely thing observed
CONTESTED = 3  # origins, the denying one among them, that one side's denial does not outweigh

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
EXTREME_TOLL = 10
SEVERE_TOLL = 3


def severity_of(incident: Incident) -> Severity:
    """Grade by kind, raised by the highest toll that anybody tells."""
    base = max(BASE[kind] for kind in incident.types)
    killed = incident.killed.best or incident.killed.low or 0
    wounded = incident.wounded.best or incident.wounded.low or 0
    if killed >= EXTREME_TOLL:
        return Severity.EXTREME
    if killed >= SEVERE_TOLL or wounded >= EXTREME_TOLL:
        return max(base, Severity.SEVERE)
    if killed or wounded:
        return max(base, Severity.MODERATE)
    return base


def certainty_of(incident: Incident, event: Event) -> Certainty:
    """Grade by who tells it: a denial weighs most, then independent origins, then the report's own words."""
    if incident.denied:
        return Certainty.POSSIBLE if incident.origins >= CONTESTED else Certainty.UNLIKELY
    surest = min(incident.certainty, event.certainty, key=list(Certainty).index)
    if surest is Certainty.LIKELY and incident.origins >= SURE:
        return Certainty.OBSERVED
    return surest

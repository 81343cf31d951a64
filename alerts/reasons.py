"""Why an address should hear of an incident now."""

from __future__ import annotations

from datetime import datetime

from alerts.model import Reason, Told
from crawler.model import Incident, Precision


def why_notify(told: Told | None, incident: Incident, *, revised: bool = False) -> Reason:
    """Say why somebody is told of this revision; the loudest reason wins.

    ``revised`` says that the report changed more than the list of sources.
    """
    if told is None:
        return Reason.FIRST_REPORT
    if incident.denied and not told.denied:
        return Reason.DENIED
    if (incident.killed.best or 0) > (told.killed or 0):
        return Reason.TOLL_ROSE
    if precision_of(incident) > (told.precision or 0) and precision_of(incident) >= Precision.TOWN:
        return Reason.PLACE_FOUND
    if incident.severity > told.severity:
        return Reason.SEVERITY_UP
    return Reason.DETAILS if revised else Reason.MORE_REPORTS


def now_told(told: Told | None, incident: Incident, reason: Reason, at: datetime) -> Told:
    """Return what the address will have been told; only a ring moves what the next ring is measured by."""
    if told is not None and not reason.rings:
        return Told(
            revision=incident.revision,
            killed=told.killed,
            precision=told.precision,
            denied=told.denied,
            severity=told.severity,
            rung_at=told.rung_at,
            message_id=told.message_id,
        )
    return Told(
        revision=incident.revision,
        killed=max(incident.killed.best or 0, (told.killed if told else None) or 0) or None,
        precision=None if incident.place is None else incident.place.precision,
        denied=incident.denied,
        severity=max(incident.severity, told.severity) if told else incident.severity,
        rung_at=at,
        message_id=told.message_id if told else None,
    )


def precision_of(incident: Incident) -> int:
    """Return how exactly the incident's place is known, 0 when it is not."""
    return 0 if incident.place is None else int(incident.place.precision)

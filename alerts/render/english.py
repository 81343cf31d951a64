"""An incident in a few English lines, for readers who route what they get by program."""

from __future__ import annotations

from alerts.model import Reason
from alerts.render.safe import clean, cut, isolated
from crawler.model import Incident, Toll

NAME = 80


def english_text(incident: Incident, reason: Reason | None) -> str:
    """Tell an incident; names stay as they are written."""
    kind = incident.type.value.replace("_", " ").capitalize()
    lines = [
        f"{'Denied: ' if incident.denied else ''}{kind} — {_where(incident)}",
        _when(incident),
        _toll("Killed", incident.killed),
        _toll("Wounded", incident.wounded),
        f"Severity: {incident.severity.name.lower()} · certainty: {incident.certainty.value}",
        f"Reports: {len(incident.reports)} · independent origins: {incident.origins}",
        f"Why: {reason.value}" if reason else "",
        f"#{incident.code}",
    ]
    return "\n".join(filter(None, lines))


def _where(incident: Incident) -> str:
    if incident.place is None:
        return "place unknown"
    return f"{isolated(incident.place.name)} ({incident.place.precision.name.lower()})"


def _when(incident: Incident) -> str:
    if incident.first_date is None:
        return f"First reported: {incident.opened_at:%Y-%m-%d %H:%M} UTC"
    if incident.last_date in (None, incident.first_date):
        return f"Date: {incident.first_date}"
    return f"Dates: {incident.first_date} to {incident.last_date}"


def _toll(label: str, toll: Toll) -> str:
    words = _bounds(toll)
    said_by = f" (according to {isolated(cut(clean(toll.said_by), NAME))})" if toll.said_by else ""
    return f"{label}: {words}{said_by}" if words else ""


def _bounds(toll: Toll) -> str:
    if toll.best == 0 and not toll.high:
        return "none"
    if toll.low is not None and toll.high is not None and toll.low != toll.high:
        return f"{toll.low} to {toll.high}"
    if toll.best is not None:
        return str(toll.best) if toll.high is not None or toll.low is None else f"at least {toll.best}"
    return "" if toll.low is None else f"at least {toll.low}"

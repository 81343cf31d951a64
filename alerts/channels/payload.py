"""What a webhook carries: an incident for a program. docs/channels.md describes every field."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from alerts.model import DeliveryKind, Message
from crawler.model import Incident, Place, Report, Toll, incident_code

VERSION = 1  # raised when a field changes its meaning or goes; new fields do not raise it
MOST_REPORTS = 20  # the latest ones; some servers take no more than 20 kB


def payload(message: Message, now: datetime, *, rings: bool, updates: str | None) -> dict[str, Any]:
    """Return what is posted. All but the timestamp of a message without an incident is the same each time."""
    matter = message.matter
    incident = matter.incident if matter else None
    kind = matter.kind if matter else DeliveryKind.REPLY
    kind_name = "ring" if rings else "edit"
    return {
        "type": f"incident.{kind_name}" if kind is DeliveryKind.INCIDENT else f"{kind.value}.ring",
        "timestamp": _moment(incident.updated_at if incident else now),
        "version": VERSION,
        "data": {
            "reason": matter.reason.value if matter and matter.reason else None,
            "updates": updates,
            "texts": {"ar": message.plain, "en": (matter.english if matter else "") or None},
            "incident": incident_fields(incident) if incident else None,
        },
    }


def incident_fields(incident: Incident) -> dict[str, Any]:
    """Return an incident in names and numbers; what is not known is None."""
    return {
        "code": incident.code,
        "revision": incident.revision,
        "state": incident.state.value,
        "merged_into": None if incident.merged_into is None else incident_code(incident.merged_into),
        "denied": incident.denied,
        "type": incident.type.value,
        "types": [kind.value for kind in incident.types],
        "place": _place(incident.place) if incident.place else None,
        "also": [_place(place) for place in incident.also],
        "country": incident.country,
        "first_date": incident.first_date.isoformat() if incident.first_date else None,
        "last_date": incident.last_date.isoformat() if incident.last_date else None,
        "opened_at": _moment(incident.opened_at),
        "updated_at": _moment(incident.updated_at),
        "killed": _toll(incident.killed),
        "wounded": _toll(incident.wounded),
        "certainty": incident.certainty.value,
        "severity": incident.severity.name.lower(),
        "origins": incident.origins,
        "reports": [_report(report) for report in _latest(incident)],
    }


def _latest(incident: Incident) -> list[Report]:
    newest_first = sorted(incident.reports, key=lambda report: report.published, reverse=True)
    return newest_first[:MOST_REPORTS]


def _place(place: Place) -> dict[str, Any]:
    return {
        "id": place.id,
        "name": place.name,
        "precision": place.precision.name.lower(),
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
    }


def _toll(toll: Toll) -> dict[str, Any]:
    return {"low": toll.low, "best": toll.best, "high": toll.high, "said_by": toll.said_by}


def _report(report: Report) -> dict[str, Any]:
    return {
        "publisher": report.publisher,
        "title": report.title,
        "url": report.url,
        "published": _moment(report.published),
    }


def _moment(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")

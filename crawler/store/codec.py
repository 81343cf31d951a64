"""Values to JSON and back, for the columns that hold a whole value."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from crawler.model import Event, Incident

_INCIDENT = TypeAdapter(Incident)
_EVENT = TypeAdapter(Event)


def incident_to_json(incident: Incident) -> dict[str, Any]:
    """Return a JSON object that `incident_from_json` reads back to an equal value."""
    written: dict[str, Any] = _INCIDENT.dump_python(incident, mode="json")
    return written


def incident_from_json(body: dict[str, Any]) -> Incident:
    """Read an incident that was written by `incident_to_json`."""
    return _INCIDENT.validate_python(body)


def event_to_json(event: Event) -> dict[str, Any]:
    """Return a JSON object that `event_from_json` reads back to an equal value."""
    written: dict[str, Any] = _EVENT.dump_python(event, mode="json")
    return written


def event_from_json(body: dict[str, Any]) -> Event:
    """Read an event that was written by `event_to_json`."""
    return _EVENT.validate_python(body)

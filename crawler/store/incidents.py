"""Incidents with their revisions, and the events that they were merged from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, insert, or_, select, update

from crawler.model import FAMILY_OF, Change, Event, EventType, Family, Incident, IncidentState
from crawler.store.codec import event_from_json, event_to_json, incident_from_json, incident_to_json
from crawler.store.tables import events, incidents, revisions

IncidentCache = dict[tuple[int, int, str], Incident]
MOST_CACHED = 5000

# Which open incidents could take an event; which revision they are at says whether they are known already.
_CANDIDATES = (
    select(incidents.c.id, incidents.c.revision, incidents.c.state)
    .where(
        incidents.c.state == IncidentState.OPEN.value,
        incidents.c.family.in_(bindparam("families", expanding=True)),
        incidents.c.updated_at >= bindparam("since"),
        incidents.c.opened_at <= bindparam("until"),
        or_(
            incidents.c.country == bindparam("country"),
            incidents.c.country.is_(None),
            bindparam("country").is_(None),
        ),
    )
    .order_by(incidents.c.updated_at.desc(), incidents.c.id.desc())
)


class IncidentStore:
    """The incidents of one transaction.

    ``cache`` may hold incidents that were read before: a revision never changes, so it is read once. Whoever
    gives it clears it when a transaction is rolled back.
    """

    def __init__(self, tx: Connection, cache: IncidentCache | None = None) -> None:
        self.tx = tx
        self.cache: IncidentCache = {} if cache is None else cache

    def candidates(
        self, families: Sequence[Family], country: str | None, since: datetime, until: datetime
    ) -> list[Incident]:
        """Return the open incidents that an event of these kinds and this country could belong to.

        They were updated after ``since`` and opened before ``until``; the latest comes first.
        """
        asked = {
            "families": [family.value for family in families],
            "country": country,
            "since": since,
            "until": until,
        }
        keys = [(row.id, row.revision, row.state) for row in self.tx.execute(_CANDIDATES, asked)]
        found = {key: self.cache[key] for key in keys if key in self.cache}
        found.update(self._read([key for key in keys if key not in found]))
        if len(self.cache) > MOST_CACHED:
            self.cache.clear()
        self.cache.update(found)
        return [found[key] for key in keys]

    def _read(self, keys: Sequence[tuple[int, int, str]]) -> IncidentCache:
        found: IncidentCache = {}
        for start in range(0, len(keys), 500):
            part = [number for number, _, _ in keys[start : start + 500]]
            query = select(incidents.c.body).where(incidents.c.id.in_(part))
            for body in self.tx.execute(query).scalars():
                incident = incident_from_json(body)
                found[incident.id, incident.revision, incident.state.value] = incident
        return found

    def open(self, draft: Incident) -> Incident:
        """Give a new incident its number and keep it."""
        row = {**_columns(draft), "body": {}}
        number = self.tx.execute(insert(incidents).values(row)).inserted_primary_key
        assert number is not None
        incident = replace(draft, id=int(number[0]))
        self.tx.execute(
            update(incidents).where(incidents.c.id == incident.id).values(body=incident_to_json(incident))
        )
        return incident

    def save(self, incident: Incident) -> None:
        """Keep an incident's next revision."""
        values = {**_columns(incident), "body": incident_to_json(incident)}
        self.tx.execute(update(incidents).where(incidents.c.id == incident.id).values(values))

    def log(self, change: Change, at: datetime) -> None:
        """Keep what a change did and why."""
        self.tx.execute(
            insert(revisions).values(
                incident_id=change.after.id,
                revision=change.after.revision,
                at=at,
                kind=change.kind.value,
                why=list(change.why),
                body=incident_to_json(change.after),
            )
        )

    def add_event(
        self, article_id: str, position: int, event: Event, incident_id: int | None, why: Sequence[str]
    ) -> None:
        """Keep an article's claim and where it went."""
        self.tx.execute(
            insert(events).values(
                article_id=article_id,
                position=position,
                incident_id=incident_id,
                day=event.date,
                why=list(why),
                body=event_to_json(event),
            )
        )

    def events_of(self, article_id: str) -> list[tuple[Event, int | None]]:
        """Return an article's claims, each with the incident it went to."""
        query = (
            select(events.c.body, events.c.incident_id)
            .where(events.c.article_id == article_id)
            .order_by(events.c.position)
        )
        return [(event_from_json(row.body), row.incident_id) for row in self.tx.execute(query)]

    def get(self, incident_id: int) -> Incident | None:
        """Return an incident as it stands now."""
        body = self.tx.execute(select(incidents.c.body).where(incidents.c.id == incident_id)).scalar()
        return None if body is None else incident_from_json(body)

    def latest(
        self,
        limit: int,
        kinds: Sequence[EventType] = (),
        country: str | None = None,
        before: datetime | None = None,
    ) -> list[Incident]:
        """Return the incidents that changed last, the latest first."""
        query = select(incidents.c.body).order_by(incidents.c.updated_at.desc(), incidents.c.id.desc())
        if kinds:
            query = query.where(incidents.c.body["type"].as_string().in_([kind.value for kind in kinds]))
        if country is not None:
            query = query.where(incidents.c.country == country)
        if before is not None:
            query = query.where(incidents.c.updated_at < before)
        return [incident_from_json(body) for body in self.tx.execute(query.limit(limit)).scalars()]

    def reported_between(self, since: datetime, until: datetime) -> list[Incident]:
        """Return the incidents that were first reported in a time, the worst first."""
        query = select(incidents.c.body).where(incidents.c.opened_at >= since, incidents.c.opened_at < until)
        found = [incident_from_json(body) for body in self.tx.execute(query).scalars()]
        return sorted(found, key=lambda incident: (-incident.severity, incident.opened_at, incident.id))

    def history(self, incident_id: int) -> list[tuple[int, datetime, str, list[str]]]:
        """Return an incident's revisions in order: number, time, kind and why."""
        query = select(revisions).where(revisions.c.incident_id == incident_id).order_by(revisions.c.revision)
        return [(row.revision, row.at, row.kind, row.why) for row in self.tx.execute(query)]

    def close_silent(self, since: datetime) -> int:
        """Close the incidents that nobody reported on after ``since``; return how many."""
        query = select(incidents.c.body).where(
            incidents.c.state == IncidentState.OPEN.value, incidents.c.updated_at < since
        )
        silent = [incident_from_json(body) for body in self.tx.execute(query).scalars()]
        for incident in silent:
            self.save(replace(incident, state=IncidentState.CLOSED))
        return len(silent)

    def count(self) -> int:
        """Count all incidents."""
        return self.tx.execute(select(func.count()).select_from(incidents)).scalar_one()


def _columns(incident: Incident) -> dict[str, object]:
    return {
        "family": FAMILY_OF[incident.type].value,
        "country": incident.country,
        "state": incident.state.value,
        "opened_at": incident.opened_at,
        "updated_at": incident.updated_at,
        "revision": incident.revision,
    }

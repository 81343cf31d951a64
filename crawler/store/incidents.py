"""Incidents with their revisions, and the events that they were merged from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, Select, bindparam, func, insert, or_, select, update

from crawler.model import FAMILY_OF, Change, ChangeKind, EventType, Family, Incident, IncidentState
from crawler.store.codec import incident_from_json, incident_to_json
from crawler.store.tables import incidents, revisions

IncidentCache = dict[tuple[int, int, str], Incident]
MOST_CACHED = 5000
ASSESSING = 7_246_543  # the lock's number, any that nobody else takes

# Which incidents could take an event, closed ones too: a report may come late. Which revision they are at
# says whether they are known already.
_CANDIDATES = (
    select(incidents.c.id, incidents.c.revision, incidents.c.state)
    .where(
        incidents.c.state != IncidentState.MERGED.value,
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

_SAVED = ("family", "country", "state", "opened_at", "updated_at", "revision", "body")
_SAVE = (
    update(incidents)
    .where(incidents.c.id == bindparam("number"))
    .values({name: bindparam(f"new_{name}") for name in _SAVED})
)
_LOG = insert(revisions)


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
        """Return the incidents that an event of these kinds and this country could belong to.

        They were updated after ``since`` and opened before ``until``; the latest comes first.
        """
        asked = {
            "families": [family.value for family in families],
            "country": country,
            "since": since,
            "until": until,
        }
        return self._known(_CANDIDATES, asked)

    def alive_since(self, since: datetime) -> list[Incident]:
        """Return every incident that was told of after a moment, but those that were merged into others."""
        query = select(incidents.c.id, incidents.c.revision, incidents.c.state)
        return self._known(
            query.where(
                incidents.c.state != IncidentState.MERGED.value, incidents.c.updated_at >= since
            ).order_by(incidents.c.id)
        )

    def get_all(self, numbers: Iterable[int]) -> list[Incident]:
        """Return incidents by their numbers, in the order of these."""
        query = select(incidents.c.id, incidents.c.revision, incidents.c.state)
        return self._known(query.where(incidents.c.id.in_(sorted(numbers))).order_by(incidents.c.id))

    def _known(
        self, query: Select[tuple[int, int, str]], asked: Mapping[str, object] | None = None
    ) -> list[Incident]:
        keys = [(row.id, row.revision, row.state) for row in self.tx.execute(query, asked or {})]
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

    def lock(self) -> None:
        """Let one process at a time decide which reports are one incident; until the transaction ends.

        SQLite has one writer at a time anyway.
        """
        if self.tx.dialect.name == "postgresql":
            self.tx.execute(select(func.pg_advisory_xact_lock(ASSESSING)))

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
        self.tx.execute(_SAVE, {"number": incident.id, **{f"new_{name}": values[name] for name in _SAVED}})

    def log(self, change: Change, at: datetime) -> None:
        """Keep what a change did and why."""
        self.tx.execute(
            _LOG,
            {
                "incident_id": change.after.id,
                "revision": change.after.revision,
                "at": at,
                "kind": change.kind.value,
                "why": list(change.why),
                "body": incident_to_json(change.after),
            },
        )

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
        query = select(incidents.c.body).where(incidents.c.state != IncidentState.MERGED.value)
        query = query.order_by(incidents.c.updated_at.desc(), incidents.c.id.desc())
        if kinds:
            query = query.where(incidents.c.body["type"].as_string().in_([kind.value for kind in kinds]))
        if country is not None:
            query = query.where(incidents.c.country == country)
        if before is not None:
            query = query.where(incidents.c.updated_at < before)
        return [incident_from_json(body) for body in self.tx.execute(query.limit(limit)).scalars()]

    def reported_between(self, since: datetime, until: datetime) -> list[Incident]:
        """Return the incidents that were first reported in a time, the worst first."""
        query = select(incidents.c.body).where(
            incidents.c.state != IncidentState.MERGED.value,
            incidents.c.opened_at >= since,
            incidents.c.opened_at < until,
        )
        found = [incident_from_json(body) for body in self.tx.execute(query).scalars()]
        return sorted(found, key=lambda incident: (-incident.severity, incident.opened_at, incident.id))

    def history(self, incident_id: int) -> list[tuple[int, datetime, str, list[str]]]:
        """Return an incident's revisions in order: number, time, kind and why."""
        query = select(revisions).where(revisions.c.incident_id == incident_id).order_by(revisions.c.revision)
        return [(row.revision, row.at, row.kind, row.why) for row in self.tx.execute(query)]

    def close_silent(self, since: datetime, now: datetime) -> int:
        """Close the incidents that nobody reported on after ``since``; return how many."""
        query = select(incidents.c.body).where(
            incidents.c.state == IncidentState.OPEN.value, incidents.c.updated_at < since
        )
        silent = [incident_from_json(body) for body in self.tx.execute(query).scalars()]
        for incident in silent:
            closed = replace(incident, state=IncidentState.CLOSED, revision=incident.revision + 1)
            self.save(closed)
            why = (f"nobody told of it since {incident.updated_at:%Y-%m-%d %H:%M}",)
            self.log(Change(kind=ChangeKind.CLOSED, before=incident, after=closed, why=why), now)
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

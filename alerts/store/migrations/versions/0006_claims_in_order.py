"""Claims in the order of their publication, wordings, and reports that an incident can be drawn from."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

FROM_THE_EVENT = ("type", "place", "also", "country", "certainty", "central", "actors")


def upgrade() -> None:
    """Add the columns, and fill them from what is there."""
    moment = sa.DateTime(timezone=True)
    op.add_column("articles", sa.Column("wording", sa.Text()))
    op.create_index("ix_articles_wording", "articles", ["wording"])
    op.execute("UPDATE articles SET wording = coalesce(duplicate_of, id) WHERE exact IS NOT NULL")
    with op.batch_alter_table("events") as batch:
        batch.add_column(sa.Column("published", moment, nullable=False, server_default="1970-01-01 00:00:00"))
        batch.add_column(sa.Column("pinned", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(
        "UPDATE events SET published = (SELECT published FROM articles WHERE articles.id = events.article_id)"
        " WHERE EXISTS (SELECT 1 FROM articles WHERE articles.id = events.article_id)"
    )
    with op.batch_alter_table("events") as batch:
        batch.alter_column("published", server_default=None)
        batch.alter_column("pinned", server_default=None)
    op.create_index("ix_events_published", "events", ["published"])
    _complete_reports(op.get_bind())


def _complete_reports(tx: sa.Connection) -> None:
    """Let each report tell what its event told, so that incidents can be drawn from their reports alone."""
    wordings = {row.id: row.wording for row in tx.execute(sa.text("SELECT id, wording FROM articles"))}
    for number, body in tx.execute(sa.text("SELECT id, body FROM incidents")).all():
        incident = _read(body)
        query = sa.text("SELECT article_id, position, body FROM events WHERE incident_id = :number")
        told = {row.article_id: row for row in tx.execute(query, {"number": number})}
        for report in incident["reports"]:
            row = told.get(report["article_id"])
            event = _read(row.body) if row else incident
            report.update({name: event[name] for name in FROM_THE_EVENT if name in event})
            report.update(
                day=event.get("date", incident["first_date"]),
                denies=event.get("status") == "denied",
                position=row.position if row else 0,
                quoted=report["origin"],
                wording=wordings.get(report["article_id"]),
            )
        changed = {"number": number, "body": json.dumps(incident)}
        tx.execute(sa.text("UPDATE incidents SET body = :body WHERE id = :number"), changed)


def _read(body: Any) -> dict[str, Any]:
    """Return a JSON column's value: text in one database, an object in another."""
    read: dict[str, Any] = json.loads(body) if isinstance(body, str) else body
    return read

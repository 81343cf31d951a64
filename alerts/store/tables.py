"""The tables of the alerting half."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, Text, text

from crawler.store.database import UtcDateTime, metadata
from crawler.store.tables import incidents

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("name", Text, nullable=False),
    Column("origin", String(8), nullable=False),
    Column("channel", String(16), nullable=False),
    Column("address", Text, nullable=False),
    Column("areas", JSON, nullable=False),
    Column("types", JSON, nullable=False),
    Column("digest", Boolean, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("least_severity", Integer, nullable=False),
    Column("least_certainty", String(16), nullable=False),
    Column("words", JSON, nullable=False),
    Column("wider", Boolean, nullable=False),
    Index("ix_subscriptions_address", "channel", "address"),
)

subscribers = Table(  # how an address wishes to be spoken to; one without a row has the usual wishes
    "subscribers",
    metadata,
    Column("channel", String(16), primary_key=True),
    Column("address", Text, primary_key=True),
    Column("body", JSON, nullable=False),
    Column("digest_hour", Integer),  # of the body, to be asked for
)

mutes = Table(
    "mutes",
    metadata,
    Column("channel", String(16), primary_key=True),
    Column("address", Text, primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("what", Text, primary_key=True),
    Column("until", UtcDateTime),
)

told = Table(
    "told",
    metadata,
    Column("channel", String(16), primary_key=True),
    Column("address", Text, primary_key=True),
    Column("incident_id", ForeignKey(incidents.c.id), primary_key=True, autoincrement=False),
    Column("revision", Integer, nullable=False),
    Column("killed", Integer),
    Column("precision", Integer),
    Column("denied", Boolean, nullable=False),
    Column("severity", Integer, nullable=False),
    Column("rung_at", UtcDateTime, nullable=False),
    Column("message_id", Text),
    Index("ix_told_incident_id", "incident_id"),
)

notifications = Table(
    "notifications",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", UtcDateTime, nullable=False),
    Column("channel", String(16), nullable=False),
    Column("address", Text, nullable=False),
    Column("subscription_id", Integer, nullable=False),
    Column("area", Text, nullable=False),
    Column("incident_id", ForeignKey(incidents.c.id), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("reason", String(32), nullable=False),
    Index("ix_notifications_address", "channel", "address"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("once", Text, unique=True),  # two deliveries with one key are one
    Column("kind", String(16), nullable=False),
    Column("channel", String(16), nullable=False),
    Column("address", Text, nullable=False),
    Column("lane", Integer, nullable=False),
    Column("incident_id", ForeignKey(incidents.c.id)),
    Column("digest_date", Date),
    Column("text", Text),
    Column("reason", String(32)),
    Column("silent", Boolean, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("claimed_until", UtcDateTime),
    Column("fence", Integer, nullable=False),
    Column("sent_at", UtcDateTime),
    Column("message_id", Text),
    Column("given_up_at", UtcDateTime),
    Column("error", Text),
    Index(
        "ix_deliveries_due",
        "lane",
        "due_at",
        sqlite_where=text("sent_at IS NULL AND given_up_at IS NULL"),
    ),
    Index("ix_deliveries_address", "channel", "address"),
)

holds = Table(  # addresses whose service asked for a pause: what is added meanwhile waits too
    "holds",
    metadata,
    Column("channel", String(16), primary_key=True),
    Column("address", Text, primary_key=True),
    Column("until", UtcDateTime, nullable=False),
)

seconds = Table(  # where the rings of an address go while its own channel is held up
    "seconds",
    metadata,
    Column("channel", String(16), primary_key=True),
    Column("address", Text, primary_key=True),
    Column("second_channel", String(16), nullable=False),
    Column("second_address", Text, nullable=False),
)

invites = Table(
    "invites",
    metadata,
    Column("code", String(64), primary_key=True),  # its digest
    Column("expires_at", UtcDateTime, nullable=False),
)

members = Table(  # chats that came by an invitation
    "members",
    metadata,
    Column("channel", String(16), primary_key=True),
    Column("address", Text, primary_key=True),
)

marks = Table(  # small facts that must outlive a restart: the bot's offset, the last digest
    "marks",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

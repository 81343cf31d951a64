"""The one door to the database: engines, transactions, and times that keep their zone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    DateTime,
    Dialect,
    Engine,
    MetaData,
    StaticPool,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.exc import InterfaceError, InternalError, OperationalError
from sqlalchemy.types import TypeDecorator

Transaction = Connection  # what a store works in; the word that the rest of the house uses
# The database could not do its work; nothing is wrong with the values. What it refuses to hold is our bug.
DatabaseTrouble = (OperationalError, InterfaceError, InternalError)

# Nothing committed is lost with the power; what is deleted is overwritten, for it may say who watches what.
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "busy_timeout=10000",
    "foreign_keys=ON",
    "secure_delete=ON",
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime in UTC; SQLite forgets the zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a datetime without a zone: it would be read back as another moment."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the library fixes the names
        """Give the zone back."""
        return (
            None
            if value is None
            else value.replace(tzinfo=UTC)
            if value.tzinfo is None
            else value.astimezone(UTC)
        )


class Database:
    """An engine and its transactions. ``location`` is a path, ``:memory:`` or a database URL."""

    def __init__(self, location: str) -> None:
        self.engine = _engine(location)

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """Open a transaction; it is committed at the end, or rolled back when an exception leaves it."""
        with self.engine.begin() as tx:
            yield tx

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def _engine(location: str) -> Engine:
    # Errors are logged, and the values in a statement tell who watches what: they are never shown.
    if location == ":memory:":
        shared = {"check_same_thread": False}
        engine = create_engine("sqlite://", poolclass=StaticPool, connect_args=shared, hide_parameters=True)
    else:
        url = make_url(location) if "://" in location else URL.create("sqlite", database=location)
        engine = create_engine(url, hide_parameters=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_immediate)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver would begin late and let two writers deadlock
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")

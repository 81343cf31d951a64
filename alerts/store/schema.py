"""The shape of the whole database, and how an older one becomes today's."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from alerts.store import tables
from crawler.store.database import Database, metadata

MIGRATIONS = Path(__file__).with_name("migrations")
assert tables.marks.metadata is metadata, "both halves share one set of tables"


class DatabaseRefused(Exception):  # noqa: N818 - it names what happened
    """Raised when a database cannot be used; says what to do."""


def fresh_database() -> Database:
    """Return an empty database in memory, in today's shape."""
    database = Database(":memory:")
    with database.begin() as tx:
        metadata.create_all(tx)
    return database


def open_database(location: str) -> Database:
    """Open a database and bring it to today's shape. Raises DatabaseRefused."""
    database = Database(location)
    try:
        with database.begin() as tx:
            _upgrade(tx, location)
    except DatabaseError as error:
        database.close()
        raise DatabaseRefused(f"{location} cannot be used as a database: {error.orig}") from error
    except DatabaseRefused:
        database.close()
        raise
    return database


def _upgrade(tx: Connection, location: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = tx
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    present = MigrationContext.configure(tx).get_current_revision()
    if present is not None and present not in known:
        raise DatabaseRefused(
            f"{location} was written by a newer Rasid (its shape is called {present}). "
            "Install that version again, or give another database in rasid.toml; nothing was changed."
        )
    command.upgrade(config, "head")

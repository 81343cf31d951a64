"""The shape of the whole database, and how an older one becomes today's."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError

from alerts.refused import DatabaseRefused
from alerts.store import tables
from crawler.store.database import Database, metadata

__all__ = ["DatabaseRefused", "fresh_database", "open_database"]

MIGRATIONS = Path(__file__).with_name("migrations")
assert tables.marks.metadata is metadata, "both halves share one set of tables"


def fresh_database() -> Database:
    """Return an empty database in memory, in today's shape."""
    database = Database(":memory:")
    with database.begin() as tx:
        metadata.create_all(tx)
    return database


def open_database(location: str) -> Database:
    """Open a database and bring it to today's shape. Raises DatabaseRefused."""
    try:
        name = _without_password(location)
        database = Database(location)
    except (ArgumentError, ModuleNotFoundError) as error:
        told = "no path and no database address; write rasid.db or postgresql+psycopg://user@host/name"
        raise DatabaseRefused(f"the setting `database` is {told} ({type(error).__name__})") from None
    try:
        with database.begin() as tx:
            _upgrade(tx, name)
    except DatabaseError as error:
        database.close()
        raise DatabaseRefused(f"{name} cannot be used as a database: {error.orig}") from error
    except DatabaseRefused:
        database.close()
        raise
    return database


def _without_password(location: str) -> str:
    if "://" not in location:
        return location
    return make_url(location).render_as_string(hide_password=True)


def _upgrade(tx: Connection, name: str) -> None:
    # Alembic takes half a second to import, and most commands need no database.
    from alembic import command
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = tx
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    present = MigrationContext.configure(tx).get_current_revision()
    if present is None and inspect(tx).get_table_names():
        raise DatabaseRefused(
            f"{name} is another program's database: it holds tables that are not Rasid's. "
            "None of them was touched; give another file in rasid.toml."
        )
    if present is not None and present not in known:
        raise DatabaseRefused(
            f"{name} was written by a newer Rasid (its shape is called {present}). "
            "Install that version again, or give another database in rasid.toml; nothing was changed."
        )
    command.upgrade(config, "head")

"""Opening a database: an empty one, an old one, a newer one, and what is none of ours."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from alerts.store.schema import MIGRATIONS, DatabaseRefused, fresh_database, open_database
from crawler.model import Validators
from crawler.store.database import Database, metadata
from crawler.store.entries import EntryStore
from crawler.store.feeds import FeedStore
from tests.samples import DAY, NOON, entry

SHAM = "https://sham.example/feed"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "rasid.db"


def opened(path):
    return contextlib.closing(open_database(str(path)))


def upgraded(path, revision):
    """Make a database of an older shape."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with contextlib.closing(Database(str(path))) as database, database.begin() as tx:
        config.attributes["connection"] = tx
        command.upgrade(config, revision)


def run(path, *statements):
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def drawn(database):
    """Return the tables and indexes as SQLite keeps them, but for Alembic's own."""
    with database.begin() as tx:
        rows = tx.exec_driver_sql("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'index'").all()
    return {row for row in rows if row.tbl_name != "alembic_version"}


def test_the_migrations_make_what_the_code_expects(path):
    """Column for column and index for index, the conditions of the partial ones included."""
    with opened(path) as database, contextlib.closing(fresh_database()) as fresh:
        with database.begin() as tx:
            context = MigrationContext.configure(tx, opts={"compare_type": True})
            assert compare_metadata(context, metadata) == []
        assert drawn(database) == drawn(fresh)


def test_there_is_one_way_through_the_migrations():
    """Two heads would leave it to chance which shape a database gets."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert len(ScriptDirectory.from_config(config).get_heads()) == 1


def test_opening_again_changes_nothing(path):
    """A restart is no migration."""
    with opened(path) as database:
        pass
    before = path.read_bytes()
    with opened(path) as database, database.begin() as tx:
        assert FeedStore(tx).with_states() == []
    assert path.read_bytes() == before


OLD_FEED = f"""INSERT INTO feeds
    (url, publisher, language, country, kind, timezone, added_at, etag, next_check_at,
     interval_seconds, failures, baseline)
    VALUES ('{SHAM}', 'صوت الشام', 'ar', 'SY', 'local', 'UTC', '2026-05-06 12:00:00.000000', 'W/"1"',
     '2026-05-06 12:00:00.000000', 300, 0, 1)"""
OLD_ENTRY = f"""INSERT INTO entries
    (feed_url, key, url, title, summary, content, seen_at, alerts, next_read_at, attempts, read_at)
    VALUES ('{SHAM}', 'e1', '{SHAM}/1', 'قصف', '', '', '2026-05-06 12:00:00.000000', 1,
     '2026-05-06 12:00:00.000000', 0, '2026-05-06 12:00:00.000000')"""


def test_a_database_of_the_first_shape_is_brought_forward_with_all_it_holds(path):
    """Feeds, their validators and the memory of their entries are kept."""
    upgraded(path, "0001")
    run(path, OLD_FEED, OLD_ENTRY)
    with opened(path) as database, database.begin() as tx:
        ((feed, state),) = FeedStore(tx).with_states()
        assert (feed.publisher, state.validators, state.baseline) == (
            "صوت الشام",
            Validators(etag='W/"1"'),
            True,
        )
        assert (state.ttl_minutes, state.skip_hours) == (None, frozenset())
        store = EntryStore(tx)
        assert store.unknown(SHAM, [entry("e1")]) == []
        store.add(SHAM, entry("e2"), NOON + 100 * DAY, alerts=True, read=False)
        assert store.forget() == 1


def test_a_migration_that_breaks_leaves_the_database_as_it_was(path):
    """It can be tried again; half a shape would be the end."""
    upgraded(path, "0001")
    run(
        path, "CREATE INDEX ix_entries_held ON entries (seen_at)"
    )  # in the way of the second migration's last step
    with pytest.raises(DatabaseRefused):
        open_database(str(path))
    run(path, "DROP INDEX ix_entries_held")
    with opened(path) as database, database.begin() as tx:
        assert FeedStore(tx).with_states() == []


# --- What is refused ---------------------------------------------------------------------------------


def _newer(path):
    with opened(path):
        pass
    run(path, "UPDATE alembic_version SET version_num = '9999'", "CREATE TABLE from_the_future (x)")


def _text(path):
    path.write_text("هذا ملف نصي وليس قاعدة بيانات\n" * 100, encoding="utf-8")


REFUSED = {
    "a newer Rasid's": (_newer, "newer Rasid.*9999.*nothing was changed"),
    "a text file": (_text, "not a database"),
}


@pytest.mark.parametrize(("make", "told"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_used_is_refused_in_a_sentence_and_left_alone(path, make, told):
    """Not a byte of it changes."""
    make(path)
    before = path.read_bytes()
    with pytest.raises(DatabaseRefused, match=told):
        open_database(str(path))
    assert path.read_bytes() == before


def test_another_programs_database_is_refused_and_its_rows_stay(path):
    """A mistyped path must not give our tables to a browser's history."""
    run(path, "CREATE TABLE history (url)", "INSERT INTO history VALUES ('x')")
    with pytest.raises(DatabaseRefused, match="another program's database"):
        open_database(str(path))
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("history",)]


def test_a_folder_that_is_not_there_is_told(tmp_path):
    """The path is in the message."""
    with pytest.raises(DatabaseRefused, match=r"nowhere.*unable to open database file"):
        open_database(str(tmp_path / "nowhere" / "rasid.db"))


ADDRESSES = ["nonsense://host/name", "postgres://omar:geheim@host/name", "://", "oracle://omar:geheim@host/x"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_wrong_address_is_told_without_its_password(address):
    """What the setting should look like is said instead."""
    with pytest.raises(DatabaseRefused, match="postgresql\\+psycopg://") as refused:
        open_database(address)
    assert "geheim" not in str(refused.value)

"""The tables of the crawling half; a nullable time column is each stage's queue."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    text,
)

from crawler.store.database import UtcDateTime, metadata

feeds = Table(
    "feeds",
    metadata,
    Column("url", Text, primary_key=True),
    Column("publisher", Text, nullable=False),
    Column("language", String(16), nullable=False),
    Column("country", String(2)),
    Column("kind", String(32), nullable=False),
    Column("timezone", String(64), nullable=False),
    Column("trust", Float, nullable=False, server_default="1"),
    Column("added_at", UtcDateTime, nullable=False),
    Column("removed_at", UtcDateTime),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("next_check_at", UtcDateTime, nullable=False),
    Column("interval_seconds", Float, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("last_checked_at", UtcDateTime),
    Column("last_ok_at", UtcDateTime),
    Column("last_new_at", UtcDateTime),
    Column("last_error", Text),
    Column("body_hash", String(64)),
    Column("unconditional_at", UtcDateTime),
    Column("ttl_minutes", Integer),  # this and the next two: the publisher's wishes, told by the last body
    Column("skip_hours", JSON),
    Column("skip_days", JSON),
    Column("baseline", Boolean, nullable=False),
    # Of so many entries, so many were told by the cut beginning of their page's text only.
    Column("texts_compared", Integer, nullable=False, server_default="0"),
    Column("texts_cut", Integer, nullable=False, server_default="0"),
    Index("ix_feeds_due", "next_check_at", sqlite_where=text("removed_at IS NULL")),
)

feed_days = Table(  # how each feed fared on each day, so that a silence can be told from calm
    "feed_days",
    metadata,
    Column("feed_url", ForeignKey("feeds.url"), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("answered", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("entries", Integer, nullable=False),
)

entries = Table(
    "entries",
    metadata,
    Column("feed_url", ForeignKey("feeds.url"), primary_key=True),
    Column("key", String(32), primary_key=True),
    Column("second_key", String(32)),
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("published", UtcDateTime),
    Column("author", Text),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("alerts", Boolean, nullable=False),
    Column("next_read_at", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("read_at", UtcDateTime),
    Column("article_id", Text),
    Column("outcome", Text),
    Column("held_at", UtcDateTime),  # when its feed last held it, to the day
    Index("ix_entries_second_key", "second_key"),
    Index("ix_entries_held", "feed_url", "held_at"),
    Index("ix_entries_unread", "next_read_at", sqlite_where=text("read_at IS NULL")),
)

articles = Table(
    "articles",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("publisher", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("published", UtcDateTime, nullable=False),
    Column("country", String(2)),
    Column("timezone", String(64), nullable=False),
    Column("author", Text),
    Column("updated", UtcDateTime),  # the last change that the page itself tells of
    Column("section", Text),
    Column("picture", Text),
    Column("language", String(16)),
    Column("origin", Text),
    Column("alerts", Boolean, nullable=False),
    Column("saved_at", UtcDateTime, nullable=False),
    Column("assessed_at", UtcDateTime),
    Column("exact", String(32)),
    Column("duplicate_of", Text),
    Column("duplicate_kind", String(8)),
    Column("similarity", Float),
    Column("wording", Text),  # the first article with nearly these words, its own id where there is none
    Column("trouble", Text),  # why it could not be read for incidents: our bug, to be mended and read again
    Index("ix_articles_unassessed", "number", sqlite_where=text("assessed_at IS NULL")),
    Index("ix_articles_exact", "exact"),
    Index("ix_articles_wording", "wording"),
    Index("ix_articles_url", "url"),
)

publishers = Table(  # what is remembered of a publisher's pages, by their host; see crawler.extract.memory
    "publishers",
    metadata,
    Column("host", Text, primary_key=True),
    Column("pages", Integer, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("misses", Integer, nullable=False),
    Column("redesigned_at", UtcDateTime),
)

publisher_habits = Table(
    "publisher_habits",
    metadata,
    Column("host", ForeignKey("publishers.host"), primary_key=True),
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(32), nullable=False),
    Column("articles", Integer, nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("days", Integer, nullable=False),
    Column("first_at", UtcDateTime, nullable=False),
    Column("last_at", UtcDateTime, nullable=False),
    sqlite_with_rowid=False,
)

publisher_templates = Table(
    "publisher_templates",
    metadata,
    Column("host", ForeignKey("publishers.host"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("path", JSON, nullable=False),  # [[tag, [words], place], …] from <body> down
    Column("pages", Integer, nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("agreed", Integer, nullable=False),
    Column("disagreed", Integer, nullable=False),
    Column("length", Float, nullable=False),
    Column("agreement", Float),
    Column("first_at", UtcDateTime, nullable=False),
    Column("last_at", UtcDateTime, nullable=False),
)

kept_pages = Table(  # what articles were read from, compressed, so that they can be read again
    "kept_pages",
    metadata,
    Column("article_id", Text, primary_key=True),
    Column("feed_url", Text, nullable=False),  # with the next: the entry
    Column("entry_key", String(32), nullable=False),
    Column("url", Text, nullable=False),  # after redirects
    Column("content_type", Text, nullable=False),
    Column("failed", Text),  # why there is no body
    Column("body", LargeBinary, nullable=False),
    Column("told", LargeBinary, nullable=False),  # the entry's summary and content
    Column("size", Integer, nullable=False),  # bytes that the row takes, about
    Column("kept_at", UtcDateTime, nullable=False),
    Index("ix_kept_pages_kept_at", "kept_at"),
)

sketches = Table(
    "sketches",
    metadata,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    Column("article", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

incidents = Table(
    "incidents",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("family", String(16), nullable=False),
    Column("country", String(2)),
    Column("state", String(8), nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("body", JSON, nullable=False),  # the whole Incident at this revision
    Index("ix_incidents_open", "state", "family", "updated_at"),
    Index("ix_incidents_updated", "updated_at"),
)

revisions = Table(
    "revisions",
    metadata,
    Column("incident_id", ForeignKey("incidents.id"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("why", JSON, nullable=False),
    Column("body", JSON, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("article_id", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("incident_id", ForeignKey("incidents.id"), index=True),
    Column("day", Date),
    Column("published", UtcDateTime, nullable=False),  # of the article; the order in which claims are asked
    Column("pinned", Boolean, nullable=False),  # an operator put it there: it is never asked again
    Column("why", JSON, nullable=False),  # why it joined, opened, or was left out
    Column("body", JSON, nullable=False),  # the whole Event
    Index("ix_events_published", "published"),
)

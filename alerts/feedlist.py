"""The feed list: a file that people edit, which the commands edit too, and the daemon follows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path

from alerts.refused import FeedListRefused
from crawler.feeds.opml import NAMES_NO_FEED, read_opml, write_opml
from crawler.model import Feed

__all__ = [
    "FeedListRefused",
    "feed_list_problems",
    "read_feed_list",
    "shipped_countries",
    "shipped_feeds",
    "write_feed_list",
]


def read_feed_list(path: Path, allow: Iterable[str] = ()) -> list[Feed]:
    """Read the operator's list; no file is an empty list. Raises FeedListRefused.

    ``allow`` names loopback addresses (``host:port``) that may be fetched all the same.
    """
    if not path.exists():
        return []
    feeds, problems = read_opml(path.read_bytes(), frozenset(allow))
    if problems and not feeds and problems != [NAMES_NO_FEED]:  # the last feed may have been removed
        raise FeedListRefused(f"{path}: {problems[0]}")
    return feeds


def feed_list_problems(path: Path, allow: Iterable[str] = ()) -> list[str]:
    """Return what in the operator's list cannot be used, a sentence each."""
    return read_opml(path.read_bytes(), frozenset(allow))[1] if path.exists() else []


def write_feed_list(path: Path, feeds: Sequence[Feed]) -> None:
    """Write the list whole or not at all: a crash half-way leaves the old one."""
    draft = path.with_name(f".{path.name}.new")
    draft.write_bytes(write_opml(feeds))
    draft.replace(path)


def shipped_countries() -> list[str]:
    """Return the names under which feeds are shipped, Syria first."""
    names = [
        entry.name.removesuffix(".opml")
        for entry in (files("seeds") / "feeds").iterdir()
        if entry.name.endswith(".opml")
    ]
    return sorted(names, key=lambda name: (name != "syria", name == "pan-arab", name))


def shipped_feeds(country: str) -> list[Feed]:
    """Return the shipped feeds of a country."""
    feeds, _ = read_opml((files("seeds") / "feeds" / f"{country}.opml").read_bytes())
    return feeds

"""JSON Feed 1.x to raw entries."""

from __future__ import annotations

import html
import json
from typing import Any

from crawler.feeds.raw import RawEntry


def read_json_feed(text: str) -> dict[str, Any] | None:
    """Return the feed's object; None if the text is no JSON Feed."""
    if not text.lstrip().startswith("{"):
        return None
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        return None
    return feed if "jsonfeed.org" in _text(feed, "version") else None


def json_entries(feed: dict[str, Any]) -> list[RawEntry]:
    """Return the entries in their order."""
    return [_entry(entry) for entry in feed["items"] if isinstance(entry, dict)]


def _entry(entry: dict[str, Any]) -> RawEntry:
    plain = _text(entry, "content_text")
    return RawEntry(
        guid=_text(entry, "id"),
        link=_text(entry, "url") or _text(entry, "external_url"),
        title=html.escape(_text(entry, "title"), quote=False),  # plain text in JSON Feed
        summary=html.escape(_text(entry, "summary") or plain, quote=False),
        content=_text(entry, "content_html"),
        published=_text(entry, "date_published"),
        updated=_text(entry, "date_modified"),
        author=_author(entry),
    )


def _author(entry: dict[str, Any]) -> str:
    authors = entry.get("authors")
    if not isinstance(authors, list):
        authors = [entry.get("author")]
    return next((_text(author, "name") for author in authors if isinstance(author, dict)), "")


def _text(values: dict[str, Any], key: str) -> str:
    value = values.get(key)
    return str(value) if isinstance(value, (str, int)) else ""

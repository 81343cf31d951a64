"""What a feed says of an entry, before it is judged: one shape for RSS, Atom and JSON Feed."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.feeds.fields import Field, Fields


@dataclass(frozen=True, slots=True, kw_only=True)
class RawEntry:
    """An entry as the feed wrote it; "" where it says nothing."""

    guid: str = ""
    link: str = ""  # perhaps relative
    title: str = ""
    summary: str = ""  # HTML
    content: str = ""  # HTML
    published: str = ""
    updated: str = ""
    author: str = ""


_TITLES = ("title", "dc:title", "media:title")
_SUMMARIES = ("description", "summary", "dc:description", "itunes:summary", "media:description", "abstract")
_CONTENTS = ("content:encoded", "content", "xhtml:body", "body", "fulltext", "yandex:full-text")
_PUBLISHED = (
    "pubdate",
    "published",
    "issued",
    "dc:date",
    "dcterms:issued",
    "dcterms:created",
    "created",
    "date",
)
_UPDATED = ("updated", "modified", "dcterms:modified", "lastbuilddate")
_AUTHORS = ("dc:creator", "author", "creator", "itunes:author", "managingeditor")


def raw_entry(fields: Fields) -> RawEntry:
    """Gather an entry from its fields, by the names that RSS 0.9–2.0 and Atom 0.3–1.0 use."""
    guid = fields.text("guid", "id", "dc:identifier") or fields.attributes.get("rdf:about", "")
    content = fields.first(*_CONTENTS)
    summary = fields.first(*_SUMMARIES)
    title = fields.first(*_TITLES)
    return RawEntry(
        guid=guid,
        link=choose_link(fields) or _permalink(fields, guid),
        title=_html(title),
        summary=_html(summary),
        content=_html(content),
        published=fields.text(*_PUBLISHED),
        updated=fields.text(*_UPDATED),
        author=_author(fields),
    )


def choose_link(fields: Fields) -> str:
    """Return the address of the page: the one before FeedBurner, RSS's link, Atom's alternate."""
    original = fields.text("feedburner:origlink", "pheedo:origlink")
    if original:
        return original
    links = fields.all("link")
    for link in links:
        if link.text.strip():
            return link.text.strip()
    for relation in ("alternate", ""):
        for link in links:
            if link.attributes.get("rel", "").lower() == relation and link.attributes.get("href"):
                return link.attributes["href"].strip()
    return ""


def _permalink(fields: Fields, guid: str) -> str:
    """Return the guid if it is the page's address, as RSS says unless it is told otherwise."""
    told = fields.first("guid")
    if told is not None and told.attributes.get("isPermaLink", "true").lower() == "false":
        return ""
    return guid if guid.lower().startswith(("http://", "https://")) else ""


def _html(field: Field | None) -> str:
    """Return a field as HTML: the tags inside it, or its text, which is HTML written as text."""
    if field is None:
        return ""
    return (field.markup or field.text).strip()


def _author(fields: Fields) -> str:
    found = fields.first(*_AUTHORS)
    if found is None:
        return ""
    if "<name>" in found.markup:  # Atom
        return found.markup.partition("<name>")[2].partition("</name>")[0]
    return found.text.strip()

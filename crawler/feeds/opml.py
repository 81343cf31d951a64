"""Lists of feeds as OPML, which every feed reader speaks; our own facts are further attributes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from crawler.feeds.scrub import scrub
from crawler.feeds.urls import canonical_url, is_web_address
from crawler.fetch.decode import decode
from crawler.fetch.guard import refuse_url
from crawler.model import Feed

MOST_BYTES = 5_000_000
NAMES_NO_FEED = "the file names no feed; an outline needs an xmlUrl"
_COUNTRY = re.compile(r"[A-Z]{2}")
_TRUST = re.compile(r"[0-9]{1,2}(?:[.][0-9]{1,3})?")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_KINDS = ("agency", "local", "newspaper", "tv", "radio", "monitor", "ngo", "government", "news")


def read_opml(body: bytes, allow: frozenset[str] = frozenset()) -> tuple[list[Feed], list[str]]:
    """Return the feeds of an OPML file in its order, and what is wrong with it, a sentence each.

    A category's ``country`` counts for the feeds inside it. Files of other readers have only ``title`` and
    ``xmlUrl``; the title is the publisher then. ``allow`` names loopback addresses as the fetcher's does.
    """
    if len(body) > MOST_BYTES:
        return [], [f"the file is larger than {MOST_BYTES} bytes; is it a list of feeds?"]
    text = scrub(decode(body, markup="xml")).text
    try:
        root = ET.fromstring(text[max(text.find("<"), 0) :])  # noqa: S314 -- scrubbed, see above
    except ET.ParseError as error:
        return [], [f"the file is not well-formed XML ({error}); export it again or mend that line"]
    if root.tag.lower() != "opml":
        return [], [f"the file's root is <{root.tag}>, not <opml>; choose a list of feeds"]
    feeds: dict[str, Feed] = {}
    problems: list[str] = []
    for outline in _outlines(root):
        found = _read_outline(outline, allow, problems)
        if found is None:
            continue
        twin = feeds.setdefault(canonical_url(found.url), found)
        if twin is not found:
            problems.append(f"{found.url}: is there twice; the second is left out")
    if not feeds and not problems:
        problems.append(NAMES_NO_FEED)
    return list(feeds.values()), problems


def write_opml(feeds: Iterable[Feed], title: str = "Rasid") -> bytes:
    """Return the feeds as OPML, grouped by country in the order in which the countries first come."""
    root = ET.Element("opml", version="2.0")
    ET.SubElement(ET.SubElement(root, "head"), "title").text = _clean(title)
    body = ET.SubElement(root, "body")
    groups: dict[str | None, ET.Element] = {None: body}
    for feed in feeds:
        if feed.country not in groups:
            groups[feed.country] = ET.SubElement(
                body, "outline", {"text": feed.country or "", "country": feed.country or ""}
            )
        ET.SubElement(groups[feed.country], "outline", _attributes(feed))
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


class _Outline(NamedTuple):
    """An outline's attributes by lower-case name, with the country of the categories around it."""

    attributes: Mapping[str, str]
    country: str
    is_category: bool


def _outlines(root: ET.Element) -> Iterable[_Outline]:
    """Walk the outlines in the file's order, without recursion: nesting is a stranger's choice."""
    waiting = [(child, "") for child in reversed(root.findall("./body/*"))]
    while waiting:
        element, country = waiting.pop()
        if element.tag.lower() != "outline":
            continue
        attributes = {name.lower(): " ".join(value.split()) for name, value in element.attrib.items()}
        inside = attributes.get("country", country)
        children = list(element)
        waiting += [(child, inside) for child in reversed(children)]
        yield _Outline(attributes, inside, bool(children))


def _read_outline(outline: _Outline, allow: frozenset[str], problems: list[str]) -> Feed | None:
    """Return an outline's feed; None for a category and for what cannot be fetched."""
    attributes = outline.attributes
    name = attributes.get("title") or attributes.get("text") or ""
    url = attributes.get("xmlurl", "")
    if not url:
        if not outline.is_category and attributes.get("type") != "category":
            problems.append(f"“{name or 'an outline without a name'}”: has no xmlUrl, so it is left out")
        return None
    url = re.sub(r"^feed:(?://)?(?=https?:)", "", url.strip())
    url = re.sub(r"^feed://", "http://", url)
    reason = refuse_url(url, allow) if is_web_address(url) else "not a web address"
    if reason:
        problems.append(f"{url}: {reason}; left out")
        return None
    return Feed(
        url=url,
        publisher=attributes.get("publisher") or name or url,
        language=attributes.get("language") or "ar",
        country=_country(url, outline.country, problems),
        kind=_kind(url, attributes.get("kind", ""), problems),
        timezone=_timezone(url, attributes.get("timezone", ""), problems),
        trust=_trust(url, attributes.get("trust", ""), problems),
    )


def _country(url: str, code: str, problems: list[str]) -> str | None:
    code = code.strip().upper()
    if not code:
        return None
    if not _COUNTRY.fullmatch(code):
        problems.append(f"{url}: country “{code}” is not a two-letter code such as SY; taken as unknown")
        return None
    return code


def _kind(url: str, kind: str, problems: list[str]) -> str:
    kind = kind.strip().lower() or "news"
    if kind not in _KINDS:
        problems.append(f"{url}: kind “{kind}” is none of {', '.join(_KINDS)}; taken as news")
        return "news"
    return kind


def _timezone(url: str, name: str, problems: list[str]) -> str:
    name = name.strip() or "UTC"
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        problems.append(f"{url}: nobody knows the timezone “{name}”; taken as UTC (try Asia/Damascus)")
        return "UTC"
    return name


def _trust(url: str, text: str, problems: list[str]) -> float:
    if not text.strip():
        return 1.0
    if not _TRUST.fullmatch(text.strip()):
        problems.append(f"{url}: trust “{text}” is no number from 0 to 10 such as 0.5; taken as 1")
        return 1.0
    return min(float(text), 10.0)


def _attributes(feed: Feed) -> dict[str, str]:
    attributes = {
        "type": "rss",
        "text": feed.publisher,
        "title": feed.publisher,
        "xmlUrl": feed.url,
        "language": feed.language,
        "country": feed.country or "",
        "kind": feed.kind,
        "timezone": feed.timezone,
        "publisher": feed.publisher,
        "trust": "" if feed.trust == 1 else f"{feed.trust:g}",
    }
    return {name: _clean(value) for name, value in attributes.items() if value}


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)

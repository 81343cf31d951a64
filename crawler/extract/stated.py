"""What a page states about its article for machines: <meta>, JSON-LD, <time>, <link>."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

_ARTICLE_TYPES = ("Article", "BlogPosting", "Report", "LiveBlog", "Posting", "WebPage")
_TELLING = 'meta[content], time, head > title, link[rel="canonical" i], script[type="application/ld+json" i]'
_NAMING = ("property", "name", "itemprop", "http-equiv")
_PUBLISHED_MARKS = frozenset({"datepublished", "published", "entry-date", "dt-published"})
_UPDATED_MARKS = frozenset({"datemodified", "updated", "modified", "dt-updated"})
_DEEPEST = 4  # levels of JSON-LD that are looked into
_MOST = 50  # things of a list
_MOST_SHOWN, _LONGEST_SHOWN = 5, 120  # elements, characters
# Of a statement that is broken JSON, what can be read all the same.
_SALVAGED = re.compile(r'"(datePublished|dateModified|dateCreated)"\s*:\s*"([^"\\]{6,60})"')


@dataclass(slots=True)
class Stated:
    """The statements, as written."""

    meta: dict[str, str] = field(default_factory=dict)  # lower-case name → content, the first of a name
    article: dict[str, Any] = field(default_factory=dict)  # the most telling JSON-LD thing
    times: list[str] = field(default_factory=list)  # of <time>, in the page's order
    title: str | None = None  # of <title>
    canonical: str | None = None
    language: str | None = None
    crumbs: list[str] = field(default_factory=list)  # of a JSON-LD breadcrumb, from the home page on
    names: dict[str, str] = field(default_factory=dict)  # of JSON-LD things that others refer to by @id
    tree: LexborHTMLParser | None = None

    def text(self, key: str) -> str | None:
        """Return what the JSON-LD statement says under ``key``, as text."""
        value = self.article.get(key)
        first = value[0] if isinstance(value, list) and value else value
        if isinstance(first, dict) and "name" not in first and isinstance(first.get("@id"), str):
            return self.names.get(first["@id"])
        return text_of(value)

    def address(self, key: str) -> str | None:
        """Return the address that the JSON-LD statement names under ``key``."""
        value = self.article.get(key)
        first = value[0] if isinstance(value, list) and value else value
        found = first.get("url") or first.get("contentUrl") if isinstance(first, dict) else first
        return found if isinstance(found, str) else None

    def shown(self, selector: str) -> Iterator[str]:
        """Return what the page shows in the few elements that a selector finds, if it is short."""
        for node in self.tree.css(selector)[:_MOST_SHOWN] if self.tree is not None else ():
            text = " ".join((node.attributes.get("content") or node.text(separator=" ")).split())
            if 0 < len(text) <= _LONGEST_SHOWN:
                yield text


def read_stated(tree: LexborHTMLParser) -> Stated:
    """Collect the statements of the head and the body, in the page's order."""
    stated = Stated(tree=tree)
    root = tree.root
    if root is not None:
        stated.language = root.attributes.get("lang")
    for node in tree.css(_TELLING):
        _read_node(stated, node)
    return stated


def _read_node(stated: Stated, node: LexborNode) -> None:
    tag = node.tag
    if tag == "meta":
        _read_meta(stated, node.attributes)
    elif tag == "time":
        _read_time(stated, node)
    elif tag == "title":
        stated.title = stated.title or node.text()
    elif tag == "link":
        stated.canonical = stated.canonical or node.attributes.get("href")
    else:
        _read_json(stated, node.text())


def _read_meta(stated: Stated, attributes: dict[str, str | None]) -> None:
    content = (attributes.get("content") or "").strip()
    if not content:
        return
    for key in _NAMING:
        name = attributes.get(key)
        if name:
            stated.meta.setdefault(name.lower(), content)


def _read_time(stated: Stated, node: LexborNode) -> None:
    """Read a <time>; one that is marked as the article's own outweighs those of other stories."""
    told = node.attributes
    moment = told.get("datetime") or told.get("content") or " ".join(node.text().split())
    marks = f"{told.get('itemprop') or ''} {told.get('class') or ''}".lower().split()
    if "pubdate" in told or not _PUBLISHED_MARKS.isdisjoint(marks):
        stated.meta.setdefault("datepublished", moment)
    elif not _UPDATED_MARKS.isdisjoint(marks):
        stated.meta.setdefault("datemodified", moment)
    else:
        stated.times.append(moment)


def _read_json(stated: Stated, text: str) -> None:
    try:
        said = json.loads(text.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):  # a comma too many; the dates are still there
        said = {"@type": "WebPage", **dict(reversed(_SALVAGED.findall(text)))}
    for thing in _things(said, 0):
        if isinstance(thing.get("@id"), str) and isinstance(thing.get("name"), str):
            stated.names.setdefault(thing["@id"], thing["name"])
        if thing.get("@type") == "BreadcrumbList" and not stated.crumbs:
            stated.crumbs = list(_crumbs(thing))
        if _weight(thing) > _weight(stated.article):
            stated.article = thing


def _things(said: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(said, list):
        for one in said[:_MOST]:
            yield from _things(one, depth + 1)
    elif isinstance(said, dict):
        yield said
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
            if isinstance(said.get(key), list | dict):
                yield from _things(said[key], depth + 1)


def _crumbs(thing: dict[str, Any]) -> Iterator[str]:
    crumbs = thing.get("itemListElement")
    for crumb in crumbs[:_MOST] if isinstance(crumbs, list) else ():
        if isinstance(crumb, dict) and (name := text_of(crumb.get("name")) or text_of(crumb.get("item"))):
            yield name


def _weight(thing: dict[str, Any]) -> int:
    """Say how much a JSON-LD thing tells of an article; 0 for an organisation, a breadcrumb and the like."""
    kinds = thing.get("@type")
    named = " ".join(map(str, kinds)) if isinstance(kinds, list) else str(kinds or "")
    if not any(kind in named for kind in _ARTICLE_TYPES):
        return 0
    told = sum(key in thing for key in ("headline", "datePublished", "articleBody"))
    return 1 + told + 2 * ("WebPage" not in named)


def text_of(value: Any) -> str | None:
    """Return a JSON-LD value as text: itself, its name, or the first of several."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, list):
        return next((text for one in value[:_MOST] if (text := text_of(one))), None)
    if isinstance(value, dict):
        return text_of(value.get("name") or value.get("@value"))
    return None

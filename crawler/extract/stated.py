"""What a page states about its article for machines: <meta>, JSON-LD, <time>, <link>."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

_ARTICLE_TYPES = ("Article", "BlogPosting", "Report", "LiveBlog", "Posting", "WebPage")
_TELLING = (
    'meta[content], time, head > title, link[rel="canonical" i], script[type="application/ld+json" i]'
)
_NAMING = ("property", "name", "itemprop", "http-equiv")
_DEEPEST = 4  # levels of JSON-LD that are looked into
_MOST = 50  # things of a list


@dataclass(slots=True)
class Stated:
    """The statements, as written."""

    meta: dict[str, str] = field(default_factory=dict)  # lower-case name → content, the first of a name
    article: dict[str, Any] = field(default_factory=dict)  # the most telling JSON-LD thing
    times: list[str] = field(default_factory=list)  # of <time>, in the page's order
    title: str | None = None  # of <title>
    canonical: str | None = None
    language: str | None = None

    def text(self, key: str) -> str | None:
        """Return what the JSON-LD statement says under ``key``, as text."""
        return text_of(self.article.get(key))


def read_stated(tree: LexborHTMLParser) -> Stated:
    """Collect the statements of the head and the body, in the page's order."""
    stated = Stated()
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
        told = node.attributes
        stated.times.append(told.get("datetime") or told.get("content") or " ".join(node.text().split()))
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


def _read_json(stated: Stated, text: str) -> None:
    try:
        said = json.loads(text.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):  # a broken statement says nothing; the page may still be read
        return
    for thing in _things(said, 0):
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

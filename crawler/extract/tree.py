"""Walk a parsed page once and return its runs of text in order, with where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.extract.markup import CHROME, FURNITURE, HEADINGS, INLINE, PLAIN, SKIPPED, role_of_element

_SPACES = re.compile(r"[ \t\r\n\f\v\u00a0]+")
_TEXT, _COMMENT = "-text", "-comment"
_CELLS = frozenset({"td", "th"})
_LISTED = frozenset({"li", "dd", "dt"})


class Element(NamedTuple):
    """A block element on the way from <body> to the text; ``parent`` is its index in the same list."""

    parent: int
    tag: str
    role: int
    names: str  # class and id, for reading metadata near the text


class Piece(NamedTuple):
    """A run of text without a block boundary or <br> inside."""

    text: str
    element: int  # index of the innermost block element
    tag: str  # "h2", "li", "td" or "p" for all the rest
    linked: int  # characters inside links
    chrome: bool  # an inline element marked it as chrome


@dataclass(slots=True)
class Walk:
    """The page's elements and pieces as they are found."""

    elements: list[Element] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    linked: int = 0
    chrome: bool = False  # inside an inline element marked as chrome

    def flush(self, element: int) -> None:
        """Close the run of text that stands open in ``element``."""
        if not self.parts:
            return
        text = _SPACES.sub(" ", "".join(self.parts)).strip()
        self.parts.clear()
        if text:
            self.pieces.append(Piece(text, element, self._piece_tag(element), self.linked, self.chrome))
        self.linked = 0

    def _piece_tag(self, element: int) -> str:
        """Return what the nearest telling element around is: <li><div>…</div></li> is a list entry."""
        for _ in range(3):
            tag = self.elements[element].tag
            if tag in HEADINGS:
                return tag
            if tag in _LISTED:
                return "li"
            if tag in _CELLS:
                return "td"
            if tag == "p" or element == 0:
                break
            element = self.elements[element].parent
        return "p"


def parse(html: str) -> LexborHTMLParser:
    """Parse a page that the guard let through."""
    return LexborHTMLParser(html)


def walk(body: LexborNode, *, furniture: bool = False) -> Walk:
    """Collect the text under ``body``; with ``furniture`` also that of <nav>, <footer> and <aside>.

    The walk keeps its own stack: a broken page may nest deeper than Python's calls may.
    """
    found = Walk(elements=[Element(0, "body", PLAIN, "")])
    # (next sibling to visit, element to return to, whether a block closes here, link depth, chrome before)
    stack: list[tuple[LexborNode | None, int, bool, bool, bool]] = []
    node: LexborNode | None = body.first_child
    here, in_link = 0, False
    while True:
        while node is None:
            if not stack:
                found.flush(here)
                return found
            node, before, closes, in_link, chrome = stack.pop()
            if closes:
                found.flush(here)
                here = before
            elif found.chrome and not chrome:
                found.flush(here)
            found.chrome = chrome
        tag = node.tag or ""
        following = node.next
        if tag == _TEXT:
            _add_text(found, node, in_link)
            node = following
        elif tag == "br":
            found.flush(here)
            node = following
        elif tag in SKIPPED or tag == _COMMENT or (tag in FURNITURE and not furniture and tag != "aside"):
            node = following
        elif tag in INLINE:
            stack.append((following, here, False, in_link, found.chrome))
            if tag == "a":
                in_link = True
            elif tag == "span" and not found.chrome and role_of_element(node.attributes) == CHROME:
                found.flush(here)
                found.chrome = True
            node = node.first_child
        else:
            found.flush(here)
            stack.append((following, here, True, in_link, found.chrome))
            attributes = node.attributes
            role = CHROME if tag in FURNITURE else role_of_element(attributes)
            names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}" if attributes else ""
            found.elements.append(Element(here, tag, role, names))
            here = len(found.elements) - 1
            node = node.first_child


def _add_text(found: Walk, node: LexborNode, in_link: bool) -> None:
    text = node.text_content or ""
    if not text:
        return
    found.parts.append(text)
    if in_link:
        found.linked += len(text.strip())

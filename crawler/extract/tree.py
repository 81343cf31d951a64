"""Go through a parsed page once and return its runs of text in order, with where they stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.extract.markup import (
    CHROME,
    FURNITURE,
    HEADINGS,
    INLINE,
    PLAIN,
    SKIPPED,
    TELLING,
    role_of_element,
)

_TELLING_BLOCKS = HEADINGS | {"li", "p"}
WRAPPED = 35  # characters: a shorter line before a <br> is a line of its own
_LINE_ENDS = ".؟?!:…»”\"')]。！？"
_NESTED_INLINE = 4  # so deep is looked for the space before <b><i>…
_TEXT_ID = 2  # Lexbor's tag number of a text node


class Element(NamedTuple):
    """A block element on the way from <body> to the text; ``parent`` is its index in the same list."""

    parent: int
    tag: str
    role: int
    told: str  # what it makes of its text: "h2", "li", "p" or "div"


class Piece(NamedTuple):
    """A run of text without a block boundary or <br> inside."""

    text: str
    element: int  # index of the innermost block element
    tag: str  # "h2", "li", "p" or "div"
    linked: int  # characters inside links
    chrome: bool  # an inline element marked it as chrome


# What a tag does to the text in it. Plain numbers: this is asked for every node of every page.
_BLOCK, _INLINE, _LINK, _SPAN, _BREAK, _SKIPPED, _FURNITURE, _TELLING = range(8)
# What a node hands down to its children is one number: its block element, and three flags.
_LINKED, _CHROME, _INSIDE_INLINE, _ELEMENT = 1, 2, 4, 8
_SAME_RUN = ~(_LINKED | _INSIDE_INLINE)


@dataclass(slots=True)
class Walk:
    """The page's elements and pieces as they are found, and the nodes that tell of the article."""

    elements: list[Element] = field(default_factory=lambda: [Element(0, "body", PLAIN, "div")])
    nodes: list[LexborNode] = field(default_factory=list)  # one an element
    pieces: list[Piece] = field(default_factory=list)
    telling: list[LexborNode] = field(default_factory=list)  # <meta>, <time>, <script>, <link>
    _parts: list[str] = field(default_factory=list)
    _linked: int = 0
    _place: int = 0
    _broken: bool = False  # a lone <br> stands after the last part

    def add_text(self, node: LexborNode, place: int) -> None:
        """Add a text node; another block or the edge of inline chrome closes the run before it."""
        text = node.text_content or ""
        self._broken = False
        if self._parts:
            if (place ^ self._place) & _SAME_RUN:
                self.close()
            elif place & _INSIDE_INLINE and _after_space(node):
                self._parts.append(" ")
        self._place = place
        self._parts.append(text)
        if place & _LINKED:
            self._linked += len(text.strip())

    def close(self) -> None:
        """Close the run of text that stands open."""
        text = " ".join("".join(self._parts).split())
        if text:
            element = self._place // _ELEMENT
            chrome = self._place & _CHROME != 0
            self.pieces.append(Piece(text, element, self.elements[element].told, self._linked, chrome))
        self._parts.clear()
        self._linked = 0
        self._broken = False

    def break_line(self) -> None:
        """Meet a <br>: it closes the run, unless it only wraps an unfinished sentence."""
        if self._broken or not self._parts:
            self.close()
            return
        last = self._parts[-1].rstrip()
        wraps = len(last) >= WRAPPED and last[-1] not in _LINE_ENDS and 2 * self._linked < len(last)
        if not wraps:
            self.close()
            return
        self._parts.append(" ")
        self._broken = True

    def open_block(self, node: LexborNode, tag: str, place: int) -> int:
        """Enter a block element and return what its children inherit."""
        outer = place // _ELEMENT
        told = self.elements[outer].told
        if tag in _TELLING_BLOCKS and (tag != "p" or told != "li"):
            told = tag
        role = CHROME if tag in FURNITURE else role_of_element(node.attributes)
        self.elements.append(Element(outer, tag, role, told))
        self.nodes.append(node)
        return (len(self.elements) - 1) * _ELEMENT + place % _INSIDE_INLINE


def _after_space(node: LexborNode) -> bool:
    """Whether a blank text node, which the walk passes over, lies before the inline element around."""
    around: LexborNode | None = node
    for _ in range(_NESTED_INLINE):
        before = around.prev if around is not None else None
        if before is not None:
            return before.tag_id == _TEXT_ID and (before.text_content or "").isspace()
        around = around.parent if around is not None else None
    return False


def parse(html: str) -> LexborHTMLParser:
    """Parse a page that the guard let through."""
    return LexborHTMLParser(html)


def walk(body: LexborNode, *, furniture: bool = False) -> Walk:  # noqa: C901 - one loop, one case a line
    """Collect the text under ``body``; with ``furniture`` also that of <nav> and <footer>.

    Nodes come in the page's order, each after its parent. A parent that is not in ``places`` was
    skipped, and so is all that is in it: recursion would break on pages nested thousands deep.
    """
    page = Walk(nodes=[body])
    places = {body.mem_id: 0}
    kinds: dict[int, int] = {}
    tags: dict[int, str] = {}
    for node in body.traverse(include_text=True, skip_empty=True):
        parent = node.parent
        place = places.get(parent.mem_id) if parent is not None else None
        if place is None:
            continue
        tag_id = node.tag_id
        if tag_id == _TEXT_ID:
            page.add_text(node, place)
            continue
        kind = kinds.get(tag_id)
        if kind is None:
            tags[tag_id] = node.tag or ""
            kinds[tag_id] = kind = _kind_of(tags[tag_id], furniture=furniture)
        if kind == _BLOCK:
            places[node.mem_id] = page.open_block(node, tags[tag_id], place)
        elif kind == _INLINE:
            places[node.mem_id] = place | _INSIDE_INLINE
        elif kind == _LINK:
            places[node.mem_id] = place | _LINKED | _INSIDE_INLINE
        elif kind == _SPAN:
            flag = _CHROME if role_of_element(node.attributes) == CHROME else 0
            places[node.mem_id] = place | _INSIDE_INLINE | flag
        elif kind == _BREAK:
            page.break_line()
        elif kind == _TELLING:
            page.telling.append(node)
            if tags[tag_id] == "time":
                places[node.mem_id] = place
    page.close()
    return page


def _kind_of(tag: str, *, furniture: bool) -> int:
    if tag in FURNITURE:
        return _BLOCK if furniture or tag == "aside" else _SKIPPED
    if tag in TELLING:
        return _TELLING
    if tag in INLINE:
        return {"a": _LINK, "span": _SPAN}.get(tag, _INLINE)
    if tag == "br":
        return _BREAK
    return _SKIPPED if tag in SKIPPED or tag.startswith("-") else _BLOCK

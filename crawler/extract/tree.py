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
    role_of_element,
)

_TELLING_BLOCKS = HEADINGS | {"li", "p"}
WRAPPED = 35  # characters: a shorter line before a <br> is a line of its own
_LINE_ENDS = ".؟?!:…»”\"')]。！？"
_NESTED_INLINE = 4  # so deep is looked for the space before <b><i>…
_TEXT_ID, _BR_ID = (
    node.tag_id for node in LexborHTMLParser("x<br>").css("body")[0].iter(include_text=True)
)  # Lexbor's numbers of a text node and of <br>


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


# What a tag does to the text in it. Plain numbers: this is asked for every element of every page.
_BLOCK, _INLINE, _LINK, _SPAN, _SKIPPED, _FURNITURE = range(1, 7)
_KINDS: dict[str, int] = {
    **dict.fromkeys(INLINE, _INLINE),
    **dict.fromkeys(SKIPPED, _SKIPPED),
    **dict.fromkeys(FURNITURE, _FURNITURE),
    "aside": _BLOCK,
    "a": _LINK,
    "span": _SPAN,
}
# What a node hands down to its children is one number: its block element, and three flags.
_LINKED, _CHROME, _INSIDE_INLINE, _ELEMENT = 1, 2, 4, 8
_SAME_RUN = ~(_LINKED | _INSIDE_INLINE)
_NOWHERE = -1  # the place of what is skipped with all that is in it


@dataclass(slots=True)
class Walk:
    """The elements that hold text and the pieces of text, as they are found."""

    elements: list[Element] = field(default_factory=lambda: [Element(0, "body", PLAIN, "div")])
    nodes: list[LexborNode] = field(default_factory=list)  # one an element
    pieces: list[Piece] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _linked: int = 0
    _place: int = 0
    _broken: bool = False  # a lone <br> stands after the last part

    @property
    def stands_open(self) -> bool:
        """Whether a run of text is not closed yet."""
        return bool(self._parts)

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
        if self._broken:
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


def walk(body: LexborNode, *, furniture: bool = False) -> Walk:
    """Collect the text under ``body``; with ``furniture`` also that of <nav> and <footer>.

    Nodes come in the page's order. Only the elements that text stands in are looked at, each once, up from
    the text: most of a page's elements hold none.
    """
    page = Walk(nodes=[body])
    places = _Places(page, body, furniture=furniture)
    known = places.known
    for node in body.traverse(include_text=True, skip_empty=True):
        tag_id = node.tag_id
        if tag_id == _TEXT_ID:
            parent = node.parent
            if parent is None:  # never: body is above
                continue
            place = known.get(parent.mem_id)
            if place is None:
                place = places.of(parent)
            if place >= 0:
                page.add_text(node, place)
        elif tag_id == _BR_ID and page.stands_open:
            parent = node.parent
            if parent is not None and places.of(parent) >= 0:
                page.break_line()
    page.close()
    return page


class _Places:
    """Where each element that text stands in belongs: what its children inherit as one number."""

    def __init__(self, page: Walk, body: LexborNode, *, furniture: bool) -> None:
        self.page = page
        self.furniture = furniture
        self.known: dict[int, int] = {body.mem_id: 0}

    def of(self, node: LexborNode) -> int:
        """Return an element's place, its ancestors first; no recursion: pages nest thousands deep."""
        known = self.known
        unknown: list[tuple[int, LexborNode]] = []
        around: LexborNode | None = node
        place = _NOWHERE
        while around is not None:
            key = around.mem_id
            if key in known:
                place = known[key]
                break
            unknown.append((key, around))
            around = around.parent
        for key, one in reversed(unknown):
            if place >= 0:
                place = self._enter(one, place)
            known[key] = place
        return place

    def _enter(self, node: LexborNode, place: int) -> int:
        """Return what an element hands down to its children, given what it inherits."""
        tag = node.tag or ""
        kind = _KINDS.get(tag, _BLOCK)
        if kind == _BLOCK or (kind == _FURNITURE and self.furniture):
            return self.page.open_block(node, tag, place)
        if kind == _INLINE:
            return place | _INSIDE_INLINE
        if kind == _LINK:
            return place | _LINKED | _INSIDE_INLINE
        if kind == _SPAN:
            flag = _CHROME if role_of_element(node.attributes) == CHROME else 0
            return place | _INSIDE_INLINE | flag
        return _NOWHERE

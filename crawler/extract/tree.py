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
MOST_PIECES = 20_000  # no article has so many paragraphs; what comes after them is not read
WRAPPED = 35  # characters: a shorter line before a <br> is a line of its own
_LINE_ENDS = ".؟?!:…»”\"')]。！？"
_NESTED_INLINE = 4  # so deep is looked for the space before <b><i>…
_TEXT_ID, _BR_ID = (
    node.tag_id for node in LexborHTMLParser("x<br>").css("body")[0].iter(include_text=True)
)  # Lexbor's numbers of a text node and of <br>


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
    """The pieces of text as they are found, and the block elements that hold them, <body> the first.

    An element is a number: what is known of it stands under that number in each list. A parent stands before
    its children, and the pieces of an element stand together.
    """

    parents: list[int] = field(default_factory=lambda: [0])
    tags: list[str] = field(default_factory=lambda: ["body"])
    roles: list[int] = field(default_factory=lambda: [PLAIN])
    told: list[str] = field(
        default_factory=lambda: ["div"]
    )  # what it makes of its text: "h2", "li", "p", "div"
    nodes: list[LexborNode] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)

    def open_element(self, node: LexborNode, tag: str, outer: int) -> int:
        """Add an element that stands in another, and return its number."""
        told = self.told[outer]
        if tag in _TELLING_BLOCKS and (tag != "p" or told != "li"):
            told = tag
        self.parents.append(outer)
        self.tags.append(tag)
        self.roles.append(CHROME if tag in FURNITURE else role_of_element(node.attributes))
        self.told.append(told)
        self.nodes.append(node)
        return len(self.parents) - 1


class _Run:
    """The run of text that stands open, until a block's edge or a <br> closes it."""

    __slots__ = ("broken", "linked", "page", "parts", "place")

    def __init__(self, page: Walk) -> None:
        self.page = page
        self.parts: list[str] = []
        self.linked = 0  # characters inside links
        self.place = 0
        self.broken = False  # a lone <br> stands after the last part

    def add(self, node: LexborNode, place: int) -> None:
        """Add a text node; another block or the edge of inline chrome closes the run before it."""
        self.broken = False
        if self.parts:
            if (place ^ self.place) & _SAME_RUN:
                self.close()
            elif place & _INSIDE_INLINE and _after_space(node):
                self.parts.append(" ")
        self.place = place
        text = node.text_content or ""
        self.parts.append(text)
        if place & _LINKED:
            self.linked += len(text.strip())

    def close(self) -> None:
        """End the run; blank text is no piece."""
        text = " ".join("".join(self.parts).split())
        if text:
            page, element = self.page, self.place // _ELEMENT
            page.pieces.append(
                Piece(text, element, page.told[element], self.linked, self.place & _CHROME != 0)
            )
        self.parts.clear()
        self.linked = 0
        self.broken = False

    def break_line(self) -> None:
        """Meet a <br>: it closes the run, unless it only wraps an unfinished sentence."""
        if not self.parts:
            return
        last = self.parts[-1].rstrip()
        wraps = len(last) >= WRAPPED and last[-1] not in _LINE_ENDS and 2 * self.linked < len(last)
        if self.broken or not wraps:
            self.close()
            return
        self.parts.append(" ")
        self.broken = True


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
    run = _Run(page)
    places = _Places(page, body, furniture=furniture)
    known = places.known
    for node in body.traverse(include_text=True, skip_empty=True):
        tag_id = node.tag_id
        if tag_id != _TEXT_ID and (tag_id != _BR_ID or not run.parts):
            continue
        parent = node.parent
        if parent is None:  # never: body is above
            continue
        place = known.get(parent.mem_id)
        if place is None:
            place = places.of(parent)
        if place == _NOWHERE:
            continue
        if tag_id == _TEXT_ID:
            run.add(node, place)
        else:
            run.break_line()
        if len(page.pieces) >= MOST_PIECES:
            break
    run.close()
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
        if _KINDS.get(node.tag or "") == _SKIPPED:  # most often a script: where it stands is not asked
            known[node.mem_id] = _NOWHERE
            return _NOWHERE
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
            if place != _NOWHERE:
                place = self._enter(one, place)
            known[key] = place
        return place

    def _enter(self, node: LexborNode, place: int) -> int:
        """Return what an element hands down to its children, given what it inherits."""
        tag = node.tag or ""
        kind = _KINDS.get(tag, _BLOCK)
        if kind == _BLOCK or (kind == _FURNITURE and self.furniture):
            element = self.page.open_element(node, tag, place // _ELEMENT)
            return element * _ELEMENT + place % _INSIDE_INLINE
        if kind == _INLINE:
            return place | _INSIDE_INLINE
        if kind == _LINK:
            return place | _LINKED | _INSIDE_INLINE
        if kind == _SPAN:
            flag = _CHROME if role_of_element(node.attributes) == CHROME else 0
            return place | _INSIDE_INLINE | flag
        return _NOWHERE

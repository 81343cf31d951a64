"""What one page shows of its publisher's habits: lines, blocks and captions, each with what it may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

from crawler.extract.habits import Kind, Seen
from crawler.extract.lines import Line, line_key
from crawler.extract.runs import DATELINE
from crawler.extract.template import words_of_element
from crawler.extract.tree import Walk

BLOCK_SHARE = 0.4  # of the article's characters: a named element with more is no block in it
CAPTION_WORDS = 35
HEAD_WORDS = 12  # of a block's first line
DATELINE_WORDS = 8
_PICTURES = "img, picture, amp-img"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A named element within the article, and which of the article's lines stand in it."""

    name: str  # its tag and words, the same on each page
    first: int  # index of its first line
    last: int
    block_key: int
    caption_key: int
    at_picture: bool


class Parts:
    """The lines within the article's element; ``numbers`` are the indices of their pieces."""

    def __init__(self, page: Walk, container: int, numbers: Sequence[int], lines: Sequence[Line]) -> None:
        self.page = page
        self.container = container
        self.numbers = numbers
        self.lines = lines
        self._names: dict[int, str] = {}

    @cached_property
    def keys(self) -> tuple[int, ...]:
        """The lines' keys; making them is what costs, so it is done once."""
        return tuple(line_key(line.text) for line in self.lines)

    @cached_property
    def named(self) -> tuple[Named, ...]:
        """The named elements around lines, outer ones first."""
        spans: dict[int, list[int]] = {}
        for place, number in enumerate(self.numbers):
            for element in self._chain(self.page.pieces[number].element):
                spans.setdefault(element, []).append(place)
        return tuple(self._named(element, spans[element]) for element in sorted(spans) if self._name(element))

    def _named(self, element: int, places: Sequence[int]) -> Named:
        name = self._name(element)
        head = " ".join(self.lines[places[0]].words[:HEAD_WORDS])
        return Named(
            name=name,
            first=places[0],
            last=places[-1],
            block_key=_key(f"block\n{name}\n{head}"),
            caption_key=_key(f"caption\n{name}"),
            at_picture=self._stands_at_picture(element),
        )

    def _stands_at_picture(self, element: int) -> bool:
        node = self.page.nodes[element]
        if node.css_first(_PICTURES) is not None:
            return True
        before = node.prev
        while before is not None and not before.is_element_node:
            before = before.prev
        return before is not None and (
            before.tag in _PICTURES.split(", ") or before.css_first(_PICTURES) is not None
        )

    def _chain(self, element: int) -> Iterator[int]:
        """Return the elements around a piece, the innermost first, up to the article's own."""
        while element > self.container:
            yield element
            element = self.page.parents[element]

    def _name(self, element: int) -> str:
        """Return the tag and the words without numbers; "" for an element without words."""
        if element not in self._names:
            words = words_of_element(self.page.nodes[element])
            plain = sorted(word for word in words if not any(sign.isdigit() for sign in word))
            tag = self.page.tags[element]
            self._names[element] = " ".join([tag, *plain]) if plain else ""
        return self._names[element]

    def way_in(self, place: int) -> str:
        """Return the names of the elements around a line; paragraphs of the text share one."""
        around = self._chain(self.page.pieces[self.numbers[place]].element)
        return "/".join(self._name(element) for element in around)

    def is_block(self, one: Named) -> bool:
        """Whether a named element is small enough to be a block within the article."""
        inside = sum(len(line.text) for line in self.lines[one.first : one.last + 1])
        return inside <= BLOCK_SHARE * sum(len(line.text) for line in self.lines)

    def is_caption(self, one: Named) -> bool:
        """Whether a named element stands at a picture and holds no sentence."""
        inside = self.lines[one.first : one.last + 1]
        short = sum(line.length for line in inside) <= CAPTION_WORDS
        return short and one.at_picture and not any(line.prose or line.heading for line in inside)


def things_seen(parts: Parts, kept: Sequence[bool], known: frozenset[int]) -> tuple[Seen, ...]:
    """Return what on the page may recur; ``kept`` are its lines that no other rule dropped."""
    blocks = [
        Seen(key=one.block_key, kind=Kind.BLOCK)
        for one in parts.named
        if one.last > one.first and parts.lines[one.first].words and parts.is_block(one)
    ]
    captions = [
        Seen(key=one.caption_key, kind=Kind.CAPTION if parts.is_caption(one) else Kind.NO_CAPTION)
        for one in parts.named
    ]
    return (*_lines_seen(parts, kept, known), *blocks, *captions)


def _lines_seen(parts: Parts, kept: Sequence[bool], known: frozenset[int]) -> Iterator[Seen]:
    lines = parts.lines
    places = [place for place, line in enumerate(lines) if kept[place] and line.words]
    first, last, way_in = own_text(parts, [place for place in places if parts.keys[place] not in known])
    for place in places:
        line = lines[place]
        if _is_kept_for_good(line, head=place < first, tail=place > last):
            continue
        apart = bool(parts.way_in(place)) and parts.way_in(place) != way_in
        kind = _kind_of(line, edge=not first <= place <= last, apart=apart)
        yield Seen(key=parts.keys[place], kind=kind, words=line.length)


def own_text(parts: Parts, places: Sequence[int]) -> tuple[int, int, str]:
    """Return where the article's own sentences begin and end, and the way into their element.

    A report of one unfinished sentence has none: its longest line stands for it.
    """
    prose = [place for place in places if parts.lines[place].prose]
    if not prose:
        prose = sorted(places, key=lambda place: parts.lines[place].length)[-1:]
    words: Counter[str] = Counter()
    for place in prose:
        words[parts.way_in(place)] += parts.lines[place].length
    way_in = words.most_common(1)[0][0] if words else ""
    own = [place for place in prose if parts.way_in(place) in ("", way_in)]
    return (own[0], own[-1], way_in) if own else (0, len(parts.lines), way_in)


def _is_kept_for_good(line: Line, *, head: bool, tail: bool) -> bool:
    """Whether it tells something though it recurs: "دمشق – سانا" above a text, "ريف درعا:" within one."""
    if head and line.length <= DATELINE_WORDS and DATELINE.search(line.text):
        return True
    return line.introduces and not tail and not line.link


def _kind_of(line: Line, *, edge: bool, apart: bool) -> Kind:
    if line.link:
        return Kind.LOOSE
    if edge:
        return Kind.FIRM if line.prose and not apart else Kind.LOOSE
    if line.heading or (line.prose and not apart):
        return Kind.FIRM
    return Kind.MIDDLE


def _key(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") >> 1

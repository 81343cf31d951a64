"""Read a parsed page, whole or only where its publisher's template has the article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.extract.article import Judged, judge_pieces
from crawler.extract.blocks import Found, find_article
from crawler.extract.guard import refuse, tame
from crawler.extract.memory import Known
from crawler.extract.metadata import Metadata, read_metadata
from crawler.extract.single import Reason
from crawler.extract.stated import read_stated
from crawler.extract.template import Path, path_to, prune
from crawler.extract.tree import Piece, Walk, parse, walk
from crawler.model import Failed

MAY_NAME_ORIGIN = frozenset({Reason.SOURCE, Reason.TRAILING, Reason.BEFORE_TEXT})
NEAR_BEFORE, NEAR_AFTER = 25, 12  # pieces around the text's start where a written date may stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A page as it came, and what is known of it beside its publisher's habits."""

    html: str
    url: str
    timezone: str = "UTC"
    summary: str = ""  # what the feed told of it
    now: datetime | None = None  # the time after which no article can have been published


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was decided about a page."""

    metadata: Metadata
    pieces: Sequence[Piece]
    judged: Judged

    @property
    def reasons(self) -> Sequence[str | None]:
        """Why each piece went; None keeps it."""
        return self.judged.reasons

    @property
    def kept(self) -> list[str]:
        """The article's paragraphs."""
        return [piece.text for piece, why in zip(self.pieces, self.reasons, strict=True) if why is None]

    @property
    def sources(self) -> list[str]:
        """The dropped lines that may name whom the text was taken from."""
        pairs = zip(self.pieces, self.reasons, strict=True)
        return [piece.text for piece, why in pairs if why in MAY_NAME_ORIGIN]

    @property
    def path(self) -> Path | None:
        """The way to the element that the text stands in."""
        parts = self.judged.parts
        return path_to(parts.page.nodes[parts.container])


def parse_page(html: str) -> LexborHTMLParser | Failed:
    """Parse a page with a body; Failed with the reason when it is none or must not be parsed."""
    reason = refuse(html)
    if reason is not None:
        return Failed(reason=reason, permanent=True)
    tree = parse(tame(html))
    if tree.body is None:
        return Failed(reason="not an HTML page: it has no body", permanent=True)
    return tree


def read_parsed(
    tree: LexborHTMLParser,
    source: Source,
    known: Known,
    *,
    article: LexborNode | None = None,
    furniture: bool = False,
) -> Reading:
    """Read a page; ``article`` is the element where the text must stand, and all around it is cut off."""
    assert tree.body is not None, "parse_page gives a tree with a body"
    stated = read_stated(tree)  # before anything is cut off
    if article is not None:
        prune(tree.body, article)
    page = walk(tree.body, furniture=furniture)
    vouched = " ".join(f"{source.summary} {stated.text('articleBody') or ''}".split())
    found = find_article(page, vouched)
    if article is not None:
        found = _held_to(page, found, article)
    near = _near(page, found)
    metadata = read_metadata(stated, page, source.url, timezone=source.timezone, now=source.now, near=near)
    judged = judge_pieces(page, found, metadata.title or "", known)
    return Reading(metadata=metadata, pieces=page.pieces, judged=judged)


def _held_to(page: Walk, found: Found, article: LexborNode) -> Found:
    """Look within the template's element only, where the general way would look around or beside it."""
    numbers = (number for number, node in enumerate(page.nodes) if node.mem_id == article.mem_id)
    container = next(numbers, None)
    if container is None:  # there is no text in it
        return found
    within = [number == container for number in range(len(page.parents))]
    for number in range(container + 1, len(within)):
        within[number] = within[page.parents[number]]
    if within[found.container]:
        return found
    inside = tuple(within[piece.element] for piece in page.pieces)
    return Found(container=container, inside=inside, chrome=found.chrome)


def _near(page: Walk, found: Found) -> list[Piece]:
    """Return the pieces around the text's start, nearest first, where the date line stands."""
    first = next((number for number, inside in enumerate(found.inside) if inside), 0)
    before = page.pieces[max(0, first - NEAR_BEFORE) : first]
    return [*page.pieces[first : first + NEAR_AFTER], *reversed(before)]

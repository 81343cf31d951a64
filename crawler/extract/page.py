"""From a page's HTML to its article.

guard | parse | walk | find the article's element | judge its lines | read the metadata | refuse what is none
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from crawler.extract.blocks import Found, find_article
from crawler.extract.boilerplate import clean_text, judge_lines
from crawler.extract.guard import refuse, tame
from crawler.extract.lines import PROSE_WORDS, Line, read_line
from crawler.extract.markup import HEADINGS
from crawler.extract.metadata import Metadata, read_metadata
from crawler.extract.origin import find_origin
from crawler.extract.phrases import comparing_form
from crawler.extract.refusals import why_no_article
from crawler.extract.single import Reason
from crawler.extract.stated import read_stated
from crawler.extract.tree import Piece, Walk, parse, walk
from crawler.model import Failed, Page

_MAY_NAME_ORIGIN = frozenset({Reason.SOURCE, Reason.TRAILING, Reason.BEFORE_TEXT})
LOOSE_WORDS = 12  # a lead that is no finished sentence is longer
NAME_WORDS = 4
NEAR_BEFORE, NEAR_AFTER = 25, 12  # pieces around the text's start where a written date may stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of a page's text, whether it was kept, and why or why not."""

    text: str
    kept: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was decided about a page."""

    metadata: Metadata
    pieces: Sequence[Piece]
    reasons: Sequence[str | None]  # why each piece went; None keeps it

    @property
    def kept(self) -> list[str]:
        """The article's paragraphs."""
        return [piece.text for piece, why in zip(self.pieces, self.reasons, strict=True) if why is None]

    @property
    def sources(self) -> list[str]:
        """The dropped lines that may name whom the text was taken from."""
        pairs = zip(self.pieces, self.reasons, strict=True)
        return [piece.text for piece, why in pairs if why in _MAY_NAME_ORIGIN]


def extract_page(
    html: str,
    url: str,
    *,
    timezone: str = "UTC",
    summary: str = "",
    now: datetime | None = None,
    known_lines: frozenset[int] = frozenset(),
) -> Page | Failed:
    """Read an article's page; Failed with the reason when it shows none.

    ``summary`` is what the feed told of it, ``now`` the time after which no article can have been
    published, ``known_lines`` the keys (``lines.line_key``) of lines that recur at this publisher.
    """
    reading = _read(html, url, timezone=timezone, summary=summary, now=now, known_lines=known_lines)
    if isinstance(reading, Failed):
        return reading
    metadata, kept = reading.metadata, reading.kept
    text = "\n".join(kept)
    failed = why_no_article(
        title=metadata.title or "",
        shown=[piece.text for piece in reading.pieces],
        text=text,
        walled=metadata.walled,
    )
    if failed is not None:
        return failed
    return Page(
        title=metadata.title or _first_words(text),
        text=text,
        published=metadata.published,
        author=metadata.author,
        language=metadata.language,
        canonical_url=metadata.canonical_url,
        origin=find_origin(kept, reading.sources),
    )


def explain_page(html: str, url: str, *, known_lines: frozenset[int] = frozenset()) -> list[Block]:
    """Return every run of the page's text in order, kept or not, each with the reason."""
    reading = _read(html, url, known_lines=known_lines, furniture=True)
    if isinstance(reading, Failed):
        return [Block(text="", kept=False, reason=reading.reason)]
    return [
        Block(text=piece.text, kept=why is None, reason=why or "article")
        for piece, why in zip(reading.pieces, reading.reasons, strict=True)
    ]


def read_plain(text: str, *, known_lines: frozenset[int] = frozenset()) -> Page:
    """Read a plain text file: its first line is the headline, the rest is cleaned."""
    title, _, rest = text.lstrip("\ufeff \t\r\n").partition("\n")
    cleaned = clean_text(rest, title=title, known_lines=known_lines)
    sources = [dropped.line for dropped in cleaned.dropped if dropped.reason in _MAY_NAME_ORIGIN]
    return Page(title=title.strip(), text=cleaned.text, origin=find_origin(cleaned.text.split("\n"), sources))


def extract_fragment(html: str, *, title: str = "", known_lines: frozenset[int] = frozenset()) -> str:
    """Return the clean text of a piece of HTML that is all article, as feeds carry in ``content:encoded``."""
    if "<" not in html:
        return clean_text(html, title=title, known_lines=known_lines).text
    if refuse(f"<div>{html}") is not None:
        return ""
    body = parse(tame(html)).body
    if body is None:
        return ""
    page = walk(body)
    everything = Found(container=0, inside=(True,) * len(page.pieces), chrome=(False,) * len(page.elements))
    reasons = _reasons(page, everything, title, known_lines)
    return "\n".join(piece.text for piece, why in zip(page.pieces, reasons, strict=True) if why is None)


def _read(
    html: str,
    url: str,
    *,
    timezone: str = "UTC",
    summary: str = "",
    now: datetime | None = None,
    known_lines: frozenset[int] = frozenset(),
    furniture: bool = False,
) -> Reading | Failed:
    reason = refuse(html)
    if reason is not None:
        return Failed(reason=reason, permanent=True)
    tree = parse(tame(html))
    if tree.body is None:
        return Failed(reason="not an HTML page: it has no body", permanent=True)
    page = walk(tree.body, furniture=furniture)
    stated = read_stated(tree)
    vouched = " ".join(f"{summary} {stated.text('articleBody') or ''}".split())
    found = find_article(page, vouched)
    metadata = read_metadata(stated, page, url, timezone=timezone, now=now, near=_near(page, found))
    reasons = _reasons(page, found, metadata.title or "", known_lines)
    return Reading(metadata=metadata, pieces=page.pieces, reasons=reasons)


def _near(page: Walk, found: Found) -> list[Piece]:
    """Return the pieces around the text's start, nearest first, where the date line stands."""
    first = next((number for number, inside in enumerate(found.inside) if inside), 0)
    before = page.pieces[max(0, first - NEAR_BEFORE) : first]
    return [*page.pieces[first : first + NEAR_AFTER], *reversed(before)]


def _reasons(page: Walk, found: Found, title: str, known_lines: frozenset[int]) -> list[str | None]:
    """Say of every piece of the page why it is not of the article; None when it is."""
    reasons: list[str | None] = [
        "outside the article" if not inside else "chrome by its markup" for inside in found.inside
    ]
    candidates = [
        number
        for number, piece in enumerate(page.pieces)
        if found.inside[number] and not piece.chrome and not found.chrome[piece.element]
    ]
    pieces = [page.pieces[number] for number in candidates]
    lines = [_line_of(piece) for piece in pieces]
    verdicts: list[str | None] = list(judge_lines(lines, title=title, known_lines=known_lines))
    _judge_before_text(pieces, lines, verdicts)
    _judge_markup(lines, verdicts, comparing_form(title))
    for number, verdict in zip(candidates, verdicts, strict=True):
        reasons[number] = verdict
    return reasons


def _line_of(piece: Piece) -> Line:
    return read_line(
        piece.text,
        link=piece.linked * 2 > len(piece.text),
        heading=piece.tag in HEADINGS,
        listed=piece.tag == "li",
    )


def _judge_before_text(pieces: Sequence[Piece], lines: Sequence[Line], verdicts: list[str | None]) -> None:
    """Drop loose lines between the headline and the text: kickers, names, dates, captions."""
    first = next((n for n, line in enumerate(lines) if line.prose and verdicts[n] is None), 0)
    for number in range(first):
        line, piece = lines[number], pieces[number]
        short = line.length <= (LOOSE_WORDS if piece.tag == "div" else NAME_WORDS)
        if verdicts[number] is None and short and not (line.heading or line.ends_sentence or line.introduces):
            verdicts[number] = Reason.BEFORE_TEXT


def _judge_markup(lines: Sequence[Line], verdicts: list[str | None], title: str) -> None:
    """Drop what only HTML can tell: the headline, lone links, and headings with nothing under them."""
    for number, line in enumerate(lines):
        if verdicts[number] is not None:
            continue
        if line.heading and title and " ".join(line.words) in title:
            verdicts[number] = "the headline again"
        elif line.link and not (line.ends_sentence and line.length >= PROSE_WORDS):
            verdicts[number] = "a link by itself"
    text_follows = False
    for number in range(len(lines) - 1, -1, -1):
        if verdicts[number] is None and lines[number].heading:
            if not text_follows:
                verdicts[number] = "a heading with nothing under it"
            text_follows = False
        elif verdicts[number] is None:
            text_follows = True


def _first_words(text: str) -> str:
    return " ".join(text.split("\n", 1)[0].split()[:14])

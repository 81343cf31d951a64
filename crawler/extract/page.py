"""From a page's HTML to its article.

guard | parse | walk | find the article's element | judge its lines | read the metadata | refuse what is none
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.extract.article import Judged, judge_pieces
from crawler.extract.blocks import Found
from crawler.extract.boilerplate import clean_text
from crawler.extract.guard import refuse, tame
from crawler.extract.habits import Seen
from crawler.extract.memory import (
    AGREES,
    NOTHING_KNOWN,
    Known,
    Observed,
    Template,
    Way,
    agreement_of,
)
from crawler.extract.origin import find_origin
from crawler.extract.parsed import MAY_NAME_ORIGIN, Reading, Source, parse_page, read_parsed
from crawler.extract.refusals import SHORT_TEXT, why_no_article
from crawler.extract.template import follow_path
from crawler.extract.tree import parse, walk
from crawler.model import Failed, Page

WALLED = SHORT_TEXT // 2  # characters; of a shorter text the whole page is asked whether it is a wall
CLEARLY = 0.2  # by so much more the text of the template's path agrees with the summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of a page's text, whether it was kept, and why or why not."""

    text: str
    kept: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """A page's article, or why there is none, and what the page showed of its publisher's habits."""

    page: Page | Failed
    observed: Observed | None = None


def extract_page(
    html: str,
    url: str,
    *,
    timezone: str = "UTC",
    summary: str = "",
    now: datetime | None = None,
    known: Known = NOTHING_KNOWN,
) -> Page | Failed:
    """Read an article's page; Failed with the reason when it shows none.

    ``summary`` is what the feed told of it, ``now`` the time after which no article can have been
    published, ``known`` what is remembered of the publisher's pages.
    """
    return _read(Source(html=html, url=url, timezone=timezone, summary=summary, now=now), known)[0]


def observe_page(
    html: str,
    url: str,
    *,
    timezone: str = "UTC",
    summary: str = "",
    now: datetime | None = None,
    known: Known = NOTHING_KNOWN,
) -> Extracted:
    """Read an article's page as `extract_page` does, and say what there is to learn from it."""
    source = Source(html=html, url=url, timezone=timezone, summary=summary, now=now)
    page, reading, ways = _read(source, known)
    return Extracted(page=page, observed=_observed(page, reading, ways, summary, known))


def explain_page(html: str, url: str, *, known: Known = NOTHING_KNOWN) -> list[Block]:
    """Return every run of the page's text in order, kept or not, each with the reason."""
    tree = parse_page(html)
    if isinstance(tree, Failed):
        return [Block(text="", kept=False, reason=tree.reason)]
    reading = read_parsed(tree, Source(html=html, url=url), known, furniture=True)
    return [
        Block(text=piece.text, kept=why is None, reason=why or "article")
        for piece, why in zip(reading.pieces, reading.reasons, strict=True)
    ]


def read_plain(text: str, *, known: Known = NOTHING_KNOWN) -> Page:
    """Read a plain text file: its first line is the headline, the rest is cleaned."""
    title, _, rest = text.lstrip("\ufeff \t\r\n").partition("\n")
    cleaned = clean_text(rest, title=title, known_lines=known.lines)
    sources = [dropped.line for dropped in cleaned.dropped if dropped.reason in MAY_NAME_ORIGIN]
    return Page(title=title.strip(), text=cleaned.text, origin=find_origin(cleaned.text.split("\n"), sources))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """The clean text of a piece of HTML, and what in it may recur at its publisher."""

    text: str
    seen: tuple[Seen, ...] = ()


def extract_fragment(html: str, *, title: str = "", known: Known = NOTHING_KNOWN) -> str:
    """Return the clean text of a piece of HTML that is all article, as feeds carry in ``content:encoded``."""
    if "<" not in html:
        return clean_text(html, title=title, known_lines=known.lines).text
    judged = _judge_fragment(html, title, known)
    return "" if judged is None else judged.text


def observe_fragment(html: str, *, title: str = "", known: Known = NOTHING_KNOWN) -> Fragment:
    """Read as `extract_fragment` does, and say what there is to learn from it."""
    if "<" not in html:
        return Fragment(text=extract_fragment(html, title=title, known=known))
    judged = _judge_fragment(html, title, known)
    return Fragment(text="") if judged is None else Fragment(text=judged.text, seen=judged.seen(known))


def _judge_fragment(html: str, title: str, known: Known) -> Judged | None:
    if refuse(f"<div>{html}") is not None:
        return None
    body = parse(tame(html)).body
    if body is None:
        return None
    page = walk(body)
    everything = Found(container=0, inside=(True,) * len(page.pieces), chrome=(False,) * len(page.parents))
    return judge_pieces(page, everything, title, known)


# --- By the template's path, or the general way --------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ways:
    """How a page was read, and what its template's path gave where that was not taken."""

    way: Way
    template: Template | None = None
    other_length: int | None = None


def _read(source: Source, known: Known) -> tuple[Page | Failed, Reading | None, _Ways]:
    """Read by the path of a template and check what it gave; else read the general way."""
    tree = parse_page(source.html)
    if isinstance(tree, Failed):
        return tree, None, _Ways(way=Way.UNKNOWN)
    template, article = _template_of(tree, known)
    if template is None or article is None:
        reading = read_parsed(tree, source, known)
        return _page_of(reading), reading, _Ways(way=Way.MISSING if known.templates else Way.UNKNOWN)
    short = read_parsed(tree, source, known, article=article)
    by_path = _page_of(short)
    agreement = _agreement(by_path, source)
    followed = _Ways(way=Way.BY_PATH, template=template)
    if not known.audit and _is_usual(by_path, agreement, template):
        return by_path, short, followed
    tree = parse_page(source.html)
    assert not isinstance(tree, Failed), "it was parsed before"
    reading = read_parsed(tree, source, known)
    page = _page_of(reading)
    if isinstance(page, Page) and _agrees_more(agreement, _agreement(page, source)):
        return by_path, short, followed
    length = len(by_path.text) if isinstance(by_path, Page) else 0
    way = Way.AUDIT if known.audit else Way.UNLIKE
    return page, reading, _Ways(way=way, template=template, other_length=length)


def _template_of(tree: LexborHTMLParser, known: Known) -> tuple[Template | None, LexborNode | None]:
    """Return the first of the trusted templates whose path leads to an element of this page."""
    if tree.body is not None:
        for template in known.templates:
            article = follow_path(tree.body, template.path)
            if article is not None:
                return template, article
    return None, None


def _agrees_more(agreement: float | None, other: float | None) -> bool:
    """Whether a text is what the summary tells of, and clearly more so than another."""
    return agreement is not None and agreement >= max(AGREES, (other or 0.0) + CLEARLY)


def _is_usual(page: Page | Failed, agreement: float | None, template: Template) -> bool:
    if isinstance(page, Failed) or len(page.text) < WALLED:
        return False
    return template.fits(len(page.text), agreement)


def _agreement(page: Page | Failed, source: Source) -> float | None:
    return None if isinstance(page, Failed) else agreement_of(source.summary, page.text)


def _page_of(reading: Reading) -> Page | Failed:
    """Refuse a page without an article, else return what was read."""
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
        updated=metadata.updated,
        author=metadata.author,
        section=metadata.section,
        picture=metadata.picture,
        language=metadata.language,
        canonical_url=metadata.canonical_url,
        origin=find_origin(kept, reading.sources),
    )


def _observed(
    page: Page | Failed, reading: Reading | None, ways: _Ways, summary: str, known: Known
) -> Observed | None:
    """Say what there is to learn; a page without an article tells only that its template is not there."""
    by = None if ways.template is None else ways.template.path
    if reading is None or (isinstance(page, Failed) and not known.templates):
        return None
    if isinstance(page, Failed):
        return Observed(way=ways.way, by=by, other_length=ways.other_length)
    return Observed(
        way=ways.way,
        seen=reading.judged.seen(known),
        path=by if ways.way is Way.BY_PATH else reading.path,
        by=by,
        length=len(page.text),
        other_length=ways.other_length,
        agreement=agreement_of(summary, page.text),
    )


def _first_words(text: str) -> str:
    return " ".join(text.split("\n", 1)[0].split()[:14])

"""Read what a page says of its article beside the text: headline, time, author, address, language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.extract.phrases import comparing_form
from crawler.extract.tree import Piece

_ARTICLE_TYPES = ("Article", "BlogPosting", "Report", "LiveBlog", "Posting", "WebPage")
_TITLE_CUT = re.compile(r"\s+[|\-–—:•·«»/\\]+\s+|\s*[|»«]\s*")
_URL_DATE = re.compile(
    r"(?<!\d)(20\d\d|19\d\d)[/\-_.]?(0?[1-9]|1[0-2])[/\-_.]?(0[1-9]|[12]\d|3[01]|[1-9])(?!\d)"
)
_URL_DATE_STRICT = re.compile(r"(?<!\d)(20\d\d)([/\-_])(0?[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01]|[1-9])(?!\d)")
_COMPACT_ZONE = re.compile(r"([+-]\d\d)(\d\d)$")
_FUTURE_SLACK = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What the page's head says; each is None when it does not."""

    title: str | None = None
    published: datetime | None = None
    modified: datetime | None = None
    author: str | None = None
    canonical_url: str | None = None
    language: str | None = None
    section: str | None = None
    picture: str | None = None
    body: str | None = None  # JSON-LD articleBody, a candidate only
    walled: bool = False  # JSON-LD says that it is not free to read


def read_metadata(
    tree: LexborHTMLParser, url: str, *, timezone: str, now: datetime | None, near: Sequence[Piece] = ()
) -> Metadata:
    """Read the page's head and structured statements; ``near`` are the pieces around the headline."""
    meta = _meta_tags(tree)
    stated = _structured(tree)
    published = _first_date(_published_texts(meta, stated, tree), timezone, now)
    if published is None:
        published = _url_date(url, now) or _date_near(near, timezone, now)
    return Metadata(
        title=_title(tree, meta, stated, near),
        published=published,
        modified=_first_date(_modified_texts(meta, stated), timezone, now),
        author=_author(meta, stated, tree),
        canonical_url=_canonical(tree, meta, url),
        language=_language(tree, meta),
        section=meta.get("article:section") or None,
        picture=meta.get("og:image") or None,
        body=_text_of(stated.get("articleBody")),
        walled=str(stated.get("isAccessibleForFree")).lower() == "false",
    )


def _meta_tags(tree: LexborHTMLParser) -> dict[str, str]:
    """Return the page's <meta> statements by lower-case name; the first of a name counts."""
    found: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        content = (attributes.get("content") or "").strip()
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = attributes.get(key)
            if name and content:
                found.setdefault(name.lower(), content)
    return found


def _structured(tree: LexborHTMLParser) -> dict[str, Any]:
    """Return the JSON-LD statement of the article, the most telling one when there are several."""
    best: dict[str, Any] = {}
    for node in tree.css('script[type="application/ld+json"]'):
        try:
            stated = json.loads(node.text().strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(stated, 0):
            if _weight(thing) > _weight(best):
                best = thing
    return best


def _things(stated: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(stated, list):
        for one in stated[:50]:
            yield from _things(one, depth + 1)
    elif isinstance(stated, dict):
        yield stated
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
            if isinstance(stated.get(key), list | dict):
                yield from _things(stated[key], depth + 1)


def _weight(thing: dict[str, Any]) -> int:
    kinds = thing.get("@type")
    named = " ".join(map(str, kinds)) if isinstance(kinds, list) else str(kinds or "")
    if not any(kind in named for kind in _ARTICLE_TYPES):
        return 0
    return (
        1
        + sum(key in thing for key in ("headline", "datePublished", "articleBody"))
        + 2 * ("WebPage" not in named)
    )


def _text_of(value: Any) -> str | None:
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, list):
        return next((text for one in value if (text := _text_of(one))), None)
    if isinstance(value, dict):
        return _text_of(value.get("name") or value.get("@value"))
    return None


# --- Headline --------------------------------------------------------------------------------------


def _title(
    tree: LexborHTMLParser, meta: dict[str, str], stated: dict[str, Any], near: Sequence[Piece]
) -> str | None:
    """Return the headline as the page shows it; the head's titles only vouch for one of the page's headings."""
    head = tree.css_first("title")
    candidates = [
        meta.get("og:title"),
        _text_of(stated.get("headline")),
        meta.get("twitter:title"),
        head.text() if head else None,
    ]
    vouching = [_squeeze(text) for text in candidates if text and text.strip()]
    shown = [_squeeze(node.text(separator=" ")) for node in tree.css("h1")[:12]]
    shown += [_squeeze(node.text(separator=" ")) for node in tree.css("h2")[:12]] if vouching else []
    known = [comparing_form(text) for text in vouching]
    for heading in shown:
        said = comparing_form(heading)
        if len(said) > 3 and any(_same_title(said, text) for text in known):
            return heading
    if vouching:
        return _without_site(vouching, meta.get("og:site_name"))
    return next((heading for heading in shown if len(heading) > 12), None)


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def _same_title(said: str, known: str) -> bool:
    """Whether a heading is what the head calls the page, give or take the site's name or a cut end."""
    if said == known:
        return True
    shorter, longer = sorted((said, known), key=len)
    return shorter in longer and len(shorter) >= max(12, 0.45 * len(longer))


def _without_site(vouching: Sequence[str], site: str | None) -> str:
    """Return the first title, without the site's name before or after it."""
    title = vouching[0]
    parts = [part for part in _TITLE_CUT.split(title) if part.strip()]
    if len(parts) < 2:
        return title
    shorter = next((other for other in vouching[1:] if other != title and other in title), None)
    if shorter and len(shorter) >= 0.45 * len(title):
        return shorter
    site_words = comparing_form(site or "")
    for outer in (parts[-1], parts[0]):
        if (site_words and comparing_form(outer) == site_words) or (
            len(outer.split()) <= 4 and len(outer) < 0.34 * len(title)
        ):
            rest = title.removesuffix(outer) if outer is parts[-1] else title.removeprefix(outer)
            return rest.strip().strip("|-–—:•·«»/\\ ").strip() or title
    return title


# --- Time ------------------------------------------------------------------------------------------


def _published_texts(meta: dict[str, str], stated: dict[str, Any], tree: LexborHTMLParser) -> Iterator[str]:
    yield from filter(None, (_text_of(stated.get("datePublished")), _text_of(stated.get("dateCreated"))))
    for name in (
        "article:published_time", "datepublished", "og:article:published_time", "article:published", "publish_date", "publishdate",
        "pubdate", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date", "sailthru.date", "parsely-pub-date", "date", "cxenseparse:recs:publishtime",
    ):  # fmt: skip
        if name in meta:
            yield meta[name]
    for node in tree.css('[itemprop="datePublished"], time[datetime], time[pubdate], abbr.published')[:6]:
        attributes = node.attributes
        yield (
            attributes.get("datetime")
            or attributes.get("content")
            or attributes.get("title")
            or _squeeze(node.text())
        )


def _modified_texts(meta: dict[str, str], stated: dict[str, Any]) -> Iterator[str]:
    candidates = (
        _text_of(stated.get("dateModified")),
        meta.get("article:modified_time"),
        meta.get("og:updated_time"),
    )
    yield from filter(None, candidates)


def _first_date(texts: Iterator[str], timezone: str, now: datetime | None) -> datetime | None:
    for text in texts:
        moment = _machine_date(text.strip(), timezone) or _written_date(text, timezone)
        if moment is not None and _plausible(moment, now):
            return moment
    return None


def _plausible(moment: datetime, now: datetime | None) -> bool:
    """Refuse the time before the web and the future: a wrong clock would put an old article on top."""
    return moment.year >= 1995 and (now is None or moment <= now + _FUTURE_SLACK)


def _machine_date(text: str, timezone: str) -> datetime | None:
    if not text[:4].isdigit() or not text[:1].isascii():
        return None
    try:
        moment = datetime.fromisoformat(
            _COMPACT_ZONE.sub(r"\1:\2", text.replace(" +", "+").replace(" UTC", "+00:00"))
        )
    except ValueError:
        return None
    if moment.tzinfo is None:
        if len(text) <= 10:
            return moment.replace(tzinfo=UTC)  # a day, not a moment: shifting it could change the day
        try:
            moment = moment.replace(tzinfo=ZoneInfo(timezone))
        except (ZoneInfoNotFoundError, ValueError):
            moment = moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return None


def _written_date(text: str, timezone: str) -> datetime | None:
    """Read a date line in words, when the reader of Arabic dates knows it."""
    if not 6 <= len(text) <= 90 or not any(sign.isdigit() for sign in text):
        return None
    try:
        from crawler.arabic.dates import parse_date_text
    except ImportError:
        return None
    return parse_date_text(text, timezone)


def _url_date(url: str, now: datetime | None) -> datetime | None:
    path = unquote(urlsplit(url).path)
    match = _URL_DATE_STRICT.search(path)
    if match is None:
        return None
    try:
        day = date(int(match.group(1)), int(match.group(3)), int(match.group(4)))
    except ValueError:
        return None
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return moment if _plausible(moment, now) else None


def _date_near(near: Sequence[Piece], timezone: str, now: datetime | None) -> datetime | None:
    """Read the first short piece around the headline that is a date with a year."""
    for piece in near:
        if len(piece.text) <= 90 and re.search(r"(?:19|20|١٩|٢٠)[\d٠-٩]{2}", piece.text):
            moment = _written_date(piece.text, timezone)
            if moment is not None and _plausible(moment, now):
                return moment
    return None


# --- The rest --------------------------------------------------------------------------------------


def _author(meta: dict[str, str], stated: dict[str, Any], tree: LexborHTMLParser) -> str | None:
    for text in (
        _text_of(stated.get("author")),
        meta.get("author"),
        meta.get("article:author"),
        meta.get("dc.creator"),
    ):
        if text and not text.startswith(("http", "@")) and 2 < len(text) <= 80:
            return _squeeze(text)
    node: LexborNode | None = tree.css_first(
        '[rel="author"], [itemprop="author"], .byline-name, .author-name'
    )
    name = _squeeze(node.text(separator=" ")) if node is not None else ""
    return name if 2 < len(name) <= 60 else None


def _canonical(tree: LexborHTMLParser, meta: dict[str, str], url: str) -> str | None:
    node = tree.css_first('link[rel="canonical"]')
    address = (node.attributes.get("href") if node is not None else None) or meta.get("og:url")
    if not address:
        return None
    try:
        whole = urljoin(url, address.strip())
        parts = urlsplit(whole)
    except ValueError:
        return None
    return whole if parts.scheme in ("http", "https") and parts.netloc else None


def _language(tree: LexborHTMLParser, meta: dict[str, str]) -> str | None:
    root = tree.root
    stated = (
        (root.attributes.get("lang") if root is not None else None)
        or meta.get("og:locale")
        or meta.get("content-language")
    )
    if not stated:
        return None
    code = re.split(r"[-_,;\s]", stated.strip().lower())[0]
    return code if re.fullmatch(r"[a-z]{2,3}", code) else None

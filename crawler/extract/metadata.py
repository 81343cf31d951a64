"""Read what a page says of its article beside the text: headline, times, author, address, language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from crawler.extract.byline import find_author
from crawler.extract.headline import find_headline
from crawler.extract.language import language_of
from crawler.extract.phrases import comparing_form
from crawler.extract.stated import Stated
from crawler.extract.tree import Piece, Walk
from crawler.extract.when import published_at, updated_at

_HOME = frozenset(
    comparing_form(name)
    for name in ("الرئيسية", "الصفحة الرئيسية", "رئيسية", "البداية", "home", "main", "accueil", "homepage")
)
_STATED_SECTIONS = (
    "article:section",
    "articlesection",
    "section",
    "parsely-section",
    "cxenseparse:recs:category",
)
_STATED_PICTURES = (
    "og:image:secure_url",
    "og:image",
    "og:image:url",
    "twitter:image",
    "twitter:image:src",
    "image",
)
_NO_PICTURE = re.compile(
    r"(?:^|[/_\-.])(?:logo|default|placeholder|no-?image|blank|avatar|favicon)s?(?:[/_\-.\d]|$)"
)
LONGEST_SECTION = 60  # characters
SAMPLED = 12  # pieces around the text's start, by which the language is told


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What the page says; each is None when it does not."""

    title: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    author: str | None = None
    canonical_url: str | None = None
    language: str | None = None
    section: str | None = None
    picture: str | None = None
    walled: bool = False  # JSON-LD says that it is not free to read


def read_metadata(
    stated: Stated,
    page: Walk,
    url: str,
    *,
    timezone: str,
    now: datetime | None,
    near: Sequence[Piece] = (),
) -> Metadata:
    """Weigh the page's statements; ``near`` are the pieces around the text's start, nearest first."""
    canonical = _canonical(stated, url)
    title = find_headline(page, stated)
    published = published_at(stated, near, url or canonical or "", timezone=timezone, now=now)
    updated = updated_at(stated, near, timezone=timezone, now=now)
    sample = " ".join(piece.text for piece in near[:SAMPLED])
    languages = (stated.language, stated.meta.get("og:locale"), stated.meta.get("content-language"))
    return Metadata(
        title=title,
        published=published,
        updated=updated if published is None or updated is None or updated >= published else None,
        author=find_author(stated, near),
        canonical_url=canonical,
        language=language_of(languages, sample),
        section=_section(stated, title),
        picture=_picture(stated, url),
        walled=str(stated.article.get("isAccessibleForFree")).lower() == "false",
    )


def _section(stated: Stated, title: str | None) -> str | None:
    """Return the publisher's own word for where the article belongs; else the last crumb before it."""
    stated_texts = (stated.text("articleSection"), *(stated.meta.get(name) for name in _STATED_SECTIONS))
    headline = comparing_form(title or "")
    for text in (*stated_texts, *reversed(stated.crumbs)):
        section = " ".join((text or "").split())
        form = comparing_form(section)
        if form and form not in _HOME and form != headline and len(section) <= LONGEST_SECTION:
            return section
    return None


def _picture(stated: Stated, url: str) -> str | None:
    """Return the lead picture's address; a logo stands where there is none."""
    told = (stated.address("image"), *(stated.meta.get(name) for name in _STATED_PICTURES))
    for text in (told[1], told[2], told[0], *told[3:]):
        address = _whole_address(url, text)
        if address is not None and not _NO_PICTURE.search(urlsplit(address).path.lower()):
            return address
    return None


def _canonical(stated: Stated, url: str) -> str | None:
    """Return the address that the page calls its own; one that names only the site is a theme's mistake."""
    asked = urlsplit(url).path.strip("/")
    for told in (stated.canonical, stated.meta.get("og:url")):
        address = _whole_address(url, told)
        if address is None:
            continue
        parts = urlsplit(address)
        if parts.path.strip("/") or parts.query or not asked:
            return address
    return None


def _whole_address(url: str, told: str | None) -> str | None:
    told = (told or "").strip()
    if not told:
        return None
    try:
        whole = told if told.startswith(("https://", "http://")) else urljoin(url, told)
        parts = urlsplit(whole)
    except ValueError:  # a stray bracket in the host
        return None
    return whole if parts.scheme in ("http", "https") and parts.netloc and " " not in parts.netloc else None

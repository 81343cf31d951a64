"""Read what a page says of its article beside the text: headline, times, author, address, language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from crawler.extract.headline import find_headline
from crawler.extract.stated import Stated
from crawler.extract.tree import Piece, Walk
from crawler.extract.when import modified_at, published_at

_LANGUAGE = re.compile(r"[a-z]{2,3}(?![a-z])")
_BYLINE = re.compile(
    r"^\s*(?:بقلم|كتب|كتبت|كتبه|إعداد|اعداد|by)\s*[:：]?\s+(?P<name>\D{4,50})$", re.IGNORECASE
)
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What the page says; each is None when it does not."""

    title: str | None = None
    published: datetime | None = None
    modified: datetime | None = None
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
    return Metadata(
        title=find_headline(page, stated),
        published=published_at(stated, near, url or canonical or "", timezone=timezone, now=now),
        modified=modified_at(stated, timezone=timezone, now=now),
        author=_author(stated, near),
        canonical_url=canonical,
        language=_language(stated),
        section=stated.meta.get("article:section"),
        picture=stated.meta.get("og:image"),
        walled=str(stated.article.get("isAccessibleForFree")).lower() == "false",
    )


def _author(stated: Stated, near: Sequence[Piece]) -> str | None:
    meta = stated.meta
    site = (meta.get("og:site_name") or "").casefold()
    for text in (
        stated.text("author"),
        meta.get("author"),
        meta.get("article:author"),
        meta.get("dc.creator"),
    ):
        if (
            text
            and not text.startswith(("http", "@"))
            and len(text) <= _LONGEST_NAME
            and text.casefold() != site
        ):
            return " ".join(text.split())
    for piece in near:
        match = _BYLINE.match(piece.text) if len(piece.text) <= _LONGEST_NAME else None
        if match:
            return match["name"].strip(" :-–|")
    return None


def _canonical(stated: Stated, url: str) -> str | None:
    address = stated.canonical or stated.meta.get("og:url")
    if not address:
        return None
    try:
        whole = urljoin(url, address.strip())
        parts = urlsplit(whole)
    except ValueError:  # a stray bracket in the host
        return None
    return whole if parts.scheme in ("http", "https") and parts.netloc else None


def _language(stated: Stated) -> str | None:
    for told in (stated.language, stated.meta.get("og:locale"), stated.meta.get("content-language")):
        match = _LANGUAGE.match((told or "").strip().lower())
        if match:
            return match.group()
    return None

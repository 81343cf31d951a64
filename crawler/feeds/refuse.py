"""What a body is that is no feed, in a sentence that says what to do about it."""

from __future__ import annotations

import html
import re
from urllib.parse import urljoin

from crawler.model import Failed

_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_LINK_TAG = re.compile(r"<link\b[^<>]{0,2000}>", re.IGNORECASE)
_FEED_TYPE = re.compile(r"type\s*=\s*[\"']?application/(?:rss|atom|rdf|feed)\+(?:xml|json)", re.IGNORECASE)
_HREF = re.compile(
    r"href\s*=\s*(?:\"([^\"<>]{1,1000})\"|'([^'<>]{1,1000})'|([^\s\"'<>]{1,1000}))", re.IGNORECASE
)
_COMMENTS_FEED = re.compile(r"/comments/feed", re.IGNORECASE)
_ROBOT_TEST = re.compile(
    r"just a moment|cf-chl|cf-browser-verification|checking your browser|verify you are human"
    r"|enable javascript and cookies|ddos protection|captcha|_incapsula_|sucuri",
    re.IGNORECASE,
)
_FIRST_TAG = re.compile(r"<([a-z_][\w.:-]{0,60})", re.IGNORECASE)
_FILES = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x00\x00\x00", "a film"),
)
_HEAD = 200_000  # characters in which a page names its feed


def is_html(text: str, before: int | None = None) -> bool:
    """Whether a text is an HTML page, looking only at what stands before a feed's root if there is one."""
    return bool(_HTML.search(text[: before if before is not None else _HEAD]))


def refuse_file(body: bytes) -> Failed | None:
    """Return why a body is not even text; None if it may be."""
    for magic, name in _FILES:
        if body.startswith(magic):
            return Failed(reason=f"answers with {name}, which is no feed; check the address", permanent=True)
    return None


def refuse_text(text: str, url: str) -> Failed:
    """Return what a text is that holds no feed."""
    if not text.strip():
        return Failed(reason="answers with an empty body; it may be under repair and is asked again")
    first = _FIRST_TAG.search(text[:_HEAD])
    name = first.group(1).lower() if first else ""
    if name != "opml" and is_html(text):
        return _refuse_page(text, url)
    if name == "opml":
        reason = "answers with a list of feeds (OPML); import it instead of adding it"
    elif name in ("urlset", "sitemapindex"):
        reason = f"answers with a sitemap (<{name}>), which is no feed; look for the site's RSS link"
    elif name:
        reason = f"answers with XML whose root is <{name}>, which is no feed; check the address"
    elif text.lstrip().startswith(("{", "[")):
        reason = "answers with JSON that is no JSON Feed; check the address"
    else:
        reason = f"answers with text that is no feed (“{' '.join(text.split())[:60]}”); check the address"
    return Failed(reason=reason, permanent=True)


def _refuse_page(text: str, url: str) -> Failed:
    if _ROBOT_TEST.search(text[:_HEAD]):
        return Failed(reason="answers with a page that tests for robots; ask the publisher to let us through")
    found = find_feeds(text, url)
    if found:
        reason = f"answers with an HTML page, not a feed; its feed may be {found[0]}"
    else:
        guess = urljoin(url, "/feed/")
        reason = f"answers with an HTML page, not a feed; look for the site's RSS link, or try {guess}"
    return Failed(reason=reason, permanent=True)


def find_feeds(page: str, url: str) -> list[str]:
    """Return the feeds that an HTML page names in its head, absolute, that of comments last."""
    found = []
    for tag in _LINK_TAG.findall(page[:_HEAD]):
        address = _HREF.search(tag)
        if address and _FEED_TYPE.search(tag):
            href = html.unescape(next(group for group in address.groups() if group))
            found.append(_absolute(url, href))
    return sorted(dict.fromkeys(filter(None, found)), key=lambda link: bool(_COMMENTS_FEED.search(link)))


def _absolute(base: str, href: str) -> str:
    try:
        return urljoin(base, href.strip())
    except ValueError:
        return ""

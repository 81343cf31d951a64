"""What must be known of a page before a parser sees it: some kilobytes of markup can cost minutes.

Measured with Lexbor: 75,000 nested <template> end the program, 100,000 nested <div>, 32,000 attributes
on one element or 32,000 open <b> take seconds. Each is quadratic, so a bound on the count bounds the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MAX_CHARACTERS = 10_600_000
MAX_TAGS = 220_000
MAX_DEPTH = 3_000
MAX_ATTRIBUTES = 3_000
FEW_ATTRIBUTES = 60_000  # characters; a shorter page cannot hold enough of them to matter
MAX_TEMPLATES = 2_000
MANY_TEMPLATES = 200_000  # characters; fewer cannot hold enough of them to matter
MAX_OPEN_FORMATTING = 60
CHUNK = 30_000  # characters
LONG_TAG = 9_000  # characters; only a longer one can hold so many attributes

_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
     "source", "track", "wbr", "p", "li", "td", "tr", "th", "dt", "dd", "option")
)  # fmt: skip
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)")
# Spelled out in both cases: a pattern that ignores case takes four times as long.
_FORMATTING = re.compile(
    r"<(/?)(?:[bB]|[bB]ig|[cC]ode|[eE]m|[fF]ont|[iI]|[nN]obr|[sS]|[sS]mall|[sS]trike|[sS]trong|[tT]t|[uU])[\s>/]"
)
_FORMATTING_WITH_ATTRIBUTE = re.compile(
    r"<[bBcCeEfFiInNsStTuU](?:[mMtT]|ig|ode|ont|ONT|obr|mall|trike|trong|TRONG)?[\s/]"
)
_FORMATTING_TAG = re.compile(
    r"</?(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?:[\s/][^>]*)?>", re.IGNORECASE
)
_TEMPLATE_SIGN = re.compile("<[tT][eE][mM][pP]")
_TEMPLATE = re.compile(r"</?template\b[^>]*>", re.IGNORECASE)
_QUOTED_LONG_TAG = re.compile(r"""<[a-zA-Z](?:[^>"']++|"[^"]*+"|'[^']*+'){3000,}+""")
_QUOTED = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")
_HTML_SIGN = re.compile(
    r"<(?:!doctype html|html|head|body|div|p|article|main|span|table|h1|br|section|a)\b", re.IGNORECASE
)
_FEED_SIGN = re.compile(r"<(?:rss|feed|urlset|sitemapindex)\b")
_OTHER_KINDS = (
    ("%PDF-", "it is a PDF"),
    ("{", "it is JSON"),
    ("[{", "it is JSON"),
    ("\x89PNG", "it is a picture"),
    ("GIF8", "it is a picture"),
    ("PK\x03\x04", "it is an archive"),
)


def refuse(html: str) -> str | None:
    """Return why this text must not be parsed as an article's page; None when it may be."""
    if len(html) > MAX_CHARACTERS:
        return f"the page is too long: {len(html):,} characters, at most {MAX_CHARACTERS:,} are read"
    other = _other_kind(html[:2000].lstrip("\ufeff \t\r\n"))
    if other is not None:
        return f"not an HTML page: {other}"
    tags = html.count("<")
    if tags > MAX_TAGS:
        return f"the page has too many tags: {tags:,}, at most {MAX_TAGS:,} are read"
    if not _HTML_SIGN.search(html):
        return "not an HTML page: it has no tags of one"
    return _refuse_markup(html, tags)


def _other_kind(start: str) -> str | None:
    if start.startswith("<?xml") and _FEED_SIGN.search(start):
        return "it is a feed or a site map"
    return next((kind for sign, kind in _OTHER_KINDS if start.startswith(sign)), None)


def _refuse_markup(html: str, tags: int) -> str | None:
    if tags > MAX_DEPTH and _may_nest_deep(html) and (depth := _depth(html)) > MAX_DEPTH:
        return f"the page's tags are nested too deep: {depth:,} levels, at most {MAX_DEPTH:,} are read"
    # Attributes that hold a "<" are each counted as a tag.
    hidden = tags > MAX_ATTRIBUTES and html.count('="<') + html.count("='<") > MAX_ATTRIBUTES // 2
    if _has_long_tag(html) or (hidden and _QUOTED_LONG_TAG.search(html)):
        return f"a tag of the page has more than {MAX_ATTRIBUTES:,} attributes"
    return None


def _has_long_tag(html: str) -> bool:
    """Whether a tag has more attributes than any page needs: each is compared with all before it.

    A stretch without a "<" that is long enough holds one of the windows whole, so few signs are looked at.
    """
    if len(html) <= FEW_ATTRIBUTES:
        return False
    if not any(_has_many_attributes(part) for part in _long_parts(html)):
        return False
    return any(
        _has_many_attributes(part) for part in _outside_scripts(html.split("<")) if len(part) > LONG_TAG
    )


def _long_parts(html: str) -> Iterator[str]:
    """Return each long stretch without a "<"."""
    at, half = 0, LONG_TAG // 2
    while at + half <= len(html):
        if html.find("<", at, at + half) >= 0:
            at += half
            continue
        start, end = html.rfind("<", 0, at) + 1, html.find("<", at)
        end = end if end >= 0 else len(html)
        yield html[start:end]
        at = end


def _outside_scripts(parts: list[str]) -> Iterator[str]:
    """Leave out what stands in scripts and styles: "i<n" there is no tag."""
    closing = ""
    for part in parts:
        name = part[:7].lower()
        if closing:
            closing = "" if name.startswith(closing) else closing
            continue
        if name.startswith(("script", "style")):
            closing = "/script" if name.startswith("script") else "/style"
        yield part


def _has_many_attributes(part: str) -> bool:
    if len(part.split(None, MAX_ATTRIBUTES)) <= MAX_ATTRIBUTES and part.count("=") <= MAX_ATTRIBUTES:
        return False
    tag = _QUOTED.sub("='' ", part).partition(">")[0]
    return len(tag.split()) > MAX_ATTRIBUTES or tag.count("=") > MAX_ATTRIBUTES


def _may_nest_deep(html: str) -> bool:
    """Whether tags could nest too deep, every tag without an end taken as open; a cheap bound from above."""
    open_tags = 0
    for at in range(0, len(html), CHUNK):
        tags, closing = html.count("<", at, at + CHUNK), html.count("</", at, at + CHUNK)
        if open_tags + tags - closing > MAX_DEPTH:
            return True
        open_tags = max(0, open_tags + tags - 2 * closing)
    return False


def _depth(html: str) -> int:
    """Count how deep tags nest at most, taking every unclosed one as open to the end."""
    depth = deepest = 0
    for slash, name in _TAG.findall(html):
        if slash:
            depth -= depth > 0
        elif name.lower() not in _VOID:
            depth += 1
            deepest = max(deepest, depth)
    return deepest


def tame(html: str) -> str:
    """Return the page without what would only cost time: nested templates, floods of unclosed <b>."""
    # Without attributes at most three of a name stay open, says the standard, so only the others count.
    if len(_FORMATTING_WITH_ATTRIBUTE.findall(html)) > MAX_OPEN_FORMATTING:
        signs = _FORMATTING.findall(html)
        if len(signs) - 2 * signs.count("/") > MAX_OPEN_FORMATTING:
            html = _FORMATTING_TAG.sub("", html)
    if len(html) > MANY_TEMPLATES and len(_TEMPLATE_SIGN.findall(html)) > MAX_TEMPLATES:
        html = _TEMPLATE.sub("", html)
    return html

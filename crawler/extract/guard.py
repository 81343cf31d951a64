"""What must be known of a page before a parser sees it: some kilobytes of markup can cost minutes.

Measured with Lexbor: 75,000 nested <template> end the program, 100,000 nested <div>, 32,000 attributes
on one element or 32,000 open <b> take seconds. Each is quadratic, so a bound on the count bounds the time.
"""

from __future__ import annotations

import re

MAX_CHARACTERS = 12_000_000
MAX_TAGS = 300_000
MAX_DEPTH = 3_000
MAX_ATTRIBUTES = 3_000
FEW_TAGS = 800  # so few can do no harm
MAX_OPEN_FORMATTING = 60

_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li td tr th dt dd option".split()
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)")
_FORMATTING = "b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u"
_FORMATTING_TAG = re.compile(rf"</?(?:{_FORMATTING})(?=[\s>/])[^>]*>", re.IGNORECASE)
_FORMATTING_OPEN = re.compile(rf"<(?:{_FORMATTING})(?=[\s>/])", re.IGNORECASE)
_FORMATTING_CLOSED = re.compile(rf"</(?:{_FORMATTING})(?=[\s>/])", re.IGNORECASE)
_TEMPLATE = re.compile(r"</?template\b[^>]*>", re.IGNORECASE)
_LONG_TAG = re.compile(r"<[a-zA-Z][^>]{9000,}")
_QUOTED_LONG_TAG = re.compile(r"""<[a-zA-Z](?:[^>"']++|"[^"]*+"|'[^']*+'){3000,}+""")
_HTML_SIGN = re.compile(
    r"<(?:!doctype html|html|head|body|div|p|article|main|span|table|h1|br|section|a)\b", re.IGNORECASE
)
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
    start = html[:2000].lstrip("\ufeff \t\r\n")
    for sign, kind in _OTHER_KINDS:
        if start.startswith(sign):
            return f"not an HTML page: {kind}"
    if start.startswith("<?xml") and re.search(r"<(?:rss|feed|urlset|sitemapindex)\b", start):
        return "not an HTML page: it is a feed or a site map"
    tags = html.count("<")
    if tags > MAX_TAGS:
        return f"the page has too many tags: {tags:,}, at most {MAX_TAGS:,} are read"
    if not tags or not _HTML_SIGN.search(html):
        return "not an HTML page: it has no tags of one"
    return _refuse_markup(html) if tags > FEW_TAGS or len(html) > 20_000 else None


def _refuse_markup(html: str) -> str | None:
    if html.count("<") > MAX_DEPTH and (depth := _depth(html)) > MAX_DEPTH:
        return f"the page's tags are nested too deep: {depth:,} levels, at most {MAX_DEPTH:,} are read"
    for long_tag in (_LONG_TAG, _QUOTED_LONG_TAG):
        for match in long_tag.finditer(html):
            if len(match.group().split()) > MAX_ATTRIBUTES or match.group().count("=") > MAX_ATTRIBUTES:
                return f"a tag of the page has more than {MAX_ATTRIBUTES:,} attributes"
    return None


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
    """Return the page without what would only cost time: NULs, nested templates, floods of unclosed <b>."""
    if "\x00" in html:
        html = html.replace("\x00", "")
    if html.count("<") <= FEW_TAGS // 2:
        return html
    if html.count("<template") + html.count("<TEMPLATE") > 50:
        html = _TEMPLATE.sub("", html)
    if len(_FORMATTING_OPEN.findall(html)) - len(_FORMATTING_CLOSED.findall(html)) > MAX_OPEN_FORMATTING:
        html = _FORMATTING_TAG.sub("", html)
    return html

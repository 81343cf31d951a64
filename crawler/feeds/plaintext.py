"""HTML of a feed's title or summary to plain text.

Everything here is linear in the text, whatever a stranger writes. The parser of whole pages is not used: its
tree can be made to crash, and a summary needs no tree.
"""

from __future__ import annotations

import html
import re

_TAG = re.compile(r"""</?([a-zA-Z][\w:-]{0,40})(?:[^<>"']|"[^"]{0,3000}"|'[^']{0,3000}')*>""")
_LOOSE_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,3000}>")
_BLOCK = frozenset({
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre",
    "section", "table", "td", "th", "tr", "ul",
})  # fmt: skip
# Comments, and elements that no reader sees: opening and closing.
_UNSEEN = [
    (re.compile("<!--"), re.compile("-->")),
    *(
        (re.compile(rf"<{name}\b", re.IGNORECASE), re.compile(rf"</{name}[^<>]{{0,100}}>", re.IGNORECASE))
        for name in ("script", "style", "iframe", "noscript", "template", "svg")
    ),
]
_ANY_UNSEEN = re.compile("<(?:!--|script|style|iframe|noscript|template|svg)", re.IGNORECASE)
# Marks that turn the direction of what follows; a title must not turn the message that quotes it.
_TURNING = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\u00ad\ufeff]")
_CHARS_AFTER_UNESCAPE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def plain_text(markup: str) -> str:
    """Return the text of an HTML fragment: tags gone, entities resolved, one line a paragraph.

    A bare ``<`` that opens no tag stays: "عدد القتلى < 10". Escaped twice is read as escaped once.
    """
    text = _without_unseen(markup)
    for _ in range(3):
        if "<" in text:
            text = _LOOSE_TAG.sub("", _TAG.sub(_line_end, text))
        if "&" not in text:
            break
        text = html.unescape(text)
    text = _CHARS_AFTER_UNESCAPE.sub("", _TURNING.sub("", text))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def one_line(markup: str) -> str:
    """Return the text of an HTML fragment in one line, for titles and names."""
    return plain_text(markup).replace("\n", " ")


def shorten(text: str, most: int) -> str:
    """Return the text cut at a word's end when it is longer than ``most`` characters."""
    if len(text) <= most:
        return text
    return text[:most].rsplit(None, 1)[0].rstrip() + " …"


def _line_end(tag: re.Match[str]) -> str:
    return "\n" if tag.group(1).lower() in _BLOCK else ""


def _without_unseen(markup: str) -> str:
    if not _ANY_UNSEEN.search(markup):
        return markup
    for opening, closing in _UNSEEN:
        markup = _drop_between(markup, opening, closing)
    return markup


def _drop_between(text: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> str:
    kept: list[str] = []
    position = 0
    while found := opening.search(text, position):
        end = closing.search(text, found.end())
        if end is None:  # never closed: what follows is kept, so that no stray tag swallows the text
            break
        kept.append(text[position : found.start()])
        position = end.end()
    kept.append(text[position:])
    return "".join(kept)

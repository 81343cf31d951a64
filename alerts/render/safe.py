"""Foreign text made safe to stand inside our own lines."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
_BIDI = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_ESCAPED = re.compile("(?:%[89A-Fa-f][0-9A-Fa-f])+")  # bytes outside ASCII
_SPACE = re.compile(r"\s+")


def clean(text: str) -> str:
    """Return one line without control signs: bidi overrides can turn what follows around."""
    return _SPACE.sub(" ", _CONTROL.sub("", _BIDI.sub("", text))).strip()


def isolated(text: str) -> str:
    """Return a name or number that keeps its own direction whatever stands around it."""
    return f"{FIRST_STRONG_ISOLATE}{clean(text)}{POP_ISOLATE}"


def escaped(text: str) -> str:
    """Return text for HTML, in Telegram's set of entities."""
    return html.escape(text, quote=True).replace("&#x27;", "&#39;")


def cut(text: str, length: int) -> str:
    """Shorten to whole words within ``length`` characters, with … for what is left out."""
    if len(text) <= length:
        return text
    head, _, _ = text[:length].rpartition(" ")
    return f"{head or text[: length - 1]}…"


def units(text: str) -> int:
    """Count a text as Telegram does, in UTF-16 units: most pictures are two."""
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2


def readable_url(url: str) -> str:
    """Return an address as people read it: %D9%82… as the Arabic it stands for, where that changes nothing.

    What would end the address early or hide something in it (spaces, signs, controls) stays escaped.
    """
    shown = _ESCAPED.sub(lambda run: _letters(run.group()), url)
    return shown if clean(shown) == shown else url


def _letters(run: str) -> str:
    text = unquote(run, errors="replace")
    return text if text.isalpha() and "\ufffd" not in text else run

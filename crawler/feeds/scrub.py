"""Make a stranger's XML harmless and even before any parser sees it. Every step is linear in the text.

What is done, and the body that made it necessary: the DOCTYPE goes (160 KB of entities took 36 s and
5.75 GB), comments go (``<!--`` repeated hangs), CDATA becomes escaped text (``<item`` is always a tag then),
references are mended (``&#55296;`` makes parsers raise, ``&nbsp;`` is unknown without a DOCTYPE).
"""

from __future__ import annotations

import re
from html.entities import html5
from typing import NamedTuple

_MARKUP = re.compile(r"<!--|<!\[CDATA\[|<!DOCTYPE|<!|<\?", re.IGNORECASE)
_CDATA = "<![CDATA["
_ENDS = {"<!--": "-->", _CDATA: "]]>", "<!": ">", "<?": "?>"}
_SWALLOWED = re.compile(r"</(?:item|entry)>", re.IGNORECASE)
_FIELD_END = re.compile(
    r"</(?:title|description|summary|content:encoded|content|link|guid|item|entry)>", re.IGNORECASE
)
_MOST_UNCLOSED = 50  # unclosed CDATA sections that are mended; beyond, the rest is given up

_NUMERIC = r"&#(?:\d{1,9}|[xX][0-9a-fA-F]{1,8});"
_BARE = re.compile(r"&(?!\w{1,40};|#\d{1,9};|#[xX][0-9a-fA-F]{1,8};)")
_REFERENCE = re.compile(rf"((?:{_NUMERIC})+)|&(?!(?:amp|lt|gt|quot|apos);)(\w{{1,40}};)")
_NUMBER = re.compile(r"&#(?:(\d+)|[xX]([0-9a-fA-F]+));")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Scrubbed(NamedTuple):
    """Markup without DOCTYPE, comments, CDATA, instructions and bad references."""

    text: str
    cut: bool  # it ended inside a CDATA section


def scrub(text: str) -> Scrubbed:
    """Return the markup with tags as they were and everything between them as plain, escaped text."""
    pieces: list[str] = []
    sections = _Sections(text)
    position = 0
    while found := _MARKUP.search(text, position):
        pieces.append(mend_references(text[position : found.start()]))
        kept, position = sections.read(found)
        pieces.append(escape(kept))
    pieces.append(mend_references(text[position:]))
    return Scrubbed("".join(pieces), sections.cut)


class _Sections:
    """Reads what begins with ``<!`` or ``<?``: what of it is kept, and where the text goes on."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._missing: set[str] = set()  # ends that do not come any more: looked for once only
        self._unclosed = 0
        self.cut = False

    def read(self, found: re.Match[str]) -> tuple[str, int]:
        kind = found.group().upper()
        if kind == "<!DOCTYPE":
            return "", _end_of_doctype(self._text, found.end())
        end = -1 if kind in self._missing else self._text.find(_ENDS[kind], found.end())
        if end >= 0:
            inside = self._text[found.end() : end]
            return self._cdata(inside, found.end()) if kind == _CDATA else ("", end + len(_ENDS[kind]))
        if kind == _CDATA:
            return self._give_up()
        self._missing.add(kind)
        return "", found.end()  # the mark alone is dropped

    def _cdata(self, inside: str, start: int) -> tuple[str, int]:
        """Keep a section's text; one that was never closed ends where its field does.

        It ate its neighbours up to their first "]]>", which shows by the end of an entry inside it.
        """
        if not _SWALLOWED.search(inside):
            return inside, start + len(inside) + len(_ENDS[_CDATA])
        self._unclosed += 1
        field_end = _FIELD_END.search(inside)
        if self._unclosed > _MOST_UNCLOSED or field_end is None:
            return self._give_up()
        return inside[: field_end.start()], start + field_end.start()

    def _give_up(self) -> tuple[str, int]:
        self.cut = True
        return "", len(self._text)


def escape(text: str) -> str:
    """Return plain text as XML would write it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def mend_references(text: str) -> str:
    r"""Return markup in which every ``&`` begins a reference that XML knows.

    >>> mend_references("A&B &nbsp;&#55296; &#x41;")
    'A&amp;B \xa0\ufffd A'
    """
    if "&" not in text:
        return text
    return _REFERENCE.sub(_mended, _BARE.sub("&amp;", text))


def _mended(found: re.Match[str]) -> str:
    numbers, name = found.groups()
    if numbers:
        return escape(_characters(numbers))
    meant = html5.get(name)
    return escape(meant) if meant else f"&amp;{name}"


def _characters(numbers: str) -> str:
    """Return what a run of character references writes; two surrogates in a row are one emoji."""
    codes = (int(ten) if ten else int(sixteen, 16) for ten, sixteen in _NUMBER.findall(numbers))
    text = "".join(_character(code) for code in codes)
    if any("\ud800" <= char <= "\udfff" for char in text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _NOT_XML.sub("", text)


def _character(code: int) -> str:
    if 0x80 <= code < 0xA0:  # noqa: PLR2004 -- browsers read these as windows-1252
        return bytes([code]).decode("cp1252", "ignore")
    return chr(code) if code <= 0x10FFFF else "\ufffd"  # noqa: PLR2004 -- the end of Unicode


def _end_of_doctype(text: str, start: int) -> int:
    """Return where a DOCTYPE ends, its own declarations included."""
    end = text.find(">", start)
    if end < 0:
        return start
    bracket = text.find("[", start, end)
    inside_end = text.find("]", bracket) if bracket >= 0 else -1
    return inside_end + 1 if inside_end >= 0 else end + 1

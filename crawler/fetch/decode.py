"""From bytes to text, whatever the publisher says about them.

BOM | valid UTF-8 whatever is declared | UTF-8 with few bad bytes | the codec that fits | mojibake undone
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Literal

from crawler.fetch.charsets import codec_of, guess_codec
from crawler.fetch.mojibake import repair_mojibake

_BOMS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:+-]{1,40})", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:+-]{1,40})", re.IGNORECASE)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:+-]{1,40})", re.IGNORECASE)
_DECLARATION_BYTES = 4096  # browsers look for a declaration in the first kilobyte, pages need more
_WIDE_SAMPLE = 400

# C0 but for tab and line ends, DEL, lone surrogates and non-characters: none of them is writing.
_C0 = bytes([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F])
_CONTROLS: dict[int, str | None] = dict.fromkeys([*_C0, 0xFFFE, 0xFFFF])
_SURROGATES: dict[int, str | None] = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
# C1 controls are windows-1252 punctuation that was taken for Latin-1: U+0092 is ’.
_C1 = {code: bytes([code]).decode("cp1252", "ignore") or None for code in range(0x80, 0xA0)}
_TABLE = {**_CONTROLS, **_SURROGATES, **_C1}
_UNCLEAN = (  # in UTF-8: C1 controls, surrogates, non-characters
    (b"\xc2", re.compile(rb"\xc2[\x80-\x9f]")),
    (b"\xed", re.compile(rb"\xed[\xa0-\xbf]")),
    (b"\xef\xbf", re.compile(rb"\xef\xbf[\xbe\xbf]")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A body as text, the codec that was used and why."""

    text: str
    codec: str
    why: str


def decode(body: bytes, content_type: str = "", *, markup: Literal["html", "xml"] = "html") -> str:
    """Return a body's text; never fails, and never holds NUL, C0 controls or lone surrogates."""
    return decode_explained(body, content_type, markup=markup).text


def decode_explained(
    body: bytes, content_type: str = "", *, markup: Literal["html", "xml"] = "html"
) -> Decoded:
    """Return a body's text with the codec and the reason for it.

    ``content_type`` is the header as sent; ``markup`` says where a declaration inside the body would be.
    """
    text, codec, why = _read(body, content_type, markup)
    repaired = repair_mojibake(text)
    if repaired != text:
        why += ", double encoding undone"
    return Decoded(text=clean(repaired), codec=codec, why=why)


def clean(text: str) -> str:
    """Drop what is not writing: NUL and other controls; lone surrogates become U+FFFD."""
    return text if _is_clean(text) else text.translate(_TABLE)


def _is_clean(text: str) -> bool:
    """Whether there is nothing to drop; over bytes this takes a fifth of the time that letters take."""
    raw = text.encode("utf-8", "surrogatepass")
    if len(raw.translate(None, _C0)) != len(raw):
        return False
    return not any(first in raw and pattern.search(raw) for first, pattern in _UNCLEAN)


def _read(body: bytes, content_type: str, markup: str) -> tuple[str, str, str]:
    for bom, codec in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(codec, "replace"), codec, "byte order mark"
    wide = _wide_codec(body)
    if wide:
        return body.decode(wide, "replace"), wide, "every other byte is NUL"
    try:
        return body.decode("utf-8"), "utf-8", "valid UTF-8"
    except UnicodeDecodeError:
        pass
    whole = _utf8_with_halves(body)
    if whole is not None:
        return whole, "utf-8", "UTF-8 with surrogate halves"
    replaced = body.decode("utf-8", "replace")
    if _looks_utf8(replaced):
        return replaced, "utf-8", "UTF-8 with a few bad bytes"
    codec, why = guess_codec(body, _declared(body, content_type, markup))
    return body.decode(codec, "replace"), codec, why


def _looks_utf8(replaced: str) -> bool:
    """Whether a body that is not all valid UTF-8 is UTF-8 all the same.

    Bytes of another codec hardly ever form a whole sequence, so sequences must outnumber bad bytes.
    """
    bad = replaced.count("\ufffd")
    whole = sum(1 for char in replaced if char > "\x7f") - bad
    return whole > 0 and whole >= 4 * bad


def _utf8_with_halves(body: bytes) -> str | None:
    """Read emoji that were written as two surrogates (CESU-8, from Java); None if that is not the fault."""
    try:
        halves = body.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return None
    return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _wide_codec(body: bytes) -> str | None:
    """Tell UTF-16 without a mark: of each pair one byte is the block, 00 for Latin or 06 for Arabic."""
    head = body[:_WIDE_SAMPLE]
    if head.count(0) < len(head) // 20 + 1:  # spaces and tags hold NULs; no other text does
        return None
    for codec, blocks in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if blocks.count(0) + blocks.count(6) + blocks.count(0x20) >= 0.95 * len(blocks):
            return codec
    return None


def _declared(body: bytes, content_type: str, markup: str) -> list[str]:
    """Return the codecs that the header and the document name, those that are on the list."""
    head = body[:_DECLARATION_BYTES]
    labels = _HEADER_CHARSET.findall(content_type)
    patterns = (_XML_CHARSET, _META_CHARSET) if markup == "xml" else (_META_CHARSET, _XML_CHARSET)
    for pattern in patterns:
        labels += [label.decode("ascii", "ignore") for label in pattern.findall(head)]
    return [codec for label in labels if (codec := codec_of(label))]

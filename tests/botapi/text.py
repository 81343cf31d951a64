"""How Telegram reads a message's HTML: the same verdicts and offsets as its own parser.

tests/adapters/test_botapi.py holds this against TDLib's parser, the one that the real server runs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "blockquote": "blockquote",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_CHARACTER = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(lt|gt|amp|quot)(?![a-zA-Z]));?")
_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE_NAME = re.compile(r"[^\s=>/\"']*")
_BARE_VALUE = re.compile(r"[a-zA-Z0-9.-]*")
_LAST_CODE_POINT = 0x10FFFF
_BLANK = " \t\n\r\v\f\u00a0\u200b\u200e\u200f\u2060\ufeff"


class CannotParse(ValueError):  # noqa: N818 - the verdict of a parser, in its own words
    """Telegram would refuse this text; the message is its own."""


@dataclass(slots=True)
class _Open:
    tag: str
    written: str
    at: int  # where its text begins, in UTF-16 units
    url: str | None
    pieces: int


def utf16_length(text: str) -> int:
    """Count a text as Telegram does."""
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2


def visible(text: str) -> str:
    """Return the text without the blanks that do not count as text."""
    return text.strip(_BLANK)


def parse_html(source: str) -> tuple[str, list[dict[str, Any]]]:
    """Return the plain text and its entities; raise CannotParse as the server would refuse."""
    return _Parser(source).parse()


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.position = 0
        self.text: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[dict[str, Any]] = []

    def parse(self) -> tuple[str, list[dict[str, Any]]]:
        while self.position < len(self.source):
            if self.source[self.position] == "<":
                if self.source.startswith("</", self.position):
                    self._end_tag()
                else:
                    self._start_tag()
            else:
                self._characters()
        if self.open:
            raise CannotParse(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return "".join(self.text), self.entities

    def _at(self, position: int) -> str:
        return f"at byte offset {len(self.source[:position].encode('utf-8', errors='surrogatepass'))}"

    def _append(self, text: str) -> None:
        self.text.append(text)
        self.length += utf16_length(text)

    def _characters(self) -> None:
        reference = _CHARACTER.match(self.source, self.position)
        code = _code_point(reference) if reference else 0
        if reference and code:
            if 0xD800 <= code <= 0xDFFF:
                raise CannotParse(
                    "Text contains invalid Unicode characters after decoding HTML entities, "
                    "check for unmatched surrogate code units"
                )
            self._append(chr(code))
            self.position = reference.end()
            return
        self._append(self.source[self.position])  # any other "&" stands for itself
        self.position += 1

    def _start_tag(self) -> None:
        start = self.position
        self.position += 1
        tag = self._take(_NAME).lower()
        if self.position >= len(self.source):
            raise CannotParse(f"Unclosed start tag {self._at(start)}")
        if tag not in TAGS:
            raise CannotParse(f'Unsupported start tag "{tag}" {self._at(start)}')
        attributes = self._attributes(tag, start)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise CannotParse(f'Tag "span" must have class "tg-spoiler" {self._at(start)}')
        self.open.append(_Open(tag, tag, self.length, attributes.get("href"), len(self.text)))

    def _attributes(self, tag: str, start: int) -> dict[str, str]:
        found: dict[str, str] = {}
        while self._next_after_blanks() != ">":
            name = self._take(_ATTRIBUTE_NAME)
            if not name:
                raise CannotParse(f'Empty attribute name in the tag "{tag}" {self._at(start)}')
            following = self._next_after_blanks()
            if not following:
                raise CannotParse(f'Unclosed start tag "{tag}" {self._at(start)}')
            found[name.lower()] = ""
            if following == "=":
                self.position += 1
                found[name.lower()] = self._value(tag, start)
        self.position += 1
        return found

    def _value(self, tag: str, start: int) -> str:
        quote = self._next_after_blanks()
        if not quote:
            raise CannotParse(f'Unclosed start tag "{tag}" {self._at(start)}')
        begin, end = self.position, -1
        if quote in {'"', "'"}:
            end = self.source.find(quote, begin + 1)
            value, self.position = self.source[begin + 1 : end], end + 1
        else:
            value = self._take(_BARE_VALUE)
            end = self.position
            if self.source[end : end + 1] not in {"", ">"} and not self.source[end].isspace():
                raise CannotParse(f"Unexpected end of name token {self._at(begin)}")
        if end < 0 or self.position >= len(self.source):
            raise CannotParse(f"Unclosed start tag {self._at(start)}")
        return _CHARACTER.sub(lambda match: chr(_code_point(match) or ord("&")), value)

    def _next_after_blanks(self) -> str:
        """Skip blanks; return the next character, or nothing at the end."""
        while self.source[self.position : self.position + 1].isspace():
            self.position += 1
        return self.source[self.position : self.position + 1]

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.source, self.position)
        assert match is not None, "the pattern takes nothing, too"
        self.position = match.end()
        return match.group()

    def _end_tag(self) -> None:
        start = self.position
        if not self.open:
            raise CannotParse(f"Unexpected end tag {self._at(start)}")
        self.position += 2
        tag = self._take(_NAME).lower()
        if self._next_after_blanks() != ">":
            raise CannotParse(f"Unclosed end tag {self._at(start)}")
        self.position += 1
        opened = self.open.pop()
        if tag and tag != opened.tag:
            expected = f'expected "</{opened.tag}>", found "</{tag}>"'
            raise CannotParse(f"Unmatched end tag {self._at(start)}, {expected}")
        self._close(opened)

    def _close(self, opened: _Open) -> None:
        length = self.length - opened.at
        if not length:
            return
        entity: dict[str, Any] = {"type": TAGS[opened.tag], "offset": opened.at, "length": length}
        if opened.tag == "a":
            url = opened.url if opened.url is not None else "".join(self.text[opened.pieces :])
            if not re.match(r"(?:https?|tg|ton|mailto|tel):", url):
                return  # Telegram drops what is no address, in silence
            entity["url"] = url
        self.entities.append(entity)


def _code_point(match: re.Match[str]) -> int:
    """Return what a character reference stands for; 0 when for nothing."""
    if match[3]:
        return ord(_NAMED[match[3]])
    code = int(match[1], 16) if match[1] else int(match[2])
    return code if code <= _LAST_CODE_POINT else 0

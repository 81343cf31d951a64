"""feedparser, for what our own reader of feeds cannot read: the one door to that library.

Its lenient parser reads nearly anything, and hangs on some of it, in time that grows with the square or the
cube of the input. So it sees small, scrubbed pieces only.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import feedparser

from crawler.feeds.raw import RawEntry

MOST_CHARACTERS = 16_000
# Its pattern for e-mail addresses takes 4 s over 14,000 letters and dots, another 2 s over blank lines.
_LONG_WORD = re.compile(r"[\w.+@-]{300,}")
_SPACES = re.compile(r"\s{20,}")
_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
# Named outright, so that no header and no guess of the library decides.
_HEADERS = {"content-type": "application/xml; charset=utf-8"}
# Surrogate references and odd charsets made it raise these; an entry that does so is simply not read.
_ITS_BUGS = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)


def read_leniently(xml: str) -> list[RawEntry]:
    """Return the entries that feedparser finds in a scrubbed feed; none for one that is too large.

    It gets a file of our own bytes, never a string: a string that looks like an address is fetched.
    """
    if len(xml) > MOST_CHARACTERS:
        return []
    xml = _SPACES.sub(" ", _LONG_WORD.sub("", xml))
    try:
        parsed = feedparser.parse(
            BytesIO((_DECLARATION + xml).encode("utf-8", "replace")),
            response_headers=_HEADERS,
            sanitize_html=False,  # nothing of it is ever shown as HTML
            resolve_relative_uris=False,
        )
    except _ITS_BUGS:
        return []
    return [_entry(entry) for entry in parsed.entries]


def _entry(entry: Any) -> RawEntry:
    contents = dict.get(entry, "content") or [{}]
    return RawEntry(
        guid=_text(entry, "id"),
        link=_text(entry, "link"),
        title=_text(entry, "title"),
        summary=_text(entry, "summary"),
        content=_text(contents[0], "value"),
        published=_text(entry, "published"),
        updated=_text(entry, "updated"),
        author=_text(entry, "author"),
    )


def _text(values: Any, key: str) -> str:
    # The library's own ``get`` answers "updated" with "published" and warns about it.
    return str(dict.get(values, key) or "")

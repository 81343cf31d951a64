"""Cut a scrubbed feed into its head and its entries, so that each is read alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ROOT = re.compile(r"<((?:[\w.-]{1,40}:)?(?:rss|feed|rdf|channel))(?=[\s>/])[^<>]{0,20000}>", re.IGNORECASE)
_ENTRY = re.compile(r"<(/?)((?:[\w.-]{1,40}:)?(?:item|entry))(?=[\s>/])([^<>]{0,20000})>", re.IGNORECASE)
_WRAPPERS = re.compile(
    r"</?(?:[\w.-]{1,40}:)?(?:rss|feed|rdf|channel|items)(?=[\s>/])[^<>]{0,20000}>", re.IGNORECASE
)
_ROOT_END = re.compile(r"</(?:[\w.-]{1,40}:)?(?:rss|feed|rdf|channel)\s*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A feed in pieces."""

    kind: str  # "rss", "feed" (Atom), "rdf" (RSS 1.0 and 0.9) or "channel"
    root_tag: str
    head: str  # what belongs to the feed as a whole, in one element
    entries: tuple[str, ...]  # each a whole element, as written
    truncated: bool


def find_root(text: str) -> re.Match[str] | None:
    """Find the tag that opens a feed, behind whatever a server printed before it."""
    return _ROOT.search(text)


def split_feed(text: str, root: re.Match[str], *, cut: bool, most: int) -> Parts:
    """Cut a scrubbed feed at its first ``most`` entries; one that the end of the body cut off is left out."""
    entries: list[str] = []
    outside: list[str] = []
    opened: re.Match[str] | None = None
    position = root.end()
    for tag in _ENTRY.finditer(text, root.end()):
        if len(entries) >= most:
            break
        closes, _, rest = tag.groups()
        if closes:
            if opened is not None:
                entries.append(text[opened.start() : tag.end()])
                opened = None
            position = tag.end()
        elif not rest.endswith("/"):
            if opened is not None:  # the one before was never closed, so it ends here
                entries.append(f"{text[opened.start() : tag.start()]}</{opened.group(2)}>")
            else:
                outside.append(text[position : tag.start()])
            opened = tag
    if opened is None:
        outside.append(text[position:])
    return Parts(
        kind=root.group(1).lower().rpartition(":")[2],
        root_tag=root.group(),
        head=f"<head>{_WRAPPERS.sub('', ''.join(outside))}</head>",
        entries=tuple(entries),
        truncated=cut or opened is not None or not _ROOT_END.search(text, position),
    )

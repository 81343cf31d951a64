"""The spans of a text that may name places: longest known names, and the kind word that each has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from crawler.arabic.tokens import Token
from crawler.places.cues import head_of
from crawler.places.index import Entry, NameIndex, Start
from crawler.places.kinds import Head
from crawler.places.names import bare

_JOINERS = frozenset("_-")  # #ريف_إدلب, أبو-ظبي
QUOTES = frozenset("\"'«»“”„‟‘’‹›()[]#")
_LIST_MARKS = frozenset("،,/\\-–—")


class Mention(NamedTuple):
    """A span that may name a place; ``first`` and ``last`` are token indices, the end exclusive."""

    first: int
    last: int
    prefix: str  # small words peeled off the first word
    key: str
    words: int
    entries: tuple[Entry, ...]
    as_written: tuple[Entry, ...]  # of these, the rows whose ال agrees with the text
    head: Head | None = None  # the kind word before it, its own or shared by a list
    before: int = -1  # the word before it, -1 if a mark or nothing stands there
    shared: bool = False  # whether the kind word belongs to an earlier name of the list
    follows: bool = False  # whether it continues a list: "، X", "وX"


def scan(tokens: Sequence[Token], index: NameIndex) -> list[Mention]:
    """Find the longest known names, left to right, none inside another."""
    found: list[Mention] = []
    resume = 0
    for position, starts in enumerate(map(index.starts, [token.text for token in tokens])):
        if not starts or position < resume:
            continue
        mention = _longest(tokens, position, starts, index)
        if mention is not None:
            found.append(_with_head(tokens, mention, found[-1] if found else None))
            resume = mention.last
    return found


def _longest(
    tokens: Sequence[Token], first: int, starts: tuple[Start, ...], index: NameIndex
) -> Mention | None:
    """Return the longest name that begins here; of equal lengths the one with the least peeled off."""
    best: Mention | None = None
    for start in starts:
        last, key, words = first + 1, start.word, 1
        while True:
            entries = index.entries(key)
            if entries and (best is None or words > best.words):
                agreeing = _as_written(entries, words, definite=start.definite)
                best = Mention(first, last, start.prefix, key, words, entries, agreeing)
            if words == start.longest:
                break
            last = next_word(tokens, last)
            if not last:
                break
            words += 1
            key = f"{key} {bare(tokens[last - 1].text)}"
    return best


def _as_written(entries: tuple[Entry, ...], words: int, *, definite: bool) -> tuple[Entry, ...]:
    """Keep the rows whose ال agrees with the text.

    It may be missing from a name of several words (غوطة دمشق الشرقية), not be added: "الذي بين" is no ذي بين.
    """
    several = words > 1 and not definite
    return tuple(entry for entry in entries if several or (entry.definite if definite else entry.bare))


def next_word(tokens: Sequence[Token], last: int) -> int:
    """Return the end of the word that follows at ``last``, over one joining mark; 0 if there is none."""
    if last < len(tokens) and tokens[last].text in _JOINERS and last + 1 < len(tokens):
        touching = tokens[last - 1].end == tokens[last].start and tokens[last].end == tokens[last + 1].start
        last += touching
    return last + 1 if last < len(tokens) and tokens[last].kind != "mark" else 0


def word_before(tokens: Sequence[Token], first: int, over: frozenset[str] = QUOTES) -> int:
    """Return the index of the word before, over quotation marks; -1 if there is none."""
    position = first - 1
    while position >= 0 and tokens[position].kind == "mark" and tokens[position].text in over | {"_"}:
        position -= 1
    return position if position >= 0 and tokens[position].kind != "mark" else -1


def _with_head(tokens: Sequence[Token], mention: Mention, previous: Mention | None) -> Mention:
    """Give a name its kind word, or that of the list which it continues."""
    before = word_before(tokens, mention.first)
    head = head_of(tokens[before].text) if before >= 0 else None
    follows = previous is not None and _continues(tokens, previous.last, mention)
    if head is not None:
        return mention._replace(head=head, follows=follows, before=before)
    if follows and previous is not None:
        shared = previous.head is not None
        return mention._replace(head=previous.head, shared=shared, follows=True, before=before)
    return mention._replace(before=before)


def _continues(tokens: Sequence[Token], end: int, mention: Mention) -> bool:
    """Whether only a list's mark or و lies between an earlier name and this one."""
    between = [token for token in tokens[end : mention.first] if token.text not in QUOTES]
    if not between:
        return mention.prefix.startswith("و")
    if len(between) == 1:
        return between[0].text in _LIST_MARKS or between[0].text == "و"
    return False

"""The spans of a text that may name places: longest known names, and the kind word that each has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from crawler.arabic.tokens import Token
from crawler.places.cues import DIRECTIONS
from crawler.places.index import Entry, NameIndex, Start
from crawler.places.kinds import Head
from crawler.places.names import bare
from crawler.places.senses import Sense

_JOINERS = frozenset("_-")  # #ريف_إدلب, أبو-ظبي
QUOTES = frozenset("\"'«»“”„‟‘’‹›()[]#")
_LIST_MARKS = frozenset("،,/\\-–—")
_OPENING = frozenset("([/")


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


def scan(tokens: Sequence[Token], senses: Sequence[Sense | None], index: NameIndex) -> list[Mention]:
    """Find the longest known names, left to right, none inside another."""
    found: list[Mention] = []
    resume = 0
    for position, sense in enumerate(senses):
        if sense is None or not sense.starts or position < resume:
            continue
        mention = _longest(tokens, position, sense.starts, index)
        if mention is None or _is_outrun(tokens, senses, mention, index):
            continue
        mention = _with_head(tokens, senses, _without_tail(tokens, mention, index), found)
        resume = mention.last
        renamed = _renamed(tokens, found[-1], mention) if found else None
        if renamed is None:
            found.append(mention)
        else:
            found[-1] = renamed
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
                agreeing = _as_written(tokens, entries, range(first + 1, last), definite=start.definite)
                if agreeing or best is None or not best.as_written:  # "الباب شرقي حلب" is no باب شرقي
                    best = Mention(first, last, start.prefix, key, words, entries, agreeing)
            if words == start.longest:
                break
            last = next_word(tokens, last)
            if not last:
                break
            words += 1
            key = f"{key} {bare(tokens[last - 1].text)}"
    return best


def _as_written(
    tokens: Sequence[Token], entries: tuple[Entry, ...], rest: range, *, definite: bool
) -> tuple[Entry, ...]:
    """Keep the rows whose ال agrees with the text.

    The first word may lack it where another has it (غوطة دمشق الشرقية), but a "حجر أسود" is any black stone.
    It may not be added: "الذي بين" is no ذي بين. "الباب شرقي حلب" is no باب شرقي (that is الشرقي).
    """
    if definite and rest and tokens[rest[-1]].text in DIRECTIONS:
        return ()
    if definite:
        return tuple(entry for entry in entries if entry.definite)
    if any(tokens[position].text.startswith("ال") for position in rest):
        return entries
    return tuple(entry for entry in entries if entry.bare or not entry.definite)


def _is_outrun(
    tokens: Sequence[Token], senses: Sequence[Sense | None], mention: Mention, index: NameIndex
) -> bool:
    """Whether the name is a kind word's start of a longer one: "مخيم عين" of "مخيم عين الحلوة"."""
    first, second = senses[mention.first], mention.first + 1
    following = senses[second] if second < len(senses) else None
    if mention.words == 1 or first is None or first.head is None or following is None:
        return False
    longer = _longest(tokens, second, following.starts, index) if following.starts else None
    return longer is not None and longer.last > mention.last and bool(longer.as_written)


def _without_tail(tokens: Sequence[Token], mention: Mention, index: NameIndex) -> Mention:
    """End a name before what contains it, to be read by itself: the حرستا of "إدارة المركبات في حرستا"."""
    words = index.parts.get(mention.key)
    if words is None:
        return mention
    last = mention.first + 1
    for _ in range(words - 1):
        last = next_word(tokens, last)
    return mention._replace(last=last)


def _renamed(tokens: Sequence[Token], previous: Mention, mention: Mention) -> Mention | None:
    """Make one name of a place's two: "عين العرب (كوباني)"; None if the second is another place."""
    if mention.first != previous.last + 1 or tokens[previous.last].text not in _OPENING or mention.prefix:
        return None
    rows = {entry.row for entry in mention.as_written}
    both = tuple(entry for entry in previous.as_written if entry.row in rows)
    return previous._replace(entries=both, as_written=both) if both else None


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


def _with_head(
    tokens: Sequence[Token], senses: Sequence[Sense | None], mention: Mention, found: Sequence[Mention]
) -> Mention:
    """Give a name its kind word, or that of the list which it continues.

    No small word stands between the two: "بلدة كبيرة" is no بيرة, "مدينة بحلب" is not called حلب.
    """
    before = word_before(tokens, mention.first)
    sense = senses[before] if before >= 0 else None
    follows = bool(found) and _continues(tokens, found[-1].last, mention)
    if sense is not None and sense.head is not None and not mention.prefix:
        return mention._replace(head=sense.head, follows=follows, before=before)
    if follows:
        head = found[-1].head
        return mention._replace(head=head, shared=head is not None, follows=True, before=before)
    return mention._replace(before=before)


def _continues(tokens: Sequence[Token], end: int, mention: Mention) -> bool:
    """Whether only a list's mark or و lies between an earlier name and this one."""
    between = [token for token in tokens[end : mention.first] if token.text not in QUOTES]
    if not between:
        return mention.prefix.startswith("و")
    if len(between) == 1:
        return between[0].text in _LIST_MARKS or between[0].text == "و"
    return False

"""The spans of a text that may name places: longest known names, and the kind word that each has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from crawler.arabic.tokens import Token
from crawler.places.cues import BEFORE_A_PLACE, DIRECTIONS, forms
from crawler.places.index import Entry, NameIndex, Start
from crawler.places.kinds import Head
from crawler.places.names import bare
from crawler.places.senses import OneWord, Sense

JOINERS = frozenset("_-")  # #ريف_إدلب, أبو-ظبي
QUOTES = frozenset("\"'«»“”„‟‘’‹›()[]#")
_LIST_MARKS = frozenset("،,/\\-–—")
_OPENING = frozenset("([/")
_LONGEST_JOINT = 6  # tokens between two of a list, quotation marks and all
LONGEST_GAP = 6  # tokens between two names that the words between could tie


class Mention(NamedTuple):
    """A span that may name a place; ``first`` and ``last`` are token indices, the end exclusive."""

    first: int
    last: int
    prefix: str  # small words peeled off the first word
    key: str
    words: int
    entries: tuple[Entry, ...]
    as_written: tuple[Entry, ...]  # of these, the rows whose ال agrees with the text
    one: OneWord | None = None  # for a name of one word, what is known of it
    head: Head | None = None  # the kind word before it, its own or shared by a list
    before: int = -1  # the word before it, -1 if a mark or nothing stands there
    shared: bool = False  # whether the kind word belongs to an earlier name of the list
    follows: bool = False  # whether it continues a list: "، X", "وX"


def scan(tokens: Sequence[Token], senses: Mapping[int, Sense], index: NameIndex) -> list[Mention]:
    """Find the longest known names, left to right, none inside another.

    Left out is the ordinary word that stands alone: most words that could be names are of that kind.
    """
    found: list[Mention] = []
    resume = 0
    for position, sense in senses.items():
        if position < resume or (sense.one is None and not _goes_on(tokens, position, sense)):
            continue
        mention = _longest(tokens, position, sense, index)
        if mention is None or _is_outrun(tokens, senses, mention, index):
            continue
        mention = _with_head(tokens, senses, _without_tail(tokens, mention, index), found)
        resume = mention.last
        _add(tokens, found, mention)
    if found and _is_lost(tokens, found[-1]):
        found.pop()
    return found


def _add(tokens: Sequence[Token], found: list[Mention], mention: Mention) -> None:
    """Add a mention, or join it to the last as its second name; let go of a last one that is lost."""
    renamed = _renamed(tokens, found[-1], mention) if found else None
    if renamed is not None:
        found[-1] = renamed
    elif found and mention.first - found[-1].last > LONGEST_GAP and _is_lost(tokens, found[-1]):
        found[-1] = mention
    else:
        found.append(mention)


def _is_lost(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether an ordinary word has nothing before it that a place stands after.

    With no name near after it either, nothing could prove it a place.
    """
    one = mention.one
    if one is None or not one.ordinary or mention.head is not None or mention.follows:
        return False
    return "ب" not in one.prefix and not is_governed(tokens, mention)


def is_governed(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether a word stands before it that places stand after: في, قصف, شمال, أهالي."""
    return mention.before >= 0 and not forms(tokens[mention.before].text).isdisjoint(BEFORE_A_PLACE)


def _longest(tokens: Sequence[Token], first: int, sense: Sense, index: NameIndex) -> Mention | None:
    """Return the longest name that begins here; of equal lengths the one with the least peeled off."""
    one = sense.one
    best = None
    if one is not None:
        best = Mention(first, first + 1, one.prefix, one.key, 1, one.entries, one.as_written, one)
    if _goes_on(tokens, first, sense):
        for start in sense.longer:
            best = _longest_of(tokens, first, start, index, best)
    return best


def _goes_on(tokens: Sequence[Token], first: int, sense: Sense) -> bool:
    """Whether the next token continues a name that begins here; after most words none does."""
    return first + 1 < len(tokens) and tokens[first + 1].text in sense.seconds


def _longest_of(
    tokens: Sequence[Token], first: int, start: Start, index: NameIndex, best: Mention | None
) -> Mention | None:
    """Read on from one way to begin; ``best`` was found before and stays unless this is longer."""
    last, key, words = next_word(tokens, first + 1), start.word, 1
    while last and words < start.longest:
        words += 1
        key = f"{key} {bare(tokens[last - 1].text)}"
        entries = index.entries(key)
        if entries and (best is None or words > best.words):
            agreeing = _as_written(tokens, entries, range(first + 1, last), definite=start.definite)
            if agreeing or best is None or not best.as_written:  # "الباب شرقي حلب" is no باب شرقي
                best = Mention(first, last, start.prefix, key, words, entries, agreeing)
        last = next_word(tokens, last)
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
    tokens: Sequence[Token], senses: Mapping[int, Sense], mention: Mention, index: NameIndex
) -> bool:
    """Whether the name is a kind word's start of a longer one: "مخيم عين" of "مخيم عين الحلوة"."""
    if mention.words == 1:
        return False
    second = mention.first + 1
    first, following = senses.get(mention.first), senses.get(second)
    if first is None or first.head is None or following is None:
        return False
    longer = _longest(tokens, second, following, index)
    return longer is not None and longer.last > mention.last and bool(longer.as_written)


def _without_tail(tokens: Sequence[Token], mention: Mention, index: NameIndex) -> Mention:
    """End a name before what contains it, to be read by itself: the حرستا of "إدارة المركبات في حرستا"."""
    words = index.parts.get(mention.key, 0) if mention.words > 1 else 0
    if not words:
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
    if last < len(tokens) and tokens[last].text in JOINERS and last + 1 < len(tokens):
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
    tokens: Sequence[Token], senses: Mapping[int, Sense], mention: Mention, found: Sequence[Mention]
) -> Mention:
    """Give a name its kind word, or that of the list which it continues.

    No small word stands between the two: "بلدة كبيرة" is no بيرة, "مدينة بحلب" is not called حلب.
    """
    before = mention.first - 1
    if before >= 0 and tokens[before].kind == "mark":
        before = word_before(tokens, mention.first)
    sense = senses.get(before)
    near = bool(found) and mention.first - found[-1].last <= _LONGEST_JOINT
    follows = near and _continues(tokens, found[-1].last, mention)
    head = sense.head if sense is not None and not mention.prefix else None
    shared = head is None and follows and found[-1].head is not None
    if shared:
        head = found[-1].head
    if head is None and not follows and before < 0:
        return mention
    return mention._replace(head=head, before=before, shared=shared, follows=follows)


def _continues(tokens: Sequence[Token], end: int, mention: Mention) -> bool:
    """Whether only a list's mark or و lies between an earlier name and this one."""
    between = [token for token in tokens[end : mention.first] if token.text not in QUOTES]
    if not between:
        return mention.prefix.startswith("و")
    if len(between) == 1:
        return between[0].text in _LIST_MARKS or between[0].text == "و"
    return False

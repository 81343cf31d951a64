"""Whether a name as written could be an ordinary word, a person or a word with an ending."""

from __future__ import annotations

from crawler.model import Place, Precision
from crawler.places.kinds import HEADS, Head
from crawler.places.names import is_code, key_of
from crawler.places.scan import Mention

WELL_KNOWN = 6  # weight: capitals, big cities
KNOWN = 3  # weight: towns that news names without explanation
WIDE_HEADS = frozenset(["منطقة", "قطاع", "ساحل", "ريف"])  # "آلام في منطقة القدم"
_LANDMARKS = frozenset(["mountain", "river", "region"])
_SHORT = 3  # letters; a short word left after peeling is an accident more often than a place
_SHORT_WITH_ENDING = 5


def fits(head: Head | None, place: Place) -> bool:
    """Whether a kind word announces this kind of place."""
    return head is not None and (place.kind in head.kinds or (head.word == "ريف" and place.weight >= KNOWN))


def is_ordinary(place: Place, mention: Mention, words: frozenset[str]) -> bool:
    """Whether the name as written is also an ordinary word: مدينة ضمير is not, ضمير is."""
    if place.weight < WELL_KNOWN and _kind_word_left_out(place, mention):
        return True
    if mention.words > 1:
        return (place.ordinary and " " in place.name) or _is_number(mention.key)
    if place.ordinary:
        return True
    if place.weight >= WELL_KNOWN:
        return False
    if "ك" in mention.prefix or (mention.prefix and len(mention.key) <= _SHORT):
        return True
    return mention.key in words or place.name.endswith("ى")  # بصرى folds to بصري


def _is_number(key: str) -> bool:
    """Whether a name is a date's or a rifle's too: يوم 15 مايو, بندقية M4."""
    return key[0].isdigit() or is_code(key)


def _kind_word_left_out(place: Place, mention: Mention) -> bool:
    """Whether an alias lacks the kind word of a landmark's name: البشري for جبل البشري says little alone."""
    if place.precision is not Precision.SITE and place.kind not in _LANDMARKS:
        return False
    first, _, rest = key_of(place.name).partition(" ")
    return mention.head is None and first in HEADS and rest == mention.key


def begins_with_kind_word(place: Place, mention: Mention) -> bool:
    """Whether the name brings its own kind word: مخيم جرمانا, مطار ضمير; شارع النصر is in every town."""
    first = mention.key.partition(" ")[0]
    head = HEADS.get(first) if mention.words > 1 else None
    return head is not None and not head.in_honour and not head.many and place.kind in head.kinds


def has_doubtful_ending(place: Place, mention: Mention) -> bool:
    """Whether a short bare name could be a word with an ending: معبدة (معبده), ملكا (ملكًا), خرجا."""
    if mention.words > 1 or place.weight > KNOWN or place.name.startswith("ال"):
        return False
    return mention.key[-1] in "اه" and len(mention.key) <= _SHORT_WITH_ENDING

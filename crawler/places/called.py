"""What an article calls a place: كوباني where it writes so, though its row is named عين العرب."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from crawler.arabic.fold import fold
from crawler.model import Place, Precision
from crawler.places.extent import side_of
from crawler.places.kinds import FRONT, HEADS
from crawler.places.names import bare, is_latin, key_of, respellings

_CAPITAL = ("العاصمة", "عاصمة")  # says what a place is, not what it is called
_KIND_WORDS = frozenset([*HEADS, fold(FRONT.word), fold("محور")])  # "جبهة قانية" is قانية


def names_of(written: Mapping[str, list[str]], places: Mapping[str, Place]) -> dict[str, Place]:
    """Return each place under the name that the text uses: its usual one if it does, else the fullest.

    ``written`` maps a place's id to the keys under which the text mentions it, first to last.
    """
    return {place_id: _named(places[place_id], keys) for place_id, keys in written.items()}


def _named(place: Place, keys: list[str]) -> Place:
    names = list(dict.fromkeys(called(place, key) for key in keys))
    name = place.name if place.name in names else max(names, key=lambda name: len(name.split()))
    if name == place.name:
        return place
    others = tuple(alias for alias in place.aliases if alias != name)
    return replace(place, name=name, aliases=(place.name, *others))


@lru_cache(maxsize=50_000)
def called(place: Place, key: str) -> str:
    """Return the spelling of a place's name that has this key; its usual name where the key says less.

    >>> # key "كوباني" → كوباني; key "عاصمه سوريه" → دمشق; key "حمص" for ريف حمص الجنوبي stays so
    """
    usual = key_of(place.name)
    if key == usual or place.precision is Precision.COUNTRY or side_of(place.name) is not None:
        return place.name
    for alias in place.aliases:
        alias_key = key_of(alias)
        if key == alias_key or key in respellings(alias_key):
            return place.name if _describes(alias, alias_key, usual) else alias
    return place.name


def _describes(alias: str, key: str, usual: str) -> bool:
    """Whether an alias tells more or less than a name: العاصمة السورية, حي تشرين بالحجر الأسود, البقعة."""
    if is_latin(fold(alias)) or alias.startswith(_CAPITAL) or " في " in alias or " ب" in alias:
        return True
    words, first = set(key.split()), key.partition(" ")[0]
    if first in _KIND_WORDS and set(usual.split()) <= words:  # مطار التيفور العسكري is التيفور
        return True
    kind_word, _, rest = usual.partition(" ")
    return rest == key and (kind_word in HEADS or bare(kind_word) in HEADS)

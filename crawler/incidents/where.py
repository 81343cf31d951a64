"""Whether two places are one, and whether one lies in the other, in the gazetteer or outside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from crawler.arabic.fold import fold
from crawler.model import Place, Precision

Contains = Callable[[str, str], bool]

# Where names are Arabic each letter tells: الحرية and الحارة are two. Elsewhere sounds are written down.
ARABIC_SPEAKING = frozenset(
    "AE BH DJ DZ EG IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE".split()  # noqa: SIM905
)
LEAST_SKELETON = 3  # letters; with fewer, two short names would look alike
_VOWELS = str.maketrans("", "", "اويءئؤ")
# Letters between which writers of foreign names waver: غرونوبل and جرونوبل, طرابزون and ترابزون.
_WAVERING = str.maketrans("غقكگطضظذصث", "ججججتددزست")


def same_place(one: Place, other: Place, contains: Contains | None = None) -> bool:
    """Say whether two places are one.

    The gazetteer's are told apart by id. One outside it is known by its name, a foreign one however its
    sounds are written (مونستر, مُنستر), unless the two lie in different parents.
    """
    if one.id and other.id:
        return one.id == other.id
    if one.country and other.country and one.country != other.country:
        return False
    if not (_names(one) & _names(other)):
        return False
    return _parents_agree(one, other, contains)


def _parents_agree(one: Place, other: Place, contains: Contains | None) -> bool:
    mine, theirs = one.id or one.parent, other.id or other.parent
    if mine is None or theirs is None or mine == theirs:
        return True
    if contains is None:
        return False
    return contains(mine, theirs) or contains(theirs, mine)


def _names(place: Place) -> frozenset[str]:
    spelled = _bare if place.country in ARABIC_SPEAKING else _skeleton
    return frozenset(spelled(name) for name in (place.name, *place.aliases))


@lru_cache(maxsize=20_000)
def _bare(name: str) -> str:
    return " ".join(word.removeprefix("ال") if len(word) > 4 else word for word in fold(name).split())  # noqa: PLR2004 - ال and a stem


@lru_cache(maxsize=20_000)
def _skeleton(name: str) -> str:
    """Return what stays of a foreign name however it is spelled; the name itself where little would stay."""
    bare = _bare(name)
    bones = bare.translate(_VOWELS).translate(_WAVERING)
    return bones if len(bones.replace(" ", "")) >= LEAST_SKELETON else bare


def within(inner: Place, outer: Place, contains: Contains) -> bool:
    """Say whether one place lies in another that is less exact."""
    if outer.precision >= inner.precision or not outer.id:
        return False
    start = inner.id or inner.parent
    return start is not None and contains(outer.id, start)


def may_lie_in(inner: Place, outer: Place) -> bool:
    """Say whether a place of which only the country is known could lie in a wide one of that country."""
    nowhere = not inner.id and inner.parent is None
    return (
        nowhere and inner.country == outer.country and outer.precision <= Precision.DISTRICT < inner.precision
    )


def sharper(known: Place | None, told: Place | None, contains: Contains) -> Place | None:
    """Return the more exact of two places of which one holds the other; else the one known first."""
    if known is None or told is None:
        return known or told
    if within(told, known, contains) or may_lie_in(told, known):
        return told
    return known

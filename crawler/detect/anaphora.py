"""Places that a text points back to: "المدينة", "الحي" after the name has been told."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.arabic.tokens import Token
from crawler.model import Place
from crawler.places.kinds import HEADS
from crawler.places.toponyms import Toponym

_POINTING = frozenset(["مدينه", "بلده", "قريه", "حي", "مخيم", "محافظه", "قطاع"])
_WRITTEN = {prefix + noun: noun for prefix in ("ال", "بال", "وال", "لل", "فال") for noun in _POINTING}
_BESIDE = 2  # a name that follows is the place itself: المدينة القديمة is rare, "بلدة يلدا" usual


def with_anaphors(tokens: Sequence[Token], toponyms: Sequence[Toponym]) -> list[Toponym]:
    """Return the toponyms and, in text order, the nouns that stand for an earlier one."""
    found: list[Toponym] = []
    named = iter([*toponyms, None])
    coming = next(named)
    for position, token in enumerate(tokens):
        while coming is not None and coming.first <= position:
            found.append(coming)
            coming = next(named)
        kind = _WRITTEN.get(token.text)
        if kind is None or (coming is not None and coming.first - position <= _BESIDE):
            continue
        place = _last_of(kind, found)
        if place is not None:
            why = f"«{token.text}» points back to {place.name}"
            found.append(Toponym(place=place, first=position, last=position + 1, sure=False, why=why))
    return found


def _last_of(kind: str, found: Sequence[Toponym]) -> Place | None:
    kinds = HEADS[kind].kinds
    return next((t.place for t in reversed(found) if t.role == "event" and t.place.kind in kinds), None)

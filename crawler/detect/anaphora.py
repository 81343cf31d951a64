"""Places that a text points back to: "المدينة", "الحي" after the name has been told."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.arabic.tokens import Token
from crawler.model import Place, Precision
from crawler.places.cues import SENTENCE_ENDS
from crawler.places.kinds import HEADS
from crawler.places.toponyms import Toponym

_POINTING = frozenset(
    [
        "مدينه",
        "بلده",
        "قريه",
        "حي",
        "مخيم",
        "محافظه",
        "قطاع",
        "منطقه",
        "مديريه",
        "اقليم",
        "ولايه",
        "مقاطعه",
        "ناحيه",
        "ضاحيه",
        "جزيره",
    ]
)
_AREA = "منطقه"  # may be any, and may be half a continent: only what was named just before
_WRITTEN = {prefix + noun: noun for prefix in ("ال", "بال", "وال", "لل", "فال") for noun in _POINTING}
_NEAR = 50  # tokens
_BESIDE = 2  # a name that follows is the place itself: المدينة القديمة is rare, "بلدة يلدا" usual


def with_anaphors(tokens: Sequence[Token], toponyms: Sequence[Toponym]) -> list[Toponym]:
    """Return the toponyms and, in text order, the nouns that stand for an earlier one."""
    found: list[Toponym] = []
    named = iter([*toponyms, None])
    coming = next(named)
    start = 0
    for position, token in enumerate(tokens):
        start = position if token.text in SENTENCE_ENDS else start
        while coming is not None and coming.first <= position:
            found.append(coming)
            coming = next(named)
        kind = _WRITTEN.get(token.text)
        if kind is None or (coming is not None and coming.first - position <= _BESIDE):
            continue
        if kind == _AREA and _is_told_apart(tokens, position):
            continue
        place = _last_of(kind, found, position, start)
        if place is not None:
            why = f"«{token.text}» points back to {place.name}"
            found.append(Toponym(place=place, first=position, last=position + 1, sure=False, why=why))
    return found


def _is_told_apart(tokens: Sequence[Token], position: int) -> bool:
    """Whether an adjective says which area is meant: المنطقة العازلة, المنطقة الخضراء."""
    return position + 1 < len(tokens) and tokens[position + 1].text.startswith("ال")


def _last_of(kind: str, found: Sequence[Toponym], position: int, start: int) -> Place | None:
    kinds = HEADS[kind].kinds
    events = (t for t in reversed(found) if t.role == "event")
    if kind == _AREA:
        last = next((t for t in events if t.place.precision >= Precision.DISTRICT), None)
        if (
            last is None
            or position - last.first > _NEAR
            or last.first >= start
            or last.place.kind not in kinds
        ):
            return None  # what the sentence itself names needs no pronoun
        return last.place
    return next((t.place for t in events if t.place.kind in kinds), None)

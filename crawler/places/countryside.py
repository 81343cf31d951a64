"""A countryside whose side stands before its city, or without it: "الريف الجنوبي لإدلب", "ريفها الجنوبي"."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.arabic.tokens import Token
from crawler.model import Place
from crawler.places.compound import named_place, sides_after
from crawler.places.gazetteer import Gazetteer
from crawler.places.kinds import HEADS
from crawler.places.names import key_of
from crawler.places.toponym import Toponym

COUNTRYSIDE = frozenset(
    prefix + noun for prefix in ("", "و", "ب", "وب", "ل", "ف") for noun in ("الريف", "ريفها", "ريفه")
) | {"للريف"}
_HOLDERS = frozenset(["governorate", "city", "district", "town", "subdistrict"])
_REACH = 3  # tokens between the side and whose it is: "الريف الشرقي لمحافظة درعا"
_BACK = 80  # tokens; farther back no one looks for what "ريفها" means


def sides_of_countrysides(
    tokens: Sequence[Token], found: Sequence[Toponym], gazetteer: Gazetteer
) -> list[Toponym]:
    """Return the sides whose city follows after ل, or was named before.

    ``found`` are the text's known places in order.
    """
    sides: list[Toponym] = []
    for position, token in enumerate(tokens):
        if token.text not in COUNTRYSIDE:
            continue
        last, words = sides_after(tokens, position + 1)
        holder = _holder(tokens, position, last, found) if words else None
        if holder is not None:
            place = _side(holder, words, gazetteer)
            sides.append(
                Toponym(place=place, first=position, last=last, sure=False, why="a side of the countryside")
            )
    return sides


def _holder(tokens: Sequence[Token], position: int, last: int, found: Sequence[Toponym]) -> Place | None:
    """Return whose countryside it is."""
    following = _follows(tokens, last, found)
    if following is not None or any(toponym.first == last for toponym in found):
        return following
    return _named_before(position, found)


def _side(holder: Place, sides: Sequence[str], gazetteer: Gazetteer) -> Place:
    """Return the row of a side, or a place that no row holds."""
    name = f"ريف {holder.name.removeprefix('ريف ')} {' '.join(sides)}"
    rows = (gazetteer.place_at(entry.row) for entry in gazetteer.index.entries(key_of(name)))
    return next((row for row in rows if row.country == holder.country), named_place(name, "region", holder))


def _follows(tokens: Sequence[Token], last: int, found: Sequence[Toponym]) -> Place | None:
    """Return the place to which a ل after the side gives it."""
    following = next((t for t in found if last <= t.first < last + _REACH), None)
    if following is None or following.place.kind not in _HOLDERS:
        return None
    between = tokens[last : following.first + 1]
    given = between[0].text.startswith("ل") and all(
        token.text.removeprefix("ل") in HEADS for token in between[:-1]
    )
    return following.place if given else None


def _named_before(position: int, found: Sequence[Toponym]) -> Place | None:
    """Return the governorate or city named last before."""
    near = (t for t in reversed(found) if position - _BACK <= t.first < position)
    return next(
        (t.place for t in near if t.place.kind in {"governorate", "city"} and t.role == "event"), None
    )

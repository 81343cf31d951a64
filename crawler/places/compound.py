"""Places that a known name helps to name: "مطار حلب", "ريف إدلب الجنوبي", "شارع بغداد"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from crawler.arabic.tokens import Token
from crawler.model import Place, Precision
from crawler.places.cues import SIDES
from crawler.places.kinds import PRECISION_OF_KIND
from crawler.places.scan import Mention

_HOLDS_SITES = frozenset(
    [
        "country",
        "governorate",
        "district",
        "subdistrict",
        "city",
        "town",
        "village",
        "island",
        "region",
        "camp",
    ]
)
_LARGE = frozenset(["country", "governorate", "city"])
_SMALL_HEADS = frozenset(["قرية", "بلدة", "حي", "مخيم", "ضيعة", "مزرعة"])


class Named(NamedTuple):
    """The place that kind word and name make together, and where its name ends."""

    place: Place | None  # None: a site that is called after the place and stands who knows where
    last: int
    why: str


def compound(tokens: Sequence[Token], mention: Mention, place: Place, outer: Place | None) -> Named | None:
    """Return what a kind word makes of a known place; None where the place itself is meant."""
    head = mention.head
    if mention.key.startswith("ريف ") or (head is not None and head.word == "ريف"):
        return _countryside(tokens, mention, place)
    if (
        head is None
        or mention.shared
        or head.many
        or place.kind in head.kinds
        or place.kind not in _HOLDS_SITES
    ):
        return None
    if head.after_city:
        kind = head.unknown or min(head.kinds)
        return Named(
            named_place(f"{head.word} {place.name}", kind, place),
            mention.last,
            f"its {kind}, by the kind word",
        )
    if head.in_honour:
        site = named_place(f"{head.word} {place.name}", head.unknown or "building", outer) if outer else None
        return Named(site, mention.last, "called in honour of the place")
    if head.word in _SMALL_HEADS and place.kind in _LARGE and head.unknown is not None:
        return Named(
            named_place(place.name, head.unknown, outer), mention.last, "a namesake, by its kind word"
        )
    return None


def _countryside(tokens: Sequence[Token], mention: Mention, place: Place) -> Named | None:
    """Keep the side that a countryside is given; without one the governorate itself is meant."""
    last, sides = sides_after(tokens, mention.last)
    if not sides or place.kind == "region":
        return None
    name = place.name if place.name.startswith("ريف") else f"ريف {place.name}"
    return Named(named_place(f"{name} {' '.join(sides)}", "region", place), last, "a side of the countryside")


_SPELLED = (
    {side: side for side in SIDES}
    | {f"{side}ه": f"{side}ة" for side in ("الشمالي", "الجنوبي", "الشرقي", "الغربي")}
    | {"الاوسط": "الأوسط"}
)


def sides_after(tokens: Sequence[Token], last: int) -> tuple[int, list[str]]:
    """Return the sides named from a token on, as they are spelled, and where they end."""
    sides: list[str] = []
    while last < len(tokens) and tokens[last].text in SIDES:
        sides.append(_SPELLED[tokens[last].text])
        last += 1
    return last, sides


def named_place(name: str, kind: str, parent: Place | None, country: str = "") -> Place:
    """Make a place that no row holds: no id, no point, known by its name and what contains it."""
    return Place(
        id="",
        name=name,
        kind=kind,
        precision=PRECISION_OF_KIND.get(kind, Precision.TOWN),
        country=parent.country if parent else country,
        parent=(parent.id or parent.parent) if parent else None,
    )

"""Where an article says that something is: the place names in a text, each resolved to one place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.arabic.tokens import Token, readings
from crawler.model import Place
from crawler.places.gazetteer import Gazetteer
from crawler.places.kinds import HEADS, Head


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A place name as written; ``first`` and ``last`` are token indices, the end exclusive."""

    place: Place
    first: int
    last: int
    sure: bool
    why: str
    role: str = "event"  # or speaker, route, adjective, origin: what the name does in its sentence


def find_toponyms(tokens: Sequence[Token], gazetteer: Gazetteer, country: str | None = None) -> list[Toponym]:
    """Return the places that a text names, in text order; ``country`` is the publisher's."""
    found: list[Toponym] = []
    position = 0
    while position < len(tokens):
        toponym = _match(tokens, position, gazetteer, country)
        if toponym is not None:
            found.append(toponym)
        position = toponym.last if toponym else position + 1
    return found


def _match(tokens: Sequence[Token], first: int, gazetteer: Gazetteer, country: str | None) -> Toponym | None:
    if tokens[first].kind != "word":
        return None
    head = _head_before(tokens, first)
    for prefix, article, stem in readings(tokens[first].text):
        if "س" in prefix:
            continue
        start = stem[2:] if stem.startswith("ال") and len(stem) > 3 else stem
        for length in range(gazetteer.index.longest.get(start, 0), 0, -1):
            words = [token.text for token in tokens[first + 1 : first + length]]
            key = " ".join([start, *(w[2:] if w.startswith("ال") and len(w) > 3 else w for w in words)])
            places = [
                gazetteer.place_at(entry.row)
                for entry in gazetteer.index.entries(key)
                if (entry.definite if article or stem.startswith("ال") else entry.bare) or head is not None
            ]
            places = [p for p in places if not p.ordinary or (head is not None and p.kind in head.kinds)]
            if places:
                place = max(places, key=lambda p: (head is not None and p.kind in head.kinds, p.weight))
                return Toponym(
                    place=place, first=first, last=first + length, sure=True, why="the longest known name"
                )
    return None


def _head_before(tokens: Sequence[Token], first: int) -> Head | None:
    if first == 0 or tokens[first - 1].kind != "word":
        return None
    return next((HEADS[r.stem] for r in readings(tokens[first - 1].text) if r.stem in HEADS), None)

"""A place name as a text writes it, with the place that it means."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.model import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A place name as written; ``first`` and ``last`` are token indices, the end exclusive.

    ``place`` bears the name that the text uses for it.

    ``role`` is what the name does in its sentence: "event" (it could be where something happened),
    "speaker" (a seat, a dateline, a government that speaks), "route" (one end of a road or a
    journey), "authority" (its police or governor tells), "adjective" (it belongs to an office or a treaty)
    or "origin" (someone's home).
    """

    place: Place
    first: int
    last: int
    sure: bool
    why: str
    role: str = "event"

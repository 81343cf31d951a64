"""What one sentence claims about one event, before the article's claims are put together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from crawler.detect.lexicon import Level
from crawler.detect.sentences import Zone
from crawler.model import UNKNOWN_TOLL, Certainty, EventType, Place, Span, Status, Toll


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One trigger with its roles."""

    type: EventType
    level: Level
    status: Status
    told: bool  # False for what the sentence only refers to
    zone: Zone
    sentence: int
    token: int  # the first of its trigger
    trigger: str
    evidence: Span
    why: tuple[str, ...]
    place: Place | None = None
    own_place: bool = False  # named in the trigger's own sentence
    country: str | None = None
    date: date | None = None
    killed: Toll = UNKNOWN_TOLL
    wounded: Toll = UNKNOWN_TOLL
    certainty: Certainty = Certainty.LIKELY
    actors: tuple[str, ...] = ()
    said_by: str | None = None


def with_toll(claim: Claim, killed: Toll, wounded: Toll) -> Claim:
    """Give a claim the tolls of its sentence."""
    return replace(claim, killed=killed, wounded=wounded)

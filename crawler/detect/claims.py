"""What one sentence claims about one event, before the article's claims are put together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from crawler.detect.lexicon import Level
from crawler.detect.sentences import Zone
from crawler.model import UNKNOWN_TOLL, Certainty, EventType, Place, Precision, Span, Status, Toll


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One trigger with its roles."""

    type: EventType
    level: Level
    status: Status
    told: bool  # False for what the sentence only refers to
    definite: bool  # a noun that the reader is taken to know: القصف
    zone: Zone
    sentence: int
    token: int  # the first of its trigger
    trigger: str
    evidence: Span
    why: tuple[str, ...]
    place: Place | None = None
    country: str | None = None
    date: date | None = None
    spoken: bool = False  # the date is only that of the statement
    killed: Toll = UNKNOWN_TOLL
    wounded: Toll = UNKNOWN_TOLL
    certainty: Certainty = Certainty.LIKELY
    actors: tuple[str, ...] = ()
    said_by: str | None = None

    def toll(self, *, deadly: bool) -> Toll:
        """Return the killed or the wounded."""
        return self.killed if deadly else self.wounded


def with_toll(claim: Claim, toll: Toll, *, deadly: bool) -> Claim:
    """Give a claim a toll of its sentence."""
    return replace(claim, killed=toll) if deadly else replace(claim, wounded=toll)


LEANS_ON_CAUSE = frozenset([Level.TOLL, Level.LOSS])


def sure_day(claim: Claim) -> date | None:
    """Return the day that a claim tells of the event itself."""
    return None if claim.spoken else claim.date


DEADLY = frozenset(EventType) - {
    EventType.ARREST,
    EventType.TRUCE,
    EventType.OUTAGE,
    EventType.TERRITORY_CHANGE,
    EventType.SIEGE,
    EventType.DISPLACEMENT,
}


def _placed(claim: Claim) -> bool:
    named = claim.place is not None and claim.place.precision >= Precision.DISTRICT
    return named and claim.level not in LEANS_ON_CAUSE


def weighed(claim: Claim, *, recalled: bool) -> Claim:
    """Lower what a claim says if nothing in its sentence anchors it: no place, no day, no toll."""
    if recalled and claim.status is Status.NEW and claim.date is None:
        return replace(
            claim, status=Status.BACKGROUND, why=(*claim.why, "the title tells of an earlier time")
        )
    if claim.level is Level.WEAK and claim.definite and claim.status is Status.NEW:
        return replace(claim, level=Level.VAGUE, why=(*claim.why, "a noun that the reader is taken to know"))
    if claim.status is Status.NEW and not claim.told and not _placed(claim):
        why = (*claim.why, "reacted to in general")
        return replace(claim, status=Status.BACKGROUND, why=why)
    if (
        claim.type is EventType.SIEGE
        and claim.level is Level.WEAK
        and claim.zone is Zone.BODY
        and not claim.date
    ):
        return replace(claim, level=Level.VAGUE, why=(*claim.why, "a lasting state without a day"))
    told_early = claim.zone is not Zone.BODY and claim.country is not None
    anchored = (
        told_early
        or claim.place is not None
        or claim.date is not None
        or claim.killed.known
        or claim.wounded.known
    )
    if claim.status is not Status.NEW or anchored:
        return claim
    loose = claim.level is Level.WEAK or claim.definite or not claim.told or claim.zone is Zone.BODY
    if claim.level in {Level.SURE, Level.WEAK} and loose:
        why = (*claim.why, "nothing in its sentence anchors it")
        return replace(claim, level=Level.VAGUE, why=why)
    return claim

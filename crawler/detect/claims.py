"""What one sentence claims about one event, before the article's claims are put together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from crawler.detect.casualties import Loss
from crawler.detect.lexicon import Level
from crawler.detect.moments import Tie
from crawler.detect.sentences import Zone
from crawler.model import (
    FAMILY_OF,
    UNKNOWN_TOLL,
    Certainty,
    EventType,
    Family,
    Place,
    Precision,
    Span,
    Status,
    Toll,
)


class Title(Enum):
    """What a title does."""

    TELLS = "tells"  # of a happening
    TALKS = "talks"  # about it: reacts, threatens, judges, looks back
    SILENT = "silent"  # neither


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
    general: bool = False  # its words name no kind by themselves: هجوم، حادث
    place: Place | None = None
    placed_behind: bool = False  # a town or better is named right behind it: "الهجوم على يلدا"
    also: tuple[Place, ...] = ()  # listed with the place
    country: str | None = None
    date: date | None = None
    tie: Tie = Tie.NONE  # how the date is tied to it
    recent: bool = False  # the date is one of news
    killed: Toll = UNKNOWN_TOLL
    wounded: Toll = UNKNOWN_TOLL
    losses: tuple[Loss, ...] = ()  # what its tolls were read from
    certainty: Certainty = Certainty.LIKELY
    actors: tuple[str, ...] = ()
    said_by: str | None = None

    @property
    def total(self) -> bool:
        """Whether one of its tolls sums up more than this event."""
        return any(loss.total for loss in self.losses)

    def toll(self, *, deadly: bool) -> Toll:
        """Return the killed or the wounded."""
        return self.killed if deadly else self.wounded


LEANS_ON_CAUSE = frozenset([Level.TOLL, Level.LOSS])


def sure_day(claim: Claim) -> date | None:
    """Return the day that a claim tells of the event itself."""
    return claim.date if claim.tie is Tie.OWN else None


DEADLY = frozenset(EventType) - {
    EventType.ARREST,
    EventType.TRUCE,
    EventType.OUTAGE,
    EventType.TERRITORY_CHANGE,
    EventType.SIEGE,
    EventType.DISPLACEMENT,
}


def told_of_itself(claim: Claim) -> bool:
    """Whether its day, its toll or its town is told, as of news: "الهجوم الذي قتل فيه ستة"."""
    dated = sure_day(claim) is not None
    return dated or claim.placed_behind or claim.killed.known or claim.wounded.known


def weighed(claim: Claim, *, recalled: str | None) -> Claim:
    """Lower what a claim says where its sentence does not hold it up; ``recalled``: why all here is past."""
    if claim.status is not Status.NEW:
        return claim
    if recalled is not None and claim.date is None:
        return set_back(claim, recalled)
    if claim.zone is not Zone.TITLE and _sums_up(claim):
        return set_back(claim, "sums up a longer time")
    if not claim.told and not _placed(claim):
        return set_back(claim, "reacted to in general")
    doubt = _doubt(claim)
    return replace(claim, level=Level.VAGUE, why=(*claim.why, doubt)) if doubt else claim


def _sums_up(claim: Claim) -> bool:
    """Whether deaths are told without what killed, over a longer time: "قُتل ألف شخص منذ بدء الحرب"."""
    return claim.level in LEANS_ON_CAUSE and any(loss.total for loss in claim.losses)


def set_back(claim: Claim, why: str) -> Claim:
    """Take a claim for no news of this article, and say why."""
    return replace(claim, status=Status.BACKGROUND, why=(*claim.why, why))


def _placed(claim: Claim) -> bool:
    named = claim.place is not None and claim.place.precision >= Precision.DISTRICT
    return named and claim.level not in LEANS_ON_CAUSE


def _doubt(claim: Claim) -> str | None:
    """Return why a claim cannot stand by itself; None if it can."""
    if claim.level not in {Level.SURE, Level.WEAK}:
        return None
    weak = claim.level is Level.WEAK
    if weak and claim.definite:
        return "a noun that the reader is taken to know"
    if weak and claim.type is EventType.SIEGE and claim.zone is Zone.BODY and claim.date is None:
        return "a lasting state without a day"
    if claim.zone is Zone.BODY and (claim.definite or not claim.told) and not told_of_itself(claim):
        return "the body only refers to it"
    loose = weak or claim.definite or not claim.told or claim.zone is Zone.BODY
    return "nothing in its sentence anchors it" if loose and not _anchored(claim) else None


def _anchored(claim: Claim) -> bool:
    """Whether the sentence names a place, a day or a toll; before the body a country is enough."""
    metaphor = claim.level is Level.WEAK and FAMILY_OF[claim.type] is Family.BATTLE  # شركة تقتحم السوق
    early = claim.zone is not Zone.BODY and claim.country is not None and not metaphor
    tolled = claim.killed.known or claim.wounded.known
    return early or tolled or claim.place is not None or claim.date is not None

"""Put an article's claims together: one event per kind, place and day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from crawler.detect.claims import Claim
from crawler.detect.lexicon import Level
from crawler.detect.roles import related
from crawler.detect.sentences import Zone
from crawler.model import UNKNOWN_TOLL, Certainty, Event, EventType, Place, Status, Toll
from crawler.places.gazetteer import Gazetteer


@dataclass(slots=True)
class Draft:
    """An event while its claims are being gathered."""

    claims: list[Claim] = field(default_factory=list)

    @property
    def type(self) -> EventType:
        """The type of its first claim."""
        return self.claims[0].type

    @property
    def place(self) -> Place | None:
        """The most exact place that its claims name, their own before an inherited one."""
        places = [c.place for c in self.claims if c.place and c.own_place] or [
            c.place for c in self.claims if c.place
        ]
        return max(places, key=lambda p: p.precision, default=None)

    @property
    def date(self) -> date | None:
        """The first day that a claim tells."""
        return next((c.date for c in self.claims if c.date), None)


def put_together(claims: Sequence[Claim], gazetteer: Gazetteer) -> list[Event]:
    """Merge claims into events, in the order in which the article first tells them."""
    drafts: list[Draft] = []
    for claim in sorted(claims, key=lambda c: c.level is Level.VAGUE):
        draft = _home(claim, drafts, gazetteer)
        if draft is None:
            drafts.append(Draft([claim]))
        else:
            draft.claims.append(claim)
    for draft in drafts:
        draft.claims.sort(key=lambda c: c.sentence)
    drafts.sort(key=lambda d: (d.claims[0].sentence, d.claims[0].evidence.start))
    return [_event(draft) for draft in drafts]


def _home(claim: Claim, drafts: Sequence[Draft], gazetteer: Gazetteer) -> Draft | None:
    """Return the draft that a claim belongs to, the one told nearest before it first."""
    fitting = [d for d in drafts if _fits(claim, d, gazetteer)]
    return min(fitting, key=lambda d: abs(d.claims[-1].sentence - claim.sentence), default=None)


def _fits(claim: Claim, draft: Draft, gazetteer: Gazetteer) -> bool:
    if claim.status is not draft.claims[0].status:
        return False
    if claim.type is not draft.type and claim.level is not Level.VAGUE:
        return False
    if claim.date and draft.date and claim.date != draft.date:
        return False
    place = draft.place
    return claim.place is None or place is None or related(claim.place, place, gazetteer)


def _event(draft: Draft) -> Event:
    claims = draft.claims
    first = claims[0]
    why = tuple(dict.fromkeys(reason for claim in claims for reason in claim.why))
    place = draft.place
    return Event(
        type=first.type,
        status=first.status,
        central=first.status is Status.NEW and any(c.zone is not Zone.BODY and c.told for c in claims),
        place=place,
        country=place.country if place else next((c.country for c in claims if c.country), None),
        date=draft.date,
        killed=_toll([c.killed for c in claims]),
        wounded=_toll([c.wounded for c in claims]),
        certainty=min((c.certainty for c in claims), key=list(Certainty).index),
        actors=tuple(dict.fromkeys(actor for c in claims for actor in c.actors)),
        said_by=next((c.said_by for c in claims if c.said_by), None),
        trigger=first.trigger,
        evidence=first.evidence,
        why=why,
    )


def _toll(tolls: Sequence[Toll]) -> Toll:
    """Return the figure told first; a bare lower bound only if no figure is told."""
    exact = next((t for t in tolls if t.best is not None), None)
    return exact or next((t for t in tolls if t.known), UNKNOWN_TOLL)

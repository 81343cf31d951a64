"""Put an article's claims together: one event per kind, place and day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from crawler.detect.claims import DEADLY, LEANS_ON_CAUSE, Claim
from crawler.detect.lexicon import Level
from crawler.detect.roles import related
from crawler.detect.sentences import Zone
from crawler.model import FAMILY_OF, UNKNOWN_TOLL, Certainty, Event, EventType, Family, Place, Status, Toll
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


_SUPPORT = {Level.SURE: 0, Level.WEAK: 0, Level.TOLL: 1, Level.LOSS: 1, Level.VAGUE: 2}


def put_together(claims: Sequence[Claim], gazetteer: Gazetteer, *, title_talks: bool) -> list[Event]:
    """Merge claims into events, in the order in which the article first tells them.

    Claims that stand by themselves come first; those that lean on another then find what they point to.
    """
    drafts: list[Draft] = []
    for claim in sorted(claims, key=lambda c: (_SUPPORT[c.level], len(_MORE_EXACT.get(c.type, ())))):
        draft = _home(claim, drafts, gazetteer)
        if draft is not None:
            draft.claims.append(claim)
        elif stands_alone(claim):
            drafts.append(Draft([claim]))
        else:
            why = (*claim.why, "points to nothing that the article tells")
            drafts.append(Draft([replace(claim, status=Status.BACKGROUND, why=why)]))
    for draft in drafts:
        draft.claims.sort(key=lambda c: c.sentence)
    drafts.sort(key=lambda d: (d.claims[0].sentence, d.claims[0].evidence.start))
    return [_event(draft, title_talks=title_talks) for draft in drafts]


def stands_alone(claim: Claim) -> bool:
    """Whether a claim makes an event without another that it leans on."""
    if claim.level is Level.VAGUE:
        return claim.zone is not Zone.BODY and claim.own_place and claim.told and not claim.definite
    if claim.level is Level.TOLL:
        return claim.own_place or claim.date is not None or claim.zone is not Zone.BODY
    return claim.level is not Level.LOSS


def _home(claim: Claim, drafts: Sequence[Draft], gazetteer: Gazetteer) -> Draft | None:
    """Return the draft that a claim belongs to, the one told nearest before it first."""
    fitting = [d for d in drafts if _fits(claim, d, gazetteer)]
    return min(fitting, key=lambda d: abs(d.claims[-1].sentence - claim.sentence), default=None)


def _fits(claim: Claim, draft: Draft, gazetteer: Gazetteer) -> bool:
    if claim.status is not draft.claims[0].status:
        return False
    if claim.date and draft.date and claim.date != draft.date:
        return False
    if not _kinds_fit(claim, draft):
        return False
    place = draft.place
    return claim.place is None or place is None or related(claim.place, place, gazetteer)


def _kinds_fit(claim: Claim, draft: Draft) -> bool:
    if claim.level in LEANS_ON_CAUSE:
        return draft.type in DEADLY
    if claim.level is Level.VAGUE:
        return claim.type is draft.type or FAMILY_OF[claim.type] in _FORCE and FAMILY_OF[draft.type] in _FORCE
    return claim.type is draft.type or draft.type in _MORE_EXACT.get(claim.type, frozenset())


# What a claim of one kind may be told as more exactly: "الهجوم" of a suicide bombing.
_MORE_EXACT = {
    EventType.ATTACK: frozenset(
        [
            EventType.CHEMICAL_ATTACK,
            EventType.SUICIDE_BOMBING,
            EventType.ASSASSINATION,
            EventType.EXPLOSION,
            EventType.PROTEST,
            EventType.ARMED_CLASH,
        ]
    ),
    EventType.EXPLOSION: frozenset([EventType.SUICIDE_BOMBING, EventType.ASSASSINATION]),
    EventType.ARMED_CLASH: frozenset([EventType.SUICIDE_BOMBING, EventType.PROTEST]),
    EventType.SHELLING: frozenset([EventType.AIR_STRIKE, EventType.CHEMICAL_ATTACK]),
    EventType.AIR_STRIKE: frozenset([EventType.CHEMICAL_ATTACK]),
}
_FORCE = frozenset([Family.BATTLE, Family.REMOTE, Family.VIOLENCE])


def is_central(claim: Claim) -> bool:
    """Whether a claim makes its event what the article is about."""
    return claim.status is Status.NEW and claim.told and claim.zone is not Zone.BODY


def _event(draft: Draft, *, title_talks: bool) -> Event:
    claims = draft.claims
    first = claims[0]
    why = tuple(dict.fromkeys(reason for claim in claims for reason in claim.why))
    place = draft.place
    return Event(
        type=first.type,
        status=first.status,
        central=not title_talks and any(is_central(claim) for claim in claims),
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

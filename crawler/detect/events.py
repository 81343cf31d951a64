"""Put an article's claims together: one event per kind, place and day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from crawler.detect.claims import DEADLY, LEANS_ON_CAUSE, Claim, Title, sure_day, told_of_itself
from crawler.detect.days import NO_DAYS, NamedDays, event_day, told_day
from crawler.detect.kinds import kind_of, kinds_fit, leaning
from crawler.detect.lexicon import Level
from crawler.detect.roles import related
from crawler.detect.sentences import Zone
from crawler.detect.tolls import tolls_of
from crawler.model import (
    FAMILY_OF,
    Event,
    EventType,
    Place,
    Precision,
    Status,
)
from crawler.places.extent import distance_km
from crawler.places.gazetteer import Gazetteer

_MANY = 5  # dead
_NEIGHBOURS_KM = 40
_NEAR = 3  # sentences: what is told farther away lends no place


@dataclass(slots=True)
class Draft:
    """An event while its claims are being gathered; its kind is that of the claim that opened it."""

    type: EventType
    claims: list[Claim] = field(default_factory=list)

    @property
    def status(self) -> Status:
        """The status that all its claims share."""
        return self.claims[0].status

    @property
    def place(self) -> Place | None:
        """The most exact place that title and lead name for it; else the first town or better, else any."""
        placed = sorted((c for c in self.claims if c.place), key=lambda c: c.sentence)
        early = [c.place for c in placed if c.place and c.zone is not Zone.BODY]
        exact = [c.place for c in placed if c.place and c.place.precision >= Precision.TOWN]
        best = max(early, key=lambda p: p.precision, default=None)
        if best is not None and (best.precision >= Precision.TOWN or not exact):
            return best
        return next(iter(exact), None) or next((c.place for c in placed), None)

    @property
    def day(self) -> date | None:
        """The first day that a claim tells of the event itself."""
        return told_day(self.claims, self.type)

    @property
    def sentence(self) -> int:
        """The first sentence that tells it."""
        return min(c.sentence for c in self.claims)


def put_together(
    claims: Sequence[Claim],
    gazetteer: Gazetteer,
    *,
    title: Title = Title.TELLS,
    named: NamedDays = NO_DAYS,
    early_places: Sequence[Place] = (),
) -> list[Event]:
    """Merge claims into events, in the order in which the article first tells them.

    Claims that stand by themselves come first; those that lean on another then find what they point to.
    """
    drafts: list[Draft] = []
    for claim in sorted(claims, key=leaning):
        draft = _home(claim, drafts, gazetteer)
        if draft is not None:
            _join(claim, draft, gazetteer)
        elif stands_alone(claim):
            there = [c for c in claims if _same_area(claim.place, c.place, gazetteer)]
            drafts.append(Draft(kind_of(claim, there), [claim]))
        else:
            why = (*claim.why, "points to nothing that the article tells")
            drafts.append(Draft(claim.type, [replace(claim, status=Status.BACKGROUND, why=why)]))
    for draft in drafts:
        draft.claims.sort(key=lambda c: (c.sentence, c.token))
    drafts.sort(key=lambda d: (d.sentence, d.claims[0].token))
    told = [(draft.type, draft.claims) for draft in drafts]
    recalled = [_recalled(draft, claims, gazetteer) for draft in drafts]
    killed = tolls_of(told, recalled, deadly=True)
    wounded = tolls_of(told, recalled, deadly=False)
    events = [
        _event(
            draft,
            _lent_place(draft, drafts, early_places),
            event_day(draft.claims, draft.type, claims, named, title=title),
            title,
        )
        for draft in drafts
    ]
    return [
        replace(event, killed=dead, wounded=hurt)
        for event, dead, hurt in zip(events, killed, wounded, strict=True)
    ]


def _join(claim: Claim, draft: Draft, gazetteer: Gazetteer) -> None:
    """Add a claim to the draft that it belongs to; where it retells the title, its place takes over."""
    here, there = claim.place, draft.place
    if here and there and _retells(claim, draft) and not _same_area(here, there, gazetteer):
        if here.precision < there.precision:
            claim = replace(claim, place=None, also=())
        else:
            draft.claims = [replace(c, place=None, also=()) for c in draft.claims]
    draft.claims.append(_without_stray_place(claim, draft, gazetteer))


def _without_stray_place(claim: Claim, draft: Draft, gazetteer: Gazetteer) -> Claim:
    """Drop the place of a claim that only points back, where it is another one."""
    return claim if _same_area(claim.place, draft.place, gazetteer) else replace(claim, place=None, also=())


def stands_alone(claim: Claim) -> bool:
    """Whether a claim makes an event without another that it leans on."""
    if claim.level is Level.VAGUE:
        if not claim.told:  # what is condemned happened, if it has a place
            placed = claim.place is not None and claim.place.precision >= Precision.TOWN
            return placed and (claim.zone is not Zone.BODY or told_of_itself(claim))
        if claim.type is EventType.ACCIDENT and not (claim.killed.known or claim.wounded.known):
            return False  # "حادث" and "اصطدم" may be said of anything
        if claim.type is EventType.ARREST:
            return False  # a search takes nobody away
        return claim.zone is not Zone.BODY and claim.place is not None and not claim.definite
    if claim.level is Level.TOLL:
        pinned = claim.place is not None or claim.date is not None
        return claim.zone is not Zone.BODY or (pinned and claim.killed.known)
    return claim.level is not Level.LOSS


def _same_area(one: Place | None, other: Place | None, gazetteer: Gazetteer) -> bool:
    return one is None or other is None or related(one, other, gazetteer)


def _home(claim: Claim, drafts: Sequence[Draft], gazetteer: Gazetteer) -> Draft | None:
    """Return the draft that a claim belongs to, the one told nearest to it."""
    fitting = [d for d in drafts if _fits(claim, d, gazetteer)]
    return min(fitting, key=lambda d: min(_apart(claim, c) for c in d.claims), default=None)


def _apart(claim: Claim, other: Claim) -> float:
    """Return how far another claim is told from this one; of two as far, a reader looks back."""
    return abs(other.sentence - claim.sentence) + (0.5 if other.sentence > claim.sentence else 0)


def _fits(claim: Claim, draft: Draft, gazetteer: Gazetteer) -> bool:
    if claim.status is not draft.status or not kinds_fit(claim, draft.type, draft.claims):
        return False
    known = claim.definite and claim.told and claim.type is not EventType.PROTEST
    points_back = known and 0 <= claim.sentence - draft.sentence <= _NEAR
    points_back = points_back or claim.type is draft.type is EventType.CHEMICAL_ATTACK
    points_back = points_back or _same_dead(claim, draft) or _retells(claim, draft)
    if not points_back and not _same_area(claim.place, draft.place, gazetteer):
        return False
    day = sure_day(claim)
    another_day = day is not None and draft.day is not None and day != draft.day
    # Friday's raids and Saturday's are two if each has its toll; else another day is loose talk.
    return not (another_day and (claim.killed.known or claim.wounded.known))


def _retells(claim: Claim, draft: Draft) -> bool:
    """Whether the lead tells the title's happening more exactly: "قرب صور", then "على طريق البازورية"."""
    title = next((c for c in draft.claims if c.zone is Zone.TITLE), None)
    if title is None or claim.zone is not Zone.LEAD or claim.type is not draft.type or title.also:
        return False
    if any(c.zone is Zone.LEAD and c.place for c in draft.claims):  # told again already
        return False
    return claim.place is not None and title.place is not None and _near(claim.place, title.place)


def _near(one: Place, other: Place) -> bool:
    """Whether two places of a country lie beside each other, as far as is known."""
    apart = distance_km(one, other)
    return one.country == other.country and (apart is None or apart <= _NEIGHBOURS_KM)


def _same_dead(claim: Claim, draft: Draft) -> bool:
    """Whether both count the same many dead: two attacks of a day rarely kill as many."""
    dead = claim.killed.best
    return dead is not None and dead >= _MANY and any(c.killed.best == dead for c in draft.claims)


def _lent_place(draft: Draft, drafts: Sequence[Draft], early_places: Sequence[Place]) -> Place | None:
    """Return the place of a draft, or of what is told just before it, or the first that the article names."""
    if draft.place is not None:
        return draft.place
    near = [d for d in drafts if d.place is not None and d.status is draft.status]
    before = [d for d in near if 0 <= draft.sentence - d.sentence <= _NEAR]
    if before:
        return max(before, key=lambda d: d.sentence).place
    if draft.sentence > _NEAR:
        return None
    lent = next((d.place for d in near if d.sentence <= _NEAR and _is_kin(draft, d)), None)
    country = next((c.country for c in draft.claims if c.country), None)
    return lent or next((p for p in early_places if p.country == country), None)


def _is_kin(one: Draft, other: Draft) -> bool:
    """Whether two drafts may be one happening, told by two words; what is told early may be any."""
    if any(claim.zone is not Zone.BODY for claim in one.claims):
        return True
    return FAMILY_OF[one.type] is FAMILY_OF[other.type] or (one.type in DEADLY and other.type in DEADLY)


def _is_about(claims: Sequence[Claim], title: Title) -> bool:
    """Whether the article is about an event that these claims tell."""
    causes = (c for c in claims if c.level not in LEANS_ON_CAUSE)
    told_early = any(c.zone is not Zone.BODY for c in causes)
    silent = title is Title.SILENT
    return any(_is_central(claim, title_silent=silent, told_early=told_early) for claim in claims)


def _is_central(claim: Claim, *, title_silent: bool, told_early: bool) -> bool:
    """Whether a claim makes its event what the article is about: told by the title, or afresh by the lead."""
    if claim.status is not Status.NEW or not claim.told:
        return False
    if claim.zone is Zone.TITLE:
        return claim.level is not Level.LOSS or told_early or claim.killed.known or claim.wounded.known
    fresh = not claim.definite and claim.level not in {Level.VAGUE, Level.LOSS}
    return claim.zone is Zone.LEAD and fresh and (not title_silent or _holds(claim))


def _holds(claim: Claim) -> bool:
    """Whether a lead's claim is about the article though the title does not tell of it."""
    tolled = claim.killed.known or claim.wounded.known
    pinned = claim.place is not None or claim.date is not None
    return claim.level is not Level.WEAK and (tolled or pinned)


def _recalled(draft: Draft, claims: Sequence[Claim], gazetteer: Gazetteer) -> list[Claim]:
    """Return what is only recalled, close to where an event is told, and may be of it."""
    if draft.status is not Status.NEW or draft.type not in DEADLY:
        return []
    return [
        c
        for c in claims
        if c.status is Status.BACKGROUND and abs(c.sentence - draft.sentence) <= _NEAR
        if c.type is draft.type or c.level in LEANS_ON_CAUSE
        if c.date in {None, draft.day} and kinds_fit(c, draft.type, draft.claims)
        if _same_area(c.place, draft.place, gazetteer)
    ]


def _event(draft: Draft, place: Place | None, day: date | None, title: Title) -> Event:
    claims = draft.claims
    first = next((c for c in claims if c.type is draft.type), claims[0])
    return Event(
        type=draft.type,
        status=draft.status,
        central=title is not Title.TALKS and _is_about(claims, title),
        place=place,
        also=_also(draft, place),
        country=place.country if place else next((c.country for c in claims if c.country), None),
        date=day,
        certainty=first.certainty,
        actors=tuple(dict.fromkeys(actor for c in claims for actor in c.actors)),
        said_by=next((c.said_by for c in claims if c.said_by), None),
        trigger=first.trigger,
        evidence=first.evidence,
        why=tuple(dict.fromkeys(reason for claim in claims for reason in claim.why)),
    )


def _also(draft: Draft, place: Place | None) -> tuple[Place, ...]:
    """Return the places that the event's own claims list beside its place."""
    own = [c for c in draft.claims if c.level not in LEANS_ON_CAUSE and c.type is draft.type]
    listed = dict.fromkeys(p for c in own for p in (*c.also, c.place) if p is not None and c.also)
    return tuple(p for p in listed if p != place)

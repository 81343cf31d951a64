"""The day of an event: what its claims tell, what they lend each other, and when none may be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from crawler.arabic.dates import When
from crawler.detect.claims import LEANS_ON_CAUSE, Claim, Title
from crawler.detect.lexicon import Level
from crawler.detect.moments import FRESH, Moments, Tie
from crawler.detect.sentences import Zone
from crawler.model import EventType, Status

_NEAR = 3  # sentences: what is told farther away lends no day
_LEANING = LEANS_ON_CAUSE | {Level.VAGUE}


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedDays:
    """The recent days that an article names, whatever it says of them."""

    lead: date | None = (
        None  # the first of the title and the lead, one on which something happened if there is
    )
    lead_sentence: int = 0  # that names it
    opens: bool = False  # that sentence is of the title, or the first behind it
    only: date | None = None  # the one day on which anything happened, where the article names no other


NO_DAYS = NamedDays()


def named_days(moments: Sequence[Moments]) -> NamedDays:
    """Return the days that an article names and that are recent enough for news."""
    recent = [(m, t) for m in moments for t in m.times if _is_recent(t, m.published)]
    only = _only_day(recent)
    opening = next((m.sentence.number for m in moments if m.sentence.zone is Zone.LEAD), 0)
    early = [(m, t) for m, t in recent if m.sentence.zone is not Zone.BODY and m.may_lend(t)]
    if not early:
        return NamedDays(only=only)
    moment, time = next(((m, t) for m, t in early if m.happened(t)), early[0])
    number = moment.sentence.number
    return NamedDays(lead=time.day, lead_sentence=number, opens=number <= opening, only=only)


def _only_day(recent: Sequence[tuple[Moments, When]]) -> date | None:
    """Return the one day on which anything happened; failing that, that of all talk if it is today's."""
    happened = {t.day for m, t in recent if m.happened(t)}
    if len(happened) == 1:
        return happened.pop()
    days = {t.day for m, t in recent if m.may_lend(t)}
    return days.pop() if len(days) == 1 and days == {m.published for m, _ in recent} else None


def _is_recent(time: When, published: date | None) -> bool:
    single = time.kind in {"weekday", "relative", "calendar"} and time.until is None
    return single and published is not None and timedelta(0) <= published - time.day <= FRESH


def told_day(claims: Sequence[Claim], kind: EventType) -> date | None:
    """Return the day that an event's claims tell of itself: a firm one before a loose one, then the first.

    What only leans on the event ("الضحايا", "الهجوم") tells its day only near to what tells it outright.
    """
    exact = [c for c in claims if c.type is kind and c.level not in _LEANING] or list(claims)
    dated = [c for c in claims if c.tie is Tie.OWN or (c.tie is Tie.LOOSE and c.recent)]
    near = [c for c in dated if min(c.sentence - e.sentence for e in exact) <= _NEAR]
    best = min(near, key=lambda c: (-c.tie, c.level in _LEANING, c.sentence), default=None)
    return best.date if best is not None else None


def event_day(
    own: Sequence[Claim], kind: EventType, claims: Sequence[Claim], named: NamedDays, *, title: Title
) -> date | None:
    """Return the day of an event; ``claims`` are the whole article's.

    its own | told again further down | announced | none, if the words say so | lent | since when it lasts
    """
    talks = title is Title.TALKS
    told = told_day(own, kind)
    if any(c.status is not Status.NEW for c in own):
        return told or next((c.date for c in own if c.date), None)
    again = _told_again(own, kind, claims)
    told = told or next((c.date for c in (*_pointed_to(own), *again) if c.definite), None)
    told = told or _announced(own, talks=talks)
    if told is not None or _says_no_day(own):
        return told
    lent = _lent(own, claims, named, talks=talks)
    days = {c.date for c in again}
    only = days.pop() if len(days) == 1 else None
    since = next((c.date for c in own if c.tie is Tie.LOOSE), None)
    story = named.only if title is Title.TELLS and _is_early(own) else None
    return lent or only or story or since


def _pointed_to(own: Sequence[Claim]) -> list[Claim]:
    """Return what points back with a day, however far down: "ووقع الهجوم مساء السبت"."""
    return [c for c in own if c.level is Level.VAGUE and c.tie is Tie.OWN and c.recent]


def _told_again(own: Sequence[Claim], kind: EventType, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims that tell of the same event elsewhere, with its day: "وكان الانفجار وقع أمس"."""
    places = {c.place.id for c in own if c.place}
    return [
        claim
        for claim in claims
        if claim.type is kind
        and claim.status in {Status.NEW, Status.BACKGROUND}
        and (claim.place is None or not places or claim.place.id in places)
        and claim.tie is Tie.OWN
        and claim.recent
    ]


def _says_no_day(own: Sequence[Claim]) -> bool:
    return any(c.tie is Tie.VAGUE and c.zone is not Zone.BODY for c in own) or own[0].tie is Tie.VAGUE


def _announced(own: Sequence[Claim], *, talks: bool) -> date | None:
    """Return the day of the announcement, where it is the news: "أعلن الجيش، السبت، إحباط هجوم".

    Of two the earlier one: what was told of on Sunday evening did not happen on Monday.
    """
    first = own[0].sentence
    spoken = [c for c in own if c.tie is Tie.SPOKEN and c.recent and c.sentence - first <= _NEAR]
    told = next((c.date for c in spoken if _is_fresh(c)), None)
    if told is None or talks:
        return None
    return min([told, *(c.date for c in spoken if c.definite and c.date)])


def _is_fresh(claim: Claim) -> bool:
    return claim.told and not claim.definite and claim.level not in {Level.VAGUE, Level.LOSS}


def _lent(own: Sequence[Claim], claims: Sequence[Claim], named: NamedDays, *, talks: bool) -> date | None:
    """Return the day told just before it, or the one that the lead names before it."""
    first = min(c.sentence for c in own)
    before = [
        c for c in claims if c.tie is Tie.OWN and c.status is Status.NEW and 0 < first - c.sentence <= _NEAR
    ]
    if before:
        return max(before, key=lambda c: (c.sentence, c.token)).date
    if named.lead is None or talks or not any(_is_fresh(c) for c in own):
        return None
    return named.lead if named.opens or max(c.sentence for c in own) >= named.lead_sentence else None


def _is_early(own: Sequence[Claim]) -> bool:
    """Whether the title or the lead tells it afresh: then the only day of the body is its day."""
    return any(c.zone is not Zone.BODY and _is_fresh(c) for c in own)

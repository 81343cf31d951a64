"""Which kinds may tell of one happening: "الهجوم" of a bombing, shots at a crowd of a protest."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.detect.claims import DEADLY, LEANS_ON_CAUSE, Claim
from crawler.detect.lexicon import Level
from crawler.detect.sentences import Zone
from crawler.model import FAMILY_OF, EventType, Family

_SUPPORT = {Level.SURE: 0, Level.WEAK: 0, Level.TOLL: 1, Level.LOSS: 1, Level.VAGUE: 2}
_FORCE = frozenset([Family.BATTLE, Family.REMOTE, Family.VIOLENCE, Family.UNREST])
# What a claim of one kind may be told as more exactly: "الهجوم" of a suicide bombing.
_MORE_EXACT: dict[EventType, frozenset[EventType]] = {
    EventType.ATTACK: frozenset(
        [
            EventType.CHEMICAL_ATTACK,
            EventType.SUICIDE_BOMBING,
            EventType.ASSASSINATION,
            EventType.EXPLOSION,
            EventType.PROTEST,
            EventType.RIOT,
            EventType.ARMED_CLASH,
        ]
    ),
    EventType.EXPLOSION: frozenset([EventType.SUICIDE_BOMBING, EventType.ASSASSINATION]),
    EventType.ARMED_CLASH: frozenset([EventType.SUICIDE_BOMBING, EventType.PROTEST]),
    EventType.SHELLING: frozenset([EventType.AIR_STRIKE, EventType.CHEMICAL_ATTACK]),
    EventType.AIR_STRIKE: frozenset([EventType.CHEMICAL_ATTACK]),
    EventType.SIEGE: frozenset([EventType.PROTEST]),
    EventType.ACCIDENT: frozenset(
        [
            EventType.DISASTER,
            EventType.AIR_STRIKE,
            EventType.SHELLING,
            EventType.EXPLOSION,
            EventType.SUICIDE_BOMBING,
            EventType.RIOT,
        ]
    ),
    EventType.DISPLACEMENT: frozenset([EventType.DISASTER]),
    EventType.RIOT: frozenset([EventType.PROTEST]),
}
# What a word that names no kind may be told as: "الهجوم" that was a bomb, "الحادث" that was a ramming.
_KIND_OF_GENERAL: dict[EventType, frozenset[EventType]] = {
    EventType.ARMED_CLASH: frozenset(
        [EventType.EXPLOSION, EventType.ATTACK, EventType.ASSASSINATION, EventType.CHEMICAL_ATTACK]
    ),
    EventType.ATTACK: frozenset([EventType.AIR_STRIKE, EventType.SHELLING, EventType.ABDUCTION]),
    EventType.RIOT: frozenset([EventType.ATTACK]),  # settlers burnt two cars
    EventType.ACCIDENT: frozenset([EventType.ATTACK, EventType.ARMED_CLASH, EventType.CHEMICAL_ATTACK]),
}


def leaning(claim: Claim) -> tuple[int, bool, int]:
    """Order claims: first what stands by itself, then what may be told as something more exact."""
    return _SUPPORT[claim.level], claim.general, len(_MORE_EXACT.get(claim.type, ()))


def kinds_fit(claim: Claim, kind: EventType, claims: Sequence[Claim]) -> bool:
    """Whether a claim may tell of an event of this kind, which ``claims`` tell so far."""
    if claim.level in LEANS_ON_CAUSE:
        return kind in DEADLY
    if claim.level is Level.VAGUE and FAMILY_OF[claim.type] in _FORCE:
        return FAMILY_OF[kind] in _FORCE
    if claim.level is Level.VAGUE and claim.type is EventType.ACCIDENT:  # الحادث may be any of them
        return kind in DEADLY
    if kind is EventType.PROTEST and claim.type is EventType.ATTACK and claim.zone is Zone.TITLE:
        # Shots at a crowd are the protest's; an attack that the title tells alone is its own.
        return claim.level is not Level.SURE or any(c.zone is Zone.TITLE for c in claims)
    if claim.general and kind in _KIND_OF_GENERAL.get(claim.type, frozenset()):
        return not all(c.general for c in claims)
    return claim.type is kind or kind in _MORE_EXACT.get(claim.type, frozenset())


def kind_of(claim: Claim, others: Sequence[Claim]) -> EventType:
    """Return the kind of a claim; a vague one takes the exact kind that the article speaks of there."""
    if claim.level is not Level.VAGUE:
        return claim.type
    for other in others:
        if other.type in _MORE_EXACT[EventType.ATTACK] and other.level in {Level.SURE, Level.WEAK}:
            return other.type
    return claim.type

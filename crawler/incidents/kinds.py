"""Which kinds of incident are one happening told in two ways, and how soon a kind comes again."""

from __future__ import annotations

from functools import lru_cache

from crawler.model import FAMILY_OF, EventType, Family

T = EventType
# Kinds that writers use for one and the same happening.
NEAR: frozenset[frozenset[EventType]] = frozenset(
    {
        frozenset({T.AIR_STRIKE, T.SHELLING}),
        frozenset({T.AIR_STRIKE, T.ASSASSINATION}),  # a drone's rocket at a commander's car
        frozenset({T.ARMED_CLASH, T.TERRITORY_CHANGE}),
        frozenset({T.EXPLOSION, T.SUICIDE_BOMBING}),
        frozenset({T.EXPLOSION, T.SHELLING}),
        frozenset({T.EXPLOSION, T.AIR_STRIKE}),
        frozenset({T.EXPLOSION, T.ASSASSINATION}),
        frozenset({T.EXPLOSION, T.ACCIDENT}),
        frozenset({T.ATTACK, T.ASSASSINATION}),
        frozenset({T.ATTACK, T.EXPLOSION}),
        frozenset({T.ATTACK, T.SUICIDE_BOMBING}),
        frozenset({T.ATTACK, T.ARMED_CLASH}),
        frozenset({T.ABDUCTION, T.ARREST}),  # what one side calls an arrest
        frozenset({T.PROTEST, T.RIOT}),
        frozenset({T.ACCIDENT, T.DISASTER}),
    }
)
# The kind that says more of the same happening: a blast turns out to be a suicide bombing.
MORE_EXACT: dict[EventType, frozenset[EventType]] = {
    T.EXPLOSION: frozenset({T.SUICIDE_BOMBING, T.ASSASSINATION}),
    T.ATTACK: frozenset({T.SUICIDE_BOMBING, T.ASSASSINATION}),
}
# Kinds that one place seldom sees twice within two days: a report a day off is rather misdated than another.
SINGLE = frozenset({T.CHEMICAL_ATTACK, T.SUICIDE_BOMBING, T.ASSASSINATION, T.ABDUCTION, T.ACCIDENT})
# Kinds that a whole country hardly sees twice in a week.
SELDOM = frozenset({T.CHEMICAL_ATTACK})
# Kinds that go on for days, so that each day's reports tell of one and the same.
LASTING = frozenset({T.SIEGE, T.DISPLACEMENT, T.TRUCE, T.OUTAGE, T.DISASTER, T.OUTBREAK})


def near(one: EventType, other: EventType) -> bool:
    """Say whether two different kinds may be one happening."""
    return frozenset({one, other}) in NEAR


@lru_cache(maxsize=len(EventType))
def near_types(kind: EventType) -> frozenset[EventType]:
    """Return a kind with those that writers use for the same happening."""
    return frozenset({other for pair in NEAR if kind in pair for other in pair} | {kind})


@lru_cache(maxsize=len(EventType))
def near_families(kind: EventType) -> tuple[Family, ...]:
    """Return the families in which an incident of this kind may have been opened."""
    return tuple(sorted({FAMILY_OF[other] for other in near_types(kind)}))


def more_exact(known: EventType, told: EventType) -> EventType:
    """Return the kind that says more: the one told now only where it is a special case of the one known."""
    return told if told in MORE_EXACT.get(known, frozenset()) else known

"""To which incident does an event belong? Every answer comes with its reasons.

A pair is refused outright when two known places or two known days differ; what is left is scored, and the
best incident with enough evidence takes the event. The figures are whole points so that a reader can follow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from crawler.arabic.tokens import readings, tokenize
from crawler.model import FAMILY_OF, Article, Event, EventType, Family, Incident, Place, Precision

ENOUGH = 5.0
WINDOW = timedelta(days=7)  # the guide's week: an older happening is told as background
WORDLESS = frozenset(
    "في من علي الي عن بعد قبل خلال مع بين و ان التي الذي هذا هذه قتل قتيل قتلي مقتل جرح".split()  # noqa: SIM905
)

Contains = Callable[[str, str], bool]

T = EventType
# Types that writers use for one and the same happening.
NEAR: tuple[frozenset[EventType], ...] = (
    frozenset({T.AIR_STRIKE, T.SHELLING}),
    frozenset({T.ARMED_CLASH, T.TERRITORY_CHANGE}),
    frozenset({T.EXPLOSION, T.SUICIDE_BOMBING}),
    frozenset({T.EXPLOSION, T.SHELLING}),
    frozenset({T.EXPLOSION, T.AIR_STRIKE}),
    frozenset({T.ATTACK, T.ASSASSINATION}),
    frozenset({T.ATTACK, T.EXPLOSION}),
    frozenset({T.ATTACK, T.SUICIDE_BOMBING}),
    frozenset({T.ATTACK, T.ARMED_CLASH}),
    frozenset({T.ASSASSINATION, T.EXPLOSION}),
    frozenset({T.PROTEST, T.RIOT}),
    frozenset({T.EXPLOSION, T.ACCIDENT}),
    frozenset({T.ACCIDENT, T.DISASTER}),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How well an event fits an incident: None points mean refused."""

    points: float | None
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The incident that takes an event, or None for a new one."""

    incident: Incident | None
    why: tuple[str, ...]


def near_families(kind: EventType) -> tuple[Family, ...]:
    """Return the families in which an incident of this kind may have been opened."""
    kinds = {other for pair in NEAR if kind in pair for other in pair} | {kind}
    return tuple(sorted({FAMILY_OF[other] for other in kinds}))


def choose(
    event: Event,
    article: Article,
    candidates: Iterable[Incident],
    contains: Contains,
    twin: frozenset[int] = frozenset(),
) -> Choice:
    """Choose the incident that an event belongs to.

    ``twin`` holds the incidents of the article that this one nearly repeats.
    """
    best: tuple[float, Incident, tuple[str, ...]] | None = None
    refusals: list[str] = []
    for incident in candidates:
        fit = fits(event, article, incident, contains, is_twin=incident.id in twin)
        if fit.points is not None and fit.points >= ENOUGH and (best is None or fit.points > best[0]):
            best = (fit.points, incident, fit.why)
        elif fit.points is None or fit.points < ENOUGH:
            refusals.append(f"not {incident.code}: {'; '.join(fit.why)}")
    if best is None:
        return Choice(incident=None, why=("no open incident fits", *refusals[:3]))
    return Choice(incident=best[1], why=(*best[2], f"{best[0]:g} of {ENOUGH:g} points"))


def fits(
    event: Event, article: Article, incident: Incident, contains: Contains, *, is_twin: bool = False
) -> Fit:
    """Weigh one event against one incident."""
    points, why = (3.0, ["nearly the same text as a report of it"]) if is_twin else (0.0, [])
    for weigh in (
        lambda: _by_kind(event, incident),
        lambda: _by_place(event, incident, contains),
        lambda: _by_day(event, article, incident, is_twin=is_twin),
        lambda: _by_toll(event, incident),
        lambda: _by_words(article, incident),
    ):
        part = weigh()
        if part.points is None:
            return part
        points += part.points
        why.extend(part.why)
    return Fit(points=points, why=tuple(why))


def _by_kind(event: Event, incident: Incident) -> Fit:
    if event.type == incident.type:
        return Fit(points=3, why=(f"both are {event.type}",))
    if event.type in incident.types:
        return Fit(points=2.5, why=(f"also reported as {event.type}",))
    if frozenset({event.type, incident.type}) in NEAR:
        return Fit(points=1, why=(f"{event.type} is near to {incident.type}",))
    return Fit(points=None, why=(f"{event.type} is not {incident.type}",))


def _by_place(event: Event, incident: Incident, contains: Contains) -> Fit:
    mine, theirs = event.place, incident.place
    if mine is None or theirs is None:
        if event.country and incident.country and event.country != incident.country:
            return Fit(points=None, why=(f"in {event.country}, not {incident.country}",))
        return Fit(points=-0.5, why=("one names no place",))
    if same_place(mine, theirs):
        return Fit(points=3, why=(f"both at {theirs.name}",))
    if any(same_place(a, b) for a in (mine, *event.also) for b in (theirs, *incident.also)):
        return Fit(points=2.5, why=("they share a place",))
    if within(mine, theirs, contains) or within(theirs, mine, contains):
        wide = min(mine.precision, theirs.precision)
        return Fit(
            points=0.5 if wide == Precision.COUNTRY else 1.5,
            why=(f"{mine.name} and {theirs.name}: one holds the other",),
        )
    return Fit(points=None, why=(f"{mine.name} is not {theirs.name}",))


def same_place(one: Place, other: Place) -> bool:
    """Say whether two places are one; a place outside the gazetteer is known by name and parent."""
    if one.id or other.id:
        return one.id == other.id
    return one.name == other.name and (one.parent == other.parent or None in (one.parent, other.parent))


def within(inner: Place, outer: Place, contains: Contains) -> bool:
    """Say whether one place lies in another that is less exact."""
    if outer.precision >= inner.precision or not outer.id:
        return False
    start = inner.id or inner.parent
    return start is not None and contains(outer.id, start)


def _by_day(event: Event, article: Article, incident: Incident, *, is_twin: bool) -> Fit:
    first, last = incident.first_date, incident.last_date or incident.first_date
    if event.date is None or first is None or last is None:
        return _by_publication(article, incident)
    if first <= event.date <= last:
        return Fit(points=2, why=(f"both on {event.date}",))
    apart = min(abs(event.date - first), abs(event.date - last))
    if apart == timedelta(days=1) and (is_twin or _same_toll(event, incident)):
        return Fit(points=0.5, why=("a day apart with the same toll",))
    return Fit(points=None, why=(f"on {event.date}, not {first}",))


def _by_publication(article: Article, incident: Incident) -> Fit:
    published = article.published
    assert published is not None
    gap = max(incident.opened_at - published, published - incident.updated_at)
    if gap > timedelta(days=3):
        return Fit(points=-1, why=("told days apart, and one names no day",))
    return Fit(points=0.5, why=("told at about the same time",))


def _same_toll(event: Event, incident: Incident) -> bool:
    mine, theirs = event.killed.best, incident.killed.best
    return mine is not None and mine > 0 and mine == theirs


def _by_toll(event: Event, incident: Incident) -> Fit:
    mine, theirs = event.killed.best, incident.killed.best
    if not mine or not theirs:
        return Fit(points=0, why=())
    if mine == theirs:
        return Fit(points=1, why=(f"both tell of {mine} killed",))
    if max(mine, theirs) > 3 * min(mine, theirs) and event.type not in incident.types:
        return Fit(points=-1, why=(f"{mine} killed against {theirs}",))
    return Fit(points=0, why=())


def _by_words(article: Article, incident: Incident) -> Fit:
    mine = title_words(article.title)
    shared = max((overlap(mine, title_words(report.title)) for report in incident.reports[-5:]), default=0.0)
    points = round(2 * shared, 1)
    return Fit(points=points, why=(f"headlines share {shared:.0%} of their words",) if points else ())


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of the shorter set that the two have in common, 0…1."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


@lru_cache(maxsize=20_000)
def title_words(title: str) -> frozenset[str]:
    """Return a headline's telling words, without ال and the small words written onto them."""
    return frozenset(_bare(token.text) for token in tokenize(title) if token.kind != "mark") - WORDLESS


def _bare(word: str) -> str:
    taken_apart = [reading.stem for reading in readings(word) if reading.article]
    return taken_apart[0] if taken_apart else word


def days_of(events: Sequence[Event]) -> tuple[date | None, date | None]:
    """Return the first and last day that events name."""
    days = [event.date for event in events if event.date is not None]
    return (min(days), max(days)) if days else (None, None)


def searched_since(published: datetime) -> datetime:
    """Return how far back incidents are searched for an article of this time."""
    return published - WINDOW

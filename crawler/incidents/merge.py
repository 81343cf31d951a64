"""To which incident does an event belong? Every answer comes with its reasons.

A pair is refused outright when two known places differ, or two known days do and nothing else speaks for one
happening; what is left is weighed, and the best incident with enough evidence takes the event. The weights
are whole and half points so that a reader can follow.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from crawler.arabic.tokens import readings, tokenize
from crawler.incidents.kinds import LASTING, SELDOM, SINGLE, near, near_families
from crawler.incidents.where import Contains, may_lie_in, same_place, within
from crawler.incidents.wording import NATIONS, forms_of, names, place_forms, shared_words, words_around
from crawler.model import Article, Event, Incident, Place, Precision

__all__ = ["ENOUGH", "WINDOW", "Choice", "Fit", "choose", "fits", "near_families"]

ENOUGH = 5.0
WINDOW = timedelta(days=7)  # the guide's week: an older happening is told as background
DAY = timedelta(days=1)
SOME_DAYS = 3 * DAY  # so late a report without a day may still mean the same happening
LASTS = 2 * DAY  # between the days that reports of something lasting name
TELLING_TOLL = 3  # of one or two dead there are several on a bad day
FEW_SHARED = 2  # one shared word may be chance
MANY_SHARED, LARGE_PART = 3, 0.5  # of a headline: more than kind, place and chance explain
WIDELY = 3  # origins: what so many tell of is meant by whoever speaks of such a thing a day later
MOST_REFUSALS = 3  # are told, of the latest incidents
MOST_REPORTS = 8  # of an incident are compared by their words: the first, and the latest


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An event with what its article shows beyond it."""

    event: Event
    published: date  # in the publisher's zone
    words: frozenset[str]  # of the headline and of what stands around the event, in every form
    worn: frozenset[str]  # forms that tell nothing here
    known_thing: bool  # the reader is taken to know it: الهجوم الكيماوي


def choose(
    told: Telling, candidates: Sequence[Incident], contains: Contains, twin: frozenset[int] = frozenset()
) -> Choice:
    """Choose the incident that an event belongs to; of equals the one that comes first.

    ``twin`` holds the incidents of the articles that this one nearly repeats.
    """
    best: tuple[tuple[float, int], Incident, tuple[str, ...]] | None = None
    refusals: list[str] = []
    for incident in candidates:
        fit = fits(told, incident, contains, is_twin=incident.id in twin)
        if fit.points is None or fit.points < ENOUGH:
            if len(refusals) < MOST_REFUSALS:
                refusals.append(f"not {_name(incident)}: {'; '.join(fit.why)}")
            continue
        rank = (fit.points, len(incident.reports))  # a vague report means what everybody speaks of
        if best is None or rank > best[0]:
            best = (rank, incident, fit.why)
    if best is None:
        return Choice(incident=None, why=("no open incident fits", *refusals))
    return Choice(incident=best[1], why=(*best[2], f"{best[0][0]:g} of {ENOUGH:g} points"))


def _name(incident: Incident) -> str:
    return incident.code if incident.id > 0 else "a new one"


def telling(event: Event, article: Article) -> Telling:
    """Gather what is compared of an event."""
    assert article.published is not None
    places = [place for place in (event.place, *event.also) if place is not None]
    return Telling(
        event=event,
        published=article.published.astimezone(ZoneInfo(article.timezone)).date(),
        words=words_around(article, event),
        worn=forms_of(event.trigger) | place_forms(places) | NATIONS.get(event.country or "", frozenset()),
        known_thing=_is_definite(event.trigger),
    )


def _compared(incident: Incident) -> tuple[str, ...]:
    titles = [report.title for report in incident.reports]
    return tuple(dict.fromkeys([*titles[:1], *titles[1 - MOST_REPORTS :]]))


def _is_definite(trigger: str) -> bool:
    """Whether the reader is taken to know it: الهجوم الكيماوي, or by its genitive استخدام الكيماوي."""
    words = (token.text for token in tokenize(trigger) if token.kind == "word")
    return any(reading.article for word in words for reading in readings(word))


def fits(told: Telling, incident: Incident, contains: Contains, *, is_twin: bool = False) -> Fit:
    """Weigh one event against one incident; what refuses it is asked first."""
    weighings: tuple[Callable[[], Fit], ...] = (
        lambda: _by_kind(told.event, incident),
        lambda: _by_place(told, incident, contains),
        lambda: _by_day(told, incident, is_twin=is_twin),
        lambda: _by_toll(told.event, incident),
        lambda: _by_words(told, incident),
        lambda: _by_actors(told.event, incident),
    )
    points, why = (3.0, ["nearly the same text as a report of it"]) if is_twin else (0.0, [])
    for weigh in weighings:
        part = weigh()
        if part.points is None:
            return part
        points += part.points
        why.extend(part.why)
    return Fit(points=round(points, 1), why=tuple(why))


# --- What ------------------------------------------------------------------------------------------


def _by_kind(event: Event, incident: Incident) -> Fit:
    if event.type == incident.type:
        return Fit(points=3, why=(f"both are {event.type}",))
    if event.type in incident.types:
        return Fit(points=2.5, why=(f"also reported as {event.type}",))
    if near(event.type, incident.type):
        return Fit(points=1, why=(f"{event.type} is near to {incident.type}",))
    return Fit(points=None, why=(f"{event.type} is not {incident.type}",))


# --- Where -----------------------------------------------------------------------------------------


def _by_place(told: Telling, incident: Incident, contains: Contains) -> Fit:
    event, mine, theirs = told.event, _narrow(told.event.place), _narrow(incident.place)
    if mine is None or theirs is None:
        return _by_country(told, incident, mine or theirs)
    if same_place(mine, theirs, contains):
        wide = mine.precision <= Precision.GOVERNORATE
        return Fit(points=2 if wide else 3, why=(f"both at {theirs.name}",))
    if within(mine, theirs, contains) or within(theirs, mine, contains):
        why = f"{mine.name} and {theirs.name}: one holds the other"
        return Fit(points=_nearness(mine, theirs), why=(why,))
    if _share_a_place(event, incident, contains):
        return Fit(points=_sharing(event, incident), why=("they share a place",))
    if may_lie_in(mine, theirs) or may_lie_in(theirs, mine):
        return Fit(points=0, why=(f"{mine.name} and {theirs.name}: one could hold the other",))
    return Fit(points=None, why=(f"{mine.name} is not {theirs.name}",))


def _nearness(one: Place, other: Place) -> float:
    """Weigh a place that holds another: in a governorate much happens on one day, in a town less.

    So kind and day alone do not tie a governorate's report to a quarter: a toll, words or sides must agree.
    """
    wide = min(one.precision, other.precision)
    return -0.5 if wide <= Precision.GOVERNORATE else 1 if wide is Precision.DISTRICT else 1.5


def _narrow(place: Place | None) -> Place | None:
    """Return a place that says more than the country does."""
    return None if place is None or place.precision is Precision.COUNTRY else place


def _sharing(event: Event, incident: Incident) -> float:
    """Weigh lists of places that overlap: neighbours are named together every day, so the day must agree."""
    return 2.5 if event.date is not None and incident.first_date is not None else 1


def _share_a_place(event: Event, incident: Incident, contains: Contains) -> bool:
    mine = [place for place in (event.place, *event.also) if place is not None]
    theirs = [place for place in (incident.place, *incident.also) if place is not None]
    return any(same_place(a, b, contains) for a in mine for b in theirs)


def _by_country(told: Telling, incident: Incident, named: Place | None) -> Fit:
    """Weigh a pair of which at most one names a place."""
    mine, theirs = told.event.country, incident.country
    if mine and theirs and mine != theirs:
        return Fit(points=None, why=(f"in {mine}, not {theirs}",))
    if named is not None and _is_mentioned(named, told, incident):
        return Fit(points=1, why=(f"the text around it names {named.name}",))
    if not mine or not theirs:
        return Fit(points=-1, why=("one names no country",))
    if told.event.type in SINGLE:
        return Fit(points=0.5, why=(f"both in {theirs}, where this is seldom",))
    if named is None and told.event.type not in LASTING:  # a blackout is seldom one of several
        return Fit(points=-1, why=("neither names a place",))
    return Fit(points=-0.5, why=("one names no place",))


def _is_mentioned(place: Place, told: Telling, incident: Incident) -> bool:
    if _narrow(told.event.place) is None and names(told.words, place):
        return True
    return _narrow(incident.place) is None and any(
        names(forms_of(title), place) for title in _compared(incident)
    )


# --- When ------------------------------------------------------------------------------------------


def _by_day(told: Telling, incident: Incident, *, is_twin: bool) -> Fit:
    day, first = told.event.date, incident.first_date
    last = incident.last_date or first
    if day is None or first is None or last is None:
        return _by_publication(told, incident)
    apart = max(first - day, day - last, timedelta(0))
    if not apart:
        return Fit(points=2, why=(f"both on {day}",))
    if told.event.type in LASTING and apart <= LASTS:
        return Fit(points=1, why=("it goes on from day to day",))
    if apart <= DAY and not _tolls_differ(told.event, incident):
        return _a_day_apart(told, incident, is_twin=is_twin)
    if _means(told, incident, day, first):
        return Fit(points=-1, why=(f"mentioned as a known thing, on {day} for {first}",))
    return Fit(points=None, why=(f"on {day}, not {first}",))


def _means(told: Telling, incident: Incident, day: date, first: date) -> bool:
    """Whether another day is a slip: what is seldom is mentioned as known, or all speak of it by then."""
    if told.event.type in SELDOM and incident.origins >= WIDELY:
        return day < first or not told.event.central
    return told.event.type in SINGLE and told.known_thing and not told.event.central


def _a_day_apart(told: Telling, incident: Incident, *, is_twin: bool) -> Fit:
    """Weigh a day's difference: a reprint of the next morning, or who speaks of it and names his own day."""
    if is_twin or _same_toll(told.event, incident):
        return Fit(points=0.5, why=("a day apart, with the same words or toll",))
    mentioned = told.known_thing and not told.event.central
    if told.event.type not in SINGLE and not mentioned:
        return Fit(points=None, why=(f"on {told.event.date}, not {incident.first_date}",))
    if told.event.type not in SINGLE:
        return Fit(points=-1, why=("a day apart, but mentioned as a known thing",))
    return _a_seldom_day_apart(told, incident)


def _a_seldom_day_apart(told: Telling, incident: Incident) -> Fit:
    """Weigh a day's difference of what a place seldom sees twice: one of the two may be misdated."""
    if told.event.type in SELDOM and incident.origins >= WIDELY:
        return Fit(points=0, why=("a day apart, but everybody speaks of it",))
    found, part = _shared(told, incident)
    if found >= MANY_SHARED and part >= LARGE_PART:
        return Fit(points=0, why=("a day apart, but told alike",))
    if told.known_thing or not told.event.central:
        return Fit(points=-0.5, why=("a day apart, but told as a known thing",))
    return Fit(points=-1.5, why=("a day apart",))


def _by_publication(told: Telling, incident: Incident) -> Fit:
    """Weigh the time where one of the two names no day: an article cannot tell of what comes after it."""
    day = told.event.date
    opened, updated = incident.opened_at.date(), incident.updated_at.date()
    if day is not None and day > opened + DAY:  # a day, for the zones of two publishers
        return Fit(points=None, why=(f"on {day}, but reported before",))
    if incident.first_date is not None and told.published < incident.first_date:
        return Fit(points=None, why=(f"told before {incident.first_date}",))
    if day is not None:
        gap = opened - day
    else:
        gap = max(
            (incident.last_date or opened) - told.published, told.published - (incident.last_date or updated)
        )
    if gap <= DAY:
        return Fit(points=0.5, why=("told at about the same time",))
    if opened - DAY <= told.published <= updated + DAY and gap <= SOME_DAYS:
        return Fit(points=0, why=("told on the same day, of some days before",))
    return _days_later(told, incident, gap)


def _days_later(told: Telling, incident: Incident, gap: timedelta) -> Fit:
    """Weigh a report without a day that comes days after: of what happens daily it tells anew.

    To join last week's raids would hide today's from those who were told of the first.
    """
    if told.event.type in SINGLE | LASTING:
        return Fit(points=0 if gap <= SOME_DAYS else -1, why=("told some days apart",))
    if gap > SOME_DAYS and not _same_toll(told.event, incident):
        return Fit(points=None, why=(f"told {gap.days} days apart, and one names no day",))
    return Fit(points=-1.5, why=("told days apart, and one names no day",))


# --- How many, in which words, by whom -------------------------------------------------------------


def _same_toll(event: Event, incident: Incident) -> bool:
    """Whether both tell of the same number, and of more than there are every day."""
    killed, wounded = event.killed.best or 0, event.wounded.best or 0
    if killed != (incident.killed.best or 0):
        return False
    alike = killed >= TELLING_TOLL or wounded == incident.wounded.best
    return alike and killed + wounded >= TELLING_TOLL


def _tolls_differ(event: Event, incident: Incident) -> bool:
    mine, theirs = event.killed.best, incident.killed.best
    return mine is not None and theirs is not None and mine != theirs


def _by_toll(event: Event, incident: Incident) -> Fit:
    mine, theirs = event.killed.best, incident.killed.best
    if _same_toll(event, incident):
        return Fit(points=1, why=("both tell of the same toll",))
    if mine and theirs and max(mine, theirs) > 3 * min(mine, theirs) and event.type not in incident.types:
        return Fit(points=-1, why=(f"{mine} killed against {theirs}",))
    return Fit(points=0, why=())


def _shared(told: Telling, incident: Incident) -> tuple[int, float]:
    worn = told.worn | place_forms(place for place in (incident.place, *incident.also) if place is not None)
    return max((shared_words(told.words, title, worn) for title in _compared(incident)), default=(0, 0.0))


def _by_words(told: Telling, incident: Incident) -> Fit:
    found, part = _shared(told, incident)
    if found < FEW_SHARED:
        return Fit(points=0, why=())
    return Fit(
        points=round(min(3, max(4 * part, 0.65 * found)), 1),
        why=(f"its text holds {found} telling words of a headline",),
    )


def _by_actors(event: Event, incident: Incident) -> Fit:
    shared = [actor for actor in event.actors if actor in incident.actors]
    return Fit(points=0.3, why=(f"both name {shared[0]}",)) if shared else Fit(points=0, why=())

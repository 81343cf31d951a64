"""What an incident is, as its reports tell it; tolls are never summed.

An incident is a function of its reports in the order of their publication, and of what an operator settled:
in which order they arrived makes no difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from crawler.incidents.grade import DEFAULT, Grading, certainty_of, severity_of
from crawler.incidents.kinds import LASTING, more_exact
from crawler.incidents.where import Contains, may_lie_in, same_place, sharper, within
from crawler.model import (
    Article,
    ChangeKind,
    Correction,
    Event,
    EventType,
    Incident,
    IncidentState,
    Place,
    Report,
    Status,
    Toll,
)

TELLINGS = ("type", "place", "also", "killed", "wounded", "denied", "severity")  # what a message shows of it


def report_of(article: Article, event: Event, position: int = 0) -> Report:
    """Return an article's part in an incident."""
    assert article.published is not None
    return Report(
        article_id=article.id,
        publisher=article.publisher,
        url=article.url,
        title=article.title,
        published=article.published,
        origin=article.origin or article.publisher,
        killed=event.killed,
        wounded=event.wounded,
        position=position,
        type=event.type,
        place=event.place,
        also=event.also,
        country=event.country,
        day=event.date,
        certainty=event.certainty,
        central=event.central,
        actors=event.actors,
        denies=event.status is Status.DENIED,
        quoted=article.origin,
    )


def report_order(report: Report) -> tuple[object, ...]:
    """Return what reports are put in order by: no report can tell of what comes after it."""
    return report.published, report.article_id, report.position


def open_incident(first: Report, contains: Contains, grading: Grading = DEFAULT) -> Incident:
    """Return a new incident as its first report tells it; its number is given by the store."""
    return drawn([first], contains, grading)


def revise(incident: Incident, report: Report, contains: Contains, grading: Grading = DEFAULT) -> Incident:
    """Return the incident with one more report; a repeated report changes nothing."""
    if any(known.article_id == report.article_id for known in incident.reports):
        return incident
    draft = redrawn(incident, (*incident.reports, report), contains, grading)
    return replace(draft, revision=incident.revision + 1, state=IncidentState.OPEN)


def corrected(
    incident: Incident, correction: Correction, contains: Contains, grading: Grading = DEFAULT
) -> Incident:
    """Return the incident as an operator settles it, now and for all reports to come."""
    settled = replace(incident, corrections=(*incident.corrections, correction))
    return replace(
        redrawn(settled, settled.reports, contains, grading),
        revision=incident.revision + 1,
        state=incident.state,
    )


def redrawn(incident: Incident, reports: Iterable[Report], contains: Contains, grading: Grading) -> Incident:
    """Return an incident as other reports tell it; its number, state and corrections stay."""
    draft = drawn(reports, contains, grading, incident.corrections)
    return replace(draft, id=incident.id, revision=incident.revision, state=incident.state)


def drawn(
    reports: Iterable[Report],
    contains: Contains,
    grading: Grading = DEFAULT,
    corrections: Sequence[Correction] = (),
) -> Incident:
    """Draw an incident from its reports; one at least should not deny it, for a denial alone is none."""
    told = with_origins(sorted(reports, key=report_order))
    first = next((report for report in told if not report.denies), told[0])
    assert first.type is not None
    kinds = list(dict.fromkeys([first.type, *(one.type for one in told if one.type and not one.denies)]))
    place = _place(told, contains)
    kind = _kind(kinds)
    first_day, last_day = _days(told, kind)
    draft = Incident(
        id=0,
        revision=1,
        type=kind,
        types=tuple(kinds),
        place=place,
        also=_also(told, place, contains),
        country=next((report.country for report in told if report.country), None),
        first_date=first_day,
        last_date=last_day,
        opened_at=told[0].published,
        updated_at=told[-1].published,
        killed=merged_toll(told, [report.killed for report in told]),
        wounded=merged_toll(told, [report.wounded for report in told]),
        actors=tuple(dict.fromkeys(actor for report in told for actor in report.actors)),
        denied=any(report.denies for report in told),
        reports=told,
        corrections=tuple(corrections),
    )
    return _graded(_settled(draft), grading)


def with_origins(reports: Sequence[Report]) -> tuple[Report, ...]:
    """Say whose words each report holds: of reprints, those of whoever told them first."""
    first: dict[str, str] = {}
    told: list[Report] = []
    for report in reports:
        own = report.quoted or report.publisher
        origin = own if report.wording is None else first.setdefault(report.wording, own)
        told.append(report if report.origin == origin else replace(report, origin=origin))
    return tuple(told)


def _kind(kinds: Sequence[EventType]) -> EventType:
    known = kinds[0]
    for told in kinds[1:]:
        known = more_exact(known, told)
    return known


def _place(reports: Sequence[Report], contains: Contains) -> Place | None:
    place = None
    for report in reports:
        place = sharper(place, report.place, contains)
    return place


def _days(reports: Sequence[Report], kind: EventType) -> tuple[date | None, date | None]:
    """Return the first and the last day: of what lasts all that are told, of the rest the one most tell of.

    One paper's slip of the pen (the day it printed for the day it happened) must not stretch an explosion.
    """
    days = [report.day for report in reports if report.day is not None]
    if not days:
        return None, None
    if kind in LASTING:
        return min(days), max(days)
    counted = Counter(
        report.day for report in reports if report.day is not None for _ in range(_weight(report))
    )
    likeliest = max(counted, key=lambda day: (counted[day], -day.toordinal()))
    return likeliest, likeliest


def _weight(report: Report) -> int:
    """Weigh a report's day: who mentions the incident beside other news is oftener mistaken."""
    return 2 if report.central else 1


def _also(reports: Sequence[Report], place: Place | None, contains: Contains) -> tuple[Place, ...]:
    """Return the further places; a wider name for a known one is none."""
    seen = [] if place is None else [place]
    for report in reports:
        for told in (report.place, *report.also):
            if told is not None and not any(_is_told(told, other, contains) for other in seen):
                seen.append(told)
    return tuple(seen if place is None else seen[1:])


def _is_told(place: Place, other: Place, contains: Contains) -> bool:
    """Whether a place says nothing beside another: it is the same, or only holds it."""
    return same_place(place, other, contains) or within(other, place, contains) or may_lie_in(other, place)


def _settled(draft: Incident) -> Incident:
    """Let what an operator settled stand over what is reported, the latest word last."""
    for correction in draft.corrections:
        day = correction.day
        draft = replace(
            draft,
            type=correction.type or draft.type,
            types=draft.types
            if correction.type is None
            else tuple({correction.type: 0, **dict.fromkeys(draft.types)}),
            place=correction.place or draft.place,
            country=correction.place.country if correction.place else draft.country,
            first_date=day or draft.first_date,
            last_date=day or draft.last_date,
            killed=draft.killed if correction.killed is None else correction.killed,
            wounded=draft.wounded if correction.wounded is None else correction.wounded,
            denied=draft.denied if correction.denied is None else correction.denied,
        )
    return draft


def merged_toll(reports: Sequence[Report], tolls: Sequence[Toll]) -> Toll:
    """Merge what the reports tell: each origin counts with its latest figure, the highest of these stands.

    ``reports`` are in order of publication, ``tolls`` beside them. A publisher that corrects itself is
    followed, an old figure repeated by another does not pull the toll down, and nothing is summed.
    """
    latest: dict[str, Toll] = {}
    for report, toll in zip(reports, tolls, strict=True):
        if toll.known:
            latest[report.origin] = toll
    if not latest:
        return Toll()
    figures = [toll.best for toll in latest.values() if toll.best is not None]
    lows = [toll.low if toll.low is not None else toll.best for toll in latest.values()]
    highs = [toll.high if toll.high is not None else toll.best for toll in latest.values()]
    best = max(figures, default=None)
    leading = next((toll.said_by for toll in latest.values() if toll.best == best), None)
    return Toll(
        best=best,
        low=min((low for low in lows if low is not None), default=None),
        high=max((high for high in highs if high is not None), default=None),
        said_by=leading,
    )


def change_kind(before: Incident, after: Incident) -> ChangeKind:
    """Say what became of an incident; what people must hear comes first."""
    if after.denied and not before.denied:
        return ChangeKind.DENIED
    if before.state is IncidentState.CLOSED and after.state is IncidentState.OPEN:
        return ChangeKind.REOPENED
    if _took_back(before, after):
        return ChangeKind.CORRECTED
    same = all(getattr(before, name) == getattr(after, name) for name in TELLINGS)
    return ChangeKind.JOINED if same else ChangeKind.REVISED


def _took_back(before: Incident, after: Incident) -> bool:
    """Whether the figure went down: an origin took its own back, since no other's can pull it down."""
    pairs = ((before.killed.best, after.killed.best), (before.wounded.best, after.wounded.best))
    return any(new is not None and old is not None and new < old for old, new in pairs)


def _graded(incident: Incident, grading: Grading) -> Incident:
    return replace(
        incident, certainty=certainty_of(incident, grading), severity=severity_of(incident, grading)
    )

"""What an incident becomes when one more event joins it; tolls are never summed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from crawler.incidents.grade import certainty_of, severity_of
from crawler.incidents.kinds import more_exact
from crawler.incidents.where import may_lie_in, same_place, sharper, within
from crawler.model import (
    Article,
    ChangeKind,
    Event,
    Incident,
    IncidentState,
    Place,
    Report,
    Status,
    Toll,
)

Contains = Callable[[str, str], bool]


def report_of(article: Article, event: Event, origin: str) -> Report:
    """Return an article's part in an incident."""
    assert article.published is not None
    return Report(
        article_id=article.id,
        publisher=article.publisher,
        url=article.url,
        title=article.title,
        published=article.published,
        origin=origin,
        killed=event.killed,
        wounded=event.wounded,
    )


def open_incident(event: Event, report: Report) -> Incident:
    """Return a new incident as its first report tells it; its number is given by the store."""
    draft = Incident(
        id=0,
        revision=1,
        type=event.type,
        types=(event.type,),
        place=event.place,
        also=event.also,
        country=event.country,
        first_date=event.date,
        last_date=event.date,
        opened_at=report.published,
        updated_at=report.published,
        killed=event.killed,
        wounded=event.wounded,
        certainty=event.certainty,
        actors=event.actors,
        reports=(report,),
    )
    return _graded(draft, event)


def revise(incident: Incident, event: Event, report: Report, contains: Contains) -> Incident:
    """Return the incident with one more report; a repeated report changes nothing."""
    if any(known.article_id == report.article_id for known in incident.reports):
        return incident
    reports = tuple(sorted((*incident.reports, report), key=lambda r: (r.published, r.article_id)))
    days = [day for day in (incident.first_date, incident.last_date, event.date) if day is not None]
    revised = replace(
        incident,
        type=more_exact(incident.type, event.type),
        types=incident.types if event.type in incident.types else (*incident.types, event.type),
        place=sharper(incident.place, event.place, contains),
        also=_also(incident, event, contains),
        country=incident.country or event.country,
        first_date=min(days, default=None),
        last_date=max(days, default=None),
        opened_at=reports[0].published,
        updated_at=max(incident.updated_at, report.published),
        killed=merged_toll(reports, [r.killed for r in reports]),
        wounded=merged_toll(reports, [r.wounded for r in reports]),
        actors=tuple(dict.fromkeys((*incident.actors, *event.actors))),
        denied=incident.denied or event.status is Status.DENIED,
        state=IncidentState.OPEN,
        reports=reports,
    )
    return replace(_graded(revised, event), revision=incident.revision + 1)


def change_kind(before: Incident, after: Incident) -> ChangeKind:
    """Say whether anything that people are told differs, apart from who reports it."""
    told = ("type", "place", "also", "killed", "wounded", "denied", "severity")
    same = all(getattr(before, name) == getattr(after, name) for name in told)
    return ChangeKind.JOINED if same else ChangeKind.REVISED


def _also(incident: Incident, event: Event, contains: Contains) -> tuple[Place, ...]:
    """Return the further places, those of the event included; a wider name for a known one is none."""
    seen = [place for place in (sharper(incident.place, event.place, contains),) if place is not None]
    told = [incident.place, event.place, *incident.also, *event.also]
    for place in told:
        if place is not None and not any(_is_told(place, other, contains) for other in seen):
            seen.append(place)
    return tuple(seen[1:])


def _is_told(place: Place, other: Place, contains: Contains) -> bool:
    """Whether a place says nothing beside another: it is the same, or only holds it."""
    return same_place(place, other, contains) or within(other, place, contains) or may_lie_in(other, place)


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


def _graded(incident: Incident, event: Event) -> Incident:
    return replace(incident, certainty=certainty_of(incident, event), severity=severity_of(incident))

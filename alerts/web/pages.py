"""Pages as text: the values they show and the templates they fill."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined

from alerts.digest import Digest
from alerts.render import words
from alerts.render.message import Voice, place_words, toll_words, when_words
from alerts.render.safe import clean
from crawler.model import Feed, Incident


def _load(name: str) -> str | None:
    try:
        return (files("alerts.web") / "templates" / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None


_PAGES = Environment(
    loader=FunctionLoader(_load), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)
_PAGES.filters["clean"] = clean
_PAGES.globals["words"] = words


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One incident as a list or page shows it."""

    incident: Incident
    kind: str
    place: str
    when: str
    updated: str
    killed: str
    wounded: str
    severity: str
    certainty: str
    precision: str
    reports: str
    origins: str


def row_of(incident: Incident, voice: Voice) -> Row:
    """Put an incident into words."""
    place = incident.place
    return Row(
        incident=incident,
        kind=words.TYPES[incident.type],
        place=place_words(incident, voice.describe),
        when=when_words(incident, voice.zone),
        updated=words.moment_words(incident.updated_at, voice.zone),
        killed=toll_words(incident.killed),
        wounded=toll_words(incident.wounded),
        severity=words.SEVERITIES[incident.severity],
        certainty=words.CERTAINTIES[incident.certainty],
        precision="" if place is None else words.PRECISIONS[place.precision],
        reports=words.REPORT.counted(len(incident.reports)),
        origins=words.ORIGIN.counted(incident.origins),
    )


def incidents_page(incidents: Sequence[Incident], alive: tuple[int, int], voice: Voice, now: datetime) -> str:
    """Show the incidents that changed last: the front page."""
    today = now.astimezone(voice.zone).date()
    return _PAGES.get_template("incidents.html").render(
        title="راصد",
        rows=[row_of(incident, voice) for incident in incidents],
        alive=alive,
        now=words.moment_words(now, voice.zone),
        yesterday=(today - timedelta(days=1)).isoformat(),
        today=today.isoformat(),
    )


def incident_page(
    incident: Incident, history: Sequence[tuple[int, datetime, str, list[str]]], voice: Voice
) -> str:
    """Show one incident with its reports and how it grew."""
    steps = [(number, words.moment_words(at, voice.zone), kind, why) for number, at, kind, why in history]
    reports = [
        (report, words.moment_words(report.published, voice.zone)) for report in reversed(incident.reports)
    ]
    row = row_of(incident, voice)
    return _PAGES.get_template("incident.html").render(
        title=f"{row.kind} — {row.place}", row=row, reports=reports, steps=steps
    )


def digest_page(digest: Digest, voice: Voice) -> str:
    """Show a day's digest."""
    sections = [
        (section, [row_of(incident, voice) for incident in section.incidents]) for section in digest.sections
    ]
    return _PAGES.get_template("digest.html").render(
        title=f"موجز {words.day_words(digest.day)}",
        digest=digest,
        count=words.INCIDENT.counted(digest.incidents) if digest.incidents else "لا أحداث",
        sections=sections,
        before=(digest.day - timedelta(days=1)).isoformat(),
        after=(digest.day + timedelta(days=1)).isoformat(),
    )


def feeds_page(rows: Sequence[tuple[Feed, str, str, str]]) -> str:
    """Show the feeds with when each last answered, what went wrong, and whether its texts break off."""
    return _PAGES.get_template("feeds.html").render(title="المصادر", rows=rows)


def missing_page() -> str:
    """Say that there is nothing here."""
    return _PAGES.get_template("missing.html").render(title="لا توجد صفحة هنا")

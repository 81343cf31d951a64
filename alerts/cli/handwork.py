"""What `rasid incidents` reads, shows and does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import typer
from rich.table import Table
from sqlalchemy import Connection

from alerts.app import announcer, grading_of, wall_clock
from alerts.areas import area_named
from alerts.cli.lines import complain
from alerts.cli.settled import own_places, settings_from
from alerts.cli.tables import show
from alerts.render.message import toll_words
from alerts.store.schema import open_database
from alerts.watching import read_types
from crawler.byhand import Hand, HandRefused
from crawler.model import Correction, Incident, Toll, incident_number
from crawler.places.gazetteer import Gazetteer
from crawler.store.claims import ClaimStore
from crawler.store.incidents import IncidentStore

_FIGURE = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A correction as it was typed."""

    type: str | None = None
    place: str | None = None
    day: str | None = None
    killed: str | None = None
    wounded: str | None = None
    retract: bool | None = None


def number_of(code: str) -> int:
    """Return the number of a code that was typed. Raises HandRefused."""
    number = incident_number(code.strip().lstrip("#").upper())
    if number is None:
        raise HandRefused(f"{code!r} is no code; one looks like A7K2 and stands at the end of each message")
    return number


def correction_of(wanted: Wanted, why: str, now: datetime, gazetteer: Gazetteer) -> Correction:
    """Read a correction that was typed. Raises HandRefused, UnknownArea, WishRefused."""
    if wanted == Wanted():
        raise HandRefused(
            "say what is right: --type, --place, --day, --killed, --wounded, --retract or --confirm"
        )
    place = area_named(wanted.place, gazetteer).area if wanted.place else None
    return Correction(
        at=now,
        why=why,
        type=read_types([wanted.type])[0] if wanted.type else None,
        place=gazetteer.get(place.place_id) if place else None,
        day=_day(wanted.day) if wanted.day else None,
        killed=read_toll(wanted.killed) if wanted.killed else None,
        wounded=read_toll(wanted.wounded) if wanted.wounded else None,
        denied=wanted.retract,
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise HandRefused(f"{text!r} is no day; write it like 2026-05-06") from error


def read_toll(text: str) -> Toll:
    """Read 5 or 5-9; the higher figure of two is the best. Raises HandRefused."""
    told = _FIGURE.fullmatch(text.strip())
    if told is None:
        raise HandRefused(f"{text!r} is no toll; write 5, or 5-9")
    low = int(told[1])
    high = int(told[2]) if told[2] else low
    if high < low:
        raise HandRefused(f"{text!r}: the lower figure comes first")
    return Toll(best=high, low=low, high=high, said_by=None)


@contextmanager
def reading(config: Path) -> Iterator[tuple[Connection, Gazetteer]]:
    """Open the database for looking; what is refused ends the command in a sentence."""
    with _told_in_a_sentence(), open_database(settings_from(config).database).begin() as tx:
        yield tx, Gazetteer.load(own=own_places(config))


@contextmanager
def working(config: Path) -> Iterator[tuple[Hand, datetime]]:
    """Open the database for an operator's hand; a running daemon goes on from what is settled."""
    settings = settings_from(config)
    contains = Gazetteer.load(own=own_places(config)).contains
    with _told_in_a_sentence(), open_database(settings.database).begin() as tx:
        yield Hand(tx, contains, announcer(settings, contains), grading_of(settings)), wall_clock()


@contextmanager
def _told_in_a_sentence() -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        complain(str(error))
        raise typer.Exit(1) from error


def incident_table(incidents: Sequence[Incident], gazetteer: Gazetteer) -> Table:
    """Show incidents, a line each."""
    table = _table("code", "type", "place", "day", "killed", "wounded", "certainty", "reports", "last told")
    for one in incidents:
        table.add_row(
            one.code,
            one.type.value + (" (denied)" if one.denied else ""),
            gazetteer.describe(one.place) if one.place else "",
            str(one.first_date or ""),
            toll_words(one.killed),
            toll_words(one.wounded),
            one.certainty.value,
            counted(one),
            f"{one.updated_at:%Y-%m-%d %H:%M}",
        )
    return table


def counted(incident: Incident) -> str:
    """Say how many reports there are, and from how many origins: «3 reports, 1 origin»."""
    reports, origins = len(incident.reports), incident.origins
    return f"{reports} report{'s' * (reports > 1)}, {origins} origin{'s' * (origins > 1)}"


def print_incident(tx: Connection, number: int, gazetteer: Gazetteer) -> None:
    """Show all that is known of an incident and why. Raises HandRefused."""
    incident = IncidentStore(tx).get(number)
    if incident is None:
        raise HandRefused("there is no such incident; `rasid incidents list` shows them")
    show(incident_table([incident], gazetteer))
    print(f"\nstate: {incident.state.value}, severity: {incident.severity.name.lower()}")
    for correction in incident.corrections:
        print(f"settled by hand at {correction.at:%Y-%m-%d %H:%M}: {correction.why}")
    show(_report_table(incident, dict(ClaimStore(tx).reasons(number)), gazetteer))
    history = _table("revision", "time", "kind", "why")
    for revision, at, kind, why in IncidentStore(tx).history(number):
        history.add_row(str(revision), f"{at:%Y-%m-%d %H:%M}", kind, "; ".join(why))
    show(history)


def _report_table(incident: Incident, reasons: dict[str, list[str]], gazetteer: Gazetteer) -> Table:
    table = _table("report", "published", "publisher", "words of", "place", "killed", "title", "why here")
    for position, report in enumerate(incident.reports, start=1):
        table.add_row(
            str(position),
            f"{report.published:%Y-%m-%d %H:%M}",
            report.publisher + (" (denies)" if report.denies else ""),
            report.origin,
            gazetteer.describe(report.place) if report.place else "",
            toll_words(report.killed),
            report.title,
            "; ".join(reasons.get(report.article_id, [])),
        )
    return table


def _table(*heads: str) -> Table:
    table = Table(show_edge=False, header_style="bold", pad_edge=False)
    for head in heads:
        table.add_column(head, overflow="fold")
    return table

"""`rasid incidents`: what happened, why it was put together so, and what the operator's hand settles."""

from __future__ import annotations

from typing import Annotated

import typer

from alerts.cli.settled import SETTINGS_FILE, ConfigOption

app = typer.Typer(help="Incidents: list, show, split, merge, correct.", no_args_is_help=True)

Code = Annotated[str, typer.Argument(help="The incident's code, e.g. A7K2.")]
Why = Annotated[str, typer.Option("--why", help="The reason; it is kept with the incident.")]


@app.command("list")
def list_incidents(
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many, the latest first.")] = 30,
    types: Annotated[str, typer.Option(help="Only these types, e.g. air_strike,shelling.")] = "",
    country: Annotated[str, typer.Option(help="Only this country, e.g. SY.")] = "",
    config: ConfigOption = SETTINGS_FILE,
) -> None:
    """Show the incidents that changed last."""
    from alerts.cli.handwork import incident_table, reading
    from alerts.cli.tables import show
    from alerts.watching import read_types
    from crawler.store.incidents import IncidentStore

    with reading(config) as (tx, gazetteer):
        kinds = read_types(filter(None, types.replace(" ", "").split(",")))
        found = IncidentStore(tx).latest(limit, kinds, country.upper() or None)
        show(incident_table(found, gazetteer))


@app.command("show")
def show_incident(code: Code, config: ConfigOption = SETTINGS_FILE) -> None:
    """Show an incident: its reports and whose words they hold, why each is in it, and its history."""
    from alerts.cli.handwork import number_of, print_incident, reading

    with reading(config) as (tx, gazetteer):
        print_incident(tx, number_of(code), gazetteer)


@app.command()
def split(
    code: Code,
    reports: Annotated[list[int], typer.Argument(help="Numbers of reports, as `show` counts them.")],
    why: Why,
    config: ConfigOption = SETTINGS_FILE,
) -> None:
    """Let some of an incident's reports be an incident of their own, for good."""
    from alerts.cli.handwork import number_of, working

    with working(config) as (hand, now):
        alone = hand.split(number_of(code), reports, why, now)
    print(f"{alone.code} has {len(alone.reports)} of the reports now")


@app.command()
def merge(
    code: Code,
    into: Annotated[str, typer.Argument(help="The code of the incident that takes its reports.")],
    why: Why,
    config: ConfigOption = SETTINGS_FILE,
) -> None:
    """Let an incident be part of another one, for good."""
    from alerts.cli.handwork import number_of, working

    with working(config) as (hand, now):
        whole = hand.merge(number_of(code), number_of(into), why, now)
    print(f"{whole.code} has {len(whole.reports)} reports now")


@app.command()
def correct(
    code: Code,
    why: Why,
    type_: Annotated[str | None, typer.Option("--type", help="What it was, e.g. shelling.")] = None,
    place: Annotated[str | None, typer.Option(help='Where it was, e.g. "حي القدم".')] = None,
    day: Annotated[str | None, typer.Option(help="When it was, e.g. 2026-05-06.")] = None,
    killed: Annotated[str | None, typer.Option(help="How many died, e.g. 5 or 5-9.")] = None,
    wounded: Annotated[str | None, typer.Option(help="How many were hurt.")] = None,
    retract: Annotated[
        bool | None,
        typer.Option("--retract/--confirm", help="It did not happen, or it did in spite of a denial."),
    ] = None,
    config: ConfigOption = SETTINGS_FILE,
) -> None:
    """Settle what is told of an incident; later reports do not change what you settle."""
    from alerts.cli.handwork import Wanted, correction_of, number_of, working
    from crawler.places.gazetteer import Gazetteer

    wanted = Wanted(type=type_, place=place, day=day, killed=killed, wounded=wounded, retract=retract)
    with working(config) as (hand, now):
        correction = correction_of(wanted, why, now, Gazetteer.load())
        after = hand.correct(number_of(code), correction, now)
    print(f"{after.code} is at revision {after.revision}")

"""`rasid replay`: the daemon on recorded articles."""

from __future__ import annotations

from typing import Annotated

import typer

from alerts.cli.settled import SETTINGS_FILE, ConfigOption, own_places


def replay(
    file: Annotated[
        str, typer.Argument(help="Article lines in time order; - is standard input, .gz is read.")
    ] = "-",
    area: Annotated[
        list[str] | None, typer.Option(help="An area to watch, by name; may be given again.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(help="Print only what is told from this time on (ISO 8601).")
    ] = None,
    until: Annotated[str | None, typer.Option(help="Print only what is told before this time.")] = None,
    incidents: Annotated[
        bool,
        typer.Option("--incidents", help="Print each article's incidents with the incident_id they went to."),
    ] = False,
    config: ConfigOption = SETTINGS_FILE,
) -> None:
    """Bring recorded articles through the whole pipeline, on a clock set from their time of publication.

    With --area, one JSON line a notification; with --incidents, one line an article.
    """
    import asyncio

    from alerts.cli.lines import complain, read_lines
    from alerts.cli.replaying import ReplayOutput, make_replay, read_moment

    if not area and not incidents:
        complain("say what to print: --area NAME (may be given again) or --incidents")
        raise typer.Exit(2)
    window = (read_moment(since), read_moment(until))
    output = ReplayOutput(make_replay(area or [], own_places(config)), window, incidents=incidents)
    raise typer.Exit(asyncio.run(output.run(read_lines(file))))

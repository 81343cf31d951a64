"""`rasid places`: the gazetteer."""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer(help="The known places.", no_args_is_help=True)


@app.callback()
def _places() -> None:
    """Look places up."""


@app.command()
def find(name: Annotated[str, typer.Argument(help="A name, e.g. القدم or حي القدم.")]) -> None:
    """Show the places of a name, or the nearest spellings."""
    from alerts.cli.lines import complain
    from alerts.cli.tables import place_table, show
    from crawler.places.gazetteer import Gazetteer

    gazetteer = Gazetteer.load()
    found = gazetteer.find(name)
    if not found:
        near = " · ".join(gazetteer.describe(place) for place in gazetteer.nearest(name))
        complain(f"no place is called «{name}»." + (f" Did you mean: {near}?" if near else ""))
        raise typer.Exit(1)
    show(place_table(found, gazetteer))

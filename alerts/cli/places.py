"""`rasid places`: the gazetteer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from alerts.cli.settled import SETTINGS_FILE, ConfigOption, own_places

app = typer.Typer(help="The known places.", no_args_is_help=True)


@app.callback()
def _places() -> None:
    """Look places up, add your own, import other gazetteers."""


@app.command()
def find(
    name: Annotated[str, typer.Argument(help="A name, e.g. القدم or حي القدم or 'القدم، دمشق'.")],
    config: ConfigOption = SETTINGS_FILE,
) -> None:
    """Show the places of a name with kind, parents, coordinates and aliases, and the nearest spellings."""
    from alerts.cli.lines import complain
    from alerts.cli.tables import place_table, show
    from crawler.places.gazetteer import Gazetteer

    gazetteer = Gazetteer.load(own=own_places(config))
    found = gazetteer.find(name)
    others = [place for place in gazetteer.nearest(name) if place not in found]
    near = " · ".join(gazetteer.describe(place) for place in others)
    if not found:
        complain(f"no place is called «{name}»." + (f" Did you mean: {near}?" if near else ""))
        raise typer.Exit(1)
    show(place_table(found, gazetteer))
    if near:
        print(f"Spelled alike: {near}")


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="The name as news writes it, e.g. 'حي الورود'.")],
    kind: Annotated[str, typer.Option(help="neighbourhood, village, town, camp, checkpoint …")],
    within: Annotated[str, typer.Option(help="What contains it, by name or id: 'دمشق', sy.damascus.")],
    at: Annotated[str | None, typer.Option(metavar="LAT,LON", help="Its coordinates, if known.")] = None,
    alias: Annotated[list[str] | None, typer.Option(help="Another spelling; may be given again.")] = None,
    config: ConfigOption = SETTINGS_FILE,
) -> None:
    """Add a place of your own beside the shipped ones; run it again to change its point or its aliases."""
    from alerts.cli.lines import complain
    from alerts.cli.own_places import OWN, own_row, read_rows, write_rows
    from alerts.cli.settled import settings_from
    from crawler.places.gazetteer import Gazetteer

    folder = settings_from(config).places
    gazetteer = Gazetteer.load(own=folder)
    holders = [gazetteer.get(within)] if gazetteer.has(within) else gazetteer.find(within)
    if not holders:
        complain(f"no place is called «{within}»; try `rasid places find`")
        raise typer.Exit(2)
    row = own_row(name, kind, holders[0], _point(at), alias or [])
    known = [place for place in gazetteer.find(row[1]) if gazetteer.contains(holders[0].id, place.id)]
    if any(place.id != row[0] and place.kind == kind for place in known):
        complain(f"«{row[1]}» is known there already; `rasid places find '{row[1]}'` shows it")
        raise typer.Exit(1)
    file = folder / f"{OWN}.tsv"
    rows = read_rows(file)
    done = "changed" if row[0] in rows else "added"
    rows[row[0]] = tuple(row)
    write_rows(file, (rows[place_id] for place_id in sorted(rows)), OWN)
    print(f"{done} {row[0]}: {row[1]}، {gazetteer.describe(holders[0])} ({file})")


def _point(text: str | None) -> tuple[float, float] | None:
    from alerts.cli.lines import complain
    from crawler.places.importers.model import point

    if text is None:
        return None
    lat, lon = point(*(text.split(",") if text.count(",") == 1 else ("", "")))
    if lat is None or lon is None:
        complain(f"{text!r} is no point; write latitude and longitude like 33.4600,36.3120")
        raise typer.Exit(2)
    return lat, lon


@app.command("import")
def import_places(
    file: Annotated[Path, typer.Argument(help="A file or, for Who's On First, a folder or tar bundle.")],
    form: Annotated[
        str | None, typer.Option("--format", help="geonames, osm, ocha or wof; else it is recognised.")
    ] = None,
    names: Annotated[Path | None, typer.Option(help="alternateNamesV2.txt, beside a GeoNames dump.")] = None,
    country: Annotated[
        list[str] | None, typer.Option(help="Only places of this country, e.g. SY; may be given again.")
    ] = None,
    conflicts: Annotated[Path | None, typer.Option(help="Write all conflicts to this file.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what would be done.")] = False,
    config: ConfigOption = SETTINGS_FILE,
) -> None:
    """Import places from another gazetteer into a file of your own, beside the shipped ones.

    \b
    geonames  allCountries.txt or a country's file, with --names alternateNamesV2.txt (.zip and .gz are read)
    osm       GeoJSON of `osmium export` or overpass-turbo, or Overpass JSON
    ocha      administrative boundaries (COD-AB) as GeoJSON or CSV
    wof       Who's On First GeoJSON records, a folder or bundle of them

    What is known already stays as it is; what contradicts it is told and left out. Importing twice changes
    nothing.
    """
    from alerts.cli.own_places import read_rows, show_import, write_conflicts, write_rows
    from alerts.cli.settled import settings_from
    from crawler.places.gazetteer import Gazetteer
    from crawler.places.importers.formats import FORMATS, detect_format, read_places
    from crawler.places.importers.merge import merge
    from crawler.places.importers.model import ImportRefusedError

    folder = settings_from(config).places
    if form is not None and form not in FORMATS:
        raise ImportRefusedError(f"there is no format {form!r}; it is one of {', '.join(FORMATS)}")
    source = form or detect_format(file)
    target = folder / f"{source}.tsv"
    before = read_rows(target)
    gazetteer = Gazetteer.load(own=folder)
    only = frozenset(code.upper() for code in country or ())
    merged = merge(read_places(file, source, names=names, countries=only), gazetteer, before)
    if not dry_run and (merged.added or merged.updated):
        write_rows(target, merged.rows, source)
    if conflicts is not None:
        write_conflicts(merged, conflicts)
    show_import(merged, target, gazetteer, dry=dry_run)

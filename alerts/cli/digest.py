"""`rasid digest`: what happened on a day."""

from __future__ import annotations

from typing import Annotated

import typer

from alerts.cli.settled import SETTINGS_FILE, ConfigOption, settings_from


def digest(
    date: Annotated[str | None, typer.Option(help="The day, e.g. 2026-11-21; default: yesterday.")] = None,
    html: Annotated[bool, typer.Option("--html", help="Print a web page instead of text.")] = False,
    config: ConfigOption = SETTINGS_FILE,
) -> None:
    """Print a day's incidents by area, with their sources and how many of the feeds were alive."""
    from datetime import UTC, datetime, timedelta
    from datetime import date as Day  # noqa: N812 - the option is called date
    from zoneinfo import ZoneInfo

    from alerts.cli.lines import complain, write_line
    from alerts.digest import by_governorate, gather_digest
    from alerts.render.digest import digest_message
    from alerts.render.message import Voice
    from alerts.store.schema import open_database
    from alerts.web.pages import digest_page
    from crawler.places.gazetteer import Gazetteer

    settings = settings_from(config)
    zone = ZoneInfo(settings.timezone)
    try:
        day = (
            Day.fromisoformat(date) if date else datetime.now(UTC).astimezone(zone).date() - timedelta(days=1)
        )
    except ValueError as error:
        complain(f"{date!r} is no day; write it like 2026-11-21")
        raise typer.Exit(2) from error
    gazetteer = Gazetteer.load(own=settings.places)
    voice = Voice(describe=gazetteer.describe, zone=zone)
    with open_database(settings.database).begin() as tx:
        gathered = gather_digest(tx, day, zone, by_governorate(gazetteer.ancestors))
    write_line(digest_page(gathered, voice) if html else digest_message(gathered, voice, room=10**9).plain)

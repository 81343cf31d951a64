"""`rasid watch`: who is told of which areas."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alerts.cli.settled import SETTINGS_FILE, ConfigOption, settings_from

if TYPE_CHECKING:
    from alerts.watching import Wish

app = typer.Typer(help="Watch areas: add, list, remove.", no_args_is_help=True)


@app.command()
def add(
    area: Annotated[list[str] | None, typer.Argument(help='Areas by name, e.g. "حي القدم".')] = None,
    circle: Annotated[str | None, typer.Option(help="A circle: LAT,LON,KM.")] = None,
    polygon: Annotated[Path | None, typer.Option(help="A GeoJSON file with one polygon.")] = None,
    types: Annotated[str, typer.Option(help="Only these types or families, e.g. air_strike,unrest.")] = "",
    words: Annotated[list[str] | None, typer.Option(help="Only what holds these, e.g. 'قصف -تدريب'.")] = None,
    least_severity: Annotated[str, typer.Option(help="minor, moderate, severe or extreme.")] = "minor",
    least_certainty: Annotated[
        str, typer.Option(help="unlikely, possible, likely or observed.")
    ] = "unlikely",
    wider: Annotated[bool, typer.Option(help="Also what is only known to be somewhere around.")] = False,
    channel: Annotated[str, typer.Option(help="console, telegram, apprise or webhook.")] = "console",
    address: Annotated[
        str, typer.Option(help="For Telegram the chat's number; for apprise and webhook a URL.")
    ] = "-",
    second_channel: Annotated[str, typer.Option(help="Takes over while the first is held up.")] = "",
    second_address: Annotated[str, typer.Option(help="The address there.")] = "-",
    digest: Annotated[bool, typer.Option(help="Send the daily digest too.")] = True,
    config: ConfigOption = SETTINGS_FILE,
) -> None:
    """Tell somebody of every new incident in an area."""
    from alerts.model import Home
    from alerts.watching import Wish

    wish = Wish(
        areas=tuple(area or ()),
        circle=circle,
        polygon=polygon.read_text(encoding="utf-8") if polygon else None,
        types=tuple(filter(None, types.replace(" ", "").split(","))),
        channel=channel,
        address=address,
        digest=digest,
        words=tuple(words or ()),
        least_severity=least_severity,
        least_certainty=least_certainty,
        wider=wider,
        second=Home(channel=second_channel, address=second_address) if second_channel else None,
    )
    _subscribe(wish, config)


def _subscribe(wish: Wish, config: Path) -> None:
    from alerts.app import wall_clock
    from alerts.cli.lines import complain
    from alerts.store.schema import open_database
    from alerts.watching import WishRefused, subscribe
    from crawler.places.gazetteer import Gazetteer

    settings = settings_from(config)
    database = open_database(settings.database)
    try:
        made, remarks = subscribe(
            database, Gazetteer.load(own=settings.places), wish, wall_clock(), settings.webhooks
        )
    except WishRefused as error:
        complain(str(error))
        raise typer.Exit(2) from error
    for remark in remarks:
        print(remark)
    print(f"watching as number {made.id}; `rasid watch remove {made.id}` ends it")


@app.command("list")
def list_watches(config: ConfigOption = SETTINGS_FILE) -> None:
    """Show every subscription."""
    from alerts.cli.tables import show, watch_table
    from alerts.store.schema import open_database
    from alerts.store.subscriptions import SubscriptionStore

    with open_database(settings_from(config).database).begin() as tx:
        show(watch_table(SubscriptionStore(tx).all()))


@app.command()
def remove(
    number: Annotated[int, typer.Argument(help="The number that `rasid watch list` shows.")],
    config: ConfigOption = SETTINGS_FILE,
) -> None:
    """End a subscription; it is forgotten at once."""
    from alerts.cli.lines import complain
    from alerts.model import SubscriptionOrigin
    from alerts.store.schema import open_database
    from alerts.store.subscriptions import SubscriptionStore

    with open_database(settings_from(config).database).begin() as tx:
        store = SubscriptionStore(tx)
        known = store.get(number)
        if known is None:
            complain(f"there is no subscription {number}; see `rasid watch list`")
            raise typer.Exit(1)
        if known.origin is SubscriptionOrigin.FILE:
            complain(f"number {number} stands in {config}; take it out there")
            raise typer.Exit(1)
        store.remove(number)
    print(f"number {number} is forgotten")


@app.command("test")
def try_out(
    number: Annotated[int, typer.Argument(help="The number that `rasid watch list` shows.")],
    config: ConfigOption = SETTINGS_FILE,
) -> None:
    """Send a message that is marked as a trial, now, and say whether it was taken."""
    import asyncio

    from alerts.cli.lines import complain
    from alerts.cli.trial import send_trial
    from alerts.store.schema import open_database
    from alerts.store.subscriptions import SubscriptionStore

    settings = settings_from(config)
    with open_database(settings.database).begin() as tx:
        known = SubscriptionStore(tx).get(number)
    if known is None:
        complain(f"there is no subscription {number}; see `rasid watch list`")
        raise typer.Exit(1)
    trouble = asyncio.run(send_trial(settings, known))
    if trouble is not None:
        complain(f"{known.channel} did not take the trial message: {trouble}")
        raise typer.Exit(1)
    print(f"{known.channel} took the trial message")

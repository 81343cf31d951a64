"""Tables in the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table

from alerts.channels.addresses import shown_address
from alerts.model import Subscription
from crawler.feeds.carried import NOTHING_CARRIED, Carried
from crawler.feeds.schedule import FeedState
from crawler.model import Feed, Place
from crawler.places.gazetteer import Gazetteer


def show(table: Table) -> None:
    """Print a table; a pipe gets it at full width."""
    console = Console()
    if not console.is_terminal:
        console.width = 200
    console.print(table)


def _table(*heads: str) -> Table:
    table = Table(show_edge=False, header_style="bold", pad_edge=False)
    for head in heads:
        table.add_column(head, overflow="fold")
    return table


def feed_table(
    feeds: Sequence[Feed], states: Mapping[str, FeedState], carried: Mapping[str, Carried]
) -> Table:
    """Show the list with how each feed fares, and which break their texts off."""
    table = _table("publisher", "country", "kind", "address", "last answer", "texts", "trouble")
    for feed in feeds:
        state = states.get(feed.url)
        answered = f"{state.last_ok_at:%Y-%m-%d %H:%M}" if state and state.last_ok_at else "never"
        trouble = (state.last_error or "") if state and state.failures else ""
        texts = _texts_words(carried.get(feed.url, NOTHING_CARRIED))
        table.add_row(feed.publisher, feed.country or "", feed.kind, feed.url, answered, texts, trouble)
    return table


def _texts_words(carried: Carried) -> str:
    if carried.share is None:
        return ""
    return f"cut off: {carried.share:.0%} of {carried.compared}" if carried.truncated else "not cut off"


def watch_table(subscriptions: Sequence[Subscription]) -> Table:
    """Show who watches what."""
    table = _table("number", "areas", "types", "channel", "address", "digest", "made by")
    for one in subscriptions:
        areas = "، ".join(area.name for area in one.areas)
        types = ", ".join(one.types) or "all"
        digest = "yes" if one.digest else "no"
        address = shown_address(one.channel, one.address)
        table.add_row(str(one.id), areas, types, one.channel, address, digest, one.origin.value)
    return table


def place_table(places: Sequence[Place], gazetteer: Gazetteer) -> Table:
    """Show places with where they lie."""
    table = _table(
        "id", "place", "kind", "within", "precision", "coordinates", "ordinary word", "also written"
    )
    for place in places:
        point = f"{place.lat:.4f}, {place.lon:.4f}" if place.lat is not None and place.lon is not None else ""
        table.add_row(
            place.id,
            gazetteer.describe(place),
            place.kind,
            " › ".join(container.name for container in reversed(gazetteer.ancestors(place.id))),
            place.precision.name.lower(),
            point,
            "yes" if place.ordinary else "",
            "، ".join(place.aliases),
        )
    return table

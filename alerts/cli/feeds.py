"""`rasid feeds`: the feed list, and how each feed fares."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alerts.cli.settled import SETTINGS_FILE, ConfigOption, settings_from

if TYPE_CHECKING:
    from config import Settings
    from crawler.model import Feed

app = typer.Typer(help="The list of feeds: list, add, remove, import, export.", no_args_is_help=True)


def _read_list(settings: Settings) -> list[Feed]:
    """Read the operator's list, and tell what in it cannot be used: writing it again leaves that out."""
    from alerts.cli.lines import complain
    from alerts.feedlist import feed_list_problems, read_feed_list

    feeds = read_feed_list(settings.feeds, settings.crawl.allow)
    for problem in feed_list_problems(settings.feeds, settings.crawl.allow):
        complain(f"{settings.feeds}: {problem}")
    return feeds


@app.command("list")
def list_feeds(config: ConfigOption = SETTINGS_FILE) -> None:
    """Show every feed with when it last answered and what went wrong."""
    from alerts.cli.tables import feed_table, show
    from alerts.store.schema import open_database
    from crawler.store.feeds import FeedStore

    settings = settings_from(config)
    database = open_database(settings.database)
    with database.begin() as tx:
        states, carried = FeedStore(tx).states(), FeedStore(tx).carried()
    show(feed_table(_read_list(settings), states, carried))


@app.command()
def add(
    url: Annotated[str, typer.Argument(help="The feed's address.")],
    publisher: Annotated[str, typer.Option(help="The outlet's name; default: the feed's own title.")] = "",
    country: Annotated[str | None, typer.Option(help="The outlet's country, e.g. SY.")] = None,
    kind: Annotated[str, typer.Option(help="agency, local, newspaper, tv, monitor, ngo …")] = "news",
    timezone: Annotated[str, typer.Option(help="The outlet's clock, e.g. Asia/Damascus.")] = "UTC",
    check: Annotated[bool, typer.Option(help="Ask the address first whether it is a feed.")] = True,
    config: ConfigOption = SETTINGS_FILE,
) -> None:
    """Add a feed to the list, after asking its address for a feed."""
    import asyncio
    from dataclasses import replace

    from alerts.app import user_agent
    from alerts.cli.lines import complain
    from alerts.feedcheck import check_feed
    from alerts.feedlist import write_feed_list
    from crawler.feeds.opml import read_opml, write_opml
    from crawler.model import Failed, Feed

    settings = settings_from(config)
    feeds = _read_list(settings)
    if any(feed.url == url for feed in feeds):
        complain(f"{url} is in the list already")
        raise typer.Exit(1)
    feed = Feed(
        url=url, publisher=publisher, country=country and country.upper(), kind=kind, timezone=timezone
    )
    if check:
        found = asyncio.run(check_feed(feed, settings.crawl, user_agent(settings.crawl.contact)))
        if isinstance(found, Failed):
            complain(f"{url}: {found.reason} (add it all the same with --no-check)")
            raise typer.Exit(1)
        print(f"«{found.title}», {len(found.entries)} entries")
        feed = replace(feed, publisher=publisher or found.title)
    feed = replace(feed, publisher=feed.publisher or url)
    _, problems = read_opml(write_opml([feed]), frozenset(settings.crawl.allow))
    if problems:
        complain(problems[0])
        raise typer.Exit(2)
    write_feed_list(settings.feeds, [*feeds, feed])
    print(f"added; {len(feeds) + 1} feeds. A running daemon takes it up within a minute.")


@app.command()
def remove(
    url: Annotated[str, typer.Argument(help="The feed's address, or a publisher's name.")],
    config: ConfigOption = SETTINGS_FILE,
) -> None:
    """Take a feed out of the list; what was read of it stays."""
    import difflib

    from alerts.cli.lines import complain
    from alerts.feedlist import write_feed_list

    settings = settings_from(config)
    feeds = _read_list(settings)
    kept = [feed for feed in feeds if url not in (feed.url, feed.publisher)]
    if len(kept) == len(feeds):
        near = difflib.get_close_matches(
            url, [name for feed in feeds for name in (feed.url, feed.publisher)], n=1
        )
        complain(f"{url} is not in the list" + (f"; did you mean {near[0]}?" if near else ""))
        raise typer.Exit(1)
    write_feed_list(settings.feeds, kept)
    print(f"removed {len(feeds) - len(kept)}; {len(kept)} feeds stay")


@app.command("import")
def import_feeds(
    file: Annotated[Path, typer.Argument(help="An OPML file.")], config: ConfigOption = SETTINGS_FILE
) -> None:
    """Add every feed of an OPML file that the list does not have yet."""
    from alerts.cli.lines import complain
    from alerts.feedlist import write_feed_list
    from crawler.feeds.opml import read_opml

    settings = settings_from(config)
    feeds = _read_list(settings)
    found, problems = read_opml(file.read_bytes(), frozenset(settings.crawl.allow))
    for problem in problems:
        complain(f"{file}: {problem}")
    known = {feed.url for feed in feeds}
    fresh = [feed for feed in found if feed.url not in known]
    write_feed_list(settings.feeds, [*feeds, *fresh])
    print(f"{len(fresh)} added, {len(found) - len(fresh)} were known; {len(feeds) + len(fresh)} feeds")
    if problems and not found:
        raise typer.Exit(1)


@app.command()
def export(
    file: Annotated[Path | None, typer.Argument(help="Where to write; default: standard output.")] = None,
    config: ConfigOption = SETTINGS_FILE,
) -> None:
    """Write the list as OPML, which other feed readers take too."""
    import sys

    from crawler.feeds.opml import write_opml

    settings = settings_from(config)
    content = write_opml(_read_list(settings))
    if file is None:
        sys.stdout.buffer.write(content)
    else:
        file.write_bytes(content)
        print(f"{file} written")

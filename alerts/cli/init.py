"""`rasid init`: a settings file and a first feed list."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def init(
    folder: Annotated[Path, typer.Argument(help="Where rasid.toml and feeds.opml are written.")] = Path(),
    country: Annotated[
        list[str] | None,
        typer.Option(help="Take the shipped feeds of this country (syria, lebanon …); may be given again."),
    ] = None,
) -> None:
    """Write a commented rasid.toml and a list of public Arabic feeds; what exists stays as it is."""
    from alerts.cli.lines import complain
    from alerts.feedlist import shipped_countries, shipped_feeds
    from config import default_file
    from crawler.feeds.opml import write_opml

    known = shipped_countries()
    wanted = country or known
    unknown = [name for name in wanted if name not in known]
    if unknown:
        complain(f"no feeds are shipped for {unknown[0]!r}; there are: {', '.join(known)}")
        raise typer.Exit(2)
    feeds = [feed for name in wanted for feed in shipped_feeds(name)]
    folder.mkdir(parents=True, exist_ok=True)
    written = {"rasid.toml": default_file().encode(), "feeds.opml": write_opml(feeds)}
    for name, content in written.items():
        target = folder / name
        if target.exists():
            print(f"{target} is there already and stays as it is")
            continue
        target.write_bytes(content)
        print(f"{target} written" + (f" with {len(feeds)} feeds" if name == "feeds.opml" else ""))
    print('Next: rasid watch add "حي القدم", then rasid run')

"""`rasid extract`: pages in, clean articles out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from alerts.cli.settled import SETTINGS_FILE, ConfigOption, settings_from


def extract(
    files: Annotated[
        list[str] | None, typer.Argument(help="Pages (HTML or plain text); - is standard input.")
    ] = None,
    jsonl: Annotated[
        bool,
        typer.Option("--jsonl", help='Read lines {"id", "url", "html"} or {"id", "url", "path"} instead.'),
    ] = False,
    show: Annotated[
        bool, typer.Option("--show", help="Show what was kept and dropped, with the reasons.")
    ] = False,
    learn: Annotated[
        bool,
        typer.Option("--learn", help="First learn from all pages given what recurs at each publisher."),
    ] = False,
    again: Annotated[
        bool,
        typer.Option("--again", help="Read the daemon's kept pages again instead, and store what changed."),
    ] = False,
    since: Annotated[
        str | None, typer.Option(help="With --again: only articles published since (ISO 8601).")
    ] = None,
    publisher: Annotated[list[str] | None, typer.Option(help="With --again: only these outlets.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="With --again: tell what would change.")] = False,
    config: ConfigOption = SETTINGS_FILE,
) -> None:
    """Read articles out of pages, one JSON line a page.

    Prints {"id", "url", "title", "text", "published", "author", "language", "updated", "section", "picture",
    "origin"}; paragraphs are joined by \\n.

    With --show and a rasid.toml it knows what the daemon learned of a page's publisher; a line that went for
    that says so: "recurs at this publisher, 14 of 20 articles".

    With --again it reads the pages that the daemon kept, after a newer version reads them better.
    """
    if again:
        _read_again(config, since=since, publishers=publisher or (), show=show, dry_run=dry_run)
    else:
        _read_files(files or ["-"], config, jsonl=jsonl, show=show, learn=learn)


def _read_again(
    config: Path, *, since: str | None, publishers: Sequence[str], show: bool, dry_run: bool
) -> None:
    import asyncio

    from alerts.cli.replaying import read_moment
    from alerts.cli.rereading import Asked, read_again

    asked = Asked(since=read_moment(since), publishers=publishers, show=show, look_only=dry_run)
    asyncio.run(read_again(settings_from(config), asked))


def _read_files(names: list[str], config: Path, *, jsonl: bool, show: bool, learn: bool) -> None:
    from alerts.cli.extracting import extract_files, pages_in, show_page
    from alerts.cli.learning import learned_by_daemon, learned_from, nothing_known
    from alerts.cli.lines import complain

    if learn and "-" in names:
        complain("--learn reads the pages twice, so it needs files, not standard input")
        raise typer.Exit(2)
    knowing = learned_from(pages_in(names, jsonl=jsonl)) if learn else nothing_known
    if not show:
        raise typer.Exit(extract_files(names, jsonl=jsonl, knowing=knowing))
    for name in names:
        show_page(name, knowing if learn else learned_by_daemon(config))

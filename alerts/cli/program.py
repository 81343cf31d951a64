"""The program `rasid` with all its commands; heavy imports wait until a command runs."""

from __future__ import annotations

import sys

import typer

from alerts.cli import (
    dedup,
    detect,
    digest,
    explain,
    extract,
    feeds,
    incidents,
    init,
    invite,
    match,
    places,
    replay,
    run,
    watch,
)

app = typer.Typer(
    name="rasid",
    help="Watches Arabic news feeds and tells people, once and quickly, about a new incident near them.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(run.run)
app.command()(init.init)
app.command()(invite.invite)
app.add_typer(watch.app, name="watch")
app.add_typer(feeds.app, name="feeds")
app.command()(digest.digest)
app.add_typer(places.app, name="places")
app.add_typer(incidents.app, name="incidents")
app.command()(explain.explain)
app.command()(extract.extract)
app.command()(dedup.dedup)
app.command()(detect.detect)
app.command()(match.match)
app.command()(replay.replay)


def run_program() -> None:
    """Run the command that was typed; what an operator can mend is told in a sentence, not a traceback."""
    from alerts.areas import UnknownArea
    from alerts.cli.logs import configure_logging
    from alerts.refused import DatabaseRefused, FeedListRefused
    from config import SettingsRefused
    from crawler.places.importers.model import ImportRefusedError
    from crawler.places.rows import GazetteerError

    configure_logging(verbose=False)
    told = (
        SettingsRefused,
        DatabaseRefused,
        FeedListRefused,
        UnknownArea,
        GazetteerError,
        ImportRefusedError,
    )
    try:
        app()
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone, e.g. `| head`
        sys.exit(1)
    except (*told, OSError) as error:
        print(f"rasid: {_told(error)}", file=sys.stderr)
        sys.exit(2)


def _told(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        hint = " `rasid init` writes one." if str(error.filename).endswith(".toml") else ""
        return f"there is no file {error.filename}.{hint}"
    if isinstance(error, IsADirectoryError):
        return f"{error.filename} is a folder, not a file"
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}"
    return str(error)

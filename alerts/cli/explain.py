"""`rasid explain`: why an article became these incidents, and not others."""

from __future__ import annotations

from typing import Annotated

import typer

from alerts.cli.settled import SETTINGS_FILE, ConfigOption


def explain(
    what: Annotated[
        str, typer.Argument(help="A file (HTML, text or one article line), a URL, or an article's id.")
    ],
    config: ConfigOption = SETTINGS_FILE,
) -> None:
    """Show a text with its triggers, places, numbers and times marked, and every decision about it."""
    print("not yet")

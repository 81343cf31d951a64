"""What most commands begin with: the settings, the database, the places."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from config import Settings, read_settings

SETTINGS_FILE = Path("rasid.toml")
ConfigOption = Annotated[
    Path, typer.Option("--config", "-c", help="The settings file.", envvar="RASID_CONFIG", show_default=True)
]


def own_places(config: Path) -> Path | None:
    """Return the folder of the operator's own places; None where there is no settings file."""
    return read_settings(config).places if config.exists() else None


def settings_from(path: Path) -> Settings:
    """Read the settings; the errors are told by the program."""
    return read_settings(path)

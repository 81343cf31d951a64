"""`rasid run`: the daemon."""

from __future__ import annotations

from typing import Annotated

import typer

from alerts.cli.settled import SETTINGS_FILE, ConfigOption, settings_from


def run(
    demo: Annotated[bool, typer.Option("--demo", help="Watch a made-up newsroom on this machine.")] = False,
    port: Annotated[int | None, typer.Option(help="The pages' port; default: the settings'.")] = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Tell every step on standard error.")
    ] = False,
    config: ConfigOption = SETTINGS_FILE,
) -> None:
    """Watch the feeds and send alerts until Ctrl-C."""
    import asyncio

    from alerts.cli.running import run_daemon, run_demo

    if demo:
        status = asyncio.run(run_demo(8080 if port is None else port, verbose=verbose))
    else:
        settings = settings_from(config)
        if port is not None:
            settings = settings.model_copy(update={"web": settings.web.model_copy(update={"port": port})})
        status = asyncio.run(run_daemon(settings, verbose=verbose))
    raise typer.Exit(status)

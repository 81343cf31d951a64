"""The command line: one file a command."""

from __future__ import annotations


def main() -> None:
    """Run `rasid`."""
    from alerts.cli.program import run_program

    run_program()

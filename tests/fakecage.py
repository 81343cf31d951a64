"""A cage without walls: work is done here and now, and what breaks is a Failed all the same."""

from __future__ import annotations

from crawler.caged import attempt


async def run_here(work, /, *args, **named):
    """Do work as `Cage.run` does."""
    outcome, _ = attempt(work, args, named)
    return outcome

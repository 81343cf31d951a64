"""What an operator is told in a sentence; a module of its own, so that `rasid --help` imports little."""

from __future__ import annotations


class DatabaseRefused(Exception):  # noqa: N818 - it names what happened
    """Raised when a database cannot be used; says what to do."""


class FeedListRefused(Exception):  # noqa: N818 - the same
    """Raised when the feed list cannot be read; says what is wrong with it."""

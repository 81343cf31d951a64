"""The databases that every store has to work on; PostgreSQL joins here as one more row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from sqlalchemy import Connection

from crawler.store.database import Database, metadata

BACKENDS: dict[str, Callable[[Path], str]] = {
    "SQLite file": lambda folder: str(folder / "rasid.db"),
    "SQLite memory": lambda _: ":memory:",
}


class Backend:
    """An empty database in today's shape."""

    def __init__(self, location: str) -> None:
        self.location = location
        self.database = Database(location)
        with self.begin() as tx:
            metadata.create_all(tx)

    def begin(self) -> AbstractContextManager[Connection]:
        """Open a transaction."""
        return self.database.begin()

    def restart(self) -> None:
        """Do what a restart of the daemon does; what lives in memory lives only as long as its engine."""
        if self.location != ":memory:":
            self.database.close()
            self.database = Database(self.location)


@pytest.fixture(params=BACKENDS.values(), ids=BACKENDS)
def backend(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Backend]:
    made = Backend(request.param(tmp_path))
    yield made
    made.database.close()

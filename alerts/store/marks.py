"""Small facts that outlive a restart: the bot's offset, the day of the last digest."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from alerts.store.tables import marks


class MarkStore:
    """Small facts that outlive a restart, in one transaction."""

    def __init__(self, tx: Connection) -> None:
        self.tx = tx

    def get(self, name: str) -> str | None:
        """Return a fact."""
        return self.tx.execute(select(marks.c.value).where(marks.c.name == name)).scalar()

    def set(self, name: str, value: str) -> None:
        """Keep a fact in place of the one before."""
        self.tx.execute(delete(marks).where(marks.c.name == name))
        self.tx.execute(insert(marks).values(name=name, value=value))

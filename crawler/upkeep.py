"""What is tidied now and then: silent incidents are closed, old names forgotten."""

from __future__ import annotations

from datetime import datetime

from crawler.incidents.merge import WINDOW
from crawler.store.database import Transaction
from crawler.store.entries import EntryStore
from crawler.store.incidents import IncidentStore


def tidy(tx: Transaction, now: datetime) -> None:
    """Close incidents that nobody reported on for the guide's week, and forget entries of long ago."""
    IncidentStore(tx).close_silent(now - WINDOW)
    EntryStore(tx).forget()

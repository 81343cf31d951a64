"""What is tidied now and then: silent incidents are closed, old names forgotten."""

from __future__ import annotations

from datetime import datetime

from crawler.incidents.merge import WINDOW
from crawler.store.database import Transaction
from crawler.store.entries import EntryStore
from crawler.store.incidents import IncidentStore
from crawler.store.pages import Keeping, PageStore

KEEPING = Keeping()


def tidy(tx: Transaction, now: datetime, keeping: Keeping = KEEPING) -> None:
    """Close incidents that nobody reported on for the guide's week; forget old entries and pages."""
    IncidentStore(tx).close_silent(now - WINDOW, now)
    EntryStore(tx).forget()
    PageStore(tx).forget(keeping, now)

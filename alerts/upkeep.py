"""What is tidied now and then on the alerting half; who stopped is forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta

from alerts.store.outbox import OutboxStore
from crawler import upkeep
from crawler.store.database import Transaction
from crawler.store.pages import Keeping

KEPT = timedelta(days=30)
REPLIES_KEPT = timedelta(seconds=30)


def tidy(tx: Transaction, now: datetime, keeping: Keeping) -> None:
    """Tidy both halves: answers to commands are dropped soon after they were sent, alerts after a month."""
    upkeep.tidy(tx, now, keeping)
    OutboxStore(tx).forget(replies_before=now - REPLIES_KEPT, before=now - KEPT)

"""Whose turn it is: pauses that a service asks for, and queues of unlike length."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from alerts.model import DeliveryKind, Lane
from alerts.store.outbox import Draft, OutboxStore
from alerts.store.schema import fresh_database

NOON = datetime(2018, 4, 7, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def draft(address: str, once: str) -> Draft:
    return Draft(
        kind=DeliveryKind.REPLY,
        channel="telegram",
        address=address,
        lane=Lane.NORMAL,
        due_at=NOON,
        once=once,
        text="مرحباً",
    )


def test_what_is_added_during_a_flood_wait_waits_too():
    """Telegram asked for an hour: an alert of the next minute is not sent into the wall."""
    with fresh_database().begin() as tx:
        outbox = OutboxStore(tx)
        outbox.add(draft("1", "before"), NOON)
        outbox.hold_address("telegram", "1", NOON + HOUR)
        outbox.add(draft("1", "after"), NOON)
        outbox.add(draft("2", "somebody else"), NOON)
        soon = outbox.claim(["telegram"], NOON + timedelta(minutes=1), 10)
        assert [delivery.address for delivery, _ in soon] == ["2"]
        later = outbox.claim(["telegram"], NOON + HOUR, 10)
        assert "1" in [delivery.address for delivery, _ in later]


def test_the_last_of_two_waits_counts():
    """The last word of the service stands."""
    with fresh_database().begin() as tx:
        outbox = OutboxStore(tx)
        outbox.hold_address("telegram", "1", NOON + HOUR)
        outbox.hold_address("telegram", "1", NOON + 2 * HOUR)
        outbox.add(draft("1", "a"), NOON)
        assert outbox.claim(["telegram"], NOON + HOUR, 10) == []
        assert len(outbox.claim(["telegram"], NOON + 2 * HOUR, 10)) == 1


def test_one_long_queue_hides_no_other_address():
    """Five hundred messages for one chat do not keep another from its first."""
    with fresh_database().begin() as tx:
        outbox = OutboxStore(tx)
        for number in range(500):
            outbox.add(draft("1", f"long {number}"), NOON)
        outbox.add(draft("2", "short"), NOON)
        assert {delivery.address for delivery, _ in outbox.claim(["telegram"], NOON, 10)} == {"1", "2"}

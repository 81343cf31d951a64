"""Second channels: which address has one, and rings that it takes over.

A ring is taken over once: from then on the first channel tells it without a sound, whenever it can again.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, delete, exists, func, insert, not_, or_, select, update

from alerts.model import Delivery, DeliveryKind, Home, Lane, Reason
from alerts.store.outbox import WAITING, Draft, OutboxStore
from alerts.store.tables import deliveries, holds, seconds, told

TAKEN_OVER = "second:"  # begins the key of a ring that was taken over, which is never passed on again


class SecondStore:
    """The second channels of one transaction."""

    def __init__(self, tx: Connection) -> None:
        self.tx = tx

    def set(self, first: Home, second: Home | None) -> None:
        """Name the second channel of an address; None: it has none."""
        self.tx.execute(delete(seconds).where(*_is(first)))
        if second is not None:
            values = {"second_channel": second.channel, "second_address": second.address}
            row = {"channel": first.channel, "address": first.address, **values}
            self.tx.execute(insert(seconds).values(**row))

    def get(self, first: Home) -> Home | None:
        """Return the second channel of an address."""
        row = self.tx.execute(select(seconds).where(*_is(first))).first()
        return None if row is None else Home(channel=row.second_channel, address=row.second_address)

    def move_address(self, channel: str, old: str, new: str) -> None:
        """Follow an address that its service renamed."""
        first, second = Home(channel=channel, address=old), Home(channel=channel, address=new)
        if self.get(second) is None:
            self.tx.execute(update(seconds).where(*_is(first)).values(address=new))
        else:
            self.set(first, None)
        named = (seconds.c.second_channel == channel, seconds.c.second_address == old)
        self.tx.execute(update(seconds).where(*named).values(second_address=new))

    def take_over_late(self, now: datetime, patience: timedelta) -> int:
        """Let second channels take over the rings that wait too long; return how many.

        That is where the service asked for a longer pause than our patience, or where a ring was tried in
        vain for as long. A ring that still has to wait for the pause after the last one is not late.
        """
        planned = func.coalesce(told.c.rung_at, deliveries.c.created_at)
        held = holds.c.until > now + patience
        in_vain = and_(deliveries.c.attempts > 0, planned <= now - patience)
        unclaimed = or_(deliveries.c.claimed_until.is_(None), deliveries.c.claimed_until <= now)
        late = _rings().where(planned <= now, unclaimed, or_(held, in_vain))
        taken_over = 0
        for held_up in self.tx.execute(_held_up(now + patience)).all():
            rings = late.where(
                deliveries.c.channel == held_up.channel, deliveries.c.address == held_up.address
            )
            taken_over += sum(self._take_over(row, now) for row in self.tx.execute(rings).all())
        return taken_over

    def take_over(self, delivery: Delivery, fence: int, now: datetime) -> int:
        """Let the second channel take over a ring that was refused for good."""
        this = _rings().where(deliveries.c.id == delivery.id, deliveries.c.fence == fence)
        return sum(self._take_over(row, now) for row in self.tx.execute(this).all())

    def take_over_all(self, channel: str, address: str, now: datetime) -> int:
        """Let the second channel take over every ring that waits for an address, which is gone."""
        waiting = _rings().where(deliveries.c.channel == channel, deliveries.c.address == address)
        return sum(self._take_over(row, now) for row in self.tx.execute(waiting).all())

    def _take_over(self, row: Row[Any], now: datetime) -> int:
        muted = self.tx.execute(
            update(deliveries)
            .where(deliveries.c.id == row.id, ~deliveries.c.silent, deliveries.c.fence == row.fence)
            .values(silent=True, lane=int(Lane.QUIET), reason=None)
        )
        if muted.rowcount == 0:
            return 0
        draft = Draft(
            once=f"{TAKEN_OVER}{row.id}",
            kind=DeliveryKind(row.kind),
            channel=row.second_channel,
            address=row.second_address,
            lane=Lane(row.lane),
            due_at=now,
            reason=None if row.reason is None else Reason(row.reason),
            incident_id=row.incident_id,
        )
        return int(OutboxStore(self.tx).add(draft, now))


def _rings() -> Select[Any]:
    """Select the rings that wait for addresses with a second channel, and were not taken over before."""
    return (
        select(deliveries, seconds.c.second_channel, seconds.c.second_address)
        .select_from(deliveries)
        .join(
            seconds,
            and_(deliveries.c.channel == seconds.c.channel, deliveries.c.address == seconds.c.address),
        )
        .outerjoin(
            holds, and_(deliveries.c.channel == holds.c.channel, deliveries.c.address == holds.c.address)
        )
        .outerjoin(
            told,
            and_(
                deliveries.c.channel == told.c.channel,
                deliveries.c.address == told.c.address,
                deliveries.c.incident_id == told.c.incident_id,
            ),
        )
        .where(
            *WAITING,
            ~deliveries.c.silent,
            deliveries.c.kind == DeliveryKind.INCIDENT.value,
            not_(func.coalesce(deliveries.c.once, "").startswith(TAKEN_OVER)),
        )
    )


def _held_up(until: datetime) -> Select[Any]:
    """Select the addresses with trouble and a second channel: few, so the long queue is not read."""
    waits = exists().where(
        holds.c.channel == seconds.c.channel, holds.c.address == seconds.c.address, holds.c.until > until
    )
    tried = exists().where(
        *WAITING,
        deliveries.c.channel == seconds.c.channel,
        deliveries.c.address == seconds.c.address,
        deliveries.c.attempts > 0,
        ~deliveries.c.silent,
    )
    return select(seconds.c.channel, seconds.c.address).where(or_(waits, tried))


def _is(home: Home) -> tuple[Any, ...]:
    return seconds.c.channel == home.channel, seconds.c.address == home.address

"""What was decided to be told, and the sends that wait, were made, or were given up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, Row, Select, delete, func, insert, or_, select, update

from alerts.model import Delivery, DeliveryKind, Lane, Notification, Reason, Told
from alerts.store.tables import deliveries, holds, notifications, told
from crawler.model import Precision, Severity

LEASE = timedelta(seconds=90)  # longer than a send may take with its time-outs
WAITING = (deliveries.c.sent_at.is_(None), deliveries.c.given_up_at.is_(None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A delivery before it has a number."""

    kind: DeliveryKind
    channel: str
    address: str
    lane: Lane
    due_at: datetime
    once: str | None = None
    silent: bool = False
    reason: Reason | None = None
    incident_id: int | None = None
    digest_date: date | None = None
    text: str | None = None


class OutboxStore:
    """The outbox of one transaction."""

    def __init__(self, tx: Connection) -> None:
        self.tx = tx

    # --- deciding --------------------------------------------------------------------------------

    def told(self, channel: str, address: str, incident_id: int) -> Told | None:
        """Return what an address was last told of an incident."""
        row = self.tx.execute(select(told).where(*_told_key(channel, address, incident_id))).first()
        if row is None:
            return None
        return Told(
            revision=row.revision,
            killed=row.killed,
            precision=None if row.precision is None else Precision(row.precision),
            denied=row.denied,
            severity=Severity(row.severity),
            rung_at=row.rung_at,
            message_id=row.message_id,
        )

    def set_told(self, channel: str, address: str, incident_id: int, state: Told) -> None:
        """Keep what an address will have been told once the outbox is empty."""
        values = {
            "revision": state.revision,
            "killed": state.killed,
            "precision": None if state.precision is None else int(state.precision),
            "denied": state.denied,
            "severity": int(state.severity),
            "rung_at": state.rung_at,
        }
        changed = self.tx.execute(
            update(told).where(*_told_key(channel, address, incident_id)).values(values)
        )
        if changed.rowcount == 0:
            key = {"channel": channel, "address": address, "incident_id": incident_id}
            self.tx.execute(insert(told).values({**values, **key}))

    def told_addresses(self, incident_id: int) -> list[tuple[str, str]]:
        """Return everybody who was told of an incident."""
        query = select(told.c.channel, told.c.address).where(told.c.incident_id == incident_id)
        return [(row.channel, row.address) for row in self.tx.execute(query)]

    def move_told(self, old: int, new: int) -> None:
        """Let what was told of an incident count for another, but where an address was told of both."""
        both = select(told.c.channel, told.c.address).where(told.c.incident_id == new)
        known = {(row.channel, row.address) for row in self.tx.execute(both)}
        for channel, address in self.told_addresses(old):
            if (channel, address) in known:
                continue
            self.tx.execute(update(told).where(*_told_key(channel, address, old)).values(incident_id=new))
            waiting = (*WAITING, deliveries.c.channel == channel, deliveries.c.address == address)
            self.tx.execute(
                update(deliveries).where(*waiting, deliveries.c.incident_id == old).values(incident_id=new)
            )

    def share_told(self, channel: str, address: str, old: int, new: int) -> None:
        """Let what an address was told of an incident count for a part of it that stands alone now."""
        state = self.told(channel, address, old)
        if state is not None and self.told(channel, address, new) is None:
            self.set_told(channel, address, new, state)

    def notify(self, notification: Notification) -> None:
        """Keep a decision to speak."""
        self.tx.execute(
            insert(notifications).values(
                at=notification.at,
                channel=notification.channel,
                address=notification.address,
                subscription_id=notification.subscription_id,
                area=notification.area,
                incident_id=notification.incident_id,
                revision=notification.revision,
                reason=notification.reason.value,
            )
        )

    def tells(self, draft: Draft) -> bool:
        """Say whether a ring that waits makes a draft needless.

        What is sent tells the latest revision, so a ring that is sent no later than the draft, or a second
        ring for the same incident and address, has nothing to add.
        """
        query = select(func.count()).where(
            *WAITING,
            deliveries.c.channel == draft.channel,
            deliveries.c.address == draft.address,
            deliveries.c.incident_id == draft.incident_id,
            ~deliveries.c.silent,
            deliveries.c.claimed_until.is_(None),
        )
        if draft.silent:
            query = query.where(deliveries.c.due_at <= draft.due_at)
        return self.tx.execute(query).scalar_one() > 0

    def add(self, draft: Draft, now: datetime) -> bool:
        """Put a send in the queue; False when one with the same ``once`` key was there before."""
        if draft.once is not None:
            known = select(func.count()).where(deliveries.c.once == draft.once)
            if self.tx.execute(known).scalar_one():
                return False
        self.tx.execute(
            insert(deliveries).values(
                once=draft.once,
                kind=draft.kind.value,
                channel=draft.channel,
                address=draft.address,
                lane=int(draft.lane),
                incident_id=draft.incident_id,
                digest_date=draft.digest_date,
                text=draft.text,
                reason=None if draft.reason is None else draft.reason.value,
                silent=draft.silent,
                created_at=now,
                due_at=max(draft.due_at, self._held_until(draft) or draft.due_at),
                attempts=0,
                fence=0,
            )
        )
        return True

    def _held_until(self, draft: Draft) -> datetime | None:
        query = select(holds.c.until).where(
            holds.c.channel == draft.channel, holds.c.address == draft.address
        )
        return self.tx.execute(query).scalar()

    # --- sending ---------------------------------------------------------------------------------

    def claim(self, channels: Sequence[str], now: datetime, limit: int) -> list[tuple[Delivery, int]]:
        """Take due deliveries for sending, at most one an address, each with its fence.

        The attempt is counted by the claim, so a crash after it leaves a trace. Whoever claims later holds a
        higher fence, and what an earlier claimer records then changes nothing.
        """
        busy = self._busy(now)
        claimed: list[tuple[Delivery, int]] = []
        for row in self.tx.execute(_next_of_each_address(channels, now, limit + len(busy))).all():
            if len(claimed) == limit:
                break
            if (row.channel, row.address) in busy or not self._take(row, now):
                continue
            claimed.append((_delivery(row), row.fence + 1))
        return claimed

    def _busy(self, now: datetime) -> set[tuple[str, str]]:
        query = select(deliveries.c.channel, deliveries.c.address).where(
            *WAITING, deliveries.c.claimed_until > now
        )
        return {(row.channel, row.address) for row in self.tx.execute(query)}

    def _take(self, row: Row[tuple[object, ...]], now: datetime) -> bool:
        taken = self.tx.execute(
            update(deliveries)
            .where(deliveries.c.id == row.id, deliveries.c.fence == row.fence)
            .values(claimed_until=now + LEASE, fence=row.fence + 1, attempts=row.attempts + 1)
        )
        return taken.rowcount == 1

    def sent(self, delivery: Delivery, fence: int, message_id: str | None, now: datetime) -> None:
        """Mark a send as made, and remember the message so that it can be edited."""
        marked = self.tx.execute(
            update(deliveries)
            .where(deliveries.c.id == delivery.id, deliveries.c.fence == fence)
            .values(sent_at=now, claimed_until=None, message_id=message_id, error=None)
        )
        if marked.rowcount == 0 or delivery.incident_id is None:
            return
        key = _told_key(delivery.channel, delivery.address, delivery.incident_id)
        if message_id is not None:
            # What came without a sound is the live message only where there was none.
            first = (told.c.message_id.is_(None),) if delivery.silent else ()
            self.tx.execute(update(told).where(*key, *first).values(message_id=message_id))
        # The message just sent told the latest revision, so older silent edits have nothing to add.
        self.tx.execute(
            update(deliveries)
            .where(
                *WAITING,
                deliveries.c.channel == delivery.channel,
                deliveries.c.address == delivery.address,
                deliveries.c.incident_id == delivery.incident_id,
                deliveries.c.silent,
                deliveries.c.created_at <= now,
            )
            .values(sent_at=now, error="told by another message")
        )

    def retry(self, delivery: Delivery, fence: int, due_at: datetime, error: str) -> None:
        """Put a send back for later."""
        self.tx.execute(
            update(deliveries)
            .where(deliveries.c.id == delivery.id, deliveries.c.fence == fence)
            .values(due_at=due_at, claimed_until=None, error=error)
        )

    def hold_address(self, channel: str, address: str, until: datetime) -> None:
        """Let what is queued for an address wait, and what comes: its service asked for it."""
        key = (holds.c.channel == channel, holds.c.address == address)
        self.tx.execute(delete(holds).where(*key))
        self.tx.execute(insert(holds).values(channel=channel, address=address, until=until))
        self.tx.execute(
            update(deliveries)
            .where(
                *WAITING,
                deliveries.c.channel == channel,
                deliveries.c.address == address,
                deliveries.c.due_at < until,
            )
            .values(due_at=until)
        )

    def give_up(self, delivery: Delivery, fence: int, error: str, now: datetime) -> None:
        """Stop trying; the row stays for the operator to see."""
        self.tx.execute(
            update(deliveries)
            .where(deliveries.c.id == delivery.id, deliveries.c.fence == fence)
            .values(given_up_at=now, claimed_until=None, error=error)
        )

    def give_up_address(self, channel: str, address: str, error: str, now: datetime) -> None:
        """Stop trying an address that will never answer again."""
        self.tx.execute(
            update(deliveries)
            .where(*WAITING, deliveries.c.channel == channel, deliveries.c.address == address)
            .values(given_up_at=now, claimed_until=None, error=error)
        )

    def release(self) -> int:
        """Free what an earlier run had claimed when it ended, so that doubtful sends are tried once more."""
        query = (
            update(deliveries)
            .where(*WAITING, deliveries.c.claimed_until.is_not(None))
            .values(claimed_until=None)
        )
        return self.tx.execute(query).rowcount

    def waiting(self) -> int:
        """Count the sends that wait."""
        return self.tx.execute(select(func.count()).select_from(deliveries).where(*WAITING)).scalar_one()

    def given_up(self) -> list[tuple[int, str, str]]:
        """Return the dead letters: number, channel and error. No address: it is a secret."""
        query = select(deliveries).where(deliveries.c.given_up_at.is_not(None)).order_by(deliveries.c.id)
        return [(row.id, row.channel, row.error) for row in self.tx.execute(query)]

    def forget(self, *, replies_before: datetime, before: datetime) -> None:
        """Drop sends that were made: answers to commands first, everything after some weeks."""
        replies = deliveries.c.kind == DeliveryKind.REPLY.value
        self.tx.execute(delete(deliveries).where(replies, deliveries.c.sent_at < replies_before))
        self.tx.execute(delete(deliveries).where(deliveries.c.sent_at < before))
        self.tx.execute(delete(notifications).where(notifications.c.at < before))
        self.tx.execute(delete(holds).where(holds.c.until < replies_before))

    def move_address(self, channel: str, old: str, new: str) -> None:
        """Follow an address that its service renamed (a group that became a supergroup)."""
        # Of an incident that both names were told of, what the new one was told stands.
        known = select(told.c.incident_id).where(told.c.channel == channel, told.c.address == new)
        twice = (told.c.channel == channel, told.c.address == old, told.c.incident_id.in_(known))
        self.tx.execute(delete(told).where(*twice))
        for table in (deliveries, notifications, told):
            matching = (table.c.channel == channel, table.c.address == old)
            self.tx.execute(update(table).where(*matching).values(address=new))


def _next_of_each_address(channels: Sequence[str], now: datetime, limit: int) -> Select[tuple[object, ...]]:
    """Select the due delivery of each address that goes first, so that one long queue hides no other."""
    order = (deliveries.c.lane, deliveries.c.due_at, deliveries.c.id)
    turn = func.row_number().over(partition_by=(deliveries.c.channel, deliveries.c.address), order_by=order)
    due = (
        select(deliveries, turn.label("turn"))
        .where(
            *WAITING,
            deliveries.c.channel.in_(channels),
            deliveries.c.due_at <= now,
            or_(deliveries.c.claimed_until.is_(None), deliveries.c.claimed_until <= now),
        )
        .subquery()
    )
    return select(due).where(due.c.turn == 1).order_by(due.c.lane, due.c.due_at, due.c.id).limit(limit)


def _told_key(channel: str, address: str, incident_id: int):  # type: ignore[no-untyped-def]  # noqa: ANN202 - SQL conditions
    return told.c.channel == channel, told.c.address == address, told.c.incident_id == incident_id


def _delivery(row: Row[tuple[object, ...]]) -> Delivery:
    return Delivery(
        id=row.id,
        kind=DeliveryKind(row.kind),
        channel=row.channel,
        address=row.address,
        lane=Lane(row.lane),
        due_at=row.due_at,
        attempts=row.attempts + 1,
        silent=row.silent,
        reason=None if row.reason is None else Reason(row.reason),
        incident_id=row.incident_id,
        digest_date=row.digest_date,
        text=row.text,
    )

"""Who watches what. Nothing of it is ever logged; a removed row is gone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2b
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from alerts.model import Area, Subscription, SubscriptionOrigin
from alerts.store.marks import MarkStore
from alerts.store.tables import (
    deliveries,
    holds,
    marks,
    members,
    mutes,
    notifications,
    seconds,
    subscribers,
    subscriptions,
    told,
)
from crawler.model import Certainty, EventType, Severity

_AREAS = TypeAdapter(tuple[Area, ...])
CHANGED = "subscriptions changed"  # how often; whoever keeps them in memory reads them again


class SubscriptionStore:
    """The subscriptions of one transaction."""

    def __init__(self, tx: Connection) -> None:
        self.tx = tx

    def add(self, subscription: Subscription, now: datetime) -> Subscription:
        """Keep a new subscription and give it its number."""
        key = self.tx.execute(
            insert(subscriptions).values(**_row(subscription), created_at=now)
        ).inserted_primary_key
        assert key is not None
        self._count_change()
        found = self.get(int(key[0]))
        assert found is not None
        return found

    def get(self, subscription_id: int) -> Subscription | None:
        """Return one subscription."""
        query = select(subscriptions).where(subscriptions.c.id == subscription_id)
        row = self.tx.execute(query).mappings().first()
        return None if row is None else _subscription(row)

    def all(self) -> list[Subscription]:
        """Return every subscription in the order they were made."""
        rows = self.tx.execute(select(subscriptions).order_by(subscriptions.c.id)).mappings()
        return [_subscription(row) for row in rows]

    def of(self, channel: str, address: str) -> list[Subscription]:
        """Return what one address watches."""
        query = (
            select(subscriptions)
            .where(subscriptions.c.channel == channel, subscriptions.c.address == address)
            .order_by(subscriptions.c.id)
        )
        return [_subscription(row) for row in self.tx.execute(query).mappings()]

    def remove(self, subscription_id: int) -> bool:
        """Forget a subscription; False when there is none."""
        query = delete(subscriptions).where(subscriptions.c.id == subscription_id)
        self._count_change()
        return self.tx.execute(query).rowcount > 0

    def change(self, subscription: Subscription) -> None:
        """Keep a subscription as it reads now, under its number."""
        query = update(subscriptions).where(subscriptions.c.id == subscription.id)
        self.tx.execute(query.values(_row(subscription)))
        self._count_change()

    def version(self) -> str:
        """Return what differs after every change of any subscription."""
        return MarkStore(self.tx).get(CHANGED) or "0"

    def _count_change(self) -> None:
        MarkStore(self.tx).set(CHANGED, str(int(self.version()) + 1))

    def replace_from_file(self, wanted: Sequence[Subscription], now: datetime) -> None:
        """Make the file's subscriptions what the file says now, keeping those that did not change.

        An address that said stop stays silent, whatever the file says, until it comes back by itself.
        """
        kept = [known for known in self.all() if known.origin is SubscriptionOrigin.FILE]
        fresh = [_row(one) for one in wanted if not self._has_stopped(one.channel, one.address)]
        for known in kept:
            if _row(known) in fresh:
                fresh.remove(_row(known))
            else:
                self.remove(known.id)
        for row in fresh:
            self.tx.execute(insert(subscriptions).values(**row, created_at=now))
        self._count_change()

    def _has_stopped(self, channel: str, address: str) -> bool:
        query = select(marks.c.name).where(marks.c.name == _stop_mark(channel, address))
        return self.tx.execute(query).first() is not None

    def welcome_back(self, channel: str, address: str) -> None:
        """Forget that an address once said stop."""
        self.tx.execute(delete(marks).where(marks.c.name == _stop_mark(channel, address)))

    def move_address(self, channel: str, old: str, new: str) -> None:
        """Follow an address that its service renamed."""
        for table in (subscribers, mutes):  # what the new name wished already stands
            known = select(table.c.address).where(table.c.channel == channel, table.c.address == new)
            wishes = (table.c.channel == channel, table.c.address == old)
            if self.tx.execute(known).first() is not None:
                self.tx.execute(delete(table).where(*wishes))
            self.tx.execute(update(table).where(*wishes).values(address=new))
        query = update(subscriptions).where(
            subscriptions.c.channel == channel, subscriptions.c.address == old
        )
        self.tx.execute(query.values(address=new))
        self._count_change()

    def erase(self, channel: str, address: str) -> int:
        """Forget everything that is held on an address; return how many subscriptions went.

        Where the operator's file names the address, a keyed mark remembers the stop and nothing else.
        """
        if any(one.origin is SubscriptionOrigin.FILE for one in self.of(channel, address)):
            self.welcome_back(channel, address)
            self.tx.execute(insert(marks).values(name=_stop_mark(channel, address), value="stopped"))
        for table in (told, notifications, deliveries, holds, subscribers, mutes, seconds, members):
            self.tx.execute(delete(table).where(table.c.channel == channel, table.c.address == address))
        named = (seconds.c.second_channel == channel, seconds.c.second_address == address)
        self.tx.execute(delete(seconds).where(*named))
        query = delete(subscriptions).where(
            subscriptions.c.channel == channel, subscriptions.c.address == address
        )
        self._count_change()
        return self.tx.execute(query).rowcount


def _stop_mark(channel: str, address: str) -> str:
    digest = blake2b(f"{channel}:{address}".encode(), digest_size=16, person=b"rasid stop")
    return f"stopped {digest.hexdigest()}"


def _row(subscription: Subscription) -> dict[str, Any]:
    return {
        "name": subscription.name,
        "origin": subscription.origin.value,
        "channel": subscription.channel,
        "address": subscription.address,
        "areas": _AREAS.dump_python(subscription.areas, mode="json"),
        "types": [kind.value for kind in subscription.types],
        "digest": subscription.digest,
        "least_severity": int(subscription.least_severity),
        "least_certainty": subscription.least_certainty.value,
        "words": list(subscription.words),
        "wider": subscription.wider,
    }


def _subscription(row: RowMapping) -> Subscription:
    return Subscription(
        id=row["id"],
        name=row["name"],
        origin=SubscriptionOrigin(row["origin"]),
        channel=row["channel"],
        address=row["address"],
        areas=_AREAS.validate_python(row["areas"]),
        types=tuple(EventType(kind) for kind in row["types"]),
        digest=row["digest"],
        least_severity=Severity(row["least_severity"]),
        least_certainty=Certainty(row["least_certainty"]),
        words=tuple(row["words"]),
        wider=row["wider"],
    )

"""How addresses wish to be spoken to, and what they muted. Nothing of it is ever logged."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Connection, Row, delete, insert, or_, select

from alerts.model import Mute, MuteKind, Subscriber
from alerts.store.tables import mutes, subscribers

_SUBSCRIBER = TypeAdapter(Subscriber)
CHUNK = 500  # addresses in one question


class SubscriberStore:
    """The wishes of addresses, in one transaction."""

    def __init__(self, tx: Connection) -> None:
        self.tx = tx

    def get(self, channel: str, address: str) -> Subscriber:
        """Return an address's wishes; the usual ones where it never said any."""
        query = select(subscribers).where(subscribers.c.channel == channel, subscribers.c.address == address)
        row = self.tx.execute(query).first()
        return Subscriber(channel=channel, address=address) if row is None else _subscriber(row)

    def set(self, subscriber: Subscriber) -> None:
        """Keep an address's wishes in place of those before."""
        key = _key(subscriber)
        self.tx.execute(delete(subscribers).filter_by(**key))
        body = _SUBSCRIBER.dump_python(subscriber, mode="json")
        kept = {name: value for name, value in body.items() if name not in key}
        self.tx.execute(insert(subscribers).values(**key, body=kept, digest_hour=subscriber.digest_hour))

    def with_own_digest_hour(self) -> list[Subscriber]:
        """Return those who named an hour for their digest."""
        query = select(subscribers).where(subscribers.c.digest_hour.is_not(None))
        return [_subscriber(row) for row in self.tx.execute(query)]

    def of_all(self, addresses: Collection[tuple[str, str]]) -> dict[tuple[str, str], Subscriber]:
        """Return the wishes of those among many addresses who said any."""
        found: dict[tuple[str, str], Subscriber] = {}
        for chunk in _chunks(sorted({address for _, address in addresses})):
            for row in self.tx.execute(select(subscribers).where(subscribers.c.address.in_(chunk))):
                found[row.channel, row.address] = _subscriber(row)
        return found

    def muted_by_all(
        self, addresses: Collection[tuple[str, str]], now: datetime
    ) -> dict[tuple[str, str], list[Mute]]:
        """Return what many addresses muted."""
        found: dict[tuple[str, str], list[Mute]] = {}
        for chunk in _chunks(sorted({address for _, address in addresses})):
            query = select(mutes).where(mutes.c.address.in_(chunk), _still(now))
            for row in self.tx.execute(query):
                mute = Mute(kind=MuteKind(row.kind), what=row.what, until=row.until)
                found.setdefault((row.channel, row.address), []).append(mute)
        return found

    def mute(self, channel: str, address: str, wish: Mute) -> None:
        """Keep a mute; the same thing muted again ends when it was said last."""
        row = {"channel": channel, "address": address, "kind": wish.kind.value, "what": wish.what}
        self.tx.execute(delete(mutes).filter_by(**row))
        self.tx.execute(insert(mutes).values(**row, until=wish.until))

    def unmute(self, channel: str, address: str) -> int:
        """Forget all that an address muted; return how many mutes went."""
        query = delete(mutes).where(mutes.c.channel == channel, mutes.c.address == address)
        return self.tx.execute(query).rowcount

    def muted(self, channel: str, address: str, now: datetime) -> list[Mute]:
        """Return what an address does not want to hear of now."""
        query = select(mutes).where(
            mutes.c.channel == channel,
            mutes.c.address == address,
            _still(now),
        )
        return [
            Mute(kind=MuteKind(row.kind), what=row.what, until=row.until)
            for row in self.tx.execute(query.order_by(mutes.c.kind, mutes.c.what))
        ]


def _subscriber(row: Row[tuple[object, ...]]) -> Subscriber:
    return _SUBSCRIBER.validate_python({**row.body, "channel": row.channel, "address": row.address})


def _still(now: datetime) -> ColumnElement[bool]:
    return or_(mutes.c.until.is_(None), mutes.c.until > now)


def _chunks(addresses: Sequence[str]) -> Iterator[Sequence[str]]:
    return (addresses[start : start + CHUNK] for start in range(0, len(addresses), CHUNK))


def _key(subscriber: Subscriber) -> dict[str, str]:
    return {"channel": subscriber.channel, "address": subscriber.address}

"""The third shell: what waits in the outbox is claimed, rendered, sent and recorded.

late rings | second channel
due deliveries | claim | render | send | record

The claim is committed before the send and the record after it: a crash between the two repeats at most the
messages that were in flight, and loses none.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import structlog

from alerts.channels import Channel, DeliveryError, Moved, Refused, TryLater, Unreachable
from alerts.model import Delivery, Message
from alerts.pace import Pacer
from alerts.render.compose import Composer
from alerts.store.outbox import OutboxStore
from alerts.store.seconds import SecondStore
from alerts.store.subscriptions import SubscriptionStore
from crawler.store.database import Database

BATCH = 16
MOST_ATTEMPTS = 12  # with the backoff below, about a day
FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(hours=3)
PATIENCE = timedelta(minutes=2)  # then a second channel takes a ring over, where the subscriber named one

log = structlog.get_logger()


def wait_after(attempts: int) -> timedelta:
    """Return how long to wait after so many failed attempts: doubling, up to three hours."""
    doubled: timedelta = FIRST_WAIT * 2 ** max(0, attempts - 1)
    return min(doubled, LONGEST_WAIT)


class Deliverer:
    """Sends what waits in the outbox through the channels it has."""

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel],
        composer: Composer,
        pacer: Pacer,
        clock: Callable[[], datetime],
        *,
        patience: timedelta = PATIENCE,
    ) -> None:
        self.database = database
        self.channels = channels
        self.composer = composer
        self.pacer = pacer
        self.clock = clock
        self.patience = patience

    def start(self) -> int:
        """Free the claims of an earlier run; call once before the first delivery."""
        with self.database.begin() as tx:
            return OutboxStore(tx).release()

    async def deliver(self) -> int:
        """Send one batch of due deliveries, at most one an address; return how many were tried."""
        now = self.clock()
        with self.database.begin() as tx:
            taken_over = SecondStore(tx).take_over_late(now, self.patience)
            claimed = OutboxStore(tx).claim(list(self.channels), now, BATCH)
        if taken_over:
            log.warning("a channel is held up; second channels take over", rings=taken_over)
        await asyncio.gather(*(self._deliver_one(delivery, fence) for delivery, fence in claimed))
        return len(claimed)

    async def _deliver_one(self, delivery: Delivery, fence: int) -> None:
        with self.database.begin() as tx:
            message, known = self.composer.compose(tx, delivery)
        if message is None:
            self._record_sent(delivery, fence, None)
            return
        await self.pacer.wait(delivery.channel, delivery.address)
        try:
            message_id = await self._send(delivery, message, known)
        except DeliveryError as error:
            self._record_failure(delivery, fence, error)
        else:
            self._record_sent(delivery, fence, message_id)

    async def _send(self, delivery: Delivery, message: Message, known: str | None) -> str | None:
        channel = self.channels[delivery.channel]
        if delivery.silent and known is not None:
            await channel.edit(delivery.address, known, message)
            return known
        return await channel.send(delivery.address, message, silent=delivery.silent, reply_to=known)

    def _record_sent(self, delivery: Delivery, fence: int, message_id: str | None) -> None:
        now = self.clock()
        with self.database.begin() as tx:
            OutboxStore(tx).sent(delivery, fence, message_id, now)
        log.info("sent", delivery=delivery.id, kind=delivery.kind, channel=delivery.channel)

    def _record_failure(self, delivery: Delivery, fence: int, error: DeliveryError) -> None:
        now = self.clock()
        with self.database.begin() as tx:
            outbox = OutboxStore(tx)
            if isinstance(error, Moved):
                outbox.retry(delivery, fence, now, str(error))
                outbox.move_address(delivery.channel, delivery.address, error.address)
                SubscriptionStore(tx).move_address(delivery.channel, delivery.address, error.address)
                SecondStore(tx).move_address(delivery.channel, delivery.address, error.address)
            elif isinstance(error, Unreachable):
                SecondStore(tx).take_over_all(delivery.channel, delivery.address, now)
                outbox.give_up_address(delivery.channel, delivery.address, str(error), now)
            elif isinstance(error, TryLater) and delivery.attempts < (error.most or MOST_ATTEMPTS):
                wait = (
                    wait_after(delivery.attempts) if error.after is None else timedelta(seconds=error.after)
                )
                outbox.retry(delivery, fence, now + wait, str(error))
                if error.after is not None:
                    outbox.hold_address(delivery.channel, delivery.address, now + wait)
            else:
                SecondStore(tx).take_over(delivery, fence, now)
                outbox.give_up(delivery, fence, str(error), now)
        log.warning(
            "not sent",
            delivery=delivery.id,
            channel=delivery.channel,
            error=str(error),
            kind=type(error).__name__,
            final=isinstance(error, (Unreachable, Refused)),
        )

"""What waits in the outbox is sent, whatever the channel answers."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

import pytest

from alerts.channels import Moved, Refused, TryLater, Unreachable
from alerts.deliver import FIRST_WAIT, LONGEST_WAIT, MOST_ATTEMPTS, wait_after
from alerts.store.outbox import LEASE, OutboxStore
from alerts.store.subscriptions import SubscriptionStore
from tests.alertdesk import CHANNEL, QADAM, Desk, shelling
from tests.happenings import told


def queued(*errors: Exception) -> Desk:
    """Return a desk where one message for Laila waits."""
    desk = Desk(*errors)
    desk.watch(QADAM)
    desk.report(shelling())
    return desk


async def test_a_slow_down_is_retried_after_the_asked_delay():
    """A subscriber gets the message once, no sooner than the service allowed."""
    desk = queued(TryLater("slow down", after=300))
    await desk.deliver()
    await desk.later(4.9)
    assert desk.channel.shown == {}
    await desk.later(0.2)
    assert desk.rings() == 1
    await desk.later(60)
    assert len(desk.channel.shown) == 1


async def test_a_slow_down_holds_everything_for_that_address():
    """What else waits for the chat waits with it; others are not held up."""
    desk = queued(TryLater("slow down", after=300))
    desk.watch(QADAM, address="omar")
    desk.report(told("arrest", "اعتقالات في القدم", QADAM))
    await desk.deliver()
    assert {one.address for one in desk.channel.shown.values()} == {"omar"}
    await desk.later(5.1)
    assert [one.address for one in desk.channel.shown.values()].count("laila") == 2


async def test_trouble_without_a_delay_backs_off():
    """A service that does not answer is asked less and less often, and the message arrives in the end."""
    desk = queued(*(TryLater("no answer") for _ in range(4)))
    await desk.deliver()
    for number in range(1, 5):
        desk.now += wait_after(number) - timedelta(seconds=1)
        await desk.deliver()
        assert desk.channel.shown == {}
        desk.now += timedelta(seconds=1)
        await desk.deliver()
    assert desk.rings() == 1


def test_waits_double_up_to_a_limit():
    """The first wait is short, the longest is hours."""
    assert [wait_after(number) for number in (1, 2, 3)] == [FIRST_WAIT, 2 * FIRST_WAIT, 4 * FIRST_WAIT]
    assert wait_after(MOST_ATTEMPTS) == LONGEST_WAIT


async def test_a_message_that_never_arrives_is_given_up_in_sight():
    """After the last attempt a delivery is a dead letter that the operator sees, without its address."""
    desk = queued(*(TryLater("no answer") for _ in range(MOST_ATTEMPTS + 3)))
    for _ in range(MOST_ATTEMPTS + 3):
        desk.now += LONGEST_WAIT
        await desk.deliver()
    with desk.database.begin() as tx:
        dead = OutboxStore(tx).given_up()
    assert [(channel, error) for _, channel, error in dead] == [(CHANNEL, "no answer")]
    assert desk.waiting() == 0


async def test_a_chat_that_is_gone_is_not_asked_again_and_hurts_nobody():
    """Who blocked the bot ends only his own messages."""
    desk = queued(Unreachable("bot was blocked"))
    desk.watch(QADAM, address="omar")
    desk.report(told("arrest", "اعتقالات في القدم", QADAM))
    await desk.deliver()
    await desk.later(60)
    assert {one.address for one in desk.channel.shown.values()} == {"omar"}
    assert desk.waiting() == 0


async def test_a_refused_message_does_not_stop_the_next():
    """One message that the service will not take is set aside; the next one goes out."""
    desk = queued(Refused("cannot parse"))
    desk.report(told("arrest", "اعتقالات في القدم", QADAM))
    await desk.deliver()
    assert ["اعتقال" in one.text for one in desk.channel.shown.values()] == [True]
    assert desk.waiting() == 0


async def test_a_group_that_moved_is_followed():
    """The message arrives at the new address, and the subscription watches on from there."""
    desk = queued(Moved("new home"))
    await desk.deliver()
    assert [one.address for one in desk.channel.shown.values()] == ["new home"]
    with desk.database.begin() as tx:
        store = SubscriptionStore(tx)
        assert (store.of(CHANNEL, "laila"), len(store.of(CHANNEL, "new home"))) == ([], 1)


async def test_a_known_message_is_edited_and_a_ring_answers_it():
    """Updates change the live message; a ring replies to it and becomes the live one."""
    desk = Desk()
    desk.watch(QADAM)
    incident = desk.report(shelling(killed=1))
    await desk.deliver()
    incident = desk.report(shelling("خبر ثان", publisher="ba"), incident)
    await desk.later(10)
    incident = desk.report(shelling("مقتل 4", killed=4, publisher="ta"), incident)
    await desk.later(10)
    desk.report(shelling("خبر رابع", publisher="tha"), incident)
    await desk.later(10)
    first, second = desk.channel.shown.values()
    assert (len(first.edits), first.reply_to) == (1, None)
    assert (second.reply_to, len(second.edits)) == ("1", 1)
    assert "4 أخبار" in second.text


async def test_many_edits_that_wait_are_one():
    """What was told by a later message is not told again."""
    desk = Desk()
    desk.watch(QADAM)
    incident = desk.report(shelling())
    await desk.deliver()
    for number in range(6):
        desk.now += timedelta(seconds=1)
        incident = desk.report(shelling(f"خبر {number}", publisher=f"p{number}"), incident)
    await desk.deliver()
    (message,) = desk.channel.shown.values()
    assert len(message.edits) == 1
    assert "7 أخبار" in message.text


class Killed(BaseException):
    """The process ended here."""


@dataclass
class DyingChannel:
    """Sends, then the power goes before anybody could write it down."""

    real: object
    dies: bool = True

    async def send(self, *args, **kwargs):
        sent = await self.real.send(*args, **kwargs)
        if self.dies:
            self.dies = False
            raise Killed
        return sent

    async def edit(self, *args, **kwargs):
        await self.real.edit(*args, **kwargs)


async def test_a_crash_between_send_and_record_repeats_at_most_that_message():
    """After a kill the message in doubt is sent once more with the same code; nothing is lost or repeated."""
    desk = queued()
    desk.report(told("arrest", "اعتقالات في القدم", QADAM))
    desk.report(told("protest", "مظاهرة في القدم", QADAM))
    desk.deliverer.channels = {CHANNEL: DyingChannel(desk.channel)}
    with pytest.raises(Killed):
        await desk.deliver()
    desk.deliverer = desk.restarted()
    assert desk.deliverer.start() == 1
    await desk.deliver()
    codes = [next(word for word in one.text.split() if word[0] == "#") for one in desk.channel.shown.values()]
    assert sorted(codes.count(code) for code in set(codes)) == [1, 1, 2]
    assert desk.waiting() == 0


async def test_a_claim_of_a_run_that_hangs_ends_by_itself():
    """Another process takes over when the lease is over, not before."""
    desk = queued()
    with desk.database.begin() as tx:
        assert len(OutboxStore(tx).claim([CHANNEL], desk.now, 5)) == 1
    await desk.deliver()
    assert desk.channel.shown == {}
    desk.now += LEASE
    await desk.deliver()
    assert desk.rings() == 1


async def test_messages_to_many_people_go_out_together():
    """One slow chat does not hold up the others."""
    desk = Desk()
    for number in range(5):
        desk.watch(QADAM, address=f"chat {number}")
    desk.report(shelling())
    slow = asyncio.Event()
    real = desk.channel.send

    async def send(address, message, **options):
        if address == "chat 0":
            await slow.wait()
        return await real(address, message, **options)

    desk.channel.send = send
    batch = asyncio.create_task(desk.deliverer.deliver())
    for _ in range(20):
        await asyncio.sleep(0)
    assert {one.address for one in desk.channel.shown.values()} == {
        f"chat {number}" for number in range(1, 5)
    }
    slow.set()
    assert await batch == 5

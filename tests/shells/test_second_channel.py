"""A second channel takes rings over while the first is held up: each once, and nothing rings twice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from alerts.channels import Moved, Refused, TryLater, Unreachable
from alerts.deliver import MOST_ATTEMPTS, PATIENCE
from alerts.model import Home
from alerts.store.seconds import SecondStore
from alerts.store.subscriptions import SubscriptionStore
from tests.alertdesk import CHANNEL, COOLDOWN, QADAM, Desk, shelling
from tests.fakechannel import FakeChannel

LAILA = Home(channel=CHANNEL, address="laila")
HER_MAIL = Home(channel="apprise", address="mailto://laila")
HOURS = TryLater("slow down", after=43_838)


class TwoChannels(Desk):
    """A desk whose Laila has named her mail as second channel."""

    def __init__(self, *errors: Exception, mail: tuple[Exception, ...] = ()) -> None:
        super().__init__(*errors)
        self.mail = FakeChannel(*mail)
        self.deliverer.channels = {CHANNEL: self.channel, "apprise": self.mail}
        self.watch(QADAM)
        self.name(LAILA, HER_MAIL)

    def name(self, first: Home, second: Home | None) -> None:
        with self.database.begin() as tx:
            SecondStore(tx).set(first, second)

    def rung(self) -> tuple[int, int]:
        """Count the sounds on both channels."""
        first, second = self.channel.shown.values(), self.mail.shown.values()
        return sum(not one.silent for one in first), sum(not one.silent for one in second)

    def seen(self) -> tuple[int, int]:
        return len(self.channel.shown), len(self.mail.shown)


async def test_a_channel_that_works_keeps_its_rings():
    """A second channel is for trouble; nobody hears twice."""
    desk = TwoChannels()
    desk.report(shelling())
    await desk.later(0)
    await desk.later(60)
    assert desk.seen() == (1, 0)


async def test_a_long_flood_wait_is_taken_over_at_once_and_stays_silent_after():
    """Twelve hours asked for: the second channel rings, the first tells it later without a sound."""
    desk = TwoChannels(HOURS)
    desk.report(shelling())
    await desk.deliver()
    await desk.deliver()
    assert (desk.rung(), desk.seen()) == ((0, 1), (0, 1))
    await desk.later(13 * 60)
    assert (desk.rung(), desk.seen()) == ((0, 1), (1, 1))
    assert desk.waiting() == 0


async def test_what_comes_during_the_wait_goes_to_the_second_channel_too():
    """The chat is held, so each new ring is taken over, once."""
    desk = TwoChannels(HOURS)
    incident = desk.report(shelling(killed=1))
    await desk.deliver()
    await desk.later(30)
    desk.report(shelling("مقتل 4", killed=4, publisher="ta"), incident)
    await desk.later(0)
    await desk.later(30)
    assert desk.rung() == (0, 2)
    assert "4" in [*desk.mail.shown.values()][1].text
    await desk.later(13 * 60)
    assert desk.rung() == (0, 2)


async def test_the_pause_between_two_rings_holds_on_the_second_channel():
    """Five tolls in a minute are no five mails."""
    desk = TwoChannels(HOURS)
    incident = desk.report(shelling(killed=1))
    await desk.deliver()
    desk.now += timedelta(minutes=1)
    desk.report(shelling("مقتل 4", killed=4, publisher="ta"), incident)
    await desk.deliver()
    await desk.deliver()
    assert desk.rung() == (0, 1)
    desk.now += COOLDOWN
    await desk.deliver()
    assert desk.rung() == (0, 2)


async def test_a_short_wait_is_waited_for():
    """A pause below the patience rings once, on the first channel."""
    desk = TwoChannels(TryLater("slow down", after=60))
    desk.report(shelling())
    await desk.deliver()
    await desk.later(1.1)
    await desk.later(60)
    assert (desk.rung(), desk.seen()) == ((1, 0), (1, 0))


async def test_a_channel_that_does_not_answer_is_taken_over_after_the_patience():
    """Not at the first stumble, and not hours later."""
    desk = TwoChannels(*(TryLater("no answer") for _ in range(8)))
    desk.report(shelling())
    await desk.deliver()
    desk.now += PATIENCE - timedelta(seconds=1)
    await desk.deliver()
    assert desk.seen() == (0, 0)
    desk.now += timedelta(seconds=1)
    await desk.deliver()
    assert desk.rung() == (0, 1)
    for _ in range(10):
        await desk.later(180)
    assert (desk.rung(), desk.seen()) == ((0, 1), (1, 1))


FINAL = {
    "the chat is gone": [Unreachable("blocked")],
    "the message is refused": [Refused("cannot parse")],
    "in vain to the last": [TryLater("bad request", most=1)],
}


@pytest.mark.parametrize("errors", FINAL.values(), ids=FINAL)
async def test_what_the_first_channel_gives_up_is_taken_over(errors):
    """An alert is not lost with a channel that will never take it."""
    desk = TwoChannels(*errors)
    desk.report(shelling())
    await desk.deliver()
    await desk.deliver()
    await desk.later(60)
    assert (desk.rung(), desk.seen()) == ((0, 1), (0, 1))


async def test_everything_that_waits_for_a_chat_that_is_gone_is_taken_over():
    """Two incidents wait; the first one's answer tells that neither will arrive."""
    desk = TwoChannels(Unreachable("blocked"))
    desk.report(shelling())
    desk.report(shelling("قصف آخر على القدم"))
    await desk.deliver()
    assert desk.rung() == (0, 2)


async def test_trouble_on_both_channels_loses_nothing_and_goes_in_no_circle():
    """The second channel has the first as its own second one; a ring is passed on once all the same."""
    desk = TwoChannels(HOURS, mail=(HOURS,))
    desk.name(HER_MAIL, LAILA)
    desk.report(shelling())
    for _ in range(4):
        await desk.deliver()
    assert (desk.seen(), desk.waiting()) == ((0, 0), 2)  # one on each channel, however often it is tried
    await desk.later(13 * 60)
    assert (desk.rung(), desk.seen()) == ((0, 1), (1, 1))


async def test_others_are_not_taken_over():
    """Omar named no second channel; his message waits for his own."""
    desk = TwoChannels(HOURS, HOURS)
    desk.watch(QADAM, address="omar")
    desk.report(shelling())
    await desk.deliver()
    await desk.deliver()
    assert {one.address for one in desk.mail.shown.values()} == {HER_MAIL.address}
    assert len(desk.mail.shown) == 1


async def test_a_crash_before_the_second_channel_sent_repeats_nothing():
    """The ring that was taken over is a row; a restart finds it, and takes nothing over again."""
    desk = TwoChannels(HOURS)
    desk.report(shelling())
    await desk.deliverer.deliver()
    with desk.database.begin() as tx:
        assert SecondStore(tx).take_over_late(desk.now, PATIENCE) == 1
    desk.deliverer = desk.restarted()
    desk.deliverer.channels = {CHANNEL: desk.channel, "apprise": desk.mail}
    desk.deliverer.start()
    await desk.deliver()
    assert desk.rung() == (0, 1)


async def test_a_group_that_moved_keeps_its_second_channel():
    """The new name has what the old one had."""
    desk = TwoChannels(Moved("new home"), HOURS)
    desk.report(shelling())
    await desk.deliver()
    await desk.deliver()
    assert desk.rung() == (0, 1)


def test_stop_forgets_the_second_channel():
    """Nothing of a chat that said stop is kept, nor is it named by another."""
    desk = TwoChannels()
    desk.name(Home(channel=CHANNEL, address="omar"), LAILA)
    with desk.database.begin() as tx:
        SubscriptionStore(tx).erase(CHANNEL, "laila")
        store = SecondStore(tx)
        assert (store.get(LAILA), store.get(Home(channel=CHANNEL, address="omar"))) == (None, None)


async def test_a_mistake_that_only_people_mend_is_tried_a_few_times():
    """A webhook that answers 400 is not asked for a day."""
    desk = Desk(*(TryLater("bad request", most=3) for _ in range(MOST_ATTEMPTS)))
    desk.watch(QADAM)
    desk.report(shelling())
    for _ in range(6):
        await desk.later(200)
    assert len(desk.channel.errors) == MOST_ATTEMPTS - 3
    assert desk.waiting() == 0

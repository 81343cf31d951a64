"""Keeping to a service's limits in any window."""

from itertools import pairwise

import pytest

from alerts.pace import Limits, Pacer

LIMITS = Limits()


class Clock:
    """Monotonic seconds that pass only while somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds

    async def sleep(self, pause: float) -> None:
        assert pause > 0
        self.seconds += pause + 1e-9


async def send_all(addresses: list[str], channel: str = "telegram") -> list[tuple[float, str]]:
    clock = Clock()
    pacer = Pacer(clock, clock.sleep)
    sent = []
    for address in addresses:
        await pacer.wait(channel, address)
        sent.append((clock.seconds, address))
    return sent


def most_within(times: list[float], seconds: float) -> int:
    return max(sum(1 for other in times if start <= other < start + seconds) for start in times)


async def test_no_second_sees_more_than_the_service_takes():
    """A hundred messages to a hundred chats keep under the bot's limit in every window of a second."""
    times = [moment for moment, _ in await send_all([str(number) for number in range(100)])]
    assert most_within(times, 1) <= LIMITS.a_second
    assert times[-1] - times[0] < 100 / LIMITS.a_second + 1


async def test_one_chat_gets_one_message_a_second():
    """Ten messages to one chat are spread, each a little more than a second after the last."""
    times = [moment for moment, _ in await send_all(["42"] * 10)]
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert min(gaps) >= LIMITS.seconds_a_chat - 1e-6


async def test_a_group_gets_few_a_minute():
    """Fifty messages to one group keep under its limit in every window of a minute; a person waits less."""
    group = [moment for moment, _ in await send_all(["-100"] * 50)]
    assert most_within(group, 60) <= LIMITS.a_minute_a_group
    person = [moment for moment, _ in await send_all(["100"] * 50)]
    assert person[-1] - person[0] < 60


async def test_one_chats_pause_is_no_others():
    """A message to another chat goes at once."""
    sent = await send_all(["1", "2", "3"])
    assert sent[-1][0] == sent[0][0]


@pytest.mark.parametrize("channel", ["console", "replay"])
async def test_a_channel_without_limits_never_waits(channel):
    """What goes to the screen is not paced."""
    sent = await send_all(["-"] * 100, channel)
    assert sent[-1][0] == sent[0][0]

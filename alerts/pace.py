"""Keeping to a service's limits before it has to say so."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How many messages a service takes in any window."""

    a_second: int = 28
    seconds_a_chat: float = 1.05
    a_minute_a_group: int = 18


# Telegram: about 30 a second a bot, one a second a chat, 20 a minute a group; a little below each.
LIMITS: dict[str, Limits | None] = {"telegram": Limits()}


class Pacer:
    """Lets a send wait until it breaks no limit. ``tick`` is a monotonic clock in seconds."""

    def __init__(self, tick: Callable[[], float], sleep: Callable[[float], Awaitable[None]]) -> None:
        self.tick = tick
        self.sleep = sleep
        self.of_channel: dict[str, deque[float]] = defaultdict(deque)
        self.of_address: dict[tuple[str, str], deque[float]] = defaultdict(deque)

    async def wait(self, channel: str, address: str) -> None:
        """Return when a message may go to the address, having counted it."""
        limits = LIMITS.get(channel)
        if limits is None:
            return
        while (pause := self._pause(channel, address, limits)) > 0:
            await self.sleep(pause)
        now = self.tick()
        self.of_channel[channel].append(now)
        self.of_address[channel, address].append(now)

    def _pause(self, channel: str, address: str, limits: Limits) -> float:
        now = self.tick()
        recent, chat = self.of_channel[channel], self.of_address[channel, address]
        _forget(recent, now - 1)
        _forget(chat, now - 60)
        pauses = [0.0]
        if len(recent) >= limits.a_second:
            pauses.append(recent[0] + 1 - now)
        if chat:
            pauses.append(chat[-1] + limits.seconds_a_chat - now)
        if address.startswith("-") and len(chat) >= limits.a_minute_a_group:
            pauses.append(chat[0] + 60 - now)
        return max(pauses)


def _forget(times: deque[float], before: float) -> None:
    while times and times[0] <= before:
        times.popleft()

"""One connection a host, and a pause between two requests to it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

Clock = Callable[[], float]  # monotonic seconds
Sleep = Callable[[float], Awaitable[None]]

_LONGEST_PEACE = 24 * 3600.0
_FORGET_AT = 2000  # hosts remembered before those that are long at rest are dropped


@dataclass(slots=True)
class _Turn:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0
    peace_until: float = 0.0


class Pacer:
    """Gives each host its turns: one request at a time, the next no sooner than ``spacing`` seconds later."""

    def __init__(self, spacing: float, clock: Clock, sleep: Sleep) -> None:
        self._spacing = spacing
        self._clock = clock
        self._sleep = sleep
        self._turns: dict[str, _Turn] = {}

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for the host's turn and hold it; the pause counts from the end of the request."""
        turn = self._turns.setdefault(host, _Turn())
        async with turn.lock:
            pause = turn.free_at - self._clock()
            if pause > 0:
                await self._sleep(pause)
            try:
                yield
            finally:
                turn.free_at = self._clock() + self._spacing
        self._forget()

    def leave_in_peace(self, host: str, seconds: float) -> None:
        """Remember that a host asked for no requests at all for so long (Retry-After)."""
        turn = self._turns.setdefault(host, _Turn())
        turn.peace_until = self._clock() + min(seconds, _LONGEST_PEACE)

    def peace_left(self, host: str) -> float:
        """Return for how many seconds a host still wants no requests; 0 when it may be asked."""
        turn = self._turns.get(host)
        return max(0.0, turn.peace_until - self._clock()) if turn else 0.0

    def _forget(self) -> None:
        if len(self._turns) < _FORGET_AT:
            return
        now = self._clock()
        at_rest = [
            host for host, turn in self._turns.items() if not turn.lock.locked() and turn.free_at < now
        ]
        for host in at_rest:
            del self._turns[host]

"""Telegram's flood limits."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from tests.botapi.model import Limit, Limits, TooManyRequests


@dataclass
class _Window:
    """When a chat, or all chats, were last sent to."""

    limit: Limit
    times: deque[float] = field(default_factory=deque)

    def wait(self, now: float) -> float:
        while self.times and self.times[0] <= now - self.limit.seconds:
            self.times.popleft()
        if len(self.times) < self.limit.count:
            return 0
        return self.times[0] + self.limit.seconds - now


class Pacer:
    """Counts the sends of one bot; without limits it lets everything through."""

    def __init__(self, limits: Limits | None) -> None:
        self.limits = limits
        self._windows: dict[object, _Window] = {}

    def count(self, chat_id: int, now: float) -> None:
        """Count a send, or raise TooManyRequests; a refused one does not count."""
        if self.limits is None:
            return
        wanted: list[tuple[object, Limit]] = [("all", self.limits.overall), (chat_id, self.limits.chat)]
        if chat_id < 0:
            wanted.append((("group", chat_id), self.limits.group))
        windows = [self._windows.setdefault(key, _Window(limit)) for key, limit in wanted]
        wait = max(window.wait(now) for window in windows)
        if wait > 0:
            raise TooManyRequests(wait)
        for window in windows:
            window.times.append(now)

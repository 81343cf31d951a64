"""Messages on the operator's own screen."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from alerts.model import Message

EDITED = "↻ تحديث"
LINE = "─" * 60


class ConsoleChannel:
    """Writes each message as a block of lines; an edit is written again, marked as such."""

    def __init__(self, write: Callable[[str], None]) -> None:
        self.write = write
        self.numbers = count(1)

    async def send(
        self,
        address: str,  # noqa: ARG002 - there is one screen
        message: Message,
        *,
        silent: bool = False,  # noqa: ARG002 - it makes no sound
        reply_to: str | None = None,  # noqa: ARG002 - it scrolls
    ) -> str:
        """Write a message."""
        self.write(f"{LINE}\n{message.plain}\n")
        return str(next(self.numbers))

    async def edit(self, address: str, message_id: str, message: Message) -> None:  # noqa: ARG002 - one screen
        """Write the message as it reads now."""
        self.write(f"{LINE}\n{EDITED}\n{message.plain}\n")

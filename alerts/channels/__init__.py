"""The ways to a person. A channel is small and translates; no rule lives in it."""

from __future__ import annotations

from typing import Protocol

from alerts.model import Message


class Channel(Protocol):
    """One way to send messages. Every method may raise a DeliveryError."""

    async def send(
        self, address: str, message: Message, *, silent: bool = False, reply_to: str | None = None
    ) -> str | None:
        """Send a message; return its id when it can be edited later."""

    async def edit(self, address: str, message_id: str, message: Message) -> None:
        """Replace a message's text without a sound."""


class DeliveryError(Exception):
    """A send did not succeed; the subclass says what to do next."""


class Unreachable(DeliveryError):  # noqa: N818 - named for what happened
    """It never will: the chat is gone or blocked us. Stop using this address."""


class Refused(DeliveryError):  # noqa: N818 - the same
    """This message will never be accepted at this address; others may be."""


class TryLater(DeliveryError):  # noqa: N818 - the same
    """It still may. Wait `after` seconds if the service named a delay, else back off.

    ``most`` says after how many attempts it is in vain: a server that answers "bad request" may be mended
    within minutes, hardly within a day.
    """

    def __init__(self, reason: str, after: float | None = None, most: int | None = None) -> None:
        super().__init__(reason)
        self.after = after
        self.most = most


class Moved(DeliveryError):  # noqa: N818 - the same
    """The address has a new name; send there, and keep the subscription."""

    def __init__(self, address: str) -> None:
        super().__init__(f"moved to {address}")
        self.address = address

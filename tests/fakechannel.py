"""A channel with a memory, for tests of what sends; it keeps the contract of the real ones."""

from __future__ import annotations

from dataclasses import dataclass, field

from alerts.channels import Refused
from alerts.model import Message


@dataclass
class Shown:
    """One message as it stands with its reader now."""

    address: str
    text: str
    silent: bool
    reply_to: str | None
    edits: list[str] = field(default_factory=list)  # the texts that stood here before


class FakeChannel:
    """Shows every message, after it has raised the errors it was given, one a call."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.shown: dict[str, Shown] = {}

    async def send(
        self, address: str, message: Message, *, silent: bool = False, reply_to: str | None = None
    ) -> str | None:
        self._fail()
        number = str(len(self.shown) + 1)
        known = reply_to if reply_to in self.shown else None
        self.shown[number] = Shown(address=address, text=message.plain, silent=silent, reply_to=known)
        return number

    async def edit(self, address: str, message_id: str, message: Message) -> None:
        self._fail()
        if message_id not in self.shown:
            raise Refused("message to edit not found")
        shown = self.shown[message_id]
        if shown.text != message.plain:
            shown.edits.append(shown.text)
            shown.text = message.plain

    def _fail(self) -> None:
        if self.errors:
            raise self.errors.pop(0)

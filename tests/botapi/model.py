"""What the Bot API server of the tests remembers, and how it refuses."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

BOT_ID = 4_242_424
SENDS = frozenset({"sendMessage", "editMessageText", "sendPhoto"})  # what faults strike unless told
_SUPERGROUP = -(10**12)


class Refusal(Exception):  # noqa: N818 - it is an answer of the API, not our failure
    """What the API answers instead of a result."""

    def __init__(self, status: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters or {}


class TooManyRequests(Refusal):
    """The flood limit: wait so many seconds."""

    def __init__(self, seconds: float) -> None:
        wait = max(1, math.ceil(seconds))
        super().__init__(429, f"Too Many Requests: retry after {wait}", {"retry_after": wait})


@dataclass(frozen=True)
class Limit:
    """At most ``count`` sends in any ``seconds``."""

    count: int
    seconds: float


@dataclass(frozen=True)
class Limits:
    """Telegram's: 30 a second in all, one a second a chat with a small burst, 20 a minute a group."""

    overall: Limit = Limit(30, 1)
    chat: Limit = Limit(3, 1)
    group: Limit = Limit(20, 60)


@dataclass(frozen=True)
class Fault:
    """Something that goes wrong with the next fitting call; sends and edits fit unless told otherwise."""

    refusal: Refusal | None = None
    lose_answer: bool = False  # delivered, but the connection closes before the answer
    slow: float = 0  # seconds between delivery and answer
    methods: frozenset[str] = frozenset()
    chat_id: int | None = None

    @classmethod
    def too_many(cls, seconds: float, **which: Any) -> Fault:
        """429 with retry_after."""
        return cls(TooManyRequests(seconds), **which)

    @classmethod
    def server_error(cls, status: int = 500, **which: Any) -> Fault:
        """Telegram has troubles of its own."""
        return cls(Refusal(status, "Internal Server Error"), **which)

    @classmethod
    def answer_lost(cls, **which: Any) -> Fault:
        """Delivered, and nobody is told."""
        return cls(lose_answer=True, **which)

    @classmethod
    def late(cls, seconds: float, **which: Any) -> Fault:
        """Delivered, and the answer comes later than the caller may wait."""
        return cls(slow=seconds, **which)

    @classmethod
    def migrated(cls, new_chat_id: int, **which: Any) -> Fault:
        """Turn the group into a supergroup, from now on."""
        description = "Bad Request: group chat was upgraded to a supergroup chat"
        return cls(Refusal(400, description, {"migrate_to_chat_id": new_chat_id}), **which)

    @classmethod
    def blocked(cls, **which: Any) -> Fault:
        """Have the user block the bot, from now on."""
        return cls(Refusal(403, "Forbidden: bot was blocked by the user"), **which)

    @classmethod
    def refused(cls, description: str, **which: Any) -> Fault:
        """Any other 400."""
        return cls(Refusal(400, f"Bad Request: {description}"), **which)


@dataclass
class Call:
    """One call of a method, as it came."""

    method: str
    parameters: dict[str, Any]
    at: float
    refused: str | None = None


@dataclass
class Delivered:
    """A message of the bot as it stands in a chat now."""

    message_id: int
    chat_id: int
    date: int
    text: str  # what the reader sees; a photo's caption
    html: str  # as it was sent
    entities: list[dict[str, Any]]
    reply_to: int | None = None
    silent: bool = False
    keyboard: list[list[dict[str, Any]]] = field(default_factory=list)
    photo: bytes | str | None = None
    thread_id: int | None = None
    edits: list[str] = field(default_factory=list)  # the texts that stood here before, oldest first
    deleted: bool = False
    edited_at: int | None = None

    def button_data(self) -> list[str]:
        """List what the buttons under it send."""
        return [
            button["callback_data"] for row in self.keyboard for button in row if "callback_data" in button
        ]

    def public(self, chat: Chat) -> dict[str, Any]:
        """Show it as the API's Message."""
        message: dict[str, Any] = {
            "message_id": self.message_id,
            "date": self.date,
            "chat": chat.public(),
            "from": {"id": BOT_ID, "is_bot": True, "first_name": "راصد", "username": "rasid_test_bot"},
        }
        if self.photo is None:
            message |= {"text": self.text, "entities": self.entities}
        else:
            size = {"file_id": "photo", "file_unique_id": "photo", "width": 640, "height": 480}
            message |= {"caption": self.text, "caption_entities": self.entities, "photo": [size]}
        if self.edited_at is not None:
            message["edit_date"] = self.edited_at
        if self.keyboard:
            message["reply_markup"] = {"inline_keyboard": self.keyboard}
        if self.thread_id is not None:
            message["message_thread_id"] = self.thread_id
        return message


@dataclass
class Chat:
    """A private chat or a group that the bot may write to."""

    id: int
    name: str = "عمر"
    admins: tuple[int, ...] = ()
    blocked: bool = False
    migrated_to: int | None = None
    messages: list[Delivered] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """Tell its type as the API does; the sign and size of the id say which."""
        if self.id > 0:
            return "private"
        return "supergroup" if self.id < _SUPERGROUP else "group"

    def public(self) -> dict[str, Any]:
        """Show it as the API's Chat."""
        named = {"first_name": self.name} if self.id > 0 else {"title": self.name}
        return {"id": self.id, "type": self.kind, **named}

    def find(self, message_id: object) -> Delivered | None:
        """Look up a message of the bot that still stands."""
        return next(
            (each for each in self.messages if str(each.message_id) == str(message_id) and not each.deleted),
            None,
        )

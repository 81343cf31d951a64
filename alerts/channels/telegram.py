"""Telegram, through python-telegram-bot; its errors in our words."""

from __future__ import annotations

import re
from datetime import timedelta

from telegram import Bot as Bot  # noqa: PLC0414 - handed on: the app builds with it
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError
from telegram.request import HTTPXRequest

from alerts.channels import Moved, Refused, TryLater, Unreachable
from alerts.model import Message

# A timed-out send may have arrived, so doubt is made rare by waiting long for the answer.
READ_TIMEOUT = 40.0
GONE = (
    "chat not found",
    "user is deactivated",
    "group chat was deactivated",
    "not enough rights",
    "have no rights",
    "need administrator rights",
    "chat_write_forbidden",
    "topic_closed",
    "peer_id_invalid",
)
# A token's secret part. A mistyped base_url brings it into the library's errors: "Invalid port: 'AAE…'".
_SECRET = re.compile(r"(?:\d+:)?[\w-]{30,}")
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


def make_bot(token: str, base_url: str) -> Bot:
    """Return a bot that speaks to the given Bot API server."""
    request = HTTPXRequest(connection_pool_size=16, read_timeout=READ_TIMEOUT, connect_timeout=10.0)
    polling = HTTPXRequest(connection_pool_size=2, read_timeout=READ_TIMEOUT, connect_timeout=10.0)
    return Bot(token, base_url=base_url, request=request, get_updates_request=polling)


class TelegramChannel:
    """Sends to chats by number."""

    def __init__(self, bot: Bot) -> None:
        self.bot = bot

    async def send(
        self, address: str, message: Message, *, silent: bool = False, reply_to: str | None = None
    ) -> str | None:
        """Send a message; one whose markup is refused goes out as plain text in the same attempt."""
        reply = ReplyParameters(int(reply_to), allow_sending_without_reply=True) if reply_to else None
        try:
            return await self._send(address, message, ParseMode.HTML, reply, silent=silent)
        except Refused:
            return await self._send(address, message, None, reply, silent=silent)

    async def _send(
        self,
        address: str,
        message: Message,
        mode: ParseMode | None,
        reply: ReplyParameters | None,
        *,
        silent: bool,
    ) -> str:
        try:
            sent = await self.bot.send_message(
                _chat(address),
                message.plain if mode is None else message.html,
                parse_mode=mode,
                reply_markup=_keyboard(message),
                disable_notification=silent,
                reply_parameters=reply,
                link_preview_options=NO_PREVIEW,
            )
        except TelegramError as error:
            raise translated(error) from None  # the cause would carry the token in its address
        return str(sent.message_id)

    async def edit(self, address: str, message_id: str, message: Message) -> None:
        """Replace a message's text; a text that did not change is no error."""
        try:
            await self._edit(address, message_id, message, ParseMode.HTML)
        except Refused:
            await self._edit(address, message_id, message, None)

    async def _edit(self, address: str, message_id: str, message: Message, mode: ParseMode | None) -> None:
        try:
            await self.bot.edit_message_text(
                message.plain if mode is None else message.html,
                chat_id=_chat(address),
                message_id=int(message_id),
                parse_mode=mode,
                reply_markup=_keyboard(message),  # an edit without buttons takes them away
                link_preview_options=NO_PREVIEW,
            )
        except BadRequest as error:
            if "not modified" not in error.message.lower():
                raise translated(error) from None
        except TelegramError as error:
            raise translated(error) from None


def _keyboard(message: Message) -> InlineKeyboardMarkup | None:
    rows = [
        [InlineKeyboardButton(one.text, callback_data=one.data) for one in row] for row in message.buttons
    ]
    return InlineKeyboardMarkup(rows) if rows else None


def _chat(address: str) -> int:
    try:
        return int(address)
    except ValueError:
        raise Unreachable("the address is no chat's number") from None  # the cause would show it


def translated(error: TelegramError) -> Exception:
    """Say what to do about Telegram's answer. BadRequest is a NetworkError, so the order matters."""
    text = _SECRET.sub("…", error.message)
    if isinstance(error, InvalidToken):  # the library's own text shows the token
        return TryLater("Telegram does not know the bot's token; mend it in the settings")
    if isinstance(error, Forbidden):
        return Unreachable(text)
    if isinstance(error, ChatMigrated):
        return Moved(str(error.new_chat_id))
    if isinstance(error, RetryAfter):
        wait = error.retry_after
        return TryLater(
            "told to slow down", wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
        )
    if isinstance(error, BadRequest):
        return Unreachable(text) if any(word in text.lower() for word in GONE) else Refused(text)
    return TryLater(text)

"""Listening to Telegram: a command, its answer and the offset are kept in one transaction.

Telegram forgets an update once a higher offset was asked for, so the offset moves only with the work done: a
crash loses no command and does none twice.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime

import structlog
from telegram import Bot, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from alerts.areas import Places
from alerts.bot import replies
from alerts.bot.commands import CHANNEL, Commands
from alerts.bot.wishes import Answer
from alerts.hearing import Hearing
from alerts.model import DeliveryKind, Lane
from alerts.render.panel import packed
from alerts.render.safe import units
from alerts.store.invites import InviteStore
from alerts.store.marks import MarkStore
from alerts.store.outbox import Draft, OutboxStore
from crawler.store.database import Database, DatabaseTrouble, Transaction

OFFSET = "telegram offset"
ASKED_FOR = ["message", "callback_query"]
ROOM = 3800  # of Telegram's 4,096 units
POLL_SECONDS = 25
PAUSE_SECONDS = 5.0

log = structlog.get_logger()


class Listener:
    """Takes commands from the chats that are allowed to give them; others are not answered."""

    def __init__(
        self,
        bot: Bot,
        database: Database,
        places: Places,
        allowed: Collection[int],
        clock: Callable[[], datetime],
    ) -> None:
        self.bot = bot
        self.database = database
        self.places = places
        self.allowed = frozenset(allowed)
        self.clock = clock
        self.hearing = Hearing()

    async def open(self) -> None:
        """Ask Telegram who the bot is; without an answer it is asked again with every call."""
        try:
            await self.bot.initialize()
        except InvalidToken:
            log.error("Telegram does not know the bot's token: see [telegram] token")  # noqa: TRY400 - no traceback needed
        except TelegramError as error:
            log.warning("Telegram does not answer", error=type(error).__name__)

    async def close(self) -> None:
        """Close the bot's connections."""
        await self.bot.shutdown()

    async def listen_once(self, wait: int = POLL_SECONDS) -> float:
        """Ask for updates once and carry them out; return how many seconds to pause before the next time."""
        with self.database.begin() as tx:
            offset = MarkStore(tx).get(OFFSET)
        try:
            updates = await self.bot.get_updates(
                offset=int(offset) if offset else None, timeout=wait, allowed_updates=ASKED_FOR
            )
        except Conflict:
            log.error("two programs listen with one bot token: stop the other one")  # noqa: TRY400 - no traceback needed
            return 6 * PAUSE_SECONDS
        except InvalidToken:
            log.error("Telegram does not know the bot's token: see [telegram] token")  # noqa: TRY400 - the same
            return 12 * PAUSE_SECONDS
        except RetryAfter as error:
            wait_for = error.retry_after
            return float(wait_for if isinstance(wait_for, int) else wait_for.total_seconds())
        except TelegramError as error:
            log.warning("Telegram does not answer", error=type(error).__name__)
            return PAUSE_SECONDS
        return await self._take_all(updates)

    async def _take_all(self, updates: Sequence[Update]) -> float:
        """Carry out updates in order; one that cannot be judged now stays with Telegram."""
        for update in updates:
            try:
                allowed = await self._may_command(update)
            except TelegramError as error:
                log.warning("Telegram does not say who is an admin", error=type(error).__name__)
                return PAUSE_SECONDS
            self._take(update, allowed=allowed)
            if update.callback_query is not None:
                with contextlib.suppress(TelegramError):  # it only ends the button's waiting
                    await self.bot.answer_callback_query(update.callback_query.id)
        return 0.0

    async def _may_command(self, update: Update) -> bool:
        """Say whether who wrote may change what the chat watches: in groups only its admins."""
        chat, user, message = update.effective_chat, update.effective_user, update.message
        if chat is None or not self._is_let_in(chat.id):
            return False
        if chat.type == ChatType.PRIVATE:
            return True
        if message is not None and message.sender_chat is not None and message.sender_chat.id == chat.id:
            return True  # an admin who stays unnamed writes as the group itself
        if user is None:
            return False
        if message is not None and not message.location and not (message.text or "").startswith("/"):
            return False  # talk among people: not worth a question to Telegram
        member = await self.bot.get_chat_member(chat.id, user.id)
        return member.status in (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)

    def _take(self, update: Update, *, allowed: bool) -> None:
        """Carry out one update; a bug of ours in it is answered and not met again for ever."""
        try:
            self._carry_out(update, self._answer if allowed else self._admit)
        except DatabaseTrouble:
            raise  # the update stays with Telegram until the database is well
        except Exception:
            log.exception("a command was set aside: a bug of ours", update=update.update_id)
            self._carry_out(update, _our_fault if allowed else _nothing)

    def _is_let_in(self, chat_id: int) -> bool:
        if chat_id in self.allowed:
            return True
        with self.database.begin() as tx:
            return InviteStore(tx).is_member(CHANNEL, str(chat_id))

    def _admit(self, tx: Transaction, update: Update, chat: str) -> Answer | None:
        """Let a private chat in that brings an invitation; anybody else is not answered."""
        message = update.message
        if message is None or message.chat.type != ChatType.PRIVATE:
            return None
        command, _, code = (message.text or "").partition(" ")
        if command != "/start" or not code or not InviteStore(tx).admit(CHANNEL, chat, code, self.clock()):
            return None
        return Commands(tx, self.places, self.clock(), self.hearing).answer(chat, "/start")

    def _answer(self, tx: Transaction, update: Update, chat: str) -> Answer | None:
        commands = Commands(tx, self.places, self.clock(), self.hearing)
        if update.callback_query is not None:
            return commands.press(chat, update.callback_query.data or "")
        message = update.message
        if message is not None and message.location is not None:
            return commands.share(chat, message.location.latitude, message.location.longitude)
        return commands.answer(chat, message.text) if message is not None and message.text else None

    def _carry_out(self, update: Update, answer: Callable[[Transaction, Update, str], Answer | None]) -> None:
        now = self.clock()
        with self.database.begin() as tx:
            MarkStore(tx).set(OFFSET, str(update.update_id + 1))
            if update.effective_chat is None:
                return
            chat = str(update.effective_chat.id)
            said = answer(tx, update, chat)
            for number, text in enumerate(_parts("" if said is None else said.text)):
                buttons = said.buttons if said is not None else ()
                draft = Draft(
                    once=f"reply:{update.update_id}:{number}",
                    kind=DeliveryKind.PANEL if buttons else DeliveryKind.REPLY,
                    channel=CHANNEL,
                    address=chat,
                    lane=Lane.URGENT,
                    due_at=now,
                    text=packed(text, buttons) if buttons else text,
                )
                OutboxStore(tx).add(draft, now)


def _nothing(_tx: Transaction, _update: Update, _chat: str) -> None:
    """Answer nothing: who may not command is not spoken to."""


def _our_fault(_tx: Transaction, _update: Update, _chat: str) -> Answer:
    return Answer(text=replies.OUR_FAULT)


def _parts(text: str) -> Iterator[str]:
    """Divide what is longer than a message at the ends of lines."""
    part = ""
    for line in text.splitlines():
        if part and units(part) + units(line) >= ROOM:
            yield part
            part = ""
        part += f"\n{line}" if part else line[:ROOM]
    if part.strip():
        yield part

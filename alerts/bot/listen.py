"""Listening to Telegram: a command, its answer and the offset are kept in one transaction.

Telegram forgets an update once a higher offset was asked for, so the offset moves only with the work done: a
crash loses no command and does none twice.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime

import structlog
from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from alerts.areas import Places
from alerts.bot import replies
from alerts.bot.commands import CHANNEL, Commands
from alerts.model import DeliveryKind, Lane
from alerts.store.marks import MarkStore
from alerts.store.outbox import Draft, OutboxStore
from crawler.store.database import Database, DatabaseTrouble, Transaction

OFFSET = "telegram offset"
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
                offset=int(offset) if offset else None, timeout=wait, allowed_updates=["message"]
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
        for update in updates:
            self._take(update)
        return 0.0

    def _take(self, update: Update) -> None:
        """Carry out one update; a bug of ours in it is answered and not met again for ever."""
        try:
            self._carry_out(update, self._answer)
        except DatabaseTrouble:
            raise  # the update stays with Telegram until the database is well
        except Exception:
            log.exception("a command was set aside: a bug of ours", update=update.update_id)
            self._carry_out(update, lambda _tx, _chat, _text: replies.OUR_FAULT)

    def _answer(self, tx: Transaction, chat: str, text: str) -> str:
        return Commands(tx, self.places, self.clock()).answer(chat, text)

    def _carry_out(self, update: Update, answer: Callable[[Transaction, str, str], str]) -> None:
        now = self.clock()
        with self.database.begin() as tx:
            MarkStore(tx).set(OFFSET, str(update.update_id + 1))
            message = update.message
            if message is None or not message.text or message.chat.id not in self.allowed:
                return
            chat = str(message.chat.id)
            draft = Draft(
                once=f"reply:{update.update_id}",
                kind=DeliveryKind.REPLY,
                channel=CHANNEL,
                address=chat,
                lane=Lane.URGENT,
                due_at=now,
                text=answer(tx, chat, message.text),
            )
            OutboxStore(tx).add(draft, now)

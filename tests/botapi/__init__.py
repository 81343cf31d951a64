"""A strict Telegram Bot API server on loopback, for tests that talk to it over real HTTP."""

from tests.botapi.model import BOT_ID, Call, Chat, Delivered, Fault, Limit, Limits
from tests.botapi.server import TOKEN, BotApi

__all__ = ["BOT_ID", "TOKEN", "BotApi", "Call", "Chat", "Delivered", "Fault", "Limit", "Limits"]

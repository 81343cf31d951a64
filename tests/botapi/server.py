"""A Telegram Bot API server on loopback, as strict as the real one, that remembers what it delivered.

    async with BotApi() as telegram:
        telegram.say(OMAR, "/watch القدم")
        bot = Bot(telegram.token, base_url=telegram.base_url)
        ...
        assert telegram.messages(OMAR)[-1].text == "…"

A chat exists once somebody spoke in it (``say``, ``press``) or a test introduced it (``meet``).
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import Counter, deque
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from alerts.web.serving import serve_app
from tests.botapi.methods import METHODS
from tests.botapi.model import (
    BOT_ID,
    SENDS,
    Call,
    Chat,
    Delivered,
    Fault,
    Limits,
    Refusal,
)
from tests.botapi.pacing import Pacer
from tests.botapi.wire import HangUp, read_parameters, refused

TOKEN = f"{BOT_ID}:AAErasid-made-up-token-for-tests_0123456"


class BotApi:
    """The server and its memory. ``limits=None`` switches the rate limits off."""

    def __init__(
        self,
        token: str = TOKEN,
        *,
        limits: Limits | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.token = token
        self.pacer = Pacer(limits)
        self.clock = clock
        self.base_url = ""
        self.base_file_url = ""
        self.moved = asyncio.Event()  # set by every change in a chat
        self._news = asyncio.Event()
        self._poller: asyncio.Event | None = None
        self._closing = contextlib.AsyncExitStack()
        self._update_id = 500_000_000
        self.forget()

    # --- the test's side ---

    async def __aenter__(self) -> Self:
        app = Starlette(routes=[Route("/bot{token}/{method}", self._answer, methods=["GET", "POST"])])
        base = await self._closing.enter_async_context(serve_app(app))
        self.base_url, self.base_file_url = f"{base}/bot", f"{base}/file/bot"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._poller is not None:
            self._poller.set()
        await self._closing.aclose()

    def forget(self) -> None:
        """Begin anew: no chats, no calls, no faults. For tests that share one server."""
        self.chats: dict[int, Chat] = {}
        self.calls: list[Call] = []
        self.faults: deque[Fault] = deque()
        self.commands: dict[str, list[dict[str, str]]] = {}  # by scope
        self.answered_queries: dict[str, dict[str, Any]] = {}
        self.open_queries: set[str] = set()
        self._updates: list[dict[str, Any]] = []
        self._message_id = Counter[int]()

    def meet(self, chat_id: int, *, name: str = "عمر", admins: tuple[int, ...] = ()) -> Chat:
        """Let the bot know a chat; a negative id is a group, one below -10**12 a supergroup."""
        return self.chats.setdefault(chat_id, Chat(id=chat_id, name=name, admins=admins))

    def say(self, chat_id: int, text: str, *, user_id: int | None = None) -> int:
        """Write to the bot as a user; gives the message's id."""
        chat = self.meet(chat_id)
        message_id = self.next_message_id(chat_id)
        message: dict[str, Any] = {
            "message_id": message_id,
            "date": int(time.time()),
            "chat": chat.public(),
            "from": _user(user_id if user_id is not None else abs(chat_id)),
            "text": text,
        }
        if text.startswith("/"):
            command = text.split(maxsplit=1)[0]
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(command)}]
        self.push({"message": message})
        return message_id

    def share(self, chat_id: int, lat: float, lon: float, *, user_id: int | None = None) -> int:
        """Share a location as a user; gives the message's id."""
        chat = self.meet(chat_id)
        message_id = self.next_message_id(chat_id)
        sender = _user(user_id if user_id is not None else abs(chat_id))
        place = {"latitude": lat, "longitude": lon}
        message = {"message_id": message_id, "date": int(time.time()), "chat": chat.public()}
        self.push({"message": {**message, "from": sender, "location": place}})
        return message_id

    def press(
        self, chat_id: int, data: str, *, message_id: int | None = None, user_id: int | None = None
    ) -> str:
        """Press a button under a message, the last one that has it by default; gives the query's id."""
        shown = [message for message in self.messages(chat_id) if data in message.button_data()]
        if message_id is not None:
            shown = [message for message in shown if message.message_id == message_id]
        assert shown, f"no message in chat {chat_id} has a button with the data {data!r}"
        query = f"query-{len(self.open_queries) + len(self.answered_queries) + 1}"
        self.open_queries.add(query)
        self.push(
            {
                "callback_query": {
                    "id": query,
                    "from": _user(user_id if user_id is not None else abs(chat_id)),
                    "chat_instance": str(chat_id),
                    "data": data,
                    "message": shown[-1].public(self.chats[chat_id]),
                }
            }
        )
        return query

    def block(self, chat_id: int) -> None:
        """Block the bot as a user, or kick it out of a group: nothing arrives there any more."""
        chat = self.meet(chat_id)
        chat.blocked = True
        gone = {"user": _bot(), "status": "kicked", "until_date": 0}
        was = {"user": _bot(), "status": "member"}
        self.push(
            {
                "my_chat_member": {
                    "chat": chat.public(),
                    "from": _user(abs(chat_id)),
                    "date": int(time.time()),
                    "old_chat_member": was,
                    "new_chat_member": gone,
                }
            }
        )

    def messages(self, chat_id: int) -> list[Delivered]:
        """List what stands in a chat from the bot, oldest first, deleted ones left out."""
        chat = self.chats.get(chat_id)
        return [message for message in chat.messages if not message.deleted] if chat else []

    async def until(self, promise: Callable[[], bool], *, within: float = 5.0) -> None:
        """Wait until something is true of the chats; raises TimeoutError if it is not in time."""
        async with asyncio.timeout(within):
            while not promise():
                self.moved.clear()
                await self.moved.wait()

    async def arrived(self, chat_id: int, count: int = 1, *, within: float = 5.0) -> list[Delivered]:
        """Wait until a chat has so many messages, and give them."""
        await self.until(lambda: len(self.messages(chat_id)) >= count, within=within)
        return self.messages(chat_id)

    def called(self, method: str) -> list[Call]:
        """List the calls of one method, refused ones too."""
        return [call for call in self.calls if call.method == method]

    # --- what the methods need ---

    def pace(self, chat: Chat) -> None:
        """Count one send against the limits, or refuse with the time to wait."""
        self.pacer.count(chat.id, self.clock())

    def next_message_id(self, chat_id: int) -> int:
        """Give the next number of a chat's messages, those of users and of the bot alike."""
        self._message_id[chat_id] += 1
        return self._message_id[chat_id]

    def push(self, update: dict[str, Any]) -> None:
        """Put an update before the bot."""
        self._update_id += 1
        self._updates.append({"update_id": self._update_id, **update})
        self._news.set()

    def chat(self, parameters: dict[str, Any]) -> Chat:
        """Find the chat that a call names, or refuse."""
        try:
            chat = self.chats.get(int(parameters.get("chat_id", "")))
        except ValueError:
            chat = None
        if chat is None:
            raise Refusal(400, "Bad Request: chat not found")
        if chat.migrated_to is not None:
            raise Refusal(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                {"migrate_to_chat_id": chat.migrated_to},
            )
        if chat.blocked:
            raise Refusal(
                403,
                "Forbidden: bot was blocked by the user"
                if chat.id > 0
                else "Forbidden: bot was kicked from the group chat",
            )
        return chat

    async def updates(self, offset: int, limit: int, timeout_seconds: float) -> list[dict[str, Any]]:
        """Wait for updates as getUpdates does; a second poller ends the first with 409."""
        if self._poller is not None:
            self._poller.set()
        mine = self._poller = asyncio.Event()
        if offset > 0:  # everything before it is confirmed, and forgotten
            self._updates = [each for each in self._updates if each["update_id"] >= offset]
        deadline = asyncio.get_running_loop().time() + timeout_seconds
        while not self._updates and not mine.is_set():
            self._news.clear()
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0:
                break
            await _first_of(left, self._news, mine)
        if mine.is_set():
            raise Refusal(
                409,
                "Conflict: terminated by other getUpdates request; "
                "make sure that only one bot instance is running",
            )
        self._poller = None
        return self._updates[:limit]

    # --- over HTTP ---

    async def _answer(self, request: Request) -> Any:
        method = request.path_params["method"]
        if request.path_params["token"] != self.token:
            return refused(Refusal(401, "Unauthorized"))
        parameters = await read_parameters(request)
        call = Call(method=method, parameters=parameters, at=self.clock())
        self.calls.append(call)
        answer = METHODS.get(method.lower())
        if answer is None:
            return refused(Refusal(404, "Not Found"))
        fault = self._next_fault(method, parameters)
        try:
            if fault is not None and fault.refusal is not None:
                self._remember(fault.refusal, parameters)
                raise fault.refusal
            result = await answer(self, parameters)
            self.moved.set()
        except Refusal as refusal:
            call.refused = refusal.description
            return refused(refusal)
        if fault is not None and fault.slow:
            await asyncio.sleep(fault.slow)
        if fault is not None and fault.lose_answer:
            return HangUp()
        return JSONResponse({"ok": True, "result": result})

    def _next_fault(self, method: str, parameters: dict[str, Any]) -> Fault | None:
        """Take the first waiting fault that is meant for this call."""
        for fault in self.faults:
            meant = fault.methods or SENDS
            chat_meant = fault.chat_id is None or str(fault.chat_id) == str(parameters.get("chat_id"))
            if method in meant and chat_meant:
                self.faults.remove(fault)
                return fault
        return None

    def _remember(self, refusal: Refusal, parameters: dict[str, Any]) -> None:
        """Let a fault last where the real one would: who migrated or blocked stays so."""
        with contextlib.suppress(Refusal):
            chat = self.chat(parameters)
            chat.blocked = chat.blocked or refusal.status == 403
            new_id = refusal.parameters.get("migrate_to_chat_id")
            if new_id is not None:
                chat.migrated_to = new_id
                self.meet(new_id, name=chat.name, admins=chat.admins)


async def _first_of(seconds: float, *events: asyncio.Event) -> None:
    waiting = [asyncio.create_task(event.wait()) for event in events]
    await asyncio.wait(waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)


def _user(user_id: int) -> dict[str, Any]:
    return {"id": user_id, "is_bot": False, "first_name": "عمر", "language_code": "ar"}


def _bot() -> dict[str, Any]:
    return {"id": BOT_ID, "is_bot": True, "first_name": "راصد", "username": "rasid_test_bot"}

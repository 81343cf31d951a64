"""The methods of the Bot API that the project may call, each with the real one's refusals."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from tests.botapi.model import BOT_ID, Chat, Delivered, Refusal
from tests.botapi.text import CannotParse, parse_html, utf16_length, visible

if TYPE_CHECKING:
    from tests.botapi.server import BotApi

MESSAGE_UNITS = 4096
CAPTION_UNITS = 1024
CALLBACK_BYTES = 64
CALLBACK_ANSWER_UNITS = 200
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_ACTIONS = {"typing", "upload_photo", "find_location", "upload_document", "choose_sticker"}
_NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)

Parameters = dict[str, Any]
Method = Callable[["BotApi", Parameters], Awaitable[Any]]


def _json(parameters: Parameters, name: str) -> Any:
    """Read a nested parameter: an object in a JSON body, JSON text in a form."""
    value = parameters.get(name)
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except json.JSONDecodeError as error:
        raise Refusal(400, f"Bad Request: can't parse {name} JSON object") from error


def _flag(parameters: Parameters, name: str) -> bool:
    return str(parameters.get(name, "")).lower() in {"true", "1"}


def _read_text(parameters: Parameters, name: str) -> tuple[str, list[dict[str, Any]]]:
    source = parameters.get(name) or ""
    # A lone surrogate or NUL never gets as far as the parser.
    if any("\ud800" <= letter <= "\udfff" or letter == "\0" for letter in source):
        raise Refusal(400, "Bad Request: strings must be encoded in UTF-8")
    mode = str(parameters.get("parse_mode") or "").lower()
    if mode not in {"", "html"}:
        raise Refusal(400, "Bad Request: unsupported parse_mode")
    try:
        text, entities = parse_html(source) if mode else (source, [])
    except CannotParse as error:
        raise Refusal(400, f"Bad Request: can't parse entities: {error}") from error
    return text, entities


def _text(
    parameters: Parameters, *, too_long: str = "message is too long"
) -> tuple[str, list[dict[str, Any]]]:
    text, entities = _read_text(parameters, "text")
    if not visible(text):
        raise Refusal(400, "Bad Request: message text is empty")
    if utf16_length(text.strip()) > MESSAGE_UNITS:
        raise Refusal(400, f"Bad Request: {too_long}")
    return text, entities


def _keyboard(parameters: Parameters) -> list[list[dict[str, Any]]]:
    markup = _json(parameters, "reply_markup") or {}
    rows: list[list[dict[str, Any]]] = markup.get("inline_keyboard", [])
    for button in (button for row in rows for button in row):
        if not button.get("text"):
            raise Refusal(400, "Bad Request: can't parse inline keyboard button: Text buttons are unallowed")
        if not 1 <= len(button.get("callback_data", "x").encode()) <= CALLBACK_BYTES:
            raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
    return rows


def _reply_to(parameters: Parameters, chat: Chat) -> int | None:
    reply = _json(parameters, "reply_parameters") or {}
    message_id = reply.get("message_id") or parameters.get("reply_to_message_id")
    if message_id is None:
        return None
    if chat.find(message_id) is None:
        lenient = reply.get("allow_sending_without_reply") or _flag(parameters, "allow_sending_without_reply")
        if lenient:
            return None
        raise Refusal(400, "Bad Request: message to be replied not found")
    return int(message_id)


def _deliver(
    api: BotApi, parameters: Parameters, source: str, read: tuple[str, list[dict[str, Any]]]
) -> dict[str, Any]:
    """Check what remains, count it against the limits, and put the message into its chat."""
    chat = api.chat(parameters)
    keyboard = _keyboard(parameters)
    reply_to = _reply_to(parameters, chat)
    api.pace(chat)
    message = Delivered(
        message_id=api.next_message_id(chat.id),
        chat_id=chat.id,
        date=int(time.time()),
        text=read[0].strip(),
        html=source,
        entities=read[1],
        reply_to=reply_to,
        silent=_flag(parameters, "disable_notification"),
        keyboard=keyboard,
        photo=parameters.get("photo"),
        thread_id=int(parameters["message_thread_id"]) if "message_thread_id" in parameters else None,
    )
    chat.messages.append(message)
    return message.public(chat)


async def send_message(api: BotApi, parameters: Parameters) -> Any:
    """Deliver a text."""
    api.chat(parameters)
    return _deliver(api, parameters, parameters.get("text") or "", _text(parameters))


async def send_photo(api: BotApi, parameters: Parameters) -> Any:
    """Deliver a picture with its caption."""
    api.chat(parameters)
    photo = _uploaded(parameters, parameters.get("photo"))
    if not photo:
        raise Refusal(400, "Bad Request: there is no photo in the request")
    caption, entities = _read_text(parameters, "caption")
    if utf16_length(caption.strip()) > CAPTION_UNITS:
        raise Refusal(400, "Bad Request: message caption is too long")
    filled = {**parameters, "photo": photo}
    return _deliver(api, filled, parameters.get("caption") or "", (caption, entities))


def _uploaded(parameters: Parameters, photo: Any) -> Any:
    """Follow ``attach://name`` to the file of that name in the same request."""
    if isinstance(photo, str) and photo.startswith("attach://"):
        return parameters.get(photo.removeprefix("attach://"))
    return photo


async def edit_message_text(api: BotApi, parameters: Parameters) -> Any:
    """Replace a text; the one that stood there is remembered."""
    chat = api.chat(parameters)
    text, entities = _text(parameters, too_long="MESSAGE_TOO_LONG")
    message = chat.find(parameters.get("message_id"))
    if message is None:
        raise Refusal(400, "Bad Request: message to edit not found")
    if message.photo is not None:
        raise Refusal(400, "Bad Request: there is no text in the message to edit")
    keyboard = _keyboard(parameters)
    if (text.strip(), entities, keyboard) == (message.text, message.entities, message.keyboard):
        raise Refusal(400, _NOT_MODIFIED)
    api.pace(chat)
    message.edits.append(message.text)
    message.text, message.entities, message.keyboard = text.strip(), entities, keyboard
    message.html = parameters.get("text") or ""
    message.edited_at = int(time.time())
    return message.public(chat)


async def edit_message_reply_markup(api: BotApi, parameters: Parameters) -> Any:
    """Replace the buttons under a message."""
    chat = api.chat(parameters)
    message = chat.find(parameters.get("message_id"))
    if message is None:
        raise Refusal(400, "Bad Request: message to edit not found")
    keyboard = _keyboard(parameters)
    if keyboard == message.keyboard:
        raise Refusal(400, _NOT_MODIFIED)
    message.keyboard = keyboard
    return message.public(chat)


async def delete_message(api: BotApi, parameters: Parameters) -> Any:
    """Take a message away."""
    message = api.chat(parameters).find(parameters.get("message_id"))
    if message is None:
        raise Refusal(400, "Bad Request: message to delete not found")
    message.deleted = True
    return True


async def answer_callback_query(api: BotApi, parameters: Parameters) -> Any:
    """End the waiting of a pressed button, once."""
    query = str(parameters.get("callback_query_id"))
    if query not in api.open_queries:
        raise Refusal(
            400, "Bad Request: query is too old and response timeout expired or query ID is invalid"
        )
    if utf16_length(parameters.get("text") or "") > CALLBACK_ANSWER_UNITS:
        raise Refusal(400, "Bad Request: MESSAGE_TOO_LONG")
    api.open_queries.remove(query)
    api.answered_queries[query] = parameters
    return True


async def set_my_commands(api: BotApi, parameters: Parameters) -> Any:
    """Take the list of commands that clients show."""
    commands = _json(parameters, "commands") or []
    for command in commands:
        if not _COMMAND.fullmatch(command.get("command", "").removeprefix("/")):
            raise Refusal(400, "Bad Request: BOT_COMMAND_INVALID")
        if not 1 <= len(command.get("description", "")) <= 256:
            raise Refusal(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
    scope = _json(parameters, "scope") or {"type": "default"}
    api.commands[json.dumps(scope, sort_keys=True) + str(parameters.get("language_code") or "")] = commands
    return True


async def get_me(api: BotApi, parameters: Parameters) -> Any:
    """Tell who the bot is."""
    return {
        "id": BOT_ID,
        "is_bot": True,
        "first_name": "راصد",
        "username": "rasid_test_bot",
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


async def get_updates(api: BotApi, parameters: Parameters) -> Any:
    """Wait for what users did."""
    return await api.updates(
        int(parameters.get("offset") or 0),
        int(parameters.get("limit") or 100),
        float(parameters.get("timeout") or 0),
    )


async def send_chat_action(api: BotApi, parameters: Parameters) -> Any:
    """Show that the bot is typing."""
    api.chat(parameters)
    if parameters.get("action") not in _ACTIONS:
        raise Refusal(400, "Bad Request: wrong parameter action in request")
    return True


async def get_chat(api: BotApi, parameters: Parameters) -> Any:
    """Describe a chat."""
    return {**api.chat(parameters).public(), "accent_color_id": 0, "max_reaction_count": 11}


async def get_chat_member(api: BotApi, parameters: Parameters) -> Any:
    """Tell what a user is in a chat."""
    return _member(api.chat(parameters), int(parameters.get("user_id") or 0))


async def get_chat_administrators(api: BotApi, parameters: Parameters) -> Any:
    """List who may change things in a group."""
    chat = api.chat(parameters)
    if chat.id > 0:
        raise Refusal(400, "Bad Request: there are no administrators in the private chat")
    return [_member(chat, admin) for admin in chat.admins]


def _member(chat: Chat, user_id: int) -> dict[str, Any]:
    user = {"id": user_id, "is_bot": user_id == BOT_ID, "first_name": "عمر"}
    if user_id in chat.admins:
        return {"status": "creator", "user": user, "is_anonymous": False}
    return {"status": "member", "user": user}


async def _true(api: BotApi, parameters: Parameters) -> Any:
    return True


async def _no_webhook(api: BotApi, parameters: Parameters) -> Any:
    return {"url": "", "has_custom_certificate": False, "pending_update_count": 0}


METHODS: dict[str, Method] = {
    "sendmessage": send_message,
    "sendphoto": send_photo,
    "editmessagetext": edit_message_text,
    "editmessagereplymarkup": edit_message_reply_markup,
    "deletemessage": delete_message,
    "answercallbackquery": answer_callback_query,
    "setmycommands": set_my_commands,
    "getme": get_me,
    "getupdates": get_updates,
    "sendchataction": send_chat_action,
    "getchat": get_chat,
    "getchatmember": get_chat_member,
    "getchatadministrators": get_chat_administrators,
    "deletewebhook": _true,
    "deletemycommands": _true,
    "getwebhookinfo": _no_webhook,
    "logout": _true,
    "close": _true,
}

"""The Bot API server of the tests answers as Telegram does, seen through python-telegram-bot."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
import pytest_asyncio
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TimedOut,
)
from telegram.request import HTTPXRequest

from tests.botapi import BotApi, Fault, Limits

OMAR = 1001
GROUP = -2002
SUPERGROUP = -1_000_000_003_003


pytestmark = pytest.mark.asyncio(loop_scope="module")  # one server for all: opening one takes a while


@pytest.fixture(scope="module", autouse=True)
def timedeltas() -> Iterator[None]:
    """Opt in to the library's coming type of retry_after; without it every 429 warns."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PTB_TIMEDELTA", "true")
        yield


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server() -> AsyncIterator[BotApi]:
    async with BotApi() as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(server: BotApi) -> AsyncIterator[Bot]:
    async with _bot(server) as client:
        yield client


@pytest.fixture
def telegram(server: BotApi) -> BotApi:
    server.forget()
    server.meet(OMAR)
    return server


# --- What is delivered -------------------------------------------------------------------------------


async def test_a_message_arrives_as_its_reader_sees_it(telegram, bot):
    """Tags become formatting, escapes become letters, and the sender's HTML is kept beside them."""
    sent = await bot.send_message(OMAR, "<b>قصف</b> على حي القدم &lt;5 قتلى&gt;", parse_mode="HTML")
    (message,) = telegram.messages(OMAR)
    assert message.text == sent.text == "قصف على حي القدم <5 قتلى>"
    assert message.html.startswith("<b>")
    assert [(e.type, e.offset, e.length) for e in sent.entities] == [("bold", 0, 3)]


async def test_an_edit_replaces_the_text_and_is_remembered(telegram, bot):
    """One live message: the chat holds the last text, the test sees what stood there before."""
    sent = await bot.send_message(OMAR, "قتيلان في القدم")
    await bot.edit_message_text("خمسة قتلى في القدم", OMAR, sent.message_id)
    (message,) = telegram.messages(OMAR)
    assert (message.text, message.edits) == ("خمسة قتلى في القدم", ["قتيلان في القدم"])


async def test_a_reply_silence_and_buttons_are_remembered(telegram, bot):
    """How a message was sent is part of what arrived."""
    first = await bot.send_message(OMAR, "قصف")
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("تفاصيل", callback_data="more:1")]])
    await bot.send_message(
        OMAR,
        "تحديث",
        reply_parameters=ReplyParameters(first.message_id),
        reply_markup=keyboard,
        disable_notification=True,
    )
    second = telegram.messages(OMAR)[1]
    assert (second.reply_to, second.silent) == (first.message_id, True)
    assert second.button_data() == ["more:1"]


async def test_a_photo_arrives_byte_for_byte_with_its_caption(telegram, bot):
    """An upload comes as multipart and nothing of it is lost."""
    picture = bytes(range(256)) * 40 + b"\r\n--not-the-boundary\r\n"
    await bot.send_photo(OMAR, picture, caption="خريطة <i>القدم</i>", parse_mode="HTML")
    (message,) = telegram.messages(OMAR)
    assert (message.photo, message.text) == (picture, "خريطة القدم")


async def test_a_deleted_message_is_gone(telegram, bot):
    """What was deleted stands in the chat no more, and cannot be deleted twice."""
    sent = await bot.send_message(OMAR, "خبر")
    await bot.delete_message(OMAR, sent.message_id)
    assert telegram.messages(OMAR) == []
    with pytest.raises(BadRequest, match=r"(?i)message to delete not found"):
        await bot.delete_message(OMAR, sent.message_id)


async def test_json_bodies_are_read_as_forms_are(telegram):
    """A caller that speaks JSON gets the same answers."""
    async with httpx.AsyncClient() as client:
        answer = await client.post(
            f"{telegram.base_url}{telegram.token}/sendMessage", json={"chat_id": OMAR, "text": "سلام"}
        )
    assert answer.json()["ok"]
    assert telegram.messages(OMAR)[0].text == "سلام"


# --- What is refused ---------------------------------------------------------------------------------

REFUSED = {
    "unknown chat": (999, "خبر", None, "chat not found"),
    "no text": (OMAR, "", None, "message text is empty"),
    "blanks only": (OMAR, " \n\u200b", None, "message text is empty"),
    "formatting around nothing": (OMAR, "<b> </b>", "HTML", "message text is empty"),
    "a letter too long": (OMAR, "ق" * 4097, None, "message is too long"),
    "long in UTF-16, short in letters": (OMAR, "😀" * 2049, None, "message is too long"),
    "long after parsing": (OMAR, "<b>" + "ق" * 4097 + "</b>", "HTML", "message is too long"),
    "tag that Telegram has not": (OMAR, "<p>خبر</p>", "HTML", 'can\'t parse entities: .*start tag "p"'),
    "bare less-than": (OMAR, "5 < 7 قتلى", "HTML", "can't parse entities"),
    "tag cut off": (OMAR, "خبر <b", "HTML", "can't parse entities: Unclosed start tag"),
    "tag left open": (OMAR, "<b>خبر", "HTML", "can't parse entities: Can't find end tag"),
    "tags crossed": (OMAR, "<b><i>خبر</b></i>", "HTML", "can't parse entities: Unmatched end tag"),
    "half of a letter": (OMAR, "&#55296;", "HTML", "can't parse entities: Text contains invalid"),
    "unknown parse mode": (OMAR, "خبر", "BBCode", "unsupported parse_mode"),
}


@pytest.mark.parametrize("row", REFUSED.values(), ids=REFUSED)
async def test_refuses_what_telegram_refuses(telegram, bot, row):
    """A message that the real server would refuse is refused here, in its words, and not delivered."""
    chat, text, mode, said = row
    with pytest.raises(BadRequest, match=f"(?i){said}"):
        await bot.send_message(chat, text, parse_mode=mode)
    assert telegram.messages(OMAR) == []
    assert telegram.calls[-1].refused is not None


EVERY_TAG = (
    '<b>ا</b><i>ب</i><u>ت</u><s>ث</s><a href="https://a.example/?x=1&amp;y=2">ج</a><code>ح</code>'
    "<pre>خ</pre><tg-spoiler>د</tg-spoiler><blockquote>ذ</blockquote>"
)
ACCEPTED = {
    "as long as may be": ("ق" * 4096, None),
    "as long as may be in UTF-16": ("😀" * 2048, None),
    "escapes count as one letter": ("&lt;" * 4096, "HTML"),
    "blanks at the ends do not count": (" " * 10 + "ق" * 4096, None),
    "every tag": (EVERY_TAG, "HTML"),
    "lone ampersand": ("قصف & هدنة", "HTML"),
    "tags as text without a mode": ("<p>", None),
}


@pytest.mark.parametrize(("text", "mode"), ACCEPTED.values(), ids=ACCEPTED)
async def test_accepts_what_telegram_accepts(telegram, bot, text, mode):
    """The limits are met exactly: nothing good is refused."""
    await bot.send_message(OMAR, text, parse_mode=mode)
    assert len(telegram.messages(OMAR)) == 1


async def test_an_edit_that_changes_nothing_is_refused(bot):
    """Telegram refuses an edit to the very same content."""
    sent = await bot.send_message(OMAR, "<b>قصف</b>", parse_mode="HTML")
    with pytest.raises(BadRequest, match=r"(?i)message is not modified"):
        await bot.edit_message_text("<b>قصف</b>", OMAR, sent.message_id, parse_mode="HTML")
    with pytest.raises(BadRequest, match=r"(?i)message to edit not found"):
        await bot.edit_message_text("هدنة", OMAR, sent.message_id + 1)


async def test_a_reply_to_nothing_is_refused_unless_allowed(telegram, bot):
    """A reply to a message that is gone fails, or goes out alone if the sender said so."""
    with pytest.raises(BadRequest, match=r"(?i)message to be replied not found"):
        await bot.send_message(OMAR, "تحديث", reply_parameters=ReplyParameters(77))
    await bot.send_message(
        OMAR, "تحديث", reply_parameters=ReplyParameters(77, allow_sending_without_reply=True)
    )
    assert telegram.messages(OMAR)[0].reply_to is None


async def test_a_wrong_token_opens_nothing(telegram):
    """Another bot's token is refused at once."""
    with pytest.raises(InvalidToken):
        async with Bot("1:wrong", base_url=telegram.base_url):
            pass


async def test_whoever_blocked_the_bot_hears_nothing_more(telegram, bot):
    """403 for the one chat that blocked; the others still hear."""
    telegram.meet(GROUP)
    telegram.block(OMAR)
    with pytest.raises(Forbidden, match=r"(?i)blocked by the user"):
        await bot.send_message(OMAR, "خبر")
    await bot.send_message(GROUP, "خبر")
    assert len(telegram.messages(GROUP)) == 1


async def test_commands_are_checked(telegram, bot):
    """A command's name is Latin small letters, as Telegram demands."""
    await bot.set_my_commands([BotCommand("watch", "راقب منطقة")])
    assert [each["command"] for each in next(iter(telegram.commands.values()))] == ["watch"]
    with pytest.raises(BadRequest, match=r"(?i)BOT_COMMAND_INVALID"):
        await bot.set_my_commands([BotCommand("راقب", "راقب منطقة")])


async def test_only_a_groups_admins_are_admins(telegram, bot):
    """A test can say who governs a group."""
    telegram.meet(SUPERGROUP, admins=(7,))
    assert (await bot.get_chat(SUPERGROUP)).type == "supergroup"
    assert [each.user.id for each in await bot.get_chat_administrators(SUPERGROUP)] == [7]
    assert (await bot.get_chat_member(SUPERGROUP, 7)).status == "creator"
    assert (await bot.get_chat_member(SUPERGROUP, 8)).status == "member"


# --- What users do -----------------------------------------------------------------------------------


async def test_what_a_user_says_comes_until_it_is_confirmed(telegram, bot):
    """Updates are given again until a higher offset confirms them."""
    telegram.say(OMAR, "/watch القدم")
    telegram.say(OMAR, "شكراً")
    first = await bot.get_updates()
    again = await bot.get_updates()
    assert [each.message.text for each in first] == [each.message.text for each in again]
    (left,) = await bot.get_updates(offset=first[0].update_id + 1)
    assert left.message.text == "شكراً"


async def test_a_long_poll_ends_when_something_happens(telegram, bot):
    """A waiting poll answers as soon as a user speaks, not at its end."""
    polling = asyncio.create_task(bot.get_updates(timeout=30))
    await asyncio.sleep(0.05)
    telegram.say(OMAR, "/areas")
    (update,) = await asyncio.wait_for(polling, 2)
    assert update.message.entities[0].type == "bot_command"


async def test_a_pressed_button_comes_back_with_its_message(telegram, bot):
    """A press carries the button's data and waits for one answer."""
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("كفى", callback_data="stop:1")]])
    sent = await bot.send_message(OMAR, "قصف", reply_markup=keyboard)
    query = telegram.press(OMAR, "stop:1")
    (update,) = await bot.get_updates()
    assert update.callback_query.message.message_id == sent.message_id
    await update.callback_query.answer("تم")
    assert telegram.answered_queries[query]["text"] == "تم"
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await update.callback_query.answer("تم")


async def test_a_button_that_is_not_shown_cannot_be_pressed(telegram, bot):
    """A test that presses what no message offers is wrong, and told so."""
    await bot.send_message(OMAR, "قصف")
    with pytest.raises(AssertionError, match=r"(?i)stop:1"):
        telegram.press(OMAR, "stop:1")


async def test_a_second_poller_ends_the_first(telegram, bot):
    """Two programs on one token get a conflict, as from Telegram."""
    async with _bot(telegram) as other:
        first = asyncio.create_task(bot.get_updates(timeout=30))
        await asyncio.sleep(0.05)
        second = asyncio.create_task(other.get_updates(timeout=30))
        with pytest.raises(Conflict):
            await asyncio.wait_for(first, 2)
        telegram.say(OMAR, "سلام")
        assert len(await asyncio.wait_for(second, 2)) == 1


# --- What goes wrong ---------------------------------------------------------------------------------


async def test_a_slow_down_names_the_seconds_and_delivers_nothing(telegram, bot):
    """429 carries retry_after; the next call goes through."""
    telegram.faults.append(Fault.too_many(7))
    with pytest.raises(RetryAfter) as told:
        await bot.send_message(OMAR, "خبر")
    assert told.value.retry_after.total_seconds() == 7
    assert telegram.messages(OMAR) == []
    await bot.send_message(OMAR, "خبر")


async def test_a_lost_answer_was_delivered(telegram, bot):
    """The sender sees a broken connection although the message stands in the chat."""
    telegram.faults.append(Fault.answer_lost())
    with pytest.raises(NetworkError):
        await bot.send_message(OMAR, "خبر")
    assert [message.text for message in telegram.messages(OMAR)] == ["خبر"]


async def test_a_late_answer_was_delivered(telegram):
    """The sender gives up waiting although the message stands in the chat."""
    telegram.faults.append(Fault.late(1.0))
    async with Bot(
        telegram.token, base_url=telegram.base_url, request=HTTPXRequest(read_timeout=0.1)
    ) as hasty:
        with pytest.raises(TimedOut):
            await hasty.send_message(OMAR, "خبر")
    assert len(telegram.messages(OMAR)) == 1


async def test_a_server_error_delivers_nothing(telegram, bot):
    """500 is Telegram's own trouble."""
    telegram.faults.append(Fault.server_error())
    with pytest.raises(NetworkError, match=r"(?i)Internal Server Error"):
        await bot.send_message(OMAR, "خبر")
    assert telegram.messages(OMAR) == []


async def test_a_group_that_migrated_is_found_under_its_new_id(telegram, bot):
    """The old id answers with the new one from now on; messages go to the new chat."""
    telegram.meet(GROUP)
    telegram.faults.append(Fault.migrated(SUPERGROUP))
    for _ in range(2):
        with pytest.raises(ChatMigrated) as told:
            await bot.send_message(GROUP, "خبر")
        assert told.value.new_chat_id == SUPERGROUP
    await bot.send_message(SUPERGROUP, "خبر")
    assert len(telegram.messages(SUPERGROUP)) == 1


async def test_a_fault_strikes_only_whom_it_is_meant_for(telegram, bot):
    """A fault for one chat or method waits for it."""
    telegram.meet(GROUP)
    telegram.faults.append(Fault.blocked(chat_id=OMAR))
    await bot.get_me()
    await bot.send_message(GROUP, "خبر")
    for _ in range(2):
        with pytest.raises(Forbidden):
            await bot.send_message(OMAR, "خبر")


# --- How fast ----------------------------------------------------------------------------------------

PACES = {
    "more than a burst in a chat": ([OMAR] * 4, 3, 1),
    "a burst over many chats": ([OMAR + n for n in range(31)], 30, 1),
    "a group in a minute": ([GROUP] * 21, 3, 1),
}


@pytest.mark.parametrize(("chats", "through", "wait"), PACES.values(), ids=PACES)
async def test_too_many_in_a_window_are_told_to_wait(chats, through, wait):
    """The flood limits refuse the first send too many, and name the time to wait."""
    async with BotApi(limits=Limits(), clock=lambda: 100.0) as telegram, _bot(telegram) as bot:
        for chat in set(chats):
            telegram.meet(chat)
        for chat in chats[:through]:
            await bot.send_message(chat, "خبر")
        with pytest.raises(RetryAfter) as told:
            await bot.send_message(chats[through], "خبر")
        assert told.value.retry_after.total_seconds() == wait


async def test_a_group_hears_twenty_a_minute_however_slowly():
    """One message each two seconds is too fast for a group: the 21st waits for the minute's end."""
    time = [1000.0]
    async with BotApi(limits=Limits(), clock=lambda: time[0]) as telegram, _bot(telegram) as bot:
        telegram.meet(GROUP)
        for _ in range(20):
            await bot.send_message(GROUP, "خبر")
            time[0] += 2
        with pytest.raises(RetryAfter) as told:
            await bot.send_message(GROUP, "خبر")
        assert told.value.retry_after.total_seconds() == 20
        time[0] += 20
        await bot.send_message(GROUP, "خبر")


def _bot(telegram: BotApi) -> Bot:
    # Not to load certificates for plain HTTP saves a third of a second a bot.
    request = HTTPXRequest(httpx_kwargs={"verify": False})
    return Bot(telegram.token, base_url=telegram.base_url, request=request, get_updates_request=request)

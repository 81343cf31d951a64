"""What every channel promises: the screen, Telegram, Apprise and webhooks over real HTTP, and the fake."""

from __future__ import annotations

import traceback
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import pytest
import pytest_asyncio
from telegram import Bot
from telegram.request import HTTPXRequest

from alerts.channels import Channel, DeliveryError, Moved, Refused, TryLater, Unreachable
from alerts.channels.apprise import AppriseChannel
from alerts.channels.console import EDITED, ConsoleChannel
from alerts.channels.telegram import TelegramChannel, make_bot
from alerts.channels.webhook import WebhookChannel
from alerts.model import DeliveryKind, Matter, Message, Reason
from alerts.render.safe import escaped
from tests.botapi import TOKEN, BotApi, Fault
from tests.fakechannel import FakeChannel
from tests.receiver import HANGS, Receiver, answered
from tests.samples import NOON

OMAR = 1001
GROUP, SUPERGROUP = -2002, -1_000_000_003_003

pytestmark = pytest.mark.asyncio(loop_scope="module")  # one server for all: opening one takes a while


def message(text, html=None, number=1, reason=Reason.FIRST_REPORT):
    matter = Matter(delivery=number, kind=DeliveryKind.INCIDENT, reason=reason)
    return Message(plain=text, html=escaped(text) if html is None else html, matter=matter)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server() -> AsyncIterator[BotApi]:
    async with BotApi() as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(server: BotApi) -> AsyncIterator[Bot]:
    async with make_bot(server.token, server.base_url) as client:
        yield client


@pytest.fixture
def telegram(server: BotApi) -> BotApi:
    server.forget()
    server.meet(OMAR)
    server.meet(GROUP)
    return server


@pytest.fixture
def channel(telegram: BotApi, bot: Bot) -> TelegramChannel:
    return TelegramChannel(bot)


# --- What all of them promise ------------------------------------------------------------------------


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def posted_to() -> AsyncIterator[Receiver]:
    async with Receiver() as running:
        yield running


@dataclass
class Bench:
    """A channel, an address there, and what its reader sees, oldest first."""

    channel: Channel
    read: Callable[[], list[str]]
    address: str = str(OMAR)
    edits: bool = True  # else what was sent stays as it is


def _screen(_telegram, _bot, _receiver):
    written: list[str] = []
    return Bench(ConsoleChannel(written.append), lambda: written)


def _telegram(telegram, bot, _receiver):
    return Bench(TelegramChannel(bot), lambda: [each.text for each in telegram.messages(OMAR)])


def _fake(_telegram, _bot, _receiver):
    fake = FakeChannel()
    return Bench(fake, lambda: [each.text for each in fake.shown.values()])


def _apprise(_telegram, _bot, receiver):
    def read():
        told = [posted.json for posted in receiver.posts]
        return [f"{one['title']}\n{one['message']}" for one in told]

    address = f"ntfy://omar:{PASSWORD}@{receiver.address}/{PASSWORD}"
    return Bench(AppriseChannel(), read, address, edits=False)


def _webhook(_telegram, _bot, receiver):
    channel = WebhookChannel([SECRET], lambda: NOON, allow=frozenset({receiver.address}), patience=0.5)
    address = f"http://{receiver.address}/{PASSWORD}"
    return Bench(channel, lambda: [posted.json["data"]["texts"]["ar"] for posted in receiver.posts], address)


PASSWORD = "k3Y-9981"
SECRET = f"whsec_{'c2VjcmV0' * 6}"
OVER_HTTP = {"apprise": _apprise, "webhook": _webhook}
CHANNELS = {"console": _screen, "telegram": _telegram, "fake": _fake, **OVER_HTTP}


@pytest.fixture
def receiver(posted_to: Receiver) -> Receiver:
    posted_to.forget()
    return posted_to


@pytest.fixture(params=CHANNELS.values(), ids=CHANNELS)
def bench(request, telegram, bot, receiver):
    return request.param(telegram, bot, receiver)


@pytest.fixture(params=OVER_HTTP.values(), ids=OVER_HTTP)
def service(request, telegram, bot, receiver):
    return request.param(telegram, bot, receiver)


TEXTS = {
    "plain": "قصف على حي القدم",
    "signs of markup": "<b>قصف</b> & \"هدنة\" 'اليوم' </b> <script>",
    "broken entity": "5 < 7 &#55296 &nbsp; &",
    "several lines": "🔴 قصف — القدم\n\nالقتلى: 5\n#A7K2",
    "isolates and emoji": "\u2068القدم\u2069 👨\u200d👩\u200d👧 1,234",
    "markdown": "*قصف* _حي_ [القدم](http://x) `5`",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
async def test_a_message_is_read_as_it_was_written(bench, text):
    """Foreign words never act as markup, and nothing of them is lost."""
    await bench.channel.send(bench.address, message(text))
    assert text in bench.read()[-1]
    assert len(bench.read()) == 1


async def test_every_message_has_a_number_of_its_own(bench):
    """By it the message is found again to be edited."""
    texts = enumerate(("أول", "ثان"))
    numbers = [await bench.channel.send(bench.address, message(text, number=n)) for n, text in texts]
    assert None not in numbers
    assert len(set(numbers)) == 2


async def test_an_edit_shows_the_new_text(bench):
    """The reader sees how things stand now, of the message that was meant, where it can be edited."""
    first = await bench.channel.send(bench.address, message("القتلى: 3"))
    await bench.channel.send(bench.address, message("خبر آخر"))
    await bench.channel.edit(bench.address, first, message("القتلى: 5"))
    assert any("القتلى: 5" in text for text in bench.read()) is bench.edits
    assert any("خبر آخر" in text for text in bench.read())


async def test_where_nothing_can_be_edited_an_edit_is_not_heard(bench):
    """A second message would ring for a change that is worth no sound."""
    first = await bench.channel.send(bench.address, message("القتلى: 3"))
    before = bench.read().copy()
    await bench.channel.edit(bench.address, first, message("القتلى: 5", reason=Reason.DETAILS))
    assert (bench.read() == before) is not bench.edits


async def test_an_edit_that_changes_nothing_is_no_error(bench):
    """After a crash the same edit may come twice."""
    number = await bench.channel.send(bench.address, message("القتلى: 3"))
    await bench.channel.edit(bench.address, number, message("القتلى: 3"))
    assert "القتلى: 3" in bench.read()[-1]


async def test_an_update_of_a_message_that_is_gone_is_sent_all_the_same(bench):
    """The reader may have deleted what it replies to."""
    await bench.channel.send(bench.address, message("تحديث"), reply_to="777")
    assert "تحديث" in bench.read()[-1]


# --- What those over HTTP promise --------------------------------------------------------------------


TROUBLED = {
    "internal error": answered(500),
    "bad gateway": answered(502),
    "slow down": answered(429),
    "not HTTP": b"hello\r\n\r\n",
    "breaks off": b"HTTP/1.",
}


@pytest.mark.parametrize("answer", TROUBLED.values(), ids=TROUBLED)
async def test_trouble_loses_nothing_and_tells_no_secret(service, receiver, answer):
    """The send is tried later, and neither the error nor its traceback shows a key of the address."""
    receiver.answers = [answer] * 5
    with pytest.raises(TryLater) as raised:
        await service.channel.send(service.address, message("خبر"))
    assert PASSWORD not in "".join(traceback.format_exception(raised.value)) + repr(raised.value)


async def test_an_address_that_is_no_more_is_given_up(service, receiver):
    """What waits for it is not tried again and again."""
    receiver.answers = [answered(410)]
    with pytest.raises(Unreachable):
        await service.channel.send(service.address, message("خبر"))


async def test_one_message_is_one_request(service, receiver):
    """Trying again is the outbox's part: a library that does it by itself would ring twice."""
    receiver.answers = [answered(500)] * 5
    with pytest.raises(TryLater):
        await service.channel.send(service.address, message("خبر"))
    assert len(receiver.posts) == 1


async def test_a_redirect_is_not_followed(service, receiver):
    """Whom the subscriber did not name hears nothing."""
    receiver.answers = [answered(307, location=f"http://{receiver.address}/elsewhere")]
    with pytest.raises(TryLater):
        await service.channel.send(service.address, message("خبر"))
    assert len(receiver.posts) == 1


async def test_a_webhook_whose_answer_does_not_come_is_tried_later(telegram, bot, receiver):
    """A server that holds the line must not hold the others' messages."""
    service = _webhook(telegram, bot, receiver)
    receiver.answers = [HANGS]
    with pytest.raises(TryLater, match="seconds"):
        await service.channel.send(service.address, message("خبر"))


# --- The screen --------------------------------------------------------------------------------------


async def test_an_edit_on_the_screen_is_marked_as_one():
    """A terminal cannot take back what it wrote, so the update says that it is one."""
    written: list[str] = []
    channel = ConsoleChannel(written.append)
    number = await channel.send("-", message("القتلى: 3"))
    await channel.edit("-", number, message("القتلى: 5"))
    assert EDITED not in written[0]
    assert EDITED in written[1]


# --- Telegram ----------------------------------------------------------------------------------------


async def test_an_edit_replaces_the_message_without_a_sound(telegram, channel):
    """One live message an incident: it changes in place, and no second one arrives."""
    number = await channel.send(str(OMAR), message("القتلى: 3"))
    await channel.edit(str(OMAR), number, message("القتلى: 5"))
    (shown,) = telegram.messages(OMAR)
    assert (shown.text, shown.edits) == ("القتلى: 5", ["القتلى: 3"])


async def test_silent_and_reply_reach_telegram(telegram, channel):
    """A ring rings, a silent one does not, and an update hangs on the first message."""
    first = await channel.send(str(OMAR), message("أول"))
    await channel.send(str(OMAR), message("تحديث"), silent=True, reply_to=first)
    ring, update = telegram.messages(OMAR)
    assert (ring.silent, ring.reply_to) == (False, None)
    assert (update.silent, update.reply_to) == (True, ring.message_id)


async def test_refused_markup_goes_out_as_plain_text(telegram, channel):
    """A mistake of ours in the markup must not cost the reader the alert, in the same attempt."""
    number = await channel.send(str(OMAR), message("5 < 7 قتلى", html="<b>5 < 7 قتلى"))
    assert [each.text for each in telegram.messages(OMAR)] == ["5 < 7 قتلى"]
    await channel.edit(str(OMAR), number, message("6 < 7 قتلى", html="<p>6 قتلى"))
    assert [each.text for each in telegram.messages(OMAR)] == ["6 < 7 قتلى"]


LONG = "ق" * 5000
ERRORS = {
    "blocked by the user": (Fault.blocked(), Unreachable),
    "no such chat": (Fault.refused("chat not found"), Unreachable),
    "user deactivated": (Fault.refused("user is deactivated"), Unreachable),
    "may not write in the group": (Fault.refused("not enough rights to send text messages"), Unreachable),
    "topic closed": (Fault.refused("TOPIC_CLOSED"), Unreachable),
    "internal error": (Fault.server_error(), TryLater),
    "bad gateway": (Fault.server_error(502), TryLater),
    "answer lost": (Fault.answer_lost(), TryLater),
}


@pytest.mark.parametrize(("fault", "kind"), ERRORS.values(), ids=ERRORS)
async def test_telegrams_answers_say_what_to_do_next(telegram, channel, fault, kind):
    """Give up the address, or try later: never an error of the library's own."""
    telegram.faults.append(fault)
    with pytest.raises(DeliveryError) as raised:
        await channel.send(str(OMAR), message("خبر"))
    assert type(raised.value) is kind


@pytest.mark.parametrize(("fault", "kind"), ERRORS.values(), ids=ERRORS)
async def test_an_edit_meets_the_same_errors(telegram, channel, fault, kind):
    """An edit is no less likely to fail than a send."""
    number = await channel.send(str(OMAR), message("خبر"))
    telegram.faults.append(fault)
    with pytest.raises(DeliveryError) as raised:
        await channel.edit(str(OMAR), number, message("خبر جديد"))
    assert type(raised.value) is kind


async def test_a_slow_down_names_its_seconds(telegram, channel):
    """However long the service asks for."""
    telegram.faults.append(Fault.too_many(43_838))
    with pytest.raises(TryLater) as told:
        await channel.send(str(OMAR), message("خبر"))
    assert told.value.after == 43_838


async def test_trouble_without_a_delay_names_none(telegram, channel):
    """Then our own backing off decides."""
    telegram.faults.append(Fault.server_error())
    with pytest.raises(TryLater) as told:
        await channel.send(str(OMAR), message("خبر"))
    assert told.value.after is None


async def test_a_group_that_became_a_supergroup_is_followed(telegram, channel):
    """Its new number is told, and the message arrives there."""
    telegram.faults.append(Fault.migrated(SUPERGROUP))
    with pytest.raises(Moved) as moved:
        await channel.send(str(GROUP), message("خبر"))
    assert moved.value.address == str(SUPERGROUP)
    await channel.send(moved.value.address, message("خبر"))
    assert len(telegram.messages(SUPERGROUP)) == 1


async def test_a_message_that_no_form_makes_acceptable_is_refused(telegram, channel):
    """Too long with markup and without: trying again would not help, and others may still be sent."""
    with pytest.raises(Refused):
        await channel.send(str(OMAR), message(LONG))
    await channel.send(str(OMAR), message("خبر"))


@pytest.mark.parametrize("address", ["omar", "", "--5", "²"])
async def test_an_address_that_is_no_chats_number_is_given_up(channel, address):
    """A mistyped address is told as such, and not shown."""
    with pytest.raises(Unreachable, match="no chat's number"):
        await channel.send(address, message("خبر"))


# --- The token ---------------------------------------------------------------------------------------


def _late(telegram):
    telegram.faults.append(Fault.late(0.6))
    return Bot(TOKEN, base_url=telegram.base_url, request=_request(read_timeout=0.1))


def _nobody_there(_telegram):
    return Bot(TOKEN, base_url="http://127.0.0.1:9/bot", request=_request())


def _no_address(_telegram):
    return Bot(TOKEN, base_url="nonsense://bot", request=_request())


def _unknown_token(telegram):
    return Bot(f"{TOKEN}x", base_url=telegram.base_url, request=_request())


def _request(**values):
    # Not to load certificates for plain HTTP saves a third of a second a bot.
    return HTTPXRequest(httpx_kwargs={"verify": False}, **values)


TROUBLES = {
    "answers too late": _late,
    "nobody listens": _nobody_there,
    "wrong base_url": _no_address,
    "token unknown": _unknown_token,
}


@pytest.mark.parametrize("trouble", TROUBLES.values(), ids=TROUBLES)
async def test_trouble_with_the_service_loses_nothing_and_tells_no_token(telegram, trouble):
    """The send is tried later, and neither the error nor its traceback shows the bot's token."""
    bot = trouble(telegram)
    with pytest.raises(TryLater) as raised:
        await TelegramChannel(bot).send(str(OMAR), message("خبر"))
    await bot.request.shutdown()
    shown = "".join(traceback.format_exception(raised.value))
    assert TOKEN not in shown
    assert TOKEN.split(":")[1] not in repr(raised.value)

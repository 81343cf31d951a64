"""Services behind Apprise: the message as each takes it, and what its failures mean."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
import traceback

import pytest

from alerts.channels import DeliveryError, Refused, TryLater, Unreachable
from alerts.channels.addresses import shown_address
from alerts.channels.apprise import UPDATED, AppriseChannel, letter_for, open_address
from alerts.channels.fitting import balanced_cut
from alerts.model import DeliveryKind, Matter, Message, Reason
from alerts.render.safe import FIRST_STRONG_ISOLATE, POP_ISOLATE, escaped, isolated
from tests.alertdesk import shelling
from tests.happenings import opened
from tests.receiver import Receiver, answered

LINES = [
    f"🟠 قصف — {isolated('حي القدم')}",
    f"القتلى: {isolated('3')}",
    "• *خبر* <b>أول</b> — [شام](http://x)",
    "#A7K2",
]
HEADLINE, CODE = LINES[0], LINES[-1]
INCIDENT = opened(shelling())


def message(lines=LINES, reason=Reason.FIRST_REPORT):
    matter = Matter(delivery=1, kind=DeliveryKind.INCIDENT, reason=reason, incident=INCIDENT)
    html = "\n".join([f"<b>{escaped(lines[0])}</b>", *map(escaped, lines[1:])])
    return Message(plain="\n".join(lines), html=html, matter=matter)


@pytest.fixture
async def receiver():
    async with Receiver() as running:
        yield running


def ntfy(receiver):
    return f"ntfy://laila:pw-9981@{receiver.address}/topic-k3Y"


# --- The letter --------------------------------------------------------------------------------------

EMAIL = "mailto://laila:secret@example.org?to=omar@example.org"
NTFY = "ntfy://topic"
MARKDOWN = "discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js?format=markdown"
NOBODY_THERE = "ntfy://laila:pw-9981@127.0.0.1:9/topic-k3Y"
SMS = f"twilio://AC{'a' * 32}:{'b' * 32}@15550001111/15552223333"


def test_e_mail_gets_html_whose_lines_stay_lines():
    """A mail has the headline as its subject, and lines that do not run together."""
    letter = letter_for(open_address(EMAIL), message())
    assert (letter.form, letter.title) == ("html", HEADLINE)
    assert letter.body.count("<br/>") == 2
    assert "&lt;b&gt;أول" in letter.body


def test_a_push_gets_plain_text():
    """Where plain text is taken, foreign words cannot act as markup."""
    letter = letter_for(open_address(NTFY), message())
    assert (letter.form, letter.title, letter.body) == ("text", HEADLINE, "\n".join(LINES[1:]))


def test_markdown_on_request_shows_foreign_text_as_written():
    """Stars, brackets and tags of a headline are no markup."""
    letter = letter_for(open_address(MARKDOWN), message())
    assert letter.form == "markdown"
    assert r"\*خبر\* \<b\>أول\</b\>" in letter.body
    assert r"\[شام\]\(http://x\)" in letter.body


def test_a_text_message_has_no_title_and_keeps_the_code():
    """160 characters hold the headline and the code; what is left out is marked."""
    lines = [HEADLINE, *(f"سطر {number} من التفاصيل التي لا يتسع لها المكان" for number in range(9)), CODE]
    letter = letter_for(open_address(SMS), message(lines))
    assert letter.title == ""
    assert len(letter.body) <= 160
    assert letter.body.startswith(HEADLINE)
    assert letter.body.endswith(f"…\n{CODE}")


LENGTHS = {"a headline that fills it": 1, "a headline of two messages": 4}


@pytest.mark.parametrize("times", LENGTHS.values(), ids=LENGTHS)
@pytest.mark.parametrize("address", [EMAIL, NTFY, MARKDOWN, SMS], ids=["mail", "push", "markdown", "SMS"])
def test_whatever_its_length_a_message_fits(address, times):
    """Nothing is left to a service that would cut a tag, an escape or an isolate in two."""
    service = open_address(address)
    long = " ".join(isolated("قصف على (الحي) *الجنوبي*") for _ in range(times * service.body_maxlen // 20))
    letter = letter_for(service, message([long, long, CODE]))
    assert len(letter.body) + (len(letter.title) + 2 if letter.title else 0) <= service.body_maxlen
    assert len(letter.title) <= max(service.title_maxlen, 0)
    for text in (letter.title, letter.body):
        assert text.count(FIRST_STRONG_ISOLATE) == text.count(POP_ISOLATE)


def test_a_cut_closes_the_isolates_that_it_opens():
    """Else the rest of the reader's line would turn around."""
    text = f"قصف على {isolated('حي القدم والعسالي والتضامن')} أمس"
    for length in range(10, len(text) + 1):
        shortened = balanced_cut(text, length)
        assert len(shortened) <= length
        assert shortened.count(FIRST_STRONG_ISOLATE) == shortened.count(POP_ISOLATE)


# --- Rings and edits ---------------------------------------------------------------------------------


async def test_an_update_names_the_incident_that_it_updates(receiver):
    """There is no reply to hang it on, so its second line says what it belongs to."""
    await AppriseChannel().send(ntfy(receiver), message(reason=Reason.TOLL_ROSE), reply_to="1")
    assert receiver.posts[0].json["message"].startswith(f"{UPDATED} #{INCIDENT.code}\n")


async def test_what_is_not_worth_a_sound_is_not_sent(receiver):
    """These services cannot edit and would ring, so details are left for the next ring."""
    channel = AppriseChannel()
    assert await channel.send(ntfy(receiver), message(reason=Reason.DETAILS), silent=True) is None
    await channel.edit(ntfy(receiver), "1", message())
    assert receiver.posts == []


async def test_news_in_quiet_hours_is_sent_all_the_same(receiver):
    """A mail that makes a sound is better than news that never comes."""
    assert await AppriseChannel().send(ntfy(receiver), message(), silent=True) is not None
    assert len(receiver.posts) == 1


# --- Failures ----------------------------------------------------------------------------------------

STATUSES = {
    "wrong password": (401, Unreachable),
    "forbidden": (403, Unreachable),
    "no such topic": (404, Unreachable),
    "gone": (410, Unreachable),
    "bad request": (400, Refused),
    "too large": (413, Refused),
    "slow down": (429, TryLater),
    "broken": (500, TryLater),
    "overloaded": (503, TryLater),
    "redirected": (302, TryLater),
}


@pytest.mark.parametrize(("status", "kind"), STATUSES.values(), ids=STATUSES)
async def test_failures_say_what_to_do_next(receiver, status, kind):
    """Apprise says only no; its log tells the status, and no part of the address is shown."""
    receiver.answers = [answered(status, location="http://127.0.0.1:9/")] * 3
    with pytest.raises(DeliveryError) as raised:
        await AppriseChannel().send(ntfy(receiver), message())
    assert type(raised.value) is kind
    assert str(status) in str(raised.value)
    _shows_no_secret(raised.value)
    assert len(receiver.posts) == 1


async def test_a_server_that_is_down_is_tried_later(capfd):
    """Nothing is lost, and neither the error nor standard error shows the address."""
    with pytest.raises(TryLater) as raised:
        await AppriseChannel().send(NOBODY_THERE, message())
    _shows_no_secret(raised.value)
    assert capfd.readouterr().err == ""


async def test_every_failure_tells_its_own_reason(receiver):
    """Messages that are sent together do not mix up why they failed."""
    channel = AppriseChannel()
    async with Receiver() as other:
        receiver.answers, other.answers = [answered(404)], [answered(500)]
        both = (channel.send(ntfy(one), message()) for one in (receiver, other))
        gone, broken = await asyncio.gather(*both, return_exceptions=True)
    assert (type(gone), type(broken)) == (Unreachable, TryLater)
    assert ("404" in str(gone), "500" in str(broken)) == (True, True)


def _shows_no_secret(error):
    shown = "".join(traceback.format_exception(error)) + repr(error)
    for secret in ("pw-9981", "topic-k3Y", "laila"):
        assert secret not in shown


ADDRESSES = {
    "no scheme": "topic",
    "unknown scheme": "nonsense://topic-k3Y",
    "empty": "",
    "nothing behind it": "mailto://",
}


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
async def test_an_address_that_cannot_be_read_is_given_up(address, capfd):
    """A mistyped address is told as such, and not shown."""
    with pytest.raises(Unreachable) as raised:
        await AppriseChannel().send(address, message())
    _shows_no_secret(raised.value)
    assert capfd.readouterr().err == ""
    assert logging.getLogger("apprise").propagate is False


# --- Lists, and the time that it takes ---------------------------------------------------------------

SHOWN = {
    "ntfy's topic is its password": ("apprise", "ntfy://topic-k3Y", "ntfy://… (2151)"),
    "a mail's password": ("apprise", "mailto://laila:pw@example.org", "mailto://… (0f3d)"),
    "a webhook's path": ("webhook", "https://example.org/hooks/k3Y", "https://example.org/… (a497)"),
    "a webhook that cannot be read": ("webhook", "https://[", "…"),
    "a chat": ("telegram", "1001", "1001"),
    "the screen": ("console", "-", "-"),
}


@pytest.mark.parametrize(("channel", "address", "shown"), SHOWN.values(), ids=SHOWN)
def test_lists_tell_addresses_apart_without_their_keys(channel, address, shown):
    """Who sees the operator's screen cannot write to the subscribers."""
    assert shown_address(channel, address) == shown


def test_the_library_is_loaded_only_when_it_is_needed():
    """It is large, and most installations never use it."""
    found = "import sys, alerts.channels.apprise, alerts.channels.addresses; print('requests' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", found], capture_output=True, text=True, check=True)
    assert told.stdout == "False\n"

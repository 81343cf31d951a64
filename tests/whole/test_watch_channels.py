"""Channels at the command line: watched through, listed without their keys, and tried out."""

from __future__ import annotations

import asyncio
import json
import threading
from datetime import timedelta

import pytest

from tests.receiver import Receiver, verified
from tests.samples import NOON

SECRET = f"whsec_{'c2VjcmV0' * 6}"
HOOK = "https://hooks.example.org/k3Y-9981"
TOPIC = "ntfy://k3Y-9981"


@pytest.fixture
def receiver():
    """Run a receiver in a thread, since the commands have a loop of their own."""
    running, ready, stop = Receiver(), threading.Event(), threading.Event()

    async def serve():
        async with running:
            ready.set()
            await asyncio.to_thread(stop.wait)

    thread = threading.Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    ready.wait()
    yield running
    stop.set()
    thread.join()


def settings(tmp_path, allow=""):
    lines = [
        "[webhooks]",
        f"secrets = {json.dumps([SECRET])}",
        f"allow = {json.dumps([allow])}" if allow else "",
    ]
    (tmp_path / "rasid.toml").write_text("\n".join(lines), encoding="utf-8")


def test_keys_of_addresses_stand_in_no_list(rasid, tmp_path):
    """An operator can show the list to somebody."""
    settings(tmp_path)
    for channel, address in (("webhook", HOOK), ("apprise", TOPIC)):
        assert rasid("watch", "add", "حي القدم", "--channel", channel, "--address", address).status == 0
    shown = rasid("watch", "list").out
    assert "k3Y" not in shown
    assert "https://hooks.example.org/… (" in shown
    assert "ntfy://… (" in shown


WRONG = {
    "a private webhook": (("--channel", "webhook", "--address", "http://10.0.0.5:8000/x"), "port 8000"),
    "a webhook that is no URL": (("--channel", "webhook", "--address", "hooks"), "http"),
    "no service of Apprise": (("--channel", "apprise", "--address", "nonsense://k3Y"), "ntfy://TOPIC"),
    "a second channel that does not exist": (("--second-channel", "pigeon"), "no channel is called"),
    "a second chat without a number": (("--second-channel", "telegram"), "chat's number"),
}


@pytest.mark.parametrize(("words", "told"), WRONG.values(), ids=WRONG)
def test_an_address_that_cannot_work_is_refused(rasid, tmp_path, words, told):
    """It is told when it is typed, not when the first alert is lost."""
    settings(tmp_path)
    ran = rasid("watch", "add", "حي القدم", *words)
    assert ran.status == 2
    assert told in ran.err
    assert "k3Y" not in ran.err


def test_a_webhook_needs_a_secret_first(rasid, tmp_path):
    """Unsigned posts could come from anybody."""
    (tmp_path / "rasid.toml").write_text("")
    ran = rasid("watch", "add", "حي القدم", "--channel", "webhook", "--address", HOOK)
    assert (ran.status, "whsec_" in ran.err) == (2, True)


def test_a_trial_message_is_sent_at_once_and_says_that_it_is_one(rasid, tmp_path, receiver):
    """Who sets up a channel sees it work, and nobody takes the trial for news."""
    settings(tmp_path, allow=receiver.address)
    hook = f"http://{receiver.address}/hook"
    rasid("watch", "add", "حي القدم", "--channel", "webhook", "--address", hook)
    ran = rasid("watch", "test", "1")
    assert (ran.status, "took" in ran.out) == (0, True)
    (posted,) = receiver.posts
    assert verified(posted, SECRET)
    assert posted.json["type"] == "reply.ring"
    assert "تجريبية" in posted.json["data"]["texts"]["ar"]
    assert "القدم" in posted.json["data"]["texts"]["ar"]


def test_two_trials_are_two_messages(rasid, tmp_path, receiver, monkeypatch):
    """A receiver that drops what it has must not drop the second trial."""
    settings(tmp_path, allow=receiver.address)
    rasid("watch", "add", "حي القدم", "--channel", "webhook", "--address", f"http://{receiver.address}/hook")
    moments = iter(NOON + timedelta(seconds=number) for number in range(20))
    monkeypatch.setattr("alerts.cli.trial.wall_clock", lambda: next(moments))
    for _ in range(2):
        assert rasid("watch", "test", "1").status == 0
    assert len({posted.headers["webhook-id"] for posted in receiver.posts}) == 2


def test_a_trial_that_fails_says_why(rasid, tmp_path, receiver):
    """Without the outbox in between, the trouble is told at once."""
    settings(tmp_path, allow=receiver.address)
    rasid("watch", "add", "حي القدم", "--channel", "webhook", "--address", f"http://{receiver.address}/k3Y")
    receiver.answers = [b"HTTP/1.1 403 no\r\ncontent-length: 0\r\n\r\n"]
    ran = rasid("watch", "test", "1")
    assert (ran.status, "answered 403" in ran.err, "k3Y" in ran.err) == (1, True, False)
    assert rasid("watch", "test", "99").status == 1


def test_a_trial_for_telegram_without_a_token_is_told(rasid, tmp_path):
    """The daemon could not send there either."""
    settings(tmp_path)
    rasid("watch", "add", "حي القدم", "--channel", "telegram", "--address", "1001")
    ran = rasid("watch", "test", "1")
    assert (ran.status, "token" in ran.err) == (1, True)

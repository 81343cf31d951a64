"""Webhooks over real HTTP: signed by the specification, with one id over retries, to public hosts only."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from alerts.channels import DeliveryError, TryLater, Unreachable
from alerts.channels.webhook import FEW, LONGEST_WAIT, WebhookChannel, signature
from alerts.model import DeliveryKind, Matter, Message, Reason
from alerts.render.english import english_text
from tests.alertdesk import shelling
from tests.happenings import opened
from tests.receiver import HANGS, Receiver, answered, verified

NOON = datetime(2026, 5, 6, 12, 0, tzinfo=UTC)
SECRET = "whsec_" + base64.b64encode(b"one secret of thirty-two bytes!!").decode()
OTHER = "whsec_" + base64.b64encode(b"another secret, of 32 bytes too!").decode()
DOCS = Path(__file__).parents[2] / "docs" / "channels.md"


@pytest.fixture
async def receiver():
    async with Receiver() as running:
        yield running


def channel(receiver, *secrets, **options):
    allow = frozenset({receiver.address})
    return WebhookChannel(secrets or (SECRET,), lambda: NOON, **{"allow": allow, **options})


def message(number=1, reason=Reason.FIRST_REPORT, **changes):
    incident = replace(opened(shelling(killed=3)), **changes)
    matter = Matter(
        delivery=number,
        kind=DeliveryKind.INCIDENT,
        reason=reason,
        incident=incident,
        english=english_text(incident, reason),
    )
    return Message(plain="قصف على القدم", html="قصف على القدم", matter=matter)


def url(receiver, path="/hooks/k3Y-secret"):
    return f"http://{receiver.address}{path}"


VECTORS = {  # of the libraries that the specification's authors publish
    "of the reference libraries": (
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        1614265330,
        b'{"test": 2432232314}',
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    ),
}


@pytest.mark.parametrize(("secret", "number", "moment", "body", "expected"), VECTORS.values(), ids=VECTORS)
def test_signs_as_the_specification_does(secret, number, moment, body, expected):
    """A receiver that uses any library of Standard Webhooks can check what we post."""
    assert signature([secret], number, moment, body) == expected
    assert signature([OTHER, secret], number, moment, body).split(" ")[1] == expected


async def test_every_secret_signs(receiver):
    """While a secret is replaced, a receiver that knows only one of the two can check the message."""
    await channel(receiver, SECRET, OTHER).send(url(receiver), message())
    (posted,) = receiver.posts
    assert verified(posted, SECRET)
    assert verified(posted, OTHER)
    assert not verified(posted, "whsec_" + base64.b64encode(b"a secret of nobody, 32 bytes ...").decode())
    assert not verified(replace(posted, body=posted.body.replace(b"3", b"4")), SECRET)
    assert posted.headers["webhook-timestamp"] == str(int(NOON.timestamp()))


async def test_the_id_is_the_same_over_retries_and_after_a_restart(receiver):
    """A receiver that has it already, though we never heard so, can drop the second one."""
    receiver.answers = [answered(500)]
    with pytest.raises(TryLater):
        await channel(receiver).send(url(receiver), message())
    later = WebhookChannel([SECRET], lambda: NOON.replace(hour=14), allow=frozenset({receiver.address}))
    await later.send(url(receiver), message())
    first, second = receiver.posts
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.headers["webhook-timestamp"] != second.headers["webhook-timestamp"]
    assert first.body == second.body


OTHERS = {
    "another delivery": message(2),
    "a later revision, told by the same delivery": message(revision=2),
    "another reason": message(reason=Reason.TOLL_ROSE),
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
async def test_news_has_an_id_of_its_own(receiver, other):
    """What differs must not be dropped as known."""
    posts = channel(receiver)
    assert await posts.send(url(receiver), message()) != await posts.send(url(receiver), other)
    assert await posts.send(url(receiver), message()) != await posts.send(url(receiver, "/b"), message())


async def test_a_program_reads_ring_edit_and_revision(receiver):
    """A program needs no Arabic to know what happened, whether it is urgent, and what it replaces."""
    posts = channel(receiver)
    first = await posts.send(url(receiver), message())
    await posts.edit(url(receiver), first, message(2, Reason.DETAILS, revision=2))
    ring, edit = (posted.json for posted in receiver.posts)
    assert (ring["type"], edit["type"], ring["version"]) == ("incident.ring", "incident.edit", 1)
    assert (ring["data"]["reason"], edit["data"]["reason"]) == ("first report", "details changed")
    assert (ring["data"]["updates"], edit["data"]["updates"]) == (None, first)
    incident = ring["data"]["incident"]
    assert (incident["code"], incident["revision"], edit["data"]["incident"]["revision"]) == (
        opened(shelling()).code,
        1,
        2,
    )
    assert (incident["place"]["name"], incident["killed"]["best"]) == ("القدم", 3)
    assert ring["data"]["texts"]["ar"] == "قصف على القدم"
    assert "Killed: 3" in ring["data"]["texts"]["en"]


def shape(value):
    """Return the names of the fields, level by level."""
    if isinstance(value, dict):
        return {name: shape(inner) for name, inner in value.items()}
    return [shape(value[0])] if isinstance(value, list) and value else None


async def test_the_body_is_as_documented(receiver):
    """Whoever writes a receiver by the page finds every field, and no other."""
    example = re.search(r"```json\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    elsewhere = opened(shelling(place="sy.damascus.tadamon")).place
    await channel(receiver).send(url(receiver), message(also=(elsewhere,)))
    assert shape(receiver.posts[0].json) == shape(json.loads(example.group(1)))


ANSWERS = {
    "created": (answered(201), None),
    "no content": (answered(204), None),
    "gone": (answered(410), (Unreachable, None, None)),
    "slow down": (answered(429, retry_after="90"), (TryLater, 90.0, None)),
    "slow down, no word for how long": (answered(429), (TryLater, None, None)),
    "overloaded until a date": (
        answered(503, date="Wed, 06 May 2026 12:00:00 GMT", retry_after="Wed, 06 May 2026 12:05:00 GMT"),
        (TryLater, 300.0, None),
    ),
    "in thirty years": (answered(503, retry_after="946080000"), (TryLater, LONGEST_WAIT, None)),
    "bad request": (answered(400), (TryLater, None, FEW)),
    "not found": (answered(404), (TryLater, None, FEW)),
    "moved": (answered(301, location="http://169.254.169.254/"), (TryLater, None, FEW)),
    "broken": (answered(500), (TryLater, None, None)),
    "bad gateway": (answered(502), (TryLater, None, None)),
    "no HTTP at all": (b"hello\r\n\r\n", (TryLater, None, None)),
    "hangs": (HANGS, (TryLater, None, None)),
}


@pytest.mark.parametrize(("answer", "expected"), ANSWERS.values(), ids=ANSWERS)
async def test_answers_say_what_to_do_next(receiver, answer, expected):
    """Arrived, stop, or try later and when; nothing that was posted is followed elsewhere."""
    receiver.answers = [answer]
    posts = channel(receiver, patience=0.3)
    if expected is None:
        await posts.send(url(receiver), message())
    else:
        with pytest.raises(DeliveryError) as raised:
            await posts.send(url(receiver), message())
        error = raised.value
        assert (type(error), getattr(error, "after", None), getattr(error, "most", None)) == expected
        assert "k3Y" not in str(error)
        assert receiver.address not in str(error)
    assert len(receiver.posts) == 1


REFUSED = {
    "this machine": "http://127.0.0.1/x",
    "this machine by number": "http://2130706433/x",
    "IPv6 loopback": "http://[::1]/x",
    "a cloud's secrets": "http://169.254.169.254/latest",
    "private": "https://10.0.0.5/x",
    "another port": "https://example.org:8443/x",
    "a file": "file:///etc/passwd",
    "with a password": "https://user:pw@example.org/x",
    "no address": "nonsense",
}


@pytest.mark.parametrize("address", REFUSED.values(), ids=REFUSED)
async def test_private_addresses_are_not_posted_to(address):
    """Whoever may name a webhook may not reach into the operator's network with it."""
    with pytest.raises(Unreachable):
        await WebhookChannel([SECRET], lambda: NOON).send(address, message())


async def test_a_name_that_leads_inside_is_not_posted_to(receiver):
    """The name proves nothing; what counts is where it leads when it is asked."""

    async def inside(_host, _port):
        return ["127.0.0.1"]

    posts = WebhookChannel([SECRET], lambda: NOON, resolve=inside)
    with pytest.raises(Unreachable, match="not public"):
        await posts.send("http://hooks.example.org/x", message())
    assert receiver.posts == []


async def test_nothing_is_posted_without_a_signature(receiver):
    """Without a secret nothing leaves, and it is tried again when the operator has set one."""
    with pytest.raises(TryLater, match="secret"):
        await WebhookChannel([], lambda: NOON, allow=frozenset({receiver.address})).send(
            url(receiver), message()
        )
    assert receiver.posts == []

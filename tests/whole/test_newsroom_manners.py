"""The demo newsroom answers as real servers do: validators, compression, charsets, failures, ports."""

from __future__ import annotations

import asyncio
import gzip
import signal
from dataclasses import replace
from urllib.parse import urlsplit

import httpx
import pytest

from alerts.newsroom import Newsroom, serve, serve_each
from alerts.newsroom.model import Fault
from alerts.newsroom.script import load_outlets
from tests.newsrooms import SECONDS, START, Clock, feed_of, reader

OUTLETS = {outlet.id: outlet for outlet in load_outlets()}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def newsroom(clock: Clock) -> Newsroom:
    return Newsroom(start=START, now=clock)


# --- Its manners -------------------------------------------------------------------------------------


@pytest.mark.parametrize("outlet_id", [each.id for each in OUTLETS.values() if each.validators != "none"])
async def test_an_unchanged_feed_is_not_sent_again(newsroom, clock, outlet_id):
    """The validators bring 304 until the next article is out."""
    url = feed_of(newsroom, outlet_id).url
    async with reader(newsroom) as client:
        first = await client.get(url)
        asked = {"If-None-Match": first.headers["etag"]}
        again = await client.get(url, headers=asked)
        assert (again.status_code, again.content) == (304, b"")
        clock.forward(SECONDS)
        assert (await client.get(url, headers=asked)).status_code == 200


async def test_last_modified_alone_loses_no_article(clock):
    """The header has whole seconds: two articles within one are two changes for a reader that has only it."""
    newsroom = Newsroom(start=START, now=clock, speed=20)
    url = feed_of(newsroom, "marsad").url
    async with reader(newsroom) as client:
        clock.forward(0.2)  # the first article is out, the next comes within the same second
        assert "last-modified" not in (await client.get(url)).headers
        clock.forward(0.8)
        told = (await client.get(url)).headers["last-modified"]
        assert (await client.get(url, headers={"If-Modified-Since": told})).status_code == 304
        clock.forward(1)
        assert (await client.get(url, headers={"If-Modified-Since": told})).status_code == 200


async def test_an_outlet_without_validators_sends_all_each_time(newsroom):
    """Not every server knows of 304."""
    async with reader(newsroom) as client:
        answer = await client.get(feed_of(newsroom, "rasif").url)
    assert "etag" not in answer.headers
    assert "last-modified" not in answer.headers


async def test_gzip_comes_to_those_who_ask(newsroom):
    """A compressed body is one only for a reader that said it can."""
    async with reader(newsroom) as client:
        url = feed_of(newsroom, "lawza").url
        async with client.stream("GET", url, headers={"Accept-Encoding": "gzip"}) as packed:
            body = b"".join([chunk async for chunk in packed.aiter_raw()])
        plain = await client.get(url, headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(body) == plain.content
    assert "content-encoding" not in plain.headers


async def test_the_old_newspaper_speaks_windows_1256(newsroom):
    """Its header names no charset, its feed and pages declare theirs inside."""
    async with reader(newsroom) as client:
        answer = await client.get(feed_of(newsroom, "rasif").url)
    assert answer.headers["content-type"] == "application/rss+xml"
    assert "الرصيف السابع" in answer.content.decode("windows-1256")


async def test_the_radio_fails_now_and_then(newsroom, clock):
    """Its feed refuses by the book on some requests, and works again on the next."""
    url = feed_of(newsroom, "tahoun").url
    told = {}
    async with reader(newsroom) as client:
        for request in range(1, 9):
            answer = await client.get(url)
            told[request] = (answer.status_code, answer.headers.get("retry-after"))
        assert told.pop(4) == (503, "2")
        assert set(told.values()) == {(200, None)}
        with pytest.raises(TimeoutError):  # the ninth keeps silent
            async with asyncio.timeout(0.05):
                await client.get(url)
        assert (await client.get(url)).status_code == 200


async def test_visits_are_remembered(newsroom):
    """A test of a reader's manners sees what it asked for and how."""
    async with reader(newsroom) as client:
        await client.get("/marsad/feed/", headers={"If-None-Match": '"x"', "User-Agent": "rasid"})
    (visit,) = newsroom.visits
    assert (visit.path, visit.if_none_match, visit.user_agent, visit.status) == (
        "/marsad/feed/",
        '"x"',
        "rasid",
        200,
    )


# --- On a port ---------------------------------------------------------------------------------------


async def test_it_is_served_on_one_port(newsroom):
    """The feeds' addresses are those of the running server, and Ctrl-C stays the program's."""
    ours = signal.getsignal(signal.SIGINT)
    async with serve(newsroom) as base_url, httpx.AsyncClient() as client:
        assert signal.getsignal(signal.SIGINT) is ours
        answers = [await client.get(feed.url) for feed in newsroom.feeds(base_url)]
        index = await client.get(base_url)
    assert [answer.status_code for answer in answers] == [200] * 5
    assert "مرصد الجنوب" in index.text


async def test_each_outlet_can_have_its_own_port(newsroom):
    """One outlet a port: as many hosts to be polite to, and no outlet answers for another."""
    async with serve_each(newsroom) as bases, httpx.AsyncClient() as client:
        feeds = newsroom.feeds(bases)
        assert len({urlsplit(feed.url).port for feed in feeds}) == 5
        assert [(await client.get(feed.url)).status_code for feed in feeds] == [200] * 5
        assert (await client.get(f"{bases['lawza']}/marsad/feed/")).status_code == 404


async def test_a_taken_port_is_an_error_that_says_so(newsroom):
    """Nobody waits for a server that cannot start."""
    async with serve(newsroom) as base_url:
        with pytest.raises(OSError, match="in use"):
            async with serve(newsroom, port=urlsplit(base_url).port or 0):
                pass


async def test_it_closes_though_a_reader_is_kept_waiting(clock):
    """A feed that keeps silent holds nobody up: the server is gone within two seconds, warnings none."""
    silent = replace(OUTLETS["tahoun"], faults=(Fault(request=1, stall=60),))
    newsroom = Newsroom(start=START, now=clock, outlets=[silent])
    async with httpx.AsyncClient() as client, asyncio.timeout(3):
        async with serve(newsroom) as base_url:
            (feed,) = newsroom.feeds(base_url)
            waiting = asyncio.create_task(client.get(feed.url))
            await asyncio.sleep(0.1)
        with pytest.raises(httpx.HTTPError):
            (await waiting).raise_for_status()

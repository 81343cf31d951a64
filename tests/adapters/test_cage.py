"""The cage, with real processes: what hangs, eats memory or breaks down costs its own work only."""

from __future__ import annotations

import asyncio
import os
import pickle
import re
import time
from dataclasses import replace
from itertools import repeat

import pytest
import pytest_asyncio
from structlog.testing import capture_logs

from crawler import model, parsing
from crawler.cage import Bounds, Cage
from crawler.model import Failed, Fetched, Page
from crawler.parsing import Texts, parse_answer, read_texts
from tests.fakeweb import TEXT, fetched, item, page, rss
from tests.samples import NOON

URL = "https://sham.example/news/1"
TIGHT = Bounds(computing=0.2, memory=256_000_000)
IMPATIENT = replace(TIGHT, waiting=0.8)


@pytest_asyncio.fixture
async def cage():
    made = Cage(model.__name__, TIGHT, size=1)
    yield made
    made.close()


BAD_WORK = {
    "hangs in C code": (sum, (repeat(0),), "more than 0.2 seconds of computing"),
    "hangs in a pattern": (re.match, ("(a+)+$", "a" * 60 + "b"), "more than 0.2 seconds of computing"),
    "sleeps": (time.sleep, (60,), "more than 0.8 seconds"),
    "takes much memory": (bytes, (1_000_000_000,), "more memory than 256 MB"),
    "breaks the process down": (os.abort, (), "broke down (SIGABRT)"),
    "leaves": (os._exit, (3,), "broke down (status 3)"),
    "has a bug": (int, ("اثنان",), "a bug of ours: ValueError"),
    "answers with what is no value": (pickle.loads, (b"cos\nsystem\n.",), "broke down"),
}  # fmt: skip


@pytest.mark.parametrize(("work", "args", "reason"), BAD_WORK.values(), ids=BAD_WORK)
async def test_bad_work_is_a_failure_with_its_reason_and_the_next_is_done(cage, work, args, reason):
    """Whatever a body does to a parser, the daemon learns why within seconds and goes on."""
    start = time.monotonic()
    cage.bounds = IMPATIENT if work is time.sleep else TIGHT  # on a busy machine the clock runs out first
    with capture_logs():
        failed = await cage.run(work, *args)
    assert isinstance(failed, Failed)
    assert reason in failed.reason
    assert failed.permanent
    assert time.monotonic() - start < 15
    cage.bounds = TIGHT
    assert await cage.run(len, "قدم") == 3


async def test_a_bug_of_ours_is_told_with_its_traceback(cage):
    """The operator can send us what broke."""
    with capture_logs() as told:
        await cage.run(int, "اثنان")
    assert "ValueError" in told[0]["trace"]


async def test_a_page_and_a_feed_come_back_as_they_went_in():
    """Reading in the cage is reading."""
    cage = Cage(parsing.__name__, size=1)
    entry = parsing.parse_feed(rss(item(URL)).encode(), "", url=URL, timezone="UTC").entries[0]
    answer = fetched(URL, page())
    caged = await cage.run(read_texts, entry, answer, timezone="UTC", now=NOON)
    assert isinstance(caged, Texts)
    assert isinstance(caged.page, Page)
    assert caged.page.text == TEXT
    assert caged == read_texts(entry, answer, timezone="UTC", now=NOON)
    feed = fetched("https://sham.example/feed", rss(item(URL)))
    assert await cage.run(parse_answer, feed, timezone="UTC", known_hash=None) == parse_answer(
        feed, timezone="UTC", known_hash=None
    )
    cage.close()


async def test_one_that_hangs_holds_up_nobody_else():
    """While a feed is hostile, the others are read."""
    cage = Cage(model.__name__, Bounds(computing=2.0), size=2)
    hanging = asyncio.create_task(cage.run(sum, repeat(0)))
    await asyncio.sleep(0)
    assert await cage.run(len, "قدم") == 3
    assert not hanging.done()
    cage.close()
    assert isinstance(await hanging, Failed)


async def test_an_idle_process_is_used_again_and_a_worn_one_replaced():
    """A process is started when one is needed, not for every page."""
    cage = Cage(model.__name__, Bounds(pieces=2), size=1)
    numbers = [await cage.run(os.getpid) for _ in range(4)]
    cage.close()
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
    assert os.getpid() not in numbers


async def test_a_process_ended_by_others_costs_nothing(cage):
    """The system may end a process that did nothing wrong: its work is done by the next one."""
    number = await cage.run(os.getpid)
    os.kill(number, 9)
    assert await cage.run(len, "قدم") == 3


async def test_a_parser_finds_no_secrets(cage, monkeypatch):
    """Who breaks into a parser must not find the bot's token in its environment."""
    monkeypatch.setenv("RASID_TELEGRAM__TOKEN", "secret")
    assert await cage.run(os.getenv, "RASID_TELEGRAM__TOKEN") is None


async def test_nothing_is_left_after_the_end():
    """When the daemon ends, so do its processes, busy or not."""
    cage = Cage(model.__name__, size=2)
    number = await cage.run(os.getpid)
    busy = asyncio.create_task(cage.run(sum, repeat(0)))
    await asyncio.sleep(0.05)
    cage.close()
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)
    assert isinstance(await busy, Failed)
    assert isinstance(await asyncio.wait_for(_ask_closed(cage), 1), Failed)


async def _ask_closed(cage):
    try:
        return await cage.run(len, "قدم")
    except RuntimeError as error:  # its threads are gone too
        return Failed(reason=str(error))


async def test_a_large_body_goes_in_and_out(cage):
    """Bodies are larger than what a socket holds."""
    told = Fetched(url=URL, body=b"<p>" + bytes(9_000_000), content_type="")
    assert await cage.run(replace, told) == told

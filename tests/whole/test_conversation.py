"""From first contact to alert to farewell, over HTTP with a Bot API server."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import inspect, text

from alerts.app import Program, build, wall_clock
from alerts.daemon import Daemon, Rhythm
from alerts.demo import demo_newsroom
from config import Settings
from config.settings import TelegramSettings
from tests.botapi import BotApi, Fault, Limits

OMAR, STRANGER = 7001, 7002
QUICK = Rhythm(crawl=0.2, assess=0.1, deliver=0.1, tidy=0.5)


@contextlib.asynccontextmanager
async def running(telegram: BotApi, speed: float = 4) -> AsyncIterator[Program]:
    """Run the daemon on the demo newsroom with a bot that Omar may use, and with no subscription yet."""
    async with demo_newsroom(0, wall_clock, speed) as (settings, _):
        program = build(with_bot(settings, telegram), write=lambda _: None)
        stop = asyncio.Event()
        task = asyncio.create_task(Daemon(program, QUICK).run(stop))
        try:
            yield program
        finally:
            stop.set()
            await task


def with_bot(settings: Settings, telegram: BotApi) -> Settings:
    bot = TelegramSettings(token=telegram.token, base_url=telegram.base_url, allowed_chats=(OMAR,))
    web = settings.web.model_copy(update={"enabled": False})
    return settings.model_copy(update={"telegram": bot, "subscriptions": (), "web": web})


@pytest.fixture
async def telegram() -> AsyncIterator[BotApi]:
    async with BotApi(limits=Limits()) as server:
        server.meet(OMAR)
        server.meet(STRANGER)
        yield server


def rows_that_name(program: Program, chat: int) -> list[str]:
    """Find the tables that hold a chat anywhere."""
    with program.database.begin() as tx:
        found = []
        for table in inspect(tx).get_table_names():
            rows = tx.execute(text(f'SELECT * FROM "{table}"')).all()  # the names are our own tables
            found += [table for row in rows if any(str(chat) == str(value) for value in row)]
    return found


async def test_a_person_watches_hears_and_leaves(telegram):
    """Watching takes one line; the alert comes by itself; /stop forgets everything and is kept to."""
    async with running(telegram) as program:
        telegram.say(OMAR, "/start")
        telegram.say(OMAR, "/watch حي القدم")
        telegram.say(STRANGER, "/watch حي القدم")
        await telegram.until(lambda: any("قصف" in m.text for m in telegram.messages(OMAR)), within=15)
        greeting, confirmed, *alerts = telegram.messages(OMAR)
        assert "راصد" in greeting.text
        assert "تراقب الآن" in confirmed.text
        assert "القدم" in alerts[0].text
        telegram.say(OMAR, "/areas")
        await telegram.until(lambda: any("1. " in m.text for m in telegram.messages(OMAR)), within=10)
        telegram.say(OMAR, "/stop")
        await telegram.until(lambda: any("محوت" in m.text for m in telegram.messages(OMAR)), within=10)
        count = len(telegram.messages(OMAR))
        await asyncio.sleep(3)
        assert len(telegram.messages(OMAR)) == count
        assert set(rows_that_name(program, OMAR)) <= {"deliveries"}  # the farewell itself, for half a minute
    assert telegram.messages(STRANGER) == []


async def test_a_lost_answer_and_a_flood_wait_lose_no_alert(telegram):
    """A send in doubt is made once more, a wait that Telegram asks for is kept, and nothing is lost."""
    telegram.faults.append(Fault.answer_lost())
    telegram.faults.append(Fault.too_many(2))
    telegram.faults.append(Fault.server_error())
    async with running(telegram) as program:
        telegram.say(OMAR, "/watch حي القدم")
        await telegram.until(lambda: any("قصف" in m.text for m in telegram.messages(OMAR)), within=45)
        with program.database.begin() as tx:
            given_up = tx.execute(
                text("SELECT count(*) FROM deliveries WHERE given_up_at IS NOT NULL")
            ).scalar_one()
    confirmations = [m for m in telegram.messages(OMAR) if "تراقب الآن" in m.text]
    assert 1 <= len(confirmations) <= 2, "the doubtful one may come twice, no other"
    assert given_up == 0
    assert not telegram.faults, "every fault struck"


async def test_commands_given_while_nobody_listens_are_carried_out_later(telegram):
    """Telegram keeps them until their work is done, so a restart loses none and repeats none."""
    telegram.say(OMAR, "/watch يلدا")
    telegram.say(OMAR, "/watch التضامن")
    async with running(telegram):
        await telegram.arrived(OMAR, 2, within=10)
    async with running(telegram):
        await asyncio.sleep(2)
    confirmations = [m for m in telegram.messages(OMAR) if "تراقب الآن" in m.text]
    assert len(confirmations) == 2

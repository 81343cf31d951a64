"""A recorded day over real HTTP: feeds and pages in, Telegram messages out."""

from __future__ import annotations

import asyncio
import json
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from urllib.parse import urlsplit

import pytest

from alerts.app import build
from alerts.daemon import Daemon, Rhythm
from alerts.feedlist import write_feed_list
from alerts.newsroom import Newsroom
from alerts.newsroom.serving import serve_each
from config import Settings
from config.settings import CrawlSettings, SubscriptionSettings, TelegramSettings, WebSettings
from tests.botapi import BotApi, Limits

STREAM = Path(__file__).parents[3] / "shared" / "eval" / "stream"
DAY = datetime(2018, 4, 7, tzinfo=UTC)
SPEED = 3000  # the day takes half a minute
DOUMA_CHAT, GAZA_CHAT, QUIET_CHAT, STRANGER = 1001, 1002, 1003, 1004
CODE = re.compile(r"#([0-9A-Z]{4,})\s*$")

pytestmark = pytest.mark.skipif(not STREAM.exists(), reason="the recorded articles (../shared) are not here")


def first_day() -> list[dict[str, str]]:
    with (STREAM / "articles.jsonl").open(encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    return [article for article in articles if article["published"] < (DAY + timedelta(days=1)).isoformat()]


class RushingClock:
    """A clock that runs SPEED times as fast as the wall's, beginning just before the day."""

    def __init__(self) -> None:
        self.begun = monotonic()

    def __call__(self) -> datetime:
        return DAY - timedelta(minutes=5) + timedelta(seconds=(monotonic() - self.begun) * SPEED)


def settings_for(folder: Path, hosts: tuple[str, ...], telegram: BotApi) -> Settings:
    def watch(name: str, chat: int, *areas: str) -> SubscriptionSettings:
        return SubscriptionSettings(name=name, areas=areas, channel="telegram", address=str(chat))

    return Settings(
        database=str(folder / "rasid.db"),
        feeds=folder / "feeds.opml",
        crawl=CrawlSettings(least_minutes=15, most_minutes=30, spacing_seconds=0, allow=hosts),
        web=WebSettings(enabled=False),
        telegram=TelegramSettings(
            token=telegram.token, base_url=telegram.base_url, allowed_chats=(DOUMA_CHAT,)
        ),
        subscriptions=(
            watch("douma", DOUMA_CHAT, "دوما"),
            watch("gaza", GAZA_CHAT, "قطاع غزة"),
            watch("nothing happens here", QUIET_CHAT, "حي القدم"),
        ),
    )


async def run_day(folder: Path, telegram: BotApi) -> None:
    clock = RushingClock()
    newsroom = Newsroom.from_articles(first_day(), now=clock)
    async with serve_each(newsroom) as addresses:
        write_feed_list(folder / "feeds.opml", newsroom.feeds(addresses))
        hosts = tuple(urlsplit(address).netloc for address in addresses.values())
        program = build(settings_for(folder, hosts, telegram), write=lambda _: None, clock=clock)
        stop = asyncio.Event()
        daemon = Daemon(program, Rhythm(crawl=0.2, assess=0.2, deliver=0.1))
        running = asyncio.create_task(daemon.run(stop))
        await asyncio.sleep(timedelta(hours=26) / timedelta(seconds=SPEED))
        stop.set()
        await running


async def test_a_recorded_day_reaches_the_chats_that_watch(tmp_path):
    """Alerts for watched areas arrive, each incident rings as one message, and nobody else hears anything."""
    async with BotApi(limits=Limits()) as telegram:
        for chat in (DOUMA_CHAT, GAZA_CHAT, QUIET_CHAT, STRANGER):
            telegram.meet(chat)
        await run_day(tmp_path, telegram)
        douma, gaza = telegram.messages(DOUMA_CHAT), telegram.messages(GAZA_CHAT)
        for messages in (douma, gaza):
            firsts = Counter(CODE.search(m.text).group(1) for m in messages if m.reply_to is None)
            assert firsts, "nothing arrived"
            assert set(firsts.values()) == {1}, f"rang twice: {firsts}"
        assert all("دوما" in message.text for message in douma)
        assert any("غارة جوية" in message.text for message in douma), "the air raids on Douma"
        assert any("احتجاج" in message.text for message in gaza), "the protest at Gaza's border"
        assert any(message.edits for message in douma + gaza), "later reports edit the live message"
        assert telegram.messages(QUIET_CHAT) == []
        assert telegram.messages(STRANGER) == []

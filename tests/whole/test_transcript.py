"""docs/bot.md is a conversation that really took place, over HTTP with a Bot API server.

RASID_WRITE_DOCS=1 .venv/bin/pytest tests/whole/test_transcript.py    writes the page anew
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from alerts.bot.listen import Listener
from alerts.channels.telegram import TelegramChannel, make_bot
from alerts.deliver import Deliverer
from alerts.digest import Summariser
from alerts.outbox import Announcer, Policy
from alerts.pace import Pacer
from alerts.render.compose import Composer
from alerts.render.message import Voice
from alerts.store.invites import InviteStore
from crawler.places.gazetteer import Gazetteer
from tests.alertdesk import Desk, _never_wait
from tests.botapi import BotApi
from tests.happenings import told

PAGE = Path(__file__).parents[2] / "docs" / "bot.md"
GAZETTEER = Gazetteer.load()
LAILA, GROUP, ADMIN, MEMBER = 8001, -1001, 8002, 8003
ZONE = ZoneInfo("Asia/Damascus")
QADAM = GAZETTEER.get("sy.damascus.qadam")


class Conversation(Desk):
    """One installation that speaks over HTTP, one person, and the page that tells of both."""

    def __init__(self, telegram: BotApi) -> None:
        super().__init__()
        self.telegram = telegram
        self.page: list[str] = []
        self.seen: dict[int, str] = {}
        self.bot = make_bot(telegram.token, telegram.base_url)
        contains = GAZETTEER.contains
        pacer = Pacer(lambda: 0.0, self._no_sleep)
        pacer.wait = _never_wait  # type: ignore[method-assign]
        composer = Composer(Voice(describe=GAZETTEER.describe, zone=ZONE), contains)
        channel = TelegramChannel(self.bot)
        self.announcer = Announcer(
            contains, Policy(fresh=timedelta(days=1), cooldown=timedelta(0), zone=ZONE)
        )
        self.deliverer = Deliverer(self.database, {"telegram": channel}, composer, pacer, lambda: self.now)
        self.listener = Listener(self.bot, self.database, GAZETTEER, {LAILA, GROUP}, lambda: self.now)

    async def _no_sleep(self, seconds: float) -> None:
        """Never wait."""

    async def turn(self, written: str, act: Callable[[], object]) -> None:
        """Let something happen, and write down what came of it."""
        self.page += ["", f"**{written}**"]
        act()
        await self.listener.listen_once(wait=0)
        await self.deliver()
        self._write_news()

    def _write_news(self) -> None:
        for message in self.telegram.messages(LAILA):
            if self.seen.get(message.message_id) == message.text:
                continue
            edited = message.message_id in self.seen
            self.seen[message.message_id] = message.text
            mark = ["> *(edited without a sound)*", ">"] if edited else []
            lines = [f"> {line}  " if line else ">" for line in message.text.splitlines()]
            rows = [" ".join(f"`[{button['text']}]`" for button in row) for row in message.keyboard]
            self.page += ["", *mark, *lines, *(line for row in rows for line in (">", f"> {row}"))]

    async def says(self, text: str) -> None:
        """Write something to the bot."""
        await self.turn(f"→ {text}", lambda: self.telegram.say(LAILA, text))

    async def presses(self, sent: str) -> None:
        """Press the button that sends something; twice, as an impatient thumb does."""
        labels = {
            button["callback_data"]: button["text"]
            for message in self.telegram.messages(LAILA)
            for row in message.keyboard
            for button in row
        }
        await self.turn(f"→ [{labels[sent]}]", lambda: self.telegram.press(LAILA, sent))

    async def happens(self, title: str, publisher: str, incident=None, killed=None):
        """Let a publisher tell of shelling."""
        report = told(
            "shelling", title, QADAM, published=self.now, day=None, killed=killed, publisher=publisher
        )
        made = []
        await self.turn(f"⚡ {publisher}: {title}", lambda: made.append(self.report(report, incident)))
        return made[0]


async def whole_talk(telegram: BotApi, language: str) -> list[str]:
    """Go through everything from first contact to farewell."""
    telegram.meet(LAILA)
    talk = Conversation(telegram)
    await talk.bot.initialize()
    await talk.says("/start")
    await talk.presses(f"lang:{language}")
    await talk.says("التضانم")
    await talk.presses("place:sy.damascus.tadamon")
    await talk.says("/watch القدم")
    await talk.turn("→ 📍", lambda: telegram.share(LAILA, 33.5138, 36.2765))
    await talk.says("/areas")
    await talk.says("/types")
    await talk.presses("type:safety=0")
    await talk.says("/words قصف | غارة -تدريب")
    await talk.says("/words -")
    await talk.says("/quiet 23-7")
    await talk.presses("quiet:extreme:23:7")
    await talk.says("/digest")
    await talk.presses("digest:7")
    await talk.says("/preview")
    talk.now = talk.now.replace(hour=12)
    incident = await talk.happens("قصف على حي القدم", "جريدة أولى")
    incident = await talk.happens("قذائف تسقط على القدم", "جريدة ثانية", incident)
    talk.now += timedelta(minutes=30)
    incident = await talk.happens("ثلاثة قتلى في قصف القدم", "جريدة ثالثة", incident, killed=3)
    await talk.presses(f"why:{incident.code}")
    await talk.presses(f"mute:{incident.code}")
    await talk.happens("خمسة قتلى في قصف القدم", "جريدة أولى", incident, killed=5)
    await talk.says("/preview")
    talk.now += timedelta(hours=19)
    await talk.turn("🕖", lambda: _digest(talk))
    await talk.says("/status")
    await talk.says("/export")
    await talk.says("/stop")
    await talk.says("/areas")
    await talk.bot.shutdown()
    return talk.page


def _digest(talk: Conversation) -> None:
    with talk.database.begin() as tx:
        assert Summariser(ZONE, 8).summarise(tx, talk.now) == 1


async def test_the_page_is_a_conversation_that_took_place():
    """From first contact to alert, edit, mute, digest and /stop, in both languages, as docs/bot.md has it."""
    page = [
        "# A conversation with the bot",
        "",
        "What a person writes (→ …), presses (→ […]) and shares (→ 📍), what publishers tell meanwhile (⚡),",
        "and what the bot says to it, with its buttons. A test holds this conversation and compares it with",
        "this page.",
    ]
    for heading, language in (("العربية", "ar"), ("English", "en")):
        async with BotApi() as telegram:
            page += ["", f"## {heading}", *await whole_talk(telegram, language)]
    text = "\n".join(page) + "\n"
    if os.environ.get("RASID_WRITE_DOCS"):
        PAGE.write_text(text, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == text


GROUP_TALK = {
    "an admin": (ADMIN, 1),
    "somebody else": (MEMBER, 0),
}


@pytest.mark.parametrize(("who", "answers"), GROUP_TALK.values(), ids=GROUP_TALK)
async def test_in_groups_only_admins_command(who, answers):
    """Others may write what they like: nothing changes, and nobody is answered."""
    async with BotApi() as telegram:
        telegram.meet(GROUP, admins=(ADMIN,))
        talk = Conversation(telegram)
        await talk.bot.initialize()
        telegram.say(GROUP, "/watch القدم", user_id=who)
        await talk.listener.listen_once(wait=0)
        await talk.deliver()
        await talk.bot.shutdown()
        assert len(telegram.messages(GROUP)) == answers


async def test_a_press_is_answered_once_and_a_stranger_s_not_at_all():
    """The button stops waiting; who is not allowed changes nothing by pressing."""
    async with BotApi() as telegram:
        talk = Conversation(telegram)
        await talk.bot.initialize()
        telegram.say(LAILA, "/start")
        await talk.listener.listen_once(wait=0)
        await talk.deliver()
        query = telegram.press(LAILA, "lang:en")
        talk.listener.allowed = frozenset()
        await talk.listener.listen_once(wait=0)
        await talk.deliver()
        await talk.bot.shutdown()
        assert query in telegram.answered_queries
        assert len(telegram.messages(LAILA)) == 1


async def test_an_invitation_lets_one_person_in_once():
    """Who brings it is let in and stays so; a second person, an old code and a guess are not answered."""
    async with BotApi() as telegram:
        talk = Conversation(telegram)
        await talk.bot.initialize()
        with talk.database.begin() as tx:
            InviteStore(tx).invite("first", talk.now)
            InviteStore(tx).invite("old", talk.now - timedelta(days=8))
        tries = [(ADMIN, "/areas"), (MEMBER, "/start guess"), (MEMBER, "/start old"), (ADMIN, "/start first"),
                 (MEMBER, "/start first"), (ADMIN, "/watch القدم")]  # fmt: skip
        for who, text in tries:
            telegram.say(who, text)
            await talk.listener.listen_once(wait=0)
            await talk.deliver()
        assert len(telegram.messages(ADMIN)) == 2
        assert telegram.messages(MEMBER) == []
        telegram.say(ADMIN, "/stop")
        telegram.say(ADMIN, "/areas")
        await talk.listener.listen_once(wait=0)
        await talk.deliver()
        await talk.bot.shutdown()
        assert len(telegram.messages(ADMIN)) == 3, "who stopped is a stranger again"

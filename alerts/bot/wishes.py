"""What a subscriber wishes beside the areas: types, words, quiet hours, the digest's hour, mutes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from alerts.bot import replies
from alerts.model import Button, Mute, MuteKind, QuietHours, QuietMode, Subscription
from alerts.render.words import FAMILIES as FAMILY_WORDS
from alerts.store.outbox import OutboxStore
from alerts.store.subscribers import SubscriberStore
from alerts.store.subscriptions import SubscriptionStore
from crawler.detect.keyword_rules import RuleRefused, read_rule
from crawler.model import FAMILIES, Family, incident_number
from crawler.store.database import Transaction

CHANNEL = "telegram"
MOST_RULES = 10
HOURS = (6, 7, 8, 9, 12, 18, 20, 22)  # that are offered for the digest
USUAL_HOURS, MOST_HOURS = 8, 24 * 30  # that an area is muted
_AREA_HOURS = re.compile(r"(\d{1,2})(?:\s+(\d{1,3}))?")  # of /areas; a code has four letters or more
_SPAN = re.compile(r"(\d{1,2})\s*[-–—]\s*(\d{1,2})")
MODES = {
    QuietMode.SILENT: replies.QUIET_SILENT,
    QuietMode.EXTREME: replies.QUIET_EXTREME,
    QuietMode.HOLD: replies.QUIET_HOLD,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the bot says, with what can be pressed under it."""

    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()


class Wishes:
    """Changes one subscriber's wishes within one transaction."""

    def __init__(self, tx: Transaction, now: datetime) -> None:
        self.subscriptions = SubscriptionStore(tx)
        self.subscribers = SubscriberStore(tx)
        self.outbox = OutboxStore(tx)
        self.now = now
        self.say = replies.ARABIC

    def _mine(self, chat: str) -> list[Subscription]:
        return self.subscriptions.of(CHANNEL, chat)

    # --- types and words -------------------------------------------------------------------------

    def types(self, chat: str, _rest: str) -> str | Answer:
        """Show the families of incidents, each with a button that turns it on or off."""
        mine = self._mine(chat)
        if not mine:
            return self.say(replies.NOTHING_WATCHED)
        chosen = set(mine[0].types)
        rows = []
        for family, kinds in FAMILIES.items():
            on = not chosen or set(kinds) <= chosen
            mark, wished = ("✅", 0) if on else ("⬜", 1)
            text = f"{mark} {self.say(FAMILY_WORDS[family])}"
            rows.append((Button(text=text, data=f"type:{family.value}={wished}"),))
        return Answer(text=self.say(replies.WHICH_TYPES), buttons=tuple(rows))

    def set_family(self, chat: str, wish: str) -> str | Answer:
        """Turn a family on or off for all areas of a chat."""
        name, _, wished = wish.partition("=")
        if name not in {family.value for family in Family} or wished not in ("0", "1"):
            return self.say(replies.OLD_BUTTON)
        kinds = set(FAMILIES[Family(name)])
        every = {kind for some in FAMILIES.values() for kind in some}
        for one in self._mine(chat):
            chosen = set(one.types) or every
            chosen = chosen | kinds if wished == "1" else chosen - kinds
            kept = () if chosen == every else tuple(kind for some in FAMILIES.values() for kind in some)
            types = tuple(kind for kind in kept if kind in chosen)
            self.subscriptions.change(replace(one, types=types))
        return self.types(chat, "")

    def words(self, chat: str, rule: str) -> str:
        """Add a keyword rule to all areas of a chat; a minus alone drops them all."""
        mine = self._mine(chat)
        if not mine:
            return self.say(replies.NOTHING_WATCHED)
        if not rule:
            return "\n".join([*(f"• {kept}" for kept in mine[0].words), self.say(replies.WORDS_HELP)])
        if rule == "-":
            self._set_words(mine, ())
            return self.say(replies.WORDS_GONE)
        read = read_rule(rule)
        if isinstance(read, RuleRefused):
            return self.say("لا أفهم هذه العبارة: {why}", why=str(read))
        words = tuple(dict.fromkeys((*mine[0].words, rule)))[-MOST_RULES:]
        self._set_words(mine, words)
        return self.say("يصلك فقط ما فيه: {words}", words=" · ".join(f"«{one}»" for one in words))

    def _set_words(self, mine: list[Subscription], words: tuple[str, ...]) -> None:
        for one in mine:
            self.subscriptions.change(replace(one, words=words))

    # --- when ------------------------------------------------------------------------------------

    def quiet(self, chat: str, span: str) -> str | Answer:
        """Ask what is to happen in the hours that were written."""
        read = _SPAN.fullmatch(span.strip())
        off = (Button(text=self.say(replies.NO_QUIET), data="quiet:off"),)
        if read is None or not all(int(hour) < 24 for hour in read.groups()):  # noqa: PLR2004 - a day
            now = self.subscribers.get(CHANNEL, chat).quiet
            kept = "" if now is None else self._quiet_words(now) + "\n"
            return Answer(text=kept + self.say(replies.QUIET_HELP), buttons=(off,))
        start, end = (int(hour) for hour in read.groups())  # ٢٣ too
        rows = [
            (Button(text=self.say(words), data=f"quiet:{mode.value}:{start}:{end}"),)
            for mode, words in MODES.items()
        ]
        hours = self.say("من الساعة {start} إلى {end}:", start=start, end=end)
        return Answer(text=hours, buttons=(*rows, off))

    def set_quiet(self, chat: str, wish: str) -> str:
        """Keep quiet hours, or none."""
        who = self.subscribers.get(CHANNEL, chat)
        if wish == "off":
            self.subscribers.set(replace(who, quiet=None))
            return self.say(replies.QUIET_OFF)
        try:
            mode, start, end = wish.split(":")
            quiet = QuietHours(start=time(int(start)), end=time(int(end)), mode=QuietMode(mode))
        except ValueError:
            return self.say(replies.OLD_BUTTON)
        self.subscribers.set(replace(who, quiet=quiet))
        return self._quiet_words(quiet)

    def _quiet_words(self, quiet: QuietHours) -> str:
        span = self.say("هدوء من {start} إلى {end}: ", start=f"{quiet.start:%H:%M}", end=f"{quiet.end:%H:%M}")
        return span + self.say(MODES[quiet.mode])

    def digest(self, _chat: str, _rest: str) -> Answer:
        """Ask for the hour of the digest."""
        hours = tuple(Button(text=f"{hour}:00", data=f"digest:{hour}") for hour in HOURS)
        off = (Button(text=self.say(replies.NO_DIGEST), data="digest:off"),)
        return Answer(text=self.say(replies.DIGEST_HELP), buttons=(hours[:4], hours[4:], off))

    def set_digest(self, chat: str, wish: str) -> str:
        """Keep the hour of the digest, or send none."""
        hour = int(wish) if wish.isdecimal() and int(wish) < 24 else None  # noqa: PLR2004 - a day
        if hour is None and wish != "off":
            return self.say(replies.OLD_BUTTON)
        self.subscribers.set(replace(self.subscribers.get(CHANNEL, chat), digest_hour=hour))
        for one in self._mine(chat):
            self.subscriptions.change(replace(one, digest=hour is not None))
        return (
            self.say(replies.DIGEST_OFF)
            if hour is None
            else self.say("الموجز كل يوم الساعة {hour}:00", hour=hour)
        )

    # --- mutes -----------------------------------------------------------------------------------

    def mute(self, chat: str, code: str) -> str:
        """Mute an incident by its code, only one that the chat was told of; or an area for some hours."""
        if not code:
            return self.say(replies.WHICH_CODE)
        area = _AREA_HOURS.fullmatch(code)
        if area is not None:
            return self._mute_area(chat, int(area[1]), int(area[2] or USUAL_HOURS))
        number = incident_number(code.lstrip("#").upper())
        if number is None or self.outbox.told(CHANNEL, chat, number) is None:
            return self.say(replies.NO_SUCH_CODE)
        self.subscribers.mute(CHANNEL, chat, Mute(kind=MuteKind.INCIDENT, what=str(number)))
        return self.say(
            "أُسكت #{code}: رسالته تُصحَّح ولا ترنّ. /unmute يعيد الصوت.", code=code.lstrip("#").upper()
        )

    def _mute_area(self, chat: str, number: int, hours: int) -> str:
        mine = self._mine(chat)
        if not 0 < number <= len(mine) or not 0 < hours <= MOST_HOURS:
            return replies.not_watched(str(number), self.say)
        area = mine[number - 1]
        until = self.now + timedelta(hours=hours)
        self.subscribers.mute(CHANNEL, chat, Mute(kind=MuteKind.AREA, what=str(area.id), until=until))
        return self.say("أُسكتت {name} {hours} ساعة. /unmute يعيد الصوت.", name=area.name, hours=hours)

    def unmute(self, chat: str, _rest: str) -> str:
        """Let everything ring again."""
        self.subscribers.unmute(CHANNEL, chat)
        return self.say(replies.UNMUTED)

"""What a subscriber's words do. Each command is one transaction with its answer in the outbox."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from alerts.areas import Places, UnknownArea, area_named
from alerts.bot import replies
from alerts.bot.phrases import LANGUAGES, phrases
from alerts.bot.queries import Queries
from alerts.bot.wishes import Answer, Wishes
from alerts.hearing import Hearing
from alerts.model import Area, Button, CircleArea, PlaceArea, Subscription, SubscriptionOrigin
from alerts.store.subscribers import SubscriberStore
from alerts.store.subscriptions import SubscriptionStore
from crawler.arabic.fold import fold
from crawler.store.database import Transaction

CHANNEL = "telegram"
MOST_AREAS = 50
LONGEST_NAME = 100
LONGEST_TEXT = 300  # of what follows a command
OFFERED = 5
SHARED_KM = 3.0  # around a location that somebody shared
ROUGHLY = 2  # decimals of a degree: about a kilometre

Command = Callable[[str, str], str | Answer]


class Commands:
    """Carries out one subscriber's commands within one transaction."""

    def __init__(
        self, tx: Transaction, places: Places, now: datetime, hearing: Hearing | None = None
    ) -> None:
        self.subscriptions = SubscriptionStore(tx)
        self.subscribers = SubscriberStore(tx)
        self.places = places
        self.now = now
        self.say = replies.ARABIC
        self.wishes = Wishes(tx, now)
        self.queries = Queries(tx, places, now, hearing or Hearing())

    def answer(self, chat: str, text: str) -> Answer:
        """Carry out what was written; return what to answer."""
        command, *rest = text.split(maxsplit=1) or [""]
        name = command.lower().partition("@")[0]
        who = self.subscribers.get(CHANNEL, chat)
        self._speak(who.language)
        if who.awaits is not None:
            self.subscribers.set(replace(who, awaits=None))
            if text.strip() and not text.startswith("/"):
                return _whole(self.watch(chat, text.strip()[:LONGEST_NAME]))
        found = self._commands().get(name, self.unknown)
        return _whole(found(chat, " ".join(rest).strip()[:LONGEST_TEXT]))

    def _commands(self) -> dict[str, Command]:
        return {
            "/start": self.start,
            "/help": self.start,
            "/watch": self.watch,
            "/areas": self.areas,
            "/unwatch": self.unwatch,
            "/stop": self.stop,
            "/types": self.wishes.types,
            "/words": self.wishes.words,
            "/quiet": self.wishes.quiet,
            "/digest": self.wishes.digest,
            "/mute": self.wishes.mute,
            "/unmute": self.wishes.unmute,
            "/preview": self.queries.preview,
            "/last": self.queries.last,
            "/status": self.queries.status,
            "/why": self.queries.why,
            "/export": self.queries.export,
        }

    def press(self, chat: str, sent: str) -> Answer:
        """Carry out what a button says. It names the wished end, so a second press changes nothing."""
        verb, _, rest = sent.partition(":")
        self._speak(self.subscribers.get(CHANNEL, chat).language)
        known: dict[str, Command] = {
            "lang": self.language,
            "place": self.watch_place,
            "end": self.end,
            "type": self.wishes.set_family,
            "quiet": self.wishes.set_quiet,
            "digest": self.wishes.set_digest,
            "why": self.queries.why,
            "mute": self.wishes.mute,
        }
        return _whole(known.get(verb, self.old_button)(chat, rest))

    def share(self, chat: str, lat: float, lon: float) -> Answer:
        """Watch around a shared location; only its rounded place is kept, the original is dropped here."""
        self._speak(self.subscribers.get(CHANNEL, chat).language)
        lat, lon = round(lat, ROUGHLY), round(lon, ROUGHLY)
        name = self.say("{km} كم حول {lat}، {lon}", km=f"{SHARED_KM:g}", lat=lat, lon=lon)
        return _whole(self._add(chat, CircleArea(name=name, lat=lat, lon=lon, km=SHARED_KM), name))

    def _speak(self, language: str) -> None:
        self.say = phrases(language)
        self.wishes.say = self.queries.say = self.say

    def old_button(self, _chat: str, _rest: str) -> str:
        """Say that a button has no meaning any more."""
        return self.say(replies.OLD_BUTTON)

    def unknown(self, _chat: str, _rest: str) -> str:
        """Say what can be said."""
        return self.say(replies.UNKNOWN_COMMAND)

    def start(self, _chat: str, _rest: str) -> Answer:
        """Greet, and ask for the language."""
        row = tuple(Button(text=name, data=f"lang:{code}") for code, name in LANGUAGES.items())
        return Answer(text=self.say(replies.WELCOME), buttons=(row,))

    def language(self, chat: str, code: str) -> str:
        """Speak a language from now on, and ask for the first area."""
        if code not in LANGUAGES:
            return self.say(replies.OLD_BUTTON)
        self.subscribers.set(replace(self.subscribers.get(CHANNEL, chat), language=code, awaits="area"))
        self._speak(code)
        return self.say(replies.ASK_AREA)

    def watch(self, chat: str, name: str) -> str | Answer:
        """Watch an area by name; the buttons are the others that may have been meant."""
        if not name:
            return self.say(replies.WHICH_AREA)
        name = name[:LONGEST_NAME]
        try:
            found = area_named(name, self.places)
        except UnknownArea:
            near = {self.places.describe(place): place for place in self.places.nearest(name)}
            text = replies.no_such_area(
                name, list(dict.fromkeys(place.name for place in near.values())), self.say
            )
            return Answer(text=text, buttons=_offers({words: place.id for words, place in near.items()}))
        others = {self.places.describe(place): place.id for place in found.others[:OFFERED]}
        return self._add(chat, found.area, found.described, others)

    def watch_place(self, chat: str, place_id: str) -> str:
        """Watch the place of a button."""
        if not self.places.has(place_id):
            return self.say(replies.OLD_BUTTON)
        place = self.places.get(place_id)
        added = self._add(chat, PlaceArea(place_id=place.id, name=place.name), self.places.describe(place))
        return _whole(added).text

    def _add(
        self, chat: str, area: Area, described: str, others: dict[str, str] | None = None
    ) -> str | Answer:
        mine = self.subscriptions.of(CHANNEL, chat)
        if any(area in subscription.areas for subscription in mine):
            return replies.already_watching(described, self.say)
        if len(mine) >= MOST_AREAS:
            return replies.too_many(MOST_AREAS, self.say)
        wanted = Subscription(
            id=0,
            name=described,
            areas=(area,),
            channel=CHANNEL,
            address=chat,
            origin=SubscriptionOrigin.CHAT,
        )
        alike = mine[0] if mine else wanted  # what was said of types and words holds for new areas too
        wanted = replace(wanted, types=alike.types, words=alike.words, digest=alike.digest)
        self.subscriptions.welcome_back(CHANNEL, chat)
        self.subscriptions.add(wanted, self.now)
        text = replies.now_watching(described, list(others or ()), self.say)
        return Answer(text=text, buttons=_offers(others or {}))

    def areas(self, chat: str, _rest: str) -> Answer:
        """List what is watched, with a button to end each."""
        mine = self.subscriptions.of(CHANNEL, chat)
        rows = tuple((Button(text=f"✖ {one.name}", data=f"end:{one.id}"),) for one in mine)
        return Answer(text=replies.areas_list(mine, self.say), buttons=rows)

    def end(self, chat: str, number: str) -> str:
        """End the area of a button; one that is ended already stays so."""
        for one in self.subscriptions.of(CHANNEL, chat):
            if str(one.id) == number:
                self.subscriptions.remove(one.id)
                return replies.ended(one.name, self.say)
        return self.say(replies.OLD_BUTTON)

    def unwatch(self, chat: str, which: str) -> str:
        """End an area, by its number or name."""
        if not which:
            return self.say(replies.WHICH_TO_END)
        mine = self.subscriptions.of(CHANNEL, chat)
        found = self._meant(mine, which)
        if found is None:
            return replies.not_watched(which, self.say)
        self.subscriptions.remove(found.id)
        return replies.ended(found.name, self.say)

    def _meant(self, mine: list[Subscription], which: str) -> Subscription | None:
        if which.isdecimal():  # ١ too, but not ²
            number = int(which)
            return mine[number - 1] if 0 < number <= len(mine) else None
        place_ids = {place.id for place in self.places.find(which)}
        for subscription in mine:
            ids = {getattr(area, "place_id", None) for area in subscription.areas}
            if ids & place_ids or fold(which) == fold(subscription.name):
                return subscription
        return None

    def stop(self, chat: str, _rest: str) -> str:
        """Forget everything that is held on the chat."""
        self.subscriptions.erase(CHANNEL, chat)
        return self.say(replies.FORGOTTEN)


def _whole(answer: str | Answer) -> Answer:
    return Answer(text=answer) if isinstance(answer, str) else answer


def _offers(places: dict[str, str]) -> tuple[tuple[Button, ...], ...]:
    return tuple((Button(text=words, data=f"place:{place_id}"),) for words, place_id in places.items())

"""What a subscriber's words do. Each command is one transaction with its answer in the outbox."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from alerts.areas import Places, UnknownArea, area_named
from alerts.bot import replies
from alerts.model import Subscription, SubscriptionOrigin
from alerts.store.subscriptions import SubscriptionStore
from crawler.arabic.fold import fold
from crawler.store.database import Transaction

CHANNEL = "telegram"
MOST_AREAS = 50
LONGEST_NAME = 100

Command = Callable[[str, str], str]


class Commands:
    """Carries out one subscriber's commands within one transaction."""

    def __init__(self, tx: Transaction, places: Places, now: datetime) -> None:
        self.subscriptions = SubscriptionStore(tx)
        self.places = places
        self.now = now

    def answer(self, chat: str, text: str) -> str:
        """Carry out what was written; return what to answer."""
        command, *rest = text.split(maxsplit=1) or [""]
        name = command.lower().partition("@")[0]
        known: dict[str, Command] = {
            "/start": self.start,
            "/help": self.start,
            "/watch": self.watch,
            "/areas": self.areas,
            "/unwatch": self.unwatch,
            "/stop": self.stop,
        }
        return known.get(name, self.unknown)(chat, " ".join(rest).strip()[:LONGEST_NAME])

    def unknown(self, _chat: str, _rest: str) -> str:
        """Say what can be said."""
        return replies.UNKNOWN_COMMAND

    def start(self, _chat: str, _rest: str) -> str:
        """Greet."""
        return replies.WELCOME

    def watch(self, chat: str, name: str) -> str:
        """Watch an area by name."""
        if not name:
            return replies.WHICH_AREA
        try:
            found = area_named(name, self.places)
        except UnknownArea:
            near = dict.fromkeys(place.name for place in self.places.nearest(name))
            return replies.no_such_area(name, list(near))
        mine = self.subscriptions.of(CHANNEL, chat)
        if any(found.area in subscription.areas for subscription in mine):
            return replies.already_watching(found.described)
        if len(mine) >= MOST_AREAS:
            return replies.too_many(MOST_AREAS)
        wanted = Subscription(
            id=0,
            name=found.described,
            areas=(found.area,),
            channel=CHANNEL,
            address=chat,
            origin=SubscriptionOrigin.CHAT,
        )
        self.subscriptions.welcome_back(CHANNEL, chat)
        self.subscriptions.add(wanted, self.now)
        return replies.now_watching(
            found.described, [self.places.describe(place) for place in found.others[:3]]
        )

    def areas(self, chat: str, _rest: str) -> str:
        """List what is watched."""
        return replies.areas_list(self.subscriptions.of(CHANNEL, chat))

    def unwatch(self, chat: str, which: str) -> str:
        """End an area, by its number or name."""
        if not which:
            return replies.WHICH_TO_END
        mine = self.subscriptions.of(CHANNEL, chat)
        found = self._meant(mine, which)
        if found is None:
            return replies.not_watched(which)
        self.subscriptions.remove(found.id)
        return replies.ended(found.name)

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
        return replies.FORGOTTEN

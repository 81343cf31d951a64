"""What a subscriber may ask: what would have come, what came and why, who is alive, what is held on them."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from pydantic import TypeAdapter
from sqlalchemy import select

from alerts.areas import Places
from alerts.bot import replies
from alerts.hearing import Hearing
from alerts.match import Match, match, rules_of
from alerts.model import Mute, PlaceArea, Subscriber, Subscription
from alerts.render.safe import clean, cut
from alerts.render.words import MARKS, REASONS, TYPES
from alerts.store.outbox import OutboxStore
from alerts.store.subscribers import SubscriberStore
from alerts.store.subscriptions import SubscriptionStore
from alerts.store.tables import notifications
from crawler.model import Incident, incident_number
from crawler.store.database import Transaction
from crawler.store.feeds import FeedStore
from crawler.store.incidents import IncidentStore

CHANNEL = "telegram"
WEEK = timedelta(days=7)
ALIVE = timedelta(hours=24)
SHOWN = 10
ROOM = 3500  # characters of an answer
_SUBSCRIPTIONS, _SUBSCRIBER, _MUTES = (
    TypeAdapter(list[Subscription]),
    TypeAdapter(Subscriber),
    TypeAdapter(list[Mute]),
)


class Queries:
    """Answers one subscriber's questions within one transaction; nothing is changed."""

    def __init__(self, tx: Transaction, places: Places, now: datetime, hearing: Hearing) -> None:
        self.tx = tx
        self.places = places
        self.now = now
        self.hearing = hearing
        self.say = replies.ARABIC

    def _mine(self, chat: str) -> list[Subscription]:
        return SubscriptionStore(self.tx).of(CHANNEL, chat)

    def _lately(self, chat: str) -> list[tuple[Incident, Match]]:
        """Return the last week's incidents that the chat's wishes hold, the latest first."""
        mine = self._mine(chat)
        found: list[tuple[Incident, Match]] = []
        for incident in IncidentStore(self.tx).reported_between(self.now - WEEK, self.now):
            said = self.hearing.heard(self.tx, rules_of(mine), incident)
            found += [(incident, one) for one in match(mine, incident, self.places.contains, said)[:1]]
        return sorted(found, key=lambda one: one[0].opened_at, reverse=True)

    def preview(self, chat: str, _rest: str) -> str:
        """Say how many alerts the wishes would have brought in a week, and which."""
        return self._told_of(chat, counted=True)

    def last(self, chat: str, _rest: str) -> str:
        """Show the latest incidents of the watched areas."""
        return self._told_of(chat, counted=False)

    def _told_of(self, chat: str, *, counted: bool) -> str:
        if not self._mine(chat):
            return self.say(replies.NOTHING_WATCHED)
        found = self._lately(chat)
        if not found:
            return self.say(replies.NOTHING_LATELY)
        head = self.say("بهذه الرغبات كان سيصلك في الأيام السبعة الماضية: {count}", count=len(found))
        lines = [_line(incident, self.say(TYPES[incident.type])) for incident, _ in found[:SHOWN]]
        rest = [self.say("… و{count} غيرها", count=len(found) - SHOWN)] if len(found) > SHOWN else []
        return "\n".join([*([head] if counted else []), *lines, *rest])

    def status(self, chat: str, _rest: str) -> str:
        """Say which publishers of the watched areas' countries answered within a day."""
        countries = {
            self.places.get(area.place_id).country
            for one in self._mine(chat)
            for area in one.areas
            if isinstance(area, PlaceArea) and self.places.has(area.place_id)
        }
        alive: dict[str, bool] = {}
        for feed, state in FeedStore(self.tx).with_states():
            if feed.country is None or not countries or feed.country in countries:
                fresh = state.last_ok_at is not None and self.now - state.last_ok_at <= ALIVE
                alive[feed.publisher] = alive.get(feed.publisher, False) or fresh
        head = self.say(
            "مصادر مناطقك: {alive} من {all} أجابت خلال يوم", alive=sum(alive.values()), all=len(alive)
        )
        lines = [f"{'🟢' if fresh else '🔴'} {cut(clean(name), 60)}" for name, fresh in sorted(alive.items())]
        return _fitting([head, *lines])

    def why(self, chat: str, code: str) -> str:
        """Say for which areas and reasons the chat was told of an incident, and what decided."""
        if not code:
            return self.say(replies.WHICH_CODE)
        number = incident_number(code.lstrip("#").upper())
        if number is None or OutboxStore(self.tx).told(CHANNEL, chat, number) is None:
            return self.say(replies.NO_SUCH_CODE)
        query = select(notifications.c.area, notifications.c.reason).where(
            notifications.c.channel == CHANNEL,
            notifications.c.address == chat,
            notifications.c.incident_id == number,
        )
        known = {reason.value: words for reason, words in REASONS.items()}
        told = [
            f"• {row.area}: {self.say(known[row.reason])}"
            for row in self.tx.execute(query.order_by(notifications.c.id))
        ]
        decided = [
            f"· {cut(clean(word), 200)}"
            for _, _, _, why in IncidentStore(self.tx).history(number)
            for word in why
        ]
        return _fitting([self.say("لماذا وصلك #{code}:", code=code.lstrip("#").upper()), *told, *decided])

    def export(self, chat: str, _rest: str) -> str:
        """Return all that is held on the chat, as JSON."""
        wishes = SubscriberStore(self.tx)
        query = select(notifications.c.at, notifications.c.area, notifications.c.incident_id).where(
            notifications.c.channel == CHANNEL, notifications.c.address == chat
        )
        told = [
            {"at": row.at.isoformat(), "area": row.area, "incident": row.incident_id}
            for row in self.tx.execute(query.order_by(notifications.c.id.desc()).limit(50))
        ]
        held = {
            "wishes": _SUBSCRIBER.dump_python(wishes.get(CHANNEL, chat), mode="json"),
            "subscriptions": _SUBSCRIPTIONS.dump_python(self._mine(chat), mode="json"),
            "mutes": _MUTES.dump_python(wishes.muted(CHANNEL, chat, self.now), mode="json"),
            "told": told,
        }
        return json.dumps(held, ensure_ascii=False, indent=1)


def _line(incident: Incident, kind: str) -> str:
    place = "؟" if incident.place is None else incident.place.name
    title = cut(clean(incident.reports[-1].title), 80) if incident.reports else ""
    return f"{MARKS[incident.severity]} {kind} — {place} · {title} #{incident.code}"


def _fitting(lines: list[str]) -> str:
    """Join lines as far as one message holds them."""
    kept: list[str] = []
    room = ROOM
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            return "\n".join([*kept, "…"])
        kept.append(line)
    return "\n".join(kept)

"""The alerting half on an empty database: reports go in, and what people see comes out."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from alerts.deliver import Deliverer
from alerts.model import Area, PlaceArea, Reason, Subscription
from alerts.outbox import Announcer, Policy
from alerts.pace import Pacer
from alerts.render.compose import Composer
from alerts.render.message import Voice
from alerts.store.outbox import OutboxStore
from alerts.store.schema import fresh_database
from alerts.store.subscriptions import SubscriptionStore
from alerts.store.tables import notifications
from crawler.incidents.grade import DEFAULT
from crawler.incidents.revise import change_kind, open_incident, redrawn, report_of, revise
from crawler.model import Article, Change, ChangeKind, EventType, Incident, IncidentState
from crawler.store.incidents import IncidentStore
from tests.fakechannel import FakeChannel
from tests.happenings import SATURDAY, WORLD, Told, contains, told

COOLDOWN = timedelta(minutes=5)
FRESH = timedelta(hours=24)
ZONE = ZoneInfo("Asia/Damascus")
QADAM, TADAMON = "sy.damascus.qadam", "sy.damascus.tadamon"
CHANNEL = "telegram"


class Desk:
    """One installation with one channel; its clock stands still until a test moves it."""

    def __init__(self, *errors: Exception) -> None:
        self.database = fresh_database()
        self.channel = FakeChannel(*errors)
        self.announcer = Announcer(contains, Policy(fresh=FRESH, cooldown=COOLDOWN))
        self.voice = Voice(describe=lambda place: place.name, zone=ZONE)
        self.now = datetime.fromisoformat("2018-04-07T18:00:00+00:00")
        self.deliverer = self.restarted()

    def restarted(self) -> Deliverer:
        """Return the deliverer of a new run."""
        pacer = Pacer(lambda: 0.0, asyncio.sleep)
        pacer.wait = _never_wait  # type: ignore[method-assign]  # limits have their own tests
        channels = {CHANNEL: self.channel}
        return Deliverer(self.database, channels, Composer(self.voice, contains), pacer, lambda: self.now)

    def watch(
        self, *places: str, address: str = "laila", types: tuple[str, ...] = (), areas: tuple[Area, ...] = ()
    ) -> Subscription:
        """Let somebody watch places."""
        named = tuple(PlaceArea(place_id=place, name=WORLD[place].name) for place in places)
        wanted = Subscription(
            id=0,
            name="s",
            areas=(*named, *areas),
            types=tuple(EventType(kind) for kind in types),
            channel=CHANNEL,
            address=address,
        )
        with self.database.begin() as tx:
            return SubscriptionStore(tx).add(wanted, self.now)

    def report(self, one: Told, incident: Incident | None = None, *, alerts: bool = True) -> Incident:
        """Bring a report to a new incident or to a known one, and write down who is to be told."""
        article = replace(one.article, alerts=alerts)
        report = report_of(article, one.event)
        with self.database.begin() as tx:
            store = IncidentStore(tx)
            if incident is None:
                after = store.open(open_incident(report, contains))
                kind = ChangeKind.OPENED
            else:
                after = revise(incident, report, contains)
                store.save(after)
                kind = change_kind(incident, after)
            change = Change(kind=kind, before=incident, after=after, event=one.event)
            self.announcer(tx, change, article, self.now)
        return after

    def merge(self, one: Incident, into: Incident) -> Incident:
        """Let an incident turn out to be another one."""
        merged = replace(one, revision=one.revision + 1, state=IncidentState.MERGED, merged_into=into.id)
        with self.database.begin() as tx:
            store = IncidentStore(tx)
            after = redrawn(into, (*into.reports, *one.reports), contains, DEFAULT)
            after = replace(after, revision=into.revision + 1)
            article = Article(id="", publisher="", url="", title="", text="", published=self.now)
            for change in (
                Change(kind=ChangeKind.MERGED, before=one, after=merged, other=into.id),
                Change(kind=ChangeKind.REVISED, before=into, after=after),
            ):
                store.save(change.after)
                self.announcer(tx, change, article, self.now)
        return after

    def split(self, whole: Incident, part: Told) -> Incident:
        """Let a part of an incident stand alone."""
        with self.database.begin() as tx:
            after = IncidentStore(tx).open(open_incident(report_of(part.article, part.event), contains))
            change = Change(kind=ChangeKind.SPLIT, before=None, after=after, other=whole.id)
            self.announcer(tx, change, part.article, self.now)
        return after

    async def deliver(self) -> None:
        """Send everything that is due."""
        while await self.deliverer.deliver():
            pass

    async def later(self, minutes: float) -> None:
        """Let time pass, then send what has become due."""
        self.now += timedelta(minutes=minutes)
        await self.deliver()

    def reasons(self, address: str = "laila") -> list[Reason]:
        """Return why an address was told, in order."""
        query = select(notifications.c.reason).where(notifications.c.address == address)
        with self.database.begin() as tx:
            return [Reason(value) for value in tx.execute(query.order_by(notifications.c.id)).scalars()]

    def waiting(self) -> int:
        """Count the sends that wait."""
        with self.database.begin() as tx:
            return OutboxStore(tx).waiting()

    def rings(self, address: str = "laila") -> int:
        """Count the messages that made a sound."""
        return sum(1 for one in self.channel.shown.values() if one.address == address and not one.silent)


async def _never_wait(channel: str, address: str) -> None:
    """Keep no limits."""


def shelling(title: str = "قصف على القدم", place: str = QADAM, publisher: str = "alif", **words) -> Told:
    """Return a report of shelling, of a Saturday evening."""
    return told("shelling", title, place, publisher=publisher, **{"day": SATURDAY, **words})

"""The daemon's own stages on recorded articles, on a clock that their publication sets.

save | assess | deliver, an article at a time
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import Connection, select

from alerts.areas import area_named
from alerts.deliver import Deliverer
from alerts.model import Message, Reason, Subscription
from alerts.outbox import Announcer, Policy
from alerts.pace import Pacer
from alerts.render.compose import Composer
from alerts.render.message import Voice, incident_message
from alerts.store.outbox import OutboxStore
from alerts.store.schema import fresh_database
from alerts.store.subscriptions import SubscriptionStore
from alerts.store.tables import notifications
from crawler.assess import Assessor, Reading
from crawler.dedup.facts import place_words
from crawler.detect.detector import Detector
from crawler.model import Article, Incident
from crawler.store.articles import ArticleStore
from crawler.store.database import Database
from crawler.store.incidents import IncidentStore

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
QUIET = "replay"


class Unreadable(Exception):  # noqa: N818 - it names what happened
    """Raised when an article could not be read for incidents; those after it can."""


class SilentChannel:
    """Takes every message and gives it a number."""

    def __init__(self) -> None:
        self.sent = 0

    async def send(
        self,
        address: str,  # noqa: ARG002 - nobody is there
        message: Message,  # noqa: ARG002 - the same
        *,
        silent: bool = False,  # noqa: ARG002 - the same
        reply_to: str | None = None,  # noqa: ARG002 - the same
    ) -> str:
        """Count a message."""
        self.sent += 1
        return str(self.sent)

    async def edit(self, address: str, message_id: str, message: Message) -> None:
        """Accept an edit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One notification as it was made."""

    at: datetime
    area: str
    incident: Incident
    revision: int
    reason: Reason
    message: Message


class Clock:
    """A clock that is set, never read from the machine."""

    def __init__(self) -> None:
        self.now = BEGINNING

    def __call__(self) -> datetime:
        """Return the simulated time."""
        return self.now

    def advance(self, moment: datetime) -> datetime:
        """Set the clock forward; an article that comes late does not turn it back."""
        self.now = max(self.now, moment)
        return self.now


class Replay:
    """A daemon without network and without a wall clock."""

    def __init__(self, detector: Detector, policy: Policy, voice: Voice, areas: Sequence[str] = ()) -> None:
        self.clock = Clock()
        self.voice = voice
        self.gazetteer = detector.gazetteer
        self.database: Database = fresh_database()
        contains = detector.gazetteer.contains
        self.assessor = Assessor(
            self.database,
            detector.detect,
            contains,
            Announcer(contains, policy),
            is_place=place_words(detector.gazetteer),
        )
        self.deliverer = Deliverer(
            self.database,
            {QUIET: SilentChannel()},
            Composer(voice, contains),
            Pacer(lambda: 0.0, asyncio.sleep),
            self.clock,
        )
        self._last_notification = 0
        self._subscribe(areas, detector)

    def _subscribe(self, areas: Sequence[str], detector: Detector) -> None:
        with self.database.begin() as tx:
            store = SubscriptionStore(tx)
            for name in areas:
                found = area_named(name, detector.gazetteer)
                area = replace(found.area, name=name)
                wanted = Subscription(
                    id=0, name=name, areas=(area,), channel=QUIET, address=name, digest=False
                )
                store.add(wanted, BEGINNING)

    async def step(self, article: Article) -> tuple[Reading | None, list[Told]]:
        """Bring one article through; None when its id was seen before. Raises Unreadable."""
        now = self.clock.advance(article.published or self.clock.now)
        with self.database.begin() as tx:
            saved = ArticleStore(tx).save(replace(article, published=article.published or now), now)
        if not saved:
            return None, []
        readings = self.assessor.assess(now)
        with self.database.begin() as tx:
            told = list(self._new_notifications(tx))
            waiting = OutboxStore(tx).waiting() > 0  # most articles tell nobody anything
        while waiting and await self.deliverer.deliver():
            pass
        if not readings:
            raise Unreadable("a bug of ours: the article was set aside; the log tells why")
        return readings[-1], told

    def _new_notifications(self, tx: Connection) -> Iterator[Told]:
        query = (
            select(notifications)
            .where(notifications.c.id > self._last_notification)
            .order_by(notifications.c.id)
        )
        for row in tx.execute(query).all():
            self._last_notification = row.id
            incident = IncidentStore(tx).get(row.incident_id)
            assert incident is not None
            reason = Reason(row.reason)
            message = incident_message(incident, reason, self.voice)
            yield Told(
                at=row.at,
                area=row.area,
                incident=incident,
                revision=row.revision,
                reason=reason,
                message=message,
            )

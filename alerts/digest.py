"""What happened on a day: by area, then incident, with how many of the feeds were alive."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from alerts.match import match
from alerts.model import DeliveryKind, Lane, Subscriber, Subscription
from alerts.store.marks import MarkStore
from alerts.store.outbox import Draft, OutboxStore
from alerts.store.subscribers import SubscriberStore
from alerts.store.subscriptions import SubscriptionStore
from crawler.model import Incident, Place, Precision
from crawler.store.articles import ArticleStore
from crawler.store.database import Transaction
from crawler.store.feeds import FeedStore
from crawler.store.incidents import IncidentStore

Contains = Callable[[str, str], bool]
Ancestors = Callable[[str], tuple[Place, ...]]
Said = Callable[[Incident], Collection[str]]
NOWHERE = "مكان غير معروف"
LAST = "digest sent for"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One area's incidents, the worst first."""

    area: str
    incidents: tuple[Incident, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A day's incidents by area."""

    day: date
    sections: tuple[Section, ...]
    feeds_alive: int
    feeds: int
    articles: int

    @property
    def incidents(self) -> int:
        """How many different incidents it tells of."""
        return len({incident.id for section in self.sections for incident in section.incidents})


def bounds(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return the first moment of a day and of the next, in UTC."""
    start = datetime.combine(day, time(), tzinfo=zone)
    end = datetime.combine(day + timedelta(days=1), time(), tzinfo=zone)
    return start.astimezone(UTC), end.astimezone(UTC)


def gather_digest(
    tx: Transaction, day: date, zone: ZoneInfo, sections: Callable[[list[Incident]], list[Section]]
) -> Digest:
    """Gather a day's incidents, divided into sections by the given rule."""
    since, until = bounds(day, zone)
    incidents = IncidentStore(tx).reported_between(since, until)
    alive, feeds = FeedStore(tx).alive_on(day)
    return Digest(
        day=day,
        sections=tuple(sections(incidents)),
        feeds_alive=alive,
        feeds=feeds,
        articles=ArticleStore(tx).published_between(since, until),
    )


def nothing_said(_incident: Incident) -> Collection[str]:
    """Match no keyword rule: where nobody watches for words, no text has to be read."""
    return ()


def by_watched_area(
    subscriptions: Sequence[Subscription], contains: Contains, said: Said = nothing_said
) -> Callable[[list[Incident]], list[Section]]:
    """Divide by what somebody watches; an incident of two watched areas stands in the first."""

    def divide(incidents: list[Incident]) -> list[Section]:
        grouped: dict[str, list[Incident]] = {
            area.name: [] for subscription in subscriptions for area in subscription.areas
        }
        for incident in incidents:
            found = match(subscriptions, incident, contains, said(incident))
            if found:
                grouped[found[0].area.name].append(incident)
        return _sections(grouped.items())

    return divide


def by_governorate(ancestors: Ancestors) -> Callable[[list[Incident]], list[Section]]:
    """Divide by governorate, or by country where no more is known."""

    def divide(incidents: list[Incident]) -> list[Section]:
        grouped: dict[str, list[Incident]] = {}
        for incident in incidents:
            grouped.setdefault(_governorate(incident.place, ancestors), []).append(incident)
        return sorted(
            _sections(grouped.items()), key=lambda section: (section.area == NOWHERE, -len(section.incidents))
        )

    return divide


def _governorate(place: Place | None, ancestors: Ancestors) -> str:
    if place is None:
        return NOWHERE
    chain = [place, *(ancestors(place.id) if place.id else ())]
    return next((p.name for p in chain if p.precision is Precision.GOVERNORATE), chain[-1].name)


def _sections(grouped: Iterable[tuple[str, list[Incident]]]) -> list[Section]:
    return [Section(area=area, incidents=tuple(incidents)) for area, incidents in grouped]


class Summariser:
    """The fourth shell: each morning yesterday's digest is put in the outbox, once an address."""

    def __init__(self, zone: ZoneInfo, hour: int) -> None:
        self.zone = zone
        self.hour = hour

    def summarise(self, tx: Transaction, now: datetime) -> int:
        """Queue yesterday's digest if the hour has come and it is not queued yet; return to how many."""
        own = SubscriberStore(tx).with_own_digest_hour()
        return self._usual(tx, {(one.channel, one.address) for one in own}, now) + self._own(tx, own, now)

    def _own(self, tx: Transaction, subscribers: Sequence[Subscriber], now: datetime) -> int:
        """Queue the digests of those who named an hour; one that is queued already is not queued again."""
        queued = 0
        for one in subscribers:
            local = now.astimezone(ZoneInfo(one.zone) if one.zone else self.zone)
            watched = SubscriptionStore(tx).of(one.channel, one.address)
            if local.hour >= (one.digest_hour or 0) and any(s.digest for s in watched):
                day = local.date() - timedelta(days=1)
                queued += OutboxStore(tx).add(_draft(one.channel, one.address, day, now), now)
        return queued

    def _usual(self, tx: Transaction, own: Collection[tuple[str, str]], now: datetime) -> int:
        local = now.astimezone(self.zone)
        day = local.date() - timedelta(days=1)
        marks = MarkStore(tx)
        if local.hour < self.hour or marks.get(LAST) == day.isoformat():
            return 0
        marks.set(LAST, day.isoformat())
        wanted = {(s.channel, s.address) for s in SubscriptionStore(tx).all() if s.digest} - {*own}
        outbox = OutboxStore(tx)
        return sum(outbox.add(_draft(channel, address, day, now), now) for channel, address in sorted(wanted))


def _draft(channel: str, address: str, day: date, now: datetime) -> Draft:
    return Draft(
        once=f"digest:{day}:{channel}:{address}",
        kind=DeliveryKind.DIGEST,
        channel=channel,
        address=address,
        lane=Lane.QUIET,
        due_at=now,
        digest_date=day,
    )

"""From a change to the outbox, in the transaction that made the change.

matching subscriptions | one an address | why notify | notification and delivery
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from alerts.match import Match, match
from alerts.model import DeliveryKind, Lane, Notification, Reason, Subscription
from alerts.reasons import now_told, why_notify
from alerts.store.outbox import Draft, OutboxStore
from alerts.store.subscriptions import SubscriptionStore
from crawler.model import Article, Change, Incident, Severity

Contains = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """When an article may still ring, and how often one incident may."""

    fresh: timedelta
    cooldown: timedelta


class Announcer:
    """Writes down who is to be told of a change."""

    def __init__(self, contains: Contains, policy: Policy) -> None:
        self.contains = contains
        self.policy = policy

    def __call__(self, tx: Connection, change: Change, article: Article, now: datetime) -> None:
        """Tell everybody who watches the incident's places; see crawler.assess.Announce."""
        outbox = OutboxStore(tx)
        subscriptions = SubscriptionStore(tx).all()
        may_open = self.may_ring(article, now)
        for found in one_an_address(match(subscriptions, change.after, self.contains)):
            self._tell(outbox, found, change.after, now, may_open=may_open)

    def may_ring(self, article: Article, now: datetime) -> bool:
        """Say whether an article is news: not of a feed's first filling, and not old."""
        return (
            article.alerts and article.published is not None and now - article.published <= self.policy.fresh
        )

    def _tell(
        self, outbox: OutboxStore, found: Match, incident: Incident, now: datetime, *, may_open: bool
    ) -> None:
        channel, address = found.subscription.channel, found.subscription.address
        told = outbox.told(channel, address, incident.id)
        if told is None and not may_open:
            return
        reason = why_notify(told, incident)
        outbox.notify(
            Notification(
                at=now,
                channel=channel,
                address=address,
                subscription_id=found.subscription.id,
                area=found.area.name,
                incident_id=incident.id,
                revision=incident.revision,
                reason=reason,
            )
        )
        if outbox.will_tell(channel, address, incident.id, now):
            return
        due = now if told is None or not reason.rings else max(now, told.rung_at + self.policy.cooldown)
        outbox.add(_draft(found.subscription, incident, reason, due), now)
        outbox.set_told(channel, address, incident.id, now_told(told, incident, reason, due))


def one_an_address(matches: Sequence[Match]) -> list[Match]:
    """Keep the first match of each address: two watched areas that overlap are told once."""
    first: dict[tuple[str, str], Match] = {}
    for found in matches:
        first.setdefault((found.subscription.channel, found.subscription.address), found)
    return list(first.values())


def _draft(subscription: Subscription, incident: Incident, reason: Reason, due: datetime) -> Draft:
    lane = (
        Lane.QUIET
        if not reason.rings
        else Lane.URGENT
        if incident.severity is Severity.EXTREME
        else Lane.NORMAL
    )
    return Draft(
        once=f"incident:{incident.id}:{incident.revision}:{subscription.channel}:{subscription.address}",
        kind=DeliveryKind.INCIDENT,
        channel=subscription.channel,
        address=subscription.address,
        lane=lane,
        due_at=due,
        silent=not reason.rings,
        reason=reason,
        incident_id=incident.id,
    )

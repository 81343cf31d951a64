"""From a change to the outbox, in the transaction that made the change.

matching subscriptions | one an address | why notify | notification and delivery
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from alerts.match import Match, match
from alerts.model import DeliveryKind, Lane, Notification, Reason, Subscription, Told
from alerts.reasons import now_told, why_notify
from alerts.store.outbox import Draft, OutboxStore
from alerts.store.subscriptions import SubscriptionStore
from crawler.model import Article, Change, Incident, Severity
from crawler.store.database import Transaction

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

    def __call__(self, tx: Transaction, change: Change, article: Article, now: datetime) -> None:
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
        due = self._due(told, reason, now)
        for draft in _drafts(found.subscription, incident, reason, due, now):
            if not outbox.tells(draft):
                outbox.add(draft, now)
        outbox.set_told(channel, address, incident.id, now_told(told, incident, reason, due))

    def _due(self, told: Told | None, reason: Reason, now: datetime) -> datetime:
        if told is None or not reason.rings:
            return now
        return max(now, told.rung_at + self.policy.cooldown)


def one_an_address(matches: Sequence[Match]) -> list[Match]:
    """Keep the first match of each address: two watched areas that overlap are told once."""
    first: dict[tuple[str, str], Match] = {}
    for found in matches:
        first.setdefault((found.subscription.channel, found.subscription.address), found)
    return list(first.values())


def _drafts(
    subscription: Subscription, incident: Incident, reason: Reason, due: datetime, now: datetime
) -> list[Draft]:
    """Return the sends that tell a revision; a ring that has to wait is preceded by a silent edit."""
    ring = Draft(
        once=f"ring:{incident.id}:{incident.revision}:{subscription.channel}:{subscription.address}",
        kind=DeliveryKind.INCIDENT,
        channel=subscription.channel,
        address=subscription.address,
        lane=Lane.URGENT if incident.severity is Severity.EXTREME else Lane.NORMAL,
        due_at=due,
        reason=reason,
        incident_id=incident.id,
    )
    once = f"edit:{incident.id}:{incident.revision}:{subscription.channel}:{subscription.address}"
    edit = replace(ring, once=once, lane=Lane.QUIET, due_at=now, silent=True)
    if not reason.rings:
        return [edit]
    return [ring] if due <= now else [edit, ring]

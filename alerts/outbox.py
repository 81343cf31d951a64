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
from crawler.model import Article, Change, ChangeKind, Incident, Severity
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
        if change.kind is ChangeKind.MERGED:
            self._tell_merged(outbox, change, now)
            return
        subscriptions = SubscriptionStore(tx).all()
        matches = one_an_address(match(subscriptions, change.after, self.contains))
        fresh = self.may_ring(article, now)
        for found in matches:
            if change.other is not None:  # they heard of it as part of the other one
                outbox.share_told(*_address(found.subscription), change.other, change.after.id)
            self._tell(outbox, found, change, now, may_ring=fresh)
        for found in self._left_behind(outbox, subscriptions, matches, change):
            self._tell(outbox, found, change, now, may_ring=fresh and change.after.denied)

    def _left_behind(
        self,
        outbox: OutboxStore,
        subscriptions: Sequence[Subscription],
        matches: Sequence[Match],
        change: Change,
    ) -> list[Match]:
        """Return who was told of an incident that their areas hold no more, since its place was found.

        Their message must not stay wrong: it is edited in silence, and a denial still rings.
        """
        if change.kind in (ChangeKind.OPENED, ChangeKind.JOINED, ChangeKind.SPLIT):
            return []
        reached = {_address(found.subscription) for found in matches}
        told = {*outbox.told_addresses(change.after.id)} - reached
        watchers = [subscription for subscription in subscriptions if _address(subscription) in told]
        return one_an_address([Match(subscription=one, area=one.areas[0]) for one in watchers])

    def may_ring(self, article: Article, now: datetime) -> bool:
        """Say whether an article is news: not of a feed's first filling, and not old."""
        return (
            article.alerts and article.published is not None and now - article.published <= self.policy.fresh
        )

    def _tell(
        self,
        outbox: OutboxStore,
        found: Match,
        change: Change,
        now: datetime,
        *,
        may_ring: bool,
    ) -> None:
        incident, (channel, address) = change.after, _address(found.subscription)
        told = outbox.told(channel, address, incident.id)
        if told is None and not may_ring:
            return
        reason = why_notify(told, incident, revised=change.kind is not ChangeKind.JOINED)
        if reason.rings and not may_ring:
            reason = Reason.DETAILS  # an old article mends the message; it makes no sound
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

    def _tell_merged(self, outbox: OutboxStore, change: Change, now: datetime) -> None:
        """Let who was told of an incident follow it into the one that it turned out to be; nothing rings.

        Their message becomes the other's. Who was told of both sees in the first where to look from now on.
        """
        assert change.other is not None
        outbox.move_told(change.after.id, change.other)
        for channel, address in outbox.told_addresses(change.after.id):
            edit = Draft(
                once=f"edit:{change.after.id}:{change.after.revision}:{channel}:{address}",
                kind=DeliveryKind.INCIDENT,
                channel=channel,
                address=address,
                lane=Lane.QUIET,
                due_at=now,
                reason=Reason.DETAILS,
                incident_id=change.after.id,
                silent=True,
            )
            outbox.add(edit, now)

    def _due(self, told: Told | None, reason: Reason, now: datetime) -> datetime:
        """Say when a reason may be told: a ring waits for the pause after the last one.

        Where one waits already, it will tell this too: five tolls in a minute make one ring, in time.
        """
        if told is None or not reason.rings:
            return now
        if told.rung_at > now:
            return told.rung_at
        return max(now, told.rung_at + self.policy.cooldown)


def _address(subscription: Subscription) -> tuple[str, str]:
    return subscription.channel, subscription.address


def one_an_address(matches: Sequence[Match]) -> list[Match]:
    """Keep the first match of each address: two watched areas that overlap are told once."""
    first: dict[tuple[str, str], Match] = {}
    for found in matches:
        first.setdefault(_address(found.subscription), found)
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

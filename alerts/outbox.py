"""From a change to the outbox, in the transaction that made the change.

matching subscriptions | one an address | why notify | notification and delivery
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from alerts.hearing import Hearing
from alerts.match import Match, match, muted, rules_of
from alerts.model import DeliveryKind, Lane, Mute, Notification, Reason, Subscriber, Subscription, Told
from alerts.quiet import Timing, in_quiet_hours
from alerts.reasons import now_told, why_notify
from alerts.store.outbox import Draft, OutboxStore
from alerts.store.subscribers import SubscriberStore
from alerts.store.subscriptions import SubscriptionStore
from alerts.watchers import Atlas, Watchers
from crawler.model import Article, Change, ChangeKind, Incident, Severity
from crawler.store.database import Transaction

Contains = Callable[[str, str], bool]
Address = tuple[str, str]  # channel and address


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """When an article may still ring, and how often one incident may."""

    fresh: timedelta
    cooldown: timedelta
    zone: tzinfo = UTC  # of quiet hours, for subscribers who named none


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wishes:
    """What the addresses that an incident concerns wish beside their subscriptions."""

    subscribers: Mapping[Address, Subscriber]
    mutes: Mapping[Address, Sequence[Mute]]


class Announcer:
    """Writes down who is to be told of a change."""

    def __init__(
        self, contains: Contains, policy: Policy, hearing: Hearing | None = None, atlas: Atlas | None = None
    ) -> None:
        self.contains = contains
        self.atlas = atlas or Atlas(contains=contains)
        self.policy = policy
        self.hearing = hearing or Hearing()
        self._watchers: tuple[str, Watchers] | None = (
            None  # with the version of the table that it was read from
        )

    def __call__(self, tx: Transaction, change: Change, article: Article, now: datetime) -> None:
        """Tell everybody who watches the incident's places; see crawler.assess.Announce."""
        outbox = OutboxStore(tx)
        if change.kind is ChangeKind.MERGED:
            self._tell_merged(outbox, change, now)
            return
        matched = self._matched(tx, change.after)
        told = outbox.told_addresses(change.after.id)
        wishes = _wishes(tx, {*map(_of, matched), *told}, now)
        wanted = [m for m in matched if not muted(m, change.after, wishes.mutes.get(_of(m), ()))]
        matches = one_an_address(wanted)
        fresh = self.may_ring(article, now)
        for found in matches:
            if change.other is not None:  # they heard of it as part of the other one
                outbox.share_told(*_address(found.subscription), change.other, change.after.id)
            self._tell(outbox, found, change, now, wishes, may_ring=fresh)
        for found in _left_behind(tx, matches, change, told):
            hushed = muted(found, change.after, wishes.mutes.get(_of(found), ()))
            self._tell(
                outbox, found, change, now, wishes, may_ring=fresh and change.after.denied and not hushed
            )

    def _matched(self, tx: Transaction, incident: Incident) -> list[Match]:
        """Return the subscriptions that the incident concerns, out of an index that is kept in memory."""
        store = SubscriptionStore(tx)
        version = store.version()
        if self._watchers is None or self._watchers[0] != version:
            self._watchers = version, Watchers(store.all(), self.atlas)
        near = self._watchers[1].candidates(incident)
        return match(near, incident, self.contains, self.hearing.heard(tx, rules_of(near), incident))

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
        wishes: _Wishes,
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
        subscriber = wishes.subscribers.get((channel, address))
        timing = self._timing(subscriber, incident, self._due(told, reason, now))
        soonest = self._timing(subscriber, incident, now).due
        for draft in _drafts(found.subscription, incident, reason, timing, soonest):
            if not outbox.tells(draft):
                outbox.add(draft, now)
        outbox.set_told(channel, address, incident.id, now_told(told, incident, reason, timing.due))

    def _timing(self, subscriber: Subscriber | None, incident: Incident, due: datetime) -> Timing:
        if subscriber is None:
            return Timing(due=due)
        zone = ZoneInfo(subscriber.zone) if subscriber.zone else self.policy.zone
        return in_quiet_hours(subscriber.quiet, incident.severity, due, zone)

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


def _left_behind(
    tx: Transaction, matches: Sequence[Match], change: Change, told: Sequence[Address]
) -> list[Match]:
    """Return who was told of an incident that concerns them no more, since its place was found, say.

    Their message must not stay wrong: it is edited in silence, and a denial still rings.
    """
    if change.kind in (ChangeKind.OPENED, ChangeKind.JOINED, ChangeKind.SPLIT):
        return []
    store = SubscriptionStore(tx)
    gone = sorted({*told} - set(map(_of, matches)))
    watchers = [one for channel, address in gone for one in store.of(channel, address)]
    return one_an_address([Match(subscription=one, area=one.areas[0]) for one in watchers])


def _wishes(tx: Transaction, addresses: set[Address], now: datetime) -> _Wishes:
    store = SubscriberStore(tx)
    return _Wishes(subscribers=store.of_all(addresses), mutes=store.muted_by_all(addresses, now))


def _of(found: Match) -> Address:
    return _address(found.subscription)


def _address(subscription: Subscription) -> Address:
    return subscription.channel, subscription.address


def one_an_address(matches: Sequence[Match]) -> list[Match]:
    """Keep the first match of each address: two watched areas that overlap are told once."""
    first: dict[tuple[str, str], Match] = {}
    for found in matches:
        first.setdefault(_address(found.subscription), found)
    return list(first.values())


def _drafts(
    subscription: Subscription, incident: Incident, reason: Reason, timing: Timing, soonest: datetime
) -> list[Draft]:
    """Return the sends that tell a revision; a ring that has to wait is preceded by a silent edit.

    ``soonest``: before it nothing may go out, not even an edit.
    """
    ring = Draft(
        once=f"ring:{incident.id}:{incident.revision}:{subscription.channel}:{subscription.address}",
        kind=DeliveryKind.INCIDENT,
        channel=subscription.channel,
        address=subscription.address,
        lane=Lane.URGENT if incident.severity is Severity.EXTREME else Lane.NORMAL,
        due_at=timing.due,
        silent=timing.silent,
        reason=reason,
        incident_id=incident.id,
    )
    once = f"edit:{incident.id}:{incident.revision}:{subscription.channel}:{subscription.address}"
    edit = replace(ring, once=once, lane=Lane.QUIET, due_at=soonest, silent=True)
    if not reason.rings:
        return [edit]
    return [ring] if timing.due <= soonest else [edit, ring]

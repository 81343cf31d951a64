"""Which subscriptions an incident concerns."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from alerts.areas import around, covers
from alerts.model import Area, Mute, MuteKind, Subscription
from crawler.model import Certainty, Incident

Contains = Callable[[str, str], bool]
SUREST_FIRST = tuple(Certainty)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A subscription and the first of its areas that holds the incident."""

    subscription: Subscription
    area: Area
    wider: bool = False  # the area is only somewhere within what is known of the place


def match(
    subscriptions: Iterable[Subscription],
    incident: Incident,
    contains: Contains,
    said: Collection[str] = frozenset(),
) -> list[Match]:
    """Return the subscriptions that an incident concerns: by its places, its types, its grades, its words.

    ``said``: the keyword rules that its reports match. A subscription with rules needs one of them.
    """
    places = incident.also if incident.place is None else (incident.place, *incident.also)
    found: list[Match] = []
    for subscription in subscriptions:
        if not _wished(subscription, incident, said):
            continue
        area = next((area for area in subscription.areas if covers(area, places, contains)), None)
        if area is not None:
            found.append(Match(subscription=subscription, area=area))
        elif subscription.wider:
            near = next((area for area in subscription.areas if around(area, places, contains)), None)
            found += [] if near is None else [Match(subscription=subscription, area=near, wider=True)]
    return found


def _wished(subscription: Subscription, incident: Incident, said: Collection[str]) -> bool:
    if subscription.types and not set(subscription.types) & set(incident.types):
        return False
    if incident.severity < subscription.least_severity:
        return False
    if SUREST_FIRST.index(incident.certainty) > SUREST_FIRST.index(subscription.least_certainty):
        return False
    return not subscription.words or any(rule in said for rule in subscription.words)


def rules_of(subscriptions: Iterable[Subscription]) -> frozenset[str]:
    """Return the keyword rules that have to be looked for before matching."""
    return frozenset(rule for subscription in subscriptions for rule in subscription.words)


def muted(found: Match, incident: Incident, mutes: Iterable[Mute]) -> bool:
    """Say whether an address asked not to hear of this: the incident, the area, or all who tell of it."""
    kept = {(mute.kind, mute.what) for mute in mutes}
    if not kept:
        return False
    if (MuteKind.INCIDENT, str(incident.id)) in kept or (
        MuteKind.AREA,
        str(found.subscription.id),
    ) in kept:
        return True
    return bool(incident.reports) and all(
        (MuteKind.PUBLISHER, report.publisher) in kept for report in incident.reports
    )

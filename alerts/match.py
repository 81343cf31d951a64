"""Which subscriptions an incident concerns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from alerts.areas import covers
from alerts.model import Area, Subscription
from crawler.model import Incident

Contains = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A subscription and the first of its areas that holds the incident."""

    subscription: Subscription
    area: Area


def match(subscriptions: Iterable[Subscription], incident: Incident, contains: Contains) -> list[Match]:
    """Return the subscriptions whose areas hold one of the incident's places and whose types it has."""
    places = incident.also if incident.place is None else (incident.place, *incident.also)
    found: list[Match] = []
    for subscription in subscriptions:
        if subscription.types and not set(subscription.types) & set(incident.types):
            continue
        area = next((area for area in subscription.areas if covers(area, places, contains)), None)
        if area is not None:
            found.append(Match(subscription=subscription, area=area))
    return found

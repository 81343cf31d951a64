"""From what a person wishes to watch to a subscription."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from alerts.areas import Places, UnknownArea, area_named
from alerts.channels.addresses import refuse_home
from alerts.model import Area, CircleArea, Home, PolygonArea, Subscription, SubscriptionOrigin
from alerts.store.seconds import SecondStore
from alerts.store.subscriptions import SubscriptionStore
from config.settings import CHANNELS, SubscriptionSettings, WebhookSettings
from crawler.detect.keyword_rules import RuleRefused, read_rule
from crawler.model import FAMILIES, Certainty, EventType, Severity
from crawler.store.database import Database, Transaction

MOST_CORNERS = 1000
Grade = TypeVar("Grade")


class WishRefused(ValueError):  # noqa: N818 - it names what happened
    """Raised when a wish cannot be understood; says what to write instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody typed."""

    areas: tuple[str, ...] = ()
    circle: str | None = None  # "LAT,LON,KM"
    polygon: str | None = None  # GeoJSON
    types: tuple[str, ...] = ()
    channel: str = "console"
    address: str = "-"
    digest: bool = True
    second: Home | None = None
    least_severity: str = "minor"
    least_certainty: str = "unlikely"
    words: tuple[str, ...] = ()
    wider: bool = False


def subscribe(
    database: Database,
    places: Places,
    wish: Wish,
    now: datetime,
    webhooks: WebhookSettings = WebhookSettings(),  # noqa: B008 - frozen
) -> tuple[Subscription, list[str]]:
    """Keep a subscription; return it with remarks on how names were understood. Raises WishRefused."""
    named = _named(wish.areas, places)
    areas: list[Area] = [found[0] for found in named]
    if wish.circle is not None:
        areas.append(read_circle(wish.circle))
    if wish.polygon is not None:
        areas.append(read_polygon(wish.polygon))
    if not areas:
        raise WishRefused('say what to watch: a name ("حي القدم"), --circle LAT,LON,KM or --polygon FILE')
    first = Home(channel=wish.channel, address=wish.address)
    _check_home(first, webhooks)
    if wish.second is not None:
        _check_home(wish.second, webhooks)
    draft = Subscription(
        id=0,
        name="، ".join(area.name for area in areas),
        areas=tuple(areas),
        types=read_types(wish.types),
        channel=wish.channel,
        address=wish.address,
        digest=wish.digest,
        least_severity=_named_grade(wish.least_severity, {one.name.lower(): one for one in Severity}),
        least_certainty=_named_grade(wish.least_certainty, {one.value: one for one in Certainty}),
        words=read_words(wish.words),
        wider=wish.wider,
    )
    with database.begin() as tx:
        if wish.second is not None:
            SecondStore(tx).set(first, wish.second)
        return SubscriptionStore(tx).add(draft, now), [remark for _, remark in named]


def _check_home(home: Home, webhooks: WebhookSettings) -> None:
    if home.channel not in CHANNELS:
        raise WishRefused(f"no channel is called {home.channel!r}; there are: {', '.join(CHANNELS)}")
    refused = refuse_home(home.channel, home.address, webhooks)
    if refused:
        raise WishRefused(refused)


def _named(names: Iterable[str], places: Places) -> list[tuple[Area, str]]:
    found: list[tuple[Area, str]] = []
    for name in names:
        try:
            one = area_named(name, places)
        except UnknownArea as error:
            raise WishRefused(str(error)) from error
        others = " · ".join(places.describe(place) for place in one.others[:3])
        found.append((one.area, one.described + (f" (not: {others})" if others else "")))
    return found


def read_circle(text: str) -> CircleArea:
    """Read LAT,LON,KM. Raises WishRefused."""
    try:
        lat, lon, km = (float(part) for part in text.split(","))
    except ValueError as error:
        raise WishRefused(f"{text!r} is no circle; write LAT,LON,KM, e.g. 33.47,36.30,3") from error
    if not (-90 <= lat <= 90 and -180 <= lon <= 180 and 0 < km <= 500):  # noqa: PLR2004 - the globe
        raise WishRefused(
            "a circle's latitude is −90 to 90, its longitude −180 to 180, its radius up to 500 km"
        )
    return CircleArea(name=f"{km:g} كم حول {lat:.3f},{lon:.3f}", lat=lat, lon=lon, km=km)


def read_polygon(text: str) -> PolygonArea:
    """Read the outer ring of the first polygon of a GeoJSON text. Raises WishRefused."""
    try:
        ring = _first_ring(json.loads(text))
        corners = tuple((float(lat), float(lon)) for lon, lat, *_ in ring)
    except (ValueError, TypeError, KeyError, IndexError) as error:
        raise WishRefused("the file holds no GeoJSON polygon") from error
    if not all(-90 <= lat <= 90 and -180 <= lon <= 180 for lat, lon in corners):  # noqa: PLR2004 - the globe
        raise WishRefused("a polygon's corners are [longitude, latitude] in degrees, as GeoJSON has them")
    if corners and corners[0] == corners[-1]:
        corners = corners[:-1]
    if not 3 <= len(corners) <= MOST_CORNERS:  # noqa: PLR2004 - a triangle
        raise WishRefused(f"a polygon has 3 to {MOST_CORNERS} corners; this one has {len(corners)}")
    return PolygonArea(name=f"منطقة مرسومة ({len(corners)} زوايا)", corners=corners)


def _first_ring(shape: dict[str, Any]) -> list[list[float]]:
    if shape["type"] == "FeatureCollection":
        return _first_ring(shape["features"][0])
    if shape["type"] == "Feature":
        return _first_ring(shape["geometry"])
    rings: list[list[list[float]]] = shape["coordinates"] if shape["type"] == "Polygon" else []
    return rings[0]


def read_types(names: Iterable[str]) -> tuple[EventType, ...]:
    """Read names of types and of families, which stand for all their types. Raises WishRefused."""
    families = {family.value: kinds for family, kinds in FAMILIES.items()}
    known = families | {kind.value: (kind,) for kind in EventType}  # arrest is both, and the same
    wanted: list[EventType] = []
    for name in names:
        if name not in known:
            kinds = ", ".join(kind.value for kind in EventType)
            told = f"no type is called {name!r}; there are: {kinds}; and families: {', '.join(families)}"
            raise WishRefused(told)
        wanted += known[name]
    return tuple(dict.fromkeys(wanted))


def read_words(rules: Iterable[str]) -> tuple[str, ...]:
    """Check keyword rules. Raises WishRefused with what to mend."""
    checked = tuple(rules)
    for rule in checked:
        refused = read_rule(rule)
        if isinstance(refused, RuleRefused):
            raise WishRefused(str(refused))
    return checked


def _named_grade(name: str, known: Mapping[str, Grade]) -> Grade:
    if name.lower() not in known:
        raise WishRefused(f"no grade is called {name!r}; there are: {', '.join(known)}")
    return known[name.lower()]


def from_settings(settings: Iterable[SubscriptionSettings], places: Places) -> list[Subscription]:
    """Turn the file's subscriptions into ours. Raises UnknownArea with the nearest names."""
    made: list[Subscription] = []
    for wanted in settings:
        areas: list[Area] = [area_named(name, places).area for name in wanted.areas]
        if wanted.circle is not None:
            circle = wanted.circle
            areas.append(CircleArea(name=wanted.name, lat=circle.lat, lon=circle.lon, km=circle.km))
        if wanted.polygon:
            areas.append(PolygonArea(name=wanted.name, corners=wanted.polygon))
        made.append(
            Subscription(
                id=0,
                name=wanted.name,
                areas=tuple(areas),
                types=read_types(wanted.types),
                channel=wanted.channel,
                address=wanted.address,
                digest=wanted.digest,
                origin=SubscriptionOrigin.FILE,
            )
        )
    return made


def keep_seconds(tx: Transaction, settings: Iterable[SubscriptionSettings]) -> None:
    """Make the second channels of the file's addresses what the file says now."""
    wanted: dict[Home, Home | None] = {}
    for one in settings:
        first = Home(channel=one.channel, address=one.address)
        named = one.second and Home(channel=one.second.channel, address=one.second.address)
        wanted[first] = named or wanted.get(first)
    for first, second in wanted.items():
        SecondStore(tx).set(first, second)

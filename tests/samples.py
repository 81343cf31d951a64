"""Values for tests, whole and plausible: a test names only what it is about."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from crawler.model import (
    Article,
    Entry,
    Event,
    EventType,
    Feed,
    Incident,
    Place,
    Precision,
    Report,
    Toll,
)

NOON = datetime(2026, 5, 6, 12, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

DAMASCUS = Place(
    id="sy.damascus",
    name="دمشق",
    kind="governorate",
    precision=Precision.GOVERNORATE,
    country="SY",
    parent="sy",
)
QADAM = Place(
    id="sy.damascus.qadam",
    name="القدم",
    kind="neighbourhood",
    precision=Precision.NEIGHBOURHOOD,
    country="SY",
    parent="sy.damascus",
    aliases=("القدم الشريف", "Al Qadam"),
    lat=33.4745,
    lon=36.288,
    ordinary=True,
)
TADAMON = Place(
    id="sy.damascus.tadamon",
    name="التضامن",
    kind="neighbourhood",
    precision=Precision.NEIGHBOURHOOD,
    country="SY",
    parent="sy.damascus",
    lat=33.4689,
    lon=36.3098,
    ordinary=True,
)


def contains(outer: str, inner: str) -> bool:
    """Say whether one place holds another, by the ids' own nesting."""
    return inner == outer or inner.startswith(f"{outer}.")


def feed(name: str = "sham", **values: Any) -> Feed:
    """Return a feed of an outlet of that name."""
    return Feed(**{"url": f"https://{name}.example/feed", "publisher": name, "country": "SY", **values})


def entry(key: str = "e1", **values: Any) -> Entry:
    """Return a feed's entry; its page is named after its key."""
    told = {"url": f"https://sham.example/{key}", "title": "قصف على حي القدم", "published": NOON}
    return Entry(key=key, **{**told, **values})


def article(name: str = "a1", **values: Any) -> Article:
    """Return an article that waits to be read for incidents."""
    told = {
        "publisher": "sham",
        "url": f"https://sham.example/{name}",
        "title": "قصف مدفعي على حي القدم",
        "text": f"قتل ثلاثة مدنيين في قصف مدفعي على حي القدم جنوب دمشق. الخبر {name}.",
        "published": NOON,
        "country": "SY",
    }
    return Article(id=name, **{**told, **values})


def event(kind: EventType = EventType.SHELLING, place: Place | None = QADAM, **values: Any) -> Event:
    """Return one article's claim of something new."""
    told = {
        "central": True,
        "country": "SY",
        "date": date(2026, 5, 6),
        "trigger": "قصف",
        "why": (f"{kind} by «قصف»",),
    }
    return Event(type=kind, place=place, **{**told, **values})


def report(name: str = "a1", **values: Any) -> Report:
    """Return an article's part in an incident."""
    told = {
        "publisher": "sham",
        "url": f"https://sham.example/{name}",
        "title": "قصف مدفعي على حي القدم",
        "published": NOON,
        "origin": "sham",
    }
    return Report(article_id=name, **{**told, **values})


def incident(number: int = 0, **values: Any) -> Incident:
    """Return an incident with one report; the store gives it its number."""
    told = {
        "revision": 1,
        "type": EventType.SHELLING,
        "types": (EventType.SHELLING,),
        "place": QADAM,
        "country": "SY",
        "first_date": date(2026, 5, 6),
        "last_date": date(2026, 5, 6),
        "opened_at": NOON,
        "updated_at": NOON,
        "killed": Toll(best=3, low=3, high=3),
        "reports": (report(),),
    }
    return Incident(id=number, **{**told, **values})

"""How long one incident takes among a million subscriptions.

Run: .venv/bin/python bench/match.py [SUBSCRIPTIONS]
Every tenth subscription is a circle, the others watch places of the gazetteer; each fifth asks for what is
only known to be somewhere around.
"""

from __future__ import annotations

import random
import statistics
import sys
import time

from alerts.app import atlas_of
from alerts.match import match
from alerts.model import Area, CircleArea, PlaceArea, Subscription
from alerts.watchers import Watchers
from crawler.model import Incident, Place, Precision
from crawler.places.gazetteer import Gazetteer
from tests.happenings import opened, told

MIDDLES = ((33.5, 36.3), (36.2, 37.1), (31.5, 34.4), (33.3, 44.4), (15.5, 32.5), (15.3, 44.2), (30.0, 31.2))


def main(count: int) -> None:
    """Build the subscriptions, then match incidents of many places, the first of each place and the next."""
    gazetteer = Gazetteer.load()
    chance = random.Random(7)
    places = [place for place in gazetteer if place.precision > Precision.COUNTRY]
    subscriptions = [
        Subscription(
            id=n, name="s", areas=(_area(n, places, chance),), address=str(n), wider=chance.random() < 0.2
        )
        for n in range(count)
    ]
    started = time.perf_counter()
    watchers = Watchers(subscriptions, atlas_of(gazetteer))
    built = time.perf_counter() - started
    incidents = [opened(told("shelling", "قصف", place)) for place in chance.sample(places, 200)]
    print(f"{count:,} subscriptions, {len(places):,} places, index built in {built:.1f} s")
    for name in ("first of a place", "again"):
        _report(name, [_timed(watchers, incident, gazetteer) for incident in incidents])


def _area(number: int, places: list[Place], chance: random.Random) -> Area:
    if number % 10:
        place = chance.choice(places)
        return PlaceArea(place_id=place.id, name=place.name)
    lat, lon = chance.choice(MIDDLES)
    return CircleArea(
        name="c", lat=lat + chance.gauss(0, 0.5), lon=lon + chance.gauss(0, 0.5), km=chance.choice((1, 3, 10))
    )


def _timed(watchers: Watchers, incident: Incident, gazetteer: Gazetteer) -> tuple[float, int]:
    started = time.perf_counter()
    found = match(watchers.candidates(incident), incident, gazetteer.contains)
    return (time.perf_counter() - started) * 1000, len(found)


def _report(name: str, taken: list[tuple[float, int]]) -> None:
    times = sorted(one for one, _ in taken)
    matched = statistics.median(hits for _, hits in taken)
    print(
        f"{name:17} median {statistics.median(times):6.1f} ms, 95 % {times[int(len(times) * 0.95)]:6.1f} ms, "
        f"most {times[-1]:6.1f} ms, {matched:.0f} matched (median), {max(h for _, h in taken)} (most)"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)

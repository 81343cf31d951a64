"""The demo as a newcomer runs it: a newsroom over HTTP, the real daemon, alerts on the screen."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from time import monotonic

import httpx
import pytest
from sqlalchemy import select

from alerts.app import build, wall_clock
from alerts.daemon import Daemon, Rhythm
from alerts.demo import demo_newsroom
from alerts.model import Reason
from alerts.newsroom.script import load_incidents
from alerts.store.tables import notifications
from crawler.model import Incident
from crawler.store.incidents import IncidentStore

SPEED = 2  # at more, the radio's fault would hold its report back until it is denied
MINUTE = 76 / SPEED  # seconds until everything is out and read
WATCHED = {name: told for name, told in load_incidents().items() if told.watched}


@dataclass(frozen=True)
class Seen:
    """What the demo led to."""

    screen: list[str]
    first_alert: float  # seconds after the start
    rings: list[tuple[Incident, Reason]]
    incidents: list[Incident]
    front: str
    one: str


async def watch_demo() -> Seen:
    screen: list[str] = []
    begun, first = monotonic(), []

    def write(text: str) -> None:
        first.append(monotonic() - begun)
        screen.append(text)

    async with demo_newsroom(0, wall_clock, SPEED) as (settings, _):
        program = build(settings, write=write)
        stop, address = asyncio.Event(), asyncio.get_running_loop().create_future()
        daemon = Daemon(program, Rhythm(crawl=0.2, assess=0.1, deliver=0.1))
        running = asyncio.create_task(daemon.run(stop, address.set_result))
        await asyncio.sleep(MINUTE)
        async with httpx.AsyncClient(base_url=await address, trust_env=False) as browser:
            front = (await browser.get("/")).text
            with program.database.begin() as tx:
                incidents = IncidentStore(tx).latest(500)
                rows = tx.execute(select(notifications).order_by(notifications.c.id)).all()
            one = (await browser.get(f"/incident/{incidents[0].code}")).text
        stop.set()
        await running
    by_id = {incident.id: incident for incident in incidents}
    rings = [(by_id[row.incident_id], Reason(row.reason)) for row in rows if Reason(row.reason).rings]
    return Seen(screen=screen, first_alert=first[0], rings=rings, incidents=incidents, front=front, one=one)


@pytest.fixture(scope="module")
def seen() -> Seen:
    return asyncio.run(watch_demo())


def test_the_first_alert_comes_within_fifteen_seconds(seen):
    """A newcomer sees at once that it works."""
    assert seen.first_alert < 15
    assert "القدم" in seen.screen[0]


@pytest.mark.parametrize("name", WATCHED)
def test_a_watched_incident_is_told(seen, name):
    """Everything that happens in the watched areas is told, with its kind and place."""
    told = WATCHED[name]
    places = {(incident.type, incident.place.id if incident.place else None) for incident, _ in seen.rings}
    assert (told.type, told.place) in places


def test_nothing_else_is_told(seen):
    """Football, solidarity, memories, drills and what the outlets already held raise no alarm."""
    expected = {(told.type, told.place) for told in WATCHED.values()}
    firsts = [incident for incident, reason in seen.rings if reason is Reason.FIRST_REPORT]
    extra = [
        f"{incident.type} at {incident.place.name if incident.place else '?'}: {incident.reports[0].title}"
        for incident in firsts
        if (incident.type, incident.place.id if incident.place else None) not in expected
    ]
    assert extra == []


def test_each_incident_rings_first_once(seen):
    """Reprints and rewordings join the incident they tell of."""
    firsts = [incident.id for incident, reason in seen.rings if reason is Reason.FIRST_REPORT]
    assert len(firsts) == len(set(firsts)) == len(WATCHED)


def test_a_rising_toll_and_a_denial_ring_again(seen):
    """What changes for the reader is told, for its own reason."""
    reasons = [reason for _, reason in seen.rings]
    assert Reason.TOLL_ROSE in reasons
    assert Reason.DENIED in reasons


def test_the_pages_show_it(seen):
    """The front page lists the incidents, and each has a page of its own with its sources."""
    assert "حي القدم" in seen.front
    assert 'dir="rtl"' in seen.one
    assert "مصدر" in seen.one

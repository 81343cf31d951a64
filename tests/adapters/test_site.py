"""The pages as a browser gets them, on a filled database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser

from alerts.model import DeliveryKind, Lane, PlaceArea, Subscription
from alerts.render.message import Voice
from alerts.store.marks import MarkStore
from alerts.store.outbox import Draft, OutboxStore
from alerts.store.schema import fresh_database
from alerts.store.subscriptions import SubscriptionStore
from alerts.web.site import build_site
from crawler.extract.memory import Memory
from crawler.feeds.schedule import Pace
from crawler.model import Change, ChangeKind, EventType, Incident, Severity, Toll
from crawler.places.gazetteer import Gazetteer
from crawler.store.feeds import FeedStore
from crawler.store.incidents import IncidentStore
from crawler.store.publishers import PublisherStore
from tests.samples import DAY, HOUR, NOON, QADAM, TADAMON, event, feed, incident, report

SECRET_ADDRESS, SECRET_AREA = "998877665544", "منطقة سرية جداً"
HOSTILE = (
    "<script>alert(1)</script>\"><img src=x onerror=alert(2)> ' onmouseover='alert(3) "
    "{{7*7}} \u202egnp.exe\u202c &#60;b&#62;"
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.fixture(scope="module")
def site(gazetteer: Gazetteer) -> Iterator[SimpleNamespace]:
    database = fresh_database()
    with database.begin() as tx:
        incidents = _fill_incidents(IncidentStore(tx))
        _fill_feeds(FeedStore(tx))
        _fill_secrets(tx, incidents[0])
    voice = Voice(describe=gazetteer.describe, zone=ZoneInfo("Asia/Damascus"))
    app = build_site(database, gazetteer, voice, lambda: NOON + HOUR)
    yield SimpleNamespace(app=app, incidents=incidents)
    database.close()


def _fill_incidents(store: IncidentStore) -> list[Incident]:
    hostile = report("a2", title=HOSTILE, url="javascript:alert(4)", publisher=HOSTILE, origin=HOSTILE)
    quoting = report("a3", title="خبر", url='https://x.example/?a="><script>alert(5)</script>')
    drafts = [
        incident(killed=Toll(best=3, low=3, high=5), severity=Severity.SEVERE),
        incident(
            type=EventType.SIEGE,
            place=replace(TADAMON, name=HOSTILE, id=""),
            reports=(hostile, quoting),
            actors=(HOSTILE,),
            denied=True,
            updated_at=NOON + HOUR,
        ),
        incident(
            place=None, country=None, first_date=None, last_date=None, killed=Toll(), opened_at=NOON - DAY
        ),
    ]
    kept = [store.open(draft) for draft in drafts]
    for one in kept:
        change = Change(kind=ChangeKind.OPENED, before=None, after=one, event=event(), why=("first", HOSTILE))
        store.log(change, NOON)
    return kept


def _fill_feeds(store: FeedStore) -> None:
    alive, broken, silent = feed("sham"), feed("halab", publisher=HOSTILE), feed("idlib")
    store.follow([alive, broken, silent], Pace(), NOON)
    for host, anew in (("sham.example", NOON - 6 * DAY), ("nahr.example", NOON - 8 * DAY)):
        memory = Memory(host=host, redesigned_at=anew)
        PublisherStore(store.tx).keep(Memory(host=host), memory)
    states = store.states()
    good = replace(states[alive.url], last_ok_at=NOON)
    bad = replace(states[broken.url], failures=2, last_error=f"answers with {HOSTILE}")
    store.record(alive.url, good, NOON.date(), answered=True, entries=1)
    store.record(broken.url, bad, NOON.date(), answered=False, entries=0)


def _fill_secrets(tx, one: Incident) -> None:
    area = PlaceArea(place_id=QADAM.id, name=SECRET_AREA)
    wish = Subscription(id=0, name=SECRET_AREA, areas=(area,), channel="telegram", address=SECRET_ADDRESS)
    SubscriptionStore(tx).add(wish, NOON)
    MarkStore(tx).set("offset", SECRET_ADDRESS)
    draft = Draft(
        kind=DeliveryKind.INCIDENT,
        channel="telegram",
        address=SECRET_ADDRESS,
        lane=Lane.NORMAL,
        due_at=NOON,
        incident_id=one.id,
        text=SECRET_AREA,
    )
    OutboxStore(tx).add(draft, NOON)


async def get(site, path: str, method: str = "GET") -> httpx.Response:
    transport = httpx.ASGITransport(app=site.app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://rasid.test") as client:
        return await client.request(method, path)


def paths(site) -> list[str]:
    codes = [f"/incident/{one.code}" for one in site.incidents]
    return ["/", *codes, "/digest/2026-05-06", "/digest/1999-01-01", "/feeds", "/health", "/nowhere"]


TITLES = {
    "front": ("/", "راصد"),
    "digest": ("/digest/2026-05-06", "موجز"),
    "empty digest": ("/digest/2020-01-01", "موجز"),
    "feeds": ("/feeds", "المصادر"),
}


@pytest.mark.parametrize(("path", "title"), TITLES.values(), ids=TITLES)
async def test_every_page_is_an_arabic_page(site, path, title):
    """Its language, direction and title are told to the browser, in UTF-8."""
    answer = await get(site, path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    tree = LexborHTMLParser(answer.text)
    assert tree.css_first("html").attributes == {"lang": "ar", "dir": "rtl"}
    assert title in tree.css_first("title").text()
    assert tree.css_first("nav") is not None


async def test_an_incidents_page_tells_what_where_when_and_who_says_so(site):
    """Its title names kind and place; the toll keeps its bounds."""
    one = site.incidents[0]
    answer = await get(site, f"/incident/{one.code}")
    text = LexborHTMLParser(answer.text).body.text()
    for told in ("حي القدم", "3 إلى 5", "sham", f"#{one.code}", "القدم"):
        assert told in text
    assert (await get(site, f"/incident/{one.code.lower()}")).status_code == 200


async def test_what_is_unknown_is_said_to_be(site):
    """No place is invented, and no toll stands where none was told."""
    text = LexborHTMLParser((await get(site, f"/incident/{site.incidents[2].code}")).text).body.text()
    assert "المكان غير معروف" in text
    assert "قتلى" not in text


async def test_the_front_page_links_every_incident_and_counts_the_feeds(site):
    """Silence is not calm: how many feeds answered stands at the top."""
    tree = LexborHTMLParser((await get(site, "/")).text)
    links = [link.attributes["href"] for link in tree.css("a.whole")]
    assert sorted(links) == sorted(f"/incident/{one.code}" for one in site.incidents)
    assert "أجاب 1 من 3" in tree.css_first(".state").text()


async def test_a_digest_holds_its_days_incidents_only(site):
    """By governorate; what was opened the day before stands there."""
    today = LexborHTMLParser((await get(site, "/digest/2026-05-06")).text)
    codes = {link.attributes["href"].removeprefix("/incident/") for link in today.css("a.whole")}
    assert codes == {one.code for one in site.incidents[:2]}
    assert "دمشق" in [area.text() for area in today.css("h2.area")]
    assert "أجاب 1 من 2" in today.css_first(".state").text()


async def test_a_feeds_trouble_is_shown_beside_it(site):
    """The operator sees which feed is silent, and what it said."""
    tree = LexborHTMLParser((await get(site, "/feeds")).text)
    rows = [row.text() for row in tree.css("tbody tr")]
    assert len(rows) == 3
    assert sum("answers with" in row for row in rows) == 1
    assert sum("لم يجب بعد" in row for row in rows) == 2


async def test_foreign_words_never_act_on_a_page(site):
    """No script, picture, handler or link of theirs gets through, in whatever field they stand."""
    for path in paths(site):
        tree = LexborHTMLParser((await get(site, path)).text)
        scripts = [node.attributes for node in tree.css("script")]
        assert all(each == {"src": "/assets/live.js", "defer": None} for each in scripts), path
        assert tree.css("img, iframe, object, style, form, base") == [], path
        for node in tree.css("*"):
            assert not [name for name in node.attributes if name.startswith("on")], path
            link = node.attributes.get("href") or ""
            assert link.startswith(("/", "http://", "https://")) or not link, (path, link)


async def test_foreign_words_are_read_as_they_were_written(site):
    """Escaped, not cut; only what turns the line around is taken out."""
    text = LexborHTMLParser((await get(site, f"/incident/{site.incidents[1].code}")).text).body.text()
    assert "<script>alert(1)</script>" in text
    assert "{{7*7}}" in text
    for path in paths(site):
        assert "\u202e" not in (await get(site, path)).text, path


async def test_every_answer_carries_its_guards(site):
    """A browser may load nothing from elsewhere and tell nobody where it came from, errors included."""
    for path in paths(site):
        answer = await get(site, path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-content-type-options"] == "nosniff"


async def test_no_page_tells_who_watches_what(site):
    """Neither address nor area of a subscriber is anywhere."""
    for path in paths(site):
        answer = await get(site, path)
        assert SECRET_ADDRESS not in answer.text, path
        assert SECRET_AREA not in answer.text, path


MISSING = {
    "no such incident": "/incident/ZZZZ",
    "an incident with a number beyond all": "/incident/ZZZZZZZZZZZZ",
    "no code": "/incident/0",
    "a code of another script": "/incident/قدم",
    "no day": "/digest/yesterday",
    "no such day": "/digest/2026-02-30",
    "the first day of all": "/digest/0001-01-01",
    "the last day of all": "/digest/9999-12-31",
    "no asset of ours": "/assets/site.py",
    "out of the folder": "/assets/..%2fsite.py",
    "no page": "/subscriptions",
}


@pytest.mark.parametrize("path", MISSING.values(), ids=MISSING)
async def test_what_is_not_there_is_404_in_arabic(site, path):
    """With a way back."""
    answer = await get(site, path)
    assert answer.status_code == 404
    assert "لا توجد صفحة هنا" in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
async def test_the_pages_are_for_reading_only(site, method):
    """Nothing can be changed through them."""
    for path in paths(site)[:-1]:
        assert (await get(site, path, method)).status_code == 405, path


async def test_a_monitor_can_ask_whether_all_is_well(site):
    """The figures are numbers, not a page; a site that was built anew is named for a week."""
    answer = await get(site, "/health")
    assert answer.json() == {"feeds": 3, "feeds_alive": 1, "incidents": 3, "redesigned": ["sham.example"]}


@pytest.mark.parametrize(("name", "kind"), [("style.css", "text/css"), ("live.js", "text/javascript")])
async def test_our_own_assets_are_served_with_their_kind(site, name, kind):
    """A browser that does not sniff would refuse them else."""
    answer = await get(site, f"/assets/{name}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(kind)

"""The demo newsroom publishes as real outlets do, and the project's own readers can read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from alerts.newsroom import Newsroom
from alerts.newsroom.script import demo_areas, load_incidents, load_outlets, load_pieces
from crawler.extract.page import extract_page
from crawler.fetch.decode import decode
from crawler.model import EventType, Page
from crawler.places.gazetteer import Gazetteer
from tests.newsrooms import BASE, SECONDS, START, Clock, feed_of, poll, reader

OUTLETS = {outlet.id: outlet for outlet in load_outlets()}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def newsroom(clock: Clock) -> Newsroom:
    return Newsroom(start=START, now=clock)


# --- What is written ---------------------------------------------------------------------------------


def test_every_expectation_names_an_incident_that_is_open():
    """The demo's gold holds together: opened once, and before anything joins, revises or denies it."""
    incidents, opened = load_incidents(), set()
    for piece in load_pieces():
        assert piece.outlet in OUTLETS
        for expectation in piece.expect:
            verb, name = expectation.split(":")
            assert verb in {"opens", "joins", "revises", "denies"}
            assert (verb == "opens") is (name not in opened), piece.key
            opened.add(name)
    assert opened == set(incidents)
    assert {incident.type for incident in incidents.values()} <= set(EventType)


def test_a_newcomer_waits_three_seconds_for_the_first_alert():
    """The first incident of a watched area comes at second 3, and the news goes on for a minute."""
    incidents = load_incidents()
    first = min(
        piece.after
        for piece in load_pieces()
        if any(incidents[expectation.split(":")[1]].watched for expectation in piece.expect)
    )
    assert first == 3
    assert 55 <= max(piece.after for piece in load_pieces()) <= SECONDS


def test_what_is_watched_lies_in_the_watched_areas():
    """The demo's gold agrees with the gazetteer on where things are and who hears of them."""
    gazetteer = Gazetteer.load()
    areas = [gazetteer.find(name)[0].id for name in demo_areas()]
    for incident in load_incidents().values():
        assert gazetteer.get(incident.place).country == incident.country
        assert any(gazetteer.contains(area, incident.place) for area in areas) is incident.watched, incident


def test_the_backlog_expects_nothing():
    """What lies in the feeds at the start must raise nothing, in every outlet."""
    backlog = [piece for piece in load_pieces() if piece.after < 0]
    assert {piece.outlet for piece in backlog} == set(OUTLETS)
    assert not any(piece.expect for piece in backlog)


def test_no_placeholder_is_printed(newsroom):
    """What readers see is whole."""
    for printed in newsroom.printed:
        whole = " ".join([printed.piece.title, printed.piece.summary, *printed.piece.paragraphs])
        assert "{" not in whole


# --- When it is printed ------------------------------------------------------------------------------


def test_articles_appear_by_the_clock(newsroom, clock):
    """Nothing is out before its second; everything is after the minute."""
    keys = [printed.piece.key for printed in newsroom.visible("marsad")]
    assert keys
    assert all(key.startswith("backlog-") for key in keys)
    clock.forward(2.9)
    assert len(newsroom.visible("marsad")) == len(keys)
    clock.forward(0.2)
    assert newsroom.visible("marsad")[0].piece.key == "qadam-shelling-first"
    assert not newsroom.finished
    clock.forward(SECONDS)
    assert newsroom.finished


def test_a_faster_newsroom_prints_the_same_minute_sooner(clock):
    """Speed 20 brings second 3 to a seventh of a second, dates included."""
    newsroom = Newsroom(start=START, now=clock, speed=20)
    clock.forward(0.15)
    newest = newsroom.visible("marsad")[0]
    assert newest.piece.key == "qadam-shelling-first"
    assert newest.published == START + timedelta(seconds=0.15)


async def test_without_a_start_the_minute_waits_for_its_reader(clock):
    """However late the daemon wakes, every feed has shown its backlog before the first news is out."""
    newsroom = Newsroom(start=None, now=clock)
    backlog = len(newsroom.printed)
    clock.forward(1000)
    async with reader(newsroom) as client:
        feeds = newsroom.feeds(BASE)
        for feed in feeds[:-1]:
            await client.get(feed.url)
            clock.forward(10)
        assert len(newsroom.printed) == backlog
        assert not newsroom.finished
        await client.get(feeds[-1].url)
    first = next(each for each in newsroom.printed if each.piece.after == 3)
    assert first.at == clock() + timedelta(seconds=3)
    assert len({each.number for each in newsroom.printed}) == len(load_pieces())


async def test_a_page_is_not_there_before_its_time(newsroom, clock):
    """An address that is guessed early gives 404, then the page."""
    printed = next(each for each in newsroom.printed if each.piece.key == "sarmin-raid-first")
    async with reader(newsroom) as client:
        assert (await client.get(f"/lawza/{printed.address}")).status_code == 404
        clock.forward(15)
        assert (await client.get(f"/lawza/{printed.address}")).status_code == 200


# --- How it reads ------------------------------------------------------------------------------------


@pytest.mark.parametrize("outlet_id", OUTLETS)
async def test_feeds_carry_their_entries(newsroom, clock, outlet_id):
    """Each feed, RSS or Atom, in either charset, gives titles, dates and addresses, newest first."""
    clock.forward(SECONDS)
    visible = newsroom.visible(outlet_id)[: OUTLETS[outlet_id].window]
    async with reader(newsroom) as client:
        parsed = await poll(client, feed_of(newsroom, outlet_id))
    assert parsed.title == OUTLETS[outlet_id].name
    assert [entry.title for entry in parsed.entries] == [each.piece.title for each in visible]
    assert [entry.published for entry in parsed.entries] == [
        each.published if each.piece.dated else None for each in visible
    ]
    assert all(
        entry.summary.startswith(each.piece.summary)
        for entry, each in zip(parsed.entries, visible, strict=True)
    )


@pytest.mark.parametrize("outlet_id", OUTLETS)
async def test_pages_give_their_article_and_nothing_else(newsroom, clock, outlet_id):
    """Every paragraph is found in the clutter, and no advertisement, other story or comment comes with it."""
    clock.forward(SECONDS)
    async with reader(newsroom) as client:
        feed = feed_of(newsroom, outlet_id)
        entries = (await poll(client, feed)).entries
        for entry, printed in zip(entries, newsroom.visible(outlet_id), strict=True):
            answer = await client.get(entry.url)
            html = decode(answer.content, answer.headers["content-type"])
            page = extract_page(html, entry.url, timezone=feed.timezone, summary=entry.summary)
            assert isinstance(page, Page), (printed.piece.key, page)
            assert page.title == printed.piece.title
            lines = page.text.split("\n")
            for paragraph in printed.piece.paragraphs:
                assert paragraph.removeprefix("## ") in lines, printed.piece.key
            for foreign in foreign_texts(newsroom, outlet_id):
                assert foreign not in page.text, printed.piece.key


def foreign_texts(newsroom: Newsroom, outlet_id: str) -> Iterator[str]:
    """List what stands on an outlet's pages and belongs to no article."""
    outlet = newsroom.outlet(outlet_id)
    assert outlet is not None
    yield "Advertisements"
    yield "شاهد أيضاً"
    yield from outlet.comments
    for teaser in (*outlet.read_also, *outlet.fillers):
        yield teaser.headline


@pytest.mark.parametrize("outlet_id", OUTLETS)
async def test_pages_are_as_cluttered_as_real_ones(newsroom, clock, outlet_id):
    """A right-to-left page with menu, latest headlines and other stories: more clutter than article."""
    clock.forward(SECONDS)
    async with reader(newsroom) as client:
        printed = newsroom.visible(outlet_id)[0]
        answer = await client.get(f"/{outlet_id}/{printed.address}")
    html = answer.content.decode(OUTLETS[outlet_id].charset)
    assert 'dir="rtl"' in html
    assert html.count("<a ") >= 30
    assert all(f">{label}</a>" in html for label in OUTLETS[outlet_id].menu)
    assert "موقع متخيَّل" in html, "a reader is told that the outlet is made up"


async def test_a_reprint_is_word_for_word_and_says_whose_words(newsroom, clock):
    """The reprint differs only by its outlet's signature and its credit."""
    original, reprint = (
        next(each.piece for each in newsroom.printed if each.piece.key == key)
        for key in ("qadam-shelling-first", "qadam-shelling-reprint")
    )
    assert reprint.paragraphs == original.paragraphs
    assert reprint.credit == ("المصدر: مرصد الجنوب",)


# --- Recorded articles -------------------------------------------------------------------------------

RECORDED = [
    {
        "id": f"{source}-{number}",
        "source": source,
        "published": (START + timedelta(hours=number)).isoformat(),
        "url": f"https://{source}/news/{number}",
        "title": f"مراسل {source}: هدوء في اليوم {number} & ترقب <بحذر>",
        "summary": f"ملخص الخبر رقم {number}",
        "text": (
            f"ساد هدوء حذر في بلدة بيت سحم خلال اليوم رقم {number} من الاتفاق، كما أفاد مراسلنا هناك.\n"
            "وفتحت المحال أبوابها، وعاد باعة الخضار إلى الساحة وسط انتشار للجنة المشرفة على التنفيذ.\n"
            "وقال أحد السكان إن الناس ينتظرون وصول قافلة المساعدات {weekday}\x0b في الأيام القادمة."
        ),
    }
    for number in range(3)
    for source in ("wadi.example", "tall.example")
]


async def test_recorded_articles_are_published_at_their_own_times(clock):
    """A recording plays by the clock it is given, one outlet a source, word for word."""
    clock.forward(3600)
    newsroom = Newsroom.from_articles(RECORDED, now=clock)
    assert [outlet.name for outlet in newsroom.outlets] == ["wadi.example", "tall.example"]
    async with reader(newsroom) as client:
        for feed in newsroom.feeds(BASE):
            entries = (await poll(client, feed)).entries
            recorded = [each for each in reversed(RECORDED) if each["source"] == feed.publisher][1:]
            assert [entry.title for entry in entries] == [each["title"] for each in recorded]
            assert [entry.published.isoformat() for entry in entries] == [
                each["published"] for each in recorded
            ]
            for entry, each in zip(entries, recorded, strict=True):
                assert entry.url.endswith(f"/story/{each['id']}/")
                page = extract_page((await client.get(entry.url)).text, entry.url)
                assert isinstance(page, Page)
                assert "{weekday}" in page.text
                assert page.text.split("\n")[0] == each["text"].split("\n")[0]


async def test_a_recorded_source_can_be_given_habits(clock):
    """A test says how a source behaves: its clock, charset, faults."""
    habits = {"wadi.example": replace(OUTLETS["rasif"], name="وادي")}
    clock.forward(10_000)
    newsroom = Newsroom.from_articles(RECORDED, now=clock, habits=habits)
    feed = newsroom.feeds(BASE)[0]
    assert (feed.publisher, feed.timezone) == ("وادي", "Asia/Damascus")
    async with reader(newsroom) as client:
        answer = await client.get(feed.url)
    assert "ساد" not in answer.content.decode("windows-1256")
    assert "هدوء في اليوم" in answer.content.decode("windows-1256")

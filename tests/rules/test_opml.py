"""Lists of feeds come in from any reader and go out to any."""

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.feeds.opml import read_opml, write_opml
from crawler.feeds.urls import canonical_url
from crawler.fetch.mojibake import repair_mojibake
from crawler.model import Feed

ENAB = Feed(
    trust=0.5,
    url="https://www.enabbaladi.net/feed/",
    publisher="عنب بلدي",
    country="SY",
    kind="newspaper",
    timezone="Asia/Damascus",
)
ANNAHAR = Feed(
    url="https://www.annahar.com/rss?a=1&b=2",
    publisher='النهار "اليوم" & الغد',
    country="LB",
    timezone="Asia/Beirut",
)
ABROAD = Feed(url="http://example.org/feed", publisher="A <b> paper", language="en")


def opml(body):
    return f'<?xml version="1.0" encoding="UTF-8"?><opml><head/><body>{body}</body></opml>'.encode()


def test_what_is_written_is_read_back():
    """Export and import lose nothing, in the file's order."""
    assert read_opml(write_opml([ENAB, ANNAHAR, ABROAD])) == ([ENAB, ANNAHAR, ABROAD], [])


def test_feeds_are_grouped_by_country():
    """A reader that shows folders shows one a country."""
    written = write_opml([ENAB, ANNAHAR, ABROAD]).decode()
    assert written.index('country="SY"') < written.index("enabbaladi") < written.index('text="LB"')


# A name that looks like garbled Arabic (Ø¡) is repaired on the way in, and so cannot come back as it was.
words = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=20
).filter(lambda name: repair_mojibake(name) == name)


@given(st.lists(st.tuples(words, st.sampled_from(["SY", "LB", None])), min_size=1, max_size=6))
def test_any_name_survives_the_round_trip(rows):
    """Names with any signs in them go out and come in as they were."""
    feeds = [
        Feed(url=f"https://example.org/{number}", publisher=name, country=country)
        for number, (name, country) in enumerate(rows)
    ]
    again, problems = read_opml(write_opml(feeds))
    assert sorted(again, key=lambda feed: feed.url) == feeds
    assert problems == []


READ = {
    "another reader's file": (
        '<outline text="News"><outline type="rss" title="عنب بلدي" xmlUrl="https://a.example/feed"/></outline>',
        Feed(url="https://a.example/feed", publisher="عنب بلدي"),
    ),
    "text alone": (
        '<outline text="عنب بلدي" xmlUrl="https://a.example/feed"/>',
        Feed(url="https://a.example/feed", publisher="عنب بلدي"),
    ),
    "names of attributes in another case": (
        '<outline TEXT="عنب بلدي" xmlurl="https://a.example/feed"/>',
        Feed(url="https://a.example/feed", publisher="عنب بلدي"),
    ),
    "country of the folder": (
        '<outline text="سوريا" country="sy"><outline text="ع" xmlUrl="https://a.example/feed"/></outline>',
        Feed(url="https://a.example/feed", publisher="ع", country="SY"),
    ),
    "own country before the folder's": (
        '<outline country="SY"><outline text="ع" country="LB" xmlUrl="https://a.example/feed"/></outline>',
        Feed(url="https://a.example/feed", publisher="ع", country="LB"),
    ),
    "folder in folder in folder": (
        '<outline country="SY"><outline><outline text="ع" xmlUrl="https://a.example/feed"/></outline></outline>',
        Feed(url="https://a.example/feed", publisher="ع", country="SY"),
    ),
    "a feed that is a folder too": (
        '<outline text="ع" xmlUrl="https://a.example/feed"><outline text="x" type="category"/></outline>',
        Feed(url="https://a.example/feed", publisher="ع"),
    ),
    "publisher beside the title": (
        '<outline title="ع - أخبار" publisher="ع" xmlUrl="https://a.example/feed"/>',
        Feed(url="https://a.example/feed", publisher="ع"),
    ),
    "a bare ampersand": (
        '<outline text="أ & ب" xmlUrl="https://a.example/feed?a=1&b=2"/>',
        Feed(url="https://a.example/feed?a=1&b=2", publisher="أ & ب"),
    ),
    "the old scheme of feeds": (
        '<outline text="ع" xmlUrl="feed://a.example/feed"/>',
        Feed(url="http://a.example/feed", publisher="ع"),
    ),
    "without a name": (
        '<outline xmlUrl="https://a.example/feed"/>',
        Feed(url="https://a.example/feed", publisher="https://a.example/feed"),
    ),
}


@pytest.mark.parametrize(("body", "feed"), READ.values(), ids=READ)
def test_lists_of_other_readers_are_understood(body, feed):
    """Folders, missing attributes and loose XML are no obstacle."""
    assert read_opml(opml(body)) == ([feed], [])


GOOD = '<outline text="ع" xmlUrl="https://a.example/feed"/>'
PROBLEMS = {
    "no address": (GOOD + '<outline text="صحيفة بلا عنوان"/>', "صحيفة بلا عنوان"),
    "not a web address": (GOOD + '<outline text="ب" xmlUrl="ftp://b.example/feed"/>', "not a web address"),
    "a password": (GOOD + '<outline text="ب" xmlUrl="https://a:b@b.example/feed"/>', "user name"),
    "another port": (GOOD + '<outline text="ب" xmlUrl="https://b.example:22/"/>', "port 22"),
    "twice": (GOOD + '<outline text="ب" xmlUrl="http://www.a.example/feed/"/>', "twice"),
}


@pytest.mark.parametrize(("body", "problem"), PROBLEMS.values(), ids=PROBLEMS)
def test_what_cannot_be_fetched_is_left_out_and_told(body, problem):
    """One bad line costs that line, and the operator reads which and why."""
    feeds, [told] = read_opml(opml(body))
    assert [feed.publisher for feed in feeds] == ["ع"]
    assert problem in told


DOUBTS = {
    "unknown zone": ('timezone="Asia/Halab"', "Asia/Halab"),
    "country in words": ('country="Syria"', "SYRIA"),
    "unknown kind": ('kind="blog"', "blog"),
    "trust in words": ('trust="a lot"', "a lot"),
    "trust below nothing": ('trust="-1"', "-1"),
}


@pytest.mark.parametrize(("attribute", "problem"), DOUBTS.values(), ids=DOUBTS)
def test_a_fact_that_nobody_knows_is_unknown_and_told(attribute, problem):
    """A wrong attribute does not cost the feed."""
    feeds, [told] = read_opml(opml(GOOD.replace("<outline", f"<outline {attribute}")))
    assert feeds == [Feed(url="https://a.example/feed", publisher="ع")]
    assert problem in told


NO_LISTS = {
    "empty": (b"", "not well-formed"),
    "a page": (b"<html><body><outline xmlUrl='https://a.example'/></body></html>", "not <opml>"),
    "cut off": (opml(GOOD)[:-20], "not well-formed"),
    "no feeds": (opml(""), "names no feed"),
    "6 MB": (opml(" " * 6_000_000), "larger than"),
}


@pytest.mark.parametrize(("body", "problem"), NO_LISTS.values(), ids=NO_LISTS)
def test_what_is_no_list_is_told(body, problem):
    """A wrong file gives no feeds and a sentence."""
    feeds, [told] = read_opml(body)
    assert feeds == []
    assert problem in told


def test_entities_of_a_list_are_not_expanded():
    """A list from a stranger reads no file and does not blow up."""
    doctype = b'<!DOCTYPE opml [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "&a;&a;">]>'
    feeds, problems = read_opml(doctype + opml('<outline text="&b;" xmlUrl="https://a.example/feed"/>'))
    assert [feed.publisher for feed in feeds] == ["&b;"]
    assert problems == []


def test_a_list_in_windows_1256_is_read():
    """Old Arabic tools write their own charset."""
    body = opml(GOOD).decode().replace("UTF-8", "windows-1256").encode("cp1256")
    assert read_opml(body)[0][0].publisher == "ع"


def test_deep_folders_are_read():
    """Nesting does not exhaust anything."""
    deep = "<outline>" * 5000 + GOOD + "</outline>" * 5000
    assert len(read_opml(opml(deep))[0]) == 1


def test_the_demo_may_be_listed_when_it_is_allowed():
    """A loopback feed is taken with its allowance only."""
    body = opml('<outline text="تجربة" xmlUrl="http://127.0.0.1:8081/rss"/>')
    assert read_opml(body)[0] == []
    assert len(read_opml(body, allow=frozenset({"127.0.0.1:8081"}))[0]) == 1


SHIPPED = sorted((files("seeds") / "feeds").iterdir(), key=lambda path: path.name)
SHIPPED = [path for path in SHIPPED if path.name.endswith(".opml")]
COUNTRIES = {"syria": "SY", "lebanon": "LB", "iraq": "IQ", "palestine": "PS", "yemen": "YE", "sudan": "SD"}
COUNTRIES |= {"libya": "LY", "pan-arab": None}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_a_shipped_list_is_without_fault(path):
    """Every shipped feed has a publisher, a kind, its country and the zone of its clock."""
    feeds, problems = read_opml(path.read_bytes())
    assert problems == []
    country = COUNTRIES[path.name.removesuffix(".opml")]
    assert {feed.country for feed in feeds} == {country}
    assert all(feed.kind != "news" and feed.language == "ar" for feed in feeds)
    assert all(feed.timezone != "UTC" for feed in feeds if country)


def test_the_shipped_lists_are_many_and_syria_comes_first():
    """At least 75 feeds ship, none twice, most of them of Syria."""
    lists = {path.name: read_opml(path.read_bytes())[0] for path in SHIPPED}
    urls = [canonical_url(feed.url) for feeds in lists.values() for feed in feeds]
    assert len(urls) == len(set(urls)) >= 75
    assert max(lists, key=lambda name: len(lists[name])) == "syria.opml"
    assert {name.removesuffix(".opml") for name in lists} == set(COUNTRIES)

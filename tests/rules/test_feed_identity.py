"""Which entry is which: a rewritten feed tells nothing twice, and nothing new is lost."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.feeds.identity import EntryFields, entry_key, entry_keys
from crawler.feeds.urls import canonical_url

FEED = "https://example.org/feed/"
SAME_PAGE = {
    "https": "https://example.org/2024/خبر",
    "http": "http://example.org/2024/خبر",
    "www": "https://www.example.org/2024/خبر",
    "mobile host": "https://m.example.org/2024/خبر",
    "AMP host": "https://amp.example.org/2024/خبر",
    "AMP path": "https://example.org/2024/خبر/amp/",
    "AMP parameter": "https://example.org/2024/خبر?amp=1",
    "final slash": "https://example.org/2024/خبر/",
    "two slashes": "https://example.org//2024/خبر",
    "default port": "https://example.org:443/2024/خبر",
    "http port": "http://example.org:80/2024/خبر",
    "upper-case host": "https://EXAMPLE.org/2024/خبر",
    "fragment": "https://example.org/2024/خبر#comments",
    "utm": "https://example.org/2024/خبر?utm_source=rss&utm_medium=feed",
    "Facebook's mark": "https://example.org/2024/خبر?fbclid=IwAR0x",
    "way in": "https://example.org/2024/خبر?ref=rss",
    "percent-encoded": "https://example.org/2024/%D8%AE%D8%A8%D8%B1",
    "percent-encoded in lower case": "https://example.org/2024/%d8%ae%d8%a8%d8%b1",
    "percent-encoded twice": "https://example.org/2024/%25D8%25AE%25D8%25A8%25D8%25B1",
    "percent-encoded as 1256": "https://example.org/2024/%CE%C8%D1",
    "stray spaces": " https://example.org/2024/خبر\n",
    "stray marks of direction": "\u200fhttps://example.org/2024/خبر\u200e",
    "Google Alerts": "https://www.google.com/url?rct=j&url=https://example.org/2024/%D8%AE%D8%A8%D8%B1&ct=ga",
    "index": "https://example.org/2024/خبر/index.html",
}


@pytest.mark.parametrize("url", SAME_PAGE.values(), ids=SAME_PAGE)
def test_one_page_has_one_address(url):
    """The ways to write a page's address are one address."""
    assert canonical_url(url) == "https://example.org/2024/%D8%AE%D8%A8%D8%B1"


OTHER_PAGES = {
    "another path": ("https://example.org/1", "https://example.org/2"),
    "another number": ("https://example.org/?p=1", "https://example.org/?p=2"),
    "another host": ("https://example.org/1", "https://example.com/1"),
    "another port": ("https://example.org:8080/1", "https://example.org:8081/1"),
    "case of a path": ("https://example.org/aB1", "https://example.org/Ab1"),
    "a parameter that chooses": ("https://example.org/n?src=2", "https://example.org/n?src=3"),
    "front page and page": ("https://example.org/", "https://example.org/1"),
    "a feed by parameter": ("https://example.org/?feed=rss2", "https://example.org/"),
    "word that holds amp": ("https://example.org/camp/1", "https://example.org/c/1"),
    "camp": ("https://example.org/camp", "https://example.org/c"),
    "hosts that begin with m": ("https://mosul.example/1", "https://osul.example/1"),
}


@pytest.mark.parametrize(("one", "other"), OTHER_PAGES.values(), ids=OTHER_PAGES)
def test_two_pages_have_two_addresses(one, other):
    """Nothing that chooses a page is thrown away."""
    assert canonical_url(one) != canonical_url(other)


@given(
    st.sampled_from(sorted(SAME_PAGE.values()))
    | st.text(max_size=60)
    | st.text(max_size=30).map("http://a.b/".__add__)
)
def test_a_canonical_address_stays_as_it_is(url):
    """Making it canonical twice changes nothing, and no text makes it fail."""
    once = canonical_url(url)
    assert canonical_url(once) == once


ENTRY = EntryFields(
    guid="http://example.org/?p=17",
    link="https://example.org/2024/qadam",
    title="قصف على حي القدم جنوب دمشق",
    published=datetime(2024, 3, 5, 10, tzinfo=UTC),
)

SAME_ENTRY = {
    "every guid moved to https (bug 23)": replace(ENTRY, guid="https://example.org/?p=17"),
    "guids were given up": replace(ENTRY, guid=""),
    "guids are of another kind": replace(ENTRY, guid="tag:example.org,2024:17"),
    "the headline was mended (bug 25)": replace(ENTRY, title="قصف على حي القدم بجنوب دمشق"),
    "the guid holds the headline, mended (bug 25)": replace(
        ENTRY, guid="قصف على حي القدم بجنوب دمشق", title="قصف على حي القدم بجنوب دمشق"
    ),
    "the link is tracked now": replace(ENTRY, link=ENTRY.link + "?utm_source=rss"),
    "the link moved to http": replace(ENTRY, link="http://www.example.org/2024/qadam/"),
    "the date changed": replace(ENTRY, published=datetime(2025, 1, 1, tzinfo=UTC)),
    "the date is gone": replace(ENTRY, published=None),
}


@pytest.mark.parametrize("later", SAME_ENTRY.values(), ids=SAME_ENTRY)
def test_a_changed_entry_keeps_its_key(later):
    """What publishers change about an old entry does not make it new."""
    assert entry_key(FEED, later) == entry_key(FEED, ENTRY)


def test_a_key_has_128_bits():
    """A key is 32 hex digits: CRC32 would lose 17 alerts a year."""
    assert len(bytes.fromhex(entry_key(FEED, ENTRY))) == 16


def test_a_changed_link_is_known_by_the_second_key():
    """An address that was mended leaves guid and headline, by which the entry is still known."""
    before = entry_keys(FEED, [ENTRY])[0]
    after = entry_keys(FEED, [replace(ENTRY, link="https://example.org/2024/al-qadam")])[0]
    assert after.first != before.first
    assert after.second == before.second


def test_a_guid_that_every_poll_reuses_hides_nothing():
    """A feed that gives its newest item the same guid each time still tells the new one."""
    before = entry_keys(FEED, [replace(ENTRY, guid="1")])[0]
    after = entry_keys(FEED, [EntryFields(guid="1", link="https://example.org/2", title="هدوء في يلدا")])[0]
    assert {after.first, after.second}.isdisjoint({before.first, before.second})


def test_a_guid_without_a_headline_is_no_second_name():
    """A guid alone may be anybody's, so it does not make two pages one entry."""
    assert entry_keys(FEED, [replace(ENTRY, title="")])[0].second is None


def test_items_of_one_guid_are_told_apart():
    """Several items that share a guid are several (bug 24)."""
    entries = [EntryFields(guid="same", link=f"https://example.org/{n}", title=f"خبر {n}") for n in range(5)]
    assert len({keys.first for keys in entry_keys(FEED, entries)}) == 5


NO_LINKS = {
    "front page as link": "https://example.org/",
    "no link": "",
    "a script": "javascript:void(0)",
}


@pytest.mark.parametrize("link", NO_LINKS.values(), ids=NO_LINKS)
def test_items_without_a_page_of_their_own_go_by_guid(link):
    """When every link is the front page, the guid names the entry, in either scheme."""
    entries = [EntryFields(guid=f"http://example.org/?p={n}", link=link, title="عاجل") for n in range(3)]
    moved = [replace(entry, guid=entry.guid.replace("http:", "https:")) for entry in entries]
    firsts = [keys.first for keys in entry_keys(FEED, entries)]
    assert len(set(firsts)) == 3
    assert [keys.first for keys in entry_keys(FEED, moved)] == firsts


def test_items_with_nothing_but_words_go_by_their_words():
    """Titles alone tell entries apart, and a bare "عاجل" takes the summary with it."""
    entries = [
        EntryFields(title="قصف على حي القدم"),
        EntryFields(title="قصف على حي التضامن"),
        EntryFields(title="عاجل", summary="انفجار في المزة"),
        EntryFields(title="عاجل", summary="انفجار في برزة"),
    ]
    assert len({keys.first for keys in entry_keys(FEED, entries)}) == 4


def test_guids_that_count_up_differ_from_feed_to_feed():
    """Guid 7 of one publisher is not guid 7 of another."""
    entry = EntryFields(guid="7", title="خبر")
    assert entry_key("https://a.example/rss", entry) != entry_key("https://b.example/rss", entry)


def test_items_that_join_a_live_page_are_new_once():
    """Items that join a shared link are new, and those before them do not become new by it."""
    page = "https://example.org/live"
    first = EntryFields(
        guid="1", link=page, title="بداية التغطية", published=datetime(2024, 3, 5, 8, tzinfo=UTC)
    )
    second = replace(first, guid="2", title="قصف على القدم", published=datetime(2024, 3, 5, 9, tzinfo=UTC))
    third = replace(first, guid="3", title="هدنة في يلدا", published=datetime(2024, 3, 5, 10, tzinfo=UTC))
    polls = [[first], [second, first], [third, second, first], [third]]
    known: set[str] = set()
    new = []
    for poll in polls:
        names = [{keys.first, keys.second} - {None} for keys in entry_keys(FEED, poll)]
        new.append([entry.title for entry, own in zip(poll, names, strict=True) if own.isdisjoint(known)])
        known.update(*names)
    assert new == [[first.title], [second.title], [third.title], []]


@pytest.mark.parametrize("kept", [0, 1, 2, 5])
def test_a_ticker_whose_items_all_lead_to_one_page_loses_none(kept):
    """When every item has the same link, guids tell them apart, also when a poll brings none but new ones."""
    ticker = [replace(entry_number(number), link="https://example.org/breaking") for number in range(20)]
    before = entry_keys(FEED, ticker[:10])
    after = entry_keys(FEED, ticker[10 - kept : 20 - kept])
    known = {name for keys in before for name in (keys.first, keys.second)}
    assert sum(keys.first not in known for keys in after) == 10 - kept


def test_the_page_of_the_feed_itself_is_no_entrys_own():
    """A link to the section that the feed is about names no entry, even when the feed has one item only."""
    section = "https://example.org/category/syria/"
    one, other = (replace(entry_number(number), link=section) for number in (1, 2))
    assert entry_keys(FEED, [one], home=section)[0].first != entry_keys(FEED, [other], home=section)[0].first


def test_the_same_item_twice_is_one():
    """An item that a feed repeats within itself has one key."""
    assert len({keys.first for keys in entry_keys(FEED, [ENTRY, ENTRY])}) == 1


def entry_number(number):
    return EntryFields(
        guid=f"https://example.org/?p={number}",
        link=f"https://example.org/news/{number}",
        title=f"قصف على الحي رقم {number}",
        published=datetime(2024, 3, 5, tzinfo=UTC) + timedelta(minutes=number),
    )


@given(
    st.permutations(range(12)),
    st.sets(st.integers(100, 130), max_size=8),
    st.integers(0, 12),
    st.data(),
)
def test_for_any_order_and_insertion_new_is_what_was_inserted(order, inserted, at, data):
    """Permute, insert in the middle, drop items, shake the dates: new keys are exactly the new items.

    Bugs 10 to 13, 15 and 22 of other readers: oldest first, inserted in the middle, older than the last date,
    only the latest taken, an item deleted.
    """
    known = {keys.first for keys in entry_keys(FEED, [entry_number(number) for number in range(12)])}
    kept = [number for number in order if number % 5]  # some were deleted
    later = [*kept[:at], *inserted, *kept[at:]]
    noisy = [
        replace(entry_number(number), published=data.draw(st.none() | st.datetimes(timezones=st.just(UTC))))
        for number in later
    ]
    new = [
        number for number, keys in zip(later, entry_keys(FEED, noisy), strict=True) if keys.first not in known
    ]
    assert sorted(new) == sorted(inserted)

"""A feed is turned inside out between two polls: nothing old is new, and nothing new is lost."""

from __future__ import annotations

import os
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.feeds.identity import EntryFields, entry_keys
from crawler.feeds.schedule import Pace
from crawler.model import Entry
from crawler.store.database import Database, metadata
from crawler.store.entries import EntryStore
from crawler.store.feeds import FeedStore
from tests.samples import DAY, HOUR, NOON, feed

CASES = int(os.environ.get("RASID_CASES", "60"))  # `make simulate` asks for ten thousand
SHAM = feed("sham")
SUBJECTS = (
    "قصف مدفعي على حي",
    "اعتقال شبان في بلدة",
    "انقطاع الكهرباء عن مدينة",
    "حريق في سوق",
    "وقفة أمام بلدية",
)
TYPOS = {"قصف": "قصـف", "اعتقال": "إعتقال", "انقطاع": "إنقطاع", "حريق": "حرييق", "وقفة": "وقفه"}


def item(number: int, *, with_guid: bool) -> EntryFields:
    return EntryFields(
        guid=f"{number} at http://sham.example" if with_guid else "",
        link=f"http://www.sham.example/news/{number}/خبر-{number}",
        title=f"{SUBJECTS[number % len(SUBJECTS)]} رقم {number}",
        summary="تفاصيل الخبر",
        published=NOON - number * HOUR,
    )


def new_guid(one: EntryFields) -> EntryFields:
    return replace(one, guid=f"urn:uuid:{abs(hash(one.link)):032x}" if one.guid else "")


def secure(one: EntryFields) -> EntryFields:
    return replace(one, link=one.link.replace("http://www.", "https://"))


def tracked(one: EntryFields) -> EntryFields:
    return replace(one, link=f"{one.link}/?utm_source=rss&utm_medium=feed")


def escaped(one: EntryFields) -> EntryFields:
    return replace(one, link=one.link.replace("خبر", "%D8%AE%D8%A8%D8%B1"))


def mended(one: EntryFields) -> EntryFields:
    first, _, rest = one.title.partition(" ")
    return replace(one, title=f"{TYPOS.get(first, first)} {rest}")


def undated(one: EntryFields) -> EntryFields:
    return replace(one, published=None)


NOISES = (new_guid, secure, tracked, escaped, mended, undated)
noises = st.lists(st.sampled_from(NOISES), max_size=4, unique=True)
polls = st.lists(
    st.tuples(noises, st.integers(0, 3), st.integers(0, 99), st.booleans(), st.integers(0, 2)),
    min_size=1,
    max_size=4,
)


def entries_of(fields: list[EntryFields]) -> list[Entry]:
    keys = entry_keys(SHAM.url, fields)
    return [
        Entry(key=key.first, second_key=key.second, url=one.link, title=one.title, published=one.published)
        for key, one in zip(keys, fields, strict=True)
    ]


def polled(store: EntryStore, fields: list[EntryFields]) -> list[str]:
    """Poll the feed once; return the pages that were new."""
    found = entries_of(fields)
    fresh = store.unknown(SHAM.url, found)
    for entry in fresh:
        store.add(SHAM.url, entry, NOON, alerts=True)
    store.hold(SHAM.url, found, NOON + DAY)
    return sorted(entry.url for entry in fresh)


@settings(max_examples=CASES, deadline=None)
@given(st.integers(0, 6), polls, st.booleans())
def test_a_feed_that_is_turned_inside_out_rings_for_what_is_new_alone(first, story, with_guid):
    """New guids, https, tracking, escapes, another order, mended headlines, items dropped and inserted."""
    database = Database(":memory:")
    with database.begin() as tx:
        metadata.create_all(tx)
        FeedStore(tx).follow([SHAM], Pace(), NOON)
        store, held, number = EntryStore(tx), [item(n, with_guid=with_guid) for n in range(first)], first
        polled(store, held)
        for applied, inserted, at, turned, dropped in story:
            held = held[dropped:]
            for noise in applied:
                held = [noise(one) for one in held]
            fresh = [item(number + step, with_guid=with_guid) for step in range(inserted)]
            number += inserted
            place = at % (len(held) + 1)
            held = [*held[:place], *fresh, *held[place:]]
            held = held[::-1] if turned else held
            assert polled(store, held) == sorted(one.link for one in fresh)
    database.close()

"""What the stores of feeds, entries and articles promise, on every database."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import StatementError

from crawler.feeds.schedule import FeedState, Pace
from crawler.model import Signature, Validators, Verdict
from crawler.store.articles import CROWDED, ArticleStore
from crawler.store.entries import EntryStore
from crawler.store.feeds import FeedStore
from tests.samples import DAY, HOUR, MINUTE, NOON, article, entry, feed

PACE = Pace()
SHAM, HALAB = feed("sham"), feed("halab", timezone="Asia/Damascus", kind="agency")
DAMASCUS_TIME = timezone(timedelta(hours=3))


class Broken(Exception):  # noqa: N818 - it is thrown to break a transaction
    """A crash in the middle of a transaction."""


def follow(backend, *feeds, at=NOON):
    with backend.begin() as tx:
        FeedStore(tx).follow(feeds, PACE, at)


def followed(backend):
    with backend.begin() as tx:
        return FeedStore(tx).with_states()


# --- Feeds -------------------------------------------------------------------------------------------

FULL_STATE = FeedState(
    added_at=NOON,
    next_check_at=NOON + HOUR,
    interval=421.5,
    validators=Validators(etag='W/"a b\\"', last_modified="Wed, 06 May 2026 11:59:59 GMT "),
    failures=3,
    last_checked_at=NOON,
    last_ok_at=NOON - HOUR,
    last_new_at=NOON - DAY,
    last_error="is not there (HTTP 404)",
    body_hash="f" * 32,
    unconditional_at=NOON - MINUTE,
    ttl_minutes=60,
    skip_hours=frozenset({1, 2, 23}),
    skip_days=frozenset({4}),
    baseline=True,
)


def test_a_feed_and_all_that_is_known_of_it_outlive_a_restart(backend):
    """Validators are kept to the letter, and so are the publisher's wishes."""
    follow(backend, SHAM, HALAB)
    with backend.begin() as tx:
        FeedStore(tx).record(SHAM.url, FULL_STATE, NOON.date(), answered=False, entries=0)
    backend.restart()
    known = dict(followed(backend))
    assert known[SHAM] == FULL_STATE
    assert known[HALAB].next_check_at == NOON


def test_the_longest_overdue_feed_is_asked_first(backend):
    """Due feeds come by their time, and those of the future not at all."""
    feeds = [feed(name) for name in ("late", "later", "future")]
    follow(backend, *feeds)
    with backend.begin() as tx:
        store = FeedStore(tx)
        for one, minutes in zip(feeds, (-1, -30, 1), strict=True):
            state = replace(store.states()[one.url], next_check_at=NOON + minutes * MINUTE)
            store.record(one.url, state, NOON.date(), answered=True, entries=0)
        assert [due.feed.publisher for due in store.due(NOON)] == ["later", "late"]


def test_a_feed_taken_off_the_list_is_not_asked(backend):
    """A removed feed is neither due nor shown, and nothing of the others changes."""
    follow(backend, SHAM, HALAB)
    follow(backend, HALAB, at=NOON + HOUR)
    assert [one for one, _ in followed(backend)] == [HALAB]
    with backend.begin() as tx:
        assert [due.feed for due in FeedStore(tx).due(NOON + HOUR)] == [HALAB]


def test_a_feed_put_back_on_the_list_begins_anew(backend):
    """It is due at once and what it published meanwhile is backlog; its validators are still good."""
    follow(backend, SHAM)
    with backend.begin() as tx:
        FeedStore(tx).record(SHAM.url, FULL_STATE, NOON.date(), answered=True, entries=2)
    follow(backend, at=NOON + HOUR)
    follow(backend, SHAM, at=NOON + DAY)
    ((_, state),) = followed(backend)
    assert (state.baseline, state.added_at, state.next_check_at) == (False, NOON + DAY, NOON + DAY)
    assert state.validators == FULL_STATE.validators


def test_a_renamed_publisher_keeps_how_its_feed_fares(backend):
    """The operator may mend a name without the feed starting over."""
    follow(backend, SHAM)
    with backend.begin() as tx:
        FeedStore(tx).record(SHAM.url, FULL_STATE, NOON.date(), answered=True, entries=2)
    renamed = replace(SHAM, publisher="صوت الشام", country=None)
    follow(backend, renamed, at=NOON + HOUR)
    assert followed(backend) == [(renamed, FULL_STATE)]


def test_silence_can_be_told_from_calm(backend):
    """Of each day it is known how many feeds were asked, and how many answered."""
    follow(backend, SHAM, HALAB)
    today = date(2026, 5, 6)
    with backend.begin() as tx:
        store = FeedStore(tx)
        for url, answered in ((SHAM.url, True), (SHAM.url, False), (HALAB.url, False)):
            store.record(url, store.states()[url], today, answered=answered, entries=1)
        assert store.alive_on(today) == (1, 2)
        assert store.alive_on(today + DAY) == (0, 0)


def test_feeds_that_answered_lately_are_counted(backend):
    """A feed that never answered is not alive."""
    follow(backend, SHAM, HALAB)
    with backend.begin() as tx:
        store = FeedStore(tx)
        store.record(SHAM.url, FULL_STATE, NOON.date(), answered=True, entries=0)
        assert store.alive_since(NOON - 2 * HOUR) == (1, 2)
        assert store.alive_since(NOON) == (0, 2)


# --- Times and transactions --------------------------------------------------------------------------


def test_times_come_back_as_the_same_moment_in_utc(backend):
    """A time of Damascus is kept as that moment, and read back with its zone."""
    follow(backend, SHAM)
    local = datetime(2026, 5, 6, 15, 0, tzinfo=DAMASCUS_TIME)
    with backend.begin() as tx:
        EntryStore(tx).add(SHAM.url, entry(published=local), local, alerts=True)
    backend.restart()
    with backend.begin() as tx:
        (one,) = EntryStore(tx).unread(NOON, 9)
    assert (one.entry.published, one.seen_at) == (NOON, NOON)
    assert one.seen_at.tzinfo is UTC


def test_a_time_without_a_zone_is_refused(backend):
    """It would be read back as another moment."""
    follow(backend, SHAM)
    naive = NOON.replace(tzinfo=None)
    with pytest.raises(StatementError, match="has no time zone"), backend.begin() as tx:
        EntryStore(tx).add(SHAM.url, entry(), naive, alerts=True)


def test_a_crash_in_a_transaction_leaves_nothing(backend):
    """All of a transaction is kept, or none of it."""
    with contextlib.suppress(Broken), backend.begin() as tx:
        FeedStore(tx).follow([SHAM], PACE, NOON)
        EntryStore(tx).add(SHAM.url, entry(), NOON, alerts=True)
        ArticleStore(tx).save(article(), NOON)
        raise Broken
    with backend.begin() as tx:
        assert FeedStore(tx).with_states() == []
        assert EntryStore(tx).unread(NOON, 9) == []
        assert ArticleStore(tx).find("a1") is None


# --- Entries -----------------------------------------------------------------------------------------

FOUND = {
    "same key": (entry("link"), False),
    "same second key, the link was rewritten": (entry("https link", second_key="guid"), False),
    "its key was a second key before": (entry("guid"), False),
    "its second key was a key before": (entry("other", second_key="link"), False),
    "another key": (entry("new", second_key="new guid"), True),
    "another key and no second": (entry("new"), True),
}


@pytest.mark.parametrize(("found", "new"), FOUND.values(), ids=FOUND)
def test_an_entry_is_known_by_either_name(backend, found, new):
    """A guid or a link that is rewritten does not make an entry new, one after a restart neither."""
    follow(backend, SHAM, HALAB)
    with backend.begin() as tx:
        EntryStore(tx).add(SHAM.url, entry("link", second_key="guid"), NOON, alerts=True)
    backend.restart()
    with backend.begin() as tx:
        assert EntryStore(tx).unknown(SHAM.url, [found]) == ([found] if new else [])
        assert EntryStore(tx).unknown(HALAB.url, [found]) == [found]


def test_an_entry_that_is_twice_in_one_feed_is_new_once(backend):
    """New entries come in the feed's order, each once."""
    follow(backend, SHAM)
    found = [entry("c"), entry("a", second_key="x"), entry("c"), entry("b", second_key="x"), entry("d")]
    with backend.begin() as tx:
        assert [one.key for one in EntryStore(tx).unknown(SHAM.url, found)] == ["c", "a", "d"]


def test_news_are_read_before_backlog_and_the_longest_due_first(backend):
    """What may alert somebody does not wait behind old entries."""
    follow(backend, SHAM)
    with backend.begin() as tx:
        store = EntryStore(tx)
        store.add(SHAM.url, entry("old"), NOON - HOUR, alerts=False)
        store.add(SHAM.url, entry("second"), NOON - MINUTE, alerts=True)
        store.add(SHAM.url, entry("first"), NOON - 2 * MINUTE, alerts=True)
        store.add(SHAM.url, entry("not yet"), NOON + MINUTE, alerts=True)
        store.add(SHAM.url, entry("too old"), NOON - DAY, alerts=False, read=False)
        waiting = store.unread(NOON, 9)
    assert [(one.entry.key, one.alerts) for one in waiting] == [
        ("first", True), ("second", True), ("old", False),
    ]  # fmt: skip


def test_a_feed_with_hundreds_of_pages_does_not_hide_the_others(backend):
    """Each feed comes in its turn, however long one has been waiting with how many pages."""
    follow(backend, SHAM, HALAB)
    with backend.begin() as tx:
        store = EntryStore(tx)
        for number in range(30):
            store.add(SHAM.url, entry(f"{number}"), NOON - HOUR, alerts=True)
        store.add(HALAB.url, entry("alone"), NOON, alerts=True)
        assert "alone" in [one.entry.key for one in store.unread(NOON, 5)]


def test_a_postponed_page_comes_back_with_its_attempts_counted(backend):
    """Nothing is asked for before its time, and it is known how often it was tried."""
    follow(backend, SHAM)
    with backend.begin() as tx:
        store = EntryStore(tx)
        store.add(SHAM.url, entry(summary="موجز"), NOON, alerts=True)
        (one,) = store.unread(NOON, 9)
        store.postpone(one, NOON + MINUTE, "has an internal error (HTTP 500)")
        assert store.unread(NOON, 9) == []
        (again,) = store.unread(NOON + MINUTE, 9)
    assert again == replace(one, attempts=1)


def test_a_page_that_was_read_leaves_the_queue_for_ever(backend):
    """The entry stays known, so that it does not come back as new."""
    follow(backend, SHAM)
    with backend.begin() as tx:
        store = EntryStore(tx)
        store.add(SHAM.url, entry(), NOON, alerts=True)
        (one,) = store.unread(NOON, 9)
        store.read(one, "a1", "page's text", NOON)
    backend.restart()
    with backend.begin() as tx:
        assert EntryStore(tx).unread(NOON + DAY, 9) == []
        assert EntryStore(tx).unknown(SHAM.url, [entry()]) == []


def test_entries_are_known_as_long_as_their_feed_holds_them(backend):
    """Old entries of a feed that speaks after months are no news; what left it long ago is forgotten."""
    follow(backend, SHAM)
    held, left, later = entry("held"), entry("left"), NOON + 100 * DAY
    with backend.begin() as tx:
        store = EntryStore(tx)
        for one in (held, left):
            store.add(SHAM.url, one, NOON, alerts=False, read=False)
        assert store.forget() == 0
        fresh = entry("fresh")
        store.add(SHAM.url, fresh, later, alerts=True)
        store.hold(SHAM.url, [fresh, held], later)
        assert store.forget() == 1
        assert store.unknown(SHAM.url, [fresh, held, left]) == [left]


# --- Articles ----------------------------------------------------------------------------------------

FULL_ARTICLE = article(
    "full",
    text="سطر\nسطر ثانٍ «بين قوسين» & <b>",
    summary="موجز",
    timezone="Asia/Damascus",
    author="مراسل",
    language="ar",
    origin="سانا",
    alerts=False,
)


def test_an_article_outlives_a_restart_to_the_letter(backend):
    """What is read for incidents is what was saved."""
    with backend.begin() as tx:
        assert ArticleStore(tx).save(FULL_ARTICLE, NOON)
    backend.restart()
    with backend.begin() as tx:
        assert ArticleStore(tx).find("full") == FULL_ARTICLE
        assert ArticleStore(tx).find("nobody") is None


def test_an_article_is_saved_once(backend):
    """Its id is its page, so the second time is the same article, whatever its words."""
    with backend.begin() as tx:
        store = ArticleStore(tx)
        assert store.save(article(), NOON)
        assert not store.save(article(title="عنوان آخر"), NOON)
        assert [one.title for one in store.unassessed(9)] == [article().title]


def test_an_article_without_a_time_is_refused(backend):
    """Whoever saves one says when it was first seen instead."""
    with backend.begin() as tx, pytest.raises(ValueError, match="has no time"):
        ArticleStore(tx).save(article(published=None), NOON)


def test_articles_are_read_in_the_order_they_were_saved(backend):
    """Each leaves the queue when it was read, or set aside with its trouble."""
    with backend.begin() as tx:
        store = ArticleStore(tx)
        for name, hours in (("first", 0), ("second", -5), ("third", 5)):
            store.save(article(name, published=NOON + hours * HOUR), NOON)
        assert [one.id for one in store.unassessed(2)] == ["first", "second"]
        store.mark_assessed("first", NOON)
        store.set_aside("second", "KeyError('x')", NOON)
        assert [one.id for one in store.unassessed(9)] == ["third"]


def sign(store, name, sketch=(), exact=None):
    """Save an article with a digest of its own."""
    store.save(article(name), NOON)
    store.sign(name, Signature(exact=exact or name, sketch=tuple(sketch)), Verdict())


def test_the_same_text_is_found_by_its_first_article(backend):
    """An article is never its own duplicate."""
    with backend.begin() as tx:
        store = ArticleStore(tx)
        for name in ("original", "reprint"):
            sign(store, name, exact="text")
        signature = Signature(exact="text")
        assert store.same(article("third"), signature) == "original"
        assert store.same(article("original"), signature) == "reprint"
        assert store.same(article("third"), Signature(exact="other")) is None


def test_articles_that_share_most_of_a_sketch_come_first(backend):
    """Hashes are 64 bits with a sign; one or two in common mean nothing."""
    low, high = -(2**63), 2**63 - 1
    with backend.begin() as tx:
        store = ArticleStore(tx)
        sign(store, "three", [low, -7, 3, 100, 101])
        sign(store, "four", [low, -7, 3, high, 200])
        sign(store, "two", [low, -7, 300, 301])
        found = store.alike(Signature(exact="new", sketch=(low, -7, 3, high)))
        assert {one.article_id for one in found} == {"four", "three"}
        assert store.alike(Signature(exact="new")) == []


def test_phrases_of_the_trade_make_nobody_alike(backend):
    """A hash that many articles share tells nothing, so it is left out."""
    with backend.begin() as tx:
        store = ArticleStore(tx)
        for number in range(CROWDED + 1):
            sign(store, f"wire {number}", [1, 2, 3])
        sign(store, "rare", [1, 2, 3, 4, 5])
        assert store.alike(Signature(exact="new", sketch=(1, 2, 3, 4, 5))) == []
        sign(store, "twin", [1, 2, 3, 6, 7, 8])
        found = store.alike(Signature(exact="new", sketch=(1, 2, 3, 6, 7, 8)))
        assert [one.article_id for one in found] == ["twin"]


def test_reprints_of_reprints_have_the_wording_of_the_first(backend):
    """Whoever copies a copy tells the words of the first; an article of its own words tells them itself."""
    near = {name: Verdict(duplicate_of=name, kind="near", similarity=0.9) for name in ("first", "copy")}
    with backend.begin() as tx:
        store = ArticleStore(tx)
        for name in ("first", "copy", "copy of the copy", "stranger"):
            store.save(article(name), NOON)
        assert store.sign("first", Signature(exact="1"), Verdict()) == "first"
        assert store.sign("copy", Signature(exact="2"), near["first"]) == "first"
        assert store.sign("copy of the copy", Signature(exact="3"), near["copy"]) == "first"
        assert store.sign("stranger", Signature(exact="4"), Verdict()) == "stranger"
        told = store.with_wordings(["copy of the copy", "stranger"])
    assert {name: wording for name, (_, wording) in told.items()} == {
        "copy of the copy": "first",
        "stranger": "stranger",
    }


def test_an_article_waits_until_it_was_read(backend):
    """A second process asks again before it brings an article to its incidents."""
    with backend.begin() as tx:
        store = ArticleStore(tx)
        store.save(article("a1"), NOON)
        assert store.waits("a1")
        store.mark_assessed("a1", NOON)
        assert not store.waits("a1")
        assert not store.waits("nobody knows it")


def test_a_days_articles_are_counted(backend):
    """From the first moment of the day on, and before the first of the next."""
    with backend.begin() as tx:
        store = ArticleStore(tx)
        for name, at in (("before", NOON - MINUTE), ("first", NOON), ("last", NOON + DAY)):
            store.save(article(name, published=at), NOON)
        assert store.published_between(NOON, NOON + DAY) == 1

"""What the store of kept pages promises, on every database."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest

from crawler.feeds.carried import Carried, Telling
from crawler.feeds.schedule import Pace
from crawler.model import Failed, Fetched, NotModified
from crawler.store.articles import ArticleStore
from crawler.store.entries import EntryStore
from crawler.store.feeds import FeedStore
from crawler.store.pages import Keeping, PageStore, pack
from tests.samples import DAY, HOUR, NOON, article, entry, feed

SHAM = feed("sham", timezone="Asia/Damascus")
BODY = "<p>قصف على حي القدم</p>".encode("cp1256") * 500
ANSWER = Fetched(
    url="https://sham.example/moved/e1", body=BODY, content_type="text/html; charset=windows-1256"
)


def keep(backend, name="e1", answer=ANSWER, at=NOON, **values):
    """Let an entry be read into an article, as the crawler does."""
    told = entry(name, **{"summary": "قتلى في القدم", "content": "<p>قتلى وجرحى</p>", **values})
    with backend.begin() as tx:
        FeedStore(tx).follow([SHAM], Pace(), NOON)
        entries = EntryStore(tx)
        entries.add(SHAM.url, told, at, alerts=True)
        unread = entries.find(SHAM.url, name)
        ArticleStore(tx).save(article(name, publisher="sham", published=at), at)
        entries.read(unread, name, "page's text", at)
        PageStore(tx).keep(unread, name, pack(told, answer), at)
    return told


def test_what_an_article_was_read_from_comes_back_to_the_byte(backend):
    """The body, its header, and what the feed told, though the entry itself has dropped that."""
    told = keep(backend)
    with backend.begin() as tx:
        kept = PageStore(tx).get("e1")
        assert EntryStore(tx).find(SHAM.url, "e1").entry.summary == ""
    assert (kept.answer, kept.unread.entry, kept.unread.feed) == (ANSWER, told, SHAM)


NO_BODIES = {
    "a page that failed": (Failed(reason="is not there (HTTP 404)", permanent=True), "404"),
    "a page that was slow": (Failed(reason="no answer in 30 s"), "no answer"),
    "a page that had not changed": (NotModified(), "not changed"),
}


@pytest.mark.parametrize(("answer", "reason"), NO_BODIES.values(), ids=NO_BODIES)
def test_an_article_without_a_page_keeps_why(backend, answer, reason):
    """What was read from the feed alone can be read again too, and is not waited for."""
    keep(backend, answer=answer)
    with backend.begin() as tx:
        kept = PageStore(tx).get("e1")
    assert isinstance(kept.answer, Failed)
    assert reason in kept.answer.reason
    assert kept.answer.permanent
    assert kept.unread.entry.content == "<p>قتلى وجرحى</p>"


def test_a_page_takes_a_fraction_of_its_bytes(backend):
    """Markup repeats itself."""
    keep(backend)
    with backend.begin() as tx:
        assert PageStore(tx).taken() < len(BODY) / 10


def test_pages_are_found_by_time_and_publisher(backend):
    """An operator reads again what one publisher told since a day."""
    for day in range(3):
        keep(backend, f"e{day}", at=NOON + day * DAY)
    with backend.begin() as tx:
        pages = PageStore(tx)
        assert pages.ids() == ["e0", "e1", "e2"]
        assert pages.ids(since=NOON + DAY) == ["e1", "e2"]
        assert pages.ids(publishers=["sham"]) == ["e0", "e1", "e2"]
        assert pages.ids(publishers=["halab"]) == []


def test_old_pages_go(backend):
    """A page is kept as long as the operator wishes."""
    for day in range(5):
        keep(backend, f"e{day}", at=NOON + day * DAY)
    with backend.begin() as tx:
        pages = PageStore(tx)
        assert pages.forget(Keeping(time=timedelta(days=2)), NOON + 4 * DAY) == 2
        assert pages.ids() == ["e2", "e3", "e4"]
        assert pages.get("e0") is None


def test_the_oldest_go_when_there_is_no_room(backend):
    """The pages never take more bytes than the operator gives, and the latest stay."""
    for hour in range(6):
        keep(
            backend,
            f"e{hour}",
            answer=Fetched(url="https://sham.example", body=os.urandom(9_700), content_type=""),
            at=NOON + hour * HOUR,
        )
    with backend.begin() as tx:
        pages = PageStore(tx)
        pages.forget(Keeping(most_bytes=35_000), NOON + 6 * HOUR)
        assert pages.ids() == ["e3", "e4", "e5"]
        assert pages.taken() <= 35_000
        pages.forget(Keeping(most_bytes=35_000), NOON + 6 * HOUR)
        assert pages.ids() == ["e3", "e4", "e5"]


def test_no_time_keeps_nothing(backend):
    """Zero days: what was kept before goes too."""
    keep(backend)
    with backend.begin() as tx:
        PageStore(tx).forget(Keeping(time=timedelta()), NOON + HOUR)
        assert PageStore(tx).ids() == []


def test_what_a_feed_carries_outlives_a_restart(backend):
    """Whether a feed breaks its texts off is known to the entries that come next."""
    keep(backend)
    with backend.begin() as tx:
        feeds = FeedStore(tx)
        for telling in (Telling.CUT, Telling.CUT, Telling.OWN, None):
            feeds.count_text(SHAM.url, telling)
    with backend.begin() as tx:
        assert FeedStore(tx).carried() == {SHAM.url: Carried(compared=3, cut=2)}
        assert EntryStore(tx).find(SHAM.url, "e1").carried == Carried(compared=3, cut=2)


def test_why_a_text_was_taken_is_known(backend):
    """The entry that the article came from tells, not one that found it there."""
    keep(backend)
    with backend.begin() as tx:
        assert EntryStore(tx).outcome_of("e1") == "page's text"
        assert EntryStore(tx).outcome_of("e2") is None

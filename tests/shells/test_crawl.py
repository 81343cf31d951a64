"""The first shell, on a web that a test writes: from due feeds to saved articles."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from structlog.testing import capture_logs

from crawler.crawl import PAGES_A_HOST, Crawler, CrawlLimits
from crawler.model import Failed, Fetched, NotModified, Validators
from crawler.store.articles import ArticleStore
from crawler.store.database import Database, metadata
from crawler.store.feeds import FeedStore
from crawler.store.pages import PageStore
from crawler.upkeep import tidy
from tests.fakecage import run_here
from tests.fakeweb import NOT_THERE, OUT_OF_SERVICE, TEXT, FakeWeb, fetched, item, page, rss
from tests.newsrooms import Clock
from tests.samples import DAY, HOUR, MINUTE, NOON, feed

SHAM, HALAB = feed("sham"), feed("halab")
FIRST, SECOND = "https://sham.example/news/1", "https://sham.example/news/2"
LONG_AGO = NOON - DAY


class Rig:
    """A crawler on an empty database, with the web and the clock in a test's hands."""

    def __init__(self) -> None:
        self.clock = Clock(NOON)
        self.web = FakeWeb(self.clock)
        self.database = Database(":memory:")
        with self.database.begin() as tx:
            metadata.create_all(tx)
        self.dice: list[Exception] = []  # thrown in the middle of saving, one a check
        limits = CrawlLimits(backlog_days=2)
        self.crawler = Crawler(
            self.database, self.web, run_here, limits, clock=self.clock, chance=self.chance
        )

    def chance(self) -> float:
        if self.dice:
            raise self.dice.pop()
        return 0.5

    def follow(self, *feeds) -> None:
        self.crawler.follow(feeds, self.clock())

    async def crawl(self, wait: timedelta = timedelta()) -> None:
        """Let time pass, then ask the feeds that are due, and read the pages they name."""
        self.clock.forward(wait.total_seconds())
        for _ in range(2):
            self.crawler.start_due()
            await self.settle()

    async def settle(self) -> None:
        """Wait for all that does not hang."""
        checks = [(urlsplit(url).netloc, task) for url, task in self.crawler.checks.items()]
        pages = [(host, task) for (host, _), task in self.crawler.pages.items()]
        ending = [task for host, task in (*checks, *pages) if host not in self.web.hanging]
        await asyncio.gather(*ending, return_exceptions=True)

    async def first_poll(self, *items: str) -> None:
        """Poll SHAM once, so that what comes later is news."""
        self.follow(SHAM)
        self.web.say(SHAM.url, rss(*items))
        await self.crawl()

    @property
    def articles(self):
        with self.database.begin() as tx:
            return sorted(ArticleStore(tx).unassessed(999), key=lambda one: one.url)

    @property
    def alerting(self):
        return [one.url for one in self.articles if one.alerts]

    def state(self, one=SHAM):
        with self.database.begin() as tx:
            return FeedStore(tx).states()[one.url]

    def asked(self, one=SHAM):
        return [each for each in self.web.asked if each.url == one.url]


@pytest.fixture
def rig():
    made = Rig()
    for url in (FIRST, SECOND):
        made.web.say(url, page())
    with capture_logs():  # to draw the tracebacks of our made-up bugs takes longer than all the rest
        yield made
    made.database.close()


# --- What is news ------------------------------------------------------------------------------------


async def test_a_first_poll_alerts_nobody_of_old_entries(rig):
    """A new feed's old entries are read, and known, but no news; nor is what has no date."""
    await rig.first_poll(item(FIRST, published=LONG_AGO), item(SECOND))
    assert [one.url for one in rig.articles] == [FIRST, SECOND]
    assert rig.alerting == []
    await rig.crawl(HOUR)
    assert len(rig.articles) == 2


async def test_entries_too_old_to_read_are_remembered_without_a_visit(rig):
    """The publisher is not asked for pages that nobody would be told of."""
    await rig.first_poll(item(FIRST, published=NOON - 10 * DAY))
    assert rig.web.times_asked(FIRST) == 0
    rig.web.say(SHAM.url, rss(item(SECOND, published=NOON), item(FIRST, published=NOON - 10 * DAY)))
    await rig.crawl(HOUR)
    assert rig.alerting == [SECOND]
    assert rig.web.times_asked(FIRST) == 0


async def test_what_is_published_after_the_feed_was_added_is_news(rig):
    """Also in the very first poll: the daemon may have been slow to ask."""
    rig.follow(SHAM)
    rig.web.say(SHAM.url, rss(item(SECOND, published=NOON + 5 * MINUTE), item(FIRST, published=LONG_AGO)))
    await rig.crawl(HOUR)
    assert rig.alerting == [SECOND]


async def test_an_empty_first_poll_does_not_swallow_the_first_entry(rig):
    """A feed that had nothing yet has news when it has its first entry, dated or not."""
    await rig.first_poll()
    rig.web.say(SHAM.url, rss(item(FIRST)))
    await rig.crawl(HOUR)
    assert rig.alerting == [FIRST]


async def test_a_first_poll_that_breaks_off_makes_no_news_of_the_rest(rig):
    """The old entries behind the break come with the next poll, and are old all the same."""
    whole = rss(item(FIRST, published=LONG_AGO), item(SECOND))
    rig.follow(SHAM)
    rig.web.say(SHAM.url, whole[: whole.index(SECOND)], whole)
    await rig.crawl()
    await rig.crawl(HOUR)
    assert [one.url for one in rig.articles] == [FIRST, SECOND]
    assert rig.alerting == []


async def test_news_are_news_whatever_their_date_and_place_in_the_feed(rig):
    """Publishers insert late and date wrongly; what was not there before is new."""
    await rig.first_poll(item(FIRST, published=LONG_AGO))
    rig.web.say(SHAM.url, rss(item(FIRST, published=LONG_AGO), item(SECOND, published=LONG_AGO - HOUR)))
    await rig.crawl(HOUR)
    assert rig.alerting == [SECOND]


async def test_an_article_dated_in_the_future_is_dated_when_it_was_seen(rig):
    """A clock gone wrong must not push an article out of the window in which it may alert."""
    await rig.first_poll()
    rig.web.say(SHAM.url, rss(item(FIRST, published=NOON + 30 * DAY)))
    await rig.crawl(HOUR)
    assert [one.published for one in rig.articles] == [rig.clock()]


async def test_a_feed_put_back_on_the_list_alerts_nobody_of_its_backlog(rig):
    """What was published while nobody watched is known, and not told."""
    await rig.first_poll(item(FIRST, published=LONG_AGO))
    rig.follow()
    missed = item(SECOND, published=NOON + HOUR)
    rig.web.say(SHAM.url, rss(missed, item(FIRST, published=LONG_AGO)))
    rig.clock.forward(DAY.total_seconds())
    rig.follow(SHAM)
    await rig.crawl()
    assert [one.url for one in rig.articles] == [FIRST, SECOND]
    assert rig.alerting == []


async def test_old_entries_of_a_feed_that_was_silent_for_months_are_no_news(rig):
    """Local outlets rest for a season; what their feed still holds is remembered as long as it does."""
    old = item(FIRST, published=NOON - 10 * DAY)  # too old to be read
    await rig.first_poll(old)
    for number, url in enumerate((SECOND, "https://sham.example/news/3"), start=1):
        rig.web.say(SHAM.url, rss(item(url), old))
        await rig.crawl(100 * DAY)
        with rig.database.begin() as tx:
            tidy(tx, rig.clock())
        rig.web.say(SHAM.url, rss(old))
        await rig.crawl(DAY)
        assert len(rig.alerting) == number
    assert FIRST not in rig.alerting
    assert rig.web.times_asked(FIRST) == 0


async def test_a_removed_feed_is_not_asked_again(rig):
    """Nobody is polled whom the operator took off the list."""
    await rig.first_poll()
    rig.follow(HALAB)
    await rig.crawl(DAY)
    assert len(rig.asked(SHAM)) == 1


async def test_the_same_article_in_two_feeds_is_one_article(rig):
    """Two feeds of one outlet name the same page; it is read and kept once."""
    rig.follow(SHAM, HALAB)
    for one in (SHAM, HALAB):
        rig.web.say(one.url, rss())
    await rig.crawl()
    rig.web.say(SHAM.url, rss(item(FIRST)))
    rig.web.say(HALAB.url, rss(item(f"{FIRST}?utm_source=rss")))
    await rig.crawl(HOUR)
    await rig.crawl()
    assert len(rig.articles) == 1
    assert rig.web.times_asked(FIRST) + rig.web.times_asked(f"{FIRST}?utm_source=rss") == 1


async def test_a_feed_that_moves_brings_nothing_twice(rig):
    """Redirected from now on to another address, its entries are still the same."""
    known, fresh = item(FIRST, published=NOON), item(SECOND, published=NOON + HOUR)
    await rig.first_poll(known)
    rig.web.say(SHAM.url, fetched("https://www.moved.example/rss.xml", rss(fresh, known)))
    await rig.crawl(HOUR)
    assert rig.alerting == [FIRST, SECOND]


# --- Validators --------------------------------------------------------------------------------------

ODD = Validators(etag='W/"5f\\"-a b"', last_modified="Wed,  06 May 2026 09:60:00 +0300")


async def test_validators_are_echoed_to_the_letter(rig):
    """However odd they are: they are the publisher's, not ours."""
    rig.follow(SHAM)
    rig.web.say(SHAM.url, fetched(SHAM.url, rss(item(FIRST)), validators=ODD), NotModified())
    await rig.crawl()
    await rig.crawl(HOUR)
    assert [each.validators for each in rig.asked()] == [Validators(), ODD]
    assert rig.state().last_ok_at == rig.clock()
    assert len(rig.articles) == 1


async def test_once_a_day_the_whole_feed_is_asked_for(rig):
    """A server that once said Last-Modified 2041 answers 304 for ever to who believes it."""
    rig.follow(SHAM)
    rig.web.say(SHAM.url, fetched(SHAM.url, rss(), validators=ODD), NotModified())
    for _ in range(30):
        await rig.crawl(HOUR)
    whole = [each for each in rig.asked() if each.validators == Validators()]
    assert len(whole) == 2
    assert len(rig.asked()) == 30


async def test_a_body_as_before_brings_nothing(rig):
    """Servers without validators send the same bytes again and again."""
    await rig.first_poll(item(FIRST))
    await rig.crawl(HOUR)
    assert (len(rig.articles), rig.state().last_ok_at) == (1, rig.clock())


async def test_a_crash_while_saving_repeats_the_check_and_loses_nothing(rig):
    """Validators are kept only together with the entries that they came with."""
    await rig.first_poll()
    rig.web.say(SHAM.url, fetched(SHAM.url, rss(item(FIRST)), validators=ODD))
    rig.dice.append(RuntimeError("the power is gone"))
    await rig.crawl(HOUR)
    assert (rig.articles, rig.state().validators) == ([], Validators())
    await rig.crawl(HOUR)
    assert rig.alerting == [FIRST]
    assert rig.asked()[-1].validators == Validators()
    assert rig.state().validators == ODD


async def test_a_publisher_is_left_in_peace_after_a_crash_of_ours(rig):
    """The check is made again, but not in the next second, and other feeds go on."""
    rig.follow(SHAM, HALAB)
    rig.web.say(SHAM.url, RuntimeError("a bug"), rss())
    rig.web.say(HALAB.url, rss())
    for _ in range(5):
        await rig.crawl(timedelta(seconds=1))
    assert len(rig.asked(SHAM)) == 1
    assert rig.state(HALAB).last_ok_at is not None
    await rig.crawl(2 * MINUTE)
    assert len(rig.asked(SHAM)) == 2
    assert rig.state(SHAM).last_ok_at == rig.clock()


# --- Bad feeds ---------------------------------------------------------------------------------------

ONE_ITEM = rss(item(FIRST, title="قصف على حي القدم جنوب دمشق"))
BAD_FEEDS = {
    "a web page": (page(), "HTML page, not a feed"),
    "empty": ("", "empty body"),
    "not there": (NOT_THERE, "HTTP 404"),
    "out of service": (OUT_OF_SERVICE, "HTTP 503"),
    "too large for the fetcher": (Failed(reason="is larger than 10 bytes", permanent=True), "larger than"),
    "too large to parse": ("<rss>" + " " * 10_000_001, "larger than"),
    "a sitemap": ("<urlset></urlset>", "sitemap"),
    "not what any answer is": (Fetched(url=SHAM.url, body=None, content_type=""), "a bug of ours"),  # type: ignore[arg-type]
}


@pytest.mark.parametrize(("answer", "told"), BAD_FEEDS.values(), ids=BAD_FEEDS)
async def test_a_bad_feed_is_told_in_a_sentence_and_the_others_go_on(rig, answer, told):
    """It is asked again later, and never given up."""
    rig.follow(SHAM, HALAB)
    rig.web.say(SHAM.url, answer, ONE_ITEM)
    rig.web.say(HALAB.url, rss(item(SECOND, published=NOON)))
    await rig.crawl()
    state = rig.state()
    assert told in state.last_error
    assert (state.failures, state.last_ok_at, state.baseline) == (1, None, False)
    assert [one.url for one in rig.articles] == [SECOND]
    await rig.crawl(DAY)
    assert (rig.state().failures, rig.state().last_error) == (0, None)
    assert [one.url for one in rig.articles] == [FIRST, SECOND]


READABLE = {
    "windows-1256 that says utf-8": ONE_ITEM.encode("cp1256"),
    "utf-8 that says windows-1256": ONE_ITEM.replace("utf-8", "windows-1256").encode(),
    "one bad byte": ONE_ITEM.encode().replace(b"</channel>", b"<!-- \xff --></channel>"),
    "broken off after the item": ONE_ITEM.encode()[:-15],
}


@pytest.mark.parametrize("body", READABLE.values(), ids=READABLE)
async def test_a_damaged_feed_is_read_as_far_as_it_goes(rig, body):
    """A wrong charset or a missing end must not cost the news that is there."""
    await rig.first_poll()
    rig.web.say(SHAM.url, body)
    await rig.crawl(HOUR)
    assert [one.title for one in rig.articles] == ["قصف على حي القدم جنوب دمشق"]


# --- Pages -------------------------------------------------------------------------------------------

SUMMARY = "قتل مدنيان في قصف مدفعي على حي القدم."


async def news_with(rig, summary=SUMMARY):
    await rig.first_poll()
    rig.web.say(SHAM.url, rss(item(FIRST, summary=summary)))


async def test_a_page_is_read_and_told_from_its_furniture(rig):
    """The article holds the page's text and the feed's facts."""
    await news_with(rig)
    await rig.crawl(HOUR)
    (one,) = rig.articles
    assert (one.text, one.summary, one.publisher, one.country) == (TEXT, SUMMARY, "sham", "SY")


async def test_a_page_that_fails_is_tried_again_and_then_the_feeds_text_is_used(rig):
    """Three more times within minutes; after that what the feed told has to do."""
    await news_with(rig)
    rig.web.say(FIRST, OUT_OF_SERVICE)
    await rig.crawl(HOUR)
    assert rig.articles == []
    for wait in (15, 120, 600):
        await rig.crawl(timedelta(seconds=wait - 1))
        assert rig.articles == []
        await rig.crawl(timedelta(seconds=1))
    assert rig.web.times_asked(FIRST) == 4
    assert [one.text for one in rig.articles] == [SUMMARY]


async def test_a_page_that_comes_back_is_read(rig):
    """Trouble that passes costs nothing but the time."""
    await news_with(rig)
    rig.web.say(FIRST, OUT_OF_SERVICE, page())
    await rig.crawl(HOUR)
    await rig.crawl(timedelta(seconds=15))
    assert [one.text for one in rig.articles] == [TEXT]


async def test_a_page_waits_as_long_as_its_publisher_wishes(rig):
    """Retry-After is obeyed, up to a day."""
    await news_with(rig)
    rig.web.say(FIRST, Failed(reason="asks too often", retry_after=1800.0), page())
    await rig.crawl(HOUR)
    await rig.crawl(timedelta(seconds=1799))
    assert rig.articles == []
    await rig.crawl(timedelta(seconds=1))
    assert len(rig.articles) == 1


NO_ARTICLES = {
    "not there": NOT_THERE,
    "a document": fetched(FIRST, b"%PDF-1.7 \x00\x01", "application/pdf"),
    "a picture": fetched(FIRST, b"\x89PNG\r\n\x1a\n\x00\x00", "image/png"),
    "nothing": fetched(FIRST, b""),
    "unchanged though never read": NotModified(),
    "a consent page": page("قبل المتابعة", "نحن نقدر خصوصيتك"),
    "what breaks our reading": Fetched(url=FIRST, body=None, content_type=""),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("answer", NO_ARTICLES.values(), ids=NO_ARTICLES)
async def test_where_the_page_shows_no_article_the_feeds_text_is_used(rig, answer):
    """Nothing that the feed told is lost, and the page is not asked for for ever."""
    await news_with(rig)
    rig.web.say(FIRST, answer)
    for _ in range(6):
        await rig.crawl(HOUR)
    assert [(one.text, one.alerts) for one in rig.articles] == [(SUMMARY, True)]
    assert rig.web.times_asked(FIRST) <= 4


async def test_a_headline_alone_is_news_too(rig):
    """Breaking news have no text yet, and their page may not be there."""
    await news_with(rig, summary="")
    rig.web.say(FIRST, NOT_THERE)
    await rig.crawl(HOUR)
    assert [(one.title, one.text) for one in rig.articles] == [("قصف على حي القدم", "")]


def kept_pages(rig):
    with rig.database.begin() as tx:
        pages = PageStore(tx)
        return [pages.get(one) for one in pages.ids()]


async def test_what_was_read_is_kept_for_a_better_reader(rig):
    """Page and feed text, until upkeep drops them."""
    await news_with(rig)
    await rig.crawl(HOUR)
    (kept,) = kept_pages(rig)
    assert (kept.answer.body.decode(), kept.unread.entry.summary) == (page(), SUMMARY)
    with rig.database.begin() as tx:
        tidy(tx, rig.clock() + 8 * DAY)
    assert kept_pages(rig) == []


async def test_nothing_is_kept_where_the_operator_wants_none(rig):
    """Zero days means that no page is written at all."""
    rig.crawler.limits = replace(rig.crawler.limits, keep_pages=False)
    await news_with(rig)
    await rig.crawl(HOUR)
    assert len(rig.articles) == 1
    assert kept_pages(rig) == []


async def test_a_feed_that_breaks_its_texts_off_is_noticed(rig):
    """A share of its entries, so that its text never stands in for a page's."""
    text = f"{TEXT} {TEXT.replace('القدم', 'العسالي')}"
    urls = [f"https://sham.example/news/{number}" for number in range(3, 9)]
    for url in urls:
        rig.web.say(url, page(text=text))
    await rig.first_poll()
    rig.web.say(SHAM.url, rss(*(item(url, summary=" ".join(text.split()[:20]) + " […]") for url in urls)))
    for _ in range(3):
        await rig.crawl(HOUR)
    with rig.database.begin() as tx:
        carried = FeedStore(tx).carried()[SHAM.url]
    assert (carried.compared, carried.cut, carried.truncated) == (6, 6, True)


# --- Manners -----------------------------------------------------------------------------------------


async def test_a_host_is_asked_for_few_pages_at_a_time(rig):
    """However many it has."""
    urls = [f"https://news.example/{number}" for number in range(20)]
    for url in urls:
        rig.web.say(url, page())
    await rig.first_poll()
    rig.web.say(SHAM.url, rss(*map(item, urls)))
    for _ in range(20):
        await rig.crawl(MINUTE * 10)
    assert len(rig.articles) == 20
    assert rig.web.most_open["news.example"] == PAGES_A_HOST


async def test_a_host_that_hangs_holds_up_nobody_else(rig):
    """Hundreds of its pages may wait; the one page of another is read at once."""
    rig.follow(SHAM, HALAB)
    rig.web.hanging.add("slow.example")
    other = "https://halab.example/news"
    rig.web.say(other, page())
    for one in (SHAM, HALAB):
        rig.web.say(one.url, rss())
    await rig.crawl()
    rig.web.say(SHAM.url, rss(*(item(f"https://slow.example/{number}") for number in range(300))))
    await rig.crawl(HOUR)
    rig.web.say(HALAB.url, rss(item(other)))
    await rig.crawl(HOUR)
    assert [one.url for one in rig.articles] == [other]
    await rig.crawler.finish()


async def test_what_is_under_way_is_not_begun_again(rig):
    """A slow feed or page is asked for once, however often the clock ticks."""
    rig.web.hanging.add("sham.example")
    rig.follow(SHAM)
    for _ in range(3):
        rig.crawler.start_due()
        await asyncio.sleep(0)
    assert len(rig.web.asked) == 1
    await rig.crawler.finish()


async def test_what_was_dropped_at_the_end_is_due_at_the_next_start(rig):
    """Ctrl-C in the middle of a check or a page loses neither."""
    slow = "https://slow.example/news"
    rig.web.hanging.add("slow.example")
    rig.web.say(slow, page())
    await rig.first_poll(item(slow, published=NOON))
    await rig.crawler.finish()
    assert rig.articles == []
    rig.web.hanging.clear()
    await rig.crawl()
    assert rig.alerting == [slow]

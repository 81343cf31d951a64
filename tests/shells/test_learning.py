"""The crawler learns its publishers: what is remembered with which article, and what the operator hears."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from crawler.crawl import REDESIGNED, Crawler, CrawlLimits
from crawler.extract.memory import REDESIGN_PAGES, Memory
from crawler.model import Article
from crawler.store.articles import ArticleStore
from crawler.store.database import Database, metadata
from crawler.store.publishers import PublisherStore
from tests.fakecage import run_here
from tests.fakeweb import FakeWeb, fetched, item, rss
from tests.newsrooms import Clock
from tests.publishers import page_of
from tests.rules.page_layouts import LAYOUTS, different_story
from tests.samples import HOUR, NOON, feed

SHAM, HALAB = feed("sham"), feed("halab")
HOST = "sham.example"
MOTTO = "حكايات الحقول كما يرويها أهلها لمن غابوا عنها زمناً طويلاً"


class Desk:
    """A crawler on an empty database, and a publisher whose pages a test writes."""

    def __init__(self) -> None:
        self.clock = Clock(NOON)
        self.web = FakeWeb(self.clock)
        self.database = Database(":memory:")
        with self.database.begin() as tx:
            metadata.create_all(tx)
        self.crawler = Crawler(
            self.database, self.web, run_here, CrawlLimits(), clock=self.clock, chance=lambda: 0.5
        )
        self.crawler.follow([SHAM, HALAB], self.clock())
        self.items: list[str] = []
        for one in (SHAM, HALAB):
            self.web.say(one.url, rss())

    async def publish(self, number: int, html: str, *, host: str = HOST, feeds=(SHAM,)) -> str:
        """Put an article out, let the crawler find it, and return its text as it was saved."""
        url = f"https://{host}/news/{number}"
        self.web.say(url, html)
        self.items.insert(0, item(url, summary=different_story(number)[0]))
        for one in feeds:
            self.web.say(one.url, rss(*self.items))
        await self.crawl()
        found = [one for one in self.articles if one.url == url]
        return found[0].text if found else ""

    async def crawl(self, wait: timedelta = HOUR) -> None:
        """Let time pass, and finish what is due."""
        self.clock.forward(wait.total_seconds())
        for _ in range(2):
            self.crawler.start_due()
            under_way = [*self.crawler.checks.values(), *self.crawler.pages.values()]
            await asyncio.gather(*under_way, return_exceptions=True)

    @property
    def articles(self) -> list[Article]:
        with self.database.begin() as tx:
            return ArticleStore(tx).unassessed(999)

    def memory(self, host: str = HOST) -> Memory:
        with self.database.begin() as tx:
            return PublisherStore(tx).recall(host)

    def break_database(self, *, broken: bool) -> None:
        """Let every habit be refused, as a full disk would, or no longer."""
        make = "CREATE TRIGGER full BEFORE INSERT ON publisher_habits BEGIN SELECT RAISE(ABORT, 'full'); END"
        with self.database.begin() as tx:
            tx.exec_driver_sql(make if broken else "DROP TRIGGER full")


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    with capture_logs() as logs:
        made.logs = logs
        yield made
    made.database.close()


async def test_an_unknown_motto_is_lost_after_some_pages(desk):
    """The daemon learns what it reads, and later articles are saved without it."""
    under = f"<p>{MOTTO}</p>"
    texts = [await desk.publish(number, page_of(different_story(number), under=under)) for number in range(7)]
    assert MOTTO in texts[0]
    assert texts[6] == "\n".join(different_story(6))


async def test_a_crash_repeats_the_page_and_does_not_count_it_twice(desk):
    """Article and memory are saved together or not at all."""
    await desk.publish(0, page_of(different_story(0)))
    desk.break_database(broken=True)
    assert not await desk.publish(1, page_of(different_story(1)))
    assert (desk.memory().pages, len(desk.articles)) == (1, 1)
    desk.break_database(broken=False)
    await desk.crawl()
    assert (desk.memory().pages, desk.memory().articles, len(desk.articles)) == (2, 2, 2)


async def test_an_article_in_two_feeds_teaches_once(desk):
    """It is one page, read once."""
    await desk.publish(0, page_of(different_story(0)), feeds=(SHAM, HALAB))
    assert len(desk.articles) == 1
    assert (desk.memory().pages, desk.memory().articles) == (1, 1)


async def test_the_memory_belongs_to_the_host_that_showed_the_page(desk):
    """An aggregator's feed leads to many sites, and redirects to others."""
    url = "https://sham.example/go/7"
    html = page_of(different_story(7))
    desk.web.say(url, fetched("https://www.nahr.example/7", html))
    desk.items.insert(0, item(url))
    desk.web.say(SHAM.url, rss(*desk.items))
    await desk.crawl()
    assert (desk.memory("nahr.example").pages, desk.memory().pages) == (1, 0)


async def test_the_operator_hears_of_a_redesign_once_and_nothing_is_lost(desk):
    """Midway the site is built anew: every text is saved whole, and one warning is written."""
    old, new = LAYOUTS["wordpress, paragraphs"], LAYOUTS["hashed, spans"]
    for number in range(8 + 2 * REDESIGN_PAGES):
        story = different_story(number)
        layout = old if number < 8 else new
        assert await desk.publish(number, layout.page(story)) == "\n".join(story)
    told = [one for one in desk.logs if one["event"] == REDESIGNED]
    assert [(one["log_level"], one["publisher"], one["host"]) for one in told] == [("warning", "sham", HOST)]
    assert desk.memory().redesigned_at is not None
    assert desk.memory().trusted()

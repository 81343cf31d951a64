"""Kept pages are read again: what comes out better is stored, in silence."""

from __future__ import annotations

from dataclasses import replace

import pytest
import pytest_asyncio

from alerts.cli.explaining import show_source
from alerts.cli.rereading import Asked, changed_lines, read_again
from alerts.cli.tables import feed_table
from alerts.store.schema import fresh_database, open_database
from config import Settings
from crawler.again import Rereader
from crawler.assess import Assessor
from crawler.crawl import Crawler, CrawlLimits
from crawler.feeds.carried import Carried
from crawler.model import EventType, Failed, Toll
from crawler.parsing import Texts
from crawler.reading import article_id
from crawler.store.articles import ArticleStore
from crawler.store.database import Database
from crawler.store.entries import EntryStore
from crawler.store.incidents import IncidentStore
from crawler.store.pages import Keeping, PageStore
from tests.fakecage import run_here
from tests.fakeweb import NOT_THERE, TEXT, FakeWeb, item, page, rss
from tests.newsrooms import Clock
from tests.samples import DAY, HOUR, NOON, TADAMON, contains, event, feed

SHAM = feed("sham")
URL = "https://sham.example/news/1"
BETTER = f"{TEXT}\nوأضاف المصدر أن فرق الإسعاف نقلت المصابين إلى مشفى ميداني في المنطقة."


class Better:
    """A reader after an improvement: it changes what today's reads."""

    def __init__(self, **changes: object) -> None:
        self.changes = changes

    async def __call__(self, work, /, *args, **named):
        texts = await run_here(work, *args, **named)
        return replace(texts, page=replace(texts.page, **self.changes))


class Desk:
    """A crawler with one article that was read and judged."""

    def __init__(self, database: Database | None = None) -> None:
        self.clock = Clock(NOON)
        self.web = FakeWeb(self.clock)
        self.database = database or fresh_database()
        self.crawler = Crawler(
            self.database, self.web, run_here, CrawlLimits(), clock=self.clock, chance=lambda: 0.5
        )

    async def crawl(self, answer=None, summary="") -> None:
        self.web.say(SHAM.url, rss())
        self.crawler.follow([SHAM], NOON)
        for body in (rss(), rss(item(URL, published=NOON, summary=summary))):
            self.web.say(SHAM.url, body)
            self.web.say(URL, answer or page())
            self.clock.forward(HOUR.total_seconds())
            for _ in range(2):
                self.crawler.start_due()
                for task in (*self.crawler.checks.values(), *self.crawler.pages.values()):
                    await task

    def judged(self) -> None:
        with self.database.begin() as tx:
            ArticleStore(tx).mark_assessed(article_id(URL), self.clock())

    @property
    def article(self):
        with self.database.begin() as tx:
            return ArticleStore(tx).find(article_id(URL))

    @property
    def waiting(self):
        with self.database.begin() as tx:
            return [one.id for one in ArticleStore(tx).unassessed(9)]

    @property
    def outcome(self):
        with self.database.begin() as tx:
            return EntryStore(tx).outcome_of(article_id(URL))

    async def reread(self, run):
        rereader = Rereader(self.database, run)
        reread = await rereader.read(self.article.id)
        assert reread is not None
        if reread.changed:
            rereader.store(reread, self.clock())
        return reread


@pytest_asyncio.fixture
async def desk():
    made = Desk()
    await made.crawl()
    made.judged()
    yield made
    made.database.close()


async def test_the_same_reader_reads_the_same(desk):
    """Nothing is written, and nothing judged again."""
    reread = await desk.reread(run_here)
    assert (reread.changed, reread.before) == ((), reread.after)
    assert desk.waiting == []


async def test_a_better_text_is_stored_and_judged_again_in_silence(desk):
    """What was wrongly read may have hidden an incident; nobody is rung for it days later."""
    reread = await desk.reread(Better(text=BETTER))
    assert (reread.changed, reread.to_judge) == (("text",), True)
    assert (desk.article.text, desk.article.alerts) == (BETTER, False)
    assert desk.waiting == [desk.article.id]


async def test_one_that_waits_to_be_judged_still_rings():
    """It is news as before: nobody heard of it yet."""
    desk = Desk()
    await desk.crawl()
    await desk.reread(Better(text=BETTER))
    assert (desk.article.text, desk.article.alerts) == (BETTER, True)
    desk.database.close()


async def test_its_incident_stays_one_and_nobody_is_rung(desk):
    """What it told before is no second happening, and what is found in it now is opened in silence."""
    heard = []

    def announce(tx, change, article, now):
        heard.append((change.after.id, article.alerts))

    found = [event(trigger="قصف")]
    assessor = Assessor(desk.database, lambda article: list(found), contains, announce)
    with desk.database.begin() as tx:
        ArticleStore(tx).rewrite(desk_article(tx), judge_again=True)
    assessor.assess(NOON)
    await desk.reread(Better(text=BETTER))
    found.append(event(EventType.ARREST, place=TADAMON, trigger="اعتقال"))
    heard.clear()
    assessor.assess(NOON + DAY)
    assert desk.waiting == []
    with desk.database.begin() as tx:
        assert IncidentStore(tx).count() == 2
        assert tx.exec_driver_sql("SELECT count(*) FROM articles WHERE trouble IS NOT NULL").scalar() == 0
    assert heard
    assert not any(rings for _, rings in heard)


async def test_a_corrected_figure_revises_its_incident(desk):
    """What a better text tells is what the incident holds; one that tells of nothing leaves it as it was."""
    found = [event(killed=Toll(best=3, low=3, high=3))]
    assessor = Assessor(desk.database, lambda article: list(found), contains, lambda *heard: None)
    with desk.database.begin() as tx:
        ArticleStore(tx).rewrite(desk_article(tx), judge_again=True)
    assessor.assess(NOON)
    for text, events in ((BETTER, [event(killed=Toll(best=5, low=5, high=5))]), (f"{BETTER} انتهى.", [])):
        await desk.reread(Better(text=text))
        found[:] = events
        assessor.assess(NOON + DAY)
        with desk.database.begin() as tx:
            (one,) = IncidentStore(tx).latest(9)
        assert (one.killed.best, one.revision, len(one.reports)) == (5, 2, 1)


def desk_article(tx):
    return ArticleStore(tx).find(article_id(URL))


FACTS = {
    "a section": {"section": "محليات"},
    "an author": {"author": "سعاد المحمد"},
    "a picture": {"picture": "https://img.example/1.jpg"},
    "a change": {"updated": NOON + HOUR},
}


@pytest.mark.parametrize("facts", FACTS.values(), ids=FACTS)
async def test_other_facts_are_stored_without_judging(desk, facts):
    """Events are read from headline, text and time; the rest is only shown."""
    reread = await desk.reread(Better(**facts))
    assert (reread.changed, reread.to_judge) == (tuple(facts), False)
    assert {name: getattr(desk.article, name) for name in facts} == facts
    assert (desk.waiting, desk.article.alerts) == ([], True)


async def test_an_article_keeps_who_it_is(desk):
    """Its id, its address, its time and its publisher stay, however the page is read."""
    before = desk.article
    await desk.reread(Better(text=BETTER, title="عنوان آخر", published=NOON - DAY))
    after = desk.article
    assert (after.id, after.url, after.published, after.publisher, after.title) == (
        before.id, before.url, before.published, before.publisher, before.title,
    )  # fmt: skip


async def test_why_the_text_was_taken_is_kept_anew(desk):
    """The operator asks why, and is told today's reason."""
    assert desk.outcome.startswith("page's text")

    async def refuse(work, /, *args, **named):
        return Texts(page=Failed(reason="the article is behind a wall", permanent=True), told="قتلى في القدم")

    await desk.reread(refuse)
    assert desk.outcome == "feed's text: the article is behind a wall"
    assert desk.article.text == "قتلى في القدم"


async def test_a_reader_that_breaks_leaves_the_article(desk):
    """A killed parser or a page that shows nothing any more costs no text."""

    async def broken(work, /, *args, **named):
        return Failed(reason="could not be read: it takes more than 5 seconds of computing", permanent=True)

    reread = await desk.reread(broken)
    assert (reread.changed, desk.article.text) == ((), reread.before.text)
    assert "5 seconds" in reread.reason


async def test_what_the_feed_told_is_read_again_too():
    """An article without a page has its feed's text, which may be cleaned better tomorrow."""
    desk = Desk()
    await desk.crawl(answer=NOT_THERE, summary="قتل ثلاثة مدنيين في قصف على حي القدم. تابعونا على تلغرام")
    desk.judged()

    async def better(work, /, *args, **named):
        texts = await run_here(work, *args, **named)
        return replace(texts, told=texts.told.removesuffix(" تابعونا على تلغرام"))

    reread = await desk.reread(better)
    assert "قتل ثلاثة مدنيين" in desk.article.text
    assert "تلغرام" not in desk.article.text
    assert reread.reason.startswith("feed's text")
    desk.database.close()


async def test_a_page_that_is_kept_no_more_cannot_be_read_again(desk):
    """The article stays as it is."""
    with desk.database.begin() as tx:
        PageStore(tx).forget(Keeping(), NOON + 30 * DAY)
    assert await Rereader(desk.database, run_here).read(article_id(URL)) is None


def test_a_texts_changes_are_told_line_by_line():
    """Lines that went, and lines that came."""
    told = list(changed_lines("أول\nإعلان\nثان", "أول\nثان\nثالث"))
    assert told == [("-", "إعلان"), ("+", "ثالث")]


async def test_the_command_tells_what_changed_and_stores_it(tmp_path, capsys):
    """Counts, and with --show the lines; with --dry-run nothing is stored."""
    settings = Settings(database=str(tmp_path / "rasid.db"))
    desk = Desk(open_database(settings.database))
    await desk.crawl()
    desk.judged()
    with desk.database.begin() as tx:
        worse = replace(ArticleStore(tx).find(article_id(URL)), text=f"{TEXT}\nإعلان", section="إعلانات")
        ArticleStore(tx).rewrite(worse, judge_again=False)
    await read_again(settings, Asked(show=True, look_only=True))
    told = capsys.readouterr().out
    assert "1 pages read again: 0 as before, 1 with other words" in told
    assert "- إعلان" in told
    assert "Nothing was stored" in told
    assert (desk.article.text, desk.waiting) == (worse.text, [])
    await read_again(settings, Asked())
    assert (desk.article.text, desk.article.section) == (TEXT, None)
    assert desk.waiting == [desk.article.id]
    await read_again(settings, Asked(publishers=["halab"]))
    await read_again(settings, Asked())
    assert [line.split(",")[0] for line in capsys.readouterr().out.splitlines() if "pages" in line][1:] == [
        "0 pages read again: 0 as before",
        "1 pages read again: 1 as before",
    ]
    desk.database.close()


async def test_explain_tells_which_text_was_taken_and_why(tmp_path, capsys, monkeypatch):
    """An operator who wonders at a text sees where it came from."""
    monkeypatch.chdir(tmp_path)
    settings = tmp_path / "rasid.toml"
    settings.write_text('database = "rasid.db"\n', encoding="utf-8")
    desk = Desk(open_database("rasid.db"))
    await desk.crawl()
    show_source(desk.article, settings)
    shown = capsys.readouterr().out
    assert "text: page's text: the feed carries little or nothing" in shown
    assert URL in shown
    desk.database.close()


def test_the_feed_list_shows_which_feeds_break_their_texts_off():
    """So that an operator looks for a fuller feed of the same outlet."""
    halab, quds = feed("halab"), feed("quds")
    carried = {SHAM.url: Carried(compared=20, cut=18), halab.url: Carried(compared=20)}
    (texts,) = (
        list(column.cells)
        for column in feed_table([SHAM, halab, quds], {}, carried).columns
        if column.header == "texts"
    )
    assert texts == ["cut off: 90% of 20", "not cut off", ""]


async def test_a_page_and_its_value_are_what_the_store_holds(desk):
    """The values survive the database: a text that is stored is not "changed" at the next reading."""
    await desk.reread(Better(text=BETTER, section="محليات", updated=NOON + HOUR))
    again = await Rereader(desk.database, Better(text=BETTER, section="محليات", updated=NOON + HOUR)).read(
        desk.article.id
    )
    assert again is not None
    assert again.changed == ()

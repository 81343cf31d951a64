# ruff: noqa: E501 - a text is easier to check on one line
"""Whether a feed carries its articles' whole text, their cut beginning, or words of its own."""

from __future__ import annotations

import pytest

from crawler.feeds.carried import MANY, NOTHING_CARRIED, Carried, Telling, compare_texts
from crawler.model import Entry, Page
from crawler.parsing import Texts
from crawler.reading import Read, read_article
from crawler.store.entries import Unread
from tests.samples import NOON, feed

PAGE = (
    "أعلنت بلدية الميناء صباح اليوم إغلاق السوق القديم أمام المركبات حتى نهاية الشهر بسبب أعمال تمديد شبكة المياه.\n"
    "وقال رئيس البلدية إن العمل يجري على مرحلتين، وإن أصحاب المحال سيحصلون على مواقف بديلة قرب الحديقة العامة.\n"
    "وطالب التجار بتعويضهم عن الخسائر، فيما وعدت المحافظة بدراسة طلبهم خلال أسبوع واحد على أبعد تقدير ممكن."
)
FIRST, SECOND, LAST = PAGE.split("\n")
TELLINGS = {
    "all of it": (PAGE, Telling.WHOLE),
    "all but a caption's worth": (PAGE.removesuffix(" واحد على أبعد تقدير ممكن."), Telling.WHOLE),
    "its first paragraph": (FIRST, Telling.CUT),
    "cut within a sentence": (f"{FIRST} وقال رئيس البلدية إن العمل يجري", Telling.CUT),
    "cut within a word": (f"{FIRST} وقال رئيس البلد", Telling.CUT),
    "cut with an ellipsis": (f"{FIRST} وقال رئيس…", Telling.CUT),
    "cut with brackets": (f"{FIRST} وقال رئيس [&hellip;]", Telling.CUT),
    "cut with a link": (f"{FIRST} وقال رئيس ... اقرأ المزيد على موقع الميناء", Telling.CUT),
    "other marks and spellings": (FIRST.replace("أ", "ا").replace("اليوم", "اليَوم"), Telling.CUT),
    "a summary in other words": ("إغلاق السوق القديم في الميناء شهراً كاملاً، والتجار يطالبون بالتعويض عن خسائرهم الكبيرة.", Telling.OWN),
    "the last paragraph": (LAST, Telling.OWN),
    "the same start, then other words": (f"{' '.join(FIRST.split()[:4])} أن الأسواق كلها ستبقى مفتوحة ليلاً طوال العيد خدمة للزوار القادمين", Telling.OWN),
    "a headline's worth": ("إغلاق السوق القديم", None),
    "nothing": ("", None),
}  # fmt: skip


@pytest.mark.parametrize(("told", "telling"), TELLINGS.values(), ids=TELLINGS)
def test_a_cut_text_is_told_from_a_summary(told, telling):
    """A text that breaks off begins as its page does; a summary has words of its own."""
    assert compare_texts(told, PAGE) == telling


def test_a_dateline_before_the_text_does_not_hide_the_cut():
    """Pages put place and agency before what the feed begins with."""
    assert compare_texts(FIRST, f"الميناء - وكالات - خاص بالموقع\n{PAGE}") == Telling.CUT


def test_of_a_short_page_nothing_is_said():
    """Three lines may well be all there is."""
    assert compare_texts(FIRST, f"{FIRST} انتهى.") is None


def counted(*tellings: Telling | None) -> Carried:
    carried = Carried()
    for telling in tellings:
        carried = carried.after(telling)
    return carried


FEEDS = {
    "always cut": ([Telling.CUT] * 6, True),
    "mostly cut": ([Telling.CUT, Telling.CUT, Telling.OWN, Telling.CUT, Telling.CUT], True),
    "too few to say": ([Telling.CUT] * 4, False),
    "summaries": ([Telling.OWN] * 9, False),
    "whole": ([Telling.WHOLE] * 9, False),
    "seldom cut": ([Telling.CUT, *[Telling.WHOLE] * 5], False),
    "what says nothing is not counted": ([*[Telling.CUT] * 5, *[None] * 50], True),
    "it was cut for long and is whole now": ([*[Telling.CUT] * 500, *[Telling.WHOLE] * 50], False),
}


@pytest.mark.parametrize(("tellings", "truncated"), FEEDS.values(), ids=FEEDS)
def test_a_feed_is_known_by_its_latest_texts(tellings, truncated):
    """A few texts prove the habit, and a publisher that mends it is believed."""
    carried = counted(*tellings)
    assert carried.truncated is truncated
    assert carried.compared <= MANY


def decided(told: str, text: str, carried: Carried = NOTHING_CARRIED) -> Read:
    entry = Entry(key="1" * 32, url="https://port.example/1", title="إغلاق السوق")
    unread = Unread(feed=feed("port"), entry=entry, seen_at=NOON, alerts=True, attempts=0, carried=carried)
    read = read_article(unread, Texts(page=Page(title="", text=text), told=told), NOON)
    assert isinstance(read, Read)
    return read


CUT_FEED = Carried(compared=9, cut=9)
CHOICES = {
    "a cut feed text": (FIRST, PAGE, Carried(), PAGE, "its beginning only"),
    "a summary": (f"{SECOND} {SECOND}", PAGE, Carried(), PAGE, "words of its own"),
    "no feed text": ("", PAGE, Carried(), PAGE, "little or nothing"),
    "both whole": (PAGE, PAGE, Carried(), PAGE, "the whole text"),
    "a page that was read in part": (PAGE, FIRST, Carried(), PAGE, "fuller than the page"),
    "the same at a feed that cuts": (PAGE, FIRST, CUT_FEED, FIRST, "known to break its texts off"),
}  # fmt: skip


@pytest.mark.parametrize(("told", "text", "carried", "taken", "why"), CHOICES.values(), ids=CHOICES)
def test_the_fuller_text_is_taken_and_why_is_kept(told, text, carried, taken, why):
    """The text that has more of the news; one that is known to break off never stands in for a page."""
    read = decided(told, text, carried)
    assert read.article.text == taken
    assert why in read.reason

# ruff: noqa: E501 - a page is easier to check with a line of markup on a line
"""The way to the article's element: learned, followed, checked, and unlearned when pages are built anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_layouts import HANDS, LAYOUTS, SITES, Layout, different_story

from crawler.extract.memory import AUDIT, REDESIGN_PAGES, Way, agreement_of
from crawler.extract.page import extract_page, observe_page
from crawler.extract.template import Path, Step, common_path, follow_path, path_to
from crawler.extract.tree import parse
from crawler.model import Failed, Page
from tests.publishers import Publisher

URL = "https://almidan.example/news/77"
NOW = datetime(2024, 6, 1, tzinfo=UTC)
LEARNED = 5  # pages


def tree_of(body: str):
    return parse(f"<!doctype html><html><body>{body}</body></html>")


def path_of(body: str, select: str = "#here") -> Path:
    tree = tree_of(body)
    path = path_to(tree.css_first(select))
    assert path is not None
    return path


def learned(layout: Layout, pages: int = LEARNED, *, summaries: bool = True) -> Publisher:
    """Return a publisher of whom some pages were read."""
    publisher = Publisher()
    for number in range(pages):
        story = different_story(number)
        publisher.publish(layout.page(story), story[0] if summaries else "")
    return publisher


# --- Paths --------------------------------------------------------------------------------------------

COMMON = {
    "numbers fall away": (
        "<div><article id='post-77' class='post hentry'><p>1</p></article></div>",
        "<div><article id='post-1234' class='post hentry'><p>2</p></article></div>",
        [("div", set()), ("article", {"post", "hentry", "#post-"})],
    ),
    "what changes falls away": (
        "<main class='page category-sport'><p>1</p></main>",
        "<main class='page category-art tag-book'><p>2</p></main>",
        [("main", {"page"})],
    ),
    "another place is no other way": (
        "<div class='ad'></div><div class='nas'>1</div>",
        "<div class='nas'>2</div>",
        [("div", {"nas"})],
    ),
}


@pytest.mark.parametrize(("one", "other", "steps"), COMMON.values(), ids=COMMON)
def test_what_two_pages_share_is_the_template(one, other, steps):
    """Post numbers, sections and places that differ from page to page are not of it."""
    select = "body > :last-child article, body > main, body > .nas"
    common = common_path(path_of(one, select), path_of(other, select))
    assert [(step.tag, set(step.words)) for step in common] == steps


OTHER_WAYS = {
    "another tag": ("<section class='nas' id='here'>1</section>", "<div class='nas' id='here'>2</div>"),
    "another name": ("<div class='khabar'><p>1</p></div>", "<div class='maqal'><p>2</p></div>"),
    "deeper": ("<div class='nas'>1</div>", "<div class='nas'><div>2</div></div>"),
}


@pytest.mark.parametrize(("one", "other"), OTHER_WAYS.values(), ids=OTHER_WAYS)
def test_two_templates_are_told_apart(one, other):
    """A way that shares no name with another is not laid over it."""
    deepest = "body :not(:has(*)):not(p), body div:has(> p)"
    assert (
        common_path(path_of(one, deepest), path_of(other, deepest + ", .nas > div")) is None or one == other
    )


FOLLOWED = {
    "by its words": ("<div class='a'></div><div class='nas x' id='here'></div>", (Step(tag="div", words=frozenset({"nas"})),), True),
    "by its place": ("<div></div><div id='here'></div>", (Step(tag="div", place=1),), True),
    "by its words though it moved": (
        "<div></div><div></div><div class='nas' id='here'></div>",
        (Step(tag="div", words=frozenset({"nas"}), place=0),),
        True,
    ),
    "nowhere": ("<div class='a'></div>", (Step(tag="div", words=frozenset({"nas"})),), False),
    "to several": ("<div class='nas'></div><div class='nas'></div>", (Step(tag="div", words=frozenset({"nas"})),), False),
    "through one of several": (
        "<div class='row'><i></i></div><div class='row'><p class='nas' id='here'></p></div>",
        (Step(tag="div", words=frozenset({"row"})), Step(tag="p", words=frozenset({"nas"}))),
        True,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "path", "found"), FOLLOWED.values(), ids=FOLLOWED)
def test_a_path_leads_to_one_element_or_to_none(body, path, found):
    """Where it is not sure, the page is read the general way."""
    node = follow_path(tree_of(body).body, path)
    assert (node is not None and node.id == "here") is found


@settings(max_examples=60, deadline=None)
@given(
    depth=st.integers(1, 8),
    chance=st.randoms(use_true_random=False),
)
def test_the_way_to_an_element_leads_back_to_it(depth, chance):
    """Whatever stands beside the way."""
    inside = "<p>x</p>"
    for level in range(depth):
        beside = ["<div></div>", "<div class='a b1'>y</div>", "<section></section>", "text"]
        before, after = (" ".join(chance.choices(beside, k=chance.randint(0, 3))) for _ in range(2))
        names = f" class='n{chance.randint(0, 2)} c'" if chance.random() < 0.5 else ""
        here = " id='here'" if level == 0 else ""
        inside = f"{before}<div{names}{here}>{inside}</div>{after}"
    tree = tree_of(inside)
    node = tree.css_first("#here")
    assert follow_path(tree.body, path_to(node)).mem_id == node.mem_id


def test_a_text_of_one_paragraph_stands_where_paragraphs_stand():
    """The way leads to what holds them, not to the first <p>."""
    assert [step.tag for step in path_of("<div><p id='here'>x</p></div>")] == ["div"]


# --- Learned and followed -----------------------------------------------------------------------------


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_page_read_by_its_template_is_the_page(layout):
    """Text, headline, times and all the rest are the same as when the whole page is read."""
    publisher = learned(layout)
    story = different_story(LEARNED)
    html = layout.page(story)
    known = publisher.memory.known()
    assert known.templates
    read = observe_page(html, URL, summary=story[0], now=NOW, known=known)
    assert read.observed.way is Way.BY_PATH
    assert read.page == extract_page(html, URL, summary=story[0], now=NOW, known=replace(known, templates=()))


def test_a_feed_without_summaries_teaches_its_template_later():
    """Nothing vouches for it then but that it is the same on each page."""
    layout = LAYOUTS["drupal, paragraphs"]
    assert not learned(layout, LEARNED, summaries=False).memory.trusted()
    assert learned(layout, LEARNED + 1, summaries=False).memory.trusted()


def test_a_text_that_its_summaries_do_not_know_is_not_trusted():
    """What the general way takes for the text may be a sidebar."""
    publisher = Publisher()
    layout = LAYOUTS["drupal, paragraphs"]
    for number in range(10):
        publisher.publish(layout.page(different_story(number)), different_story(number + 7)[1])
    assert publisher.memory.trusted() == ()


def page_beside(number: int, text: Sequence[str], teasers: int = 0) -> str:
    """Build a page with so many other stories beside its text."""
    labels = "<br>".join(f"<a href='/{place}'>باب {place}</a>" for place in range(6))
    others = different_story(number + 50)[:teasers]
    janib = "".join(f"<div><a href='/4'>خبر آخر من الجوار</a><p>{one}</p>{labels}</div>" for one in others)
    nas = "".join(f"<p>{one}</p>" for one in text)
    khabar = f"<div class='khabar'><h1>عنوان الخبر اليوم</h1><div class='nas'>{nas}</div></div>"
    return f"<html><body>{khabar}<div class='janib'>{janib}</div></body></html>"


def test_the_templates_path_finds_a_flash_among_longer_teasers():
    """One sentence of news is read though the box beside it tells more."""
    publisher = Publisher()
    for number in range(LEARNED):
        story = different_story(number)
        assert publisher.publish(page_beside(number, story), story[0]).text == "\n".join(story)
    flash = "قُطع الطريق بين عين الزيتون ومرج الغزلان قبل قليل بسبب تجمع مياه الأمطار."
    summary = "بسبب تجمع مياه الأمطار قُطع الطريق بين عين الزيتون ومرج الغزلان قبل قليل."
    html = page_beside(9, [flash], teasers=3)
    assert extract_page(html, URL, summary=summary).text != flash
    assert publisher.publish(html, summary).text == flash
    assert publisher.ways[-1] is Way.BY_PATH


def test_without_a_summary_a_much_shorter_text_is_looked_for_elsewhere():
    """The element of the template holds a caption now, and the text stands in another."""
    publisher = Publisher()
    for number in range(LEARNED + 2):
        publisher.publish(page_beside(number, [*different_story(number), *different_story(number + 80)]))
    assert publisher.memory.trusted()
    story = different_story(30)
    moved = page_beside(31, [one[:45] for one in (*story, *different_story(33))]).replace(
        "<div class='janib'>", f"<div>{''.join(f'<p>{one}</p>' for one in story)}</div><div class='janib'>"
    )
    assert story[-1] in publisher.publish(moved).text
    assert publisher.ways[-1] is Way.UNLIKE


def test_an_element_around_another_makes_neither_sure():
    """Where the text is found now in an element and now in one around it, pages are read whole."""
    publisher = Publisher()
    for number in range(12):
        story = different_story(number)
        html = page_beside(number, story)
        if number % 2:  # the text goes on beside its element
            rest = "".join(f"<p>{one}</p>" for one in different_story(number + 80))
            html = html.replace("</div></div><div class='janib'>", f"</div>{rest}</div><div class='janib'>")
        publisher.publish(html, story[0])
    assert len(publisher.memory.templates) == 2
    assert publisher.memory.trusted() == ()


def test_a_wall_under_a_learned_text_is_still_a_wall():
    """What stands under the text of the template is not read, so a short text is asked for again."""
    publisher = Publisher()
    for number in range(LEARNED):
        story = different_story(number)
        publisher.publish(page_beside(number, story[:3]), story[0])
    (first, *_) = different_story(20)
    wall = page_beside(20, [first]).replace(
        "<div class='janib'>", "<div class='bab'><p>اشترك لمتابعة القراءة</p></div><div class='janib'>"
    )
    assert isinstance(extract_page(wall, URL, summary=first, known=publisher.memory.known()), Failed)


def test_now_and_then_a_page_is_read_whole_to_check_its_template():
    """A template that misses a part of the text is not followed for ever."""
    publisher = learned(LAYOUTS["stated, paragraphs"], AUDIT)
    assert publisher.ways[-1] is Way.AUDIT
    assert publisher.memory.trusted()


def test_a_template_that_an_audit_belies_is_learned_again():
    """The text goes on in a second element: what the path gives is no longer the article."""
    first = LAYOUTS["stated, paragraphs"]
    publisher = learned(first, AUDIT - 1)
    story = different_story(AUDIT)
    half = first.page(story[:2])
    rest = "".join(f"<p>{one}</p>" for one in story[2:])
    grown = half.replace("<div class='more-news'>", f"<div>{rest}</div><div class='more-news'>")
    assert story[-1] in publisher.publish(grown, story[0]).text
    assert publisher.ways[-1] is Way.AUDIT
    assert publisher.memory.trusted() == ()
    assert publisher.redesigns == []


AGREEMENTS = {
    "all of it": ("وصلت القافلة إلى البلدة صباح اليوم", "وصلت القافلة إلى البلدة صباح اليوم، كما قيل", 1.0),
    "spelled otherwise": ("وصلت القافله الى البلدة صباح اليوم", "وصلت القافلة إلى البلدة صباح اليوم", 1.0),
    "half": ("وصلت القافلة إلى البلدة صباح اليوم", "وصلت القافلة إلى المدينة مساء الأمس", 0.5),
    "too short to tell": ("اقرأ المزيد", "وصلت القافلة إلى البلدة", None),
    "nothing told": ("", "وصلت القافلة إلى البلدة", None),
}


@pytest.mark.parametrize(("summary", "text", "share"), AGREEMENTS.values(), ids=AGREEMENTS)
def test_summary_and_text_agree_by_their_words(summary, text, share):
    """Half of the words or all; unknown where the summary says too little."""
    assert agreement_of(summary, text) == share


# --- A redesign ---------------------------------------------------------------------------------------

OTHER_SUMMARY = "مهرجان المسرح يختتم دورته بعرض كتبه طلاب مدارس الساحل عن أجدادهم الصيادين"
OLD, NEW = LAYOUTS["wordpress, paragraphs"], LAYOUTS["hashed, spans"]


def test_a_redesign_loses_nothing_is_told_once_and_is_learned():
    """Pages go on being read; the operator hears of it once, and the new template is followed soon."""
    publisher = learned(OLD, 8)
    for number in range(8, 30):
        story = different_story(number)
        assert publisher.publish(NEW.page(story), story[0]).text == "\n".join(story)
    assert publisher.redesigns == [8 + REDESIGN_PAGES]
    assert publisher.ways[8:].count(Way.MISSING) <= REDESIGN_PAGES
    assert publisher.ways[-1] is Way.BY_PATH


@pytest.mark.parametrize("names", [("wordpress", "drupal"), ("plain", "newsletter"), ("amp", "semantic")])
def test_two_templates_of_one_publisher_are_no_redesign(names):
    """News and opinion may be built in two ways; both are learned."""
    layouts = [LAYOUTS[f"{name}, paragraphs"] for name in names]
    publisher = Publisher()
    for number in range(24):
        story = different_story(number)
        assert publisher.publish(layouts[number % 3 == 0].page(story), story[0]).text == "\n".join(story)
    assert publisher.redesigns == []
    assert publisher.ways[-4:].count(Way.BY_PATH) >= 3


def test_an_hour_of_flashes_is_no_redesign():
    """Breaking news are one sentence long; where they stand is what it was."""
    publisher = learned(OLD, 8)
    for number in range(8, 16):
        flash = different_story(number)[:1]
        assert publisher.publish(OLD.page(flash), flash[0]).text == flash[0]
    assert publisher.redesigns == []
    assert publisher.memory.trusted()


def test_texts_that_no_longer_agree_with_their_summaries_are_a_redesign():
    """The element is there as before, but another text stands in it now."""
    publisher = learned(OLD, 8)
    for number in range(8, 8 + REDESIGN_PAGES + 3):
        story = different_story(number)
        publisher.publish(OLD.page(story), OTHER_SUMMARY)
    assert publisher.redesigns == [8 + REDESIGN_PAGES]
    assert publisher.memory.trusted() == ()


def test_pages_that_hold_no_article_any_more_are_a_redesign():
    """A site that draws its text by script shows us none; the operator must hear of it."""
    publisher = learned(OLD, 8)
    shell = "<html><body><div id='root'></div><p>فعّل جافاسكربت</p></body></html>"
    for number in range(REDESIGN_PAGES + 2):
        read = observe_page(shell, f"{URL}{number}", known=publisher.memory.known())
        assert isinstance(read.page, Failed)
        if read.observed is not None:
            publisher.learn(read.observed)
    assert publisher.redesigns == [8 + REDESIGN_PAGES]


@settings(max_examples=15, deadline=None)
@given(
    order=st.lists(
        st.tuples(st.sampled_from(sorted(SITES)), st.sampled_from(sorted(HANDS))), min_size=4, max_size=16
    )
)
def test_whatever_pages_come_every_text_is_read_whole(order):
    """In whatever order a host shows pages of whatever make, its memory costs no sentence."""
    publisher = Publisher()
    for number, (site, hand) in enumerate(order):
        story = different_story(number)
        page = publisher.publish(LAYOUTS[f"{site}, {hand}"].page(story), story[0])
        assert isinstance(page, Page)
        assert page.text.split() == " ".join(story).split()

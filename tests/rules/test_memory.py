# ruff: noqa: E501 - a sentence is easier to read on one line
"""What is learned of a publisher's lines and blocks, and what never is."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_layouts import EXTRAS, HANDS, LAYOUTS, SITES, Layout, different_story, page_with_extra
from test_layouts import f1

from crawler.extract.habits import MOST_HABITS, Kind, Seen, count_article
from crawler.extract.memory import Memory
from crawler.extract.page import explain_page, extract_fragment, extract_page
from crawler.model import Page
from tests.publishers import Publisher, page_of
from tests.samples import DAY, NOON

URL = "https://almidan.example/news/77"
SEEN = 5  # pages after which a publisher is known

# --- What is learned ----------------------------------------------------------------------------------

MOTTO = "حكايات الحقول كما يرويها أهلها لمن غابوا عنها زمناً طويلاً"
ABOUT = "الميدان صحيفة أسبوعية مستقلة يكتبها متطوعون من أبناء المنطقة منذ تسعة أعوام."
DESK = "حررت الخبر رانيا العلي من مكتب الميدان في الضفة الشرقية للنهر"

UNDER_EACH_TEXT = {
    "a motto in a paragraph": f"<p>{MOTTO}</p>",
    "a motto after a line break": f"<br>{MOTTO}",
    "a whole sentence in an element of its own": f"<div class='nabza'>{ABOUT}</div>",
    "a sentence that is a link": f"<p><a href='/about'>{ABOUT}</a></p>",
}


@pytest.mark.parametrize("under", UNDER_EACH_TEXT.values(), ids=UNDER_EACH_TEXT)
def test_what_stands_under_every_text_is_dropped_after_some_pages(under):
    """A publisher's signature is no news, though no list of phrases holds it."""
    publisher = Publisher()
    texts = [publisher.publish(page_of(different_story(number), under=under)).text for number in range(SEEN)]
    assert texts[0] != "\n".join(different_story(0))
    story = different_story(SEEN)
    assert publisher.publish(page_of(story, under=under)).text == "\n".join(story)


def test_a_line_in_the_middle_of_every_text_is_dropped():
    """An invitation between the second and the third paragraph is the publisher's, not the reporter's."""
    publisher = Publisher()
    texts = []
    for number in range(SEEN + 1):
        story = different_story(number)
        texts.append(publisher.publish(page_of([*story[:2], MOTTO, *story[2:]])).text)
    assert MOTTO in texts[0]
    assert MOTTO not in texts[-1]


def test_a_sentence_among_the_paragraphs_needs_a_dozen_articles_and_three_days():
    """It may be the background of a story that everybody writes of this week."""
    publisher = Publisher(pace=timedelta(hours=6))
    texts = [publisher.publish(page_of([*different_story(number), ABOUT])).text for number in range(14)]
    assert ABOUT in texts[11]
    assert ABOUT not in texts[13]


def test_a_signature_of_every_third_article_is_learned_in_days():
    """One of three editors signs."""
    publisher = Publisher(pace=timedelta(hours=6))
    texts = []
    for number in range(28):
        under = f"<p>{DESK}</p>" if number % 3 == 0 else ""
        texts.append(publisher.publish(page_of(different_story(number), under=under)).text)
    assert DESK in texts[0]
    assert DESK not in texts[27]


def test_a_box_of_other_stories_is_known_by_its_heading():
    """What it tells differs on each page; its element and its first line do not."""
    publisher = Publisher()
    for number in range(SEEN + 1):
        story, other = different_story(number), different_story(number + 40)
        box = f"<div class='nafiza'><p>نافذة على الجوار</p><p>{other[0]}</p></div>"
        text = publisher.publish(page_of([*story[:2], box, *story[2:]])).text
    assert text == "\n".join(story)


def test_the_reason_says_how_often_it_was_seen():
    """Whoever asks why a line is missing is told."""
    publisher = Publisher()
    for number in range(20):
        publisher.publish(page_of(different_story(number), under=f"<p>{MOTTO}</p>" if number < 17 else ""))
    page = page_of(different_story(20), under=f"<p>{MOTTO}</p>")
    told = {block.text: block.reason for block in explain_page(page, URL, known=publisher.memory.known())}
    assert told[MOTTO] == "recurs at this publisher, 17 of 20 articles"


def test_what_was_learned_is_dropped_from_the_feeds_own_text():
    """The same signature stands in content:encoded."""
    publisher = Publisher()
    for number in range(SEEN):
        publisher.publish(page_of(different_story(number), under=f"<p>{MOTTO}</p>"))
    story = different_story(SEEN)
    carried = "".join(f"<p>{one}</p>" for one in [*story, MOTTO])
    assert extract_fragment(carried, known=publisher.memory.known()) == "\n".join(story)


# --- What is never learned ----------------------------------------------------------------------------

SENTENCE = "وكانت الطريق إلى عين الزيتون قد قُطعت في مطلع الشهر بعد انهيار جزء من السفح فوقها."
SIEGE = "ويعيش في البلدة المحاصرة منذ الخريف نحو ستة آلاف مدني لا تصلهم سوى قوافل متفرقة من الغذاء."
DATELINE = "كفر العنب – وكالة الحقول"
ADVICE = "ودعت الوزارة الأهالي إلى غلي الماء قبل شربه وإلى مراجعة أقرب مستوصف عند ظهور أي عارض."
TOWN_HEAD = "ريف كفر العنب:"
SUBHEADING = "ردود الفعل"
CITIES = (
    "وتسري هذه المواعيد على مدينة الفخار وضواحيها القريبة من النهر.",
    "ويزيد أهل الجزر عليها دقيقتين كما جرت العادة منذ زمن بعيد.",
)


def corrections():
    """Post one article again and again, with another toll each time."""
    story = different_story(1)
    return [
        page_of([f"ارتفع عدد المصابين إلى {number} في {story[0]}", *story[1:]]) for number in range(3, 30)
    ], story[1:]


def live_blog():
    """Let each page hold all that the page before held, and one more entry."""
    entries = [one for number in range(16) for one in different_story(number)[:2]]
    return [page_of(entries[: 4 + number]) for number in range(26)], entries[:4]


def read_twice():
    """Read the very same page again and again."""
    story = different_story(2)
    return [page_of(story)] * 26, story


def quoted_by_two():
    """Let two articles hold one sentence."""
    pages = [page_of(different_story(number)) for number in range(9)]
    return [page_of([*different_story(20), SENTENCE]), *pages, page_of([*different_story(21), SENTENCE])], [
        SENTENCE
    ]


def siege_background():
    """Tell the same background under each of ten reports of two days."""
    return [page_of([*different_story(number), SIEGE]) for number in range(10)], [SIEGE]


def dateline():
    """Say above each text where it was filed."""
    return [page_of([DATELINE, *different_story(number)]) for number in range(20)], [DATELINE]


def background_in_a_box():
    """Tell the background among the paragraphs, and once in an element of its own."""
    pages = [page_of([*different_story(number), SIEGE]) for number in range(8)]
    boxed = page_of(different_story(8), under=f"<div class='khalfiya'>{SIEGE}</div>")
    return [*pages, boxed, page_of([*different_story(9), SIEGE])], [SIEGE]


def with_subheading(markup):
    """Put the same subheading into every second report."""
    pages = []
    for number in range(20):
        story = different_story(number)
        pages.append(page_of([*story[:2], markup, *story[2:]] if number % 2 else story))
    return pages, [SUBHEADING]


def subheading():
    """Write it as a heading."""
    return with_subheading(f"<h3>{SUBHEADING}</h3>")


def bold_subheading():
    """Write it as a paragraph in bold."""
    return with_subheading(f"<p><b>{SUBHEADING}</b></p>")


def prayer_times():
    """Write a daily list in which only the hours change, among other articles."""
    pages = []
    for number in range(30):
        hours = [f"الفجر 4:{10 + number}", "الشروق 6:01", "الظهر 12:30"]
        told = f"مواقيت الصلاة ليوم {number + 1} من الشهر الجاري في مدن المنطقة وبلداتها كافة."
        daily = [told, *hours, *CITIES]
        pages.append(page_of(daily if number % 5 == 4 else different_story(number)))
    return pages, CITIES


def ministry_bulletin():
    """Make every fourth article a bulletin with other figures and the same advice."""
    pages = []
    for number in range(24):
        told = f"أعلنت وزارة الصحة تسجيل {number + 3} إصابة جديدة بالحمى في {number + 2} بلدات خلال اليوم الماضي."
        pages.append(page_of([told, ADVICE] if number % 4 == 3 else different_story(number)))
    return pages, [ADVICE]


def roundup():
    """Go round the countryside each day, a line for each town."""
    pages = []
    for number in range(20):
        story = different_story(number)
        pages.append(page_of([*story[:2], TOWN_HEAD, *story[2:]]))
    return pages, [TOWN_HEAD]


NEVER = {
    "corrections": corrections,
    "live blog": live_blog,
    "one page read twice": read_twice,
    "quoted by two": quoted_by_two,
    "background of a siege": siege_background,
    "dateline": dateline,
    "background in a box": background_in_a_box,
    "subheading": subheading,
    "subheading in bold": bold_subheading,
    "prayer times": prayer_times,
    "ministry's bulletin": ministry_bulletin,
    "roundup": roundup,
}


@pytest.mark.parametrize("written", NEVER.values(), ids=NEVER)
def test_news_that_recurs_stays_news(written):
    """What articles tell is kept, however often it is told."""
    pages, lines = written()
    publisher = Publisher(pace=timedelta(hours=3))
    for page in pages:
        text = publisher.publish(page).text
    assert set(lines) <= set(text.split("\n"))


def test_a_label_under_the_texts_is_still_a_subheading_within_one():
    """As a tag under a text a town's name tells nothing; above a paragraph it says where that happened."""
    publisher = Publisher()
    for number in range(SEEN):
        publisher.publish(page_of(different_story(number), under="<p>كفر العنب.</p>"))
    story = different_story(SEEN)
    assert publisher.publish(page_of(story, under="<p>كفر العنب.</p>")).text == "\n".join(story)
    round_of = publisher.publish(page_of([*story[:2], "كفر العنب", *story[2:]])).text
    assert "كفر العنب" in round_of.split("\n")


def test_a_text_of_which_nothing_would_be_left_is_left_whole():
    """What recurs is not believed when it would take the article."""
    publisher = Publisher()
    for number in range(SEEN):
        publisher.publish(page_of(different_story(number), under=f"<div class='nabza'>{ABOUT}</div>"))
    page = publisher.publish(page_of(["إيضاح", f"<div class='nabza'>{ABOUT}</div>"]))
    assert ABOUT in page.text


@settings(max_examples=40, deadline=None)
@given(
    number=st.integers(0, 60),
    copies=st.lists(st.lists(st.integers(0, 4), max_size=1), min_size=2, max_size=8),
)
def test_near_copies_of_an_article_are_one_article(number, copies):
    """Whichever of its sentences was taken out, it is counted once, and nothing of it recurs."""
    story = different_story(number)
    publisher = Publisher()
    for left_out in copies:
        publisher.publish(page_of([one for place, one in enumerate(story) if place not in left_out]))
    assert publisher.memory.articles == 1
    assert not publisher.memory.known().recurring


@settings(max_examples=30, deadline=None)
@given(
    pages=st.lists(
        st.lists(st.tuples(st.integers(0, 3_000), st.sampled_from(list(Kind))), max_size=60), max_size=40
    )
)
def test_a_memory_has_bounds(pages):
    """However many lines a publisher writes, and in whatever order, a few hundred are remembered."""
    habits, articles = {}, 0
    for hours, page in enumerate(pages):
        seen = [Seen(key=key, kind=kind, words=8) for key, kind in page]
        before = articles
        habits, articles = count_article(habits, articles, seen, NOON + hours * DAY / 24)
        assert before <= articles <= before + 1
        assert len(habits) <= MOST_HABITS
        assert all(habit.articles <= habit.last <= articles for habit in habits.values())
        assert all(habit.first <= habit.last and habit.first_at <= habit.last_at for habit in habits.values())


def test_the_oldest_and_least_seen_is_forgotten_first():
    """A motto of years outlives the lines of yesterday."""
    habits, articles = {}, 0
    for number in range(60):
        lines = [Seen(key=1, kind=Kind.LOOSE, words=3)]
        lines += [Seen(key=1000 * number + place, kind=Kind.FIRM, words=9) for place in range(2, 20)]
        habits, articles = count_article(habits, articles, lines, NOON + number * DAY / 24)
    assert articles == 60
    assert habits[1].articles == 60
    numbers = sorted({habit.last for habit in habits.values()})
    assert numbers[-1] == 60
    assert all(later - earlier == 1 for earlier, later in pairwise(numbers))


def test_what_was_long_away_is_counted_anew():
    """A line that one article of last year held says nothing of this week's."""
    habits, articles = {}, 0
    for number in range(60):
        lines = [Seen(key=1000 * number + place, kind=Kind.FIRM, words=9) for place in range(2, 7)]
        if number in (0, 55, 57, 58, 59):
            lines.append(Seen(key=1, kind=Kind.LOOSE, words=3))
        habits, articles = count_article(habits, articles, lines, NOON + number * DAY / 24)
    assert (habits[1].articles, habits[1].first) == (4, 56)


# --- Every layout -------------------------------------------------------------------------------------

# Each site with each hand, and with each thing that only a memory can know in turn.
PAIRS = {
    f"{site}, {hand}, {list(EXTRAS)[(place + number) % len(EXTRAS)]}": (
        Layout(site=site, hand=hand),
        list(EXTRAS)[(place + number) % len(EXTRAS)],
    )
    for place, site in enumerate(SITES)
    for number, hand in enumerate(HANDS)
}


@pytest.mark.parametrize(("layout", "extra"), PAIRS.values(), ids=PAIRS)
def test_after_five_pages_every_layout_is_read_whole_and_clean(layout, extra):
    """However a site is built, and whatever it puts into its texts, five pages teach it."""
    publisher = Publisher()
    for number in range(SEEN):
        story = different_story(number)
        publisher.publish(page_with_extra(layout, extra, story, number), story[0])
    story = different_story(SEEN)
    page = publisher.publish(page_with_extra(layout, extra, story, SEEN), story[0])
    assert f1(page.text, "\n".join(story)) >= 0.999, page.text


@pytest.mark.parametrize("extra", EXTRAS)
def test_without_a_memory_they_are_not(extra):
    """The layouts hold what no rule knows, or the promise above would say nothing."""
    story = different_story(SEEN)
    layout = LAYOUTS["transliterated, spans"]
    page = extract_page(page_with_extra(layout, extra, story, SEEN), URL)
    assert isinstance(page, Page)
    assert f1(page.text, "\n".join(story)) < 0.999 or extra == "signature"


def test_a_memory_begins_empty():
    """Nothing is known of a publisher that was never read."""
    known = Memory(host="new.example").known()
    assert (known.recurring, known.templates) == ({}, ())

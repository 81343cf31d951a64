# ruff: noqa: E501 - a page is easier to check with its markup on one line
"""What is read from a page beside the text's layout: headline, time, origin, refusals, hostile markup."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extract.guard import MAX_CHARACTERS
from crawler.extract.page import explain_page, extract_fragment, extract_page
from crawler.model import Failed, Page

URL = "https://almidan.example/news/77"
HEADLINE = "إغلاق الجسر الشرقي أمام الشاحنات"
LEAD = "أعلنت بلدية المدينة صباح اليوم إغلاق الجسر الشرقي أمام الشاحنات حتى إشعار آخر بسبب تشققات في دعامته."
BODY = (
    "وقال مهندس من فريق الكشف إن التشققات ظهرت بعد الأمطار الأخيرة، وإن التدعيم يحتاج إلى أسبوعين على الأقل."
)
LAST = "وكان الجسر قد رُمم آخر مرة قبل سبع سنوات بتمويل من أهالي الحي الذين يعبرونه كل يوم إلى أعمالهم."
STORY = f"{LEAD}\n{BODY}\n{LAST}"
PARAGRAPHS = f"<p>{LEAD}</p><p>{BODY}</p><p>{LAST}</p>"
NOON = datetime(2024, 3, 4, 12, 0, tzinfo=UTC)


def page_with(head: str = "", body: str = f"<h1>{HEADLINE}</h1>{PARAGRAPHS}") -> str:
    return f"<!doctype html><html lang='ar'><head>{head}</head><body>{body}</body></html>"


def read(html: str, url: str = URL, **settings_: object) -> Page:
    page = extract_page(html, url, **settings_)
    assert isinstance(page, Page), page
    return page


TITLES = {
    "the heading that the head vouches for": (
        f"<title>{HEADLINE} | الميدان</title>",
        f"<h1>الميدان</h1><h1>{HEADLINE}</h1>",
        HEADLINE,
    ),
    "without the site's name": (
        f"<title>{HEADLINE} - صحيفة الميدان</title><meta property='og:site_name' content='صحيفة الميدان'>",
        "",
        HEADLINE,
    ),
    "the site's name before it": (f"<meta property='og:title' content='الميدان | {HEADLINE}'>", "", HEADLINE),
    "a heading of two lines": (
        f"<title>{HEADLINE}</title>",
        "<h1>إغلاق الجسر الشرقي<br>أمام الشاحنات</h1>",
        HEADLINE,
    ),
    "a dash within it stays": (
        "<title>دمشق - بيروت: الطريق مغلق منذ الصباح</title>",
        "",
        "دمشق - بيروت: الطريق مغلق منذ الصباح",
    ),
    "a heading of the second level": (
        f"<title>{HEADLINE} – الميدان</title>",
        f"<h2>{HEADLINE}</h2>",
        HEADLINE,
    ),
    "no head at all": ("", f"<h1>{HEADLINE}</h1>", HEADLINE),
}


@pytest.mark.parametrize(("head", "heading", "title"), TITLES.values(), ids=TITLES)
def test_the_headline_is_the_one_shown(head, heading, title):
    """People see the headline, not the page's title with the site's name."""
    assert read(page_with(head, heading + PARAGRAPHS)).title == title


JSON_LD = '<script type="application/ld+json">%s</script>'
DATES = {
    "JSON-LD": (
        JSON_LD % '{"@type":"NewsArticle","datePublished":"2024-03-04T10:15:00+02:00"}',
        "",
        "2024-03-04T08:15",
    ),
    "JSON-LD in a graph": (
        JSON_LD
        % '{"@graph":[{"@type":"Organization"},{"@type":["NewsArticle"],"datePublished":"2024-03-04T08:15:00Z"}]}',
        "",
        "2024-03-04T08:15",
    ),
    "a zone without its colon": (
        "<meta property='article:published_time' content='2024-03-04T10:15:00+0200'>",
        "",
        "2024-03-04T08:15",
    ),
    "no zone is the publisher's": (
        "<meta property='article:published_time' content='2024-03-04 11:15:00'>",
        "",
        "2024-03-04T08:15",
    ),
    "a day stays that day": ("<meta itemprop='datePublished' content='2024-03-04'>", "", "2024-03-04T00:00"),
    "<time>": ("", "<time datetime='2024-03-04T08:15:00Z'>أمس</time>", "2024-03-04T08:15"),
    "words, Levantine month": ("", "<div>تم نشره الاثنين 4 آذار 2024 - 11:15</div>", "2024-03-04T08:15"),
    "words, Arabic digits": ("", "<div>٤ مارس ٢٠٢٤</div>", "2024-03-0"),
    "broken JSON-LD is passed over": (
        JSON_LD % '{"@type":"NewsArticle",,}',
        "<time datetime='2024-03-04T08:15:00Z'></time>",
        "2024-03-04T08:15",
    ),
    "a time to come is refused": ("<meta name='date' content='2031-01-01T00:00:00Z'>", "", None),
    "a year before the web is refused": ("<meta name='date' content='1970-01-01T00:00:00Z'>", "", None),
    "a caption with a date is no date line": (
        "",
        "<div>طلاب أمام المدرسة القديمة في حفل تخرجهم يوم 3 نيسان 2019</div>",
        None,
    ),
}


@pytest.mark.parametrize(("head", "line", "published"), DATES.values(), ids=DATES)
def test_the_time_of_publication_is_read(head, line, published):
    """The surest statement of the time counts, in UTC, and no future one."""
    html = page_with(head, f"<h1>{HEADLINE}</h1>{line}{PARAGRAPHS}")
    found = read(html, timezone="Asia/Damascus", now=NOON).published
    assert (
        (found.isoformat() if found else None) == published
        if published is None
        else found.isoformat().startswith(published)
    )


URLS = {
    "slashes": ("https://a.example/2024/03/04/bridge", "2024-03-04"),
    "single digits": ("https://a.example/story/2024/3/4/bridge/77", "2024-03-04"),
    "a section between": ("https://a.example/2024/middle_east/3/4/bridge/index.html", "2024-03-04"),
    "a number that is no date": ("https://a.example/news/20249999", None),
    "a month that is none": ("https://a.example/2024/13/04/x", None),
}


@pytest.mark.parametrize(("url", "day"), URLS.values(), ids=URLS)
def test_the_address_tells_the_day_when_the_page_does_not(url, day):
    """An address with a date is the article's own."""
    found = read(page_with(), url, now=NOON).published
    assert (found.date().isoformat() if found else None) == day


def test_author_language_and_address_are_read():
    """Who wrote it, in which language, and under which address it is to be known."""
    head = "<meta name='author' content='سعاد المحمد'><link rel='canonical' href='/news/77?ref=1'>"
    page = read(page_with(head))
    assert (page.author, page.language, page.canonical_url) == (
        "سعاد المحمد",
        "ar",
        "https://almidan.example/news/77?ref=1",
    )


def test_a_reprint_is_told():
    """The line under the text that names its origin is read and not kept."""
    page = read(page_with(body=f"<h1>{HEADLINE}</h1>{PARAGRAPHS}<p>المصدر: وكالة رويترز</p>"))
    assert (page.origin, page.text) == ("رويترز", STORY)


REFUSALS = {
    "nothing": ("", "not an HTML page"),
    "plain words": ("لا شيء هنا", "not an HTML page"),
    "a PDF": ("%PDF-1.7 …", "PDF"),
    "JSON": ('{"items": []}', "JSON"),
    "a feed": ("<?xml version='1.0'?><rss><channel></channel></rss>", "feed"),
    "a missing page": (
        page_with("<title>الصفحة غير موجودة</title>", "<h1>404</h1><p>عذراً، لم نجد ما تبحث عنه.</p>"),
        "404",
    ),
    "a browser check": (
        page_with(
            "<title>Just a moment...</title>", "<p>Checking your browser before accessing the site.</p>"
        ),
        "browser",
    ),
    "a consent page": (
        page_with(
            "",
            "<h1>قبل المتابعة إلى الموقع</h1><p>نستخدم ملفات تعريف الارتباط لتقديم خدماتنا.</p><button>أوافق</button>",
        ),
        "consent",
    ),
    "a wall": (
        page_with("", f"<h1>{HEADLINE}</h1><p>{LEAD}</p><div>هذا المحتوى للمشتركين فقط، اشترك الآن.</div>"),
        "wall",
    ),
    "only links": (
        page_with("", "<ul>" + "<li><a href='/1'>خبر من الأخبار</a></li>" * 30 + "</ul>"),
        "no article",
    ),
    "too long": ("<p>" + "ا" * MAX_CHARACTERS, "too long"),
    "nested too deep": ("<html><body>" + "<div>" * 100_000 + PARAGRAPHS, "nested"),
    "nested and closed": ("<html><body>" + "<div>" * 100_000 + PARAGRAPHS + "</div>" * 100_000, "nested"),
    "nested templates": ("<html><body>" + "<template>" * 75_000, "nested"),
    "a million tags": ("<html><body>" + "<b></b>" * 1_000_000, "tags"),
    "a flood of attributes": (
        "<html><body><div " + " ".join(f"a{n}" for n in range(32_000)) + ">",
        "attributes",
    ),
    "a flood hidden by quotes": (
        "<html><body><div " + " ".join(f'a{n}=">"' for n in range(32_000)) + ">",
        "attributes",
    ),
    "a flood hidden by signs": (
        "<html><body><div " + " ".join(f'a{n}="<"' for n in range(32_000)) + ">",
        "attributes",
    ),
}


@pytest.mark.parametrize(("html", "reason"), REFUSALS.values(), ids=REFUSALS)
def test_a_page_without_an_article_is_refused_with_its_reason(html, reason):
    """The operator reads what was wrong with the page, within two seconds."""
    start = time.perf_counter()
    refused = extract_page(html, URL)
    assert isinstance(refused, Failed)
    assert reason in refused.reason
    assert time.perf_counter() - start < 2


HOSTILE = {
    "NUL bytes": page_with().replace("ا", "\x00ا"),
    "unclosed formatting": "<html><body>"
    + "".join(f"<b x={n}>" for n in range(1_000))
    + PARAGRAPHS
    + "<p> " * 500,
    "unclosed everything": f"<html><body><div><table><tr><td><ul><li><h1>{HEADLINE}<p>{LEAD}<p>{BODY}<p>{LAST}",
    "a comment that never ends": page_with() + "<!-- " * 10_000,
    "JSON-LD nested deep": page_with(JSON_LD % ("[" * 100_000)),
    "a cookie banner": page_with(
        body=f"<div class='cookies'>نستخدم ملفات تعريف الارتباط</div><h1>{HEADLINE}</h1>{PARAGRAPHS}"
    ),
    "scripts that look like tags": page_with(
        "<script>if(i<n){" + "x = 1; " * 5_000 + "}</script>" + " " * 60_000
    ),
    "everything in one form": page_with(body=f"<form><h1>{HEADLINE}</h1>{PARAGRAPHS}</form>"),
    "moderately nested": "<html><body>" + "<div>" * 2_000 + PARAGRAPHS + "</div>" * 2_000,
}


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE)
def test_a_hard_page_is_still_read(html):
    """Broken, odd and hostile markup around an article does not hide it, nor take long."""
    start = time.perf_counter()
    page = extract_page(html, URL)
    assert time.perf_counter() - start < 2
    assert isinstance(page, Page), page
    assert all(one in page.text for one in (LEAD, BODY))


HUGE = {
    "10 MB of paragraphs": lambda: page_with(body="".join(f"<p>{n} {BODY}</p>" for n in range(60_000))),
    "10 MB of bare blocks": lambda: page_with(body="".join(f"<div>{n} {BODY}</div>" for n in range(60_000))),
    "10 MB in one paragraph": lambda: page_with(body=f"<p>{BODY * 60_000}</p>"),
    "a hundred thousand headings": lambda: page_with(body=f"{PARAGRAPHS}<h1>{HEADLINE}</h1>" * 20_000),
    "two hundred thousand line breaks": lambda: page_with(body=PARAGRAPHS + "سطر قصير<br>" * 200_000),
    "a hundred thousand links": lambda: page_with(body=PARAGRAPHS + '<a href="/x">خبر آخر</a> ' * 100_000),
    "a hundred thousand names": lambda: page_with(
        body=PARAGRAPHS + "".join(f'<span class="name-{n}">كلمة </span>' for n in range(100_000))
    ),
    "seventy thousand statements": lambda: page_with(JSON_LD % '{"@type":"NewsArticle"}' * 70_000),
    "50 MB of text": lambda: page_with(body=f"<p>{BODY * 300_000}</p>"),
}


@pytest.mark.parametrize("make", HUGE.values(), ids=HUGE)
def test_a_huge_page_is_answered_soon(make):
    """Whatever a page holds a hundred thousand times, an answer or a refusal comes within two seconds."""
    html = make()
    start = time.process_time()
    assert isinstance(extract_page(html, URL), Page | Failed)
    assert time.process_time() - start < 2


def test_time_grows_with_the_page_only():
    """Ten times the page takes at most twelve times as long, and a little."""

    def seconds(paragraphs: int) -> float:
        html = page_with(body="".join(f"<p>{n} {BODY}</p>" for n in range(paragraphs)))
        start = time.process_time()
        extract_page(html, URL)
        return time.process_time() - start

    one = min(seconds(400) for _ in range(3))
    assert min(seconds(4_000) for _ in range(2)) < 12 * one + 0.1


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_no_mutation_of_a_page_raises(data):
    """Whatever is cut, doubled or put into a page, the answer is a page or a reason."""
    html = page_with(f"<title>{HEADLINE}</title>" + JSON_LD % '{"@type":"NewsArticle"}')
    for _ in range(data.draw(st.integers(1, 6))):
        at, length = data.draw(st.integers(0, len(html))), data.draw(st.integers(0, 60))
        put = data.draw(
            st.sampled_from(
                [
                    "",
                    "<",
                    ">",
                    "<div",
                    "</p>",
                    "<!--",
                    "\x00",
                    "&#55296;",
                    '"',
                    "<table>",
                    "<b>",
                    html[at : at + length],
                ]
            )
        )
        html = html[:at] + put + html[at + length * data.draw(st.booleans()) :]
    assert isinstance(extract_page(html, URL), Page | Failed)


def test_every_block_is_explained():
    """Each run of the page's text is told as kept or not, with the reason, in the page's order."""
    body = f"<nav>سياسة</nav><h1>{HEADLINE}</h1><div class='share-bar'>شارك</div>{PARAGRAPHS}<p>Advertisements</p><footer>من نحن</footer>"
    blocks = explain_page(page_with(f"<title>{HEADLINE}</title>", body), URL)
    assert [block.text for block in blocks if block.kept] == [LEAD, BODY, LAST]
    reasons = {block.text: block.reason for block in blocks}
    assert reasons["Advertisements"] == "advert"
    assert {"سياسة", HEADLINE, "شارك", "من نحن"} <= set(reasons)


def test_a_refused_page_is_explained_too():
    """When a page cannot be read, the one block says why."""
    [block] = explain_page("%PDF-1.7", URL)
    assert (block.kept, "PDF" in block.reason) == (False, True)


FRAGMENTS = {
    "paragraphs": (PARAGRAPHS, STORY),
    "bare text": (STORY, STORY),
    "a read-also block inside": (
        f"<p>{LEAD}</p><p><b>اقرأ أيضاً</b></p><ul><li><a href='/1'>حريق في مستودع</a></li></ul><p>{BODY}</p><p>{LAST}</p>",
        STORY,
    ),
    "the feed's own footer": (
        f"{PARAGRAPHS}<p>The post <a href='/1'>{HEADLINE}</a> appeared first on <a href='/'>الميدان</a>.</p>",
        STORY,
    ),
    "breaks": (f"{LEAD}<br><br>{BODY}<br><br>{LAST}<br>Advertisements", STORY),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("html", "text"), FRAGMENTS.values(), ids=FRAGMENTS)
def test_a_feeds_content_is_cleaned_like_a_page(html, text):
    """A feed carries the same boilerplate in its content as the page does."""
    assert extract_fragment(html) == text


def test_words_parted_by_tags_only_stay_whole():
    """A tag inside a word does not part it, and a space between tags is not lost."""
    body = f"<h1>{HEADLINE}</h1><p>وصل ال<b>قائد</b> إلى <i>المدينة</i> <a href='/1'>الجامعية</a> <b>صباح</b> <b>اليوم</b> وسط حضور كبير من الأهالي والطلاب.</p>{PARAGRAPHS}"
    assert "وصل القائد إلى المدينة الجامعية صباح اليوم وسط" in read(page_with(body=body)).text


def test_a_line_wrapped_by_breaks_is_one_paragraph():
    """Old editors wrap lines with <br>: half a sentence is no line of its own."""
    first, second = LEAD[:60], LEAD[60:]
    page = read(page_with(body=f"<h1>{HEADLINE}</h1><div>{first}<br>{second}<br><br>{BODY}<br>{LAST}</div>"))
    assert page.text.split("\n")[1:] == [BODY, LAST]
    assert page.text.split("\n")[0].replace(" ", "") == LEAD.replace(" ", "")


def test_the_feeds_summary_vouches_for_its_article():
    """Of two texts on a page, the one that the feed announced is the article."""
    rival = "".join(
        f"<p>{n} هذا نص آخر أطول يتحدث عن موضوع مختلف تماماً، وفيه جمل كثيرة عن الطقس والأسواق والسفر.</p>"
        for n in range(6)
    )
    between = "<ul>" + "<li><a href=/1>خبر من الأخبار الأخرى في المدينة</a></li>" * 60 + "</ul>"
    html = page_with(body=f"<div>{rival}</div>{between}<div>{PARAGRAPHS}</div>")
    assert LEAD not in read(html).text
    assert read(html, summary=f"{LEAD} {BODY} {LAST}").text == STORY

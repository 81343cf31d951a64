# ruff: noqa: E501 - a page is easier to check with its markup on one line
"""What a page tells of its article beside the text: who, when, where it belongs, under which address."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.extract.page import extract_page
from crawler.model import Page

URL = "https://almidan.example/news/77"
HEADLINE = "إغلاق الجسر الشرقي أمام الشاحنات"
STORY = (
    "أعلنت بلدية المدينة صباح اليوم إغلاق الجسر الشرقي أمام الشاحنات حتى إشعار آخر بسبب تشققات في دعامته.",
    "وقال مهندس من فريق الكشف إن التشققات ظهرت بعد الأمطار الأخيرة، وإن التدعيم يحتاج إلى أسبوعين على الأقل.",
    "وكان الجسر قد رُمم آخر مرة قبل سبع سنوات بتمويل من أهالي الحي الذين يعبرونه كل يوم إلى أعمالهم.",
)
PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
NOW = datetime(2024, 6, 1, 12, 0, tzinfo=UTC)
LD = '<script type="application/ld+json">%s</script>'


def page(head: str = "", line: str = "", *, lang: str = "ar", body: str = PARAGRAPHS, under: str = "") -> str:
    article = f"<article><h1>{HEADLINE}</h1>{line}{body}{under}</article>"
    return f"<!doctype html><html lang='{lang}'><head><title>{HEADLINE}</title>{head}</head><body>{article}</body></html>"


def read(html: str, url: str = URL, timezone: str = "Asia/Damascus") -> Page:
    found = extract_page(html, url, timezone=timezone, now=NOW)
    assert isinstance(found, Page), found
    return found


# --- When --------------------------------------------------------------------------------------------

PUBLISHED = {
    # For machines
    "JSON-LD, a list of things": (LD % '[{"@type":"WebSite"},{"@type":"NewsArticle","datePublished":"2024-03-04T08:15:00Z"}]', "", "2024-03-04T08:15"),
    "JSON-LD, broken by a comma": (LD % '{"@type":"NewsArticle","headline":"خبر",,"datePublished":"2024-03-04T08:15:00Z"}', "", "2024-03-04T08:15"),
    "JSON-LD, with hours of a zone only": (LD % '{"@type":"Article","datePublished":"2024-03-04T11:15+03"}', "", "2024-03-04T08:15"),
    "Open Graph": ("<meta property='article:published_time' content='2024-03-04T08:15:00+00:00'>", "", "2024-03-04T08:15"),
    "microdata": ("<meta itemprop='datePublished' content='2024-03-04T08:15:00Z'>", "", "2024-03-04T08:15"),
    "Dublin Core": ("<meta name='DC.date.issued' content='2024-03-04T08:15:00Z'>", "", "2024-03-04T08:15"),
    "seconds since 1970": ("<meta property='article:published_time' content='1709540100'>", "", "2024-03-04T08:15"),
    "an e-mail's date": ("<meta name='date' content='Mon, 04 Mar 2024 10:15:00 +0200'>", "", "2024-03-04T08:15"),
    "a date without leading zeros, in the publisher's zone": ("<meta name='pubdate' content='2024-3-4 11:15'>", "", "2024-03-04T08:15"),
    "Arabic digits for machines": ("<meta name='date' content='٢٠٢٤-٠٣-٠٤ ١١:١٥'>", "", "2024-03-04T08:15"),
    "<time>": ("", "<time datetime='2024-03-04T11:15:00+03:00'>قبل ساعة</time>", "2024-03-04T08:15"),
    "the <time> that is marked, not the first": ("", "<time datetime='2024-05-30T00:00:00Z'>اليوم</time><time class='entry-date published' datetime='2024-03-04T08:15:00Z'></time>", "2024-03-04T08:15"),
    "the <time> of a change is not it": ("", "<time class='updated' datetime='2024-05-05T08:00:00Z'></time><time datetime='2024-03-04T08:15:00Z'></time>", "2024-03-04T08:15"),
    # For people
    "Levantine months": ("", "<div>نُشر: الاثنين 4 آذار 2024 - 11:15</div>", "2024-03-04T08:15"),
    "both names of a month": ("", "<div>4 نيسان/أبريل 2024 الساعة 11:15</div>", "2024-04-04T08:15"),
    "Egyptian months and the afternoon": ("", "<div>الإثنين 04/مارس/2024 - 02:15 م</div>", "2024-03-04T11:15"),
    "Maghrebi months": ("", "<div>04 أفريل 2024 11:15</div>", "2024-04-04T08:15"),
    "Moroccan months": ("", "<div>الأحد 4 غشت 2019 - 11:15</div>", "2019-08-04T08:15"),
    "Hijri months": ("", "<div>الاثنين 23 شعبان 1445 هـ</div>", "2024-03-0"),
    "Hijri and civil together": ("", "<div>23 شعبان 1445هـ - 4 مارس 2024م</div>", "2024-03-0"),
    "Arabic-Indic digits": ("", "<div>٤ آذار ٢٠٢٤، ١١:١٥ ص</div>", "2024-03-04T08:15"),
    "Mecca's time": ("", "<div>4/3/2024 11:15 (مكة المكرمة)</div>", "2024-03-04T08:15"),
    "GMT": ("", "<div>آخر نشر 4/3/2024 الساعة 8:15 بتوقيت غرينتش</div>", "2024-03-04T08:15"),
    "English": ("", "<div>Published: March 4, 2024 11:15 AM</div>", "2024-03-04T08:15"),
    "published before it was changed": ("", "<div>نشر: 4 آذار 2024 11:15 - آخر تحديث: 9 آذار 2024 08:00</div>", "2024-03-04T08:15"),
    "only the change is told": ("", "<div>آخر تحديث: 4 آذار 2024 11:15</div>", "2024-03-04T08:15"),
    # None
    "a future date is refused": ("<meta name='date' content='2024-06-09'>", "", None),
    "a future date gives way to a true one": ("<meta name='date' content='2031-01-01T00:00:00Z'>", "<time datetime='2024-03-04T08:15:00Z'></time>", "2024-03-04T08:15"),
    "no date at all": ("", "<div>محليات</div>", None),
    "the 31st of February": ("", "<div>31 شباط 2024</div>", None),
    "a year of the copyright": ("", "<div>© 2024 الميدان</div>", None),
    "a day in the text's own sentence": ("", "<p>انتهى العقد الذي وقعته البلدية مع الشركة في 4 آذار 2019 من دون أن يُجدد حتى هذا اليوم كما يبدو.</p>", None),
}  # fmt: skip


@pytest.mark.parametrize(("head", "line", "published"), PUBLISHED.values(), ids=PUBLISHED)
def test_the_time_of_publication_is_understood(head, line, published):
    """However a page writes its date, it is the same moment in UTC; a wrong clock is not believed."""
    found = read(page(head, line)).published
    told = found.isoformat() if found else None
    assert told is None if published is None else (told or "").startswith(published)


UPDATED = {
    "JSON-LD": (LD % '{"@type":"NewsArticle","datePublished":"2024-03-04T08:15:00Z","dateModified":"2024-03-05T09:00:00Z"}', "", "2024-03-05T09:00"),
    "Open Graph": ("<meta property='article:modified_time' content='2024-03-05T09:00:00Z'>", "", "2024-03-05T09:00"),
    "Facebook's": ("<meta property='og:updated_time' content='2024-03-05T09:00:00Z'>", "", "2024-03-05T09:00"),
    "a marked <time>": ("", "<time class='updated' datetime='2024-03-05T09:00:00Z'></time>", "2024-03-05T09:00"),
    "in words": ("", "<div>آخر تحديث: 5 آذار 2024 - 12:00</div>", "2024-03-05T09:00"),
    "in words, on the line of both": ("", "<div>نشر في 4 آذار 2024 - تم التحديث في 5 آذار 2024 12:00</div>", "2024-03-05T09:00"),
    "before it was published is none": (LD % '{"@type":"NewsArticle","datePublished":"2024-03-04T08:15:00Z","dateModified":"2019-01-01T09:00:00Z"}', "", None),
    "in the future is none": ("<meta property='article:modified_time' content='2027-03-05T09:00:00Z'>", "", None),
    "not told": ("<meta property='article:published_time' content='2024-03-04T08:15:00Z'>", "", None),
}  # fmt: skip


@pytest.mark.parametrize(("head", "line", "updated"), UPDATED.values(), ids=UPDATED)
def test_the_time_of_the_last_change_is_understood(head, line, updated):
    """A corrected article says when."""
    found = read(page(head, line)).updated
    told = found.isoformat() if found else None
    assert told is None if updated is None else (told or "").startswith(updated)


ZONES = {
    "Damascus": ("Asia/Damascus", "08:15"),
    "Cairo": ("Africa/Cairo", "09:15"),
    "Casablanca in Ramadan": ("Africa/Casablanca", "10:15"),
    "a zone that nobody knows": ("Asia/Nowhere", "11:15"),
}


@pytest.mark.parametrize(("timezone", "clock"), ZONES.values(), ids=ZONES)
def test_a_time_without_a_zone_is_the_publishers(timezone, clock):
    """Where the page names no zone, its publisher's clock counts."""
    html = page("<meta name='pubdate' content='2024-04-01 11:15:00'>")
    moments = {"Africa/Casablanca": "2024-04-01T11:15"}
    expected = moments.get(timezone, f"2024-04-01T{clock}")
    found = read(html, timezone=timezone).published
    assert found is not None
    assert found.isoformat().startswith(expected)


ADDRESSES = {
    "the address tells the day": ("https://a.example/2024/03/04/bridge", "", "2024-03-04"),
    "the address against a line of today": ("https://a.example/2024/03/04/bridge", "<div>السبت 1 حزيران 2024</div>", "2024-03-04"),
    "the line tells the hour of the address's day": ("https://a.example/2024/03/04/bridge", "<div>4 آذار 2024 11:15</div>", "2024-03-04T08:15"),
    "eight digits": ("https://a.example/20240304-bridge.html", "", "2024-03-04"),
    "an address of the future": ("https://a.example/2025/03/04/bridge", "", None),
    "a number that looks like a day": ("https://a.example/news/2024030499", "", None),
}  # fmt: skip


@pytest.mark.parametrize(("url", "line", "day"), ADDRESSES.values(), ids=ADDRESSES)
def test_an_address_with_a_date_is_weighed(url, line, day):
    """An address is the article's own; a date on the page may be today's."""
    found = read(page(line=line), url).published
    told = found.isoformat() if found else None
    assert told is None if day is None else (told or "").startswith(day)


# --- Who ---------------------------------------------------------------------------------------------

AUTHORS = {
    "JSON-LD": (LD % '{"@type":"NewsArticle","author":{"@type":"Person","name":"سعاد المحمد"}}', "", "سعاد المحمد"),
    "JSON-LD, by reference": (LD % '{"@graph":[{"@type":"NewsArticle","headline":"خبر","author":{"@id":"#p"}},{"@type":"Person","@id":"#p","name":"سعاد المحمد"}]}', "", "سعاد المحمد"),
    "JSON-LD, the first of two": (LD % '{"@type":"NewsArticle","author":[{"name":"سعاد المحمد"},{"name":"نادر العلي"}]}', "", "سعاد المحمد"),
    "meta": ("<meta name='author' content='سعاد المحمد'>", "", "سعاد المحمد"),
    "Yoast's label for Twitter": ("<meta name='twitter:label1' content='كُتب بواسطة'><meta name='twitter:data1' content='سعاد المحمد'>", "", "سعاد المحمد"),
    "with its label in the meta": ("<meta name='author' content='بقلم: سعاد المحمد'>", "", "سعاد المحمد"),
    "كتب": ("", "<div>كتب: نادر العلي</div>", "نادر العلي"),
    "كتبت with a dash": ("", "<div>كتبت - سعاد المحمد</div>", "سعاد المحمد"),
    "كتب without a sign": ("", "<div>كتب نادر العلي</div>", "نادر العلي"),
    "بقلم": ("", "<div>بقلم سعاد المحمد</div>", "سعاد المحمد"),
    "بقلم الكاتب": ("", "<div>بقلم الكاتب/ نادر العلي</div>", "نادر العلي"),
    "بقلم with a title": ("", "<div>بقلم: د. سعاد المحمد</div>", "د. سعاد المحمد"),
    "إعداد": ("", "<div>إعداد: نادر العلي</div>", "نادر العلي"),
    "تقرير with a sign": ("", "<div>تقرير: نادر العلي</div>", "نادر العلي"),
    "with the day on its line": ("", "<div>كتب: نادر العلي | 4 آذار 2024</div>", "نادر العلي"),
    "By": ("", "<div>By Rana Saleh</div>", "Rana Saleh"),
    "a correspondent": ("", "<div>حلب - مراسلنا</div>", "مراسلنا"),
    "a correspondent of an outlet": ("", "<div>حلب – مراسل الميدان</div>", "مراسل الميدان"),
    "marked by the theme": ("", "<span class='author vcard'><a class='fn' href='/a/1'>سعاد المحمد</a></span>", "سعاد المحمد"),
    "rel=author": ("", "<a rel='author' href='/a/1'>سعاد المحمد</a>", "سعاد المحمد"),
    "itemprop in the body": ("", "<span itemprop='author'>سعاد المحمد</span>", "سعاد المحمد"),
    "admin is nobody": ("<meta name='author' content='admin'>", "", None),
    "the newsroom is nobody": ("<meta name='author' content='هيئة التحرير'>", "", None),
    "the site itself is nobody": ("<meta name='author' content='الميدان'><meta property='og:site_name' content='الميدان'>", "", None),
    "an address is nobody": ("<meta property='article:author' content='https://www.facebook.com/almidan'>", "", None),
    "an account is nobody": ("<meta name='author' content='@almidan'>", "", None),
    "admin gives way to the line": ("<meta name='author' content='admin'>", "<div>بقلم: سعاد المحمد</div>", "سعاد المحمد"),
    "a sentence with كتب": ("", "<p>كتب الوزير على صفحته أن الجسر سيبقى مغلقاً.</p>", None),
    "a subheading with تقرير": ("", "<h2>تقرير أممي يحذر من انهيار الجسور</h2>", None),
    "a heading with إعداد": ("", "<h2>إعداد خطة بديلة للشاحنات</h2>", None),
    "nobody": ("", "", None),
}  # fmt: skip


@pytest.mark.parametrize(("head", "line", "author"), AUTHORS.values(), ids=AUTHORS)
def test_the_author_is_named(head, line, author):
    """A name is a person's, as it is written; where only "admin" signs, nobody does."""
    assert read(page(head, line)).author == author


# --- Whose words -------------------------------------------------------------------------------------

ORIGINS = {
    "المصدر": ("<p>المصدر: رويترز</p>", "رويترز"),
    "المصدر with a space and a slash": ("<p>المصدر / وكالة الأناضول</p>", "الأناضول"),
    "an outlet that is no agency": ("<p>المصدر: صوت الساحل</p>", "صوت الساحل"),
    "نقلاً عن": ("<p>نقلاً عن صحيفة صوت الساحل</p>", "صوت الساحل"),
    "agencies": ("<p>وكالات</p>", "وكالات"),
    "an agency in brackets": ("<p>(أ ف ب)</p>", "فرانس برس"),
    "press here is no outlet": ("<p>المصدر: اضغط هنا</p>", None),
    "a source that speaks is none": ("<p>وقال مصدر في البلدية: الجسر سيفتح قريباً.</p>", None),
    "its own words": ("", None),
}  # fmt: skip


@pytest.mark.parametrize(("line", "origin"), ORIGINS.values(), ids=ORIGINS)
def test_whose_words_they_are_is_told(line, origin):
    """A reprint and its original count as one witness; the line stands under the text or above it."""
    found = {read(page(under=line)).origin, read(page(line=line)).origin} - {None}
    assert found == ({origin} - {None})


# --- Where it belongs, and under which address ----------------------------------------------------------

SECTIONS = {
    "JSON-LD": (LD % '{"@type":"NewsArticle","articleSection":"محليات"}', "محليات"),
    "JSON-LD, several": (LD % '{"@type":"NewsArticle","articleSection":["محليات","طرق"]}', "محليات"),
    "Open Graph": ("<meta property='article:section' content='محليات'>", "محليات"),
    "microdata": ("<meta itemprop='articleSection' content='محليات'>", "محليات"),
    "the last crumb before the article": (LD % f'{{"@type":"BreadcrumbList","itemListElement":[{{"name":"الرئيسية"}},{{"name":"محليات"}},{{"name":"{HEADLINE}"}}]}}', "محليات"),
    "crumbs that are things": (LD % '{"@type":"BreadcrumbList","itemListElement":[{"item":{"name":"الصفحة الرئيسية"}},{"item":{"name":"محليات"}}]}', "محليات"),
    "home is none": ("<meta property='article:section' content='الرئيسية'>", None),
    "not told": ("", None),
}  # fmt: skip


@pytest.mark.parametrize(("head", "section"), SECTIONS.values(), ids=SECTIONS)
def test_the_section_is_the_publishers_word(head, section):
    """As the publisher calls it; its front page is none."""
    assert read(page(head)).section == section


PICTURES = {
    "Open Graph": ("<meta property='og:image' content='https://img.example/bridge.jpg'>", "https://img.example/bridge.jpg"),
    "relative to the page": ("<meta property='og:image' content='/img/bridge.jpg'>", "https://almidan.example/img/bridge.jpg"),
    "without its scheme": ("<meta property='og:image' content='//img.example/bridge.jpg'>", "https://img.example/bridge.jpg"),
    "JSON-LD": (LD % '{"@type":"NewsArticle","image":{"@type":"ImageObject","url":"https://img.example/bridge.jpg"}}', "https://img.example/bridge.jpg"),
    "JSON-LD, a list of addresses": (LD % '{"@type":"NewsArticle","image":["https://img.example/bridge.jpg","https://img.example/2.jpg"]}', "https://img.example/bridge.jpg"),
    "Twitter's": ("<meta name='twitter:image' content='https://img.example/bridge.jpg'>", "https://img.example/bridge.jpg"),
    "a logo gives way": ("<meta property='og:image' content='https://img.example/logo.png'><meta name='twitter:image' content='https://img.example/bridge.jpg'>", "https://img.example/bridge.jpg"),
    "a logo is none": ("<meta property='og:image' content='https://img.example/site-logo.png'>", None),
    "a script is none": ("<meta property='og:image' content='javascript:alert(1)'>", None),
    "data is none": ("<meta property='og:image' content='data:image/png;base64,AAAA'>", None),
    "not told": ("", None),
}  # fmt: skip


@pytest.mark.parametrize(("head", "picture"), PICTURES.values(), ids=PICTURES)
def test_the_lead_picture_is_a_whole_address(head, picture):
    """An address of the web, or None."""
    assert read(page(head)).picture == picture


CANONICALS = {
    "the page's word": (URL, "<link rel='canonical' href='https://almidan.example/news/bridge'>", "https://almidan.example/news/bridge"),
    "relative": (URL, "<link rel='canonical' href='/news/bridge'>", "https://almidan.example/news/bridge"),
    "of an AMP page": ("https://almidan.example/amp/77", "<link rel='canonical' href='https://almidan.example/news/77'>", "https://almidan.example/news/77"),
    "Open Graph's": (URL, "<meta property='og:url' content='https://almidan.example/news/bridge'>", "https://almidan.example/news/bridge"),
    "the front page is a mistake": (URL, "<link rel='canonical' href='https://almidan.example/'>", None),
    "a mistake gives way": (URL, "<link rel='canonical' href='https://almidan.example/'><meta property='og:url' content='https://almidan.example/news/bridge'>", "https://almidan.example/news/bridge"),
    "a number in the query": ("https://almidan.example/?p=77", "<link rel='canonical' href='https://almidan.example/?p=77'>", "https://almidan.example/?p=77"),
    "no web address": (URL, "<link rel='canonical' href='file:///etc/passwd'>", None),
    "nonsense": (URL, "<link rel='canonical' href='http://[bad'>", None),
}  # fmt: skip


@pytest.mark.parametrize(("url", "head", "canonical"), CANONICALS.values(), ids=CANONICALS)
def test_the_address_by_which_it_is_known(url, head, canonical):
    """What the page calls its own address, if it can be one."""
    assert read(page(head), url).canonical_url == canonical


ENGLISH = "".join(
    f"<p>The city closed the eastern bridge to trucks on Monday, said engineer number {n} of the team, who had looked at the cracks.</p>"
    for n in range(4)
)
PERSIAN = "".join(
    "<p>شهرداری پل شرقی را به روی کامیون‌ها بست و گفت ترک‌های پایه‌ها پس از باران‌های اخیر پدیدار شده‌اند و مرمت دو هفته زمان می‌گیرد.</p>"
    for _ in range(4)
)
LANGUAGES = {
    "as stated": ("ar", PARAGRAPHS, "ar"),
    "with a country": ("ar-SY", PARAGRAPHS, "ar"),
    "a theme that was not translated": ("en-US", PARAGRAPHS, "ar"),
    "not stated": ("", PARAGRAPHS, "ar"),
    "English under a template's Arabic": ("ar", ENGLISH, None),
    "English": ("en", ENGLISH, "en"),
    "Persian": ("fa-IR", PERSIAN, "fa"),
    "Persian under English is not called Arabic": ("en", PERSIAN, None),
}


@pytest.mark.parametrize(("lang", "body", "language"), LANGUAGES.values(), ids=LANGUAGES)
def test_the_language_is_that_of_the_text(lang, body, language):
    """The page is believed unless its letters say otherwise."""
    assert read(page(lang=lang, body=body)).language == language


# --- Whole pages, as the usual programs write them -------------------------------------------------------

SITES = {
    "WordPress with Yoast": (
        f"""<html lang="ar"><head><title>{HEADLINE} - الميدان</title>
        <link rel="canonical" href="https://almidan.example/77"><meta property="og:title" content="{HEADLINE}">
        <meta property="og:image" content="https://almidan.example/wp-content/uploads/bridge.jpg">
        <meta property="article:modified_time" content="2024-03-05T09:00:00+00:00">"""
        + LD % '{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle","headline":"%s","datePublished":"2024-03-04T08:15:00+00:00","author":{"name":"سعاد المحمد","@id":"#p"},"articleSection":["محليات"]},{"@type":"WebPage"},{"@type":"BreadcrumbList","itemListElement":[{"name":"Home"},{"name":"%s"}]}]}' % (HEADLINE, HEADLINE)
        + f"""</head><body><header><h1 class="site-title">الميدان</h1></header><article><h1 class="entry-title">{HEADLINE}</h1>
        <div class="entry-meta"><time class="entry-date published" datetime="2024-03-04T08:15:00+00:00">4 آذار</time></div>
        <div class="entry-content">{PARAGRAPHS}</div></article></body></html>""",
        ("2024-03-04T08:15", "2024-03-05T09:00", "سعاد المحمد", "محليات", "https://almidan.example/wp-content/uploads/bridge.jpg"),
    ),
    "Drupal": (
        f"""<html lang="ar" dir="rtl"><head><title>{HEADLINE} | الميدان</title><link rel="shortlink" href="/node/77">
        <meta property="article:section" content="محليات"><meta name="dcterms.date" content="2024-03-04T11:15+03:00"></head>
        <body class="node-type-article"><div id="content"><h1 class="page-header">{HEADLINE}</h1>
        <div class="node node-article"><div class="submitted">بقلم سعاد المحمد</div>
        <div class="field field-name-body"><div class="field-items"><div class="field-item even" property="content:encoded">{PARAGRAPHS}</div></div></div></div></div></body></html>""",
        ("2024-03-04T08:15", None, "سعاد المحمد", "محليات", None),
    ),
    "Blogger": (
        f"""<html dir="rtl"><head><title>الميدان: {HEADLINE}</title></head><body>
        <h2 class="date-header"><span>الاثنين، 4 مارس 2024</span></h2><div class="post hentry"><h3 class="post-title entry-title">{HEADLINE}</h3>
        <div class="post-body entry-content" id="post-body-77">{"<br><br>".join(STORY)}</div>
        <div class="post-footer"><span class="post-author vcard">مرسلة بواسطة <span class="fn">سعاد المحمد</span></span>
        <abbr class="published" title="2024-03-04T11:15:00+03:00">11:15 ص</abbr></div></div></body></html>""",
        ("2024-03-0", None, "سعاد المحمد", None, None),
    ),
    "AMP": (
        f"""<html amp lang="ar"><head><title>{HEADLINE}</title><link rel="canonical" href="https://almidan.example/news/77">"""
        + LD % '{"@type":"NewsArticle","headline":"%s","datePublished":"2024-03-04T08:15:00Z","dateModified":"2024-03-05T09:00:00Z","author":"سعاد المحمد","image":{"url":"https://img.example/bridge.jpg","width":1200}}' % HEADLINE
        + f"""</head><body><amp-sidebar>قائمة</amp-sidebar><main><h1>{HEADLINE}</h1>{PARAGRAPHS}</main></body></html>""",
        ("2024-03-04T08:15", "2024-03-05T09:00", "سعاد المحمد", None, "https://img.example/bridge.jpg"),
    ),
    "Joomla": (
        f"""<html lang="ar-aa"><head><title>{HEADLINE}</title><meta name="author" content="Super User"></head><body>
        <div class="item-page" itemscope itemtype="https://schema.org/Article"><meta itemprop="inLanguage" content="ar-AA">
        <h2 itemprop="headline">{HEADLINE}</h2><dl class="article-info"><dd class="createdby" itemprop="author"><span itemprop="name">سعاد المحمد</span></dd>
        <dd class="published"><time datetime="2024-03-04T11:15:00+03:00" itemprop="datePublished">4 آذار</time></dd>
        <dd class="modified"><time datetime="2024-03-05T12:00:00+03:00" itemprop="dateModified">5 آذار</time></dd></dl>
        <div itemprop="articleBody">{PARAGRAPHS}</div></div></body></html>""",
        ("2024-03-04T08:15", "2024-03-05T09:00", "سعاد المحمد", None, None),
    ),
    "a vBulletin portal": (
        f"""<html dir="rtl" lang="ar"><head><title>{HEADLINE} - منتديات الميدان</title></head><body>
        <table class="tborder"><tr><td class="thead">04-03-2024, 11:15 AM</td></tr><tr><td class="alt2"><a class="bigusername" href="member.php?u=7">ناقل الأخبار</a></td></tr>
        <tr><td class="alt1"><div class="smallfont"><strong>{HEADLINE}</strong></div><hr><div id="post_message_77">{"<br><br>".join(STORY)}<br><br>المصدر: وكالات</div></td></tr></table></body></html>""",
        ("2024-03-04T08:15", None, None, None, None),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("html", "told"), SITES.values(), ids=SITES)
def test_the_usual_programs_pages_are_read(html, told):
    """Whatever program a publisher uses, its headline, times and names are found."""
    found = read(html)
    assert found.title == HEADLINE
    moments = tuple(None if one is None else one.isoformat() for one in (found.published, found.updated))
    for moment, expected in zip(moments, told[:2], strict=True):
        assert moment is None if expected is None else (moment or "").startswith(expected)
    assert (found.author, found.section, found.picture) == told[2:]
    assert all(paragraph in found.text for paragraph in STORY)

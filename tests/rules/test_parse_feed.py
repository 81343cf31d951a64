"""Any body that claims to be a feed gives its entries, or a sentence on what it is instead."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.feeds.parse import ParsedFeed, parse_feed
from crawler.feeds.plaintext import one_line, plain_text
from crawler.feeds.salvage import read_leniently
from crawler.model import Failed

URL = "https://example.org/feed/"
SHELLING = "قصف على حي القدم"
TRUCE = "هدنة في بلدة يلدا"
TEN = datetime(2024, 3, 5, 10, tzinfo=UTC)
BODY = "<p>قال ناشطون إن القصف بدأ فجراً.</p>" * 40


def parse(body, content_type="application/rss+xml", timezone="Asia/Damascus"):
    return parse_feed(
        body.encode() if isinstance(body, str) else body, content_type, url=URL, timezone=timezone
    )


def item(title=SHELLING, link="https://example.org/1", more=""):
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>"


def rss(*items, head="<title>أخبار الجنوب</title><link>https://example.org</link>"):
    return f'<?xml version="1.0" encoding="UTF-8"?><rss><channel>{head}{"".join(items)}</channel></rss>'


DETAIL = "<description>تفاصيل</description>"
AT_TEN = "<pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate>"
FORMATS = {
    "RSS 2.0": rss(item(more=AT_TEN + DETAIL)),
    "RSS 0.91 with its DOCTYPE": (
        '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "x.dtd">'
        f'<rss version="0.91"><channel><title>أخبار الجنوب</title>{item(more=DETAIL)}'
        "</channel></rss>"
    ),
    "RSS 1.0": (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x">'
        "<title>أخبار الجنوب</title><items>"
        '<rdf:Seq><rdf:li resource="https://example.org/1"/></rdf:Seq></items></channel>'
        f'<item rdf:about="https://example.org/1"><title>{SHELLING}</title><link>https://example.org/1</link>'
        "<description>تفاصيل</description><dc:date>2024-03-05T10:00:00Z</dc:date></item></rdf:RDF>"
    ),
    "Atom 1.0": (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>أخبار الجنوب</title><link rel="self" href="/feed"/>'
        f'<entry><title>{SHELLING}</title><link rel="enclosure" href="/x.mp3"/>'
        '<link rel="alternate" href="/1"/>'
        "<id>tag:example.org,2024:1</id><published>2024-03-05T10:00:00Z</published>"
        "<updated>2024-03-06T10:00:00Z</updated><summary>تفاصيل</summary></entry></feed>"
    ),
    "Atom with a prefix": (
        f'<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>أخبار الجنوب</a:title>'
        f"<a:entry><a:title>{SHELLING}</a:title>"
        '<a:link href="https://example.org/1"/><a:updated>2024-03-05T10:00:00Z</a:updated>'
        "<a:summary>تفاصيل</a:summary></a:entry></a:feed>"
    ),
    "Atom 0.3": (
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>أخبار الجنوب</title><entry>'
        f'<title>{SHELLING}</title><link rel="alternate" href="https://example.org/1"/>'
        "<issued>2024-03-05T10:00:00Z</issued><summary>تفاصيل</summary></entry></feed>"
    ),
    "JSON Feed": json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "أخبار الجنوب",
            "items": [
                {
                    "id": "1",
                    "url": "https://example.org/1",
                    "title": SHELLING,
                    "summary": "تفاصيل",
                    "date_published": "2024-03-05T13:00:00+03:00",
                }
            ],
        },
        ensure_ascii=False,
    ),
    "RSS with CDATA everywhere": rss(
        item(
            f"<![CDATA[{SHELLING}]]>",
            "<![CDATA[https://example.org/1]]>",
            "<description><![CDATA[<p>تفاصيل</p>]]></description>"
            "<pubDate><![CDATA[Tue, 05 Mar 2024 10:00:00 +0000]]></pubDate>",
        )
    ),
    "RSS behind a warning of PHP": (
        "<br />\n<b>Warning</b>: connect() in <b>/x.php</b><br />\n" + rss(item(more=DETAIL))
    ),
    "RSS behind blank lines and a mark": "\ufeff\n\n\n" + rss(item(more=DETAIL)),
    "RSS without its root": f"<channel><title>أخبار الجنوب</title>{item(more=DETAIL)}</channel>",
    "RSS with prefixes that nobody declared": rss(
        item(more="<media:content url='x'/><dc:creator>سامر</dc:creator><description>تفاصيل</description>")
    ),
    "RSS behind FeedBurner": rss(
        item(
            link="https://feedproxy.example/~r/1",
            more="<feedburner:origLink>https://example.org/1</feedburner:origLink><description>تفاصيل</description>",
        )
    ),
    "RSS with a permalink for a link": rss(
        f"<item><title>{SHELLING}</title><guid>https://example.org/1</guid><description>تفاصيل</description></item>"
    ),
    "RSS with a relative link": rss(item(link="/1", more=DETAIL)),
    "RSS in 1256 that says latin-1": rss(item(more=DETAIL))
    .replace("UTF-8", "iso-8859-1")
    .encode("cp1256"),
    "RSS in UTF-16": rss(item(more=DETAIL)).encode("utf-16"),
}  # fmt: skip


@pytest.mark.parametrize("body", FORMATS.values(), ids=FORMATS)
def test_every_format_gives_the_same_entry(body):
    """Whatever the format, the entry comes out with title, link, summary and, where given, date."""
    feed = parse(body)
    assert isinstance(feed, ParsedFeed), feed
    [entry] = feed.entries
    assert (entry.title, entry.url, entry.summary) == (SHELLING, "https://example.org/1", "تفاصيل")
    assert entry.published in (None, TEN)
    assert feed.title == "أخبار الجنوب"
    assert not feed.truncated


@pytest.mark.parametrize("name", ["RSS 2.0", "RSS 1.0", "Atom 1.0", "Atom 0.3", "JSON Feed"])
def test_the_date_of_publication_is_read(name):
    """The publication counts, not the last change."""
    assert parse(FORMATS[name]).entries[0].published == TEN


@pytest.mark.parametrize(
    "name", [name for name, body in FORMATS.items() if isinstance(body, str) and "<" in body[:2]]
)
def test_feedparser_reads_good_feeds_alike(name):
    """The library that reads everything sees the same title and link, where it can read the feed."""
    ours = parse(FORMATS[name]).entries[0]
    theirs = read_leniently(FORMATS[name].partition("?>")[2] if "<?xml" in FORMATS[name] else FORMATS[name])
    assert [plain_text(entry.title) for entry in theirs] == [ours.title]
    assert theirs[0].link.rpartition("/")[2] == ours.url.rpartition("/")[2]


TITLES = {
    "a bare ampersand": ("قتلى & جرحى", "قتلى & جرحى"),
    "escaped": ("قتلى &amp; جرحى", "قتلى & جرحى"),
    "escaped twice": ("قتلى &amp;amp; جرحى", "قتلى & جرحى"),
    "a space that XML does not know": ("قتلى&nbsp;وجرحى", "قتلى وجرحى"),
    "an entity that nobody knows": ("قتلى &foo; جرحى", "قتلى &foo; جرحى"),
    "a quotation mark by name": ("&laquo;القدم&raquo;", "«القدم»"),
    "a quotation mark by number": ("&#171;القدم&#xBB;", "«القدم»"),
    "a number of windows-1252": ("القدم&#133;", "القدم…"),
    "half an emoji (162 bytes that made feedparser raise)": ("القدم &#55296;", "القدم \ufffd"),
    "an emoji in two halves": ("القدم &#55357;&#56485;", "القدم 💥"),
    "NUL by number": ("القدم&#0;", "القدم"),
    "beyond Unicode": ("القدم&#1114112;", "القدم\ufffd"),
    "a number without end": ("القدم&#" + "9" * 50, "القدم\ufffd"),
    "tags inside": ("قصف على <b>القدم</b>", "قصف على القدم"),
    "tags inside, escaped": ("قصف على &lt;b&gt;القدم&lt;/b&gt;", "قصف على القدم"),
    "a script inside": ("<![CDATA[القدم<script>alert(1)</script>]]>", "القدم"),
    "less than": ("<![CDATA[القتلى < 10]]>", "القتلى < 10"),
    "less than, escaped": ("القتلى &lt; 10", "القتلى < 10"),
    "several lines": ("قصف\n   على\tالقدم", "قصف على القدم"),
    "text and CDATA": ("قصف <![CDATA[على]]> القدم", "قصف على القدم"),
    "marks of direction": ("\u202eالقدم\u202c", "القدم"),
    "saved twice": ("Ø§Ù„Ù‚Ø¯Ù…", "القدم"),
    "saved twice, by number": ("&#216;&#167;&#217;&#132;&#217;&#130;&#216;&#175;&#217;&#133;", "القدم"),
    "a comment inside": ("القدم<!-- بلا -->", "القدم"),
}


@pytest.mark.parametrize(("written", "meant"), TITLES.values(), ids=TITLES)
def test_a_title_is_plain_text(written, meant):
    """A title is what a reader would see, one line, no tags, no references, and its neighbour is unhurt."""
    feed = parse(rss(item(written), item(TRUCE, "https://example.org/2")))
    assert [entry.title for entry in feed.entries] == [meant, TRUCE]


BROKEN = {
    "less than, bare": "<title>القتلى < 10 في القدم</title><link>https://example.org/1</link>",
    "a tag never closed": "<title>قصف <b>القدم</title><link>https://example.org/1</link>",
    "an attribute without quotes": "<title>القدم</title><link>https://example.org/1</link><image a=5/>",
    "a tag never opened": "<title>القدم</title></p><link>https://example.org/1</link>",
    "an attribute twice": '<title>القدم</title><link>https://example.org/1</link><g a="1" a="2"/>',
}


@pytest.mark.parametrize("inside", BROKEN.values(), ids=BROKEN)
def test_one_broken_entry_hurts_no_other(inside):
    """A broken entry is read as far as it goes; those around it are whole (bug 5 of other readers)."""
    feed = parse(
        rss(
            item("أول", "https://example.org/0"),
            f"<item>{inside}</item>",
            item(TRUCE, "https://example.org/2"),
        )
    )
    titles = [entry.title for entry in feed.entries]
    assert (titles[0], titles[-1]) == ("أول", TRUCE)
    assert feed.entries[1].url == "https://example.org/1"
    assert "القدم" in titles[1]


def test_an_unclosed_section_ends_with_its_field():
    """A CDATA section that was never closed eats neither its entry's link nor the next entry."""
    bad = f"<item><title><![CDATA[{SHELLING}</title><link>https://example.org/1</link></item>"
    feed = parse(rss(bad, item(f"<![CDATA[{TRUCE}]]>", "https://example.org/2")))
    assert [(entry.title, entry.url[-1]) for entry in feed.entries] == [(SHELLING, "1"), (TRUCE, "2")]


def test_a_hopeless_entry_is_counted_and_passed_over():
    """What cannot be read is counted, so that the operator learns of it."""
    feed = parse(rss("<item><a></b></item>", item()))
    assert (len(feed.entries), feed.damaged) == (1, 1)


CUTS = {
    "inside a title": rss(item(), item(TRUCE, "https://example.org/2")).partition(TRUCE)[0] + TRUCE[:4],
    "between entries": rss(item()).partition("</channel>")[0],
    "inside a tag": rss(item()).partition("</channel>")[0] + "<item><tit",
    "inside CDATA": rss(item()).partition("</channel>")[0] + "<item><title><![CDATA[هدنة",
    "inside a comment": rss(item()).partition("</channel>")[0] + "<!-- <item>",
    "in the middle of a letter": (rss(item()).partition("</channel>")[0] + "<item><title>ه").encode()[:-1],
}


@pytest.mark.parametrize("body", CUTS.values(), ids=CUTS)
def test_of_a_cut_body_the_whole_entries_are_kept(body):
    """A feed that breaks off gives its whole entries, and says that it broke off."""
    feed = parse(body)
    assert [entry.title for entry in feed.entries] == [SHELLING]
    assert feed.truncated


PAGE_WITH_FEEDS = (
    '<html><head><link rel="alternate" type="application/rss+xml" href="/comments/feed/">'
    "<link type='application/rss+xml' rel='alternate' href='/arabic/feed/?a=1&amp;b=2'></head></html>"
)
BEHIND = {
    "a comment": "<!-- served from the cache in 0.2 s -->",
    "a script of the hoster": "<script src='https://ads.example/x.js'></script>",
    "a warning of PHP": "<br /><b>Notice</b>: undefined index",
    "nothing but the closing of its channel": None,
}


@pytest.mark.parametrize("junk", BEHIND.values(), ids=BEHIND)
def test_what_stands_behind_a_feed_does_not_make_it_a_cut_one(junk):
    """A feed that ends is whole, whatever its server prints behind it."""
    feed = parse(rss(item()) + junk if junk else rss(item()).removesuffix("</rss>"))
    assert [entry.title for entry in feed.entries] == [SHELLING]
    assert not feed.truncated


NO_FEEDS = {
    "nothing": ("", "empty body", False),
    "blank": (" \n\n ", "empty body", False),
    "a page": ("<!DOCTYPE html><html><body>مرحبا</body></html>", "HTML page", True),
    "a page that names its feed": (
        PAGE_WITH_FEEDS,
        "its feed may be https://example.org/arabic/feed/?a=1&b=2",
        True,
    ),
    "a page without a feed": ("<html></html>", "try https://example.org/feed/", True),
    "a page about RSS": (
        "<html><body><pre><rss><channel></channel></rss></pre></body></html>",
        "HTML page",
        True,
    ),
    "a test for robots": ("<html><title>Just a moment...</title></html>", "tests for robots", False),
    "an OPML": ("<opml version='2.0'><body/></opml>", "import it", True),
    "a sitemap": ("<?xml version='1.0'?><urlset><url/></urlset>", "sitemap", True),
    "other XML": ("<note><to>x</to></note>", "root is <note>", True),
    "other JSON": ('{"error": "not found"}', "no JSON Feed", True),
    "JSON too deep": ("[" * 100_000, "no JSON Feed", True),
    "words": ("Service unavailable", "“Service unavailable”", True),
    "a PDF": (b"%PDF-1.7 ...", "PDF", True),
    "a picture": (b"\x89PNG\r\n", "picture", True),
    "11 MB": (b"<rss>" + b" " * 11_000_000, "larger than", True),
}


@pytest.mark.parametrize(("body", "reason", "permanent"), NO_FEEDS.values(), ids=NO_FEEDS)
def test_what_is_no_feed_is_refused_in_a_sentence(body, reason, permanent):
    """The operator reads what the address answers with and what to do about it."""
    failed = parse(body, "text/html")
    assert isinstance(failed, Failed)
    assert reason in failed.reason
    assert failed.permanent is permanent


def test_a_feed_without_entries_is_a_feed():
    """An empty feed is no failure: publishers empty their feeds at night."""
    assert parse(rss()).entries == ()


def test_the_feed_speaks_for_itself():
    """Language, wishes and link of the feed are read."""
    feed = parse(
        rss(
            head="<title>ت</title><atom:link href='https://example.org/self' rel='self'/><link>https://example.org</link>"
            "<language>ar-SY</language><ttl>15</ttl><skipHours><hour>2</hour><hour>3</hour></skipHours>"
            "<skipDays><day>Friday</day></skipDays>"
        )
    )
    assert (feed.language, feed.ttl_minutes, feed.link) == ("ar-sy", 15, "https://example.org")
    assert (feed.skip_hours, feed.skip_days) == (frozenset({2, 3}), frozenset({4}))


def test_entries_stay_in_the_feeds_order():
    """No sorting: the order is the publisher's, oldest first or newest first."""
    feed = parse(rss(*(item(f"خبر {n}", f"https://example.org/{n}") for n in (3, 1, 2))))
    assert [entry.title for entry in feed.entries] == ["خبر 3", "خبر 1", "خبر 2"]


def test_two_hundred_entries_are_all_there():
    """A feed of many entries loses none, the middle ones neither (bugs 10, 11 and 13 of other readers)."""
    feed = parse(rss(*(item(f"خبر {n}", f"https://example.org/{n}") for n in range(200))))
    assert len({entry.key for entry in feed.entries}) == 200


LINKS = {
    "relative": ("1.html", "https://example.org/feed/1.html"),
    "without scheme": ("//cdn.example.org/1", "https://cdn.example.org/1"),
    "escaped": ("https://example.org/?a=1&amp;amp;b=2", "https://example.org/?a=1&b=2"),
    "bare ampersand": ("https://example.org/?a=1&b=2", "https://example.org/?a=1&b=2"),
    "Arabic": ("https://example.org/خبر", "https://example.org/خبر"),
    "broken over lines": ("https://example.org/\n  1", "https://example.org/1"),
    "a script": ("javascript:alert(1)", ""),
    "mail": ("mailto:a@example.org", ""),
    "a broken address": ("http://[::1/1", ""),
    "none": ("", ""),
}


@pytest.mark.parametrize(("written", "meant"), LINKS.values(), ids=LINKS)
def test_a_link_is_an_absolute_web_address_or_nothing(written, meant):
    """Links can be fetched as they stand; scripts and mail addresses are none."""
    assert parse(rss(item(link=written))).entries[0].url == meant


def test_content_is_kept_as_html_and_the_summary_as_text():
    """The article inside a feed keeps its paragraphs; the summary is text."""
    signed = f"<p>تفاصيل</p><p>The post {SHELLING} appeared first on موقع.</p>"
    more = (
        f"<description><![CDATA[{signed}]]></description><content:encoded><![CDATA[{BODY}]]></content:encoded>"
        "<dc:creator>سامر</dc:creator>"
    )
    [entry] = parse(rss(item(more=more))).entries
    assert (entry.summary, entry.content, entry.author) == ("تفاصيل", BODY, "سامر")


def test_atom_content_with_tags_is_kept():
    """XHTML inside Atom comes out as HTML, its author's name alone."""
    [entry] = parse(
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>ت</title><link href="/1"/>'
        '<author><name>سامر</name><email>s@example.org</email></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">'
        '<p class="a">نص &amp; نص</p></div></content></entry></feed>'
    ).entries
    assert '<p class="a">نص &amp; نص</p>' in entry.content
    assert (entry.summary, entry.author) == ("نص & نص", "سامر")


def test_a_title_is_made_of_the_summary_when_there_is_none():
    """Entries without a title, as bridges from Telegram write them, get their first line as one."""
    [entry] = parse(
        rss(
            f"<item><link>https://example.org/1</link><description>{SHELLING}&lt;br&gt;تفاصيل</description></item>"
        )
    ).entries
    assert entry.title == SHELLING


TEASER = "&lt;p&gt;" + "قال ناشطون إن القصف بدأ فجراً. " * 40
FULLNESS = {
    "the article as content": (f"<content:encoded><![CDATA[{BODY}]]></content:encoded>", True),
    "the article as description": (f"<description><![CDATA[{BODY}]]></description>", True),
    "a short description": ("<description>تفاصيل</description>", False),
    "a long teaser with dots": (f"<description>{TEASER} [&amp;#8230;]</description>", False),
    "a long teaser with 'read more'": (f"<description>{TEASER} اقرأ المزيد</description>", False),
    "nothing": ("", False),
}


@pytest.mark.parametrize(("more", "full"), FULLNESS.values(), ids=FULLNESS)
def test_a_feed_tells_whether_it_carries_whole_articles(more, full):
    """Whether the page must be fetched can be told from the feed."""
    assert parse(rss(item(more=more), item(TRUCE, "https://example.org/2", more=more))).full_text is full


def test_the_publishers_zone_counts_where_none_is_named():
    """A date without a zone is by the publisher's clock."""
    feed = rss(item(more="<pubDate>Tue, 05 Mar 2024 13:00:00</pubDate>"))
    assert parse(feed, timezone="Asia/Damascus").entries[0].published == TEN
    assert parse(feed, timezone="UTC").entries[0].published == TEN.replace(hour=13)


def test_a_guid_rewrite_of_a_whole_feed_changes_no_key():
    """A site that moves to https tells nothing twice (bug 23 of other readers)."""

    def feed(scheme):
        return rss(
            *(
                item(f"خبر {n}", f"{scheme}://example.org/{n}", f"<guid>{scheme}://example.org/?p={n}</guid>")
                for n in range(20)
            )
        )

    assert [entry.key for entry in parse(feed("http")).entries] == [
        entry.key for entry in parse(feed("https")).entries
    ]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_mutated_feed_gives_entries_or_a_sentence(data):
    """No mutation of a real-looking feed raises, or leaves an entry without a name."""
    body = rss(item(more="<description><![CDATA[<p>x</p>]]></description>"), item(TRUCE, "/2")).encode()
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(body)))
        piece = data.draw(
            st.sampled_from(
                [b"", b"<", b">", b"&", b"]]>", b"<![CDATA[", b"<item>", b"</item>", b"\xff", b"\x00", b'"']
            )
        )
        body = body[:at] + piece + body[at + data.draw(st.integers(0, 20)) :]
    outcome = parse(body)
    if isinstance(outcome, ParsedFeed):
        assert all(len(entry.key) == 32 and (entry.title or entry.url) for entry in outcome.entries)


@given(st.text(max_size=200))
def test_plain_text_has_no_tags_that_a_browser_would_run(text):
    """Whatever goes in, one line without a script comes out."""
    line = one_line(f"<b>{text}</b><script>x</script>")
    assert "\n" not in line
    assert "<script" not in line.lower() or "<script" in text.lower() or "&" in text

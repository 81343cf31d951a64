"""Bodies made to hang, blow up or break into a parser of feeds."""

import time

import pytest

from crawler.feeds.parse import MOST_BYTES, ParsedFeed, parse_feed

# A part of the largest body that is parsed at all, so that the tests are quick. What is linear takes a part
# of the time, and what is not still takes minutes: 160 KB of entities took another parser 36 seconds.
SIZE = MOST_BYTES // 20
SECONDS = 2.0
ROOT = "<rss><channel>"


def filled(piece, share=1.0):
    """Repeat a piece until it is as long as the bodies here are."""
    return piece * (int(SIZE * share) // len(piece.encode()))


def item(title="قصف", more=""):
    return f"<item><title>{title}</title><link>https://example.org/1</link>{more}</item>"


HOSTILE = {
    "comments without end": ROOT + filled("<!--"),
    "sections without end": ROOT + filled("<![CDATA["),
    "sections that eat entries": ROOT + filled("<![CDATA[</item>") + "]]>",
    "instructions without end": ROOT + filled("<?"),
    "declarations without end": filled("<!DOCTYPE ") + ROOT,
    "a DOCTYPE of entities": "<!DOCTYPE x [" + filled('<!ENTITY a "&b;&b;">') + "]>" + ROOT + item("&a;"),
    "blank lines before the root": filled("\n") + ROOT,
    "encoding repeated": '<?xml version="1.0" ' + filled('encoding="'),
    "style repeated": ROOT + item(more="<description>" + filled('style="url(url(') + "</description>"),
    "an author of dots": ROOT + item(more="<author>" + filled("a.") + "@</author>"),
    "authors of dots in broken entries": ROOT + item(more="<b><author>" + "a." * 7000 + "@</author>") * 50,
    "attributes": ROOT + "<item " + " ".join(f'a{n}="1"' for n in range(40_000)) + "><title>x</title></item>",
    "an attribute without end": ROOT + "<item a='" + filled("x"),
    "entries never closed": ROOT + filled("<item>"),
    "tags never closed": ROOT + filled("<item "),
    "nested deep": ROOT + item(filled("<b>")),
    "nested deep and closed": ROOT + item(filled("<b>", 0.4) + filled("</b>", 0.5)),
    "many entries": ROOT + filled(item()),
    "many broken entries": ROOT + filled("<item><b><title>x</title></item>"),
    "many entries of one guid": ROOT + "".join(
        f"<item><title>{n}</title><guid>1</guid></item>" for n in range(10_000)
    ),
    "ampersands": ROOT + item(filled("&")),
    "references": ROOT + item(filled("&#65;")),
    "escaped tags": ROOT + item(filled("&lt;a &quot;")),
    "escaped scripts": ROOT + item(filled("&lt;script ")),
    "less-than signs": ROOT + filled("<"),
    "quotes": ROOT + item(more="<description><![CDATA[" + filled("<a '\"") + "]]></description>"),
    "saved twice, again and again": ROOT + item(filled("Ø§")),
    "brackets": filled("["),
    "JSON of brackets": '{"items":' + filled("["),
    "digits for a date": ROOT + item(more="<pubDate>" + filled("1") + "</pubDate>"),
    "spaces for a date": ROOT + item(more="<pubDate>1" + filled(" ") + "Mar</pubDate>"),
    "spaces for a title": ROOT + item(filled(" ") + "x"),
    "a link without end": ROOT + f"<item><link>https://example.org/{filled('a/')}</link></item>",
    "a page of links": "<html>" + filled('<link type="application/rss+xml" '),
    "a page of words": "<html>" + filled("href = "),
}  # fmt: skip


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_no_body_hangs_the_daemon(body):
    """A body made to hang a parser ends soon, as entries or as a refusal."""
    started = time.process_time()
    parse_feed(body.encode(), "application/rss+xml", url="https://example.org/feed", timezone="UTC")
    assert time.process_time() - started < SECONDS


UNKNOWN_ENTITY = {
    "an outside entity": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    "an outside DTD": '<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">',
    "billion laughs": '<!DOCTYPE x [<!ENTITY b "haha"><!ENTITY a "&b;&b;&b;">]>',
    "a parameter entity": '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
}


@pytest.mark.parametrize("doctype", UNKNOWN_ENTITY.values(), ids=UNKNOWN_ENTITY)
def test_what_a_doctype_declares_is_unknown(doctype):
    """No file is read, nothing is fetched and nothing grows: a declared entity stays as it is written."""
    feed = parse_feed(
        f"{doctype}{ROOT}{item('&a;')}</channel></rss>".encode(),
        "text/xml",
        url="https://example.org/feed",
        timezone="UTC",
    )
    assert isinstance(feed, ParsedFeed)
    assert [entry.title for entry in feed.entries] == ["&a;"]


@pytest.mark.parametrize("label", ["punycode", "utf-7", "idna", "unicode_escape", "rot13", "hex", "zlib"])
def test_a_charset_that_is_a_trap_is_not_used(label):
    """Codecs that hang, run or lie are not on the list, whoever names them."""
    body = f'<?xml version="1.0" encoding="{label}"?>{ROOT}{item("قصف")}</channel></rss>'.encode("cp1256")
    feed = parse_feed(body, f"text/xml; charset={label}", url="https://example.org/feed", timezone="UTC")
    assert isinstance(feed, ParsedFeed)
    assert feed.entries[0].title == "قصف"

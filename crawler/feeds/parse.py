"""A feed's bytes to its entries: RSS 0.9–2.0, Atom, JSON Feed, and what publishers make of them.

decode | refuse what is no feed | scrub | cut into entries | read each alone | judge its fields | name it
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from crawler.feeds.dates import parse_feed_date
from crawler.feeds.fields import BrokenEntry, Fields, read_fields, read_prefixes
from crawler.feeds.identity import EntryFields, entry_keys
from crawler.feeds.jsonfeed import json_entries, read_json_feed
from crawler.feeds.plaintext import one_line, plain_text, shorten
from crawler.feeds.raw import RawEntry, choose_link, raw_entry
from crawler.feeds.refuse import is_html, refuse_file, refuse_text
from crawler.feeds.salvage import read_leniently
from crawler.feeds.scrub import scrub
from crawler.feeds.split import Parts, find_root, split_feed
from crawler.feeds.urls import is_web_address
from crawler.fetch.decode import decode
from crawler.fetch.mojibake import repair_mojibake
from crawler.model import Entry, Failed

MOST_BYTES = 10_000_000
_MOST_ENTRIES = 5_000
_MOST_MARKS = 1_000_000  # of "<" and of "&"; a feed of ten megabytes has a third of it
_MOST_SALVAGED = 5  # broken entries a poll that the lenient parser may try
_TITLE_LENGTH = 500
_SUMMARY_LENGTH = 3000
_AUTHOR_LENGTH = 200
_MOST_READ = 50_000  # characters of HTML that are turned into text for a title or a summary

_ENOUGH_FOR_FULL = 600  # characters: below, it is a teaser
_END_LENGTH = 1500  # characters of HTML in which a teaser shows itself
_TAGS = re.compile(r"<[^<>]*>")
_TEASER_END = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|»"
    r"|(?:اقرأ|إقرأ|قراءة|تابع|متابعة|لقراءة)\s+(?:المزيد|القراءة|المقال|الخبر|بقية|أكثر)[^\n]{0,60}"
    r"|(?:read|continue)\s+(?:more|reading)[^\n]{0,60})\s*$",
    re.IGNORECASE,
)
# WordPress signs every teaser: "The post … appeared first on …", in the site's language.
_SIGNATURE_LENGTH = 700
_SIGNATURE = re.compile(
    r"\n?(?:The post |ظهرت المقالة |التدوينة |المقالة )[^\n]{0,400}"
    r"(?:appeared first on|أولاً على|أولا على|ظهرت أولاً)[^\n]{0,200}$"
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """A feed as it stands now, its entries in the feed's own order."""

    entries: tuple[Entry, ...] = ()
    kind: str = "rss"
    title: str = ""
    language: str | None = None
    link: str | None = None
    ttl_minutes: int | None = None
    skip_hours: frozenset[int] = frozenset()  # UTC
    skip_days: frozenset[int] = frozenset()  # 0 is Monday
    full_text: bool = False  # most entries carry the whole article
    truncated: bool = False  # the body broke off; the whole entries are here
    damaged: int = 0  # entries that could not be read


def parse_feed(body: bytes, content_type: str, *, url: str, timezone: str) -> ParsedFeed | Failed:
    """Return a feed's entries, or a sentence on what the body is instead.

    ``url`` is where it was found (for relative links), ``timezone`` the publisher's, for dates without one.
    """
    if len(body) > MOST_BYTES:
        return Failed(reason=f"is larger than {MOST_BYTES} bytes, which no feed is", permanent=True)
    refused = refuse_file(body)
    if refused:
        return refused
    text = decode(body, content_type, markup="xml")
    if text.count("&") > _MOST_MARKS or text.count("<") > _MOST_MARKS:
        return Failed(reason="is made of tags and references without text, which no feed is", permanent=True)
    json_feed = read_json_feed(text)
    if json_feed is not None:
        return _with_entries(_json_head(json_feed), json_entries(json_feed), url, timezone)
    scrubbed = scrub(text)
    root = find_root(scrubbed.text)
    if root is None or is_html(scrubbed.text, before=root.start()):
        return refuse_text(text, url)
    parts = split_feed(scrubbed.text, root, cut=scrubbed.cut, most=_MOST_ENTRIES)
    raws, damaged = _read_entries(parts)
    return _with_entries(_read_head(parts, damaged), raws, _base(parts.root_tag, url), timezone)


def _read_entries(parts: Parts) -> tuple[list[RawEntry], int]:
    """Read each entry alone; the lenient parser tries a few of those that are broken."""
    prefixes = read_prefixes(parts.root_tag)
    raws: list[RawEntry] = []
    tries, damaged = 0, 0
    for xml in parts.entries:
        try:
            raws.append(raw_entry(read_fields(xml, prefixes)))
            continue
        except BrokenEntry:
            tries += 1
        salvaged = _salvage(parts, xml) if tries <= _MOST_SALVAGED else []
        raws += salvaged
        damaged += not salvaged
    return raws, damaged


def _salvage(parts: Parts, xml: str) -> list[RawEntry]:
    """Let the lenient parser read one broken entry, in a feed of its own."""
    inside = f"<channel>{xml}</channel>" if parts.kind == "rss" else xml
    name = parts.root_tag[1:].split(maxsplit=1)[0].rstrip("/>")
    return [raw for raw in read_leniently(f"{parts.root_tag}{inside}</{name}>") if raw.title or raw.link][:1]


def _read_head(parts: Parts, damaged: int) -> ParsedFeed:
    """Read what the feed says of itself; a broken head says nothing."""
    try:
        fields = read_fields(parts.head, read_prefixes(parts.root_tag))
    except BrokenEntry:
        fields = Fields()
    ttl = re.match(r"\d{1,6}", fields.text("ttl"))
    declared = re.search(r"xml:lang\s*=\s*[\"']([\w-]+)", parts.root_tag)
    return ParsedFeed(
        kind={"feed": "atom", "rdf": "rss"}.get(parts.kind, parts.kind),
        title=shorten(one_line(fields.text("title")), _TITLE_LENGTH),
        language=_language(fields.text("language", "dc:language") or (declared.group(1) if declared else "")),
        link=choose_link(fields) or None,
        ttl_minutes=int(ttl.group()) if ttl else None,
        skip_hours=frozenset(
            hour % 24 for hour in map(int, re.findall(r"\d{1,2}", fields.markup("skiphours")))
        ),
        skip_days=frozenset(
            day for day, name in enumerate(_WEEKDAYS) if name in fields.markup("skipdays").lower()
        ),
        truncated=parts.truncated,
        damaged=damaged,
    )


def _json_head(feed: dict[str, object]) -> ParsedFeed:
    return ParsedFeed(
        kind="json",
        title=shorten(one_line(str(feed.get("title") or "")), _TITLE_LENGTH),
        language=_language(str(feed.get("language") or "")),
        link=str(feed["home_page_url"]) if feed.get("home_page_url") else None,
    )


def _language(tag: str) -> str | None:
    """Return a language tag in lower case, ``ar-sy``; None if none is given."""
    found = re.match(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", tag.strip())
    return found.group().lower().replace("_", "-") if found else None


def _base(root_tag: str, url: str) -> str:
    named = re.search(r"xml:base\s*=\s*[\"'](https?://[^\"'<>]{1,1000})", root_tag)
    return named.group(1) if named else url


def _with_entries(head: ParsedFeed, raws: Sequence[RawEntry], url: str, timezone: str) -> ParsedFeed:
    """Judge the entries and name them; one that says nothing at all is counted as damaged."""
    judged = [_judge(raw, url, timezone) for raw in raws[:_MOST_ENTRIES]]
    kept = [(raw, entry) for raw, entry in zip(raws, judged, strict=False) if _says_something(entry)]
    fields = [
        EntryFields(
            guid=raw.guid, link=entry.url, title=entry.title, summary=entry.summary, published=entry.published
        )
        for raw, entry in kept
    ]
    names = entry_keys(url, fields, home=head.link or "")
    full = sum(_is_full(entry.content) for _, entry in kept)
    named: dict[str, Entry] = {}  # the same item twice is one
    for (_, entry), keys in zip(kept, names, strict=True):
        named.setdefault(keys.first, replace(entry, key=keys.first, second_key=keys.second))
    return replace(
        head,
        entries=tuple(named.values()),
        full_text=full > len(kept) / 2,
        damaged=head.damaged + len(judged) - len(kept),
    )


def _judge(raw: RawEntry, url: str, timezone: str) -> Entry:
    """Turn an entry as written into an entry as meant; its key comes later."""
    summary = _unsigned(plain_text(repair_mojibake(raw.summary[:_MOST_READ])))
    content = raw.content
    if not content and _is_full(raw.summary):  # the whole article in the description, as many feeds do
        content = raw.summary
    if not summary and content:
        summary = shorten(plain_text(content[:_MOST_READ]), _ENOUGH_FOR_FULL)
    title = one_line(repair_mojibake(raw.title[:_MOST_READ])) or shorten(
        summary.partition("\n")[0], _TITLE_LENGTH // 4
    )
    return Entry(
        key="",
        url=_absolute(url, raw.link),
        title=shorten(title, _TITLE_LENGTH),
        summary=shorten(summary, _SUMMARY_LENGTH),
        content=content,
        published=parse_feed_date(raw.published, timezone) or parse_feed_date(raw.updated, timezone),
        author=shorten(one_line(raw.author[: _AUTHOR_LENGTH * 5]), _AUTHOR_LENGTH) or None,
    )


def _says_something(entry: Entry) -> bool:
    return bool(entry.title or entry.url)


def _is_full(markup: str) -> bool:
    """Whether a text is an article and not its teaser."""
    if len(markup) < _ENOUGH_FOR_FULL:
        return False
    end = _unsigned(plain_text(markup[-_END_LENGTH:]))
    if _TEASER_END.search(end[-200:]):
        return False
    return len(_TAGS.sub("", markup[:-_END_LENGTH])) + len(end) >= _ENOUGH_FOR_FULL


def _unsigned(text: str) -> str:
    """Return a summary without WordPress's signature, which is its last line."""
    return text[:-_SIGNATURE_LENGTH] + _SIGNATURE.sub("", text[-_SIGNATURE_LENGTH:])


def _absolute(base: str, link: str) -> str:
    """Return a link as a web address; "" for what is none (``javascript:``, ``mailto:``)."""
    link = "".join(html.unescape(link).split())
    try:
        address = urljoin(base, link) if link else ""
    except ValueError:
        return ""
    return address if is_web_address(address) else ""

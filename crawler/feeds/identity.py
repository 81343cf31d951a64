"""Which entry is which, from poll to poll.

Guids are rewritten when a site moves to https, are shared by several items, or hold the headline; links gain
tracking parameters. So an entry has two names, one by its link and one by its guid and title; either will do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from urllib.parse import urlsplit

from crawler.arabic.fold import fold
from crawler.arabic.tokens import tokenize
from crawler.feeds.urls import canonical_host, canonical_url, is_web_address

_CROWD = 3  # so many items of one link are a ticker, not a headline that was mended
_TELLING_WORDS = 4  # a shorter title does not name one item


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFields:
    """What an entry's identity is made from; "" where the feed gives nothing."""

    guid: str = ""
    link: str = ""  # absolute
    title: str = ""
    summary: str = ""
    published: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryKeys:
    """The names of one entry: known by any of them, it is not new."""

    first: str  # Entry.key
    second: str | None = None  # by guid and title, for the day when the link changes


def entry_key(feed_url: str, fields: EntryFields) -> str:
    """Return the 128-bit hex identity of an entry that stands alone in its feed."""
    return entry_keys(feed_url, [fields])[0].first


def entry_keys(feed_url: str, entries: Sequence[EntryFields], home: str = "") -> list[EntryKeys]:
    """Return the identities of a feed's entries, in their order; two are alike only for the same item.

    Several items may share a link (a live page) or a guid. The oldest of them keeps the plain key and the
    later ones add what tells them apart, so that a key does not change when another item joins. A link that
    many share, or that is the feed's ``home``, is nobody's own: the guid names such entries.
    """
    common = _common_links(entries) | {canonical_url(home)}
    firsts = [_first_name(feed_url, fields, common) for fields in entries]
    guids = [_guid_name(feed_url, fields) for fields in entries]
    told_apart = _tell_apart(entries, firsts, guids)
    # A guid alone would not do: some feeds give every item the same one, poll after poll.
    seconds = [
        f"{guid} {_title_words(fields.title)}" if guid and fields.title else ""
        for guid, fields in zip(guids, entries, strict=True)
    ]
    counts = Counter(seconds)
    return [
        EntryKeys(first=_hash(first), second=_hash(second) if second and counts[second] == 1 else None)
        for first, second in zip(told_apart, seconds, strict=True)
    ]


def _tell_apart(entries: Sequence[EntryFields], firsts: list[str], guids: list[str]) -> list[str]:
    """Lengthen the names that several entries share, but for the oldest of each."""
    by_age = sorted(
        range(len(entries)),
        # Without dates the last in the feed is the oldest: feeds put news first.
        key=lambda index: (entries[index].published or datetime.max.replace(tzinfo=UTC), -index),
    )
    taken: dict[str, tuple[str, str]] = {}  # a name and the guid and title of who has it
    names = list(firsts)
    for index in by_age:
        own = (guids[index], _title_words(entries[index].title))
        for name in (names[index], f"{names[index]} {own[0]}", f"{names[index]} {own[1]}"):
            if taken.setdefault(name, own) == own:
                names[index] = name
                break
        else:
            names[index] = f"{names[index]} {own[0]} {own[1]}"
    return names


def _common_links(entries: Sequence[EntryFields]) -> set[str]:
    """Return the pages that several different items lead to, as a ticker's all do."""
    different = {(canonical_url(fields.link), fields.guid, fields.title) for fields in entries}
    return {link for link, count in Counter(link for link, _, _ in different).items() if count >= _CROWD}


def _first_name(feed_url: str, fields: EntryFields, common: set[str]) -> str:
    """Name an entry by its page, else by its guid, else by its words."""
    named = _guid_name(feed_url, fields)
    page = canonical_url(fields.link)
    if _leads_to_one_page(fields.link) and not (named and page in common):
        return f"link {page}"
    if named:
        return named
    day = fields.published.date().isoformat() if fields.published else ""
    title = _title_words(fields.title)
    if len(title.split()) < _TELLING_WORDS:  # "عاجل" is the title of many
        title += f" {_title_words(fields.summary)}"
    return f"title {canonical_host(feed_url)} {day} {title}"


def _guid_name(feed_url: str, fields: EntryFields) -> str:
    """Name an entry by its guid; numbers count up in every feed, so the host belongs to the name."""
    if not fields.guid.strip():
        return ""
    return f"guid {canonical_host(feed_url)} {canonical_url(fields.guid)}"


def _leads_to_one_page(link: str) -> bool:
    """Whether a link can be an article's own; a site's front page is everybody's."""
    if not is_web_address(link):
        return False
    parts = urlsplit(canonical_url(link))
    return bool(parts.path.strip("/") or parts.query)


def _title_words(title: str) -> str:
    return " ".join(token.text for token in tokenize(fold(title)) if token.kind != "mark")


def _hash(name: str) -> str:
    return blake2b(name.encode("utf-8", "replace"), digest_size=16).hexdigest()

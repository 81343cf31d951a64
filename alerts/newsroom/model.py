"""What a made-up outlet is, what it writes, and when it prints it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Teaser:
    """Another story's headline and first words, as they stand inside or beside an article."""

    headline: str
    lead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What goes wrong when a feed is asked for the ``request``-th time (the first is 1)."""

    request: int
    status: int | None = None  # answered instead of the feed
    retry_after: int | None = None  # seconds, sent with the status
    stall: float | None = None  # seconds of silence before the feed is answered after all


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A made-up publisher and its habits, as seeds/demo/outlets.toml describes it."""

    id: str  # also the first part of its addresses
    name: str
    motto: str = ""
    about: str = ""  # in the footer of every page
    country: str | None = None
    timezone: str = "UTC"
    feed: Literal["rss", "atom"] = "rss"
    feed_dates: Literal["rfc822", "local"] = "rfc822"  # "local" names no zone, as hand-made feeds do
    whole: bool = False  # the feed carries the article's whole text
    window: int = 20  # newest entries that the feed shows
    theme: Literal["classic", "modern", "legacy", "plain"] = "classic"
    charset: str = "utf-8"
    says_charset: bool = True  # in the Content-Type header
    gzip: bool = False
    validators: Literal["both", "etag", "none"] = "both"
    address: str = "story/{key}/"  # of an article; see Newsroom
    dateline: Literal["levantine", "egyptian", "numeric", "indic"] = "levantine"
    structured: bool = False  # JSON-LD in the page
    menu: tuple[str, ...] = ()
    fillers: tuple[Teaser, ...] = ()  # headlines beside the articles, told elsewhere
    read_also: tuple[Teaser, ...] = ()  # the block under the text when an article brings none
    signature: tuple[str, ...] = ()  # lines under every text
    adverts_after: tuple[int, ...] = ()  # numbers of paragraphs after which an advertisement stands
    comments: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One article as its author wrote it, before it is printed."""

    key: str  # its name in the seeds, or the id of a recorded article
    outlet: str  # an Outlet.id
    after: float  # seconds after the newsroom's start; negative means already there
    age: timedelta = timedelta(0)  # how long before that it was published
    title: str
    summary: str = ""
    paragraphs: tuple[str, ...]  # one that begins with "## " is a subheading
    section: str = "أخبار"
    author: str = ""
    tags: tuple[str, ...] = ()
    caption: str = ""  # under the photograph
    credit: tuple[str, ...] = ()  # lines at the end that say whose words these are
    read_also: tuple[Teaser, ...] = ()
    dated: bool = True  # False: neither the feed nor the page tells when
    expect: tuple[str, ...] = ()  # what it should lead to: "opens:<incident>", "joins:…", …; () is nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A piece with its day, number and address: what the outlet's readers see."""

    piece: Piece
    at: datetime  # when it becomes visible
    published: datetime  # what the outlet says
    number: int
    address: str  # within the outlet, unquoted, without a leading slash


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldIncident:
    """What really happened in the made-up minute: the demo's own gold."""

    name: str
    type: str  # an EventType
    place: str  # a Place.id of the gazetteer
    country: str
    killed: int | None = None  # the last figure told
    wounded: int | None = None
    watched: bool = False  # lies in one of the demo's watch areas

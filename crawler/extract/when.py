"""When a page says that its article was published and changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import chain
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from crawler.arabic.dates import parse_date_text
from crawler.extract.phrases import comparing_form, shipped_phrases
from crawler.extract.stated import Stated
from crawler.extract.tree import Piece

FUTURE_SLACK = timedelta(days=1)  # clocks and zones err by hours, not by days
FIRST_YEAR = 1995
_SHORTEST, _LONGEST = 6, 90  # characters of a date line
_OTHER_WORDS = 4
_DAY_ONLY = 10  # "2020-08-24"
_PUBLISHED_NAMES = (
    "article:published_time",
    "datepublished",
    "og:article:published_time",
    "article:published",
    "publish_date",
    "publishdate",
    "pubdate",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "sailthru.date",
    "parsely-pub-date",
    "date",
    "cxenseparse:recs:publishtime",
)
_UPDATED_NAMES = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "article:modified",
    "dcterms.modified",
    "last-modified",
    "lastmod",
)
_UPDATE_LABEL = re.compile(
    r"(?:تاريخ\s+)?(?:آخر\s+|اخر\s+)?(?:ال)?(?:تحديث|تعديل)(?:\s+(?:في|بتاريخ|يوم))?(?=\s*[:：\-–|\d٠-٩]|\s)|"
    r"\b(?:last\s+)?(?:updated?|modified)\b(?:\s+on)?|mise à jour|modifié le",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")  # seconds or milliseconds since 1970
_TWO_DIGITS = re.compile(r"\d\d")  # quick to look for, and most lines have none
_COMPACT_ZONE = re.compile(r"([+-]\d\d)(\d\d)$")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?:١٩|٢٠)[٠-٩]{2}|(?<!\d)14[345]\d(?!\d)")
# /2020/08/24/, /2020/8/24/, /2020-08-24-, and with a section between as CNN had it: /2013/middle_east/8/3/
_URL_DATE = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:(?P<sign>[/\-_])|/[a-z_-]+/)(?P<month>0?[1-9]|1[0-2])"
    r"(?(sign)(?P=sign)|/)(?P<day>0[1-9]|[12]\d|3[01]|[1-9])(?!\d)"
)
_URL_COMPACT = re.compile(
    r"(?<!\d)(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
)


def published_at(
    stated: Stated, near: Sequence[Piece], url: str, *, timezone: str, now: datetime | None
) -> datetime | None:
    """Return the time of publication in UTC, from the surest statement down; None when none is told."""
    stated_time = _first(_published_texts(stated), timezone, now)
    if stated_time is not None:
        return stated_time
    told = _from_url(url, now)
    written = _first(_date_lines(near), timezone, now)
    # A date on the page may be today's or another story's; the address is the article's own.
    if told is not None and written is not None and abs(written - told) > FUTURE_SLACK + timedelta(hours=12):
        return told
    return written or told or _first(_date_lines(near, updated=True), timezone, now)


def updated_at(
    stated: Stated, near: Sequence[Piece], *, timezone: str, now: datetime | None
) -> datetime | None:
    """Return the time of the last change in UTC; None when none is told."""
    texts = (stated.text("dateModified"), *(stated.meta.get(name) for name in _UPDATED_NAMES))
    return _first(chain(filter(None, texts), _date_lines(near, updated=True)), timezone, now)


def _published_texts(stated: Stated) -> Iterator[str]:
    yield from filter(None, (stated.text("datePublished"), stated.text("dateCreated")))
    for name in _PUBLISHED_NAMES:
        if name in stated.meta:
            yield stated.meta[name]
    yield from stated.times[:6]


def _date_lines(near: Sequence[Piece], *, updated: bool = False) -> Iterator[str]:
    """Return the lines, or their part, that date the article, or its last change: "آخر تحديث: …"."""
    for piece in near:
        if not _SHORTEST <= len(piece.text) <= _LONGEST or not _TWO_DIGITS.search(piece.text):
            continue
        if not _YEAR.search(piece.text):
            continue
        before, after = _split_update(piece.text)
        text = after if updated else before
        if text and _YEAR.search(text) and _is_date_line(text):
            yield text


def _split_update(line: str) -> tuple[str, str]:
    """Part a line before the words that date a change.

    >>> _split_update("نشر: 4 آذار 2024 - آخر تحديث: 5 آذار 2024")
    ('نشر: 4 آذار 2024 - ', ': 5 آذار 2024')
    """
    match = _UPDATE_LABEL.search(line)
    return (line, "") if match is None else (line[: match.start()], line[match.end() :])


def _is_date_line(text: str) -> bool:
    """Whether little more than a date stands there: "تم نشره 24 نيسان 2020", not a caption with a date."""
    known = shipped_phrases().date_words
    words = comparing_form(text).split()
    return sum(not word[0].isdigit() and word not in known for word in words) <= _OTHER_WORDS


def _first(texts: Iterable[str], timezone: str, now: datetime | None) -> datetime | None:
    for text in texts:
        moment = _for_machines(text.strip(), timezone) or _in_words(text.strip(), timezone)
        if moment is not None and _plausible(moment, now):
            return moment
    return None


def _plausible(moment: datetime, now: datetime | None) -> bool:
    """Refuse the time before the web and the future: a wrong clock would put an old article on top."""
    return moment.year >= FIRST_YEAR and (now is None or moment <= now + FUTURE_SLACK)


def _for_machines(text: str, timezone: str) -> datetime | None:
    if _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), UTC)
    if not text[:4].isascii() or not text[:4].isdigit():
        return None
    written = _COMPACT_ZONE.sub(r"\1:\2", text.replace(" +", "+").removesuffix(" UTC"))
    try:
        moment = datetime.fromisoformat(written)
        if moment.tzinfo is None:
            # A day is not a moment: taken as local midnight, it could become the day before.
            zone = UTC if len(text) <= _DAY_ONLY else _zone(timezone)
            moment = moment.replace(tzinfo=zone)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def _in_words(text: str, timezone: str) -> datetime | None:
    """Read a date line written for people: "الجمعة 24 نيسان / أبريل 2020 09:22 مساءً"."""
    if not _SHORTEST <= len(text) <= _LONGEST or not any(sign.isdigit() for sign in text):
        return None
    return parse_date_text(text, timezone)


def _from_url(url: str, now: datetime | None) -> datetime | None:
    path = unquote(urlsplit(url).path)
    match = _URL_DATE.search(path) or _URL_COMPACT.search(path)
    if match is None:
        return None
    try:
        moment = datetime(int(match["year"]), int(match["month"]), int(match["day"]), tzinfo=UTC)
    except ValueError:  # 31 February
        return None
    return moment if _plausible(moment, now) else None

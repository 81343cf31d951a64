"""The values that travel from a feed's address to an incident.

Feed → Fetched | NotModified | Failed → Entry → Article → Verdict → Event → Change / Incident

Every value is frozen; every datetime is aware and in UTC; what is not known is ``None``.
The words are those of docs/glossary.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date as Day  # noqa: N812 - Event has a field called date
from datetime import datetime
from enum import Enum, IntEnum, StrEnum

# --- What may happen -------------------------------------------------------------------------------


class EventType(StrEnum):
    """The twenty kinds of incident, with ACLED and CAP counterparts in docs/incidents.md."""

    ARMED_CLASH = "armed_clash"
    TERRITORY_CHANGE = "territory_change"
    AIR_STRIKE = "air_strike"
    SHELLING = "shelling"
    EXPLOSION = "explosion"
    SUICIDE_BOMBING = "suicide_bombing"
    CHEMICAL_ATTACK = "chemical_attack"
    ATTACK = "attack"
    ASSASSINATION = "assassination"
    ABDUCTION = "abduction"
    ARREST = "arrest"
    PROTEST = "protest"
    RIOT = "riot"
    SIEGE = "siege"
    DISPLACEMENT = "displacement"
    TRUCE = "truce"
    OUTAGE = "outage"
    ACCIDENT = "accident"
    DISASTER = "disaster"
    OUTBREAK = "outbreak"


class Family(StrEnum):
    """Kinds of incident that one happening may be told as."""

    BATTLE = "battle"
    REMOTE = "remote"
    VIOLENCE = "violence"
    ARREST = "arrest"
    UNREST = "unrest"
    HUMANITARIAN = "humanitarian"
    SAFETY = "safety"


FAMILIES: dict[Family, tuple[EventType, ...]] = {
    Family.BATTLE: (EventType.ARMED_CLASH, EventType.TERRITORY_CHANGE),
    Family.REMOTE: (
        EventType.AIR_STRIKE,
        EventType.SHELLING,
        EventType.EXPLOSION,
        EventType.SUICIDE_BOMBING,
        EventType.CHEMICAL_ATTACK,
    ),
    Family.VIOLENCE: (EventType.ATTACK, EventType.ASSASSINATION, EventType.ABDUCTION),
    Family.ARREST: (EventType.ARREST,),
    Family.UNREST: (EventType.PROTEST, EventType.RIOT),
    Family.HUMANITARIAN: (EventType.SIEGE, EventType.DISPLACEMENT, EventType.TRUCE, EventType.OUTAGE),
    Family.SAFETY: (EventType.ACCIDENT, EventType.DISASTER, EventType.OUTBREAK),
}
FAMILY_OF: dict[EventType, Family] = {kind: family for family, kinds in FAMILIES.items() for kind in kinds}


class Status(StrEnum):
    """What an article does with a happening that it names; only NEW may become an incident."""

    NEW = "new"
    BACKGROUND = "background"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"
    FIGURATIVE = "figurative"


class Certainty(StrEnum):
    """CAP 1.2 certainty, from the surest down."""

    OBSERVED = "observed"
    LIKELY = "likely"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"


class Severity(IntEnum):
    """CAP 1.2 severity; a higher number is worse."""

    MINOR = 1
    MODERATE = 2
    SEVERE = 3
    EXTREME = 4


# --- Where -----------------------------------------------------------------------------------------


class Precision(IntEnum):
    """How exactly a place is known; a higher number is more exact."""

    COUNTRY = 1
    GOVERNORATE = 2
    DISTRICT = 3
    TOWN = 4
    NEIGHBOURHOOD = 5
    SITE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One row of the gazetteer."""

    id: str
    name: str
    kind: str
    precision: Precision
    country: str  # ISO 3166-1 alpha-2
    parent: str | None = None  # a Place.id
    aliases: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    ordinary: bool = False  # the name is also an ordinary word (القدم the foot)
    weight: int = 0  # how likely the name means this place among its namesakes, 0–9
    source: str = ""


# --- From the network ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """ETag and Last-Modified of the last good answer, to be echoed verbatim."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """An address that is polled, as the operator's list describes it."""

    url: str
    publisher: str
    language: str = "ar"
    country: str | None = None  # of the publisher, ISO 3166-1 alpha-2
    kind: str = "news"
    timezone: str = "UTC"  # of the publisher's clock, for dates that name no zone
    trust: float = 1.0  # in the publisher: 1 is a whole independent origin, 0.5 half of one


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A body that arrived whole."""

    url: str  # after redirects
    body: bytes
    content_type: str  # the header, as sent
    validators: Validators = Validators()
    max_age: float | None = None  # seconds, from Cache-Control or Expires


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """The publisher says: as before."""

    max_age: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """Nothing usable arrived; the reason is a sentence for the operator."""

    reason: str
    permanent: bool = False  # gone, forbidden, not what was asked for
    retry_after: float | None = None  # seconds, as the publisher asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a feed, as plain text."""

    key: str  # 128-bit hex identity within the feed, see crawler.feeds.identity
    second_key: str | None = None  # another name of the same entry, by which it is known too
    url: str
    title: str
    summary: str = ""
    content: str = ""  # HTML as the feed carried it, or ""
    published: datetime | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What was read from an article's HTML page."""

    title: str
    text: str  # paragraphs joined by "\n"
    published: datetime | None = None
    updated: datetime | None = None  # the last change that the page itself tells of
    author: str | None = None
    section: str | None = None  # the publisher's own, as written: "سوريا", "اقتصاد"
    picture: str | None = None  # the lead picture's address
    language: str | None = None
    canonical_url: str | None = None
    origin: str | None = None  # whom the page says it reprints


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An entry's page, extracted and cleaned; what every later step reads."""

    id: str
    publisher: str
    url: str
    title: str
    text: str
    published: datetime | None = None  # always known in the store, where the time it was first seen stands in
    summary: str = ""
    country: str | None = None  # of the publisher
    timezone: str = "UTC"  # of the publisher
    author: str | None = None
    updated: datetime | None = None
    section: str | None = None  # the publisher's own word; nothing may depend on it
    picture: str | None = None  # an address; no page of ours loads it
    language: str | None = None
    origin: str | None = None
    alerts: bool = True  # False for what a feed already held when it was first polled

    @property
    def full_text(self) -> str:
        """Title and text as one; evidence offsets count from its start."""
        return f"{self.title}\n{self.text}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """The fixed-size digest of an article's text."""

    exact: str  # 128-bit hex of the folded text
    sketch: tuple[int, ...] = ()  # bottom-k hashes of word shingles, ascending


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether an article was seen before, and how alike the two are (0…1)."""

    duplicate_of: str | None = None
    kind: str | None = None  # "exact", "near" or None
    similarity: float = 0.0


# --- What is said to have happened -----------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Character offsets into Article.full_text, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """A number of people: the figure, its bounds, and who said so. "Dozens" has a low bound only."""

    best: int | None = None
    low: int | None = None
    high: int | None = None
    said_by: str | None = None

    @property
    def known(self) -> bool:
        """Whether anything was told."""
        return self.low is not None or self.best is not None


UNKNOWN_TOLL = Toll()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One article's claim that something happened somewhere, some time."""

    type: EventType
    status: Status = Status.NEW
    central: bool = False  # told by the title or the lead
    place: Place | None = None
    also: tuple[Place, ...] = ()  # further places of the same event
    country: str | None = None
    date: Day | None = None
    killed: Toll = UNKNOWN_TOLL
    wounded: Toll = UNKNOWN_TOLL
    certainty: Certainty = Certainty.LIKELY
    actors: tuple[str, ...] = ()
    said_by: str | None = None
    trigger: str = ""
    evidence: Span = Span(start=0, end=0)
    why: tuple[str, ...] = ()


class IncidentState(StrEnum):
    """Whether an incident is still told of; a late report opens a closed one again."""

    OPEN = "open"
    CLOSED = "closed"
    MERGED = "merged"  # it turned out to be another one, which holds its reports now


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One article's part in an incident."""

    article_id: str
    publisher: str
    url: str
    title: str
    published: datetime
    origin: str  # publisher or agency that the words come from; equal for reprints
    killed: Toll = UNKNOWN_TOLL  # this and what follows: as this article tells it
    wounded: Toll = UNKNOWN_TOLL
    position: int = 0  # of the event among those of its article
    type: EventType | None = None
    place: Place | None = None
    also: tuple[Place, ...] = ()
    country: str | None = None
    day: Day | None = None
    certainty: Certainty = Certainty.LIKELY
    central: bool = True
    actors: tuple[str, ...] = ()
    denies: bool = False
    quoted: str | None = None  # whom the article says that it reprints
    wording: str | None = None  # the first article with nearly these words; equal for reprints
    trust: float = 1.0  # of the publisher; two full ones make a likely thing observed


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What an operator settled by hand, and why; no report overrules it. None leaves it to the reports."""

    at: datetime
    why: str
    type: EventType | None = None
    place: Place | None = None
    day: Day | None = None
    killed: Toll | None = None
    wounded: Toll | None = None
    denied: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """The happening itself, merged from the events of many articles."""

    id: int
    revision: int
    type: EventType
    types: tuple[EventType, ...]  # every type that a report gave it, first told first
    place: Place | None
    country: str | None
    first_date: Day | None
    last_date: Day | None
    opened_at: datetime  # publication of the first report
    updated_at: datetime  # publication of the latest report
    also: tuple[Place, ...] = ()
    killed: Toll = UNKNOWN_TOLL
    wounded: Toll = UNKNOWN_TOLL
    certainty: Certainty = Certainty.LIKELY
    severity: Severity = Severity.MINOR
    actors: tuple[str, ...] = ()
    denied: bool = False
    state: IncidentState = IncidentState.OPEN
    reports: tuple[Report, ...] = ()  # in order of publication
    corrections: tuple[Correction, ...] = ()
    merged_into: int | None = None  # the incident that took its reports

    @property
    def code(self) -> str:
        """Short name that people can type, e.g. ``A7K2``; one to one with the id."""
        return incident_code(self.id)

    @property
    def origins(self) -> int:
        """How many independent origins tell of it."""
        return len({report.origin for report in self.reports})


class ChangeKind(Enum):
    """What an event did to the incidents."""

    OPENED = "opened"
    REVISED = "revised"  # something that is told to people changed
    JOINED = "joined"  # one more report, nothing else
    DENIED = "denied"  # somebody denies it for the first time
    CORRECTED = "corrected"  # an origin took its own figure back, or an operator settled one
    RETRACTED = "retracted"  # an operator says that it did not happen
    REOPENED = "reopened"  # it had been silent for long, and is told of again
    MERGED = "merged"  # it turned out to be another one
    SPLIT = "split"  # it was told as part of another one
    CLOSED = "closed"  # nobody told of it for long


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An incident before and after something was learnt, and why it was drawn so."""

    kind: ChangeKind
    before: Incident | None
    after: Incident
    event: Event | None = None  # that brought it about; None where it was time or an operator
    why: tuple[str, ...] = field(default=())
    other: int | None = None  # the incident that it was merged into or split from


CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no 0/O, 1/I/L, U: read aloud without doubt
SCRAMBLE = 104_729  # a prime that shares no factor with 30


def incident_code(number: int) -> str:
    """Turn an incident's number into its code, at least four characters, never the same for two.

    Multiplying by a number that shares no factor with the block's size permutes the block, so
    neighbours look unlike and no code comes back before the block is used up.
    """
    base, length, first = len(CODE_ALPHABET), 4, 0
    while number - first >= base**length:
        first += base**length
        length += 1
    scrambled = (number - first) * SCRAMBLE % base**length
    letters = ""
    for _ in range(length):
        scrambled, digit = divmod(scrambled, base)
        letters = CODE_ALPHABET[digit] + letters
    return letters


def incident_number(code: str) -> int | None:
    """Turn a code back into the incident's number; None when it is no code."""
    base, length = len(CODE_ALPHABET), len(code)
    if length < 4 or length > 12 or any(letter not in CODE_ALPHABET for letter in code):  # noqa: PLR2004 - see above
        return None
    scrambled = 0
    for letter in code:
        scrambled = scrambled * base + CODE_ALPHABET.index(letter)
    first = sum(base**shorter for shorter in range(4, length))
    unscramble: int = pow(SCRAMBLE, -1, base**length)
    number: int = first + scrambled * unscramble % base**length
    return number

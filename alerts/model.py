"""The values that travel from an incident to a person.

Change → Subscription (matched) → Notification (with its reason) → Delivery → Message
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - Delivery has a field called digest_date, and digests a date
from datetime import datetime, time
from enum import Enum, IntEnum, StrEnum

from crawler.model import Certainty, EventType, Incident, Precision, Severity

# --- What is watched -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceArea:
    """A place of the gazetteer with all that lies within it."""

    place_id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CircleArea:
    """Everything within some kilometres of a point."""

    name: str
    lat: float
    lon: float
    km: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PolygonArea:
    """Everything within a closed line; corners are (latitude, longitude)."""

    name: str
    corners: tuple[tuple[float, float], ...]


Area = PlaceArea | CircleArea | PolygonArea


class SubscriptionOrigin(StrEnum):
    """Who made a subscription, and so who may remove it."""

    FILE = "file"
    COMMAND = "command"
    CHAT = "chat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """Who wants to hear of which areas, and of what in them."""

    id: int
    name: str
    areas: tuple[Area, ...]
    types: tuple[EventType, ...] = ()  # empty: all
    channel: str = "console"
    address: str = "-"
    digest: bool = True
    origin: SubscriptionOrigin = SubscriptionOrigin.COMMAND
    least_severity: Severity = Severity.MINOR
    least_certainty: Certainty = Certainty.UNLIKELY
    words: tuple[str, ...] = ()  # keyword rules, of which one has to match a report; empty: any words
    wider: bool = False  # also what is only known to be somewhere in a governorate or town around an area


# --- How it is told --------------------------------------------------------------------------------


class QuietMode(StrEnum):
    """What quiet hours do."""

    SILENT = "silent"  # everything comes, and nothing makes a sound
    EXTREME = "extreme"  # what is extreme rings, the rest comes without a sound
    HOLD = "hold"  # everything waits for the end of the quiet hours


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """Hours of the subscriber's day; where the end is before the start they span midnight."""

    start: time
    end: time
    mode: QuietMode = QuietMode.EXTREME


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """How one address wishes to be spoken to, whatever it watches."""

    channel: str
    address: str
    zone: str | None = None  # IANA name; None: the installation's
    quiet: QuietHours | None = None
    language: str = "ar"
    awaits: str | None = None  # what the bot asked for last: "area"
    digest_hour: int | None = None  # of the subscriber's day; None: the installation's


class MuteKind(StrEnum):
    """What an address does not want to hear of for some time."""

    INCIDENT = "incident"
    AREA = "area"  # a subscription, by its number
    PUBLISHER = "publisher"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mute:
    """A wish to be left alone with something, for ever where it has no end."""

    kind: MuteKind
    what: str  # the number of the incident or subscription, or the publisher's name
    until: datetime | None = None


# --- What is said, and why -------------------------------------------------------------------------


class Reason(Enum):
    """Why we speak now; those that ring come first."""

    FIRST_REPORT = "first report"
    DENIED = "denied"
    TOLL_ROSE = "toll rose"
    PLACE_FOUND = "first precise place"
    SEVERITY_UP = "severity up"
    DETAILS = "details changed"
    MORE_REPORTS = "one more report"

    @property
    def rings(self) -> bool:
        """Whether the reason is worth a sound."""
        return self not in (Reason.DETAILS, Reason.MORE_REPORTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one address was last told of one incident; so silence can be proved."""

    revision: int
    killed: int | None
    precision: Precision | None
    denied: bool
    severity: Severity
    rung_at: datetime
    message_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification:
    """The decision to tell one address of one revision."""

    at: datetime
    channel: str
    address: str
    subscription_id: int
    area: str
    incident_id: int
    revision: int
    reason: Reason

    @property
    def rings(self) -> bool:
        """Whether it makes a sound, or edits in silence."""
        return self.reason.rings


class DeliveryKind(StrEnum):
    """What a delivery carries."""

    INCIDENT = "incident"
    DIGEST = "digest"
    REPLY = "reply"
    PANEL = "panel"  # a reply with buttons


class Lane(IntEnum):
    """Which deliveries go first; the lower number."""

    URGENT = 0
    NORMAL = 1
    QUIET = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One attemptable send. What it says is rendered when it is sent, so it is never stale."""

    id: int
    kind: DeliveryKind
    channel: str
    address: str
    lane: Lane
    due_at: datetime
    attempts: int = 0
    silent: bool = False
    reason: Reason | None = None
    incident_id: int | None = None
    digest_date: Day | None = None
    text: str | None = None  # of a reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Where messages can be sent: a channel and an address there."""

    channel: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What a message is about, for channels whose readers are programs."""

    delivery: int
    kind: DeliveryKind
    reason: Reason | None = None
    incident: Incident | None = None
    english: str = ""  # the incident in a few English lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """Something to press under a message."""

    text: str
    data: str  # what pressing it sends; at most 64 bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a person reads, as plain text and in Telegram's HTML."""

    plain: str
    html: str
    buttons: tuple[tuple[Button, ...], ...] = ()  # in rows; channels without buttons leave them out
    matter: Matter | None = None

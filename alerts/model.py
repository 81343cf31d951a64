"""The values that travel from an incident to a person.

Change → Subscription (matched) → Notification (with its reason) → Delivery → Message
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - Delivery has a field called digest_date, and digests a date
from datetime import datetime
from enum import Enum, IntEnum, StrEnum

from crawler.model import EventType, Precision, Severity

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
    """Who wants to hear of which areas and types, and how."""

    id: int
    name: str
    areas: tuple[Area, ...]
    types: tuple[EventType, ...] = ()  # empty: all
    channel: str = "console"
    address: str = "-"
    digest: bool = True
    origin: SubscriptionOrigin = SubscriptionOrigin.COMMAND


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
class Message:
    """What a person reads, as plain text and in Telegram's HTML."""

    plain: str
    html: str

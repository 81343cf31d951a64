"""What an operator may change, with its defaults; read from rasid.toml, the environment and secret files."""

from __future__ import annotations

import base64
import re
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

EVENT_TYPES = (
    "armed_clash", "territory_change", "air_strike", "shelling", "explosion", "suicide_bombing",
    "chemical_attack", "attack", "assassination", "abduction", "arrest", "protest", "riot", "siege",
    "displacement", "truce", "outage", "accident", "disaster", "outbreak",
)  # fmt: skip
CHANNELS = ("console", "telegram", "apprise", "webhook")
CHAT_NUMBER = re.compile(r"-?[0-9]{1,19}")  # Telegram's name for a chat; a group's is negative


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError(f"no time zone is called {name!r}; write it like Asia/Damascus") from error
    return name


def _webhook_secret(secret: SecretStr) -> SecretStr:
    written = secret.get_secret_value()
    try:
        key = base64.b64decode(written.removeprefix("whsec_"), validate=True)
    except ValueError:
        key = b""
    if not written.startswith("whsec_") or not 24 <= len(key) <= 64:  # noqa: PLR2004 - the specification's
        raise ValueError("a webhook's secret is whsec_ and then 24 to 64 random bytes in base64")
    return secret


TimeZone = Annotated[str, AfterValidator(_known_zone)]


class Section(BaseModel):
    """A table of the file; a key that it does not know is a mistake, not a wish."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CrawlSettings(Section):
    """How often feeds are asked, and how long an answer may take."""

    least_minutes: float = Field(default=2, gt=0, le=1440)
    most_minutes: float = Field(default=30, gt=0, le=1440)
    spacing_seconds: float = Field(default=1.0, ge=0, le=600)
    deadline_seconds: float = Field(default=30, gt=0, le=600)
    feed_megabytes: float = Field(default=10, gt=0, le=100)
    page_megabytes: float = Field(default=5, gt=0, le=100)
    backlog_days: float = Field(default=2, ge=0, le=30)
    keep_pages_days: float = Field(default=7, ge=0, le=366)
    keep_pages_megabytes: float = Field(default=500, gt=0, le=1_000_000)
    contact: str = ""  # an address that publishers can write to, sent with every request
    allow: tuple[str, ...] = ()  # loopback "host:port" that may be fetched all the same

    @model_validator(mode="after")
    def _least_below_most(self) -> CrawlSettings:
        if self.least_minutes > self.most_minutes:
            raise ValueError("least_minutes is greater than most_minutes; swap them")
        return self


class AlertSettings(Section):
    """When an article may still ring, and how often one incident may."""

    fresh_hours: float = Field(default=24, gt=0, le=168)
    cooldown_minutes: float = Field(default=5, ge=0, le=1440)
    second_after_minutes: float = Field(default=2, ge=0.5, le=1440)


class GradingSettings(Section):
    """The table by which severity and certainty are given, in CAP's words."""

    severity: dict[  # before anybody is known to be hurt; kinds that are left out keep their own
        Literal[EVENT_TYPES],  # type: ignore[valid-type]  # mypy wants the names spelled out
        Literal["minor", "moderate", "severe", "extreme"],
    ] = Field(default_factory=dict)
    extreme_killed: int = Field(default=10, ge=1)
    severe_killed: int = Field(default=3, ge=1)
    severe_wounded: int = Field(default=10, ge=1)
    observed_origins: float = Field(default=2, gt=0, le=100)
    contested_origins: int = Field(default=3, ge=2)


class WebSettings(Section):
    """Where the pages are served; loopback unless the operator says otherwise."""

    enabled: bool = True
    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)


class TelegramSettings(Section):
    """The bot. Without a token there is none."""

    token: SecretStr = SecretStr("")
    base_url: str = "https://api.telegram.org/bot"
    allowed_chats: tuple[int, ...] = ()

    @property
    def enabled(self) -> bool:
        """Whether a bot is to run."""
        return bool(self.token.get_secret_value())


class WebhookSettings(Section):
    """How webhooks are signed, and which addresses that are not public they may go to."""

    secrets: tuple[Annotated[SecretStr, AfterValidator(_webhook_secret)], ...] = ()
    allow: tuple[str, ...] = ()  # "host:port"


class DigestSettings(Section):
    """When the daily digest goes out, in the time zone of the whole file."""

    enabled: bool = True
    hour: int = Field(default=8, ge=0, le=23)


class Circle(Section):
    """A watched circle."""

    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    km: float = Field(gt=0, le=500)


def _check_home(channel: str, address: str) -> None:
    if channel == "telegram" and not CHAT_NUMBER.fullmatch(address):
        raise ValueError("a Telegram address is a chat's number, e.g. 123456789")
    if channel in ("apprise", "webhook") and "://" not in address:
        raise ValueError("the address is a URL, e.g. ntfy://TOPIC for apprise, https://… for webhook")


class SecondSettings(Section):
    """Where the rings of a subscription go while its own channel is held up."""

    channel: Literal[CHANNELS]  # type: ignore[valid-type]  # mypy wants the names spelled out
    address: str = "-"


class SubscriptionSettings(Section):
    """Who wants to hear of what, and how."""

    name: str = Field(min_length=1, max_length=100)
    areas: tuple[str, ...] = ()
    circle: Circle | None = None
    polygon: tuple[tuple[float, float], ...] = ()  # (lat, lon) corners, at least three
    types: tuple[Literal[EVENT_TYPES], ...] = ()  # type: ignore[valid-type]  # mypy wants the names spelled out
    channel: Literal[CHANNELS] = "console"  # type: ignore[valid-type]  # the same
    address: str = "-"
    second: SecondSettings | None = None
    digest: bool = True

    @model_validator(mode="after")
    def _watches_something(self) -> SubscriptionSettings:
        if not self.areas and self.circle is None and not self.polygon:
            raise ValueError('a subscription needs areas = ["…"], a circle or a polygon')
        if self.polygon and len(self.polygon) < 3:  # noqa: PLR2004 - a triangle is the least polygon
            raise ValueError("a polygon needs at least three corners, each [lat, lon]")
        if not all(-90 <= lat <= 90 and -180 <= lon <= 180 for lat, lon in self.polygon):  # noqa: PLR2004 - the globe
            raise ValueError("a polygon's corners are [lat, lon] in degrees")
        _check_home(self.channel, self.address)
        if self.second is not None:
            _check_home(self.second.channel, self.second.address)
        return self


class Settings(BaseSettings):
    """Everything that an operator may change.

    The environment wins over the file: ``RASID_WEB__PORT=9000``, ``RASID_TELEGRAM__TOKEN=…``; so does a
    secret file named like the variable in lower case.
    """

    model_config = SettingsConfigDict(
        extra="forbid", frozen=True, env_prefix="RASID_", env_nested_delimiter="__"
    )

    database: str = "rasid.db"
    feeds: Path = Path("feeds.opml")
    places: Path = Path("places")  # a folder of *.tsv beside the shipped gazetteer; it need not exist
    timezone: TimeZone = "Asia/Damascus"
    crawl: CrawlSettings = CrawlSettings()
    alerts: AlertSettings = AlertSettings()
    grading: GradingSettings = GradingSettings()
    web: WebSettings = WebSettings()
    telegram: TelegramSettings = TelegramSettings()
    webhooks: WebhookSettings = WebhookSettings()
    digest: DigestSettings = DigestSettings()
    subscriptions: tuple[SubscriptionSettings, ...] = ()

    @model_validator(mode="after")
    def _names_differ(self) -> Settings:
        names = [subscription.name for subscription in self.subscriptions]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"two subscriptions are called {twice[0]!r}; give each a name of its own")
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the library fixes these names
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - a .env file is not read
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment and secret files win over the file, which arrives as arguments."""
        return env_settings, file_secret_settings, init_settings

    @property
    def fresh(self) -> timedelta:
        """How old an article may be and still ring."""
        return timedelta(hours=self.alerts.fresh_hours)

    @property
    def patience(self) -> timedelta:
        """How long a ring may wait for its first channel before the second one takes it over."""
        return timedelta(minutes=self.alerts.second_after_minutes)

    @property
    def cooldown(self) -> timedelta:
        """How long an incident stays quiet for one subscriber after it rang."""
        return timedelta(minutes=self.alerts.cooldown_minutes)

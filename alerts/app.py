"""The one place that builds the program out of its parts."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from starlette.applications import Starlette

from alerts.bot.listen import Listener
from alerts.channels import Channel
from alerts.channels.apprise import AppriseChannel
from alerts.channels.console import ConsoleChannel
from alerts.channels.telegram import Bot, TelegramChannel, make_bot
from alerts.channels.webhook import WebhookChannel
from alerts.deliver import Deliverer
from alerts.digest import Summariser
from alerts.feedlist import read_feed_list
from alerts.outbox import Announcer, Policy
from alerts.pace import Pacer
from alerts.render.compose import Composer
from alerts.render.message import Voice
from alerts.store.schema import open_database
from alerts.store.subscriptions import SubscriptionStore
from alerts.watchers import Atlas
from alerts.watching import from_settings, keep_seconds
from alerts.web.site import build_site
from config import Settings
from crawler import parsing
from crawler.assess import Assessor
from crawler.cage import Cage
from crawler.crawl import Crawler, CrawlLimits
from crawler.dedup.facts import place_words
from crawler.detect.detector import load_detector
from crawler.feeds.schedule import Pace
from crawler.fetch.fetcher import Fetcher, Manners
from crawler.incidents.grade import BASE, Grading
from crawler.model import EventType, Severity
from crawler.places.gazetteer import Gazetteer
from crawler.store.database import Database
from crawler.store.pages import Keeping

Clock = Callable[[], datetime]


def wall_clock() -> datetime:
    """Return the time of the machine, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """Every part, built and tied together."""

    settings: Settings
    database: Database
    gazetteer: Gazetteer
    fetcher: Fetcher
    cage: Cage
    crawler: Crawler
    assessor: Assessor
    deliverer: Deliverer
    summariser: Summariser
    site: Starlette
    clock: Clock
    listener: Listener | None

    @property
    def keeping(self) -> Keeping:
        """How long pages are kept, and in how many bytes."""
        crawl = self.settings.crawl
        return Keeping(
            time=timedelta(days=crawl.keep_pages_days), most_bytes=int(crawl.keep_pages_megabytes * 1_000_000)
        )

    def follow_feed_list(self) -> None:
        """Make the table hold the feeds that the operator's file names now."""
        self.crawler.follow(read_feed_list(self.settings.feeds, self.settings.crawl.allow), self.clock())


def user_agent(contact: str) -> str:
    """Say honestly who asks, and where publishers can complain."""
    return f"Rasid/0.1 (news alerts; {contact})" if contact else "Rasid/0.1 (news alerts)"


def atlas_of(gazetteer: Gazetteer) -> Atlas:
    """Return what an index of watched places asks a gazetteer; only regions hold what has others above it."""
    return Atlas(
        contains=gazetteer.contains,
        lineage=gazetteer.lineage,
        cuts_across=lambda place_id: gazetteer.has(place_id) and gazetteer.get(place_id).kind == "region",
    )


def announcer(
    settings: Settings, contains: Callable[[str, str], bool], atlas: Atlas | None = None
) -> Announcer:
    """Return who writes down whom to tell of a change."""
    zone = ZoneInfo(settings.timezone)
    policy = Policy(fresh=settings.fresh, cooldown=settings.cooldown, zone=zone)
    return Announcer(contains, policy, atlas=atlas)


def grading_of(settings: Settings) -> Grading:
    """Return the table by which incidents are graded, as the operator has it."""
    table = settings.grading
    changed = {EventType(kind): Severity[severity.upper()] for kind, severity in table.severity.items()}
    return Grading(
        base={**BASE, **changed},
        extreme_killed=table.extreme_killed,
        severe_killed=table.severe_killed,
        severe_wounded=table.severe_wounded,
        sure=table.observed_origins,
        contested=table.contested_origins,
    )


def build(settings: Settings, *, write: Callable[[str], None], clock: Clock = wall_clock) -> Program:
    """Build the daemon's parts from its settings. Raises DatabaseRefused, UnknownArea."""
    detector = load_detector(settings.places)
    gazetteer = detector.gazetteer
    database = open_database(settings.database)
    with database.begin() as tx:
        SubscriptionStore(tx).replace_from_file(from_settings(settings.subscriptions, gazetteer), clock())
        keep_seconds(tx, settings.subscriptions)
    zone = ZoneInfo(settings.timezone)
    voice = Voice(describe=gazetteer.describe, zone=zone)
    fetcher = _fetcher(settings, clock)
    cage = Cage(parsing.__name__)
    bot = bot_of(settings)
    return Program(
        settings=settings,
        database=database,
        gazetteer=gazetteer,
        fetcher=fetcher,
        cage=cage,
        crawler=Crawler(
            database,
            fetcher.get,
            cage.run,
            _limits(settings),
            clock=clock,
            chance=random.SystemRandom().random,
        ),
        assessor=Assessor(
            database,
            detector.detect,
            gazetteer.contains,
            announcer(settings, gazetteer.contains, atlas_of(gazetteer)),
            grading_of(settings),
            is_place=place_words(gazetteer),
        ),
        deliverer=Deliverer(
            database,
            channels_of(settings, bot, write, clock),
            Composer(voice, gazetteer.contains),
            Pacer(time.monotonic, asyncio.sleep),
            clock,
            patience=settings.patience,
        ),
        summariser=Summariser(zone, settings.digest.hour),
        site=build_site(database, gazetteer, voice, clock),
        clock=clock,
        listener=None
        if bot is None
        else Listener(bot, database, gazetteer, settings.telegram.allowed_chats, clock),
    )


def _fetcher(settings: Settings, clock: Clock) -> Fetcher:
    crawl = settings.crawl
    manners = Manners(spacing=crawl.spacing_seconds, deadline=crawl.deadline_seconds)
    return Fetcher(user_agent(crawl.contact), allow=frozenset(crawl.allow), manners=manners, now=clock)


def _limits(settings: Settings) -> CrawlLimits:
    crawl = settings.crawl
    return CrawlLimits(
        pace=_pace(crawl.least_minutes * 60, crawl.most_minutes * 60),
        feed_bytes=int(crawl.feed_megabytes * 1_000_000),
        page_bytes=int(crawl.page_megabytes * 1_000_000),
        backlog_days=crawl.backlog_days,
        keep_pages=crawl.keep_pages_days > 0,
    )


def _pace(least: float, most: float) -> Pace:
    usual = Pace()
    return Pace(
        least=least, most=most, first=min(usual.first, most), failed_first=min(usual.failed_first, most)
    )


def bot_of(settings: Settings) -> Bot | None:
    """Return the bot that the settings name."""
    telegram = settings.telegram
    return make_bot(telegram.token.get_secret_value(), telegram.base_url) if telegram.enabled else None


def channels_of(
    settings: Settings, bot: Bot | None, write: Callable[[str], None], clock: Clock
) -> Mapping[str, Channel]:
    """Return every channel that the settings allow for."""
    webhooks = settings.webhooks
    channels: dict[str, Channel] = {
        "console": ConsoleChannel(write),
        "apprise": AppriseChannel(),
        "webhook": WebhookChannel(
            [secret.get_secret_value() for secret in webhooks.secrets],
            clock,
            user_agent=user_agent(settings.crawl.contact),
            allow=frozenset(webhooks.allow),
        ),
    }
    return channels if bot is None else {**channels, "telegram": TelegramChannel(bot)}

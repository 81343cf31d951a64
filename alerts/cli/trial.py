"""A trial message: what a subscriber would see, sent on request and marked as no news."""

from __future__ import annotations

from datetime import datetime

from alerts.app import bot_of, channels_of, wall_clock
from alerts.channels import DeliveryError
from alerts.cli.logs import configure_logging
from alerts.cli.running import write_message
from alerts.model import Message, Subscription
from alerts.render.safe import escaped, isolated
from config import Settings


def trial_message(subscription: Subscription, now: datetime) -> Message:
    """Return the message; it names what is watched, so that it can be checked, and is unlike any other."""
    areas = "، ".join(isolated(area.name) for area in subscription.areas)
    text = "\n".join(
        [
            "🔔 رسالة تجريبية من راصد — ليست خبرًا",
            f"ستصل إلى هنا أخبار: {areas}",
            f"A trial message of Rasid, no news. {now:%Y-%m-%d %H:%M:%S} UTC",
        ]
    )
    return Message(plain=text, html=escaped(text))


async def send_trial(settings: Settings, subscription: Subscription) -> str | None:
    """Send the message past the outbox; return what went wrong."""
    configure_logging(verbose=False)
    channels = channels_of(settings, bot_of(settings), write_message, wall_clock)
    channel = channels.get(subscription.channel)
    if channel is None:
        return "the settings name no token for the bot"
    try:
        await channel.send(subscription.address, trial_message(subscription, wall_clock()))
    except DeliveryError as error:
        return str(error)
    return None

"""Addresses before anything is sent there: is one usable, and how is it shown."""

from __future__ import annotations

import hashlib
from urllib.parse import urlsplit

from alerts.channels import Unreachable
from config.settings import CHAT_NUMBER, WebhookSettings
from crawler.fetch.guard import refuse_url


def refuse_home(channel: str, address: str, webhooks: WebhookSettings) -> str | None:
    """Say why an address cannot be used with a channel, and what to write instead; None when it can."""
    if channel == "telegram" and not CHAT_NUMBER.fullmatch(address):
        return "give the chat's number with --address, e.g. --address 123456789"
    if channel == "webhook":
        return _refuse_webhook(address, webhooks)
    return _refuse_apprise(address) if channel == "apprise" else None


def _refuse_webhook(address: str, webhooks: WebhookSettings) -> str | None:
    refused = refuse_url(address, frozenset(webhooks.allow))
    if refused:
        return f"no webhook can be posted there: {refused}"
    if not webhooks.secrets:
        return 'webhooks are signed: first set secrets = ["whsec_…"] under [webhooks]; see docs/channels.md'
    return None


def _refuse_apprise(address: str) -> str | None:
    from alerts.channels.apprise import open_address

    try:
        open_address(address)
    except Unreachable:
        return "Apprise cannot read this address; write e.g. ntfy://TOPIC or mailto://USER:PASSWORD@HOST?to=…"
    return None


def shown_address(channel: str, address: str) -> str:
    """Return an address for a list: those that are secrets in themselves are told apart by four signs.

    >>> shown_address("webhook", "https://example.org/hooks/k3Y")
    'https://example.org/… (a497)'
    """
    if channel not in ("apprise", "webhook"):
        return address
    try:
        parts = urlsplit(address)
        host = parts.hostname or "" if channel == "webhook" else ""
    except ValueError:
        return "…"
    mark = hashlib.blake2b(address.encode(errors="replace"), digest_size=2).hexdigest()
    return f"{parts.scheme}://{host}/… ({mark})" if host else f"{parts.scheme}://… ({mark})"

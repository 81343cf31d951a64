"""Webhooks as https://www.standardwebhooks.com describes them: signed, with one id over all retries."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
import ssl
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import httpx

from alerts.channels import DeliveryError, TryLater, Unreachable
from alerts.channels.payload import payload
from alerts.model import Message
from crawler.fetch.guard import refuse_url
from crawler.fetch.headers import read_retry_after
from crawler.fetch.transport import (
    AddressRefused,
    GuardedBackend,
    GuardedTransport,
    HostUnknown,
    Resolve,
    resolve_by_system,
)

PREFIX = "whsec_"
PATIENCE = 25.0  # seconds for one answer
LONGEST_WAIT = 86_400.0  # a day; a server that asks for more is asked after a day all the same
FEW = 5  # attempts against an answer that only people can mend; about four minutes
_BUSY = frozenset({429, 503})


def signature(secrets: Sequence[str], message_id: str, timestamp: int, body: bytes) -> str:
    """Sign with every secret, so that one can be replaced while the receiver knows only the other."""
    signed = f"{message_id}.{timestamp}.".encode() + body
    return " ".join(f"v1,{_mac(secret, signed)}" for secret in secrets)


def _mac(secret: str, signed: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    return base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


class WebhookChannel:
    """Posts to addresses of the web; the receiver is a program.

    ``allow`` names each ``host:port`` that may be posted to though it is not public.
    """

    def __init__(
        self,
        secrets: Sequence[str],
        clock: Callable[[], datetime],
        *,
        user_agent: str = "Rasid",
        allow: frozenset[str] = frozenset(),
        resolve: Resolve = resolve_by_system,
        patience: float = PATIENCE,
    ) -> None:
        self.secrets = secrets
        self.clock = clock
        self.user_agent = user_agent
        self.allow = allow
        self.backend = GuardedBackend(resolve, allow)
        self.patience = patience
        self._context: ssl.SSLContext | None = None

    async def send(
        self, address: str, message: Message, *, silent: bool = False, reply_to: str | None = None
    ) -> str | None:
        """Post a message; its id is the same whenever the same words of one delivery are posted again."""
        return await self._post(address, message, rings=not silent, updates=reply_to)

    async def edit(self, address: str, message_id: str, message: Message) -> None:
        """Post how things stand now, marked as an edit of the message."""
        await self._post(address, message, rings=False, updates=message_id)

    async def _post(self, address: str, message: Message, *, rings: bool, updates: str | None) -> str:
        if not self.secrets:
            raise TryLater("webhooks are signed, and there is no secret; set secrets under [webhooks]")
        refused = refuse_url(address, self.allow)
        if refused:
            raise Unreachable(f"not posted: {refused}; mend the address")
        now = self.clock()
        carried = payload(message, now, rings=rings, updates=updates)
        body = json.dumps(carried, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")
        message_id = _message_id(message, carried, address)
        timestamp = int(now.timestamp())
        headers = {
            "Content-Type": "application/json",
            "User-Agent": self.user_agent,
            "webhook-id": message_id,
            "webhook-timestamp": str(timestamp),
            "webhook-signature": signature(self.secrets, message_id, timestamp, body),
        }
        status, answer = await self._ask(address, body, headers)
        trouble = verdict(status, answer, now)
        if trouble is not None:
            raise trouble
        return message_id

    async def _ask(self, address: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, dict[str, str]]:
        """Return the answer's status and headers; its body is not read, for it may never end."""
        try:
            async with (
                asyncio.timeout(self.patience),
                self._client() as client,
                client.stream("POST", address, content=body, headers=headers) as response,
            ):
                return response.status_code, dict(response.headers.items())
        except TimeoutError:
            raise TryLater(f"no answer within {self.patience:.0f} seconds") from None
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, OSError) as error:
            raise _explained(error) from None  # the cause would show the address

    def _client(self) -> httpx.AsyncClient:
        """Open a client of its own for each post: webhooks are few, and nothing is left open."""
        if self._context is None:
            self._context = httpx.create_ssl_context(trust_env=False)  # takes a fifth of a second
        return httpx.AsyncClient(
            transport=GuardedTransport(self.backend, self._context),
            timeout=self.patience,
            follow_redirects=False,
            trust_env=False,
        )


def _message_id(message: Message, carried: dict[str, Any], address: str) -> str:
    """Name what is told to an address: a retry has the same name, and a later revision another.

    The number of the delivery alone would not do: a retry tells the latest revision, and its receiver would
    take the news for what it knows.
    """
    number = message.matter.delivery if message.matter else 0
    told = json.dumps([number, address, carried["type"], carried["data"]], sort_keys=True)
    return f"msg_{hashlib.blake2b(told.encode(errors='replace'), digest_size=16).hexdigest()}"


def verdict(status: int, headers: Mapping[str, str], now: datetime) -> DeliveryError | None:
    """Say what to do after an answer; None means that it arrived."""
    if 200 <= status < 300:  # noqa: PLR2004 - HTTP's successes
        return None
    if status == httpx.codes.GONE:
        return Unreachable("answered 410: it wants no more")
    if status in _BUSY:
        asked = read_retry_after(headers, now)
        return TryLater(f"answered {status}", None if asked is None else min(asked, LONGEST_WAIT))
    if 300 <= status < 400:  # noqa: PLR2004 - HTTP's redirects
        return TryLater(f"answered {status}: it moved; give its new address", most=FEW)
    if 400 <= status < 500:  # noqa: PLR2004 - HTTP's "your mistake"
        return TryLater(f"answered {status}", most=FEW)
    return TryLater(f"answered {status}")


def _explained(error: Exception) -> DeliveryError:
    """Tell trouble on the way without the address, whose path may be a secret."""
    cause = error.__cause__
    if isinstance(cause, AddressRefused):
        return Unreachable("its host is not public; the setting `allow` under [webhooks] can name it")
    if isinstance(cause, HostUnknown):
        return TryLater("its host is not known to the name servers")
    if "CERTIFICATE" in str(error):
        return TryLater("its certificate is not valid")
    return TryLater(f"could not be reached ({type(error).__name__})")

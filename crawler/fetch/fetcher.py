"""The one door to the web: ask politely, take no more than the limit, say what went wrong.

refuse bad addresses | wait for the host's turn | ask | follow redirects, each checked | read within limits
"""

from __future__ import annotations

import asyncio
import http.cookiejar
import ssl
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx

from crawler.fetch.answers import refuse_status
from crawler.fetch.guard import check_allowance, host_port, refuse_url
from crawler.fetch.headers import read_max_age, read_retry_after, read_validators
from crawler.fetch.inflate import Body, DamagedError, TooLargeError
from crawler.fetch.pacing import Clock, Pacer, Sleep
from crawler.fetch.transport import (
    AddressRefused,
    GuardedBackend,
    GuardedTransport,
    HostUnknown,
    Resolve,
    resolve_by_system,
)
from crawler.model import Failed, Fetched, NotModified, Validators

NO_VALIDATORS = Validators()
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ACCEPT = "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/html;q=0.8, */*;q=0.5"
_IDENTITY = frozenset({"", "identity", "none", "utf-8"})
_GZIP = frozenset({"gzip", "x-gzip"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How patient and how modest the fetcher is."""

    spacing: float = 1.0  # seconds between two requests to one host
    deadline: float = 60.0  # seconds for one answer, redirects included
    silence: float = 20.0  # seconds without a byte
    redirects: int = 5
    shards: int = 10  # clients; ten serve 2.8 times the requests of one (measured on loopback)


class Fetcher:
    """Fetches addresses over HTTP; trouble comes back as `Failed`, never as an exception."""

    def __init__(
        self,
        user_agent: str,
        *,
        allow: frozenset[str] = frozenset(),
        manners: Manners | None = None,
        resolve: Resolve = resolve_by_system,
        ssl_context: ssl.SSLContext | None = None,
        clock: Clock = time.monotonic,
        sleep: Sleep = asyncio.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Prepare the clients.

        ``user_agent`` tells publishers who asks and where to complain. ``allow`` names loopback addresses
        (``127.0.0.1:8081``) that the demo and the tests may reach.
        """
        self._allow = check_allowance(allow)
        self._manners = manners or Manners()
        self._now = now
        self._clock = clock
        self._pacer = Pacer(self._manners.spacing, clock, sleep)
        context = ssl_context or httpx.create_ssl_context(trust_env=False)
        backend = GuardedBackend(resolve, self._allow)
        self._clients = [
            _client(user_agent, backend, context, self._manners) for _ in range(self._manners.shards)
        ]

    async def get(
        self, url: str, validators: Validators = NO_VALIDATORS, *, limit: int
    ) -> Fetched | NotModified | Failed:
        """Ask for an address; ``limit`` is the most bytes that its body may have, unpacked."""
        deadline = self._manners.deadline
        for _ in range(self._manners.redirects + 1):
            reason = refuse_url(url, self._allow)
            if reason:
                return Failed(reason=f"not asked for: {reason}; mend the address", permanent=True)
            async with self._pacer.turn(host_port(url)):
                peace = self._pacer.peace_left(host_port(url))
                if peace:
                    return Failed(
                        reason=f"not asked: its host wants {peace:.0f} s of peace", retry_after=peace
                    )
                started = self._clock()
                outcome = await self._ask(url, validators, limit, deadline)
                deadline -= self._clock() - started
            if not isinstance(outcome, _Moved):
                return outcome
            url = outcome.url
        return Failed(reason=f"redirects more than {self._manners.redirects} times; open it in a browser")

    async def aclose(self) -> None:
        """Close every connection."""
        for client in self._clients:
            await client.aclose()

    async def _ask(
        self, url: str, validators: Validators, limit: int, deadline: float
    ) -> Fetched | NotModified | Failed | _Moved:
        client = self._clients[zlib.crc32(host_port(url).encode()) % len(self._clients)]
        try:
            async with (
                asyncio.timeout(max(deadline, 0.0)),
                client.stream("GET", url, headers=_conditions(validators)) as response,
            ):
                return await self._read(response, validators, limit)
        except TimeoutError:
            return Failed(reason=f"did not answer whole within {self._manners.deadline:.0f} seconds")
        except httpx.HTTPError as error:
            return _explain(error)
        except (httpx.InvalidURL, httpx.StreamError, UnicodeError, ValueError, OSError) as error:
            return Failed(reason=f"cannot be asked for: {error or type(error).__name__}")

    async def _read(
        self, response: httpx.Response, validators: Validators, limit: int
    ) -> Fetched | NotModified | Failed | _Moved:
        headers = {
            key.decode("latin-1").lower(): value.decode("latin-1") for key, value in response.headers.raw
        }
        status = response.status_code
        if status in _REDIRECTS and "location" in headers:
            return _Moved(url=str(response.url.join(response.headers["location"])))
        if status == httpx.codes.NOT_MODIFIED and validators != NO_VALIDATORS:
            return NotModified(max_age=read_max_age(headers, self._now()))
        if status not in (httpx.codes.OK, httpx.codes.NON_AUTHORITATIVE_INFORMATION):
            return self._refused(response, headers)
        packing = headers.get("content-encoding", "").strip().lower()
        if packing not in _IDENTITY | _GZIP:
            return Failed(reason=f"is packed as {packing}, though only gzip was asked for")
        body = await _read_body(response, headers, limit, gzip=packing in _GZIP)
        if isinstance(body, Failed):
            return body
        return Fetched(
            url=str(response.url),
            body=body,
            content_type=headers.get("content-type", ""),
            validators=read_validators(headers),
            max_age=read_max_age(headers, self._now()),
        )

    def _refused(self, response: httpx.Response, headers: dict[str, str]) -> Failed:
        """Tell a failure; a Retry-After counts for everything at that host, pages and feeds alike."""
        asked = read_retry_after(headers, self._now())
        if asked:
            self._pacer.leave_in_peace(host_port(str(response.url)), asked)
        return refuse_status(response.status_code, asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moved:
    """The answer is at another address, which is to be checked as the first was."""

    url: str


def _client(
    user_agent: str, backend: GuardedBackend, context: ssl.SSLContext, manners: Manners
) -> httpx.AsyncClient:
    no_cookies = http.cookiejar.DefaultCookiePolicy(allowed_domains=[])
    return httpx.AsyncClient(
        transport=GuardedTransport(backend, context),
        headers={"User-Agent": user_agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip"},
        cookies=http.cookiejar.CookieJar(policy=no_cookies),
        timeout=httpx.Timeout(manners.silence, connect=manners.silence),
        follow_redirects=False,
        trust_env=False,
    )


def _conditions(validators: Validators) -> list[tuple[bytes, bytes]]:
    """Return the conditional headers, byte for byte as the publisher sent them."""
    named = ((b"If-None-Match", validators.etag), (b"If-Modified-Since", validators.last_modified))
    return [(name, value.encode("latin-1", "ignore")) for name, value in named if value]


async def _read_body(
    response: httpx.Response, headers: dict[str, str], limit: int, *, gzip: bool
) -> bytes | Failed:
    """Read until the end or the limit, whichever comes first; a 500 MB body is left at the limit."""
    too_large = Failed(reason=f"is larger than {limit} bytes; is this the right address?", permanent=True)
    announced = headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > limit:
        return too_large
    body = Body(limit, gzip=gzip)
    try:
        async for piece in response.aiter_raw():
            body.add(piece)
        return body.whole()
    except TooLargeError:
        return too_large
    except DamagedError as error:
        return Failed(reason=f"arrived damaged: {error}")


def _explain(error: httpx.HTTPError) -> Failed:
    """Turn the library's error into a sentence for the operator."""
    cause = error.__cause__
    if isinstance(cause, AddressRefused):
        return Failed(reason=f"not asked for: {cause}, which is not public; mend the address", permanent=True)
    if isinstance(cause, HostUnknown):
        return Failed(reason=f"its host is not known to the name servers ({cause}); check the spelling")
    if isinstance(error, httpx.TimeoutException):
        return Failed(reason=f"did not answer in time ({type(error).__name__})")
    if "CERTIFICATE" in str(error):
        return Failed(reason=f"its certificate is not valid, so it may be somebody else ({error})")
    if isinstance(error, httpx.ConnectError):
        return Failed(reason=f"cannot be connected to ({error})")
    return Failed(reason=f"broke off: {str(error) or type(error).__name__}")

"""httpx with our own way to connect: resolve, check, connect to exactly the checked address."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterable

import httpcore
import httpx

from crawler.fetch.guard import WEB_PORTS, refuse_address

Resolve = Callable[[str, int], Awaitable[list[str]]]  # a host's addresses, the preferred one first

_MOST_ADDRESSES = 4  # tried in turn
_CONNECT_SECONDS = 8.0  # for each of them


class AddressRefused(httpcore.ConnectError):
    """Raised when every address of a host is one that we must not connect to."""


class HostUnknown(httpcore.ConnectError):
    """Raised when the name servers know no address for a host."""


async def resolve_by_system(host: str, port: int) -> list[str]:
    """Ask the system's resolver, in the order in which it prefers the addresses."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[4][0]) for address in found))


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Opens TCP connections for httpcore, to public addresses only.

    TLS still checks the certificate against the name: httpcore passes the name to ``start_tls``.
    """

    def __init__(self, resolve: Resolve, allow: frozenset[str]) -> None:
        self._resolve = resolve
        self._allow = allow
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 -- httpcore's signature
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first address of the host that is public and answers."""
        addresses = [host] if self._is_allowed(host, port) else await self._checked(host, port)
        seconds = min(timeout or _CONNECT_SECONDS, _CONNECT_SECONDS)
        for address in addresses[:-1]:
            try:
                return await self._inner.connect_tcp(address, port, seconds, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await self._inner.connect_tcp(addresses[-1], port, seconds, local_address, socket_options)

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109, ARG002 -- httpcore's signature
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> httpcore.AsyncNetworkStream:
        """Refuse: no feed lives in a file of this machine."""
        raise AddressRefused(f"{path} is a file of this machine")

    async def sleep(self, seconds: float) -> None:
        """Wait, as httpcore does between retries."""
        await self._inner.sleep(seconds)

    def _is_allowed(self, host: str, port: int) -> bool:
        return (f"[{host}]:{port}" if ":" in host else f"{host}:{port}") in self._allow

    async def _checked(self, host: str, port: int) -> list[str]:
        """Return the addresses that may be connected to, as they are, never the name again."""
        if port not in WEB_PORTS:
            raise AddressRefused(f"port {port} is not a web port")
        try:
            addresses = await self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise HostUnknown(f"{error}") from error
        reasons = {address: refuse_address(address) for address in addresses}
        public = [address for address, reason in reasons.items() if reason is None]
        if not addresses:
            raise HostUnknown("no address")
        if not public:
            address, reason = next(iter(reasons.items()))
            raise AddressRefused(f"it leads to {address} ({reason})")
        return public[:_MOST_ADDRESSES]


class GuardedTransport(httpx.AsyncHTTPTransport):
    """httpx's own transport over a pool that connects through the guard; no proxy, no environment."""

    def __init__(self, backend: GuardedBackend, ssl_context: ssl.SSLContext) -> None:
        super().__init__(verify=ssl_context, trust_env=False)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=ssl_context,
            max_connections=100,
            max_keepalive_connections=10,
            keepalive_expiry=15.0,
            network_backend=backend,
        )

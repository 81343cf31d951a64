"""Where the daemon may connect to: public addresses on web ports, and nothing else.

A feed list, a feed's links and every redirect are strangers' input. The name in an address proves nothing
(``http://2130706433``, a name whose DNS answer changes between two questions), so what is checked is the
resolved address, at the moment of connecting, and the connection goes to exactly that address.
"""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

WEB_PORTS = frozenset({80, 443})
MAX_URL = 4000

# Python's ``ipaddress`` calls NAT64, multicast and 192.88.99.0/24 global and 100.64.0.0/10 neither, so
# the lists are ours, from the IANA special-purpose registries.
_REFUSED_V4 = tuple(
    (IPv4Network(network), kind)
    for network, kind in (
        ("0.0.0.0/8", "this network"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "a provider's inside"),
        ("127.0.0.0/8", "this machine"),
        ("169.254.0.0/16", "link-local, where clouds keep their secrets"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved for protocols"),
        ("192.0.2.0/24", "documentation"),
        ("192.31.196.0/24", "reserved for protocols"),
        ("192.52.193.0/24", "reserved for protocols"),
        ("192.88.99.0/24", "a 6to4 relay"),
        ("192.168.0.0/16", "private"),
        ("192.175.48.0/24", "reserved for protocols"),
        ("198.18.0.0/15", "benchmarks"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)
# Of IPv6 only 2000::/3 is given out. That leaves out ::1, ::ffff:127.0.0.1, 64:ff9b::/96 (NAT64, which
# can mean any IPv4 address), fc00::/7, fe80::/10, fec0::/10 and ff00::/8; inside it these are special.
_GIVEN_OUT = IPv6Network("2000::/3")
_REFUSED_V6 = tuple(
    (IPv6Network(network), kind)
    for network, kind in (
        ("2001::/23", "reserved for protocols, Teredo among them"),
        ("2001:db8::/32", "documentation"),
        ("2002::/16", "6to4, which can mean any IPv4 address"),
        ("2620:4f:8000::/48", "reserved for protocols"),
        ("3fff::/20", "documentation"),
    )
)
_LOOPBACK_KEY = re.compile(r"(?:127\.0\.0\.1|\[::1\]):\d{1,5}")
_UNFIT = re.compile(r"[\x00-\x20\x7f\\]")


def refuse_address(address: str) -> str | None:
    """Say why this resolved address must not be connected to; None means it may be.

    >>> refuse_address("127.0.0.1")
    'this machine'
    """
    try:
        ip = ip_address(address)
    except ValueError:
        return "not an address"
    if isinstance(ip, IPv4Address):
        return next((kind for network, kind in _REFUSED_V4 if ip in network), None)
    return _refuse_v6(ip)


def _refuse_v6(ip: IPv6Address) -> str | None:
    if ip not in _GIVEN_OUT or ip.scope_id:
        return "outside the public part of IPv6"
    return next((kind for network, kind in _REFUSED_V6 if ip in network), None)


def refuse_url(url: str, allow: frozenset[str] = frozenset()) -> str | None:
    """Say why this URL must not be asked for; None means that it may be tried.

    This is only the first look: the address behind the name is checked again when connecting.
    ``allow`` names loopback addresses as ``host:port`` that are exempt from the check of the port.
    """
    if len(url) > MAX_URL:
        return f"the address is longer than {MAX_URL} characters"
    if _UNFIT.search(url):
        return "the address holds a space, a backslash or a control character"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        return f"the address cannot be read ({error})"
    if port is not None and port not in WEB_PORTS and host_port(url) not in allow:
        return f"port {port} is not a web port (80, 443)"
    return _refuse_parts(parts)


def _refuse_parts(parts: SplitResult) -> str | None:
    if parts.scheme not in ("http", "https"):
        return f"only http and https are fetched, not {parts.scheme or 'an address without a scheme'}"
    if not parts.hostname:
        return "the address names no host"
    if parts.username is not None or parts.password is not None:
        return "the address carries a user name, which is not sent to anybody"
    return None


def host_port(url: str) -> str:
    """Return ``host:port`` of a URL that `refuse_url` can read, the port always named."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def check_allowance(allow: frozenset[str]) -> frozenset[str]:
    """Return the allowance when it names only loopback addresses with ports, else raise ValueError."""
    for key in allow:
        if not _LOOPBACK_KEY.fullmatch(key):
            raise ValueError(f"only 127.0.0.1:PORT or [::1]:PORT can be allowed, not {key}")
    return allow

"""No feed list, link or redirect leads the daemon anywhere but to the public web."""

import asyncio
import ipaddress
import socket

import httpcore
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.fetch.guard import check_allowance, refuse_address, refuse_url
from crawler.fetch.transport import GuardedBackend

REFUSED = {
    "loopback": "127.0.0.1",
    "loopback, another": "127.255.255.254",
    "this network": "0.0.0.0",
    "private 10": "10.1.2.3",
    "private 172.16": "172.16.0.1",
    "private 172.31": "172.31.255.255",
    "private 192.168": "192.168.1.1",
    "cloud secrets": "169.254.169.254",
    "carrier's inside": "100.64.0.1",
    "protocol assignments": "192.0.0.8",
    "documentation 1": "192.0.2.1",
    "documentation 2": "198.51.100.7",
    "documentation 3": "203.0.113.9",
    "6to4 relay": "192.88.99.1",
    "benchmarks": "198.19.0.1",
    "multicast": "224.0.0.1",
    "multicast, global by Python": "233.252.0.1",
    "reserved": "240.0.0.1",
    "broadcast": "255.255.255.255",
    "loopback v6": "::1",
    "unspecified v6": "::",
    "mapped loopback": "::ffff:127.0.0.1",
    "mapped public": "::ffff:8.8.8.8",
    "compatible loopback": "::127.0.0.1",
    "NAT64 of loopback": "64:ff9b::7f00:1",
    "NAT64 of a public address": "64:ff9b::808:808",
    "NAT64, local": "64:ff9b:1::1",
    "6to4 of loopback": "2002:7f00:1::",
    "Teredo": "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "documentation v6": "2001:db8::1",
    "documentation v6, new": "3fff::1",
    "unique local": "fd00::1",
    "link-local v6": "fe80::1",
    "link-local v6 with zone": "fe80::1%eth0",
    "public v6 with zone": "2a00:1450:4001::1%eth0",
    "site-local": "fec0::1",
    "multicast v6": "ff02::1",
    "discard": "100::1",
    "a name": "localhost",
    "a number": "2130706433",
    "an octal": "0177.0.0.1",
    "nothing": "",
}


@pytest.mark.parametrize("address", REFUSED.values(), ids=REFUSED)
def test_an_address_inside_is_refused(address):
    """An address that is not public unicast is never connected to."""
    assert refuse_address(address)


PUBLIC = {
    "a v4": "8.8.8.8",
    "just below 100.64": "100.63.255.255",
    "just above 100.127": "100.128.0.1",
    "just below 172.16": "172.15.255.255",
    "just above 172.31": "172.32.0.1",
    "just below multicast": "223.255.255.254",
    "a v6": "2a00:1450:4001:80b::200e",
    "a v6 of 2001": "2001:4860:4860::8888",
}


@pytest.mark.parametrize("address", PUBLIC.values(), ids=PUBLIC)
def test_a_public_address_is_let_through(address):
    """The guard stands in nobody's way who publishes on the web."""
    assert refuse_address(address) is None


@given(st.ip_addresses())
def test_what_python_calls_private_is_never_let_through(address):
    """The guard refuses at least what the standard library calls private, and multicast besides."""
    strict = ipaddress.ip_address(address)
    if not strict.is_global or strict.is_multicast:
        assert refuse_address(str(address)) or str(address).startswith(("192.0.0.", "2001:"))


URLS_REFUSED = {
    "a file": "file:///etc/passwd",
    "gopher": "gopher://example.org/",
    "ftp": "ftp://example.org/feed",
    "no scheme": "example.org/feed",
    "no host": "http:///feed",
    "empty": "",
    "ssh port": "http://example.org:22/",
    "database port": "https://example.org:5432/feed",
    "port 0": "http://example.org:0/",
    "port beyond": "http://example.org:99999/",
    "port in words": "http://example.org:http/",
    "user name": "http://admin@example.org/",
    "user and password": "https://a:b@example.org/feed",
    "host behind a user": "http://example.org@127.0.0.1/",
    "backslash": "http://x\\@127.0.0.1/",
    "a space": "http://example.org /feed",
    "a line end": "http://example.org/\r\nHost: x",
    "a tab": "http://exa\tmple.org/",
    "a broken bracket": "http://[::1/",
    "too long": "http://example.org/" + "a" * 5000,
}


@pytest.mark.parametrize("url", URLS_REFUSED.values(), ids=URLS_REFUSED)
def test_an_address_that_is_no_plain_web_address_is_refused(url):
    """Only http and https, on web ports, without user names and tricks."""
    assert refuse_url(url)


URLS_TAKEN = {
    "https": "https://example.org/feed/",
    "http": "http://example.org/rss.xml",
    "port named": "https://example.org:443/feed",
    "Arabic path": "https://example.org/أخبار/feed/",
    "Arabic host": "https://موقع.شبكة/feed",
    "query": "https://example.org/?feed=rss2&lang=ar",
}


@pytest.mark.parametrize("url", URLS_TAKEN.values(), ids=URLS_TAKEN)
def test_a_plain_web_address_is_taken(url):
    """Addresses that outlets really use pass the first look."""
    assert refuse_url(url) is None


def test_only_loopback_with_a_port_can_be_allowed():
    """The allowance for the demo cannot be widened into a hole."""
    assert check_allowance(frozenset({"127.0.0.1:8081", "[::1]:9000"}))
    for wide in ("127.0.0.1", "192.168.1.1:80", "localhost:80", "*:80", "127.0.0.1:80/x"):
        with pytest.raises(ValueError, match="only 127"):
            check_allowance(frozenset({wide}))


class Stream(httpcore.AsyncNetworkStream):
    """A connection that was opened; nothing is ever sent over it."""


class Dialled(httpcore.AsyncNetworkBackend):
    """Remembers who was connected to, and fails for those that are down."""

    def __init__(self, *down: str) -> None:
        self.down = down
        self.addresses: list[str] = []

    async def connect_tcp(self, host, port, timeout=None, *rest, **more):  # noqa: ASYNC109
        self.addresses.append(host)
        if host in self.down:
            raise httpcore.ConnectError("down")
        return Stream()


def backend(*answers, allow=frozenset(), down=()):
    """Return a guarded backend whose name server gives these answers, one a question, and what it dials."""
    waiting = list(answers)

    async def resolve(host, port):
        return waiting.pop(0)

    guarded = GuardedBackend(resolve, allow)
    guarded._inner = Dialled(*down)
    return guarded, guarded._inner


INSIDE = ("127.0.0.1", "10.0.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0")


def forms(address):
    """Yield the ways to write an IPv4 address that some program somewhere understands."""
    number = int(ipaddress.IPv4Address(address))
    parts = address.split(".")
    wide = address.translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)})
    circled = address.translate({ord(str(digit)): chr(0x245F + digit) for digit in range(1, 10)})
    arabic = address.translate({ord(str(digit)): chr(0x660 + digit) for digit in range(10)})
    yield from (address, f"{address}.", str(number), hex(number), f"0{number:o}", wide, circled, arabic)
    yield from (address.replace(".", "。"), address.replace(".", "．"), address.replace(".", "｡"))
    yield ".".join(f"0{int(part):o}" for part in parts)
    yield ".".join(hex(int(part)) for part in parts)
    yield ".".join(f"{int(part):03}" for part in parts)
    yield f"{parts[0]}.{number & 0xFFFFFF}"
    yield f"{parts[0]}.{parts[1]}.{number & 0xFFFF}"
    yield "".join(f"%{ord(char):02x}" for char in address)
    yield address.replace(".", "%2e")
    for prefix in ("::ffff:", "::", "64:ff9b::", "64:ff9b:1::", "::ffff:0:"):
        yield f"[{prefix}{address}]"
    yield f"[2002:{number >> 16:x}:{number & 0xFFFF:x}::]"
    yield f"[::ffff:{number >> 16:x}:{number & 0xFFFF:x}%25eth0]"
    yield f"a:b@{address}"
    yield f"example.org@{address}"
    yield f"example.org\\@{address}"
    yield f"{address}#@example.org"
    yield f"{address}?@example.org"
    yield f"{address}\t"


NAMES = {
    "localhost": "127.0.0.1",
    "localhost.localdomain": "127.0.0.1",
    "ip6-localhost": "::1",
    "127.0.0.1.nip.example": "127.0.0.1",
    "metadata.google.internal": "169.254.169.254",
    "xn--inside.example": "10.0.0.1",
    "موقع.شبكة": "192.168.0.1",
}
WAYS_INSIDE = (
    [form for address in INSIDE for form in forms(address)] + list(NAMES) + ["[::1]", "[::]", "[fe80::1]"]
)


async def resolve_without_asking(host, port):
    """Read a host as the system would, without a question to any name server."""
    names = {name.encode("idna").decode(): address for name, address in NAMES.items()}
    if host in names:
        return [names[host]]
    found = await asyncio.get_running_loop().getaddrinfo(host, port, flags=socket.AI_NUMERICHOST)
    return [str(address[4][0]) for address in found]


async def dialled_for(url):
    """Return the addresses that a URL would be connected to."""
    if refuse_url(url):
        return []
    dialled = Dialled()
    guarded = GuardedBackend(resolve_without_asking, frozenset())
    guarded._inner = dialled
    try:
        asked = httpx.Request("GET", url).url
        await guarded.connect_tcp(asked.raw_host.decode(), asked.port or 80)
    except (httpx.InvalidURL, httpcore.ConnectError):
        pass
    return dialled.addresses


@pytest.mark.parametrize("host", WAYS_INSIDE)
async def test_no_way_to_write_an_inside_address_leads_there(host):
    """Of nearly two hundred ways to name an inside address none is ever connected to."""
    reached = await dialled_for(f"http://{host}/feed")
    assert [address for address in reached if refuse_address(address)] == []
    assert reached == []


async def test_a_public_address_is_dialled_as_it_is():
    """The table above would be empty proof if nothing at all were connected to."""
    assert await dialled_for("http://8.8.8.8/feed") == ["8.8.8.8"]


async def test_the_checked_address_is_the_one_dialled():
    """The name is resolved once and never again, so an answer that changes (rebinding) is never heard."""
    guarded, dialled = backend(["93.184.215.14"], ["127.0.0.1"])
    await guarded.connect_tcp("example.org", 443)
    assert dialled.addresses == ["93.184.215.14"]


async def test_a_name_that_leads_inside_is_not_dialled():
    """A public name with a private address is refused, and the operator is told which."""
    guarded, dialled = backend(["10.0.0.5"])
    with pytest.raises(httpcore.ConnectError, match=r"10\.0\.0\.5"):
        await guarded.connect_tcp("inside.example.org", 80)
    assert dialled.addresses == []


async def test_of_mixed_addresses_only_the_public_are_dialled():
    """One private address among the answers is passed over."""
    guarded, dialled = backend(["127.0.0.1", "64:ff9b::7f00:1", "93.184.215.14"])
    await guarded.connect_tcp("example.org", 80)
    assert dialled.addresses == ["93.184.215.14"]


async def test_the_next_address_is_tried_when_one_is_down():
    """A host with a dead IPv6 address is reached over IPv4."""
    guarded, dialled = backend(["2a00:1450:4001::1", "93.184.215.14"], down=("2a00:1450:4001::1",))
    await guarded.connect_tcp("example.org", 80)
    assert dialled.addresses == ["2a00:1450:4001::1", "93.184.215.14"]


async def test_another_port_is_not_dialled_whatever_the_url_parser_said():
    """The port is checked again where the connection is made."""
    guarded, dialled = backend(["93.184.215.14"])
    with pytest.raises(httpcore.ConnectError, match="port 25"):
        await guarded.connect_tcp("example.org", 25)
    assert dialled.addresses == []


async def test_the_allowance_is_for_one_port():
    """Allowing the demo's port opens no other port of this machine."""
    guarded, dialled = backend(["127.0.0.1"], allow=frozenset({"127.0.0.1:8081"}))
    await guarded.connect_tcp("127.0.0.1", 8081)
    with pytest.raises(httpcore.ConnectError):
        await guarded.connect_tcp("127.0.0.1", 80)
    assert dialled.addresses == ["127.0.0.1"]


async def test_files_of_this_machine_are_not_dialled():
    """A Unix socket is never opened."""
    guarded, _ = backend()
    with pytest.raises(httpcore.ConnectError):
        await guarded.connect_unix_socket("/var/run/docker.sock")

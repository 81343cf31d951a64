"""The fetcher against a real server on loopback: polite, bounded, and never raising."""

import asyncio
import contextlib
import gzip
import socket
import ssl
import time
from datetime import UTC, datetime

import httpx
import pytest

from crawler.fetch.fetcher import Fetcher, Manners
from crawler.fetch.transport import resolve_by_system
from crawler.model import Failed, Fetched, NotModified, Validators

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
FEED = "<rss><channel><title>أخبار الجنوب</title></channel></rss>".encode()
LIMIT = 1_000_000


class Publisher:
    """A server whose answers are written byte by byte, by path, and which remembers the requests."""

    def __init__(self) -> None:
        self.answers: dict[str, object] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.sent = 0
        self.open = 0
        self.most_open = 0
        self.base = ""
        self.tasks: list[asyncio.Task] = []

    async def start(self) -> None:
        self.server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        port = self.server.sockets[0].getsockname()[1]
        self.base = f"http://127.0.0.1:{port}"

    async def stop(self) -> None:
        self.server.close()
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks)
        await self.server.wait_closed()

    async def _serve(self, reader, writer) -> None:
        self.tasks.append(asyncio.current_task())
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            path = head[0].split()[1]
            self.requests.append((path, dict(line.split(": ", 1) for line in head[1:] if line)))
            answer = self.answers.get(path, answered(404))
            async for piece in answer() if callable(answer) else one(answer):
                self.sent += len(piece)
                writer.write(piece)
                await writer.drain()
        self.open -= 1
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()


async def one(piece):
    yield piece


def answered(status=200, body=b"", **headers):
    """Return an answer as it goes over the wire; header names with underscores for dashes."""
    lines = [
        f"HTTP/1.1 {status} x",
        *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
    ]
    if "Content_Length" not in headers:
        lines.append(f"Content-Length: {len(body)}")
    return ("\r\n".join([*lines, "Connection: close", "", ""])).encode("latin-1") + body


@pytest.fixture
async def publisher():
    publisher = Publisher()
    await publisher.start()
    yield publisher
    await publisher.stop()


@pytest.fixture
async def fetcher(publisher):
    fetcher = make_fetcher(publisher)
    yield fetcher
    await fetcher.aclose()


async def resolve(host, port):
    if host.endswith(".invalid"):
        raise socket.gaierror(-2, "Name or service not known")
    return await resolve_by_system(host, port)


def make_fetcher(publisher, **changes):
    # Certificates are not read anew for every test: that alone would take seconds.
    no_tls = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    values = {
        "resolve": resolve,
        "ssl_context": no_tls,
        "manners": Manners(spacing=0.0, deadline=5.0, silence=2.0, shards=2),
        "now": lambda: NOON,
    }
    return Fetcher(
        "Rasid/0.1 (+https://example.org/rasid)",
        allow=frozenset({publisher.base.removeprefix("http://")}),
        **{**values, **changes},
    )


async def test_a_body_arrives_with_what_the_publisher_says_of_it(publisher, fetcher):
    """Body, type, validators and freshness come back as they were sent."""
    publisher.answers["/feed"] = answered(
        body=FEED,
        Content_Type="application/rss+xml; charset=windows-1256",
        ETag='W/"a\xe9"',
        Last_Modified="Thu, 01 Jan 2041 00:00:00 GMT",
        Cache_Control="public, max-age=600",
        Age="100",
    )
    fetched = await fetcher.get(f"{publisher.base}/feed", limit=LIMIT)
    assert fetched == Fetched(
        url=f"{publisher.base}/feed",
        body=FEED,
        content_type="application/rss+xml; charset=windows-1256",
        validators=Validators(etag='W/"a\xe9"', last_modified="Thu, 01 Jan 2041 00:00:00 GMT"),
        max_age=500.0,
    )


async def test_validators_go_back_byte_for_byte(publisher, fetcher):
    """The publisher sees its own ETag and date, however odd, and says 304."""
    publisher.answers["/feed"] = answered(304, Cache_Control="max-age=60")
    validators = Validators(etag='W/"a\xe9"', last_modified="yesterday, 25h")
    outcome = await fetcher.get(f"{publisher.base}/feed", validators, limit=LIMIT)
    assert outcome == NotModified(max_age=60.0)
    headers = publisher.requests[0][1]
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == ('W/"a\xe9"', "yesterday, 25h")


async def test_a_304_to_an_open_question_is_a_failure(publisher, fetcher):
    """Who sent no validators cannot be told "as before"."""
    publisher.answers["/feed"] = answered(304)
    assert isinstance(await fetcher.get(f"{publisher.base}/feed", limit=LIMIT), Failed)


async def test_the_request_is_honest_and_modest(publisher, fetcher):
    """The User-Agent is ours, only gzip is asked for, no cookie is kept."""
    publisher.answers["/feed"] = answered(body=FEED, Set_Cookie="id=1; Path=/")
    await fetcher.get(f"{publisher.base}/feed", limit=LIMIT)
    await fetcher.get(f"{publisher.base}/feed", limit=LIMIT)
    headers = publisher.requests[1][1]
    assert headers["User-Agent"] == "Rasid/0.1 (+https://example.org/rasid)"
    assert headers["Accept-Encoding"] == "gzip"
    assert not {"Cookie", "If-None-Match", "If-Modified-Since", "Referer"} & set(headers)


PACKED = {
    "plain": (FEED, {}),
    "gzip": (gzip.compress(FEED), {"Content_Encoding": "gzip"}),
    "gzip in two parts": (
        gzip.compress(FEED[:20]) + gzip.compress(FEED[20:]),
        {"Content_Encoding": "x-gzip"},
    ),
    "gzip with padding behind": (gzip.compress(FEED) + b"\0\0", {"Content_Encoding": "gzip"}),
    "a .gz file that does not say so": (gzip.compress(FEED), {"Content_Type": "application/xml"}),
}


@pytest.mark.parametrize(("body", "headers"), PACKED.values(), ids=PACKED)
async def test_a_packed_body_is_unpacked(publisher, fetcher, body, headers):
    """However gzip is used, the feed comes out of it."""
    publisher.answers["/feed"] = answered(body=body, **headers)
    fetched = await fetcher.get(f"{publisher.base}/feed", limit=LIMIT)
    assert fetched.body == FEED


def drip(head, piece, pause, times):
    async def answer():
        yield head
        for _ in range(times):
            yield piece
            await asyncio.sleep(pause)

    return answer


HUGE = b"HTTP/1.1 200 x\r\nConnection: close\r\n\r\n"
FAILURES = {
    "not there": (answered(404), "is not there", True, None),
    "gone": (answered(410), "gone for good", True, None),
    "forbidden": (answered(403), "refuses us", True, None),
    "password": (answered(401), "password", True, None),
    "a teapot": (answered(418), "HTTP 418", True, None),
    "too often, in seconds": (answered(429, Retry_After="120"), "too often", False, 120.0),
    "too often, 12 hours": (answered(429, Retry_After="43838"), "too often", False, 43838.0),
    "too often, by date": (
        answered(429, Retry_After="Sun, 01 Mar 2026 12:10:00 GMT"),
        "too often",
        False,
        600.0,
    ),
    "too often, by their clock": (
        answered(429, Retry_After="Sun, 01 Mar 2026 09:01:00 GMT", Date="Sun, 01 Mar 2026 09:00:00 GMT"),
        "too often",
        False,
        60.0,
    ),
    "too often, no time named": (answered(429), "too often", False, 3600.0),
    "too often, nonsense named": (answered(429, Retry_After="soon"), "too often", False, 3600.0),
    "out of service": (answered(503, Retry_After="30"), "out of service", False, 30.0),
    "internal error": (answered(500), "internal error", False, None),
    "unheard-of status": (answered(799), "HTTP 799", False, None),
    "said to be larger": (answered(Content_Length=500_000_000), "larger than 1000000", True, None),
    "larger, unsaid": (drip(HUGE, b"x" * 65536, 0, 100), "larger than 1000000", True, None),
    "a gzip bomb": (
        answered(body=gzip.compress(b"\0" * 50_000_000), Content_Encoding="gzip"),
        "larger than 1000000",
        True,
        None,
    ),
    "a gzip bomb in a file": (
        answered(body=gzip.compress(b"\0" * 50_000_000)),
        "larger than 1000000",
        True,
        None,
    ),
    "gzip cut off": (
        answered(body=gzip.compress(FEED)[:-12], Content_Encoding="gzip"),
        "damaged",
        False,
        None,
    ),
    "gzip that is none": (answered(body=FEED, Content_Encoding="gzip"), "damaged", False, None),
    "brotli unasked": (answered(body=b"\x0b\x02", Content_Encoding="br"), "packed as br", False, None),
    "body cut off": (answered(body=FEED, Content_Length=len(FEED) + 10), "broke off", False, None),
    "no answer at all": (b"", "broke off", False, None),
    "not HTTP": (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", "broke off", False, None),
    "empty status line": (b"\r\n\r\n", "broke off", False, None),
    "redirect in a circle": (answered(302, Location="/feed"), "redirects more than 5", False, None),
    "redirect to a file": (answered(302, Location="file:///etc/passwd"), "only http and https", True, None),
    "redirect to another port": (answered(302, Location="http://127.0.0.1:22/"), "port 22", True, None),
    "redirect to loopback": (answered(302, Location="http://127.0.0.1/"), "not public", True, None),
    "redirect to a number": (answered(302, Location="http://2130706433/"), "not public", True, None),
    "redirect to mapped loopback": (
        answered(302, Location="http://[::ffff:7f00:1]/"),
        "not public",
        True,
        None,
    ),
    "redirect to cloud secrets": (
        answered(302, Location="http://169.254.169.254/latest/"),
        "not public",
        True,
        None,
    ),
    "redirect with a user": (answered(302, Location="http://a@127.0.0.1/"), "user name", True, None),
}


@pytest.mark.parametrize("row", FAILURES.values(), ids=FAILURES)
async def test_trouble_is_a_sentence_and_never_raised(publisher, fetcher, row):
    """Whatever a server does, the operator reads what it was and when it is tried again."""
    answer, reason, permanent, retry = row
    publisher.answers["/feed"] = answer
    failed = await fetcher.get(f"{publisher.base}/feed", limit=LIMIT)
    assert isinstance(failed, Failed)
    assert reason in failed.reason
    assert (failed.permanent, failed.retry_after) == (permanent, retry)


async def test_half_a_gigabyte_is_left_at_the_limit(publisher, fetcher):
    """Of a body without end only about the limit is ever read."""
    publisher.answers["/feed"] = drip(HUGE, b"x" * 65536, 0, 8000)
    failed = await fetcher.get(f"{publisher.base}/feed", limit=LIMIT)
    assert "larger than" in failed.reason
    assert publisher.sent < 20 * LIMIT  # what lay in the sockets' buffers


async def test_a_slow_drip_ends_at_the_deadline(publisher):
    """A server that sends a byte now and then holds nobody up for longer than the deadline."""
    publisher.answers["/feed"] = drip(HUGE, b"x", 0.05, 100)
    fetcher = make_fetcher(publisher, manners=Manners(spacing=0.0, deadline=0.4, silence=2.0))
    started = time.monotonic()
    failed = await fetcher.get(f"{publisher.base}/feed", limit=LIMIT)
    await fetcher.aclose()
    assert "did not answer whole" in failed.reason
    assert time.monotonic() - started < 1.5


async def test_silence_is_not_waited_out(publisher):
    """A server that says nothing is left after the time for silence."""
    publisher.answers["/feed"] = drip(HUGE, b"", 0.5, 1)
    fetcher = make_fetcher(publisher, manners=Manners(spacing=0.0, silence=0.2))
    failed = await fetcher.get(f"{publisher.base}/feed", limit=LIMIT)
    await fetcher.aclose()
    assert "did not answer in time" in failed.reason


async def test_a_redirect_is_followed_to_an_arabic_address(publisher, fetcher):
    """Redirects lead on, with raw Arabic in the address too, and the last address is told."""
    publisher.answers["/old"] = answered(301, Location="/خبر".encode().decode("latin-1"))
    publisher.answers["/%D8%AE%D8%A8%D8%B1"] = answered(body=FEED)
    fetched = await fetcher.get(f"{publisher.base}/old", Validators(etag='"1"'), limit=LIMIT)
    assert fetched.url == f"{publisher.base}/%D8%AE%D8%A8%D8%B1"
    assert [headers["If-None-Match"] for _, headers in publisher.requests] == ['"1"', '"1"']


UNREACHABLE = {
    "this machine": ("http://localhost/", "not public"),
    "a private host": ("http://192.168.7.7/feed", "not public"),
    "full-width digits": ("http://127。0。0。1/", "not public"),
    "a name that nobody knows": ("http://nosuch.invalid/feed", "not known to the name servers"),
    "a label too long": (f"http://{'a' * 70}.org/", "not known to the name servers"),
    "a broken punycode": ("http://xn--/", "cannot be asked for"),
    "user name": ("http://a:b@example.org/", "user name"),
    "another port": ("http://example.org:8080/", "port 8080"),
}


@pytest.mark.parametrize(("url", "reason"), UNREACHABLE.values(), ids=UNREACHABLE)
async def test_an_address_that_is_not_public_is_not_asked(publisher, fetcher, url, reason):
    """Neither the name nor the form of an address leads inside."""
    failed = await fetcher.get(url, limit=LIMIT)
    assert isinstance(failed, Failed)
    assert reason in failed.reason


async def test_the_environment_chooses_no_proxy(publisher, monkeypatch):
    """A proxy in the environment, which would resolve names for us, is not used."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    publisher.answers["/feed"] = answered(body=FEED)
    fetcher = make_fetcher(publisher)
    fetched = await fetcher.get(f"{publisher.base}/feed", limit=LIMIT)
    await fetcher.aclose()
    assert fetched.body == FEED


class Watch:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.seconds = 100.0
        self.slept: list[float] = []

    def now(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds
        await asyncio.sleep(0)


async def test_a_host_is_asked_one_question_at_a_time_with_pauses(publisher):
    """Eight questions to one host use one connection at a time, a second apart."""
    watch = Watch()
    publisher.answers["/feed"] = answered(body=FEED)
    fetcher = make_fetcher(publisher, manners=Manners(spacing=1.0), clock=watch.now, sleep=watch.sleep)
    await asyncio.gather(*(fetcher.get(f"{publisher.base}/feed", limit=LIMIT) for _ in range(8)))
    await fetcher.aclose()
    assert publisher.most_open == 1
    assert watch.slept == [1.0] * 7


async def test_a_host_that_asks_for_peace_is_left_in_peace(publisher):
    """A Retry-After counts for every feed and page of the host, and no longer than it says."""
    watch = Watch()
    publisher.answers["/page"] = answered(429, Retry_After="120")
    publisher.answers["/feed"] = answered(body=FEED)
    fetcher = make_fetcher(publisher, clock=watch.now, sleep=watch.sleep)
    await fetcher.get(f"{publisher.base}/page", limit=LIMIT)
    watch.seconds += 100
    kept_back = await fetcher.get(f"{publisher.base}/feed", limit=LIMIT)
    watch.seconds += 21
    asked = await fetcher.get(f"{publisher.base}/feed", limit=LIMIT)
    await fetcher.aclose()
    assert isinstance(kept_back, Failed)
    assert (kept_back.permanent, round(kept_back.retry_after or 0)) == (False, 20)
    assert isinstance(asked, Fetched)
    assert [path for path, _ in publisher.requests] == ["/page", "/feed"]


async def test_another_host_does_not_wait(publisher):
    """A slow host holds up nobody but itself."""
    other = Publisher()
    await other.start()
    publisher.answers["/feed"] = drip(HUGE, b"x", 0.3, 2)
    other.answers["/feed"] = answered(body=FEED)
    allow = frozenset(server.base.removeprefix("http://") for server in (publisher, other))
    fetcher = Fetcher("Rasid/0.1", allow=allow, manners=Manners(spacing=5.0))
    slow = asyncio.create_task(fetcher.get(f"{publisher.base}/feed", limit=LIMIT))
    await asyncio.sleep(0.05)
    quick = await fetcher.get(f"{other.base}/feed", limit=LIMIT)
    assert isinstance(quick, Fetched)
    assert not slow.done()
    await slow
    await fetcher.aclose()
    await other.stop()


async def test_a_cancelled_question_frees_the_host(publisher):
    """A daemon that is stopped in the middle leaves no host locked."""
    publisher.answers["/slow"] = drip(HUGE, b"x", 0.1, 50)
    publisher.answers["/feed"] = answered(body=FEED)
    fetcher = make_fetcher(publisher)
    slow = asyncio.create_task(fetcher.get(f"{publisher.base}/slow", limit=LIMIT))
    await asyncio.sleep(0.05)
    slow.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await slow
    assert isinstance(await fetcher.get(f"{publisher.base}/feed", limit=LIMIT), Fetched)
    await fetcher.aclose()


def test_the_library_is_the_one_whose_inside_we_lean_on():
    """Our transport puts its own pool into httpx's; a version that moves the pool must be noticed."""
    assert hasattr(httpx.AsyncHTTPTransport(trust_env=False), "_pool")

"""Connecting to a checked address must not weaken TLS: the certificate is that of the name."""

import asyncio
import contextlib
import shutil
import ssl
import subprocess

import httpcore
import httpx
import pytest

from crawler.fetch.transport import GuardedTransport

needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")


class Leading(httpcore.AsyncNetworkBackend):
    """Leads every name to one server of this machine, as the guard leads it to a checked address."""

    def __init__(self, port: int) -> None:
        self.port = port

    async def connect_tcp(self, host, port, timeout=None, *rest, **more):  # noqa: ASYNC109
        return await httpcore.AnyIOBackend().connect_tcp("127.0.0.1", self.port, timeout)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """Return a certificate for feeds.example.org and its key."""
    folder = tmp_path_factory.mktemp("tls")
    key, cert = folder / "key.pem", folder / "cert.pem"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
    ]
    command += ["-keyout", str(key), "-out", str(cert), "-days", "2", "-subj", "/CN=feeds.example.org"]
    subprocess.run(
        [*command, "-addext", "subjectAltName=DNS:feeds.example.org"],
        check=True,
        capture_output=True,
        timeout=30,
    )
    return cert, key


async def answer(reader, writer):
    with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
        await writer.drain()
    writer.close()
    with contextlib.suppress(ConnectionError, ssl.SSLError):
        await writer.wait_closed()


@needs_openssl
@pytest.mark.parametrize(("host", "fits"), [("feeds.example.org", True), ("other.example.org", False)])
async def test_the_certificate_is_checked_against_the_name(certificate, host, fits):
    """Who answers at the checked address must prove to be the host that was asked for."""
    cert, key = certificate
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(cert, key)
    server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=serving)
    port = server.sockets[0].getsockname()[1]
    transport = GuardedTransport(Leading(port), ssl.create_default_context(cafile=str(cert)))
    async with httpx.AsyncClient(transport=transport, trust_env=False) as client:
        if fits:
            assert (await client.get(f"https://{host}/feed")).text == "ok"
        else:
            with pytest.raises(httpx.ConnectError, match="CERTIFICATE"):
                await client.get(f"https://{host}/feed")
    server.close()
    await server.wait_closed()

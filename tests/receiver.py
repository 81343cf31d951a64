"""A web server that takes what is posted, remembers it, and answers as a test wants."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True)
class Posted:
    """One request."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict:
        return json.loads(self.body)


def answered(status: int, **headers: str) -> bytes:
    """Return an answer as it goes over the wire."""
    lines = [f"HTTP/1.1 {status} x", "content-length: 0", "connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


HANGS = b""


class Receiver:
    """Answers 200 after the answers that it was given, one a request; ``HANGS`` is none at all."""

    def __init__(self) -> None:
        self.answers: list[bytes] = []
        self.posts: list[Posted] = []
        self.address = ""
        self.tasks: set[asyncio.Task] = set()

    async def __aenter__(self) -> Self:
        self.server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.address = f"127.0.0.1:{self.server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self.server.close()
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        await self.server.wait_closed()

    def forget(self) -> None:
        """Start anew for the next test."""
        self.answers.clear()
        self.posts.clear()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            headers = {
                name.lower(): value for name, value in (line.split(": ", 1) for line in head[1:] if line)
            }
            body = await reader.readexactly(int(headers.get("content-length", "0")))
            self.posts.append(Posted(head[0].split()[1], headers, body))
            answer = self.answers.pop(0) if self.answers else answered(200)
            if answer == HANGS:
                await asyncio.sleep(60)
            writer.write(answer)
            await writer.drain()
        writer.close()


def verified(posted: Posted, secret: str) -> bool:
    """Check a signature as a receiver of webhooks does, by the words of the specification."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = ".".join([posted.headers["webhook-id"], posted.headers["webhook-timestamp"], ""]).encode()
    expected = hmac.digest(key, signed + posted.body, hashlib.sha256)
    given = [one.split(",", 1) for one in posted.headers["webhook-signature"].split(" ")]
    return any(
        version == "v1" and hmac.compare_digest(base64.b64decode(text), expected) for version, text in given
    )

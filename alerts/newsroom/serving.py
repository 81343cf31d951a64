"""The newsroom over HTTP: all outlets on one port, or each on its own."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

from alerts.newsroom.newsroom import Newsroom
from alerts.web.serving import serve_app


@contextlib.asynccontextmanager
async def serve(newsroom: Newsroom, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Serve every outlet on one port, each under its own path; gives the base address."""
    async with serve_app(newsroom.app, host, port) as base_url:
        yield base_url


@contextlib.asynccontextmanager
async def serve_each(newsroom: Newsroom, host: str = "127.0.0.1") -> AsyncIterator[dict[str, str]]:
    """Serve every outlet on a port of its own; gives base addresses by outlet, for ``Newsroom.feeds``."""
    async with contextlib.AsyncExitStack() as stack:
        yield {
            outlet.id: await stack.enter_async_context(serve_app(newsroom.app_of(outlet.id), host))
            for outlet in newsroom.outlets
        }

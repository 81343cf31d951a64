"""The outlets' web sites: feeds and pages over HTTP, with the manners and failings of each."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import importlib.resources
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache
from typing import Protocol

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from alerts.newsroom import rendering
from alerts.newsroom.model import Fault, Outlet, Printed

ROBOTS = "User-agent: *\nDisallow: /wp-admin/\n"
_SMALL = 200  # bytes; shorter bodies are not worth compressing


class Desk(Protocol):
    """What a site needs of its newsroom."""

    speed: float
    now: Callable[[], datetime]

    def visible(self, outlet_id: str) -> list[Printed]:
        """List what is out, newest first."""

    def find(self, outlet_id: str, address: str) -> Printed | None:
        """Look up an article that is out."""

    def next_fault(self, outlet: Outlet) -> Fault | None:
        """Count a request for a feed and tell what goes wrong with it."""

    def note(self, request: Request, status: int) -> None:
        """Remember a request and its answer."""


def build_site(desk: Desk, outlets: Iterable[Outlet]) -> Starlette:
    """Put these outlets' sites together."""
    outlets = tuple(outlets)

    async def index(request: Request) -> Response:
        return Response(rendering.index(outlets, _base(request)), media_type="text/html")

    async def robots(request: Request) -> Response:
        return _noted(desk, request, PlainTextResponse(ROBOTS))

    routes = [Route("/", index), Route("/robots.txt", robots)]
    for outlet in outlets:
        prefix = f"/{outlet.id}"
        routes += [
            Route(f"{prefix}/style.css", _asset("newsroom.css", "text/css")),
            Route(f"{prefix}/photo.svg", _asset("photo.svg", "image/svg+xml")),
            Route(f"{prefix}/feed/", _feed_endpoint(desk, outlet)),
            Route(f"{prefix}/atom.xml", _feed_endpoint(desk, outlet)),
            Route(f"{prefix}/", _front_endpoint(desk, outlet)),
            Route(f"{prefix}/{{address:path}}", _page_endpoint(desk, outlet)),
        ]
    return Starlette(routes=routes)


Endpoint = Callable[[Request], Awaitable[Response]]


def _asset(name: str, media_type: str) -> Endpoint:
    body = (importlib.resources.files("alerts.newsroom") / "templates" / name).read_bytes()

    async def asset(_request: Request) -> Response:
        return Response(body, media_type=media_type, headers={"Cache-Control": "max-age=3600"})

    return asset


def _feed_endpoint(desk: Desk, outlet: Outlet) -> Endpoint:
    kind = "application/atom+xml" if outlet.feed == "atom" else "application/rss+xml"

    @lru_cache(maxsize=4)  # a feed is asked for much oftener than it changes
    def rendered(shown: tuple[Printed, ...], base: str) -> str:
        return rendering.feed(outlet, shown, base)

    async def feed(request: Request) -> Response:
        fault = desk.next_fault(outlet)
        if fault is not None and fault.stall is not None:
            await asyncio.sleep(fault.stall / desk.speed)
        if fault is not None and fault.status is not None:
            return _noted(desk, request, _failure(fault))
        shown = tuple(desk.visible(outlet.id)[: outlet.window])
        text = rendered(shown, _base(request))
        changed = _dated(shown[0].at if shown else None, desk.now())
        return _noted(desk, request, _answer(request, outlet, text, kind, changed=changed))

    return feed


def _front_endpoint(desk: Desk, outlet: Outlet) -> Endpoint:
    async def front(request: Request) -> Response:
        text = rendering.front(outlet, desk.visible(outlet.id), _base(request))
        return _noted(desk, request, _answer(request, outlet, text, "text/html"))

    return front


def _page_endpoint(desk: Desk, outlet: Outlet) -> Endpoint:
    async def page(request: Request) -> Response:
        query = request.url.query
        address = request.path_params["address"] + (f"?{query}" if query else "")
        printed = desk.find(outlet.id, address)
        if printed is None:
            text, status = rendering.not_found(outlet, _base(request)), 404
            return _noted(desk, request, _answer(request, outlet, text, "text/html", status=status))
        others = [each for each in desk.visible(outlet.id) if each is not printed]
        text = rendering.page(outlet, printed, others, _base(request))
        return _noted(
            desk, request, _answer(request, outlet, text, "text/html", changed=_dated(printed.at, desk.now()))
        )

    return page


def _base(request: Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc}"


def _noted(desk: Desk, request: Request, response: Response) -> Response:
    desk.note(request, response.status_code)
    return response


def _failure(fault: Fault) -> Response:
    headers = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
    return PlainTextResponse("Service Unavailable", status_code=fault.status or 503, headers=headers)


def _answer(
    request: Request,
    outlet: Outlet,
    text: str,
    kind: str,
    *,
    changed: str | None = None,
    status: int = 200,
) -> Response:
    """Encode, validate and compress a body as the outlet does."""
    body = text.encode(outlet.charset, errors="xmlcharrefreplace")
    headers = {"Content-Type": f"{kind}; charset={outlet.charset}" if outlet.says_charset else kind}
    if outlet.validators != "none" and status == 200:  # noqa: PLR2004 - OK
        headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
        if outlet.validators == "both" and changed is not None:
            headers["Last-Modified"] = changed
        if _unchanged(request, headers):
            headers.pop("Content-Type")
            return Response(status_code=304, headers=headers)
    if outlet.gzip:
        headers["Vary"] = "Accept-Encoding"
        if len(body) > _SMALL and "gzip" in request.headers.get("accept-encoding", ""):
            body = gzip.compress(body, mtime=0)
            headers["Content-Encoding"] = "gzip"
    return Response(body, status_code=status, headers=headers)


def _dated(changed: datetime | None, now: datetime) -> str | None:
    """Write Last-Modified; None while its second lasts, for a second change in it would look the same."""
    if changed is None:
        return None
    whole = changed.replace(microsecond=0)
    whole += timedelta(seconds=changed > whole)
    return format_datetime(whole, usegmt=True) if now >= whole else None


def _unchanged(request: Request, headers: dict[str, str]) -> bool:
    """Whether the reader has this very answer already; the ETag decides where both are sent (RFC 9110)."""
    asked = request.headers.get("if-none-match")
    if asked is not None:
        return headers["ETag"] in [tag.strip().removeprefix("W/") for tag in asked.split(",")]
    since = request.headers.get("if-modified-since")
    if since is None or "Last-Modified" not in headers:
        return False
    try:
        return parsedate_to_datetime(since) >= parsedate_to_datetime(headers["Last-Modified"])
    except ValueError:
        return False

"""The pages, read-only: incidents, one incident, digests, feeds. They tell nobody who watches what."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from importlib.resources import files

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from alerts.digest import by_governorate, gather_digest
from alerts.render.message import Voice
from alerts.render.words import moment_words
from alerts.web import pages
from crawler.model import incident_number
from crawler.places.gazetteer import Gazetteer
from crawler.store.database import Database
from crawler.store.feeds import FeedStore
from crawler.store.incidents import IncidentStore
from crawler.store.publishers import PublisherStore

SHOWN = 60
ALIVE = timedelta(hours=24)
REDESIGN_SHOWN = timedelta(days=7)
ASSETS = {"style.css": "text/css", "live.js": "text/javascript"}
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Site:
    """Answers requests from the tables."""

    def __init__(
        self, database: Database, gazetteer: Gazetteer, voice: Voice, clock: Callable[[], datetime]
    ) -> None:
        self.database = database
        self.gazetteer = gazetteer
        self.voice = voice
        self.clock = clock

    def front(self, _request: Request) -> Response:
        """Show the incidents that changed last."""
        now = self.clock()
        with self.database.begin() as tx:
            incidents = IncidentStore(tx).latest(SHOWN)
            alive = FeedStore(tx).alive_since(now - ALIVE)
        return HTMLResponse(pages.incidents_page(incidents, alive, self.voice, now))

    def incident(self, request: Request) -> Response:
        """Show one incident by its code."""
        number = incident_number(request.path_params["code"].upper())
        with self.database.begin() as tx:
            store = IncidentStore(tx)
            incident = None if number is None else store.get(number)
            history = [] if incident is None else store.history(incident.id)
        if incident is None:
            return self.missing(request)
        return HTMLResponse(pages.incident_page(incident, history, self.voice))

    def digest(self, request: Request) -> Response:
        """Show a day's digest."""
        try:
            day = date.fromisoformat(request.path_params["day"])
        except ValueError:
            return self.missing(request)
        if not date(2000, 1, 1) <= day <= date(2200, 1, 1):
            return self.missing(request)
        with self.database.begin() as tx:
            digest = gather_digest(tx, day, self.voice.zone, by_governorate(self.gazetteer.ancestors))
        return HTMLResponse(pages.digest_page(digest, self.voice))

    def feeds(self, _request: Request) -> Response:
        """Show how each feed fares."""
        with self.database.begin() as tx:
            known, carried = FeedStore(tx).with_states(), FeedStore(tx).carried()
        rows = [
            (
                feed,
                moment_words(state.last_ok_at, self.voice.zone) if state.last_ok_at else "لم يجب بعد",
                (state.last_error or "") if state.failures else "",
                "مقطوعة" if carried[feed.url].truncated else "",
            )
            for feed, state in known
        ]
        return HTMLResponse(pages.feeds_page(rows))

    def health(self, _request: Request) -> Response:
        """Tell a monitor that the database answers, how many feeds do, and whose pages were built anew."""
        with self.database.begin() as tx:
            alive, feeds = FeedStore(tx).alive_since(self.clock() - ALIVE)
            incidents = IncidentStore(tx).count()
            redesigned = PublisherStore(tx).redesigned_since(self.clock() - REDESIGN_SHOWN)
        return JSONResponse(
            {"feeds": feeds, "feeds_alive": alive, "incidents": incidents, "redesigned": redesigned}
        )

    def asset(self, request: Request) -> Response:
        """Give a style sheet or script of ours."""
        name = request.path_params["name"]
        if name not in ASSETS:
            return self.missing(request)
        return Response((files("alerts.web") / "static" / name).read_bytes(), media_type=ASSETS[name])

    def missing(self, _request: Request, _error: Exception | None = None) -> Response:
        """Say that there is no such page."""
        return HTMLResponse(pages.missing_page(), status_code=404)


def build_site(
    database: Database, gazetteer: Gazetteer, voice: Voice, clock: Callable[[], datetime]
) -> Starlette:
    """Return the pages as an ASGI application."""
    site = Site(database, gazetteer, voice, clock)
    return Starlette(
        routes=[
            Route("/", site.front),
            Route("/incident/{code}", site.incident),
            Route("/digest/{day}", site.digest),
            Route("/feeds", site.feeds),
            Route("/health", site.health),
            Route("/assets/{name}", site.asset),
        ],
        middleware=[Middleware(BaseHTTPMiddleware, dispatch=_guarded)],
        exception_handlers={404: site.missing},
    )


async def _guarded(request: Request, follow: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await follow(request)
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response

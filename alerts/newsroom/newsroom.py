"""The newsroom: which articles are out by now, and where its feeds are."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Self

from starlette.applications import Starlette
from starlette.requests import Request

from alerts.newsroom.model import Fault, Outlet, Piece, Printed
from alerts.newsroom.press import print_pieces, print_recorded
from alerts.newsroom.script import load_outlets, load_pieces
from alerts.newsroom.site import build_site
from crawler.model import Feed

REMEMBERED_VISITS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One request and its answer, for those who want to know how their reader behaves."""

    at: datetime
    path: str
    if_none_match: str | None
    if_modified_since: str | None
    user_agent: str
    status: int


class Newsroom:
    """Outlets whose articles appear one after the other, by a clock that is an argument.

    ``speed`` 20 prints a minute of news in three seconds. What lies before ``start`` is there from
    the beginning, as a feed's backlog is. Without ``start`` the minute begins when every feed has been
    asked for once: however slowly its reader wakes up, nothing new is taken for backlog. Give either
    ``pieces``, or ``printed`` for articles that already have their times and addresses.
    """

    def __init__(
        self,
        *,
        start: datetime | None,
        now: Callable[[], datetime],
        speed: float = 1.0,
        outlets: Iterable[Outlet] | None = None,
        pieces: Iterable[Piece] | None = None,
        printed: Iterable[Printed] | None = None,
    ) -> None:
        self.now = now
        self.speed = speed
        self.outlets = tuple(load_outlets() if outlets is None else outlets)
        self._by_id = {outlet.id: outlet for outlet in self.outlets}
        self.visits: deque[Visit] = deque(maxlen=REMEMBERED_VISITS)
        self._feed_requests: Counter[str] = Counter()
        self._pieces = tuple(load_pieces() if pieces is None else pieces) if printed is None else ()
        self._waiting = start is None and printed is None
        if printed is None:
            printed = self._print(now() if start is None else start)
        if self._waiting:
            printed = [each for each in printed if each.piece.after < 0]
        self._show(printed)

    def _print(self, start: datetime) -> list[Printed]:
        return print_pieces(self._pieces, self._by_id, start=start, speed=self.speed)

    def _show(self, printed: Iterable[Printed]) -> None:
        """Make these the articles that there are."""
        self.printed = tuple(sorted(printed, key=lambda each: each.at))
        self._of_outlet: dict[str, list[Printed]] = {outlet.id: [] for outlet in self.outlets}
        for each in self.printed:
            self._of_outlet[each.piece.outlet].append(each)
        self._by_address = {(each.piece.outlet, each.address): each for each in self.printed}

    @classmethod
    def from_articles(
        cls,
        articles: Iterable[Mapping[str, Any]],
        *,
        now: Callable[[], datetime],
        habits: Mapping[str, Outlet] | None = None,
    ) -> Self:
        """Serve recorded articles (id, source, published, url, title, summary, text), one outlet a source.

        Each appears when ``now`` reaches its ``published``; its address ends with ``story/<id>/``.
        ``habits`` may give a source its outlet: theme, country, clock, charset, faults.
        """
        outlets, printed = print_recorded(articles, habits or {})
        return cls(start=now(), now=now, outlets=outlets, printed=printed)

    # --- what is out ---

    def outlet(self, outlet_id: str) -> Outlet | None:
        """Look up an outlet."""
        return self._by_id.get(outlet_id)

    def visible(self, outlet_id: str) -> list[Printed]:
        """List what an outlet has published by now, newest first."""
        now = self.now()
        return [each for each in reversed(self._of_outlet[outlet_id]) if each.at <= now]

    def find(self, outlet_id: str, address: str) -> Printed | None:
        """Look up a published article by its address within the outlet."""
        each = self._by_address.get((outlet_id, address))
        return each if each is not None and each.at <= self.now() else None

    @property
    def finished(self) -> bool:
        """Whether everything is out."""
        return not self._waiting and (not self.printed or self.printed[-1].at <= self.now())

    # --- over HTTP ---

    def feeds(self, base_url: str | Mapping[str, str]) -> list[Feed]:
        """Describe the outlets' feeds as an operator's list would; a mapping gives each its own port."""

        def base(outlet: Outlet) -> str:
            return base_url if isinstance(base_url, str) else base_url[outlet.id]

        return [
            Feed(
                url=f"{base(outlet)}/{outlet.id}/{feed_path(outlet)}",
                publisher=outlet.name,
                country=outlet.country,
                timezone=outlet.timezone,
            )
            for outlet in self.outlets
        ]

    @cached_property
    def app(self) -> Starlette:
        """The whole newsroom as one ASGI application."""
        return build_site(self, self.outlets)

    def app_of(self, outlet_id: str) -> Starlette:
        """One outlet alone, at the same paths."""
        return build_site(self, (self._by_id[outlet_id],))

    def note(self, request: Request, status: int) -> None:
        """Remember who asked for what."""
        asked = request.headers
        self.visits.append(
            Visit(
                at=self.now(),
                path=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
                if_none_match=asked.get("if-none-match"),
                if_modified_since=asked.get("if-modified-since"),
                user_agent=asked.get("user-agent", ""),
                status=status,
            )
        )

    def next_fault(self, outlet: Outlet) -> Fault | None:
        """Count a request for this outlet's feed; tell what is to go wrong with it."""
        self._feed_requests[outlet.id] += 1
        count = self._feed_requests[outlet.id]
        if self._waiting and len(self._feed_requests) == len(self.outlets):
            self._waiting = False
            minute = [each for each in self._print(self.now()) if each.piece.after >= 0]
            self._show([*self.printed, *minute])
        return next((fault for fault in outlet.faults if fault.request == count), None)


def feed_path(outlet: Outlet) -> str:
    """Where an outlet's feed is, within the outlet."""
    return "atom.xml" if outlet.feed == "atom" else "feed/"

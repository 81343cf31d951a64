"""Feeds and how each fares; ``next_check_at`` is the schedule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from crawler.feeds.carried import Carried, Telling
from crawler.feeds.schedule import FeedState, Pace, new_feed_state, resumed
from crawler.model import Feed, Validators
from crawler.store.tables import feed_days, feeds

_TRUSTS = (
    select(feeds.c.publisher, func.max(feeds.c.trust))
    .group_by(feeds.c.publisher)
    .having(func.max(feeds.c.trust) != 1)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueFeed:
    """A feed whose time has come."""

    feed: Feed
    state: FeedState


class FeedStore:
    """The feeds of one transaction."""

    def __init__(self, tx: Connection) -> None:
        self.tx = tx

    def follow(self, wanted: Sequence[Feed], pace: Pace, now: datetime) -> None:
        """Hold exactly these feeds; what one published while it was left out is backlog, not news."""
        known = {row["url"]: row for row in self.tx.execute(select(feeds)).mappings()}
        for feed in wanted:
            row = known.pop(feed.url, None)
            if row is None:
                state = new_feed_state(now, pace)
                self.tx.execute(insert(feeds).values(**_feed_columns(feed), **_columns(state)))
            elif row["removed_at"] is not None:
                self._change(
                    feed.url,
                    {**_feed_columns(feed), **_columns(resumed(_state(row), now)), "removed_at": None},
                )
            elif feed != feed_from_row(row, feed.url):
                self._change(feed.url, _feed_columns(feed))
        gone = [url for url, row in known.items() if row["removed_at"] is None]
        if gone:
            self.tx.execute(update(feeds).where(feeds.c.url.in_(gone)).values(removed_at=now))

    def trusts(self) -> dict[str, float]:
        """Return the trust in each publisher whose trust is not 1; the best of its feeds counts."""
        rows = self.tx.execute(_TRUSTS).all()
        return {publisher: trust for publisher, trust in rows}  # noqa: C416 - rows are no pairs to mypy

    def due(self, now: datetime) -> list[DueFeed]:
        """Return the feeds to be asked now, the longest overdue first."""
        query = (
            select(feeds)
            .where(feeds.c.removed_at.is_(None), feeds.c.next_check_at <= now)
            .order_by(feeds.c.next_check_at, feeds.c.url)
        )
        return [
            DueFeed(feed=feed_from_row(row, row["url"]), state=_state(row))
            for row in self.tx.execute(query).mappings()
        ]

    def record(self, url: str, state: FeedState, day: date, *, answered: bool, entries: int) -> None:
        """Keep how a check went."""
        self._change(url, _columns(state))
        key = (feed_days.c.feed_url == url, feed_days.c.day == day)
        counted = self.tx.execute(
            update(feed_days)
            .where(*key)
            .values(
                answered=feed_days.c.answered + answered,
                failed=feed_days.c.failed + (not answered),
                entries=feed_days.c.entries + entries,
            )
        )
        if counted.rowcount == 0:
            row = {"feed_url": url, "day": day, "answered": int(answered), "failed": int(not answered)}
            self.tx.execute(insert(feed_days).values(**row, entries=entries))

    def count_text(self, url: str, telling: Telling | None) -> None:
        """Remember whether a feed's text was the cut beginning of its page's."""
        if telling is None:
            return
        carried = self.carried(url).get(url, Carried()).after(telling)
        self._change(url, {"texts_compared": carried.compared, "texts_cut": carried.cut})

    def carried(self, url: str | None = None) -> dict[str, Carried]:
        """Return what each feed is known to carry of its articles, by address."""
        query = select(feeds.c.url, feeds.c.texts_compared, feeds.c.texts_cut)
        rows = self.tx.execute(query if url is None else query.where(feeds.c.url == url))
        return {row.url: Carried(compared=row.texts_compared, cut=row.texts_cut) for row in rows}

    def _change(self, url: str, values: Mapping[str, Any]) -> None:
        self.tx.execute(update(feeds).where(feeds.c.url == url).values(dict(values)))

    def with_states(self) -> list[tuple[Feed, FeedState]]:
        """Return the feeds of the list, each with how it fares."""
        query = select(feeds).where(feeds.c.removed_at.is_(None)).order_by(feeds.c.publisher, feeds.c.url)
        return [(feed_from_row(row, row["url"]), _state(row)) for row in self.tx.execute(query).mappings()]

    def states(self) -> dict[str, FeedState]:
        """Return how each feed fares, by address."""
        return {feed.url: state for feed, state in self.with_states()}

    def alive_since(self, since: datetime) -> tuple[int, int]:
        """Count the feeds that answered after a time, and all."""
        states = [state for _, state in self.with_states()]
        return sum(state.last_ok_at is not None and state.last_ok_at >= since for state in states), len(
            states
        )

    def alive_on(self, day: date) -> tuple[int, int]:
        """Count the feeds that answered on a day, and those that were asked."""
        answered = func.count().filter(feed_days.c.answered > 0)
        row = self.tx.execute(select(answered, func.count()).where(feed_days.c.day == day)).one()
        return row[0], row[1]


def day_of(moment: datetime) -> date:
    """Return the UTC day that a check is counted on."""
    return moment.astimezone(UTC).date()


def feed_from_row(row: RowMapping, url: str) -> Feed:
    """Return the feed that a row describes."""
    return Feed(
        url=url,
        publisher=row["publisher"],
        language=row["language"],
        country=row["country"],
        kind=row["kind"],
        timezone=row["timezone"],
        trust=row["trust"],
    )


def _feed_columns(feed: Feed) -> dict[str, Any]:
    return {
        "url": feed.url,
        "publisher": feed.publisher,
        "language": feed.language,
        "country": feed.country,
        "kind": feed.kind,
        "timezone": feed.timezone,
        "trust": feed.trust,
    }


def _columns(state: FeedState) -> dict[str, Any]:
    return {
        "etag": state.validators.etag,
        "last_modified": state.validators.last_modified,
        "next_check_at": state.next_check_at,
        "interval_seconds": state.interval,
        "failures": state.failures,
        "added_at": state.added_at,
        "last_checked_at": state.last_checked_at,
        "last_ok_at": state.last_ok_at,
        "last_new_at": state.last_new_at,
        "last_error": state.last_error,
        "body_hash": state.body_hash,
        "unconditional_at": state.unconditional_at,
        "ttl_minutes": state.ttl_minutes,
        "skip_hours": sorted(state.skip_hours),
        "skip_days": sorted(state.skip_days),
        "baseline": state.baseline,
    }


def _state(row: RowMapping) -> FeedState:
    return FeedState(
        validators=Validators(etag=row["etag"], last_modified=row["last_modified"]),
        next_check_at=row["next_check_at"],
        interval=row["interval_seconds"],
        failures=row["failures"],
        added_at=row["added_at"],
        last_checked_at=row["last_checked_at"],
        last_ok_at=row["last_ok_at"],
        last_new_at=row["last_new_at"],
        last_error=row["last_error"],
        body_hash=row["body_hash"],
        unconditional_at=row["unconditional_at"],
        ttl_minutes=row["ttl_minutes"],
        skip_hours=frozenset(row["skip_hours"] or ()),
        skip_days=frozenset(row["skip_days"] or ()),
        baseline=row["baseline"],
    )

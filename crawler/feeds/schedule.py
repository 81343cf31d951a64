"""When a feed is asked next, and what is remembered of it. Pure: the clock and the dice are arguments."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

from crawler.feeds.dates import FUTURE
from crawler.feeds.parse import ParsedFeed
from crawler.model import Entry, Failed, Fetched, NotModified, Validators

_NO_VALIDATORS = Validators()
_UNCONDITIONAL_EVERY = timedelta(hours=24)
_HOURS_A_DAY = 24
_FIRST_INTERVAL = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How often feeds are asked; all in seconds, all the operator's to change."""

    least: float = 60.0
    first: float = _FIRST_INTERVAL  # a new feed's interval
    most: float = 1800.0
    faster: float = 0.5  # what a new entry does to the interval
    slower: float = 1.25  # what a check without one does
    failed_first: float = 120.0  # after one failure, doubled by each further one
    failed_most: float = 6 * 3600.0
    gone_first: float = 900.0  # after 404 and the like, fourfold by each further one
    gone_most: float = 24 * 3600.0  # and then daily, for ever: feeds come back
    # The publisher's wishes are obeyed up to these; a year of max-age is a mistake, not a wish.
    wish_most: float = 2 * 3600.0  # Cache-Control, Expires, ttl
    skip_most: float = 12 * 3600.0  # skipHours, skipDays
    retry_after_most: float = 24 * 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What is known of a feed from its earlier checks."""

    added_at: datetime
    next_check_at: datetime
    interval: float = _FIRST_INTERVAL  # seconds
    validators: Validators = _NO_VALIDATORS  # of the last good body
    failures: int = 0  # in a row
    last_checked_at: datetime | None = None
    last_ok_at: datetime | None = None
    last_new_at: datetime | None = None
    last_error: str | None = None  # None when the last check was good
    body_hash: str | None = None  # of the last good body
    unconditional_at: datetime | None = None  # when a whole body was last asked for without validators
    ttl_minutes: int | None = None  # the feed's own wishes, as its last whole body told them
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()
    baseline: bool = False  # a first whole poll was seen, so what is new from now on is news


def new_feed_state(now: datetime, pace: Pace = Pace()) -> FeedState:
    """Return the state of a feed that is added now: it is due at once."""
    return FeedState(added_at=now, next_check_at=now, interval=pace.first)


def resumed(state: FeedState, now: datetime) -> FeedState:
    """Return the state of a feed that was paused: what it published meanwhile is backlog, not news."""
    return replace(state, added_at=now, next_check_at=now, baseline=False, failures=0, last_error=None)


def validators_to_send(state: FeedState, now: datetime) -> Validators:
    """Return the validators for the next request, verbatim; none once a day.

    A server that once said ``Last-Modified: 2041`` answers 304 for ever to who believes it.
    """
    asked = state.unconditional_at
    if asked is None or now - asked >= _UNCONDITIONAL_EVERY:
        return _NO_VALIDATORS
    return state.validators


def hash_body(body: bytes) -> str:
    """Return the 128-bit hex hash by which an unchanged body is known and not parsed again."""
    return blake2b(body, digest_size=16).hexdigest()


def after_check(
    state: FeedState,
    outcome: Fetched | NotModified | Failed,
    now: datetime,
    new_entries: int,
    *,
    parsed: ParsedFeed | None = None,
    sent: Validators | None = None,
    jitter: float = 0.5,
    pace: Pace = Pace(),
) -> FeedState:
    """Return the feed's state after a check: when to come back, and with what.

    ``outcome`` is `Failed` also when the body could not be parsed. ``parsed`` is None when the body's hash
    was as before, so that it was not parsed. ``sent`` are the validators of the request, by default those of
    `validators_to_send` at ``now``. ``jitter`` is random in 0…1 so that feeds spread out.
    """
    sent = validators_to_send(state, now) if sent is None else sent
    checked = replace(
        state,
        last_checked_at=now,
        unconditional_at=now if sent == _NO_VALIDATORS else state.unconditional_at,
    )
    if isinstance(outcome, Failed):
        return _after_failure(checked, outcome, now, jitter, pace)
    good = replace(
        _with_body(checked, outcome, parsed) if isinstance(outcome, Fetched) else checked,
        interval=_next_interval(state.interval, new_entries, pace),
        failures=0,
        last_ok_at=now,
        last_new_at=now if new_entries else state.last_new_at,
        last_error=None,
        baseline=state.baseline or parsed is None or not parsed.truncated,
    )
    return replace(good, next_check_at=_next_check(good, now, outcome.max_age, jitter, pace))


def _with_body(state: FeedState, fetched: Fetched, parsed: ParsedFeed | None) -> FeedState:
    """Remember a good body. One that broke off is not: its validators would hide the missing entries."""
    if parsed is None:  # the same bytes as before
        return replace(state, validators=fetched.validators)
    if parsed.truncated:
        return state
    return replace(
        state,
        validators=fetched.validators,
        body_hash=hash_body(fetched.body),
        ttl_minutes=parsed.ttl_minutes,
        skip_hours=parsed.skip_hours,
        skip_days=parsed.skip_days,
    )


def is_backlog(entry: Entry, state: FeedState, now: datetime) -> bool:
    """Whether an entry was there before anybody watched the feed, so that it is kept but not told.

    ``state`` is the one before the check that brought the entry. After the first good poll everything new
    is news, whatever its date: publishers insert late, and date wrongly.
    """
    if state.baseline:
        return False
    if entry.published is None or entry.published > now + FUTURE:  # a clock or a zone gone wrong
        return True
    return entry.published < state.added_at


def _next_interval(interval: float, new_entries: int, pace: Pace) -> float:
    factor = pace.faster if new_entries else pace.slower
    return min(max(interval * factor, pace.least), pace.most)


def _next_check(
    state: FeedState, now: datetime, max_age: float | None, jitter: float, pace: Pace
) -> datetime:
    """Return the next check: the interval ± a tenth, but never before the publisher wants it."""
    wished = min(max(max_age or 0.0, (state.ttl_minutes or 0) * 60.0), pace.wish_most)
    at = now + timedelta(seconds=max(state.interval * (0.9 + 0.2 * jitter), wished, pace.least))
    return _out_of_skipped_hours(at, state, pace)


def _out_of_skipped_hours(at: datetime, state: FeedState, pace: Pace) -> datetime:
    """Return the first moment at or after ``at`` that the feed does not ask to skip; its hours are UTC."""
    if len(state.skip_hours) >= _HOURS_A_DAY:
        return at
    moment = at.astimezone(UTC)
    for _ in range(int(pace.skip_most // 3600) + 1):
        if moment.hour not in state.skip_hours and moment.weekday() not in state.skip_days:
            return moment
        moment = moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return at + timedelta(seconds=pace.skip_most)


def _after_failure(state: FeedState, failed: Failed, now: datetime, jitter: float, pace: Pace) -> FeedState:
    """Back off, and never give up: validators, body and baseline stay those of the last good check."""
    failures = state.failures + 1
    first, most, factor = (
        (pace.gone_first, pace.gone_most, 4.0)
        if failed.permanent
        else (pace.failed_first, pace.failed_most, 2.0)
    )
    wait = min(first * factor ** min(failures - 1, 30), most) * (0.9 + 0.2 * jitter)
    asked = min(failed.retry_after or 0.0, pace.retry_after_most)
    return replace(
        state,
        failures=failures,
        last_error=failed.reason,
        next_check_at=now + timedelta(seconds=max(wait, asked)),
    )

"""When a feed is asked next: often while it brings news, never rudely, never for the last time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.feeds.parse import ParsedFeed
from crawler.feeds.schedule import (
    FeedState,
    Pace,
    after_check,
    hash_body,
    is_backlog,
    new_feed_state,
    resumed,
    validators_to_send,
)
from crawler.model import Entry, Failed, Fetched, NotModified, Validators

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)  # a Sunday
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
FIRST = Validators(etag='W/"1"', last_modified="Sun, 01 Mar 2026 11:00:00 GMT")
STATE = FeedState(
    added_at=NOON - timedelta(days=9),
    next_check_at=NOON,
    interval=300.0,
    validators=FIRST,
    unconditional_at=NOON - HOUR,
    last_ok_at=NOON - HOUR,
    baseline=True,
)
PLAIN = ParsedFeed()


def body(content=b"<rss/>", **changes):
    return Fetched(url="https://example.org/feed", body=content, content_type="text/xml", **changes)


def wait(state):
    """Return the seconds from noon to the next check."""
    return (state.next_check_at - NOON).total_seconds()


def check(outcome, *, state=STATE, now=NOON, new=0, **changes):
    return after_check(state, outcome, now, new, **{"parsed": PLAIN, **changes})


# name: (outcome, new entries, jitter, seconds until the next check)
PACES = {
    "news halve the interval": (body(), 3, 0.5, 150),
    "no news lengthen it": (body(), 0, 0.5, 375),
    "as before lengthens it": (NotModified(), 0, 0.5, 375),
    "jitter early": (body(), 0, 0.0, 375 * 0.9),
    "jitter late": (body(), 0, 1.0, 375 * 1.1),
    "max-age is obeyed": (body(max_age=1200), 3, 0.0, 1200),
    "max-age of a 304 is obeyed": (NotModified(max_age=1200), 0, 0.0, 1200),
    "a small max-age hastens nothing": (body(max_age=5), 0, 0.5, 375),
    "a year of max-age is a mistake": (body(max_age=31_536_000), 0, 0.0, 7200),
    "a failure": (Failed(reason="x"), 0, 0.5, 120),
    "a failure with a wish": (Failed(reason="x", retry_after=900), 0, 0.0, 900),
    "a failure with a small wish": (Failed(reason="x", retry_after=1), 0, 0.5, 120),
    "too often, 12 hours": (Failed(reason="x", retry_after=43_838), 0, 0.0, 43_838),
    "too often, a year": (Failed(reason="x", retry_after=31_536_000), 0, 0.0, 86_400),
    "not there": (Failed(reason="x", permanent=True), 0, 0.5, 900),
}


@pytest.mark.parametrize(("outcome", "new", "jitter", "seconds"), PACES.values(), ids=PACES)
def test_the_next_check_comes_in_time_and_not_before_it_is_wanted(outcome, new, jitter, seconds):
    """News quicken the pace, silence slows it, the publisher's wishes are obeyed up to sane caps."""
    assert wait(check(outcome, new=new, jitter=jitter)) == pytest.approx(seconds)


def test_the_pace_has_its_bounds():
    """However much or little comes, the interval stays between one minute and half an hour."""
    busy = quiet = STATE
    for _ in range(20):
        busy, quiet = check(body(), state=busy, new=9), check(NotModified(), state=quiet)
    assert (busy.interval, quiet.interval) == (60.0, 1800.0)


def test_the_operator_sets_the_pace():
    """Bounds are settings."""
    state = check(body(), new=1, pace=Pace(least=10.0, faster=0.1), jitter=0.5)
    assert state.interval == 30.0


FEEDS = {
    "ttl": (ParsedFeed(ttl_minutes=20), 1200),
    "ttl of a week is a mistake": (ParsedFeed(ttl_minutes=10_080), 7200),
    "skip the next hours": (ParsedFeed(skip_hours=frozenset({12, 13})), 2 * 3600),
    "skip every hour is a mistake": (ParsedFeed(skip_hours=frozenset(range(24))), 375),
    "skip this day, for half a day at most": (ParsedFeed(skip_days=frozenset({6})), 12 * 3600),
    "skip another day": (ParsedFeed(skip_days=frozenset({4})), 375),
}


@pytest.mark.parametrize(("parsed", "seconds"), FEEDS.values(), ids=FEEDS)
def test_the_feeds_own_wishes_are_obeyed(parsed, seconds):
    """ttl, skipHours and skipDays of the feed count, and are remembered over a 304."""
    state = check(body(), parsed=parsed)
    assert wait(state) == pytest.approx(seconds, abs=400)
    later = check(NotModified(), state=state, parsed=None)
    assert wait(later) >= seconds - 100


def test_failures_back_off_and_never_end():
    """After many failures a feed is still asked four times a day, and one success forgets them all."""
    state, waits = STATE, []
    for _ in range(12):
        state = check(Failed(reason="did not answer"), state=state)
        waits.append(wait(state))
    assert waits == sorted(waits)
    assert waits[-1] == 6 * 3600
    assert (state.failures, state.last_error) == (12, "did not answer")
    good = check(body(), state=state)
    assert (good.failures, good.last_error) == (0, None)


def test_a_feed_that_is_gone_is_asked_daily_for_ever():
    """404 and 410 slow down to a day, no further: feeds come back."""
    state = STATE
    for _ in range(60):
        state = check(Failed(reason="gone", permanent=True), state=state)
    assert wait(state) == 24 * 3600


def test_a_maintenance_page_does_not_blind_for_a_day():
    """The first refusal is looked into again within a quarter of an hour."""
    assert wait(check(Failed(reason="an HTML page", permanent=True))) <= 1000


def test_validators_are_those_of_the_last_good_body_verbatim():
    """A new body brings new validators; a failure and a 304 leave them."""
    odd = Validators(etag='W/"a\xe9"', last_modified="yesterday, 25h")
    state = check(body(validators=odd))
    assert state.validators is odd
    assert check(NotModified(), state=state).validators is odd
    assert check(Failed(reason="x"), state=state).validators is odd
    assert check(body(), state=state).validators == Validators()


def test_a_body_that_broke_off_leaves_no_validators():
    """A cut feed is asked for whole again, or its missing entries would hide behind a 304."""
    state = check(body(b"<rss><item>", validators=Validators(etag="2")), parsed=ParsedFeed(truncated=True))
    assert (state.validators, state.body_hash) == (FIRST, None)


def test_the_hash_of_a_good_body_is_kept():
    """An unchanged body is known by its hash and need not be parsed."""
    state = check(body(b"<rss>1</rss>"))
    assert state.body_hash == hash_body(b"<rss>1</rss>")
    assert check(body(b"<rss>1</rss>"), state=state, parsed=None).body_hash == state.body_hash


def test_last_modified_of_2041_is_not_believed_for_ever():
    """One GET a day goes out without validators, so a server's wrong 304 ends (bug 16 of other readers)."""
    wrong = Validators(last_modified="Tue, 01 Jan 2041 00:00:00 GMT")
    state, now, open_questions = replace(STATE, validators=wrong, unconditional_at=None), NOON, 0
    for _ in range(3 * 24 * 4):
        sent = validators_to_send(state, now)
        open_questions += sent == Validators()
        outcome = body(validators=wrong) if sent == Validators() else NotModified()
        state = after_check(state, outcome, now, 0, parsed=PLAIN)
        now += 15 * MINUTE
    assert open_questions == 3


def test_an_open_question_that_failed_is_not_repeated_the_same_day():
    """At most one unconditional GET a day, whatever its outcome."""
    state = replace(STATE, unconditional_at=NOON - timedelta(days=2))
    assert validators_to_send(state, NOON) == Validators()
    failed = check(Failed(reason="x"), state=state)
    assert validators_to_send(failed, NOON + HOUR) == FIRST


def entry(published):
    return Entry(key="0" * 32, url="https://example.org/1", title="قصف على حي القدم", published=published)


# name: (publication, baseline known, backlog)
ENTRIES = {
    "old at the first poll": (NOON - timedelta(days=2), False, True),
    "an hour old at the first poll": (NOON - HOUR, False, True),
    "some minutes old at the first poll": (NOON - 5 * MINUTE, False, True),
    "published while the first poll ran": (NOON + MINUTE, False, False),
    "undated at the first poll": (None, False, True),
    "in the future at the first poll, a zone gone wrong": (NOON + 3 * HOUR, False, True),
    "new later": (NOON + HOUR, True, False),
    "old but inserted later (bugs 13 and 15 of other readers)": (NOON - timedelta(days=2), True, False),
    "undated later": (None, True, False),
}


@pytest.mark.parametrize(("published", "baseline", "backlog"), ENTRIES.values(), ids=ENTRIES)
def test_only_what_was_there_before_the_feed_was_added_is_backlog(published, baseline, backlog):
    """A first poll floods nobody (bug 26 of other readers), and nothing after it is kept back."""
    state = replace(new_feed_state(NOON), baseline=baseline)
    assert is_backlog(entry(published), state, NOON) is backlog


def test_an_empty_first_poll_does_not_swallow_the_first_entry():
    """The first entry of a feed that was empty is news (bug 14 of other readers)."""
    empty = check(body(), state=new_feed_state(NOON))
    assert empty.baseline
    assert not is_backlog(entry(NOON - timedelta(days=1)), empty, NOON + HOUR)


def test_a_failed_first_poll_sets_no_baseline():
    """A feed that was down when it was added does not flood when it comes back."""
    down = check(Failed(reason="x"), state=new_feed_state(NOON))
    assert not down.baseline
    assert is_backlog(entry(NOON - timedelta(days=1)), down, NOON + HOUR)


def test_a_resumed_feed_keeps_its_backlog_to_itself():
    """What was published during a pause is not rung out at its end (bug 28 of other readers)."""
    later = resumed(STATE, NOON)
    assert later.next_check_at == NOON
    assert is_backlog(entry(NOON - HOUR), later, NOON)
    assert not is_backlog(entry(NOON + MINUTE), later, NOON + MINUTE)


outcomes = st.one_of(
    st.builds(
        Failed, reason=st.just("x"), permanent=st.booleans(), retry_after=st.none() | st.floats(0, 1e9)
    ),
    st.builds(NotModified, max_age=st.none() | st.floats(0, 1e9)),
    st.builds(body, max_age=st.none() | st.floats(0, 1e9)),
)
wishes = st.builds(
    ParsedFeed,
    ttl_minutes=st.none() | st.integers(0, 999_999),
    skip_hours=st.frozensets(st.integers(0, 23)),
    skip_days=st.frozensets(st.integers(0, 6)),
)


@given(st.lists(st.tuples(outcomes, st.integers(0, 200), wishes), max_size=12), st.floats(0, 1))
def test_a_feed_is_always_asked_again_within_a_day_and_a_half_and_never_at_once(steps, jitter):
    """Whatever happens, the next check lies at least a minute and at most 36 hours ahead."""
    state, now = new_feed_state(NOON), NOON
    for outcome, new, parsed in steps:
        state = after_check(state, outcome, now, new, parsed=parsed, jitter=jitter)
        assert MINUTE <= state.next_check_at - now <= timedelta(hours=36)
        now = state.next_check_at


def test_thirty_days_as_a_good_guest():
    """A busy and then quiet feed over thirty days: spaced, bounded, one open question a day."""
    state, now, asked, open_questions = new_feed_state(NOON), NOON, 0, 0
    while now < NOON + timedelta(days=30):
        sent = validators_to_send(state, now)
        asked, open_questions = asked + 1, open_questions + (sent == Validators())
        news = 2 if now.hour in (8, 9) else 0
        outcome = (
            body(validators=FIRST, max_age=120.0)
            if news or sent == Validators()
            else NotModified(max_age=120.0)
        )
        before, state = state, after_check(state, outcome, now, news, parsed=PLAIN, jitter=asked % 11 / 10)
        assert state.next_check_at >= now + timedelta(seconds=120)
        assert state.added_at == before.added_at
        now = state.next_check_at
    assert open_questions <= 31
    assert 30 * 48 <= asked <= 30 * 24 * 60 / 5

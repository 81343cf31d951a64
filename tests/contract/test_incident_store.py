"""What the store of incidents promises, on every database."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.model import (
    Certainty,
    Change,
    ChangeKind,
    Correction,
    Event,
    EventType,
    Family,
    Incident,
    IncidentState,
    Place,
    Precision,
    Report,
    Severity,
    Toll,
)
from crawler.store.claims import ClaimStore, claim_of
from crawler.store.incidents import IncidentStore
from tests.samples import DAMASCUS, DAY, HOUR, NOON, QADAM, article, event, incident

REMOTE = (Family.REMOTE,)
AROUND = (NOON - DAY, NOON + DAY)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
moments = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds
figures = st.none() | st.integers(0, 10**6)
tolls = st.builds(Toll, best=figures, low=figures, high=figures, said_by=st.none() | texts)
places = st.builds(
    Place,
    id=texts,
    name=texts,
    kind=texts,
    precision=st.sampled_from(Precision),
    country=st.sampled_from(["SY", "LB", ""]),
    parent=st.none() | texts,
    aliases=st.lists(texts, max_size=3).map(tuple),
    lat=st.none() | st.floats(-90, 90),
    lon=st.none() | st.floats(-180, 180),
    radius_km=st.none() | st.floats(0, 1000),
)
kinds = st.sampled_from(EventType)
reports = st.builds(
    Report,
    article_id=texts,
    publisher=texts,
    url=texts,
    title=texts,
    published=moments,
    origin=texts,
    killed=tolls,
    wounded=tolls,
    position=st.integers(0, 99),
    type=st.none() | kinds,
    place=st.none() | places,
    also=st.lists(places, max_size=2).map(tuple),
    country=st.none() | st.sampled_from(["SY", "LB"]),
    day=st.none() | st.dates(),
    certainty=st.sampled_from(Certainty),
    central=st.booleans(),
    actors=st.lists(texts, max_size=2).map(tuple),
    denies=st.booleans(),
    quoted=st.none() | texts,
    wording=st.none() | texts,
    trust=st.floats(0, 10),
)
corrections = st.builds(
    Correction,
    at=moments,
    why=texts,
    type=st.none() | kinds,
    place=st.none() | places,
    day=st.none() | st.dates(),
    killed=st.none() | tolls,
    wounded=st.none() | tolls,
    denied=st.none() | st.booleans(),
)
incidents = st.builds(
    Incident,
    id=st.just(0),
    revision=st.integers(1, 10**6),
    type=kinds,
    types=st.lists(kinds, max_size=4).map(tuple),
    place=st.none() | places,
    country=st.none() | st.sampled_from(["SY", "LB"]),
    first_date=st.none() | st.dates(),
    last_date=st.none() | st.dates(),
    opened_at=moments,
    updated_at=moments,
    also=st.lists(places, max_size=2).map(tuple),
    killed=tolls,
    wounded=tolls,
    certainty=st.sampled_from(Certainty),
    severity=st.sampled_from(Severity),
    actors=st.lists(texts, max_size=3).map(tuple),
    denied=st.booleans(),
    state=st.sampled_from(IncidentState),
    reports=st.lists(reports, max_size=2).map(tuple),
    corrections=st.lists(corrections, max_size=2).map(tuple),
    merged_into=st.none() | st.integers(1, 9),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(draft=incidents)
def test_any_incident_comes_back_as_it_went_in(backend, draft):
    """Whatever an incident holds, down to unknown and empty, it is read back equal to what was kept."""
    with backend.begin() as tx:
        store = IncidentStore(tx)
        opened = store.open(draft)
        assert opened == replace(draft, id=opened.id)
        assert store.get(opened.id) == opened
        revised = replace(opened, revision=draft.revision + 1, denied=not draft.denied)
        store.save(revised)
        assert store.get(opened.id) == revised


def claim(told: Event | None = None, position: int = 0):
    return claim_of(article("a1"), told or event(), position, None)


def opened(backend, *drafts):
    with backend.begin() as tx:
        return [IncidentStore(tx).open(draft) for draft in drafts]


def candidates(backend, *, families=REMOTE, country="SY", since=AROUND[0], until=AROUND[1], cache=None):
    with backend.begin() as tx:
        return IncidentStore(tx, cache).candidates(families, country, since, until)


def test_incidents_outlive_a_restart_under_their_numbers(backend):
    """A number, and so the code that people type, is given once."""
    first, second = opened(backend, incident(), incident())
    backend.restart()
    with backend.begin() as tx:
        store = IncidentStore(tx)
        assert (store.get(first.id), store.get(second.id)) == (first, second)
        assert store.get(second.id + 1) is None
        assert first.id != second.id
        assert store.count() == 2


CANDIDATES = {
    "the same kind, country and time": ({}, True),
    "another kind of the same family": ({"type": EventType.AIR_STRIKE}, True),
    "another family": ({"type": EventType.PROTEST}, False),
    "another country": ({"country": "LB"}, False),
    "no country known": ({"country": None}, True),
    "opened later than asked for": ({"opened_at": NOON + 2 * DAY, "updated_at": NOON + 2 * DAY}, False),
    "silent since before": ({"opened_at": NOON - 2 * DAY, "updated_at": NOON - 2 * DAY}, False),
    "old, but told again since": ({"opened_at": NOON - 5 * DAY}, True),
    "closed: a report may come late": ({"state": IncidentState.CLOSED}, True),
    "merged into another": ({"state": IncidentState.MERGED}, False),
}


@pytest.mark.parametrize(("values", "found"), CANDIDATES.values(), ids=CANDIDATES)
def test_only_incidents_that_may_be_meant_are_candidates(backend, values, found):
    """An event is held against open incidents of its families, country and time, and no others."""
    (kept,) = opened(backend, incident(**values))
    assert candidates(backend) == ([kept] if found else [])


def test_an_event_without_a_country_may_belong_anywhere(backend):
    """Unknown shuts nothing out."""
    kept = opened(backend, incident(country="LB"), incident(country=None))
    assert {one.id for one in candidates(backend, country=None)} == {one.id for one in kept}


def test_the_latest_candidate_comes_first(backend):
    """Where two fit alike, the one that was told last is taken."""
    first, second, third = opened(
        backend,
        incident(updated_at=NOON),
        incident(updated_at=NOON + HOUR),
        incident(updated_at=NOON),
    )
    assert candidates(backend) == [second, third, first]


def test_a_cache_gives_the_newest_revision(backend):
    """What was read before is not read again, unless it changed, or was closed."""
    cache = {}
    (kept,) = opened(backend, incident())
    assert candidates(backend, cache=cache) == [kept]
    revised = replace(kept, revision=2, killed=Toll(best=5))
    with backend.begin() as tx:
        IncidentStore(tx, cache).save(revised)
    assert candidates(backend, cache=cache) == [revised]
    closed = replace(revised, state=IncidentState.CLOSED)
    with backend.begin() as tx:
        IncidentStore(tx).save(closed)
    assert candidates(backend, cache=cache) == [closed]


class Broken(Exception):  # noqa: N818 - it is thrown to break a transaction
    """A crash in the middle of a transaction."""


def test_a_crash_leaves_neither_incident_nor_history(backend):
    """What was opened in a transaction that is rolled back never was."""
    (kept,) = opened(backend, incident())
    with contextlib.suppress(Broken), backend.begin() as tx:
        store = IncidentStore(tx)
        store.open(incident())
        store.save(replace(kept, revision=2))
        change = Change(kind=ChangeKind.REVISED, before=kept, after=replace(kept, revision=2), event=event())
        store.log(change, NOON)
        ClaimStore(tx).add(claim(), kept.id, ())
        raise Broken
    with backend.begin() as tx:
        store = IncidentStore(tx)
        assert store.count() == 1
        assert store.get(kept.id) == kept
        assert store.history(kept.id) == []
        assert ClaimStore(tx).of("a1") == []


def test_an_incidents_history_tells_each_revision_and_why(backend):
    """Every decision can be asked for its reasons later."""
    (first,) = opened(backend, incident())
    second = replace(first, revision=2)
    with backend.begin() as tx:
        store = IncidentStore(tx)
        opening = Change(kind=ChangeKind.OPENED, before=None, after=first, event=event(), why=("أول خبر",))
        revising = Change(
            kind=ChangeKind.REVISED,
            before=first,
            after=second,
            event=event(),
            why=("both at القدم", "5 of 5"),
        )
        store.log(revising, NOON + HOUR)
        store.log(opening, NOON)
        assert store.history(first.id) == [
            (1, NOON, "opened", ["أول خبر"]),
            (2, NOON + HOUR, "revised", ["both at القدم", "5 of 5"]),
        ]


def test_an_articles_claims_are_kept_with_where_they_went(backend):
    """They come back in the order of the text; one that went nowhere says so."""
    (kept,) = opened(backend, incident())
    claims: list[Event] = [event(), event(EventType.SIEGE, None, date=None, killed=Toll(low=20))]
    with backend.begin() as tx:
        store = ClaimStore(tx)
        store.add(claim(claims[1], 3), None, ("a denial",))
        store.add(claim(claims[0], 0), kept.id, ("opened",))
        assert store.of("a1") == [(claims[0], kept.id), (claims[1], None)]
        assert store.of("a2") == []


def test_the_front_page_shows_what_changed_last(backend):
    """By kind, country and time where it is asked for."""
    protest = incident(type=EventType.PROTEST, updated_at=NOON + HOUR, country="LB")
    riot = incident(type=EventType.RIOT, updated_at=NOON)
    shelling = incident(updated_at=NOON - HOUR, country=None)
    protest, riot, shelling = opened(backend, protest, riot, shelling)
    with backend.begin() as tx:
        store = IncidentStore(tx)
        assert store.latest(9) == [protest, riot, shelling]
        assert store.latest(1) == [protest]
        assert store.latest(9, kinds=[EventType.RIOT]) == [riot]
        assert store.latest(9, country="LB") == [protest]
        assert store.latest(9, before=NOON) == [shelling]


def test_a_few_of_one_kind_are_found_behind_many_of_its_family(backend):
    """The limit counts what is shown, not what was looked at."""
    riot = incident(type=EventType.RIOT, updated_at=NOON - HOUR)
    kept = opened(backend, riot, *(incident(type=EventType.PROTEST) for _ in range(5)))
    with backend.begin() as tx:
        assert IncidentStore(tx).latest(2, kinds=[EventType.RIOT]) == kept[:1]


def test_a_days_incidents_come_worst_first(backend):
    """From the first moment of the day on, and before the first of the next."""
    minor, extreme, *_ = opened(
        backend,
        incident(opened_at=NOON, severity=Severity.MINOR),
        incident(opened_at=NOON + HOUR, severity=Severity.EXTREME),
        incident(opened_at=NOON - HOUR),
        incident(opened_at=NOON + DAY),
    )
    with backend.begin() as tx:
        assert IncidentStore(tx).reported_between(NOON, NOON + DAY) == [extreme, minor]


def test_an_incident_that_nobody_tells_of_is_closed(backend):
    """Only the silent ones, and each once."""
    silent, told = opened(backend, incident(updated_at=NOON - DAY), incident(place=DAMASCUS))
    with backend.begin() as tx:
        store = IncidentStore(tx)
        assert store.close_silent(NOON - HOUR, NOON) == 1
        assert store.close_silent(NOON - HOUR, NOON) == 0
        assert store.get(silent.id) == replace(silent, state=IncidentState.CLOSED, revision=2)
        assert store.get(told.id) == told
        ((_, at, kind, why),) = store.history(silent.id)
    assert (at, kind) == (NOON, "closed")
    assert "nobody told of it since" in why[0]


def test_an_event_keeps_all_it_tells(backend):
    """The words, the place and the reasons are read back equal."""
    told = event(
        also=(DAMASCUS,), certainty=Certainty.UNLIKELY, actors=("«داعش»",), said_by="ناشط", why=("a", "b")
    )
    told = replace(told, date=date(2026, 1, 1), killed=Toll(best=5, low=5, said_by="مصدر طبي"), place=QADAM)
    with backend.begin() as tx:
        ClaimStore(tx).add(claim(told), None, ())
        ((back, _),) = ClaimStore(tx).of("a1")
    assert back == told

"""What every database keeps of the publishers' memories."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.extract.habits import MOST_HABITS, Habit, Kind, Seen
from crawler.extract.memory import REDESIGN_PAGES, Memory, Observed, Template, Way, remember
from crawler.extract.template import Step
from crawler.store.publishers import PublisherStore
from crawler.store.tables import publisher_habits, publisher_templates
from tests.samples import DAY, HOUR, NOON

HOST, OTHER = "almidan.example", "sada.example"
PATH = (Step(tag="div", words=frozenset({"page", "#main"}), place=2), Step(tag="article"))
NEW_PATH = (Step(tag="main", words=frozenset({"nas"}), place=0),)
HABIT = Habit(
    key=2**63 - 1, kind=Kind.MIDDLE, articles=7, first=1, last=9, days=3, first_at=NOON - DAY, last_at=NOON
)
TEMPLATE = Template(
    path=PATH,
    pages=9,
    first=1,
    last=9,
    agreed=6,
    disagreed=1,
    length=812.5,
    first_at=NOON - DAY,
    last_at=NOON,
)
WHOLE = Memory(
    host=HOST,
    pages=9,
    articles=9,
    habits={HABIT.key: HABIT, 5: replace(HABIT, key=5, kind=Kind.NO_CAPTION)},
    templates=(replace(TEMPLATE, agreement=0.75), replace(TEMPLATE, path=NEW_PATH, pages=2)),
    misses=2,
    redesigned_at=NOON - DAY,
)


def observed(number: int, *, path=PATH, way=Way.UNKNOWN) -> Observed:
    seen = (Seen(key=1, kind=Kind.LOOSE, words=4), Seen(key=100 + number, kind=Kind.FIRM, words=20))
    return Observed(way=way, seen=seen, path=path, length=900, agreement=0.9)


def learn(backend, what: Observed, moment=NOON, host=HOST) -> Memory:
    with backend.begin() as tx:
        store = PublisherStore(tx)
        before = store.recall(host)
        after = remember(before, what, moment)
        store.keep(before, after)
    return after


def recall(backend, host=HOST) -> Memory:
    with backend.begin() as tx:
        return PublisherStore(tx).recall(host)


def test_a_publisher_never_met_is_remembered_as_empty(backend):
    """Nobody need be entered first."""
    assert recall(backend) == Memory(host=HOST)


def test_a_memory_comes_back_as_it_was_kept(backend):
    """Keys of 63 bits, unknown agreement, places of steps and the zone of times included."""
    with backend.begin() as tx:
        PublisherStore(tx).keep(Memory(host=HOST), WHOLE)
    backend.restart()
    if backend.location != ":memory:":
        assert recall(backend) == WHOLE


def test_what_pages_teach_step_by_step_is_what_is_recalled(backend):
    """Kept page by page, forgotten habits and unlearned templates included, it equals what was learned."""
    memory = Memory(host=HOST)
    for number in range(30):
        path = PATH if number < 12 else NEW_PATH
        memory = learn(backend, observed(number, path=path), NOON + number * HOUR)
        assert recall(backend) == memory
    assert memory.redesigned_at == NOON + (11 + REDESIGN_PAGES) * HOUR
    assert [one.path for one in memory.templates] == [NEW_PATH]


def test_what_reading_needs_is_what_the_whole_memory_knows(backend):
    """Fewer habits are fetched for it, and none is missing."""
    for number in range(8):
        memory = learn(backend, observed(number), NOON + number * HOUR)
    with backend.begin() as tx:
        known = PublisherStore(tx).known(HOST)
    assert known == memory.known()
    assert set(known.recurring) == {1}
    assert known.templates


def test_rows_are_as_many_as_habits(backend):
    """What is forgotten leaves no row behind."""
    for number in range(40):
        many = tuple(
            Seen(key=1000 * number + place, kind=Kind.FIRM, words=9) for place in range(48)
        )  # fmt: skip
        learn(backend, replace(observed(number), seen=many))
    with backend.begin() as tx:
        assert len(tx.execute(publisher_habits.select()).all()) == MOST_HABITS
        assert len(tx.execute(publisher_templates.select()).all()) == 1


def test_what_is_rolled_back_was_never_learned(backend):
    """The memory is saved or lost together with the article."""
    learn(backend, observed(1))
    before = recall(backend)

    def broken_off() -> None:
        with backend.begin() as tx:
            PublisherStore(tx).keep(before, remember(before, observed(2), NOON))
            raise RuntimeError("the power is gone")

    with pytest.raises(RuntimeError, match="the power"):
        broken_off()
    assert recall(backend) == before


def test_publishers_are_kept_apart(backend):
    """The same line at two hosts is two habits."""
    learn(backend, observed(1))
    learn(backend, observed(1), host=OTHER)
    learn(backend, observed(2), host=OTHER)
    assert (recall(backend).articles, recall(backend, OTHER).articles) == (1, 2)
    assert recall(backend).habits[1].articles == 1


def test_publishers_whose_pages_were_built_anew_are_listed(backend):
    """The latest first; the others are not among them."""
    learn(backend, observed(1))
    with backend.begin() as tx:
        store = PublisherStore(tx)
        store.keep(Memory(host=OTHER), replace(WHOLE, host=OTHER))
        late = replace(WHOLE, host="nahr.example", redesigned_at=NOON)
        store.keep(Memory(host=late.host), late)
        assert store.redesigned_since(NOON - DAY) == ["nahr.example", OTHER]
        assert store.redesigned_since(NOON - HOUR) == ["nahr.example"]

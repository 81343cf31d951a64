"""The second shell with a scripted reader of events: from waiting articles to incidents."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from crawler.assess import Assessor
from crawler.model import ChangeKind, EventType, Precision, Status, Toll
from crawler.store.articles import ArticleStore
from crawler.store.database import Database, metadata
from crawler.store.incidents import IncidentStore
from tests.samples import DAMASCUS, DAY, HOUR, NOON, QADAM, TADAMON, article, contains, event

SHELLING, SIEGE, GAS = EventType.SHELLING, EventType.SIEGE, EventType.CHEMICAL_ATTACK
LONG = " ".join(f"كلمة{number}" for number in range(60))  # a text of which near-duplicates can be made


class Rig:
    """An assessor on an empty database; what each article tells is scripted by its id."""

    def __init__(self) -> None:
        self.database = Database(":memory:")
        with self.database.begin() as tx:
            metadata.create_all(tx)
        self.told: dict[str, list] = {}
        self.announced: list = []
        self.troubles: list[Exception] = []  # thrown by whoever hears of a change, one a change
        self.assessor = Assessor(self.database, self.detect, contains, self.announce)

    def detect(self, one):
        told = self.told[one.id]
        if isinstance(told, Exception):
            raise told
        return told

    def announce(self, tx, change, one, now):
        self.announced.append((change.kind, change.after.id, one.id))
        if self.troubles:
            raise self.troubles.pop(0)

    def save(self, name, *events, **values):
        self.told[name] = list(events)
        with self.database.begin() as tx:
            ArticleStore(tx).save(article(name, **values), NOON)

    def read(self, name, *events, **values):
        """Save an article and read all that waits; return the last reading."""
        self.save(name, *events, **values)
        return self.assessor.assess(NOON)[-1]

    @property
    def incidents(self):
        with self.database.begin() as tx:
            return IncidentStore(tx).latest(99)

    @property
    def waiting(self):
        with self.database.begin() as tx:
            return [one.id for one in ArticleStore(tx).unassessed(99)]

    def rows(self, query):
        with self.database.begin() as tx:
            return [tuple(row) for row in tx.exec_driver_sql(query)]


@pytest.fixture
def rig():
    made = Rig()
    with capture_logs():  # to draw the tracebacks of our made-up bugs takes longer than all the rest
        yield made
    made.database.close()


# --- What an event does to the incidents -------------------------------------------------------------


def test_a_first_report_opens_an_incident(rig):
    """It tells what the report tells, and somebody hears of it."""
    reading = rig.read("a1", event(killed=Toll(best=3, low=3, high=3)))
    (incident,) = rig.incidents
    assert (incident.revision, incident.type, incident.place) == (1, SHELLING, QADAM)
    assert [report.article_id for report in incident.reports] == ["a1"]
    assert [number for _, number in reading.changes] == [incident.id]
    assert rig.announced == [(ChangeKind.OPENED, incident.id, "a1")]


def test_an_article_that_tells_of_nothing_leaves_the_queue(rig):
    """Most articles are no incident; each is read once."""
    reading = rig.read("a1")
    assert (reading.changes, rig.incidents, rig.waiting, rig.announced) == ((), [], [], [])
    assert rig.assessor.assess(NOON) == []


def test_a_second_report_of_the_same_joins(rig):
    """Another outlet with the same figures adds itself, nothing else."""
    rig.read("a1", event())
    rig.read("a2", event(), publisher="halab", title="عنوان آخر تماماً", text="نص آخر لا يشبه الأول في شيء")
    (incident,) = rig.incidents
    assert (len(incident.reports), incident.origins, incident.revision) == (2, 2, 2)
    assert [kind for kind, _, _ in rig.announced] == [ChangeKind.OPENED, ChangeKind.JOINED]


def test_a_risen_toll_revises_and_never_opens_another(rig):
    """A changed number is an update, never a duplicate, and nothing is summed."""
    rig.read("a1", event(killed=Toll(best=3, low=3, high=3)))
    rig.read("a2", event(killed=Toll(best=5, low=5, high=5)), publisher="halab", published=NOON + HOUR)
    (incident,) = rig.incidents
    assert incident.killed.best == 5
    assert rig.announced[-1][0] is ChangeKind.REVISED


def test_two_known_places_are_two_incidents(rig):
    """However alike the words: another neighbourhood is another happening."""
    rig.read("a1", event(place=QADAM))
    rig.read("a2", event(place=TADAMON), publisher="halab")
    assert {incident.place for incident in rig.incidents} == {QADAM, TADAMON}


def test_a_more_exact_place_sharpens_the_incident(rig):
    """Damascus becomes حي القدم when somebody knows more."""
    rig.read("a1", event(place=DAMASCUS))
    rig.read("a2", event(place=QADAM), publisher="halab")
    assert [incident.place.precision for incident in rig.incidents] == [Precision.NEIGHBOURHOOD]


def test_a_denial_marks_the_incident_and_opens_none(rig):
    """What nobody reported is not made an incident by being denied."""
    denial = event(status=Status.DENIED)
    reading = rig.read("a0", replace(denial, type=SIEGE))
    assert (rig.incidents, reading.changes) == ([], ())
    rig.read("a1", event())
    reading = rig.read("a2", denial, publisher="halab")
    assert [incident.denied for incident in rig.incidents] == [True]
    assert (rig.announced[-1][0], reading.changes) == (ChangeKind.DENIED, ())


SILENT = [Status.BACKGROUND, Status.HYPOTHETICAL, Status.FIGURATIVE]


@pytest.mark.parametrize("status", SILENT)
def test_what_is_not_new_touches_no_incident(rig, status):
    """Background, threats and figures of speech neither open nor join."""
    rig.read("a1", event())
    reading = rig.read("a2", event(status=status), publisher="halab")
    assert reading.changes == ()
    assert [len(incident.reports) for incident in rig.incidents] == [1]


def test_events_of_one_article_are_answered_in_the_order_of_the_text(rig):
    """The central one finds its incident first, since it is told most fully."""
    aside, siege, main = event(central=False), event(SIEGE), event()
    rig.read("a1", event(killed=Toll(best=3, low=3, high=3)))
    reading = rig.read("a2", aside, siege, main, publisher="halab")
    assert [told for told, _ in reading.changes] == [aside, siege, main]
    numbers = [number for _, number in reading.changes]
    assert sorted(number for _, number, _ in rig.announced[1:]) == sorted(set(numbers))
    assert numbers[2] == rig.announced[0][1]


def test_two_events_of_one_article_are_two_incidents(rig):
    """An article that tells of two shellings of one place, with two tolls, does not tell twice of one."""
    two, five = (event(killed=Toll(best=number, low=number, high=number)) for number in (2, 5))
    reading = rig.read("a1", two, five)
    assert len({number for _, number in reading.changes}) == 2


DAY_BEFORE = event(date=date(2026, 5, 5))
ONCE = {
    "the toll follows": ([event(central=True), event(killed=Toll(best=2), central=False)], 1),
    "without a day": ([event(), event(date=None)], 1),
    "two days": ([event(), DAY_BEFORE], 2),
    "two quarters": ([event(), event(place=TADAMON)], 2),
    "the city beside its quarter": ([event(), event(place=DAMASCUS)], 2),
    "two kinds": ([event(), event(SIEGE)], 2),
    "poison gas, here and in the city": ([event(GAS), event(GAS, place=DAMASCUS, date=None)], 1),
    "poison gas in two quarters": ([event(GAS), event(GAS, place=TADAMON)], 2),
}


@pytest.mark.parametrize(("told", "number"), ONCE.values(), ids=ONCE)
def test_an_article_that_comes_back_to_what_it_told_tells_of_it_once(rig, told, number):
    """Both mentions are answered with the same incident, which has the fuller one's toll."""
    reading = rig.read("a1", *told)
    assert len(rig.incidents) == number
    assert len({found for _, found in reading.changes}) == number
    assert [one for one, _ in reading.changes] == told
    assert max((one.killed.best or 0) for one in rig.incidents) == max((one.killed.best or 0) for one in told)


# --- Whose words -------------------------------------------------------------------------------------


def test_a_reprint_is_no_second_source(rig):
    """The same text elsewhere has the origin of the first, and joins its incident."""
    rig.read("a1", event(), text=LONG)
    reading = rig.read("a2", event(), publisher="halab", text=LONG)
    (incident,) = rig.incidents
    assert (reading.verdict.kind, reading.verdict.duplicate_of) == ("exact", "a1")
    assert (len(incident.reports), incident.origins) == (2, 1)


def test_a_text_with_a_few_changed_words_is_no_second_source(rig):
    """Nearly the same text has the same origin too; a reprint of the reprint as well."""
    rig.read("a1", event(), text=LONG)
    for number, changed in (
        ("a2", LONG.replace("كلمة7 ", "غيرها ")),
        ("a3", LONG.replace("كلمة9 ", "سواها ")),
    ):
        reading = rig.read(number, event(), publisher=f"outlet {number}", text=changed)
        assert reading.verdict.kind == "near"
    (incident,) = rig.incidents
    assert (len(incident.reports), incident.origins) == (3, 1)


def test_who_says_whom_it_quotes_is_believed(rig):
    """A text that names its source has that origin, and so do its reprints."""
    rig.read("a1", event(), origin="سانا", text=LONG)
    rig.read("a2", event(), publisher="halab", text=LONG)
    assert {report.origin for report in rig.incidents[0].reports} == {"سانا"}


# --- Nothing lost, nothing twice ---------------------------------------------------------------------


def test_an_article_that_breaks_us_is_set_aside_with_its_trouble(rig):
    """The one behind it is read all the same, and ours can be found and mended."""
    rig.save("a1")
    rig.told["a1"] = KeyError("القدم")
    assert rig.read("a2", event()).article.id == "a2"
    assert rig.waiting == []
    assert rig.rows("SELECT id, trouble FROM articles WHERE trouble IS NOT NULL") == [
        ("a1", "KeyError('القدم')")
    ]
    assert len(rig.incidents) == 1


def test_trouble_with_the_database_leaves_the_article_in_the_queue(rig):
    """A full disk is not the article's fault: it is read when there is room again."""
    rig.save("a1", event())
    rig.troubles.append(OperationalError("INSERT", {}, sqlite3.OperationalError("database or disk is full")))
    with pytest.raises(OperationalError):
        rig.assessor.assess(NOON)
    assert (rig.waiting, rig.incidents) == (["a1"], [])
    rig.assessor.assess(NOON)
    assert (rig.waiting, len(rig.incidents)) == ([], 1)


def test_values_that_the_database_refuses_do_not_hold_up_the_queue(rig):
    """They are a bug of ours in one article, and would be refused for ever."""
    rig.read("a1", event())
    with rig.database.begin() as tx:
        tx.exec_driver_sql("UPDATE articles SET assessed_at = NULL")  # as if it had never been read
    assert rig.read("a2", event(), publisher="halab").article.id == "a2"
    assert rig.waiting == []
    assert [len(incident.reports) for incident in rig.incidents] == [2]


def test_whoever_hears_of_a_change_shares_its_fate(rig):
    """If writing the outbox fails, the incident is not kept either: nobody would ever be told of it."""
    rig.save("a1", event(), event(SIEGE))
    rig.troubles.append(ValueError("a bug"))
    assert rig.assessor.assess(NOON) == []
    assert rig.incidents == []
    assert rig.rows("SELECT count(*) FROM events") == [(0,)]
    assert rig.rows("SELECT count(*) FROM revisions") == [(0,)]
    assert rig.rows("SELECT count(*) FROM sketches") == [(0,)]


def test_what_was_rolled_back_is_not_remembered(rig):
    """The number is given again, to another incident; the first must not come back from memory."""
    # the second looks at what the first opened
    rig.save("a1", event(killed=Toll(best=2)), event(killed=Toll(best=9)))
    rig.assessor.announce = _fail_at_the_second(rig)
    assert rig.assessor.assess(NOON) == []
    rig.assessor.announce = rig.announce
    rig.read("a2", event(place=TADAMON))
    rig.read("a3", event(place=TADAMON), publisher="halab", title="غيره", text="نص مختلف")
    (incident,) = rig.incidents
    assert incident.place == TADAMON
    assert [report.article_id for report in incident.reports] == ["a2", "a3"]


def _fail_at_the_second(rig):
    def announce(tx, change, one, now):
        rig.announce(tx, change, one, now)
        if len(rig.announced) > 1:
            raise ValueError("a bug")

    return announce


def test_the_same_article_again_changes_nothing(rig):
    """A page that is fetched twice is one article."""
    rig.read("a1", event())
    before = rig.incidents
    rig.save("a1", event(), event(SIEGE))
    assert rig.assessor.assess(NOON) == []
    assert rig.incidents == before


def test_a_restart_changes_nothing(rig):
    """An assessor that remembers nothing decides the same."""
    for number in range(4):
        rig.assessor = Assessor(rig.database, rig.detect, contains, rig.announce)
        rig.read(f"a{number}", event(), publisher=f"outlet {number}", published=NOON + number * HOUR)
    (incident,) = rig.incidents
    assert (len(incident.reports), incident.revision) == (4, 4)


def test_a_happening_of_last_month_is_not_the_one_of_today(rig):
    """An incident takes in reports of its week only."""
    rig.read("a1", event(date=None), published=NOON - 30 * DAY)
    rig.read("a2", event(date=None), publisher="halab")
    assert len(rig.incidents) == 2


def test_an_article_that_denies_what_it_repeats_opens_nothing(rig):
    """«ذكرت صفحات أن … ونفى ذلك شهود»: the telling and its denial in one article are a denial."""
    rig.read("a1", event())
    rig.read("a2", event(), event(status=Status.DENIED), publisher="halab")
    assert [incident.denied for incident in rig.incidents] == [True]

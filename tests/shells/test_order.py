"""In which order articles arrive makes no difference to the incidents that they are merged into."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from crawler.assess import Assessor
from crawler.model import ChangeKind, IncidentState, Status
from crawler.store.articles import ArticleStore
from crawler.store.database import Database, metadata
from crawler.store.incidents import IncidentStore
from tests.happenings import FRIDAY, SATURDAY, SUNDAY, Told, contains, told

NOON = datetime(2018, 4, 9, 12, tzinfo=UTC)
NO_SHRINKING = [phase for phase in Phase if phase is not Phase.shrink]  # each step is two small daemons
TITLES = (
    "قصف مدفعي على أحياء جنوب العاصمة",
    "غارات جوية تستهدف السوق الشعبي",
    "ارتفاع حصيلة القصف على السوق الشعبي",
    "انفجار قرب المدرسة الصناعية",
    "مقتل طبيب وممرضة في المشفى الميداني",
    "نفي قصف السوق الشعبي",
)
PLACES = ("sy.damascus", "sy.damascus.qadam", "sy.damascus.tadamon", "sy.idlib", "sy.idlib.saraqib", None)


@st.composite
def reports(draw) -> Told:
    """Draw a report of something that others may tell too."""
    place = draw(st.sampled_from(PLACES))
    day = draw(st.sampled_from([None, FRIDAY, SATURDAY, SUNDAY]))
    hour = draw(st.integers(0, 70))
    return told(
        draw(st.sampled_from(["air_strike", "shelling", "explosion", "attack"])),
        draw(st.sampled_from(TITLES)),
        place,
        day=day,
        published=datetime(2018, 4, 7, tzinfo=UTC) + timedelta(hours=hour),
        killed=draw(st.sampled_from([None, 2, 5, 9])),
        country="SY",
        publisher=draw(st.sampled_from(["alif", "ba", "ta", "tha"])),
        status=draw(st.sampled_from([Status.NEW] * 5 + [Status.DENIED])),
        central=draw(st.booleans()),
    )


@st.composite
def newspapers(draw):
    """Draw articles with one event or two each, every one with words of its own."""
    made = []
    for number, one in enumerate(draw(st.lists(reports(), min_size=2, max_size=12))):
        events = [one.event]
        if draw(st.booleans()):
            events.append(draw(reports()).event)
        words = " ".join(f"كلمة{number}{step}" for step in range(8))
        made.append((replace(one.article, id=f"a{number:02}", text=words), events))
    return made


class Newsroom:
    """An assessor on an empty database that reads what it is given in that order."""

    def __init__(self, database: Database | None = None) -> None:
        self.database = database or Database(":memory:")
        with self.database.begin() as tx:
            metadata.create_all(tx)
        self.told: dict[str, list] = {}
        self.changes: list = []
        self.assessor = Assessor(self.database, lambda one: self.told[one.id], contains, self.hear)

    def hear(self, tx, change, article, now):
        self.changes.append(change)

    def read(self, papers):
        for article, events in papers:
            self.told[article.id] = events
            with self.database.begin() as tx:
                ArticleStore(tx).save(article, NOON)
            self.assessor.assess(NOON)
        return self

    def incidents(self):
        with self.database.begin() as tx:
            return IncidentStore(tx).latest(999)

    def as_told(self):
        """Return all that is told of the incidents, their numbers and histories left out."""
        return sorted(
            (replace(one, id=0, revision=1) for one in self.incidents()),
            key=lambda one: [
                (report.published, report.article_id, report.position) for report in one.reports
            ],
        )


@settings(max_examples=25, deadline=None, phases=NO_SHRINKING)
@given(newspapers(), st.randoms(use_true_random=False))
def test_any_order_of_arrival_gives_the_same_incidents(papers, chance):
    """Kinds, places, days, tolls, certainty, reports and denials are as if the papers had come in order."""
    shuffled = chance.sample(papers, len(papers))
    in_order = sorted(papers, key=lambda paper: (paper[0].published, paper[0].id))
    assert Newsroom().read(shuffled).as_told() == Newsroom().read(in_order).as_told()


@settings(max_examples=10, deadline=None, phases=NO_SHRINKING)
@given(newspapers(), st.randoms(use_true_random=False))
def test_what_is_kept_agrees_with_itself(papers, chance):
    """Each report is in the incident that its claim names, each in one, and every number outlives a move."""
    room = Newsroom().read(chance.sample(papers, len(papers)))
    held = {
        (report.article_id, report.position): incident.id
        for incident in room.incidents()
        for report in incident.reports
    }
    with room.database.begin() as tx:
        query = "SELECT article_id, position, incident_id FROM events WHERE incident_id IS NOT NULL"
        rows = tx.exec_driver_sql(query).all()
    assert {(row.article_id, row.position): row.incident_id for row in rows} == held
    assert sum(len(incident.reports) for incident in room.incidents()) == len(held)


def paper(name: str, report: Told, **values) -> tuple:
    """Return an article of one event."""
    text = " ".join(f"{name}{step}" for step in range(8))
    return replace(report.article, id=name, text=text, **values), [report.event]


HOUR = timedelta(hours=1)
MORNING = datetime(2018, 4, 7, 6, tzinfo=UTC)
SARAQIB, MAARAT = "sy.idlib.saraqib", "sy.idlib.maarat"


def raid(name: str, place: str | None, hours: int, title: str = "غارات على السوق", **words) -> tuple:
    return paper(
        name, told("air_strike", title, place, published=MORNING + hours * HOUR, country="SY", **words)
    )


DENIAL = {"status": Status.DENIED, "trigger": "نفي"}


def test_a_denial_that_comes_before_its_report_marks_it():
    """«ننفي قصف سراقب» arrives first; the report of it, whenever it was published, is told as denied."""
    for hours in (0, 2):
        room = Newsroom().read([raid("nafi", SARAQIB, 1, "نفي قصف السوق", **DENIAL)])
        assert room.incidents() == []
        (incident,) = room.read([raid("khabar", SARAQIB, hours)]).incidents()
        assert (incident.denied, len(incident.reports)) == (True, 2)


def test_a_late_article_joins_and_the_incident_keeps_its_number():
    """The first report of all arrives last: the number that people know stays, the beginning is mended."""
    room = Newsroom().read([raid("a1", SARAQIB, 2), raid("a2", SARAQIB, 3)])
    (known,) = room.incidents()
    (incident,) = room.read([raid("a0", SARAQIB, 0, killed=4)]).incidents()
    assert (incident.id, len(incident.reports), incident.killed.best) == (known.id, 3, 4)
    assert incident.opened_at == MORNING
    assert [change.kind for change in room.changes] == [
        ChangeKind.OPENED,
        ChangeKind.JOINED,
        ChangeKind.REVISED,
    ]


def test_two_incidents_that_turn_out_to_be_one_say_so():
    """A late first report ties two together: one number stays, the other points to it, and both tell why."""
    room = Newsroom().read(
        [
            raid("a1", SARAQIB, 2, "غارات قرب المشفى الميداني", killed=7),
            raid("a2", None, 3, "دمار واسع بسوق الخضار المسقوف"),
        ]
    )
    first, second = sorted(room.incidents(), key=lambda one: one.id)
    late = raid("a0", "sy.idlib", 0, "دمار واسع في سوق الخضار قرب المشفى الميداني", killed=7)
    (incident,) = room.read([late]).incidents()
    assert (incident.id, len(incident.reports)) == (first.id, 3)
    with room.database.begin() as tx:
        merged = IncidentStore(tx).get(second.id)
        history = IncidentStore(tx).history(second.id)
    assert (merged.state, merged.merged_into) == (IncidentState.MERGED, first.id)
    assert history[-1][2:] == ("merged", [f"its reports tell of {first.code}"])


def test_reading_everything_again_changes_nothing():
    """Articles that come twice, in whatever order, are known."""
    papers = [raid("a1", SARAQIB, 2), raid("a2", MAARAT, 1), raid("a3", SARAQIB, 0, killed=3)]
    room = Newsroom().read(papers)
    before, told_so_far = room.incidents(), len(room.changes)
    room.read(reversed(papers))
    assert (room.incidents(), len(room.changes)) == (before, told_so_far)


def test_an_article_that_is_read_better_stays_in_its_incident():
    """Its new claims take the place of the old ones: the number stays, the toll is mended."""
    for others in ([], [raid("a2", SARAQIB, 1)], [raid("a0", SARAQIB, -1), raid("a2", SARAQIB, 1)]):
        room = Newsroom().read([*others, raid("a1", SARAQIB, 0, killed=40)])
        (known,) = room.incidents()
        mended, events = raid("a1", SARAQIB, 0, killed=4)
        room.told["a1"] = events
        with room.database.begin() as tx:
            ArticleStore(tx).rewrite(mended, judge_again=True)
        room.assessor.assess(NOON)
        (incident,) = room.incidents()
        assert (incident.id, len(incident.reports)) == (known.id, len(others) + 1)
        assert (known.killed.best, incident.killed.best) == (40, 4)


def test_a_report_of_a_closed_incident_opens_it_again_and_says_why():
    """Silence closed it; a late report belongs to it all the same."""
    room = Newsroom().read([raid("a1", SARAQIB, 0)])
    with room.database.begin() as tx:
        IncidentStore(tx).close_silent(NOON, NOON)
    (incident,) = room.read([raid("a2", SARAQIB, 5)]).incidents()
    assert (incident.state, incident.revision) == (IncidentState.OPEN, 3)
    assert room.changes[-1].kind is ChangeKind.REOPENED
    assert room.changes[-1].why[0].startswith("opened again: it was closed")


class Hurried(Newsroom):
    """A second process on the same database, which knows what every article tells."""

    def __init__(self, location: str, told: dict[str, list]) -> None:
        super().__init__(Database(location))
        self.told = told


def test_two_processes_never_open_the_same_incident_twice(tmp_path):
    """Both read the queue at once; every article is taken by one, every happening opened once."""
    location = str(tmp_path / "rasid.db")
    papers = [raid(f"a{hour}", (SARAQIB, MAARAT)[hour % 2], hour) for hour in range(12)]
    told_by = {article.id: events for article, events in papers}
    rooms = [Hurried(location, told_by) for _ in range(2)]
    with rooms[0].database.begin() as tx:
        for article, _ in papers:
            ArticleStore(tx).save(article, NOON)
    with ThreadPoolExecutor(2) as pool:
        readings = [one for part in pool.map(lambda room: room.assessor.assess(NOON), rooms) for one in part]
    assert sorted(one.article.id for one in readings) == sorted(told_by)
    assert sorted(len(incident.reports) for incident in rooms[0].incidents()) == [6, 6]
    for room in rooms:
        room.database.close()

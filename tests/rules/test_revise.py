"""What an incident becomes as reports join it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.incidents.revise import change_kind, merged_toll
from crawler.model import Certainty, ChangeKind, EventType, IncidentState, Report, Severity, Status, Toll
from tests.happenings import FRIDAY, SATURDAY, SUNDAY, WORLD, exactly, joined, opened, told

QADAM = "sy.damascus.qadam"
SHELLING = told("shelling", "قصف على القدم", QADAM, publisher="alif")


def report(origin: str, hour: int) -> Report:
    return Report(
        article_id=f"{origin}{hour}",
        publisher=origin,
        url="https://outlet.example/1",
        title="قصف",
        published=datetime(2018, 4, 7, hour, tzinfo=UTC),
        origin=origin,
    )


TOLLS = {
    "nobody tells": ([("alif", None), ("ba", None)], Toll()),
    "one tells": ([("alif", 3)], Toll(best=3, low=3, high=3)),
    "two agree": ([("alif", 3), ("ba", 3)], Toll(best=3, low=3, high=3)),
    "two differ: bounds, never a sum": ([("alif", 3), ("ba", 5)], Toll(best=5, low=3, high=5)),
    "a publisher's later figure stands for its earlier": (
        [("alif", 3), ("alif", 9)],
        Toll(best=9, low=9, high=9),
    ),
    "a publisher that corrects itself is followed": (
        [("alif", 30), ("alif", 4)],
        Toll(best=4, low=4, high=4),
    ),
    "an old figure repeated by another pulls nothing down": (
        [("alif", 3), ("alif", 9), ("ba", 3)],
        Toll(best=9, low=3, high=9),
    ),
    "silence changes no figure": ([("alif", 3), ("alif", None)], Toll(best=3, low=3, high=3)),
    "nobody killed is a figure": ([("alif", 0)], Toll(best=0, low=0, high=0)),
}


@pytest.mark.parametrize(("figures", "expected"), TOLLS.values(), ids=TOLLS)
def test_tolls_of_several_reports(figures, expected):
    """Each origin counts with its latest figure and the highest stands; nothing is ever summed."""
    reports = [report(origin, hour) for hour, (origin, _) in enumerate(figures)]
    assert merged_toll(reports, [exactly(figure) for _, figure in figures]) == expected


def test_who_gave_the_highest_figure_is_named():
    """A toll is told with its source."""
    tolls = [Toll(best=3, said_by="المرصد"), Toll(best=7, said_by="الدفاع المدني")]
    assert merged_toll([report("alif", 1), report("ba", 2)], tolls).said_by == "الدفاع المدني"


def test_dozens_keep_their_lower_bound_only():
    """«عشرات» beside a figure widens the bounds and sets no figure."""
    merged = merged_toll([report("alif", 1), report("ba", 2)], [Toll(low=20), exactly(12)])
    assert (merged.best, merged.low, merged.high) == (12, 12, 12)
    assert merged_toll([report("alif", 1)], [Toll(low=20)]) == Toll(low=20)


PLACES = {
    "the quarter sharpens the city": ("sy.damascus", QADAM, QADAM),
    "the city does not blur the quarter": (QADAM, "sy.damascus", QADAM),
    "a place is found": (None, QADAM, QADAM),
    "a place is kept": (QADAM, None, QADAM),
    "the site sharpens the camp": (
        "sy.damascus.yarmouk",
        "sy.damascus.yarmouk.hospital",
        "sy.damascus.yarmouk.hospital",
    ),
    "another quarter moves nothing": (QADAM, "sy.damascus.tadamon", QADAM),
}


@pytest.mark.parametrize(("first", "second", "expected"), PLACES.values(), ids=PLACES)
def test_places_are_sharpened(first, second, expected):
    """An incident stands at the most exact place that a report names for it."""
    incident = opened(told("shelling", "قصف", first, country="SY"))
    later = told("shelling", "قذائف", second, country="SY", published=SUNDAY)
    assert joined(incident, later).place == WORLD[expected]


def test_a_further_place_is_kept():
    """A report that names a neighbour first loses neither place."""
    both = told("shelling", "قصف التضامن", "sy.damascus.tadamon", also=(QADAM,), published=SUNDAY)
    incident = joined(opened(SHELLING), both)
    assert incident.place == WORLD[QADAM]
    assert incident.also == (WORLD["sy.damascus.tadamon"],)


def test_a_wider_name_is_no_further_place():
    """Damascus stands beside القدم as nothing new, before and after the quarter is known."""
    city = told("shelling", "قصف على دمشق", "sy.damascus")
    for first, second in ((SHELLING, city), (city, SHELLING)):
        assert joined(opened(first), second).also == ()


def test_a_blast_becomes_a_suicide_bombing():
    """The kind that says more stands, and what it was first called is kept."""
    blast = told("explosion", "انفجار في كابل", "af.kabul")
    told_later = told("suicide_bombing", "انتحاري وراء التفجير", "af.kabul", published=SUNDAY)
    incident = joined(opened(blast), told_later)
    assert incident.type is EventType.SUICIDE_BOMBING
    assert incident.types == (EventType.EXPLOSION, EventType.SUICIDE_BOMBING)
    back = joined(incident, told("explosion", "تفجير كابل", "af.kabul", killed=3))
    assert back.type is EventType.SUICIDE_BOMBING


def test_days_extend():
    """What is told of several days lasts from the first to the last; an undated report moves neither."""
    siege = opened(told("siege", "حصار القدم", QADAM, day=SATURDAY))
    siege = joined(siege, told("siege", "استمرار حصار القدم", QADAM, day=SUNDAY))
    siege = joined(siege, told("siege", "القدم محاصر", QADAM, day=None, published=SUNDAY))
    assert (siege.first_date, siege.last_date) == (SATURDAY, SUNDAY)


def test_a_late_article_moves_the_beginning():
    """An older report that arrives late stands first and does not make the incident look fresh."""
    first = opened(told("siege", "حصار القدم", QADAM, day=SATURDAY))
    late = joined(first, told("siege", "إغلاق معبر القدم", QADAM, day=FRIDAY))
    assert late.opened_at < first.opened_at
    assert late.updated_at == first.updated_at
    assert [r.title for r in late.reports] == ["إغلاق معبر القدم", "حصار القدم"]


def test_a_denial_is_a_revision_of_its_own():
    """A denial marks the incident, and no later report takes the mark away."""
    denied = joined(opened(SHELLING), told("shelling", "نفي قصف القدم", QADAM, status=Status.DENIED))
    assert denied.denied
    assert denied.certainty is Certainty.UNLIKELY
    assert joined(denied, told("shelling", "قصف القدم", QADAM, publisher="another")).denied


def test_an_incident_that_is_told_of_again_opens_again():
    """A report that joins a closed incident opens it."""
    closed = replace(opened(SHELLING), state=IncidentState.CLOSED)
    assert joined(closed, told("shelling", "قذائف على القدم", QADAM)).state is IncidentState.OPEN


CHANGES = {
    "one more report": (told("shelling", "قذائف على القدم", QADAM), ChangeKind.JOINED),
    "a vaguer report": (told("shelling", "قذائف على دمشق", "sy.damascus"), ChangeKind.JOINED),
    "a toll": (told("shelling", "قتيل بقصف القدم", QADAM, killed=1), ChangeKind.REVISED),
    "the wounded": (told("shelling", "جرحى بقصف القدم", QADAM, wounded=4), ChangeKind.REVISED),
    "a denial": (told("shelling", "نفي القصف", QADAM, status=Status.DENIED), ChangeKind.DENIED),
    "a further place": (
        told("shelling", "قصف القدم والتضامن", QADAM, also=("sy.damascus.tadamon",)),
        ChangeKind.REVISED,
    ),
}


@pytest.mark.parametrize(("more", "kind"), CHANGES.values(), ids=CHANGES)
def test_what_counts_as_a_change(more, kind):
    """Only what people are told counts as a revision; another source alone does not."""
    before = opened(SHELLING)
    assert change_kind(before, joined(before, more)) is kind


_REPORTS = st.lists(
    st.builds(
        told,
        st.sampled_from(["air_strike", "shelling"]),
        st.sampled_from(["قصف على القدم", "غارات جنوب دمشق", "ارتفاع الحصيلة"]),
        st.sampled_from(["sy.damascus", QADAM, None]),
        day=st.sampled_from([None, FRIDAY, SATURDAY]),
        published=st.sampled_from(
            [datetime(2018, 4, day, hour, tzinfo=UTC) for day in (7, 8) for hour in range(24)]
        ),
        killed=st.none() | st.integers(0, 60),
        wounded=st.none() | st.integers(0, 60),
        publisher=st.sampled_from(["alif", "ba", "ta", "tha"]),
        status=st.sampled_from([Status.NEW, Status.NEW, Status.NEW, Status.DENIED]),
        country=st.just("SY"),
    ),
    min_size=1,
    max_size=8,
)


@given(_REPORTS)
def test_nothing_is_summed_and_no_report_is_lost(reports):
    """However reports come: every one is kept once, and no toll exceeds the highest that somebody told."""
    incident = opened(reports[0])
    for more in reports[1:]:
        incident = joined(incident, more)
    assert {r.article_id for r in incident.reports} == {one.article.id for one in reports}
    assert len(incident.reports) == len({one.article.id for one in reports})
    for toll, figures in (
        (incident.killed, [one.event.killed.best for one in reports]),
        (incident.wounded, [one.event.wounded.best for one in reports]),
    ):
        assert toll.best is None or toll.best in figures
        assert toll.high is None or toll.high <= max(figure or 0 for figure in figures)
        assert toll.low is None or toll.best is None or toll.low <= toll.best
    assert incident.severity in Severity


@given(_REPORTS)
def test_a_report_that_comes_twice_changes_nothing(reports):
    """Replaying what was read before leaves every incident as it was, to the revision."""
    incident = opened(reports[0])
    for more in reports[1:]:
        incident = joined(incident, more)
    again = incident
    for more in reports:
        again = joined(again, more)
    assert again is incident


@given(_REPORTS, st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(reports, random):
    """Reports in any order give the same toll, days, places, sources and denial."""
    reports = list({one.article.id: one for one in reports}.values())
    reports.sort(key=lambda one: one.event.status is Status.DENIED)  # a denial opens nothing
    shuffled = random.sample(reports, len(reports))
    shuffled.sort(key=lambda one: one.event.status is Status.DENIED)

    def end(told_in_order):
        incident = opened(told_in_order[0])
        for more in told_in_order[1:]:
            incident = joined(incident, more)
        return (
            incident.killed, incident.wounded, incident.first_date, incident.last_date, incident.place,
            incident.denied, incident.reports, incident.opened_at, incident.updated_at, incident.types,
            incident.type, incident.certainty, incident.severity, incident.also, incident.actors,
        )  # fmt: skip

    assert end(shuffled) == end(reports)

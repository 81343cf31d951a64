"""Which subscriptions an incident concerns."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.match import Match, match, muted
from alerts.model import CircleArea, Mute, MuteKind, PlaceArea, PolygonArea, Subscription
from alerts.watchers import Atlas, Watchers
from crawler.model import Certainty, EventType, Severity
from tests.happenings import WORLD, contains, joined, opened, told

QADAM, TADAMON = "sy.damascus.qadam", "sy.damascus.tadamon"


def watch(*places: str, types: tuple[str, ...] = (), number: int = 1) -> Subscription:
    return Subscription(
        id=number,
        name="s",
        areas=tuple(PlaceArea(place_id=place, name=WORLD[place].name) for place in places),
        types=tuple(EventType(kind) for kind in types),
    )


SHELLING = opened(told("shelling", "قصف على القدم", QADAM))
ALSO = opened(told("shelling", "قصف على القدم والتضامن", QADAM, also=(TADAMON,)))
BLAST = joined(opened(told("explosion", "انفجار", QADAM)), told("suicide_bombing", "انتحاري", QADAM))

ROWS = {
    "its place": (watch(QADAM), SHELLING, "القدم"),
    "a place around it": (watch("sy.damascus"), SHELLING, "دمشق"),
    "a further place of it": (watch(TADAMON), ALSO, "التضامن"),
    "a neighbour": (watch(TADAMON), SHELLING, None),
    "the second of two areas": (watch(TADAMON, QADAM), SHELLING, "القدم"),
    "the first of two areas that hold it": (watch("sy.damascus", QADAM), SHELLING, "دمشق"),
    "a wished kind": (watch(QADAM, types=("shelling", "arrest")), SHELLING, "القدم"),
    "another kind": (watch(QADAM, types=("arrest",)), SHELLING, None),
    "a kind that it was also reported as": (watch(QADAM, types=("explosion",)), BLAST, "القدم"),
    "no place known": (watch("sy"), opened(told("shelling", "قصف", country="SY")), None),
    "only the country known": (watch(QADAM), opened(told("shelling", "قصف", "sy")), None),
    "the whole country": (watch("sy"), opened(told("shelling", "قصف", "sy")), "سوريا"),
}


@pytest.mark.parametrize(("subscription", "incident", "area"), ROWS.values(), ids=ROWS)
def test_whom_an_incident_concerns(subscription, incident, area):
    """A subscription is matched by its areas and its types, and the area that holds it is named."""
    found = match([subscription], incident, contains)
    assert [one.area.name for one in found] == ([] if area is None else [area])


def test_each_subscription_is_matched_once():
    """Two areas of one subscription that hold an incident are one match, two subscriptions two."""
    found = match([watch("sy.damascus", QADAM, number=1), watch(QADAM, number=2)], SHELLING, contains)
    assert [one.subscription.id for one in found] == [1, 2]


def wants(place: str = QADAM, **wishes: object) -> Subscription:
    return replace(watch(place), **wishes)


GRAVE = replace(SHELLING, severity=Severity.SEVERE, certainty=Certainty.POSSIBLE)
IN_DAMASCUS = opened(told("shelling", "قصف في دمشق", "sy.damascus"))
IN_SYRIA = opened(told("shelling", "قصف في سوريا", "sy"))
RULE = "قصف -تدريب"
WISHES = {
    "as grave as wished": (wants(least_severity=Severity.SEVERE), GRAVE, True),
    "not grave enough": (wants(least_severity=Severity.EXTREME), GRAVE, False),
    "as sure as wished": (wants(least_certainty=Certainty.POSSIBLE), GRAVE, True),
    "not sure enough": (wants(least_certainty=Certainty.LIKELY), GRAVE, False),
    "a rule that its reports match": (wants(words=("غارة", RULE)), SHELLING, True),
    "a rule that they do not match": (wants(words=("غارة",)), SHELLING, False),
    "somewhere around, and not asked for": (wants(), IN_DAMASCUS, False),
    "somewhere around, and asked for": (wants(wider=True), IN_DAMASCUS, True),
    "a whole country is too wide": (wants(wider=True), IN_SYRIA, False),
    "a neighbour is not around": (wants(TADAMON, wider=True), SHELLING, False),
}


@pytest.mark.parametrize(("subscription", "incident", "concerned"), WISHES.values(), ids=WISHES)
def test_what_a_subscription_may_wish(subscription, incident, concerned):
    """Least severity, least certainty, words, and what is only known to be somewhere around."""
    assert bool(match([subscription], incident, contains, {RULE})) is concerned


def test_what_is_only_somewhere_around_says_so():
    """A match by a wider place is told apart, so that the message can say it."""
    wide, narrow = (match([wants(wider=True)], one, contains)[0] for one in (IN_DAMASCUS, SHELLING))
    assert (wide.wider, narrow.wider) == (True, False)


MUTES = {
    "the incident": (Mute(kind=MuteKind.INCIDENT, what="1"), True),
    "another incident": (Mute(kind=MuteKind.INCIDENT, what="2"), False),
    "the area": (Mute(kind=MuteKind.AREA, what="7"), True),
    "another area": (Mute(kind=MuteKind.AREA, what="8"), False),
    "one of the two who tell of it": (Mute(kind=MuteKind.PUBLISHER, what="alif"), False),
}


@pytest.mark.parametrize(("mute", "hushed"), MUTES.values(), ids=MUTES)
def test_what_is_muted(mute, hushed):
    """An incident, an area, or a publisher as long as nobody else tells of it."""
    told_by_two = joined(
        opened(told("shelling", "قصف على القدم", QADAM, publisher="alif")),
        told("shelling", "قذائف على القدم", QADAM, publisher="ba"),
    )
    found = Match(subscription=watch(QADAM, number=7), area=watch(QADAM).areas[0])
    assert muted(found, told_by_two, [mute]) is hushed


def test_who_tells_of_it_alone_is_muted():
    """All who tell of an incident have to be muted."""
    alone = opened(told("shelling", "قصف على القدم", QADAM, publisher="alif"))
    found = Match(subscription=watch(QADAM), area=watch(QADAM).areas[0])
    assert muted(found, alone, [Mute(kind=MuteKind.PUBLISHER, what="alif")])


POINTS = st.tuples(st.floats(-85, 85), st.floats(-179, 179))
CIRCLES = st.builds(
    lambda point, km: CircleArea(name="c", lat=point[0], lon=point[1], km=km), POINTS, st.floats(0.5, 400)
)
POLYGONS = st.builds(
    lambda point, size: PolygonArea(
        name="p",
        corners=(point, (point[0] + size, point[1]), (point[0], point[1] + size)),
    ),
    POINTS,
    st.floats(0.01, 4),
)
NAMED = st.sampled_from(sorted(WORLD)).map(lambda key: PlaceArea(place_id=key, name=key))


@given(
    areas=st.lists(st.tuples(st.one_of(NAMED, CIRCLES, POLYGONS), st.booleans()), max_size=12),
    place=st.sampled_from(sorted(WORLD)),
    shift=st.tuples(st.floats(-3, 3), st.floats(-3, 3)),
    cuts_across=st.sampled_from([None, lambda place: False, lambda place: "d" in place]),
)
def test_the_index_never_misses_a_match(areas, place, shift, cuts_across):
    """Whatever is watched, the few that the index proposes hold all whom the incident concerns."""
    subscriptions = [
        Subscription(id=number, name="s", areas=(area,), wider=wider)
        for number, (area, wider) in enumerate(areas)
    ]
    middle = next((a for a, _ in areas if not isinstance(a, PlaceArea)), None)
    lat, lon = (33.5, 36.3) if middle is None else _some_point(middle)
    where = replace(WORLD[place], lat=lat + shift[0], lon=lon + shift[1])
    incident = opened(told("shelling", "قصف", where))
    atlas = Atlas(contains=contains, lineage=_lineage, cuts_across=cuts_across)
    few = Watchers(subscriptions, atlas).candidates(incident)
    assert match(few, incident, contains) == match(subscriptions, incident, contains)


def _lineage(place_id: str) -> list[str]:
    parts = place_id.split(".")
    return [".".join(parts[:length]) for length in range(len(parts), 0, -1)]


def _some_point(area: CircleArea | PolygonArea) -> tuple[float, float]:
    return (area.lat, area.lon) if isinstance(area, CircleArea) else area.corners[0]

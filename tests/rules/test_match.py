"""Which subscriptions an incident concerns."""

import pytest

from alerts.match import match
from alerts.model import PlaceArea, Subscription
from crawler.model import EventType
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

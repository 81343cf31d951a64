"""From what a person wishes to watch to a subscription."""

import json
from datetime import UTC, datetime

import pytest

from alerts.areas import UnknownArea
from alerts.model import CircleArea, PlaceArea, PolygonArea, SubscriptionOrigin
from alerts.store.schema import fresh_database
from alerts.store.subscriptions import SubscriptionStore
from alerts.watching import Wish, WishRefused, from_settings, read_circle, read_polygon, read_types, subscribe
from config.settings import SubscriptionSettings
from crawler.model import Certainty, EventType, Severity
from crawler.places.gazetteer import Gazetteer

NOON = datetime(2018, 4, 7, 12, tzinfo=UTC)
GAZETTEER = Gazetteer.load()


def kept(wish: Wish):
    """Return the subscription that a wish makes, as the database holds it, and the remarks."""
    database = fresh_database()
    made, remarks = subscribe(database, GAZETTEER, wish, NOON)
    with database.begin() as tx:
        assert SubscriptionStore(tx).all() == [made]
    return made, remarks


def test_a_wish_becomes_a_subscription():
    """Names, a circle, kinds and an address make one subscription, and it is told how names were read."""
    made, remarks = kept(
        Wish(
            areas=("حي القدم", "دوما"),
            circle="33.47,36.30,3",
            types=("shelling", "air_strike"),
            channel="telegram",
            address="-100123",
            digest=False,
        )
    )
    assert [type(area) for area in made.areas] == [PlaceArea, PlaceArea, CircleArea]
    assert made.name.startswith("القدم، دوما، ")
    assert made.types == (EventType.SHELLING, EventType.AIR_STRIKE)
    assert (made.channel, made.address, made.digest) == ("telegram", "-100123", False)
    assert made.origin is SubscriptionOrigin.COMMAND
    assert "القدم، دمشق" in remarks[0]
    assert len(remarks) == 2


def test_a_wish_names_families_grades_and_words():
    """A family stands for its types; words, grades and what is only around are kept."""
    made, _ = kept(
        Wish(
            areas=("القدم",),
            types=("unrest", "riot", "shelling"),
            least_severity="Severe",
            least_certainty="likely",
            words=("قصف -تدريب",),
            wider=True,
        )
    )
    assert made.types == (EventType.PROTEST, EventType.RIOT, EventType.SHELLING)
    assert (made.least_severity, made.least_certainty) == (Severity.SEVERE, Certainty.LIKELY)
    assert (made.words, made.wider) == (("قصف -تدريب",), True)


REFUSED = {
    "an unknown severity": (Wish(areas=("القدم",), least_severity="bad"), "minor, moderate"),
    "an unknown certainty": (Wish(areas=("القدم",), least_certainty="sure"), "observed, likely"),
    "a rule that cannot be read": (Wish(areas=("القدم",), words=("قصف |",)), "«|»"),
    "nothing": (Wish(), "say what to watch"),
    "an unknown name offers the nearest": (Wish(areas=("التضانم",)), "التضامن"),
    "one unknown of two": (Wish(areas=("القدم", "غققققق")), "غققققق"),
    "an unknown kind": (Wish(areas=("القدم",), types=("bombing",)), "there are: armed_clash"),
    "an unknown channel": (Wish(areas=("القدم",), channel="pigeon"), "console, telegram"),
    "Telegram without a chat": (Wish(areas=("القدم",), channel="telegram"), "--address"),
    "Telegram with a name": (Wish(areas=("القدم",), channel="telegram", address="@laila"), "--address"),
    "Telegram with two signs": (Wish(areas=("القدم",), channel="telegram", address="--5"), "--address"),
    "no circle": (Wish(circle="here"), "LAT,LON,KM"),
    "no polygon": (Wish(polygon="here"), "GeoJSON"),
}


@pytest.mark.parametrize(("wish", "advice"), REFUSED.values(), ids=REFUSED)
def test_a_wish_that_cannot_be_understood_keeps_nothing(wish, advice):
    """A refusal says what to write instead, and half a wish is not kept."""
    database = fresh_database()
    with pytest.raises(WishRefused, match=advice):
        subscribe(database, GAZETTEER, wish, NOON)
    with database.begin() as tx:
        assert SubscriptionStore(tx).all() == []


def test_a_circle():
    """A circle is its middle and its radius."""
    circle = read_circle("33.47, 36.3, 2.5")
    assert (circle.lat, circle.lon, circle.km) == (33.47, 36.3, 2.5)


NO_CIRCLES = [
    "",
    "33",
    "33,36",
    "33,36,3,4",
    "a,b,c",
    "91,36,3",
    "33,181,3",
    "33,36,0",
    "33,36,-1",
    "33,36,501",
    "nan,36,3",
]


@pytest.mark.parametrize("text", NO_CIRCLES)
def test_no_circles(text):
    """What is no circle on the globe is refused."""
    with pytest.raises(WishRefused):
        read_circle(text)


RING = [[36.2, 33.4], [36.4, 33.4], [36.4, 33.6], [36.2, 33.4]]
POLYGON = {"type": "Polygon", "coordinates": [RING, [[0, 0]]]}
SHAPES = {
    "a polygon": POLYGON,
    "a feature": {"type": "Feature", "geometry": POLYGON},
    "the first of a collection": {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "geometry": POLYGON}, {}],
    },
    "with heights": {"type": "Polygon", "coordinates": [[[*corner, 700] for corner in RING]]},
    "a ring that is left open": {"type": "Polygon", "coordinates": [RING[:-1]]},
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_polygon(shape):
    """GeoJSON's longitude and latitude become latitude and longitude, the last corner not repeated."""
    assert read_polygon(json.dumps(shape)).corners == ((33.4, 36.2), (33.4, 36.4), (33.6, 36.4))


NO_SHAPES = {
    "no JSON": "polygon",
    "a list": "[]",
    "a point": '{"type": "Point", "coordinates": [36, 33]}',
    "an empty collection": '{"type": "FeatureCollection", "features": []}',
    "a feature without a shape": '{"type": "Feature", "geometry": null}',
    "two corners": '{"type": "Polygon", "coordinates": [[[36, 33], [37, 33], [36, 33]]]}',
    "words for corners": '{"type": "Polygon", "coordinates": [["a", "b", "c"]]}',
    "corners off the globe": '{"type": "Polygon", "coordinates": [[[33, 136], [33, 137], [34, 137]]]}',
    "corners that are no numbers": '{"type": "Polygon", "coordinates": [[[NaN, NaN], [36, 33], [37, 34]]]}',
    "far too many corners": json.dumps(
        {"type": "Polygon", "coordinates": [[[36 + n / 10_000, 33] for n in range(1001)]]}
    ),
}


@pytest.mark.parametrize("text", NO_SHAPES.values(), ids=NO_SHAPES)
def test_no_polygons(text):
    """What is no polygon on the globe is refused, whatever it is."""
    with pytest.raises(WishRefused):
        read_polygon(text)


def test_kinds_are_read_in_order():
    """Every kind has a name that can be typed."""
    assert read_types([kind.value for kind in EventType]) == tuple(EventType)
    assert read_types([]) == ()


def test_the_files_subscriptions():
    """The file's areas, circles and polygons become the same values, marked as the file's."""
    settings = SubscriptionSettings(
        name="south",
        areas=("حي القدم",),
        circle={"lat": 33.4, "lon": 36.3, "km": 3},
        polygon=((33, 36), (33, 37), (34, 37)),
        types=("shelling",),
    )
    (made,) = from_settings([settings], GAZETTEER)
    assert [type(area) for area in made.areas] == [PlaceArea, CircleArea, PolygonArea]
    assert (made.name, made.origin, made.types) == ("south", SubscriptionOrigin.FILE, (EventType.SHELLING,))


def test_an_unknown_name_in_the_file_is_told_with_the_nearest():
    """A misspelled area in the file stops the start with a name to choose."""
    with pytest.raises(UnknownArea, match="التضامن"):
        from_settings([SubscriptionSettings(name="x", areas=("التضانم",))], GAZETTEER)

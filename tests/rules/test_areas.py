"""What an area covers, and how a name becomes one."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.areas import UnknownArea, area_named, covers, distance_km, inside
from alerts.model import CircleArea, PlaceArea, PolygonArea
from crawler.model import Precision
from crawler.places.gazetteer import Gazetteer
from tests.happenings import WORLD, contains, unknown

QADAM = PlaceArea(place_id="sy.damascus.qadam", name="القدم")
DAMASCUS = PlaceArea(place_id="sy.damascus", name="دمشق")
CIRCLE = CircleArea(name="حول القدم", lat=33.47, lon=36.29, km=3)
SQUARE = PolygonArea(name="مربع", corners=((33.0, 36.0), (33.0, 37.0), (34.0, 37.0), (34.0, 36.0)))


def at(lat: float | None, lon: float | None, precision: Precision = Precision.NEIGHBOURHOOD):
    return replace(WORLD["sy.damascus.qadam"], lat=lat, lon=lon, precision=precision)


COVERED = {
    "the place itself": (QADAM, WORLD["sy.damascus.qadam"], True),
    "what lies within": (DAMASCUS, WORLD["sy.damascus.qadam"], True),
    "a neighbour": (QADAM, WORLD["sy.damascus.tadamon"], False),
    "what only holds it": (QADAM, WORLD["sy.damascus"], False),
    "a namesake abroad": (
        PlaceArea(place_id="lb.north.tripoli", name="طرابلس"),
        WORLD["ly.tripoli"],
        False,
    ),
    "an unknown village of the governorate": (
        PlaceArea(place_id="sy.idlib", name="إدلب"),
        unknown("كفر زيبا", parent="sy.idlib"),
        True,
    ),
    "an unknown village of nowhere": (PlaceArea(place_id="sy", name="سوريا"), unknown("كفر زيبا"), False),
    "a point in the circle": (CIRCLE, at(33.48, 36.30), True),
    "a point beyond the circle": (CIRCLE, at(33.52, 36.30), False),
    "a town in the circle": (CIRCLE, at(33.47, 36.29, Precision.TOWN), True),
    "the middle of a governorate in the circle": (CIRCLE, at(33.47, 36.29, Precision.GOVERNORATE), False),
    "a district in the polygon": (SQUARE, at(33.5, 36.5, Precision.DISTRICT), False),
    "a point in the polygon": (SQUARE, at(33.5, 36.5), True),
    "a point beside the polygon": (SQUARE, at(33.5, 37.5), False),
    "no coordinates in the circle": (CIRCLE, at(None, None), False),
    "no coordinates in the polygon": (SQUARE, at(None, None), False),
    "half a coordinate": (CIRCLE, at(33.47, None), False),
}


@pytest.mark.parametrize(("area", "place", "covered"), COVERED.values(), ids=COVERED)
def test_what_an_area_covers(area, place, covered):
    """A watcher hears of what lies in the area, and of nothing beside it or only around it."""
    assert covers(area, [place], contains) is covered


def test_any_of_an_incidents_places_is_enough():
    """One of several places in the area concerns its watcher; no place at all concerns nobody."""
    assert covers(QADAM, [WORLD["sy.idlib"], WORLD["sy.damascus.qadam"]], contains)
    assert not covers(QADAM, [], contains)


def test_distances():
    """A degree of latitude is 111 km everywhere, and a circle reaches over the date line."""
    assert distance_km(33, 36, 34, 36) == pytest.approx(111.2, abs=0.1)
    assert distance_km(33.5138, 36.2765, 36.2021, 37.1343) == pytest.approx(309, abs=2)  # Damascus–Aleppo
    assert distance_km(0, 179.9, 0, -179.9) == pytest.approx(22.2, abs=0.1)
    assert distance_km(33, 36, 33, 36) == 0


@given(st.floats(32.5, 34.5), st.floats(35.5, 37.5))
def test_a_square_is_inside_as_its_bounds_say(lat, lon):
    """The ray agrees with the plain comparison wherever the point is not on the line."""
    assert inside(SQUARE.corners, lat, lon) is (33 <= lat < 34 and 36 <= lon < 37)


def test_a_bent_polygon_leaves_its_bay_out():
    """A place in the bay of an L is not in the L."""
    bent = ((0.0, 0.0), (0.0, 3.0), (1.0, 3.0), (1.0, 1.0), (3.0, 1.0), (3.0, 0.0))
    assert inside(bent, 0.5, 2.5)
    assert inside(bent, 2.5, 0.5)
    assert not inside(bent, 2.0, 2.0)
    assert inside(tuple(reversed(bent)), 0.5, 2.5)


GAZETTEER = Gazetteer.load()
NAMED = {
    "as people say it": ("حي القدم", "القدم"),
    "the bare name": ("القدم", "القدم"),
    "without ال": ("قدم", "القدم"),
    "spelled carelessly": ("مخيم اليرموك", "اليرموك"),
    "with spaces around": ("  التضامن ", "التضامن"),
}


@pytest.mark.parametrize(("wish", "name"), NAMED.values(), ids=NAMED)
def test_a_name_becomes_an_area(wish, name):
    """However a person writes a quarter's name, it is found, and what holds it is told back."""
    found = area_named(wish, GAZETTEER)
    assert found.area.name == name
    assert found.area.place_id.startswith("sy.damascus")
    assert "دمشق" in found.described


def test_namesakes_are_named():
    """Who asks for طرابلس is told of the other one."""
    found = area_named("طرابلس", GAZETTEER)
    countries = {GAZETTEER.get(found.area.place_id).country, *(place.country for place in found.others)}
    assert {"LB", "LY"} <= countries


def test_an_unknown_name_offers_the_nearest():
    """A misspelled name is refused with the names that it may have meant."""
    with pytest.raises(UnknownArea, match="التضامن"):
        area_named("التضانم", GAZETTEER)


def test_a_name_like_nothing_says_where_to_look():
    """Where nothing is near, the message says how to search."""

    class Nowhere:
        def find(self, name):
            return []

        def nearest(self, name, limit=5):
            return []

        def describe(self, place):
            return place.name

    with pytest.raises(UnknownArea, match="rasid places find"):
        area_named("qqqq", Nowhere())

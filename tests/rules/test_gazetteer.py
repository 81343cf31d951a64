"""The shipped places, and the ways to ask for one."""

from collections import defaultdict
from importlib.resources import files
from pathlib import Path

import pytest

from crawler.arabic.fold import fold
from crawler.model import Place, Precision
from crawler.places.compound import named_place
from crawler.places.extent import distance_km
from crawler.places.gazetteer import Gazetteer
from crawler.places.kinds import PRECISION_OF_KIND
from crawler.places.names import key_of, respellings, skeleton
from crawler.places.rows import COLUMNS, GazetteerError, read_folder

GAZETTEER = Gazetteer.load()
PLACES = list(GAZETTEER)
HEADER = "\t".join(COLUMNS)
COUNTRY_LETTERS = 2
WELL_KNOWN = 6
LARGEST_STEP_KM = 40.0  # a child's point may stand this far outside its parent's rough circle
BORDERED = ["country", "governorate", "district", "subdistrict", "city", "town", "village", "neighbourhood"]


def load_lines(folder: Path, *lines: str) -> Gazetteer:
    (folder / "places.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return Gazetteer.load(folder)


def row(**columns: str) -> str:
    return "\t".join(columns.get(column, "") for column in COLUMNS)


SYRIA = row(id="sy", name="سوريا", kind="country", weight="9")
DAMASCUS = row(
    id="sy.damascus", name="دمشق", kind="governorate", parent="sy", lat="33.51", lon="36.29", weight="9"
)
QADAM = row(
    id="sy.damascus.qadam",
    name="القدم",
    aliases="Qadam",
    kind="neighbourhood",
    parent="sy.damascus",
    ordinary="1",
)


# --- the shipped rows ----------------------------------------------------------------------------


def test_every_parent_exists():
    """Each place but a country lies in a place that is there."""
    assert [p.id for p in PLACES if p.kind != "country" and not (p.parent and GAZETTEER.has(p.parent))] == []


def test_only_countries_stand_alone():
    """A country has no parent; nothing else is a root."""
    assert [p.id for p in PLACES if (p.kind == "country") != (p.parent is None)] == []


def test_an_id_begins_with_its_country():
    """The first part of an id is the ISO code of the country in which the place lies."""
    strays = [p.id for p in PLACES if p.id.split(".")[0] != GAZETTEER.lineage(p.id)[-1]]
    assert strays == []
    assert [p.id for p in PLACES if len(p.country) != COUNTRY_LETTERS] == []


def test_ids_are_plain():
    """An id holds small Latin letters, digits, hyphens and dots, so that it can stand in addresses."""
    allowed = set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert [p.id for p in PLACES if not set(p.id) <= allowed] == []


def test_every_kind_is_known():
    """A kind that nobody knows would have no precision."""
    assert {p.kind for p in PLACES} <= set(PRECISION_OF_KIND)


def test_precision_follows_from_the_kind():
    """A neighbourhood is more exact than its town, a site more than both."""
    assert all(p.precision == PRECISION_OF_KIND[p.kind] for p in PLACES if p.kind not in {"region", "road"})


PRECISE = {
    "region as wide as a town's fields": ("sy.damascus.south", Precision.DISTRICT),
    "mountain of villages": ("sy.idlib.jabal-al-zawiya", Precision.DISTRICT),
    "region of governorates": ("ps.west-bank", Precision.GOVERNORATE),
    "region of governorates, Darfur": ("sd.darfur", Precision.GOVERNORATE),
    "region of governorates, Sinai": ("eg.sinai", Precision.GOVERNORATE),
    "region that lists governorates": ("iq.kurdistan", Precision.GOVERNORATE),
    "desert": ("sy.badia", Precision.GOVERNORATE),
    "plain as large as a governorate": ("sy.jazira", Precision.GOVERNORATE),
    "road from city to city": ("sy.m5", Precision.DISTRICT),
    "motorway with a point": ("sy.rif-dimashq.highway-damascus-homs", Precision.DISTRICT),
    "street": ("sy.damascus.baghdad-street", Precision.SITE),
}


@pytest.mark.parametrize(("place_id", "precision"), PRECISE.values(), ids=PRECISE)
def test_a_desert_is_no_district_and_a_long_road_no_site(place_id, precision):
    """What stretches far is told no more exactly than it is."""
    assert GAZETTEER.get(place_id).precision is precision


def test_no_place_is_larger_than_what_holds_it():
    """A governorate never lies in a town, a town never in a quarter; regions and rivers cut across."""
    nested = [(p, GAZETTEER.get(p.parent)) for p in PLACES if p.parent and p.kind in BORDERED]
    assert [p.id for p, outer in nested if outer.kind in BORDERED and outer.precision > p.precision] == []


def test_points_lie_on_the_earth_and_come_in_pairs():
    """Half a point is none, and latitude and longitude are not swapped beyond their range."""
    assert [p.id for p in PLACES if (p.lat is None) != (p.lon is None)] == []
    assert [p.id for p in PLACES if p.lat is not None and not -90 <= p.lat <= 90] == []
    assert [p.id for p in PLACES if p.lon is not None and not -180 <= p.lon <= 180] == []


def test_a_place_lies_in_the_extent_of_what_holds_it():
    """A point far outside its parent's circle is a slip of the pen or the wrong parent."""
    assert [p.id for p in PLACES if _strays(p)] == []


def _strays(place: Place) -> bool:
    parent = GAZETTEER.get(place.parent) if place.parent else None
    if parent is None or parent.radius_km is None:
        return False
    apart = distance_km(place, parent)
    return apart is not None and apart > parent.radius_km * 1.5 + min(LARGEST_STEP_KM, parent.radius_km * 5)


def test_no_two_siblings_of_one_kind_share_a_name():
    """Two rows with one name, one kind and one parent could never be told apart."""
    bearers = defaultdict(list)
    for place in PLACES:
        bearers[fold(place.name), place.kind, place.parent].append(place.id)
    assert [ids for ids in bearers.values() if len(ids) > 1] == []


def test_an_alias_says_something_new():
    """The name itself is no alias, and none stands twice."""
    assert [p.id for p in PLACES if p.name in p.aliases or len(set(p.aliases)) < len(p.aliases)] == []


def test_a_region_lists_places_that_are_there():
    """Both ends of a membership are rows, and no region is its own member."""
    members = read_folder(files("seeds") / "gazetteer").regions_of
    pairs = [(region, member) for member, regions in members.items() for region in regions]
    assert [pair for pair in pairs if not all(map(GAZETTEER.has, pair)) or pair[0] == pair[1]] == []


def test_weights_are_digits():
    """A weight is 0 to 9."""
    assert [p.id for p in PLACES if not 0 <= p.weight <= 9] == []


def test_names_are_clean():
    """Names and aliases carry no stray blanks, no vowel marks' leftovers and no separators."""
    texts = [(p.id, text) for p in PLACES for text in (p.name, *p.aliases)]
    assert [
        pair for pair in texts if pair[1] != " ".join(pair[1].split()) or set(pair[1]) & set("،,;|؟?")
    ] == []


def test_sources_are_told():
    """Whose fact a row is stands in it, because GeoNames asks to be named."""
    assert {p.source for p in PLACES} <= {"rasid", "geonames", "cldr"}


def test_damascus_is_known_to_the_last_neighbourhood():
    """Whoever watches southern Damascus finds every quarter of it."""
    asked = (
        "القدم، التضامن، مخيم اليرموك، الحجر الأسود، العسالي، الزين، يلدا، ببيلا، بيت سحم، "
        "سيدي مقداد، عقربا، السيدة زينب، الميدان، نهر عيشة، دف الشوك، الزاهرة، جوبر، القابون، "
        "برزة، المزة، كفرسوسة، داريا، المعضمية، ضمير، بئر القصب، عدرا"
    )
    inside = ("sy.damascus", "sy.rif-dimashq")
    for name in asked.split("، "):
        assert any(place.id.startswith(inside) for place in GAZETTEER.find(name)), name


def test_both_governorates_hold_hundreds_of_rows():
    """The capital and its countryside are whole, not a sample."""
    assert sum(p.id.startswith(("sy.damascus", "sy.rif-dimashq")) for p in PLACES) >= 350


# --- asking --------------------------------------------------------------------------------------

ASKED = {
    "with its kind word": ("حي القدم", "sy.damascus.qadam"),
    "bare": ("القدم", "sy.damascus.qadam"),
    "without ال": ("قدم", "sy.damascus.qadam"),
    "with what contains it": ("القدم، دمشق", "sy.damascus.qadam"),
    "as it is described": ("حي القدم، دمشق، سوريا", "sy.damascus.qadam"),
    "in Latin letters": ("Douma", "sy.rif-dimashq.douma"),
    "hamza left out": ("اوتايا", "sy.rif-dimashq.utaya"),
    "kind word chooses": ("محافظة حلب", "sy.aleppo"),
    "kind word chooses the other": ("مدينة حلب", "sy.aleppo.aleppo"),
    "misspelled": ("ظمير", "sy.rif-dimashq.dumayr"),
    "camp": ("مخيم اليرموك", "sy.damascus.yarmouk"),
    "region across governorates": ("جنوب دمشق", "sy.damascus.south"),
    "fused": ("كفر بطنا", "sy.rif-dimashq.kafr-batna"),
}


@pytest.mark.parametrize(("name", "place_id"), ASKED.values(), ids=ASKED)
def test_finds_a_place_by_how_people_ask_for_it(name, place_id):
    """The likeliest place of a name comes first, however it is written."""
    assert GAZETTEER.find(name)[0].id == place_id


@pytest.mark.parametrize("name", ["", " ", "،", "كلاموغو", "حي كلاموغو"])
def test_finds_nothing_where_nothing_is(name):
    """No name, no place."""
    assert GAZETTEER.find(name) == []


def test_every_description_leads_back_to_its_place():
    """What the bot shows for a place can be typed to choose it."""
    shown = [p for p in PLACES if p.id.startswith("sy.damascus") or p.weight >= WELL_KNOWN]
    assert [p.id for p in shown if p not in GAZETTEER.find(GAZETTEER.describe(p))] == []


def test_offers_the_nearest_spellings():
    """An unknown name is answered with names like it."""
    assert "معرة النعمان" in [place.name for place in GAZETTEER.nearest("معره النعمن")]
    assert "القابون" in [place.name for place in GAZETTEER.nearest("حي القابوون")]
    assert len(GAZETTEER.nearest("دمش", limit=3)) <= 3


def test_tells_what_contains_a_place():
    """Small to large, the country last in the ancestors and left out of the names."""
    assert [p.id for p in GAZETTEER.ancestors("sy.rif-dimashq.douma")] == [
        "sy.rif-dimashq.eastern-ghouta",
        "sy.rif-dimashq",
        "sy",
    ]
    assert GAZETTEER.within(GAZETTEER.get("sy.rif-dimashq.douma")) == ["الغوطة الشرقية", "ريف دمشق"]


CONTAINED = {
    "itself": ("sy.damascus.qadam", "sy.damascus.qadam", True),
    "parent": ("sy.damascus", "sy.damascus.qadam", True),
    "country": ("sy", "sy.damascus.qadam", True),
    "not the other way": ("sy.damascus.qadam", "sy.damascus", False),
    "sibling": ("sy.damascus.tadamon", "sy.damascus.qadam", False),
    "region's circle over its own governorate": ("sy.damascus.south", "sy.damascus.qadam", True),
    "region's circle over the next governorate": ("sy.damascus.south", "sy.rif-dimashq.yalda", True),
    "outside the circle": ("sy.damascus.south", "sy.damascus.jobar", False),
    "a governorate is not in a quarter's circle": ("sy.damascus.south", "sy.damascus", False),
    "unknown": ("sy.nowhere", "sy.damascus", False),
    "eastern Ghouta's town": ("sy.rif-dimashq.eastern-ghouta", "sy.rif-dimashq.douma", True),
    "western Ghouta's town is not eastern": (
        "sy.rif-dimashq.eastern-ghouta",
        "sy.rif-dimashq.darayya",
        False,
    ),
    "western Ghouta's town": ("sy.rif-dimashq.western-ghouta", "sy.rif-dimashq.darayya", True),
    "north of Aleppo": ("sy.aleppo.north-aleppo-countryside", "sy.aleppo.azaz", True),
    "east of Aleppo is not north": ("sy.aleppo.north-aleppo-countryside", "sy.aleppo.dayr-hafir", False),
    "a city is not its countryside": ("sy.aleppo.north-aleppo-countryside", "sy.aleppo.aleppo", False),
    "nor is its quarter": ("sy.aleppo.north-aleppo-countryside", "sy.aleppo.aleppo.sheikh-maqsoud", False),
    "another governorate's north": ("sy.aleppo.north-aleppo-countryside", "sy.hama.kafr-zita", False),
    "west of Aleppo": ("sy.aleppo.west-aleppo-countryside", "sy.aleppo.atarib", True),
    "south of Aleppo": ("sy.aleppo.south-aleppo-countryside", "sy.aleppo.al-hader", True),
    "east of Aleppo": ("sy.aleppo.east-aleppo-countryside", "sy.aleppo.manbij", True),
    "corner of two sides": ("sy.idlib.southeast-idlib-countryside", "sy.idlib.abu-al-duhur", True),
    "south of Idlib": ("sy.idlib.south-idlib-countryside", "sy.idlib.khan-shaykhun", True),
    "a mountain south of Idlib": ("sy.idlib.south-idlib-countryside", "sy.idlib.jabal-al-zawiya", True),
    "north of Idlib is not south": ("sy.idlib.south-idlib-countryside", "sy.idlib.sarmada", False),
    "village of a mountain": ("sy.idlib.jabal-al-zawiya", "sy.idlib.kansafra", True),
    "town at its foot": ("sy.idlib.jabal-al-zawiya", "sy.idlib.maarrat-al-numan", False),
    "village of a plain": ("sy.ghab-plain", "sy.hama.qastun", True),
    "town beside the plain": ("sy.ghab-plain", "sy.hama.mahardah", False),
    "Qalamoun": ("sy.rif-dimashq.qalamoun", "sy.rif-dimashq.yabroud", True),
    "eastern Qalamoun's town": ("sy.rif-dimashq.qalamoun", "sy.rif-dimashq.dumayr", True),
    "valley": ("sy.rif-dimashq.wadi-barada", "sy.rif-dimashq.ein-fijeh", True),
    "mountain of Kurds": ("sy.latakia.jabal-al-akrad", "sy.latakia.kabani", True),
    "Hauran": ("sy.hauran", "sy.daraa.nawa", True),
    "west of Daraa as people count it": ("sy.daraa.west-daraa-countryside", "sy.daraa.nawa", True),
    "lava field across governorates": ("sy.daraa.lajat", "sy.suwayda.dama", True),
    "desert": ("sy.badia", "sy.homs.sukhnah", True),
    "city at the desert's edge": ("sy.badia", "sy.deir-ez-zor.deir-ez-zor", False),
    "plain between rivers": ("sy.jazira", "sy.hasakah.qamishli", True),
    "right bank of the river": ("sy.jazira", "sy.deir-ez-zor.mayadin", False),
    "east of Deir ez-Zor": ("sy.deir-ez-zor.east-deir-ez-zor-countryside", "sy.deir-ez-zor.hajin", True),
    "Gaza envelope": ("il.gaza-envelope", "il.sderot", True),
    "Gaza is outside its envelope": ("il.gaza-envelope", "ps.gaza-strip.gaza-city", False),
    "half of the West Bank": ("ps.north-west-bank", "ps.jenin.jenin", True),
    "its other half": ("ps.north-west-bank", "ps.hebron.hebron", False),
    "region with nothing but a circle": ("ly.green-mountain", "ly.bayda", True),
    "beyond the circle": ("ly.green-mountain", "ly.ajdabiya", False),
}


@pytest.mark.parametrize(("outer", "inner", "expected"), CONTAINED.values(), ids=CONTAINED)
def test_knows_what_lies_in_what(outer, inner, expected):
    """A place holds itself, what descends from it, and, for a region, its members, its side, its circle."""
    assert outer == "sy.nowhere" or (GAZETTEER.has(outer) and GAZETTEER.has(inner))
    assert GAZETTEER.contains(outer, inner) is expected


DESCRIBED = {
    "quarter of a capital": ("sy.damascus.qadam", "حي القدم، دمشق، سوريا"),
    "camp": ("sy.damascus.yarmouk", "مخيم اليرموك، دمشق، سوريا"),
    "town that is a word": ("sy.rif-dimashq.dumayr", "مدينة ضمير، ريف دمشق، سوريا"),
    "town inside regions of its governorate": ("sy.rif-dimashq.douma", "دوما، ريف دمشق، سوريا"),
    "city and governorate of one name": ("sy.aleppo.aleppo", "حلب، سوريا"),
    "governorate": ("sy.aleppo", "محافظة حلب، سوريا"),
    "governorate that is a strip": ("ps.gaza-strip", "قطاع غزة، فلسطين"),
    "state": ("us.california", "ولاية كاليفورنيا، الولايات المتحدة"),
    "district in Yemen": ("ye.saada.razih", "مديرية رازح، صعدة، اليمن"),
    "village": ("sy.idlib.kafr-hind", "قرية كفر هند، إدلب، سوريا"),
    "village called a hill": ("sy.homs.tell-aghar", "قرية تل أغر، حمص، سوريا"),
    "place called a well": ("sy.rif-dimashq.bir-qasab", "بئر القصب، ريف دمشق، سوريا"),
    "square that says so": ("eg.cairo.tahrir", "ميدان التحرير، القاهرة، مصر"),
    "quarter called a square": ("sy.damascus.midan", "حي الميدان، دمشق، سوريا"),
    "airbase": ("iq.anbar.ain-al-asad", "قاعدة عين الأسد، الأنبار، العراق"),
    "airbase that says airport": ("sy.rif-dimashq.dumayr-airbase", "مطار ضمير، ريف دمشق، سوريا"),
    "brigade's base": ("sy.daraa.brigade-12", "اللواء 12، درعا، سوريا"),
    "site named with its town": ("sy.aleppo.quds-hospital", "مشفى القدس في حلب، سوريا"),
    "country": ("sy", "سوريا"),
}


@pytest.mark.parametrize(("place_id", "described"), DESCRIBED.values(), ids=DESCRIBED)
def test_describes_a_place_as_people_write_it(place_id, described):
    """Kind word where the name lacks it, name, the one container that tells most, country."""
    assert GAZETTEER.describe(GAZETTEER.get(place_id)) == described


def test_describes_an_unknown_village_by_what_contains_it():
    """A name that no row holds is told with its governorate, or with its country alone."""
    village = named_place("عين البيضانة", "village", GAZETTEER.get("sy.idlib"))
    assert GAZETTEER.describe(village) == "قرية عين البيضانة، إدلب، سوريا"
    assert GAZETTEER.describe(named_place("الجربوعة", "village", None, "SY")) == "قرية الجربوعة، سوريا"


# --- reading files -------------------------------------------------------------------------------


def test_reads_a_folder(tmp_path):
    """Header, comments, empty lines and rows; an adjective table and a table of ordinary words beside it."""
    (tmp_path / "demonyms.tsv").write_text("form\tcountry\nسوريّ\tsy\n", encoding="utf-8")
    (tmp_path / "ordinary.tsv").write_text("word\nالسلام\n", encoding="utf-8")
    gazetteer = load_lines(tmp_path, "# towns", HEADER, "", SYRIA, DAMASCUS, QADAM)
    assert [place.id for place in gazetteer] == ["sy", "sy.damascus", "sy.damascus.qadam"]
    assert gazetteer.country_of_adjective("والسوريين") == "sy"
    assert gazetteer.ordinary_words == {"سلام"}
    qadam = gazetteer.get("sy.damascus.qadam")
    assert (qadam.precision, qadam.country, qadam.ordinary, qadam.lat) == (
        Precision.NEIGHBOURHOOD,
        "SY",
        True,
        None,
    )


WRONG_FILES = {
    "columns missing": ([HEADER, "sy\tسوريا"], "places.tsv, line 2"),
    "an id twice": ([HEADER, SYRIA, SYRIA], "the id sy stands twice"),
    "another header": (["name\tid", "سوريا\tsy"], "places.tsv"),
}


@pytest.mark.parametrize(("lines", "told"), WRONG_FILES.values(), ids=WRONG_FILES)
def test_says_what_is_wrong_with_a_file(tmp_path, lines, told):
    """A mistake in an operator's file is told with its file and line."""
    with pytest.raises(GazetteerError, match=told):
        load_lines(tmp_path, *lines)


@pytest.mark.parametrize(
    "column", [{"kind": "planet"}, {"kind": "town", "lat": "north"}], ids=["kind", "number"]
)
def test_says_which_row_is_wrong(tmp_path, column):
    """An unknown kind or a latitude that is no number is told with the row's id."""
    gazetteer = load_lines(tmp_path, HEADER, row(id="sy", name="سوريا", **column))
    with pytest.raises(GazetteerError, match="sy"):
        gazetteer.get("sy")


def test_a_circle_of_parents_ends(tmp_path):
    """Two rows that hold each other do not hang the daemon."""
    first = row(id="sy.a", name="ألف", kind="town", parent="sy.b")
    second = row(id="sy.b", name="باء", kind="town", parent="sy.a")
    assert len(load_lines(tmp_path, HEADER, first, second).ancestors("sy.a")) < 20


def test_the_shipped_tables_are_read_whole():
    """Adjectives and ordinary words come with the places."""
    tables = read_folder(files("seeds") / "gazetteer")
    assert tables.demonyms[fold("سوري")] == "sy"
    assert "سلام" in tables.ordinary


# --- names ---------------------------------------------------------------------------------------

SAME_SKELETON = {
    "doubled alif": ("القاريتين", "القريتين"),
    "ض and ظ": ("ظمير", "ضمير"),
    "final alif for ta": ("داريه", "داريا"),
    "doubled letter": ("القابوون", "القابون"),
}


@pytest.mark.parametrize(("one", "other"), SAME_SKELETON.values(), ids=SAME_SKELETON)
def test_misspellings_share_a_skeleton(one, other):
    """What hurried writers change is not part of a name's skeleton."""
    assert skeleton(key_of(one)) == skeleton(key_of(other))


def test_different_towns_keep_different_skeletons():
    """The skeleton is loose, not blind."""
    assert skeleton(key_of("دوما")) != skeleton(key_of("داعل"))
    assert skeleton(key_of("حمص")) != skeleton(key_of("حماة"))


def test_fused_and_split_spellings_meet():
    """كفر نبل and كفرنبل are one name."""
    assert respellings("كفر نبل") == ["كفرنبل"]
    assert respellings("كفرنبل") == ["كفر نبل"]
    assert respellings("دمشق") == []

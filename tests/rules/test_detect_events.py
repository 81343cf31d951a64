"""Where it happened, who is named, and what makes one event of several sentences."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from crawler.detect.detector import Detector, load_detector
from crawler.model import Article, Event, Status

WEDNESDAY = datetime(2024, 5, 15, 12, tzinfo=UTC)
NEUTRAL = "تطورات اليوم"


@pytest.fixture(scope="module")
def detector() -> Detector:
    return load_detector()


def news(detector: Detector, title: str, text: str = "") -> list[Event]:
    article = Article(id="1", publisher="p", url="u", title=title, text=text, published=WEDNESDAY)
    return [e for e in detector.detect(article) if e.status is Status.NEW]


PLACES = {
    "town": ("غارة على مدينة أريحا في إدلب", "أريحا"),
    "neighbourhood before town": ("اشتباكات في حي القدم جنوب العاصمة دمشق", "القدم"),
    "site": ("قصف على مطار التيفور قرب حمص", "التيفور"),
    "place before the trigger": ("مدينة أريحا تتعرض لقصف مدفعي", "أريحا"),
    "hospital is not the place": (
        "إصابة قائد بانفجار عبوة في حي القدم ونقله إلى المستشفى في بلدة يلدا",
        "القدم",
    ),
    "speaker's camp is not the place": (
        "قال ناشط من مخيم اليرموك إن اشتباكات دارت في حي التضامن",
        "التضامن",
    ),
    "seat of an observatory": (
        "قال المرصد الذي يتخذ من لندن مقرا له إن غارات استهدفت مدينة أريحا",
        "أريحا",
    ),
    "reference is not the place": ("اشتباكات في حي برزة قرب العاصمة دمشق", "برزة"),
    "a capital that speaks": ("واشنطن: غارة على مدينة أريحا في سوريا", "أريحا"),
    "a new clause has its own": ("قصف على مدينة أريحا، ووصل الوفد إلى مدينة حلب", "أريحا"),
    "people flee from it, not to it": ("نزوح مئات العائلات من حي القدم إلى بلدة يلدا", "القدم"),
    "hospital takes them in": ("قصف على مدينة أريحا، ومستشفى باب الهوى يستقبل المصابين", "أريحا"),
    "hospital is hit": ("قصف على مستشفى باب الهوى", "مشفى باب الهوى"),
    "those stood by": ("وقفة تضامن مع غزة في مدينة مراكش", "مراكش"),
    "beside, and no other": ("انفجار لغم قرب مدينة الميادين", "الميادين"),
    "beside, on a road to others": ("تصادم حافلة وشاحنة قرب بلدة خربة غزالة شمال مدينة درعا", "خربة غزالة"),
    "a backer's capital": ("اشتباكات مع فصيل تدعمه واشنطن في مدينة منبج", "منبج"),
    "only a country": ("تحطم طائرة في البرازيل", None),
}


@pytest.mark.parametrize(("title", "place"), PLACES.values(), ids=PLACES)
def test_the_place_is_where_it_happened(detector: Detector, title: str, place: str | None) -> None:
    """The most exact place of the happening is taken; a country alone is no place."""
    found = news(detector, title)
    assert found
    assert {e.place.name if e.place else None for e in found} == {place}


LISTS = {
    "and": ("قصف على حي القدم والعسالي جنوب دمشق", {"القدم", "العسالي"}),
    "comma and kind word": ("اشتباكات في حي القدم، وحي التضامن جنوب دمشق", {"القدم", "التضامن"}),
    "what contains it is not listed": ("قصف على حي القدم في دمشق", {"القدم"}),
    "another clause is not listed": ("قصف على مدينة أريحا ثم وصل الوفد إلى مدينة حلب", {"أريحا"}),
}


@pytest.mark.parametrize(("title", "places"), LISTS.values(), ids=LISTS)
def test_a_list_of_places_is_kept(detector: Detector, title: str, places: set[str]) -> None:
    """Every place of a list is an event's place: whoever watches one of them hears of it."""
    (event,) = news(detector, title)
    assert {p.name for p in (event.place, *event.also) if p} == places


COUNTRIES = {
    "by the place": ("غارة على مدينة أريحا في إدلب", "SY"),
    "by the country's name": ("تحطم طائرة في البرازيل", "BR"),
    "by an adjective": ("الشرطة الألمانية تعتقل ثلاثة رجال", "DE"),
    "unknown stays unknown": ("الشرطة تعتقل ثلاثة رجال", None),
}


@pytest.mark.parametrize(("title", "country"), COUNTRIES.values(), ids=COUNTRIES)
def test_the_country_is_told_or_unknown(detector: Detector, title: str, country: str | None) -> None:
    """The country comes from the place, its own name or an adjective."""
    assert {e.country for e in news(detector, title)} == {country}


BELOW = {
    "great city as a landmark": ("وشهدت مناطق قرب دمشق غارات الأربعاء.", None),
    "in the great city": ("وشهدت دمشق غارات الأربعاء.", "دمشق"),
    "small town as a landmark": ("ووقعت غارات قرب بلدة سرمين الأربعاء.", "سرمين"),
}


@pytest.mark.parametrize(("text", "place"), BELOW.values(), ids=BELOW)
def test_what_lies_near_a_great_city_is_not_in_it(detector: Detector, text: str, place: str | None) -> None:
    """Told in passing, "near Damascus" names no place: who watches Damascus is left in peace."""
    lead = "قال سكان إن الأسواق فتحت أبوابها. وأضافوا أن المدارس تعمل كالمعتاد.\n"
    found = news(detector, NEUTRAL, lead + text)
    assert [e.place.name if e.place else None for e in found] == [place]


def test_the_city_points_back(detector: Detector) -> None:
    """المدينة stands for the city named before."""
    found = news(detector, NEUTRAL, "وصل الوفد إلى مدينة ضمير. وتفرض قوات النظام حصاراً على المدينة منذ أيام.")
    assert [e.place.name.removeprefix("ال") for e in found if e.place] == ["ضمير"]


MERGED = {
    "noun points back": ("غارة على مدينة أريحا", "وأسفر القصف عن دمار كبير.", ["air_strike"]),
    "the attack is the bombing": (
        "تفجير انتحاري في مدينة كابول",
        "وقع الهجوم صباح الأربعاء في كابول.",
        ["suicide_bombing"],
    ),
    "ten raids are one": ("غارة على مدينة أريحا", "وشنت الطائرات خمس غارات على أريحا.", ["air_strike"]),
    "a fire is the raid's": ("غارة على مدينة أريحا", "واندلع حريق في المدينة الأربعاء.", ["air_strike"]),
    "a fire by itself": ("اعتقال شرطي في مدينة أريحا", "واندلع حريق في سوق أريحا.", ["accident", "arrest"]),
    "a drone is no march": (
        "غارة لطائرة مسيرة على مدينة أريحا",
        "وكانت المسيرة في سماء أريحا.",
        ["air_strike"],
    ),
    "a march is no drone": ("مسيرة حاشدة في مدينة البصرة", "ورفع المشاركون لافتات.", ["protest"]),
    "a death has its cause": ("غارة على مدينة أريحا", "وقتل ثلاثة أشخاص في أريحا.", ["air_strike"]),
    "burnt tyres of a protest": (
        "مظاهرة في مدينة البصرة",
        "وأحرق متظاهرون إطارات سيارات في البصرة.",
        ["protest"],
    ),
    "a ramming is no protest": (
        "مقتل جنديين في عملية دهس في القدس",
        "واندلعت مظاهرة في القدس الأربعاء.",
        ["attack", "protest"],
    ),
    "two places are two": (
        "غارة على مدينة أريحا",
        "وفي محافظة حلب، شنت طائرات غارة على مدينة الباب.",
        ["air_strike", "air_strike"],
    ),
    "two kinds are two": (
        "غارة على مدينة أريحا",
        "واعتقلت الشرطة عشرة أشخاص في مدينة الباب الأربعاء.",
        ["air_strike", "arrest"],
    ),
    "two days with their tolls": (
        "مقتل ثلاثة في غارة على مدينة أريحا الأربعاء",
        "وقتل ثمانية في غارة على أريحا الاثنين.",
        ["air_strike", "air_strike"],
    ),
}


@pytest.mark.parametrize(("title", "text", "kinds"), MERGED.values(), ids=MERGED)
def test_sentences_join_to_events(detector: Detector, title: str, text: str, kinds: list[str]) -> None:
    """One event per kind, place and day; what points to another belongs to it."""
    assert sorted(e.type.value for e in news(detector, title, text)) == kinds


ACTORS = {
    "by name": ("الجيش الإسرائيلي يقصف مدينة غزة", ("الجيش الإسرائيلي",)),
    "by alias": ("اشتباكات مع داعش في مدينة الحجر الأسود", ("تنظيم الدولة الإسلامية",)),
    "with a prefix": (
        "اشتباكات بين قسد والجيش الوطني السوري في منبج",
        ("قوات سوريا الديمقراطية", "الجيش الوطني السوري"),
    ),
    "nobody": ("انفجار عبوة في مدينة عفرين", ()),
}


@pytest.mark.parametrize(("title", "actors"), ACTORS.values(), ids=ACTORS)
def test_actors_are_known_by_their_aliases(detector: Detector, title: str, actors: tuple[str, ...]) -> None:
    """Armed groups and states carry one name, whatever the outlet calls them."""
    assert news(detector, title)[0].actors == actors


SOURCES = {
    "according to": ("غارة على مدينة أريحا، بحسب المرصد السوري", "المرصد السوري"),
    "with a prefix": ("غارة على مدينة أريحا، وفقا للمرصد السوري", "المرصد السوري"),
    "quoting": ("غارة على مدينة أريحا نقلا عن وكالة سانا", "وكالة سانا"),
    "nobody": ("غارة على مدينة أريحا", None),
}


@pytest.mark.parametrize(("title", "source"), SOURCES.values(), ids=SOURCES)
def test_who_says_it_is_kept(detector: Detector, title: str, source: str | None) -> None:
    """The source is kept as written, to count independent origins."""
    assert news(detector, title)[0].said_by == source


CENSORED = {
    "tatweel and dot": "قـ.ـصف على مدينة أريحا",
    "tatweel and space": "قـ صف على مدينة أريحا",
    "a dot inside": "غا.رة على مدينة أريحا",
    "stretched": "غـــارة على مدينة أريحا",
    "with marks": "غَارَةٌ على مدينة أريحا",
    "hashtag": "غارة على #مدينة_أريحا",
    "quoted": "“غارة” على «أريحا»",
}


@pytest.mark.parametrize("title", CENSORED.values(), ids=CENSORED)
def test_cut_and_stretched_words_are_read(detector: Detector, title: str) -> None:
    """A word that was cut to pass a censor still tells what it tells."""
    assert [e.place.name for e in news(detector, title) if e.place] == ["أريحا"]


def test_a_page_gone_wrong_is_read_in_bounded_time(detector: Detector) -> None:
    """Five million characters without a full stop hold nobody up, and what they begin with is understood."""
    text = "وقصفت طائرات حربية مدينة أريحا الأربعاء وقتل ثلاثة أشخاص " * 85_000
    started = time.process_time()
    assert {e.type.value for e in news(detector, NEUTRAL, text)} == {"air_strike"}
    assert time.process_time() - started < 10

"""One event for one happening, however many words, kinds and places an article uses for it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.detect.detector import Detector, load_detector
from crawler.model import Article, Event, Status

WEDNESDAY = datetime(2024, 5, 15, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def detector() -> Detector:
    return load_detector()


def news(detector: Detector, title: str, text: str = "") -> list[Event]:
    article = Article(id="1", publisher="p", url="u", title=title, text=text, published=WEDNESDAY)
    return [e for e in detector.detect(article) if e.status is Status.NEW]


def told(detector: Detector, title: str, text: str) -> list[tuple[str, str | None]]:
    return [(e.type.value, e.place.name if e.place else None) for e in news(detector, title, text)]


ONCE = {
    "an attack that was a bomb": (
        "قتلى في هجوم على نقطة للشرطة في مدينة كويتا",
        "قال متحدث إن عبوة ناسفة انفجرت في مدينة كويتا صباح اليوم وقتلت أربعة من الشرطة.",
        [("explosion", "كويتا")],
    ),
    "an accident that was a ramming": (
        "عملية دهس في مدينة ميونخ",
        "قالت الشرطة إن الحادث الذي أسفر عن إصابة عشرة أشخاص في مدينة ميونخ قيد التحقيق.",
        [("attack", "ميونخ")],
    ),
    "a car that was driven into people": (
        "سيارة تدهس مارة في مدينة تورونتو",
        "دهس رجل حشدا من الناس في مدينة تورونتو صباح اليوم.",
        [("attack", "تورونتو")],
    ),
    "a city for its province": (
        "تقدم للجيش بعد معارك عنيفة في صعدة",
        "دارت اليوم معارك عنيفة في مديرية باقم شمالي محافظة صعدة.",
        [("armed_clash", "باقم")],
    ),
    "a town for the village beside it": (
        "غارة قرب صور",
        "استهدفت غارة صباح اليوم بلدة البازورية، وقتل شخصان.",
        [("air_strike", "البازورية")],
    ),
    "guns and planes in one breath": (
        "أخبار الجبهات",
        "شهدت مدينة سراقب صباح اليوم قصفا مدفعيا وغارات جوية مكثفة.",
        [("shelling", "سراقب")],
    ),
    "the same many dead": (
        "مقتل 23 شخصا في هجوم بمدينة مايدوغوري",
        "قتل 23 شخصا اليوم في هجوم بمدينة مايدوغوري. وأكد الحاكم أن حصيلة الهجوم 23 قتيلا.",
        [("attack", "مايدوغوري")],
    ),
}


@pytest.mark.parametrize(("title", "text", "events"), ONCE.values(), ids=ONCE)
def test_one_happening_is_told_once(
    detector: Detector, title: str, text: str, events: list[tuple[str, str | None]]
) -> None:
    """A general word, a headline's short way and a second noun of fire make no second event."""
    assert told(detector, title, text) == events


TWICE = {
    "two towns far apart": (
        "غارة على مدينة صور",
        "استهدفت غارة مدينة بعلبك صباح اليوم وقتل شخصان.",
        [("air_strike", "صور"), ("air_strike", "بعلبك")],
    ),
    "a city and a town, each in the text": (
        "غارات على مدينة حلب",
        "استهدفت غارات مدينة حلب فجر اليوم.\nوبعد ساعات قصفت طائرات بلدة حيان فجر اليوم وقتل ثلاثة.",
        [("air_strike", "حلب"), ("air_strike", "حيان")],
    ),
    "planes here, guns there": (
        "أخبار الجبهات",
        "قصفت المدفعية مدينة سرمين صباح اليوم. وأغارت الطائرات على مدينة كفرنبل ظهر اليوم.",
        [("shelling", "سرمين"), ("air_strike", "كفرنبل")],
    ),
    "few dead here and there": (
        "غارات متفرقة",
        "قتل اثنان في غارة على مدينة النبطية اليوم. وقتل اثنان في غارة على مدينة بعلبك اليوم.",
        [("air_strike", "النبطية"), ("air_strike", "بعلبك")],
    ),
    "a raid and arrests": (
        "الاحتلال يقتحم مدينة جنين ويعتقل شابين",
        "اعتقل الجيش شابين صباح اليوم في مدينة جنين. وأطلق مسلحون النار على دورية في مدينة نابلس.",
        [("arrest", "جنين"), ("attack", "نابلس")],
    ),
}


@pytest.mark.parametrize(("title", "text", "events"), TWICE.values(), ids=TWICE)
def test_different_happenings_stay_apart(
    detector: Detector, title: str, text: str, events: list[tuple[str, str | None]]
) -> None:
    """Places that are told apart, and kinds that are told apart, are events of their own."""
    found = told(detector, title, text)
    assert [event for event in events if event not in found] == []


PROSE = (
    "افتتح الوزير صباح اليوم معرض الكتاب في العاصمة بحضور عدد كبير من الناشرين والقراء والطلاب.\n"
    "وقال في كلمته إن المعرض يضم هذا العام آلاف العناوين الجديدة من عشرين بلدا عربيا وأجنبيا.\n"
    "{line}\n"
    "وأضاف أن الدخول سيكون مجانيا لطلاب المدارس والجامعات في الأيام الثلاثة الأولى من المعرض."
)


def test_the_headline_of_another_article_is_not_this_news(detector: Detector) -> None:
    """A short line without a full stop among paragraphs is a link to something else."""
    assert news(detector, "افتتاح معرض الكتاب", PROSE.format(line="قصف مدفعي على مدينة الفاشر")) == []


def test_a_short_paragraph_is_this_news(detector: Detector) -> None:
    """With its full stop the same line tells."""
    kinds = told(detector, "افتتاح معرض الكتاب", PROSE.format(line="قصف مدفعي على مدينة الفاشر."))
    assert kinds == [("shelling", "الفاشر")]


def test_a_post_without_full_stops_has_no_headlines_of_others(detector: Detector) -> None:
    """Telegram's lines end as they like."""
    lines = PROSE.replace(".", "").format(line="قصف مدفعي على مدينة الفاشر")
    assert told(detector, "افتتاح معرض الكتاب", lines) == [("shelling", "الفاشر")]


NAMES = {
    "Seoul is no flood": ("اجتماع أمني في العاصمة الكورية الجنوبية سيول", []),
    "Dhaka bombs nothing": ("وزير الخارجية يصل إلى العاصمة دكا", []),
    "a flood is one": ("سيول تجتاح مدينة جازان وتقتل ثلاثة", ["disaster"]),
}


@pytest.mark.parametrize(("title", "kinds"), NAMES.values(), ids=NAMES)
def test_a_place_that_sounds_like_a_happening_is_a_place(
    detector: Detector, title: str, kinds: list[str]
) -> None:
    """What stands as a name tells nothing."""
    assert [e.type.value for e in news(detector, title)] == kinds


MATCH = (
    "فاز الفريق على ضيفه في الدوري بعد مباراة مثيرة سجل فيها اللاعب هدفا في الشوط الثاني. "
    "وقال المدرب إن الجولة المقبلة صعبة."
)
CROWDS = {
    "bottles at a bus": ("وألقت جماهير زجاجات على حافلة الفريق في مدينة نابولي أمس.", ["riot"]),
    "onto the pitch": ("واقتحم مشجعون أرض الملعب في مدينة سالونيك أمس الثلاثاء.", ["riot"]),
    "shots at goal": ("وقصف المهاجم المرمى في مدينة نابولي أمس بقذيفة بعيدة.", []),
    "a battle for the title": ("وتستمر معركة الصدارة في مدينة ميلانو حتى الجولة الأخيرة.", []),
}


@pytest.mark.parametrize(("text", "kinds"), CROWDS.values(), ids=CROWDS)
def test_of_a_match_only_what_its_crowd_does_is_told(detector: Detector, text: str, kinds: list[str]) -> None:
    """Fans may riot; the game itself sounds like war and is none."""
    assert [e.type.value for e in news(detector, "فوز جديد للفريق", MATCH + "\n" + text)] == kinds


ABOUT = {
    "the lead tells": ("فيديو يؤكد اتساع الاحتجاجات", "خرجت مظاهرات في مدينة الأهواز اليوم.", True),
    "the title plays with words": (
        "حرب كلامية بين أنقرة وأثينا",
        "قتل خمسة أشخاص اليوم في قصف على مدينة الفاشر بحسب الوزير.",
        False,
    ),
    "the wounded of the title are of another day": (
        "جرحى اليمن في القاهرة",
        "يتلقى شبان العلاج في شقة. ويحلمون بالعودة إلى بيوتهم.\nوقتل ثلاثة أمس الثلاثاء في معارك قرب تعز.",
        False,
    ),
}


@pytest.mark.parametrize(("title", "text", "central"), ABOUT.values(), ids=ABOUT)
def test_what_an_article_is_about(detector: Detector, title: str, text: str, central: bool) -> None:
    """A title that talks, or only names the hurt, does not make what follows its subject."""
    assert any(e.central for e in news(detector, title, text)) is central

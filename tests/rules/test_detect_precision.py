"""What ordinary news names without telling it: words of two meanings, plans, trials, history, references."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.detect.detector import Detector, load_detector
from crawler.model import Article, Event, Status

WEDNESDAY = datetime(2024, 5, 15, 12, tzinfo=UTC)
NEUTRAL = "تطورات الوضع في شمال البلاد"
LEAD = "قال سكان إن الأسواق فتحت أبوابها. وأضافوا أن المدارس تعمل كالمعتاد.\n"


@pytest.fixture(scope="module")
def detector() -> Detector:
    return load_detector()


def news(detector: Detector, title: str, text: str) -> list[Event]:
    article = Article(
        id="1", publisher="p", url="https://p.example/1", title=title, text=text, published=WEDNESDAY
    )
    return [e for e in detector.detect(article) if e.status is Status.NEW]


def told(detector: Detector, title: str, text: str) -> set[str]:
    return {event.type.value for event in news(detector, title, text)}


TITLES = {
    # one word, two meanings
    "floods": ("سيول جارفة تقتل ثلاثة في مدينة درنة", {"disaster"}),
    "the capital of Korea": ("سيول ترسل وفدا إلى بيونغيانغ الأربعاء", set()),
    "rain and floods": ("سيول بعد أمطار غزيرة في مدينة المكلا", {"disaster"}),
    "a town is evacuated": ("الجيش يجلي مئات المدنيين من بلدة عيتا الشعب", {"displacement"}),
    "a meeting is put off": ("الحكومة أجلت الاجتماع في مدينة طرابلس", set()),
    "support is given up": ("تخلي أنقرة عن حلفائها في مدينة طرابلس", set()),
    "people march": ("مئات يتظاهرون في مدينة السويداء", {"protest"}),
    "men pretend": ("ثلاثة تظاهروا بأنهم مرضى في مدينة بنغازي", set()),
    "a drone is launched": ("الحوثيون أطلقوا طائرة مسيرة على مدينة إيلات", {"air_strike"}),
    "a march is named": ('شبان أطلقوا عليها اسم "مسيرة الغضب" في مدينة البصرة', set()),
    "he was shot at": ("مسلحون أطلقوا عليه النار في مدينة نابلس", {"attack"}),
    "a gale of dust": ("موجة غبار كثيفة تجتاح مدينة البصرة", {"disaster"}),
    "troops storm a town": ("قوات الدعم السريع تجتاح مدينة مدني", {"armed_clash"}),
    "troops push in": ("توغل دبابات في بلدة حضر", {"armed_clash"}),
    "influence pushes in": ("توغل النفوذ الإيراني في مدينة البصرة", set()),
    "a bomb goes off": ("انفجار عبوة ناسفة في مدينة الباب", {"explosion"}),
    "the mood blows up": ("تحذير أممي: انفجار الأوضاع في مدينة الخليل", set()),
    "a note of protest": ("بغداد تسلم مذكرة احتجاج للسفير في أربيل", set()),
    "a crowd protests": ("احتجاج حاشد أمام السفارة في أربيل", {"protest"}),
    "a town is freed": ("الجيش السوداني يحرر مدينة سنجة", {"territory_change"}),
    "hostages are freed": ("تحرير رهائن بعد وساطة في مدينة صنعاء", set()),
    "a town is retaken": ("الجيش السوداني يستعيد مدينة سنجة", {"territory_change"}),
    "strength is regained": ("التنظيم استعاد نشاطه في بادية السخنة", set()),
    "a president is held": ("الشرطة توقف رئيس البلدية في مدينة بورصة", {"arrest"}),
    "a president is suspended": ("الفيفا يوقف رئيس اتحاد الكرة في مدينة الرباط", set()),
    # courts
    "a verdict on an attacker": ("صدور الحكم على رجل شن هجوما بسكين في مدينة لايبزغ", set()),
    "an attacker strikes": ("رجل شن هجوما بسكين في مدينة لايبزغ", {"attack"}),
    # since when
    "since an attempt": ("زيارة الوزير الأولى منذ محاولة اغتياله في عدن", set()),
    "an attempt": ("نجاة الوزير من محاولة اغتيال في عدن", {"assassination"}),
}


@pytest.mark.parametrize(("title", "found"), TITLES.values(), ids=TITLES)
def test_a_title_tells_what_its_words_mean(detector: Detector, title: str, found: set[str]) -> None:
    """A word with two meanings is news in one of them only."""
    assert told(detector, title, "وأوردت الخبر مصادر محلية.") == found


BODY = {
    # plans, needs, expectations
    "a need": ("وثمة حاجة عاجلة لإجلاء ألف مريض من مدينة رفح.", set()),
    "an evacuation": ("وجرى أمس إجلاء ألف مريض من مدينة رفح.", {"displacement"}),
    "awaited": ("وتحدث عن المعركة المنتظرة في مدينة الفاشر.", set()),
    "joined": ("واندلعت معركة عنيفة في مدينة الفاشر.", {"armed_clash"}),
    "in case of": ("ونقلت العتاد من مدينة الحديدة تحسبا لقصف.", set()),
    "what it may bring": ("ومن شأن السيطرة على مدينة النهود قطع الطريق.", set()),
    "what it demands": ("ويتطلب الأمن السيطرة على مدينة النهود.", set()),
    "taken": ("وسيطرت القوات على مدينة النهود.", {"territory_change"}),
    "heading for a town": ("وتتجه القوات نحو تحرير مدينة سنجة.", set()),
    "on the way to a town": ("وكانت القافلة تتجه إلى مدينة سنجة فقصفتها الطائرات أمس.", {"air_strike"}),
    "on the eve": ("وصل الوزير عشية تظاهرة في مدينة تونس.", set()),
    # what is only likened, or far back
    "likened": ("وكانت ستقع مواجهة مماثلة لهجوم على مدينة تدمر.", set()),
    "years past": ("وقُتل 19 راهبا في مدينة المدية بين 1994 و1996.", set()),
    "killed this week": ("وقُتل 19 شخصا في مدينة المدية أمس.", {"attack"}),
    "in a war": ("ودارت أعنف الاشتباكات في مدينة البصرة خلال الحرب.", set()),
    "in the last century": ("وقصفت الطائرات مدينة البصرة في ثمانينيات القرن الماضي.", set()),
    "on this day": ("وفي مثل هذا اليوم خرج متظاهرون في مدينة درعا.", set()),
    "today": ("وتظاهر العشرات اليوم في مدينة درعا.", {"protest"}),
    # references
    "reacted to, placed before": ("وأدان مكتب المنظمة في مدينة جنيف جريمة القتل.", set()),
    "reacted to, placed behind": ("وأدان المكتب الهجوم الكيماوي على مدينة زملكا.", {"chemical_attack"}),
    "the fighting somewhere": ("ويعود إلى الجبهة في مدينة سرت لمواصلة القتال.", set()),
    "detention as such": ("وشاركت في مدينة باريس في حلقة عن العنف في مراكز الاعتقال.", set()),
    "charged in passing": ("وتتهم مدينة بورتسودان الحركة بإطلاق النار على من يغادر.", set()),
    "charged with a day": ("واتهم ناشطون القوات بإطلاق النار أمس على مدنيين في مدينة نيالا.", {"attack"}),
    "says who": ("وتحدث مع المشجعين الذين اقتحموا ملعب مدينة وهران.", set()),
    "says which fire": ("وسقط الصاروخ الذي أطلقته القوات على مدينة تعز أمس.", {"shelling"}),
    "he wanted": ("وأرادوا قتل أكبر عدد من المصلين في مدينة لندن.", set()),
    "says what the doer did, with a day": (
        "وبحثت الشرطة عن المسلحين الذين هاجموا أمس متجرا في مدينة طرابلس.",
        {"attack"},
    ),
    "medics without a generator": (
        "ويعمل الأطباء في مدينة غزة على ضوء الهواتف بعد نفاد وقود المولدة.",
        set(),
    ),
    "power is cut": ("وانقطعت الكهرباء عن مدينة غزة صباح اليوم.", {"outage"}),
    # means and tear gas
    "tear gas": ("وأصيب شبان بالاختناق بالغاز المسيل للدموع في بلدة بيتا.", set()),
    "students are held": ("واعتقلت الشرطة أمس طلبة في مدينة بيرزيت.", {"arrest"}),
    "students under fire": ("وفر أمس طلبة من قصف بالمدفعية على مدينة نيالا.", {"shelling"}),
    "what it asked for": ("وأرسلت وثائق تدعم طلبها ترحيل الداعية من مدينة بنسلفانيا.", set()),
    "toxic gas": ("وأصيب سكان بالاختناق بغاز الكلور في بلدة بيتا أمس.", {"chemical_attack"}),
    "bombed with bombs": ("وقصفت الطائرات بقنابل حارقة مدينة عربين أمس.", {"air_strike"}),
}


@pytest.mark.parametrize(("text", "found"), BODY.values(), ids=BODY)
def test_a_body_tells_only_what_happened(detector: Detector, text: str, found: set[str]) -> None:
    """What is needed, awaited, tried, likened or merely named below the lead is no news."""
    assert told(detector, NEUTRAL, LEAD + text) == found


TRIALS = {
    "narrated in a trial": (
        "محكمة ألمانية تسجن طبيبا سوريا",
        "وأطلق المتهم النار على معتقلين في مدينة حمص.",
        set(),
    ),
    "told beside no trial": ("طبيب سوري يروي", "وأطلق مسلح النار على معتقلين في مدينة حمص.", {"attack"}),
    "a day after the verdict": (
        "محكمة تسجن ثلاثة ناشطين",
        "وتظاهر العشرات أمس في مدينة تونس.",
        {"protest"},
    ),
}


@pytest.mark.parametrize(("title", "text", "found"), TRIALS.values(), ids=TRIALS)
def test_a_trial_narrates_the_past(detector: Detector, title: str, text: str, found: set[str]) -> None:
    """Below a title about a court only what has a day is news."""
    assert told(detector, title, LEAD + text) == found


def test_a_sentence_about_years_past_says_so(detector: Detector) -> None:
    """The reason names the years."""
    text = LEAD + "وقُتل 19 راهبا في مدينة المدية بين 1994 و1996."
    article = Article(
        id="1", publisher="p", url="https://p.example/1", title=NEUTRAL, text=text, published=WEDNESDAY
    )
    assert any("about years past: «بين 1994»" in why for e in detector.detect(article) for why in e.why)

"""Names that no row bears: where they begin, where they end, and what is no name at all."""

import pytest

from crawler.arabic.tokens import tokenize
from crawler.model import Precision
from crawler.places.endings import is_verb
from crawler.places.gazetteer import Gazetteer
from crawler.places.toponyms import Toponym, find_toponyms

GAZETTEER = Gazetteer.load()


def read(text: str) -> list[Toponym]:
    return find_toponyms(tokenize(text), GAZETTEER, None, text)


def unknown(text: str) -> list[str]:
    return [toponym.place.name for toponym in read(text) if not toponym.place.id]


ENDS = {
    "before a preposition": ("غارة على قرية الجربوعة في ريف إدلب", "الجربوعة"),
    "before a time": ("قصف على بلدة الدندون فجر اليوم", "الدندون"),
    "before a weekday": ("اشتباكات في قرية البيضانة السبت", "البيضانة"),
    "before a month": ("انفجار في مدينة كراندو مارس الماضي", "كراندو"),
    "before a number": ("انفجار في مدينة كراندو 4 أبريل", "كراندو"),
    "before a verb of the past": ("اقتحموا بلدة الدندون أسفرت العملية عن اعتقالات", "الدندون"),
    "before a verb of the present": ("في بلدة الدندون يسيطر الجيش على الطرق", "الدندون"),
    "before a verb of the future": ("في مدينة كراندو ستحتضن القاعة المؤتمر", "كراندو"),
    "before an adjective of its country": ("فيضان في مدينة كراندو البرازيلية", "كراندو"),
    "before a word of praise": ("حريق في حي بلفاندر الراقي بباريس", "بلفاندر"),
    "before a participle": ("قصف على قرية البيضانة المحاصرة", "البيضانة"),
    "before a direction": ("غارة على قرية الجربوعة شرقي النبك", "الجربوعة"),
    "before بريف": ("مقتل شاب في قرية الدندون بريف حلب", "الدندون"),
    "before أمام": ("تجمعوا في بلدة الدندون أمام المحكمة", "الدندون"),
    "at a full stop": ("قصف على قرية الجربوعة. وأصيب شخصان", "الجربوعة"),
    "at a comma": ("في بلدة الدندون، قتل شخصان", "الدندون"),
    "at its quotation marks": ('حريق في بلدة "برين دالاس" شمالا', "برين دالاس"),
    "at its brackets": ("وقع الحادث في مدينة (ترفنبورغ) وقتل شخص", "ترفنبورغ"),
    "two words after تل": ("غارة على قرية تل الدندون مساء", "تل الدندون"),
    "two words after أم": ("قصف قرية أم الجرابيع مساء أمس", "أم الجرابيع"),
    "two words after كفر": ("قصف قرية كفر زندل مساء أمس", "كفر زندل"),
    "two words of a construct": ("قصف قرية نهر الدندون مساء أمس", "نهر الدندون"),
    "two words with ال": ("هجوم على قرية الجربوعة الشرقية ليلا", "الجربوعة الشرقية"),
    "two words after لوس": ("مقتل شرطي في مدينة لوس برافوس وإصابة آخر", "لوس برافوس"),
    "two words after سان": ("إطلاق نار في بلدة سان برافيندو مساء أمس", "سان برافيندو"),
    "four words with small ones": (
        "توقيف المتهم في مدينة فيلا برناندو دو كاستو بالبرازيل",
        "فيلا برناندو دو كاستو",
    ),
    "after a king": ("انفجار في مدينة الملك سلمون قرب جدة", "الملك سلمون"),
    "after a martyr": ("قصف حي الشهيد باسلان في حلب", "الشهيد باسلان"),
    "with its number": ("معارك في منطقة الكيلو 19 شرق مدينة الحديدة", "الكيلو 19"),
    "two words that the text writes again": (
        "إطلاق نار قرب مستوطنة ميفار دوتار وقت الظهيرة. وأغلق الجيش مدخل ميفار دوتار",
        "ميفار دوتار",
    ),
}


@pytest.mark.parametrize(("text", "name"), ENDS.values(), ids=ENDS)
def test_an_unknown_name_is_read_to_its_end_and_no_further(text, name):
    """A name that no row bears keeps all its words and takes none of the sentence."""
    assert unknown(text)[:1] == [name]


NO_NAMES = {
    "counted towns": "اختيرت 23 مدينة مرشحة لاستضافة البطولة",
    "counted towns, none adjective": "تضم القائمة 16 مدينة بملاعب كبيرة",
    "tens of towns": "تضررت عشرون بلدة جراء الفيضان",
    "the largest town": "سيطروا على أكبر بلدة تابعة للمعارضة",
    "the last town": "كانت آخر مدينة يسيطر عليها التنظيم",
    "every town": "في كل قرية حكاية",
    "town that lies": "هي مدينة تقع على الساحل",
    "town that is famous": "زاروا مدينة تتميز بالهدوء",
    "town that overlooks": "وصلوا إلى بلدة تطل على البحر",
    "village under control": "انتقلوا إلى قرية تسيطر عليها المعارضة",
    "town that was bombed": "نزحوا من مدينة قصفها الطيران",
    "town that they took": "هي أول بلدة تمكنت القوات من دخولها",
    "inhabited town": "أقدم مدينة مأهولة في العالم",
    "near town": "اعتقلوه في بلدة قريبة من الحدود",
    "important town": "سقطت مدينة مهمة بيد الجيش",
    "town for a purpose": "بناء مدينة لاستقبال الزوار",
    "his country": "قال إن بلده قادر على الدفاع عن نفسه",
    "his country's name": "عاد إلى بلده يحمل الذكريات",
    "imagination's inspiration": "الرواية من وحي الخيال والذاكرة",
    "area of influence": "تقاسموا مناطق النفوذ بينهم",
    "areas of fighting": "فر المدنيون من مناطق القتال",
    "de-escalation zone": "خرق اتفاق منطقة خفض التصعيد مجددا",
    "economic zone": "إنشاء منطقة اقتصادية حرة",
    "no-fly zone": "فرض منطقة حظر جوي",
    "boycott": "دعا إلى مقاطعة المنتجات والشركات",
    "air bridge": "إقامة جسر جوي لنقل المساعدات",
    "foot bridge": "انهيار جسر مشاة فوق طريق سريع",
    "refugee camps of a country": "يعيشون في مخيمات النازحين في لبنان",
    "jailing of someone": "سجن نائب الرئيس السابق عامين",
    "prison of the militia": "تعذيب في سجون الميليشيا",
    "training camp": "استهدفوا معسكر تدريب للمقاتلين",
    "front that is a party": "أعلنت جبهة التحرير الوطني موقفها",
    "front that is a group": "انسحبت جبهة النصرة من المفاوضات",
    "axis of resistance": "قال إن محور المقاومة باق",
    "around a town": "قصف دوما ومحيطها شمالا",
    "consulate after a city": "توافدوا إلى السفارة في الرياض والقنصلية في جدة",
    "families after a city": "صحفيون في لندن وعائلاتهم في إيران",
    "encircling after a town": "التقدم نحو ذمار وتطويق العاصمة صنعاء",
    "the towns after a town": "من دوما والمدن التابعة لريف دمشق",
    "administration": "مديرية الأمن في المدينة",
    "the state": "ولاية الفقيه",
}


@pytest.mark.parametrize("text", NO_NAMES.values(), ids=NO_NAMES)
def test_what_follows_a_kind_word_is_not_always_a_name(text):
    """Adjectives, verbs, purposes and ideas after "مدينة", "منطقة", "جبهة" are no places."""
    assert unknown(text) == []


LISTS = {
    "dual without ال": (
        "القتال يدور في منطقتي دارغاب وقوشان تيبان في جنوب ولاية فارياب",
        ["دارغاب", "قوشان تيبان"],
    ),
    "plural with ال": ("قصف بلدات الجربوعة والدندون بريف حماة", ["الجربوعة", "الدندون"]),
    "second of a pair": ("قصف سرجة وقوقفع بريف إدلب", ["قوقفع"]),
    "second of a pair is their homes": ("قصف سرجة ومنازلها بريف إدلب", []),
    "one name only": ("سقوط قتلى في مناطق الاشتباك بحلب", []),
}


@pytest.mark.parametrize(("text", "names"), LISTS.values(), ids=LISTS)
def test_a_list_shares_its_kind_word_with_unknown_names(text, names):
    """Of a list of unknown villages each is told, of a list of things none."""
    assert unknown(text) == names


FRONTS = {
    "front in a governorate": ("معارك في جبهة الكنايس شمال غربي محافظة مأرب", ["الكنايس"]),
    "axis in a district": ("مواجهات في محور البقعات في مديرية كتاف", ["البقعات"]),
    "hill where its region was named": (
        "معارك في محافظة صعدة حيث سيطر الجيش على جبل القعمان",
        ["جبل القعمان"],
    ),
    "hill of nowhere": ("صعدوا إلى جبل القعمان", []),
    "range told in the plural": ("توغل في محافظة حجة وسيطر على جبال النارين", ["جبل النارين"]),
}


@pytest.mark.parametrize(("text", "names"), FRONTS.values(), ids=FRONTS)
def test_fronts_and_hills_need_a_region(text, names):
    """A front or a hill that no row bears is a place where the text says in which region it lies."""
    assert unknown(text) == names


SMALL = {
    "area of a city": ("انفجار في منطقة بلفاندر شمالي لندن", Precision.NEIGHBOURHOOD),
    "area of a governorate": ("اشتباكات في منطقة الدندون بمحافظة إب", Precision.TOWN),
    "village": ("غارة على قرية الجربوعة شرقي النبك", Precision.TOWN),
    "state": ("فيضان في ولاية بنداغار الهندية", Precision.GOVERNORATE),
}


@pytest.mark.parametrize(("text", "precision"), SMALL.values(), ids=SMALL)
def test_an_unknown_area_is_smaller_than_what_holds_it(text, precision):
    """An area that no map of ours knows is told more exactly than the city or the governorate around it."""
    assert next(t.place for t in read(text) if not t.place.id).precision is precision


ELSEWHERE = {
    "village of another country": ("انفجار في قرية التلول غرب مدينة العريش بمصر", "التلول", ""),
    "village of this country": ("قصف قرية تل شيحان بريف السويداء", "تل شيحان", ""),
    "known village alone": ("قصف قرية كفر هند", "كفر هند", "sy.idlib.kafr-hind"),
}


@pytest.mark.parametrize(("text", "name", "place_id"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_a_little_known_namesake_of_a_country_untold_is_not_meant(text, name, place_id):
    """A village is not taken for its namesake where the text tells of other countries only."""
    found = read(text)[0].place
    assert (found.name, found.id if place_id else "") == (name, place_id)
    assert place_id or not found.id or found.country != "SY" or "السويداء" in text


VERBS = {
    "lies": ("تقع", True),
    "controls": ("يسيطر", True),
    "will host": ("ستستضيف", True),
    "could": ("تمكنت", True),
    "bombed it": ("قصفها", True),
    "Tikrit": ("تكريت", False),
    "Taiz": ("تعز", False),
    "Yabroud": ("يبرود", False),
    "Palmyra": ("تدمر", False),
    "Yalta": ("يالطا", False),
}


@pytest.mark.parametrize(("word", "verb"), VERBS.values(), ids=VERBS)
def test_tells_verbs_from_names_that_begin_alike(word, verb):
    """ت and ي begin verbs and towns."""
    assert is_verb(word) is verb

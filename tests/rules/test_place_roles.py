"""What a place does in its sentence: where it happened, or only where one came from or who speaks."""

import pytest

from crawler.arabic.tokens import tokenize
from crawler.places.gazetteer import Gazetteer
from crawler.places.toponyms import find_toponyms

GAZETTEER = Gazetteer.load()


def role_in(text: str, name: str) -> str:
    found = find_toponyms(tokenize(text), GAZETTEER, None, text)
    return next(toponym.role for toponym in found if toponym.place.name == name)


HAPPENED = {
    "in": ("انفجار في أضنة", "أضنة"),
    "at its edge": ("حريق قرب مدينة مرسين جنوبي تركيا", "مرسين"),
    "between two quarters": ("اشتباكات بين الشيخ سعيد والعامرية في حلب", "حلب"),
    "on the border between two states": ("اشتباكات على الحدود بين السودان وإثيوبيا", "السودان"),
    "clashes between two towns": ("معارك بين بلدتي نوى وتسيل في ريف درعا", "نوى"),
    "target of a rocket": ("سقط صاروخ أطلق من صعدة على مدينة نجران", "نجران"),
    "towards a town that they attack": ("تقدمت القوات باتجاه مدينة سراقب", "سراقب"),
    "flight to a town": ("وصل النازحون إلى مدينة إدلب", "إدلب"),
    "flight from a town": ("نزح الأهالي من مدينة سراقب", "سراقب"),
    "crashed over": ("تحطمت طائرة قادمة من دبي في مدينة روستوف", "روستوف"),
    "derailed near": ("خرج قطار متجه من أضنة إلى مرسين عن سكته قرب بلدة طرسوس", "طرسوس"),
    "withdrawal from": ("انسحبت القوات من مدينة تدمر", "تدمر"),
    "arrested in": ("اعتقلت الشرطة رجلا في مدينة ليون الفرنسية", "ليون"),
    "police elsewhere": ("قالت الشرطة إن انفجارا وقع في كييف", "كييف"),
    "capital where it happened": ("انفجار في موسكو قرب محطة مترو", "موسكو"),
    "capital bombed": ("غارات على دمشق", "دمشق"),
    "people of a town protest": ("تظاهر أهالي مدينة الباب", "الباب"),
    "river that floods": ("فيضان في مدينة خارتوم قرب النيل الأزرق", "النيل الأزرق"),
    "travellers attacked": ("هاجموا حافلة في مدينة كركوك", "كركوك"),
    "agreement broken in": ("خرق الهدنة في مدينة الحديدة باليمن", "الحديدة"),
    "talks, then a blast": ("وقع انفجار في جنيف خلال المساء", "جنيف"),
    "governor's town bombed": ("قصف مدينة حمص، بحسب المحافظ", "حمص"),
    "launched there and failed": ("سقط صاروخ في مدينة صعدة", "صعدة"),
}


@pytest.mark.parametrize(("text", "name"), HAPPENED.values(), ids=HAPPENED)
def test_where_it_may_have_happened(text, name):
    """A place of the happening keeps its role however many other places stand beside it."""
    assert role_in(text, name) == "event"


ASIDE = {
    "journey's start": ("خرج قطار متجه من أضنة إلى مرسين عن سكته", "أضنة", "route"),
    "journey's end": ("خرج قطار متجه من أضنة إلى مرسين عن سكته", "مرسين", "route"),
    "plane from": ("تحطمت طائرة قادمة من دبي قرب المطار", "دبي", "route"),
    "plane that took off": ("فقدت طائرة أقلعت من مدينة جاكرتا", "جاكرتا", "route"),
    "ship bound for": ("احترقت سفينة متجهة إلى مدينة الإسكندرية", "الإسكندرية", "route"),
    "boat on its way": ("غرق قارب في طريقه إلى إيطاليا", "إيطاليا", "route"),
    "on their way": ("أوقفوا مهاجرين في طريقهم إلى مدينة كاليه", "كاليه", "route"),
    "bus from a town": ("انقلبت حافلة قادمة من مدينة تعز", "تعز", "route"),
    "rocket's launching place": ("اعترضت الدفاعات صاروخا أطلق من صعدة", "صعدة", "route"),
    "rockets' launching place": ("سقطت صواريخ أطلقت من قطاع غزة", "قطاع غزة", "route"),
    "crisis between two states": ("أزمة حادة بين لندن وموسكو", "لندن", "adjective"),
    "crisis, its second": ("أزمة حادة بين لندن وموسكو", "موسكو", "adjective"),
    "tension between two states": ("في ظل التوتر بين أنقرة وواشنطن", "أنقرة", "adjective"),
    "relations of two states": ("تدهور العلاقات بين تركيا واليونان", "تركيا", "adjective"),
    "talks between two states": ("تعثر المفاوضات بين الخرطوم وأديس أبابا", "أديس أبابا", "adjective"),
    "area bordering two": ("في قانية الحدودية بين مأرب والبيضاء", "مأرب", "route"),
    "police of a town": ("قالت شرطة مرسيليا إن رجلا طعن ثلاثة", "مرسيليا", "authority"),
    "governor of a province": ("قال محافظ درعا إن الوضع هادئ", "درعا", "authority"),
    "governor, with a kind word": ("قال محافظ منطقة تكيرداغ إن الحادث وقع صباحا", "تكيرداغ", "authority"),
    "ruler of a province": ("وقع الانفجار خارج مكتب حاكم إقليم بغلان", "بغلان", "authority"),
    "government of a state": ("حكومة فرنسا ترفض", "فرنسا", "adjective"),
    "police of a capital": ("قالت شرطة لندن إن شخصا طعن", "لندن", "authority"),
    "government in a capital": ("حكومة دمشق ترفض", "دمشق", "adjective"),
    "ambassador": ("قال سفير روسيا إن الأمر انتهى", "روسيا", "adjective"),
    "capital that denies": ("موسكو تنفي قصف المدينة", "موسكو", "speaker"),
    "capital that warns, after a full stop": ("سقط قتلى. واشنطن تحذر رعاياها", "واشنطن", "speaker"),
    "country that condemns": ("مصر تدين الهجوم", "مصر", "speaker"),
    "country that accused": ("قالت تركيا إن جنديا قتل", "تركيا", "speaker"),
    "seat of a watchdog": ("قال المرصد ومقره لندن إن شخصين قتلا", "لندن", "speaker"),
    "dateline": ("عمان - رويترز\nقتل شخصان", "عمان", "speaker"),
    "someone's home": ("قال ناشط من دوما إن القصف توقف", "دوما", "origin"),
    "fighters who came": ("هاجمها مقاتلون قادمون من ليبيا", "ليبيا", "event"),
    "conference": ("بعد مؤتمر باريس", "باريس", "adjective"),
    "road's end": ("حادث على طريق دمشق - بيروت", "بيروت", "route"),
}


@pytest.mark.parametrize(("text", "name", "role"), ASIDE.values(), ids=ASIDE)
def test_where_it_did_not_happen(text, name, role):
    """A journey's end, one of two quarrelling states, an office and a speaker are told apart."""
    assert role_in(text, name) == role


COUNTRYSIDES = {
    "side, then whose": ("قصف الريف الشرقي لمحافظة درعا", "ريف درعا الشرقي"),
    "side, then whose, bare": ("غارات على الريف الجنوبي لإدلب", "ريف إدلب الجنوبي"),
    "its side": ("تصعيد على محافظة درعا وتحديدا ريفها الشرقي", "ريف درعا الشرقي"),
    "side of what was named": ("قصف مدينة حلب. وامتد القصف إلى الريف الغربي", "ريف حلب الغربي"),
    "side before ب": ("اشتباكات في حماة بالريف الشمالي", "ريف حماة الشمالي"),
}


@pytest.mark.parametrize(("text", "name"), COUNTRYSIDES.values(), ids=COUNTRYSIDES)
def test_a_side_of_a_countryside_is_found_in_any_order(text, name):
    """The side may stand before its city, or after a city named long before."""
    assert name in [t.place.name for t in find_toponyms(tokenize(text), GAZETTEER, None, text)]


NO_COUNTRYSIDES = {
    "the countryside without a side": "انتقل إلى الريف قبل سنوات",
    "western ways": "يحب الحياة في الغربي من الأحياء",
    "side of nothing named": "قصف على الريف الشرقي",
    "its people": "تظاهر أهل الريف في حلب",
}


@pytest.mark.parametrize("text", NO_COUNTRYSIDES.values(), ids=NO_COUNTRYSIDES)
def test_a_countryside_of_nothing_is_no_place(text):
    """Without a side, or without a city, الريف is the country as against the town."""
    found = find_toponyms(tokenize(text), GAZETTEER, None, text)
    assert [t.place.name for t in found if t.place.name.startswith("ريف")] == []

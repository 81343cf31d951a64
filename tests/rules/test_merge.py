"""Which reports tell of one happening, and which must stay apart."""

import pytest

from crawler.incidents.merge import ENOUGH, choose, near_families, telling
from crawler.model import EventType, Family
from tests.happenings import (
    FRIDAY,
    MONDAY,
    SATURDAY,
    SUNDAY,
    THURSDAY_AFTER,
    TUESDAY,
    Told,
    contains,
    joined,
    opened,
    told,
    unknown,
)

APART = {
    "neighbouring quarters with the same words": (
        told("shelling", "قصف عنيف يستهدف حي القدم جنوب دمشق", "sy.damascus.qadam"),
        told("shelling", "قصف عنيف يستهدف حي التضامن جنوب دمشق", "sy.damascus.tadamon"),
    ),
    "neighbouring quarters with the same toll": (
        told("air_strike", "غارات على الشيخ مقصود تقتل 12 مدنيا", "sy.aleppo.aleppo.maqsoud", killed=12),
        told("air_strike", "غارات على الأشرفية تقتل 12 مدنيا", "sy.aleppo.aleppo.ashrafiyah", killed=12),
    ),
    "neighbouring towns in one morning": (
        told("shelling", "مدفعية تقصف سراقب", "sy.idlib.saraqib", killed=4),
        told("shelling", "مدفعية تقصف معرة النعمان", "sy.idlib.maarat", killed=4),
    ),
    "two towns of one region": (
        told("air_strike", "غارات جوية على دوما", "sy.rif-dimashq.ghouta.douma"),
        told("air_strike", "غارات جوية على حرستا", "sy.rif-dimashq.ghouta.harasta"),
    ),
    "two quarters of another capital": (
        told("explosion", "انفجار سيارة مفخخة في الكرادة", "iq.baghdad.karrada", killed=9),
        told("explosion", "انفجار سيارة مفخخة في مدينة الصدر", "iq.baghdad.sadr", killed=9),
    ),
    "a place and its namesake in another country": (
        told("armed_clash", "اشتباكات في طرابلس بين مسلحين", "lb.north.tripoli"),
        told("armed_clash", "اشتباكات في طرابلس بين مسلحين", "ly.tripoli"),
    ),
    "two villages outside the gazetteer": (
        told("shelling", "قصف على قرية الحرية", unknown("الحرية")),
        told("shelling", "قصف على قرية الحارة", unknown("الحارة")),
    ),
    "one unknown name under two governorates": (
        told("shelling", "قصف على قرية الزيارة", unknown("الزيارة", parent="sy.idlib")),
        told("shelling", "قصف على قرية الزيارة", unknown("الزيارة", parent="sy.daraa")),
    ),
    "one unknown name in two countries": (
        told("armed_clash", "اشتباكات في الزاوية", unknown("الزاوية")),
        told("armed_clash", "اشتباكات في الزاوية", unknown("الزاوية", "LY")),
    ),
    "an unknown village and a known town": (
        told("shelling", "قصف على قرية كفر زيبا", unknown("كفر زيبا")),
        told("shelling", "قصف على سراقب", "sy.idlib.saraqib"),
    ),
    "the same place on two days": (
        told("air_strike", "غارات على دوما", "sy.rif-dimashq.ghouta.douma", day=FRIDAY, killed=40),
        told("air_strike", "غارات على دوما", "sy.rif-dimashq.ghouta.douma", day=SATURDAY, killed=8),
    ),
    "the same place on two days, no toll told": (
        told("shelling", "قصف مدفعي على حي القدم", "sy.damascus.qadam", day=FRIDAY),
        told("shelling", "قصف مدفعي على حي القدم", "sy.damascus.qadam", day=SATURDAY),
    ),
    "one dead on each of two days": (
        told("attack", "قنص امرأة في حي القدم", "sy.damascus.qadam", day=FRIDAY, killed=1),
        told("attack", "قنص رجل في حي القدم", "sy.damascus.qadam", day=SATURDAY, killed=1),
    ),
    "the same place two days apart with the same toll": (
        told("explosion", "انفجار لغم في عفرين يقتل خمسة", "sy.aleppo.afrin", day=FRIDAY, killed=5),
        told("explosion", "انفجار لغم في عفرين يقتل خمسة", "sy.aleppo.afrin", day=SUNDAY, killed=5),
    ),
    "clashes that come back every day": (
        told("armed_clash", "اشتباكات في مخيم اليرموك", "sy.damascus.yarmouk", day=FRIDAY),
        told("armed_clash", "اشتباكات في مخيم اليرموك", "sy.damascus.yarmouk", day=SATURDAY),
    ),
    "demonstrations on two days": (
        told("protest", "مظاهرة في درعا تطالب بالإفراج عن المعتقلين", "sy.daraa.daraa", day=FRIDAY),
        told("protest", "مظاهرة في درعا تطالب بالإفراج عن المعتقلين", "sy.daraa.daraa", day=SATURDAY),
    ),
    "suicide bombings of two days with two tolls": (
        told("suicide_bombing", "انتحاري يفجر نفسه قرب مدرسة في كابل", "af.kabul", day=SATURDAY, killed=14),
        told("suicide_bombing", "انتحاري يفجر نفسه أمام مسجد في كابل", "af.kabul", day=SUNDAY, killed=22),
    ),
    "assassinations of two days": (
        told("assassination", "اغتيال قاض في درعا", "sy.daraa.daraa", day=SATURDAY, trigger="اغتيال"),
        told("assassination", "اغتيال عضو مجلس محلي في درعا", "sy.daraa.daraa", day=SUNDAY, trigger="اغتيال"),
    ),
    "a new raid after a raid of an earlier week": (
        told("air_strike", "غارة على سراقب", "sy.idlib.saraqib", day=SATURDAY, killed=3),
        told("air_strike", "غارة على سراقب", "sy.idlib.saraqib", day=THURSDAY_AFTER, killed=3),
    ),
    "a siege of another week": (
        told("siege", "إغلاق معبر حي القدم", "sy.damascus.qadam", day=SATURDAY),
        told("siege", "إغلاق معبر حي القدم", "sy.damascus.qadam", day=THURSDAY_AFTER),
    ),
    "two tolls of two raids of one evening": (
        told("air_strike", "غارة على سوق سراقب تقتل 11", "sy.idlib.saraqib", killed=11),
        told("air_strike", "غارة على معرة النعمان تقتل 14", "sy.idlib.maarat", killed=14),
    ),
    "a similar attack in another country": (
        told("suicide_bombing", "هجوم انتحاري يستهدف مركزا لتسجيل الناخبين", "af.kabul", killed=10),
        told("suicide_bombing", "هجوم انتحاري يستهدف مركزا لتسجيل الناخبين", "iq.baghdad", killed=10),
    ),
    "a similar attack in another country, no towns named": (
        told("attack", "مسلحون يهاجمون كنيسة ويقتلون 7", country="EG", killed=7),
        told("attack", "مسلحون يهاجمون كنيسة ويقتلون 7", country="IQ", killed=7),
    ),
    "one names a town abroad, the other only a country": (
        told("explosion", "انفجار قرب سفارة", "ly.tripoli"),
        told("explosion", "انفجار قرب سفارة", country="LB"),
    ),
    "an anniversary": (
        told(
            "chemical_attack",
            "هجوم كيماوي على الغوطة",
            "sy.rif-dimashq.ghouta",
            day=FRIDAY.replace(year=2013),
        ),
        told("chemical_attack", "هجوم كيماوي على الغوطة", "sy.rif-dimashq.ghouta", day=FRIDAY),
    ),
    "a funeral after an attack": (
        told("attack", "مقتل صحفي برصاص في خان يونس", "ps.gaza.khan-yunis", day=FRIDAY, killed=1),
        told("protest", "آلاف يشيعون الصحفي في خان يونس", "ps.gaza.khan-yunis", day=SATURDAY),
    ),
    "an arrest after an explosion": (
        told("explosion", "انفجار في إسطنبول", country="TR", killed=3),
        told("arrest", "اعتقال ثلاثة بعد انفجار إسطنبول", country="TR"),
    ),
    "a truce after clashes": (
        told("armed_clash", "اشتباكات في حي القدم", "sy.damascus.qadam"),
        told("truce", "اتفاق لوقف إطلاق النار في حي القدم", "sy.damascus.qadam"),
    ),
    "a flight after shelling": (
        told("shelling", "قصف على نوى", "sy.daraa.nawa"),
        told("displacement", "نزوح الأهالي من نوى بعد القصف", "sy.daraa.nawa"),
    ),
    "a raid and a poison-gas attack of one day": (
        told("air_strike", "غارات على دوما تقتل 8", "sy.rif-dimashq.ghouta.douma", killed=8),
        told(
            "chemical_attack", "حالات اختناق بهجوم كيماوي في دوما", "sy.rif-dimashq.ghouta.douma", killed=40
        ),
    ),
    "a traffic accident and a fight": (
        told("accident", "حادث سير في القاهرة", "eg.cairo"),
        told("attack", "مقتل شاب طعنا في القاهرة", "eg.cairo"),
    ),
    "accidents in two cities side by side": (
        told("accident", "حادث سير مروع في القاهرة يقتل 9", "eg.cairo", killed=9),
        told("accident", "حادث سير مروع في الجيزة يقتل 9", "eg.giza", killed=9),
    ),
    "one country, one day, no places, no shared words": (
        told("explosion", "انفجار عبوة بحافلة طلاب", country="SY"),
        told("explosion", "انفجار يهز مستودع وقود", country="SY"),
    ),
    "one country, no places, no shared words, one dead each": (
        told("attack", "مقتل تاجر على يد مجهولين", country="IQ", killed=1),
        told("attack", "مقتل طالبة أمام منزلها", country="IQ", killed=1),
    ),
    "a town, and somewhere in the country": (
        told("shelling", "قصف مدفعي على نوى", "sy.daraa.nawa"),
        told("shelling", "قذائف تصيب مدرسة ومخبزا", country="SY"),
    ),
    "a town, and somewhere in the country, one word shared by chance": (
        told("shelling", "مدفعية تستهدف مدرسة في نوى", "sy.daraa.nawa"),
        told("shelling", "قذائف تصيب مدرسة ومخبزا", country="SY"),
    ),
    "a town, and the country as the place": (
        told("air_strike", "غارات على معرة النعمان", "sy.idlib.maarat"),
        told("air_strike", "مقاتلات تشن ضربات في سوريا", "sy"),
    ),
    "the country as the place twice": (
        told("shelling", "قذائف على أحياء سكنية في سوريا", "sy"),
        told("shelling", "صواريخ على مطار عسكري في سوريا", "sy"),
    ),
    "accidents that name no place, of one country": (
        told("accident", "انهيار مبنى من أربعة طوابق", country="EG", killed=2),
        told("accident", "اصطدام قطارين قرب محطة", country="EG", killed=11, published=MONDAY, day=MONDAY),
    ),
    "no day, and told long after": (
        told("armed_clash", "اشتباكات في عفرين", "sy.aleppo.afrin", day=FRIDAY),
        told("armed_clash", "معارك في عفرين بين فصائل", "sy.aleppo.afrin", day=None, published=TUESDAY),
    ),
    "told before the other happened": (
        told("shelling", "قصف على نوى", "sy.daraa.nawa", day=None, published=FRIDAY),
        told("shelling", "قصف على نوى", "sy.daraa.nawa", day=SUNDAY, published=SUNDAY),
    ),
    "near kinds in two quarters": (
        told("air_strike", "غارات على القدم", "sy.damascus.qadam"),
        told("shelling", "قصف على العسالي", "sy.damascus.asali"),
    ),
    "near kinds, one somewhere in the governorate": (
        told("explosion", "انفجار عبوة في الرمادي", "iq.anbar.ramadi"),
        told("attack", "إطلاق نار على دورية في الأنبار", "iq.anbar"),
    ),
    "near kinds that name no place": (
        told("protest", "إضراب المعلمين", country="IR"),
        told("riot", "أعمال شغب بعد مباراة", country="IR"),
    ),
    "outages of two cities": (
        told("outage", "انقطاع الكهرباء عن صنعاء", "ye.sanaa"),
        told("outage", "انقطاع الكهرباء عن الحديدة", "ye.hodeidah"),
    ),
    "a town and a quarter of another city": (
        told("explosion", "انفجار في الفلوجة", "iq.anbar.falluja", killed=6),
        told("explosion", "انفجار في الكرادة", "iq.baghdad.karrada", killed=6),
    ),
}

ONE = {
    "reworded": (
        told("explosion", "انفجار سيارة مفخخة في عفرين", "sy.aleppo.afrin", killed=4),
        told("explosion", "مفخخة تهز مدينة عفرين شمال حلب", "sy.aleppo.afrin", killed=4),
    ),
    "the toll rises": (
        told("air_strike", "مقتل 3 بغارة على سراقب", "sy.idlib.saraqib", killed=3),
        told("air_strike", "ارتفاع قتلى الغارة على سراقب إلى 17", "sy.idlib.saraqib", killed=17),
    ),
    "the toll is told later": (
        told("shelling", "قصف على حي القدم", "sy.damascus.qadam"),
        told("shelling", "قتلى وجرحى بقصف على حي القدم", "sy.damascus.qadam", killed=2, wounded=7),
    ),
    "less precise joins: the city of the quarter": (
        told("shelling", "قصف على حي التضامن", "sy.damascus.tadamon"),
        told("shelling", "قذائف تسقط جنوب العاصمة", "sy.damascus"),
    ),
    "less precise joins: the region of the town": (
        told("chemical_attack", "هجوم كيماوي على دوما", "sy.rif-dimashq.ghouta.douma"),
        told("chemical_attack", "غاز سام في الغوطة الشرقية", "sy.rif-dimashq.ghouta"),
    ),
    "less precise joins: the governorate of the town": (
        told("air_strike", "غارات على معرة النعمان", "sy.idlib.maarat", killed=7),
        told("air_strike", "قصف جوي على محافظة إدلب", "sy.idlib", killed=7),
    ),
    "more precise sharpens: the hospital of the camp": (
        told("shelling", "قصف على مخيم اليرموك", "sy.damascus.yarmouk"),
        told("shelling", "قذائف على مشفى فلسطين في المخيم", "sy.damascus.yarmouk.hospital"),
    ),
    "near kinds: strike and shelling": (
        told("air_strike", "غارات على حرستا", "sy.rif-dimashq.ghouta.harasta"),
        told("shelling", "قصف يستهدف حرستا", "sy.rif-dimashq.ghouta.harasta"),
    ),
    "near kinds: blast and suicide bomber": (
        told("explosion", "انفجار ضخم يهز كابل", "af.kabul", killed=6),
        told("suicide_bombing", "انتحاري وراء تفجير كابل", "af.kabul", killed=31),
    ),
    "near kinds: battle and taking": (
        told("armed_clash", "معارك في مدينة الباب", "sy.aleppo.bab"),
        told("territory_change", "فصائل تسيطر على مدينة الباب", "sy.aleppo.bab"),
    ),
    "near kinds: attack and assassination": (
        told("attack", "مقتل رجل بالرصاص في نوى", "sy.daraa.nawa", killed=1),
        told("assassination", "اغتيال قيادي في نوى", "sy.daraa.nawa", killed=1),
    ),
    "near kinds: protest and riot": (
        told("protest", "احتجاجات في صنعاء", "ye.sanaa"),
        told("riot", "محتجون يحرقون إطارات في صنعاء", "ye.sanaa"),
    ),
    "near kinds: arrest and abduction": (
        told("arrest", "اعتقال ناشط في عفرين", "sy.aleppo.afrin"),
        told("abduction", "خطف ناشط من منزله في عفرين", "sy.aleppo.afrin"),
    ),
    "another of its places is named first": (
        told("shelling", "قصف على القدم والتضامن", "sy.damascus.qadam", also=("sy.damascus.tadamon",)),
        told("shelling", "قصف على التضامن والقدم", "sy.damascus.tadamon", also=("sy.damascus.qadam",)),
    ),
    "one of its places alone": (
        told("shelling", "قصف على القدم والتضامن", "sy.damascus.qadam", also=("sy.damascus.tadamon",)),
        told("shelling", "قصف على التضامن", "sy.damascus.tadamon"),
    ),
    "one names no day": (
        told("armed_clash", "اشتباكات في درعا", "sy.daraa.daraa"),
        told("armed_clash", "اشتباكات عنيفة في درعا", "sy.daraa.daraa", day=None, published=SATURDAY),
    ),
    "neither names a day": (
        told("explosion", "انفجار في الفلوجة", "iq.anbar.falluja", day=None),
        told("explosion", "جرحى بانفجار في الفلوجة", "iq.anbar.falluja", day=None),
    ),
    "spoken of two days later without a day": (
        told(
            "chemical_attack", "هجوم كيماوي على دوما", "sy.rif-dimashq.ghouta.douma", day=SATURDAY, killed=40
        ),
        told(
            "chemical_attack",
            "مجلس الأمن يبحث الهجوم الكيماوي في دوما",
            "sy.rif-dimashq.ghouta.douma",
            day=None,
            published=MONDAY,
            trigger="الهجوم الكيماوي",
        ),
    ),
    "spoken of without a place, seldom as it is": (
        told("chemical_attack", "هجوم كيماوي على دوما", "sy.rif-dimashq.ghouta.douma", day=SATURDAY),
        told(
            "chemical_attack",
            "باريس: من استخدم الكيماوي سيدفع الثمن",
            day=SATURDAY,
            published=SUNDAY,
            country="SY",
            trigger="استخدم الكيماوي",
        ),
    ),
    "the place stands only in the headline's words": (
        told("shelling", "قصف على نوى", "sy.daraa.nawa"),
        told("shelling", "أهالي نوى يدفنون ضحايا القصف", country="SY", trigger="القصف"),
    ),
    "the first report names no place": (
        told("accident", "قتلى في حادث حافلة تقل فريق هوكي", country="CA", day=None),
        told(
            "accident",
            "كندا: مقتل 14 في حادث حافلة كانت تقل فريق هوكي",
            unknown("تيسدال", "CA"),
            day=FRIDAY,
            published=SATURDAY,
            killed=14,
        ),
    ),
    "no place named, but the same telling words": (
        told("outage", "هجوم إلكتروني يعطل شبكة الإنترنت الإيرانية ومحولات شركة", "ir", day=None),
        told("outage", "عودة شبكة الإنترنت الإيرانية بعد هجوم إلكتروني", "ir", day=None),
    ),
    "a foreign name in two spellings": (
        told("attack", "دهس مارة في مونستر", unknown("مونستر", "DE"), killed=3),
        told("attack", "شاحنة تدهس مارة في مُنستر", unknown("مُنستر", "DE"), killed=3),
    ),
    "a village outside the gazetteer, with and without ال": (
        told("shelling", "قصف على قرية الخربة", unknown("الخربة")),
        told("shelling", "قصف على خربة", unknown("خربة")),
    ),
    "a village outside the gazetteer, and its governorate": (
        told("shelling", "قصف على قرية كفر زيبا", unknown("كفر زيبا", parent="sy.idlib"), killed=4),
        told("shelling", "قصف على ريف إدلب", "sy.idlib", killed=4),
    ),
    "the next morning's paper names its own day with the same toll": (
        told("explosion", "انفجار لغم في عفرين يقتل خمسة", "sy.aleppo.afrin", day=FRIDAY, killed=5),
        told("explosion", "مقتل خمسة بانفجار لغم في عفرين", "sy.aleppo.afrin", day=SATURDAY, killed=5),
    ),
    "a siege that goes on": (
        told("siege", "إغلاق معبر حي القدم", "sy.damascus.qadam", day=SATURDAY),
        told("siege", "استمرار إغلاق معبر حي القدم", "sy.damascus.qadam", day=MONDAY),
    ),
    "a flood of several days": (
        told("disaster", "سيول تغرق صنعاء", "ye.sanaa", day=SATURDAY, killed=2),
        told("disaster", "ارتفاع ضحايا سيول صنعاء", "ye.sanaa", day=SUNDAY, killed=9),
    ),
}


def choice(first: Told, second: Told, twin: frozenset[int] = frozenset()):
    return choose(telling(second.event, second.article), [opened(first)], contains, twin)


@pytest.mark.parametrize(("first", "second"), APART.values(), ids=APART)
def test_what_are_two_happenings_stays_apart(first, second):
    """Two happenings never become one, whichever is reported first, and the reason is told."""
    for one, other in ((first, second), (second, first)):
        chosen = choice(one, other)
        assert chosen.incident is None, chosen.why
        assert len(chosen.why) > 1


@pytest.mark.parametrize(("first", "second"), ONE.values(), ids=ONE)
def test_what_is_one_happening_is_told_once(first, second):
    """One happening stays one, whichever report arrives first."""
    for one, other in ((first, second), (second, first)):
        chosen = choice(one, other)
        assert chosen.incident is not None, chosen.why
        assert "points" in chosen.why[-1]


def test_the_tables_are_as_long_as_they_promise():
    """The traps keep their number."""
    assert len(APART) >= 40
    assert len(ONE) >= 25


def test_who_speaks_of_a_known_thing_may_name_his_own_day():
    """A statement of Sunday about Saturday's gas attack is no second one; a new one of Sunday would be."""
    first = told("chemical_attack", "هجوم كيماوي على دوما", "sy.rif-dimashq.ghouta.douma", day=SATURDAY)
    statement, attack = (
        told("chemical_attack", title, "sy.rif-dimashq.ghouta.douma", day=SUNDAY, trigger=trigger)
        for title, trigger in (
            ("باريس: من نفذ الهجوم الكيماوي سيدفع الثمن", "الهجوم الكيماوي"),
            ("مروحيات تلقي براميل كلور", "براميل كلور"),
        )
    )
    assert choice(first, statement).incident is not None
    assert choice(first, attack).incident is None


def test_a_reprint_of_the_next_morning_joins():
    """A text told again the next day with its own «today» is the same happening."""
    first = told("shelling", "قصف مدفعي على حي القدم اليوم", "sy.damascus.qadam", day=FRIDAY)
    reprint = told("shelling", "قصف مدفعي على حي القدم اليوم", "sy.damascus.qadam", day=SATURDAY)
    assert choice(first, reprint, frozenset({1})).incident is not None
    assert choice(first, reprint).incident is None


TWINS = {
    "another quarter": told("shelling", "قصف مدفعي على حي التضامن", "sy.damascus.tadamon", killed=2),
    "another toll on another day": told(
        "shelling", "قصف مدفعي على حي القدم", "sy.damascus.qadam", day=SUNDAY, killed=5
    ),
}


@pytest.mark.parametrize("second", TWINS.values(), ids=TWINS)
def test_nearly_the_same_text_does_not_outweigh_a_place_or_a_toll(second):
    """A daily bulletin is written over the one before; what it tells anew is another happening."""
    first = told("shelling", "قصف مدفعي على حي القدم", "sy.damascus.qadam", day=SATURDAY, killed=2)
    assert choice(first, second, frozenset({1})).incident is None


def test_the_best_of_several_incidents_takes_the_event():
    """A report of القدم goes to القدم, though Damascus would hold it too."""
    city = opened(told("shelling", "قصف على دمشق", "sy.damascus"), 1)
    quarter = opened(told("shelling", "قصف على القدم", "sy.damascus.qadam"), 2)
    event = told("shelling", "قذائف على القدم", "sy.damascus.qadam")
    for candidates in ([city, quarter], [quarter, city]):
        assert choose(telling(event.event, event.article), candidates, contains).incident is quarter


def test_a_vague_report_means_what_everybody_speaks_of():
    """Between two that fit alike, the incident with more reports takes it."""
    small = opened(told("shelling", "قصف على نوى", "sy.daraa.nawa", killed=3), 1)
    large = opened(told("shelling", "قصف على درعا", "sy.daraa.daraa", killed=3), 2)
    large = joined(large, told("shelling", "قذائف على درعا", "sy.daraa.daraa", publisher="another", killed=3))
    event = told("shelling", "مدفعية تستهدف المحافظة", "sy.daraa", killed=3)
    for candidates in ([small, large], [large, small]):
        assert choose(telling(event.event, event.article), candidates, contains).incident is large


def test_words_that_every_headline_has_tell_nothing():
    """Two reports that share only what half of the day's headlines say are not one."""
    titles = ("النظام السوري يقصف مدرسة", "النظام السوري يقصف مخبزا", "النظام السوري يقصف جسرا")
    open_ones = [
        opened(told("shelling", title, country="SY", trigger="يقصف"), number)
        for number, title in enumerate(titles, start=1)
    ]
    event = told("shelling", "النظام السوري يقصف سوقا", country="SY", trigger="يقصف")
    assert choose(telling(event.event, event.article), open_ones, contains).incident is None


def test_a_choice_among_nothing_opens():
    """Without open incidents an event is a new one, and the answer says so."""
    event = told("shelling", "قصف على القدم", "sy.damascus.qadam")
    chosen = choose(telling(event.event, event.article), [], contains)
    assert (chosen.incident, chosen.why) == (None, ("no open incident fits",))


def test_an_event_that_fits_has_enough_points():
    """The reasons of a merge end with the points that were enough."""
    first, second = ONE["the toll rises"]
    points, _, rest = choice(first, second).why[-1].partition(" of ")
    assert float(points) >= ENOUGH
    assert rest == "5 points"


FAMILIES = {
    "a clash may be an attack": (EventType.ARMED_CLASH, {Family.BATTLE, Family.VIOLENCE}),
    "a blast may be an accident or an attack": (
        EventType.EXPLOSION,
        {Family.REMOTE, Family.VIOLENCE, Family.SAFETY},
    ),
    "a truce is a truce": (EventType.TRUCE, {Family.HUMANITARIAN}),
}


@pytest.mark.parametrize(("kind", "families"), FAMILIES.values(), ids=FAMILIES)
def test_candidates_are_sought_where_near_kinds_stand(kind, families):
    """The incidents looked through include every kind that the event may have been told as."""
    assert set(near_families(kind)) == families

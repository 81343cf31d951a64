"""A hundred traps: what looks like one happening and is two, and what looks like two and is one.

Wars, towns and years are mixed on purpose; every pair is asked in both orders.
"""

import pytest

from crawler.incidents.merge import choose, telling
from tests.happenings import (
    FRIDAY,
    MONDAY,
    SATURDAY,
    SUNDAY,
    THURSDAY_AFTER,
    TUESDAY,
    contains,
    opened,
    told,
    unknown,
)
from tests.rules import test_merge

QADAM, ASALI, YARMOUK = "sy.damascus.qadam", "sy.damascus.asali", "sy.damascus.yarmouk"
WAER, KHALIDIYA, RASTAN = "sy.homs.homs.waer", "sy.homs.homs.khalidiya", "sy.homs.rastan"
SHUJAIYA, RIMAL, SHIFA = "ps.gaza.gaza.shujaiya", "ps.gaza.gaza.rimal", "ps.gaza.gaza.shifa"
RAFAH, JABALIA, KHAN_YUNIS = "ps.gaza.rafah", "ps.gaza.jabalia", "ps.gaza.khan-yunis"
KHIAM, AITA, DAHIYEH, BASTA = "lb.south.khiam", "lb.south.aita", "lb.beirut.dahiyeh", "lb.beirut.basta"
BAHRI, BURRI, OMDURMAN, FASHER = "sd.khartoum.bahri", "sd.khartoum.burri", "sd.omdurman", "sd.fasher"
MOSUL, RIGHT, LEFT = "iq.nineveh.mosul", "iq.nineveh.mosul.right", "iq.nineveh.mosul.left"

# --- Two happenings ----------------------------------------------------------------------------------


def twins(kind: str, title: str, one: str, other: str, **same):
    """Return two reports that differ in nothing but the place."""
    return told(kind, title, one, **same), told(kind, title, other, **same)


def days(kind: str, title: str, place: str, first=SATURDAY, second=SUNDAY, **same):
    """Return two reports that differ in nothing but the day."""
    return told(kind, title, place, day=first, **same), told(kind, title, place, day=second, **same)


PLACES_APART = {
    "two quarters of Homs": twins("shelling", "قذائف هاون تسقط على الحي", WAER, KHALIDIYA),
    "two quarters of Homs with one toll": twins("shelling", "قذائف تقتل 6", WAER, KHALIDIYA, killed=6),
    "two quarters of Gaza": twins("air_strike", "غارة على منزل", SHUJAIYA, RIMAL),
    "two quarters of Gaza with one toll": twins("air_strike", "غارة على منزل", SHUJAIYA, RIMAL, killed=8),
    "two towns of the Strip": twins("air_strike", "غارة تستهدف منزلا لعائلة", RAFAH, KHAN_YUNIS, killed=5),
    "a camp and a town of the Strip": twins("shelling", "قصف مدفعي على خيام النازحين", JABALIA, RAFAH),
    "a quarter of Gaza and Rafah": twins("air_strike", "قصف منزل", SHUJAIYA, RAFAH, killed=4),
    "two suburbs of Beirut": twins("air_strike", "غارة على مبنى سكني", DAHIYEH, BASTA),
    "two villages of the south": twins("air_strike", "غارة على أطراف البلدة", KHIAM, AITA),
    "the south and Baalbek": twins("air_strike", "غارة تقتل ثلاثة مسعفين", KHIAM, "lb.baalbek", killed=3),
    "two quarters of Khartoum": twins("armed_clash", "معارك بين الجيش والدعم السريع", BAHRI, BURRI),
    "Khartoum's quarter and Omdurman": twins(
        "shelling", "قصف يقتل 12 مدنيا في سوق", BAHRI, OMDURMAN, killed=12
    ),
    "two cities of Sudan": twins("shelling", "قصف مدفعي على سوق", OMDURMAN, FASHER, killed=20),
    "two banks of Mosul": twins("explosion", "انفجار عبوة ناسفة", RIGHT, LEFT),
    "Mosul and Basra": twins("explosion", "انفجار سيارة ملغومة", MOSUL, "iq.basra", killed=7),
    "two cities of Ukraine": twins("shelling", "صواريخ روسية تصيب مبنى", "ua.kharkiv", "ua.odesa", killed=3),
    "two fronts of Yemen": twins("armed_clash", "مواجهات مع الحوثيين", "ye.taiz", "ye.marib"),
    "two camps of the West Bank": twins("arrest", "اقتحام واعتقال شبان", "ps.nablus.balata", "ps.jenin"),
    "two sit-ins of one day": twins("protest", "وقفة احتجاجية", "sy.suwayda.suwayda", "sy.suwayda.shahba"),
    "two floods": twins("disaster", "سيول تجرف سيارات", "ly.derna", "ly.sirte"),
    "two blackouts": twins("outage", "انقطاع الكهرباء", "iq.basra", "iq.baghdad"),
    "two sieges": twins("siege", "حصار خانق ونفاد الطحين", RASTAN, "sy.daraa.daraa"),
    "two fires": twins("accident", "حريق في مخيم للنازحين", JABALIA, "sd.fasher.abushouk"),
    "two evacuations": twins("displacement", "خروج دفعة من المهجرين", WAER, "sy.rif-dimashq.ghouta.douma"),
    "two local truces": twins("truce", "اتفاق تهدئة", "ye.taiz", "ye.hodeidah"),
    "two kidnappings": twins("abduction", "مسلحون يخطفون طبيبا", "ly.tripoli", "ly.sirte"),
    "two outbreaks": twins("outbreak", "إصابات بالكوليرا", "ye.sanaa", "ye.hodeidah", killed=4),
    "two murders": twins("attack", "مقتل شقيقين بالرصاص", "iq.basra", MOSUL, killed=2),
    "two assassinations": twins(
        "assassination", "اغتيال قيادي بعبوة لاصقة", "sy.daraa.nawa", "sy.daraa.daraa"
    ),
    "two towns taken": twins("territory_change", "الجيش يسيطر على البلدة", RASTAN, "sy.idlib.saraqib"),
    "a hospital and a quarter of the same city": twins("air_strike", "قصف عنيف", SHIFA, SHUJAIYA),
    "the quarter and a town outside": twins("shelling", "قذائف", WAER, RASTAN),
    "Tripoli of Lebanon and of Libya": twins(
        "shelling", "قذائف على طرابلس", "lb.north.tripoli", "ly.tripoli"
    ),
    "a village of one name in two governorates": (
        told("shelling", "قصف على قرية الدوير", unknown("الدوير", parent="sy.homs")),
        told("shelling", "قصف على قرية الدوير", unknown("الدوير", parent="sy.idlib")),
    ),
    "a village of one name in two countries": (
        told("accident", "حادث في المنصورة", unknown("المنصورة", "SY")),
        told("accident", "حادث في المنصورة", unknown("المنصورة", "EG")),
    ),
    "an unknown hamlet and the town of another governorate": (
        told("air_strike", "غارة على مزرعة", unknown("تل الورد", parent="sy.homs"), killed=4),
        told("air_strike", "غارة على مزرعة", "sy.idlib.saraqib", killed=4),
    ),
    "two unknown hamlets that differ by a letter": (
        told("shelling", "قصف على الرامة", unknown("الرامة")),
        told("shelling", "قصف على الرامي", unknown("الرامية")),
    ),
    "the governorate, with another toll and other words": (
        told("shelling", "مقتل طفلين بقذيفة في حمص القديمة", WAER, killed=2),
        told("shelling", "أربعة عشر قتيلا في قرى الريف الشمالي", "sy.homs", killed=14),
    ),
    "the country, with nothing else in common": (
        told("armed_clash", "كمين قرب الحدود", FASHER),
        told("armed_clash", "معارك متفرقة", "sd"),
    ),
    "lists of towns without a common one": (
        told("air_strike", "غارات على الخيام وعيتا", KHIAM, also=(AITA,)),
        told("air_strike", "غارات على بعلبك والضاحية", "lb.baalbek", also=(DAHIYEH,)),
    ),
}

DAYS_APART = {
    "raids on two days": days("air_strike", "غارة على منزل في رفح", RAFAH),
    "raids on two days with the same small toll": days("air_strike", "غارة تقتل شخصين", RAFAH, killed=2),
    "raids on two days with two tolls": (
        told("air_strike", "غارة على رفح", RAFAH, killed=8),
        told("air_strike", "غارة على رفح", RAFAH, day=SUNDAY, killed=11),
    ),
    "raids two days apart with one toll": days(
        "air_strike", "غارة تقتل تسعة", RAFAH, SATURDAY, MONDAY, killed=9
    ),
    "shelling on two days": days("shelling", "قصف مدفعي على أم درمان", OMDURMAN),
    "clashes on two days": days("armed_clash", "اشتباكات في تعز", "ye.taiz"),
    "protests on two Fridays": days("protest", "جمعة غضب", "iq.baghdad", FRIDAY, THURSDAY_AFTER),
    "protests on two days": days("protest", "مظاهرة أمام البلدية", "iq.basra"),
    "arrests on two nights": days("arrest", "اعتقال أربعة شبان", "ps.nablus.balata"),
    "a murder each day": days("attack", "مقتل شاب بالرصاص", "iq.basra", killed=1),
    "car bombs on two days with two tolls": (
        told("explosion", "سيارة مفخخة في مقديشو", "iq.baghdad.sadr", killed=12),
        told("explosion", "سيارة مفخخة في مقديشو", "iq.baghdad.sadr", day=SUNDAY, killed=30),
    ),
    "road accidents on two days with two tolls": (
        told("accident", "اصطدام حافلة", "eg.cairo", killed=4),
        told("accident", "اصطدام حافلة", "eg.cairo", day=SUNDAY, killed=9),
    ),
    "kidnappings a week apart": days("abduction", "خطف مهندس", "ly.tripoli", FRIDAY, THURSDAY_AFTER),
    "suicide bombers a week apart": days(
        "suicide_bombing", "انتحاري يستهدف حاجزا", MOSUL, FRIDAY, THURSDAY_AFTER
    ),
    "assassinations on two days": (
        told("assassination", "اغتيال إمام مسجد بعد صلاة الفجر", "sy.daraa.nawa", trigger="اغتيال"),
        told("assassination", "مقتل ضابط بعبوة تحت سيارته", "sy.daraa.nawa", day=SUNDAY, trigger="عبوة"),
    ),
    "poison gas, a new attack of the next day": (
        told("chemical_attack", "غاز الكلور على سراقب", "sy.idlib.saraqib", trigger="غاز"),
        told("chemical_attack", "مروحية ترمي أسطوانات", "sy.idlib.saraqib", day=SUNDAY, trigger="أسطوانات"),
    ),
    "blackouts a week apart": days("outage", "انقطاع الماء", "sy.daraa.daraa", FRIDAY, THURSDAY_AFTER),
    "evacuations a week apart": days("displacement", "خروج قافلة", WAER, FRIDAY, THURSDAY_AFTER),
    "floods of two weeks": days("disaster", "سيول", "ye.sanaa", FRIDAY, THURSDAY_AFTER),
    "an anniversary of a massacre": (
        told("shelling", "مجزرة السوق", OMDURMAN, day=SATURDAY.replace(year=2016), published=SATURDAY),
        told("shelling", "قصف السوق", OMDURMAN),
    ),
    "an anniversary of a bombing of last year": (
        told(
            "explosion",
            "تفجير الكرادة",
            "iq.baghdad.karrada",
            day=SATURDAY.replace(year=2017),
            published=SATURDAY,
        ),
        told("explosion", "انفجار في الكرادة", "iq.baghdad.karrada"),
    ),
    "an undated report from before": (
        told("air_strike", "غارة على رفح", RAFAH, day=None, published=FRIDAY),
        told("air_strike", "غارة على رفح", RAFAH, day=MONDAY, published=MONDAY),
    ),
    "an undated report from long after": (
        told("shelling", "قصف على الفاشر", FASHER, day=FRIDAY),
        told("shelling", "قصف على الفاشر", FASHER, day=None, published=TUESDAY),
    ),
    "the raids of last week, and those of today without a day": (
        told("air_strike", "غارات عنيفة على مخيم اليرموك جنوبي العاصمة", YARMOUK, day=FRIDAY),
        told(
            "air_strike",
            "غارات عنيفة على مخيم اليرموك جنوبي العاصمة",
            YARMOUK,
            day=None,
            published=THURSDAY_AFTER,
        ),
    ),
    "undated reports four days apart": (
        told("armed_clash", "اشتباكات في سرت", "ly.sirte", day=None, published=FRIDAY),
        told("armed_clash", "اشتباكات في سرت", "ly.sirte", day=None, published=TUESDAY),
    ),
}

KINDS_APART = {
    "a funeral after an air strike": (
        told("air_strike", "غارة تقتل عائلة في رفح", RAFAH, killed=6),
        told("protest", "تشييع عائلة في رفح", RAFAH),
    ),
    "a funeral that becomes a march": (
        told("assassination", "اغتيال ناشط في البصرة", "iq.basra", killed=1),
        told("protest", "تشييع الناشط يتحول إلى مظاهرة في البصرة", "iq.basra", day=SUNDAY),
    ),
    "a strike in mourning": (
        told("attack", "مقتل محام بالرصاص في نابلس", "ps.nablus", killed=1),
        told("protest", "إضراب شامل في نابلس حدادا على المحامي", "ps.nablus"),
    ),
    "arrests after a bombing": (
        told("suicide_bombing", "انتحاري في الموصل", MOSUL, killed=5),
        told("arrest", "اعتقال خلية تقف وراء تفجير الموصل", MOSUL),
    ),
    "arrests at a protest": (
        told("protest", "مظاهرة في بغداد", "iq.baghdad"),
        told("arrest", "اعتقال عشرين متظاهرا في بغداد", "iq.baghdad"),
    ),
    "a truce after shelling": (
        told("shelling", "قصف على السويداء", "sy.suwayda.suwayda"),
        told("truce", "هدنة في السويداء بعد القصف", "sy.suwayda.suwayda"),
    ),
    "people who flee from clashes": (
        told("armed_clash", "معارك في الفاشر", FASHER),
        told("displacement", "نزوح ألف أسرة من الفاشر", FASHER),
    ),
    "a blackout after a raid": (
        told("air_strike", "غارة على محطة كهرباء الحديدة", "ye.hodeidah"),
        told("outage", "انقطاع الكهرباء عن الحديدة بعد الغارة", "ye.hodeidah"),
    ),
    "a siege and shelling": (
        told("siege", "حصار الرستن", RASTAN),
        told("shelling", "قصف الرستن", RASTAN),
    ),
    "a fire and a murder": (
        told("accident", "حريق في سوق الخرطوم", "sd.khartoum"),
        told("attack", "مقتل تاجر في سوق الخرطوم", "sd.khartoum"),
    ),
    "an outbreak in a besieged town": (
        told("outbreak", "وفيات بالكوليرا في الفاشر", FASHER, killed=9),
        told("siege", "حصار الفاشر", FASHER),
    ),
    "an earthquake and looting": (
        told("disaster", "زلزال يضرب اللاذقية", "sy.latakia"),
        told("riot", "نهب متاجر في اللاذقية", "sy.latakia"),
    ),
    "a kidnapping and a murder": (
        told("abduction", "خطف رجل أعمال في السويداء", "sy.suwayda.suwayda"),
        told("attack", "مقتل رجل أعمال في السويداء", "sy.suwayda.suwayda", killed=1),
    ),
    "a protest and a truce": (
        told("protest", "وقفة في تعز تطالب برفع الحصار", "ye.taiz"),
        told("truce", "فتح طريق تعز باتفاق محلي", "ye.taiz"),
    ),
    "poison gas beside an air raid": (
        told("chemical_attack", "اختناقات بغاز في سراقب", "sy.idlib.saraqib"),
        told("air_strike", "غارات على سراقب", "sy.idlib.saraqib"),
    ),
    "a bomb and a clash in one quarter": (
        told("explosion", "عبوة في القدم", QADAM),
        told("armed_clash", "اشتباك في القدم", QADAM),
    ),
    "near kinds of two quarters": (
        told("explosion", "انفجار في الكرادة", "iq.baghdad.karrada", killed=3),
        told("attack", "هجوم في مدينة الصدر", "iq.baghdad.sadr", killed=3),
    ),
    "near kinds of two days": (
        told("shelling", "قصف على اليرموك", YARMOUK),
        told("air_strike", "غارات على اليرموك", YARMOUK, day=SUNDAY),
    ),
    "near kinds, town and somewhere in the country": (
        told("explosion", "انفجار في البصرة", "iq.basra"),
        told("attack", "هجوم مسلح في العراق", country="IQ"),
    ),
    "near kinds, quarter and governorate, tolls far apart": (
        told("shelling", "قذيفة على الوعر", WAER, killed=1),
        told("air_strike", "غارات في ريف حمص", "sy.homs", killed=12),
    ),
}

COUNTRIES_APART = {
    "a church in two countries": (
        told("attack", "هجوم على كنيسة يوم الأحد", country="EG", killed=5),
        told("attack", "هجوم على كنيسة يوم الأحد", country="PK", killed=5),
    ),
    "a ship on two coasts": (
        told("accident", "غرق قارب مهاجرين", country="LY", killed=40),
        told("accident", "غرق قارب مهاجرين", country="TN", killed=40),
    ),
    "earthquakes of one day": (
        told("disaster", "زلزال بقوة خمس درجات", country="TR"),
        told("disaster", "زلزال بقوة خمس درجات", country="IR"),
    ),
    "a coup's two capitals": (
        told("protest", "مظاهرة أمام القيادة العامة", "sd.khartoum"),
        told("protest", "مظاهرة أمام القيادة العامة", country="LY"),
    ),
    "a town, and a country that is not its": (
        told("suicide_bombing", "انتحاري أمام السفارة", "af.kabul"),
        told("suicide_bombing", "انتحاري أمام السفارة", country="PK"),
    ),
    "somewhere in a country, twice, tolls far apart": (
        told("accident", "تصادم على طريق سريع", country="EG", killed=3),
        told("shelling", "سقوط قذيفة", country="EG"),
    ),
    "somewhere, in other words": (
        told("attack", "سطو على مصرف", country="LB"),
        told("attack", "طعن سائق أجرة", country="LB"),
    ),
    "somewhere, raids of one evening in other words": (
        told("air_strike", "مسيرة تصيب شاحنة", country="LB"),
        told("air_strike", "دمار في حارة قديمة", country="LB"),
    ),
}
TRAPS = {**PLACES_APART, **DAYS_APART, **KINDS_APART, **COUNTRIES_APART}

# --- One happening -----------------------------------------------------------------------------------

JOINS = {
    "another headline": (
        told("air_strike", "غارة على منزل في رفح", RAFAH, killed=6),
        told("air_strike", "ستة شهداء في استهداف عائلة برفح", RAFAH, killed=6),
    ),
    "the toll rises from 3 to 21": (
        told("air_strike", "ثلاثة قتلى في غارة على بعلبك", "lb.baalbek", killed=3),
        told("air_strike", "ارتفاع حصيلة غارة بعلبك إلى 21", "lb.baalbek", killed=21),
    ),
    "the toll falls": (
        told("explosion", "15 قتيلا بانفجار في البصرة", "iq.basra", killed=15),
        told("explosion", "الصحة: 9 قتلى في انفجار البصرة", "iq.basra", killed=9),
    ),
    "the wounded are told first": (
        told("accident", "إصابة 20 في حادث حافلة بالجيزة", "eg.giza", wounded=20),
        told("accident", "وفاة ثلاثة من ركاب حافلة الجيزة", "eg.giza", killed=3),
    ),
    "no toll yet": (
        told("explosion", "انفجار يهز الكرادة", "iq.baghdad.karrada"),
        told("explosion", "قتلى بانفجار الكرادة", "iq.baghdad.karrada", killed=8),
    ),
    "the city of the quarter": (
        told("shelling", "قذائف على الوعر", WAER),
        told("shelling", "قصف على مدينة حمص", "sy.homs.homs"),
    ),
    "the hospital of the city": (
        told("air_strike", "قصف محيط مجمع الشفاء", SHIFA),
        told("air_strike", "قصف في مدينة غزة", "ps.gaza.gaza"),
    ),
    "the suburb of the capital": (
        told("air_strike", "غارة على الضاحية", DAHIYEH, killed=4),
        told("air_strike", "غارة تستهدف بيروت", "lb.beirut", killed=4),
    ),
    "the district of the town": (
        told("air_strike", "غارة على رفح", RAFAH, killed=9),
        told("air_strike", "غارة جنوب قطاع غزة", "ps.gaza", killed=9),
    ),
    "the governorate, with the toll": (
        told("air_strike", "غارة على الخيام تقتل خمسة", KHIAM, killed=5),
        told("air_strike", "خمسة قتلى بغارة في جنوب لبنان", "lb.south", killed=5),
    ),
    "the governorate, with the words": (
        told("explosion", "انفجار شاحنة وقود قرب المستشفى الجمهوري", MOSUL),
        told("explosion", "انفجار شاحنة وقود قرب المستشفى الجمهوري بنينوى", "iq.nineveh"),
    ),
    "the side of the city": (
        told("explosion", "عبوة في الجانب الأيمن", RIGHT, killed=3),
        told("explosion", "عبوة ناسفة في الموصل", MOSUL, killed=3),
    ),
    "the camp in the city": (
        told("arrest", "اقتحام مخيم بلاطة واعتقال ستة", "ps.nablus.balata"),
        told("arrest", "اعتقال ستة شبان في نابلس", "ps.nablus"),
    ),
    "the camp at the town": (
        told("shelling", "قصف مخيم أبو شوك", "sd.fasher.abushouk", killed=10),
        told("shelling", "عشرة قتلى بقصف على الفاشر", FASHER, killed=10),
    ),
    "the hamlet outside the gazetteer and its governorate": (
        told("shelling", "قصف على تل الورد", unknown("تل الورد", parent="sy.homs"), killed=3),
        told("shelling", "ثلاثة قتلى بقصف في حمص", "sy.homs", killed=3),
    ),
    "one hamlet in two spellings": (
        told("shelling", "قصف على الخالصة", unknown("الخالصة")),
        told("shelling", "قصف على خالصة", unknown("خالصة")),
    ),
    "a foreign town in two spellings": (
        told("attack", "دهس في ماغديبورغ", unknown("ماغديبورغ", "DE"), killed=5),
        told("attack", "دهس في ماجديبورغ", unknown("ماجديبورغ", "DE"), killed=5),
    ),
    "lists that share a town": (
        told("air_strike", "غارات على الخيام وعيتا", KHIAM, also=(AITA,)),
        told("air_strike", "غارات على عيتا وبعلبك", AITA, also=("lb.baalbek",)),
    ),
    "one of the towns of a list": (
        told("shelling", "قصف على القدم والعسالي", QADAM, also=(ASALI,)),
        told("shelling", "قذائف على العسالي", ASALI),
    ),
    "strike and shelling": (
        told("air_strike", "قصف جوي على أم درمان", OMDURMAN, killed=5),
        told("shelling", "قصف على أم درمان", OMDURMAN, killed=5),
    ),
    "blast and car bomb by a suicide driver": (
        told("explosion", "انفجار سيارة قرب حاجز في الموصل", MOSUL),
        told("suicide_bombing", "انتحاري بسيارة يستهدف حاجزا في الموصل", MOSUL),
    ),
    "blast and assassination": (
        told("explosion", "انفجار عبوة بسيارة في نوى", "sy.daraa.nawa", killed=1),
        told("assassination", "اغتيال قيادي بعبوة في نوى", "sy.daraa.nawa", killed=1),
    ),
    "drone strike and assassination": (
        told("air_strike", "مسيرة تستهدف سيارة في الضاحية", DAHIYEH, killed=2),
        told("assassination", "اغتيال قيادي في الضاحية", DAHIYEH, killed=2),
    ),
    "attack and assassination": (
        told("attack", "إطلاق نار على سيارة في درعا", "sy.daraa.daraa", killed=1),
        told("assassination", "اغتيال رئيس بلدية في درعا", "sy.daraa.daraa", killed=1),
    ),
    "clash and attack": (
        told("armed_clash", "اشتباك بعد هجوم على مركز شرطة في سرت", "ly.sirte", killed=4),
        told("attack", "هجوم على مركز شرطة في سرت", "ly.sirte", killed=4),
    ),
    "battle and fall of a town": (
        told("armed_clash", "معارك ضارية في الرستن", RASTAN),
        told("territory_change", "الفصائل تخسر الرستن", RASTAN),
    ),
    "march and unrest": (
        told("protest", "مظاهرة في بغداد", "iq.baghdad", killed=3),
        told("riot", "متظاهرون يحرقون مقرا في بغداد", "iq.baghdad", killed=3),
    ),
    "arrest and disappearance": (
        told("arrest", "اعتقال صحفي في صنعاء", "ye.sanaa"),
        told("abduction", "اختفاء صحفي بعد خطفه في صنعاء", "ye.sanaa"),
    ),
    "blast and gas leak": (
        told("explosion", "انفجار في مبنى باللاذقية", "sy.latakia", killed=4),
        told("accident", "تسرب غاز وراء انفجار مبنى اللاذقية", "sy.latakia", killed=4),
    ),
    "flood and collapse": (
        told("disaster", "سيول تضرب درنة", "ly.derna", killed=30),
        told("accident", "انهيار سد في درنة", "ly.derna", killed=30),
    ),
    "rocket and blast": (
        told("shelling", "صاروخ يسقط على سوق في تعز", "ye.taiz", killed=6),
        told("explosion", "انفجار في سوق بتعز", "ye.taiz", killed=6),
    ),
    "told the next day without a day": (
        told("shelling", "قصف على الفاشر", FASHER),
        told("shelling", "مصادر طبية: قتلى قصف الفاشر", FASHER, day=None, published=SUNDAY),
    ),
    "told on the same day, of some days before": (
        told("armed_clash", "كمين قرب مأرب", "ye.marib", day=FRIDAY, published=SUNDAY),
        told("armed_clash", "مقتل جنود في كمين بمأرب", "ye.marib", day=None, published=SUNDAY),
    ),
    "neither tells a day": (
        told("accident", "حريق في سوق أم درمان", OMDURMAN, day=None),
        told("accident", "النيران تلتهم محال في أم درمان", OMDURMAN, day=None),
    ),
    "the paper of the next morning, with the toll": (
        told("air_strike", "11 قتيلا في غارة على رفح", RAFAH, killed=11),
        told("air_strike", "غارة على رفح تقتل 11", RAFAH, day=SUNDAY, killed=11),
    ),
    "a suicide bombing that a paper dates a day late, in the same words": (
        told("suicide_bombing", "انتحاري يفجر نفسه وسط سوق الخضار بجلال آباد", "af.jalalabad"),
        told("suicide_bombing", "انتحاري يفجر نفسه وسط سوق الخضار بجلال آباد", "af.jalalabad", day=SUNDAY),
    ),
    "mentioned the day after as a known thing": (
        told("chemical_attack", "هجوم بالكلور على سراقب", "sy.idlib.saraqib"),
        told(
            "chemical_attack", "مفتشون إلى موقع الهجوم الكيماوي", "sy.idlib.saraqib", day=SUNDAY,
            trigger="الهجوم الكيماوي", central=False,
        ),
    ),
    "a protest mentioned the day after as a known thing": (
        told("protest", "مظاهرات في البصرة", "iq.basra", killed=4),
        told(
            "protest", "وزير يبحث الاحتجاجات", "iq.basra", day=SUNDAY, trigger="الاحتجاجات", central=False,
            killed=4,
        ),
    ),
    "a siege of three days": days("siege", "حصار الرستن", RASTAN, SATURDAY, MONDAY),
    "a flood of two days": days("disaster", "سيول درنة", "ly.derna"),
    "a blackout of two days": days("outage", "انقطاع الكهرباء عن عدن", "ye.taiz"),
    "an evacuation of two days": days("displacement", "قوافل المهجرين من الوعر", WAER),
    "an outbreak of two days": days("outbreak", "الكوليرا في صنعاء", "ye.sanaa"),
    "a truce that begins": days("truce", "وقف إطلاق النار في السويداء", "sy.suwayda.suwayda"),
    "the place only in the other's headline": (
        told("shelling", "قصف على الرستن", RASTAN),
        told("shelling", "قذائف على أطراف الرستن", country="SY", trigger="قذائف"),
    ),
    "no place, the same telling words": (
        told("accident", "تحطم مروحية عسكرية قرب بحيرة ومقتل طاقمها", country="EG", killed=6),
        told("accident", "مقتل طاقم مروحية عسكرية تحطمت قرب بحيرة", country="EG", killed=6),
    ),
    "a seldom thing without a place": (
        told("abduction", "خطف ثلاثة أطباء أجانب", "ly.sirte"),
        told("abduction", "مسلحون يخطفون ثلاثة أطباء أجانب", country="LY"),
    ),
    "no country, but the place in the words": (
        told("accident", "انهيار جسر في الجيزة", "eg.giza", killed=7),
        told("accident", "سبعة قتلى بانهيار جسر الجيزة", killed=7),
    ),
    "eyewitness and agency": (
        told("armed_clash", "شهود: إطلاق نار كثيف في بحري", BAHRI),
        told("armed_clash", "معارك بالخرطوم بحري", BAHRI),
    ),
    "the attack and who claims it": (
        told("suicide_bombing", "انتحاري يستهدف قاعة أعراس في كابل", "af.kabul", killed=40),
        told("suicide_bombing", "تنظيم يتبنى تفجير القاعة في كابل", "af.kabul", killed=40, central=False),
    ),
    "the attack and its condemnation": (
        told("air_strike", "غارة على مدرسة نازحين في جباليا", JABALIA, killed=18),
        told("air_strike", "إدانات لقصف مدرسة النازحين في جباليا", JABALIA, killed=18, central=False),
    ),
    "the raid and what it was aimed at": (
        told("air_strike", "غارة على البسطة في بيروت", BASTA, killed=11),
        told("air_strike", "غارة بيروت استهدفت قياديا", "lb.beirut", killed=11),
    ),
    "sirens and hit": (
        told("shelling", "صواريخ تصيب خاركيف", "ua.kharkiv"),
        told("shelling", "قتيلان بصواريخ على خاركيف", "ua.kharkiv", killed=2),
    ),
    "the accident and its inquiry": (
        told("accident", "غرق عبارة قرب الموصل", MOSUL, killed=70),
        told("accident", "توقيف مالك العبارة التي غرقت في الموصل", MOSUL, killed=70, central=False),
    ),
    "a hedged report and a sure one": (
        told("shelling", "أنباء عن قصف الفاشر", FASHER, killed=3),
        told("shelling", "مقتل ثلاثة بقصف على الفاشر", FASHER, killed=3),
    ),
}  # fmt: skip


def chosen(first, second):
    return choose(telling(second.event, second.article), [opened(first)], contains)


@pytest.mark.parametrize(("first", "second"), TRAPS.values(), ids=TRAPS)
def test_traps_stay_apart(first, second):
    """Two happenings never become one, whichever is told first."""
    for one, other in ((first, second), (second, first)):
        assert chosen(one, other).incident is None, chosen(one, other).why


@pytest.mark.parametrize(("first", "second"), JOINS.values(), ids=JOINS)
def test_one_happening_is_told_once(first, second):
    """One happening stays one; of two reports of one hour either may be asked first."""
    for one, other in ((first, second), (second, first)):
        if one.article.published > other.article.published:
            continue  # claims are asked in the order of publication, however they arrive
        assert chosen(one, other).incident is not None, chosen(one, other).why


def test_the_tables_are_as_long_as_they_promise():
    """At least 120 traps and 80 joins, each with a name of its own."""
    assert len({*TRAPS, *test_merge.APART}) >= 120
    assert len({*JOINS, *test_merge.ONE}) >= 80

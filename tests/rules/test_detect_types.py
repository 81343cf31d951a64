"""What is told as which kind of incident, and what only sounds like it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.detect.detector import Detector, load_detector
from crawler.model import Article, Event, EventType, Status

WEDNESDAY = datetime(2024, 5, 15, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def detector() -> Detector:
    return load_detector()


def events(detector: Detector, title: str, text: str = "") -> list[Event]:
    article = Article(
        id="1", publisher="p", url="https://p.example/1", title=title, text=text, published=WEDNESDAY
    )
    return detector.detect(article)


def told(detector: Detector, title: str, text: str = "") -> set[str]:
    return {e.type.value for e in events(detector, title, text) if e.status is Status.NEW}


TOLD = {
    # armed_clash
    "clashes": ("اشتباكات عنيفة بين فصيلين في بلدة جرابلس", "armed_clash"),
    "clashes with and": ("فالاشتباكات تجددت مساء الثلاثاء في ريف درعا", "armed_clash"),
    "battles rage": ("معارك طاحنة بين الجيش والمتمردين في محيط مدينة مأرب", "armed_clash"),
    "attack on positions": ("المسلحون يشنون هجوماً على مواقع للجيش في ريف حماة", "armed_clash"),
    "attack repelled": ("الجيش اليمني يتصدى لهجوم واسع للحوثيين غرب تعز", "armed_clash"),
    "infiltration foiled": ("إحباط محاولة تسلل على جبهة كفر نبل بريف إدلب", "armed_clash"),
    "ambush": ("مقتل ستة جنود في كمين نصبه مسلحون قرب تدمر", "armed_clash"),
    "incursion": ("توغلت قوات الاحتلال فجر الأربعاء في مدينة جنين", "armed_clash"),
    "soldiers killed, by whom unknown": ("مقتل أربعة جنود شمال مدينة الحسكة", "armed_clash"),
    # territory_change
    "took a town": ("سيطرت الفصائل على بلدة كفر زيتا بعد معارك", "territory_change"),
    "retook a hill": ("الجيش يستعيد تلة استراتيجية في ريف اللاذقية", "territory_change"),
    "freed villages": ("تحرير ثلاث قرى في محافظة البيضاء", "territory_change"),
    "fell into hands": ("سقطت مدينة الفاشر بيد قوات الدعم السريع", "territory_change"),
    "full control announced": ("الجيش يعلن السيطرة الكاملة على مدينة سرت", "territory_change"),
    # air_strike
    "raids": ("غارات جوية على حي جوبر في دمشق", "air_strike"),
    "raids with prefix": ("قتلى وجرحى بالغارات على مدينة دوما", "air_strike"),
    "planes bombed": ("قصفت طائرات حربية أطراف مدينة إدلب", "air_strike"),
    "bombed from the air": ("قصف جوي مكثف على مدينة خان يونس", "air_strike"),
    "barrel bombs": ("مروحيات تلقي براميل متفجرة على بلدة داعل", "air_strike"),
    "drone struck": ("طائرة مسيرة تستهدف سيارة في مدينة الباب", "air_strike"),
    "dual of raid": ("غارتان إسرائيليتان على مدينة صور", "air_strike"),
    # shelling
    "shelling by verb": ("وقصفت قوات النظام بلدة سرمين صباح الأربعاء", "shelling"),
    "mortars fell": ("سقوط قذائف هاون على حي الزهراء في حلب", "shelling"),
    "rockets": ("إطلاق صواريخ من جنوب لبنان باتجاه كريات شمونة", "shelling"),
    "missile intercepted": ("اعتراض صاروخ باليستي أطلق باتجاه مدينة جازان", "shelling"),
    "artillery targeted": ("مدفعية الجيش تستهدف أطراف بلدة الأتارب", "shelling"),
    # explosion
    "bomb went off": ("انفجار عبوة ناسفة في سوق مدينة عفرين", "explosion"),
    "car bomb": ("انفجار سيارة مفخخة في حي الكرادة ببغداد", "explosion"),
    "mine": ("مقتل طفلين بانفجار لغم في ريف دير الزور", "explosion"),
    "patrol hit by a bomb": ("استهداف دورية بعبوة ناسفة في مدينة درعا", "explosion"),
    # suicide_bombing
    "suicide attack": ("هجوم انتحاري يستهدف مسجدا في كابول", "suicide_bombing"),
    "blew himself up": ("انتحاري يفجر نفسه قرب حاجز في بنغازي", "suicide_bombing"),
    "belt": ("تفجير بحزام ناسف وسط مدينة مقديشو", "suicide_bombing"),
    # chemical_attack
    "chemical attack": ("هجوم كيماوي على مدينة خان شيخون", "chemical_attack"),
    "chlorine": ("قصف بغاز الكلور على بلدة اللطامنة", "chemical_attack"),
    "gas used": ("استخدام أسلحة كيميائية في بلدة سراقب", "chemical_attack"),
    # attack
    "shots at people": ("مسلح يطلق النار على مصلين في مدينة كركوك", "attack"),
    "ramming": ("عملية دهس في مدينة نيس", "attack"),
    "stabbing": ("هجوم بسكين في مدينة ليون", "attack"),
    "wounded by bullets": ("إصابة أربعة أشخاص برصاص حرس الحدود في بلدة الدرباسية", "attack"),
    "by bullets first": ("برصاص مجهولين.. مقتل شاب في بلدة الجيزة", "attack"),
    "sniper": ("مقتل امرأة برصاص قناص في حي الشعار بحلب", "attack"),
    "massacre": ("ارتكبت قوات النظام مجزرة في بلدة بنش", "attack"),
    "body found": ("العثور على جثة شاب مقتولا في مدينة طفس", "attack"),
    # assassination
    "assassination": ("اغتيال قيادي في فصيل محلي بمدينة الصنمين", "assassination"),
    "attempt": ("محاولة اغتيال ضابط في مدينة عدن", "assassination"),
    "passive": ("اغتيل رئيس المجلس المحلي في بلدة الغارية", "assassination"),
    # abduction
    "kidnapped": ("مسلحون يخطفون طبيباً في مدينة السويداء", "abduction"),
    "hostages": ("احتجاز رهائن في مصرف بمدينة طرابلس", "abduction"),
    "verbal noun": ("اختطاف صحفي في العاصمة صنعاء", "abduction"),
    # arrest
    "arrested": ("الشرطة تعتقل عشرة أشخاص في مدينة إسطنبول", "arrest"),
    "caught": ("إلقاء القبض على متهم بالسرقة في البصرة", "arrest"),
    "raids and arrests": ("حملة مداهمات واعتقالات في الخليل", "arrest"),
    "held by police": ("الشرطة توقف ثلاثة رجال في بروكسل", "arrest"),
    "gave himself up": ("رئيس الوزراء السابق يسلم نفسه للشرطة في كوالالمبور", "arrest"),
    # protest
    "demonstration": ("مظاهرة حاشدة في مدينة السويداء", "protest"),
    "verb": ("تظاهر المئات في ساحة التحرير ببغداد", "protest"),
    "strike": ("إضراب عام في مدينة نابلس", "protest"),
    "sit-in": ("اعتصام أمام البرلمان في بيروت", "protest"),
    "protesters shot": ("مقتل ثلاثة متظاهرين برصاص الأمن في الناصرية", "protest"),
    # riot
    "riots": ("أعمال شغب في مدينة مرسيليا", "riot"),
    "cars burnt": ("محتجون يحرقون سيارات في باريس", "riot"),
    "stones": ("رشق الحافلات بالحجارة في القدس", "riot"),
    # siege
    "besieged": ("حاصرت القوات بلدة زاكية من جهاتها كلها", "siege"),
    "siege laid": ("النظام يفرض حصاراً على درعا البلد", "siege"),
    "crossing closed": ("إغلاق معبر نصيب على الحدود الأردنية", "siege"),
    "road cut": ("قطع طريق حلب دمشق الدولي قرب معرة النعمان", "siege"),
    # displacement
    "fled": ("نزوح مئات العائلات من بلدة كفر عويد", "displacement"),
    "evacuated": ("إجلاء آلاف المدنيين من مدينة داريا", "displacement"),
    "families flee": ("فرار عشرات العائلات من مدينة رفح", "displacement"),
    "buses leave": ("خروج أول دفعة من مقاتلي الفصائل من حي الوعر", "displacement"),
    # truce
    "truce begins": ("دخول هدنة حيز التنفيذ في مدينة الحديدة", "truce"),
    "agreement": ("التوصل إلى اتفاق تهدئة في بلدة كناكر", "truce"),
    "prisoners exchanged": ("تبادل أسرى بين الطرفين في تعز", "truce"),
    # outage
    "power cut": ("انقطاع الكهرباء عن مدينة القامشلي", "outage"),
    "net cut": ("انقطاع الإنترنت عن مدينة أم درمان", "outage"),
    "water cut": ("انقطعت المياه عن أحياء مدينة الحسكة", "outage"),
    # accident
    "traffic": ("مصرع خمسة أشخاص في حادث سير قرب مدينة حمص", "accident"),
    "dual of accident": ("ثلاثة قتلى في حادثي سير بمدينة طرطوس", "accident"),
    "plane crash": ("تحطم طائرة عسكرية قرب مدينة بوفاريك", "accident"),
    "boat sank": ("غرق قارب مهاجرين قبالة سواحل صفاقس", "accident"),
    "drowned": ("وفاة طفل غرقا في نهر الفرات قرب الرقة", "accident"),
    "fire": ("اندلاع حريق في سوق شعبي بمدينة عدن", "accident"),
    "house fell": ("انهيار مبنى سكني في حي الصالحين بحلب", "accident"),
    "trains collided": ("اصطدام قطارين قرب مدينة الإسكندرية", "accident"),
    # disaster
    "earthquake": ("زلزال بقوة 5 درجات يضرب مدينة ملاطية", "disaster"),
    "floods": ("سيول تجتاح مدينة درنة", "disaster"),
    "storm": ("عاصفة ثلجية تضرب مخيمات عرسال", "disaster"),
    "landslide": ("انهيار أرضي يطمر منازل في محافظة تعز", "disaster"),
    # outbreaks:
    "cholera": ("تفشي الكوليرا في مدينة الرقة", "outbreak"),
    "poisoned": ("حالات تسمم بين طلاب مدرسة في الموصل", "outbreak"),
}

SILENT = {
    # other words that look like triggers
    "a bird, not a flyer": "معرض للطيور في مدينة اللاذقية",
    "ناشط is not نشط": "ناشطون يطلقون مبادرة لتنظيف شوارع مدينة حمص",
    "neighbourhoods are not revival": "إحياء حفل فني في مدينة بيروت",
    "change is no raid": "شركة تغير اسمها في دبي",
    "a journey is no expulsion": "رحلة مدرسية إلى قلعة حلب",
    "a means is no flood": "وسيلة جديدة لعلاج الصداع في عمان",
    "saving is no fleeing": "مشروع يوفر آلاف الوظائف في تونس",
    "dawn is no blast": "صلاة الفجر في المسجد الأموي بدمشق",
    "solidarity is no place": "رسالة للتضامن مع الأيتام في عمان",
    "emigration": "مؤتمر عن الهجرة في مدينة مالمو",
    # sport
    "attacking football": "هجوم ضعيف لمنتخب مصر أمام لاعبي الكاميرون في كأس أفريقيا والمدرب يشيد بفريقه",
    "penalty": "ركلة جزاء تمنح الفريق ثلاث نقاط في الدوري وهدف للاعب البديل",
    "match shot": "قذيفة من خارج المنطقة تهز شباك الفريق الضيف في المباراة وهدف ثان في الشوط الثاني",
    "injury": "إصابة لاعب ريال مدريد قبل مباراة الدوري والمدرب يستبعده من المنتخب",
    # culture
    "film": "فيلم جديد عن معركة حطين في مهرجان القاهرة والممثل يتحدث عن دوره",
    "series": "مسلسل يروي قصة اغتيال الملك والممثل والمخرج يوقعان العقد",
    "game": "لعبة فيديو جديدة عن قصف المدن والرواية والفيلم في الطريق",
    # figures of speech
    "verbal attack": "وزير يشن هجوماً لاذعاً على المعارضة في بيروت",
    "cyber attack": "هجوم إلكتروني على موقع وزارة في الرياض",
    "trade war": "حرب تجارية بين بكين وواشنطن",
    "price explosion": "جنون الأسعار في أسواق دمشق",
    "mind control": "السيطرة على السكري بالغذاء",
    "election battle": "معركة انتخابية حامية في إسطنبول",
    "talks collapse": "انهيار المفاوضات في جنيف",
    # threats, plans, demands
    "threat": "وزير الدفاع يهدد بقصف بيروت",
    "warning": "الأمم المتحدة تحذر من مجزرة في مدينة إدلب",
    "plan": "الجيش يستعد لاقتحام مدينة الرقة",
    "demand": "منظمات تطالب بوقف القصف على مدينة إدلب",
    "call": "الأمم المتحدة تدعو إلى هدنة في الحديدة",
    "will": "قوات النظام ستقصف المدينة إذا رفضت",
    "condition": "إذا قصفت الطائرات مدينة إدلب فسيكون الرد قاسيا",
    "fear": "مخاوف من نزوح آلاف المدنيين من رفح",
    "aim": "حشود عسكرية للسيطرة على مدينة سرت",
    "may": "واشنطن: من المتوقع شن غارات على صعدة",
    "warrant": "أوامر اعتقال بحق ثلاثة ضباط في باريس",
    "refused": "فشل التوصل إلى اتفاق تهدئة في درعا",
    "withdrawn": "تركيا تلغي عملية عسكرية في تل رفعت",
    # denial
    "denied": "الجيش ينفي قصف مدينة الزاوية",
    "did not": "لم تقصف الطائرات مدينة حلب الأربعاء",
    "no truth": "لا صحة لأنباء اغتيال القيادي في إدلب",
    "without": "مرت الليلة دون قصف على مدينة غزة",
    "reports false": "تقارير اعتقال الوزير في الدوحة كاذبة",
    # courts
    "verdict": "محكمة في بغداد تحكم بالسجن على منفذ تفجير الكرادة",
    "trial": "محاكمة المتهمين باغتيال الوزير في تونس",
    "sentenced": "محكمة تقضي بإعدام ثلاثة أدينوا بالقتل في القاهرة",
    # the past
    "anniversary": "الذكرى العاشرة لمجزرة الحولة",
    "years ago": "قبل عشر سنوات قصفت الطائرات مدينة داريا",
    "that year": "في عام 2016 سيطر الجيش على مدينة تدمر",
    "since the start": "مقتل 300 مدني منذ بداية العام في درعا",
    "round-up": "أبرز الهجمات في باريس خلال عشر سنوات",
    # drills
    "drill": "مناورة عسكرية تحاكي اقتحام مواقع في مأرب",
    "exercise": "تمرين على إجلاء المصابين في مطار عمان",
    # talk
    "meeting": "اجتماع في جنيف لبحث ملف المعتقلين",
    "opinion": "رأي: لماذا يستمر القتال في السودان",
    "profile": "من هو القيادي الجديد في صنعاء",
    "statement": "وزير الخارجية يؤكد متانة العلاقات مع الرياض",
    "economy": "ارتفاع أسعار النفط في لندن",
    "weather report": "الطقس: أجواء ربيعية في دمشق",
    "health advice": "خمس نصائح لتجنب الإنفلونزا",
    "solar storm": "عاصفة شمسية تضرب الأرض",
    "political quake": "زلزال سياسي في روما",
    "strikes the goal": "صلاح يدك حصون روما",
    "cultural show": "تظاهرة ثقافية في بروكسل",
    "hits a wall of demands": "اصطدم النادي بمطالب المدافع في برشلونة",
    "bombshell": "الوزيرة تفجر مفاجأة في القاهرة",
    "brain drain": "نزوح العقول من بيروت",
    "planned arson": "تشديد العقوبات على حرق الغابات في أنقرة",
    "a market stormed": "شركة تقتحم سوق السيارات في ألمانيا",
    "a question": "هل تنجح معركة الإصلاح في بيروت؟",
    "prevention": "الشرطة تمنع مظاهرة في عمان",
    "aid": "وصول قافلة مساعدات إلى مدينة الحسكة",
    "shelling of words": "المرشحون يتبادلون القصف الكلامي في بيروت",
    "political bomb": "مرشح يفجر قنبلة سياسية في بيروت",
    "prices explode": "انفجار الأسعار في أسواق دمشق",
    "besieged by debts": "الديون تحاصر الناس في حلب: تحاصرهم الديون",
    "stands explode": "انفجرت المدرجات فرحا في حلب",
    "training": "تدريب على إخلاء مدرسة من حريق مفترض في حماة",
    "a drone flies": "طائرة مسيرة تحلق فوق بيروت",
}


@pytest.mark.parametrize(("title", "kind"), TOLD.values(), ids=TOLD)
def test_a_happening_is_told_as_its_kind(detector: Detector, title: str, kind: str) -> None:
    """A headline that tells of an incident gives an incident of that type."""
    assert kind in told(detector, title)


@pytest.mark.parametrize("title", SILENT.values(), ids=SILENT)
def test_what_only_sounds_like_it_stays_silent(detector: Detector, title: str) -> None:
    """Words of war without a happening raise no alert."""
    assert told(detector, title) == set()


def test_every_type_has_rows() -> None:
    """The table covers all twenty types, so that none is forgotten."""
    assert {kind for _, kind in TOLD.values()} == {kind.value for kind in EventType}

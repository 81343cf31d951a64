"""Words beside a name that tell whether it is a place, and what the place does in its sentence.

Each set is words as written; they are compared folded. A set names what its words announce.
"""

from __future__ import annotations

from functools import lru_cache

from crawler.arabic.fold import fold
from crawler.arabic.tokens import readings
from crawler.places.kinds import HEADS, Head


def _words(*lines: str) -> frozenset[str]:
    return frozenset(fold(" ".join(lines)).split())


# شمال دمشق, جنوب غربي إدلب: the place stays what it is.
DIRECTIONS = _words(
    "شمال شمالي شمالا جنوب جنوبي جنوبا شرق شرقي شرقا غرب غربي غربا وسط شمالها جنوبها شرقها غربها"
)
SIDES = _words("الشمالي الجنوبي الشرقي الغربي الأوسط الشمالية الجنوبية الشرقية الغربية")  # ريف حلب الشمالي
# Words that only a place follows; أهالي القدم is no football.
SURROUNDINGS = _words(
    "أهالي سكان محيط أطراف مشارف ضواحي جبهة جبهات محور محاور شوارع أحياء بلدية قرب بالقرب قبالة باتجاه صوب",
    "عاصمة جرود تخوم أنحاء مداخل مدخل سماء أجواء سواحل حدود بلدتي حيي قريتي مدينتي",
)
# Words that often govern a place but other nouns too; enough for a name that is known from elsewhere.
GOVERNORS = _words(
    "في من إلى على نحو عن عند داخل خارج حول عبر قصف قصفت يقصف استهدف استهدفت استهداف اقتحم اقتحام",
    "اقتحمت دخل",
    "دخلت دخول غادر غادرت حصار محاصرة تحرير سقوط هجوم السيطرة استعادة معركة معارك بين ضرب يضرب هز تهز يهز",
    "شهدت شهد تشهد وصل وصلت بلغ اجتاح اجتاحت سيول زلزال جنود مطار وسط غرب شرق شمال جنوب لدى",
)
PREPOSITIONS = _words("في من إلى نحو داخل خارج قرب باتجاه دخل دخول اقتحام اقتحم قصف استهدف حصار تحرير")
# What an ordinary word must stand after to be a place where nothing else ties it to one.
BEFORE_A_PLACE = PREPOSITIONS | SURROUNDINGS | DIRECTIONS | SIDES
# The name belongs to an outlet, a team, a party, a brigade: no place at all.
ORGANISATIONS = _words(
    "جريدة الجريدة صحيفة صحف مجلة قناة قناتي قنوات فضائية وكالة وكالات إذاعة راديو تلفزيون موقع شبكة مرصد",
    "المرصد نادي فريق منتخب منتخبي المنتخب لاعب مدرب شركة شركات بنك مصرف مؤسسة منظمة جمعية رابطة",
    "اتحاد نقابة",
    "حزب حركة تيار ائتلاف تجمع تحالف جيش لواء ألوية كتيبة كتائب فرقة فيلق سرايا سرية حراس شهداء أسود صقور",
    "تنظيم هيئة دار مركز معهد مجموعة مسلسل فيلم أغنية رواية كتاب ديوان برنامج عملية درع فرع ريال",
    "أتلتيكو اتلتيكو دينامو سبورتينغ صندوق",
    "مبادرة حملة دوري كأس بطولة",
)
# The name stands for a meeting or a paper that was made there.
MEETINGS = _words(
    "مؤتمر اتفاق اتفاقية اتفاقات محادثات مفاوضات مباحثات مسار قمة قمتي معاهدة بروتوكول إعلان بيان",
    "وثيقة معرض مهرجان جائزة ماراثون منتدى بورصة أولمبياد جولة اجتماع اجتماعات لقاء",
)
# The name stands for a state or an office that acts or is spoken to.
OFFICES = _words(
    "حكومة نظام سفير سفيرة سفارة سفارتي قنصلية قنصل رئيس رئيسة وزير وزراء وزارة خارجية دفاع داخلية",
    "مندوب ممثل",
    "مبعوث ملك أمير سلطان عاهل محافظ والي حاكم عمدة شرطة قوات شعب جامعة رئاسة برلمان محكمة جمهورية",
    "مملكة دولة",
    "سياسة موقف علم عملة اقتصاد تاريخ جواز",
)
# After these a name is a person's: أبو دوما, بن زايد, آل مكتوم.
KIN = _words("أبو أبي أبا بن ابن بنت آل عبد ذو نجل")
MOTHER = _words("أم")  # also "or": دمشق أم حلب
TITLES = _words(
    "السيد السيدة الدكتور الشيخ الشيخة الأمير اللواء العميد العقيد المقدم الرائد النقيب الملازم",
    "العماد الفريق",
    "الشهيد الرئيس الوزير النائب المطرب المطربة الفنان الفنانة الممثل الممثلة اللاعب المدرب الأستاذ",
    "المهندس",
    "الحاج الملك الإعلامي الإعلامية الصحفي الصحافي القائد القيادي الكابتن زميله زميلها الزميل المواطن",
)
# Not علي, حسن and such that fold to another word.
FIRST_NAMES = _words(
    "محمد أحمد محمود مصطفى عمر عثمان خالد وليد سامي سمير باسل بشار ماهر حافظ رفعت إبراهيم إسماعيل",
    "يوسف يعقوب",
    "حسين جعفر صادق مرتضى عباس حيدر كاظم نوري هادي فؤاد فادي طارق زياد رامي ياسر عماد غسان نبيل عادل كريم",
    "عبدالله عبدالرحمن عبدالعزيز عبدالكريم فهد فيصل نايف بندر مشعل سلمان مشاري جورج",
    "جون توني مايكل ديفيد جاك بيار إلياس أنطوان شارل مروان قاسم هشام أيمن أسامة أنس بلال حمزة فارس",
    "فاطمة زينب عائشة مريم خديجة رنا ريم سلمى هند ليلى نادين نانسي هيفاء أصالة دينزل فراس مالك معاذ",
)
# A body that speaks: the place is only where its seat is.
SPEAKING_PLACE = _words(
    "مقره مقرها مقرا مركزه مراسل مراسلنا مراسلتنا مراسلها مراسله مكتب مكتبها مكتبه الصحفي الصحافي"
)
SPEECH = _words(
    "قال قالت أعلن أعلنت أكد أكدت أضاف أضافت صرح صرحت اتهم اتهمت حذر حذرت دعا دعت طالب طالبت رفض رفضت",
    "نفى نفت",
    "أدان أدانت نددت ندد اعتبر اعتبرت رحب رحبت ردت رد هدد هددت تقول تتهم تعلن تنفي تدعو تدين تحذر",
    "ترفض تؤكد",
    "وافقت ترد تطالب عبر عبرت أعربت استدعت تستدعي",
)
VISITS = _words(
    "زيارة زيارته زيارتها زار تزور يزور مؤتمر اجتماع اجتماعا محادثات مباحثات مفاوضات قمة لقاء لقاءات التقى",
    "منتدى",
)
# A person from somewhere; what happens to him may happen elsewhere.
PEOPLE = _words(
    "ناشط ناشطة ناشطون ناشطين شاب الشاب شابا شابة رجل الرجل طفل الطفل طفلة الطفلة مواطن مواطنة امرأة",
    "سيدة لاجئ",
    "لاجئة لاجئين طبيب صحفي صحافي إعلامي مقاتل قيادي القيادي ضابط عنصر وهو وهم المنحدر ينحدر تنحدر ينحدرون",
    "المنحدرين ينحدران أصله أصلها أشخاص شبان نازح نازحين نازحون النازحين قادم قادما قادمة القادمين أصيلة",
)
ROADS = _words(
    "طريق الطريق طرق الطريقان الطريقين",
    " أوتوستراد اوتستراد اتستراد الأوتوستراد الاوتستراد الواصل الواصلة الرابط الرابطة",
)
BASES = _words("مطار المطار قاعدة القاعدة محطة المحطة")
# Adjectives that follow a name and belong to its kind word: مدينة بانياس الساحلية, معسكر X الاستراتيجي.
DESCRIPTIONS = _words(
    "الساحلية الساحلي الجبلية الجبلي الاستراتيجية الاستراتيجي النفطية النفطي السياحية السياحي",
    "الصناعية الزراعية التاريخية الريفية النائية الإسرائيلية المحتلة المحتل الجديدة الحالية",
    "المحاصرة المحاصر الحدودية الحدودي",
)
# A journey's ends; the accident is somewhere between: "قطار متجه من أضنة إلى مرسين".
VEHICLES = _words(
    "طائرة الطائرة طائرات قطار القطار حافلة الحافلة حافلات باص سفينة السفينة قارب القارب زورق مركب عبارة",
    "رحلة الرحلة رحلتها رحلته شاحنة الشاحنة شاحنات سيارة السيارة مروحية المروحية ناقلة الناقلة قافلة القافلة",
    "قوارب سفن راكبا راكب ركاب الركاب",
)
JOURNEYS = _words(
    "متجها متجهة متجه المتجه المتجهة المتجهين متوجها متوجهة المتوجه المتوجهة قادما قادمة القادم القادمة",
    "طريقه طريقها طريقهم عائدا عائدة العائد العائدة أقلعت أقلع انطلقت انطلق المنطلقة منطلقة وجهتها وجهته",
    "تقل رحلة رحلتها رحلته الرحلة تعمل يربط تربط المنطلق عودته عودتها",
)
MISSILES = _words("صاروخ صواريخ صاروخا صاروخين مسيرة مسيرات طائرة قذائف قذيفة مقذوفات الصاروخ الصواريخ")
LAUNCHES = _words(
    "أطلق أطلقت أطلقته أطلقتها أطلقه أطلقها أطلقوا أطلقوه أطلقوها إطلاق إطلاقه إطلاقها انطلق انطلقت أطلقا"
)
# Two states of which something is said, none of which is where: "أزمة بين لندن وموسكو".
RELATIONS = _words(
    "أزمة الأزمة توتر التوتر توترات خلاف الخلاف خلافات علاقات العلاقات العلاقة تعاون التعاون تنسيق التنسيق",
    "اتفاق اتفاقية محادثات المحادثات مفاوضات المفاوضات مباحثات تحالف شراكة وساطة تقارب التقارب قطيعة",
    "مصالحة سجال ثقة الثقة تصعيد مواجهة دبلوماسية الدبلوماسية الحرب الكلامية الباردة الهوة اتصالات مشاورات",
)
# An office of the place itself: what it tells happened there, if nothing else says where.
TOWN_OFFICES = _words("محافظ والي عمدة شرطة بلدية قائمقام نيابة صحة إطفاء إسعاف مطافئ")
# Capitals have these as states: حكومة دمشق, but حكومة إقليم.
LOCAL_OFFICES = TOWN_OFFICES | _words("حاكم مدعي مجلس إدارة حكومة رئيس أمن دفاع")
INSIDE = _words("في ضمن داخل")
BELONGING = _words(
    "التابعة التابع التابعتين الواقعة الواقع الواقعتين المجاور المجاورة القريبة القريب بمحاذاة"
)

# Around the word as it is in its ordinary sense: (word, who stands before) and (word, who stands after).
ORDINARY_AFTER: dict[str, frozenset[str]] = {
    "قدم": _words("كرة لكرة بكرة كره إصبع باطن كاحل كعب أصابع مشط إصابة مرض السكري ركلة"),
    "تضامن": _words("حملة لجنة روح مبدأ قيم وزارة وزيرة"),
    "تحرير": _words("جبهة حزب منظمة حركة هيئة"),
    "ميدان": _words("الحكم خارج أرض أرضية عناصر"),
    "عين": _words("نصب رأي شاهد قرة طرفة"),
}
ORDINARY_BEFORE: dict[str, frozenset[str]] = {
    "قدم": _words("وساق اليمنى اليسرى السكري السكرية الأمريكية الشاطئية المساواة"),
    "تضامن": _words("مع معه معها معهم الدولي العربي الإسلامي الشعبي الاجتماعي الإنساني بين الكامل"),
    "ضمير": _words("العالمي الإنساني العالم الحي المهني"),
    "سوريا": _words("الديمقراطية الديموقراطية"),  # the forces
    "قدس": _words("العربي"),  # the newspaper
    "شرق": _words("الأوسط"),
    # A country's name inside that of a continent or a part of the world.
    "امريكا": _words("اللاتينية الجنوبية الشمالية الوسطى"),
    "مغرب": _words("العربي الكبير الإسلامي الأقصى والعشاء"),
    "تحرير": _words("الوطني الوطنية الفلسطينية"),  # a party's, like منظمة التحرير
}
# With the word after it no name at all, whatever stands before: his birthplace is not Muscat.
IDIOMS: dict[str, frozenset[str]] = {
    "مسقط": _words("رأس رأسه رأسها رأسهم رأسهما رأسي رأسك رأسنا الرأس"),
}
SENTENCE_ENDS = frozenset(".؟?!\n؛")
# Clubs: مانشستر سيتي.
CLUBS_AFTER = _words("سيتي يونايتد هوتسبير فيكتوري")
_NOT_PEELED = frozenset("سك")  # no one writes سدمشق; كدمشق is rare and كفر is a word of its own


@lru_cache(maxsize=100_000)
def head_of(word: str) -> Head | None:
    """Return what a folded word announces if it is a kind word without ال: ومدينة, بريف, لحيي."""
    for reading in readings(word):
        if reading.stem in HEADS and not reading.article and not _NOT_PEELED & set(reading.prefix):
            return HEADS[reading.stem]
    return None


@lru_cache(maxsize=100_000)
def forms(word: str) -> frozenset[str]:
    """Return a folded word with and without the small words before it, to look up in a set."""
    return frozenset(("ال" if reading.article else "") + reading.stem for reading in readings(word))

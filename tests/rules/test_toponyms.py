"""Which words of a text are places, and which place each means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.arabic.tokens import tokenize
from crawler.places.gazetteer import Gazetteer
from crawler.places.toponyms import Toponym, find_toponyms

GAZETTEER = Gazetteer.load()


def read(text: str, country: str | None = None) -> list[Toponym]:
    return find_toponyms(tokenize(text), GAZETTEER, country, text)


def usual_name(toponym: Toponym) -> str:
    place = toponym.place
    return GAZETTEER.get(place.id).name if place.id else place.name


def names(text: str) -> list[str]:
    return [usual_name(toponym) for toponym in read(text)]


def ids(text: str, country: str | None = None) -> list[str]:
    return [toponym.place.id for toponym in read(text, country)]


PLACES = {
    "a kind word before": ("اشتباكات في حي القدم", ["القدم"]),
    "kind word with a preposition on it": ("انفجار بحي القدم مساء أمس", ["القدم"]),
    "kind word with ل": ("المدخل الشمالي لحي التضامن", ["التضامن"]),
    "kind word with و": ("وحي العسالي المجاور", ["العسالي"]),
    "dual shares its kind word": ("قصف على حيي التضامن والقدم", ["التضامن", "القدم"]),
    "dual, then another kind": ("في حيي التضامن ومخيم اليرموك", ["التضامن", "اليرموك"]),
    "plural shares its kind word": ("نزوح من أحياء القدم والتضامن والعسالي", ["القدم", "التضامن", "العسالي"]),
    "list with commas": ("أحياء القدم، التضامن، العسالي", ["القدم", "التضامن", "العسالي"]),
    "towns in a row": ("بلدات يلدا وببيلا وبيت سحم", ["يلدا", "ببيلا", "بيت سحم"]),
    "list in brackets": (
        "مناطق (مخيم اليرموك، الحجر الأسود، العسالي)",
        ["اليرموك", "الحجر الأسود", "العسالي"],
    ),
    "ordinary word by direction": ("سقطت قذيفة في القدم جنوب دمشق", ["القدم", "جنوب دمشق"]),
    "ordinary word in its city": ("سقطت قذيفة في التضامن بدمشق", ["التضامن", "دمشق"]),
    "ordinary word beside a sure neighbour": ("قصف القدم والحجر الأسود", ["القدم", "الحجر الأسود"]),
    "ordinary word after a sure mention": (
        "اقتحمت القوات حي القدم فجرا. وقال سكان إن القصف على القدم توقف، ثم دخلت سيارات إلى القدم",
        ["القدم", "القدم"],
    ),
    "inhabitants are of a place": ("أهالي التضامن في دمشق يشتكون", ["التضامن", "دمشق"]),
    "town that is a conscience": ("في مدينة ضمير شمال شرق دمشق", ["ضمير", "دمشق"]),
    "town that is a conscience, with its governorate": ("هدوء في ضمير بريف دمشق", ["ضمير", "ريف دمشق"]),
    "town that is a hill": ("اعتقالات في مدينة التل بريف دمشق", ["التل", "ريف دمشق"]),
    "square beside which something is called": ("انفجار قرب ساحة العباسيين", ["العباسيين"]),
    "camp's own name": ("حصار مخيم اليرموك", ["اليرموك"]),
    "prefix ب": ("انفجار بدمشق", ["دمشق"]),
    "prefix و": ("وجوبر تحت القصف", ["جوبر"]),
    "prefix وب": ("وبحرستا سقطت قذائف", ["حرستا"]),
    "prefix ل with ال": ("تقدم باتجاه الحجر الأسود ودخول للقابون", ["الحجر الأسود", "القابون"]),
    "prefix ل": ("قصف لدوما", ["دوما"]),
    "hashtag": ("#دوما تحت القصف", ["دوما"]),
    "hashtag with a joining mark": ("غارات على #ريف_دمشق اليوم", ["ريف دمشق"]),
    "joined by a hyphen": ("قصف بيت-سحم", ["بيت سحم"]),
    "vowel marks": ("قَصْفٌ على دُومَا", ["دوما"]),
    "stretched letters": ("قصف على دومـــا", ["دوما"]),
    "hamza left out": ("قتلى في ادلب", ["إدلب"]),
    "final ta left undotted": ("غارة على مدينة المعضميه", ["المعضمية"]),
    "alif doubled in a misspelled town": ("اقتحموا بلدة القاريتين", ["القريتين"]),
    "well spelled without hamza": ("قاعدة في منطقة بير القصب", ["بئر القصب"]),
    "fused spelling": ("حاجز عند كفر سوسة", ["كفرسوسة"]),
    "split spelling": ("غارة على كفربطنا", ["كفربطنا"]),
    "misspelled letter after a kind word": ("قصف على مدينة ظمير بريف دمشق", ["ضمير", "ريف دمشق"]),
    "old name of a shrine's town": ("تفجير في بلدة الست زينب", ["السيدة زينب"]),
    "longest name wins": ("قصف الزاهرة القديمة في دمشق", ["الزاهرة القديمة", "دمشق"]),
    "governorate with the same word": ("قصف على ريف دمشق", ["ريف دمشق"]),
    "region": ("غارات على الغوطة الشرقية", ["الغوطة الشرقية"]),
    "region's short name": ("المعارك في الغوطة مستمرة", ["الغوطة الشرقية"]),
    "camp beside a town": ("مخيم خان الشيح", ["خان الشيح"]),
    "airport by its own row": ("قصف مطار دمشق الدولي", ["مطار دمشق الدولي"]),
    "airport named after a town": ("غارات على مطار حماة", ["مطار حماة العسكري"]),
    "university is a site, not its city": ("انفجار أمام جامعة دمشق", ["جامعة دمشق"]),
    "street named after a city": ("انفجار في شارع بغداد وسط دمشق", ["شارع بغداد", "دمشق"]),
    "prison": ("تمرد في سجن عدرا", ["سجن عدرا"]),
    "country": ("انفجار في سوريا", ["سوريا"]),
    "capital in words": ("انفجار في العاصمة السورية", ["دمشق"]),
    "front line of a quarter": ("معارك على جبهة جوبر", ["جوبر"]),
    "known country named like an adjective": ("هجوم في مالي على قاعدة", ["مالي"]),
    "city in quotation marks": ("قصف مدينة «دوما»", ["دوما"]),
    "line break ends nothing": ("القصف مستمر\nدوما تحت النار", ["دوما"]),
    "side of a countryside": ("قصف على ريف دمشق الغربي", ["ريف دمشق الغربي"]),
    "unknown village with its governorate": (
        "قصف قرية عين البيضانة بريف إدلب",
        ["عين البيضانة", "إدلب"],
    ),
    "unknown village of one word": ("غارة على قرية الجربوعة شرقي النبك", ["الجربوعة", "النبك"]),
    "unknown village before the sentence goes on": (
        "استهدفت المدفعية قرية الجربوعة مساء أمس وأصابت منازل",
        ["الجربوعة"],
    ),
    "unknown name of two words": ("في قرية تل الدندون جنوب النبك", ["تل الدندون", "النبك"]),
    "unknown state with its country": ("فيضان في ولاية بنداغار الهندية", ["بنداغار"]),
    "nothing but a town": ("دوما", ["دوما"]),
    "a city and its countryside": ("تصعيد في دمشق وريفها", ["دمشق", "ريف دمشق"]),
    "unknown second of a pair": ("قصف سرجة وقوقفع بريف إدلب", ["سرجة", "قوقفع", "إدلب"]),
    "quarter of the town named after it": ("في حي الوحدة بجرمانا", ["الوحدة", "جرمانا"]),
    "quarter of the town named before it": ("في جرمانا، اعتقلوا شبانا من حي الروضة", ["جرمانا", "الروضة"]),
    "capital that is a birthplace's word": ("انفجار في مسقط صباح اليوم", ["مسقط"]),
    "birthplace in a city": ("عاد إلى مسقط رأسه في حلب", ["حلب"]),
    "quarters, spelled with hamza above": ("قصف على أحياء القابون", ["القابون"]),
    "like a capital": ("مدن كدمشق لم تعرف الهدوء", ["دمشق"]),
    "like a quarter, with ال": ("مناطق كالقابون وجوبر", ["القابون", "جوبر"]),
    "ocean": ("غرق قارب في المحيط الأطلسي", ["المحيط الأطلسي"]),
    "country of a continent's name": ("حريق في جنوب أفريقيا", ["جنوب أفريقيا"]),
    "country beside its continent": ("احتجاجات في فنزويلا بأمريكا اللاتينية", ["فنزويلا"]),
    "America is a country": ("إطلاق نار في أمريكا", ["الولايات المتحدة"]),
    "city of a club, where something happened": ("شغب في ليفربول بعد مباراة القمة", ["ليفربول"]),
    "city of a club, bombed": ("مقتل لاعب بقصف على حلب", ["حلب"]),
    "prisoners' club is no sport": ("نادي الأسير: اعتقال شبان من نابلس وجنين", ["نابلس", "جنين"]),
    "camp whose name goes on": ("اشتباكات في مخيم عين الحلوة", ["عين الحلوة"]),
    "town before a direction": ("سقطت قذيفة على الباب شرقي حلب", ["الباب", "ريف حلب الشرقي"]),
    "town with a kind word before a direction": ("قصف مدينة الباب شرقي حلب", ["الباب", "ريف حلب الشرقي"]),
    "ال left out before another": ("غارات على غوطة دمشق الشرقية", ["الغوطة الشرقية"]),
    "ال left out after a kind word": ("قصف حي شيخ مقصود", ["الشيخ مقصود"]),
    "country with ال": ("فيضانات في الهند", ["الهند"]),
    "two names of one town": ("قصف عين العرب (كوباني) شمال حلب", ["عين العرب", "ريف حلب الشمالي"]),
    "two names of one town, the other first": ("انفجار في مدينة كوباني (عين العرب)", ["عين العرب"]),
    "two towns in brackets": ("قصف دوما (حرستا)", ["دوما", "حرستا"]),
    "road by its letter and number": ("اشتباكات على الطريق الدولي M5", ["الطريق الدولي M5"]),
    "road by its letter in Arabic": ("رتل على الطريق الدولي إم 5", ["الطريق الدولي M5"]),
    "road's letter in quotation marks": ('قطع طريق "M4" شرق أريحا', ["الطريق الدولي M4", "أريحا"]),
    "two roads": ("تقدم نحو الطريقين الدوليين M4 وM5", ["الطريق الدولي M4", "الطريق الدولي M5"]),
    "airbase by its letter": ("غارة إسرائيلية على مطار T4", ["التيفور"]),
    "airbase by two names": ("غارة على مطار التيفور (T4)", ["التيفور"]),
    "base and the town it lies in": ("هجوم على إدارة المركبات في حرستا", ["إدارة المركبات", "حرستا"]),
    "known only with its town": ("قصف المربع الأمني في كوباني", ["المربع الأمني في كوباني", "عين العرب"]),
    "quarter called after what parties are too": ("قصف حي التحرير", ["التحرير"]),
    "settlement": ("إطلاق نار قرب مستوطنة بساغور شرق القدس", ["بساغور", "القدس"]),
    "unknown name before an adjective of its kind": ("فيضان في مدينة بندالور الساحلية", ["بندالور"]),
    "an adjective before what contains it": ("قصف قرية البيضانة الحدودية بريف إدلب", ["البيضانة", "إدلب"]),
    "foreign state": ("حريق في سجن بولاية كارابوبو الفنزويلية", ["كارابوبو"]),
    "foreign state in another spelling": ("فيضانات في ولاية جهارخاند شرق الهند", ["جهارخاند", "الهند"]),
    "foreign city": ("انفجار في مدينة كراسنويارسك شرق روسيا", ["كراسنويارسك", "روسيا"]),
    "both sides of a list, unknown and known": (
        "قصف بلدات يلدا وببيلا جنوب دمشق",
        ["يلدا", "ببيلا", "جنوب دمشق"],
    ),
}

NO_PLACES = {
    "foot's ball": "فاز المنتخب في مباراة كرة القدم أمس",
    "ball with an article and a league": "الدوري الإنجليزي الممتاز لكرة القدم",
    "injury of the foot": "أصيب اللاعب في القدم اليسرى",
    "injury of the foot, bare": "يعاني من آلام في القدم",
    "foot region in medicine": "آلام في منطقة القدم والكاحل",
    "diabetic foot": "علاج القدم السكرية",
    "on foot and leg": "العمل جار على قدم وساق",
    "foot's print": "بصمة القدم على التراب",
    "solidarity with someone": "وقفة احتجاج للتعبير عن التضامن مع الأسرى",
    "solidarity as a value": "دعا إلى التضامن والتعاون بين الشعوب",
    "solidarity, Arab": "أهمية التضامن العربي",
    "ministry of solidarity": "وزارة التضامن تعلن أسماء المستفيدين",
    "campaign of solidarity": "أطلق ناشطون حملة التضامن الكبرى",
    "solidarity and nothing": "نشكركم على هذا التضامن",
    "conscience of the world": "أين الضمير العالمي مما يجري",
    "conscience alone": "ليس لديهم ضمير",
    "alive conscience": "أصحاب الضمير الحي",
    "conscience after a preposition": "وخز في الضمير",
    "the field of battle": "الكلمة الآن للميدان",
    "on the pitch": "قدم اللاعبون أداء قويا في الميدان",
    "peace": "نريد السلام لا الحرب",
    "peace process": "تعثرت عملية السلام مجددا",
    "revolution": "بعد سنوات من الثورة",
    "industrial revolution": "تغيرات في الثورة الصناعية الرابعة",
    "class of society": "الناس في الطبقة الوسطى",
    "rugged land": "الطريق الوعر طويل",
    "the door": "طرق على الباب ثم دخل",
    "the farm": "يعمل في المزرعة منذ سنوات",
    "channels": "عبر القنوات الرسمية",
    "palaces": "كان يبني القصور",
    "progress": "إحراز التقدم في المباحثات",
    "worship": "دور العبادة مغلقة",
    "the hill": "صعدوا إلى التل سيرا",
    "immigrants": "أزمة المهاجرين تتفاقم",
    "family name of a politician": "أعلن نوري المالكي استقالته",
    "destroyed": "دمر الزلزال منازل كثيرة",
    "in his time": "قال في حينه إن الأمر انتهى",
    "adjective of a country": "قال الرئيس السوري إن الحرب انتهت",
    "adjective as family name": "سجل محمد المصري هدفين",
    "adjective as family name, Sudan": "قال السوداني إن الحكومة ماضية",
    "adjective of an organisation": "وثق المرصد السوري لحقوق الإنسان",
    "team named after a city": "خسر نادي دمشق مباراته",
    "national team": "تعادل منتخب لبنان بهدف",
    "channel named after a city": "بثت قناة دمشق مقابلة",
    "newspaper": "كتبت صحيفة القدس العربي",
    "newspaper named after a region": "نقلت جريدة الشرق الأوسط",
    "brigade named after a city": "أعلن جيش إدلب الحر انسحابه",
    "club named after a city": "فاز مانشستر سيتي على ريال مدريد",
    "forces named after a country": "سيطرت قوات سوريا الديمقراطية",
    "day of a month": "يوم 15 مايو",
    "quoted brigade": "قال فصيل «حراس دمشق» إنه باق",
    "battalion of martyrs": "قائد لواء شهداء داريا",
    "armed group's long name": "تنظيم الدولة الإسلامية في العراق والشام",
    "kunya": "قتل القيادي أبو دوما",
    "son of": "وصل الأمير بن دمشق",
    "first name before": "تحدث أحمد جوبر عن فيلمه",
    "title before": "التقى العقيد جوبر بالوفد",
    "bank": "أعلن بنك سوريا الدولي أرباحه",
    "a city of the kind": "أنشأت الحكومة مدينة صناعية كبيرة",
    "a village of the kind": "في قرية صغيرة هادئة",
    "camp for refugees": "يعيش في مخيم للاجئين",
    "the city": "عاد أهالي المدينة إلى بيوتهم",
    "suburbs of the city": "قصف على ضواحي المدينة",
    "new markets": "تبحث الشركة عن أسواق جديدة",
    "spending of a term": "قضاء ثلثي العقوبة في الحبس",
    "with regard to": "من ناحية عدد السكان",
    "second term": "فاز بولاية ثانية",
    "part of a longer word": "المدوماني والقابونجي والدمشقاوي",
    "birthplace": "دفن في مسقط رأسه أمس",
    "birthplace of someone named": "زار مسقط رأس الشاعر",
    "birthplace after a kind word": "في مدينة مسقط رأسها",
    "reviving a heritage": "برنامج إحياء التراث الشعبي",
    "reviving ties": 'بهدف "إحياء العلاقات" بين البلدين',
    "reviving a memory, without hamza": "في احياء ذكرى النكبة",
    "big town": "نزح إلى بلدة كبيرة مجاورة",
    "a town, a big one": "وبلدة كبيرة في الجوار",
    "alliance of an ocean's name": "اجتماع حلف شمال الأطلسي",
    "league named after a sea": "انطلاق دوري الخليج العربي",
    "cup named after a country": "نهائي كأس ألمانيا",
    "continents": "دول شمال أفريقيا وأمريكا اللاتينية",
    "continent's south": "منتجات أمريكا الجنوبية",
    "part of the Arab world": "دول المغرب العربي",
    "club wins": "ليفربول يفوز على روما بهدفين",
    "club in a league": "توج برشلونة بلقب الدوري",
    "club's players": "صافح لاعبو ميلان ضيوفهم في بداية المباراة",
    "black stone": "رماه بحجر أسود كبير",
    "a white house": "يسكن في بيت أبيض صغير",
    "woman's name": "قالت هند إن الأمر انتهى",
    "front that is a party": "أعلنت جبهة التحرير الوطني موقفها",
    "rifle": "عثروا على بنادق M4 وإم 16",
    "rifle's name": "ضبط بندقية من طراز إم 4",
    "letters in a verb": "لم يستدمشق أحد",
    "will is no prefix of a place": "سدمشق كلمة لا معنى لها",
}


@pytest.mark.parametrize(("text", "expected"), PLACES.values(), ids=PLACES)
def test_finds_places(text, expected):
    """A place is found however the reporter writes it, and nothing else is."""
    assert names(text) == expected


@pytest.mark.parametrize("text", NO_PLACES.values(), ids=NO_PLACES)
def test_leaves_other_words_alone(text):
    """Feet, solidarity, teams, papers, brigades and persons are no places."""
    assert [(toponym.place.id, toponym.why) for toponym in read(text)] == []


NAMESAKES = {
    "kind word chooses the governorate": (
        "معارك في محافظة الحديدة غربي اليمن",
        ["ye.hodeidah", "ye"],
    ),
    "kind word chooses the city": ("قصف مدينة الحديدة", ["ye.hodeidah.hodeidah"]),
    "countryside is the governorate": ("غارات على ريف حلب", ["sy.aleppo"]),
    "bare name is the city": ("انفجار في حلب", ["sy.aleppo.aleppo"]),
    "Yarmouk beside Damascus": ("قصف اليرموك جنوب دمشق", ["sy.damascus.yarmouk", "sy.damascus.south"]),
    "Nasiriya of Iraq": ("احتجاجات في الناصرية جنوبي العراق", ["iq.dhi-qar.nasiriyah", "iq"]),
    "Nasiriya of Qalamoun": (
        "هدوء في الناصرية وجيرود والرحيبة بالقلمون الشرقي",
        [
            "sy.rif-dimashq.nasiriya-qalamoun",
            "sy.rif-dimashq.jayrud",
            "sy.rif-dimashq.rhaibe",
            "sy.rif-dimashq.qalamoun-east",
        ],
    ),
    "camp and town of one name": ("اشتباكات في مخيم جرمانا", ["sy.rif-dimashq.jaramana-camp"]),
    "airport beside its town": ("قصف مطار ضمير العسكري", ["sy.rif-dimashq.dumayr-airbase"]),
}


@pytest.mark.parametrize(("text", "expected"), NAMESAKES.values(), ids=NAMESAKES)
def test_chooses_among_namesakes(text, expected):
    """Of places with one name the text's kind words and other places choose."""
    assert ids(text) == expected


ROLES = {
    "where it happened": ("انفجار في دمشق", "دمشق", "event"),
    "government that speaks": ("قالت موسكو إن الهدنة صامدة", "موسكو", "speaker"),
    "dateline with an agency": ("بيروت - رويترز\nقتل شخصان", "بيروت", "speaker"),
    "dateline with its country": ("دبي، الإمارات العربية المتحدة (CNN)-- قتل شخصان", "دبي", "speaker"),
    "by means of": ("وصلت المساعدات عن طريق تركيا", "تركيا", "event"),
    "local dateline is the place": ("درعا - قتل شاب برصاص مجهولين", "درعا", "event"),
    "dateline in brackets": ("دبي (CNN) -- قتل شخصان", "دبي", "speaker"),
    "seat of a watchdog": ("قال المرصد ومقره لندن إن شخصين قتلا", "لندن", "speaker"),
    "talks": ("بعد زيارة إلى باريس", "باريس", "speaker"),
    "ambassador": ("قال سفير روسيا إن الأمر انتهى", "روسيا", "adjective"),
    "agreement": ("بعد اتفاق الرياض", "الرياض", "adjective"),
    "home": ("قتل شاب من مدينة دوما تحت التعذيب", "دوما", "event"),
    "home of an activist": ("قال ناشط من دوما إن القصف توقف", "دوما", "origin"),
    "road's first end": ("حادث على طريق دمشق - بيروت", "دمشق", "route"),
    "road's second end": ("اشتباكات قطعت الطريق بين حلب وسراقب", "سراقب", "route"),
}


@pytest.mark.parametrize(("text", "name", "role"), ROLES.values(), ids=ROLES)
def test_says_what_a_place_does(text, name, role):
    """A speaker's seat, a road's end and a home are told from where something happened."""
    found = {usual_name(toponym): toponym.role for toponym in read(text)}
    assert found[name] == role


CALLED = {
    "the town's other name": ("انفجار في مدينة كوباني", "كوباني"),
    "the town of a front": ("تجدد المعارك في جبهة مريس شمالي الضالع", "مريس"),
    "its usual name beside the other": ("قصف كوباني. وقالت مصادر في عين العرب إن القصف توقف", "عين العرب"),
    "another spelling": ("احتجاجات في إقليم الأحواز بإيران", "إقليم الأحواز"),
    "another spelling of a foreign name": ("حريق في ولاية ننكرهار الأفغانية", "ننكرهار"),
    "a misspelling": ("اقتحموا بلدة القاريتين", "القاريتين"),
    "a part's short name": ("المعارك في الغوطة مستمرة", "الغوطة"),
    "the short name beside the full one": (
        "معارك الغوطة: غارات على الغوطة الشرقية بريف دمشق",
        "الغوطة الشرقية",
    ),
    "what a city is, not its name": ("انفجار في العاصمة السورية", "دمشق"),
    "a prefix is no part of a name": ("انفجار بكوباني", "كوباني"),
    "a kind word is no part of a name": ("حريق في مخيم البقعة بالأردن", "مخيم البقعة"),
    "a country keeps its name": ("إطلاق نار في أمريكا", "الولايات المتحدة"),
    "a side keeps its name": ("غارات شمال غرب حماة", "ريف حماة الشمالي الغربي"),
    "hamza left out is no other name": ("قتلى في ادلب", "إدلب"),
}


@pytest.mark.parametrize(("text", "name"), CALLED.values(), ids=CALLED)
def test_a_place_is_called_as_the_article_calls_it(text, name):
    """People read the name that their outlets write, and one article uses one name for one place."""
    assert read(text)[0].place.name == name


def test_the_usual_name_stays_an_alias():
    """A place that an article calls otherwise is still the same row, and knows its usual name."""
    kobani = read("انفجار في مدينة كوباني")[0].place
    assert kobani.id == "sy.aleppo.kobani"
    assert "عين العرب" in kobani.aliases
    assert "كوباني" not in kobani.aliases


def test_an_unknown_village_keeps_its_name_and_gets_its_governorate():
    """A village that no row holds is told under its own name, inside what is named with it."""
    village = read("قصف قرية عين البيضانة بريف إدلب")[0].place
    assert (village.id, village.name, village.kind, village.lat) == ("", "عين البيضانة", "village", None)
    assert GAZETTEER.within(village) == ["إدلب"]


def test_a_site_named_after_its_town_lies_in_it():
    """A town's hospital that no row holds is named, lies in the town, and has no point of its own."""
    hospital = read("غارة على مستشفى دوما")[0].place
    assert (hospital.name, hospital.kind, hospital.lat) == ("مستشفى دوما", "hospital", None)
    assert hospital.parent == "sy.rif-dimashq.douma"


def test_a_side_of_a_countryside_keeps_its_side():
    """The north of a governorate is told as such, not as the whole."""
    side = read("غارات على ريف السويداء الشمالي")[0].place
    assert (side.name, side.kind, side.country) == ("ريف السويداء الشمالي", "region", "SY")


def test_spans_hold_the_name_alone():
    """A mention's tokens are the name without its kind word."""
    text = "قصف على حي القدم اليوم"
    tokens = tokenize(text)
    found = find_toponyms(tokens, GAZETTEER)[0]
    assert text[tokens[found.first].start : tokens[found.last - 1].end] == "القدم"


def test_the_publisher_decides_last():
    """A name borne in two countries goes to the publisher's where nothing else speaks."""
    assert ids("انفجار في طرابلس", "LB") == ["lb.north.tripoli"]
    assert ids("انفجار في طرابلس غربي ليبيا", "LB")[0].startswith("ly.")


@given(st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآىةؤئءـًّ #_-،.؟\n«»()0123ab", max_size=80))
def test_never_fails_on_noise(text):
    """Any text gives mentions in order that do not overlap and lie inside it."""
    tokens = tokenize(text)
    last = 0
    for toponym in find_toponyms(tokens, GAZETTEER, None, text):
        assert last <= toponym.first < toponym.last <= len(tokens)
        assert toponym.place.name
        assert toponym.why
        last = toponym.last

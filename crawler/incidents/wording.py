"""The words by which one happening is known again in another's report."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from crawler.arabic.fold import fold
from crawler.arabic.tokens import readings, tokenize
from crawler.model import Article, Event, Place, Precision

LEAD = 300  # characters of the text that tell what it is about
AROUND = 150  # characters before and after the words that tell the event
LEAST_LETTERS = 3
FEW_WORDS = 5  # a shorter headline shares a large part of its words by chance

# What every report has, whatever it tells: small words, the press's own words, counts of people.
COMMON = frozenset(
    fold(
        "في من إلى على عن بعد قبل خلال مع بين وأن التي الذي الذين هذا هذه ذلك إثر جراء حول عند منذ حتى غير "
        "كما لم لن لا ما قد كان كانت هو هي أنه أنها عدد عدة آخر أخرى آخرون أكثر أقل نحو كل بعض أول اليوم أمس "
        "الآن قتل قتيل قتلى مقتل يقتل تقتل قتلوا جرح جريح جرحى إصابة أصيب مصاب مصابين ضحايا ضحية حصيلة "
        "ارتفاع سقوط عشرات مئات شخص شخصا أشخاص مدني مدنيين مدنيون عنصر عناصر مسلح مسلحين مسلحون قوات "
        "شاهد فيديو بالفيديو صور بالصور عاجل خبر أنباء تقرير تقارير مصدر مصادر ناشطون مراسل وكالة مرصد إعلام "
        "قال قالت أعلن أعلنت أكد أكدت أفاد أفادت ذكر ذكرت كشف تكشف "
        "الأحد الإثنين الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت صباح مساء فجر ليل يوم "
        "مدينة بلدة قرية حي محافظة منطقة ريف شمال جنوب شرق غرب شمالي جنوبي شرقي غربي وسط قرب "
        "نظام حكومة حكومي جيش جيوش أمن أمني أمنية شرطة سلطة سلطات رئيس وزير وزارة وزراء خارجية "
        "داخلية دفاع دولة دولي دولية عربي عربية عرب مجلس أمم متحدة بيان تصريح متحدث ناطق رسمي"
    ).split()
)
# Within a country its own name tells nothing: every headline of a Syrian week has سوريا, السوري or النظام.
_OF_A_COUNTRY = {
    "SY": "سوريا سورية سوري سوريين سوريون دمشق",
    "LB": "لبنان لبناني لبنانية لبنانيين بيروت",
    "IQ": "عراق عراقي عراقية عراقيين بغداد",
    "YE": "يمن يمني يمنية يمنيين صنعاء",
    "PS": "فلسطين فلسطيني فلسطينية فلسطينيين فلسطينيون غزة إسرائيل إسرائيلي إسرائيلية احتلال",
    "IL": "إسرائيل إسرائيلي إسرائيلية إسرائيليين",
    "JO": "أردن أردني أردنية عمان",
    "EG": "مصر مصري مصرية مصريين قاهرة",
    "LY": "ليبيا ليبي ليبية ليبيين طرابلس",
    "SD": "سودان سوداني سودانية سودانيين خرطوم",
    "TN": "تونس تونسي تونسية",
    "DZ": "جزائر جزائري جزائرية",
    "MA": "مغرب مغربي مغربية",
    "SA": "سعودية سعودي سعوديين رياض",
    "SO": "صومال صومالي صومالية مقديشو",
    "IR": "إيران إيراني إيرانية طهران",
    "TR": "تركيا تركي تركية أتراك",
    "RU": "روسيا روسي روسية روس موسكو",
    "UA": "أوكرانيا أوكراني أوكرانية كييف",
    "AF": "أفغانستان أفغاني أفغانية كابل",
    "PK": "باكستان باكستاني باكستانية",
    "IN": "هند هندي هندية",
    "US": "ولايات متحدة أميركا أمريكا أميركي أمريكي أميركية أمريكية",
    "FR": "فرنسا فرنسي فرنسية باريس",
    "GB": "بريطانيا بريطاني بريطانية لندن",
    "DE": "ألمانيا ألماني ألمانية",
}
NATIONS = {country: frozenset(fold(words).split()) for country, words in _OF_A_COUNTRY.items()}


@lru_cache(maxsize=20_000)
def headline_words(title: str) -> tuple[frozenset[str], ...]:
    """Return a headline's telling words, each as the forms that it may be written in without its clitics."""
    forms = (_forms(token.text) for token in tokenize(title) if token.kind == "word")
    return tuple(dict.fromkeys(form for form in forms if form and not form & COMMON))


@lru_cache(maxsize=50_000)
def _forms(word: str) -> frozenset[str]:
    return frozenset(reading.stem for reading in readings(word) if len(reading.stem) >= LEAST_LETTERS)


def words_around(article: Article, event: Event) -> frozenset[str]:
    """Return every form of the words of the headline, the lead, and the sentence that tells an event."""
    text = article.full_text
    near = text[max(event.evidence.start - AROUND, 0) : event.evidence.end + AROUND]
    told = f"{article.title}\n{near}"
    if event.central:
        told += f"\n{article.text[:LEAD]}"
    return forms_of.__wrapped__(told)


@lru_cache(maxsize=20_000)  # of headlines, triggers and names, which come back
def forms_of(text: str) -> frozenset[str]:
    """Return every form of a text's words."""
    return frozenset(form for token in tokenize(text) if token.kind == "word" for form in _forms(token.text))


def shared_words(words: frozenset[str], title: str, worn: frozenset[str]) -> tuple[int, float]:
    """Return how many of a headline's telling words stand among ``words``, and which share of them, 0…1.

    ``worn`` are forms that tell nothing here: the kind, the place, what half of the day's headlines say.
    """
    telling = [forms for forms in headline_words(title) if not forms & worn]
    found = sum(1 for forms in telling if forms & words)
    return found, found / max(len(telling), FEW_WORDS)


def names(words: frozenset[str], place: Place) -> bool:
    """Say whether a place, exact enough to tell, is named among the words of a text."""
    if place.precision < Precision.TOWN or place.ordinary:
        return False
    wanted = [_forms(token.text) for token in tokenize(place.name) if token.kind == "word"]
    return bool(wanted) and all(forms & words for forms in wanted)


def place_forms(places: Iterable[Place]) -> frozenset[str]:
    """Return every form of the words of some places' names."""
    return frozenset(form for place in places for form in forms_of(place.name))

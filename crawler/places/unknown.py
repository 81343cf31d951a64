"""Names that no row bears, after a kind word: "قرية عين البيضا بريف إدلب" is a village of that name."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.arabic.fold import fold
from crawler.arabic.tokens import Token
from crawler.places.cues import DESCRIPTIONS, DIRECTIONS, forms, head_of
from crawler.places.gazetteer import Gazetteer
from crawler.places.kinds import HEADS
from crawler.places.names import FUSING
from crawler.places.scan import QUOTES, next_word

_LONGEST = 3  # words
_SHORTEST_ALONE = 4
_LONG_PARTICIPLE = 7  # letters of المحاصرة, المجاورة


def _words(*lines: str) -> frozenset[str]:
    return frozenset(fold(" ".join(lines)).split())


# A name ends before these, whatever it is.
_ENDS = _words(
    "في من إلى على عن مع بين حتى منذ خلال بعد قبل عند لدى ضد حول نحو عبر دون ثم أو أم أن إن لأن كما",
    "حيث مما ما لا لم لن عندما حينما بينما فيما لدى لكن إذ",
    "قد كان كانت هو هي هم هذا هذه ذلك تلك التي الذي الذين كل بعض غير بسبب إثر جراء ضمن قرب بالقرب",
    "باتجاه عقب وسط",
    "اليوم أمس الأمس مساء صباح فجر ظهر ليل ليلة عصر الليلة الماضية الماضي يوم الأحد الاثنين الإثنين",
    "الثلاثاء الأربعاء",
    "الخميس الجمعة السبت بعدة بقصف برصاص بقذائف بصواريخ بغارة بغارات بالمدفعية بنيران بشكل بهجوم",
    "بانفجار بواسطة",
    "واقعة الواقعة الواقع التابعة التابع المجاورة المجاور القريبة القريب المحاذية المحيطة المطلة",
    "الخاضعة الخاضع",
    "المحاصرة المحاصر المحررة الحدودية الحدودي السورية السوري اللبنانية العراقية التركية المدمرة",
    "الأثرية ذات ذاتها",
    "نفسها نفسه بأكملها كاملة أخرى آخر جديدة جديد صغيرة صغير كبيرة كبير قديمة قديم عدة ثلاثة أربع",
    "ثلاث واحدة واحد أيضا",
    "ومحيطها ومحيطه وريفها وأطرافها الصغيرة بينهم بينها وذلك أسفر أسفرت أدى أدت وقالت قال قالت إنها",
    "أنها انه انها",
    "تقع يقع يقطنها تضم تعد تسيطر منها منه فيها فيه عاصمة ومنطقة معظمها مجهولة معروفة",
    "مستهدفة مستهدفا مخلفة متأثرا استهدف استهدفت قتل أصيب قصف قصفت قوات طيران مدفعية طائرات النظام",
    "الجيش تنظيم",
)
# "مدينة" and the like before these name no place: مدينة صناعية, حي سكني, مخيم للاجئين, المدينة المنورة.
_NO_NAMES = _words(
    "اللاجئين النازحين لاجئين نازحين للاجئين للنازحين المهجرين المهاجرين السكن السكني الملاهي الألعاب",
    "الاعتصام",
    "الجامعة الحكومة الدولة الأمم الوزارة الطفل المستقبل الأحلام الإنتاج الشباب العاصمة الصدر مجاور مجاورة",
    "عشوائي سكني شعبي راقي راق سكنية ساحلية صناعية ساحلي صناعي تدريب تدريبي صيفي إيواء حرة رئيسية",
    "رئيسي حدودي",
    "بأكملها كردية كردي عربية عربي تركية سورية عراقية يمنية ليبية نائية آمنة آمن محاصرة محاصر محررة",
    "ذكية تاريخية",
    "الدفاع الصحة التربية الأمن الرياضة الثقافة الزراعة النقل المياه الآثار الشرطة الإعلام الموارد",
    "المنتخب الفريق",
    "الرئيس المملكة الجمهورية البلاد الولايات النادي الفقيه متفرقة النفوذ اللجوء الهدنة العالم",
    "المنطقة المعارضة المطار سيطرة السيطرة البضائع المعركة القتال الحرب المعارك العمل الخوف سياحية",
    "مقدسة مركزية محلية دولي دولية عسكري عسكرية مدني",
    "تجاري شعبية عامة خاصة خاص عام كامل بيضاء خضراء",
    "مسقط التراث الذكرى ذكرى العلاقات",
    "النفط الغاز السلاح الأسلحة الاحتلال الأسرى الموت الشعب القرار الحكم القانون الإسلام المسلمين",
    "الأمن الجزء",
)
# مستشفى الملك فيصل, حي الشهيد باسل: the name goes on.
_HONOURED = _words("الملك الأمير الأميرة الإمام السلطان الشهيد السيدة السيد النبي الشيخ شيخ سيدي عبد أم")
_PREFIXED_ENDS = ("ب", "ل", "و", "ف")


def read_unknown(tokens: Sequence[Token], head: int, gazetteer: Gazetteer) -> int:
    """Return the end (exclusive) of the name after the kind word at ``head``; 0 where none stands there.

    One to three words. It ends before a mark, a preposition, a time, a verb of news, "بريف", "الواقعة".
    """
    first = head + 1
    while first < len(tokens) and tokens[first].text in QUOTES:
        first += 1
    if first >= len(tokens) or tokens[first].kind != "word" or not _may_begin(tokens[first].text):
        return 0
    if not tokens[first].text.startswith("ال") and gazetteer.country_of_adjective(tokens[first].text):
        return 0  # مدينة ألمانية
    end, words = first + 1, 1
    while words < _LONGEST and not _ends_at(tokens, end, gazetteer):
        end, words = next_word(tokens, end), words + 1
    if _ends_at(tokens, end, gazetteer) and _is_whole(tokens, first, end):
        return end
    return _shortest(tokens, first, gazetteer)


def is_name_like(word: str) -> bool:
    """Whether a folded word alone could be a village's name: no small word, kind word or adjective."""
    return len(word) >= _SHORTEST_ALONE and _may_begin(word) and head_of(word) is None


def _may_begin(word: str) -> bool:
    if (
        (len(word) < len("حاس") and word not in FUSING)
        or word in _ENDS
        or word in _NO_NAMES
        or word.isascii()
    ):
        return False
    if word in DIRECTIONS or word in DESCRIPTIONS or forms(word) & (_NO_NAMES | _ENDS):
        return False
    if word.startswith("و") and head_of(word) is None and len(word) > len("وادي"):
        return False
    inner = head_of(word)
    if inner is not None and (inner.alone or inner.many or inner.kinds & {"governorate", "district"}):
        return False  # "قرى وبلدات شمال حلب", "مديريات محافظة مأرب"
    # An adjective in ـية without ال describes the kind word: قرية حدودية.
    return word.startswith("ال") or not word.endswith("يه")


def _ends_at(tokens: Sequence[Token], position: int, gazetteer: Gazetteer) -> bool:
    """Whether a name that reached here cannot go on."""
    if position >= len(tokens) or not next_word(tokens, position):
        return True
    word = tokens[position].text
    if word in _ENDS or word in DESCRIPTIONS or word in DIRECTIONS or head_of(word) is not None:
        return True
    if word.startswith("ال") and gazetteer.country_of_adjective(word) is not None:  # مونستر الألمانية
        return True
    if word.startswith("الم") and word.endswith("ه") and len(word) >= _LONG_PARTICIPLE:
        return True
    stripped = {word[1:] for prefix in _PREFIXED_ENDS if word.startswith(prefix)}
    return bool(stripped & (_ENDS | DIRECTIONS)) or word.startswith(("بال", "لل", "وال"))


def _is_whole(tokens: Sequence[Token], first: int, end: int) -> bool:
    """Whether all words up to the end read as one name: تل الشور, سنجق خليل, الحسينية الشرقية."""
    words = [token.text for token in tokens[first:end] if token.kind == "word"]
    definite = [word.startswith("ال") for word in words]
    if len(words) == 1:
        return True
    # الصبحة is whole by itself; what follows belongs to it only if it has ال too.
    return not definite[0] or all(definite)


def _shortest(tokens: Sequence[Token], first: int, gazetteer: Gazetteer) -> int:
    """Return the end of a name that runs on into its sentence: one word, two after تل, كفر, عين …"""
    following = next_word(tokens, first + 1)
    word = tokens[first].text
    if not following or _ends_at(tokens, first + 1, gazetteer):
        return first + 1
    joins = word in FUSING or word in HEADS or word in {"خربه", "بير", "معره", "جديده"}
    construct = not word.startswith("ال") and tokens[following - 1].text.startswith("ال")
    return following if joins or construct else first + 1

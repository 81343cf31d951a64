"""Nouns whose dual says "two": قتيلان, شخصين, يومين. The number is in the ending."""

from __future__ import annotations

from typing import NamedTuple

from crawler.arabic.fold import fold
from crawler.arabic.number_words import written_forms
from crawler.arabic.word_sets import words


class Dual(NamedTuple):
    """One written form of a dual."""

    noun: str  # the singular, as it is usually written
    unit: str | None  # "time", "measure" or "money"; None for people
    prefix: str  # of و ف ب ل ك, possibly two
    sure: bool  # False where the same letters are also the plural: مدنيين
    article: bool


# People (and bodies, and reports of them) whose plural has another shape, so that both duals are sure:
# قتلى, جرحى, أطفال. Left out: طالب (طالبان the movement), شيخ (شيخان the town), فتى (فتيان is its plural).
_SURE = """
قتيل جريح شهيد شخص طفل رجل عنصر ضابط جندي فرد شاب رضيع سجين أسير غريق شقيق ابن ولد زميل
رفيق طبيب قائد وزير نائب حارس أجنبي زعيم تلميذ خبير جثمان توأم عقيد عميد نقيب أمير ضحية
جثة طفلة امرأة فتاة سيدة شابة بنت مواطنة شهيدة مصابة معلمة طالبة ممرضة حالة إصابة وفاة
عائلة أسرة رهينة عاملة شقيقة ابنة زوجة لاجئة نازحة قتيلة جريحة صحفية صحافية مراسلة ناشطة
طبيبة موظفة رضيعة متظاهرة تلميذة
"""
# People whose plural may end in ين as the dual does: only the nominative ان is sure.
_UNSURE = """
مدني مواطن مصاب مسلح مقاتل عسكري شرطي صحفي صحافي إعلامي ناشط لاجئ نازح معتقل مختطف متظاهر
محتج انتحاري قيادي إرهابي مفقود مهاجر متهم عامل موظف سائق سائح راكب خاطف ناج مزارع فلاح
صياد مهندس طيار مسعف ممرض معلم مدرس مسؤول مرافق مستوطن مهرب مجهول مصور مراسل محام متطوع
مراهق مسن بحار فلسطيني سوري عراقي يمني لبناني إسرائيلي أردني مصري ليبي سوداني تركي إيراني
روسي أمريكي أميركي فرنسي بريطاني ألماني سعودي إماراتي كويتي قطري بحريني مغربي جزائري تونسي
موريتاني صومالي أفغاني باكستاني هندي صيني أوكراني كردي آخر
"""
_TIMES = "ثانية دقيقة ساعة يوم ليلة أسبوع شهر سنة عام عقد قرن"
_MEASURES = "متر كيلومتر ميل طن غرام كيلوغرام برميل درجة لتر هكتار"
_MONEY = "دولار دينار درهم ريال جنيه"
_IRREGULAR = {
    "ناج": ("ناجيان", "ناجيين"),
    "محام": ("محاميان", "محاميين"),
    "امرأة": ("امرأتان", "امرأتين"),
}
_OTHER_WORDS = words("قرنان ميلان")  # horns, the city and its club
_BEFORE_GENITIVE = ("جثة", "حالة")  # جثتي رجلين, حالتا وفاة
# "Two cases" are people only with what befell them.
CASE_NOUNS: frozenset[str] = words("وفاة وفيات إصابة اختناق تسمم قتل انتحار اختطاف خطف غرق موت اغتيال بتر")


def dual_forms(noun: str) -> tuple[str, str]:
    """Return the folded nominative and oblique dual of a noun: قتيلان, قتيلين.

    >>> dual_forms("طفلة")
    ('طفلتان', 'طفلتين')
    """
    if noun in _IRREGULAR:
        nominative, oblique = _IRREGULAR[noun]
        return fold(nominative), fold(oblique)
    stem = fold(noun)
    stem = stem[:-1] + "ت" if stem.endswith("ه") else stem
    return stem + "ان", stem + "ين"


def _all_forms() -> dict[str, Dual]:
    forms: dict[str, Dual] = {}

    def put(form: str, noun: str, unit: str | None, *, sure: bool) -> None:
        if form not in _OTHER_WORDS:
            for written, prefix, article in written_forms(form):
                forms.setdefault(written, Dual(noun, unit, prefix, sure=sure, article=article))

    groups = ((_SURE, None), (_TIMES, "time"), (_MEASURES, "measure"), (_MONEY, "money"))
    for nouns, unit in groups:
        for noun in nouns.split():
            for form in dual_forms(noun):
                put(form, noun, unit, sure=True)
    for noun in _UNSURE.split():
        nominative, oblique = dual_forms(noun)
        put(nominative, noun, None, sure=True)
        put(oblique, noun, None, sure=False)
    for noun in _BEFORE_GENITIVE:
        stem = fold(noun)[:-1] + "ت"
        put(stem + "ا", noun, None, sure=True)
        put(stem + "ي", noun, None, sure=True)
    return forms


DUALS: dict[str, Dual] = _all_forms()

"""Names of months and weekdays as Arabic newspapers write them, from Nouakchott to Baghdad.

Each country group has its own month names; papers often write two at once (آب/أغسطس). The tables are
checked against CLDR in the tests; what CLDR lacks (older and misspelled forms) was added by hand.
"""

from __future__ import annotations

from crawler.arabic.fold import fold

_GREGORIAN = {
    1: "يناير ينايير جانفي",
    2: "فبراير فيفري شباط فبرابر",
    3: "مارس آذار",
    4: "أبريل إبريل ابريل أفريل نيسان",
    5: "مايو ماي أيار مايس",
    6: "يونيو يونيه جوان حزيران",
    7: "يوليو يوليه يوليوز جويلية تموز",
    8: "أغسطس أغشت غشت أوت آب",
    9: "سبتمبر شتنبر شتمبر سيبتمبر أيلول",
    10: "أكتوبر أوكتوبر اكتوبر",
    11: "نوفمبر نونبر نوفنبر",
    12: "ديسمبر دجنبر دجمبر",
}
_ENGLISH = {
    1: "january jan",
    2: "february feb",
    3: "march mar",
    4: "april apr",
    5: "may",
    6: "june jun",
    7: "july jul",
    8: "august aug",
    9: "september sept sep",
    10: "october oct",
    11: "november nov",
    12: "december dec",
}
# Names of two words: the first, then the month for الأول and for الثاني.
_PAIRED = {"كانون": (12, 1), "تشرين": (10, 11)}
_HIJRI = {1: "محرم", 2: "صفر", 7: "رجب", 8: "شعبان", 9: "رمضان", 10: "شوال"}
_HIJRI_PAIRED = {"ربيع": (3, 4), "جمادى": (5, 6), "جماد": (5, 6)}
_HIJRI_DHU = {"القعدة": 11, "الحجة": 12, "قعدة": 11, "حجة": 12}
_FIRST = ("الأول", "أول", "الأولى", "الاولي", "1")
_SECOND = ("الثاني", "ثاني", "ثان", "الثانية", "الآخر", "الآخرة", "2")
_DHU = ("ذو", "ذي", "ذا")

# Names that are also something else: مارس "he practised", آب "father", ماي the surname, أوت …; رجب and شعبان
# are given names, صفر is zero, محرم "forbidden", أيار and نيسان are safe enough.
_WEAK = "مارس آب ماي أوت مايس may mar jan رجب شعبان محرم صفر رمضان شوال"

_WEEKDAYS = {
    0: "الاثنين الإثنين الاتنين",
    1: "الثلاثاء الثلاثا الثلثاء",
    2: "الأربعاء الأربعا",
    3: "الخميس",
    4: "الجمعة",
    5: "السبت",
    6: "الأحد",
}


def _folded(table: dict[int, str]) -> dict[str, int]:
    return {fold(name): number for number, names in table.items() for name in names.split()}


def _paired(table: dict[str, tuple[int, int]]) -> dict[tuple[str, str], int]:
    pairs: dict[tuple[str, str], int] = {}
    for name, (with_first, with_second) in table.items():
        pairs.update({(fold(name), fold(word)): with_first for word in _FIRST})
        pairs.update({(fold(name), fold(word)): with_second for word in _SECOND})
    return pairs


MONTHS: dict[str, int] = _folded(_GREGORIAN)
ENGLISH_MONTHS: dict[str, int] = _folded(_ENGLISH)
PAIRED_MONTHS: dict[tuple[str, str], int] = _paired(_PAIRED)
HIJRI_MONTHS: dict[str, int] = _folded(_HIJRI)
HIJRI_PAIRED: dict[tuple[str, str], int] = _paired(_HIJRI_PAIRED) | {
    (fold(dhu), fold(name)): number for dhu in _DHU for name, number in _HIJRI_DHU.items()
}
WEAK_MONTHS: frozenset[str] = frozenset(fold(name) for name in _WEAK.split())
MONTH_NAMES: frozenset[str] = frozenset(
    (
        *MONTHS,
        *ENGLISH_MONTHS,
        *HIJRI_MONTHS,
        *(first for first, _ in PAIRED_MONTHS),
        *(first for first, _ in HIJRI_PAIRED),
    )
)
WEEKDAYS: dict[str, int] = {
    prefix + name: number
    for name, number in {fold(n): d for d, names in _WEEKDAYS.items() for n in names.split()}.items()
    for prefix in ("", "و")
}

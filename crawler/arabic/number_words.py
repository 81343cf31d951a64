"""The words that Arabic counts with, in every written form, each with what it stands for.

The tables hold one spelling a word; hamza, final ya, ta marbuta and marks are folded away, and the small
words و ف ب ل ك and ال are written onto each one here, so that reading a text is one look-up a token.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

from crawler.arabic.word_sets import folded, words


class Part(Enum):
    """What a word does inside a number."""

    UNIT = auto()  # one to ten
    TEEN = auto()  # the عشر of ثلاثة عشر; alone it is ten
    TENS = auto()
    HUNDREDS = auto()  # مئة, مئتان, ثلاثمئة
    SCALE = auto()  # ألف, مليون …
    SCALE_PLURAL = auto()  # آلاف, ملايين: a scale after a number, vague without one
    SCALE_OR_DUAL = auto()  # ألفا: "a thousand" in the accusative, or "two thousand" before its noun
    SCALE_DUAL = auto()  # ألفان, مليونين …: two of the scale
    FRACTION = auto()  # نصف مليون, مليون ونصف
    VAGUE = auto()  # عشرات, مئات: at least two of them
    SOME = auto()  # بضعة, عدة
    NUMBER_OF = auto()  # عدد من
    ONE_OF = auto()  # أحد, إحدى: one only before those he is one of


SCALE_PARTS = frozenset((Part.SCALE, Part.SCALE_PLURAL, Part.SCALE_OR_DUAL))


class CountWord(NamedTuple):
    """One written form of a counting word."""

    part: Part
    value: float
    prefix: str  # of و ف ب ل ك, possibly two
    article: bool


_UNITS = {
    1: "واحد واحدة واحدا",
    2: "اثنان اثنين اثنا اثني اثنتان اثنتين اثنتا اثنتي ثنتان ثنتين اتنين",
    3: "ثلاثة ثلاث ثلاثا تلاتة",
    4: "أربعة أربع أربعا",
    5: "خمسة خمس خمسا",
    6: "ستة ست ستا",
    7: "سبعة سبع سبعا",
    8: "ثمانية ثمان ثماني ثمانيا تمانية",
    9: "تسعة تسع تسعا",
}
_TEN = "عشر عشرة عشرا"
_TENS = {20: "عشر", 30: "ثلاث", 40: "أربع", 50: "خمس", 60: "ست", 70: "سبع", 80: "ثمان", 90: "تسع"}
_HUNDRED = "مئة مائة"  # ميه and مية fold to the first
_TWO_HUNDRED = "مئتان مئتين مئتا مئتي مائتان مائتين مائتا مائتي ميتين"
_HUNDRED_STEMS = {
    3: "ثلاث", 4: "أربع", 5: "خمس", 6: "ست", 7: "سبع", 8: "ثمان ثماني", 9: "تسع",
}  # fmt: skip
_SCALES = {
    1_000: "ألف",
    1_000_000: "مليون",
    1_000_000_000: "مليار بليون",
    1_000_000_000_000: "تريليون ترليون",
}
_SCALE_PLURALS = {
    1_000: "آلاف ألوف",
    1_000_000: "ملايين",
    1_000_000_000: "مليارات بلايين",
    1_000_000_000_000: "تريليونات",
}
_SCALES_OR_DUALS = {1_000: "ألفا", 1_000_000: "مليونا", 1_000_000_000: "مليارا"}
_SCALE_DUALS = {
    1_000: "ألفان ألفين ألفي",
    1_000_000: "مليونان مليونين مليوني",
    1_000_000_000: "ملياران مليارين ملياري",
}
_FRACTIONS = {0.5: "نصف", 0.25: "ربع"}
_VAGUE = {10: "عشرات", 100: "مئات مائات"}
_SOME = {3: "بضعة بضع عدة"}
_NUMBER_OF = "عدد عددا أعداد أعدادا"
_ONE_OF = "أحد إحدى أحدهم إحداهن أحدهما إحداهما"

_BEFORE = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول")
# Forms that a small word makes look like another word: لست "I am not", كمية and كميات "quantities",
# بعدة is also "after him", وعدة "his promise", والأحد and للأحد are Sunday, الاثنين is Monday.
_OTHER_WORDS = words(
    "لست ولست كست فست بست كمية كميات كسبع بعده وعده فعده كعده وبعده ولعده"
    " الأحد والأحد بالأحد للأحد كالأحد فالأحد وبالأحد وللأحد"
    " الاثنين والاثنين بالاثنين للاثنين كالاثنين فالاثنين وبالاثنين وللاثنين"
    " الاتنين والاتنين للاتنين"
)


def _bare_words() -> dict[str, tuple[Part, float]]:
    """Return each folded counting word without anything written onto it."""
    known: dict[str, tuple[Part, float]] = {}

    def put(part: Part, value: float, spelled: str) -> None:
        for word in folded(spelled):
            known.setdefault(word, (part, value))

    for value, spelled in _UNITS.items():
        put(Part.UNIT, value, spelled)
    put(Part.TEEN, 10, _TEN)
    for value, stem in _TENS.items():
        put(Part.TENS, value, f"{stem}ون {stem}ين")
    put(Part.TENS, 80, "تمانين")
    put(Part.HUNDREDS, 100, _HUNDRED)
    put(Part.HUNDREDS, 200, _TWO_HUNDRED)
    for value, stems in _HUNDRED_STEMS.items():
        for stem in stems.split():
            put(Part.HUNDREDS, value * 100, f"{stem}مئة {stem}مائة")
    for part, table in (
        (Part.SCALE, _SCALES),
        (Part.SCALE_PLURAL, _SCALE_PLURALS),
        (Part.SCALE_OR_DUAL, _SCALES_OR_DUALS),
        (Part.SCALE_DUAL, _SCALE_DUALS),
        (Part.FRACTION, _FRACTIONS),
        (Part.VAGUE, _VAGUE),
        (Part.SOME, _SOME),
    ):
        for value_of_word, spelled in table.items():
            put(part, value_of_word, spelled)
    put(Part.NUMBER_OF, 2, _NUMBER_OF)
    put(Part.ONE_OF, 1, _ONE_OF)
    return known


def written_forms(word: str) -> list[tuple[str, str, bool]]:
    """Return the folded word as written bare and with و ف ب ل ك and ال: (form, prefix, article).

    >>> [form for form, _, _ in written_forms("خمسه")][:4]
    ['خمسه', 'الخمسه', 'وخمسه', 'والخمسه']
    """
    forms = []
    for prefix in _BEFORE:
        forms.append((prefix + word, prefix, False))
        joined = prefix + "ل" if prefix.endswith("ل") else prefix + "ال"
        forms.append((joined + word, prefix, True))
    return forms


def _all_forms() -> dict[str, CountWord]:
    forms: dict[str, CountWord] = {}
    # Bare words first: واحد is "one", and only then و + أحد.
    for word, (part, value) in _bare_words().items():
        forms[word] = CountWord(part, value, "", article=False)
    for word, (part, value) in _bare_words().items():
        for form, prefix, article in written_forms(word):
            if form not in _OTHER_WORDS:
                forms.setdefault(form, CountWord(part, value, prefix, article))
    return forms


COUNT_WORDS: dict[str, CountWord] = _all_forms()

_ORDINALS = {
    1: "أول أولى حادي حادية",
    2: "ثاني ثانية ثان",
    3: "ثالث ثالثة",
    4: "رابع رابعة",
    5: "خامس خامسة",
    6: "سادس سادسة",
    7: "سابع سابعة",
    8: "ثامن ثامنة",
    9: "تاسع تاسعة",
    10: "عاشر عاشرة",
}


def _ordinal_forms() -> dict[str, int]:
    forms: dict[str, int] = {}
    for value, spelled in _ORDINALS.items():
        for word in folded(spelled):
            for form, _, article in written_forms(word):
                if article:
                    forms[form] = value
    return forms


ORDINAL_WORDS: dict[str, int] = _ordinal_forms()  # with ال only: ثاني alone is too often something else

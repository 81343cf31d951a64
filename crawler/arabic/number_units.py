# ruff: noqa: PLR2004 - days, months and the tens of counting are their own names
"""Tell what a number counts when it counts no people or things: time, age, money, percents …"""

from __future__ import annotations

from collections.abc import Sequence

from crawler.arabic.cardinals import Cardinal
from crawler.arabic.numerals import numeral_kind, word_before
from crawler.arabic.tokens import Token
from crawler.arabic.word_sets import prefixed, words


def _after(text: str) -> frozenset[str]:
    bare = words(text)
    return bare | {"ال" + word for word in bare}


def _before(text: str) -> frozenset[str]:
    """Return the words as they may stand before a number: with ال, and with و ف ب ل."""
    return prefixed(_after(text), "وفبل")


_UNIT_WORDS = {
    "percent": "% بالمئة بالمائة مئوية",
    "money": "$ € £ دولار دولارا دولارات ليرة ليرات دينار دينارا دنانير ريال ريالا ريالات جنيه"
    " جنيها جنيهات درهم درهما"
    " دراهم يورو شيكل شيكلا شواكل تومان روبل روبلا سنت سنتا قرش قرشا فرنك فرنكا",
    "measure": "متر مترا أمتار كيلومتر كيلومترا كيلومترات كم كلم كيلو ميل ميلا أميال كغ كلغ كجم"
    " كيلوغرام كيلوغراما"
    " كيلوغرامات كيلوجرام كيلوجراما طن طنا أطنان غرام غراما غرامات جرام جراما لتر لترا لترات ليتر"
    " برميل برميلا"
    " درجة درجات ملم مم سم سنتيمتر سنتيمترا ملليمتر مليمتر هكتار هكتارا هكتارات دونم دونما دونمات فدان فدانا"
    " أفدنة قدم قدما أقدام عقدة ميغاواط ميغاوات ميجاوات كيلوواط غيغاواط هرتز بوصة ريختر نقطة نقاط غيغابايت",
    "time": "صباحا مساء ظهرا فجرا ليلا عصرا بتوقيت ثانية ثواني ثوان دقيقة دقائق ساعة ساعات يوم يوما"
    " أيام ليلة ليال"
    " ليالي أسبوع أسبوعا أسابيع شهر شهرا أشهر شهور سنة سنوات سنين عام عاما أعوام عقد عقدا عقود قرن"
    " قرنا قرون ربيعا",
}
_UNIT_AFTER: dict[str, str] = {form: unit for unit, names in _UNIT_WORDS.items() for form in _after(names)}
_UNIT_BEFORE: dict[str, str] = {
    **dict.fromkeys(_before("بنسبة نسبة %"), "percent"),
    **dict.fromkeys(("الساعه", "والساعه", "بالساعه", "للساعه"), "time"),
    **dict.fromkeys(_before("عيار"), "measure"),
    **dict.fromkeys(("$", "€", "£"), "money"),
}
_LIFE = _after("عام عاما أعوام سنة سنوات سنين ربيعا شهر شهرا أشهر شهور")
_AGE = _before(
    "عمره عمرها عمر أعمارهم أعمارهن أعمار سن سنه سنها البالغ البالغة بالغ يبلغ تبلغ بلغ ابن ابنة ذو"
    " ذي ذات دون تحت"
)
_HIS_AGE = _before("العمر عمره عمرها عمر")
_YEAR = _before("عام سنة عامي سنتي مونديال أولمبياد موسم أعوام")
_MAYBE_YEAR = words("في منذ بعد قبل حتى خلال أواخر أوائل مطلع نهاية بداية (")


def unit_of(tokens: Sequence[Token], first: int, number: Cardinal) -> str | None:
    """Return the unit of the number whose own tokens run from ``first`` to ``number.last``.

    None means that it counts what follows, people or things. ``"ordinal"`` is a numeral that names
    instead of counting: الفرقة 25, المادة 4, إف-16, شارع الثلاثين.
    """
    kind = numeral_kind(tokens, first, number)
    if kind is not None:
        return kind
    before = word_before(tokens, first)
    after = tokens[number.last].text if number.last < len(tokens) else ""
    unit = _UNIT_AFTER.get(after) or _UNIT_BEFORE.get(before)
    if _in_the_hundred(tokens, number.last):
        return "percent"
    if unit == "time":
        return "age" if after in _LIFE and _tells_age(tokens, first, number.last, before) else "time"
    if unit is not None:
        return unit
    if _tells_year(tokens, first, number, before):
        return "year"
    return "age" if before in _HIS_AGE else None


def _in_the_hundred(tokens: Sequence[Token], index: int) -> bool:
    return (
        index + 1 < len(tokens)
        and tokens[index].text == "في"
        and tokens[index + 1].text in ("الميه", "المايه")
    )


def _tells_age(tokens: Sequence[Token], first: int, last: int, before: str) -> bool:
    """Tell a person's age from a span of time: (25 عاما), يبلغ 25 عاما, فلان، 25 عاما، …"""
    if before == "(" or any(token.text in _AGE for token in tokens[max(0, first - 3) : first]):
        return True
    after = tokens[last + 1].text if last + 1 < len(tokens) else ""
    return before in ("،", ",") and after in ("،", ",", ")")


def _tells_year(tokens: Sequence[Token], first: int, number: Cardinal, before: str) -> bool:
    """Tell a year from a count: عام 2013, في 2014, انتخابات 2018, but not 2018 شخصا and not 2000 منزل."""
    if before in _YEAR:
        return 100 <= number.value <= 2100
    digits = tokens[first].text
    if not number.digits or number.last != first + 1 or len(digits) != 4 or not digits.isdecimal():
        return False
    after = tokens[number.last] if number.last < len(tokens) else None
    if after is not None and after.text in ("م", "ه", "هجريه", "ميلاديه"):
        return True
    if not 1900 <= number.value <= 2099:
        return False
    if before in _MAYBE_YEAR:
        return True
    counts_noun = (
        after is not None and after.kind == "word" and after.text.endswith("ا") and len(after.text) > 3
    )
    return number.value % 100 != 0 and not counts_noun

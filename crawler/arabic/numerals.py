# ruff: noqa: PLR2004 - days, months and the tens of counting are their own names
"""Numerals that do not count: parts of a date or clock time, or of a name (الفرقة 25, إف-16, 2254/2015)."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.arabic.cardinals import Cardinal
from crawler.arabic.months import ENGLISH_MONTHS, MONTH_NAMES
from crawler.arabic.tokens import Token
from crawler.arabic.when import text_at
from crawler.arabic.word_sets import folded, prefixed, words

PROCLITICS = frozenset({"و", "ف", "ب", "ل", "ك", "ال", "وال", "بال", "لل", "ول", "وب", "فال", "كال"})

# After these a numeral is a name, with or without ال: الفرقة 25.
_NUMBERED = (
    "رقم دقيقتين دقائق فرانس مادة قرار فرقة لواء فوج كتيبة حلقة مرحلة جولة مركز مرتبة صفحة بند فقرة"
    " دقيقة طراز رحلة"
    " ذكرى قرن نسخة دورة"
    " قمة مجموعة ترتيب قناة مرسوم قانون جيل إف إس سو ميغ ميج تي بي كوفيد إم جي أبولو"
)
# After these only without ال: شارع 30, but في الشارع 5 أشخاص.
_STREETS = "شارع كيلو بوابة غرفة مبنى ميدان ساحة جسر حي دوار مخيم بلوك عمارة طريق أوتوستراد"
# A noun that is ranked: للمرة 12; with الـ also after ال: اليوم الـ15, but قتل اليوم 15.
_RANKED = "مرة يوم ليلة أسبوع شهر عام سنة سنوية"
_RANKED_WITH_ARTICLE = "يومه يومها أسبوعه أسبوعها شهره شهرها عامه عامها عيده عيدها"


def _with_article(text: str) -> frozenset[str]:
    return frozenset("ال" + word for word in folded(text))


_RANKED_FOR = frozenset("لل" + word for word in folded(_RANKED))
_RANKED_THE = prefixed(_with_article(_RANKED) | words(_RANKED_WITH_ARTICLE), "وفبل")
_NAMES = prefixed(
    words(_NUMBERED)
    | words(_STREETS)
    | _with_article(_NUMBERED)
    | {"لل" + word for word in folded(_NUMBERED)},
    "وفبل",
)


_RESOLUTION = prefixed(words("قرار القرار القرارات قرارات"), "وبل")


def word_before(tokens: Sequence[Token], first: int) -> str:
    """Return the word before a number, stepping over what is written onto its digits (الـ24)."""
    index = first - 1
    if index >= 0 and tokens[first].kind == "number" and tokens[index].text in PROCLITICS:
        index -= 1
    return tokens[index].text if index >= 0 else ""


def numeral_kind(tokens: Sequence[Token], first: int, number: Cardinal) -> str | None:
    """Return "date", "time" or "ordinal" for a numeral that is part of one; None for any other number."""
    if number.digits:
        kind = _by_signs(tokens, first, number)
        if kind is not None:
            return kind
    before = word_before(tokens, first)
    if before in _NAMES or before in _RANKED_FOR:
        return "ordinal"
    has_article = first > 0 and tokens[first - 1].text.endswith("ال") and tokens[first - 1].text in PROCLITICS
    return "ordinal" if has_article and before in _RANKED_THE else None


def _by_signs(tokens: Sequence[Token], first: int, number: Cardinal) -> str | None:
    if number.value <= 31 and (_month_follows(tokens, number.last) or _english_month_before(tokens, first)):
        return "date"
    if _hangs_on_a_name(tokens, first, number.last) or _numbers_a_list(tokens, first, number):
        return "ordinal"
    if _is_resolution(tokens, first, number):
        return "ordinal"
    if _is_clock(tokens, first, number.last):
        return "time"
    if number.value > 31 and first and tokens[first - 1].text in MONTH_NAMES:
        return "year"
    return _slashed(tokens, first, number.last)


def _english_month_before(tokens: Sequence[Token], first: int) -> bool:
    return text_at(tokens, first - 1) in ENGLISH_MONTHS


def _is_resolution(tokens: Sequence[Token], first: int, number: Cardinal) -> bool:
    """Whether a resolution is named by its number: قرار مجلس الأمن الدولي 2254."""
    return number.value >= 1000 and any(
        token.text in _RESOLUTION for token in tokens[max(0, first - 4) : first]
    )


def _is_clock(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the digits are the hours or minutes of 14:35."""
    minutes_follow = text_at(tokens, last) == ":" and _number_at(tokens, last + 1)
    hours_stand_before = text_at(tokens, first - 1) == ":" and _number_at(tokens, first - 2)
    return hours_stand_before or (minutes_follow and tokens[last].end == tokens[last + 1].start)


def _numbers_a_list(tokens: Sequence[Token], first: int, number: Cardinal) -> bool:
    """Whether the line starts "1-" or "2." or "3)"."""
    starts_line = first == 0 or tokens[first - 1].text == "\n"
    sign_follows = text_at(tokens, number.last) in ("-", ".", ")")
    return starts_line and sign_follows and number.value < 100 and not _number_at(tokens, number.last + 1)


def _number_at(tokens: Sequence[Token], index: int) -> bool:
    return 0 <= index < len(tokens) and tokens[index].kind == "number"


def _month_follows(tokens: Sequence[Token], last: int) -> bool:
    """Whether a month follows, behind من, or behind a second day: 7 أبريل, 7 من أبريل, 7-8 أبريل."""
    if text_at(tokens, last) in MONTH_NAMES:
        return True
    if text_at(tokens, last) not in ("من", "و", "-", "الي", "شهر"):
        return False
    for token in tokens[last + 1 : last + 4]:
        if token.text in MONTH_NAMES:
            return True
        if token.kind != "number" and token.text != "شهر":
            return False
    return False


def _hangs_on_a_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the digits are glued to letters: إف-16, F16, كوفيد-19, #7, 4x4."""
    after = tokens[last] if last < len(tokens) else None
    if (
        after is not None
        and after.start == tokens[last - 1].end
        and after.text.isascii()
        and after.text.isalpha()
    ):
        return True
    before = tokens[first - 1] if first else None
    if before is None or before.end != tokens[first].start:
        return False
    if before.kind == "word":  # "مقتل12" lacks its space, "إس400" is a name
        return before.text.isascii() or (len(before.text) <= 2 and before.text not in PROCLITICS)
    joined_word = first > 1 and tokens[first - 2].end == before.start and tokens[first - 2].kind == "word"
    return before.text == "#" or (before.text == "-" and joined_word)


def _slashed(tokens: Sequence[Token], first: int, last: int) -> str | None:
    """Tell numeric dates (07/04/2018, 7-4-2018) from other numerals with a slash (2254/2015)."""
    start, end, signs = first, last, []
    while end + 1 < len(tokens) and tokens[end].text in ("/", "-") and _number_at(tokens, end + 1):
        signs.append(tokens[end].text)
        end += 2
    while start > 1 and tokens[start - 1].text in ("/", "-") and _number_at(tokens, start - 2):
        signs.append(tokens[start - 1].text)
        start -= 2
    if len(signs) == 2:
        return "date"
    return "ordinal" if "/" in signs else None

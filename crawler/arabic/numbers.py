# ruff: noqa: PLR2004 - days, months and the tens of counting are their own names
"""Find every number of a text with its bounds and what it counts.

tokens | where a number may start | read it | its range | its bounds | its unit
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from crawler.arabic.cardinals import Cardinal, read_cardinal
from crawler.arabic.counted_nouns import CASE_NOUNS, DUALS
from crawler.arabic.number_bounds import Bound, bound_after, bound_before
from crawler.arabic.number_units import unit_of
from crawler.arabic.number_words import COUNT_WORDS, ORDINAL_WORDS, SCALE_PARTS, CountWord, Part
from crawler.arabic.numerals import PROCLITICS
from crawler.arabic.tokens import Token
from crawler.arabic.word_sets import prefixed, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number as the text gives it; tokens ``first`` to ``last`` (exclusive), its bound words included.

    exact ("5"): best = low = high · at least ("ما لا يقل عن 5"): best = low · about ("نحو 5"): best only ·
    at most ("أقل من 5"): high only · range ("بين 10 و15"): low and high · vague ("عشرات"): low only.
    """

    first: int
    last: int
    best: int | None
    low: int | None
    high: int | None
    counted: str | None = None  # the singular of a dual, which carries its own number: قتيلان → قتيل
    # None counts what follows; else "age", "year", "date", "time", "percent", "money", "measure", "score" or
    # "ordinal" (a numeral that names: الفرقة 25).
    unit: str | None = None


_LIMITING = words("لا لم لن ليس ليست دون بدون أي ولا ولم ولن غير بلا")
_NO_PART = words("من في على إلى عن أو ولا ولم حتى بعد قبل منذ كان كانت ما أن")
_ONCE = words("مرة صف جانب طرف وقت آن صوت صوتا صفا عائلة أسرة مكان بلد بلدة قرية حي")
_ROSE = prefixed(
    words(
        "ارتفع ارتفعت ارتفاع ليرتفع لترتفع يرتفع ترتفع زاد زادت زيادة قفز قفزت"
        " انخفض انخفضت انخفاض تراجع تراجعت"
    ),
    "وبف",
)
_SCORE_FOLLOWERS = words("في على أمام لصالح ضد بعد من مع خلال ثم و")
_SHORT_NAMES = words("الست والست بالست للست السبع والسبع بالسبع للسبع")
_STARTS = COUNT_WORDS.keys() | DUALS.keys()
_RISE_REACH = 8  # tokens back to the verb of "the toll rose from 10 to 15"
_SCORE_LIMIT = 20


def find_numbers(tokens: Sequence[Token]) -> list[Number]:
    """Return the numbers of a text in order; ordinals in words (الثالث) are none.

    >>> from crawler.arabic.tokens import tokenize
    >>> [(n.best, n.unit) for n in find_numbers(tokenize("مقتل خمسة أشخاص وإصابة طفلين بعد 3 أيام"))]
    [(5, None), (2, None), (3, 'time')]
    """
    found: list[Number] = []
    done = 0
    starts = [index for index, token in enumerate(tokens) if token.text in _STARTS or token.kind == "number"]
    for index in starts:
        if index < done:
            continue
        number = _read_number(tokens, index)
        if number is not None:
            found.append(number)
            done = number.last
    return found


def _read_number(tokens: Sequence[Token], index: int) -> Number | None:
    word = COUNT_WORDS.get(tokens[index].text)
    if word is None:
        return _read_dual(tokens, index) if tokens[index].text in DUALS else _read_counted(tokens, index)
    if _is_other(tokens, index, word):
        return None
    if word.part in (Part.VAGUE, Part.SCALE_PLURAL):
        return _read_vague(tokens, index, word)
    if word.part is Part.SOME:
        return _read_some(tokens, index, word)
    if word.part is Part.NUMBER_OF:
        return _read_number_of(tokens, index)
    return _read_counted(tokens, index) or _read_one_of(tokens, index, word)


def _is_other(tokens: Sequence[Token], index: int, word: CountWord) -> bool:
    """Whether the word counts nothing here: part of an ordinal, of في المئة, or of a name."""
    before = tokens[index - 1].text if index else ""
    after = tokens[index + 1].text if index + 1 < len(tokens) else ""
    if word.part in (Part.TEEN, Part.TENS) and before in ORDINAL_WORDS:
        return not word.prefix or word.article  # الثاني عشر, الخامس والعشرون; but الثاني وعشرة آخرين
    if word.part is Part.HUNDREDS and word.article and (word.prefix == "ب" or before == "في"):
        return True
    if word.part is Part.HUNDREDS and (after == "وميه" or before == "الميه"):
        return True  # مخيم المية ومية
    if tokens[index].text in _SHORT_NAMES:  # الست "the lady", بئر السبع; السبع ساعات and الدول الست count
        return before == "بير" or not (after.endswith("ات") or before.endswith(("ات", "دول")))
    if word.part is Part.UNIT and word.value == 1:
        goes_on = (following := COUNT_WORDS.get(after)) is not None and following.part in (
            Part.TEEN,
            Part.TENS,
        )
        return not goes_on and (word.article or before in _ONCE or after == "تلو")
    return word.part is Part.SCALE and tokens[index].text == "الف" and after.startswith("ال")  # ألّف الكتاب


def _read_counted(tokens: Sequence[Token], index: int) -> Number | None:
    number = read_cardinal(tokens, index)
    if number is None:
        return None
    unit = unit_of(tokens, index, number)
    if unit is None or unit in ("time", "measure", "money", "percent", "age"):
        ranged = _read_range(tokens, index, number)
        if ranged is not None:
            return ranged
    return _read_single(tokens, index, number, unit)


def _read_single(tokens: Sequence[Token], index: int, number: Cardinal, unit: str | None) -> Number:
    """Put the bound words around a number onto it."""
    core = index
    if core and tokens[core].kind == "number" and tokens[core - 1].text in PROCLITICS:
        core -= 1  # نحو الـ50
    before = bound_before(tokens, core)
    first = before.first if before is not None else core
    if number.value != int(number.value):  # 3.5 counts no people
        floor = math.floor(number.value)
        unit = unit or "measure"
        return Number(first=first, last=number.last, best=None, low=floor, high=floor + 1, unit=unit)
    bound = before.bound if before is not None else bound_after(tokens, number.last)
    value = int(number.value)
    at_most = bound is Bound.AT_MOST and unit is None
    return Number(
        first=first,
        last=number.last,
        best=None if at_most else value,
        low=None if at_most or bound is Bound.ABOUT else value,
        high=None if bound in (Bound.AT_LEAST, Bound.ABOUT) else value,
        unit=unit,
    )


def _read_range(tokens: Sequence[Token], first: int, number: Cardinal) -> Number | None:
    """Read بين 10 و15, من 10 إلى 15, 10-15, خمسة أو ستة; a toll that rose from 10 to 15 is 15."""
    if number.last >= len(tokens):
        return None
    opener = first - 1 if first and tokens[first - 1].text in ("بين", "من", "وبين") else None
    joint = tokens[number.last].text
    second = _second_number(tokens, number.last, between=opener is not None and tokens[opener].text != "من")
    if second is None:
        return None
    low, high = _same_scale(number, second, tokens)
    unit = unit_of(tokens, first, second)
    start = opener if opener is not None else first
    if joint == "-" and opener is None and _is_score(tokens, number, second):
        return Number(first=first, last=second.last, best=None, low=None, high=None, unit="score")
    if low >= high:
        return None
    if joint == "الي" and opener is not None and _tells_a_change(tokens, opener):
        return Number(first=start, last=second.last, best=high, low=high, high=high, unit=unit)
    bound = bound_before(tokens, start)
    start = bound.first if bound is not None else start
    return Number(first=start, last=second.last, best=None, low=low, high=high, unit=unit)


def _second_number(tokens: Sequence[Token], joint: int, *, between: bool) -> Cardinal | None:
    """Read the upper end of a range behind the word or sign at ``joint``."""
    text = tokens[joint].text
    if text in ("-", "–", "الي", "او", "حتي") or (between and text == "و"):
        start = joint + 1
    elif between and (word := COUNT_WORDS.get(text)) is not None and word.prefix == "و":
        start = joint
    else:
        return None
    if start < len(tokens) and tokens[start].text in PROCLITICS:
        start += 1
    following = COUNT_WORDS.get(tokens[start].text) if start < len(tokens) else None
    if following is not None and following.part in (Part.VAGUE, Part.SCALE_PLURAL):
        return None
    return read_cardinal(tokens, start)


def _same_scale(number: Cardinal, second: Cardinal, tokens: Sequence[Token]) -> tuple[int, int]:
    """Give both ends the scale that is said once: بين 3 و5 آلاف."""
    low, high = int(number.value), int(second.value)
    word = COUNT_WORDS.get(tokens[second.last - 1].text)
    said_once = word is not None and word.part in SCALE_PARTS and low < 1000
    if word is not None and said_once and low * word.value < high:
        return int(low * word.value), high
    return low, high


def _is_score(tokens: Sequence[Token], number: Cardinal, second: Cardinal) -> bool:
    """Tell a result (فاز 3-1 على …) from a range (3-5 أشخاص): a range is followed by what it counts."""
    if max(number.value, second.value) >= _SCORE_LIMIT:
        return False
    after = tokens[second.last] if second.last < len(tokens) else None
    counts = after is not None and after.kind == "word" and after.text not in _SCORE_FOLLOWERS
    return not counts or number.value >= second.value or (after is not None and after.text.startswith("ال"))


def _tells_a_change(tokens: Sequence[Token], opener: int) -> bool:
    return any(token.text in _ROSE for token in tokens[max(0, opener - _RISE_REACH) : opener])


def _read_vague(tokens: Sequence[Token], index: int, word: CountWord) -> Number:
    """Read عشرات, مئات, آلاف, عشرات الآلاف: at least two of them."""
    value, last = word.value, index + 1
    following = COUNT_WORDS.get(tokens[last].text) if last < len(tokens) else None
    if following is not None and following.part in SCALE_PARTS and not following.prefix:
        value, last = value * following.value, last + 1
    number = Number(first=index, last=last, best=None, low=int(2 * value), high=None)
    bound = bound_before(tokens, index)
    return replace(number, first=bound.first) if bound is not None else number


def _read_some(tokens: Sequence[Token], index: int, word: CountWord) -> Number | None:
    """Read بضعة (three to nine), عدة (three or more), and both with a scale: بضع عشرات, عدة آلاف."""
    if index + 1 >= len(tokens) or tokens[index + 1].kind != "word":
        return None
    few = "بضع" in tokens[index].text
    following = COUNT_WORDS.get(tokens[index + 1].text)
    low, last, scale = int(word.value), index + 1, 1
    if following is not None and following.part is Part.TEEN and few:
        return Number(first=index, last=last + 1, best=None, low=13, high=19)
    if following is not None and (following.part is Part.VAGUE or following.part in SCALE_PARTS):
        scale, last = int(following.value), last + 1
    unit = unit_of(tokens, index, Cardinal(low, last, digits=False))
    return Number(
        first=index, last=last, best=None, low=low * scale, high=10 * scale - 1 if few else None, unit=unit
    )


def _read_number_of(tokens: Sequence[Token], index: int) -> Number | None:
    """Read عدد من القتلى, عدد كبير من الجرحى; عدد السكان counts nothing."""
    for ahead in (1, 2, 3):
        if index + ahead >= len(tokens) or tokens[index + ahead].kind != "word":
            return None
        if tokens[index + ahead].text == "من":
            return Number(first=index, last=index + ahead + 1, best=None, low=2, high=None)
        if COUNT_WORDS.get(tokens[index + ahead].text) or tokens[index + ahead].text.startswith("ال"):
            return None
    return None


def _read_one_of(tokens: Sequence[Token], index: int, word: CountWord) -> Number | None:
    """Read أحد عناصر …, إحدى المصابات, أحدهم as one; لم يصب أحد and أحد before a particle are nobody."""
    if word.part is not Part.ONE_OF or word.article:
        return None
    if any(token.text in _LIMITING for token in tokens[max(0, index - 4) : index]):
        return None
    own = tokens[index].text.endswith(("هم", "هن", "هما"))
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if not own and (after is None or after.kind != "word" or after.text in _NO_PART):
        return None
    return Number(first=index, last=index + 1, best=1, low=1, high=1)


def _read_dual(tokens: Sequence[Token], index: int) -> Number | None:
    """Read قتيلان, طفلتين, شخصين آخرين; مدنيين is two only where اثنين says so."""
    dual = DUALS[tokens[index].text]
    last = index + 1
    following = COUNT_WORDS.get(tokens[last].text) if last < len(tokens) else None
    doubled = (
        following is not None
        and following.part is Part.UNIT
        and following.value == 2
        and not following.prefix
    )
    if doubled:
        last += 1
    elif not dual.sure:
        return None
    if dual.noun == "حالة" and (last >= len(tokens) or tokens[last].text not in CASE_NOUNS):
        return None
    while (
        last < len(tokens)
        and (adjective := DUALS.get(tokens[last].text)) is not None
        and not adjective.prefix
    ):
        if dual.unit is not None or adjective.unit is not None:
            break
        last += 1
    return Number(first=index, last=last, best=2, low=2, high=2, counted=dual.noun, unit=dual.unit)

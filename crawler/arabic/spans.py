"""Read so many units of time: ثلاثة أيام, يومين, أسبوع, أكثر من سنتين ونصف."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from crawler.arabic.cardinals import read_cardinal
from crawler.arabic.counted_nouns import DUALS
from crawler.arabic.fold import fold
from crawler.arabic.tokens import Token
from crawler.arabic.when import text_at
from crawler.arabic.word_sets import folded, words

# Units of time by name, in days.
_UNIT_NAMES = {
    1 / 86400: "ثانية ثواني ثوان لحظة لحظات",
    1 / 1440: "دقيقة دقائق",
    1 / 24: "ساعة ساعات",
    1.0: "يوم يوما أيام ليلة ليال ليالي ليالٍ",
    7.0: "أسبوع أسبوعا أسابيع",
    30.44: "شهر شهرا أشهر شهور",
    365.25: "عام عاما أعوام سنة سنوات سنين",
    3652.5: "عقد عقدا عقود",
    36525.0: "قرن قرون",
}
HOUR, DAY, WEEK, MONTH, YEAR = 1 / 24, 1.0, 7.0, 30.44, 365.25
UNITS: dict[str, float] = {name: days for days, names in _UNIT_NAMES.items() for name in folded(names)}
PLURALS = words("لحظات ثوان دقائق ساعات أيام ليال أسابيع أشهر شهور أعوام سنوات سنين عقود قرون")
_ABOUT = words("نحو حوالي قرابة زهاء أكثر من أقل ما يقارب يقرب يزيد على عن مدة فترة لا بضعة بضع عدة أزيد")
_FRACTIONS = words("ونصف وربع والنصف")


class Span(NamedTuple):
    """So many units of time; ``number`` None for "some"."""

    number: float | None
    unit: float  # days
    last: int
    about: bool


def read_span(tokens: Sequence[Token], index: int) -> Span | None:
    """Read ثلاثة أيام, يومين, أسبوع, أكثر من سنتين ونصف, أيام."""
    at, about = index, False
    while text_at(tokens, at) in _ABOUT and at < index + 5:
        at, about = at + 1, True
    text = text_at(tokens, at)
    dual = DUALS.get(text)
    if dual is not None and dual.unit == "time" and not dual.article:
        return _with_half(tokens, Span(2, UNITS[fold(dual.noun)], at + 1, about))
    if text in UNITS:
        number_told = None if text in PLURALS else 1
        return _with_half(tokens, Span(number_told, UNITS[text], at + 1, about))
    number = read_cardinal(tokens, at + (text == "ال"))
    if number is None:
        return None
    unit = UNITS.get(text_at(tokens, number.last))
    return _with_half(tokens, Span(number.value, unit, number.last + 1, about)) if unit is not None else None


def _with_half(tokens: Sequence[Token], span: Span) -> Span:
    if span.number is None or text_at(tokens, span.last) not in _FRACTIONS:
        return span
    half = 0.25 if tokens[span.last].text == "وربع" else 0.5
    return Span(span.number + half, span.unit, span.last + 1, about=True)

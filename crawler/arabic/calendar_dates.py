# ruff: noqa: PLR2004 - days, months and the tens of counting are their own names
"""Read dates of a calendar: 7 أبريل 2018, السابع من نيسان, نهاية تشرين الأول الماضي, 22 رجب 1439هـ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from crawler.arabic.cardinals import read_ordinal
from crawler.arabic.hijri import hijri_date, hijri_month, hijri_year
from crawler.arabic.months import (
    ENGLISH_MONTHS,
    HIJRI_MONTHS,
    HIJRI_PAIRED,
    MONTHS,
    PAIRED_MONTHS,
    WEAK_MONTHS,
)
from crawler.arabic.tokens import Token
from crawler.arabic.when import LAST_YEAR, Anchor, When, month_of, safe_date, text_at
from crawler.arabic.word_sets import words


class Month(NamedTuple):
    """A month's name; ``last`` is the index after it."""

    number: int
    hijri: bool
    weak: bool  # the name is also another word
    last: int


class Year(NamedTuple):
    """What follows a month: a year, or words that tell which; ``last`` is the index after them."""

    year: int | None
    side: str | None  # "past", "future", "present"
    last: int


class Days(NamedTuple):
    """The days before a month, and the index where they start."""

    day: int
    until: int | None
    first: int


PAST = words("الماضي الماضية الفائت الفائتة المنصرم المنصرمة المنقضي السالف")
FUTURE = words("المقبل المقبلة القادم القادمة")
PRESENT = words("الجاري الجارية الحالي الحالية")
SIDES: dict[str, str] = {
    **dict.fromkeys(PAST, "past"),
    **dict.fromkeys(FUTURE, "future"),
    **dict.fromkeys(PRESENT, "present"),
}
_YEAR_WORDS = words("عام سنة العام السنة")
_MONTH_WORDS = words("شهر لشهر بشهر وشهر")
_IN = words(
    "في خلال منذ من حتى منتصف أواخر أوائل مطلع نهاية بداية بدايات نهايات آخر أول بين طوال إلى قبل"
    " بعد و شهري شهرا"
)
# A date in a name tells when the namesake was, not this news: ساحة 14 آذار, ثورة 25 يناير.
_NAMED_AFTER = words(
    "ثورة حركة قوى فريق تحالف جماعة ساحة ميدان شارع جسر حي مدينة جامعة أحداث حزب كتائب كتيبة لواء"
    " انتفاضة مجموعة حرب"
    " صحيفة جريدة شهداء سد ملعب مدرسة مستشفى معسكر مخيم ائتلاف تيار حراك منصة انقلاب اعتداءات دوار"
)
_NAMED_DAYS = frozenset({(11, 9), (7, 10), (6, 10)})  # هجمات 11 سبتمبر, السادس من أكتوبر
_NAMED_DAY_WORDS = words("هجمات هجوم مدينة أحداث عملية حرب انتصارات السادس تفجيرات")
_PARTS = {
    **dict.fromkeys(words("مطلع بداية بدايات أوائل"), (1, 10)),
    **dict.fromkeys(words("منتصف أواسط وسط"), (11, 20)),
    **dict.fromkeys(words("نهاية نهايات أواخر آخر"), (21, 31)),
}
_PARTS_COUNTED = words(
    "الأسبوع الأسابيع النصف الثلث الربع الشهر اليوم"
)  # الأسبوع الأول من نيسان is no 1 April
_AHEAD_LIMIT = 60  # days: a yearless date further ahead than this is doubtful,
_NEVER_AHEAD = 92  # and further ahead than this it is last year's
_BACK_LIMIT = 200


def read_month(tokens: Sequence[Token], index: int) -> Month | None:
    """Read a month's name at ``index``, with its second name if one follows: آب/أغسطس, نيسان (أبريل)."""
    month = _one_month(tokens, index)
    if month is None:
        return None
    joint = month.last
    if text_at(tokens, joint) in ("/", "(", "-", "،", ","):
        joint += 1
    second = _one_month(tokens, joint)
    if second is None or second.number != month.number or second.hijri != month.hijri:
        return month
    closed = text_at(tokens, second.last) == ")" and text_at(tokens, month.last) == "("
    return Month(month.number, month.hijri, weak=False, last=second.last + closed)


def _one_month(tokens: Sequence[Token], index: int) -> Month | None:
    name = text_at(tokens, index)
    if name not in _FIRST_WORDS:
        return None
    bare = _FIRST_WORDS[name]
    pair = (bare, text_at(tokens, index + 1))
    if pair in PAIRED_MONTHS or pair in HIJRI_PAIRED:
        hijri = pair in HIJRI_PAIRED
        number = HIJRI_PAIRED[pair] if hijri else PAIRED_MONTHS[pair]
        return Month(number, hijri, weak=False, last=index + 2)
    found = MONTHS.get(bare) or HIJRI_MONTHS.get(bare) or ENGLISH_MONTHS.get(bare)
    if found is None:
        return None
    weak = bare in WEAK_MONTHS or bare in ENGLISH_MONTHS
    return Month(found, hijri=bare in HIJRI_MONTHS, weak=weak, last=index + 1)


def _first_words() -> dict[str, str]:
    """Return what a month's name may start with, each with و ل ب written on, to the bare word."""
    names = {*MONTHS, *HIJRI_MONTHS, *ENGLISH_MONTHS}
    names |= {first for first, _ in PAIRED_MONTHS} | {first for first, _ in HIJRI_PAIRED}
    forms = {name: name for name in names}
    for name in names - WEAK_MONTHS - set(ENGLISH_MONTHS):  # not باب, which is a door
        forms.update({prefix + name: name for prefix in "ولب"})
    return forms


_FIRST_WORDS = _first_words()
MONTH_STARTS: frozenset[str] = frozenset(_FIRST_WORDS)


def read_calendar(tokens: Sequence[Token], index: int, anchor: Anchor | None) -> When | None:
    """Read the date whose month stands at ``index``; without an anchor only dates that name their year."""
    month = read_month(tokens, index)
    if month is None:
        return None
    days = _days_before_month(tokens, index)
    after = _day_after_month(tokens, month) if days is None else None
    if after is not None:
        month, days = month._replace(last=after.first), after._replace(first=index)
    year = read_year(tokens, month.last, anchor)
    if days is None:
        return _read_month_only(tokens, index, month, year, anchor)
    if _is_name(tokens, days, month, year):
        return None
    start = _resolve(month, days.day, year, anchor)
    until = _resolve(month, days.until, year, anchor) if days.until else None
    if start is None or (until is not None and until.day < start.day):
        return None
    last = year.last if year is not None else month.last
    return replace(start, first=days.first, last=last, until=until.day if until is not None else None)


def _days_before_month(tokens: Sequence[Token], index: int) -> Days | None:
    """Read the day that stands before the month: 7, الـ7 من, السابع من شهر, 7 و8, من 5 إلى 10."""
    end = index
    if text_at(tokens, end - 1) in _MONTH_WORDS:
        end -= 1
    if text_at(tokens, end - 1) in ("من", "-", "/"):
        end -= 1
    found = day_ending_at(tokens, end)
    if found is None:
        return None
    day, first = found
    joint = text_at(tokens, first - 1)
    if joint in ("و", "-", "الي"):
        before = day_ending_at(tokens, first - 1)
        if before is not None and before[0] < day:
            opener = text_at(tokens, before[1] - 1) in ("بين", "من", "يومي")
            return Days(before[0], day, before[1] - opener)
    return Days(day, None, first)


def day_ending_at(tokens: Sequence[Token], end: int) -> tuple[int, int] | None:
    """Return the day of a month whose words end before ``end``, and where they start."""
    if end < 1:
        return None
    token = tokens[end - 1]
    if token.kind == "number":
        day = int(token.text) if token.text.isdecimal() and len(token.text) <= 2 else 0
        first = end - 1
        if text_at(tokens, first - 1) in ("ال", "وال"):
            first -= 1
        return (day, first) if 1 <= day <= 31 else None
    for length in (2, 1):
        ordinal = read_ordinal(tokens, end - length) if end >= length else None
        if ordinal is not None and ordinal[1] == end and ordinal[0] <= 31:
            first = end - length
            return None if text_at(tokens, first - 1) in _PARTS_COUNTED else (ordinal[0], first)
    return None


def _day_after_month(tokens: Sequence[Token], month: Month) -> Days | None:
    """Read April 7, 2018; here ``first`` is the index after the day."""
    name = text_at(tokens, month.last - 1)
    day = text_at(tokens, month.last)
    if name not in ENGLISH_MONTHS or not day.isdecimal() or len(day) > 2 or not 1 <= int(day) <= 31:
        return None
    return Days(int(day), None, month.last + 1)


def read_year(tokens: Sequence[Token], index: int, anchor: Anchor | None) -> Year | None:
    """Read what tells a month's year: 2018, من عام 2018م, الماضي, من العام الماضي, 1439هـ."""
    side = SIDES.get(text_at(tokens, index))
    if side is not None:
        return Year(None, side, index + 1)
    at = index
    if text_at(tokens, at) in ("من", "،", ",", "-", "/", "(", ")"):
        at += 1
    if text_at(tokens, at) in _YEAR_WORDS:
        side = SIDES.get(text_at(tokens, at + 1))
        if side is not None and anchor is not None:
            return Year(anchor.day.year + {"past": -1, "present": 0, "future": 1}[side], None, at + 2)
        at += 1
    number = text_at(tokens, at)
    if not (number.isdecimal() and len(number) == 4 and 1300 <= int(number) <= LAST_YEAR):
        return None
    at += 1
    return Year(int(number), None, at + (text_at(tokens, at) in ("م", "ه", "هجري", "ميلادي")))


def _is_name(tokens: Sequence[Token], days: Days, month: Month, year: Year | None) -> bool:
    """Whether the date is somebody's name: قوى 14 آذار, هجمات 11 سبتمبر, رجب after a score."""
    if year is not None:
        return False
    if month.hijri and month.weak and text_at(tokens, month.last - 2) in ("-", "/"):
        return True  # 4-صفر is a result
    before = text_at(tokens, days.first - 1)
    bare = before.removeprefix("ال")
    if bare in _NAMED_AFTER:
        return True
    return (days.day, month.number) in _NAMED_DAYS and bare in _NAMED_DAY_WORDS


def _resolve(month: Month, day: int, year: Year | None, anchor: Anchor | None) -> When | None:
    """Find the day in the named year, or in the year nearest to the publication, the past preferred."""
    build = hijri_date if month.hijri else safe_date
    kind = "hijri" if month.hijri else "calendar"
    if year is not None and year.year is not None:
        named = build(year.year, month.number, day)
        return When(first=0, last=0, day=named, sure=not month.hijri, kind=kind) if named else None
    if anchor is None:
        return None
    side = year.side if year is not None else None
    this_year = hijri_year(anchor.day) if month.hijri else anchor.day.year
    days = [found for near in (-1, 0, 1) if (found := build(this_year + near, month.number, day)) is not None]
    chosen = _nearest(days, anchor.day, side)
    if chosen is None:
        return None
    ahead = (chosen - anchor.day).days
    sure = not month.hijri and (side is not None or -_BACK_LIMIT <= ahead <= _AHEAD_LIMIT)
    return When(first=0, last=0, day=chosen, sure=sure, kind=kind)


def _nearest(days: Sequence[date], today: date, side: str | None) -> date | None:
    """Choose among the same day of several years; a coming one must be twice as near as the past one."""
    past = [day for day in days if day <= today]
    coming = [day for day in days if day > today]
    if side == "past":
        return past[-1] if past else None
    if side == "future":
        return coming[0] if coming else None
    if side == "present":
        same = [day for day in days if day.year == today.year]
        return same[0] if same else None
    if not past or not coming:
        return past[-1] if past else coming[0] if coming else None
    ahead, back = (coming[0] - today).days, (today - past[-1]).days
    return coming[0] if ahead * 2 < back and ahead <= _NEVER_AHEAD else past[-1]


def _read_month_only(
    tokens: Sequence[Token], index: int, month: Month, year: Year | None, anchor: Anchor | None
) -> When | None:
    """Read a whole month or its start, middle or end: نهاية تشرين الأول الماضي, في آذار 2011."""
    first = index - 1 if text_at(tokens, index - 1) in _MONTH_WORDS else index
    before = text_at(tokens, first - 1)
    named_month = first < index
    if month.weak and not named_month and (year is None or (year.year is None and before not in _IN)):
        return None
    if year is None and not named_month and before not in _IN:
        return None
    if year is None and text_at(tokens, index - 1) in _NAMED_AFTER:
        return None
    bounds = _month_bounds(month, year, anchor)
    if bounds is None:
        return None
    start, end = bounds
    if before in _PARTS:
        first, (low, high) = first - 1, _PARTS[before]
        start, end = start + timedelta(days=low - 1), min(end, start + timedelta(days=high - 1))
    last = year.last if year is not None else month.last
    kind = "hijri" if month.hijri else "calendar"
    return When(
        first=first, last=last, day=start, until=end, sure=year is not None and not month.hijri, kind=kind
    )


def _month_bounds(month: Month, year: Year | None, anchor: Anchor | None) -> tuple[date, date] | None:
    if year is not None and year.year is not None:
        start = (
            hijri_date(year.year, month.number, 1) if month.hijri else safe_date(year.year, month.number, 1)
        )
    elif anchor is None:
        return None
    else:
        side = year.side if year is not None else None
        current = not month.hijri and month.number == anchor.day.month
        before_this = anchor.day if not (side == "past" and current) else month_of(anchor.day, -1)[1]
        found = _resolve(month, 1, year, Anchor(anchor.moment, before_this))
        start = found.day if found is not None else None
    if start is None:
        return None
    return hijri_month(hijri_year(start), month.number) if month.hijri else month_of(start)

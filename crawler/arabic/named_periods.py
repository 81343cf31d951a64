# ruff: noqa: PLR2004 - days, months and the tens of counting are their own names
"""Read periods by their name: الشهر الماضي, الـ24 ساعة الماضية, السنوات الأخيرة, عام 2013, هذا الأسبوع."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from crawler.arabic.calendar_dates import SIDES, day_ending_at
from crawler.arabic.cardinals import read_cardinal
from crawler.arabic.counted_nouns import DUALS
from crawler.arabic.fold import fold
from crawler.arabic.hijri import hijri_date
from crawler.arabic.number_words import COUNT_WORDS, Part
from crawler.arabic.periods import back_from_now
from crawler.arabic.spans import DAY, HOUR, MONTH, PLURALS, UNITS, WEEK, YEAR
from crawler.arabic.tokens import Token
from crawler.arabic.when import FIRST_YEAR, LAST_YEAR, Anchor, When, days_before, month_of, safe_date, text_at
from crawler.arabic.word_sets import prefixed, words

_ADJECTIVES = words("القليلة القلائل الأولى")
PERIOD_SIDES: dict[str, str] = {
    **SIDES,
    **dict.fromkeys(words("الماضيين الماضيتين"), "past"),
    **dict.fromkeys(words("الأخيرة الأخير الأخيرين الأخيرتين"), "last"),
}
_STARTS = prefixed(words("مطلع بداية بدء أوائل"), "و")
_RUNNING = words("الجاري الحالي")
_SINCE_START = words("منذ مع")
_MIDDLES = prefixed(words("منتصف أواسط"), "و")
_ENDS = prefixed(words("نهاية أواخر ختام"), "و")


def read_side(tokens: Sequence[Token], index: int, anchor: Anchor | None) -> When | None:
    """Read the period before الماضي, المقبل, الجاري, الأخيرة: الشهر الماضي, الـ24 ساعة الماضية."""
    if anchor is None:
        return None
    side = PERIOD_SIDES[tokens[index].text]
    if tokens[index].text in _RUNNING:
        return _day_of_running_month(tokens, index, anchor) or _named_period(tokens, index, side, anchor)
    return _named_period(tokens, index, side, anchor)


def _day_of_running_month(tokens: Sequence[Token], index: int, anchor: Anchor) -> When | None:
    """Read "الثاني عشر من الجاري" and "12 الجاري", which leave the month itself out."""
    end = index - 1 if text_at(tokens, index - 1) == "من" else index
    named = day_ending_at(tokens, end)
    if named is None:
        return None
    that_day = safe_date(anchor.day.year, anchor.day.month, named[0])
    return When(first=named[1], last=index + 1, day=that_day, kind="calendar") if that_day else None


def _named_period(tokens: Sequence[Token], index: int, side: str, anchor: Anchor) -> When | None:
    at = index - 1
    while text_at(tokens, at) in _ADJECTIVES:
        at -= 1
    counted = _counted_period(tokens, index, side, anchor)
    if counted is not None:
        return counted
    name = text_at(tokens, at)
    unit = UNITS.get(_bare(name))
    if unit is None or not _has_article(name):
        return None
    if _bare(name) in PLURALS:
        return _vague_period(at, index, unit, side, anchor)
    return _whole_period(tokens, at, index, side, anchor)


def _has_article(word: str) -> bool:
    return word.startswith(("ال", "لل", "وال", "بال"))


def _bare(word: str) -> str:
    for article in ("وال", "بال", "ال", "لل"):
        if word.startswith(article):
            return word[len(article) :]
    return word


def _is_count(tokens: Sequence[Token], index: int) -> bool:
    word = COUNT_WORDS.get(text_at(tokens, index))
    return word is not None and word.part in (Part.UNIT, Part.TENS, Part.TEEN)


def _counted_period(tokens: Sequence[Token], index: int, side: str, anchor: Anchor) -> When | None:
    """Read the counted ones: الـ24 ساعة الماضية, الساعات الأربع والعشرين الماضية, الأيام الثلاثة الأخيرة."""
    if side not in ("past", "last"):
        return None
    for first in range(max(0, index - 5), index):
        if not (tokens[first].kind == "number" or _is_count(tokens, first)):
            continue
        number = read_cardinal(tokens, first)
        if number is None:
            continue
        unit = UNITS.get(_bare(text_at(tokens, number.last)))
        start = first - 1 if text_at(tokens, first - 1) == "ال" else first
        if unit is not None and number.last + 1 == index:
            return back_from_now(start, index + 1, number.value * unit, anchor)
        unit = UNITS.get(_bare(text_at(tokens, start - 1)))
        if unit is not None and number.last == index:
            return back_from_now(start - 1, index + 1, number.value * unit, anchor)
    dual = DUALS.get(tokens[index - 1].text) if index else None
    if dual is not None and dual.unit == "time" and dual.article:
        return back_from_now(index - 1, index + 1, 2 * UNITS[fold(dual.noun)], anchor)
    return None


def _vague_period(first: int, index: int, unit: float, side: str, anchor: Anchor) -> When | None:
    """Read الأيام الماضية, السنوات الأخيرة, الأشهر المقبلة: no certain day; the last hours are today."""
    if side == "present":
        return None
    if unit < HOUR:
        return None  # الدقائق الأخيرة are mostly those of a match
    if unit == HOUR and side != "future":
        last_hours = (anchor.moment - timedelta(hours=6)).date()
        until_now = anchor.day if last_hours < anchor.day else None
        return When(first=first, last=index + 1, day=last_hours, until=until_now, sure=False, kind="relative")
    if side == "future":
        day, until = days_before(anchor.day, -1), days_before(anchor.day, -max(10 * unit, 1))
    else:
        day, until = days_before(anchor.day, 10 * unit if unit > DAY else 7), days_before(anchor.day, 1)
    return When(first=first, last=index + 1, day=day, until=until, sure=False, kind="vague")


def _whole_period(tokens: Sequence[Token], at: int, index: int, side: str, anchor: Anchor) -> When | None:
    """Read الأسبوع الماضي, الشهر الجاري (with a day: السابع من الشهر الجاري), العام المقبل."""
    step = {"past": -1, "last": -1, "present": 0, "future": 1}[side]
    unit = UNITS[_bare(tokens[at].text)]
    bounds = _bounds(unit, step, anchor.day)
    if bounds is None or (side == "last" and unit != WEEK):
        return None
    start, end = bounds
    if unit == MONTH:
        named = day_ending_at(tokens, at - 1) if text_at(tokens, at - 1) == "من" else None
        if named is not None:
            that_day = safe_date(start.year, start.month, named[0])
            return When(first=named[1], last=index + 1, day=that_day, kind="calendar") if that_day else None
    return _part_of_period(tokens, at, index + 1, (start, end), anchor, so_far=side == "present")


def _part_of_period(
    tokens: Sequence[Token], at: int, last: int, bounds: tuple[date, date], anchor: Anchor, *, so_far: bool
) -> When:
    """Return the period whose noun stands at ``at``, or the part named before it: مطلع, منتصف, أواخر."""
    start, end = bounds
    part = text_at(tokens, at - 1)
    length = (end - start).days
    if part in _STARTS:
        end = start + timedelta(days=length // 4)
    elif part in _MIDDLES:
        start, end = start + timedelta(days=length // 3), end - timedelta(days=length // 3)
    elif part in _ENDS:
        start = end - timedelta(days=length // 3)
    elif so_far:
        end = max(start, anchor.day)
    first = at - (part in _STARTS or part in _MIDDLES or part in _ENDS)
    until = end if end > start else None
    return When(first=first, last=last, day=start, until=until, sure=False, kind="period")


def _bounds(unit: float, step: int, today: date) -> tuple[date, date] | None:
    """Return the first and last day of a week (from Sunday), month or year, so many steps from this one."""
    if unit == WEEK:
        start = today - timedelta(days=(today.weekday() + 1) % 7 - 7 * step)
        return start, start + timedelta(days=6)
    if unit == MONTH:
        return month_of(today, step)
    if unit == YEAR:
        return date(today.year + step, 1, 1), date(today.year + step, 12, 31)
    return None


def read_year_alone(tokens: Sequence[Token], index: int, anchor: Anchor | None) -> When | None:
    """Read عام 2013, سنة 1439هـ, في 2014, منذ 2011 as the whole year; هذا العام as the year so far."""
    text = text_at(tokens, index + 1)
    if text.isdecimal() and len(text) == 4:
        return _numbered_year(tokens, index, int(text))
    if anchor is None or not tokens[index].text.startswith("ال") or text_at(tokens, index + 1) in SIDES:
        return None  # منذ بداية العام الماضي is read with its adjective
    this = text_at(tokens, index - 1) in ("هذا", "هذه")
    start_of = text_at(tokens, index - 1) in _STARTS and text_at(tokens, index - 2) in _SINCE_START
    if not this and not start_of:
        return None
    bounds = _bounds(UNITS[_bare(tokens[index].text)], 0, anchor.day)
    if bounds is None:
        return None
    if this:
        return _part_of_period(tokens, index - 1, index + 1, bounds, anchor, so_far=True)
    until = anchor.day if bounds[0] < anchor.day else None
    return When(first=index - 1, last=index + 1, day=bounds[0], until=until, sure=False, kind="period")


def _numbered_year(tokens: Sequence[Token], index: int, year: int) -> When | None:
    last = index + 2
    hijri_sign = text_at(tokens, last) in ("ه", "هجري", "هجريه")
    last += hijri_sign or text_at(tokens, last) == "م"
    if hijri_sign:
        start, following = hijri_date(year, 1, 1), hijri_date(year + 1, 1, 1)
        if start is None or following is None:
            return None
        end = following - timedelta(days=1)
        return When(first=index, last=last, day=start, until=end, sure=False, kind="hijri")
    after = tokens[index + 2] if index + 2 < len(tokens) else None
    counted = after is not None and after.kind == "word" and after.text.endswith("ا") and len(after.text) > 3
    preposition = tokens[index].text not in UNITS and _bare(tokens[index].text) not in UNITS
    if not FIRST_YEAR <= year <= LAST_YEAR or (preposition and (counted or year % 100 == 0)):
        return None
    if after is not None and after.text in ("/", "-", ".", ":") and text_at(tokens, index + 3).isdecimal():
        return None  # موسم 2017/2018, a numeric date
    return When(first=index, last=last, day=date(year, 1, 1), until=date(year, 12, 31), kind="calendar")

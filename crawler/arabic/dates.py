# ruff: noqa: PLR2004 - days, months and the tens of counting are their own names
"""Find every time that a text names, told from the time of publication.

tokens | where a date may start | read it | join what names one day twice | since …
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from crawler.arabic.calendar_dates import MONTH_STARTS, read_calendar
from crawler.arabic.date_text import parse_date_text
from crawler.arabic.day_context import in_context
from crawler.arabic.months import WEEKDAYS
from crawler.arabic.named_periods import PERIOD_SIDES, read_side, read_year_alone
from crawler.arabic.numeric_dates import read_day_and_month, read_numeric
from crawler.arabic.periods import STREAKS, read_ago, read_his_day, read_streak, read_within_hours
from crawler.arabic.tokens import Token
from crawler.arabic.weekdays import (
    read_again,
    read_named_friday,
    read_this_morning,
    read_today,
    read_tomorrow,
    read_tonight,
    read_weekday,
    read_yesterday,
)
from crawler.arabic.when import Anchor, When, anchor_of, text_at
from crawler.arabic.word_sets import prefixed, words

__all__ = ["When", "find_dates", "parse_date_text"]

Reader = Callable[[Sequence[Token], int, Anchor | None], When | None]


def _readers() -> dict[str, tuple[Reader, ...]]:
    """Return for each word that a date may stand at the readers to ask, in turn."""
    readers: dict[str, tuple[Reader, ...]] = {}

    def put(words: Sequence[str], *asked: Reader) -> None:
        for word in words:
            readers[word] = (*readers.get(word, ()), *asked)

    def forms(text: str, letters: str = "و") -> list[str]:
        return sorted(prefixed(words(text), letters))

    put(sorted(WEEKDAYS), read_weekday)
    put(forms("جمعة", ""), read_named_friday)
    put(forms("اليوم", "وبل"), read_again)
    put(forms("اليوم"), read_today)
    put(forms("أمس الأمس بالأمس البارحة امبارح مبارح"), read_yesterday)
    put(forms("الليلة"), read_again, read_tonight)
    put(forms("غدا غد الغد"), read_tomorrow)
    put(forms("الصباح المساء الفجر الظهر"), read_this_morning)
    put(forms("قبل منذ", "وف"), read_ago)
    put(sorted(STREAKS), read_streak)
    put(forms("يومه يومها", "وبل"), read_his_day)
    put(sorted(PERIOD_SIDES), read_side)
    put(forms("عام سنة العام السنة", "وبل"), read_year_alone)
    put(forms("الشهر الأسبوع"), read_year_alone)
    put(forms("في منذ خلال بعد قبل مطلع أواخر"), read_year_alone)
    put(forms("خلال غضون آخر"), read_within_hours)
    put(sorted(MONTH_STARTS), read_calendar)
    return readers


_READERS = _readers()
_NUMERIC_SIGNS = frozenset("/-")
# What may stand between two names of one day: السبت، 7 أبريل · السبت (7 نيسان) · 22 رجب الموافق 8 أبريل.
_JOINTS = words("، , ( ) - الموافق الموافقة في لـ ل بتاريخ من يوم المصادف")
_SINCE = words("منذ ومنذ")


def find_dates(tokens: Sequence[Token], published: datetime | None, timezone: str) -> list[When]:
    """Return the times named in a text, in order; without ``published`` only those that name their year.

    Days are counted in the publisher's ``timezone``. Times of day alone (فجرا, الساعة التاسعة) are none.

    >>> from crawler.arabic.tokens import tokenize
    >>> from datetime import UTC
    >>> published = datetime(2018, 4, 7, 22, tzinfo=UTC)
    >>> [str(when.day) for when in find_dates(tokenize("فجر اليوم"), published, "Asia/Damascus")]
    ['2018-04-08']
    """
    anchor = anchor_of(published, timezone) if published is not None else None
    found: list[When] = []
    for index in [i for i, token in enumerate(tokens) if token.text in _READERS or token.kind == "number"]:
        token = tokens[index]
        if token.kind != "number":
            when = _first_answer(_READERS[token.text], tokens, index, anchor)
        elif "." in token.text or text_at(tokens, index + 1) in _NUMERIC_SIGNS:
            when = read_numeric(tokens, index) or read_day_and_month(tokens, index, anchor)
        else:
            continue
        if when is not None:
            _add(found, when, index)
    told = in_context(tokens, _joined(tokens, found), anchor)
    return [_since(tokens, when, anchor) for when in told]


def _first_answer(
    readers: tuple[Reader, ...], tokens: Sequence[Token], index: int, anchor: Anchor | None
) -> When | None:
    for read in readers:
        when = read(tokens, index, anchor)
        if when is not None:
            return when
    return None


def _add(found: list[When], when: When, index: int) -> None:
    """Keep the reading that started first, unless the later one starts before it (5 من شهر آذار)."""
    if found and index < found[-1].last:
        return
    while found and when.first <= found[-1].first:
        found.pop()
    if found and when.first < found[-1].last:
        when = replace(when, first=found[-1].last)
    found.append(when)


def _joined(tokens: Sequence[Token], found: Sequence[When]) -> list[When]:
    """Join neighbours that name one day: اليوم الأحد, السبت 7 أبريل, 22 رجب الموافق 8 أبريل."""
    joined: list[When] = []
    for when in found:
        one = _one_day(joined[-1], when) if joined and _touch(tokens, joined[-1], when) else None
        if one is None:
            joined.append(when)
        else:
            closed = text_at(tokens, when.last) == ")" and text_at(tokens, when.first - 1) == "("
            joined[-1] = replace(one, first=joined[-1].first, last=when.last + closed)
    return joined


def _touch(tokens: Sequence[Token], before: When, after: When) -> bool:
    between = tokens[before.last : after.first]
    return len(between) <= 2 and all(token.text in _JOINTS for token in between)


def _one_day(before: When, after: When) -> When | None:
    """Return the day that two names beside each other mean; None when they are two days."""
    kinds = {before.kind, after.kind}
    if kinds == {"calendar", "hijri"}:
        return before if before.kind == "calendar" else after
    if kinds in ({"weekday", "calendar"}, {"weekday", "hijri"}):
        named = after if before.kind == "weekday" else before
        weekday = before if before.kind == "weekday" else after
        if named.until is not None:
            return None
        return _agreed(named, weekday, reach=0 if named.kind == "calendar" else 1)
    if kinds == {"weekday", "relative"}:
        relative = after if before.kind == "weekday" else before
        weekday = before if before.kind == "weekday" else after
        return _agreed(relative, weekday, reach=1)
    if kinds == {"relative", "calendar"} and before.until is None and after.until is None:
        calendar = after if after.kind == "calendar" else before
        near = abs((before.day - after.day).days) <= 1
        return calendar if near else replace(calendar, sure=False, kind="conflict")
    return None


def _agreed(day: When, weekday: When, reach: int) -> When:
    """Trust the weekday within ``reach`` days (اليوم السبت, printed after midnight); else they conflict."""
    for off in sorted(range(-reach, reach + 1), key=abs):
        if (day.day + timedelta(days=off)).weekday() == weekday.day.weekday():
            relative = day.kind == "relative"
            counted = day.day if relative else None
            return replace(day, day=day.day + timedelta(days=off), sure=day.sure or relative, counted=counted)
    return replace(day, sure=False, kind="conflict")


def _since(tokens: Sequence[Token], when: When, anchor: Anchor | None) -> When:
    """Turn منذ الجمعة, منذ آذار 2011 into the time from then to the publication."""
    if anchor is None or when.day >= anchor.day or when.kind in ("duration", "vague"):
        return when
    if text_at(tokens, when.first) in _SINCE and when.kind == "calendar":
        return replace(when, until=anchor.day, kind="duration")
    if text_at(tokens, when.first - 1) in _SINCE:
        return replace(when, first=when.first - 1, until=anchor.day, kind="duration")
    return when

"""What the days of one text tell of each other: its own today, a day again, the last day of a streak."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from crawler.arabic.calendar_dates import PAST
from crawler.arabic.periods import STREAKS
from crawler.arabic.tokens import Token
from crawler.arabic.when import AGAIN, Anchor, When, text_at
from crawler.arabic.word_sets import prefixed, words

_SINGLE = frozenset(["weekday", "relative", "calendar"])
_OWN_DAYS = prefixed(words("اليوم أمس الأمس الليلة"), "وب")
_NEXT = words("التالي التالية الموالي الموالية اللاحق")
_MEMORY = 60  # words: farther back, the reader no longer knows which day "that day" was
_BESIDE = 6  # words between a streak and the day on which it went on
_STOPS = frozenset([".", "\n", "؛"])


def in_context(tokens: Sequence[Token], found: Sequence[When], anchor: Anchor | None) -> list[When]:
    """Return the times of a text as they stand in the light of each other."""
    if anchor is None:
        return list(found)
    told = _with_own_today(tokens, found, anchor)
    if any(when.kind == AGAIN for when in told):
        told = _told_again(tokens, told)
    streaks = [index for index, when in enumerate(told) if _is_streak(tokens, when)]
    for index in streaks:
        told[index] = _ending_beside(tokens, told, index, anchor)
    return told


def _with_own_today(tokens: Sequence[Token], found: Sequence[When], anchor: Anchor) -> list[When]:
    """Move every today and yesterday as the text itself dates one of them: "اليوم الجمعة" on a Saturday.

    A text is printed after midnight, or dated by a clock that lags behind its writer's.
    """
    shifts = {_shift(when) for when in found if when.counted is not None}
    shift = shifts.pop() if len(shifts) == 1 else None
    if not shift:
        return list(found)
    return [_moved(tokens, when, anchor, shift) for when in found]


def _shift(when: When) -> int | None:
    """Return by how many days the text's own today differs, where a weekday beside it tells; else None."""
    if when.kind != "relative" or when.counted is None:
        return None
    return (when.day - when.counted).days


def _moved(tokens: Sequence[Token], when: When, anchor: Anchor, shift: int) -> When:
    own = any(tokens[i].text in _OWN_DAYS for i in range(when.first, when.last))
    if when.kind == "relative" and own and when.counted is None:
        return replace(when, day=when.day + timedelta(days=shift))
    tomorrows = when.kind == "weekday" and when.day == anchor.day - timedelta(days=6)
    if shift == 1 and tomorrows and tokens[when.last - 1].text not in PAST:
        return replace(when, day=anchor.day + timedelta(days=1))
    return when


def _told_again(tokens: Sequence[Token], found: Sequence[When]) -> list[When]:
    """Give "اليوم نفسه" and "اليوم التالي" the day told last; without one they tell nothing."""
    told: list[When] = []
    for when in found:
        if when.kind != AGAIN:
            told.append(when)
            continue
        before = next((w for w in reversed(told) if _single(w)), None)
        if before is None or when.first - before.last > _MEMORY:
            continue
        later = any(tokens[i].text in _NEXT for i in range(when.first, when.last))
        told.append(replace(when, day=before.day + timedelta(days=later), sure=False, kind="relative"))
    return told


def _single(when: When) -> bool:
    return when.kind in _SINGLE and when.until is None


def _is_streak(tokens: Sequence[Token], when: When) -> bool:
    return when.kind == "duration" and text_at(tokens, when.first) in STREAKS


def _ending_beside(tokens: Sequence[Token], found: Sequence[When], index: int, anchor: Anchor) -> When:
    """Count a streak back from the day beside it: "تجددت الأربعاء لليلة الثانية" began on Tuesday."""
    streak = found[index]
    days = [w.day for w in found[max(0, index - 1) : index + 2] if _single(w) and _beside(tokens, w, streak)]
    ends: date = min((day for day in days if day <= anchor.day), default=anchor.day)
    until = ends if streak.until is not None else None
    return replace(streak, day=streak.day - (anchor.day - ends), until=until)


def _beside(tokens: Sequence[Token], one: When, other: When) -> bool:
    first, last = min(one.last, other.last), max(one.first, other.first)
    return last - first <= _BESIDE and not any(tokens[i].text in _STOPS for i in range(first, last))

# ruff: noqa: PLR2004 - days, months and the tens of counting are their own names
"""Read spans counted back from the publication: قبل يومين, منذ أسبوع, لليوم الثالث على التوالي."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from crawler.arabic.calendar_dates import FUTURE, MONTH_STARTS, SIDES
from crawler.arabic.cardinals import read_cardinal, read_ordinal
from crawler.arabic.months import WEEKDAYS
from crawler.arabic.spans import DAY, HOUR, MONTH, WEEK, YEAR, Span, read_span
from crawler.arabic.tokens import Token
from crawler.arabic.when import Anchor, When, days_before, text_at
from crawler.arabic.word_sets import prefixed, words

# "For the third day": لليلة holds both its own ل and that of ال.
STREAKS: dict[str, float] = {
    form: days
    for names, days in (("لليوم لليلة", DAY), ("للأسبوع", WEEK), ("للشهر", MONTH), ("للعام للسنة", YEAR))
    for form in prefixed(words(names), "و")
}
_LAST = words("الأخيرة الأخيرتين")
_LITTLE = words("قليل لحظات قليلٍ وجيزة")


def read_ago(tokens: Sequence[Token], index: int, anchor: Anchor | None) -> When | None:
    """Read قبل يومين as a day and منذ أسبوع as a duration; قبل يومين من الانتخابات counts from elsewhere."""
    if anchor is None:
        return None
    since = tokens[index].text.endswith("منذ")
    if text_at(tokens, index + 1) in _LITTLE:
        return When(first=index, last=index + 2, day=anchor.day, kind="relative")
    span = read_span(tokens, index + 1)
    if span is None:
        return None
    if _counts_from_elsewhere(tokens, span.last, since=since):
        return None
    if span.number is None or span.unit < HOUR:
        return _some_ago(tokens, index, span, anchor)
    return _counted_ago(index, span, anchor, since=since)


def _counts_from_elsewhere(tokens: Sequence[Token], last: int, *, since: bool) -> bool:
    """Whether the span belongs to what follows: قبل شهر رمضان, منذ يوم الجمعة, قبل يومين من الانتخابات."""
    after = text_at(tokens, last)
    if after in MONTH_STARTS or after in WEEKDAYS or (after.isdecimal() and len(after) == 4):
        return True
    return not since and after in ("من", "علي") and text_at(tokens, last + 1) not in ("الان", "اليوم")


def _some_ago(tokens: Sequence[Token], index: int, span: Span, anchor: Anchor) -> When | None:
    """Read قبل ساعات as today and منذ أيام as no certain day; قبل أيام العيد is something else."""
    after = text_at(tokens, span.last)
    if after.startswith("ال") and span.unit >= HOUR and after != "الان":
        return None
    if span.unit <= HOUR:
        day = (anchor.moment - timedelta(hours=4 if span.unit == HOUR else 0)).date()
        return When(first=index, last=span.last, day=day, kind="relative")
    far = days_before(anchor.day, 10 * span.unit if span.unit > DAY else 7)
    return When(
        first=index,
        last=span.last,
        day=far,
        until=days_before(anchor.day, 2 * span.unit),
        sure=False,
        kind="vague",
    )


def _counted_ago(index: int, span: Span, anchor: Anchor, *, since: bool) -> When:
    assert span.number is not None
    if span.unit == HOUR and span.number <= 10_000:
        day = (anchor.moment - timedelta(hours=span.number)).date()
    else:
        day = days_before(anchor.day, span.number * span.unit)
    sure = span.unit <= DAY and not span.about
    until = anchor.day if since and day < anchor.day and span.unit >= DAY else None
    return When(
        first=index, last=span.last, day=day, until=until, sure=sure, kind="duration" if until else "relative"
    )


def back_from_now(first: int, last: int, days: float, anchor: Anchor) -> When:
    """Return the time from so many days before the publication until then."""
    day = days_before(anchor.day, max(days, 1))
    return When(first=first, last=last, day=day, until=anchor.day, sure=days <= 1, kind="duration")


def read_streak(tokens: Sequence[Token], index: int, anchor: Anchor | None) -> When | None:
    """Read لليوم الثالث على التوالي: it began two days before the publication; لليوم التالي is none."""
    if anchor is None:
        return None
    unit = STREAKS[tokens[index].text]
    at = index + 1
    ordinal = read_ordinal(tokens, at)
    if ordinal is None:
        at += text_at(tokens, at) == "ال"
        text = text_at(tokens, at)
        if not text.isdecimal() or not 1 <= int(text) <= 366:
            return None
        ordinal = int(text), at + 1
    number, last = ordinal
    running = text_at(tokens, last) == "علي" and text_at(tokens, last + 1) in ("التوالي", "التتالي")
    last += 2 * running
    day = days_before(anchor.day, (number - 1) * unit)
    until = anchor.day if day < anchor.day else None
    return When(first=index, last=last, day=day, until=until, sure=running and unit == DAY, kind="duration")


def read_his_day(tokens: Sequence[Token], index: int, anchor: Anchor | None) -> When | None:
    """Read دخل الحصار يومه الخامس: it began four days before the publication."""
    ordinal = read_ordinal(tokens, index + 1)
    if anchor is None or ordinal is None:
        return None
    day = days_before(anchor.day, ordinal[0] - 1)
    return When(first=index, last=ordinal[1], day=day, until=anchor.day, sure=False, kind="duration")


def read_within_hours(tokens: Sequence[Token], index: int, anchor: Anchor | None) -> When | None:
    """Read خلال 24 ساعة as the hours before the publication, unless the coming ones are meant."""
    if anchor is None:
        return None
    at = index + 1 + (text_at(tokens, index + 1) == "ال")
    number = read_cardinal(tokens, at) if at < len(tokens) else None
    if number is None or text_at(tokens, number.last) != "ساعه" or text_at(tokens, number.last + 1) in FUTURE:
        return None
    if text_at(tokens, number.last + 1) in SIDES or text_at(tokens, number.last + 1) in _LAST:
        return None
    found = back_from_now(index, number.last + 1, number.value / 24, anchor)
    return When(
        first=found.first, last=found.last, day=found.day, until=found.until, sure=False, kind=found.kind
    )

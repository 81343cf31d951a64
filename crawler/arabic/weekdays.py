"""Read weekdays and the day words around the publication: الجمعة الماضي, مساء أمس, فجر اليوم."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from crawler.arabic.calendar_dates import FUTURE, PAST, PRESENT
from crawler.arabic.months import WEEKDAYS
from crawler.arabic.number_words import ORDINAL_WORDS
from crawler.arabic.plans import is_planned
from crawler.arabic.tokens import Token
from crawler.arabic.when import AGAIN, Anchor, When, days_before, text_at, weekday_after, weekday_before
from crawler.arabic.word_sets import prefixed, words

# What may stand before a day and belongs to it: مساء الجمعة, ليل أمس, يوم السبت, بعد ظهر اليوم.
_DAY_PARTS = prefixed(
    words("يوم صباح مساء فجر ظهر عصر ليل ليلة نهار ضحى عشاء مغرب غروب عشية صبيحة أمسية سحر"), "ولب"
)
_IN_NAMED = words("في خلال مسيرات فعاليات تظاهرات مظاهرات احتجاجات مواجهات بمسيرات خلالها")
_QUOTES = frozenset('"«“')
_NIGHT = prefixed(words("ليل ليلة"), "و")  # ليلة الأحد, said on a Sunday morning, is the night that led to it
_EVENING = 15  # o'clock
_NIGHT_JOINTS = words("- – / على إلى")
_NIGHTS = prefixed(words("ليل ليلة مساء"), "و")
# Markets, gates and preachers named after a day; and days that come every week.
_NAMED_AFTER = words(
    "سوق باب حي مدينة قرية بلدة شارع ميدان سد نادي خطيب إمام خطباء أئمة أيام كل الواحد كلا كلتا"
    " هذين هاتين منطقة"
    " بلدية مسجد جامع عطلة سورة"
)
_NAMES_BEHIND = words("السوداء البيضاء الأسود الشعانين")  # الجمعة السوداء is a day of bargains
_PRAYERS = words("صلاة صلوات خطبة")
_UNTIL = words("حتى لغاية إلى قبل بعد")
_LATE = 20  # o'clock: past it, tomorrow's weekday may be the writer's today, whose clock is ahead

# اليوم that is no today: per day, that day, the next day, "the third day", papers named so.
_NOT_TODAY_AFTER = words(
    "نفسه ذاته التالي الموالي العالمي الدولي الوطني الواحد السابق الأخير الذي التي المفتوح"
)
_NOT_TODAY_BEFORE = words(
    "في ذلك ذاك حتى نفس كل طوال طيلة بعد قبل المصري أخبار صحيفة جريدة مدار روسيا العربي وكالة موقع"
    " قناة تلفزيون"
)
_SELF = words("نفسه نفسها ذاته ذاتها")
_SAME = prefixed(words("نفس ذات"), "بل")
_FOLLOWING = words("التالي التالية الموالي الموالية")
_MAYBE_PAPER = words(
    "مصر لبنان سوريا ليبيا اليمن بغداد العراق الأردن فلسطين الجزائر تونس المغرب السودان الشرق الخليج عالم"
)


def read_weekday(tokens: Sequence[Token], index: int, anchor: Anchor | None) -> When | None:
    """Read a weekday with its الماضي or المقبل; bare, it is the last such day, today included.

    ليل الخميس الجمعة is the Thursday, when the night began.
    """
    if anchor is None or _is_named_after(tokens, index):
        return None
    weekday = WEEKDAYS[tokens[index].text]
    first, last = _day_part_start(tokens, index), index + 1
    before = text_at(tokens, first - 1)
    if text_at(tokens, first) in _NIGHTS or text_at(tokens, index - 1) in _NIGHTS:
        last = _second_night(tokens, last, weekday)
    if text_at(tokens, index - 1) == "(" and text_at(tokens, last) == ")":
        first, last = _day_part_start(tokens, index - 1), last + 1
        before = text_at(tokens, first - 1)
    day, steps = _told_day(tokens, last, weekday, anchor)
    if day is not None:
        last, sure = last + steps, before not in _UNTIL
    else:
        day, sure = _bare_day(tokens, first, weekday, anchor)
        if last == index + 1 and _is_last_night(tokens, first, day, anchor):
            day, sure = days_before(day, 1), False
        last += text_at(tokens, last) in PRESENT
    return When(first=first, last=last, day=day, sure=sure, kind="weekday")


def _told_day(tokens: Sequence[Token], last: int, weekday: int, anchor: Anchor) -> tuple[date | None, int]:
    """Return the day that الماضي, المقبل or قبل الماضي behind a weekday tells, and how many words it is."""
    word = text_at(tokens, last)
    if word in ("قبل", "ماقبل") and text_at(tokens, last + 1) in PAST:
        return weekday_before(anchor.day, weekday, today=False) - timedelta(days=7), 2
    if word in PAST:
        return weekday_before(anchor.day, weekday, today=False), 1
    if word in FUTURE:
        return weekday_after(anchor.day, weekday), 1
    return None, 0


def _bare_day(tokens: Sequence[Token], first: int, weekday: int, anchor: Anchor) -> tuple[date, bool]:
    """Return the day of a weekday that nothing tells more of, and whether it is sure."""
    coming = weekday_after(anchor.day, weekday)
    if is_planned(tokens, first, anchor.day, weekday):
        return coming, False
    if anchor.moment.hour >= _LATE and coming == days_before(anchor.day, -1):
        return coming, True
    before = text_at(tokens, first - 1)
    return weekday_before(anchor.day, weekday, today=True), before not in _UNTIL and before not in _PRAYERS


def _is_last_night(tokens: Sequence[Token], first: int, day: date, anchor: Anchor) -> bool:
    """Whether ليلة السبت is said before that night can have come."""
    return day == anchor.day and anchor.moment.hour < _EVENING and text_at(tokens, first) in _NIGHT


def _is_named_after(tokens: Sequence[Token], index: int) -> bool:
    before, after = text_at(tokens, index - 1), text_at(tokens, index + 1)
    bare = before[1:] if before.startswith(("و", "ب", "ل")) else before
    return before in _NAMED_AFTER or bare in _NAMED_AFTER or after in _NAMES_BEHIND


def read_named_friday(tokens: Sequence[Token], index: int, anchor: Anchor | None) -> When | None:
    """Read "في جمعة الغضب", the Friday that protesters gave a name, as the last one."""
    at = index + 1 + (text_at(tokens, index + 1) in _QUOTES)
    named = text_at(tokens, index - 1) in _IN_NAMED and text_at(tokens, at).startswith("ال")
    if anchor is None or not named:
        return None
    day = weekday_before(anchor.day, WEEKDAYS["الجمعه"], today=True)
    return When(first=index, last=index + 1, day=day, sure=False, kind="weekday")


def _day_part_start(tokens: Sequence[Token], index: int) -> int:
    """Step back over صباح, يوم, بعد ظهر, and the من of ساعة مبكرة من فجر … stays outside."""
    first = index
    while first and tokens[first - 1].text in _DAY_PARTS:
        first -= 1
    if (
        first < index
        and tokens[first].text in ("ظهر", "منتصف")
        and text_at(tokens, first - 1) in ("بعد", "قبل")
    ):
        first -= 1
    return first


def _second_night(tokens: Sequence[Token], last: int, weekday: int) -> int:
    """Return the index after the morning's weekday in ليل الخميس الجمعة, ليل الخميس - الجمعة."""
    joint = last + 1 if text_at(tokens, last) in _NIGHT_JOINTS else last
    follower = WEEKDAYS.get(text_at(tokens, joint))
    return joint + 1 if follower == (weekday + 1) % 7 else last


def read_again(tokens: Sequence[Token], index: int, anchor: Anchor | None) -> When | None:
    """Read اليوم نفسه, في نفس اليوم, الليلة ذاتها, اليوم التالي: a day told before; in_context finds it."""
    before, after = text_at(tokens, index - 1), text_at(tokens, index + 1)
    if anchor is None or not (after in _SELF or after in _FOLLOWING or before in _SAME):
        return None
    first = index - 1 if before in _SAME else _day_part_start(tokens, index)
    last = index + 1 + (after in _SELF or after in _FOLLOWING)
    if after in _FOLLOWING and text_at(tokens, last).startswith("لل"):
        return None  # اليوم التالي للهجوم is counted from elsewhere
    return When(first=first, last=last, day=anchor.day, sure=False, kind=AGAIN)


def read_today(tokens: Sequence[Token], index: int, anchor: Anchor | None) -> When | None:
    """Read اليوم where it means the day of publication, with its part of day: فجر اليوم."""
    if anchor is None:
        return None
    before, after = text_at(tokens, index - 1), text_at(tokens, index + 1)
    unprefixed = before[1:] if before.startswith(("و", "ب", "ل")) else before
    first = _day_part_start(tokens, index)
    weekday_follows = after in WEEKDAYS or (
        after in ("،", ",", "(") and text_at(tokens, index + 2) in WEEKDAYS
    )
    if first == index and not weekday_follows:
        if (
            before in _NOT_TODAY_BEFORE
            or unprefixed in _NOT_TODAY_BEFORE
            or after in _NOT_TODAY_AFTER
            or after in ("ال", "ل")
        ):
            return None
        if after in ORDINAL_WORDS:
            return None
    sure = first < index or weekday_follows or before not in _MAYBE_PAPER
    if before == "هذا":
        first = _day_part_start(tokens, index - 1)
    return When(first=first, last=index + 1, day=anchor.day, sure=sure, kind="relative")


def read_yesterday(tokens: Sequence[Token], index: int, anchor: Anchor | None) -> When | None:
    """Read أمس, أول أمس, أمس الأول, البارحة; أمس الحاجة is "dire need", بالأمس القريب is long ago."""
    after = text_at(tokens, index + 1)
    if anchor is None or after in ("الحاجه", "القريب"):
        return None
    first, last, days = index, index + 1, 1
    if after == "الاول":
        last, days = last + 1, 2
    elif text_at(tokens, index - 1) in ("اول", "قبل"):
        first, days = index - 1, 2
    elif text_at(tokens, index - 1) == "من" and text_at(tokens, index - 2) == "اول":
        first, days = index - 2, 2
    first = _day_part_start(tokens, first)
    return When(first=first, last=last, day=days_before(anchor.day, days), kind="relative")


def read_tonight(tokens: Sequence[Token], index: int, anchor: Anchor | None) -> When | None:
    """Read الليلة الماضية (it began yesterday) and الليلة, هذه الليلة; nights that are numbered are none."""
    after = text_at(tokens, index + 1)
    if anchor is None or after in ORDINAL_WORDS or after in ("التي", "الفاصله", "ال"):
        return None
    before_last = after in ("قبل", "ماقبل") and text_at(tokens, index + 2) in PAST
    if after in PAST or before_last:
        day = days_before(anchor.day, 1 + before_last)
        return When(first=index, last=index + 2 + before_last, day=day, kind="relative")
    if after in FUTURE or text_at(tokens, index - 1) in ("تلك", "في", "كل"):
        return None
    first = index - 1 if text_at(tokens, index - 1) == "هذه" else index
    return When(first=first, last=index + 1, day=anchor.day, sure=first < index, kind="relative")


def read_tomorrow(tokens: Sequence[Token], index: int, anchor: Anchor | None) -> When | None:
    """Read غدا, يوم غد, بعد غد; غدا alone may also be "it became"."""
    if anchor is None:
        return None
    first = _day_part_start(tokens, index)
    after_tomorrow = text_at(tokens, first - 1) == "بعد"
    after = text_at(tokens, index + 1)
    if tokens[index].text == "غد" and first == index and not after_tomorrow:
        return None
    day = days_before(anchor.day, -2 if after_tomorrow else -1)
    sure = first < index or after_tomorrow or after in WEEKDAYS
    return When(first=first - after_tomorrow, last=index + 1, day=day, sure=sure, kind="relative")


def read_this_morning(tokens: Sequence[Token], index: int, anchor: Anchor | None) -> When | None:
    """Read هذا الصباح, هذا المساء."""
    if anchor is None or text_at(tokens, index - 1) != "هذا":
        return None
    return When(first=index - 1, last=index + 1, day=anchor.day, kind="relative")

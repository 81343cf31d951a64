"""When it happened: which of the times that a sentence names belongs to a trigger, and how firmly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from typing import NamedTuple

from crawler.arabic.dates import When
from crawler.arabic.tokens import Token
from crawler.detect.phrases import Match
from crawler.detect.sentences import Sentence
from crawler.detect.vocabulary import Word

FRESH = timedelta(days=7)
LONG = frozenset(["duration", "period"])  # kinds of time that tell no single day
_DAYLESS = frozenset(["vague", "conflict", "period"])
_STANDING = timedelta(days=30)
_TIME_ZONES = timedelta(days=1)
_BARRIER = 3  # what a comma adds to a distance
_BACKWARD = 2
_HEAD_REACH = 9  # words from a verb to the day on which it was done,
_HEAD_REACH_TOLD = 16  # more where what was said follows: قال المتحدث باسم … في … ، الأحد، إن
_FRONTED_REACH = 2
_RARE_REACH = 3
_JUST_BEFORE = 2
_SAYING = frozenset(["قال", "أبلغ"])
_OTHER_ACTS = frozenset(["التقى", "دعا", "أدان", "هدد", "اتهم", "نفى", "رفض"])
_INTO = frozenset(["ان", "انه", "انها", "انهم", "انهما", "بان", "بانه", "بانها", "بانهم", "لان", "لانه", ":"])
_CLAUSES = frozenset(["بينما", "فيما", "حين", "كما", "لكن", "ولكن", "اذ", "حيث"])
_DURING = frozenset(["خلال", "اثناء", "وخلال", "واثناء"])
_STREAK = frozenset(["لليوم", "لليله"])  # "لليوم الثالث": it began on the first
_NOW = frozenset(["حاليا", "الان", "والان"])
_UNTIL = frozenset(["حتي", "لغايه", "الي", "من", "بعد"])
_BY_THE_CLOCK = frozenset(["فجرا", "صباحا", "ظهرا", "عصرا", "مساء", "ليلا"])  # alone: on the day of the news
_RARE = frozenset(["أول"])
_HAPPENING = frozenset(["اندلع", "وقوع"])  # "الهجوم الذي يزعم وقوعه السبت": the day is the attack's
_OF_WOUNDS = frozenset(["متاثرا", "متاثره", "متاثرين"])
_DEADLINE = frozenset(["حتي", "لغايه", "بحلول", "وحتي"])  # "تستمر الهدنة حتى الأحد"
_WEEKS = 7  # days: "منذ أسبوعين" tells no day


class Tie(IntEnum):
    """How firmly the words tie a day to a trigger; the higher, the firmer."""

    NONE = 0  # the sentence names no time for it
    SPOKEN = 1  # only the day on which somebody spoke of it
    VAGUE = 2  # the words say that the day is not known: منذ أيام
    LOOSE = 3  # counted from a rough span, or lasting for long: منذ نحو ثلاثة أيام
    OWN = 4


class Told(NamedTuple):
    """The day of a trigger, None if none is told, and how it is tied to it."""

    day: date | None
    tie: Tie


def is_old(time: When, published: date) -> bool:
    """Whether a time lies too far back for news; what lasts (منذ أسبوعين) may still be news for a month."""
    day = time.until if time.kind == "period" and time.until else time.day
    return published - day > (_STANDING if time.kind == "duration" else FRESH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """The times of one sentence."""

    sentence: Sentence
    tokens: Sequence[Token]
    words: Sequence[Word]
    times: Sequence[When]
    published: date | None
    triggers: Sequence[Match] = ()
    heads: frozenset[int] = frozenset()  # the tokens of all triggers

    def time_of(self, match: Match) -> When | None:
        """Return the time nearest to a trigger, one of the statement only if there is no other."""
        told = [t for t in self.times if not self._is_no_time_of(t, match)]
        streak = next((t for t in told if self._is_streak(t)), None)
        return streak or min(
            told, key=lambda t: (self._owner(t) is not None, self._distance(t, match)), default=None
        )

    def told_of(self, match: Match, *, known: bool = False) -> Told:
        """Return the day that the sentence tells of a trigger, and how firmly it is tied to it.

        What the reader is taken to know has its day behind it, or just before: "هجوم السبت", "الهجوم الذي وقع
        السبت"; the day of "أثار الوزير، الاثنين، قضية الهجوم" is another's.
        """
        time = self.time_of(match)
        if time is None:
            return self._told_without_day()
        if known and match.first - time.last > _JUST_BEFORE:
            return Told(None, Tie.NONE)
        owner = self._owner(time)
        if owner is None:
            return self._told_by(self._first_of_pair(time))
        spoken = owner in _SAYING and time.kind not in _DAYLESS
        return Told(time.day, Tie.SPOKEN) if spoken else Told(None, Tie.NONE)

    def _told_by(self, time: When) -> Told:
        """Return the day of a time that belongs to what happened."""
        if time.kind in _DAYLESS:
            return Told(None, Tie.VAGUE)
        if time.kind != "duration" or self._is_streak(time):
            return Told(time.day, Tie.OWN)
        weeks = self.published is not None and (self.published - time.day).days >= _WEEKS
        if time.sure:
            return Told(time.day, Tie.LOOSE if weeks else Tie.OWN)
        return Told(None, Tie.VAGUE) if weeks else Told(time.day, Tie.LOOSE)

    def happened(self, time: When) -> bool:
        """Whether a time is of something that happened, not of a statement, a meeting or a deadline."""
        return self.may_lend(time) and self._owner(time) is None

    def may_lend(self, time: When) -> bool:
        """Whether a time may be that of the whole report: what happened, or was told of, on it."""
        ends = self.tokens[time.first - 1].text in _DEADLINE
        return not ends and not self._is_of_death(time) and self._owner(time) not in _OTHER_ACTS

    def _is_streak(self, time: When) -> bool:
        return self.tokens[time.first].text.removeprefix("و") in _STREAK

    def _told_without_day(self) -> Told:
        """Return the day of publication for "now" (not "حتى الآن") and for a part of the day alone."""
        here = range(self.sentence.first, self.sentence.last)
        if any(self.tokens[i].text in _NOW and self.tokens[i - 1].text not in _UNTIL for i in here):
            return Told(self.published, Tie.LOOSE)
        if not self.times and any(self.tokens[i].text in _BY_THE_CLOCK for i in here):
            return Told(self.published, Tie.SPOKEN)
        return Told(None, Tie.NONE)

    def _first_of_pair(self, time: When) -> When:
        """Return the first of two days named together: "شهدت الجمعة والسبت مظاهرات"."""
        index = next(i for i, t in enumerate(self.times) if t is time)
        before = self.times[index - 1] if index else None
        if before is None or before.last != time.first or not self.tokens[time.first].text.startswith("و"):
            return time
        return before if before.kind not in _DAYLESS and before.day < time.day else time

    def _is_no_time_of(self, time: When, match: Match) -> bool:
        future = self.published is not None and self._is_ahead(time, self.published)
        ends = self.tokens[time.first - 1].text in _DEADLINE
        if future or ends or self._only_compares(time):
            return True
        return self._is_of_death(time) or self._of_another(time, match)

    def _is_ahead(self, time: When, published: date) -> bool:
        """Whether a time is still to come; what is only a day ahead may be the writer's today (counted)."""
        coming = time.kind == "relative" and (time.counted is None or time.counted > published)
        coming = coming or (time.kind == "weekday" and not time.sure)
        return time.day > published + (timedelta(0) if coming else _TIME_ZONES)

    def _is_of_death(self, time: When) -> bool:
        """Whether a time is that of a death from earlier wounds: "توفي السبت متأثرا بجراحه"."""
        return any(self.tokens[i].text in _OF_WOUNDS for i in range(time.last, self.sentence.last))

    def _of_another(self, time: When, match: Match) -> bool:
        """Whether an old day is that of another trigger between: "اعتقال متهم بهجمات 11 سبتمبر"."""
        if self.published is None or not is_old(time, self.published):
            return False
        if time.first >= match.last:
            return any(match.last <= other.first < time.first for other in self.triggers)
        return any(time.last <= other.first and other.last <= match.first for other in self.triggers)

    def _only_compares(self, time: When) -> bool:
        """Whether a time only tells how rare the event is: للمرة الأولى منذ عام."""
        start = max(self.sentence.first, time.first - _RARE_REACH)
        rare = any(self.words[i].groups & _RARE for i in range(start, time.first))
        return time.kind in {"duration", "vague"} and rare

    def _owner(self, time: When) -> str | None:
        """Return the group of the saying or other act that a time belongs to, None if to what happened.

        A time belongs to the verb before it: "قال المتحدث، الأحد، إن" is the day of the statement,
        "قال إن الطائرات قصفت، الأحد" that of the raid. A time that opens the sentence belongs to the verb
        behind it: "ومساء الأحد دعا المجلس إلى".
        """
        reach = _HEAD_REACH_TOLD if self._leads_into(time) else _HEAD_REACH
        for i in range(time.first - 1, max(self.sentence.first, time.first - reach) - 1, -1):
            if i in self.heads or self.tokens[i].text in _INTO or self.tokens[i].text in _CLAUSES:
                return None
            if not self.words[i].groups.isdisjoint(_HAPPENING):
                return None
            act = self._act_at(i)
            if act is not None:
                return act
        if time.first - self.sentence.first > _FRONTED_REACH:
            return None
        for i in range(time.last, min(time.last + _FRONTED_REACH + 1, self.sentence.last)):
            act = None if i in self.heads else self._act_at(i)
            if act is not None:
                return act
        return None

    def _leads_into(self, time: When) -> bool:
        """Whether what was said follows a time: "الأحد، إن", "الأحد عن"."""
        return any(
            token.text in _INTO or token.text == "عن" for token in self.tokens[time.last : time.last + 2]
        )

    def _act_at(self, index: int) -> str | None:
        groups = self.words[index].groups
        if not groups.isdisjoint(_SAYING):
            return next(iter(groups & _SAYING))
        if groups.isdisjoint(_OTHER_ACTS) or self.tokens[index - 1].text in _DURING:
            return None
        return next(iter(groups & _OTHER_ACTS))

    def _distance(self, time: When, match: Match) -> int:
        if time.first >= match.last:
            start, stop, cost = match.last, time.first, 0
        else:
            start, stop, cost = time.last, match.first, _BACKWARD
        return cost + stop - start + _BARRIER * sum(self.tokens[i].text in "،," for i in range(start, stop))

"""When it happened: which of the times that a sentence names belongs to a trigger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

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
_SAYING_REACH = 9
_RARE_REACH = 3
_SAYING = frozenset(["قال", "دعا", "أدان", "هدد", "اتهم", "نفى"])
_STREAK = frozenset(["لليوم", "لليله"])  # "لليوم الثالث": it began on the first
_NOW = frozenset(["حاليا", "الان", "والان"])
_RARE = frozenset(["أول"])


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

    def time_of(self, match: Match) -> When | None:
        """Return the time nearest to a trigger, one of the statement only if there is no other."""
        told = [t for t in self.times if not self._is_no_time_of(t, match)]
        streak = next((t for t in told if self.tokens[t.first].text.removeprefix("و") in _STREAK), None)
        return streak or min(
            told, key=lambda t: (self._spoken(t, match), self._distance(t, match)), default=None
        )

    def day_of(self, match: Match) -> tuple[date | None, bool]:
        """Return the day of the nearest time, and whether it is only the day on which somebody spoke."""
        time = self.time_of(match)
        if time is None:
            going_on = any(
                self.tokens[i].text in _NOW for i in range(self.sentence.first, self.sentence.last)
            )
            return (self.published if going_on else None), False
        if time.kind in _DAYLESS:
            return None, False
        return time.day, self._spoken(time, match)

    def _is_no_time_of(self, time: When, match: Match) -> bool:
        future = self.published is not None and time.day > self.published + _TIME_ZONES
        return future or self._only_compares(time) or self._of_another(time, match)

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

    def _spoken(self, time: When, match: Match) -> bool:
        """Whether a time is that of the statement: قال المتحدث، الأحد، إن."""
        start = max(self.sentence.first, time.first - _SAYING_REACH)
        says = [i for i in range(start, time.first) if self.words[i].groups & _SAYING]
        return bool(says) and not says[-1] < match.first < time.first

    def _distance(self, time: When, match: Match) -> int:
        if time.first >= match.last:
            start, stop, cost = match.last, time.first, 0
        else:
            start, stop, cost = time.last, match.first, _BACKWARD
        return cost + stop - start + _BARRIER * sum(self.tokens[i].text in "،," for i in range(start, stop))

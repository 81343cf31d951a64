"""What an article does with a trigger: tells, denies, plans or recalls it, or plays with the word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from crawler.arabic.dates import When
from crawler.arabic.forms import PRESENT
from crawler.arabic.tokens import Token
from crawler.detect.lexicon import Level
from crawler.detect.phrases import Match
from crawler.detect.sentences import Sentence, Zone
from crawler.detect.vocabulary import Word
from crawler.model import Certainty, EventType, Status

FRESH = timedelta(days=7)
_LASTING = frozenset([EventType.TERRITORY_CHANGE, EventType.DISPLACEMENT, EventType.SIEGE])
_HAD = frozenset(["وكان", "وكانت", "وكانوا", "كانت", "كان"])
_RARE = frozenset(["أول"])
_STANDING = timedelta(days=30)
_TIME_ZONES = timedelta(days=1)
_REACH = 7  # words between a marker and what it governs
_NEAR = 3
_BARRIER = 3  # what a comma adds to a distance
_SAYING = frozenset(["قال", "دعا", "أدان", "هدد", "اتهم", "نفى"])
_SAYING_REACH = 9
_LONG = frozenset(["duration", "period"])
_DAYLESS = frozenset(["vague", "conflict", "period"])
_SUBJUNCTIVE = frozenset(["ان", "كي", "لكي", "حتي"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A status with its reason; ``told`` is False for what a sentence only refers to."""

    status: Status
    why: str
    told: bool = True
    certainty: Certainty = Certainty.LIKELY


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceScope:
    """The markers and times of one sentence."""

    sentence: Sentence
    tokens: Sequence[Token]
    words: Sequence[Word]
    markers: Sequence[Match]
    times: Sequence[When]
    published: date | None
    triggers: Sequence[Match] = ()

    def judge(self, match: Match) -> Judged:
        """Say what the sentence does with a trigger."""
        if match.phrase.marker == "figurative":
            return Judged(status=Status.FIGURATIVE, why=f"«{match.phrase.text}» is a way of speaking")
        return self._unreal(match) or self._past(match) or self._referred(match) or _NEWS

    def _unreal(self, match: Match) -> Judged | None:
        if (
            match.phrase.level is Level.TOLL
            and self.sentence.zone is not Zone.TITLE
            and self._habitual(match)
        ):
            return Judged(status=Status.BACKGROUND, why="told of as a habit")
        false = self._first("false")
        if false is not None:
            return Judged(status=Status.DENIED, why=self._says("called false", false))
        drill = self._first("drill")
        if drill is not None:
            return Judged(status=Status.HYPOTHETICAL, why=self._says("a drill", drill))
        for marker in self._before(match, {"denied"}, _NEAR):
            return Judged(status=Status.DENIED, why=self._says("negated or denied", marker))
        for marker in self._before(match, {"refuted"}, _REACH):
            return Judged(status=Status.DENIED, why=self._says("denied or failed", marker))
        for marker in self._before(match, {"hypothetical"}, _REACH):
            return Judged(status=Status.HYPOTHETICAL, why=self._says("wished, feared or planned", marker))
        if match.phrase.type is EventType.TERRITORY_CHANGE:
            for marker in self._before(match, {"attempt"}, _NEAR):
                return Judged(status=Status.HYPOTHETICAL, why=self._says("only tried", marker))
        if self._future(match):
            return Judged(status=Status.HYPOTHETICAL, why="told of the future or as an aim")
        return None

    def _habitual(self, match: Match) -> bool:
        senses = [s for s in self.words[match.first].senses if s.group in match.phrase.elements[0].groups]
        return bool(senses) and all(s.tense == PRESENT for s in senses)

    def _future(self, match: Match) -> bool:
        first = match.first
        senses = [s for s in self.words[first].senses if s.group in match.phrase.elements[0].groups]
        if senses and all(s.word_class == "verb" and s.tense == PRESENT for s in senses):
            before = self.tokens[first - 1].text if first > self.sentence.first else ""
            return before in _SUBJUNCTIVE or any("س" in s.prefix or s.prefix.endswith("ل") for s in senses)
        aims = match.phrase.type is EventType.TERRITORY_CHANGE or "شن" in match.phrase.elements[0].groups
        return (
            aims and bool(senses) and all(s.word_class == "noun" and s.prefix.endswith("ل") for s in senses)
        )

    def _past(self, match: Match) -> Judged | None:
        court = self._first("court")
        if court is not None and match.phrase.type is not EventType.ARREST:
            return Judged(status=Status.BACKGROUND, why=self._says("before a court", court))
        time = self.time_of(match)
        if time is not None and self.published is not None:
            if is_old(time, self.published):
                why = f"dated {time.day}, more than 7 days before publication"
                return Judged(status=Status.BACKGROUND, why=why)
            if time.kind not in _LONG:
                return None
        markers = [m for m in self.markers if m.phrase.marker == "background"]
        near = [m for m in markers if m.first <= match.first or m.first - match.last < _REACH]
        if near:
            return Judged(status=Status.BACKGROUND, why=self._says("recalled", near[0]))
        if self.tokens[self.sentence.first].text in _HAD and self.sentence.zone is Zone.BODY:
            return Judged(status=Status.BACKGROUND, why="told in the pluperfect")
        return self._backdrop(match)

    def _backdrop(self, match: Match) -> Judged | None:
        """Judge a lasting state that only explains: "بعد سيطرته على الحي", "الحي الذي يحاصره"."""
        if match.phrase.type not in _LASTING or self.sentence.zone is not Zone.BODY:
            return None
        for marker in self._before(match, {"after"}, _NEAR):
            return Judged(status=Status.BACKGROUND, why=self._says("explains what is told", marker))
        return None

    def _first(self, kind: str) -> Match | None:
        return next((m for m in self.markers if m.phrase.marker == kind), None)

    def _referred(self, match: Match) -> Judged | None:
        for marker in self._before(match, {"reaction"}, _REACH):
            return Judged(status=Status.NEW, why=self._says("reacted to", marker), told=False)
        for marker in self._before(match, {"accused"}, _REACH):
            why = self._says("one side's accusation", marker)
            return Judged(status=Status.NEW, why=why, certainty=Certainty.POSSIBLE)
        return None

    def _before(self, match: Match, kinds: set[str], reach: int) -> list[Match]:
        return [
            m
            for m in self.markers
            if m.phrase.marker in kinds
            and m.first < match.first
            and match.first - m.last <= reach
            and not any(self.tokens[i].text in "،," for i in range(m.last, match.first))
        ]

    def _says(self, what: str, marker: Match) -> str:
        words = " ".join(self.tokens[i].text for i in marker.used)
        return f"{what}: «{words}»"

    def time_of(self, match: Match) -> When | None:
        """Return the time nearest to a trigger in its sentence."""
        told = [
            t
            for t in self.times
            if not (self._future_time(t) or self._only_compares(t) or self._of_another(t, match))
        ]
        return min(told, key=lambda t: (self._spoken(t, match), self._distance(t, match)), default=None)

    def _future_time(self, time: When) -> bool:
        return self.published is not None and time.day > self.published + _TIME_ZONES

    def _of_another(self, time: When, match: Match) -> bool:
        """Whether an old day is that of another trigger between: "اعتقال متهم بهجمات 11 سبتمبر"."""
        if self.published is None or not is_old(time, self.published):
            return False
        if time.first >= match.last:
            return any(match.last <= other.first < time.first for other in self.triggers)
        return any(time.last <= other.first and other.last <= match.first for other in self.triggers)

    def _only_compares(self, time: When) -> bool:
        """Whether a time only tells how rare the event is: للمرة الأولى منذ عام."""
        start = max(self.sentence.first, time.first - _NEAR)
        rare = any(self.words[i].groups & _RARE for i in range(start, time.first))
        return time.kind == "duration" and rare

    def day_of(self, match: Match, *, told: bool) -> tuple[date | None, bool]:
        """Return the day of the nearest time, and whether it is only the day on which somebody spoke."""
        time = self.time_of(match)
        if time is None or time.kind in _DAYLESS:
            return None, False
        return time.day, self._spoken(time, match) or not told

    def _spoken(self, time: When, match: Match) -> bool:
        """Whether a time is that of the statement: قال المتحدث، الأحد، إن."""
        start = max(self.sentence.first, time.first - _SAYING_REACH)
        says = [i for i in range(start, time.first) if self.words[i].groups & _SAYING]
        return bool(says) and not says[-1] < match.first < time.first

    def _distance(self, time: When, match: Match) -> int:
        if time.first >= match.last:
            start, stop, cost = match.last, time.first, 0
        else:
            start, stop, cost = time.last, match.first, 2
        return cost + stop - start + _BARRIER * sum(self.tokens[i].text in "،," for i in range(start, stop))


_NEWS = Judged(status=Status.NEW, why="told as news")


def is_old(time: When, published: date) -> bool:
    """Whether a time lies too far back for news; what lasts (منذ أسبوعين) may still be news for a month."""
    day = time.until if time.kind == "period" and time.until else time.day
    return published - day > (_STANDING if time.kind == "duration" else FRESH)

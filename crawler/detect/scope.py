"""What an article does with a trigger: tells, denies, plans or recalls it, or plays with the word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from crawler.arabic.forms import PAST, PRESENT
from crawler.arabic.tokens import Token
from crawler.detect.lexicon import Level
from crawler.detect.moments import LONG, Moments, is_old
from crawler.detect.passing import told_in_passing
from crawler.detect.phrases import Match
from crawler.detect.sentences import Sentence, Zone
from crawler.detect.vocabulary import Sense, Word
from crawler.model import Certainty, EventType, Status

_SUBJUNCTIVE = frozenset(["ان", "كي", "لكي", "حتي"])
_BEGINNING = frozenset(["شن", "أطلق"])  # "لشن هجوم" tells an aim, "تعرضت لهجوم" a happening
_ASKING = frozenset(["هل", "وهل", "فهل"])
_HAD = frozenset(["وكان", "وكانت", "وكانوا", "كانت", "كان"])
_RECALL_REACH = 7  # words between a trigger and a later "الشهر الماضي"
_PERHAPS = frozenset(["قد", "وقد", "فقد"])  # before a present; "وقد قصفت" tells
_PERHAPS_REACH = 7
_SOON_REACH = 3
_FUTURE_REACH = 4  # "ستؤدي العملية إلى نزوح"
_RARE_REACH = 4


class Rule(NamedTuple):
    """A marker before a trigger, within so many words and no comma, gives it a status."""

    marker: str
    reach: int
    status: Status
    what: str


_ANYWHERE = (  # in the sentence, before or after
    Rule("false", 0, Status.DENIED, "called false"),
    Rule("drill", 0, Status.HYPOTHETICAL, "a drill"),
)
_BEFORE = (
    Rule("rumour", 9, Status.DENIED, "denied as a rumour"),
    Rule("denied", 3, Status.DENIED, "negated or denied"),
    Rule("refuted", 7, Status.DENIED, "denied or failed"),
    Rule("hypothetical", 7, Status.HYPOTHETICAL, "wished, feared or planned"),
    Rule("aim", 14, Status.HYPOTHETICAL, "aimed at"),
    Rule("any", 0, Status.HYPOTHETICAL, "any such"),
    Rule("charged", 7, Status.BACKGROUND, "what somebody is charged with"),
    Rule("likened", 0, Status.BACKGROUND, "only likened to"),
    Rule("spell", 5, Status.BACKGROUND, "a long time of it"),
)
_SPACE = Rule("space", 0, Status.FIGURATIVE, "a launch into space")
_SHARE = Rule("share", 6, Status.BACKGROUND, "a share of many")
_MASSES = Rule("masses", 6, Status.BACKGROUND, "so many in a long time")
_STOPPED = Rule("stop", 2, Status.HYPOTHETICAL, "to be stopped")
_STANDING = Rule("standing", 1, Status.BACKGROUND, "agreed before")
_DISCUSSED = Rule("discussed", 4, Status.HYPOTHETICAL, "only talked about")
_ORDERED = Rule("ordered", 2, Status.HYPOTHETICAL, "ordered or allowed, not yet done")
_INSIDE = tuple(rule for rule in _BEFORE if rule.marker in {"denied", "hypothetical"})
_TRIED = Rule("attempt", 3, Status.HYPOTHETICAL, "only tried")
_REFUSED = Rule("refused", 4, Status.HYPOTHETICAL, "offered and refused")
_REACTED = Rule("reaction", 12, Status.NEW, "reacted to")
_ACCUSED = Rule("accused", 7, Status.NEW, "one side's accusation")
# What changes only some kinds: to try to kill somebody is news, to try to take a town is not yet.
_ONLY_OF: dict[EventType | None, tuple[Rule, ...]] = {
    EventType.TERRITORY_CHANGE: (_TRIED,),
    EventType.TRUCE: (_REFUSED, _STANDING, _DISCUSSED),
    EventType.DISPLACEMENT: (_ORDERED,),
}
_STOPS_NOTHING = frozenset([EventType.TRUCE, EventType.ARREST])  # "وقف إطلاق النار" is the truce itself


def _rules_for(kind: EventType | None) -> tuple[Rule, ...]:
    """Return what may change a trigger of this kind from before it."""
    stopped = () if kind in _STOPS_NOTHING else (_STOPPED,)
    return (*_BEFORE, *stopped, *_ONLY_OF.get(kind, ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A status with its reason; ``told`` is False for what a sentence only refers to."""

    status: Status
    why: str
    told: bool = True
    certainty: Certainty = Certainty.LIKELY


_NEWS = Judged(status=Status.NEW, why="told as news")


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceScope:
    """The markers and times of one sentence."""

    sentence: Sentence
    tokens: Sequence[Token]
    words: Sequence[Word]
    markers: Sequence[Match]
    moments: Moments
    heads: frozenset[int] = frozenset()  # the tokens that triggers begin with

    def judge(self, match: Match) -> Judged:
        """Say what the sentence does with a trigger."""
        return (
            self._habitual(match)
            or self._ruled(match)
            or self._aimed(match)
            or self._past(match)
            or self._referred(match)
            or _NEWS
        )

    def _habitual(self, match: Match) -> Judged | None:
        """Judge "المدنيون الذين يقتلون": the present of a death is a headline's style, else a habit."""
        if match.phrase.level is not Level.TOLL or self.sentence.zone is Zone.TITLE:
            return None
        senses = self._head_senses(match)
        habit = bool(senses) and all(s.tense == PRESENT for s in senses)
        return Judged(status=Status.BACKGROUND, why="told of as a habit") if habit else None

    def _ruled(self, match: Match) -> Judged | None:
        if self.tokens[self.sentence.first].text in _ASKING:
            return Judged(status=Status.HYPOTHETICAL, why="only asked")
        for rule in _ANYWHERE:
            marker = next((m for m in self.markers if m.phrase.marker == rule.marker), None)
            if marker is not None:
                return self._by(rule, marker)
        launch = next((m for m in self.markers if m.phrase.marker == _SPACE.marker), None)
        if launch is not None and match.phrase.type is EventType.SHELLING:
            return self._by(_SPACE, launch)
        for rule in _rules_for(match.phrase.type):
            marker = self._before(match, rule)
            if marker is not None and not self._disowned(marker):
                return self._by(rule, marker)
        return self._within(match) or self._soon(match) or self._would(match)

    def _within(self, match: Match) -> Judged | None:
        """Judge what stands inside a trigger: "الكهرباء لم تنقطع", "قوات في حال شن هجوم"."""
        inner = frozenset(
            i for i in match.used[1:] if any(s.word_class == "verb" for s in self.words[i].senses)
        )
        for rule in _INSIDE:
            for marker in self.markers:
                if (
                    marker.phrase.marker == rule.marker
                    and match.first < marker.first
                    and marker.last in inner
                ):
                    return self._by(rule, marker)
        return None

    def _soon(self, match: Match) -> Judged | None:
        """Judge what an adjective behind it puts off: "استهداف وشيك", "الضربة المرتقبة"."""
        for marker in self.markers:
            if marker.phrase.marker == "impending" and 0 < marker.first - match.first <= _SOON_REACH:
                return Judged(status=Status.HYPOTHETICAL, why=self._says("about to come", marker))
        return None

    def _disowned(self, denial: Match) -> bool:
        """Whether only the deed's owner is denied: "نفت الحركة مسؤوليتها عن الهجوم"."""
        return any(m.phrase.marker == "disowned" and m.first == denial.first for m in self.markers)

    def _would(self, match: Match) -> Judged | None:
        """Judge what may follow: "أي هجوم سيدفع آلافا إلى النزوح", "قد يجر إلى القتال"."""
        if any(s.tense == PAST for i in match.used for s in self.words[i].senses):
            return None
        for marker in self.markers:
            if marker.phrase.marker == "any" and marker.last in self.heads and marker.last < match.first:
                return Judged(status=Status.HYPOTHETICAL, why=self._says("follows from any such", marker))
        for i in range(match.first - 1, max(self.sentence.first, match.first - _PERHAPS_REACH) - 1, -1):
            if self.tokens[i].text in "،,":
                return None
            if match.first - i <= _FUTURE_REACH and self._is_future(i):
                return Judged(
                    status=Status.HYPOTHETICAL, why=f"told of what will be: «{self.tokens[i].text}»"
                )
            if self.tokens[i].text in _PERHAPS and self._may_be(i + 1):
                return Judged(status=Status.HYPOTHETICAL, why="told as possible: «قد»")
        return None

    def _is_future(self, position: int) -> bool:
        senses = self.words[position].senses
        return bool(senses) and all(s.tense == PRESENT and s.prefix.endswith("س") for s in senses)

    def _may_be(self, position: int) -> bool:
        """Whether a present follows قد: "قد يجر", "قد تؤدي"; "قد توفي" and "قد تم" tell."""
        senses = self.words[position].senses
        present = bool(senses) and all(s.tense == PRESENT for s in senses)
        return present or self.tokens[position].text.startswith("ي")

    def _aimed(self, match: Match) -> Judged | None:
        """Judge futures and aims by the form of the word: سيقصف، أن يقصف، لشن هجوم، للسيطرة على."""
        verbs = [i for i in match.used if self._is_present(i)]
        aimed = any(self._before_aims(i) for i in verbs)
        if not verbs:
            senses = self._head_senses(match)
            begins = not _BEGINNING.isdisjoint(match.phrase.elements[0].groups)
            aims = begins or match.phrase.type is EventType.TERRITORY_CHANGE
            aimed = aims and all(s.word_class == "noun" and s.prefix.endswith("ل") for s in senses)
        return Judged(status=Status.HYPOTHETICAL, why="told of the future or as an aim") if aimed else None

    def _is_present(self, position: int) -> bool:
        senses = self.words[position].senses
        return bool(senses) and all(s.word_class == "verb" and s.tense == PRESENT for s in senses)

    def _before_aims(self, position: int) -> bool:
        senses = self.words[position].senses
        before = self.tokens[position - 1].text if position > self.sentence.first else ""
        return before in _SUBJUNCTIVE or any("س" in s.prefix or s.prefix.endswith("ل") for s in senses)

    def _past(self, match: Match) -> Judged | None:
        court = next((m for m in self.markers if m.phrase.marker == "court" and m.first != match.last), None)
        if court is not None and match.phrase.type is not EventType.ARREST:
            return Judged(status=Status.BACKGROUND, why=self._says("before a court", court))
        time, published = self.moments.time_of(match), self.moments.published
        if time is not None and published is not None:
            if is_old(time, published):
                why = f"dated {time.day}, more than 7 days before publication"
                return Judged(status=Status.BACKGROUND, why=why)
            if time.kind not in LONG and time.kind != "vague":
                return None
        return self._recalled(match)

    def _recalled(self, match: Match) -> Judged | None:
        for marker in self.markers:
            near = marker.first <= match.first or marker.first - match.last < _RECALL_REACH
            if marker.phrase.marker == "background" and near and not self._compares(marker):
                return Judged(status=Status.BACKGROUND, why=self._says("recalled", marker))
        if self.sentence.zone is not Zone.TITLE and self.tokens[self.sentence.first].text in _HAD:
            return Judged(status=Status.BACKGROUND, why="told in the pluperfect")
        if self.sentence.zone is not Zone.BODY:
            return None
        for rule in (_SHARE, _MASSES):
            found = self._before(match, rule)
            if found is not None:
                return self._by(rule, found)
        lately = next((m for m in self.markers if m.phrase.marker == "lately"), None)
        if lately is not None:
            return Judged(status=Status.BACKGROUND, why=self._says("of no day", lately))
        triggers = self.moments.triggers
        tolled = not self.heads <= {t.first for t in triggers}
        why = told_in_passing(match, triggers, self.tokens, self.words, self.sentence.first, tolled=tolled)
        return Judged(status=Status.BACKGROUND, why=why) if why is not None else None

    def _compares(self, marker: Match) -> bool:
        """Whether a long time only tells how rare it is: "أعنف غارات منذ أشهر"."""
        before = range(max(self.sentence.first, marker.first - _RARE_REACH), marker.first)
        since = self.tokens[marker.first].text == "منذ"
        return since and any("أول" in self.words[i].groups for i in before)

    def _referred(self, match: Match) -> Judged | None:
        if self._goes_on(match):
            return Judged(status=Status.NEW, why="told as what goes on", told=False)
        marker = self._before(match, _REACTED)
        if marker is not None:
            return Judged(status=Status.NEW, why=self._says(_REACTED.what, marker), told=False)
        marker = self._before(match, _ACCUSED)
        if marker is not None:
            why = self._says(_ACCUSED.what, marker)
            told = self.sentence.zone is not Zone.BODY  # further down a charge only recalls the deed
            return Judged(status=Status.NEW, why=why, told=told, certainty=Certainty.POSSIBLE)
        return None

    def _goes_on(self, match: Match) -> bool:
        """Whether the body tells it in the present, of no day: "ويطلقون صواريخ على مدننا"."""
        if self.sentence.zone is not Zone.BODY or self.moments.time_of(match) is not None:
            return False
        senses = self._head_senses(match)
        return bool(senses) and all(s.tense == PRESENT for s in senses)

    def _head_senses(self, match: Match) -> list[Sense]:
        groups = match.phrase.elements[0].groups
        return [s for s in self.words[match.first].senses if s.group in groups]

    def _before(self, match: Match, rule: Rule) -> Match | None:
        for marker in self.markers:
            if marker.phrase.marker != rule.marker or marker.first >= match.first:
                continue
            between = range(marker.last, match.first)
            if len(between) <= rule.reach and not any(self._parts(i, rule) for i in between):
                return marker
        return None

    def _parts(self, position: int, rule: Rule) -> bool:
        """Whether a comma ends what a marker holds; an aim goes on: "تمهيدا لعملية، تمكنها من السيطرة"."""
        if self.tokens[position].text not in "،,":
            return False
        return rule.marker != "aim" or self.tokens[position + 1].text.startswith(("و", "ف", "بينما"))

    def _by(self, rule: Rule, marker: Match) -> Judged:
        return Judged(status=rule.status, why=self._says(rule.what, marker))

    def _says(self, what: str, marker: Match) -> str:
        words = " ".join(self.tokens[i].text for i in marker.used)
        return f"{what}: «{words}»"

"""Killed and wounded: numbers beside the words of death and injury, as reporters write them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crawler.arabic.numbers import Number
from crawler.arabic.tokens import Token
from crawler.arabic.word_sets import folded
from crawler.arabic.word_sets import words as folded_set
from crawler.detect.harmed import BACK_COUNTED, COUNTED, HarmedReader
from crawler.detect.headcount import KILLED, WOUNDED, Heads
from crawler.detect.loss_scope import LossScope
from crawler.detect.victims import VictimReader
from crawler.detect.vocabulary import Word
from crawler.model import Toll

_HARMED = KILLED | WOUNDED
_MURDER = "اغتيال"
_UNHARMED = "يصب"  # only "لم يصب أحد" is of people
_AFTER = folded_set("بعد عقب إثر غداة")
_NONE = Toll(best=0, low=0, high=0)
_LOSSES = "خسائر"  # "دون خسائر بشرية"
_PARTED, _LOST, _SPENT, _MOVED = "فارق", "روح", "قضى", "نقل"  # kill or hurt only with what stands beside them
_READ = _HARMED | {_MURDER, _LOSSES, _PARTED, _LOST, _SPENT, _UNHARMED}
_LOST_REACH = 8
_MOVED_REACH = 9
_ILL_REACH = 4
_ANOTHER = folded_set("آخر أخرى الآخر الأخرى ثالث ثالثة رابع رابعة خامس خامسة سادس سابع ثامن")
_AFTER_ANOTHER = folded_set(
    "في خلال جراء إثر على من بعد نقل كان كانت أثناء حالته حالتها وصفت برصاص بجروح بشظايا"
    " شرق غرب شمال جنوب شرقي غربي شمالي جنوبي قرب داخل وسط أمام أمس اليوم فجر مساء"
)
_RANKS = {word: 3 + i for i, word in enumerate(folded("ثالث رابع خامس سادس سابع ثامن تاسع عاشر"))}
_ORDINAL_REACH = 2  # "توفي شخص سادس"
_TALLY = folded_set("العدد الحصيلة حصيلة حصيلته حصيلتها")  # "ارتفعت الحصيلة إلى 12"
_FALLING = folded_set("سقوط بسقوط تسقط يسقط")
_TALLY_REACH = 7
_TO = folded_set("إلى عند بلغت بلغ")
_NOBODY = folded_set("أحد أحدا أي")
_NOT = folded_set("لم لا لن")
_MARKS = "،,:"
_DEEDS = folded_set("جريمة جرائم عملية محاولة محاولات تهمة تهم تهديد تهديدات قضية قضايا حوادث")
_HUMAN = folded_set("بشرية في")
_DROWNED = folded_set("اختناقا")  # how they died, not how many were hurt
_ILLNESS = folded_set(
    "كوليرا الكوليرا فيروس الفيروس كورونا مرض المرض سرطان السرطان حمى الحمى ملاريا الملاريا إيبولا"
    " الحصبة وباء"
    " عدوى العدوى كوفيد السكري التهاب"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """One toll as told: ``first`` is the token of the word of death or injury."""

    deadly: bool
    toll: Toll
    first: int
    risen: bool = False  # the latest figure: "ارتفع عدد القتلى إلى 12"
    total: bool = False  # of more than one day: "منذ بدء التصعيد", "خلال أسبوع"
    reason: bool = False  # why or when something else was done: "ردا على مقتل جنديين", "غداة مقتل 20"
    after: bool = False  # dates something else: "اندلعت احتجاجات بعد مقتل شاب"
    earlier: bool = False  # replaced since: "وكانت حصيلة سابقة تحدثت عن خمسة قتلى"


class LossReader:
    """Reads the tolls of one sentence."""

    def __init__(self, tokens: Sequence[Token], words: Sequence[Word], numbers: Sequence[Number]) -> None:
        self.tokens = tokens
        self.words = words
        self.victims = VictimReader(tokens, words, numbers)
        self.scope = LossScope(tokens, words)
        self.harmed = HarmedReader(tokens, words, self.victims, self.scope)

    def read(self, first: int, last: int) -> list[Loss]:
        """Return the tolls told between two tokens, in text order."""
        found: list[Loss] = []
        for position in range(first, last):
            groups = self.words[position].groups
            if groups and not groups.isdisjoint(_READ):
                found += self._losses(position, first, last)
            elif self.tokens[position].text in _TALLY:
                found += self._tallied(position, first, last, found)
        found = self._counted_up(self._summed_up_together(found))
        if all(loss.deadly for loss in found):
            found += self._taken_to_hospital(first, last)
        return found

    def _summed_up_together(self, found: list[Loss]) -> list[Loss]:
        """Take "قتل 36 وأصيب 1600 منذ بدء المظاهرات" for two totals: the time is that of both."""
        for i in range(len(found) - 2, -1, -1):
            one, other = found[i], found[i + 1]
            between = self.tokens[one.first : other.first]
            if one.total is other.total or any(token.text in _MARKS for token in between):
                continue
            reason = one.reason or other.reason
            found[i] = replace(one, total=True, reason=reason)
            found[i + 1] = replace(other, total=True, reason=reason)
        return found

    def _tallied(self, position: int, first: int, last: int, found: Sequence[Loss]) -> list[Loss]:
        """Read "ليرتفع العدد إلى 12" of those told before it; alone it counts the dead."""
        parts = not found and any(self.words[i].groups & _HARMED for i in range(first, position))
        if parts or not self.scope.is_risen(position + 1, first, last):
            return []
        stop = min(position + _TALLY_REACH, last)
        number = next((n for i in range(position, stop) if (n := self.victims.heads.starting.get(i))), None)
        if number is None or self.tokens[number.first - 1].text not in _TO:
            return []
        named = any(self.words[i].groups & _HARMED for i in range(position, min(number.last + 1, last)))
        if named or not self.victims.heads.counts_people(number, last):
            return []
        toll = _toll_of(self.victims.heads.of(number, last))
        deadly = found[-1].deadly if found else True
        total = self.scope.is_total(position, first, last)
        return [Loss(deadly=deadly, toll=toll, first=position, risen=True, total=total)] if toll else []

    def _counted_up(self, found: list[Loss]) -> list[Loss]:
        """Read "مقتل خمسة ... ووفاة سادس" as six: the ordinal counts on from the figure before."""
        for i, loss in enumerate(found):
            beside = self.tokens[loss.first + 1 : loss.first + 1 + _ORDINAL_REACH]
            rank = next((_RANKS[token.text] for token in beside if token.text in _RANKS), None)
            before = [one for one in found[:i] if one.deadly is loss.deadly]
            if rank is not None and any(one.toll.best == rank - 1 for one in before):
                found[i] = replace(loss, toll=Toll(best=rank, low=rank, high=rank), risen=True)
        return found

    def _losses(self, position: int, first: int, last: int) -> list[Loss]:
        if self._tells_of_both(position) and self.scope.none_told(position, first):
            if self.scope.of_some(position, last):
                return []
            fell = self.tokens[position - 1].text in _FALLING  # "سقوط ضحايا" are dead
            return [Loss(deadly=d, toll=_NONE, first=position) for d in (True, False)[: 1 if fell else 2]]
        deadly = self._kills(position, first)
        if deadly is None:
            return []
        toll = self._toll(position, first, last)
        if toll is None:
            return []
        return [
            Loss(
                deadly=deadly,
                toll=toll,
                first=position,
                risen=self.scope.is_risen(position, first, last),
                total=self.scope.is_total(position, first, last),
                reason=self.scope.is_reason(position, first),
                after=position > first and self.tokens[position - 1].text in _AFTER,
                earlier=self.scope.is_earlier(position, first, last),
            )
        ]

    def _tells_of_both(self, position: int) -> bool:
        """Whether a word means killed and wounded alike: ضحايا, خسائر بشرية."""
        text = self.tokens[position].text
        if _LOSSES in self.words[position].groups:
            return position + 1 < len(self.tokens) and self.tokens[position + 1].text in _HUMAN
        return text.endswith("ضحايا")

    def _kills(self, position: int, first: int) -> bool | None:
        """Return whether a word tells of death; False for a wound, None for neither."""
        groups = self.words[position].groups
        if groups & KILLED or _MURDER in groups:
            return True
        if groups & WOUNDED or _UNHARMED in groups:
            return None if self.tokens[position].text in _DROWNED else False
        if _PARTED in groups:
            after = self.tokens[position + 1 : position + 2]
            return True if after and after[0].text == "الحياه" else None
        if _LOST in groups:
            before = range(max(first, position - _LOST_REACH), position)
            return True if any("فقد" in self.words[i].groups for i in before) else None
        return True if _SPENT in groups else None

    def _toll(self, position: int, first: int, last: int) -> Toll | None:
        """Return the toll that a word of harm tells; None if it tells no number."""
        if self.scope.none_told(position, first):
            some = self.scope.of_some(position, last) or self.scope.spares_one(position, last)
            return None if some else _NONE
        if self._denied_verb(position, first):
            after = self.tokens[position + 1 : position + 2]
            return _NONE if after and after[0].text in _NOBODY else None
        if self._tells_no_toll(position, first, last):
            return None
        if self._is_another(position, first, last):
            return Toll(best=1, low=1, high=1)
        return _toll_of(self.harmed.read(position, first, last))

    def _tells_no_toll(self, position: int, first: int, last: int) -> bool:
        """Whether a number beside it is a part, counts the ill, or both killed and wounded."""
        return (
            self.scope.is_part(position, first)
            or self._is_ill(position, last)
            or self._is_crime(position, first)
            or self._shared(position, first, last)
            or self._shared(position - 1, first, last)
        )

    def _taken_to_hospital(self, first: int, last: int) -> list[Loss]:
        """Count those who were taken to hospital where nothing else tells of the wounded."""
        for position in range(first, last):
            if _MOVED not in self.words[position].groups:
                continue
            stop = min(position + _MOVED_REACH, last)
            cared = [i for i in range(position + 1, stop) if "مستشفى" in self.words[i].groups]
            if not cared or any(self.words[i].groups & KILLED for i in range(position, cared[0])):
                continue
            for i in range(position + 1, cared[0]):
                number = self.victims.heads.starting.get(i)
                if number is not None and self.victims.heads.surely_people(number, last):
                    toll = _toll_of(self.victims.heads.of(number, last))
                    return [Loss(deadly=False, toll=toll, first=position)] if toll else []
        return []

    def _is_ill(self, position: int, last: int) -> bool:
        """Whether they fell ill: "إصابة 12 شخصا بالكوليرا"."""
        if not self.words[position].groups & {"أصيب", "جريح"}:
            return False
        after = self.tokens[position + 1 : min(position + 1 + _ILL_REACH, last)]
        return any(token.text.removeprefix("ب") in _ILLNESS for token in after)

    def _is_crime(self, position: int, first: int) -> bool:
        """Whether it only names a deed: "ثلاثة متهمين بجرائم قتل", "محاولة قتل"."""
        before = self.tokens[position - 1].text.lstrip("وفبل") if position > first else ""
        return before.removeprefix("ال") in _DEEDS

    def _denied_verb(self, position: int, first: int) -> bool:
        before = self.tokens[position - 1].text.removeprefix("و") if position > first else ""
        return before in _NOT and (self._is_verb(position) or _UNHARMED in self.words[position].groups)

    def _is_another(self, position: int, first: int, last: int) -> bool:
        """Whether one more is told of: "قُتل طفلان وجُرح ثالث"; "توفي آخر الشهود" is the last."""
        after = position + 1
        if after >= last or self.tokens[after].text not in _ANOTHER:
            return False
        if after + 1 < last and not self._goes_on(after + 1):
            return False
        return any(self.words[i].groups & (_HARMED | {_SPENT, _PARTED}) for i in range(first, position))

    def _goes_on(self, position: int) -> bool:
        """Whether nothing that is the last or the third follows: "جرح آخر بشظايا", not "آخر الشهود"."""
        token = self.tokens[position]
        return token.kind != "word" or token.text in _AFTER_ANOTHER or token.text.startswith(("و", "ب"))

    def _shared(self, position: int, first: int, last: int) -> bool:
        """Whether one number counts both killed and wounded: "مقتل وإصابة 20", "20 بين قتيل وجريح"."""
        after = position + 1
        if not first <= position < after < last or not self.tokens[after].text.startswith("و"):
            return False
        here, there = self.words[position].groups, self.words[after].groups
        both = (here & KILLED and there & WOUNDED) or (here & WOUNDED and there & KILLED)
        if not both or "حتف" in here:
            return False
        if bool(here & COUNTED) is not bool(there & COUNTED):  # "شهيدان وإصابة ثالث"
            return False
        if not here & COUNTED:
            return not self._has_subject(position, first)
        shapes = [{s.how_many for s in self.words[i].senses if s.group in COUNTED} for i in (position, after)]
        between = position > first and self.tokens[position - 1].text == "بين"
        numbered = self.victims.before(position, first, BACK_COUNTED) is not None
        return between or (shapes[0] == shapes[1] != {2} and numbered)

    def _has_subject(self, position: int, first: int) -> bool:
        """Whether who was killed stands before the word: "إن طفلا قتل وأصيب 15 مدنيا"."""
        if self.victims.before(position, first, BACK_COUNTED) is not None:
            return True
        return self._is_verb(position) and self.victims.one_before(position, first) is not None

    def _is_verb(self, position: int) -> bool:
        return any(s.word_class == "verb" for s in self.words[position].senses)


def _toll_of(heads: Heads | None) -> Toll | None:
    return Toll(best=heads.best, low=heads.low, high=heads.high) if heads is not None else None

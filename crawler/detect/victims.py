"""The people that a word of death or injury speaks of: behind it, before it, or aboard."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from crawler.arabic.numbers import Number
from crawler.arabic.tokens import Token
from crawler.arabic.word_sets import words as folded_set
from crawler.detect.headcount import ASIDE, KILLED, PEOPLE, WOUNDED, HeadCounter, Heads, people
from crawler.detect.vocabulary import Word

_HARMED = KILLED | WOUNDED
# What follows them is not counted by the word before: "مقتل شخص واعتقال 14 آخرين".
_STOPS = _HARMED | {ASIDE, "سالم", "اعتقل", "أوقف", "خطف", "نزح", "قبض", "اشتباك", "عثر"}
_BACK_ONE = 4  # "إن شابا سوريا قتل"
_LATE_ONE = 4  # "أصيب بجروح خطيرة طفل"
_ACTIVE = 4  # "قتل جندي إسرائيلي ثلاثة شبان"
_ASIDE_REACH = 2
_ABOARD_REACH = 5
_MARKS = "،,:"
_AGENTS = folded_set("يد أيدي برصاص بنيران قبل بقصف بسلاح")  # "على يد جندي" names who killed
_APART = folded_set("ثم في خلال إثر على بعد جراء عن من إلى")
_NUMBERING = folded_set("عددهم وعددهم عددها وعددها إلى")
_MANNER = folded_set(
    "أمس اليوم فجر صباح مساء ليل الليلة أيضا كذلك خطيرة متفاوتة طفيفة بليغة بالغة بشظايا بحروق"
)
_PLURAL = ("ات", "ون", "ين", "اء", "يه", "ان")
_NOBODY = folded_set(
    "عائلة أسرة عدد مجموعة قوات جنود معظم بعض جميع كل كافة عدة مئات عشرات آلاف مزيد كثير كثيرين قادة"
    " قيادات عناصر"
    " خلية دورية كوادر رجال فصائل مرتزقة مدى ذلك هذا هذه تلك هؤلاء ما من هو هي هم كان قد جماعي سريري"
    " مفاجئ ركاب"
    " غير نحو حوالي قرابة زهاء جماعة فريق طاقم فوج نفس الناس ناس"
)
_ALL = folded_set("جميع كل كافة")
_ABOARD = folded_set("ركاب ركابها ركابه متنها متنه طاقمها طاقمه أفرادها")
_CARRIES = folded_set("تقل يقل متنها متنه")


class VictimReader:
    """Reads who is counted by the words of death and injury of one text."""

    def __init__(self, tokens: Sequence[Token], words: Sequence[Word], numbers: Sequence[Number]) -> None:
        self.tokens = tokens
        self.words = words
        self.heads = HeadCounter(tokens, words, numbers)

    def behind(self, start: int, reach: int, last: int, *, verb: bool, commas: bool) -> Heads | None:
        """Return the first people named within ``reach``; ``commas``: a clause may be put in between.

        After a noun ("مقتل مدنيين") a plural is the people meant, and only their number may follow.
        """
        stop = min(start + reach, last)
        everybody = False
        plural = False
        i = start
        while i < stop:
            number = self.heads.starting.get(i)
            if number is not None:
                if self._joins(i):  # "قتيل و5 جرحى": somebody else's number
                    return None
                if self._counts_here(number, start, last, plural=plural):
                    return self.heads.of(number, last)
                i = number.last
                continue
            if self.words[i].groups & _STOPS or (self.tokens[i].text in _MARKS and not commas):
                break
            if (one := self._one(i, start, last, verb=verb)) is not None:
                return one
            everybody = everybody or self.tokens[i].text in _ALL
            plural = plural or (not verb and bool(self.words[i].groups & PEOPLE))
            i += 1
        return self.aboard if everybody and self._is_aboard(start, stop) else None

    def before(self, position: int, first: int, reach: int) -> Heads | None:
        """Return the people named before a word: "ثلاثة عمال قتلوا", "12 قتيلا"."""
        for i in range(position, max(position - reach, first), -1):
            if i < position and self.words[i].groups & _HARMED:
                return None
            number = self.heads.ending.get(i)
            if number is not None:
                aside = range(max(first, number.first - _ASIDE_REACH), number.last)
                apart = any(ASIDE in self.words[j].groups for j in aside)
                if apart and number.last < position:  # "11 شخصا بينهم أربعة أطفال توفوا": the eleven did
                    continue
                counts = self.heads.counts_people(number, position + 1)
                return self.heads.with_those_before(number, first, position) if counts else None
            if i < position and self.tokens[i].text in _MARKS:
                return None
        return None

    def one_before(self, position: int, first: int) -> Heads | None:
        """Return one or two people who stand before their verb: "إن شابا قتل"."""
        for i in range(position - 1, max(position - _BACK_ONE, first) - 1, -1):
            between = self.tokens[i].text in _APART or self.tokens[i].kind == "mark" or i in self.heads.ending
            if between or self.words[i].groups & (_STOPS - {ASIDE}):
                return None
            if not self._is_indefinite(i):
                continue
            count = self.heads.named(i)
            before = self.tokens[i - 1].text if i > first else ""
            if count is not None and before not in _APART and before not in _AGENTS:
                return people(count, i)
        return None

    def is_somebody(self, position: int, last: int) -> bool:
        """Whether one or two people stand at a position by their noun, not known before: "شاب"."""
        return position < last and self._is_indefinite(position) and self.heads.named(position) is not None

    def somebody(self, position: int, last: int) -> Heads | None:
        """Take a name or a singular that is no other known word for one person: "مقتل أمير التنظيم"."""
        if position >= last or self.tokens[position].kind != "word" or self.words[position].senses:
            return None
        text = self.tokens[position].text.removeprefix("ال")
        plural = text.startswith("ا") or text.endswith(_PLURAL)
        known = text in _NOBODY or self.tokens[position].text in _APART or text.startswith(("ب", "ل", "و"))
        return None if plural or known else people(1, position)

    @cached_property
    def aboard(self) -> Heads | None:
        """How many a vehicle of the text carried: "كان على متنها سبعة أشخاص"."""
        for i, token in enumerate(self.tokens):
            if token.text.removeprefix("و") not in _CARRIES:
                continue
            for j in range(i + 1, min(i + _ABOARD_REACH, len(self.tokens))):
                number = self.heads.starting.get(j)
                if number is not None and self.heads.surely_people(number, len(self.tokens)):
                    return self.heads.of(number, len(self.tokens))
        return None

    def _is_aboard(self, start: int, stop: int) -> bool:
        return any(token.text in _ABOARD for token in self.tokens[start:stop])

    def _counts_here(self, number: Number, start: int, stop: int, *, plural: bool) -> bool:
        """Whether a number counts the victims, and nothing that only stands in their clause."""
        if not self.heads.counts_people(number, stop):
            return False
        before = self.tokens[number.first - 1].text
        if before in _NUMBERING:
            return True
        if before in _AGENTS:  # "قتل برصاص شخصين"
            return False
        if plural:  # "مقتل ركابها الخمسة", but not "مقتل مدنيين بعشرين قذيفة"
            return self.tokens[number.first].text.startswith("ال")
        near = number.first == start
        return near or self.heads.surely_people(number, stop) or not self._has_noun(number, stop)

    def _joins(self, i: int) -> bool:
        """Whether a number hangs on what was told before by و: "و5", "وخمسة"; واحد is none of these."""
        text = self.tokens[i].text
        return text.startswith("و") and not text.startswith("واحد")

    def _has_noun(self, number: Number, stop: int) -> bool:
        """Whether a number counts a noun of its own, which is none of the people known."""
        if number.counted is not None:
            return True
        if number.last >= stop or self.tokens[number.last].kind != "word":
            return False
        text = self.tokens[number.last].text
        return text not in _APART and not text.startswith("و")

    def _one(self, i: int, start: int, stop: int, *, verb: bool) -> Heads | None:
        """Read people named without a number at a position: "مقتل شاب", "أصيب بجروح طفل"."""
        if i > start:
            late = verb and i - start <= _LATE_ONE and self._is_indefinite(i)
            if not late or not all(self._puts_off(j) for j in range(start, i)):
                return None
        if self.heads.named(i) is None:
            return None
        object_ = self._object_of(i, stop) if verb else None
        return object_ or self.heads.at(i, stop)

    def _puts_off(self, i: int) -> bool:
        """Whether a word may stand between a verb and its people: "أصيب أمس بجروح خطيرة طفل"."""
        text = self.tokens[i].text
        return text in _MANNER or (text.startswith("بجر") and text not in _AGENTS)

    def _object_of(self, i: int, stop: int) -> Heads | None:
        """Return whom a single killer killed: "قتل جندي إسرائيلي ثلاثة شبان"."""
        for j in range(i + 1, min(i + 1 + _ACTIVE, stop)):
            number = self.heads.starting.get(j)
            text = self.tokens[j].text
            if number is not None:
                killed = self.heads.surely_people(number, stop) and not text.startswith("و")
                return self.heads.of(number, stop) if killed else None
            if text in _APART or text.startswith("و") or self.tokens[j].kind != "word":
                return None
        return None

    def _is_indefinite(self, i: int) -> bool:
        senses = [s for s in self.words[i].senses if s.group in PEOPLE]
        return bool(senses) and not any(s.definite for s in senses)

"""Killed and wounded: numbers beside the words of death and injury, as reporters write them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.arabic.numbers import Number
from crawler.arabic.tokens import Token
from crawler.detect.vocabulary import Word
from crawler.model import Toll

KILLED = frozenset(["قتل", "موت", "قتيل", "حتف", "بحياة"])
WOUNDED = frozenset(["أصيب", "جريح", "اختناق"])
_COUNTED = frozenset(["قتيل", "جريح", "اختناق"])  # stand after their number: ١٢ قتيلا
_ASIDE = "بينهم"  # introduces a part of the number before it
# What follows them is not counted by the word before: "مقتل شخص واعتقال 14 آخرين".
_STOPS = KILLED | WOUNDED | {_ASIDE, "اعتقل", "أوقف", "خطف", "نزح", "قبض", "اشتباك", "عثر"}
_UNIT = "وحدة"
_PEOPLE = "ناس"
_AHEAD = 9  # "مقتل ما لا يقل عن أربعة من عناصر قوات النظام"
_BACK = 10  # "ما لا يقل عن 30 عنصرا من قوات النظام قتلوا"
_BACK_NOUN = 5  # "12 من عناصره بين قتيل"
_SUM_REACH = 3  # "16 طفلا وأربع نساء"
_DUAL = frozenset(["قتيل", "جريح"])
_RISEN = 7  # "ارتفاع عدد القتلى إلى 12"
_TO = frozenset(["الي", "عند", "نحو"])
_END = frozenset(["حتف"])  # "لقي سائق حتفه وأصيب أربعة": the dead are told already
_NOT = "لا"
_MURDER = "اغتيال"
_RARE = "أول"  # "أعنف هجوم منذ أشهر" compares and sums up nothing
_RARE_REACH = 4
_MURDER_REACH = 4
_TOLD = KILLED | WOUNDED | {_MURDER}
_ESCAPED = frozenset(["نجا", "نجاه", "ينجو", "ونجا", "نجت"])
_MISSED = frozenset(["حاول", "فشل", "صد", "نفى"])  # "محاولة اغتيال قائد" kills nobody yet
_ANOTHER = frozenset(
    ["اخر", "اخري", "ثالث", "ثالثه", "رابع", "رابعه", "خامس", "خامسه", "سادس", "سابع", "ثامن"]
)
_RISES = ("ارتفع", "يرتفع", "ترتفع", "ارتفاع", "يرفع", "ترفع", "رفع", "رفعت")
_RISE_REACH = 6
_FAR_RISEN = 14  # "تزايد ضحايا القصف الذي تتعرض له بلدة نوى إلى 150"
_SINCE = frozenset(["منذ"])
_WITHIN = frozenset(["خلال", "في", "مدي", "مدار"])
_LONG_SPELLS = frozenset(
    [
        "اسبوع",
        "اسبوعين",
        "اسابيع",
        "شهر",
        "شهرين",
        "اشهر",
        "شهور",
        "عام",
        "عامين",
        "سنوات",
        "سنه",
        "اعوام",
        "عقود",
    ]
)
_TODAY = ("صباح", "الصباح", "فجر", "الفجر", "مساء", "ليل", "ساعات", "اليوم", "امس", "ساعه")
_TOTAL_REACH = 10
_SPELL_REACH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """One toll as told: ``first`` is the token of the word of death or injury."""

    deadly: bool
    toll: Toll
    first: int
    risen: bool = False  # the latest figure: "ارتفع عدد القتلى إلى 12"
    total: bool = False  # of more than one day: "منذ بدء التصعيد", "خلال أسبوع"


class LossReader:
    """Reads the tolls of one sentence."""

    def __init__(self, tokens: Sequence[Token], words: Sequence[Word], numbers: Sequence[Number]) -> None:
        self.tokens = tokens
        self.words = words
        self.starting = {number.first: number for number in numbers}
        self.ending = {number.last: number for number in numbers}

    def read(self, first: int, last: int) -> list[Loss]:
        """Return the tolls told between two tokens, in text order."""
        found: list[Loss] = []
        for position in range(first, last):
            groups = self.words[position].groups
            if groups.isdisjoint(_TOLD):
                continue
            deadly = bool(groups & KILLED)
            if _MURDER in groups and not deadly:
                found += self._murder(position, first, last)
                continue
            toll = self._toll(position, first, last)
            if toll is not None:
                risen, total = self._is_risen(position, first, last), self._is_total(position, first, last)
                found.append(Loss(deadly=deadly, toll=toll, first=position, risen=risen, total=total))
        return found

    def _murder(self, position: int, first: int, last: int) -> list[Loss]:
        """Read "اغتيال ضابط" as one dead; an attempt, or one that is denied, killed nobody."""
        before = range(max(first, position - _MURDER_REACH), position)
        if any(self.words[i].groups & _MISSED or self.tokens[i].text in _ESCAPED for i in before):
            return []
        count = self._people_count(position + 1, last)
        toll = Toll(best=count, low=count, high=count)
        return [Loss(deadly=True, toll=toll, first=position)] if count else []

    def _is_risen(self, position: int, first: int, last: int) -> bool:
        around = self._clause(position, first, last, _RISE_REACH)
        return any(self.tokens[i].text.lstrip("ولف").startswith(_RISES) for i in around)

    def _is_total(self, position: int, first: int, last: int) -> bool:
        """Whether a figure sums up more than the event: "منذ الجمعة", "في خمس سنوات"."""
        for i in self._clause(position, first, last, _TOTAL_REACH):
            text = self.tokens[i].text
            after = [token.text for token in self.tokens[i + 1 : min(i + 1 + _SPELL_REACH, last)]]
            rare = any(_RARE in self.words[j].groups for j in range(max(first, i - _RARE_REACH), i))
            if text in _SINCE and after and not rare and not after[0].startswith(_TODAY):
                return True
            if text in _WITHIN and not _LONG_SPELLS.isdisjoint(after):
                return True
        return False

    def _toll(self, position: int, first: int, last: int) -> Toll | None:
        if self._none_told(position, first):
            return Toll(best=0, low=0, high=0)
        if self._shared(position, first, last) or self._shared(position - 1, first, last):
            return None
        counted = bool(self.words[position].groups & _COUNTED)
        number = self._before(position, first) if counted else None
        if self._is_another(position, first, last):
            return Toll(best=1, low=1, high=1)
        count = None if number else self._own_count(position) or self._people_count(position + 1, last)
        if count:
            return Toll(best=count, low=count, high=count)
        number = number or self._after(position, last) or self._before(position, first)
        return self._sum(number, last) if number else None

    def _clause(self, position: int, first: int, last: int, reach: int) -> range:
        """Return the words around a position as far as the next commas."""
        start, stop = position, position
        while start > max(first, position - reach) and self.tokens[start - 1].text not in "،,:(":
            start -= 1
        while stop < min(last, position + reach) and self.tokens[stop].text not in "،,:(":
            stop += 1
        return range(start, stop)

    def _is_another(self, position: int, first: int, last: int) -> bool:
        """Whether one more is told of: "قُتل طفلان وجُرح ثالث"; "توفي آخر الشهود" is the last."""
        after = position + 1
        if after >= last or self.tokens[after].text not in _ANOTHER or not self._is_verb(position):
            return False
        return any(self.words[i].groups & (KILLED | WOUNDED) for i in range(first, position))

    def _sum(self, number: Number, last: int) -> Toll:
        """Add what is counted on: "16 طفلا وأربع نساء" are twenty; "بينهم أربع نساء" adds nothing."""
        toll = Toll(best=number.best, low=number.low, high=number.high)
        for i in range(number.last, min(number.last + _SUM_REACH, last)):
            more = self.starting.get(i)
            if more is None or not self.tokens[i].text.startswith("و") or None in (toll.best, more.best):
                continue
            people = more.last < last and _PEOPLE in self.words[more.last].groups
            if people and self._counts_people(more, last):
                both = (toll.best or 0) + (more.best or 0)
                return Toll(best=both, low=both, high=both)
        return toll

    def _none_told(self, position: int, first: int) -> bool:
        """Whether "دون وقوع إصابات" is told; a verb after لم says nothing of the number."""
        if not any(s.word_class == "noun" for s in self.words[position].senses):
            return False
        return any(_NOT in self.words[i].groups for i in range(max(first, position - 4), position))

    def _shared(self, position: int, first: int, last: int) -> bool:
        """Whether one number counts both killed and wounded: "مقتل وإصابة 20 شخصا"."""
        after = position + 1
        if not first <= position < after < last or not self.tokens[after].text.startswith("و"):
            return False
        here, there = self.words[position].groups, self.words[after].groups
        both = (here & KILLED and there & WOUNDED) or (here & WOUNDED and there & KILLED)
        told_before = _END & here or self._before(position, first) is not None
        return bool(both) and not told_before

    def _after(self, position: int, last: int) -> Number | None:
        reach = _RISEN if self.words[position].groups & _COUNTED else _AHEAD
        start = max(0, position - 2)
        if any(self.tokens[i].text.lstrip("ولف").startswith(_RISES) for i in range(start, position)):
            reach = _FAR_RISEN
        for i in range(position + 1, min(position + reach, last)):
            number = self.starting.get(i)
            if number is not None:
                return number if self._counts_people(number, last) else None
            groups = self.words[i].groups
            if groups & _STOPS:
                return None
            if self.tokens[i].text in "،,:" and self.words[position].groups & _COUNTED:
                return None
        return None

    def _before(self, position: int, first: int) -> Number | None:
        reach = _BACK if self._is_verb(position) else _BACK_NOUN
        for i in range(position, max(position - reach, first), -1):
            if i < position and self.words[i].groups & (KILLED | WOUNDED):
                return None
            number = self.ending.get(i)
            if number is not None:
                aside = any(
                    _ASIDE in self.words[j].groups for j in range(max(first, number.first - 2), number.first)
                )
                return number if not aside and self._counts_people(number, position + 1) else None
            if i < position and self.tokens[i].text in "،,:":
                return None
        return None

    def _counts_people(self, number: Number, last: int) -> bool:
        if number.unit is not None or _UNIT in self.words[number.first].groups:
            return False
        if number.last >= last:
            return True
        counted = [s for s in self.words[number.last].senses if s.group == _UNIT]
        # "سبعة لليوم الثالث" counts no days.
        return not any(s.prefix == "" for s in counted) and self.tokens[number.last].text != "%"

    def _own_count(self, position: int) -> int | None:
        """Return the number that a dual carries: قتيلان."""
        return _sure_count(self.words[position], _DUAL)

    def _is_verb(self, position: int) -> bool:
        return any(s.word_class == "verb" for s in self.words[position].senses)

    def _people_count(self, position: int, last: int) -> int | None:
        """Count people named without a number: "مقتل جنديين", "إصابة طفل"."""
        if position >= last or position in self.starting:
            return None
        return _sure_count(self.words[position], frozenset([_PEOPLE]))


def _sure_count(word: Word, groups: frozenset[str]) -> int | None:
    """Return the number that a noun carries; مدنيين may be two or many, so it carries none."""
    senses = [s for s in word.senses if s.group in groups]
    counts = {s.how_many for s in senses}
    return (
        counts.pop() if len(counts) == 1 and not any(s.prefix.endswith(("ك", "ب")) for s in senses) else None
    )

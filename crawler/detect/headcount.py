"""How many people a phrase names: "طفلان وأمهما" are three, "خمسة مدنيين بينهم طفلان" five."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from crawler.arabic.numbers import Number
from crawler.arabic.tokens import Token
from crawler.arabic.word_sets import words as folded_set
from crawler.detect.vocabulary import Sense, Word

KILLED = frozenset(["قتل", "موت", "قتيل", "حتف", "بحياة"])
WOUNDED = frozenset(["أصيب", "جريح", "اختناق"])
PEOPLE = frozenset(["ناس", "قريب", "صاحب مهنة"])
ASIDE = "بينهم"  # introduces a part of the number before it
_HARMED = KILLED | WOUNDED
_NATION = "nation:"
_UNIT = "وحدة"
_OTHERS = folded_set("آخر آخرون آخرين أخريات أخرى")
_OF = "من"
_OF_THINGS = folded_set("منها")
# After these a phrase of people is over: what follows is where, how, or somebody else.
_ENDS = folded_set(
    "في خلال إثر أثر على عن بعد قبل منذ جراء برصاص بنيران بقصف حين عندما بينما فيما حيث الذين الذي التي"
    " الذي لدى"
    " أثناء هم هن هما أن كانوا كان كانت إلى قرب داخل أمام لقوا لقي نقلوا أمس اليوم بجروح بسبب نتيجة حسب"
    " بحسب وفق"
)
_ADDING = {
    "بالاضافه": folded_set("إلى"),
    "اضافه": folded_set("إلى"),
    "فضلا": folded_set("عن"),
    "علاوه": folded_set("على"),
    "الي": folded_set("جانب"),
}
_MODIFIERS = 5  # words that may describe the counted: "16 طفلا من أبناء القرية وأربع نساء"
_AGE_REACH = 6
_MOST_ADDED = 6  # conjuncts; a longer list is no count
_WHOSE = ("اها", "اه", "اهما", "اهم")  # طفلاها: two, the ن dropped before a pronoun
_TWO_REACH = 4
_OF_TWO = folded_set("أحدهما إحداهما كلاهما هما بينهما كليهما")


class Heads(NamedTuple):
    """So many people, told by the tokens before ``last``; "dozens" has a low bound only."""

    best: int | None
    low: int | None
    high: int | None
    last: int


def people(count: int, position: int) -> Heads:
    """Return exactly so many people, told by the one token at a position."""
    return Heads(count, count, count, position + 1)


class HeadCounter:
    """Counts the people that phrases of one text name."""

    def __init__(self, tokens: Sequence[Token], words: Sequence[Word], numbers: Sequence[Number]) -> None:
        self.tokens = tokens
        self.words = words
        self.starting = {number.first: number for number in numbers}
        self.ending = {number.last: number for number in numbers}

    def at(self, position: int, last: int) -> Heads | None:
        """Return how many people the phrase at a position names, with those who are added by و."""
        heads = self.one(position, last)
        return self._added(heads, last) if heads is not None else None

    def of(self, number: Number, last: int) -> Heads:
        """Return how many people a number tells of, with those who are added by و."""
        return self._added(_heads(number), last)

    def with_those_before(self, number: Number, first: int, last: int) -> Heads:
        """Return how many a number and who stands before it are: "ضابطا وثلاثة جنود قتلوا" are four."""
        heads = self.of(number, last)
        before = number.first - 1
        joined = self._is_joined(number.first) and before >= first
        if not joined or heads.best is None or self.words[before].groups & _HARMED:
            return heads
        count = self.named(before)
        more = people(count, before) if count else None
        other = self.ending.get(before) or self.ending.get(number.first)
        start = before
        if other is not None and self.counts_people(other, last):
            more, start = _heads(other), other.first
        if start and self.words[start - 1].groups & _HARMED:  # "مقتل ثلاثة جنود وأربعة مسلحين جرحوا"
            return heads
        if more is None or more.best is None:
            return heads
        return Heads(heads.best + more.best, heads.best + more.best, heads.best + more.best, heads.last)

    def one(self, position: int, last: int) -> Heads | None:
        """Return the people of a number, a dual or a singular at a position; plurals alone tell no count."""
        if position >= last:
            return None
        number = self.starting.get(position)
        if number is not None:
            return _heads(number) if self.counts_people(number, last) else None
        count = self.named(position)
        return people(count, position) if count else None

    def counts_people(self, number: Number, last: int) -> bool:
        """Whether a number may count people: its noun is none of time, money, houses or raids."""
        if number.unit is not None or _UNIT in self.words[number.first].groups:
            return False
        after = number.last
        if after < last and self.tokens[after].text in _OF_THINGS:
            return False  # "أطلق عشر رصاصات أصابت أربع منها رأسه"
        if after < last and self.tokens[after].text == _OF:
            after += 1  # "3 من المنازل"
        if after >= last:
            return True
        counted = [s for s in self.words[after].senses if s.group == _UNIT]
        # "سبعة لليوم الثالث" counts no days.
        return not any(s.prefix == "" for s in counted) and self.tokens[after].text != "%"

    def surely_people(self, number: Number, last: int) -> bool:
        """Whether a number counts people by its own noun, or is told of nobody but people: "5 آخرين"."""
        if not self.counts_people(number, last):
            return False
        if number.counted is not None:
            return True
        return self.is_people(number.last, last)

    def is_people(self, position: int, last: int) -> bool:
        """Whether people stand at a position: "مدنيين", "آخرين", "من عناصر القوات"."""
        for i in range(position, min(position + 2, last)):
            if self.words[i].groups & PEOPLE or self.tokens[i].text in _OTHERS:
                return True
            if any(s.group.startswith(_NATION) and s.prefix == "" for s in self.words[i].senses):
                return True
            if self.tokens[i].text != _OF:
                return False
        return False

    def named(self, position: int) -> int | None:
        """Count people named without a number: "جنديين", "طفل"; مدنيين may be two or many, so it is none."""
        senses = [s for s in self.words[position].senses if _is_person(s)]
        counts = {s.how_many for s in senses}
        if counts == {2, None} and self._are_two(position):
            return 2
        if len(counts) != 1 or any(s.prefix.endswith(("ك", "ب")) for s in senses):
            return None
        count = counts.pop()
        whose = senses[0].definite and self.tokens[position].text.endswith(_WHOSE)
        return 2 if count == 1 and whose else count

    def _are_two(self, position: int) -> bool:
        """Whether what follows speaks of two: "فلسطينيين أحدهما صحفي"."""
        after = self.tokens[position + 1 : position + 1 + _TWO_REACH]
        return any(token.text in _OF_TWO for token in after)

    def _added(self, heads: Heads, last: int) -> Heads:
        """Add who is counted on: "16 طفلا وأربع نساء" are twenty; "بينهم أربع نساء" adds nobody."""
        for _ in range(_MOST_ADDED):
            more = self._next(heads.last, last)
            if more is None:
                return heads
            exact = heads.best is not None and more.best is not None
            heads = Heads(
                best=(heads.best or 0) + (more.best or 0) if exact else None,
                low=_sum(heads.low, more.low),
                high=_sum(heads.high, more.high),
                last=more.last,
            )
        return heads

    def _next(self, start: int, last: int) -> Heads | None:
        """Return the next people of a list whose last member ended at ``start``."""
        i, left = start, _MODIFIERS
        while i < last and left:
            member = self._member(i, last)
            if member is None and self.tokens[i].text in "،,":
                member = self._member(i + 1, last)
            if member is not None:
                return self._told_with(member, last)
            if self.tokens[i].text == "(":
                i = self._behind_brackets(i, last)
            elif self._ends(i):
                return None
            else:
                i, left = i + 1, left - 1
        return None

    def _member(self, i: int, last: int) -> int | None:
        """Return where a further member begins: behind و, "إضافة إلى", "بالإضافة ل"; None if none does."""
        if i >= last:
            return None
        if self._is_joined(i):
            return i
        text, after = self.tokens[i].text, self.tokens[i + 1].text if i + 1 < last else ""
        if text not in _ADDING:
            return None
        if after in _ADDING[text]:
            return i + 2
        return i + 1 if text.endswith("اضافه") and after.startswith("ل") else None

    def _ends(self, i: int) -> bool:
        groups, text = self.words[i].groups, self.tokens[i].text
        return (
            text in _ENDS
            or ASIDE in groups
            or not groups.isdisjoint(_HARMED)
            or self.tokens[i].kind == "mark"
            or i in self.starting
        )

    def _is_joined(self, i: int) -> bool:
        """Whether a word hangs on by و and is a number or people: "وأربع", "وطفلها"."""
        text = self.tokens[i].text
        if not text.startswith("و"):
            return False
        senses = self.words[i].senses
        return i in self.starting or any(s.prefix == "و" and _is_person(s) for s in senses)

    def _told_with(self, i: int, last: int) -> Heads | None:
        """Read a further member of a list, unless another word of harm is its own."""
        number = self.starting.get(i)
        if number is not None:
            heads = _heads(number) if self.surely_people(number, last) else None
        elif (count := self.named(i) if i < last else None) is not None:
            heads = people(count, i)
        else:
            heads = self._counted_after(i, last)
        if heads is None or any(
            self.words[j].groups & _HARMED for j in range(heads.last, min(heads.last + 2, last))
        ):
            return None
        return heads

    def _counted_after(self, i: int, last: int) -> Heads | None:
        """Read a number behind its plural: "وأطفالهما الثلاثة"."""
        if i + 1 >= last or self.words[i].groups.isdisjoint(PEOPLE):
            return None
        number = self.starting.get(i + 1)
        if number is None or not self.tokens[i + 1].text.startswith("ال"):
            return None
        return _heads(number)

    def _behind_brackets(self, i: int, last: int) -> int:
        """Step over "(22 عاما)"."""
        for j in range(i + 1, min(i + _AGE_REACH, last)):
            if self.tokens[j].text == ")":
                return j + 1
        return last


def _is_person(sense: Sense) -> bool:
    return sense.group in PEOPLE


def _heads(number: Number) -> Heads:
    return Heads(number.best, number.low, number.high, number.last)


def _sum(one: int | None, other: int | None) -> int | None:
    return one + other if one is not None and other is not None else None

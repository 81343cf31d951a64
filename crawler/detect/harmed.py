"""Whom each kind of word tells of: قتيل behind its number, قُتل, مقتل, "لقي حتفه", "قضى", اغتيال."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from crawler.arabic.tokens import Token
from crawler.arabic.word_sets import words as folded_set
from crawler.detect.headcount import KILLED, WOUNDED, Heads, people
from crawler.detect.loss_scope import LossScope
from crawler.detect.victims import VictimReader
from crawler.detect.vocabulary import Word

COUNTED = frozenset(["قتيل", "جريح", "اختناق"])  # stand after their number: ١٢ قتيلا
BACK_COUNTED = 5  # words back to it: "12 من عناصره بين قتيل"
_HARMED = KILLED | WOUNDED
_MURDER, _SPENT, _END, _MEETS, _UNHARMED = "اغتيال", "قضى", "حتف", "لقي", "يصب"
_CASES = folded_set("إصابة إصابات وفاة وفيات")  # stand right after their number: "12 إصابة"
_CASE = folded_set("حالة حالات حالتا حالتي")
_AHEAD = 9  # "مقتل ما لا يقل عن أربعة من عناصر قوات النظام"
_AHEAD_COUNTED = 7
_FAR_RISEN = 14  # "تزايد ضحايا القصف الذي تتعرض له بلدة نوى إلى 150"
_RISE_REACH = 2
_BACK = 10  # "ما لا يقل عن 30 عنصرا من قوات النظام قتلوا"
_MEET_REACH = 12  # "لقي خمسة من أفراد عائلة واحدة مصرعهم"
_MURDER_REACH = 4
_MURDER_AHEAD = 6  # "اغتالت طائرة مسيرة فجر اليوم القيادي ونجله"
_TIME_REACH = 4
_TIMES = folded_set("السجن عطلة عطلته إجازة إجازته الليل ليلته ليلة حكما عقوبة محكوميته حياته سنوات وقته")
_EXPOSED = ("تعرض", "يتعرض")  # "30 شخصا تعرضوا لإصابات"
_ESCAPED = folded_set("نجا نجاة ينجو ونجا نجت")
_MISSED = frozenset(["حاول", "فشل", "صد", "نفى"])  # "محاولة اغتيال قائد" kills nobody yet
_LEFT = folded_set(
    "سقوط سقط خلف خلفت أوقع أوقعت مخلفا مخلفة عن وقوع هناك وصل وصول انتشال إلى بسقوط انتشلت ارتقى ارتقاء"
    " يوجد على عثر"
)
_FELL = folded_set("قتيلا شهيدا جريحا صريعا قتيلة صريعة")  # "فأردته قتيلا"
_MARKS = "،,:"
_HOW = ("ب", "في", "جراء", "اثر")
_DIRECT = ("تصفيه", "ارتقاء")  # "تصفية ستة مسلحين", but "القضاء على ستة"
_BACK_TO = folded_set("بعد قبل منذ عقب قبيل حتى ذكرى متأثرا متأثرة متأثرين")  # "بعد مقتله" is nothing new
_PRONOUNS = {"ها": 1, "ما": 2}


class HarmedReader:
    """Reads the people of a word of death or injury, each kind of word in its own way."""

    def __init__(
        self, tokens: Sequence[Token], words: Sequence[Word], victims: VictimReader, scope: LossScope
    ) -> None:
        self.tokens = tokens
        self.words = words
        self.victims = victims
        self.scope = scope

    @cached_property
    def only_tried(self) -> bool:
        """Whether the text somewhere calls it an attempt: "محاولة اغتيال"."""
        named = [i for i, word in enumerate(self.words) if _MURDER in word.groups]
        return any("حاول" in self.words[i - 1].groups for i in named if i)

    def read(self, position: int, first: int, last: int) -> Heads | None:
        """Return whom the word at a position tells of; None if it tells no number."""
        groups = self.words[position].groups
        if not groups & _HARMED:
            return self._of_other(position, first, last)
        if _END in groups and (met := self._met(position, first)) is not None:
            return met
        if groups & COUNTED:
            return self._counted(position, first, last)
        if self._is_verb(position):
            return self._of_verb(position, first, last)
        return self._of_noun(position, first, last)

    def _of_other(self, position: int, first: int, last: int) -> Heads | None:
        """Read the words that tell of death only with what stands beside them."""
        groups = self.words[position].groups
        if _MURDER in groups:
            return self._murdered(position, first, last)
        if _SPENT in groups:
            return self._spent(position, last)
        return None if _UNHARMED in groups else self._of_verb(position, first, last)

    def _counted(self, position: int, first: int, last: int) -> Heads | None:
        """Read "12 قتيلا", "قتيلان", "ارتفع عدد القتلى إلى 12", "سقوط قتيل"."""
        senses = [s for s in self.words[position].senses if s.group in COUNTED]
        # "المصابين إلى 30 والقتلى إلى خمسة": the 30 are told already.
        joined = all(s.prefix.startswith("و") for s in senses)
        before = None if joined else self.victims.before(position, first, BACK_COUNTED)
        if before is not None:
            return before
        counts = {s.how_many for s in senses}
        if counts == {2}:
            return people(2, position)
        rising = self.scope.rises(max(first, position - _RISE_REACH), position)
        reach = _FAR_RISEN if rising else _AHEAD_COUNTED
        behind = self.victims.behind(position + 1, reach, last, verb=False, commas=False)
        if behind is not None:
            return behind
        return people(1, position) if counts == {1} and self._fell(position, first, last) else None

    def _fell(self, position: int, first: int, last: int) -> bool:
        """Whether one fell: "سقوط قتيل", "قتيل وجريحان"; "شهيد" alone may be anybody's title."""
        if any(s.definite or s.prefix.endswith(("ب", "ك", "ل")) for s in self.words[position].senses):
            return False
        if self.tokens[position].text in _FELL:
            return True
        before = self.tokens[position - 1].text.removeprefix("و") if position > first else ""
        joined = position + 1 < last and self.tokens[position + 1].text.startswith("و")
        harmed = joined and bool(
            self.words[position + 1].groups & _HARMED or position + 1 in self.victims.heads.starting
        )
        return harmed or before in _LEFT or self._heads_a_line(position, first, last)

    def _heads_a_line(self, position: int, first: int, last: int) -> bool:
        """Whether a headline begins with it: "قتيل بانفجار", "الداخلية: قتيل في حادث"."""
        if position > first and self.tokens[position - 1].text not in _MARKS:
            return False
        return position + 1 < last and self.tokens[position + 1].text.startswith(_HOW)

    def _of_verb(self, position: int, first: int, last: int) -> Heads | None:
        """Read "قتل خمسة", "خمسة قتلوا": those who stand before a plural verb are its people."""
        several = self.tokens[position].text.endswith(("وا", "ون"))
        senses = [s for s in self.words[position].senses if s.group in _HARMED and s.word_class == "verb"]
        if senses and all(s.definite for s in senses):  # "قبل أن تقتله الشرطة" has its object written on
            return None
        joined = any(s.prefix for s in senses)
        # "قتل 14 شخصا وجرح آخرون": the 14 are no subject of a verb that goes on by و.
        before = None if joined else self.victims.before(position, first, _BACK)
        if several and before is not None:
            return before
        behind = self.victims.behind(position + 1, _AHEAD, last, verb=True, commas=True)
        return behind or before or (None if joined else self.victims.one_before(position, first))

    def _of_noun(self, position: int, first: int, last: int) -> Heads | None:
        """Read "مقتل خمسة", "12 إصابة", "حالتي وفاة", "أدى إلى مقتله"."""
        heads = self.victims.heads
        if self.tokens[position].text in _CASES:
            case = position > first and self.tokens[position - 1].text in _CASE
            number = heads.ending.get(position) or (heads.ending.get(position - 1) if case else None)
            if number is not None and number.first >= first and heads.counts_people(number, position):
                return heads.of(number, position)
        if position > first and self.tokens[position - 1].text.startswith(_EXPOSED):
            return self.victims.before(position, first, _BACK)
        behind = self.victims.behind(position + 1, _AHEAD, last, verb=False, commas=True)
        deadly = bool(self.words[position].groups & KILLED)
        return (
            behind
            or self._whose(position, first)
            or (self.victims.somebody(position + 1, last) if deadly else None)
        )

    def _whose(self, position: int, first: int) -> Heads | None:
        """Read the pronoun of "أدى إلى مقتله"; "بعد مقتله" and "متأثرا بإصابته" tell nothing new."""
        senses = [s for s in self.words[position].senses if s.group in _HARMED and s.word_class == "noun"]
        text = self.tokens[position].text
        before = self.tokens[position - 1].text if position > first else ""
        article = text.removeprefix("و").startswith(("ال", "لل", "بال"))
        own = senses and all(s.definite and s.how_many == 1 for s in senses)
        if not own or article or before in _BACK_TO:
            return None
        if any(s.group in WOUNDED and s.prefix.endswith("ب") for s in senses):
            return None
        count = _PRONOUNS.get(text[-2:], 1 if text.endswith("ه") else None)
        return people(count, position) if count is not None else None

    def _met(self, position: int, first: int) -> Heads | None:
        """Read "لقي رجل وابنه حتفهما", "49 شخصا لقوا حتفهم"; without a number the pronoun tells it."""
        reach = range(position - 1, max(first, position - _MEET_REACH) - 1, -1)
        verb = next((i for i in reach if _MEETS in self.words[i].groups), None)
        if verb is None:
            return None
        return (
            self.victims.behind(verb + 1, _MEET_REACH, position, verb=False, commas=True)
            or self.victims.before(verb, first, _BACK)
            or self._whose(position, first)
        )

    def _spent(self, position: int, last: int) -> Heads | None:
        """Read "قضى خمسة مدنيين", "القضاء على ستة مسلحين", not "قضى خمس سنوات" nor "قضى على آمال".

        The people must stand right behind it by number and name.
        """
        start = position + 1
        against = start < last and self.tokens[start].text == "علي"
        noun = not self._is_verb(position)
        if noun and not against and not self.tokens[position].text.endswith(_DIRECT):
            return None
        heads = self.victims.heads
        number = heads.starting.get(start + against)
        if number is not None:
            return heads.of(number, last) if heads.surely_people(number, last) else None
        one = not noun and not against and self.victims.is_somebody(start, last)
        return heads.at(start, last) if one and not self._passes_time(start, last) else None

    def _passes_time(self, start: int, last: int) -> bool:
        """Whether a life goes on: "قضى شاب عشرين عاما في السجن", "قضى رجل إجازته"."""
        after = range(start + 1, min(start + 1 + _TIME_REACH, last))
        return any(self.tokens[i].text in _TIMES or i in self.victims.heads.starting for i in after)

    def _murdered(self, position: int, first: int, last: int) -> Heads | None:
        """Read "اغتيال ضابط" as one dead; an attempt, or one that is denied, killed nobody."""
        before = range(max(first, position - _MURDER_REACH), position)
        missed = any(self.words[i].groups & _MISSED or self.tokens[i].text in _ESCAPED for i in before)
        if missed or self.only_tried:
            return None
        reach = _MURDER_AHEAD if self._is_verb(position) else 1
        behind = range(position + 1, position + 1 + reach)
        for i in behind:
            if i < last and (heads := self.victims.heads.at(i, last)) is not None:
                return heads
        return self.victims.somebody(position + 1, last)

    def _is_verb(self, position: int) -> bool:
        return any(s.word_class == "verb" for s in self.words[position].senses)

"""What a toll is of: nobody, a part of the dead, an earlier count, the latest one, or years of war."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.arabic.tokens import Token
from crawler.arabic.word_sets import words as folded_set
from crawler.detect.headcount import KILLED, WOUNDED
from crawler.detect.vocabulary import Word

_NOT = "لا"
_NONE_REACH = 9  # "ولم ترد على الفور أنباء عن وقوع أي إصابات"
# What may stand between "no" and the victims; anything else makes it another sentence's no.
_NONE_BETWEEN = folded_set(
    "أن وقوع يسفر تسفر أسفر عن ترد يرد أنباء تقارير أي أية يسقط تسقط سقوط تقع يقع تسجل يسجل تسجيل"
    " الإبلاغ يبلغ"
    " توجد يوجد هناك على الفور حتى الآن بعد حدوث يحدث تحدث يوقع توقع يخلف تخلف يتسبب تتسبب في تكن يكن"
    " فورية فوري"
    " يؤد تؤد يؤدي تؤدي إلى ينتج عنه عنها ذلك منه منها خسائر تسبب وجود ورود بوقوع بسقوط وقعت سقط بها به"
    " أو لأي أضرار بشرية مادية يتم تتم رصد"
)
_PARTIAL = folded_set("بين صفوف لدى من")  # "لا إصابات في صفوف العاملين" counts only some
_ANYBODY = folded_set("واحد واحدا واحدة أحد أحدا أي شخص بأذى بين جراء إثر بسبب من")
_IN = "في"
_RARE = "أول"  # "أعنف هجوم منذ أشهر" compares and sums up nothing
_RARE_REACH = 4
_AMONG = folded_set("بين ضمن وبين وضمن")
_RISES = ("ارتفع", "يرتفع", "ترتفع", "ارتفاع", "يرفع", "ترفع", "رفع", "رفعت", "تزايد", "ازداد", "زاد")
_REACHES = folded_set("بلغ بلغت يبلغ تبلغ ليبلغ لتبلغ وصل وصلت يصل تصل ليصل لتصل بلوغ أصبح أصبحت")
_TALLY = folded_set("عدد العدد حصيلة الحصيلة عددهم إجمالي الإجمالي")
_RENEWED = folded_set("جديدة الجديدة نهائية النهائية أحدث آخر محدثة وآخر وأحدث")
_FORMER = folded_set("سابقة السابقة سابق أولى")
_COUNTS = folded_set("حصيلة الحصيلة لحصيلة بحصيلة أرقام تقديرات إحصاء وقت تقارير تقرير")
_RISE_REACH = 6
_TOTAL_REACH = 10
_FORMER_REACH = 8
_SPELL_REACH = 3
_SINCE = folded_set("منذ مذ")
_THEN = folded_set("مذاك منذئذ سنويا يوميا شهريا أسبوعيا")
_WITHIN = folded_set("خلال في مدى مدار غضون طوال طيلة")
_LONG_SPELLS = folded_set(
    "أسبوع أسبوعين أسابيع شهر شهرين أشهر شهور عام عامين سنوات سنة أعوام عقود عقد سنين"
    " الأسبوع الأسبوعين الأسابيع الشهر الشهرين الأشهر الشهور العام العامين السنوات السنة الأعوام العقود العقد"
)
_TODAY = (
    "صباح",
    "الصباح",
    "فجر",
    "الفجر",
    "مساء",
    "المساء",
    "ليل",
    "ساعات",
    "الساعات",
    "اليوم",
    "امس",
    "ساعه",
)
_ANOTHER_REACH = 7
_THE_DAY_AFTER = folded_set("غداة منذ")
_AFTER = folded_set("بعد عقب قبل")
_FROM = folded_set("من على")
_SPANS = folded_set("يوم يومين أيام أسبوع أسبوعين أسابيع شهر شهرين أشهر عام عامين سنة سنوات ساعة ساعات قليلة")
_DAYS = folded_set("أيام أسابيع أشهر شهرا يوما")
_REASON_REACH = 4
_REASONS = folded_set(
    "ردا انتقاما ثأرا للثأر للانتقام احتجاجا للاحتجاج تنديدا للتنديد استنكارا رفضا خلفية غضبا حدادا"
    " لإحياء الذكرى ذكرى"
)
_WHICH_LED = folded_set("حيث مما ما وما الأمر أسفرت أسفر")
_CONFLICT = folded_set("الحرب النزاع الصراع التمرد حرب نزاع صراع")
_COSTS = "أسفر"


class LossScope:
    """Reads around a word of death or injury; every position is a token of its sentence."""

    def __init__(self, tokens: Sequence[Token], words: Sequence[Word]) -> None:
        self.tokens = tokens
        self.words = words

    def rises(self, start: int, stop: int) -> bool:
        """Whether a word of rising stands between two positions."""
        return any(self.tokens[i].text.lstrip("ولف").startswith(_RISES) for i in range(start, stop))

    def is_risen(self, position: int, first: int, last: int) -> bool:
        """Whether a figure is the latest: "ارتفع عدد القتلى إلى 12", "بلغت الحصيلة", "في أحدث حصيلة"."""
        around = self.clause(position, first, last, _RISE_REACH)
        if any(s.prefix.startswith("و") for s in self.words[position].senses):  # another clause
            around = range(position, around.stop)
        texts = [self.tokens[i].text.removeprefix("و").removeprefix("ف") for i in around]
        before = texts[: position - around.start]
        tallied = not _TALLY.isdisjoint(before)
        # In "العثور على جثة ما يرفع عدد القتلى إلى 10" the body is not the latest count.
        if self.rises(around.start, around.stop if tallied else position):
            return True
        return tallied and not (_REACHES | _RENEWED).isdisjoint(texts)

    def is_earlier(self, position: int, first: int, last: int) -> bool:
        """Whether a figure has been replaced: "وكانت حصيلة سابقة أفادت بمقتل خمسة"."""
        around = self.clause(position, first, last, _FORMER_REACH)
        return any(
            self.tokens[i].text in _FORMER
            and i > first
            and self.tokens[i - 1].text.removeprefix("و") in _COUNTS
            for i in around
        )

    def is_total(self, position: int, first: int, last: int) -> bool:
        """Whether a figure sums up more than the event: "منذ الجمعة", "في خمس سنوات", "حصدت الحرب"."""
        around = self.clause(position, first, last, _TOTAL_REACH)
        start = around.start
        if start > first + 1 and self.tokens[start].text in _WHICH_LED:  # "..., مما أسفر عن مقتل"
            start = self.clause(start - 2, first, last, _TOTAL_REACH).start
        for i in range(start, around.stop):
            text = self.tokens[i].text.removeprefix("و")
            after = [token.text for token in self.tokens[i + 1 : min(i + 1 + _SPELL_REACH, last)]]
            if text in _THEN:
                return True
            if text in _SINCE and after and not self._compares(i, first) and not after[0].startswith(_TODAY):
                return True
            if text in _AFTER and self._spans_days(after):
                return True
            if text in _WITHIN and not _LONG_SPELLS.isdisjoint(after) and not self._compares(i, first):
                return True
        return self._costs_a_war(around) or self._follows_another(position, first)

    def _follows_another(self, position: int, first: int) -> bool:
        """Whether it dates the event by an earlier one: "غداة مقتل 20", "بعد أقل من شهر على مقتل 27"."""
        before = [
            self.tokens[i].text.removeprefix("و")
            for i in range(max(first, position - _ANOTHER_REACH), position)
        ]
        if not before:
            return False
        if before[-1] in _THE_DAY_AFTER:
            return True
        since = next((i for i, text in enumerate(before) if text in _AFTER), None)
        return since is not None and before[-1] in _FROM and any(t in _SPANS for t in before[since:])

    @staticmethod
    def _spans_days(after: Sequence[str]) -> bool:
        """Whether "after" is "بعد عشرة أيام من الاحتجاجات"; hours are still the event's."""
        return len(after) == _SPELL_REACH and after[1] in _DAYS and after[2] == "من"

    def is_reason(self, position: int, first: int) -> bool:
        """Whether it tells why or when something else was done: "ردا على مقتل جنديين", "غداة مقتل 20"."""
        before = [
            self.tokens[i].text.removeprefix("و")
            for i in range(max(first, position - _REASON_REACH), position)
        ]
        return not _REASONS.isdisjoint(before) or self._follows_another(position, first)

    def none_told(self, position: int, first: int) -> bool:
        """Whether "دون وقوع إصابات" is told; a verb after لم says nothing of the number."""
        if not any(s.word_class == "noun" for s in self.words[position].senses):
            return False
        for i in range(position - 1, max(first, position - _NONE_REACH) - 1, -1):
            if _NOT in self.words[i].groups:
                return True
            text = self.tokens[i].text
            harmed = self.words[i].groups & (KILLED | WOUNDED)
            known = text in _NONE_BETWEEN or text.removeprefix("و") in _NONE_BETWEEN
            if not known and not harmed and not text.startswith("ال"):
                return False
        return False

    def of_some(self, position: int, last: int) -> bool:
        """Whether only some are meant: "لا إصابات في صفوف العاملين", "لم يسقط قتلى من الشرطة"."""
        after = [token.text for token in self.tokens[position + 1 : min(position + 3, last)]]
        return bool(after) and (after[0] in _PARTIAL or (after[0] == _IN and after[-1] in _PARTIAL))

    def spares_one(self, position: int, last: int) -> bool:
        """Whether one person is said to be unharmed: "عدم إصابة الوزير" says nothing of the others."""
        senses = [s for s in self.words[position].senses if s.word_class == "noun"]
        if position + 1 >= last or any(s.how_many is None for s in senses):
            return False
        after = self.tokens[position + 1]
        return after.kind == "word" and after.text not in _NONE_BETWEEN and after.text not in _ANYBODY

    def is_part(self, position: int, first: int) -> bool:
        """Whether the dead are only what a part is taken of: "بين القتلى طفلان", "ثلاثة من الجرحى"."""
        before = self.tokens[position - 1].text if position > first else ""
        if not any(s.word_class == "noun" and s.how_many is None for s in self.words[position].senses):
            return False
        taken = before == "من" and self.tokens[position].text.startswith("ال")
        return before in _AMONG or taken

    def clause(self, position: int, first: int, last: int, reach: int) -> range:
        """Return the words around a position as far as the next commas."""
        start, stop = position, position
        while start > max(first, position - reach) and self.tokens[start - 1].text not in "،,:(":
            start -= 1
        while stop < min(last, position + reach) and self.tokens[stop].text not in "،,:(":
            stop += 1
        return range(start, stop)

    def _compares(self, i: int, first: int) -> bool:
        return any(_RARE in self.words[j].groups for j in range(max(first, i - _RARE_REACH), i))

    def _costs_a_war(self, around: range) -> bool:
        """Whether a war as a whole killed them: "أودت الحرب بحياة"."""
        texts = {self.tokens[i].text for i in around}
        return not texts.isdisjoint(_CONFLICT) and any(_COSTS in self.words[i].groups for i in around)

"""Whether a weekday is told of as planned, so that it lies ahead: ستعقد الجلسة الثلاثاء."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from crawler.arabic.tokens import Token
from crawler.arabic.when import text_at, weekday_after
from crawler.arabic.word_sets import prefixed, words

_COMING = words(
    "سوف المقرر المزمع المرتقب المتوقع المنتظر يعتزم تعتزم سيعقد ستعقد سيتم ستتم ستبدأ سيبدأ سيلتقي ستلتقي"
    " سيزور سيجتمع ستجتمع سيصل سيكون ستكون ستنطلق سينطلق سيشارك ستجري سيجري سيواجه ستقام سيقام ستنظم سيفتتح"
    " ستصل ينوي"
)
_REACH_COMING = 7
# Plans that need no "coming": "عقد اجتماع طارئ، الاثنين" on a Sunday. Only a weekday of the next days is read
# so: one that is five days ago or less is past (عقدا اجتماعا الخميس).
_PLANNED = prefixed(
    words(
        "اجتماع جلسة مؤتمر قمة موعد مهلة انتخابات مباراة مقرر مقررة المقررة مرتقب المرتقبة يرتقب متوقع متوقعة"
        " يتوقع تتوقع لعقد لبحث محاكمة"
    ),
    "وبل",
)
_REACH_PLANNED = 16
_SOON = 2  # days ahead
_UNTIL_THEN = words("حتى وحتى بحلول لغاية")
_FUTURE_VERB = re.compile("[وف]?س[يتن][\u0621-\u064a]{3,}")
_NO_FUTURE_VERBS = prefixed(
    words("سيطر سيطرت سيطروا سيطرة سيارة سيارات سياسة سياسي سياسية سيناء سيادة سيدات ستوكهولم سيول سيرغي"),
    "و",
)
_PRESENT_VERB = re.compile("و?ي[\u0621-\u064a]{3,}(?<!ه)")  # not ت: "تعرضت" and "تظاهر" are past
_SENTENCE_ENDS = frozenset([".", "\n"])


def is_planned(tokens: Sequence[Token], first: int, today: date, weekday: int) -> bool:
    """Whether the weekday whose words start at ``first`` is the next one: "قرر عقد اجتماع الاثنين"."""
    ahead = (weekday_after(today, weekday) - today).days
    if ahead <= _SOON and text_at(tokens, first - 1) in _UNTIL_THEN:
        return True
    reach = _REACH_PLANNED if ahead <= _SOON else _REACH_COMING
    for index in range(first - 1, max(-1, first - 1 - reach), -1):
        text = tokens[index].text
        if text in _SENTENCE_ENDS:
            return ahead == 1 and _is_present(text_at(tokens, index + 1))
        if text in _COMING and first - index <= _REACH_COMING:
            return True
        if ahead <= _SOON and _plans(text, text_at(tokens, index + 1)):
            return True
    return False


def _plans(text: str, after: str) -> bool:
    future = _FUTURE_VERB.fullmatch(text) is not None and text not in _NO_FUTURE_VERBS
    return future or text in _PLANNED or (text == "ان" and after.startswith("ي"))


def _is_present(text: str) -> bool:
    """Whether a word is a verb of the present, which begins a sentence about tomorrow: "يزور الوفد غزة"."""
    return _PRESENT_VERB.fullmatch(text) is not None

"""Sentences about matches, where a city's name stands for its club: "ليفربول يفوز على روما بهدفين"."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.arabic.fold import fold
from crawler.arabic.tokens import Token
from crawler.model import Place
from crawler.places.cues import DIRECTIONS, SENTENCE_ENDS, SURROUNDINGS, forms
from crawler.places.scan import Mention


def _words(*lines: str) -> frozenset[str]:
    return frozenset(fold(" ".join(lines)).split())


# One of these makes a sentence one of sport.
_TELLING = _words(
    "مباراة مباراته مباراتها مباريات مبارياته المباراة المباريات بالمباراة لمباراة دوري الدوري بدوري بالدوري",
    "الليغا الليجا الكالتشيو البوندسليغا البريميرليغ الشوط الشوطين المرمى مرماه مرماهم هاتريك",
    "الكلاسيكو ديربي الديربي هدفين بهدفين لاعب لاعبو لاعبي اللاعب لاعبين لاعبيه",
    "كروية الكروية كروي الكروي",
)
# One of each makes one too: "فاز … في النهائي"; alone they are of elections, armies, courts.
_CONTESTS = _words(
    "يفوز تفوز فاز فازت فوز فوزه الفوز يهزم هزم يتغلب تغلب يسحق سحق يكتسح يواجه يستضيف يتصدر هزيمة",
    "تعادل التعادل",
)
_PRIZES = _words(
    "أهداف هدف بهدف كأس الكأس بطولة البطولة ملعب ملعبه الملعب نقطة نقاط جماهير مشجعي مشجعو نادي النادي",
    "المونديال مونديال هدفا المدرب مدرب مدربه ناديه فريقه النهائي نهائي الجزاء الترجيح",
)
_SETTLED = frozenset(["city", "town", "governorate"])
_FIRE = _words("قصف القصف هجوم الهجوم غارة غارات الغارات")  # "قصف على حلب", not "فاز على حلب"
_WHERE = _words("في داخل وسط قصف ضرب هز هزت العاصمة مدينة") | DIRECTIONS | SURROUNDINGS
_MOSTLY = 3  # a text of which so many sentences, and a third at least, are of sport is so as a whole


class Sport:
    """Tells which names of a text stand for clubs; reads the text's sentences once, when first asked."""

    def __init__(self, tokens: Sequence[Token], vocabulary: frozenset[str]) -> None:
        self._tokens = tokens
        self._vocabulary = vocabulary
        self._sentences: list[range] | None = None

    def why_club(self, mention: Mention, places: Sequence[Place]) -> str | None:
        """Say why a name means a club; None where nothing is played or the words beside it say "in"."""
        if mention.head is not None or not all(place.kind in _SETTLED for place in places):
            return None
        if self._sentences is None:
            self._sentences = _of_sport(self._tokens, self._vocabulary)
        if not self._sentences:
            return None
        if not any(mention.first in sentence for sentence in self._sentences) or self._is_where(mention):
            return None
        return "a club in a sentence of sport"

    def _is_where(self, mention: Mention) -> bool:
        """Whether it is the city itself: "مباراة في ليفربول", "العاصمة الإيطالية روما"."""
        if "ب" in mention.prefix:
            return True
        near, far = (self._forms_at(mention.before - back) for back in (0, 1))
        return bool(near & _WHERE or "العاصمه" in far or ("علي" in near and far & _FIRE))

    def _forms_at(self, position: int) -> frozenset[str]:
        return forms(self._tokens[position].text) if position >= 0 else frozenset()


def _of_sport(tokens: Sequence[Token], words: frozenset[str]) -> list[range]:
    """Return the sentences of sport, all of them where the text is mostly such."""
    if words.isdisjoint(_TELLING) and (words.isdisjoint(_CONTESTS) or words.isdisjoint(_PRIZES)):
        return []
    ends = [position for position, token in enumerate(tokens) if token.text in SENTENCE_ENDS]
    sentences = [
        range(first, last)
        for first, last in zip([0, *ends], [*ends, len(tokens)], strict=True)
        if last > first + 1
    ]
    found = [sentence for sentence in sentences if _is_sport({tokens[at].text for at in sentence})]
    mostly = len(found) >= _MOSTLY and len(found) * _MOSTLY >= len(sentences)
    return [range(len(tokens))] if mostly else found


def _is_sport(words: set[str]) -> bool:
    return bool(words & _TELLING) or bool(words & _CONTESTS and words & _PRIZES)

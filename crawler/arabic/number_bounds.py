"""The words around a number that say how exact it is: ما لا يقل عن, نحو, بين … و…, على الأقل."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from crawler.arabic.tokens import Token
from crawler.arabic.word_sets import folded


class Bound(Enum):
    """What the words say about the number beside them."""

    AT_LEAST = "at least"
    ABOUT = "about"
    AT_MOST = "at most"


class BoundWords(NamedTuple):
    """A bound that stands before a number, and the index of its first token."""

    bound: Bound
    first: int


_BEFORE = {
    Bound.AT_LEAST: (
        "ما لا يقل عن|لا يقل عن|ما لا تقل عن|لا تقل عن|لا يقلون عن|ما لايقل عن|لايقل عن|على الأقل|أكثر من"
        "|اكتر من|أزيد من|ما يزيد على|ما يزيد عن|ما يزيد|يزيد على|يزيد عن|تزيد على|تزيد عن|ما يفوق|يفوق|تفوق"
        "|يتجاوز|تتجاوز|تجاوز|تجاوزت|أعلى من"
    ),
    Bound.ABOUT: (
        "نحو|قرابة|زهاء|حوالي|ما يقارب|يقارب|تقارب|ما يقرب من|يقرب من|ما يقارب من|يناهز|ما يناهز|تناهز|بحدود"
        "|في حدود|تقريبا|ما يعادل"
    ),
    Bound.AT_MOST: (
        "أقل من|ما لا يزيد على|ما لا يزيد عن|لا يزيد على|لا يزيد عن|لا تزيد على|لا تزيد عن|لا يتجاوز"
        "|لا تتجاوز|لم يتجاوز|لم تتجاوز|ما لا يتجاوز|كحد أقصى|حتى|دون"
    ),
}
_AFTER = {
    Bound.AT_LEAST: "على الأقل|على أقل تقدير|كحد أدنى|أو أكثر|فأكثر|فما فوق|وربما أكثر",
    Bound.ABOUT: "تقريبا|على وجه التقريب",
    Bound.AT_MOST: "على الأكثر|على أبعد تقدير|كحد أقصى|أو أقل|فأقل",
}
_PREFIXES = ("", "و", "ف", "ب", "ل", "وب", "ول")
_REACH_AFTER = 5  # tokens between a number and its "at least": أربعة من عناصر الشرطة على الأقل


def _phrases(table: dict[Bound, str], prefixes: tuple[str, ...]) -> dict[tuple[str, ...], Bound]:
    """Return each phrase as its folded words, the first one with every prefix."""
    phrases: dict[tuple[str, ...], Bound] = {}
    for bound, joined in table.items():
        for phrase in joined.split("|"):
            first, *others = folded(phrase)
            phrases.update({(prefix + first, *others): bound for prefix in prefixes})
    return phrases


_BEFORE_PHRASES = _phrases(_BEFORE, _PREFIXES)
_AFTER_PHRASES = _phrases(_AFTER, ("",))
_LAST_WORDS = frozenset(phrase[-1] for phrase in _BEFORE_PHRASES)
_FIRST_WORDS = frozenset(phrase[0] for phrase in _AFTER_PHRASES)
_LONGEST = max(map(len, [*_BEFORE_PHRASES, *_AFTER_PHRASES]))


def bound_before(tokens: Sequence[Token], first: int) -> BoundWords | None:
    """Return the bound that ends right before the number at ``first``.

    >>> from crawler.arabic.tokens import tokenize
    >>> bound_before(tokenize("مقتل ما لا يقل عن 5"), 5)
    BoundWords(bound=<Bound.AT_LEAST: 'at least'>, first=1)
    """
    if first == 0 or tokens[first - 1].text not in _LAST_WORDS:
        return None
    for start in range(max(0, first - _LONGEST), first):  # the longest first: لا يزيد على before يزيد على
        bound = _BEFORE_PHRASES.get(tuple(token.text for token in tokens[start:first]))
        if bound is not None:
            return BoundWords(bound, start)
    return None


def bound_after(tokens: Sequence[Token], last: int) -> Bound | None:
    """Return the bound that follows the counted noun: 12 شخصا على الأقل."""
    for index in range(last, min(last + _REACH_AFTER, len(tokens))):
        token = tokens[index]
        if token.kind != "word":
            return None
        if token.text not in _FIRST_WORDS:
            continue
        for length in range(_LONGEST, 0, -1):
            bound = _AFTER_PHRASES.get(tuple(word.text for word in tokens[index : index + length]))
            if bound is not None:
                return bound
    return None

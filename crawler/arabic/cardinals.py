# ruff: noqa: PLR2004 - days, months and the tens of counting are their own names
"""Read one number, in digits, words or both, where it starts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from crawler.arabic.number_words import COUNT_WORDS, ORDINAL_WORDS, SCALE_PARTS, CountWord, Part
from crawler.arabic.tokens import Token


class Cardinal(NamedTuple):
    """A number that was read; ``last`` is the index after its last token."""

    value: float
    last: int
    digits: bool  # it starts with digits


_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*$")
_DECIMAL = re.compile(r"\d+[.,]\d+$")
_LONGEST = 12  # digits; longer runs are telephone and account numbers
_TEEN_UNITS = frozenset(range(1, 10))
_BEFORE_TEN_ONLY = ("اثنا", "اثني", "اثنتا", "اثنتي")  # without عشر after it, أثنى is "he praised"


def read_digits(text: str) -> float | None:
    """Return the value of a number token; None for what counts nothing (0093…, 10.2.3, account numbers).

    >>> read_digits("1,350"), read_digits("1.350"), read_digits("3.5")
    (1350, 1350, 3.5)
    """
    if len(text) > _LONGEST + 3:
        return None
    if text.isdecimal():
        return int(text) if len(text) <= _LONGEST and not (len(text) > 2 and text[0] == "0") else None
    if _THOUSANDS.match(text):
        return int(re.sub("[.,]", "", text))
    return float(text.replace(",", ".")) if _DECIMAL.match(text) else None


def read_cardinal(tokens: Sequence[Token], first: int) -> Cardinal | None:
    """Read the number that starts at ``first``, as far as it goes.

    >>> from crawler.arabic.tokens import tokenize
    >>> read_cardinal(tokenize("ثلاثة آلاف ومئتين وخمسة وعشرين شخصا"), 0).value
    3225
    """
    step = _read_scaled(tokens, first)
    if step is None:
        return None
    total, scale, last = step
    digits = tokens[first].kind == "number"
    while scale > 1:
        after = _after_and(tokens, last)
        if after is None:
            break
        half = _word(tokens, after)
        if half is not None and half.part is Part.FRACTION:
            last = _skip_scale(tokens, after + 1, scale)
            total += half.value * scale
            break
        step = _read_scaled(tokens, after)
        if step is None or step[1] >= scale or step[0] >= scale:
            break
        total, scale, last = total + step[0], step[1], step[2]
    value = round(total) if abs(total - round(total)) < 1e-6 else total
    return Cardinal(value, last, digits)


def read_ordinal(tokens: Sequence[Token], first: int) -> tuple[int, int] | None:
    """Read الثالث, الخامس عشر, الحادي والعشرين, العشرين: the value and the index after it."""
    word = _word(tokens, first)
    unit = ORDINAL_WORDS.get(tokens[first].text) if first < len(tokens) else None
    if unit is None:
        is_tens = word is not None and word.part is Part.TENS and word.article
        return (int(word.value), first + 1) if word is not None and is_tens else None
    following = _word(tokens, first + 1)
    if following is None or unit == 10:
        return unit, first + 1
    teen = following.part is Part.TEEN and not following.prefix and not following.article
    tens = following.part is Part.TENS and following.prefix == "و" and following.article
    return (unit + int(following.value), first + 2) if teen or tens else (unit, first + 1)


def _word(tokens: Sequence[Token], index: int) -> CountWord | None:
    return COUNT_WORDS.get(tokens[index].text) if index < len(tokens) else None


def _after_and(tokens: Sequence[Token], index: int) -> int | None:
    """Return where a part joined by و starts: at its own token (وخمسون) or after a و that stands alone."""
    if index >= len(tokens):
        return None
    if tokens[index].text == "و":
        return index + 1 if index + 1 < len(tokens) else None
    word = COUNT_WORDS.get(tokens[index].text)
    return index if word is not None and word.prefix == "و" else None


def _skip_scale(tokens: Sequence[Token], index: int, scale: float) -> int:
    """Step over the scale that is said again: مليون ونصف المليون."""
    word = _word(tokens, index)
    return index + 1 if word is not None and word.part in SCALE_PARTS and word.value == scale else index


def _read_scaled(tokens: Sequence[Token], first: int) -> tuple[float, float, int] | None:
    """Read a number below a thousand with the scale after it: (value, its scale, index after)."""
    word = _word(tokens, first)
    if word is not None and (word.part in SCALE_PARTS or word.part is Part.SCALE_DUAL):
        dual = word.part is Part.SCALE_OR_DUAL and _is_before_its_noun(tokens, first)
        return word.value * (2 if dual or word.part is Part.SCALE_DUAL else 1), word.value, first + 1
    scale = _word(tokens, first + 1)
    if word is not None and word.part is Part.FRACTION:
        scaled = scale is not None and scale.part in SCALE_PARTS and not scale.prefix
        return (word.value * scale.value, scale.value, first + 2) if scale is not None and scaled else None
    group = _read_digit_group(tokens, first) if word is None else _read_group(tokens, first, word)
    if group is None:
        return None
    value, last = group
    scale = _word(tokens, last)
    if scale is None or scale.part not in SCALE_PARTS or scale.prefix:
        return value, 1, last
    return _rescaled(tokens, value, scale.value, last + 1)


def _rescaled(tokens: Sequence[Token], value: float, scale: float, last: int) -> tuple[float, float, int]:
    """Put the scale on, and a second one: مئة ألف مليون is rare, ألف مليار is not."""
    second = _word(tokens, last)
    if second is not None and second.part in SCALE_PARTS and not second.prefix and second.value > scale:
        return value * scale * second.value, second.value, last + 1
    return value * scale, scale, last


def _is_before_its_noun(tokens: Sequence[Token], index: int) -> bool:
    """Tell ألفا شخص (two thousand, the ن dropped before the noun) from ألفاً (a thousand)."""
    if index + 1 >= len(tokens) or tokens[index + 1].kind != "word":
        return False
    return tokens[index + 1].text != "من" and not tokens[index + 1].text.startswith("و")


def _read_digit_group(tokens: Sequence[Token], first: int) -> tuple[float, int] | None:
    """Read digits, and further groups of three after a single space: 1 350."""
    if first >= len(tokens) or tokens[first].kind != "number":
        return None
    value = read_digits(tokens[first].text)
    if value is None:
        return None
    last = first + 1
    grouped = tokens[first].text
    if not grouped.isdecimal() or len(grouped) > 3 or grouped[0] == "0":
        return value, last
    while last < len(tokens) and _is_next_group(tokens[last - 1], tokens[last]):
        value = value * 1000 + int(tokens[last].text)
        last += 1
    return value, last


def _is_next_group(before: Token, token: Token) -> bool:
    one_space = token.start - before.end == 1
    return one_space and token.kind == "number" and len(token.text) == 3 and token.text.isdecimal()


def _read_group(tokens: Sequence[Token], first: int, word: CountWord) -> tuple[float, int] | None:
    """Read words below a thousand: مئة وخمسة وعشرون, ثلاثة عشر, ثلاث مئة."""
    value, last = word.value, first + 1
    if word.part is Part.UNIT or (word.part is Part.ONE_OF and _counts_on(tokens, last)):
        hundred = _word(tokens, last)
        if (
            hundred is not None
            and hundred.part is Part.HUNDREDS
            and hundred.value == 100
            and not hundred.prefix
            and value > 2
        ):
            value, last = value * 100, last + 1
        else:
            return _read_below_hundred(tokens, first, word)
    elif word.part is not Part.HUNDREDS:
        return _read_below_hundred(tokens, first, word)
    after = _after_and(tokens, last)
    if after is None:
        return value, last
    rest = _read_rest(tokens, after)
    return (value + rest[0], rest[1]) if rest is not None else (value, last)


def _read_rest(tokens: Sequence[Token], after: int) -> tuple[float, int] | None:
    """Read what follows a hundred: tens and units in words, or digits below a hundred."""
    word = _word(tokens, after)
    if word is not None:
        return _read_below_hundred(tokens, after, word)
    if tokens[after].kind == "number" and tokens[after].text.isdecimal() and len(tokens[after].text) < 3:
        return int(tokens[after].text), after + 1
    return None


def _read_below_hundred(tokens: Sequence[Token], first: int, word: CountWord) -> tuple[float, int] | None:
    if word.part in (Part.TENS, Part.TEEN):
        return word.value, first + 1
    if word.part not in (Part.UNIT, Part.ONE_OF):
        return None
    following = _word(tokens, first + 1)
    if following is not None and following.part is Part.TEEN and not following.prefix:
        return word.value + 10, first + 2
    after = _after_and(tokens, first + 1)
    tens = _word(tokens, after) if after is not None else None
    if after is not None and tens is not None and tens.part is Part.TENS and word.value in _TEEN_UNITS:
        return word.value + tens.value, after + 1
    if word.part is Part.ONE_OF or tokens[first].text.endswith(_BEFORE_TEN_ONLY):
        return None
    return word.value, first + 1


def _counts_on(tokens: Sequence[Token], index: int) -> bool:
    """Whether أحد goes on as a number: أحد عشر, أحد وعشرون."""
    word = _word(tokens, index)
    return word is not None and word.part in (Part.TEEN, Part.TENS)

"""In which language a page is written: what it states, unless its letters say otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable

_STATED = re.compile(r"[a-z]{2,3}(?![a-z])")
_ARABIC_LETTERS = re.compile("[\u0621-\u064a\u066e-\u06d3\u06fa-\u06ff]+")
_NOT_ARABICS = re.compile("[پچژگکیےہںٹڈڑۆێڕڵ]")  # Persian, Urdu, Kurdish, Pashto
_LETTERS = re.compile(r"[^\W\d_]+")
_IN_ARABIC_SCRIPT = frozenset({"ar", "fa", "ur", "ps", "ku", "ckb", "ug", "sd", "arz", "ary", "apc"})
SAMPLE = 400  # characters
ENOUGH = 80  # letters that must be there to contradict the page
MOSTLY, HARDLY = 0.6, 0.1
OTHERS = 0.04  # of Arabic-script letters: below, they are keyboards' ی and ک in Arabic text


def language_of(stated: Iterable[str | None], sample: str) -> str | None:
    """Return an ISO 639 code; themes and copied templates often state another language than the text's.

    ``stated`` are the page's statements (``lang``, ``og:locale``), the surest first.
    """
    told = next(
        (match.group() for one in stated if (match := _STATED.match((one or "").strip().lower()))), None
    )
    text = sample[:SAMPLE]
    in_arabic = _count(_ARABIC_LETTERS, text)
    if told in _IN_ARABIC_SCRIPT and in_arabic > HARDLY * len(text):
        return told
    letters = _count(_LETTERS, text)
    if letters < ENOUGH:
        return told
    arabic = in_arabic / letters
    if arabic >= MOSTLY and told not in _IN_ARABIC_SCRIPT:
        return "ar" if _count(_NOT_ARABICS, text) / letters < OTHERS else None
    if arabic <= HARDLY and told in _IN_ARABIC_SCRIPT:
        return None
    return told


def _count(pattern: re.Pattern[str], text: str) -> int:
    return len("".join(pattern.findall(text)))

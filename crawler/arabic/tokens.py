"""Words of a text with their places, and the small words that Arabic writes onto others."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from crawler.arabic.fold import fold_word

# Marks, tatweel and zero-width signs stand inside words; a number keeps its separators.
_INSIDE = (
    "\u0610-\u061a\u061c\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
)
# Words that a network's censor would catch are cut up with a tatweel: استـ.ـهداف، قـ صف; هـ is Hijri.
_CUT = r"(?:(?<=ـ)(?<!\bهـ)(?<!\dهـ)[.*~ ]ـ?(?=[\u0621-\u064a]))"
_CUT_SIGNS = str.maketrans("", "", ".*~ ")
_TOKEN = re.compile(
    rf"[\u0621-\u063a\u0641-\u064a]++(?![\w{_INSIDE}])"  # most words: letters and nothing else, tried first
    rf"|\d+(?:[.,٫٬]\d+)*"
    rf"|[^\W\d_][^\W\d_{_INSIDE}]*(?:(?:[{_INSIDE}]+|{_CUT})[^\W\d_]*)*"
    rf"|[^\s\w]|_|\n"
)


class Token(NamedTuple):
    """A word, a number or one punctuation mark; ``start`` and ``end`` count in the original text."""

    text: str  # folded
    start: int
    end: int
    kind: str  # "word", "number" or "mark"; a line break is the mark "\n"


def tokenize(text: str) -> list[Token]:
    """Split a text into tokens in order; nothing but white space lies between them."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        written, start = match[0], match.start()
        folded, kind = _folded(written)
        # Token(…) would take twice the time, and this line runs once a word.
        found.append(tuple.__new__(Token, (folded, start, start + len(written), kind)))
    return found


@lru_cache(maxsize=200_000)
def _folded(written: str) -> tuple[str, str]:
    """Return a token's folded text and its kind, which its first sign decides."""
    kind = "number" if written[0].isdecimal() else "word" if written[0].isalnum() else "mark"
    whole = written.translate(_CUT_SIGNS) if "ـ" in written and len(written) > 1 else written
    return fold_word(whole), kind


class Reading(NamedTuple):
    """One way to take a word apart: ``prefix`` + (ال) + ``stem``."""

    prefix: str  # of و ف ب ل ك س, possibly two
    article: bool
    stem: str


_CONJUNCTIONS = ("", "و", "ف")
_SHORTEST_REST = 2
_PREPOSITIONS = ("", "ب", "ل", "ك", "س")


@lru_cache(maxsize=200_000)
def readings(word: str) -> tuple[Reading, ...]:
    """Return every way to take a folded word apart, the whole word first.

    >>> [r.stem for r in readings("وبالقصف")]
    ['وبالقصف', 'بالقصف', 'القصف', 'قصف']
    """
    found: list[Reading] = []
    for conjunction in _CONJUNCTIONS:
        for preposition in _PREPOSITIONS:
            prefix = conjunction + preposition
            if not word.startswith(prefix) or len(word) - len(prefix) < _SHORTEST_REST:
                continue
            rest = word[len(prefix) :]
            found.append(Reading(prefix, article=False, stem=rest))
            if (
                preposition == "ل" and rest.startswith("ل") and len(rest) > _SHORTEST_REST
            ):  # للقدم = ل + ال + قدم
                found.append(Reading(prefix, article=True, stem=rest[1:]))
            elif rest.startswith("ال") and len(rest) > _SHORTEST_REST + 1:
                found.append(Reading(prefix, article=True, stem=rest[2:]))
    return tuple(found)

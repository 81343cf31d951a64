"""From a text to the fixed-size digest by which it is known again.

The sketch keeps the 16 smallest hashes of the text's three-word shingles (bottom-k sketch: Broder 1997,
"On the resemblance and containment of documents"). Digits stay: another toll makes another text.
"""

from __future__ import annotations

import heapq
from functools import lru_cache
from hashlib import blake2b

from crawler.arabic.tokens import tokenize
from crawler.model import Signature

SHINGLE = 3
SKETCH = 16
# Odd numbers by which a shingle is made of its words' hashes (the first digits of π, e and √2 in base 16):
# multiplying by an odd number loses nothing of 64 bits, and the order of the words counts.
_FIRST, _SECOND, _THIRD = 0x243F6A8885A308D3, 0xB7E151628AED2A6B, 0x6A09E667F3BCC909
_ALL, _HALF = 2**64 - 1, 2**63  # stored with a sign, as databases have it


def words_of(text: str) -> list[str]:
    """Return the folded words and numbers of a text, punctuation left out."""
    return list(_words_of(text))


@lru_cache(maxsize=1000)  # what an article may repeat is mostly of the same hours
def _words_of(text: str) -> tuple[str, ...]:
    return tuple(token.text for token in tokenize(text) if token.kind != "mark")


def sign(words: list[str]) -> Signature:
    """Digest a text's words; a text of fewer words than a shingle has no sketch."""
    exact = blake2b(" ".join(words).encode(), digest_size=16).hexdigest()
    numbers = [_hash(word) for word in words]
    shingles = {
        (((one * _FIRST + two) & _ALL) * _SECOND + three) * _THIRD & _ALL
        for one, two, three in zip(numbers, numbers[1:], numbers[2:], strict=False)
    }
    smallest = heapq.nsmallest(SKETCH, shingles)
    return Signature(exact=exact, sketch=tuple(value - _HALF for value in smallest))


@lru_cache(maxsize=200_000)  # a million words of news hold 120,000 different ones
def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big")

"""From a text to the fixed-size digest by which it is known again.

The sketch keeps the 16 smallest hashes of the text's three-word shingles (bottom-k sketch: Broder 1997,
"On the resemblance and containment of documents"). Digits stay: another toll makes another text.
"""

from __future__ import annotations

import heapq
from hashlib import blake2b

from crawler.arabic.tokens import tokenize
from crawler.model import Signature

SHINGLE = 3
SKETCH = 16


def words_of(text: str) -> list[str]:
    """Return the folded words and numbers of a text, punctuation left out."""
    return [token.text for token in tokenize(text) if token.kind != "mark"]


def sign(words: list[str]) -> Signature:
    """Digest a text's words; a text of fewer words than a shingle has no sketch."""
    exact = blake2b(" ".join(words).encode(), digest_size=16).hexdigest()
    shingles = {" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}
    return Signature(exact=exact, sketch=tuple(heapq.nsmallest(SKETCH, map(_hash, shingles))))


def _hash(shingle: str) -> int:
    return int.from_bytes(blake2b(shingle.encode(), digest_size=8).digest(), "big", signed=True)

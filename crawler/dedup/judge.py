"""Was this article seen before?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from crawler.dedup.facts import IsPlace, no_place, tells_otherwise
from crawler.model import Verdict

SHARED_HASHES = 3  # of 16; recall 0.996 at 20 % word edits (measured for three-word shingles)
# Strangers stay below 0.12; a text with every fifth word changed is at 0.8, and so is one cut by a third.
LEAST_SIMILARITY = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An earlier article that may be the same."""

    article_id: str
    words: list[str]


def judge(
    words: list[str], same: str | None, candidates: Iterable[Known], is_place: IsPlace = no_place
) -> Verdict:
    """Say what the article repeats: ``same`` has the same digest, ``candidates`` share part of the sketch.

    One that tells of another toll or another place repeats nothing, however alike the words.
    """
    if same is not None:
        return Verdict(duplicate_of=same, kind="exact", similarity=1.0)
    likeness = [(Indel.normalized_similarity(words, known.words), known) for known in candidates]
    likeness.sort(key=lambda pair: (-pair[0], pair[1].article_id))
    for similarity, known in likeness:
        if similarity >= LEAST_SIMILARITY and tells_otherwise(words, known.words, is_place) is None:
            return Verdict(duplicate_of=known.article_id, kind="near", similarity=round(similarity, 3))
    return Verdict(similarity=round(likeness[0][0], 3)) if likeness else Verdict()

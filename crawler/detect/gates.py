"""What kind of article this is: sport, talk about events, or a report of them."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.detect.claims import Claim
from crawler.detect.lexicon import Level
from crawler.detect.phrases import Match
from crawler.detect.sentences import Sentence, Zone
from crawler.model import Status

_TALK = frozenset(["reaction", "hypothetical", "court", "talk", "denied"])
_SPORT_WORDS = 4  # different ones; a bus crash of a hockey team has fewer
_CULTURE_WORDS = 3


def is_play(matches: Sequence[Sequence[Match]]) -> bool:
    """Whether an article is about a game, a film or a book, whose words sound like war."""
    return _different("sport", matches) >= _SPORT_WORDS or _different("culture", matches) >= _CULTURE_WORDS


def _different(marker: str, matches: Sequence[Sequence[Match]]) -> int:
    return len({m.phrase.text for sentence in matches for m in sentence if m.phrase.marker == marker})


def _tells(claim: Claim) -> bool:
    new = claim.told and claim.status is Status.NEW
    return new and not claim.definite and claim.level is not Level.VAGUE


def title_talks(
    sentences: Sequence[Sentence], matches: Sequence[Sequence[Match]], claims: Sequence[Claim]
) -> bool:
    """Whether the title only talks: it reacts, threatens or judges, and tells of nothing that happened."""
    if any(c.zone is Zone.TITLE and _tells(c) for c in claims):
        return False
    return any(
        m.phrase.marker in _TALK
        for sentence, found in zip(sentences, matches, strict=True)
        if sentence.zone is Zone.TITLE
        for m in found
    )

"""What each word of a text may be in the reading of places: a name's start, a kind word, an adjective."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from crawler.arabic.tokens import Token
from crawler.places.index import Start
from crawler.places.kinds import Head

_QUARTERS = "حي"
_NOT_IN_QUARTERS = "إ"  # إحياء, reviving, folds to أحياء, the quarters


class Sense(NamedTuple):
    """What a folded word may be; most words are nothing of it and have no sense."""

    starts: tuple[Start, ...]
    head: Head | None
    country: str | None  # the id of the country whose adjective it is


def read_senses(
    tokens: Sequence[Token], sense_of: Callable[[str], Sense | None], text: str
) -> list[Sense | None]:
    """Return the sense of each token; the spelling in ``text`` tells what folding has made alike."""
    senses = list(map(sense_of, [token.text for token in tokens]))
    if text:
        for position, sense in enumerate(senses):
            if (
                sense is not None
                and sense.head is not None
                and _is_reviving(tokens[position], sense.head, text)
            ):
                senses[position] = sense._replace(head=None)
    return senses


def _is_reviving(token: Token, head: Head, text: str) -> bool:
    """Whether the kind word is spelled as another word: "إحياء التراث" has no quarters."""
    return head.many and head.word == _QUARTERS and _NOT_IN_QUARTERS in text[token.start : token.end]

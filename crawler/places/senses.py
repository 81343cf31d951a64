"""What each word of a text may be: a place's name or its start, a kind word, a country's adjective."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from crawler.arabic.tokens import Token
from crawler.model import Place
from crawler.places.index import Entry, Start
from crawler.places.kinds import HEADS, Head

_QUARTERS = HEADS["احياء"]
_MOST_WORDS = 500_000
_NOT_IN_QUARTERS = "إ"  # إحياء, reviving, folds to أحياء, the quarters
_INSPIRATION = "وحي"  # "من وحي الخيال" is no quarter
_TOWN, _HIS_LAND = HEADS["بلده"], "بلده"  # "غادر بلده المغرب" folds like بلدة
_DOUBTFUL = (_QUARTERS, _TOWN, HEADS["حي"])


class OneWord(NamedTuple):
    """The name that a word is by itself, with the places it may mean where no kind word precedes it."""

    prefix: str
    key: str
    entries: tuple[Entry, ...]
    as_written: tuple[Entry, ...]
    places: tuple[Place, ...]
    ordinary: bool  # whether it may always be another word, so that only its neighbours could prove a place


class Sense(NamedTuple):
    """What a folded word may be; most words are nothing of it and have no sense."""

    one: OneWord | None
    longer: tuple[Start, ...]  # ways to begin a name of several words
    seconds: frozenset[str]  # what may follow in such a name, as texts write it
    head: Head | None
    country: str | None  # the id of the country whose adjective it is


class SenseMemory(dict[str, Sense | None]):
    """Remembers the senses of words. Half a million words are a few languages; then it begins anew.

    A plain dictionary answers three times as fast as an LRU cache, and is asked for every word of every text.
    """

    def __init__(self, find: Callable[[str], Sense | None]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, word: str) -> Sense | None:
        if len(self) >= _MOST_WORDS:
            self.clear()
        sense = self[word] = self._find(word)
        return sense


def read_senses(
    tokens: Sequence[Token], words: Sequence[str], memory: SenseMemory, text: str
) -> dict[int, Sense]:
    """Map the index of each token that has a sense to it; one in five has.

    ``words`` are the tokens' texts. The spelling in ``text`` tells what folding has made alike.
    """
    found = enumerate(map(memory.__getitem__, words))
    senses = {position: sense for position, sense in found if sense is not None}
    for position in [at for at, sense in senses.items() if sense.head in _DOUBTFUL]:
        if _is_another_word(tokens, position, senses[position].head, text):
            senses[position] = senses[position]._replace(head=None)
    return senses


def _is_another_word(tokens: Sequence[Token], position: int, head: Head | None, text: str) -> bool:
    """Whether the kind word is spelled as another word: "إحياء التراث" has no quarters."""
    token = tokens[position]
    written = text[token.start : token.end]
    if head is _QUARTERS:
        return _NOT_IN_QUARTERS in written
    if head is _TOWN:
        return written.endswith(_HIS_LAND)
    return token.text == _INSPIRATION and position > 0 and tokens[position - 1].text == "من"

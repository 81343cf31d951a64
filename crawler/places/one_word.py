"""What a word is as a name by itself; found once a word, since texts repeat their words."""

from __future__ import annotations

from collections.abc import Callable

from crawler.model import Place
from crawler.places.index import NameIndex, Start
from crawler.places.ordinary import WELL_KNOWN, is_ordinary
from crawler.places.scan import Mention
from crawler.places.senses import OneWord


def read_one_word(
    word: str,
    starts: tuple[Start, ...],
    *,
    index: NameIndex,
    place_at: Callable[[int], Place],
    ordinary_words: frozenset[str],
) -> OneWord | None:
    """Return the name that a folded word is, read with the least peeled off; None if it is none."""
    for start in starts:
        entries = index.entries(start.word)
        if entries:
            agreeing = tuple(
                e for e in entries if (e.definite if start.definite else e.bare or not e.definite)
            )
            mention = Mention(0, 1, start.prefix, start.word, 1, entries, agreeing)
            places = places_as_written(word, mention, place_at)
            ordinary = all(is_ordinary(place, mention, ordinary_words) for place in places)
            return OneWord(start.prefix, start.word, entries, agreeing, tuple(places), ordinary)
    return None


def places_as_written(word: str, mention: Mention, place_at: Callable[[int], Place]) -> list[Place]:
    """Return the namesakes whose ال agrees; after ك without ال only the well known: كدمشق, not كبير."""
    agreeing = {entry.row for entry in mention.as_written}
    places = [place_at(entry.row) for entry in mention.entries if entry.row in agreeing]
    if "ك" in mention.prefix and not word.endswith(f"كال{mention.key}"):
        return [place for place in places if place.weight >= WELL_KNOWN]
    return places

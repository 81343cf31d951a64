"""Which of the overlapping phrases of a sentence counts."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.arabic.tokens import Token
from crawler.detect.lexicon import Level
from crawler.detect.phrases import Match
from crawler.detect.vocabulary import Word
from crawler.model import EventType
from crawler.places.kinds import HEADS
from crawler.places.toponyms import Toponym

# Where two types fit, the more specific one: the order in which types win.
_SPECIFIC_FIRST = (
    EventType.CHEMICAL_ATTACK,
    EventType.SUICIDE_BOMBING,
    EventType.ASSASSINATION,
    EventType.ABDUCTION,
    EventType.OUTAGE,
    EventType.TRUCE,
    EventType.DISPLACEMENT,
    EventType.DISASTER,
    EventType.OUTBREAK,
    EventType.RIOT,
    EventType.ARREST,
    EventType.AIR_STRIKE,
    EventType.EXPLOSION,
    EventType.SHELLING,
    EventType.TERRITORY_CHANGE,
    EventType.PROTEST,
    EventType.ARMED_CLASH,
    EventType.SIEGE,
    EventType.ATTACK,
    EventType.ACCIDENT,
)
# Words that say that something happened to people, not how: "هجوم على نقطة عسكرية" may turn out a bomb.
_ANY_FORCE = frozenset(["هجوم", "هاجم", "شن", "عملية", "صد", "تصدى", "اعتداء", "حادث", "أسفر"])
_ANY_SIDE = frozenset(["أحرق", "إطار", "قوات", "عسكري", "موقع عسكري", "مبنى عام", "مهاجم", "ناس", "سائق"])
_ANY_VEHICLE = frozenset(["مركبة", "مركبة جوية", "قطار"])
_GENERAL = _ANY_FORCE | _ANY_SIDE | _ANY_VEHICLE | {"=إرهابي", "=مسلح", "=على"}
_FIRE = frozenset([EventType.AIR_STRIKE, EventType.SHELLING, EventType.ARMED_CLASH])
_BEFORE_NAMES = frozenset(["العاصمه", "للعاصمه", "والعاصمه", "بالعاصمه", "مدينه", "بمدينه", "في"])
_CAPITAL_REACH = 3  # "العاصمة الكورية الجنوبية سيول"
_BREATH = 4  # words: "قصف مدفعي عنيف جدا وغارات"
_RANK = {kind: rank for rank, kind in enumerate(_SPECIFIC_FIRST)}
_LEVELS = {Level.SURE: 0, Level.WEAK: 1, Level.VAGUE: 2, Level.TOLL: 3, Level.LOSS: 4}


def choose_triggers(matches: Sequence[Match]) -> list[Match]:
    """Return the triggers of a sentence in text order, no word used by two of them."""
    found = [m for m in matches if m.phrase.type is not None or m.phrase.marker == "figurative"]
    found = [m for m in found if not any(set(m.used) < set(other.used) for other in found)]
    names = [m for m in matches if m.phrase.marker == "name"]
    found = [m for m in found if not any(_cuts(m, name) for name in names)]
    chosen: list[Match] = []
    taken: set[int] = set()
    for match in sorted(found, key=_order):
        if taken.isdisjoint(match.used):
            chosen.append(match)
            taken.update(match.used)
    return sorted((m for m in chosen if m.phrase.type is not None), key=lambda m: m.first)


def without_names(
    matches: Sequence[Match], toponyms: Sequence[Toponym], tokens: Sequence[Token]
) -> list[Match]:
    """Drop the triggers that are names of places: "في العاصمة دكا" bombs nothing, nor is "بسيول" a flood."""
    named = {i for t in toponyms for i in range(t.first, t.last) if _stands_as_place(i, tokens)}
    return (
        [m for m in matches if m.phrase.type is None or named.isdisjoint(m.used)] if named else list(matches)
    )


def _stands_as_place(position: int, tokens: Sequence[Token]) -> bool:
    if tokens[position].text in HEADS:  # "بلدة" begins with no preposition
        return False
    before = tokens[max(0, position - _CAPITAL_REACH) : position]
    return tokens[position].text.startswith("ب") or any(token.text in _BEFORE_NAMES for token in before)


def without_seconds(triggers: Sequence[Match], words: Sequence[Word]) -> list[Match]:
    """Drop the second of two nouns of fire in one breath: "قصف مدفعي وغارات على بلدة" is one."""
    kept: list[Match] = []
    for match in triggers:
        if not kept or not _goes_on(kept[-1], match, words):
            kept.append(match)
    return kept


def _goes_on(one: Match, other: Match, words: Sequence[Word]) -> bool:
    if one.phrase.type not in _FIRE or other.phrase.type not in _FIRE or one.phrase.type is other.phrase.type:
        return False
    if one.phrase.level is not Level.SURE or not 0 <= other.first - one.last <= _BREATH:
        return False
    joined = all(s.prefix.startswith("و") for s in words[other.first].senses)
    return joined and not any(_is_verb(words[i]) for i in (*one.used, *other.used))


def _is_verb(word: Word) -> bool:
    return bool(word.senses) and all(s.word_class == "verb" for s in word.senses)  # "قصفا" is a noun too


def is_general(match: Match) -> bool:
    """Whether a trigger's words name no kind by themselves: هجوم إرهابي، حادث أسفر عن قتلى."""
    # A car that ran over people may have been driven into them; a ramming never was an accident.
    general = _GENERAL | {"دهس"} if match.phrase.type is EventType.ACCIDENT else _GENERAL
    return all(element.groups <= general for element in match.phrase.elements)


def _cuts(match: Match, name: Match) -> bool:
    """Whether a match takes a name's end without its head: "مسيرة" out of "طائرة مسيرة" is no march."""
    return name.used[0] not in match.used and name.used[-1] in match.used


def _order(match: Match) -> tuple[bool, int, int, int, int]:
    kind = match.phrase.type
    return (
        match.phrase.marker != "figurative",
        _LEVELS[match.phrase.level],
        _RANK[kind] if kind is not None else 0,
        -len(match.used),
        match.first,
    )

"""Where it happened: which of the places that a sentence names belongs to a trigger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crawler.arabic.tokens import Token
from crawler.detect.phrases import Match
from crawler.detect.vocabulary import Word
from crawler.model import EventType, Place, Precision
from crawler.places.extent import distance_km
from crawler.places.gazetteer import Gazetteer
from crawler.places.toponyms import Toponym

_AT_SEA = "XZ"  # what the gazetteer gives seas for a country
_THAT = frozenset(["ان", "انه", "انها", "انهم", "بان"])
_SAYING_REACH = 8
_SEATS = frozenset(["يتخذ", "تتخذ", "مقره", "ومقره", "مقرها", "ومقرها"])
_THAT_REACH = 14
_CARE_REACH = 8
_CARED_REACH = 6
_CHEER_REACH = 5
_BACK_REACH = 2
_BACKING = ("تدعم", "يدعم", "مدعوم", "بدعم", "حليف", "مواليه", "موالين", "موال")
_WHERE = frozenset(["في", "امام", "وسط", "داخل", "قرب"])
_SOLIDARITY = frozenset(["تضامن", "تضامنا", "التضامن", "للتضامن", "تعاطفا", "وتضامنا", "متضامنه", "متضامنين"])
_SEAT_REACH = 3
_CHAIN = 7  # words between a place and what contains it: "في حي القدم جنوب العاصمة دمشق"
_GOAL_REACH = 3
_TOWARDS = frozenset(["الي", "نحو", "باتجاه", "صوب"])
_LIST_REACH = 3  # "،", a kind word and the name itself: "القدم، وحي العسالي"
_BARRIER = 3  # what a comma adds to a distance
_CLAUSE = 20  # words that a new clause after a comma is worth
_REFERENCE = 6
_BESIDE_REACH = 2
_GREAT = 7  # weight of a city known everywhere
_BESIDE = frozenset(
    [
        "قرب",
        "بالقرب",
        "شمال",
        "شمالي",
        "جنوب",
        "جنوبي",
        "شرق",
        "شرقي",
        "غرب",
        "غربي",
        "قباله",
        "باتجاه",
        "نحو",
    ]
)
_BACKWARD = 4  # what lies before the trigger is less likely its place


def where_it_happened(
    toponyms: Sequence[Toponym], tokens: Sequence[Token], words: Sequence[Word], first: int
) -> list[Toponym]:
    """Leave out the places of those who speak: "قال ناشط من مخيم اليرموك لصحيفة إن".

    A town whose own police or governor tells is where it happened if the sentence names no other place.
    """
    found = [
        t
        for t in toponyms
        if t.role == "event" and not _speaks(t, tokens, words, first) and not _treats(t, words, first)
        if not _seats(t, tokens, first) and not _heads(t, toponyms, tokens)
        if not _takes_in(t, words) and not _is_cheered(t, tokens, first) and not _backs(t, tokens)
    ]
    if any(t.place.precision > Precision.COUNTRY for t in found):
        return found
    return sorted([*found, *(t for t in toponyms if t.role == "authority")], key=lambda t: t.first)


def _heads(toponym: Toponym, toponyms: Sequence[Toponym], tokens: Sequence[Token]) -> bool:
    """Whether a capital only speaks of another country: "واشنطن: هجوم كيماوي في سوريا"."""
    colon = toponym.last < len(tokens) and tokens[toponym.last].text == ":"
    return colon and any(other.place.country != toponym.place.country for other in toponyms)


def _seats(toponym: Toponym, tokens: Sequence[Token], first: int) -> bool:
    """Whether it is only where an organisation sits: "المرصد الذي يتخذ من لندن مقرا"."""
    start = max(first, toponym.first - _SEAT_REACH)
    return any(token.text in _SEATS for token in tokens[start : toponym.first])


def _treats(toponym: Toponym, words: Sequence[Word], first: int) -> bool:
    """Whether the wounded were only brought there: "نقل إلى المستشفى في بلدة يلدا"."""
    start = max(first, toponym.first - _CARE_REACH)
    return any("نقل" in words[i].groups for i in range(start, toponym.first)) and any(
        "مستشفى" in words[i].groups for i in range(start, toponym.first)
    )


def _takes_in(toponym: Toponym, words: Sequence[Word]) -> bool:
    """Whether it is a hospital that takes in the wounded: "مستشفى النور استقبل المصابين"."""
    if toponym.place.kind != "hospital" and not _is_hospital(words[toponym.first]):
        return False
    after = words[toponym.last : toponym.last + _CARED_REACH]
    before = words[max(0, toponym.first - _CARED_REACH) : toponym.first]
    return any("نقل" in word.groups or "استقبل" in word.groups for word in (*after, *before))


def _is_hospital(word: Word) -> bool:
    return "مستشفى" in word.groups


def _backs(toponym: Toponym, tokens: Sequence[Token]) -> bool:
    """Whether a capital only backs a side: "تحالف تدعمه واشنطن", "المدعومة من أنقرة"."""
    before = tokens[max(0, toponym.first - _BACK_REACH) : toponym.first]
    return any(token.text.removeprefix("ال").startswith(_BACKING) for token in before)


def _is_cheered(toponym: Toponym, tokens: Sequence[Token], first: int) -> bool:
    """Whether people elsewhere stand by it: "وقفة تضامن مع أهالي غزة"."""
    for i in range(toponym.first - 1, max(first, toponym.first - _CHEER_REACH), -1):
        if tokens[i].text == "مع":
            return tokens[i - 1].text in _SOLIDARITY
        if tokens[i].text in _WHERE:
            return False
    return False


def _speaks(toponym: Toponym, tokens: Sequence[Token], words: Sequence[Word], first: int) -> bool:
    start = max(first, toponym.first - _SAYING_REACH)
    says = next((i for i in range(toponym.first - 1, start - 1, -1) if "قال" in words[i].groups), None)
    if says is None or any(tokens[i].text in _THAT for i in range(says, toponym.first)):
        return False
    return any(token.text in _THAT for token in tokens[toponym.last : toponym.last + _THAT_REACH])


def without_landmarks(toponyms: Sequence[Toponym], tokens: Sequence[Token]) -> list[Toponym]:
    """Leave out great cities that only tell where something unnamed lies: "بلدات شمال شرق دمشق"."""
    return [t for t in toponyms if t.place.weight < _GREAT or not _is_beside(t, tokens)]


def _is_beside(toponym: Toponym, tokens: Sequence[Token]) -> bool:
    before = tokens[max(0, toponym.first - _BESIDE_REACH) : toponym.first]
    return any(token.text.lstrip("و") in _BESIDE for token in before)


def places_of(
    match: Match, toponyms: Sequence[Toponym], tokens: Sequence[Token], gazetteer: Gazetteer
) -> tuple[Place, ...]:
    """Return the most exact place of the names nearest to a trigger, then those listed with it."""
    candidates = [t for t in toponyms if t.place.precision > Precision.COUNTRY]
    if match.phrase.type is EventType.DISPLACEMENT:
        candidates = [t for t in candidates if not _is_goal(t, tokens)]
    if not candidates:
        return ()
    best = min(candidates, key=lambda t: _cost(match, t, tokens, candidates))
    chain = [t for t in candidates if _same_chain(best, t, gazetteer)]
    exact = max(chain, key=lambda t: (t.place.precision, len(gazetteer.above(t.place)), t is best))
    listed = [t.place for t in _listed_with(exact, candidates, tokens)]
    others = [p for p in dict.fromkeys(listed) if not related(p, exact.place, gazetteer)]
    return (_with_coast(exact, toponyms), *others)


def _with_coast(toponym: Toponym, toponyms: Sequence[Toponym]) -> Place:
    """Give what happens at sea the country named nearest: "غرق قارب في بحر إيجه قبالة اليونان"."""
    if toponym.place.country != _AT_SEA:
        return toponym.place
    ashore = [t for t in toponyms if t.place.country != _AT_SEA]
    nearest = min(ashore, key=lambda t: abs(t.first - toponym.first), default=None)
    return replace(toponym.place, country=nearest.place.country) if nearest else toponym.place


def _is_goal(toponym: Toponym, tokens: Sequence[Token]) -> bool:
    """Whether people flee to it, not from it: "نزوح الأهالي إلى منطقة يلدا"."""
    before = tokens[max(0, toponym.first - _GOAL_REACH) : toponym.first]
    return any(token.text in _TOWARDS for token in before)


def _listed_with(name: Toponym, names: Sequence[Toponym], tokens: Sequence[Token]) -> list[Toponym]:
    """Return the names of the list that a name stands in: "في أحياء القدم والعسالي، والتضامن"."""
    at = names.index(name)
    first = last = at
    while last + 1 < len(names) and _go_on(names[last], names[last + 1], tokens):
        last += 1
    while first > 0 and _go_on(names[first - 1], names[first], tokens):
        first -= 1
    return [other for other in names[first : last + 1] if other is not name]


def _go_on(one: Toponym, other: Toponym, tokens: Sequence[Token]) -> bool:
    between = tokens[one.last : other.first + 1]
    joined = any(token.text.startswith(("و", "،", ",")) for token in between)
    return joined and len(between) <= _LIST_REACH


def _cost(match: Match, toponym: Toponym, tokens: Sequence[Token], names: Sequence[Toponym]) -> int:
    if toponym.first >= match.last:
        between = range(match.last, toponym.first)
        cost = sum(_barrier(tokens, i) for i in between)
    elif toponym.last <= match.first:  # what was named before holds on over a comma and و
        between = range(toponym.last, match.first)
        cost = _BACKWARD + _BARRIER * sum(tokens[i].text in "،," for i in between)
    else:
        return 0
    return cost + len(between) + _aside(toponym, tokens, names)


def _aside(toponym: Toponym, tokens: Sequence[Token], names: Sequence[Toponym]) -> int:
    """Return what it adds that a name only tells where another lies: "القلمون قرب العاصمة دمشق".

    Where no other name stands before it, what is told "قرب مدينة الميادين" has no better place.
    """
    start = max(0, toponym.first - _BESIDE_REACH)
    beside = next((i for i in range(start, toponym.first) if tokens[i].text.lstrip("و") in _BESIDE), None)
    if beside is None:
        return 0
    return _REFERENCE if any(0 <= beside - other.last <= _BESIDE_REACH for other in names) else 0


def _barrier(tokens: Sequence[Token], position: int) -> int:
    """Return what a mark adds to a distance: a comma and و begin another clause."""
    if tokens[position].text not in "،,":
        return 0
    begins = position + 1 < len(tokens) and tokens[position + 1].text.startswith(("و", "ف", "بينما", "حيث"))
    return _CLAUSE if begins else _BARRIER


def _same_chain(best: Toponym, other: Toponym, gazetteer: Gazetteer) -> bool:
    apart = max(other.first - best.last, best.first - other.last)
    return apart <= _CHAIN and related(best.place, other.place, gazetteer)


def related(one: Place, other: Place, gazetteer: Gazetteer) -> bool:
    """Whether one place is the other or lies in it."""
    if one == other:
        return True
    if not one.id or not other.id:
        inner, outer = (one, other) if not one.id else (other, one)
        return bool(outer.id) and outer.id in gazetteer.above(inner)
    return gazetteer.contains(one.id, other.id) or gazetteer.contains(other.id, one.id) or _wide(one, other)


def _wide(one: Place, other: Place) -> bool:
    """Whether a part of a country without borders ("شمال اليمن") may hold the other place."""
    region, inner = (one, other) if one.kind == "region" else (other, one)
    if region.kind != "region" or region.country != inner.country or region.precision >= inner.precision:
        return False
    apart = distance_km(region, inner)
    return apart is not None and region.radius_km is not None and apart <= region.radius_km


def country_of(match: Match | None, toponyms: Sequence[Toponym], demonyms: dict[int, str]) -> str | None:
    """Return the country named nearest to a trigger, by a place in it or by an adjective."""
    named = [(t.first, t.place.country) for t in toponyms if t.place.country != _AT_SEA]
    named += list(demonyms.items())
    if not named:
        return None
    at = match.first if match is not None else 0
    return min(named, key=lambda pair: abs(pair[0] - at))[1]

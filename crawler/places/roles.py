"""What a place name does in its sentence: where it happened, who speaks, a road's end, a home."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.arabic.tokens import Token
from crawler.model import Place, Precision
from crawler.places.cues import (
    BEFORE_A_PLACE,
    JOURNEYS,
    LAUNCHES,
    LOCAL_OFFICES,
    MEETINGS,
    MISSILES,
    OFFICES,
    PEOPLE,
    RELATIONS,
    ROADS,
    SPEAKING_PLACE,
    SPEECH,
    TOWN_OFFICES,
    VEHICLES,
    VISITS,
    forms,
    head_of,
)
from crawler.places.scan import QUOTES

_DASHES = frozenset("-–—/")
_AT = frozenset(["امام", "خلف", "محيط", "مبني", "استهدفت", "اقتحموا", "اقتحمت", "ضرب", "علي", "هز", "حول"])
SEATS = SPEAKING_PLACE | VISITS
_NOTHING: frozenset[str] = frozenset()
_ROAD_REACH = 5
_DATELINE_REACH = 8
_ON_THE_WAY = frozenset(["طريقه", "طريقها", "طريقهم", "طريقهما"])
_BORDERING = frozenset(["الحدوديه", "الحدودي", "الفاصل", "الفاصله", "الواقعه", "الواقع"])
_JOURNEY_REACH = 4
_VEHICLE_REACH = 10
_DATELINE_MARKS = frozenset("،,(/-–—")
_DATELINE_OPENERS = frozenset("(-–—/")
_AGENCIES = frozenset(
    [
        "رويترز",
        "سانا",
        "وكالات",
        "الوكالات",
        "وكاله",
        "الاناضول",
        "خاص",
        "مراسلون",
        "ا",
        "د",
        "قنا",
        "وفا",
        "بترا",
    ]
)
_SHORTEST_AGENCY = 3  # CNN, AFP; "مطار التيفور (T4)" is no dateline
_CAPITAL_WEIGHT = 7  # of a place that speaks for its state: موسكو, دمشق


Role = tuple[str, str]  # what the name does, and what tells it


def role_of(tokens: Sequence[Token], first: int, last: int, place: Place) -> Role:
    """Return the role of the name at ``first``…``last`` and, unless it is "event", what tells it."""
    if _is_dateline(tokens, first, last):
        return "speaker", "a dateline"
    before = _words_back(tokens, first, _ROAD_REACH + 1)
    role = None
    if not _is_prefixed(tokens[first].text, place):
        role = _without_preposition(tokens, first, last, before, place)
    role = role or _of_two(tokens, first, before, place) or _of_people(tokens[first].text, before, place)
    if role is None and place.kind != "road" and _on_a_road(tokens, first, last, before):
        return "route", "one end of a road"
    return role or ("event", "")


def _without_preposition(
    tokens: Sequence[Token], first: int, last: int, before: Sequence[frozenset[str]], place: Place
) -> Role | None:
    near = before[0] if before else _NOTHING
    role = _after_a_noun(near, place) or _of_an_office(tokens, first, before, place)
    if role is None and _speaks_itself(tokens, first, last, place):
        return "speaker", "a government that speaks"
    return role


def _of_two(
    tokens: Sequence[Token], first: int, before: Sequence[frozenset[str]], place: Place
) -> Role | None:
    if _is_related(before, tokens[first].text, place):
        return "adjective", "one of two states between which something is"
    if _is_bordered(before, tokens[first].text, place):
        return "route", "one of two between which another lies"
    if _ends_a_journey(tokens, first, before, place):
        return "route", "one end of a journey"
    return None


def _of_people(word: str, before: Sequence[frozenset[str]], place: Place) -> Role | None:
    near = before[0] if before else _NOTHING
    if "من" in near and len(before) > 1 and before[1] & PEOPLE:
        return "origin", "someone's home"
    if _inside(near, word, place) and any(words & SEATS for words in before[:3]):
        return "speaker", "where someone speaks or meets"
    return None


def _is_prefixed(word: str, place: Place) -> bool:
    return word[:1] in "بل" and word[:1] != place.name[:1]


def _after_a_noun(near: frozenset[str], place: Place) -> Role | None:
    """Judge by the word right before a name that has no preposition on it."""
    if near & OFFICES:
        return _office(near, place)
    if near & MEETINGS:
        return "adjective", "a meeting or paper named after it"
    if near & SPEECH and (place.precision is Precision.COUNTRY or place.weight >= _CAPITAL_WEIGHT):
        return "speaker", "a government that speaks"
    if near & SPEAKING_PLACE:
        return "speaker", "someone's seat"
    if place.kind == "building" and not near & BEFORE_A_PLACE and not near & _AT:
        return "speaker", "an institution"  # the البيت الأبيض of "أعلن البيت الأبيض"
    return None


def _office(near: frozenset[str], place: Place) -> Role:
    """Tell a town's own office from a state's: شرطة أضنة knows where, سفير تركيا does not."""
    offices = LOCAL_OFFICES if place.weight < _CAPITAL_WEIGHT else TOWN_OFFICES
    if near & offices and place.precision is not Precision.COUNTRY:
        return "authority", "an office of the place"
    return "adjective", "an office or a state's name"


def _of_an_office(
    tokens: Sequence[Token], first: int, before: Sequence[frozenset[str]], place: Place
) -> Role | None:
    """Judge by the word before the kind word: "محافظ منطقة تكيرداغ", "حاكم إقليم بغلان"."""
    if len(before) > 1 and tokens[first - 1].kind == "word" and head_of(tokens[first - 1].text) is not None:
        return _office(before[1], place) if before[1] & LOCAL_OFFICES else None
    return None


def _speaks_itself(tokens: Sequence[Token], first: int, last: int, place: Place) -> bool:
    """Whether it begins a sentence and a verb of speech follows: "موسكو تنفي", "أنقرة: تتوعد" is none."""
    if place.precision is not Precision.COUNTRY and place.weight < _CAPITAL_WEIGHT:
        return False
    begins = first == 0 or (tokens[first - 1].kind == "mark" and tokens[first - 1].text not in QUOTES)
    return begins and last < len(tokens) and bool(forms(tokens[last].text) & SPEECH)


def _is_related(before: Sequence[frozenset[str]], word: str, place: Place) -> bool:
    """Whether it is one of a pair of states: the two of "أزمة بين لندن وموسكو"."""
    if place.precision is not Precision.COUNTRY and place.weight < _CAPITAL_WEIGHT:
        return False
    between = next((at for at, words in enumerate(before[:3]) if "بين" in words), None)
    if between is None or (between > 0 and not word.startswith("و")):
        return False
    return any(words & RELATIONS for words in before[between + 1 : between + 3])


def _is_bordered(before: Sequence[frozenset[str]], word: str, place: Place) -> bool:
    """Whether another place lies between it and a second: "قانية الحدودية بين مأرب والبيضاء"."""
    between = next((at for at, words in enumerate(before[:3]) if "بين" in words), None)
    if between is None or place.precision is Precision.COUNTRY or (between > 0 and not word.startswith("و")):
        return False
    return any(words & _BORDERING for words in before[between + 1 : between + 2])


def _ends_a_journey(
    tokens: Sequence[Token], first: int, before: Sequence[frozenset[str]], place: Place
) -> bool:
    """Whether a vehicle comes from it or goes to it: "قطار متجه من أضنة إلى مرسين"."""
    if place.precision > Precision.TOWN or not before:
        return False
    steps = before[1:] if head_of(tokens[first - 1].text) is not None else before
    if not steps or not steps[0] & {"من", "الي", "نحو", "باتجاه"}:
        return False
    near = steps[1 : _JOURNEY_REACH + 1]
    if near and near[0] & _ON_THE_WAY:  # "في طريقهم إلى كاليه"
        return True
    told = _words_back(tokens, first, _VEHICLE_REACH)
    if "من" in steps[0] and any(words & LAUNCHES for words in near):  # "صاروخ أطلق من صعدة"
        return any(words & MISSILES for words in told)
    return any(words & JOURNEYS for words in near) and any(words & VEHICLES for words in told)


def _words_back(tokens: Sequence[Token], first: int, count: int) -> list[frozenset[str]]:
    """Return the words before a name, the nearest first, up to a full stop or a comma."""
    found: list[frozenset[str]] = []
    for position in range(first - 1, max(-1, first - 2 * count), -1):
        token = tokens[position]
        if token.kind == "mark":
            if token.text in QUOTES:
                continue
            break
        found.append(forms(token.text))
        if len(found) == count:
            break
    return found


def _inside(near: frozenset[str], word: str, place: Place) -> bool:
    return (
        bool(near & {"في", "الي", "لدي"})
        or (word[:1] == "ب" and place.name[:1] != "ب")
        or bool(near & VISITS)
    )


def _is_dateline(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether it opens a line that then names an agency: "دمشق - رويترز", "دبي، الإمارات (CNN) --"."""
    if not _agency_follows(tokens, last):  # seldom so, and soon seen
        return False
    for position in range(first - 1, -1, -1):
        token = tokens[position]
        if token.text == "\n":
            break
        if first - position > _DATELINE_REACH or (token.kind == "mark" and token.text not in _DATELINE_MARKS):
            return False
    return True


def _agency_follows(tokens: Sequence[Token], last: int) -> bool:
    """Whether a bracket or dash with an agency comes next, after a comma and a country perhaps."""
    end = min(len(tokens) - 1, last + _DATELINE_REACH)
    for position in range(last, end):
        token = tokens[position]
        if token.text in _DATELINE_OPENERS:
            following = tokens[position + 1].text
            return following in _AGENCIES or (following.isascii() and len(following) >= _SHORTEST_AGENCY)
        if token.text == "\n" or (token.kind == "mark" and token.text not in _DATELINE_MARKS):
            return False
        if position == last and token.kind != "mark":
            return False
    return False


def _on_a_road(tokens: Sequence[Token], first: int, last: int, before: Sequence[frozenset[str]]) -> bool:
    """Whether it is one end of a road: "طريق دمشق - حمص", "الطريق بين حلب ودمشق"; not "عن طريق مصر"."""
    if len(before) > 1 and before[0] & ROADS and "عن" in before[1]:
        return False
    if (before and before[0] & ROADS) or _road_before_dash(tokens, first):
        return True
    paired = _dash_beside(tokens, first, last) or any("بين" in words for words in before)
    return paired and any(words & ROADS for words in before)


def _dash_beside(tokens: Sequence[Token], first: int, last: int) -> bool:
    beside = [tokens[position].text for position in (first - 1, last) if 0 <= position < len(tokens)]
    return any(text in _DASHES for text in beside)


def _road_before_dash(tokens: Sequence[Token], first: int) -> bool:
    """Whether the name follows a dash and another road's end: the حمص of "طريق دمشق - حمص"."""
    if first < 1 or tokens[first - 1].text not in _DASHES:
        return False
    return any(words & ROADS for words in _words_back(tokens, first - 1, 3))

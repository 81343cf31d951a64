"""Where an article says that something is: the place names in a text, each resolved to one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from crawler.arabic.tokens import Token
from crawler.model import Place, Precision
from crawler.places.called import names_of
from crawler.places.compound import compound, named_place
from crawler.places.cues import SENTENCE_ENDS
from crawler.places.gazetteer import Gazetteer
from crawler.places.kinds import Head
from crawler.places.links import Tie, find_links, tie_between
from crawler.places.names import FUSING, bare
from crawler.places.resolve import Choice, Resolver
from crawler.places.roles import role_of
from crawler.places.scan import QUOTES, Mention, scan
from crawler.places.senses import Sense, read_senses
from crawler.places.unknown import is_name_like, read_unknown

_BARE_KINDS = frozenset(["governorate", "district", "subdistrict", "region", "island"])
_AND_ITS_COUNTRYSIDE = frozenset(["وريفها", "وريفه"])
_BACK = 40  # tokens; how far back in a sentence its region is looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A place name as written; ``first`` and ``last`` are token indices, the end exclusive.

    ``place`` bears the name that the text uses for it. ``role`` is what the name does in its sentence: "event" (it could be where something happened),
    "speaker" (a seat, a dateline, a government that speaks), "route" (one end of a road), "adjective"
    (it belongs to an office or a treaty) or "origin" (someone's home).
    """

    place: Place
    first: int
    last: int
    sure: bool
    why: str
    role: str = "event"


def find_toponyms(
    tokens: Sequence[Token], gazetteer: Gazetteer, country: str | None = None, text: str = ""
) -> list[Toponym]:
    """Return the places that a text names, in text order.

    ``country`` is the publisher's and decides last. ``text`` is what the tokens were cut from: with it
    a name that no row bears keeps its own spelling (without it, the folded one).

    names | links between them | which place each means | kind words that make another | names unknown
    """
    senses = read_senses(tokens, gazetteer.senses, text)
    mentions = scan(tokens, senses, gazetteer.index)
    links = find_links(tokens, mentions)
    resolver = Resolver(
        tokens, senses=senses, mentions=mentions, links=links, gazetteer=gazetteer, country=country
    )
    chosen = resolver.decide()
    found: list[Toponym] = []
    written: dict[str, list[str]] = {}
    for number, choice in sorted(chosen.items()):
        if _is_cut_short(tokens, mentions[number], gazetteer):
            continue
        link = links.get(number)
        outer = chosen.get(link.outer) if link and link.tie is not Tie.MARK else None
        toponym = _known(tokens, mentions[number], choice, outer.place if outer else None)
        if toponym is not None:
            found.append(toponym)
            if toponym.place is choice.place:
                written.setdefault(toponym.place.id, []).append(mentions[number].key)
            found.extend(_its_countryside(tokens, toponym, mentions[number].key, gazetteer))
    country = resolver.context.leading_country()
    unknown = _Unknown(tokens, senses, gazetteer, mentions=mentions, known=found, text=text, country=country)
    found.extend(unknown.find())
    return sorted(_as_called(found, written), key=lambda toponym: toponym.first)


def _as_called(found: Sequence[Toponym], written: Mapping[str, list[str]]) -> list[Toponym]:
    """Give every place the one name that the text uses for it."""
    places = {toponym.place.id: toponym.place for toponym in found}
    named = names_of(written, places)
    return [
        toponym
        if named.get(toponym.place.id, toponym.place) is toponym.place
        else replace(toponym, place=named[toponym.place.id])
        for toponym in found
    ]


def _known(tokens: Sequence[Token], mention: Mention, choice: Choice, outer: Place | None) -> Toponym | None:
    place, last, why = choice.place, mention.last, choice.why
    named = compound(tokens, mention, place, outer)
    if named is not None:
        if named.place is None:
            return None
        place, last, why = named.place, named.last, named.why
    role, because = role_of(tokens, mention.first, mention.last, choice.place)
    why = f"{why}; {because}" if because else why
    return Toponym(place=place, first=mention.first, last=last, sure=choice.sure, why=why, role=role)


def _its_countryside(
    tokens: Sequence[Token], toponym: Toponym, key: str, gazetteer: Gazetteer
) -> list[Toponym]:
    """Return what "وريفها" names right after a city: ريف دمشق for "دمشق وريفها"."""
    last = toponym.last
    if last >= len(tokens) or tokens[last].text not in _AND_ITS_COUNTRYSIDE:
        return []
    places = [gazetteer.place_at(entry.row) for entry in gazetteer.index.entries(f"ريف {key}")]
    return [
        Toponym(place=place, first=last, last=last + 1, sure=toponym.sure, why="the city's countryside")
        for place in places[:1]
    ]


def _is_cut_short(tokens: Sequence[Token], mention: Mention, gazetteer: Gazetteer) -> bool:
    """Whether a known name is only the first word of an unknown one: the تل of "قرية تل الدندون"."""
    if mention.words > 1 or mention.key not in FUSING or mention.head is None or mention.shared:
        return False
    return read_unknown(tokens, mention.first - 1, gazetteer) > mention.last


def _announces(head: Head) -> bool:
    """Whether an unknown name may follow; مناطق النفوذ, مناطق الهدنة are no names."""
    return head.unknown is not None and not (head.many and head.word == "منطقة")


class _Unknown:
    """Finds the names after kind words that no row explains."""

    def __init__(
        self,
        tokens: Sequence[Token],
        senses: Mapping[int, Sense],
        gazetteer: Gazetteer,
        *,
        mentions: Sequence[Mention],
        known: Sequence[Toponym],
        text: str,
        country: str,
    ) -> None:
        self._tokens = tokens
        self._senses = senses
        self._gazetteer = gazetteer
        self._known = {toponym.first: toponym for toponym in known}
        self._mentions = {mention.first: mention for mention in mentions}
        self._taken = {position for toponym in known for position in range(toponym.first, toponym.last)}
        self._text = text
        self._country = country

    def find(self) -> list[Toponym]:
        """Look after every kind word without ال, and on through its list if it stands for several."""
        found: list[Toponym] = []
        for position, sense in self._senses.items():
            head = sense.head
            if head is not None and _announces(head) and position not in self._taken:
                toponym = self._after(position, head)
                if toponym is not None:
                    found.append(toponym)
                    self._taken.update(range(toponym.first, toponym.last))
        for toponym in list(self._known.values()):
            neighbour = self._listed_after(toponym)
            if neighbour is not None:
                found.append(neighbour)
        return found

    def _listed_after(self, toponym: Toponym) -> Toponym | None:
        """Return the unknown second of a pair that shares its region: the قوقع of "سرجة وقوقع بريف إدلب"."""
        last = toponym.last
        if toponym.place.precision is not Precision.TOWN or last >= len(self._tokens) or last in self._taken:
            return None
        word = self._tokens[last].text
        region = self._outer(last + 1) if word.startswith("و") and is_name_like(word[1:]) else None
        if region is None:
            return None
        name = self._spelled(last, last + 1)[1:] or word[1:]
        place = named_place(name, "village", region, self._country)
        return Toponym(
            place=place, first=last, last=last + 1, sure=False, why="unknown, listed with a known town"
        )

    def _after(self, position: int, head: Head) -> Toponym | None:
        last = read_unknown(self._tokens, position, self._gazetteer)
        first = position + 1
        while first < last and self._tokens[first].text in QUOTES:
            first += 1
        if not last or self._taken.intersection(range(first, last)):
            return None
        outer = self._outer(last)
        outer = outer or self._country_after(first, last, head)
        if outer is None and not (head.alone and (not head.many or self._lists(first, last))):
            return None
        region = outer or self._region_before(position)
        place, why = self._place(first, last, head, region)
        role, because = role_of(self._tokens, first, last, place)
        return Toponym(
            place=place,
            first=first,
            last=last,
            sure=outer is not None or head.word != "مدينة",
            why=f"{why}; {because}" if because else why,
            role=role,
        )

    def _lists(self, first: int, last: int) -> bool:
        """Whether several names follow a word of several: "بلدات الجربوعة والدندون", not "احياء العلاقات"."""
        following = self._tokens[last].text if last < len(self._tokens) else ""
        return self._tokens[first].text.startswith("ال") and following.startswith(("و", "،"))

    def _place(self, first: int, last: int, head: Head, region: Place | None) -> tuple[Place, str]:
        """Return the known place of which this is a misspelling, or a new one of this name."""
        words = [token.text for token in self._tokens[first:last] if token.kind != "mark"]
        key = " ".join(bare(word) for word in words)
        alike = {entry.row for entry in self._gazetteer.index.alike(key)}
        places = [self._gazetteer.place_at(row) for row in sorted(alike)]
        fitting = [place for place in places if place.kind in head.kinds and self._plausible(place, region)]
        if len(fitting) == 1:
            return fitting[0], f"spelled like {fitting[0].name}"
        name = self._spelled(first, last) or " ".join(words)
        # جبل الظهر, مزرعة تشرين: the kind word is part of the name.
        if not head.alone and head.unknown not in _BARE_KINDS:
            name = f"{head.word} {name}"
        kind = head.unknown or "village"
        return named_place(name, kind, region, self._country), "unknown name after a kind word"

    def _plausible(self, place: Place, region: Place | None) -> bool:
        if region is None:
            return place.country == self._country
        return any(
            place_id in self._gazetteer.above(place) for place_id in self._gazetteer.above(region)[:-1]
        )

    def _spelled(self, first: int, last: int) -> str:
        """Return the name as the text spells it, blanks and joining marks as one blank."""
        start, end = self._tokens[first].start, self._tokens[last - 1].end
        return " ".join(self._text[start:end].replace("_", " ").split())

    def _country_after(self, first: int, last: int, head: Head) -> Place | None:
        """Return the country of an adjective that agrees with the kind word: "ولاية كارناتاكا الهندية"."""
        adjective = self._tokens[last].text if last < len(self._tokens) else ""
        country = self._gazetteer.country_of_adjective(adjective) if adjective.startswith("ال") else None
        if country is None or not self._gazetteer.has(country):
            return None
        feminine = head.many or head.word.endswith("ة")
        if feminine != adjective.endswith("ه"):  # "ولاية الرئيس الأمريكي"
            return None
        # "معسكر المنتخب البرازيلي": the adjective belongs to the noun between.
        return (
            self._gazetteer.get(country)
            if feminine or not self._tokens[first].text.startswith("ال")
            else None
        )

    def _outer(self, last: int) -> Place | None:
        """Return the place that the words after a name tie it to: "بريف إدلب", "جنوب دمشق"."""
        following = next((self._known[p] for p in range(last, last + 7) if p in self._known), None)
        mention = self._mentions.get(following.first) if following else None
        if following is None or mention is None or following.place.precision > Precision.TOWN:
            return None
        tie = tie_between(self._tokens, last, mention)
        return following.place if tie in (Tie.INSIDE, Tie.DIRECTION) else None

    def _region_before(self, position: int) -> Place | None:
        """Return the region or governorate last named in the same sentence."""
        for before in range(position - 1, max(-1, position - _BACK), -1):
            if self._tokens[before].text in SENTENCE_ENDS:
                return None
            toponym = self._known.get(before)
            if toponym is not None and Precision.COUNTRY < toponym.place.precision <= Precision.DISTRICT:
                return toponym.place
        return None

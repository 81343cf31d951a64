"""Whether a name is a place here, and which of its namesakes: by kind word, neighbours, weight, publisher."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from crawler.arabic.fold import fold_word
from crawler.arabic.tokens import Token
from crawler.model import Place, Precision
from crawler.places.blocked import why_no_place
from crawler.places.context import Anchor, Context, close, count_adjectives
from crawler.places.cues import DIRECTIONS, GOVERNORS, PREPOSITIONS, SIDES, SURROUNDINGS, forms
from crawler.places.gazetteer import Gazetteer
from crawler.places.kinds import HEADS, Head
from crawler.places.links import Link, Tie
from crawler.places.scan import Mention, word_before

_WELL_KNOWN = 6  # weight: capitals, big cities
_KNOWN = 3  # weight: towns that news names without explanation
_CLEAR_LEAD = 4  # weight by which a namesake is meant without more words
_NEXT_DOOR_KM = 25.0
_SAME_COUNTRYSIDE_KM = 60.0
_SHORT_WITH_ENDING = 5
_SHORT = 3  # letters; a short word left after peeling is an accident more often than a place
_WIDE_HEADS = frozenset(["منطقة", "قطاع", "ساحل", "مدينة", "ريف"])  # "آلام في منطقة القدم"
_COUNTRYSIDE = {"governorate": 8.0, "district": 3.0, "region": 3.0, "subdistrict": 2.0}


class Choice(NamedTuple):
    """The place that a mention means, and why."""

    place: Place
    sure: bool
    why: str


class Resolver:
    """Decides the mentions of one text; made for each text and thrown away."""

    def __init__(
        self,
        tokens: Sequence[Token],
        mentions: Sequence[Mention],
        links: Mapping[int, Link],
        gazetteer: Gazetteer,
        country: str | None,
    ) -> None:
        self._tokens = tokens
        self._mentions = mentions
        self._links = links
        self._gazetteer = gazetteer
        self._candidates = [self._places_of(mention) for mention in mentions]
        self._inner: dict[int, list[int]] = {}
        for number, link in links.items():
            self._inner.setdefault(link.outer, []).append(number)
        self.context = Context(gazetteer, self._anchors(), count_adjectives(tokens, gazetteer), country)
        self._chosen: dict[int, Choice] = {}

    def decide(self) -> dict[int, Choice]:
        """Return the mentions that are places. Contained names first, then what surrounds them."""
        order = sorted(range(len(self._mentions)), key=lambda number: number not in self._links)
        for number in order:
            self._decide_one(number)
        if any(number not in self._chosen and self._candidates[number] for number in order):
            self._second_look(order)
        return self._chosen

    # --- who stands for election -------------------------------------------------------------------

    def _places_of(self, mention: Mention) -> list[Place]:
        """Return a mention's namesakes; ال may come or go only after a kind word that fits."""
        agreeing = {entry.row for entry in mention.as_written}
        places = [self._gazetteer.place_at(entry.row) for entry in mention.entries if entry.row in agreeing]
        if mention.head is not None and not mention.shared and not mention.head.many:
            others = (self._gazetteer.place_at(e.row) for e in mention.entries if e.row not in agreeing)
            places += [place for place in others if place.kind in mention.head.kinds and not place.ordinary]
        if not places:
            return []
        weight = max(place.weight for place in places)
        return [] if why_no_place(self._tokens, mention, weight) else places

    def _anchors(self) -> list[Anchor]:
        """Return the mentions that need no other to be understood."""
        found = []
        for number, mention in enumerate(self._mentions):
            place = self._obvious(mention, self._candidates[number])
            if place is not None:
                found.append(Anchor(mention.first, mention.key, place))
        return found

    def _obvious(self, mention: Mention, places: list[Place]) -> Place | None:
        fitting = [place for place in places if _fits(mention.head, place)] if not mention.shared else []
        if len(fitting) == 1 and mention.head is not None and mention.head.word not in _WIDE_HEADS:
            return fitting[0]
        plain = sorted((p for p in places if not self._ordinary(p, mention)), key=lambda p: -p.weight)
        if not plain or plain[0].weight < _KNOWN:
            return None
        lead = plain[0].weight - max((p.weight for p in places if p is not plain[0]), default=0)
        return plain[0] if lead >= _CLEAR_LEAD or len(places) == 1 else None

    # --- which is meant ----------------------------------------------------------------------------

    def _decide_one(self, number: int) -> None:
        places = self._candidates[number]
        if not places:
            return
        scored = sorted(
            ((self._score(place, number), -rank) for rank, place in enumerate(places)), reverse=True
        )
        for _, rank in scored:
            place = places[-rank]
            why = self._why_place(place, number)
            if why is not None:
                lead = scored[0][0] - scored[1][0] if len(scored) > 1 else float(_CLEAR_LEAD)
                sure = self._is_sure(place, number, lead)
                self._chosen[number] = Choice(place, sure, why)
                return

    def _score(self, place: Place, number: int) -> float:
        mention = self._mentions[number]
        score = place.weight + self.context.support(place, mention.first, mention.key)
        score += self._head_score(place, mention.head, shared=mention.shared)
        link = self._links.get(number)
        if link is not None:
            score += self._link_score(place, link)
        for inner in self._inner.get(number, ()):
            choice = self._chosen.get(inner)
            if choice is not None and place.id in self._gazetteer.above(choice.place)[1:]:
                score += 8.0
        return score

    def _head_score(self, place: Place, head: Head | None, *, shared: bool) -> float:
        if head is None:
            return 0.0
        if head.word == "ريف":
            return _COUNTRYSIDE.get(place.kind, 0.0)
        if place.kind in head.kinds:
            return 5.0 if shared else 6.0
        return 0.0 if shared or head.many else -4.0

    def _link_score(self, place: Place, link: Link) -> float:
        outer = self._candidates[link.outer]
        if any(place.id != holder.id and self._gazetteer.contains(holder.id, place.id) for holder in outer):
            return 10.0
        if link.tie is Tie.DIRECTION and any(close(place, holder, _SAME_COUNTRYSIDE_KM) for holder in outer):
            return 4.0
        return 0.0

    # --- whether it is a place at all --------------------------------------------------------------

    def _why_place(self, place: Place, number: int) -> str | None:
        """Say why the name is a place here; None for an ordinary word and a village out of the blue."""
        mention = self._mentions[number]
        head = mention.head
        if mention.key in HEADS and (head is None or head.many):  # أهالي المدينة, ضواحي المدينة: no quarter's
            return None
        if head is not None and _fits(head, place) and self._head_is_enough(place, mention, head):
            return f"after the kind word {head.word}"
        if self._held(place, number):
            return f"{self._links[number].tie.value} and {self._mentions[self._links[number].outer].key}"
        if not self._ordinary(place, mention):
            return self._why_plain(place, mention)
        return self._why_ordinary(place, number)

    def _head_is_enough(self, place: Place, mention: Mention, head: Head) -> bool:
        """Whether the kind word alone proves a place; "آلام في منطقة القدم" has one too."""
        if not self._ordinary(place, mention) or head.word not in _WIDE_HEADS:
            return True
        if head.word == "مدينة":
            return self._at_home(place, mention)
        return self.context.in_region(place, mention.key)

    def _why_plain(self, place: Place, mention: Mention) -> str | None:
        if _doubtful_ending(place, mention) and not self.context.in_region(place, mention.key):
            return None
        if place.weight > _KNOWN or (place.weight == _KNOWN and self.context.country_share(place.country)):
            return "a name that is nothing else"
        if self.context.in_region(place, mention.key):
            return "its surroundings are named too"
        if self.context.country_share(place.country) and (mention.words > 1 or self._governed(mention)):
            return "its country is named"
        return None

    def _why_ordinary(self, place: Place, number: int) -> str | None:
        mention = self._mentions[number]
        if self._described(mention):
            return None
        if self._words_before(mention) & SURROUNDINGS and self._at_home(place, mention):
            return "after a word that only places have"
        if place.weight >= _WELL_KNOWN and self._inside(mention) and self._country_told(place, mention):
            return "well known, after a preposition of place"
        if self._listed_with_neighbour(place, number):
            return "listed with a neighbouring place"
        return None

    def _country_told(self, place: Place, mention: Mention) -> bool:
        """Whether the text is about the place's country; في الطبقة, في الثورة are no towns elsewhere.

        A name without ال (مالي, جدة) is no noun that في would stand before, so it needs no country.
        """
        bare_name = not place.name.startswith("ال")
        return bare_name or self.context.countries[place.country.lower()] > 0

    def _described(self, mention: Mention) -> bool:
        """Whether an adjective follows, as after the ordinary noun: الطبقة الخارجية, الثورة الصناعية."""
        if mention.last >= len(self._tokens):
            return False
        word = self._tokens[mention.last].text
        if not word.startswith("ال") or word in SIDES:
            return False
        return self._gazetteer.country_of_adjective(word) is None and not word.startswith("الوا")

    def _held(self, place: Place, number: int) -> bool:
        """Whether the text ties the name to a place that contains it or lies beside it."""
        link = self._links.get(number)
        if link is None:
            return False
        for holder in self._candidates[link.outer]:
            if place.id == holder.id or self._ordinary(holder, self._mentions[link.outer]):
                continue
            inside = self._gazetteer.contains(holder.id, place.id)
            if link.tie is Tie.DIRECTION and (inside or close(place, holder, _NEXT_DOOR_KM)):
                return True
            if (
                inside
                and link.tie is Tie.INSIDE
                and "." in holder.id
                and self._governed(self._mentions[number])
            ):
                return True
        return False

    def _listed_with_neighbour(self, place: Place, number: int) -> bool:
        for other in (number - 1, number + 1):
            if not 0 <= other < len(self._mentions) or not self._mentions[max(other, number)].follows:
                continue
            for neighbour in self._candidates[other]:
                if self._ordinary(neighbour, self._mentions[other]) and other not in self._chosen:
                    continue
                alike = abs(neighbour.precision - place.precision) <= 1
                if alike and neighbour.id != place.id and self._beside(place, neighbour):
                    return True
        return False

    def _beside(self, place: Place, neighbour: Place) -> bool:
        both_far_known = place.weight >= _WELL_KNOWN and neighbour.weight >= _WELL_KNOWN
        return both_far_known or close(place, neighbour, _NEXT_DOOR_KM)

    def _second_look(self, order: list[int]) -> None:
        """Take a bare ordinary name for the place that the text has surely named elsewhere."""
        named = {choice.place.id for choice in self._chosen.values() if choice.sure}
        for number in order:
            if number in self._chosen:
                continue
            mention = self._mentions[number]
            if self._described(mention) or mention.key in HEADS:
                continue
            for place in self._candidates[number]:
                if place.id in named and (self._inside(mention) or mention.follows):
                    self._chosen[number] = Choice(place, sure=True, why="named surely elsewhere in the text")
                    break
                if self._listed_with_neighbour(place, number):
                    self._chosen[number] = Choice(place, sure=True, why="listed with a neighbouring place")
                    break

    def _is_sure(self, place: Place, number: int, lead: float) -> bool:
        mention = self._mentions[number]
        if (
            _fits(mention.head, place)
            or self._held(place, number)
            or self.context.in_region(place, mention.key)
        ):
            return True
        return place.weight >= _KNOWN and lead >= 1.0

    def _ordinary(self, place: Place, mention: Mention) -> bool:
        return _ordinary_here(place, mention, self._gazetteer.ordinary_words)

    # --- the words around --------------------------------------------------------------------------

    def _at_home(self, place: Place, mention: Mention) -> bool:
        """Whether the text plays in the place's country, or its region is named."""
        return self.context.country_share(place.country) > 0 or self.context.in_region(place, mention.key)

    def _words_before(self, mention: Mention) -> frozenset[str]:
        before = word_before(self._tokens, mention.first)
        return forms(self._tokens[before].text) if before >= 0 else frozenset()

    def _inside(self, mention: Mention) -> bool:
        """Whether it stands after في, إلى, من, شمال and the like, or a battle's word; ب counts, ل does not."""
        if "ب" in mention.prefix:
            return True
        return bool(self._words_before(mention) & (PREPOSITIONS | SURROUNDINGS | DIRECTIONS | SIDES))

    def _governed(self, mention: Mention) -> bool:
        """Whether a preposition or verb of place stands before the name, or on it."""
        if mention.head is not None or {"ب", "ل"} & set(mention.prefix):
            return True
        return bool(self._words_before(mention) & (GOVERNORS | SURROUNDINGS | DIRECTIONS | SIDES))


def _fits(head: Head | None, place: Place) -> bool:
    return head is not None and (place.kind in head.kinds or (head.word == "ريف" and place.weight >= _KNOWN))


def _ordinary_here(place: Place, mention: Mention, words: frozenset[str]) -> bool:
    """Whether the name as written is also an ordinary word: مدينة ضمير is not, ضمير is."""
    if place.weight < _WELL_KNOWN and _kind_word_left_out(place, mention):
        return True
    if mention.words > 1:
        return place.ordinary and " " in place.name
    if place.ordinary:
        return True
    if place.weight >= _WELL_KNOWN:
        return False
    if "ك" in mention.prefix or (mention.prefix and len(mention.key) <= _SHORT):
        return True
    return mention.key in words or place.name.endswith("ى")  # بصرى folds to بصري


def _kind_word_left_out(place: Place, mention: Mention) -> bool:
    """Whether an alias lacks the kind word of a landmark's name: البشري for جبل البشري says little alone."""
    first, _, rest = place.name.partition(" ")
    landmark = place.precision is Precision.SITE or place.kind in ("mountain", "river", "region")
    return (
        landmark
        and rest.count(" ") + 1 >= mention.words
        and bool(rest)
        and fold_word(first) in HEADS
        and (mention.head is None and not mention.key.startswith(fold_word(first)))
    )


def _doubtful_ending(place: Place, mention: Mention) -> bool:
    """Whether a short bare name could be a word with an ending: معبدة (معبده), ملكا (ملكًا), خرجا."""
    if mention.words > 1 or place.weight > _KNOWN or place.name.startswith("ال"):
        return False
    return mention.key[-1] in "اه" and len(mention.key) <= _SHORT_WITH_ENDING

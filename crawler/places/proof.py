"""Whether a name is a place here at all: what stands beside it must prove that القدم is no foot."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from crawler.arabic.tokens import Token
from crawler.model import Place
from crawler.places.context import Context, close
from crawler.places.cues import (
    BASES,
    BEFORE_A_PLACE,
    DIRECTIONS,
    GOVERNORS,
    ROADS,
    SENTENCE_ENDS,
    SIDES,
    SURROUNDINGS,
    forms,
)
from crawler.places.gazetteer import Gazetteer
from crawler.places.kinds import HEADS, Head
from crawler.places.links import Link, Tie
from crawler.places.names import is_code
from crawler.places.ordinary import (
    KNOWN,
    WELL_KNOWN,
    WIDE_HEADS,
    begins_with_kind_word,
    fits,
    has_doubtful_ending,
    is_ordinary,
)
from crawler.places.scan import Mention

_NEXT_DOOR_KM = 25.0
_CODE_REACH = 8  # tokens


class Proof:
    """Judges the names of one text by the words and places beside them."""

    def __init__(
        self,
        *,
        tokens: Sequence[Token],
        mentions: Sequence[Mention],
        links: Mapping[int, Link],
        candidates: Sequence[Sequence[Place]],
        gazetteer: Gazetteer,
        context: Context,
    ) -> None:
        self._tokens = tokens
        self._mentions = mentions
        self._links = links
        self._candidates = candidates
        self._gazetteer = gazetteer
        self._context = context

    def why_place(self, place: Place, number: int) -> str | None:
        """Say why the name is a place here; None for an ordinary word and a village out of the blue."""
        mention = self._mentions[number]
        head = mention.head
        if mention.key in HEADS and (head is None or head.many):  # أهالي المدينة, ضواحي المدينة: no quarter's
            return None
        if head is not None and fits(head, place) and self._head_is_enough(place, mention, head):
            return f"after the kind word {head.word}"
        if begins_with_kind_word(place, mention):
            return "its name holds its kind word"
        if self.held(place, number):
            return f"{self._links[number].tie.value} and {self._mentions[self._links[number].outer].key}"
        if not self._is_ordinary(place, mention):
            return self._why_plain(place, mention)
        return self._why_ordinary(place, number)

    def _head_is_enough(self, place: Place, mention: Mention, head: Head) -> bool:
        """Whether the kind word alone proves a place; "آلام في منطقة القدم" has one too."""
        if self._is_out_of_the_way(place):
            return False
        if not self._is_ordinary(place, mention) or head.word not in WIDE_HEADS:
            return True
        return self._context.in_region(place, mention.key)

    def _is_out_of_the_way(self, place: Place) -> bool:
        """Whether a little known place lies in a country that the text, which tells others, does not name.

        The تلول of a text about Sinai is not the Syrian village.
        """
        if place.weight >= KNOWN or not self._context.countries:
            return False
        return not self._context.country_share(place.country)

    def _why_plain(self, place: Place, mention: Mention) -> str | None:
        if has_doubtful_ending(place, mention) and not self._context.in_region(place, mention.key):
            return None
        if place.weight > KNOWN or (place.weight == KNOWN and self._context.country_share(place.country)):
            return "a name that is nothing else"
        if self._context.in_region(place, mention.key):
            return "its surroundings are named too"
        if self._context.country_share(place.country) and (mention.words > 1 or self._governed(mention)):
            return "its country is named"
        return None

    def _why_ordinary(self, place: Place, number: int) -> str | None:
        mention = self._mentions[number]
        if is_code(mention.key):
            return self._why_code(place, number)
        if self.described(mention):
            return None
        if self._words_before(mention) & SURROUNDINGS and self._at_home(place, mention):
            return "after a word that only places have"
        if place.weight >= WELL_KNOWN and self.inside(mention) and self._country_told(place):
            return "well known, after a preposition of place"
        if self.listed_with_neighbour(place, number):
            return "listed with a neighbouring place"
        return None

    def _why_code(self, place: Place, number: int) -> str | None:
        """Judge M5, T4, إم 4: a rifle's name too, but no rifle stands a few words after "the road"."""
        mention = self._mentions[number]
        if mention.follows and is_code(self._mentions[number - 1].key):
            return self._why_code(place, number - 1)
        told = ROADS if place.kind == "road" else BASES
        for position in range(mention.first - 1, max(-1, mention.first - _CODE_REACH), -1):
            if self._tokens[position].text in SENTENCE_ENDS:
                return None
            if forms(self._tokens[position].text) & told:
                return "a code after the kind of place that it names"
        return None

    def _country_told(self, place: Place) -> bool:
        """Whether the text is about the place's country; في الطبقة, في الثورة are no towns elsewhere.

        A name without ال (مالي, جدة) is no noun that في would stand before, so it needs no country.
        """
        bare_name = not place.name.startswith("ال")
        return bare_name or self._context.countries[place.country.lower()] > 0

    def described(self, mention: Mention) -> bool:
        """Whether an adjective follows, as after the ordinary noun: الطبقة الخارجية, الثورة الصناعية."""
        if mention.last >= len(self._tokens):
            return False
        word = self._tokens[mention.last].text
        if not word.startswith("ال") or word in SIDES:
            return False
        return self._gazetteer.country_of_adjective(word) is None and not word.startswith("الوا")

    def held(self, place: Place, number: int) -> bool:
        """Whether the text ties the name to a place that contains it or lies beside it."""
        link = self._links.get(number)
        if link is None:
            return False
        for holder in self._candidates[link.outer]:
            if place.id == holder.id or self._is_ordinary(holder, self._mentions[link.outer]):
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

    def _is_ordinary(self, place: Place, mention: Mention) -> bool:
        return is_ordinary(place, mention, self._gazetteer.ordinary_words)

    def listed_with_neighbour(self, place: Place, number: int, chosen: Container[int] = ()) -> bool:
        """Whether it continues a list with a place next door, itself no ordinary word or chosen already."""
        for other in (number - 1, number + 1):
            if not 0 <= other < len(self._mentions) or not self._mentions[max(other, number)].follows:
                continue
            for neighbour in self._candidates[other]:
                if self._is_ordinary(neighbour, self._mentions[other]) and other not in chosen:
                    continue
                alike = abs(neighbour.precision - place.precision) <= 1
                if alike and neighbour.id != place.id and self._beside(place, neighbour):
                    return True
        return False

    def _beside(self, place: Place, neighbour: Place) -> bool:
        both_far_known = place.weight >= WELL_KNOWN and neighbour.weight >= WELL_KNOWN
        return both_far_known or close(place, neighbour, _NEXT_DOOR_KM)

    def _at_home(self, place: Place, mention: Mention) -> bool:
        """Whether the text plays in the place's country, or its region is named."""
        return self._context.country_share(place.country) > 0 or self._context.in_region(place, mention.key)

    def _words_before(self, mention: Mention) -> frozenset[str]:
        return forms(self._tokens[mention.before].text) if mention.before >= 0 else frozenset()

    def inside(self, mention: Mention) -> bool:
        """Whether it stands after في, إلى, من, شمال or a battle's word; ب counts, ل does not."""
        if "ب" in mention.prefix:
            return True
        return bool(self._words_before(mention) & BEFORE_A_PLACE)

    def _governed(self, mention: Mention) -> bool:
        """Whether a preposition or verb of place stands before the name, or on it."""
        if mention.head is not None or {"ب", "ل"} & set(mention.prefix):
            return True
        return bool(self._words_before(mention) & (GOVERNORS | SURROUNDINGS | DIRECTIONS | SIDES))

"""Whether a name is a place here, and which of its namesakes: by kind word, neighbours, weight, publisher."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from crawler.arabic.tokens import Token
from crawler.model import Place, Precision
from crawler.places.blocked import why_no_place
from crawler.places.context import Anchor, Context, close, count_adjectives
from crawler.places.cues import DIRECTIONS, SURROUNDINGS, forms
from crawler.places.gazetteer import Gazetteer
from crawler.places.kinds import HEADS, Head
from crawler.places.links import Link, Tie
from crawler.places.names import is_code
from crawler.places.one_word import places_as_written
from crawler.places.ordinary import KNOWN, WIDE_HEADS, fits, is_ordinary
from crawler.places.proof import Proof
from crawler.places.scan import Mention, is_governed
from crawler.places.senses import Sense
from crawler.places.sports import Sport

_CLEAR_LEAD = 4  # weight by which a namesake is meant without more words
_SAME_COUNTRYSIDE_KM = 60.0
_TITLE_OF_A_REGION = 5.0
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
        vocabulary: frozenset[str],
        *,
        senses: Mapping[int, Sense],
        mentions: Sequence[Mention],
        links: Mapping[int, Link],
        gazetteer: Gazetteer,
        country: str | None,
    ) -> None:
        self._tokens = tokens
        self._mentions = mentions
        self._links = links
        self._gazetteer = gazetteer
        # Those with a place after them, and those that a list goes on from.
        self._tied = {mentions[number].first for number in links} | {
            mentions[number - 1].first for number, mention in enumerate(mentions) if mention.follows
        }
        self._sport = Sport(tokens, vocabulary)
        self._title_end = next((at for at, token in enumerate(tokens) if token.text == "\n"), 0)
        self._candidates = [self._places_of(mention) for mention in mentions]
        self._open = [number for number, places in enumerate(self._candidates) if places]
        self._inner: dict[int, list[int]] = {}
        for number, link in links.items():
            self._inner.setdefault(link.outer, []).append(number)
        adjectives = count_adjectives(senses.values())
        self.context = Context(gazetteer, self._anchors(adjectives), adjectives, country)
        self._proof = Proof(
            tokens=tokens,
            mentions=mentions,
            links=links,
            candidates=self._candidates,
            gazetteer=gazetteer,
            context=self.context,
        )
        self._chosen: dict[int, Choice] = {}

    def decide(self) -> dict[int, Choice]:
        """Return the mentions that are places. Contained names first, then what surrounds them."""
        order = sorted(self._open, key=lambda number: number not in self._links)
        for number in order:
            self._decide_one(number)
        if len(self._chosen) < len(order):
            self._second_look(order)
        return self._chosen

    # --- who stands for election -------------------------------------------------------------------

    def _places_of(self, mention: Mention) -> list[Place]:
        """Return a mention's namesakes; ال may come or go only after a kind word that fits."""
        if mention.one is not None:
            if mention.one.ordinary and self._is_hopeless(mention):
                return []
            places = list(mention.one.places)
        else:
            places = places_as_written(self._tokens[mention.first].text, mention, self._gazetteer.place_at)
        if mention.head is not None and not mention.shared and not mention.head.many:
            agreeing = {entry.row for entry in mention.as_written}
            others = (self._gazetteer.place_at(e.row) for e in mention.entries if e.row not in agreeing)
            places += [place for place in others if place.kind in mention.head.kinds and not place.ordinary]
        if not places or (mention.one is None and self._is_ordinary(mention, places)):
            return []
        weight = max(place.weight for place in places)
        if why_no_place(self._tokens, mention, weight) or self._sport.why_club(mention, places):
            return []
        return places

    def _is_ordinary(self, mention: Mention, places: list[Place]) -> bool:
        words = self._gazetteer.ordinary_words
        return all(is_ordinary(place, mention, words) for place in places) and self._is_hopeless(mention)

    def _is_hopeless(self, mention: Mention) -> bool:
        """Whether an ordinary word stands in no list and after nothing that a place stands after.

        Nothing later could prove it a place; most ordinary words of a text end here, at little cost.
        """
        if (
            mention.head is not None
            or mention.follows
            or mention.first in self._tied
            or "ب" in mention.prefix
            or is_code(mention.key)
        ):
            return False
        return not is_governed(self._tokens, mention)

    def _anchors(self, adjectives: Counter[str]) -> list[Anchor]:
        """Return the mentions that need no other to be understood.

        What only a kind word tells of ("قرية التلول") counts where the text tells of its country.
        """
        found: list[Anchor] = []
        small: list[Anchor] = []
        for number in self._open:
            mention = self._mentions[number]
            place = self._obvious(mention, self._candidates[number])
            if place is not None:
                known = place.weight >= KNOWN
                (found if known else small).append(Anchor(mention.first, mention.key, place))
        told = {anchor.place.country.lower() for anchor in found} | set(adjectives)
        return found + [anchor for anchor in small if not told or anchor.place.country.lower() in told]

    def _obvious(self, mention: Mention, places: list[Place]) -> Place | None:
        fitting = [place for place in places if fits(mention.head, place)] if not mention.shared else []
        if len(fitting) == 1 and mention.head is not None and mention.head.word not in WIDE_HEADS:
            return fitting[0]
        words = self._gazetteer.ordinary_words
        plain = sorted((p for p in places if not is_ordinary(p, mention, words)), key=lambda p: -p.weight)
        if not plain or plain[0].weight < KNOWN:
            return None
        lead = plain[0].weight - max((p.weight for p in places if p is not plain[0]), default=0)
        return plain[0] if lead >= _CLEAR_LEAD or len(places) == 1 else None

    # --- which is meant ----------------------------------------------------------------------------

    def _decide_one(self, number: int) -> None:
        places, lead = self._candidates[number], float(_CLEAR_LEAD)
        if len(places) > 1:
            scores = {place.id: self._score(place, number) for place in places}
            places = sorted(places, key=lambda place: -scores[place.id])
            lead = scores[places[0].id] - scores[places[1].id]
        for place in places:
            why = self._proof.why_place(place, number)
            if why is not None:
                self._chosen[number] = Choice(place, self._is_sure(place, number, lead), why)
                return

    def _score(self, place: Place, number: int) -> float:
        mention = self._mentions[number]
        score = place.weight + self.context.support(place, mention.first, mention.key)
        score += self._head_score(place, mention.head, shared=mention.shared)
        if self._heads_its_region(place, mention):
            score += _TITLE_OF_A_REGION
        link = self._links.get(number)
        if link is not None:
            score += self._link_score(place, link)
        for inner in self._inner.get(number, ()):
            choice = self._chosen.get(inner)
            if choice is not None and place.id in self._gazetteer.above(choice.place)[1:]:
                score += 8.0
        return score

    def _heads_its_region(self, place: Place, mention: Mention) -> bool:
        """Whether a bare name in the title is the governorate: "قتلى في درعا", then a town of it.

        It is the city where the text goes on to name that, other than as a landmark ("شرقي درعا").
        """
        if place.kind != "governorate" or mention.head is not None or mention.first >= self._title_end:
            return False
        told = [anchor for anchor in self.context.anchors if anchor.position > self._title_end]
        namesakes = [anchor for anchor in told if anchor.key == mention.key]
        if any(a.place.id != place.id and not self._is_landmark(a.position) for a in namesakes):
            return False
        if any(anchor.place.id == place.id for anchor in namesakes):
            return True
        inside = (a.place for a in told if a.place.precision >= Precision.TOWN and a.key != mention.key)
        return any(
            place.id in (lineage := self._gazetteer.above(inner)) and not self._in_namesake(lineage, mention)
            for inner in inside
        )

    def _is_landmark(self, position: int) -> bool:
        """Whether the name only tells where another lies: شرقي درعا, قرب سومي."""
        return position > 0 and bool(forms(self._tokens[position - 1].text) & (DIRECTIONS | SURROUNDINGS))

    def _in_namesake(self, lineage: tuple[str, ...], mention: Mention) -> bool:
        """Whether a place lies in the city of the governorate's name."""
        cities = {place.id for place in self._places_of(mention) if place.kind == "city"}
        return not cities.isdisjoint(lineage)

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

    def _second_look(self, order: list[int]) -> None:
        """Take a bare ordinary name for the place that the text has surely named elsewhere."""
        named = {choice.place.id for choice in self._chosen.values() if choice.sure}
        for number in order:
            if number in self._chosen:
                continue
            mention = self._mentions[number]
            if self._proof.described(mention) or mention.key in HEADS:
                continue
            for place in self._candidates[number]:
                if place.id in named and (self._proof.inside(mention) or mention.follows):
                    self._chosen[number] = Choice(place, sure=True, why="named surely elsewhere in the text")
                    break
                if self._proof.listed_with_neighbour(place, number, self._chosen):
                    self._chosen[number] = Choice(place, sure=True, why="listed with a neighbouring place")
                    break

    def _is_sure(self, place: Place, number: int, lead: float) -> bool:
        mention = self._mentions[number]
        if (
            fits(mention.head, place)
            or self._proof.held(place, number)
            or self.context.in_region(place, mention.key)
        ):
            return True
        return place.weight >= KNOWN and lead >= 1.0

"""The names that no row bears: what stands after a kind word, and what stands in a list with known towns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from crawler.arabic.fold import fold
from crawler.arabic.tokens import Token
from crawler.model import Place, Precision
from crawler.places.compound import named_place
from crawler.places.cues import SENTENCE_ENDS, forms
from crawler.places.endings import SUPERLATIVES
from crawler.places.gazetteer import Gazetteer
from crawler.places.kinds import FRONT, Head
from crawler.places.links import Tie, tie_between
from crawler.places.names import bare
from crawler.places.ordinary import WELL_KNOWN
from crawler.places.roles import role_of
from crawler.places.scan import Mention
from crawler.places.senses import Sense
from crawler.places.toponym import Toponym
from crawler.places.unknown import is_name_like, name_start, read_on, read_unknown

_BARE_KINDS = frozenset(["governorate", "district", "subdistrict", "region", "island"])
_SMALL_IF_UNKNOWN = frozenset(["region", "mountain", "river"])  # the wide ones are known
_PLURAL_OF_ONE = frozenset(["جبل", "تلة", "تبة"])  # جبال النار is one range
# An unknown name after them is one where the sentence has named its region: "في صعدة ... جبل القعم".
_LANDMARKS = frozenset(["جبل", "تلة", "تبة", "هضبة", "معسكر", "حقل", "معبر", "مديرية", "ناحية", "سد"])
# Fronts that are parties, axes that are alliances: "جبهة النصرة في إدلب" names no place.
_PARTIES = frozenset(
    fold("النصرة التحرير الإنقاذ الخلاص الشام المقاومة الممانعة الوطنية الشعبية العمل الثورة").split()
)
_FRONTS = frozenset(prefix + word for prefix in ("", "و", "ب", "ل") for word in ("جبهه", "محور"))
_BACK = 40  # tokens; how far back in a sentence its region is looked for
_AHEAD = 7  # tokens between a name and what contains it
_LONGEST_LIST = 8  # names


class Unlisted:
    """Finds the unknown names of one text; made for each text and thrown away."""

    def __init__(
        self,
        tokens: Sequence[Token],
        senses: Mapping[int, Sense],
        gazetteer: Gazetteer,
        *,
        mentions: Sequence[Mention],
        known: Sequence[Toponym],
        vocabulary: frozenset[str],
        text: str,
        country: str,
    ) -> None:
        self._tokens = tokens
        self._senses = senses
        self._gazetteer = gazetteer
        self._known = {toponym.first: toponym for toponym in known}
        self._mentions = {mention.first: mention for mention in mentions}
        self._taken = {position for toponym in known for position in range(toponym.first, toponym.last)}
        self._vocabulary = vocabulary
        self._text = text
        self._country = country

    def find(self) -> list[Toponym]:
        """Look after every kind word without ال, and on through its list if it stands for several."""
        found: list[Toponym] = []
        for position, head in self._heads():
            if head.unknown is None or position in self._taken:
                continue
            toponym = self._after(position, head)
            if toponym is not None:
                self._add(found, toponym)
                if head.many:
                    self._list_on(found, toponym)
        for toponym in list(self._known.values()):
            neighbour = self._listed_after(toponym)
            if neighbour is not None:
                self._add(found, neighbour)
        return found

    def _heads(self) -> list[tuple[int, Head]]:
        """Return the kind words and where they stand, the fronts last."""
        heads = [(at, sense.head) for at, sense in self._senses.items() if sense.head is not None]
        if self._vocabulary.isdisjoint(_FRONTS):
            return heads
        return heads + [(at, FRONT) for at, token in enumerate(self._tokens) if token.text in _FRONTS]

    def _add(self, found: list[Toponym], toponym: Toponym) -> None:
        found.append(toponym)
        self._taken.update(range(toponym.first, toponym.last))

    # --- after a kind word -------------------------------------------------------------------------

    def _after(self, position: int, head: Head) -> Toponym | None:
        if not head.many and self._is_counted(position):
            return None
        last = read_unknown(self._tokens, position, self._gazetteer, many=head.many)
        if not last or (head.many and head.word == "منطقة" and not _is_dual(self._tokens[position].text)):
            return None  # مناطق النفوذ, مناطق الهدنة are no names
        first = name_start(self._tokens, position)
        if head is FRONT and self._tokens[first].text in _PARTIES:
            return None
        if self._taken.intersection(range(first, last)):
            return None
        outer = self._outer(last) or self._country_after(first, last, head)
        if outer is None and head.many:
            outer = self._outer_of_list(last)
        if head.many and outer is not None and outer.precision is Precision.COUNTRY:
            outer = None  # "مخيمات النازحين في لبنان"
        region = outer or self._region_before(position)
        if outer is None and not self._stands(position, head, first, last, region):
            return None
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

    def _is_counted(self, position: int) -> bool:
        """Whether the kind word is counted or compared: "23 مدينة مرشحة", "أكبر مدينة صناعية"."""
        before = self._tokens[position - 1] if position else None
        return before is not None and (before.kind == "number" or bool(forms(before.text) & SUPERLATIVES))

    def _stands(self, position: int, head: Head, first: int, last: int, region: Place | None) -> bool:
        """Whether the name needs nothing after it that says where it lies."""
        if head.many and head.word not in _PLURAL_OF_ONE:
            return (head.alone or region is not None) and self._lists(position, first, last)
        if head.alone:
            return True
        return head.word in _LANDMARKS and region is not None and self._tokens[first].text.startswith("ال")

    def _lists(self, position: int, first: int, last: int) -> bool:
        """Whether several names follow a word of several: "بلدات الجربوعة والدندون", not "احياء العلاقات".

        A dual needs no ال: "منطقتي دارزاب وقوش".
        """
        following = self._tokens[last].text if last < len(self._tokens) else ""
        if not following.startswith(("و", "،")):
            return False
        if _is_dual(self._tokens[position].text):
            return following.startswith("و") and is_name_like(following[1:])
        return self._tokens[first].text.startswith("ال")

    def _list_on(self, found: list[Toponym], before: Toponym) -> None:
        """Read the further names of a list that an unknown one opened: the قوش طيبة of "دارزاب وقوش طيبة"."""
        for _ in range(_LONGEST_LIST):
            last = before.last
            if last >= len(self._tokens) or last in self._taken:
                return
            word = self._tokens[last].text
            if not word.startswith("و") or not is_name_like(word[1:]):
                return
            end = read_on(self._tokens, last, self._gazetteer, many=True)
            name = self._spelled(last, end).removeprefix("و") or word[1:]
            place = replace(before.place, name=name)
            before = replace(before, place=place, first=last, last=end, why="unknown, listed with another")
            self._add(found, before)

    def _place(self, first: int, last: int, head: Head, region: Place | None) -> tuple[Place, str]:
        """Return the known place of which this is a misspelling, or a new one of this name."""
        words = [token.text for token in self._tokens[first:last] if token.kind != "mark"]
        key = " ".join(bare(word) for word in words)
        alike = {entry.row for entry in self._gazetteer.index.alike(key)}
        places = [self._gazetteer.place_at(row) for row in sorted(alike)]
        fitting = [place for place in places if place.kind in head.kinds and self._plausible(place, region)]
        name = self._spelled(first, last) or " ".join(words)
        if len(fitting) == 1:
            usual = fitting[0].name
            return replace(
                fitting[0], name=name, aliases=(usual, *fitting[0].aliases)
            ), f"spelled like {usual}"
        # جبل الظهر, مزرعة تشرين: the kind word is part of the name.
        if not head.alone and head.unknown not in _BARE_KINDS:
            name = f"{head.word} {name}"
        place = named_place(name, head.unknown or "village", region, self._country)
        if place.kind in _SMALL_IF_UNKNOWN:
            in_town = region is not None and region.precision is Precision.TOWN  # "منطقة X شمالي لندن"
            place = replace(place, precision=Precision.NEIGHBOURHOOD if in_town else Precision.TOWN)
        return place, "unknown name after a kind word"

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

    # --- in a list ---------------------------------------------------------------------------------

    def _listed_after(self, toponym: Toponym) -> Toponym | None:
        """Return the unknown second of a pair that shares its region: the قوقع of "سرجة وقوقع بريف إدلب"."""
        last = toponym.last
        if toponym.place.precision is not Precision.TOWN or last >= len(self._tokens) or last in self._taken:
            return None
        word = self._tokens[last].text
        if toponym.place.weight >= WELL_KNOWN or not word.startswith("و") or not is_name_like(word[1:]):
            return None
        region = self._outer(last + 1)
        if region is None or self._gazetteer.index.entries(bare(word[1:])):
            return None
        name = self._spelled(last, last + 1)[1:] or word[1:]
        place = named_place(name, "village", region, self._country)
        return Toponym(
            place=place, first=last, last=last + 1, sure=False, why="unknown, listed with a known town"
        )

    # --- what contains it --------------------------------------------------------------------------

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
        following = next((self._known[p] for p in range(last, last + _AHEAD) if p in self._known), None)
        mention = self._mentions.get(following.first) if following else None
        if following is None or mention is None or following.place.precision > Precision.TOWN:
            return None
        tie = tie_between(self._tokens, last, mention)
        return following.place if tie in (Tie.INSIDE, Tie.DIRECTION) else None

    def _outer_of_list(self, last: int) -> Place | None:
        """Return what contains a list that goes on after its first name: "دارزاب وقوش تيبه في فارياب"."""
        if last >= len(self._tokens) or not self._tokens[last].text.startswith("و"):
            return None
        return next((outer for at in range(last + 1, last + 4) if (outer := self._outer(at))), None)

    def _region_before(self, position: int) -> Place | None:
        """Return the region or governorate last named in the same sentence."""
        for before in range(position - 1, max(-1, position - _BACK), -1):
            if self._tokens[before].text in SENTENCE_ENDS:
                return None
            toponym = self._known.get(before)
            if toponym is not None and Precision.COUNTRY < toponym.place.precision <= Precision.DISTRICT:
                return toponym.place
        return None


def _is_dual(word: str) -> bool:
    """Whether a kind word stands for two: بلدتي, وحيي."""
    return word.endswith(("تي", "حيي"))

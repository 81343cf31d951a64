"""What the rest of the text says about where it plays: the sure names, and whose adjectives it uses."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from crawler.model import Place, Precision
from crawler.places.extent import distance_km
from crawler.places.gazetteer import Gazetteer
from crawler.places.senses import Sense

# What a shared container says for a candidate, by how exact the container is.
_SHARED = {
    Precision.GOVERNORATE: 4.0,
    Precision.DISTRICT: 5.0,
    Precision.TOWN: 5.5,
    Precision.NEIGHBOURHOOD: 6.0,
    Precision.SITE: 6.0,
}
_PUBLISHER_SHARE = 0.3
_PUBLISHER_ALONE = 4.0  # طرابلس in a Lebanese paper that names no country
_BESIDE, _FAR = 40, 200  # tokens


class Anchor(NamedTuple):
    """A name whose place is certain."""

    position: int
    key: str
    place: Place


class Context:
    """The anchors of one text, indexed by everything that contains them."""

    def __init__(
        self, gazetteer: Gazetteer, anchors: Iterable[Anchor], adjectives: Counter[str], publisher: str | None
    ) -> None:
        self._gazetteer = gazetteer
        self.publisher = publisher.lower() if publisher else None
        self.anchors = list(anchors)
        self._near: defaultdict[str, list[Anchor]] = defaultdict(list)
        self.countries: Counter[str] = Counter(adjectives)
        for anchor in self.anchors:
            for place_id in gazetteer.above(anchor.place):
                self._near[place_id].append(anchor)
            self.countries[anchor.place.country.lower()] += 1
        self._most = max(self.countries.values(), default=0)

    def support(self, place: Place, position: int, key: str) -> float:
        """Say how much the other names of the text speak for a candidate, 0…about 10."""
        best = 0.0  # the country counts by its share
        for place_id in self._gazetteer.above(place)[:-1]:
            shared = _SHARED[self._gazetteer.get(place_id).precision]
            for anchor in self._near.get(place_id, ()):
                if anchor.position != position and anchor.key != key:
                    best = max(best, shared * _nearness(abs(anchor.position - position)))
        if not self.countries and place.country.lower() == self.publisher:
            return best + _PUBLISHER_ALONE
        return best + 3.0 * self.country_share(place.country)

    def in_region(self, place: Place, key: str) -> bool:
        """Whether another name of the text lies in the same governorate or smaller."""
        return any(
            anchor.key != key
            for place_id in self._gazetteer.above(place)[:-1]
            for anchor in self._near.get(place_id, ())
        )

    def country_share(self, country: str) -> float:
        """Return how often a country is meant against the one most often meant, 0…1; the publisher's last."""
        share = self.countries[country.lower()] / self._most if self._most else 0.0
        return max(share, _PUBLISHER_SHARE if country.lower() == self.publisher else 0.0)

    def leading_country(self) -> str:
        """Return the country most often meant, else the publisher's, else nothing; upper case."""
        ranked = self.countries.most_common(1)
        return (ranked[0][0] if ranked else self.publisher or "").upper()


def _nearness(tokens_apart: int) -> float:
    """Weigh a name in the same sentence above one at the article's other end."""
    if tokens_apart <= _BESIDE:
        return 1.0
    return 0.85 if tokens_apart <= _FAR else 0.7


def count_adjectives(senses: Iterable[Sense]) -> Counter[str]:
    """Count the countries whose adjectives a text uses: السورية, وسوريين → sy."""
    return Counter([sense.country for sense in senses if sense.country is not None])


def close(one: Place, other: Place, reach_km: float) -> bool:
    """Whether two places' points are known and no farther apart than this."""
    apart = distance_km(one, other)
    return apart is not None and apart <= reach_km

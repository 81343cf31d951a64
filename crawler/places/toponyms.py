"""Where an article says that something is: the place names in a text, each resolved to one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from crawler.arabic.tokens import Token
from crawler.model import Place
from crawler.places.called import names_of
from crawler.places.compound import compound
from crawler.places.countryside import COUNTRYSIDE, sides_of_countrysides
from crawler.places.endings import BEGINNINGS
from crawler.places.gazetteer import Gazetteer
from crawler.places.links import Link, Tie, find_links
from crawler.places.names import FUSING
from crawler.places.resolve import Choice, Resolver
from crawler.places.roles import role_of
from crawler.places.scan import Mention, scan
from crawler.places.senses import read_senses
from crawler.places.toponym import Toponym
from crawler.places.unknown import read_unknown
from crawler.places.unlisted import Unlisted

__all__ = ["Toponym", "find_toponyms"]

_AND_ITS_COUNTRYSIDE = frozenset(["وريفها", "وريفه"])


def find_toponyms(
    tokens: Sequence[Token], gazetteer: Gazetteer, country: str | None = None, text: str = ""
) -> list[Toponym]:
    """Return the places that a text names, in text order.

    ``country`` is the publisher's and decides last. ``text`` is what the tokens were cut from: with it
    a name that no row bears keeps its own spelling (without it, the folded one).

    names | links between them | which place each means | kind words that make another | names unknown
    """
    words = [token.text for token in tokens]
    vocabulary = frozenset(words)
    senses = read_senses(tokens, words, gazetteer.senses, text)
    mentions = scan(tokens, senses, gazetteer.index)
    links = find_links(tokens, mentions)
    resolver = Resolver(
        tokens,
        vocabulary,
        senses=senses,
        mentions=mentions,
        links=links,
        gazetteer=gazetteer,
        country=country,
    )
    chosen = resolver.decide()
    found, written = _told(tokens, mentions, links, chosen, gazetteer)
    if not vocabulary.isdisjoint(COUNTRYSIDE):
        found.extend(sides_of_countrysides(tokens, found, gazetteer))
    country = resolver.context.leading_country()
    unknown = Unlisted(
        tokens,
        senses,
        gazetteer,
        mentions=mentions,
        vocabulary=vocabulary,
        known=found,
        text=text,
        country=country,
    )
    found.extend(unknown.find())
    return sorted(_as_called(found, written), key=lambda toponym: toponym.first)


def _told(
    tokens: Sequence[Token],
    mentions: Sequence[Mention],
    links: Mapping[int, Link],
    chosen: Mapping[int, Choice],
    gazetteer: Gazetteer,
) -> tuple[list[Toponym], dict[str, list[str]]]:
    """Return the places that rows bear, and under which keys the text writes each."""
    found: list[Toponym] = []
    written: dict[str, list[str]] = {}
    for number, choice in sorted(chosen.items()):
        mention, link = mentions[number], links.get(number)
        if _is_cut_short(tokens, mention, gazetteer):
            continue
        outer = chosen.get(link.outer) if link and link.tie is not Tie.MARK else None
        toponym = _known(tokens, mention, choice, outer.place if outer else None)
        if toponym is not None:
            found.append(toponym)
            if toponym.place is choice.place:
                written.setdefault(toponym.place.id, []).append(mention.key)
            found.extend(_its_countryside(tokens, toponym, mention.key, gazetteer))
    return found, written


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
    opens = mention.key in FUSING or mention.key in BEGINNINGS  # the سان of "بلدة سان خوستو" is no village
    if mention.words > 1 or not opens or mention.head is None or mention.shared:
        return False
    return read_unknown(tokens, mention.first - 1, gazetteer) > mention.last

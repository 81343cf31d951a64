"""Find where on the page the article's text stands.

Each piece of text gets a value: sentences outside links speak for their surroundings, links and
loose labels against them. The element whose pieces sum up highest holds the article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crawler.extract.markup import BODY, CHROME, FURNITURE, HEADINGS
from crawler.extract.tree import Element, Piece, Walk

_SENTENCE_END = re.compile("[.。؟?!…:۔][\\s\"'”’“»)\\]]*$")
_CUT_SHORT = re.compile(r"(?:…|\.\.\.)[\s\"'”»)\]]*$")
_FUNCTION_WORDS = re.compile(
    r"(?<!\w)(?:في|من|على|إلى|الى|عن|أن|إن|ان|التي|الذي|الذين|كما|حيث|بعد|قبل|بين|خلال|مع|هذا|هذه|ذلك|لم|لن|قد|كان|كانت|"
    r"the|of|and|that|was|were|has|have|which|with|der|die|und|les|des|est|que|los|una|per|och|на|что|для|ve|bir)(?!\w)"
)

SHORT = 25  # characters
TAIL = 30
COMMA_WORTH = 10
LONG = 80
RESCUE = 0.5  # chrome by its name is not chrome when it holds so much of the page's prose
BODY_BONUS = 1.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The article's element and which pieces lie in it."""

    container: int
    inside: tuple[bool, ...]  # one a piece
    chrome: tuple[bool, ...]  # one an element: the element or one around it is chrome
    prose: int  # characters of sentences inside


def is_prose(piece: Piece) -> bool:
    """Whether the piece reads like a sentence or paragraph and is not a link."""
    length = len(piece.text)
    if piece.tag in HEADINGS or length < SHORT or piece.linked * 2 > length:
        return False
    if length >= 2 * LONG:
        return True
    if _CUT_SHORT.search(piece.text[-TAIL:]):
        return False
    return length >= LONG * 0.5 and bool(_SENTENCE_END.search(piece.text[-TAIL:]))


def value_of(piece: Piece) -> float:
    """Say how strongly a piece speaks for (or against) its surroundings being an article."""
    text = piece.text
    length = len(text)
    if piece.linked * 2 > length:
        return -min(60.0, 12 + 0.3 * length)
    if piece.tag in HEADINGS:
        return 0.0
    if length < SHORT:
        return -5.0
    if _CUT_SHORT.search(text[-TAIL:]) and length < 4 * LONG:
        return -10.0
    density = piece.linked / length
    if is_prose(piece):
        return length * (1 - density) + COMMA_WORTH * min(text.count("،") + text.count(","), 10)
    return 0.4 * length if _FUNCTION_WORDS.search(text) else -5.0


def find_article(page: Walk) -> Found:
    """Choose the element that holds the article, and say which pieces lie in it."""
    elements, pieces = page.elements, page.pieces
    prose = [len(piece.text) if is_prose(piece) else 0 for piece in pieces]
    chrome = _chrome(elements, _sums(elements, pieces, prose))
    values = [0.0 if chrome[p.element] or p.chrome else value_of(p) for p in pieces]
    scores = _sums(elements, pieces, values)
    best = max(range(len(elements)), key=lambda e: (scores[e] * _bonus(elements[e]), e))
    within = _within(elements, best)
    inside = tuple(within[piece.element] for piece in pieces)
    return Found(
        container=best,
        inside=inside,
        chrome=tuple(chrome),
        prose=sum(length for length, here in zip(prose, inside, strict=True) if here),
    )


def _bonus(element: Element) -> float:
    if element.role == BODY:
        return BODY_BONUS
    return 1.1 if element.tag == "article" else 1.0


def _sums(elements: Sequence[Element], pieces: Sequence[Piece], values: Sequence[float]) -> list[float]:
    """Sum the pieces' values for each element with all that is in it."""
    sums = [0.0] * len(elements)
    for piece, worth in zip(pieces, values, strict=True):
        sums[piece.element] += worth
    for index in range(len(elements) - 1, 0, -1):  # children stand after their parents
        sums[elements[index].parent] += sums[index]
    return sums


def _chrome(elements: Sequence[Element], prose: Sequence[float]) -> list[bool]:
    """Say for each element whether it lies in chrome; names that would take most of the page's text are not believed."""
    chrome = [False] * len(elements)
    for index in range(1, len(elements)):
        element = elements[index]
        named = element.role == CHROME and (
            element.tag in FURNITURE - {"aside"} or prose[index] < RESCUE * prose[0]
        )
        chrome[index] = chrome[element.parent] or named
    return chrome


def _within(elements: Sequence[Element], container: int) -> list[bool]:
    within = [False] * len(elements)
    within[container] = True
    for index in range(container + 1, len(elements)):
        within[index] = within[elements[index].parent]
    return within

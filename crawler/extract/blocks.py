"""Find where on the page the article's text stands.

Each piece of text gets a value: sentences outside links speak for their surroundings, links and
loose labels against them. The element whose pieces sum up highest holds the article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crawler.extract.lines import FIRST_WITHOUT_SPACES, LAST_WITHOUT_SPACES
from crawler.extract.markup import BODY, CHROME, COMMENTS, FURNITURE, HEADINGS
from crawler.extract.tree import Piece, Walk

_SENTENCE_END = re.compile("[.。؟?!…:۔！？][\\s\"'”’“»)\\]]*$")
_CUT_SHORT = re.compile(r"(?:…|\.\.\.)[\s\"'”»)\]]*$")
_FUNCTION_WORDS = re.compile(
    r"(?<!\w)(?:في|من|على|إلى|الى|عن|أن|إن|ان|التي|الذي|الذين|كما|حيث|بعد|قبل|بين|خلال|مع|هذا|هذه|ذلك|لم|لن|قد|كان|كانت|"
    r"the|of|and|that|was|were|has|have|which|with|der|die|und|les|des|est|que|los|una|per|och|на|что|для|ve|bir)(?!\w)"
)

SHORT = 25  # characters
TAIL = 30
COMMA_WORTH = 10
VOUCHED_HEAD, VOUCHED_WORTH = 50, 300  # characters
LONG = 80
RESCUE_ASIDE = 0.85
RESCUE = 0.5  # chrome by its name is not chrome when it holds so much of the page's prose
LEFT_BESIDE_COMMENTS = 200  # characters of prose
BODY_BONUS = 1.16
_NAMED = frozenset([CHROME, COMMENTS])
CHILD_SHARE = 0.6  # of an element's text, to be taken for the text itself
LEAD_SHARE, AFTER_SHARE = 0.3, 0.4  # of the text, that may stand before and after it
NOISE_WORTH = 40  # characters of sentences that a label or link beside them outweighs


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The article's element and which pieces lie in it."""

    container: int
    inside: tuple[bool, ...]  # one a piece
    chrome: tuple[bool, ...]  # one an element: the element or one around it is chrome


def _length(text: str) -> int:
    """Return the characters that an alphabet would need: Chinese and Japanese say as much in half."""
    return 2 * len(text) if FIRST_WITHOUT_SPACES <= text[0] < LAST_WITHOUT_SPACES else len(text)


def is_prose(piece: Piece) -> bool:
    """Whether the piece reads like a sentence or paragraph and is not a link."""
    if 2 * len(piece.text) < SHORT:  # most of a page's pieces are labels
        return False
    length = _length(piece.text)
    if length < SHORT or piece.tag in HEADINGS or piece.linked * 2 > len(piece.text):
        return False
    if length >= 2 * LONG:
        return True
    if _CUT_SHORT.search(piece.text[-TAIL:]):
        return False
    return length >= LONG * 0.5 and bool(_SENTENCE_END.search(piece.text[-TAIL:]))


def value_of(piece: Piece, *, reads: bool) -> float:
    """Say how strongly a piece speaks for (or against) its surroundings; ``reads`` as ``is_prose`` says."""
    text = piece.text
    length = _length(text)
    if piece.linked * 2 > len(text):
        return -min(60.0, 12 + 0.3 * length)
    if piece.tag in HEADINGS:
        return 0.0
    if length < SHORT:
        return -5.0
    if _CUT_SHORT.search(text[-TAIL:]) and length < 4 * LONG:
        return -10.0
    density = piece.linked / len(text)
    if reads:
        return length * (1 - density) + COMMA_WORTH * min(text.count("،") + text.count(","), 10)
    return 0.4 * length if _FUNCTION_WORDS.search(text) else -5.0


def find_article(page: Walk, vouched: str = "") -> Found:
    """Choose the element that holds the article, and say which pieces lie in it.

    ``vouched`` is what others call the article: the feed's summary, the page's own JSON-LD. It is not
    taken for the text, but a sentence of the page that stands in it speaks louder.
    """
    pieces = page.pieces
    prose = [len(piece.text) if is_prose(piece) else 0 for piece in pieces]
    chrome = _chrome(page, _sums(page, prose))
    values = [
        0.0 if chrome[piece.element] or piece.chrome else value_of(piece, reads=length > 0)
        for piece, length in zip(pieces, prose, strict=True)
    ]
    # A summary vouches for the article's element, not against the sentences that it leaves out.
    louder = (
        values
        if not vouched
        else [
            value + VOUCHED_WORTH if length and piece.text[:VOUCHED_HEAD] in vouched else value
            for piece, length, value in zip(pieces, prose, values, strict=True)
        ]
    )
    scores = _sums(page, louder)
    for index, role in enumerate(page.roles):
        if role == BODY:
            scores[index] *= BODY_BONUS
    best = scores.index(max(scores))
    container, lead = _narrow(page, values, best)
    within = _within(page, container)
    inside = [within[piece.element] for piece in pieces]
    for number in lead:
        inside[number] = True
    return Found(container=container, inside=tuple(inside), chrome=tuple(chrome))


def _sums(page: Walk, values: Sequence[float]) -> list[float]:
    """Sum the pieces' values for each element with all that is in it."""
    parents = page.parents
    sums = [0.0] * len(parents)
    for piece, worth in zip(page.pieces, values, strict=True):
        if worth:
            sums[piece.element] += worth
    for index in range(len(sums) - 1, 0, -1):  # children stand after their parents
        if sums[index]:
            sums[parents[index]] += sums[index]
    return sums


def _chrome(page: Walk, prose: Sequence[float]) -> list[bool]:
    """Say for each element whether it lies in chrome.

    Names that would take most of the page's text are not believed: <div class="widget-content"> may hold
    the article. Readers' comments are often longer than the article, so theirs are, if any text is left.
    """
    chrome = [False]
    for index in range(1, len(page.parents)):
        named = page.roles[index] in _NAMED and _is_chrome(page, index, prose)
        chrome.append(named or chrome[page.parents[index]])
    return chrome


def _is_chrome(page: Walk, index: int, prose: Sequence[float]) -> bool:
    """Whether a name of chrome is believed, of an element with so much of the page's prose."""
    tag, whole = page.tags[index], prose[0]
    if tag in FURNITURE and tag != "aside":
        return True
    most = prose[index] >= (RESCUE_ASIDE if tag == "aside" else RESCUE) * whole
    if page.roles[index] == COMMENTS:
        return whole - prose[index] >= LEFT_BESIDE_COMMENTS or not most
    return not most


# --- From the best element down to the text --------------------------------------------------------


def _narrow(page: Walk, values: Sequence[float], best: int) -> tuple[int, list[int]]:
    """Go down while one child holds the text and what lies beside it is mostly labels and links.

    Returns the element and the sentences between headline and text that lie beside it: the lead.
    """
    positive = [value if value > 0 else 0.0 for value in values]
    texts = _sums(page, positive)
    path = _heavy_path(page.parents, texts, best)
    spans = _spans(page, path)
    bodies = _children_with_body(page, texts)
    container, lead = best, []
    for child, (low, high), (first, last) in zip(path[1:], spans, spans[1:], strict=False):
        text, before = texts[child], sum(positive[low:first])
        after = sum(positive[last:high])
        labels = sum(value < 0 for value in values[last:high])
        if text < CHILD_SHARE * (text + before + after) or before > LEAD_SHARE * text:
            break
        # Where one child only is named as the body, what follows it is not of it, labels or none.
        named = bodies.get(container) == {child}
        if not named and after and (after > AFTER_SHARE * text or labels * NOISE_WORTH < after):
            break
        lead += _lead(page.pieces, values, low, first)
        container = child
    return container, lead


def _heavy_path(parents: Sequence[int], texts: Sequence[float], best: int) -> list[int]:
    """Return the elements from ``best`` down, each the child with the most text of the one before."""
    heavy: dict[int, int] = {}
    for index in range(best + 1, len(parents)):
        parent = parents[index]
        if texts[index] > 0 and (parent not in heavy or texts[index] > texts[heavy[parent]]):
            heavy[parent] = index
    path = [best]
    while path[-1] in heavy:
        path.append(heavy[path[-1]])
    return path


def _spans(page: Walk, path: Sequence[int]) -> list[tuple[int, int]]:
    """Return the range of pieces of each element of the path; an element's pieces stand together."""
    on_path = {element: level for level, element in enumerate(path)}
    levels = [-1] * len(page.parents)
    levels[path[0]] = 0
    for index in range(path[0] + 1, len(levels)):
        levels[index] = on_path.get(index, levels[page.parents[index]])
    found: list[list[int]] = [[] for _ in path]
    for number, piece in enumerate(page.pieces):
        if levels[piece.element] >= 0:
            found[levels[piece.element]].append(number)
    spans: list[tuple[int, int]] = []
    first, last = len(page.pieces), 0
    for numbers in reversed(found):
        if numbers:
            first, last = min(first, numbers[0]), max(last, numbers[-1] + 1)
        spans.append((first, last))
    return spans[::-1]


def _children_with_body(page: Walk, texts: Sequence[float]) -> dict[int, set[int]]:
    """Return for each element those of its children that are named as the body, or hold one that is."""
    found: dict[int, set[int]] = {}
    for index in range(len(page.parents) - 1, 0, -1):
        if index in found or (page.roles[index] == BODY and texts[index] > 0):
            found.setdefault(page.parents[index], set()).add(index)
    return found


def _lead(pieces: Sequence[Piece], values: Sequence[float], low: int, first: int) -> list[int]:
    """Return the sentences after the last headline before the text."""
    headline = max((n for n in range(low, first) if pieces[n].tag == "h1"), default=low - 1)
    return [n for n in range(headline + 1, first) if values[n] > 0 and is_prose(pieces[n])]


def _within(page: Walk, container: int) -> list[bool]:
    within = [False] * len(page.parents)
    within[container] = True
    for index in range(container + 1, len(within)):
        within[index] = within[page.parents[index]]
    return within

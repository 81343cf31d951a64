"""Which name of a text contains which: "القدم جنوب دمشق", "كفرنبل بريف إدلب", "دوما (ريف دمشق)"."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from crawler.arabic.tokens import Token
from crawler.places.cues import BELONGING, DESCRIPTIONS, DIRECTIONS, INSIDE, SIDES, forms, head_of
from crawler.places.scan import LONGEST_GAP, QUOTES, Mention

_CAPITAL = frozenset(["العاصمه", "السوريه", "من", "ل"])
_SOFT_MARKS = QUOTES | frozenset("،,-–—/_")
_NEAR = frozenset(["قرب", "بالقرب", "القريبه", "القريب", "المجاوره", "المجاور", "بمحاذاه"])


class Tie(Enum):
    """How one name is tied to the next."""

    DIRECTION = "a direction lies between"  # X شمال Y, X قرب Y: inside or next to it
    INSIDE = "it is said to lie in it"  # X في Y, X بريف Y
    MARK = "only a mark lies between"  # X، Y and X (Y): inside it, or the next of a list


class Link(NamedTuple):
    """The mention that the text ties to another as its surroundings."""

    outer: int  # index into the mentions
    tie: Tie


def find_links(tokens: Sequence[Token], mentions: Sequence[Mention]) -> dict[int, Link]:
    """Map each mention to the one that surrounds it in the text; a list shares that of its last name."""
    links: dict[int, Link] = {}
    for number in range(len(mentions) - 2, -1, -1):
        here, following = mentions[number], mentions[number + 1]
        near = following.first - here.last <= LONGEST_GAP
        tie = tie_between(tokens, here.last, following) if near else None
        beyond = links.get(number + 1)
        if following.follows and beyond is not None and beyond.tie is not Tie.MARK:
            links[number] = beyond
        elif tie is not None:
            links[number] = Link(number + 1, tie)
    return links


def tie_between(tokens: Sequence[Token], end: int, following: Mention) -> Tie | None:
    """Say how the words between an earlier name's end and a later name tie them; None if they do not."""
    gap = tokens[end : following.first]
    if (
        not gap and forms(tokens[following.first].text) & DIRECTIONS
    ):  # the region جنوب دمشق in "القدم جنوب دمشق"
        return Tie.DIRECTION
    if len(gap) > LONGEST_GAP or following.prefix not in ("", "ب", "ل"):
        return None
    tie = Tie.INSIDE if following.prefix == "ب" else None
    for token in gap:
        if token.kind == "mark":
            if token.text not in _SOFT_MARKS:
                return None
            continue
        step = _step(token.text)
        if step is None:
            return None
        tie = Tie.DIRECTION if Tie.DIRECTION in (step, tie) else step
    if not gap and following.prefix != "ب":
        return None
    return tie or (Tie.MARK if following.prefix == "" else None)


def _step(word: str) -> Tie | None:
    """Say what one word between two names does: ties them, or breaks off (None)."""
    words = forms(word)
    if words & (DIRECTIONS | _NEAR):
        return Tie.DIRECTION
    if words & (SIDES | BELONGING | INSIDE | DESCRIPTIONS | _CAPITAL) or head_of(word) is not None:
        goes_on = word.startswith("و") and head_of(word[1:]) is not None  # وبلدة, but not ولاية
        return None if goes_on else Tie.INSIDE
    return None

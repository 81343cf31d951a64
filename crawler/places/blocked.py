"""Names that look like places and are none: teams, outlets, brigades, persons, feet and solidarity."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.arabic.tokens import Token
from crawler.places.cues import (
    CLUBS_AFTER,
    FIRST_NAMES,
    IDIOMS,
    KIN,
    MOTHER,
    ORDINARY_AFTER,
    ORDINARY_BEFORE,
    ORGANISATIONS,
    TITLES,
    forms,
)
from crawler.places.scan import Mention

_KNOWN_WORLDWIDE = 6  # weight; no one is called الشيخ باريس, and "دمشق أم حلب" asks which
_ORGANISATION_IN = frozenset(
    ["الدوله", "الاسلاميه", "القاعده", "في", "ب", "بلاد", "ولايه", "تنظيم", "لتنظيم"]
)
_LONGEST_QUOTED_NAME = 5
_OPENING, _CLOSING = frozenset("\"'«“”„‹("), frozenset("\"'»“”›)")


def why_no_place(tokens: Sequence[Token], mention: Mention, weight: int) -> str | None:
    """Say why this name is no place here; None if nothing speaks against it."""
    before = mention.before
    words = forms(tokens[before].text) if before >= 0 else frozenset[str]()
    after = tokens[mention.last].text if mention.last < len(tokens) else ""
    reason = _by_its_neighbours(mention, tokens[before].text if before >= 0 else "", words, after)
    if reason is not None:
        return reason
    if not mention.prefix:
        reason = _belongs_to_a_name(words, tokens[before].text if before >= 0 else "", weight)
        if reason is not None:
            return reason
    if _in_an_organisations_name(tokens, mention):
        return "part of an armed group's name"
    if mention.head is None and _in_a_quoted_name(tokens, mention):
        return "part of a quoted name"
    return None


def _by_its_neighbours(mention: Mention, before: str, words: frozenset[str], after: str) -> str | None:
    """Judge by what the word means beside its neighbours: كرة القدم, التضامن مع, مانشستر سيتي."""
    if mention.words == 1 and (mention.head is None or mention.shared):
        if words & ORDINARY_AFTER.get(mention.key, frozenset()):
            return f"an ordinary word after {before}"
        if after in ORDINARY_BEFORE.get(mention.key, frozenset()):
            return f"an ordinary word before {after}"
    if after in IDIOMS.get(mention.key, frozenset()):
        return f"a set phrase with {after}"
    return f"a team's name before {after}" if after in CLUBS_AFTER else None


def _belongs_to_a_name(words: frozenset[str], before: str, weight: int) -> str | None:
    """Judge by the word right before a name to which nothing is prefixed."""
    if words & ORGANISATIONS:
        return f"an organisation's name after {before}"
    if words & KIN or (words & MOTHER and weight < _KNOWN_WORLDWIDE):
        return f"a person's name after {before}"
    if weight < _KNOWN_WORLDWIDE and words & (TITLES | FIRST_NAMES):
        return f"a person's name after {before}"
    return None


def _in_an_organisations_name(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether it ends "تنظيم الدولة الإسلامية في العراق والشام", the second country too."""
    position, seen = mention.first - 1, 0
    while position >= 0 and seen < _LONGEST_QUOTED_NAME:
        word = tokens[position].text
        if word in {"الاسلاميه", "الدوله", "القاعده"} and seen:
            return tokens[position + 1].text == "في" or "ب" in mention.prefix
        if word not in _ORGANISATION_IN and not (seen <= 1 and mention.prefix.startswith("و")):
            return False
        position, seen = position - 1, seen + 1
    return False


def _in_a_quoted_name(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether it shares a short quotation with other words: «حراس دمشق», not «دمشق» alone."""
    opened = _mark_within(
        tokens, range(mention.first - 1, mention.first - _LONGEST_QUOTED_NAME, -1), _OPENING
    )
    if opened is None or opened == mention.first - 1 or mention.prefix or tokens[opened].text == "(":
        return False
    closed = _mark_within(tokens, range(mention.last, mention.last + _LONGEST_QUOTED_NAME - 1), _CLOSING)
    return closed is not None and closed - opened <= _LONGEST_QUOTED_NAME


def _mark_within(tokens: Sequence[Token], reach: range, marks: frozenset[str]) -> int | None:
    """Return the first of these marks in reach, None if another mark comes first."""
    for position in reach:
        if not 0 <= position < len(tokens):
            return None
        if tokens[position].kind == "mark":
            return position if tokens[position].text in marks else None
    return None

"""Sets of folded words, written in the code as they are spelled in a newspaper."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.arabic.fold import fold


def folded(text: str) -> list[str]:
    """Return the folded words of a list that is written as one text.

    >>> folded("مئة مائة")
    ['ميه', 'مايه']
    """
    return [fold(word) for word in text.split()]


def words(text: str) -> frozenset[str]:
    """Return the same as a set to look words up in."""
    return frozenset(folded(text))


def prefixed(bare: Iterable[str], letters: str) -> frozenset[str]:
    """Return the words bare and with each of the letters written onto them.

    >>> sorted(prefixed(["يوم"], "و"))
    ['ويوم', 'يوم']
    """
    known = frozenset(bare)
    return known | {letter + word for word in known for letter in letters}

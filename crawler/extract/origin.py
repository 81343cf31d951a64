"""Whom a text says it was taken from: "نقلاً عن …", "المصدر: …", an agency's name on its own line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.extract.phrases import Phrases, comparing_form, shipped_phrases

_SOURCE_LINE = re.compile(
    r"^[\s*•(\[]*(?:المصدر|المصادر|مصدر الخبر|source)\s*[:：/\-–]\s*(?P<name>[^\n]{2,60})$", re.IGNORECASE
)
_AFTER = re.compile(
    r"^[\s*•(\[]*(?:نقل[اًاَ]*\s+عن|بالاتفاق مع|ترجمة عن|مترجم عن|originally published (?:by|on))\s+"
    r"(?:موقع\s+|صحيفة\s+|وكالة\s+(?=\S+\s+\S))?(?P<name>[^\n.،,:]{2,60})",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[/|()\-–—_]+")
_EDGE = 3  # lines at the text's ends where an attribution stands
MAX_WORDS = 8
AGENCY_LINE = 60  # characters


def find_origin(
    lines: Sequence[str], dropped: Sequence[str] = (), phrases: Phrases | None = None
) -> str | None:
    """Return the outlet or agency that the text names as its origin, as written; None when it names none.

    ``lines`` are those kept, ``dropped`` those taken out: source lines are among the latter.
    """
    spoken = phrases or shipped_phrases()
    edges = [*dropped, *lines[:_EDGE], *lines[-_EDGE:]]
    for line in edges:
        for pattern in (_SOURCE_LINE, _AFTER):
            match = pattern.match(line)
            if match and (name := _name(match.group("name"), spoken)):
                return name
    for line in edges:
        if len(line) <= AGENCY_LINE and (name := _agency(line, spoken)):
            return name
    return None


def _name(written: str, phrases: Phrases) -> str | None:
    name = written.strip(" \t*()[]\"'“”«».,،:-–|")
    form = comparing_form(name)
    if (
        not form
        or len(form.split()) > MAX_WORDS
        or form.startswith(("اضغط", "هنا", "من هنا", "http", "click", "here"))
    ):
        return None
    return phrases.agencies.get(form, name)


def _agency(line: str, phrases: Phrases) -> str | None:
    """Find an agency that stands alone or after a place or outlet: "عفرين/ الأناضول", "فرانس24/ أ ف ب"."""
    whole = phrases.agencies.get(comparing_form(line))
    if whole:
        return whole
    parts = [part for part in _PARTS.split(line) if part.strip()]
    return phrases.agencies.get(comparing_form(parts[-1])) if parts else None

"""Everything that led from an article's text to its events, for those who ask why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.detect.claims import Claim
from crawler.detect.phrases import Match
from crawler.detect.sentences import ReadText
from crawler.model import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadArticle:
    """An article as the detector read it."""

    text: ReadText
    matches: Sequence[Sequence[Match]]  # a list for each sentence
    passed_over: str | None = None  # why the article was not looked at any closer
    claims: Sequence[Claim] = ()
    events: Sequence[Event] = ()

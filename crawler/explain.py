"""What was seen in a text, span by span, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.arabic.dates import find_dates
from crawler.arabic.numbers import find_numbers
from crawler.arabic.tokens import Token, tokenize
from crawler.detect.detector import Detector
from crawler.model import Article, Event, Span, Status
from crawler.places.toponyms import find_toponyms


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A run of the text and what it was taken for."""

    span: Span
    kind: str  # "trigger", "place", "number" or "time"
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Every decision about an article; offsets count in ``article.full_text``."""

    article: Article
    marks: tuple[Mark, ...]
    found: tuple[Event, ...]
    rejected: tuple[Event, ...]


def explain_article(article: Article, detector: Detector) -> Explanation:
    """Read an article as the daemon does, and keep what it usually forgets."""
    tokens = tokenize(article.full_text)
    events = detector.detect(article)
    marks = (
        *_trigger_marks(events),
        *_place_marks(article, tokens, detector),
        *_number_marks(tokens),
        *_time_marks(article, tokens),
    )
    return Explanation(
        article=article,
        marks=tuple(sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end))),
        found=tuple(event for event in events if event.status is Status.NEW),
        rejected=tuple(event for event in events if event.status is not Status.NEW),
    )


def _trigger_marks(events: list[Event]) -> list[Mark]:
    return [
        Mark(span=event.evidence, kind="trigger", note=f"{event.type.value}, {event.status.value}")
        for event in events
    ]


def _place_marks(article: Article, tokens: list[Token], detector: Detector) -> list[Mark]:
    gazetteer = detector.gazetteer
    found = find_toponyms(tokens, gazetteer, article.country, article.full_text)
    return [
        Mark(
            span=_span(tokens, one.first, one.last),
            kind="place",
            note=f"{gazetteer.describe(one.place)}, {one.role}: {one.why}",
        )
        for one in found
    ]


def _number_marks(tokens: list[Token]) -> list[Mark]:
    marks: list[Mark] = []
    for number in find_numbers(tokens):
        bounds = f"{_or_unknown(number.low)} to {_or_unknown(number.high)}"
        note = f"{_or_unknown(number.best)} ({bounds})" + (f", {number.unit}" if number.unit else "")
        marks.append(Mark(span=_span(tokens, number.first, number.last), kind="number", note=note))
    return marks


def _or_unknown(figure: int | None) -> str:
    return "?" if figure is None else str(figure)


def _time_marks(article: Article, tokens: list[Token]) -> list[Mark]:
    marks: list[Mark] = []
    for when in find_dates(tokens, article.published, article.timezone):
        until = f" to {when.until}" if when.until else ""
        sure = "" if when.sure else ", not sure"
        note = f"{when.day}{until} ({when.kind}{sure})"
        marks.append(Mark(span=_span(tokens, when.first, when.last), kind="time", note=note))
    return marks


def _span(tokens: list[Token], first: int, last: int) -> Span:
    return Span(start=tokens[first].start, end=tokens[last - 1].end)

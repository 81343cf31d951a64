"""Why an article did not become an event of a type: what was seen, and what held each trigger back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crawler.arabic.tokens import readings
from crawler.detect.claims import Claim
from crawler.detect.detector import Detector
from crawler.detect.lexicon import Level, Phrase
from crawler.detect.phrases import Match
from crawler.detect.read_article import ReadArticle
from crawler.detect.triggers import choose_triggers
from crawler.model import Article, Event, EventType, Span, Status

MOST_NEAR = 5
_SHORTEST_MISSPELT = 4  # letters; shorter words are all alike
_LEVELS = {
    Level.WEAK: "weak: it needs a place, a day or a toll in its sentence",
    Level.VAGUE: "vague: it points to what is told elsewhere",
    Level.TOLL: "a toll: it counts where nothing else tells what killed",
    Level.LOSS: "a loss: it goes to whatever the article tells of",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A trigger of the type that was seen, and why it made no event of it."""

    span: Span
    phrase: str  # as the lexicon has it
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """A phrase of the type of which a sentence has only a part, or a word spelled like one of its words."""

    span: Span
    phrase: str
    lacks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNot:
    """The answer; ``became`` holds the events of the type that there are all the same."""

    type: EventType
    became: tuple[Event, ...]
    passed_over: str | None  # why the article was not looked at any closer
    held: tuple[Held, ...]
    near: tuple[NearMiss, ...]  # asked for only where no trigger was seen


def why_not(article: Article, kind: EventType, detector: Detector) -> WhyNot:
    """Say what kept an article from becoming an event of a type."""
    read = detector.read(article)
    held = tuple(_held(read, kind))
    return WhyNot(
        type=kind,
        became=tuple(e for e in read.events if e.type is kind and e.status is Status.NEW),
        passed_over=read.passed_over,
        held=held,
        near=() if held else (*_parts(read, kind, detector), *_misspelt(read, kind, detector))[:MOST_NEAR],
    )


# --- Triggers that were seen --------------------------------------------------------------------------


def _held(read: ReadArticle, kind: EventType) -> Iterator[Held]:
    claims = {(claim.token, claim.type): claim for claim in read.claims}
    for matches in read.matches:
        chosen = choose_triggers(matches)
        for match in matches:
            if match.phrase.type is not kind or _told_by_better(match, chosen):
                continue
            claim = claims.get((match.first, kind)) if match in chosen else None
            if claim is not None:
                why = tuple(_claim_reasons(claim, read))
            else:
                why = (_not_chosen(match, matches, chosen, read),)
            yield Held(span=_span(read, match.used), phrase=match.phrase.text, why=why)


def _told_by_better(match: Match, chosen: Sequence[Match]) -> bool:
    """Whether a longer phrase of the same type has its words: that one is told of."""
    return match not in chosen and any(
        other.phrase.type is match.phrase.type and not set(match.used).isdisjoint(other.used)
        for other in chosen
    )


def _claim_reasons(claim: Claim, read: ReadArticle) -> Iterator[str]:
    """Say what became of a claim: its status, its level, the event that took it in."""
    if claim.status is not Status.NEW:
        yield f"{claim.status}: {claim.why[-1]}"
        return
    yield f"told as news, level {claim.level}" + (
        f" ({_LEVELS[claim.level]})" if claim.level in _LEVELS else ""
    )
    yield from claim.why[2:]
    home = _home(claim, read.events)
    if home is None:
        return
    if home.status is not Status.NEW:
        yield f"{home.status}: {home.why[-1]}"
    elif home.type is claim.type:
        yield "it became an event of this type" + (", central" if home.central else ", told in passing")
    else:
        yield f"joined to {home.type} by «{home.trigger}»"


def _home(claim: Claim, events: Sequence[Event]) -> Event | None:
    """Return the event that took a claim in: it repeats the claim's reasons."""
    homes = [e for e in events if e.status is claim.status and set(claim.why) <= set(e.why)]
    homes = homes or [e for e in events if claim.why[0] in e.why]
    return min(homes, key=lambda e: abs(e.evidence.start - claim.evidence.start), default=None)


def _not_chosen(match: Match, matches: Sequence[Match], chosen: Sequence[Match], read: ReadArticle) -> str:
    """Say why a phrase that stands there did not count, or its claim was dropped."""
    if read.passed_over is not None:
        return f"the article was passed over: {read.passed_over}"
    if match in chosen:
        return "dropped: its sentence tells what killed, and the toll goes to that"
    used = set(match.used)
    for other in matches:
        if other.phrase.marker == "figurative" and not used.isdisjoint(other.used):
            return f"figurative: «{other.phrase.text}»"
        if other.phrase.marker == "name" and other.used[-1] in used:
            return f"part of a name: «{other.phrase.text}»"
    better = next((other for other in chosen if not used.isdisjoint(other.used)), None)
    if better is None:
        return "it lies within a longer phrase that means something else"
    return f"its words are read as {better.phrase.type}: «{better.phrase.text}»"


def _span(read: ReadArticle, used: Sequence[int]) -> Span:
    tokens = read.text.tokens
    return Span(start=tokens[used[0]].start, end=tokens[used[-1]].end)


# --- What comes nearest where no trigger was seen ---------------------------------------------------


def _phrases(kind: EventType, detector: Detector) -> list[Phrase]:
    return [phrase for phrase in detector.book.phrases if phrase.type is kind]


def _parts(read: ReadArticle, kind: EventType, detector: Detector) -> list[NearMiss]:
    """Return the phrases of which a sentence has most, the fullest first."""
    found: list[tuple[float, NearMiss]] = []
    for phrase in _phrases(kind, detector):
        needed = [element for element in phrase.elements if not element.optional]
        best: tuple[float, NearMiss] | None = None
        for sentence in read.text.sentences:
            words = range(sentence.first, sentence.last)
            seen = [[i for i in words if not e.groups.isdisjoint(read.text.words[i].groups)] for e in needed]
            share = sum(map(bool, seen)) / len(needed)
            if share and (best is None or share > best[0]):
                missing = [e.groups for e, at in zip(needed, seen, strict=True) if not at]
                used = sorted(at[0] for at in seen if at)
                best = share, NearMiss(span=_span(read, used), phrase=phrase.text, lacks=_lacks(missing))
        if best is not None:
            found.append(best)
    found.sort(key=lambda scored: -scored[0])
    return [miss for _, miss in found]


def _lacks(missing: Sequence[frozenset[str]]) -> str:
    if not missing:
        return "its words stand in another form or order, or too far apart"
    return "lacks " + " and ".join("[" + "|".join(sorted(groups)) + "]" for groups in missing)


def _misspelt(read: ReadArticle, kind: EventType, detector: Detector) -> Iterator[NearMiss]:
    """Give the words of the text that are one letter away from a word that the type's phrases begin with."""
    groups = frozenset(g for phrase in _phrases(kind, detector) for g in phrase.elements[0].groups)
    alike: dict[str, str] = {}
    for form in sorted(detector.vocabulary.forms_of(groups)):
        if len(form) >= _SHORTEST_MISSPELT:
            alike.update(dict.fromkeys(_shortened(form), form))
    for token, word in zip(read.text.tokens, read.text.words, strict=True):
        if word.groups or token.kind != "word":
            continue
        stems = (r.stem for r in readings(token.text) if len(r.stem) >= _SHORTEST_MISSPELT)
        meant = next((alike[s] for stem in stems for s in _shortened(stem) if s in alike), None)
        if meant is not None:
            span = Span(start=token.start, end=token.end)
            yield NearMiss(span=span, phrase=meant, lacks="spelled otherwise by a letter")


def _shortened(word: str) -> list[str]:
    """Return a word and it without each of its letters: two that share one differ by a letter."""
    return [word, *(word[:i] + word[i + 1 :] for i in range(len(word)))]

"""What kind of article this is: sport, talk about events, or a report of them."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.detect.claims import Claim, Title
from crawler.detect.lexicon import Level
from crawler.detect.phrases import Match
from crawler.detect.sentences import ReadText, Sentence, Zone
from crawler.model import EventType, Status

_TALK = frozenset(["reaction", "hypothetical", "court", "talk", "denied", "figurative", "charged"])
_ASKING = frozenset(["ما", "ماذا", "متي", "اين", "كيف", "لماذا", "هل", "حين", "عندما"])
_SHOWING = frozenset(["فيديو", "بالفيديو", "شاهد", "صور", "بالصور"])  # "فيديو يؤكد" shows, nobody talks
_SPORT_WORDS = 4  # different ones; a bus crash of a hockey team has fewer
_CULTURE_WORDS = 3
_GRAVE = frozenset(["قتيل", "حتف", "شغب"])


def may_tell(matches: Sequence[Sequence[Match]]) -> bool:
    """Whether any phrase may make an event by itself; most articles have none and need no closer look."""
    return any(m.phrase.type is not None and m.phrase.level is not Level.LOSS for s in matches for m in s)


def is_play(text: ReadText, matches: Sequence[Sequence[Match]]) -> bool:
    """Whether an article is about a game, a film or a book, whose words sound like war.

    Not if the title or the lead tells of deaths or riots: a team's bus crashed, fans fought.
    """
    early = [s for s in text.sentences if s.zone is not Zone.BODY]
    if any(not _GRAVE.isdisjoint(text.words[i].groups) for s in early for i in range(s.first, s.last)):
        return False
    return _different("sport", matches) >= _SPORT_WORDS or _different("culture", matches) >= _CULTURE_WORDS


def of_crowds(matches: Sequence[Sequence[Match]]) -> list[list[Match]]:
    """Leave of a game's words only what its crowd does: fans threw bottles, nobody bombed the goal."""
    return [[m for m in found if m.phrase.type is None or _is_riot(m)] for found in matches]


def _is_riot(match: Match) -> bool:
    return match.phrase.type is EventType.RIOT and match.phrase.level is Level.SURE


def _different(marker: str, matches: Sequence[Sequence[Match]]) -> int:
    return len({m.phrase.text for sentence in matches for m in sentence if m.phrase.marker == marker})


def _tells(claim: Claim) -> bool:
    new = claim.told and claim.status is Status.NEW
    return new and not claim.definite and claim.level is not Level.VAGUE


def title_of(text: ReadText, matches: Sequence[Sequence[Match]], claims: Sequence[Claim]) -> Title:
    """Say what the title does: tells, talks (reacts, threatens, asks, looks back), or neither."""
    titles = [s for s in text.sentences if s.zone is Zone.TITLE]
    if is_roundup(text, matches):
        return Title.TALKS
    asking = {s.number for s in titles if text.tokens[s.first].text in _ASKING}
    if any(c.zone is Zone.TITLE and c.sentence not in asking and _tells(c) for c in claims):
        return Title.TELLS
    if any(m.phrase.marker == "doer" for s in titles for m in matches[s.number]):
        return Title.TELLS
    if titles and _talks(titles[0], text, matches[titles[0].number]):
        return Title.TALKS
    told = any(c.zone is Zone.TITLE and c.status is Status.NEW for c in claims)
    return Title.TELLS if told else Title.SILENT


def is_roundup(text: ReadText, matches: Sequence[Sequence[Match]]) -> bool:
    """Whether the title promises a look back, an opinion or a portrait."""
    titles = [s for s in text.sentences if s.zone is Zone.TITLE]
    return any(m.phrase.marker == "roundup" for s in titles for m in matches[s.number])


def is_trial(text: ReadText, matches: Sequence[Sequence[Match]]) -> bool:
    """Whether the title tells of a court: what its article narrates without a day is what was tried."""
    titles = [s for s in text.sentences if s.zone is Zone.TITLE]
    return any(m.phrase.marker == "court" for s in titles for m in matches[s.number])


def asks(text: ReadText) -> bool:
    """Whether the title is a question: what such an article's body tells without a day explains."""
    return text.full_text.partition("\n")[0].rstrip().endswith(("؟", "?"))


def _talks(title: Sentence, text: ReadText, matches: Sequence[Match]) -> bool:
    opening = text.tokens[title.first].text
    if opening in _ASKING:
        return True
    if opening in _SHOWING:
        return False
    colon = any(text.tokens[i].text == ":" for i in range(title.first, title.last))
    return colon or any(m.phrase.marker in _TALK for m in matches)

"""What a sentence of the body tells only in passing: causes, standing conditions, what outlasts the news."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from crawler.arabic.forms import PAST, PRESENT
from crawler.arabic.tokens import Token
from crawler.detect.phrases import Match
from crawler.detect.vocabulary import Word
from crawler.model import FAMILY_OF, EventType, Family

_AFTER = frozenset(["بعد", "عقب", "بعدما", "منذ"])
_WHICH = frozenset(["الذي", "التي", "الذين", "اللتين"])
_CAUSES = frozenset(["جراء", "بسبب", "نتيجه", "اثر", "بفعل", "وسط", "بعد", "عقب"])
_FLEES = frozenset(["خوفا", "هربا", "فرارا", "هروبا"])
_OCCASIONS = frozenset(["بعد", "عقب", "بسبب", "منذ", "قبل", "رغم", "وسط", "ضد", "لبحث", "اثناء"])
_CAUSE_REACH = 3
_YEAR_CUES = frozenset(["بين", "عامي", "اعوام", "سنوات", "صيف", "شتاء", "ربيع", "خريف"])
_FIRST_YEAR = 1900
_LASTING = frozenset([EventType.TERRITORY_CHANGE, EventType.DISPLACEMENT, EventType.SIEGE, EventType.OUTAGE])
_SHARES = frozenset(["مناطق", "اجزاء", "معظم", "غالبيه", "الجزء", "اغلب", "اراض", "اراضي", "مساحات"])
_SHARE_REACH = 3


def told_in_passing(
    match: Match,
    triggers: Sequence[Match],
    tokens: Sequence[Token],
    words: Sequence[Word],
    first: int,
    *,
    tolled: bool = False,
) -> str | None:
    """Return why an undated trigger of the body is no news of its own; None if it may be.

    ``triggers`` are the sentence's, those that lean on another left out; ``first`` is its first token;
    ``tolled``: the sentence tells of dead or hurt, and so what killed them.
    """
    if match.phrase.type in _LASTING:
        reason = _explains(match, tokens, first) or _stands(match, tokens, words)
        if reason is not None:
            return reason
    reason = _causes(match, triggers, tokens, words, first)
    if reason is not None or tolled:
        return reason
    return _occasions(match, tokens, words, first) or _describes(match, tokens, words, first)


def _explains(match: Match, tokens: Sequence[Token], first: int) -> str | None:
    """Judge what lasts: "بعد سيطرته على الحي", "الحي الذي يحاصره", "بعد نفاد الوقود"."""
    for token in _clause_before(match, tokens, first):
        if token.text.removeprefix("و") in _AFTER or token.text in _WHICH:
            return f"explains what is told: «{token.text}»"
    return None


def _stands(match: Match, tokens: Sequence[Token], words: Sequence[Word]) -> str | None:
    """Judge a condition: "وتحاصرها القوات" (but "وتفرض حصارا" begins one), "سيطر على مناطق واسعة"."""
    if match.phrase.type is EventType.SIEGE and "حصار" in words[match.first].groups:
        tenses = {s.tense for s in words[match.first].senses if s.word_class == "verb"}
        if PRESENT in tenses and PAST not in tenses:
            return "a lasting state"
    after = tokens[match.last - 1 : match.last + _SHARE_REACH]
    if match.phrase.type is EventType.TERRITORY_CHANGE and any(t.text in _SHARES for t in after):
        return "who holds what, not what was taken"
    return None


def _causes(
    match: Match, triggers: Sequence[Match], tokens: Sequence[Token], words: Sequence[Word], first: int
) -> str | None:
    """Judge a noun that tells why another thing happened: "نزحت عائلات جراء المعارك"."""
    if any(s.word_class == "verb" for i in match.used for s in words[i].senses):
        return None
    others = any(t.first < match.first and t.phrase.type is not match.phrase.type for t in triggers)
    for token in _clause_before(match, tokens, first):
        if others and (token.text in _CAUSES or token.text in _FLEES):
            return f"tells the cause of something else: «{token.text}»"
    return None


def _occasions(match: Match, tokens: Sequence[Token], words: Sequence[Word], first: int) -> str | None:
    """Judge a noun that tells on what occasion people speak or act: "وجاء البيان عقب الغارة على البلدة"."""
    if any(s.word_class == "verb" for s in words[match.first].senses):
        return None
    before = tokens[match.first - 1].text if match.first > first else ""
    return f"only the occasion: «{before}»" if before in _OCCASIONS else None


def _describes(match: Match, tokens: Sequence[Token], words: Sequence[Word], first: int) -> str | None:
    """Judge a verb that only says who is meant: "أحد المشجعين الذين اقتحموا الملعب", "الشقة التي داهمتها"."""
    shot = match.phrase.type is not None and FAMILY_OF[match.phrase.type] is Family.REMOTE
    for i in match.used[:1] if shot else match.used:  # "الصواريخ التي أطلقتها" is how fire is told
        before = tokens[i - 1].text if i > first else ""
        if before in _WHICH and any(s.word_class == "verb" for s in words[i].senses):
            return f"only says who or which: «{before}»"
    return None


def far_year(tokens: Sequence[Token], year: int | None) -> str | None:
    """Return why a sentence is about years past that are no date of its own: "بين 1994 و1996", "صيف 2013"."""
    for cue, number in pairwise(tokens):
        if cue.text.removeprefix("و") not in _YEAR_CUES or not number.text.isdigit():
            continue
        if year is not None and _FIRST_YEAR <= int(number.text) < year:
            return f"about years past: «{cue.text} {number.text}»"
    return None


def _clause_before(match: Match, tokens: Sequence[Token], first: int) -> list[Token]:
    """Return the few words before a trigger, as far as the last comma, the nearest first."""
    found: list[Token] = []
    for i in range(match.first - 1, max(first, match.first - _CAUSE_REACH) - 1, -1):
        if tokens[i].text in "،,":
            break
        found.append(tokens[i])
    return found

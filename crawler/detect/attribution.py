"""Who says it, who did it, and how sure the sentence is."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.arabic.tokens import Token
from crawler.detect.headcount import KILLED, WOUNDED
from crawler.detect.phrases import Match
from crawler.detect.vocabulary import Word
from crawler.model import Certainty

_LONGEST = 6  # words of a source: "المرصد السوري لحقوق الإنسان"
_ENDS = frozenset(
    ["ان", "انه", "انها", "انهم", "عن", "بان", "في", "،", ",", ":", "(", ")", "-", "مساء", "صباح"]
)
_WHAT = frozenset(["ما", "لما"])
_SAYS = "قال"
_OF_IT = frozenset(
    ["به", "عنه", "تداول", "تداوله", "نقله", "نقلته", "نقل", "بثه", "نشره", "نشرته", "اكده", "اكدته"]
)


def actors_in(markers: Sequence[Match]) -> tuple[str, ...]:
    """Return the actors that a sentence names, in text order, each once."""
    return tuple(dict.fromkeys(m.phrase.text for m in markers if m.phrase.marker == "actor"))


def said_by(
    markers: Sequence[Match], tokens: Sequence[Token], words: Sequence[Word], last: int, full_text: str
) -> str | None:
    """Return whom the sentence cites, as written: "بحسب المرصد السوري لحقوق الإنسان، ..."."""
    for marker in markers:
        if marker.phrase.marker != "attribution":
            continue
        stop = marker.last
        while stop < min(marker.last + _LONGEST, last) and tokens[stop].text not in _ENDS:
            if words[stop].groups & (KILLED | WOUNDED):  # "أكد مصدر خاص مقتل ثلاثة"
                break
            stop += 1
        start = _named_from(marker.last, stop, tokens, words)
        if stop > start and tokens[start].kind == "word":
            source = full_text[tokens[start].start : tokens[stop - 1].end]
            return "ال" + source[2:] if source.startswith("لل") else source  # وفقا للمرصد
    return None


def _named_from(start: int, stop: int, tokens: Sequence[Token], words: Sequence[Word]) -> int:
    """Step over "ما أفاد به" and "ما تداول" before the name."""
    if start < stop and tokens[start].text in _WHAT:
        start += 1
        while start < stop and (_SAYS in words[start].groups or tokens[start].text in _OF_IT):
            start += 1
    return start


def certainty_of(markers: Sequence[Match], judged: Certainty) -> Certainty:
    """Return how sure the sentence is: hedged words lower it, pictures and witnesses raise it."""
    kinds = {m.phrase.marker for m in markers}
    if judged is not Certainty.LIKELY:
        return judged
    if kinds & {"hedge", "refuted"}:
        return Certainty.POSSIBLE
    return Certainty.OBSERVED if "observed" in kinds else Certainty.LIKELY

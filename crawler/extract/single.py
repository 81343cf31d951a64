"""What one line says by itself: whether it is boilerplate, and of which kind."""

from __future__ import annotations

import re
from enum import StrEnum

from crawler.extract.lines import LONG_WORDS, LONGEST_PHRASED, Line
from crawler.extract.phrases import Phrases, comparing_form


class Reason(StrEnum):
    """Why a line is not of the article; shown by ``rasid extract --show``."""

    ADVERT = "advert"
    OPENER = "heading of other stories"
    OTHER_STORY = "another story"
    INLINE_OPENER = "link to another story"
    FURNITURE = "page furniture"
    LABEL = "label"
    CAPTION = "caption or credit"
    DATE = "date line"
    COUNTER = "counter"
    LEFTOVER = "template leftover"
    ADDRESS = "address"
    SOURCE = "source line"
    END = "end of the article"
    AFTER_END = "after the end of the article"
    BEFORE_HEADLINE = "before the headline"
    BEFORE_TEXT = "a loose line before the text"
    HEADLINE_AGAIN = "the headline again"
    SIGNATURE = "signature"
    TRAILING = "short lines under the text"
    POLICY = "publisher's rules"
    REPEATED = "said before"
    RECURRING = "recurs over this publisher's articles"


_OF_LIST = {
    "lines": Reason.FURNITURE,
    "ends": Reason.END,
    "openers": Reason.OPENER,
    "adverts": Reason.ADVERT,
}
_DOUBLED_ADVERT = re.compile(r"^(?:advertise?ments?|اعلانات?)+$")
_LEFTOVER = re.compile(
    r"^(?:\{\{.*\}\}\s*)+$|^//\s*\S|^<!--|^\[/?[a-z_]+[^\]]*\]$|\bgoogletag\b|\badsbygoogle\b|^\$\(|^(?:var|window\.)\s*\w+"
)
_ADDRESS = re.compile(
    r"^(?:https?://|www\.)\S+$|^\S+@\S+\.\S+$|^\[email.protected\]$|^\+?\d[\d\s()-]{8,}\+?$"
)
_TWEET_END = re.compile(r"^[—–-]+\s.*\(@\w+\)")
_RULE = re.compile(r"^[\W_]*$")
_LAST_BRACKETS = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]]?\s*$")
_LAST_DASH = re.compile(r"\w{3}.*[-–—]\s*([^-–—]{2,25})$")
_CREDIT_PARTS = re.compile(r"\s*[/|،,–—-]\s*|\s+عبر\s+|\s+via\s+", re.IGNORECASE)
_COLON = re.compile(r"[:：|]|\s[-–—]\s")
_SOURCE_WORDS = frozenset({"المصدر", "المصادر", "مصدر", "source", "sources", "نقلا", "via"})
_AGO = frozenset({"مضت", "مضي", "ago", "منذ"})
_LONGEST_COUNT = 9  # digits
_SOURCE_LINE_WORDS = 10
_LABEL_WORDS = 25
_DATE_WORDS, _COUNTER_WORDS = 16, 4
_LEFTOVER_SIGNS = "{/<[$vw"  # what a template's or script's line begins with


def judge_line(line: Line, phrases: Phrases) -> Reason | None:
    """Say why the line is boilerplate whatever stands around it; None when it may be of the article."""
    words = line.words
    if not words:
        return Reason.LEFTOVER if _RULE.match(line.text) else None
    if line.length > LONG_WORDS or len(line.text) > LONGEST_PHRASED:
        return None
    listed = phrases.line(words)
    if listed is not None:
        return _OF_LIST[listed]
    if line.prose:
        return _judge_beginning(line, phrases)
    return (
        _judge_repeats(words, phrases)
        or _judge_source(line, phrases)
        or _judge_beginning(line, phrases)
        or _judge_shape(line, phrases)
    )


def _judge_repeats(words: list[str], phrases: Phrases) -> Reason | None:
    """Find "AdvertisementsAdvertisements" and "التعليقات (4)"."""
    if _DOUBLED_ADVERT.match("".join(words)):
        return Reason.ADVERT
    return Reason.END if _is_counted_end(words, phrases) else None


def _is_counted_end(words: list[str], phrases: Phrases) -> bool:
    """Whether a heading of comments carries their number: "التعليقات (4)", "3 Comments"."""
    bare = [word for word in words if not word.isdigit()]
    return 0 < len(bare) < len(words) <= _COUNTER_WORDS and " ".join(bare) in phrases.ends


def _judge_beginning(line: Line, phrases: Phrases) -> Reason | None:
    words = line.words
    if not phrases.may_begin(words):
        return None
    if count := phrases.begins(words, phrases.inline_openers):
        named = bool(_COLON.search(_after(line.text, count)))
        if named or (count > 1 and line.title_like):
            return Reason.INLINE_OPENER
    if line.length <= phrases.start_words and phrases.begins(words, phrases.starts):
        return Reason.FURNITURE
    if line.length <= phrases.start_words and phrases.begins(words, phrases.ends) > 1:
        return Reason.END
    if line.length <= _LABEL_WORDS and not line.prose and (count := phrases.begins(words, phrases.labels)):
        return Reason.LABEL if ":" in _after(line.text, count)[:3] else None
    return None


def _after(text: str, count: int) -> str:
    """Return what stands from the end of the line's first words on, at most 4 signs."""
    end = 0
    for number, match in enumerate(re.finditer(r"[^\W_]+(?:[\u064b-\u0652\u0640][^\W_]*)*", text), 1):
        end = match.end()
        if number == count:
            break
    return text[end : end + 4]


def _judge_source(line: Line, phrases: Phrases) -> Reason | None:
    """Find a line that only names whom the text was taken from; sentences that quote a source are not it."""
    words = line.words
    if line.length > _SOURCE_LINE_WORDS or line.prose:
        return None
    if words[0] in _SOURCE_WORDS and (_COLON.search(line.text) or line.text.lstrip()[:1] in "*•("):
        return Reason.SOURCE
    if (
        phrases.begins(words, phrases.attributions)
        and not line.ends_sentence
        and line.text.lstrip()[:1] in "*•("
    ):
        return Reason.SOURCE
    return Reason.SOURCE if _only_agencies(words, phrases) else None


def _only_agencies(words: list[str], phrases: Phrases) -> bool:
    """Whether there are only agencies' names: "فرانس24/ أ ف ب" is more, "رويترز - أ ف ب" is not."""
    rest = words
    while rest:
        count = next(
            (n for n in range(min(4, len(rest)), 0, -1) if " ".join(rest[:n]) in phrases.agencies), 0
        )
        if not count:
            return False
        rest = rest[count:]
    return True


def _judge_shape(line: Line, phrases: Phrases) -> Reason | None:
    text, words = line.text, line.words
    shapes = (
        (text[0] in _LEFTOVER_SIGNS and _LEFTOVER.search(text), Reason.LEFTOVER),
        (_ADDRESS.match(text), Reason.ADDRESS),
        (_is_date_line(words, phrases), Reason.DATE),
        (_is_counter(words, phrases), Reason.COUNTER),
        (_TWEET_END.match(text), Reason.CAPTION),
        (not line.ends_sentence and _is_credit(text, phrases), Reason.CAPTION),
    )
    return next((reason for holds, reason in shapes if holds), None)


def _is_date_line(words: list[str], phrases: Phrases) -> bool:
    """Whether the line is a date or "12 ساعة مضت" and nothing else."""
    if len(words) > _DATE_WORDS or not (words[0][:1].isdigit() or words[0] in phrases.date_words):
        return False
    if not all(word[:1].isdigit() or word in phrases.date_words for word in words):
        return False
    numbers = sum(word[:1].isdigit() for word in words)
    told_ago = not _AGO.isdisjoint(words) and len(words) <= _COUNTER_WORDS
    # One number among few words may be of the text ("في يوم 5"); "5 أيار 2012", "10:23 ص" are dates.
    return told_ago or numbers > 1 or (numbers == 1 and len(words) > numbers + 1)


def _is_counter(words: list[str], phrases: Phrases) -> bool:
    """Whether the line is a bare number or one with what it counts: "323 زيارة"."""
    if len(words) > _COUNTER_WORDS:
        return False
    bare = [word for word in words if not word[:1].isdigit()]
    if not bare:
        return sum(map(len, words)) <= _LONGEST_COUNT
    return len(bare) == len(words) - 1 and " ".join(bare) in phrases.counter_words


def _is_credit(text: str, phrases: Phrases) -> bool:
    """Whether the line ends with who took its picture: "… بعد الغارة (رويترز)", "(Name/AFP)"."""
    match = _LAST_BRACKETS.search(text)
    if match is None:
        last = _LAST_DASH.search(text)
        return last is not None and comparing_form(last.group(1)) in phrases.credits
    parts = _CREDIT_PARTS.split(match.group(1))
    return any(comparing_form(part) in phrases.credits for part in parts)

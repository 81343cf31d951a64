"""What one line says by itself: whether it is boilerplate, and of which kind."""

from __future__ import annotations

import re
from enum import StrEnum

from crawler.extract.lines import LONG_LINE, LONG_WORDS, Line
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
_LABEL_WORDS = 25
_DATE_WORDS, _COUNTER_WORDS = 16, 4
_LEFTOVER_SIGNS = "{/<[$vw"  # what a template's or script's line begins with


def judge_line(line: Line, phrases: Phrases) -> Reason | None:
    """Say why the line is boilerplate whatever stands around it; None when it may be of the article."""
    words = line.words
    if not words:
        return Reason.LEFTOVER if _RULE.match(line.text) else None
    if line.count > LONG_WORDS or len(line.text) > LONG_LINE:
        return None
    if phrases.whole(words, phrases.adverts) or _DOUBLED_ADVERT.match("".join(words)):
        return Reason.ADVERT
    if phrases.whole(words, phrases.openers):
        return Reason.OPENER
    if phrases.whole(words, phrases.ends) or _is_counted_end(words, phrases):
        return Reason.END
    return _judge_source(line, phrases) or _judge_phrase(line, phrases) or _judge_shape(line, phrases)


def _is_counted_end(words: list[str], phrases: Phrases) -> bool:
    """Whether a heading of comments carries their number: "التعليقات (4)", "3 Comments"."""
    bare = [word for word in words if not word.isdigit()]
    return len(bare) < len(words) <= 4 and phrases.whole(bare, phrases.ends)


def _judge_phrase(line: Line, phrases: Phrases) -> Reason | None:
    words = line.words
    if phrases.whole(words, phrases.lines):
        return Reason.FURNITURE
    if not phrases.may_begin(words):
        return None
    if count := phrases.begins(words, phrases.inline_openers):
        named = bool(_COLON.search(_after(line.text, count)))
        if named or (count > 1 and line.title_like):
            return Reason.INLINE_OPENER
    if line.count <= phrases.start_words and phrases.begins(words, phrases.starts):
        return Reason.FURNITURE
    if line.count <= phrases.start_words and phrases.begins(words, phrases.ends) > 1:
        return Reason.END
    if line.count <= _LABEL_WORDS and not line.prose and (count := phrases.begins(words, phrases.labels)):
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
    if line.count > 10 or line.prose:
        return None
    if words[0] in _SOURCE_WORDS and (
        phrases.whole(words, phrases.lines) or _COLON.search(line.text) or line.text.lstrip()[:1] in "*•("
    ):
        return Reason.SOURCE
    if (
        phrases.begins(words, phrases.attributions)
        and not line.ends_sentence
        and line.text.lstrip()[:1] in "*•("
    ):
        return Reason.SOURCE
    return Reason.SOURCE if _only_agencies(words, phrases) else None


def _only_agencies(words: list[str], phrases: Phrases) -> bool:
    """Whether agencies' names are all there is, one at least: "فرانس24/ أ ف ب" is not, "رويترز - أ ف ب" is."""
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
    if text[0] in _LEFTOVER_SIGNS and _LEFTOVER.search(text):
        return Reason.LEFTOVER
    if _ADDRESS.match(text.strip()):
        return Reason.ADDRESS
    if _is_date_line(words, phrases):
        return Reason.DATE
    if _is_counter(words, phrases):
        return Reason.COUNTER
    if _TWEET_END.match(text):
        return Reason.CAPTION
    if not line.ends_sentence and _is_credit(text, phrases):
        return Reason.CAPTION
    return None


def _is_date_line(words: list[str], phrases: Phrases) -> bool:
    if len(words) > _DATE_WORDS or not (words[0][:1].isdigit() or words[0] in phrases.date_words):
        return False
    numbers = sum(word.isdigit() for word in words)
    told_ago = bool({"مضت", "مضي", "ago", "منذ"} & set(words)) and len(words) <= 4
    if not (told_ago or numbers >= 2 or (numbers and len(words) >= 3)):
        return False
    return all(word.isdigit() or word in phrases.date_words or word[:1].isdigit() for word in words)


def _is_counter(words: list[str], phrases: Phrases) -> bool:
    if len(words) > _COUNTER_WORDS:
        return False
    numbers = [word for word in words if word[:1].isdigit()]
    bare = [word for word in words if not word[:1].isdigit()]
    if numbers and not bare:
        return len(words) <= 2 and len("".join(words)) <= 9
    return len(numbers) == 1 and " ".join(bare) in phrases.counter_words


def _is_credit(text: str, phrases: Phrases) -> bool:
    """Whether the line ends with who took its picture: "… بعد الغارة (رويترز)", "(Name/AFP)"."""
    match = _LAST_BRACKETS.search(text)
    if match is None:
        last = _LAST_DASH.search(text)
        return last is not None and comparing_form(last.group(1)) in phrases.credits
    parts = _CREDIT_PARTS.split(match.group(1))
    return any(comparing_form(part) in phrases.credits for part in parts)

"""The article as sentences of words: title, lead (its first two sentences) and body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from crawler.arabic.tokens import Token, tokenize
from crawler.detect.vocabulary import MARK, Vocabulary, Word

# Quotation marks and hashtag signs stand between words that belong together: تنظيم "الدولة".
_TRANSPARENT = frozenset("\"“”„«»\u2018\u2019\u201b`′″'#_*")
_ENDS = frozenset([".", "!", "?", "؟", "…", "\n", "؛", "•", "|"])
_CUTS = frozenset([".", "*", "/", "-", "~"])
_LEAD_SENTENCES = 2
_LONGEST_SENTENCE = 150  # words; a text without full stops is read in pieces, in linear time
_INITIAL = 2  # "د." and "أ." shorten a title or a name; they end no sentence
_LEAD_MIN_WORDS = 4  # a caption or a place line is no sentence


class Zone(IntEnum):
    """Where in the article a sentence stands."""

    TITLE = 0
    LEAD = 1
    BODY = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Tokens ``first`` to ``last`` (end exclusive) of a text."""

    first: int
    last: int
    zone: Zone
    number: int  # in text order


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadText:
    """An article's words with their senses, cut into sentences."""

    full_text: str
    tokens: Sequence[Token]
    words: Sequence[Word]
    sentences: Sequence[Sentence]


def read_text(title: str, full_text: str, vocabulary: Vocabulary) -> ReadText:
    """Read ``full_text``, which begins with the title and a line break."""
    tokens = [token for token in tokenize(full_text) if token.text not in _TRANSPARENT]
    tokens = _mended(tokens, vocabulary)
    read = vocabulary.word
    words = [
        MARK if kind == "mark" else read(text if text[-1:] != "ه" else _spelling(text, end, full_text))
        for text, _, end, kind in tokens
    ]
    return ReadText(full_text=full_text, tokens=tokens, words=words, sentences=_sentences(tokens, len(title)))


def _mended(tokens: list[Token], vocabulary: Vocabulary) -> list[Token]:
    """Join a word that a sign cuts to pass a censor: "مج.زرة", "ال/قتلى"; unknown pieces stay apart."""
    cuts = [
        i
        for i in range(1, len(tokens) - 1)
        if tokens[i].text in _CUTS and tokens[i - 1].end == tokens[i].start == tokens[i + 1].start - 1
    ]
    for i in reversed(cuts):
        before, after = tokens[i - 1], tokens[i + 1]
        if before.kind == after.kind == "word" and _is_cut_word(before.text, after.text, vocabulary):
            tokens[i - 1 : i + 2] = [Token(before.text + after.text, before.start, after.end, "word")]
    return tokens


def _is_cut_word(before: str, after: str, vocabulary: Vocabulary) -> bool:
    pieces = vocabulary.word(before).senses or vocabulary.word(after).senses
    return not pieces and bool(vocabulary.word(before + after).senses)


def _spelling(text: str, end: int, full_text: str) -> str:
    """Keep ة apart from ه at a word's end: رحلة is a journey, رحّله sent him away."""
    return text[:-1] + "ة" if full_text[end - 1] == "ة" else text


def _sentences(tokens: Sequence[Token], title_end: int) -> list[Sentence]:
    found: list[Sentence] = []
    lead = 0
    for first, last in _spans(tokens):
        zone = _zone(tokens[first].start, title_end, lead)
        lead += zone is not Zone.TITLE and last - first >= _LEAD_MIN_WORDS
        found.append(Sentence(first=first, last=last, zone=zone, number=len(found)))
    return found


def _spans(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield the sentences' token ranges, the marks that end them left out."""
    ends = [i for i, token in enumerate(tokens) if token.text in _ENDS and _ends(tokens, i)]
    first = 0
    for end in [*ends, len(tokens)]:
        while end - first > _LONGEST_SENTENCE:
            yield first, first + _LONGEST_SENTENCE
            first += _LONGEST_SENTENCE
        if end > first:
            yield first, end
        first = end + 1


def _zone(start: int, title_end: int, lead: int) -> Zone:
    if start < title_end:
        return Zone.TITLE
    return Zone.LEAD if lead < _LEAD_SENTENCES else Zone.BODY


def _ends(tokens: Sequence[Token], position: int) -> bool:
    token = tokens[position]
    if token.kind != "mark" or token.text not in _ENDS:
        return False
    if token.text != "." or position == 0:
        return True
    before = tokens[position - 1]
    after = tokens[position + 1] if position + 1 < len(tokens) else None
    touches = after is not None and after.start == token.end and after.kind != "mark"
    # "أ.ف.ب" and "السورية.نت" are one name; "د. أحمد" is a title.
    return (
        not (before.kind == "word" and len(before.text) <= _INITIAL and before.end == token.start)
        and not touches
    )

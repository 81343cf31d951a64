"""What a subscriber types to be told of words, read into a rule, or into a sentence that says what to mend.

    قصف غارة              both words
    قصف | غارة            one of them (also: قصف أو غارة)
    قصف -تدريب            not where تدريب stands (also: قصف بدون تدريب)
    "ريف حلب"             these words side by side, as written
    قصف ~5 مدرسة          both, at most five words between them (also: قصف قرب مدرسة)

``|`` binds closer than the blank: "قصف | غارة دمشق" wants دمشق and one of the two. A word that is left out
is left out of the whole rule. There are no regular expressions: a rule takes time linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from crawler.arabic.fold import fold
from crawler.arabic.tokens import tokenize

LONGEST_RULE = 300  # characters
MOST_TERMS = 30
LONGEST_PHRASE = 8  # words
USUAL_NEAR, FARTHEST_NEAR = 5, 20  # words between
_PIECE = re.compile(
    r'(?P<minus>[-–—−])?["“”„«»](?P<phrase>[^"“”„«»]*)["“”»«]'
    r"|(?P<or>\|+)"
    r"|~\s*(?P<near>\d*)"
    r'|(?P<quote>["“”„«»])'
    r'|(?P<word>[^\s|~"“”„«»]+)'
)
_MINUS = "-–—−"
_OR = frozenset(fold(word) for word in ("أو", "or"))
_NOT = frozenset(fold(word) for word in ("بدون", "not"))
_NEAR = frozenset(fold(word) for word in ("قرب", "near"))
_SHORTEST_DEFINITE = 4  # ال and two letters


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleWord:
    """A word of a rule; ``exact`` ones, those of a phrase, match only as they are written."""

    text: str  # folded, without ال; a final ة stays
    definite: bool = False  # written with ال, which must then stand in the text too
    exact: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One word, or words that stand side by side."""

    words: tuple[RuleWord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Two runs in either order, in one paragraph, with at most ``between`` words between them."""

    one: Run
    other: Run
    between: int


Term = Run | Near


@dataclass(frozen=True, slots=True, kw_only=True)
class KeywordRule:
    """A text matches if each group of ``wanted`` has a term in it and none of ``excluded`` stands there.

    ``apart``: phrases in which a wanted word does not count. «القدم -"كرة القدم"» leaves out the phrase, not
    the article: a quarter that is shelled stays, whatever else the article says of football.
    """

    text: str = field(compare=False)
    wanted: tuple[tuple[Term, ...], ...]
    excluded: tuple[Term, ...] = ()
    apart: tuple[Run, ...] = ()


class Trouble(StrEnum):
    """What may be wrong with a rule."""

    EMPTY = "the rule is empty; write a word, e.g. قصف"
    TOO_LONG = f"the rule is longer than {LONGEST_RULE} letters; make two rules of it"
    TOO_MANY = f"the rule has more than {MOST_TERMS} words; make two rules of it"
    LONG_PHRASE = f"a phrase has at most {LONGEST_PHRASE} words; shorten it"
    OPEN_QUOTE = 'a quotation mark is not closed; write both: "ريف حلب"'
    NO_LETTERS = "there is no letter or number here; write a word, or leave it out"
    LOOSE_MINUS = "a minus stands alone; write it right before the word to leave out: -تدريب"
    LOOSE_OR = "| (أو) needs a word on either side: قصف | غارة"
    LOOSE_NEAR = "~ (قرب) needs a word on either side: قصف ~5 مدرسة"
    NEAR_THREE = "~ (قرب) ties two words, not three; write قصف ~5 مدرسة alone"
    NEAR_TOO_FAR = f"at most {FARTHEST_NEAR} words may lie between: قصف ~{FARTHEST_NEAR} مدرسة"
    MINUS_IN_CHOICE = "a word that is left out is no choice; leave | (أو) away: قصف -تدريب -مناورة"
    ONLY_MINUS = "a rule needs a word that must stand in the article, not only those to leave out: قصف -تدريب"
    CONTRADICTION = "the same word is wanted and left out; remove one of the two"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRefused:
    """A rule that cannot be used: what is wrong, and with which part of it."""

    trouble: Trouble
    part: str

    def __str__(self) -> str:
        """Tell it in a sentence that says what to write instead."""
        return f"«{self.part}»: {self.trouble}" if self.part else str(self.trouble.value)


class _RefusedError(Exception):
    def __init__(self, trouble: Trouble, part: str = "") -> None:
        super().__init__(trouble)
        self.refusal = RuleRefused(trouble=trouble, part=part)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A sign (or, not, near) or a run of words; ``excluded`` by a minus before it."""

    sign: str  # "or", "not", "near" or "" for a run
    written: str
    run: Run | None = None
    excluded: bool = False
    between: int = USUAL_NEAR


def read_rule(text: str) -> KeywordRule | RuleRefused:
    """Read a rule; the answer to a mistake names it and says what to write.

    >>> str(read_rule("قصف |"))
    '«|»: | (أو) needs a word on either side: قصف | غارة'
    """
    if len(text) > LONGEST_RULE:
        return RuleRefused(trouble=Trouble.TOO_LONG, part=text[:20] + "…")
    try:
        return _rule(text, list(_pieces(text)))
    except _RefusedError as refused:
        return refused.refusal


# --- From letters to pieces -------------------------------------------------------------------------


def _pieces(text: str) -> Iterator[_Piece]:
    for match in _PIECE.finditer(text):
        written = match[0]
        if match["quote"]:
            raise _RefusedError(Trouble.OPEN_QUOTE, text[match.start() : match.start() + 20].strip())
        if match["phrase"] is not None:
            run = _run(match["phrase"], written, exact=True)
            yield _Piece(sign="", written=written, run=run, excluded=match["minus"] is not None)
        elif match["or"]:
            yield _Piece(sign="or", written=written)
        elif match["near"] is not None:
            yield _Piece(sign="near", written=written, between=int(match["near"] or USUAL_NEAR))
        else:
            yield _word(written)


def _word(written: str) -> _Piece:
    folded = fold(written)
    for sign, words in (("or", _OR), ("not", _NOT), ("near", _NEAR)):
        if folded in words:
            return _Piece(sign=sign, written=written)
    bare = written.lstrip(_MINUS)
    if not bare or bare[-1] in _MINUS:
        raise _RefusedError(Trouble.LOOSE_MINUS, written)
    return _Piece(sign="", written=written, run=_run(bare, written, exact=False), excluded=bare != written)


def _run(text: str, written: str, *, exact: bool) -> Run:
    tokens = [token for token in tokenize(text) if token.kind != "mark"]
    if not tokens:
        raise _RefusedError(Trouble.NO_LETTERS, written)
    if len(tokens) > LONGEST_PHRASE:
        raise _RefusedError(Trouble.LONG_PHRASE, written[:20] + "…")
    exact = exact or len(tokens) > 1  # #ريف_حلب is a phrase too
    words = (_rule_word(token.text, text[token.end - 1], exact=exact) for token in tokens)
    return Run(words=tuple(words))


def _rule_word(folded: str, last: str, *, exact: bool) -> RuleWord:
    definite = folded.startswith("ال") and len(folded) >= _SHORTEST_DEFINITE
    bare = folded[2:] if definite else folded
    return RuleWord(text=bare[:-1] + "ة" if last == "ة" else bare, definite=definite, exact=exact)


# --- From pieces to a rule --------------------------------------------------------------------------


def _rule(text: str, pieces: list[_Piece]) -> KeywordRule:
    groups: list[list[Term]] = []
    excluded: list[Term] = []
    choice = False  # the sign before was "or"
    at = 0
    while at < len(pieces):
        if pieces[at].sign == "or":
            choice = _begins_choice(pieces, at, groups)
            at += 1
            continue
        leaves_out, term, at = _term(pieces, at)
        if leaves_out:
            excluded.append(term)
        elif choice:
            groups[-1].append(term)
        else:
            groups.append([term])
        choice = False
    if len(excluded) + sum(map(len, groups)) > MOST_TERMS:
        raise _RefusedError(Trouble.TOO_MANY)
    if not groups:
        raise _RefusedError(Trouble.ONLY_MINUS if excluded else Trouble.EMPTY)
    return _checked(
        KeywordRule(text=text.strip(), wanted=tuple(map(tuple, groups)), excluded=tuple(excluded))
    )


def _begins_choice(pieces: list[_Piece], at: int, groups: list[list[Term]]) -> bool:
    before, after = pieces[at - 1] if at else None, pieces[at + 1] if at + 1 < len(pieces) else None
    if before is None or after is None or not groups or after.sign in ("or", "near"):
        raise _RefusedError(
            Trouble.MINUS_IN_CHOICE if _leaves_out(pieces, at) else Trouble.LOOSE_OR, pieces[at].written
        )
    if _leaves_out(pieces, at):
        raise _RefusedError(Trouble.MINUS_IN_CHOICE, pieces[at].written)
    return True


def _leaves_out(pieces: list[_Piece], at: int) -> bool:
    """Whether a word to leave out stands beside a sign, with a minus or with بدون."""
    beside = pieces[max(0, at - 1) : at] + pieces[at + 1 : at + 2]
    named = at > 1 and pieces[at - 2].sign == "not"
    return named or any(piece.excluded or piece.sign == "not" for piece in beside)


def _term(pieces: list[_Piece], at: int) -> tuple[bool, Term, int]:
    """Read one term: whether it is left out, the term, and where the next piece stands."""
    leaves_out = pieces[at].sign == "not"
    if leaves_out:
        at += 1
    piece = pieces[at] if at < len(pieces) else None
    if piece is None or piece.run is None:
        trouble = Trouble.LOOSE_NEAR if piece is not None and piece.sign == "near" else Trouble.LOOSE_MINUS
        raise _RefusedError(trouble, pieces[at - 1].written if piece is None else piece.written)
    leaves_out = leaves_out or piece.excluded
    if at + 1 >= len(pieces) or pieces[at + 1].sign != "near":
        return leaves_out, piece.run, at + 1
    return leaves_out, _near(pieces, at, piece.run), at + 3


def _near(pieces: list[_Piece], at: int, one: Run) -> Near:
    sign = pieces[at + 1]
    other = pieces[at + 2] if at + 2 < len(pieces) else None
    if other is None or other.run is None or other.excluded:
        raise _RefusedError(Trouble.LOOSE_NEAR, sign.written)
    if at + 3 < len(pieces) and pieces[at + 3].sign == "near":
        raise _RefusedError(Trouble.NEAR_THREE, pieces[at + 3].written)
    if sign.between > FARTHEST_NEAR:
        raise _RefusedError(Trouble.NEAR_TOO_FAR, sign.written)
    return Near(one=one, other=other.run, between=sign.between)


def _checked(rule: KeywordRule) -> KeywordRule:
    """Refuse what can never match; part the phrases that hold a wanted word from the words left out."""
    wanted = [term for group in rule.wanted for term in group]
    if any(term in wanted for term in rule.excluded):
        raise _RefusedError(Trouble.CONTRADICTION)
    single = {term.words[0].text for term in wanted if isinstance(term, Run) and len(term.words) == 1}
    apart = tuple(
        term
        for term in rule.excluded
        if isinstance(term, Run) and len(term.words) > 1 and any(word.text in single for word in term.words)
    )
    excluded = tuple(term for term in rule.excluded if term not in apart)
    return KeywordRule(text=rule.text, wanted=rule.wanted, excluded=excluded, apart=apart)

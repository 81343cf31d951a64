"""Where a name ends that no row bears, after a kind word: "قرية عين البيضا بريف إدلب"."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.arabic.tokens import Token
from crawler.places.cues import DESCRIPTIONS, DIRECTIONS, forms, head_of
from crawler.places.endings import BEGINNINGS, ENDS, HONOURED, MONTHS, NO_NAMES, NUMBERED, PARTICLES, is_verb
from crawler.places.gazetteer import Gazetteer
from crawler.places.kinds import HEADS
from crawler.places.names import FUSING
from crawler.places.scan import QUOTES, next_word

_LONGEST = 3  # words
_LONGEST_FOREIGN = 5  # with small words inside: ساو برناردو دو كامبو
_SHORTEST_ALONE = 4
_LONG_PARTICIPLE = 7  # letters of المحاصرة, المجاورة
_BARE_PARTICIPLE = 5  # letters of مأهولة, مرشحة
_INFINITIVE = 6  # letters of لاستضافة
_MEANT_APART = (*FUSING, "خربه", "بير", "معره", "جديده")
_PRONOUNS = ("ها", "هم", "هما", "هن")
_PREFIXED_ENDS = ("ب", "ل", "و", "ف")
_NO_NAMES = NO_NAMES | ENDS | DIRECTIONS | DESCRIPTIONS
_ENDS = ENDS | MONTHS | DIRECTIONS | DESCRIPTIONS
_OPENING, _CLOSING = frozenset("\"'«“„‘("), frozenset("\"'»”“’)")


def read_unknown(tokens: Sequence[Token], head: int, gazetteer: Gazetteer, *, many: bool = False) -> int:
    """Return the end (exclusive) of the name after the kind word at ``head``; 0 where none stands there.

    One to three words, more in foreign names. It ends before a mark, a preposition, a time, a verb of news,
    "بريف", "الواقعة"; a name in quotation marks ends with them. ``many``: the kind word heads a list,
    whose next name و begins.
    """
    first = name_start(tokens, head)
    if not first or not _may_begin(tokens[first].text):
        return 0
    if not tokens[first].text.startswith("ال") and gazetteer.country_of_adjective(tokens[first].text):
        return 0  # مدينة ألمانية
    if first > head + 1:
        quoted = _quoted(tokens, first)
        if quoted:
            return quoted
    return read_on(tokens, first, gazetteer, many=many)


def name_start(tokens: Sequence[Token], head: int) -> int:
    """Return where the word after a kind word stands, over quotation marks; 0 if none does."""
    first = head + 1
    while first < len(tokens) and tokens[first].text in QUOTES:
        first += 1
    return first if first < len(tokens) and tokens[first].kind == "word" else 0


def read_on(tokens: Sequence[Token], first: int, gazetteer: Gazetteer, *, many: bool = False) -> int:
    """Return the end of the name that begins at ``first``."""
    end, words = first + 1, 1
    longest = _LONGEST_FOREIGN if _is_foreign(tokens, first) else _LONGEST
    while words < longest and not _ends_at(tokens, end, gazetteer):
        if tokens[end].kind == "number" and tokens[first].text not in NUMBERED:
            break
        if many and tokens[end].text.startswith("و"):
            return end
        end, words = next_word(tokens, end), words + 1
    if _ends_at(tokens, end, gazetteer) and _is_whole(tokens, first, end):
        return end
    return _shortest(tokens, first, gazetteer)


def is_name_like(word: str) -> bool:
    """Whether a folded word alone could be a village's name: no small word, kind word, verb or "their"."""
    return (
        len(word) >= _SHORTEST_ALONE
        and _may_begin(word)
        and head_of(word.removeprefix("ال")) is None
        and not word.endswith(_PRONOUNS)
    )


def _may_begin(word: str) -> bool:
    if word in FUSING or word in BEGINNINGS:
        return True
    if len(word) < len("حاس") or word.isascii() or forms(word) & _NO_NAMES:
        return False
    if is_verb(word) or _is_infinitive(word) or _is_participle(word):
        return False
    if word.startswith("لل") or (word.startswith("و") and head_of(word) is None and len(word) > len("وادي")):
        return False
    inner = head_of(word)
    if inner is not None and (inner.alone or inner.many or inner.kinds & {"governorate", "district"}):
        return False  # "قرى وبلدات شمال حلب", "مديريات محافظة مأرب"
    # An adjective in ـية without ال describes the kind word: قرية حدودية.
    return word.startswith("ال") or not word.endswith("يه")


def _is_infinitive(word: str) -> bool:
    """Whether it is a purpose: "مدينة لاستضافة البطولة"."""
    return (
        len(word) >= _INFINITIVE and word.startswith("لا") and (word.endswith("ه") or word.startswith("لاست"))
    )


def _is_participle(word: str) -> bool:
    """Whether it agrees with a feminine kind word: "مدينة مأهولة"."""
    return word.startswith("م") and word.endswith("وله") and len(word) > _BARE_PARTICIPLE


def _is_foreign(tokens: Sequence[Token], first: int) -> bool:
    """Whether a name holds small foreign words, and so may be long: ساو برناردو دو كامبو."""
    return any(token.text in PARTICLES for token in tokens[first + 1 : first + _LONGEST])


def _quoted(tokens: Sequence[Token], first: int) -> int:
    """Return the end of a name that stands in quotation marks or brackets by itself; 0 if it does not."""
    if tokens[first - 1].text not in _OPENING:
        return 0
    for end in range(first + 1, min(first + 1 + _LONGEST_FOREIGN, len(tokens))):
        if tokens[end].text in _CLOSING:
            return end
        if tokens[end].kind == "mark" and tokens[end].text not in "-_":
            return 0
    return 0


def _ends_at(tokens: Sequence[Token], position: int, gazetteer: Gazetteer) -> bool:
    """Whether a name that reached here cannot go on."""
    if position >= len(tokens) or not next_word(tokens, position):
        return True
    word = tokens[position].text
    if word in PARTICLES:
        return (
            position + 1 >= len(tokens)
            or tokens[position + 1].kind == "mark"
            or tokens[position + 1].text in ENDS
        )
    if (
        word in ENDS
        or word in MONTHS
        or word in DESCRIPTIONS
        or word in DIRECTIONS
        or head_of(word) is not None
    ):
        return True
    if is_verb(word) or _is_infinitive(word):
        return True
    if word.startswith("ال") and _is_adjective(word, gazetteer):
        return True
    stripped = {word[1:] for prefix in _PREFIXED_ENDS if word.startswith(prefix)}
    return bool(stripped & (ENDS | DIRECTIONS)) or word.startswith(("بال", "لل", "وال"))


def _is_adjective(word: str, gazetteer: Gazetteer) -> bool:
    """Whether a word with ال describes what was named: مونستر الألمانية, القرية المحاصرة."""
    if gazetteer.country_of_adjective(word) is not None:
        return True
    return word.startswith("الم") and word.endswith("ه") and len(word) >= _LONG_PARTICIPLE


def _is_whole(tokens: Sequence[Token], first: int, end: int) -> bool:
    """Whether all words up to the end read as one name: تل الشور, سنجق خليل, الحسينية الشرقية."""
    words = [token.text for token in tokens[first:end] if token.kind == "word"]
    definite = [word.startswith("ال") for word in words]
    if len(words) == 1 or words[0] in HONOURED or words[0] in NUMBERED:
        return True
    # الصبحة is whole by itself; what follows belongs to it only if it has ال too.
    return not definite[0] or all(definite)


def _shortest(tokens: Sequence[Token], first: int, gazetteer: Gazetteer) -> int:
    """Return the end of a name that runs on into its sentence: one word, two after تل, كفر, سان, الملك …"""
    following = next_word(tokens, first + 1)
    word = tokens[first].text
    if not following or _ends_at(tokens, first + 1, gazetteer):
        return first + 1
    if tokens[following - 1].text in PARTICLES and next_word(tokens, following):
        return next_word(tokens, following)
    if tokens[following - 1].kind == "number":
        return following if word in NUMBERED else first + 1
    joins = word in _MEANT_APART or word in HEADS or word in HONOURED or word in BEGINNINGS
    construct = not word.startswith("ال") and tokens[following - 1].text.startswith("ال")
    return following if joins or construct or _recurs(tokens, first, following - 1) else first + 1


def _recurs(tokens: Sequence[Token], first: int, second: int) -> bool:
    """Whether the text writes two words together again, and never the first without the second."""
    beside = [at for at, token in enumerate(tokens) if token.text == tokens[first].text]
    pairs = sum(at + 1 < len(tokens) and tokens[at + 1].text == tokens[second].text for at in beside)
    return pairs > 1 and pairs == len(beside)

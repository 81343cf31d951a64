"""Surface forms from the dictionary's principal parts: what a paradigm adds, nobody lists by hand.

A verb is written as dictionaries do, past then present ("شنّ يشنّ"); a noun with its plurals after ج
("هجوم ج هجمات"). Clitics (و ف ب ل ك س, the article, pronouns) are not formed here: tokens.py peels them.
"""

from __future__ import annotations

from typing import NamedTuple

from crawler.arabic.fold import fold

PAST = "past"
PRESENT = "present"
_PLURAL_MARK = " ج "
_SHORTEST = 2  # "دعا" has a weak end; two letters have none


class Form(NamedTuple):
    """One way to write a word, without clitics."""

    text: str  # folded
    tense: str = ""  # PAST, PRESENT or "" for a noun
    how_many: int | None = None  # 1 for a singular, 2 for a dual, None for a plural or a verb
    bound: bool = False  # stands only before a pronoun: "غارت" in غارته


def verb_forms(parts: str) -> list[Form]:
    """Conjugate a verb for the persons that news uses: third, and first plural.

    >>> [f.text for f in verb_forms("شنّ يشنّ")][:4]
    ['شن', 'شنت', 'شنوا', 'شنا']
    """
    past, _, present = parts.strip().partition(" ")
    if not present:  # "أغار" alone: its present يغير is mostly another verb
        return _past_forms(_bare(past))
    return [*_past_forms(_bare(past)), *_present_forms(_bare(present))]


def _bare(word: str) -> str:
    """Drop marks that folding drops, but keep ى apart from ي: it decides the paradigm."""
    return "".join(c for c in word.strip() if not "\u064b" <= c <= "\u0652")


def _past_forms(past: str) -> list[Form]:
    if past[-1] in "ىا" and len(past) > _SHORTEST:  # ألقى: ألقت، ألقوا، ألقيا; دعا: دعت، دعوا
        stem = past[:-1]
        endings = [past, stem + "ت", stem + "وا", stem + "يا", stem + "تا", stem + "ينا"]
        bound = [stem + "ا", stem + "و"]
    elif past[-1] == "ي":  # لقي: لقيت، لقوا
        stem = past[:-1]
        endings = [past, past + "ت", stem + "وا", past + "ا", past + "تا", past + "نا"]
        bound = [stem + "و"]
    else:
        endings = [past, past + "ت", past + "وا", past + "ا", past + "تا", past + "نا", past + "ن"]
        bound = [past + "و"]
    return _tensed(endings, bound, PAST)


def _present_forms(present: str) -> list[Form]:
    stem = present[1:]
    ends_weak = stem[-1] in "ىيو" and len(stem) > _SHORTEST
    short = stem[:-1] if ends_weak else stem
    free: list[str] = []
    bound: list[str] = []
    for person in "يت":
        free += [person + stem, person + short + "ون", person + short + "وا"]
        free += [person + stem + "ان", person + stem + "ا"]
        bound.append(person + short + "و")
        if ends_weak:  # لم يلق
            free.append(person + short)
    free += ["ي" + short + "ن", "ن" + stem]
    return _tensed(free, bound, PRESENT)


def _tensed(free: list[str], bound: list[str], tense: str) -> list[Form]:
    forms = [Form(fold(text), tense) for text in free]
    return forms + [Form(fold(text), tense, bound=True) for text in bound]


def noun_forms(entry: str) -> list[Form]:
    """Form singular, dual, plurals, their accusatives and constructs.

    >>> sorted(f.text for f in noun_forms("غارة ج غارات") if f.how_many == 2)
    ['غارتا', 'غارتان', 'غارتي', 'غارتين']
    """
    singular, _, plurals = entry.strip().partition(_PLURAL_MARK)
    forms = _singular_forms(_bare(singular))
    for plural in plurals.split("،"):
        if plural.strip():
            forms += _plural_forms(_bare(plural))
    return forms


def plural_forms(entry: str) -> list[Form]:
    """Form a noun that stands only in the plural (قتلى)."""
    return _plural_forms(_bare(entry))


def _singular_forms(word: str) -> list[Form]:
    if word.endswith("ة"):
        stem = word[:-1] + "ت"
        forms = [Form(fold(word), how_many=1), Form(fold(stem), how_many=1, bound=True)]
    else:
        stem = word
        forms = [Form(fold(word), how_many=1)]
        if word[-1] not in "اىء":
            forms.append(Form(fold(word + "ا"), how_many=1))
    forms += [Form(fold(stem + ending), how_many=2) for ending in ("ان", "ين")]
    if word.endswith("ة"):  # قذيفتا حلب; without ة it looks like the accusative
        forms.append(Form(fold(stem + "ا"), how_many=2))
    if word[-1] not in "اىيء":  # حادثي سير، قذيفتي هاون
        forms.append(Form(fold(stem + "ي"), how_many=2))
    return forms


def _plural_forms(word: str) -> list[Form]:
    forms = [Form(fold(word))]
    if word.endswith("ون"):
        forms += [Form(fold(word[:-1].removesuffix("و") + ending)) for ending in ("ين", "و", "ي")]
    elif word[-1] in "ىا":
        forms.append(Form(fold(word[:-1] + "ا"), bound=True))
    elif not word.endswith(("ات", "اء")):
        forms.append(Form(fold(word + "ا")))
    return forms


def adjective_forms(word: str) -> list[Form]:
    """Form an adjective in both genders and all numbers.

    >>> "انتحاريين" in {f.text for f in adjective_forms("انتحاري")}
    True
    """
    bare = _bare(word)
    forms = [*_singular_forms(bare), *_singular_forms(bare + "ة")]
    return [*forms, *_plural_forms(bare + "ات"), *_plural_forms(bare + "ون")]

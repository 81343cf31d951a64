"""Place names as keys: folded, each word without ال, fused and split spellings joined."""

from __future__ import annotations

import re

from crawler.arabic.fold import fold

_GAPS = "-_/،,.()«»\"'"
_DOUBLED = re.compile(r"(.)\1")
_LATIN = re.compile(r"[a-z]")
_ARABIC = re.compile(r"[\u0621-\u064a]")
_CODE_JOINT = re.compile(r"\d(?<=[^\W\d_]\d)")  # the 5 of M5
_CODE = re.compile(r"[a-z\u0621-\u064a]{1,2} \d{1,3}")

# First words that are written onto the next or apart from it: كفر سوسة, كفرسوسة; بو كمال, بوكمال.
FUSING = (
    "كفر",
    "تل",
    "دير",
    "بيت",
    "عين",
    "راس",
    "ابو",
    "البو",
    "ام",
    "خان",
    "جب",
    "عرب",
    "طور",
    "باب",
    "حوش",
)
_SPLITTABLE = ("كفر", "بيت", "دير", "عين")
_SHORTEST_DEFINITE = 4  # ال and two letters
_SHORTEST_SPLIT = 3  # letters left after the split: كفرنبل is كفر نبل, كفرة is not كفر ة


def bare(word: str) -> str:
    """Drop ال from a folded word, where two letters or more are left."""
    return word[2:] if word.startswith("ال") and len(word) >= _SHORTEST_DEFINITE else word


def words_of(folded: str) -> list[str]:
    """Split a folded name at blanks, hyphens and other marks."""
    return without_gaps(folded).split()


def without_gaps(folded: str) -> str:
    """Write blanks for the marks between a name's words; a book of names takes as few steps as one."""
    for mark in _GAPS:
        folded = folded.replace(mark, " ")
    return folded


def fold_name(name: str) -> str:
    """Fold a name; letters and digits part as they do in a text's tokens.

    >>> fold_name("الطريق الدولي M5")
    'الطريق الدولي m 5'
    """
    return _CODE_JOINT.sub(r" \g<0>", fold(name))


def key_of(name: str) -> str:
    """Return the comparing key of a name: words folded, without ال, one blank between.

    >>> key_of("الغُوطة الشَّرقيّة")
    'غوطه شرقيه'
    """
    return " ".join(bare(word) for word in words_of(fold_name(name)))


def is_latin(folded: str) -> bool:
    """Whether a folded name has no Arabic; such names are for asking, not for reading Arabic."""
    if "\u0621" <= folded[:1] <= "\u064a":
        return False
    return _LATIN.search(folded) is not None and _ARABIC.search(folded) is None


def is_code(folded: str) -> bool:
    """Whether a folded name is a letter or two and a number, as Arabic texts write them too: M5, T4, إم 5."""
    return _CODE.fullmatch(folded) is not None


def respellings(key: str) -> list[str]:
    """Return the key with its first two words fused, or a fused first word split.

    >>> respellings("كفر سوسه"), respellings("كفرنبل")
    (['كفرسوسه'], ['كفر نبل'])
    """
    head, gap, rest = key.partition(" ")
    if gap and head in FUSING:
        return [head + rest]
    if not head.startswith(_SPLITTABLE):
        return []
    for start in _SPLITTABLE:
        if head.startswith(start) and len(head) >= len(start) + _SHORTEST_SPLIT:
            return [f"{start} {head[len(start) :]}{gap}{rest}"]
    return []


def skeleton(key: str) -> str:
    """Reduce a key to what misspellings keep: القاريتين and القريتين, ظمير and ضمير are one.

    Inner alif, a final ه or ا and doubled letters fall; ظ becomes ض. Loose: for a name that nothing
    else explains, where something beside it says that a place is meant.
    """
    return "".join(_skeleton_of_word(word) for word in key.split())


def _skeleton_of_word(word: str) -> str:
    first, inner, last = word[0], word[1:-1].replace("ا", ""), word[1:][-1:]
    return _DOUBLED.sub(r"\1", (first + inner + last.strip("اه")).replace("ظ", "ض"))

"""Which single-byte codec a body that is not UTF-8 was written in."""

from __future__ import annotations

import re
from collections.abc import Iterable

import cchardet

SAMPLE_BYTES = 200_000  # enough letters to judge by, and a page's menus are as Arabic as its text

# Labels as they stand in headers and documents → Python codecs. What is not here is not used: "punycode",
# "utf-7", "unicode_escape" and "idna" are codecs too, and hang or lie.
_CODECS = {
    "cp1256": ("windows-1256", "cp1256", "x-cp1256", "win-1256", "windows1256", "ms-arab"),
    "iso8859-6": (
        "iso-8859-6", "iso_8859-6", "iso8859-6", "iso-8859-6-i", "iso-8859-6-e", "csisolatinarabic",
        "arabic", "asmo-708", "ecma-114", "iso-ir-127", "iso88596",
    ),
    "mac_arabic": ("x-mac-arabic", "mac-arabic", "macarabic"),
    "cp720": ("cp720", "dos-720", "ibm720"),
    "cp864": ("cp864", "ibm864", "csibm864"),
    "utf-8": ("utf-8", "utf8", "unicode-1-1-utf-8", "x-unicode20utf8"),
    "utf-16": ("utf-16", "utf16", "unicode", "ucs-2", "iso-10646-ucs-2"),
    "utf-16-le": ("utf-16le", "unicodefeff"),
    "utf-16-be": ("utf-16be", "unicodefffe"),
    "utf-32": ("utf-32", "utf32"),
    # Browsers read all of these as windows-1252, and so does who writes them.
    "cp1252": (
        "windows-1252", "cp1252", "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1",
        "us-ascii", "ascii", "ansi", "x-cp1252", "iso-8859-15", "iso8859-15", "latin-9",
    ),
    "cp1250": ("windows-1250", "cp1250"),
    "cp1251": ("windows-1251", "cp1251"),
    "cp1253": ("windows-1253", "cp1253", "iso-8859-7"),
    "cp1254": ("windows-1254", "cp1254", "iso-8859-9", "latin5"),
    "cp1255": ("windows-1255", "cp1255", "iso-8859-8", "iso-8859-8-i"),
    "koi8-r": ("koi8-r",),
    "gb18030": ("gb18030", "gb2312", "gbk"),
    "big5": ("big5",),
    "shift_jis": ("shift_jis", "shift-jis", "sjis"),
    "euc_jp": ("euc-jp",),
    "euc_kr": ("euc-kr", "ks_c_5601-1987"),
}  # fmt: skip
_CODEC_OF = {label: codec for codec, labels in _CODECS.items() for label in labels}
_SEVERAL_BYTES = frozenset({"gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"})
_WIDE = frozenset({"utf-16", "utf-16-le", "utf-16-be", "utf-32"})


def codec_of(label: str) -> str | None:
    """Return the codec that a label in a header or document means; None if it is not on the list."""
    return _CODEC_OF.get(label.strip().strip("\"'").lower())


# What Arabic text is made of. The frequent letters make up four fifths of any Arabic text; read through
# a wrong codec, they turn into rare letters, signs and letters of other scripts.
_FREQUENT = re.compile("[اليمونرتبعدهفقةسكحأ]")
_ARABIC = re.compile("[\u0621-\u063a\u0641-\u064aپچژگکی]")
_LATIN = re.compile("[À-ÖØ-öø-ž]")
_OTHER_LETTER = re.compile("[\u0370-\u05ff]")  # Greek, Cyrillic, Hebrew
_MIXED = re.compile("[A-Za-zÀ-ž][\u0621-\u064a]|[\u0621-\u064a][A-Za-zÀ-ž]|[a-z][\u0370-\u05ff]")
_WRONG = re.compile("[\u0080-\u009f\ufffd\u00b5\u00b6\u00a5\u00d7\u00f7]")
_ARTICLE = re.compile("(?<![\u0621-\u064a])ال[\u0621-\u064a]{2}")
_MARKS = re.compile("[\u064b-\u0652]")


def _likeness(text: str) -> float:
    """Score how much a text looks written on purpose; higher is better, comparable for one body only."""

    def count(pattern: re.Pattern[str]) -> int:
        return sum(1 for _ in pattern.finditer(text))

    arabic = count(_ARABIC)
    return (
        1.0 * count(_FREQUENT)
        + 0.3 * arabic
        + 3.0 * count(_ARTICLE)
        + 0.9 * count(_LATIN)
        + 0.9 * count(_OTHER_LETTER)
        - 2.0 * count(_MIXED)
        - 3.0 * count(_WRONG)
        - (1.0 * count(_MARKS) if count(_MARKS) > arabic else 0.0)
    )


def guess_codec(body: bytes, declared: Iterable[str]) -> tuple[str, str]:
    """Return the codec that fits a body which is not UTF-8, and why, trusting no label blindly.

    Outlets label windows-1256 as iso-8859-1, iso-8859-6 or utf-8, and the other way round. ``declared``
    are codecs (not labels), the most trusted first.
    """
    declared = [codec for codec in declared if codec != "utf-8"]
    for codec in declared:
        if codec in _SEVERAL_BYTES | _WIDE and _fits(body, codec):
            return codec, "declared"
    sample = body[:SAMPLE_BYTES]
    detected = codec_of(str(cchardet.detect(sample)["encoding"] or ""))
    if detected in _SEVERAL_BYTES | _WIDE | {"utf-8"}:  # guesses of that kind need a declaration
        detected = None
    narrow = [codec for codec in declared if codec not in _SEVERAL_BYTES | _WIDE]
    candidates = dict.fromkeys([*narrow, *([detected] if detected else []), "cp1256", "iso8859-6"])
    best = max(candidates, key=lambda codec: _likeness(sample.decode(codec, "replace")))
    if best in narrow:
        return best, "declared"
    return best, "detected" if best == detected else "fits the letters best"


def _fits(body: bytes, codec: str) -> bool:
    try:
        body.decode(codec)
    except UnicodeDecodeError:
        return False
    return True

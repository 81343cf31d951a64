"""One folding for comparing Arabic; what is stored never changes."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Hamza seats, final ya and ta marbuta vary from writer to writer; Persian and Urdu letters come from
# other keyboards; digits have three sets. Each maps to one form.
_SAME: dict[str, str | None] = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه",
    "ک": "ك", "ی": "ي", "ے": "ي", "ہ": "ه", "ھ": "ه", "ۀ": "ه",
    "ڤ": "ف", "گ": "ك", "چ": "ج", "پ": "ب", "ژ": "ز",
    "٪": "%", "٫": ".", "٬": ",",
}  # fmt: skip
_ARABIC_INDIC: dict[str, str | None] = {chr(0x0660 + d): str(d) for d in range(10)}
_PERSIAN: dict[str, str | None] = {chr(0x06F0 + d): str(d) for d in range(10)}
_DROPPED = dict.fromkeys(
    [
        *range(0x0610, 0x061B),  # Quranic signs
        0x061C,  # Arabic letter mark
        0x0640,  # tatweel
        *range(0x064B, 0x0660),  # short vowels, shadda, sukun
        0x0670,  # dagger alif
        *range(0x06D6, 0x06DD),
        *range(0x06DF, 0x06E9),
        *range(0x06EA, 0x06EE),
        0x00AD,  # soft hyphen
        *range(0x200B, 0x2010),  # zero-width and directional marks
        *range(0x202A, 0x202F),  # bidi embeddings
        *range(0x2060, 0x2070),  # word joiner, isolates
        0xFEFF,
    ]
)
_TABLE: dict[int, str | None] = {
    **str.maketrans(_SAME),
    **str.maketrans(_ARABIC_INDIC),
    **str.maketrans(_PERSIAN),
    **_DROPPED,
}


_PRESENTATION = re.compile("[\ufb50-\ufeff]")


def fold(text: str) -> str:
    """Return the comparing form: marks and tatweel dropped, letters of one sound joined, digits 0-9.

    >>> fold("القَصْفُ على إدلب ١٢")
    'القصف علي ادلب 12'
    """
    if _PRESENTATION.search(text):  # from old editors and PDF
        text = unicodedata.normalize("NFKC", text)
    return text.translate(_TABLE).lower()


@lru_cache(maxsize=200_000)
def fold_word(word: str) -> str:
    """Fold one word; a million words hold some 120,000 forms, so the memory pays."""
    return fold(word)

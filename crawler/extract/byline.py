"""Who wrote an article: what the page states for machines, else the line that people read.

"كتب: سعاد المحمد", "بقلم الكاتب/ نادر العلي", "دمشق - مراسلنا", "By Rana Saleh".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from crawler.extract.phrases import comparing_form
from crawler.extract.stated import Stated
from crawler.extract.tree import Piece

LONGEST_NAME = 80  # characters
LONGEST_LINE = 110  # a name with its label, a place and a date
FEW_WORDS = 4  # of a name that no sign parts from its label: "كتب نادر العلي"
MOST_WORDS = 8

_META = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
)
_SHOWN = '[itemprop="author" i], [rel~="author" i], .byline, .author-name, .author, .vcard .fn'
_WRITER = r"(?:ال)?(?:كاتبة?|صحفية?|صحافية?|إعلامية?|زميلة?|دكتورة?|أستاذة?|مراسلة?)"
_LABEL = re.compile(
    rf"^\W*(?:(?:ال)?كاتبة?|بقلم|بواسطة|كُ?تبت?(?:ها?)?(?:\s+بواسطة)?|أعدّ?ت?(?:ها?)?|[إا]عداد|تقرير|تحقيق|حاورت?ه|نشر\s+بواسطة|"
    rf"written\s+by|posted\s+by|by|par|auteur)(?P<wide>\s+(?:و?(?:تحرير|تصوير|متابعة|إعداد)\s*)*{_WRITER})?"
    r"(?P<sign>\s*[:：/\-–—|]\s*)?\s*(?P<rest>.+)$",
    re.IGNORECASE,
)
# The labels that begin an ordinary sentence too ("تقرير: …" is one, "تقرير أممي يحذر" is not).
_NEEDS_SIGN = re.compile(
    r"^\W*(?:تقرير|تحقيق|[إا]عداد|كاتبة?|الكاتبة?|أعدّ?ت?(?:ها?)?|par|auteur)", re.IGNORECASE
)
_CORRESPONDENT = re.compile(
    r"^[^\n:،,.؟!\"«]{2,40}?\s*[\-–—/|:]\s*(?P<rest>(?:خاص\s*[\-–—/]\s*)?مراسل(?:نا|تنا|ونا|ينا|و?\s+\S+|ة\s+\S+).{0,40})$"
)
_END_OF_NAME = re.compile(r"\s*(?:[|•·»،,(\[]|\s[\-–—]\s|\d|[٠-٩])|\s+(?:في|بتاريخ|يوم|on)\s")
_SENTENCE_WORDS = frozenset(
    ("على", "في", "عن", "ان", "الي", "من", "مع", "عبر", "قبل", "بعد", "انه", "انها", "هذا", "هذه", "the",
     "of", "in", "on", "at", "to", "is")
)  # fmt: skip
_NOBODY = frozenset(
    comparing_form(name)
    for name in (
        "admin", "administrator", "editor", "editors", "webmaster", "root", "user", "guest", "unknown",
        "author", "staff", "web desk", "newsroom", "super user", "superuser", "المحرر", "محرر", "محرر الموقع",
        "مدير الموقع", "إدارة الموقع", "ادارة التحرير", "هيئة التحرير", "أسرة التحرير", "غرفة الأخبار",
        "التحرير", "فريق التحرير", "المدير", "مدير", "الادارة", "الموقع", "كاتب", "none", "null",
    )
)  # fmt: skip


def find_author(stated: Stated, near: Sequence[Piece]) -> str | None:
    """Return the author's name as written; None where only the outlet or "admin" is named."""
    outlets = {comparing_form(name) for name in _outlets(stated) if name}
    candidates = chain(
        _stated_names(stated), _spoken_names(piece.text for piece in near), _marked_names(stated)
    )
    return next((name for text in candidates if (name := _name(text, outlets))), None)


def _outlets(stated: Stated) -> Iterator[str | None]:
    yield stated.meta.get("og:site_name")
    yield stated.text("publisher")
    yield stated.meta.get("application-name")


def _stated_names(stated: Stated) -> Iterator[str]:
    texts = (stated.text("author"), stated.text("creator"), *(stated.meta.get(name) for name in _META))
    yield from filter(None, texts)
    if comparing_form(stated.meta.get("twitter:label1", "")) in ("written by", "كتب بواسطه", "كتبه"):
        yield stated.meta.get("twitter:data1", "")


def _marked_names(stated: Stated) -> Iterator[str]:
    """Return what the markup calls the author; asked last, for themes mark commenters so too."""
    for text in stated.shown(_SHOWN):
        spoken = _after_label(text)
        yield spoken if spoken is not None else text


def _spoken_names(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if len(line) > LONGEST_LINE:
            continue
        name = _after_label(line)
        if name is not None:
            yield name
        elif match := _CORRESPONDENT.match(line):
            yield match["rest"]


def _after_label(line: str) -> str | None:
    match = _LABEL.match(line)
    if match is None or line.rstrip().endswith((".", "…", "؟", "?", ":")):
        return None
    parted = bool(match["sign"] or match["wide"])
    if not parted and _NEEDS_SIGN.match(line):
        return None
    name = _END_OF_NAME.split(match["rest"], maxsplit=1)[0]
    words = comparing_form(name).split()
    if not words or len(words) > (MOST_WORDS if parted else FEW_WORDS):
        return None
    if not parted and (not line[match.end("rest") - len(match["rest"]) - 1].isspace() or len(words) < 2):  # noqa: PLR2004 - a name has two
        return None
    return None if _SENTENCE_WORDS.intersection(words) else name


def _name(text: str, outlets: set[str]) -> str | None:
    """Return a name without what surrounds it, unless it is an address, an outlet's or nobody's."""
    spoken = _after_label(text) or text
    name = " ".join(spoken.split()).strip(" :-–—|/،,.*•")
    form = comparing_form(name)
    if not form or form in _NOBODY or form in outlets or len(name) > LONGEST_NAME:
        return None
    if "@" in name or "://" in name or name.startswith("www.") or form.replace(" ", "").isdigit():
        return None
    return name

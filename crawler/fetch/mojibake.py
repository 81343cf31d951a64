"""Undo UTF-8 that was read as windows-1252 or windows-1256 and saved again: Ø§Ù„Ù‚Ø¯Ù… is القدم."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

_UPPER = bytes(range(0x80, 0x100))


class _Disguise(NamedTuple):
    """How the upper 128 bytes look through one codec."""

    byte_of: dict[str, int]
    hints: tuple[str, ...]  # one of them is in every spoiled text; looking for them costs next to nothing
    alarm: re.Pattern[str]  # what tells that a text is spoiled at all
    run: re.Pattern[str]  # characters that are whole UTF-8 sequences in disguise


def _disguise(seen_as: str, hints: tuple[str, ...], alarm: str, edge: str) -> _Disguise:
    def letters(first: int, last: int) -> str:
        c1 = "\x80-\x9f" if first == _UPPER[0] else ""  # as Latin-1 shows those bytes
        return f"[{c1}{re.escape(seen_as[first - 0x80 : last - 0x80 + 1])}]"

    trail = letters(0x80, 0xBF)
    sequence = (
        f"{letters(0xC2, 0xDF)}{trail}|{letters(0xE0, 0xEF)}{trail}{{2}}|{letters(0xF0, 0xF4)}{trail}{{3}}"
    )
    not_after, not_before = (f"(?<!{edge})", f"(?!{edge})") if edge else ("", "")
    return _Disguise(
        byte_of={chr(byte): byte for byte in range(0x80, 0xA0)} | dict(zip(seen_as, _UPPER, strict=True)),
        hints=hints,
        alarm=re.compile(alarm.replace("T", trail)),
        run=re.compile(f"{not_after}(?:{sequence})+{not_before}"),
    )


# windows-1252 leaves five bytes undefined, which programs pass on as C1 controls. Bytes D8–DB begin
# every Arabic letter in UTF-8: Ø Ù Ú Û. As windows-1256 they are ط ظ ع غ, real letters: so three pairs
# in a row are asked for (no word goes ط§ظ„ظ…), and a run must not touch a further letter.
_DISGUISES = (
    _disguise(
        _UPPER.decode("cp1256"),
        hints=("ط§", "ظ„", "ظٹ", "ط·آ", "ط¸â"),  # ا, ل and ي, and twice spoiled: no phrase is without them
        alarm="(?:[طظعغ]T){3}",
        edge="[\u0621-\u063a\u0641-\u064a]",
    ),
    _disguise(
        "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in _UPPER),
        hints=("Ø", "Ù", "â€"),
        alarm="[ØÙÚÛ]T|â€",
        edge="",
    ),
)


# Byte 81 has no letter in windows-1252, and programs drop it: of D9 81 (ف) only Ù stays, alone or with "?".
# The other bytes without a letter make vowel signs, which news hardly write but in قُتل.
_LOST_DAMMA = re.compile(r"(?<=ق)Ù[?\ufffd]?(?=ت)")
_LOST_FEH = re.compile(r"(?<![A-Za-zÀ-ÿ])Ù[?\ufffd]?(?![A-Za-zÀ-ÿ])")
_LETTER = re.compile(r"[^\W\d_]")
_MARKS_FOR_LETTERS = re.compile(r"\?{2,}(?:[\s،.]*\?+)*")
_REPLACED = re.compile("\ufffd+")
_SPOILED = re.compile("(?:[ØÙÚÛ][?\ufffd\u0080-\u00bf\u0152-\u02dc\u2013-\u2122]?\\s?){2,}")
FEW_LOST = 12  # characters
LOST_SHARE = 0.3  # of what would be letters


def repair_mojibake(text: str) -> str:
    """Return the text with doubly encoded runs put right and every other character as it was.

    Runs are repaired one by one: a good headline beside a spoiled one stays. Some texts were spoiled
    twice, so two rounds are made. 1256 comes first: what it spoils holds what 1252 would (â€).

    >>> repair_mojibake("Ø§Ù„Ù‚Ø¯Ù…")
    'القدم'
    """
    spoiled = text
    for _ in range(2):
        before = text
        for disguise in _DISGUISES:
            if any(hint in text for hint in disguise.hints) and disguise.alarm.search(text):
                text = disguise.run.sub(_undo(disguise.byte_of), text)
        if text == before:
            break
    if text != spoiled:
        text = _LOST_FEH.sub("ف", _LOST_DAMMA.sub("ُ", text))
    return text


def why_unreadable(text: str) -> str | None:
    """Say how a text's letters were lost for good, None when it can be read.

    >>> why_unreadable("????? ????? ?? ??????")
    'question marks stand in place of its letters'
    """
    if not any(sign in text for sign in ("??", "\ufffd", "Ø", "Ù")):  # as nearly always
        return None
    letters = sum(1 for _ in _LETTER.finditer(text))
    signs = (
        (_MARKS_FOR_LETTERS, "question marks stand in place of its letters"),
        (_REPLACED, "its letters were lost in a wrong encoding"),
        (_SPOILED, "it was encoded twice, and cannot be put right"),
    )
    for pattern, why in signs:
        lost = sum(len(match.group()) for match in pattern.finditer(text))
        if lost >= FEW_LOST and lost > LOST_SHARE * (letters + lost):
            return why
    return None


def _undo(byte_of: dict[str, int]) -> Callable[[re.Match[str]], str]:
    def undo(run: re.Match[str]) -> str:
        try:
            return bytes(byte_of[char] for char in run.group()).decode("utf-8")
        except UnicodeDecodeError:  # an overlong form or a surrogate: not what it seemed
            return run.group()

    return undo

"""Messages in the forms and lengths that services take."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from alerts.render.safe import FIRST_STRONG_ISOLATE, POP_ISOLATE, cut

LEFT_OUT = "…"
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~])")


def markdown(text: str) -> str:
    """Return a text that a reader of Markdown sees as it was written."""
    return _MARKDOWN.sub(r"\\\1", text).replace("\n", "  \n")  # two spaces keep the line's end


def web(html: str) -> str:
    """Return our HTML, written for Telegram, for e-mail: each line ends there, and has its direction."""
    return '<div dir="auto">' + "<br/>\n".join(html.split("\n")) + "</div>"


def fit(lines: Sequence[str], room: int, form: Callable[[str], str]) -> str | None:
    """Return lines in a form that has room: the first ones and the last, which holds the incident's code.

    Lines go whole, so that no tag and no isolate is left open. None when not even two have room.
    """
    for count in range(len(lines), 0, -1):
        kept = [*lines[: count - 1], LEFT_OUT, lines[-1]] if count < len(lines) else [*lines]
        text = form("\n".join(kept))
        if len(text) <= room and (count > 1 or len(lines) == 1):
            return text
    return None


def balanced_cut(text: str, length: int) -> str:
    """Shorten as `cut` does, and close the isolates that the cut left open."""
    if len(text) <= length:
        return text
    for closing in range(length):
        shortened = cut(text, length - closing)
        opened = shortened.count(FIRST_STRONG_ISOLATE) - shortened.count(POP_ISOLATE)
        if opened <= closing:
            return shortened + POP_ISOLATE * opened
    return LEFT_OUT

"""The bot's texts in a subscriber's language: Arabic stands in the code, others in alerts/locale."""

from __future__ import annotations

import importlib.resources
from collections.abc import Callable
from functools import cache
from io import BytesIO

from babel.messages.pofile import read_po

Say = Callable[..., str]
LANGUAGES = {"ar": "العربية", "en": "English"}


def phrases(language: str) -> Say:
    """Return what words a text in a language; a text that is not translated stays Arabic."""
    table = {} if language == "ar" else catalogue(language)

    def say(text: str, **values: object) -> str:
        worded = table.get(text, text)
        return worded.format(**values) if values else worded

    return say


@cache
def catalogue(language: str) -> dict[str, str]:
    """Read a language's catalogue: Arabic text to translation."""
    file = importlib.resources.files("alerts") / "locale" / f"{language}.po"
    read = read_po(BytesIO(file.read_bytes()), locale=language)
    return {str(message.id): str(message.string) for message in read if message.id and message.string}

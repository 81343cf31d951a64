"""Every text of the bot has its English, with the same gaps to fill."""

import ast
import re
from pathlib import Path

import pytest

import alerts.bot
from alerts.bot import replies
from alerts.bot.phrases import catalogue, phrases
from alerts.render import words

ENGLISH = catalogue("en")
GAP = re.compile(r"\{\w+\}")
ARABIC_LETTER = re.compile("[\u0621-\u064a]")


def spoken_in_the_code() -> set[str]:
    """Return the texts that are handed to ``say`` as they stand in the code."""
    found: set[str] = set()
    for file in Path(alerts.bot.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return {text for text in found if ARABIC_LETTER.search(text) and text != "العربية"}


CONSTANTS = {value for name, value in vars(replies).items() if name.isupper() and isinstance(value, str)}
VALUES = {*words.FAMILIES.values(), *words.TYPES.values(), *words.REASONS.values()}


def test_every_text_is_translated():
    """Nobody who chose English reads an Arabic sentence of the bot."""
    assert spoken_in_the_code() >= CONSTANTS
    assert spoken_in_the_code() | VALUES == set(ENGLISH)


@pytest.mark.parametrize("text", sorted(ENGLISH), ids=lambda text: text[:30].replace("\n", " "))
def test_a_translation_has_the_same_gaps_and_commands(text):
    """Nothing that is filled in gets lost on the way, and the same commands are named."""
    english = ENGLISH[text]
    assert sorted(GAP.findall(english)) == sorted(GAP.findall(text))
    assert re.findall(r"/[a-z]+", english) == re.findall(r"/[a-z]+", text)


def test_braces_of_people_stay_as_they_are():
    """A name that looks like a gap is a name."""
    assert phrases("en")("لم تعد تراقب: {name}", name="{x}") == "You no longer watch: {x}"

"""The forms in which a rule's word may stand in a text.

A word that the lexicon knows matches in every form of its paradigm: قصف in وقصفت، بالقصف، يقصفون.
Another word matches with و ف ب ل ك and ال before it and, from four letters on, with the regular endings:
مطار in مطارين، مطاراتها; shorter ones stay as they are, or حي would stand in حيات. What is written with ال
and is not in the lexicon is taken for a name and keeps its ال: القدم is not "قدم استقالته".
"""

from __future__ import annotations

from collections import defaultdict

from crawler.arabic.fold import fold
from crawler.arabic.forms import adjective_forms, noun_forms, plural_forms, verb_forms
from crawler.detect.keyword_rules import RuleWord
from crawler.detect.lexicon import Lexicon, WordGroup

_SHORTEST_REGULAR = 4  # letters; لبن would have the dual لبنان
_ENDINGS_OF_NATIONS = ("", "ة", "ين", "ون", "ان", "ات")  # not ا: سوري is not سوريا
_FORMS = {
    "verbs": verb_forms,
    "nouns": noun_forms,
    "plurals": plural_forms,
    "adjectives": adjective_forms,
}


class Paradigms:
    """The lexicon's words by every form that they take."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._entries: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        for group in lexicon.groups.values():
            for kind, forms_of in _FORMS.items():
                for entry in getattr(group, kind):
                    for form in forms_of(entry):
                        self._entries[form.text].add((kind, entry))

    def group_of(self, word: RuleWord) -> WordGroup:
        """Return a rule's word with its forms."""
        name = name_of(word)
        known = () if word.exact else sorted(self._entries.get(fold(word.text), ()))
        if not known:
            return _regular(name, word)
        kinds = {kind: tuple(entry for k, entry in known if k == kind) for kind in _FORMS}
        return WordGroup(name=name, particles=(word.text,), **kinds)

    def keeps_article(self, word: RuleWord) -> bool:
        """Whether a word counts only with ال: it was written so, and is no word of the lexicon."""
        return word.definite and (word.exact or fold(word.text) not in self._entries)

    def other_seat(self, word: RuleWord) -> str:
        """Return the hamza that no form of a lexicon's word is written with: حي ج أحياء is not in إحياء."""
        known = () if word.exact else self._entries.get(fold(word.text), ())
        above, below = (any(seat in entry for _, entry in known) for seat in "أإ")
        if above == below:
            return ""
        return "إ" if above else "أ"


def name_of(word: RuleWord) -> str:
    """Name a rule's word apart from others that have other forms."""
    return ("=" if word.exact else "~") + ("ال" if word.definite else "") + word.text


def _regular(name: str, word: RuleWord) -> WordGroup:
    """Give the regular endings to a word that the lexicon does not know."""
    text = word.text
    if word.exact or word.definite or len(text) < _SHORTEST_REGULAR or not "\u0621" <= text[0] <= "\u064a":
        return WordGroup(name=name, particles=(text,))
    if text.endswith("ي"):
        return WordGroup(name=name, particles=tuple(text + ending for ending in _ENDINGS_OF_NATIONS))
    if text.endswith("ة"):
        return WordGroup(name=name, nouns=(f"{text} ج {text[:-1]}ات",))
    if text.endswith(("ا", "ه")):
        return WordGroup(name=name, particles=(text,))
    return WordGroup(name=name, nouns=(f"{text} ج {text}ات، {text}ون",), verbs=(text,))

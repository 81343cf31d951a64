"""The lexicon's files, their paradigms and the matching of whole words with their clitics."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.arabic.fold import fold
from crawler.arabic.forms import adjective_forms, noun_forms, plural_forms, verb_forms
from crawler.detect.lexicon import Lexicon, LexiconError, load_lexicon, parse_lexicon
from crawler.detect.phrases import PhraseBook
from crawler.detect.sentences import Zone, read_text
from crawler.detect.vocabulary import Vocabulary
from crawler.model import EventType

DETECT = Path(__file__).parents[2] / "crawler" / "detect"
SMALL = """
[words."قصف"]
verbs = ["قصف يقصف"]
nouns = ["قصف"]
[words."غارة"]
nouns = ["غارة ج غارات"]
[words."شن"]
verbs = ["شنّ يشنّ"]
[words."رحل"]
verbs = ["رحّل يرحّل"]
[types.air_strike]
sure = ["[شن] .. [غارة]", "[قصف/فعل] جوا؟ بالطائرات|بالبراميل"]
weak = ["[غارة]"]
[markers]
denied = ["لا صحة"]
[actors]
"تنظيم الدولة الإسلامية" = ["داعش"]
"""

VERBS = {
    "sound, she": ("قصف يقصف", "قصفت", True),
    "sound, they": ("قصف يقصف", "قصفوا", True),
    "sound, they do": ("قصف يقصف", "يقصفون", True),
    "sound, she does": ("قصف يقصف", "تقصف", True),
    "sound, subjunctive": ("قصف يقصف", "يقصفوا", True),
    "doubled": ("شنّ يشنّ", "شنت", True),
    "weak end, she": ("ألقى يلقي", "ألقت", True),
    "weak end, they": ("ألقى يلقي", "ألقوا", True),
    "weak end, jussive": ("ألقى يلقي", "يلق", True),
    "weak end keeps no alif": ("ألقى يلقي", "ألقىت", False),
    "ya end": ("لقي يلقى", "لقيت", True),
    "past alone": ("أغار", "أغارت", True),
    "past alone has no present": ("أغار", "يغير", False),
    "no other root": ("قصف يقصف", "قصب", False),
}


@pytest.mark.parametrize(("parts", "form", "known"), VERBS.values(), ids=VERBS)
def test_verbs_are_conjugated_from_their_principal_parts(parts: str, form: str, known: bool) -> None:
    """Past and present give every person that news uses."""
    assert (fold(form) in {f.text for f in verb_forms(parts)}) is known


NOUNS = {
    "plural": ("غارة ج غارات", "غارات", None),
    "dual": ("غارة ج غارات", "غارتان", 2),
    "dual, oblique": ("غارة ج غارات", "غارتين", 2),
    "dual, construct": ("حادث ج حوادث", "حادثي", 2),
    "accusative": ("هجوم ج هجمات", "هجوما", 1),
    "singular": ("هجوم ج هجمات", "هجوم", 1),
    "sound plural, oblique": ("مسلح ج مسلحون", "مسلحين", None),
    "sound plural, construct": ("مقاتل ج مقاتلون", "مقاتلو", None),
    "two plurals": ("مبنى ج مبان، مباني", "مباني", None),
}


@pytest.mark.parametrize(("entry", "form", "number"), NOUNS.values(), ids=NOUNS)
def test_nouns_take_all_numbers(entry: str, form: str, number: int | None) -> None:
    """Singular, dual and plural are known, and which of them carries its number."""
    assert number in {f.how_many for f in noun_forms(entry) if f.text == fold(form)}


def test_plurals_and_adjectives_have_their_forms() -> None:
    """A noun without a singular, and an adjective in both genders."""
    assert {f.text for f in plural_forms("مواجهات")} == {fold("مواجهات")}
    forms = {f.text for f in adjective_forms("انتحاري")}
    assert {fold(w) for w in ["انتحاري", "انتحارية", "انتحاريين", "انتحاريات"]} <= forms


@pytest.fixture(scope="module")
def small() -> Lexicon:
    return parse_lexicon({"small.toml": SMALL})


@pytest.fixture(scope="module")
def vocabulary(small: Lexicon) -> Vocabulary:
    return Vocabulary(small.groups)


WORDS = {
    "and it bombed": ("وقصفت", True),
    "the bombing": ("القصف", True),
    "by the bombing": ("بالقصف", True),
    "for the bombing": ("للقصف", True),
    "with marks": ("القَصْف", True),
    "its bombing": ("قصفها", True),
    "will bomb": ("سيقصف", True),
    "its raid": ("غارته", True),
    "in another word": ("متقصف", False),
    "with another end": ("قصفان", True),
    "a verb takes no article": ("اليقصف", False),
    "a noun takes no future": ("سغارة", False),
    "bound form alone": ("غارت", False),
    "journey is not: he deported him": ("رحلة", False),
    "he deported him": ("رحله", True),
}


@pytest.mark.parametrize(("word", "known"), WORDS.values(), ids=WORDS)
def test_words_are_known_whole_with_the_clitics_of_their_class(
    vocabulary: Vocabulary, word: str, known: bool
) -> None:
    """No word is found inside another one."""
    text = read_text(word, f"{word}\n", vocabulary)
    assert bool(text.words[0].senses) is known


PHRASES = {
    "side by side": ("شنت غارات", True),
    "within the gap": ("شن الطيران الحربي عدة غارات", True),
    "beyond the gap": ("شن الطيران الذي أقلع من قاعدة بعيدة جدا غارات", False),
    "wrong order": ("غارات شنها", False),
    "literal": ("قصفوا المدينة بالطائرات", False),
    "literal beside": ("قصفوا بالطائرات", True),
    "optional word": ("قصفوا جوا بالبراميل", True),
    "noun where a verb must stand": ("القصف بالطائرات", False),
}


@pytest.mark.parametrize(("text", "found"), PHRASES.values(), ids=PHRASES)
def test_phrases_match_words_in_order(small: Lexicon, vocabulary: Vocabulary, text: str, found: bool) -> None:
    """Gaps, alternatives, options and word classes are as the file says."""
    read = read_text(text, f"{text}\n", vocabulary)
    sure = PhraseBook([p for p in small.phrases if p.type and p.level == "sure"])
    assert bool(sure.find(read.words, 0, len(read.tokens))) is found


BROKEN = {
    "unknown group": ('[types.air_strike]\nsure = ["[كذا]"]', "كذا"),
    "begins with an option": (
        '[words."غارة"]\nnouns = ["غارة"]\n[types.air_strike]\nsure = ["غارة؟ [غارة]"]',
        "غارة؟",
    ),
}


@pytest.mark.parametrize(("text", "told"), BROKEN.values(), ids=BROKEN)
def test_a_mistake_in_a_file_is_told_with_its_words(text: str, told: str) -> None:
    """The message names the file and what is wrong in it."""
    with pytest.raises(LexiconError, match=r"broken\.toml") as error:
        parse_lexicon({"broken.toml": text})
    assert told in str(error.value)


def test_a_group_given_twice_is_told() -> None:
    """Two files that give one group contradict each other."""
    with pytest.raises(LexiconError, match="twice"):
        parse_lexicon(
            {"a.toml": '[words."غارة"]\nnouns = ["غارة"]', "b.toml": '[words."غارة"]\nnouns = ["غارة"]'}
        )


def test_the_shipped_lexicon_knows_all_types() -> None:
    """Every kind of incident has phrases of its own."""
    lexicon = load_lexicon()
    assert {p.type for p in lexicon.phrases if p.type} == set(EventType)


def test_no_word_group_is_idle() -> None:
    """Every group stands in a phrase or is asked for by a rule, so that nobody tends dead words."""
    lexicon = load_lexicon()
    in_phrases = {group for p in lexicon.phrases for element in p.elements for group in element.groups}
    code = "".join(path.read_text(encoding="utf-8") for path in DETECT.glob("*.py"))
    idle = [g for g in lexicon.groups if g not in in_phrases and f'"{g}"' not in code and g[0] != "="]
    assert idle == []


ZONES = {
    "title, lead, body": (
        "عنوان.",
        "جملة أولى هنا فيها كلمات. جملة ثانية هنا فيها كلمات.\nثالثة",
        [0, 1, 1, 2],
    ),
    "initials end nothing": ("عنوان", "قال د. أحمد في المؤتمر اليوم.", [0, 1]),
    "a name with a dot": ("عنوان", "قال السورية.نت اليوم في خبره.", [0, 1]),
    "two dots part a title": ("حلب.. قصف جديد", "", [0, 0]),
}


@pytest.mark.parametrize(("title", "text", "zones"), ZONES.values(), ids=ZONES)
def test_sentences_know_their_zone(vocabulary: Vocabulary, title: str, text: str, zones: list[int]) -> None:
    """The title, the first two sentences and the rest are told apart."""
    read = read_text(title, f"{title}\n{text}", vocabulary)
    assert [s.zone for s in read.sentences] == [Zone(z) for z in zones]

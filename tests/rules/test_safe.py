"""Foreign text made safe, with Telegram's own parser as the judge."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.render.safe import clean, cut, escaped, isolated, readable_url, units

tdjson = pytest.importorskip("tdjson", reason="TDLib's parser is a development dependency")
tdjson.td_execute(json.dumps({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0}).encode())


def telegram_reads(html: str) -> str:
    """Return the visible text as Telegram's parser reads it; fail where it refuses."""
    question = {"@type": "parseTextEntities", "text": html, "parse_mode": {"@type": "textParseModeHTML"}}
    answer = json.loads(tdjson.td_execute(json.dumps(question).encode()))
    assert answer["@type"] == "formattedText", answer
    return answer["text"]


CLEANED = {
    "an override that turns the line around": ("قصف\u202e على القدم", "قصف على القدم"),
    "an isolate that is never closed": ("\u2067قصف", "قصف"),
    "direction marks": ("\u200fقصف\u200e", "قصف"),
    "an Arabic letter mark": ("قصف\u061c 5", "قصف 5"),
    "NUL and escape": ("قص\x00ف \x1b[31mأحمر", "قصف [31mأحمر"),
    "a lone half of a pair": ("قصف \ud83d", "قصف"),
    "line breaks and tabs": ("قصف\r\n\tعلى\u00a0القدم\n", "قصف على القدم"),
    "joiners inside words stay": ("می\u200cخواهم", "می\u200cخواهم"),
    "vowel marks stay": ("قَصْف", "قَصْف"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("foreign", "safe"), CLEANED.values(), ids=CLEANED)
def test_control_signs_are_taken_out(foreign, safe):
    """A foreign title is one line that cannot turn around what stands after it."""
    assert clean(foreign) == safe


def test_names_keep_their_own_direction():
    """A name is wrapped in isolates that are always closed, whatever it brought along."""
    assert isolated("BBC \u202eعربي") == "\u2068BBC عربي\u2069"
    assert isolated("\u2069\u2069القدم").count("\u2069") == 1


ESCAPED = {
    "a tag": "<b>قصف</b>",
    "a tag that is never closed": "<a href='x",
    "an entity": "&lt; &amp; &#x1F600;",
    "an entity of a surrogate": "&#55296;",
    "quotation marks": """قال "نعم" و'لا'""",
    "an ampersand": "A & B &c; &copy",
    "an end of a tag": "5 > 3 و 3 < 5",
}


@pytest.mark.parametrize("foreign", ESCAPED.values(), ids=ESCAPED)
def test_markup_in_foreign_text_is_only_text(foreign):
    """What a publisher writes is shown as written; none of it is taken as markup."""
    assert telegram_reads(f"<b>{escaped(foreign)}</b>") == foreign


@given(st.text())
def test_telegram_accepts_any_text_once_it_is_safe(text):
    """No title, whatever is in it, makes Telegram refuse a message or changes on its way."""
    safe = clean(text)
    assert telegram_reads(f"قصف <b>{escaped(safe)}</b> .") == f"قصف {safe} ."


@given(st.text())
def test_telegram_accepts_any_address(text):
    """No address breaks out of its quotation marks."""
    address = f"https://outlet.example/{clean(text)}"
    assert telegram_reads(f'<a href="{escaped(address)}">خبر</a>') == "خبر"


CUTS = {
    "short enough": ("قصف على القدم", 13, "قصف على القدم"),
    "at a word": ("قصف على القدم صباحا", 14, "قصف على القدم…"),
    "inside a word": ("قصف على القدم", 12, "قصف على…"),
    "one long word": ("ابجدهوزحطي", 5, "ابجد…"),
}


@pytest.mark.parametrize(("text", "length", "kept"), CUTS.values(), ids=CUTS)
def test_long_titles_are_cut_between_words(text, length, kept):
    """A title is shortened to whole words, and shows that it was."""
    assert cut(text, length) == kept
    assert len(cut(text, length)) <= length


def test_length_is_counted_as_telegram_does():
    """A picture is two units, an Arabic letter one, half a pair one."""
    assert [units(text) for text in ("🔴", "قصف", "a", "", "\ud83d")] == [2, 3, 1, 0, 1]


ADDRESSES = {
    "arabic letters are shown": (
        "https://a.example/%D9%82%D8%B5%D9%81-%D8%AD%D9%8A-%D8%A7%D9%84%D9%82%D8%AF%D9%85/",
        "https://a.example/قصف-حي-القدم/",
    ),
    "an escaped space stays": ("https://a.example/a%20b", "https://a.example/a%20b"),
    "an escaped slash stays": ("https://a.example/a%2Fb", "https://a.example/a%2Fb"),
    "a half letter stays": ("https://a.example/%D9", "https://a.example/%D9"),
    "an escaped bidi override stays": ("https://a.example/%E2%80%AEexe", "https://a.example/%E2%80%AEexe"),
    "windows-1256 bytes stay": ("https://a.example/%DE%D5%DD", "https://a.example/%DE%D5%DD"),
}


@pytest.mark.parametrize(("url", "shown"), ADDRESSES.values(), ids=ADDRESSES)
def test_an_address_is_shown_as_people_read_it(url, shown):
    """Escapes of letters are undone; nothing that could mislead or break the address is."""
    assert readable_url(url) == shown

"""The Bot API server of the tests reads HTML as Telegram's own parser does."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.botapi.text import CannotParse, parse_html

_PIECES = st.sampled_from(
    [
        *("<b>", "</b>", "<i>", "</i>", "<s>", "</s>", "<code>", "</code>", "<pre>", "</pre>", "</a>", "</>"),
        *("<tg-spoiler>", "</tg-spoiler>", "<span class='tg-spoiler'>", "</span>", "<blockquote>"),
        *(
            '<a href="https://x.example/?a=1&amp;b=2">',
            "<a href",
            "<b ",
            "<p>",
            "<",
            "</",
            ">",
            "/",
            "=",
            "'",
            '"',
        ),
        *("&", "&lt;", "&#65;", "&#x6", "&#0;", "&nbsp;", "&quot", "قصف", "😀", " ", "\n"),
    ]
)


@given(st.lists(_PIECES, max_size=9).map("".join))
def test_html_is_read_as_telegrams_own_parser_reads_it(source):
    """Verdict, error text, byte offset and visible text are those of TDLib, which the server runs."""
    tdjson = pytest.importorskip("tdjson", reason="TDLib's parser is a development dependency")
    tdjson.td_execute(json.dumps({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0}).encode())
    question = {"@type": "parseTextEntities", "text": source, "parse_mode": {"@type": "textParseModeHTML"}}
    answer = json.loads(tdjson.td_execute(json.dumps(question).encode()))
    try:
        verdict = parse_html(source)[0]
    except CannotParse as refusal:
        verdict = f"Can't parse entities: {refusal}"
    assert verdict == (answer["message"] if answer["@type"] == "error" else answer["text"])

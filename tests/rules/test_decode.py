"""Whatever a publisher says about its bytes, the Arabic arrives as it was written."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.dedup.signature import words_of
from crawler.extract.memory import NOTHING_KNOWN
from crawler.extract.page import extract_page
from crawler.extract.phrases import comparing_form
from crawler.fetch.decode import decode, decode_explained
from crawler.fetch.mojibake import repair_mojibake, why_unreadable
from crawler.model import Entry, Failed, Fetched, Page
from crawler.parsing import read_texts

NEWS = "قُتل ثلاثة أشخاص في قصف على حي القدم، وأصيب سبعة آخرون بجروح"
SHORT = "مقتل شخصين"
QUOTED = "قال الناشط: «لم يصل أحد» – والطريق مقطوع؟"
DIGITS = "أصيب ١٢ شخصاً في الساعة ٩"
PERSIAN = "گزارش از پارک چهارم و کتاب ژرف"
FRENCH = "Les événements à Beyrouth: une explosion a été entendue près du marché"
TABLE = "الضحايا: 3 | الجرحى: 10"


def html(text, charset=None):
    meta = f'<meta charset="{charset}">' if charset else ""
    return f"<html><head>{meta}<title>{text}</title></head><body><p>{text}</p></body></html>"


def xml(text, charset):
    return f'<?xml version="1.0" encoding="{charset}"?><rss><title>{text}</title></rss>'


def as_1252(text):
    """Return what a program makes of UTF-8 that it takes for windows-1252, its five gaps passed on."""
    return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in text.encode())


def lossy(text, sign):
    """Return the same from a program that does not pass the five gaps on."""
    return text.encode().decode("cp1252", "replace").replace("\ufffd", sign)


PLAIN = "text/html"
SAYS_UTF8 = "text/html; charset=utf-8"
SAYS_LATIN = "text/html; charset=ISO-8859-1"
SAYS_1256 = "text/html; charset=windows-1256"
SAYS_8859_6 = "text/html; charset=iso-8859-6"
SAYS_1252 = 'text/html; charset="windows-1252"'
SAYS_CYRILLIC = "text/html; charset=windows-1251"
SAYS_PUNYCODE = "text/xml; charset=punycode"

# name: (bytes, Content-Type, markup, text that must be in the result)
BODIES = {
    "utf-8 said in the header": (html(NEWS).encode(), SAYS_UTF8, "html", NEWS),
    "utf-8 said nowhere": (html(NEWS).encode(), PLAIN, "html", NEWS),
    "utf-8 with a mark": (b"\xef\xbb\xbf" + html(NEWS).encode(), PLAIN, "html", NEWS),
    "utf-8 with a mark, header says 1256": (b"\xef\xbb\xbf" + NEWS.encode(), SAYS_1256, "html", NEWS),
    "utf-8, header says latin-1": (html(NEWS).encode(), SAYS_LATIN, "html", NEWS),
    "utf-8, header says 1256": (html(NEWS).encode(), SAYS_1256, "html", NEWS),
    "utf-8, meta says 1256": (html(NEWS, "windows-1256").encode(), PLAIN, "html", NEWS),
    "utf-8, xml declaration says 1256": (xml(NEWS, "windows-1256").encode(), "", "xml", NEWS),
    "utf-8, header says punycode": (xml(NEWS, "utf-8").encode(), SAYS_PUNYCODE, "xml", NEWS),
    "utf-8, declaration says utf-16": (xml(NEWS, "utf-16").encode(), "", "xml", NEWS),
    "utf-8 with one bad byte": (html(NEWS).encode() + b"\xff", SAYS_UTF8, "html", NEWS),
    "utf-8 with a letter cut in two": (html(NEWS).encode() + "ق".encode()[:1], SAYS_UTF8, "html", NEWS),
    "utf-8 with a title of 1256 inside": (
        html(NEWS * 5).encode() + SHORT.encode("cp1256"),
        SAYS_UTF8,
        "html",
        NEWS,
    ),
    "utf-8 with a bad byte, header says 1256": (html(NEWS).encode() + b"\xc7", SAYS_1256, "html", NEWS),
    "utf-8 with NUL inside": (NEWS[:9].encode() + b"\x00" + NEWS[9:].encode(), SAYS_UTF8, "html", NEWS),
    "utf-8 with controls inside": (
        NEWS[:9].encode() + b"\x0b\x1b" + NEWS[9:].encode(),
        SAYS_UTF8,
        "html",
        NEWS,
    ),
    "utf-8 arabic-indic digits hold 0xA0": ("٠ قتلى و٠ جرحى".encode(), SAYS_UTF8, "html", "٠ قتلى و٠ جرحى"),
    "utf-8 emoji as two surrogates, from Java": (
        "قصف 💥".encode("utf-16", "surrogatepass").decode("utf-16").encode()[:-4]
        + b"\xed\xa0\xbd\xed\xb2\xa5",
        SAYS_UTF8,
        "html",
        "قصف 💥",
    ),
    "1256 said in the header": (html(NEWS).encode("cp1256"), SAYS_1256, "html", NEWS),
    "1256 said in meta": (html(NEWS, "windows-1256").encode("cp1256"), PLAIN, "html", NEWS),
    "1256 said in the old meta": (
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1256">' + NEWS).encode(
            "cp1256"
        ),
        PLAIN,
        "html",
        NEWS,
    ),
    "1256 said in the xml declaration": (xml(NEWS, "windows-1256").encode("cp1256"), "", "xml", NEWS),
    "1256 said as cp1256": (xml(NEWS, "cp1256").encode("cp1256"), "", "xml", NEWS),
    "1256 said nowhere": (html(NEWS).encode("cp1256"), PLAIN, "html", NEWS),
    "1256 said nowhere, two words": (html(SHORT).encode("cp1256"), PLAIN, "html", SHORT),
    "1256, header says utf-8": (html(NEWS).encode("cp1256"), SAYS_UTF8, "html", NEWS),
    "1256, header says utf-8, two words": (html(SHORT).encode("cp1256"), SAYS_UTF8, "html", SHORT),
    "1256, header says latin-1": (html(NEWS).encode("cp1256"), SAYS_LATIN, "html", NEWS),
    "1256, header says latin-1, two words": (html(SHORT).encode("cp1256"), SAYS_LATIN, "html", SHORT),
    "1256, header says 1252": (html(NEWS).encode("cp1256"), SAYS_1252, "html", NEWS),
    "1256, header says 8859-6": (html(NEWS).encode("cp1256"), SAYS_8859_6, "html", NEWS),
    "1256, header says 8859-6, two words": (html(SHORT).encode("cp1256"), SAYS_8859_6, "html", SHORT),
    "1256, header says Cyrillic": (html(NEWS).encode("cp1256"), SAYS_CYRILLIC, "html", NEWS),
    "1256, xml says latin-1": (xml(NEWS, "iso-8859-1").encode("cp1256"), "", "xml", NEWS),
    "1256, xml says utf-8": (xml(NEWS, "utf-8").encode("cp1256"), "text/xml", "xml", NEWS),
    "1256, header utf-8, meta right": (html(NEWS, "windows-1256").encode("cp1256"), SAYS_UTF8, "html", NEWS),
    "1256 quotes and dash": (html(QUOTED).encode("cp1256"), SAYS_LATIN, "html", QUOTED),
    "1256 Persian letters": (
        html(PERSIAN).replace("ی", "ي").encode("cp1256"),
        SAYS_1256,
        "html",
        "پارک چهارم",
    ),
    "1256 far behind a page of menus": (
        html("menu " * 3000 + NEWS).encode("cp1256"),
        SAYS_LATIN,
        "html",
        NEWS,
    ),
    "8859-6 said in the header": (html(NEWS).encode("iso8859-6"), SAYS_8859_6, "html", NEWS),
    "8859-6 said in meta": (html(NEWS, "iso-8859-6").encode("iso8859-6"), PLAIN, "html", NEWS),
    "8859-6 said as asmo-708": (xml(NEWS, "ASMO-708").encode("iso8859-6"), "", "xml", NEWS),
    "8859-6 said nowhere": (html(NEWS).encode("iso8859-6"), PLAIN, "html", NEWS),
    "8859-6, header says 1256": (html(NEWS).encode("iso8859-6"), SAYS_1256, "html", NEWS),
    "8859-6, header says latin-1": (html(NEWS).encode("iso8859-6"), SAYS_LATIN, "html", NEWS),
    "8859-6, header says utf-8": (html(NEWS).encode("iso8859-6"), SAYS_UTF8, "html", NEWS),
    "8859-6, two words": (html(SHORT).encode("iso8859-6"), SAYS_8859_6, "html", SHORT),
    "dos 720 said in the header": (SHORT.encode("cp720"), "text/plain; charset=dos-720", "html", SHORT),
    "utf-16 with a mark": (html(NEWS).encode("utf-16"), PLAIN, "html", NEWS),
    "utf-16 with a mark, header says utf-8": (html(NEWS).encode("utf-16"), SAYS_UTF8, "html", NEWS),
    "utf-16 little end first, no mark": (html(NEWS).encode("utf-16-le"), PLAIN, "html", NEWS),
    "utf-16 big end first, no mark": (html(NEWS).encode("utf-16-be"), PLAIN, "html", NEWS),
    "utf-16 prose without tags, no mark": (NEWS.encode("utf-16-le"), PLAIN, "html", NEWS),
    "utf-32 with a mark": (html(NEWS).encode("utf-32"), PLAIN, "html", NEWS),
    "saved twice through 1252": (html(as_1252(NEWS)).encode(), SAYS_UTF8, "html", NEWS),
    "saved twice through latin-1": (html(NEWS.encode().decode("latin-1")).encode(), SAYS_UTF8, "html", NEWS),
    "saved twice through 1256": (html(NEWS.encode().decode("cp1256")).encode(), SAYS_UTF8, "html", NEWS),
    "saved three times through 1252": (html(as_1252(as_1252(NEWS))).encode(), SAYS_UTF8, "html", NEWS),
    "saved three times through 1256": (
        html(NEWS.encode().decode("cp1256").encode().decode("cp1256")).encode(),
        SAYS_UTF8,
        "html",
        NEWS,
    ),
    "saved twice, what has no letter dropped": (lossy(NEWS, "").encode(), SAYS_UTF8, "html", NEWS),
    "saved twice, what has no letter marked": (lossy(NEWS, "?").encode(), SAYS_UTF8, "html", NEWS),
    "saved twice, what has no letter replaced": (lossy(NEWS, "\ufffd").encode(), SAYS_UTF8, "html", NEWS),
    "saved twice, two words": (as_1252(SHORT).encode(), SAYS_UTF8, "html", SHORT),
    "saved twice, digits and quotes": (as_1252(DIGITS + QUOTED).encode(), SAYS_UTF8, "html", DIGITS + QUOTED),
    "one title of two saved twice": (
        f"{as_1252(SHORT)} | {NEWS}".encode(),
        SAYS_UTF8,
        "html",
        f"{SHORT} | {NEWS}",
    ),
    "1256 punctuation kept as C1": ("عنوان\x85".encode(), SAYS_UTF8, "html", "عنوان…"),
    "French in 1252 stays French": (html(FRENCH).encode("cp1252"), SAYS_LATIN, "html", FRENCH),
    "French said nowhere": (html(FRENCH).encode("cp1252"), PLAIN, "html", FRENCH),
    "Russian in 1251": (html("Взрыв в Дамаске").encode("cp1251"), SAYS_CYRILLIC, "html", "Взрыв в Дамаске"),
    "Chinese in gb18030": (
        html("大马士革").encode("gb18030"),
        "text/html; charset=gb2312",
        "html",
        "大马士革",
    ),
    "ascii only": (b"<p>Damascus</p>", SAYS_1256, "html", "Damascus"),
    "nothing": (b"", "", "html", ""),
}


@pytest.mark.parametrize(("body", "content_type", "markup", "expected"), BODIES.values(), ids=BODIES)
def test_text_arrives_as_it_was_written(body, content_type, markup, expected):
    """Arabic is read right in every encoding that outlets use, and under every wrong label."""
    decoded = decode_explained(body, content_type, markup=markup)
    assert expected in decoded.text, f"{decoded.codec}: {decoded.why}"


def test_the_matrix_is_as_large_as_promised():
    """At least sixty cases stand in the encoding matrix."""
    assert len(BODIES) >= 60


LEFT_ALONE = {
    "good Arabic": NEWS,
    "Arabic with quotes": QUOTED,
    "Persian": PERSIAN,
    "French": FRENCH,
    "Danish with Ø": "Øystein fra Århus skrev på dansk",
    "letters that look disguised": "طظ ظط §",
    "a lone currency sign": "السعر 5 € – أو أقل",
    "an ain before a comma": "مع، ع، والآن",
}


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_good_text_is_not_repaired(text):
    """Repair changes nothing that is not spoiled."""
    assert repair_mojibake(text) == text


LOST = {
    "question marks": ("????? ????? ?????? ?? ??? ?????? ???????", "question marks"),
    "question marks around Latin": ("??????: ?????? ?? Beirut ???? ??????? ???????", "question marks"),
    "letters that were replaced": ("\ufffd" * 20 + " في " + "\ufffd" * 12, "wrong encoding"),
    "mojibake that lost half": ("Ù?Ø?ÙØ? Ø?Ù?Ø ØÙ?Ù? ØÙ?Ø?ØÙ Ø?Ù?", "encoded twice"),
    "good text": (NEWS, None),
    "a question": ("من المسؤول؟ ولماذا الآن??", None),
    "many questions": ("ماذا حدث؟؟ أين الجميع??? ومتى يعود التيار إلى الحي?", None),
    "one replaced letter": (f"{NEWS} \ufffd", None),
    "French": (FRENCH, None),
    "nothing": ("", None),
}


@pytest.mark.parametrize(("text", "why"), LOST.values(), ids=LOST)
def test_letters_that_are_lost_for_good_are_told(text, why):
    """What cannot be put right is reported instead of being stored as an article."""
    told = why_unreadable(text)
    assert told is None if why is None else why in (told or "")


def test_a_page_whose_letters_are_lost_is_no_article():
    """The feed's text stands in for it."""
    lost = "".join(f"<p>{'Ù?Ø?ÙØ? Ø?Ù?Ø ØÙ?Ù? ØÙ?Ø?ØÙ ' * 9}.</p>" for _ in range(3))
    answer = Fetched(url="https://a.example/1", body=html("خبر").encode() + lost.encode(), content_type=PLAIN)
    told = Entry(key="1", url="https://a.example/1", title=SHORT, summary=NEWS)
    texts = read_texts(
        told, answer, timezone="UTC", now=datetime(2026, 5, 6, tzinfo=UTC), known=NOTHING_KNOWN
    )
    assert isinstance(texts.page, Failed)
    assert "encoded twice" in texts.page.reason
    assert texts.told == NEWS


FORMS = "ﻗُﺼﻒ ﺣﻲ ﺍﻟﻘﺪﻡ \u200fجنوب\u200e \u202bدمشق\u202c، وأُصيب ســبعة أشخاص، وفق ما قال مصدر طبي في المنطقة."
PLAINLY = "قصف حي القدم جنوب دمشق، وأصيب سبعة أشخاص، وفق ما قال مصدر طبي في المنطقة."


def test_letters_are_stored_as_written_and_compared_as_meant():
    """Presentation forms, marks, tatweel and direction signs stay in the text and part no equal ones."""
    page = extract_page(decode(html(FORMS).encode()), "https://a.example/1")
    assert isinstance(page, Page)
    assert page.text == FORMS
    assert comparing_form(FORMS) == comparing_form(PLAINLY)
    assert words_of(FORMS) == words_of(PLAINLY)


def test_a_bad_byte_costs_one_character():
    """One invalid byte in a feed of Arabic hurts one place, not the whole feed."""
    body = f"<a>{NEWS}</a>".encode() + b"\xff" + f"<b>{SHORT}</b>".encode()
    text = decode(body, SAYS_UTF8, markup="xml")
    assert text.count("\ufffd") == 1
    assert NEWS in text
    assert SHORT in text


def test_the_reason_names_the_codec():
    """An operator can be told which codec was used, and why."""
    decoded = decode_explained(html(NEWS).encode("cp1256"), SAYS_LATIN)
    assert (decoded.codec, decoded.why) == ("cp1256", "detected")


@given(
    st.binary(max_size=400), st.sampled_from([PLAIN, SAYS_UTF8, SAYS_1256, SAYS_PUNYCODE, "charset=utf-7"])
)
def test_any_bytes_become_clean_text(body, content_type):
    """No body at all makes decoding fail, or leaves NULs, controls or lone surrogates in the text."""
    text = decode(body, content_type)
    text.encode("utf-8")
    assert not [char for char in text if char < " " and char not in "\t\n\r"]


@given(st.text(alphabet=st.characters(min_codepoint=0x621, max_codepoint=0x64A), min_size=3, max_size=40))
def test_mojibake_goes_back_whole(text):
    """Every Arabic text that was saved twice comes back as it was."""
    assert repair_mojibake(as_1252(text)) == text

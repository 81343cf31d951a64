"""Boilerplate goes by what it means, and true sentences stay."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.boilerplate import clean_text
from crawler.extract.lines import line_key
from crawler.extract.origin import find_origin
from crawler.extract.page import read_plain

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"

LEAD = "أعلنت بلدية المدينة صباح اليوم إغلاق الجسر الشرقي أمام الشاحنات حتى إشعار آخر بسبب تشققات في دعامته."
BODY = (
    "وقال مهندس من فريق الكشف إن التشققات ظهرت بعد الأمطار الأخيرة، وإن التدعيم يحتاج إلى أسبوعين على الأقل."
)
LAST = "وكان الجسر قد رُمم آخر مرة قبل سبع سنوات بتمويل من أهالي الحي."
OTHER = "حريق يلتهم مستودعاً للأقمشة وإصابة أربعة عمال"
TEASER = "اندلع حريق في مستودع للأقمشة شمال المدينة فجر اليوم وأصيب أربعة من …"
STORY = f"{LEAD}\n{BODY}\n{LAST}"

SINGLE_LINES = {
    "advert": "Advertisements",
    "advert doubled": "Advertisements Advertisements",
    "advert glued": "AdvertisementsAdvertisements",
    "advert in Arabic": "إعلان",
    "advert between rules": "— إعلان —",
    "read also with a headline": f"اقرأ أيضاً: {OTHER}",
    "read also, hamza under the alif": f"إقرأ أيضا: {OTHER}",
    "read also, marked and stretched": f"اقــرأْ أيضًا | {OTHER}",
    "read also with a conjunction": f"واقرأ أيضاً: {OTHER}",
    "for more": f"للمزيد: {OTHER}",
    "may interest you": f"قد يهمك أيضاً.. {OTHER}",
    "follow us": "تابعونا على فيسبوك وتلغرام",
    "source: press here": "المصدر: اضغط هنا",
    "template leftover": "//Put this in the section",
    "template variable": "{{breakingNewsWidgetTitle}}",
    "share": "شارك هذا الخبر",
    "share, spelled with a ta": "شارك هذه المقالة",
    "date line": "الثلاثاء, ٢٦ آذار ٢٠٢٤, ٠٩:٣٨",
    "time ago": "منذ 12 ساعة",
    "counter": "323 زيارة",
    "byline with labels": "إعداد: سعاد المحمد – تحرير: كمال الدين",
    "picture's credit": "الجسر الشرقي بعد الإغلاق (رويترز)",
    "address": "https://example.org/?p=77",
    "copyright": "جميع الحقوق محفوظة لصحيفة الميدان 2024",
    "opinion's disclaimer": "** جميع المقالات المنشورة تمثل رأي كتابها فقط.",
    "rule of dashes": "------------------",
}


@pytest.mark.parametrize("line", SINGLE_LINES.values(), ids=SINGLE_LINES)
def test_a_line_of_boilerplate_goes_from_the_middle(line):
    """A line that is not of the article goes, and the lines around it stay."""
    assert clean_text(f"{LEAD}\n{line}\n{BODY}\n{LAST}").text == STORY


TRUE_LINES = {
    "liberation is not an editor": "تحرير المدينة من الحصار كان مطلب المتظاهرين الأول.",
    "a source that speaks": "المصدر نفسه قال إن العمل سيبدأ يوم الأحد المقبل عند الثامنة صباحاً.",
    "people who took part": "شاركوا في التظاهرة رغم المطر والبرد الشديد طوال ساعات النهار.",
    "a subheading": "أسبوعان من الانتظار",
    "an advert's word in a sentence": "وعلق الأهالي على إعلان البلدية بأنه جاء متأخراً جداً هذه المرة أيضاً.",
    "a short sentence": "ولم يُصب أحد.",
    "a question": "لماذا لم يُغلق الجسر قبل ذلك؟",
    "a list entry": "- الشارع الأول قرب المدرسة",
    "more in a sentence": "المزيد من الشاحنات وصل إلى المدينة خلال ساعات المساء.",
    "a date in a sentence": "في 5 أيار 2012 افتُتح الجسر أمام السيارات للمرة الأولى.",
    "a dateline": "حي الورود – خاص بالميدان",
}


@pytest.mark.parametrize("line", TRUE_LINES.values(), ids=TRUE_LINES)
def test_a_true_line_stays(line):
    """A line of the article stays, however much one of its words is also said by boilerplate."""
    text = f"{LEAD}\n{line}\n{BODY}\n{LAST}"
    assert clean_text(text).text == text


OPENERS = {
    "see also": "شاهد أيضاً",
    "see also with a colon": "شاهد ايضا :",
    "related": "مواضيع ذات صلة",
    "may please you": "قد يعجبك أيضاً",
    "read also": "إقرأ أيضًا",
    "chosen for you": "اخترنا لكم",
    "most read": "الأكثر قراءة",
    "in English": "Related Posts",
}


@pytest.mark.parametrize("opener", OPENERS.values(), ids=OPENERS)
def test_a_heading_at_the_end_takes_headline_and_teaser_along(opener):
    """The block under "see also" tells another story: its headline and teaser would raise a false event."""
    assert clean_text(f"{STORY}\n\n{opener}\n\n{OTHER}\n\n{TEASER}").text == STORY


@pytest.mark.parametrize("opener", OPENERS.values(), ids=OPENERS)
def test_a_heading_in_mid_text_takes_only_its_headlines(opener):
    """The text after the block of other stories is still the article's."""
    assert clean_text(f"{LEAD}\n{opener}\n{OTHER}\n{TEASER}\n{BODY}\n{LAST}").text == STORY


def test_a_finished_teaser_goes_with_its_headline():
    """A teaser that ends with a full stop repeats the words of its headline."""
    teaser = "أصيب أربعة عمال في حريق كبير التهم مستودعاً للأقمشة شمال المدينة فجر اليوم."
    assert clean_text(f"{STORY}\nشاهد أيضاً\n{OTHER}\n{teaser}").text == STORY


def test_a_subheading_after_the_block_stays():
    """A short line before the text goes on is the text's subheading."""
    text = f"{LEAD}\nاقرأ أيضاً\n{OTHER}\nأسبوعان من الانتظار\n{BODY}\n{LAST}"
    assert clean_text(text).text == f"{LEAD}\nأسبوعان من الانتظار\n{BODY}\n{LAST}"


TAILS = {
    "signature under a source line": "المصدر اضغط هنا\n\nصوت الحي\n\nتجمع إعلامي في شرق المدينة",
    "motto of an outlet": "صوت الحي\nالخبر من مكانه",
    "neighbours": f"السابق\n{OTHER}\nالتالي\nأسعار الخضار تتراجع في أسواق الجملة",
    "tags": "الوسوم\nالجسر الشرقي\nالبلدية",
    "headlines without a heading": f"{OTHER}\nأسعار الخضار تتراجع\nانطلاق معرض الكتاب في دورته العشرين",
    "comments": "التعليقات (2)\nالله يعينكم على هذه الطرقات والجسور المهترئة يا جماعة.\nاترك تعليقاً",
    "agency": "فرانس24/ أ ف ب",
}


@pytest.mark.parametrize("tail", TAILS.values(), ids=TAILS)
def test_what_stands_under_the_text_goes(tail):
    """Signatures, tags, neighbours and comments stand under the text and are not of it."""
    assert clean_text(f"{STORY}\n{tail}").text == STORY


def test_a_list_that_was_announced_stays_at_the_end():
    """Names of the dead stand under the text without a full stop, and are its point."""
    text = (
        f"{LEAD}\n{BODY}\nوفيما يلي أسماء المصابين:\nسعاد المحمد (30 عاماً)\nكمال الدين (41 عاماً)\nهدى السالم"
    )
    assert clean_text(text).text == text


def test_an_unpunctuated_text_is_not_cut():
    """Where no paragraph ends with a mark, a missing mark tells nothing."""
    lines = [line.rstrip(".") for line in (LEAD, BODY, LAST)]
    assert clean_text("\n".join(lines)).text == "\n".join(lines)


def test_a_menu_before_the_repeated_headline_goes():
    """A page's text begins with its menu and ticker; the article begins after its headline."""
    title = "إغلاق الجسر الشرقي أمام الشاحنات"
    menu = f"الرئيسية\nسياسة\n{OTHER}\n{title}\nسعاد المحمد\n10:23 ص"
    assert clean_text(f"{menu}\n{STORY}", title=f"{title} | الميدان").text == STORY


def test_a_ticker_alone_is_no_article():
    """Eight headlines without one sentence are other stories, each of which would raise a false event."""
    ticker = "\n".join(f"{OTHER} في الحي رقم {number}" for number in range(9))
    assert clean_text(ticker).text == ""


def test_recurring_lines_of_the_publisher_go():
    """What a publisher says under every article is known by its key, in any spelling."""
    motto = "عيون على الأرياف منذ البداية، ولن نغادر أماكننا حتى يعود آخر غائب."
    known = frozenset({line_key("عيون على الارياف منذ البدايه ولن نغادر اماكننا حتى يعود آخر غائب")})
    assert clean_text(f"{STORY}\n{motto}").text == f"{STORY}\n{motto}"
    assert clean_text(f"{STORY}\n{motto}", known_lines=known).text == STORY


def test_dropped_lines_come_with_their_reasons():
    """Every line that went can be asked why."""
    cleaned = clean_text(f"{LEAD}\nAdvertisements\n{BODY}\nشاهد أيضاً\n{OTHER}")
    assert [(one.line, one.reason) for one in cleaned.dropped] == [
        ("Advertisements", "advert"),
        ("شاهد أيضاً", "heading of other stories"),
        (OTHER, "another story"),
    ]


LINES = st.sampled_from(
    [LEAD, BODY, LAST, OTHER, TEASER, "", "  ", "Advertisements", "شاهد أيضاً", "التعليقات", "السابق"]
)

# Signs that fold to nothing, or part and join words.
MARKS = st.text(alphabet="ـً\u200f_ .…:-(أيضاو1٢", max_size=12)


@given(st.lists(st.one_of(LINES, st.text(max_size=40), MARKS), max_size=12))
def test_blanked_keeps_every_offset(lines):
    """What is blanked is as long as the input, and only whole lines are blanked."""
    text = "\n".join(lines)
    blanked = clean_text(text).blanked
    assert len(blanked) == len(text)
    assert all(now in (was, " ") for was, now in zip(text, blanked, strict=True))


@given(st.lists(st.one_of(LINES, st.text(max_size=40), MARKS), max_size=12))
def test_kept_and_dropped_are_all_lines(lines):
    """No line is lost and none is made up, whatever the text."""
    text = "\n".join(lines)
    cleaned = clean_text(text)
    kept = [line for line in cleaned.text.split("\n") if line]
    filled = [line.strip() for line in text.split("\n") if line.strip()]
    assert sorted([*kept, *(one.line for one in cleaned.dropped)]) == sorted(filled)


def test_time_grows_with_the_text_only():
    """Twenty thousand headings of other stories take no longer a line than two thousand."""

    def seconds(lines: int) -> float:
        text = f"{STORY}\n" + f"شاهد أيضاً\n{OTHER}\n" * lines
        start = time.perf_counter()
        clean_text(text)
        return time.perf_counter() - start

    few = min(seconds(1_000) for _ in range(3))
    assert seconds(10_000) < 30 * few + 0.2


ORIGINS = {
    "after a phrase": ("*نقلاً عن صحيفة الميدان", "الميدان"),
    "source with a colon": ("المصدر: الشرق الأوسط", "الشرق الأوسط"),
    "an agency alone": ("رويترز", "رويترز"),
    "an outlet and an agency": ("فرانس24/ أ ف ب", "فرانس برس"),
    "a place and an agency": ("عفرين/ الأناضول", "الأناضول"),
    "press here is nobody": ("المصدر: اضغط هنا", None),
    "a sentence is nobody": ("المصدر نفسه قال إن العمل سيبدأ يوم الأحد.", None),
}


@pytest.mark.parametrize(("line", "origin"), ORIGINS.values(), ids=ORIGINS)
def test_a_reprint_names_its_origin(line, origin):
    """Reprint and original are one origin, not two: whose text it is must be known."""
    assert find_origin([LEAD, BODY, LAST, line]) == origin


def test_plain_text_is_read_with_its_first_line_as_headline():
    """A text file's first line is its headline; the rest is cleaned."""
    page = read_plain(
        f"إغلاق الجسر الشرقي\n\n{LEAD}\n\nAdvertisements\n\n{BODY}\n\nالمصدر: وكالة الأناضول\n\nصوت الحي\n"
    )
    assert (page.title, page.text, page.origin) == ("إغلاق الجسر الشرقي", f"{LEAD}\n{BODY}", "الأناضول")


@pytest.mark.skipif(not SEEDS.exists(), reason="the founding documents are not beside this checkout")
@pytest.mark.parametrize("name", sorted(path.name for path in SEEDS.glob("*.txt")))
def test_the_founding_documents_come_out_clean(name):
    """Both articles that this project started from lose their boilerplate and nothing else."""
    raw = (SEEDS / name).read_text(encoding="utf-8")
    page = read_plain(raw)
    foreign = ("Advertisements", "شاهد أيضاً", "بن سلمان", "المصدر اضغط هنا", "ربيع ثورة", "تجمع ثوري")
    assert not [phrase for phrase in foreign if phrase in page.text]
    lines = [line.strip() for line in raw.split("\n")[1:] if line.strip()]
    wanted = [
        line for line in lines if not any(phrase in line for phrase in foreign) and "ولي العهد" not in line
    ]
    assert page.text.split("\n") == wanted

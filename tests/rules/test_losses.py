"""Tolls sentence by sentence: whom a word of death or injury counts, and whom it does not."""

from __future__ import annotations

import pytest

from crawler.arabic.numbers import find_numbers
from crawler.detect.casualties import Loss, LossReader
from crawler.detect.lexicon import load_lexicon
from crawler.detect.sentences import read_text
from crawler.detect.vocabulary import Vocabulary

Figures = tuple[int | None, ...]
Row = tuple[str, Figures, Figures]


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(load_lexicon().groups)


def losses(vocabulary: Vocabulary, text: str) -> list[Loss]:
    read = read_text("", text, vocabulary)
    reader = LossReader(read.tokens, read.words, find_numbers(read.tokens))
    return [loss for s in read.sentences for loss in reader.read(s.first, s.last)]


def figures(vocabulary: Vocabulary, text: str) -> tuple[Figures, Figures]:
    """Return the figures of the killed and of the wounded, in text order; None for "dozens"."""
    found = losses(vocabulary, text)
    return (
        tuple(loss.toll.best for loss in found if loss.deadly),
        tuple(loss.toll.best for loss in found if not loss.deadly),
    )


WAYS_TO_SAY_IT: dict[str, Row] = {
    "killed, passive": ("قُتل ستة مزارعين في كمين قرب الفاشر", (6,), ()),
    "killed, active, by an army": ("قتلت القوات المهاجمة تسعة من حراس المصفاة", (9,), ()),
    "killed, active, by a raid": ("الغارة قتلت 11 شخصا في سوق نيالا", (11,), ()),
    "the people before the verb": ("وقال المسعف إن سبعة صيادين قتلوا قبالة الساحل", (7,), ()),
    "two before the verb": ("وأفاد الأهالي بأن امرأتين قتلتا في القصف", (2,), ()),
    "one before the verb": ("وقال طبيب إن مسعفا قتل داخل سيارته", (1,), ()),
    "a long subject before the verb": ("ما لا يقل عن 14 عنصرا من الشرطة المحلية قتلوا", (14,), ()),
    "martyred, verb": ("استشهد أربعة شبان فجرا في مخيم الفارعة", (4,), ()),
    "martyrdom, noun": ("استشهاد ثلاث نساء بقصف في رفح", (3,), ()),
    "martyrs, counted": ("سقوط 8 شهداء في خان يونس", (8,), ()),
    "died": ("توفي خمسة حجاج من شدة الحر", (5,), ()),
    "death, noun": ("وفاة رضيعين من البرد في مخيمات الشمال", (2,), ()),
    "cases of death": ("تسجيل 3 وفيات في ود مدني", (3,), ()),
    "two cases of death": ("وسجلت الطوارئ حالتي وفاة في الحريق", (2,), ()),
    "met their end": ("لقي تسعة عمال حتفهم داخل المنجم", (9,), ()),
    "they met their end": ("وأضاف أن 12 بحارا لقوا حتفهم", (12,), ()),
    "met his end, no number": ("ولقي سالم الكعبي حتفه تحت الأنقاض", (1,), ()),
    "met her death, no number": ("ولقيت نورة الصالح مصرعها في الحريق", (1,), ()),
    "met their death, two": ("لقي يوسف ومازن مصرعهما في البئر", (2,), ()),
    "death, noun of end": ("مصرع سبعة ركاب بانقلاب حافلة قرب تعز", (7,), ()),
    "cost the lives": ("أودى الانهيار بحياة 13 عاملا", (13,), ()),
    "cost souls": ("حريق يودي بأرواح عشرة نزلاء", (10,), ()),
    "fell victim": ("حادث مروع راح ضحيته ستة طلاب", (6,), ()),
    "parted from life": ("وفارق الحياة اثنان من الجرحى في المستشفى", (2,), ()),
    "lost their lives": ("فقد 15 شخصا حياتهم في السيول", (15,), ()),
    "spent, of people": ("قضى أربعة مدنيين تحت الركام", (4,), ()),
    "spent, one young man": ("قضى شاب برصاص قناص في حي الثورة", (1,), ()),
    "fell dead": ("أطلق عليه النار فأرداه قتيلا", (1,), ()),
    "fell dead, she": ("صدمتها شاحنة فأردتها قتيلة", (1,), ()),
    "made an end of": ("أعلن الجيش القضاء على سبعة مسلحين", (7,), ()),
    "liquidated": ("تصفية ستة مسلحين في عملية بالعريش", (6,), ()),
    "murdered officer": ("اغتيال عقيد متقاعد في عدن", (1,), ()),
    "murdered by name": ("اغتيال ماجد الشمري في البصرة", (1,), ()),
    "murdered with his son": ("اغتالت مسيرة فجر اليوم القيادي سامي راشد ونجله", (2,), ()),
    "two martyrs and a third hurt": ("شهيدان وإصابة ثالث شرق المخيم", (2,), (1,)),
    "a martyr and two hurt": ("سقوط شهيد وإصابة شخصين في الغارة", (1,), (2,)),
    "a hundred and odd": ("إصابة مئتين وعشرة أشخاص", (), (210,)),
    "bodies found": ("العثور على أربع جثث في مزرعة", (4,), ()),
    "a body found": ("العثور على جثة امرأة في نهر دجلة", (1,), ()),
    "bodies recovered": ("انتشال 19 جثة من تحت الأنقاض", (19,), ()),
    "wounded, passive": ("جُرح عشرة جنود في الانفجار", (), (10,)),
    "hit, passive": ("أصيب 25 متظاهرا بالرصاص المطاطي", (), (25,)),
    "injury, noun": ("إصابة ثلاثة أطفال بشظايا لغم", (), (3,)),
    "injuries counted": ("سجلت المستشفيات 40 إصابة", (), (40,)),
    "wounded counted": ("وصول 32 جريحا إلى مستشفى الأقصى", (), (32,)),
    "suffocation": ("17 حالة اختناق خلال اقتحام البلدة", (), (17,)),
    "suffered injuries": ("وذكر أن 30 راكبا تعرضوا لإصابات طفيفة", (), (30,)),
    "taken to hospital": ("نُقل 21 شخصا إلى المستشفى بعد تسرب الغاز", (), (21,)),
    "badly hurt, late": ("أصيب بجروح خطيرة طفل في القصف", (), (1,)),
    "one more hurt": ("مقتل شخصين وإصابة ثالث في أم درمان", (2,), (1,)),
    "another hurt": ("قتل راع وأصيب آخر بانفجار لغم", (1,), (1,)),
    "the other hurt": ("قتل أحد الحراس وأصاب الآخر", (1,), (1,)),
    "one dead and two hurt": ("قتيل وجريحان في إطلاق نار بطرابلس", (1,), (2,)),
    "one dead and some hurt": ("قتيل و6 جرحى في انفجار أسطوانة غاز", (1,), (6,)),
    "a headline of one dead": ("الشرطة: قتيل في حادث دهس", (1,), ()),
    "killed him": ("أصابته القذيفة وأدت إلى مقتله", (1,), ()),
    "killed her": ("سقط السقف ما تسبب بوفاتها", (1,), ()),
}

PEOPLE: dict[str, Row] = {
    "a trade": ("مقتل صياد برصاص خفر السواحل", (1,), ()),
    "a rank": ("مقتل ملازم في اشتباك", (1,), ()),
    "with article and name": ("استشهاد الطفل كريم في قصف", (1,), ()),
    "a name behind a hashtag": ("مقتل #خالد_العمري وإصابة زميله", (1,), (1,)),
    "a name": ("وفاة منصور الأحمد متأثرا بجراحه", (1,), ()),
    "one of them": ("مقتل أحد عناصر الدفاع المدني", (1,), ()),
    "three of somebody's": ("مقتل ثلاثة من أبناء القرية", (3,), ()),
    "number in words, compound": ("مقتل مئة وخمسة وعشرين شخصا", (125,), ()),
    "number in words, feminine": ("إصابة إحدى عشرة طالبة", (), (11,)),
    "number in words, teens": ("جرح تسعة عشر عاملا", (), (19,)),
    "thousands": ("مقتل ألفي شخص في الزلزال", (2000,), ()),
    "at least": ("مقتل ما لا يقل عن 16 شخصا", (16,), ()),
    "more than": ("إصابة أكثر من سبعين شخصا", (), (70,)),
    "about": ("مقتل نحو 40 مقاتلا", (40,), ()),
    "nearly": ("إصابة قرابة 50 آخرين", (), (50,)),
    "added with و": ("مقتل رجل وامرأة في غارة", (2,), ()),
    "added kin": ("مقتل مزارع وزوجته وثلاثة من أطفاله", (5,), ()),
    "added two of hers": ("استشهاد سيدة وطفليها", (3,), ()),
    "added two of hers, subject": ("لقيت أم وطفلاها مصرعهم", (3,), ()),
    "parents and their three": ("استشهاد أب وأم وأطفالهما الثلاثة", (5,), ()),
    "added numbers": ("مقتل 16 راكبا وثلاثة من أفراد الطاقم", (19,), ()),
    "added others": ("مقتل ركاب القارب الستة و4 آخرين", (10,), ()),
    "added with besides": ("مقتل خمسة جنود إضافة إلى ضابط", (6,), ()),
    "added behind an age": ("مقتل شاب (22 عاما) وطفلة", (2,), ()),
    "added before the verb": ("إن ضابطا وثلاثة جنود قتلوا", (4,), ()),
    "a family of": ("مقتل عائلة من سبعة أفراد", (7,), ()),
    "all aboard": ("مقتل جميع من كانوا على متنها، وكانت الطائرة تقل تسعة أشخاص", (9,), ()),
    "all aboard, numbered": ("مصرع جميع ركابها الـ18", (18,), ()),
    "whose number": ("مقتل جميع ركاب الحافلة وعددهم 22", (22,), ()),
    "passengers, the five": ("مقتل ركاب السيارة الخمسة", (5,), ()),
    "two, one of whom": ("وفاة فلسطينيين أحدهما مسن", (2,), ()),
    "the killer is named first": ("قتل مسلح مجهول ثلاثة حراس", (3,), ()),
    "both kinds": ("مقتل أربعة وجرح ستة في هجوم", (4,), (6,)),
    "both kinds, nouns": ("12 قتيلا و31 جريحا في القصف", (12,), (31,)),
    "both kinds, counts": ("وصل عدد المصابين إلى 30 والقتلى إلى خمسة", (5,), (30,)),
    "a subject and both kinds": ("إن طفلا قتل وأصيب تسعة مدنيين", (1,), (9,)),
}

NOT_COUNTED: dict[str, Row] = {
    "among them": ("مقتل تسعة بينهم أربعة أطفال", (9,), ()),
    "among them, before the verb": ("11 شخصا بينهم أربعة أطفال قتلوا", (11,), ()),
    "listed after the sum": ("مقتل خمسة مدنيين، هم رجل وزوجته وثلاثة أطفال", (5,), ()),
    "a part of the dead": ("من بين القتلى ستة أجانب", (), ()),
    "a part before the dead": ("خمسة صحفيين بين قتلى التفجير", (), ()),
    "a part of the wounded": ("ثلاثة من الجرحى في حالة حرجة", (), ()),
    "captured": ("مقتل جندي وأسر 12 آخرين", (1,), ()),
    "missing": ("مقتل بحار وفقدان سبعة", (1,), ()),
    "rescued": ("مقتل العشرات وإنقاذ 80 مهاجرا", (None,), ()),
    "arrested": ("مقتل اثنين وتوقيف 14 مشتبها", (2,), ()),
    "displaced": ("مقتل طفل ونزوح 300 عائلة", (1,), ()),
    "survivors": ("ونجا 12 من ركابها", (), ()),
    "shared, verbal nouns": ("مقتل وإصابة 20 جنديا", (), ()),
    "shared, verbs": ("قتل وأصيب 45 عنصرا", (), ()),
    "shared, between": ("سقط 33 بين قتيل وجريح", (), ()),
    "shared, one number": ("سقوط 60 قتيلا وجريحا", (), ()),
    "plurals only": ("سقوط قتلى وجرحى", (), ()),
    "a plural that may be two": ("مقتل مدنيين في قصف", (), ()),
    "shells": ("مقتل مدنيين بعشرين قذيفة", (), ()),
    "raids": ("قتلى في 15 غارة", (), ()),
    "houses": ("إصابة أربعة منازل بأضرار", (), ()),
    "vehicles": ("إصابة ثلاث حافلات بالحجارة", (), ()),
    "bullets of which": ("أطلق عشر رصاصات أصابت أربع منها رأسه", (), ()),
    "an age": ("مقتل شاب يبلغ من العمر 19 عاما", (1,), ()),
    "years spent": ("قضى خمس سنوات في المنفى", (), ()),
    "years spent by one": ("قضى شاب عشرين عاما في السجن", (), ()),
    "hopes ended": ("قضى القرار على آمال كثيرة", (), ()),
    "accounts settled": ("تصفية ثلاثة حسابات مصرفية", (), ()),
    "killers in number": ("قتل برصاص شخصين مجهولين", (), ()),
    "his wound killed him": ("توفي الحارس متأثرا بإصابته", (1,), ()),
    "suffocated to death": ("وفاة أربعة عمال اختناقا", (4,), ()),
    "the sick": ("إصابة 300 شخص بالكوليرا", (), ()),
    "a virus": ("إصابة 12 لاعبا بفيروس كورونا", (), ()),
    "crimes": ("الثلاثة متهمون بجرائم قتل", (), ()),
    "an attempt": ("محاولة قتل شرطي في عمان", (), ()),
    "an attempted murder": ("محاولة اغتيال ضابط في عدن", (), ()),
    "an attempted murder told elsewhere": (
        "اتهام موسكو باغتيال عميد سابق، ووصف الوزير محاولة اغتيال العميد بالجريمة",
        (),
        (),
    ),
    "escaped a murder": ("نجاة محافظ من اغتيال قائد سابق", (), ()),
    "before she was shot": ("قتل ثلاثة أشخاص قبل أن تقتله الشرطة", (3,), ()),
    "after his death": ("عاد القصف بعد مقتله بساعات", (), ()),
    "others, no number": ("قتل 14 شخصا وجرح آخرون", (14,), ()),
    "a source is no victim": ("لقي ستة حتفهم وجرح آخرون، بحسب مصدر عسكري", (6,), ()),
    "the last is no other": ("وفاة طبيب ثم توفي آخر الناجين", (1,), ()),
    "somebody else's number": ("قتيل و5 معتقلين في المداهمة", (1,), ()),
    "the next clause": ("مقتل جندي في كمين وخمسة في غارة", (1,), ()),
    "its own harm": ("مقتل ثلاثة جنود وأربعة مسلحين جرحوا", (3,), (4,)),
}

NOBODY: dict[str, Row] = {
    "no injuries": ("دون وقوع إصابات", (), (0,)),
    "no injuries, it caused": ("ولم يسفر الحريق عن إصابات", (), (0,)),
    "no reports": ("ولم ترد على الفور تقارير عن وقوع إصابات", (), (0,)),
    "no reports of damage either": ("ولم ترد أنباء عن أضرار أو إصابات", (), (0,)),
    "no dead nor wounded": ("دون أن يسفر عن قتلى أو جرحى", (0,), (0,)),
    "no victims": ("دون وقوع ضحايا", (0,), (0,)),
    "no loss of life": ("ولا خسائر بشرية", (0,), (0,)),
    "no fallen": ("من دون تسجيل سقوط ضحايا", (0,), ()),
    "nobody was hit": ("ولم يصب أحد", (), (0,)),
    "nobody was killed": ("ولم يقتل أحد في الانهيار", (0,), ()),
    "not one dead": ("لم تسقط الصواريخ قتيلا واحدا", (0,), ()),
}

NOT_NOBODY: dict[str, Row] = {
    "none of some": ("لا إصابات في صفوف الجنود", (), ()),
    "none of one side": ("لم يسقط قتلى من الشرطة", (), ()),
    "no victims of one side": ("عدم وقوع ضحايا بين المدنيين", (), ()),
    "one man unhurt": ("أكد المكتب عدم إصابة الوزير", (), ()),
    "he was not hurt": ("لكنه لم يصب بأذى", (), ()),
    "still in hospital": ("لا يزال خمسة جرحى في المستشفى", (), (5,)),
    "no less than": ("لا يقل عن 12 قتيلا", (12,), ()),
    "not known how many": ("ولم يعرف عدد القتلى", (), ()),
    "another's no": ("دون توقف القصف الذي أوقع ثلاثة قتلى", (3,), ()),
    "a negated verb": ("لم تقتل القوات المدنيين", (), ()),
}

TABLES = {
    name: row
    for table in (WAYS_TO_SAY_IT, PEOPLE, NOT_COUNTED, NOBODY, NOT_NOBODY)
    for name, row in table.items()
}


def test_no_row_hides_another() -> None:
    """Each row has a name of its own, so that none is left out."""
    tables = (WAYS_TO_SAY_IT, PEOPLE, NOT_COUNTED, NOBODY, NOT_NOBODY)
    assert len(TABLES) == sum(len(table) for table in tables)


@pytest.mark.parametrize(("text", "killed", "wounded"), TABLES.values(), ids=TABLES)
def test_a_sentence_counts_whom_it_names(
    vocabulary: Vocabulary, text: str, killed: Figures, wounded: Figures
) -> None:
    """A sentence tells as many killed and wounded as it names, and nobody else is counted."""
    assert figures(vocabulary, text) == (killed, wounded)


LATEST = {
    "it rose": ("ارتفع عدد القتلى إلى 14", 14),
    "it rose, told after": ("عدد القتلى ارتفع إلى 14", 14),
    "it rose, number first": ("ارتفع إلى تسعة قتلى عدد ضحايا الحريق", 9),
    "it rose from": ("ارتفاع حصيلة القتلى من 10 إلى 15", 15),
    "the count reached": ("بلغت حصيلة القتلى 40", 40),
    "so that the number rises": ("مقتل طفلين ليرتفع العدد إلى 12", 12),
    "the toll alone": ("وارتفعت الحصيلة إلى 33", 33),
    "a new toll": ("في حصيلة جديدة للقتلى بلغت 21", 21),
    "a sixth": ("مقتل خمسة على الفور ووفاة سادس متأثرا بجراحه", 6),
    "a sixth person": ("انتشال ثلاث جثث قبل أن يتوفى شخص رابع", 4),
}


@pytest.mark.parametrize(("text", "figure"), LATEST.values(), ids=LATEST)
def test_the_latest_figure_is_known_as_such(vocabulary: Vocabulary, text: str, figure: int) -> None:
    """A count that is said to have risen to a figure goes before the others."""
    assert [loss.toll.best for loss in losses(vocabulary, text) if loss.risen] == [figure]


NOT_LATEST = {
    "a plain count": "مقتل 14 شخصا في حريق",
    "the body that raises it": "العثور على جثة جديدة",
    "a part of the dead": "خمسة من عناصره بين القتلى لكن الشرطة ترفع العدد إلى 8",
    "prices": "ارتفعت الأسعار ومقتل تاجر",
}


@pytest.mark.parametrize("text", NOT_LATEST.values(), ids=NOT_LATEST)
def test_another_figure_is_not_the_latest(vocabulary: Vocabulary, text: str) -> None:
    """What does not say that the toll rose to it is no latest figure."""
    assert not any(loss.risen for loss in losses(vocabulary, text))


SUMS = {
    "since a day of the past": "قتل 36 شخصا وأصيب ألف منذ بدء المظاهرات",
    "over weeks": "قتل 23 شخصا خلال الأسابيع الثلاثة الماضية",
    "in years": "مقتل 800 شخص في خمس سنوات",
    "by a war": "أودت الحرب بحياة 40 ألف شخص",
    "since then": "وقتل 70 شخصا مذاك",
    "after days of it": "بعد عشرة أيام من الاحتجاجات، حيث قتل 30 شخصا",
    "led to, in weeks": "قصفت البلدة خلال الأسبوعين الماضيين، مما أسفر عن مقتل 90 شخصا",
    "the day after another": "تأتي الغارات غداة مقتل 20 مدنيا",
    "days after another": "وقع الهجوم بعد ثلاثة أيام من مقتل سبعة حراس",
}


@pytest.mark.parametrize("text", SUMS.values(), ids=SUMS)
def test_a_sum_is_no_toll_of_one_event(vocabulary: Vocabulary, text: str) -> None:
    """What sums up weeks and wars, or is another event's, is marked so."""
    found = losses(vocabulary, text)
    assert found
    assert all(loss.total for loss in found)


NO_SUMS = {
    "since the morning": "قتل خمسة أشخاص منذ الصباح",
    "in hours": "مقتل 12 شخصا خلال الساعات الماضية",
    "the worst for months": "مقتل 12 في أعنف قصف منذ أشهر",
    "after hours of it": "مقتل خمسة بعد ساعات من القصف",
    "in a town": "مقتل خمسة في أسوان",
}


@pytest.mark.parametrize("text", NO_SUMS.values(), ids=NO_SUMS)
def test_a_toll_of_the_day_is_no_sum(vocabulary: Vocabulary, text: str) -> None:
    """A short time, or one that only compares, leaves the toll to the event."""
    found = losses(vocabulary, text)
    assert found
    assert not any(loss.total for loss in found)


def test_a_former_count_is_known_as_replaced(vocabulary: Vocabulary) -> None:
    """What "كانت حصيلة سابقة" tells has been replaced, not so "حصيلة أولية" of today."""
    former = losses(vocabulary, "وكانت حصيلة سابقة أفادت بمقتل خمسة أشخاص")
    first = losses(vocabulary, "وأفادت حصيلة أولية بمقتل خمسة أشخاص")
    assert [loss.earlier for loss in former] == [True]
    assert [loss.earlier for loss in first] == [False]


REASONS = {
    "in answer to": ("قصفت المدفعية المواقع ردا على مقتل جنديين", True),
    "in revenge": ("هاجم المسلحون القرية انتقاما لمقتل شيخ", True),
    "in protest": ("تظاهر المئات احتجاجا على مقتل شاب", True),
    "by it": ("قصفت المدفعية القرية ما أدى إلى مقتل شاب", False),
}


@pytest.mark.parametrize(("text", "reason"), REASONS.values(), ids=REASONS)
def test_a_reason_is_no_outcome(vocabulary: Vocabulary, text: str, *, reason: bool) -> None:
    """Those for whose sake something was done were not killed by it."""
    assert [loss.reason for loss in losses(vocabulary, text)] == [reason]

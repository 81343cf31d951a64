"""Dates: which day the words of an article mean, told from its publication, and what names no day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from crawler.arabic.calendar_dates import read_month
from crawler.arabic.dates import When, find_dates, parse_date_text
from crawler.arabic.fold import fold
from crawler.arabic.hijri import hijri_date
from crawler.arabic.months import WEEKDAYS
from crawler.arabic.tokens import tokenize

DAMASCUS = "Asia/Damascus"
SATURDAY_NOON = datetime(2018, 4, 7, 9, tzinfo=UTC)  # 7 April 2018, 12:00 in Damascus


def read(text: str, published: datetime | None = SATURDAY_NOON) -> list[When]:
    return find_dates(tokenize(text), published, DAMASCUS)


def one(text: str, published: datetime | None = SATURDAY_NOON) -> When:
    found = read(text, published)
    assert len(found) == 1, found
    return found[0]


DAYS = {
    "weekday": ("قصفت الطائرات البلدة الأربعاء", "2018-04-04"),
    "weekday of today": ("قصفت الطائرات البلدة السبت", "2018-04-07"),
    "weekday of tomorrow was last week": ("قصفت الطائرات البلدة الأحد", "2018-04-01"),
    "weekday with its word": ("وقع الهجوم يوم الجمعة", "2018-04-06"),
    "weekday in brackets": ("وقع الهجوم صباح (الأربعاء) الماضي", "2018-04-04"),
    "last weekday": ("وقع الهجوم الثلاثاء الماضي", "2018-04-03"),
    "last saturday on a saturday": ("وقع الهجوم السبت الماضي", "2018-03-31"),
    "the weekday before last": ("وقع الهجوم الجمعة قبل الماضية", "2018-03-30"),
    "next weekday": ("تعقد الجلسة الثلاثاء المقبل", "2018-04-10"),
    "weekday as an-nahar writes it": ("وقع الهجوم الثلثاء", "2018-04-03"),
    "evening of a weekday": ("وقع الهجوم مساء الخميس", "2018-04-05"),
    "night between two days": ("وقع الهجوم ليل الخميس الجمعة", "2018-04-05"),
    "night between two days with a hyphen": ("وقع الهجوم ليل الخميس - الجمعة", "2018-04-05"),
    "night between two days with a slash": ("وقع الهجوم ليلة الخميس/الجمعة", "2018-04-05"),
    "today": ("قتل مدني اليوم بقصف", "2018-04-07"),
    "dawn of today": ("قتل مدني فجر اليوم", "2018-04-07"),
    "this morning": ("قتل مدني هذا الصباح", "2018-04-07"),
    "earlier today": ("أعلن في وقت سابق اليوم", "2018-04-07"),
    "today with its weekday": ("قتل مدني اليوم السبت", "2018-04-07"),
    "today with its weekday behind a comma": ("قتل مدني اليوم، السبت", "2018-04-07"),
    "today of a page that came out after midnight": ("قتل مدني اليوم الجمعة", "2018-04-06"),
    "yesterday": ("قتل مدني أمس بقصف", "2018-04-06"),
    "evening of yesterday": ("قتل مدني مساء أمس", "2018-04-06"),
    "yesterday with its weekday": ("قتل مدني أمس الجمعة", "2018-04-06"),
    "yesterday with its weekday in brackets": ("قتل مدني أمس (الجمعة)", "2018-04-06"),
    "yesterday with ب": ("قتل مدني بالأمس", "2018-04-06"),
    "day before yesterday": ("قتل مدني أول أمس", "2018-04-05"),
    "day before yesterday with من": ("قتل مدني أول من أمس", "2018-04-05"),
    "day before yesterday, turned round": ("قتل مدني أمس الأول", "2018-04-05"),
    "last night": ("قتل مدني الليلة الماضية", "2018-04-06"),
    "yesterday as spoken": ("قتل مدني البارحة", "2018-04-06"),
    "tomorrow": ("يصل الوفد يوم غد", "2018-04-08"),
    "day after tomorrow": ("يصل الوفد بعد غد", "2018-04-09"),
    "two days ago": ("قتل مدني قبل يومين", "2018-04-05"),
    "three days ago": ("قتل مدني قبل ثلاثة أيام", "2018-04-04"),
    "three days ago in digits": ("قتل مدني قبل 3 أيام", "2018-04-04"),
    "hours ago": ("قتل مدني قبل ساعات", "2018-04-07"),
    "eighteen hours ago": ("قتل مدني قبل 18 ساعة", "2018-04-06"),
    "a short while ago": ("قتل مدني قبل قليل", "2018-04-07"),
    "day and month": ("قتل مدني في 5 أبريل", "2018-04-05"),
    "levantine month": ("قتل مدني في 5 نيسان", "2018-04-05"),
    "algerian month": ("قتل مدني في 5 أفريل", "2018-04-05"),
    "moroccan month": ("قتل مدني في 5 غشت 2017", "2017-08-05"),
    "double month with a slash": ("قتل مدني في 5 آب/أغسطس 2017", "2017-08-05"),
    "double month in brackets": ("قتل مدني في 5 نيسان (أبريل)", "2018-04-05"),
    "double month of two words": ("قتل مدني في 5 كانون الثاني/يناير", "2018-01-05"),
    "month without its articles": ("قتل مدني في 5 تشرين ثاني 2017", "2017-11-05"),
    "day behind من": ("قتل مدني في 5 من نيسان", "2018-04-05"),
    "day behind من شهر": ("قتل مدني في 5 من شهر نيسان", "2018-04-05"),
    "day as an ordinal": ("قتل مدني في الخامس من أبريل", "2018-04-05"),
    "day as a long ordinal": ("قتل مدني في الحادي والعشرين من آذار", "2018-03-21"),
    "day with the article": ("قتل مدني في الـ21 من آذار", "2018-03-21"),
    "arabic-indic digits": ("قتل مدني في ٥ نيسان ٢٠١٧", "2017-04-05"),
    "year with its word": ("قتل مدني في 5 نيسان من عام 2016", "2016-04-05"),
    "year with its sign": ("قتل مدني في 5 نيسان 2016م", "2016-04-05"),
    "last year": ("قتل مدني في 5 نيسان من العام الماضي", "2017-04-05"),
    "a past month of last year": ("قتل مدني في 20 كانون الأول", "2017-12-20"),
    "a day some days ahead": ("تبدأ الدورة في 12 أبريل", "2018-04-12"),
    "a day told as past": ("قتل مدني في 12 أبريل الماضي", "2017-04-12"),
    "a day of this month": ("قتل مدني في الثالث من الشهر الجاري", "2018-04-03"),
    "a day of last month": ("قتل مدني في 30 من الشهر الماضي", "2018-03-30"),
    "a day of today's date": ("قتل مدني في 7 نيسان", "2018-04-07"),
    "a day far ahead was last year": ("قتل مدني في 20 تموز", "2017-07-20"),
    "weekday and date": ("قتل مدني الخميس 5 أبريل 2018", "2018-04-05"),
    "weekday and date in brackets": ("قتل مدني الخميس (5 أبريل)", "2018-04-05"),
    "day first": ("قتل مدني في 05/04/2018", "2018-04-05"),
    "day first with hyphens": ("قتل مدني في 5-4-2018", "2018-04-05"),
    "day first with full stops": ("قتل مدني في 5.4.2018", "2018-04-05"),
    "year first": ("قتل مدني في 2018/04/05", "2018-04-05"),
    "the american order shows itself": ("قتل مدني في 04/25/2017", "2017-04-25"),
    "hijri": ("قتل مدني في 19 رجب 1439هـ", "2018-04-05"),
    "hijri without its year": ("قتل مدني في 19 من رجب", "2018-04-05"),
    "hijri in digits": ("قتل مدني في 19/7/1439", "2018-04-05"),
    "both calendars": ("قتل مدني الخميس 19 رجب 1439هـ الموافق 5 أبريل 2018", "2018-04-05"),
    "the night before last": ("قتل مدني الليلة قبل الماضية", "2018-04-05"),
    "night between two days with a dash": ("وقع الهجوم ليل الخميس – الجمعة", "2018-04-05"),
    "evening of the day before yesterday": ("وقع الهجوم مساء أول أمس", "2018-04-05"),
    "two days ago with ف": ("فقبل يومين قتل مدني", "2018-04-05"),
    "day of the running month, the month left out": ("قتل مدني في الخامس من الجاري", "2018-04-05"),
    "day of the running month in digits": ("قتل مدني في 5 الجاري", "2018-04-05"),
    "day and month in digits behind a weekday": ("قتل مدني الخميس 5/4 في البلدة", "2018-04-05"),
    "day and month in brackets behind a weekday": ("قتل مدني الخميس (5/4) في البلدة", "2018-04-05"),
    "day and month behind بتاريخ": ("قتل مدني بتاريخ 5-4 في البلدة", "2018-04-05"),
    "day and month far ahead were last year's": ("قتل مدني بتاريخ 20/12 في البلدة", "2017-12-20"),
    "a friday with a name": ("سقط جرحى في جمعة الغضب", "2018-04-06"),
    "a friday with a name in quotes": ('سقط جرحى خلال جمعة "الوفاء"', "2018-04-06"),
    "tomorrow's weekday in a past tense": ("تعرضت البلدة الأحد لقصف", "2018-04-01"),
}


@pytest.mark.parametrize(("text", "day"), DAYS.values(), ids=DAYS)
def test_tells_the_day(text, day):
    """A day is told from the words and the publication, as a reader of that day would tell it."""
    when = one(text)
    assert (when.day.isoformat(), when.until) == (day, None)


INTERVALS = {
    "last 24 hours": ("خلال الـ24 ساعة الماضية", "2018-04-06", "2018-04-07"),
    "last 24 hours, the noun first": ("خلال الساعات الـ24 الماضية", "2018-04-06", "2018-04-07"),
    "last 24 hours in words": ("في الساعات الأربع والعشرين الماضية", "2018-04-06", "2018-04-07"),
    "within 24 hours": ("مقتل عشرة خلال 24 ساعة", "2018-04-06", "2018-04-07"),
    "last three days": ("في الأيام الثلاثة الماضية", "2018-04-04", "2018-04-07"),
    "last three days behind a toll": ("مقتل 5 في الأيام الثلاثة الماضية", "2018-04-04", "2018-04-07"),
    "last two days": ("خلال اليومين الماضيين", "2018-04-05", "2018-04-07"),
    "last week": ("وقع الأسبوع الماضي", "2018-03-25", "2018-03-31"),
    "last month": ("وقع الشهر الماضي", "2018-03-01", "2018-03-31"),
    "last year": ("وقع العام الماضي", "2017-01-01", "2017-12-31"),
    "start of this month": ("وقع مطلع الشهر الجاري", "2018-04-01", "2018-04-08"),
    "this year": ("هذا العام", "2018-01-01", "2018-04-07"),
    "next month": ("يبدأ الشهر المقبل", "2018-05-01", "2018-05-31"),
    "end of last october": ("في نهاية تشرين الأول الماضي", "2017-10-21", "2017-10-31"),
    "a past month": ("في آذار الماضي", "2018-03-01", "2018-03-31"),
    "this month's name told as past": ("في نيسان الماضي", "2017-04-01", "2017-04-30"),
    "a weak month that is told as past": ("في مارس الماضي", "2018-03-01", "2018-03-31"),
    "a month and its year": ("في آب/أغسطس 2013", "2013-08-01", "2013-08-31"),
    "a hijri month": ("في شهر رمضان الماضي", "2017-05-27", "2017-06-24"),
    "a year": ("عام 2013", "2013-01-01", "2013-12-31"),
    "a year behind in": ("غادر في 2014", "2014-01-01", "2014-12-31"),
    "some days of a month": ("بين 2 و5 أبريل", "2018-04-02", "2018-04-05"),
    "some days with a hyphen": ("2-5 أبريل", "2018-04-02", "2018-04-05"),
    "since a week": ("محاصرة منذ أسبوع", "2018-03-31", "2018-04-07"),
    "since long": ("محاصرة منذ أكثر من سنتين ونصف", "2015-10-07", "2018-04-07"),
    "since a month of a year": ("محاصرة منذ آذار 2011", "2011-03-01", "2018-04-07"),
    "since a weekday": ("محاصرة منذ الخميس", "2018-04-05", "2018-04-07"),
    "since a year": ("محاصرة منذ عام 2013", "2013-01-01", "2018-04-07"),
    "third day on end": ("لليوم الثالث على التوالي", "2018-04-05", "2018-04-07"),
    "twelfth day in digits": ("لليوم الـ12 على التوالي", "2018-03-27", "2018-04-07"),
    "fifteenth day": ("لليوم الخامس عشر على التوالي", "2018-03-24", "2018-04-07"),
    "second night": ("لليلة الثانية على التوالي", "2018-04-06", "2018-04-07"),
    "third week": ("للأسبوع الثالث على التوالي", "2018-03-24", "2018-04-07"),
    "its fifth day": ("دخل الحصار يومه الخامس", "2018-04-03", "2018-04-07"),
    "last 48 hours, the last ones": ("خلال الـ48 ساعة الأخيرة", "2018-04-05", "2018-04-07"),
    "start of this week": ("وقع مطلع هذا الأسبوع", "2018-04-01", "2018-04-02"),
    "start of the running week": ("وقع بداية الأسبوع الجاري", "2018-04-01", "2018-04-02"),
    "middle of last month": ("وقع منتصف الشهر الماضي", "2018-03-11", "2018-03-21"),
    "end of last month": ("وقع أواخر الشهر الماضي", "2018-03-21", "2018-03-31"),
}


@pytest.mark.parametrize(("text", "day", "until"), INTERVALS.values(), ids=INTERVALS)
def test_tells_the_interval(text, day, until):
    """What lasted, or is only known to a week or month, has a first and a last day."""
    when = one(text)
    assert (when.day.isoformat(), when.until.isoformat()) == (day, until)


STREAKS_BESIDE = {
    "second night, which was yesterday's": ("تجددت أمس الجمعة لليلة الثانية", "2018-04-05"),
    "third day on end, which was thursday": ("لليوم الثالث على التوالي، الخميس، قصفت", "2018-04-03"),
    "third day on end, which is today": ("واصلت السبت لليوم الثالث على التوالي قصفها", "2018-04-05"),
    "third day of a date": ("تواصل في 4 نيسان لليوم الثالث القصف", "2018-04-02"),
    "a weekday of another sentence": ("لليوم الثالث على التوالي.\nوقتل مدني الأربعاء", "2018-04-05"),
    "a weekday far away": (
        "قصفت البلدة لليوم الثالث على التوالي وأعلن رئيس المجلس المحلي فيها أن المدارس أغلقت الأربعاء",
        "2018-04-05",
    ),
}


@pytest.mark.parametrize(("text", "day"), STREAKS_BESIDE.values(), ids=STREAKS_BESIDE)
def test_a_streak_is_counted_from_the_day_beside_it(text, day):
    """What went on for the third day on Thursday began on Tuesday, whenever it is told."""
    streak = next(when for when in read(text) if when.kind == "duration")
    assert streak.day.isoformat() == day


VAGUE = {
    "days ago": "قبل أيام",
    "some days ago": "قبل بضعة أيام",
    "for days": "منذ أيام",
    "for years": "منذ سنوات",
    "in the past days": "في الأيام الماضية",
    "in the last days": "في الأيام القليلة الماضية",
    "in the past months": "في الأشهر الماضية",
    "in recent years": "في السنوات الأخيرة",
    "in the coming days": "في الأيام المقبلة",
}


@pytest.mark.parametrize("text", VAGUE.values(), ids=VAGUE)
def test_vague_times_say_so(text):
    """Days that nobody counted are marked vague, so that no day is told from them."""
    when = one(text)
    assert (when.kind, when.sure) == ("vague", False)


NO_DATES = {
    "clock alone": "عند الساعة التاسعة",
    "dawn alone": "وصلوا فجرا",
    "youm7": "قال موقع اليوم السابع",
    "al-masry al-youm": "قالت المصري اليوم",
    "a paper": "صحيفة أخبار اليوم",
    "per day": "ثلاث مرات في اليوم",
    "that day": "في ذلك اليوم",
    "the next day": "وفي اليوم التالي",
    "the world day": "اليوم العالمي للمرأة",
    "the third day": "في اليوم الثالث",
    "until today": "حتى اليوم",
    "dire need": "في أمس الحاجة",
    "not long ago": "بالأمس القريب",
    "friday market": "قرب سوق الجمعة في طرابلس",
    "thursday market": "في بلدة سوق الخميس",
    "fridays": "في أيام الجمعة",
    "the preacher of friday": "قال خطيب الجمعة",
    "black friday": "تخفيضات الجمعة السوداء",
    "both of them": "قتل كلا الاثنين",
    "four firemen": "رجال الإطفاء الأربعة",
    "january revolution": "بعد ثورة 25 يناير",
    "march alliance": "قوى 14 آذار",
    "march square": "في ساحة 14 آذار",
    "eleventh of september": "منذ هجمات 11 سبتمبر",
    "october war": "ذكرى حرب أكتوبر",
    "tishreen university": "طلاب جامعة تشرين",
    "he practised": "مارس الرياضة",
    "who practised": "من مارس الضغط عليهم",
    "he practised in": "الذي مارس في بلاده",
    "a father": "وهو أب لثلاثة",
    "a door": "عند باب المنزل",
    "theresa may": "قالت تيريزا ماي",
    "erdogan": "قال رجب طيب أردوغان",
    "a man named shaaban": "اعتقال محمد شعبان",
    "forbidden": "هذا محرم",
    "result with zero": "فاز 4-صفر",
    "spring": "في الربيع العربي",
    "from elsewhere": "قبل يومين من الانتخابات",
    "after two days": "بعد يومين",
    "before the prayer": "قبل صلاة الفجر",
    "the days of the feast": "منذ أيام العيد",
    "last minutes of a match": "في الدقائق الأخيرة",
    "the coming one": "المقبل",
    "the last one": "وكان الأخير",
    "last century": "في القرن الماضي",
    "last season": "في الموسم الماضي",
    "a season": "موسم 2017/2018",
    "a score": "انتهت 3-1",
    "a resolution": "القرار 2254/2015",
    "no such day": "في 31/02/2018",
    "no such day of a month": "في 32 آذار",
    "a round count": "في 2000 منزل",
    "a count behind in": "في 2018 منزلا",
    "an ordinal of weeks": "للمرة الثانية",
    "following day": "لليوم التالي",
    "the same day as none": "وفي اليوم نفسه قتل مدني",
    "the day after none": "وفي اليوم التالي قتل مدني",
    "the night between": "في الليلة الفاصلة",
    "the day after something": "في اليوم التالي للهجوم",
    "round the clock": "يعمل 24/7",
    "round the clock, every day": "متاح بتاريخ 24/7",
    "two numbers": "بنسبة 1/2 من السكان",
    "day and month alone": "حصل على 5/4",
    "the first friday": "في أول جمعة من الشهر",
    "a friday": "كل جمعة",
    "a mosque of fridays": "في مسجد جمعة",
    "the running season": "في الموسم الجاري",
}


@pytest.mark.parametrize("text", NO_DATES.values(), ids=NO_DATES)
def test_words_that_only_look_like_dates_are_none(text):
    """Names, papers, scores and times counted from elsewhere give no day."""
    assert read(text) == []


UNSURE = {
    "today with a weekday far off": ("قتل مدني اليوم الثلاثاء", "conflict"),
    "a date with another weekday": ("قتل مدني الأحد 5 أبريل 2018", "conflict"),
    "yesterday with a date far off": ("قتل مدني أمس 12 آذار", "conflict"),
    "until a weekday": ("تستمر الهدنة حتى الاثنين", "weekday"),
    "a coming weekday": ("من المقرر أن تعقد الجلسة الثلاثاء", "weekday"),
    "friday prayers": ("بعد صلاة الجمعة", "weekday"),
    "a month alone": ("في أيلول", "calendar"),
    "hijri months are sighted": ("في 19 رجب 1439", "hijri"),
    "a year of two digits": ("في 05/04/18", "calendar"),
    "a month ago": ("قبل شهر", "relative"),
    "day and month of another weekday": ("قتل مدني الأحد 5/4 في البلدة", "conflict"),
    "the night of today, told at noon": ("قتل مدني ليلة السبت", "weekday"),
    "a named friday": ("سقط جرحى في جمعة الغضب", "weekday"),
    "a deadline": ("تستمر الهدنة حتى الأحد", "weekday"),
}


@pytest.mark.parametrize(("text", "kind"), UNSURE.values(), ids=UNSURE)
def test_doubtful_days_are_marked(text, kind):
    """A contradiction, an open end or another calendar leaves the day unsure."""
    when = one(text)
    assert (when.kind, when.sure) == (kind, False)


COMING = {
    "planned": ("من المقرر أن تعقد الجلسة الثلاثاء", "2018-04-10"),
    "a meeting of tomorrow": ("قرر المجلس عقد اجتماع طارئ، الأحد، لبحث القصف", "2018-04-08"),
    "a future verb": ("سيصدر القرار الأحد", "2018-04-08"),
    "an aim": ("رجح دبلوماسيون أن يجتمع المجلس ظهر الاثنين", "2018-04-09"),
    "both days of a strike": ("إن الإضراب سيعطل القطارات يومي الأحد والاثنين", "2018-04-08"),
    "until tomorrow": ("أمهلت البلدة حتى الأحد للرد", "2018-04-08"),
    "a sentence in the present": ("انتهى اللقاء.\nيزور الوفد بيروت الأحد", "2018-04-08"),
    "a headline in the present tells the past": ("يقصف البلدة الأحد", "2018-04-01"),
    "a past that looks like a present": ("انتهى اللقاء.\nتعرضت البلدة الأحد لقصف", "2018-04-01"),
    "a meeting that has been": ("عقد الوفدان اجتماعا الخميس", "2018-04-05"),
    "seized, which only looks like a future": ("سيطر الجيش الأحد على البلدة", "2018-04-01"),
    "a car, which only looks like a future": ("انفجرت سيارة الأحد قرب البلدة", "2018-04-01"),
    "another sentence's plan": ("سيعقد لقاء.\nوقصفت البلدة الأحد", "2018-04-01"),
    "last sunday, in a sentence of the present": (
        "انتهى.\nيزور الوفد بيروت بعد لقاء الأحد الماضي",
        "2018-04-01",
    ),
}


@pytest.mark.parametrize(("text", "day"), COMING.values(), ids=COMING)
def test_a_planned_weekday_lies_ahead(text, day):
    """What is planned for a weekday is planned for the next one; what was done then, on the last."""
    assert read(text)[0].day.isoformat() == day


AGAIN = {
    "the same day": ("قصفت البلدة الأربعاء. وفي اليوم نفسه قتل مدني", "2018-04-04"),
    "that very day": ("قصفت البلدة الأربعاء، وقتل مدني في اليوم ذاته", "2018-04-04"),
    "the same day, turned round": ("قصفت البلدة الأربعاء، وقتل مدني في نفس اليوم", "2018-04-04"),
    "the same night": ("قصفت البلدة أمس، وقتل مدني في الليلة نفسها", "2018-04-06"),
    "the next day": ("قصفت البلدة الأربعاء، وقتل مدني في اليوم التالي", "2018-04-05"),
    "the next day of a date": ("قصفت البلدة في 2 نيسان، وقتل مدني في اليوم التالي", "2018-04-03"),
    "the last of two days": ("قصفت البلدة الثلاثاء ثم الأربعاء، وقتل مدني في اليوم نفسه", "2018-04-04"),
}


@pytest.mark.parametrize(("text", "day"), AGAIN.values(), ids=AGAIN)
def test_a_day_may_point_back(text, day):
    """The same day and the next day are counted from the day that was told last."""
    last = read(text)[-1]
    assert (last.day.isoformat(), last.sure) == (day, False)


def test_a_day_told_long_before_is_forgotten():
    """After many words nobody knows which day "the same day" was."""
    text = "قصفت البلدة الأربعاء " + "وقال السكان إنهم خائفون " * 20 + "وقتل مدني في اليوم نفسه"
    assert [when.day for when in read(text)] == [date(2018, 4, 4)]


SUNDAY_DAWN = datetime(2018, 4, 8, 0, tzinfo=UTC)  # 03:00 in Damascus
SATURDAY_EVENING = datetime(2018, 4, 7, 18, tzinfo=UTC)  # 21:00
OWN_TODAY = {
    "yesterday of a text of the evening before": (
        "قتل مدني أمس بقصف، وشيع اليوم السبت",
        SUNDAY_DAWN,
        ["2018-04-06", "2018-04-07"],
    ),
    "this morning of that text": (
        "قصفت البلدة فجر اليوم. وقال الناطق اليوم السبت",
        SUNDAY_DAWN,
        ["2018-04-07", "2018-04-07"],
    ),
    "a clock that lags behind": (
        "قتل مدني أمس بقصف، وشيع اليوم الأحد",
        SATURDAY_EVENING,
        ["2018-04-07", "2018-04-08"],
    ),
    "a text of the same day": ("قتل مدني أمس، وشيع اليوم الأحد", SUNDAY_DAWN, ["2018-04-07", "2018-04-08"]),
    "two todays that differ": (
        "وأضاف اليوم الجمعة ثم قال اليوم الأحد وقتل مدني أمس",
        SATURDAY_EVENING,
        ["2018-04-06", "2018-04-08", "2018-04-06"],
    ),
    "days counted back stay": (
        "قتل مدني قبل يومين، وشيع اليوم السبت",
        SUNDAY_DAWN,
        ["2018-04-06", "2018-04-07"],
    ),
    "tomorrow's weekday in the last hours": ("قصفت البلدة الأحد", SATURDAY_EVENING, ["2018-04-08"]),
    "tomorrow's weekday told as past": ("قصفت البلدة الأحد الماضي", SATURDAY_EVENING, ["2018-04-01"]),
}


@pytest.mark.parametrize(("text", "published", "days"), OWN_TODAY.values(), ids=OWN_TODAY)
def test_a_text_has_its_own_today(text, published, days):
    """A text that is printed after midnight, or dated by a slow clock, is read by the weekday it names."""
    assert [when.day.isoformat() for when in read(text, published)] == days


NIGHTS = {
    "told in the morning": ("قصفت البلدة ليلة السبت", SATURDAY_NOON, "2018-04-06"),
    "told in the morning, ليل": ("قصفت البلدة ليل السبت", SATURDAY_NOON, "2018-04-06"),
    "told in the evening": ("قصفت البلدة ليل السبت", SATURDAY_EVENING, "2018-04-07"),
    "its evening": ("قصفت البلدة مساء السبت", SATURDAY_NOON, "2018-04-07"),
    "its dawn": ("قصفت البلدة فجر السبت", SATURDAY_NOON, "2018-04-07"),
    "of the day before": ("قصفت البلدة ليل الجمعة", SATURDAY_NOON, "2018-04-06"),
    "that leads to today": ("قصفت البلدة ليل الجمعة السبت", SATURDAY_NOON, "2018-04-06"),
}


@pytest.mark.parametrize(("text", "published", "day"), NIGHTS.values(), ids=NIGHTS)
def test_a_night_that_has_not_come_was_the_last_one(text, published, day):
    """ليلة السبت, said on a Saturday morning, is the night that led to it."""
    assert one(text, published).day.isoformat() == day


def test_a_first_week_is_no_first_day():
    """الأسبوع الأول من نيسان names no single day."""
    assert one("خلال الأسبوع الأول من شهر نيسان الجاري").until is not None


TWO_DAYS = {
    "two weekdays": ("الخميس والجمعة", ["2018-04-05", "2018-04-06"]),
    "yesterday and today": ("أمس واليوم", ["2018-04-06", "2018-04-07"]),
    "two sentences": ("قصف الجمعة.\nوقتل مدني 5 آذار", ["2018-04-06", "2018-03-05"]),
    "two years": ("بين عام 2011 وعام 2013", ["2011-01-01", "2013-01-01"]),
}


@pytest.mark.parametrize(("text", "days"), TWO_DAYS.values(), ids=TWO_DAYS)
def test_two_days_stay_two(text, days):
    """Only names of one and the same day are joined."""
    assert [when.day.isoformat() for when in read(text)] == days


SPANS = {
    "part of day": ("قتل مدني فجر اليوم السبت في دوما", "فجر اليوم السبت"),
    "brackets": ("شن صباح (الأربعاء) الماضي هجوما", "صباح (الأربعاء) الماضي"),
    "double month": ("في 5 نيسان (أبريل) الماضي قتل", "5 نيسان (أبريل) الماضي"),
    "both calendars": ("يوم 19 رجب 1439هـ الموافق 5 أبريل 2018م قتل", "19 رجب 1439هـ الموافق 5 أبريل 2018م"),
    "on end": ("تواصلت لليوم الثالث على التوالي المعارك", "لليوم الثالث على التوالي"),
    "since": ("محاصرة منذ آذار 2011 بالكامل", "منذ آذار 2011"),
}


@pytest.mark.parametrize(("text", "span"), SPANS.values(), ids=SPANS)
def test_the_span_holds_the_words_of_the_date(text, span):
    """What explains a decision shows the words that decided."""
    tokens = tokenize(text)
    (when,) = find_dates(tokens, SATURDAY_NOON, DAMASCUS)
    assert text[tokens[when.first].start : tokens[when.last - 1].end] == span


def test_today_is_the_publishers_day():
    """Half past ten in the evening in London is already tomorrow in Damascus."""
    late = datetime(2018, 4, 7, 22, 30, tzinfo=UTC)
    assert find_dates(tokenize("فجر اليوم"), late, DAMASCUS)[0].day == date(2018, 4, 8)
    assert find_dates(tokenize("فجر اليوم"), late, "Europe/London")[0].day == date(2018, 4, 7)


def test_without_a_publication_only_absolute_dates_are_told():
    """Nothing is guessed when nobody knows when the article was written."""
    text = "أمس الجمعة وقبل يومين وفي 5 نيسان والشهر الماضي ومنذ أسبوع وفي 5 آذار 2018"
    assert [when.day for when in read(text, None)] == [date(2018, 3, 5)]


@pytest.mark.parametrize("year", [1, 1969, 9999])
def test_an_impossible_publication_tells_nothing(year):
    """A feed that dates its entries to the year 1 breaks nothing and gives no false day."""
    text = "أمس وفي 19 رجب وقبل يومين وفي 5 آذار 2018"
    assert [when.day for when in read(text, datetime(year, 6, 1, tzinfo=UTC))] == [date(2018, 3, 5)]


@pytest.mark.parametrize("days", range(14))
def test_a_bare_weekday_lies_within_the_last_week(days):
    """On whichever day the paper appears, its weekday is one of the last seven days, today included."""
    published = SATURDAY_NOON + timedelta(days=days)
    for word, number in WEEKDAYS.items():
        if word.startswith("ال"):
            when = one(f"قتل مدني {word}", published)
            assert when.day.weekday() == number
            assert 0 <= (published.date() - when.day).days < 7


LOCALES = "ar ar_SY ar_LB ar_IQ ar_JO ar_PS ar_MA ar_DZ ar_TN ar_MR ar_SA ar_EG ar_LY ar_SD ar_AE"


@pytest.mark.parametrize("locale", LOCALES.split())
def test_month_and_weekday_names_agree_with_cldr(locale):
    """Every month and weekday name that CLDR gives for an Arab country is known as the same one."""
    names = Locale.parse(locale)
    for number, name in names.months["format"]["wide"].items():
        month = read_month(tokenize(name), 0)
        assert month is not None, name
        assert (month.number, month.hijri) == (number, False), name
    for number, name in names.days["format"]["wide"].items():
        assert WEEKDAYS[fold(name)] == number


def test_hijri_dates_agree_with_known_days():
    """The Islamic new years and feasts that fell on these days are told so."""
    assert hijri_date(1439, 1, 1) == date(2017, 9, 21)
    assert hijri_date(1445, 9, 1) == date(2024, 3, 11)
    assert hijri_date(1439, 7, 31) is None
    assert hijri_date(1600, 1, 1) is None


DATE_LINES = {
    "weekday, day, month, time": ("السبت، 7 أبريل 2018 - 14:35", "2018-04-07T11:35"),
    "iso with an offset": ("2018-04-07T14:35:00+03:00", "2018-04-07T11:35"),
    "iso with z": ("2018-04-07T11:35:00Z", "2018-04-07T11:35"),
    "iso without an offset": ("2018-04-07 14:35:00", "2018-04-07T11:35"),
    "iso day": ("2018-04-07", "2018-04-06T21:00"),
    "rfc 2822": ("Sat, 07 Apr 2018 14:35:00 +0300", "2018-04-07T11:35"),
    "day first, afternoon": ("07/04/2018 02:35 م", "2018-04-07T11:35"),
    "day first, morning": ("07/04/2018 09:35 ص", "2018-04-07T06:35"),
    "half past midnight": ("07/04/2018 12:35 صباحاً", "2018-04-06T21:35"),
    "half past noon": ("07/04/2018 12:35 مساءً", "2018-04-07T09:35"),
    "arabic-indic digits": ("٠٧/٠٤/٢٠١٨ ١٤:٣٥", "2018-04-07T11:35"),
    "label before it": ("آخر تحديث: 7 نيسان 2018 الساعة 14:35", "2018-04-07T11:35"),
    "double month": ("7 نيسان (أبريل) 2018 - 14:35", "2018-04-07T11:35"),
    "maghrebi month": ("7 أفريل 2018 - 14:35", "2018-04-07T11:35"),
    "time first": ("14:35 | 7 أبريل 2018", "2018-04-07T11:35"),
    "greenwich": ("7 أبريل 2018، 11:35 بتوقيت غرينتش", "2018-04-07T11:35"),
    "gmt": ("7 أبريل 2018 11:35 GMT", "2018-04-07T11:35"),
    "gmt and hours": ("7 أبريل 2018 15:35 GMT+4", "2018-04-07T11:35"),
    "the clock of mecca": ("7 أبريل 2018 14:35 بتوقيت مكة المكرمة", "2018-04-07T11:35"),
    "english": ("April 7, 2018 2:35 pm", "2018-04-07T11:35"),
    "english, day first": ("7 April 2018 14:35", "2018-04-07T11:35"),
    "hijri": ("21 رجب 1439 هـ - 14:35", "2018-04-07T11:35"),
    "both calendars": ("21 رجب 1439هـ - 7 أبريل 2018 14:35", "2018-04-07T11:35"),
    "the weekday tells the american order": ("السبت 04/07/2018 14:35", "2018-04-07T11:35"),
    "winter time": ("7 كانون الثاني 2018 - 14:35", "2018-01-07T12:35"),
}


@pytest.mark.parametrize(("text", "moment"), DATE_LINES.values(), ids=DATE_LINES)
def test_reads_the_date_line_of_a_page(text, moment):
    """A page's date line is understood in any month names, digits, order and zone."""
    found = parse_date_text(text, DAMASCUS)
    assert found == datetime.fromisoformat(moment).replace(tzinfo=UTC)


NO_DATE_LINES = {
    "nothing": "",
    "a section": "أخبار محلية",
    "a relative time": "منذ ساعتين",
    "no such day": "31/02/2018",
    "no such month": "07/13/0018",
    "no such iso day": "2018-13-45",
    "no such hour": "7 أبريل 2018 - 27:15",
    "no such minute": "7 أبريل 2018 - 14:75",
    "before the web": "7 أبريل 1948",
    "no year": "السبت 7 أبريل",
    "a month only": "أبريل 2018",
    "a clock only": "14:35",
    "a score": "2-1",
    "a telephone": "0112233445",
    "a paragraph": "قال المتحدث في 7 أبريل 2018 " * 20,
}


@pytest.mark.parametrize("text", NO_DATE_LINES.values(), ids=NO_DATE_LINES)
def test_refuses_what_is_no_date_line(text):
    """An impossible or incomplete date is unknown, never a guess."""
    assert parse_date_text(text, DAMASCUS) is None


WRITTEN_MONTHS = {
    "syrian": "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول",
    "egyptian": "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
    "algerian": "جانفي|فيفري|مارس|أفريل|ماي|جوان|جويلية|أوت|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
    "moroccan": "يناير|فبراير|مارس|أبريل|ماي|يونيو|يوليوز|غشت|شتنبر|أكتوبر|نونبر|دجنبر",
}
DIGITS = {"western": "0123456789", "arabic": "٠١٢٣٤٥٦٧٨٩", "persian": "۰۱۲۳۴۵۶۷۸۹"}
WEEKDAY_NAMES = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]
SHAPES = [
    "{d} {m} {y}",
    "{w} {d} {m} {y}",
    "{w}، {d} {m} {y}",
    "{w} ({d} {m} {y})",
    "{d} من {m} {y}",
    "{d} من شهر {m} عام {y}",
    "{d}/{n}/{y}",
    "{d}-{n}-{y}",
    "{y}-{n:02}-{d:02}",
    "{d}.{n}.{y}",
]


@given(
    st.dates(date(1975, 1, 1), date(2060, 1, 1)),
    st.sampled_from(SHAPES),
    st.sampled_from(sorted(WRITTEN_MONTHS)),
    st.sampled_from(sorted(DIGITS)),
)
def test_every_day_is_read_back_as_it_was_written(day, shape, naming, digits):
    """Whatever the day, the country's month names, the order and the digits: the same day is read."""
    month = WRITTEN_MONTHS[naming].split("|")[day.month - 1]
    written = shape.format(d=day.day, m=month, n=day.month, y=day.year, w=WEEKDAY_NAMES[day.weekday()])
    written = written.translate(str.maketrans("0123456789", DIGITS[digits]))
    assert one(f"قتل مدني في {written} بقصف").day == day


@given(
    st.datetimes(datetime(1995, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.integers(0, 6),
    st.sampled_from(["", "مساء ", "يوم ", "فجر ", "صباح "]),
)
def test_a_weekday_of_the_last_week_is_told_back(published, days, part):
    """A weekday of the last six days is read as that day, whenever the article appears."""
    day = published.date() - timedelta(days=days)
    (when,) = find_dates(tokenize(f"قتل مدني {part}{WEEKDAY_NAMES[day.weekday()]} بقصف"), published, "UTC")
    late = days == 6 and published.hour >= 20
    assert when.day == (day + timedelta(days=7) if late else day)


VOCABULARY = """
اليوم نفسه التالي لليلة الثانية جمعة الغضب سيعقد حتى بتاريخ
السبت الجمعة والأحد اليوم أمس أول الأول الثاني الماضي المقبل الجاري قبل منذ يومين ثلاثة أيام أسبوع
الأسبوع الشهر العام عام 2018 1439 7 31 / - . ، ( ) من شهر أبريل آذار كانون رجب ليل مساء يوم لليوم على
التوالي خلال الـ 24 ساعة الماضية نهاية مطلع الموافق هـ م في
"""


@given(
    st.lists(st.sampled_from(VOCABULARY.split()), max_size=12),
    st.datetimes(datetime(1995, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
)
def test_any_order_of_words_gives_dates_in_order(chosen, published):
    """However the words fall and whenever it is read, nothing breaks and spans do not overlap."""
    tokens = tokenize(" ".join(chosen))
    end = 0
    for when in find_dates(tokens, published, DAMASCUS):
        assert end <= when.first < when.last <= len(tokens)
        end = when.last
        assert when.until is None or when.until >= when.day


@given(st.text(max_size=60))
def test_any_text_is_a_date_line_or_none(text):
    """A page may write anything where its date should be."""
    found = parse_date_text(text, DAMASCUS)
    assert found is None or found.tzinfo is UTC

# ruff: noqa: E501 - a page is easier to check with its markup on one line
"""Pages that carry no article do not become one; articles that use their words stay articles."""

from __future__ import annotations

import pytest

from crawler.extract.page import extract_page
from crawler.extract.refusals import shipped_kinds
from crawler.model import Failed, Page

URL = "https://almidan.example/news/77"
HEADLINE = "إغلاق الجسر الشرقي أمام الشاحنات"
LEAD = "أعلنت بلدية المدينة صباح اليوم إغلاق الجسر الشرقي أمام الشاحنات حتى إشعار آخر بسبب تشققات في دعامته."
MENU = "<nav><a href='/'>الرئيسية</a> <a href='/l'>محليات</a></nav>"
BANNER = "<div class='cookie-bar'>نستخدم ملفات تعريف الارتباط لتحسين تجربتك</div>"


def page(title: str, *paragraphs: str, head: str = "") -> str:
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    return f"<!doctype html><html lang='ar'><head><title>{title}</title>{head}</head><body>{MENU}<main><h1>{title}</h1>{body}</main></body></html>"


WALLED = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>'
NO_ARTICLES = {
    # Missing
    "404, Arabic": ("gone", page("الصفحة غير موجودة", "عذراً، لم نجد ما تبحث عنه.")),
    "404, with the site's name": ("gone", page("404 | الميدان", "العودة إلى الصفحة الرئيسية")),
    "404, with other stories under it": ("gone", page("Page not found", *[f"{LEAD} {n}" for n in range(5)])),
    "404, French": ("gone", page("Page introuvable", "La page que vous recherchez n'existe pas.")),
    "a deleted story": ("gone", page("الميدان", "عذراً، تم حذف هذا الخبر من قبل الإدارة.")),
    "an error without a headline of its own": ("gone", page("الميدان", "404 - The page you are looking for was moved or deleted.")),
    # Browser checks
    "Cloudflare's waiting room": ("browser_check", page("Just a moment...", "Enable JavaScript and cookies to continue")),
    "Cloudflare's block": ("browser_check", page("Attention Required! | Cloudflare", "Sorry, you have been blocked", "You are unable to access almidan.example")),
    "a captcha, Arabic": ("browser_check", page("الميدان", "يرجى التحقق من أنك لست روبوت للمتابعة.")),
    "no scripts, no page": ("browser_check", page("الميدان", "You need to enable JavaScript to run this app.")),
    "no scripts, Arabic": ("browser_check", page("الميدان", "يرجى تفعيل جافا سكريبت في متصفحك لعرض الموقع.")),
    "access denied": ("browser_check", page("Access Denied", "You don't have permission to access this server.", "Reference #18.2d3c")),
    "a robot check, French": ("browser_check", page("Vérification", "Vérifiez que vous êtes humain pour continuer.")),
    # Consent
    "consent, Arabic": ("consent", page("نحن نقدر خصوصيتك", "نحن وشركاؤنا نخزّن معلومات على الجهاز.")),
    "consent, English": ("consent", page("Before you continue to Al Midan", "We use cookies and data to deliver our services")),
    "consent, French": ("consent", page("Le Terrain", "Nous utilisons des cookies. Tout accepter")),
    # Regions
    "not here, Arabic": ("region", page("الميدان", "عذراً، هذا المحتوى غير متاح في منطقتك.")),
    "not here, English": ("region", page("Unavailable for legal reasons", "We recognise that you are visiting from the EEA.")),
    "not here, French": ("region", page("Le Terrain", "Ce contenu n'est pas disponible dans votre pays.")),
    # Maintenance
    "being mended, Arabic": ("maintenance", page("الميدان", "الموقع تحت الصيانة، سنعود قريباً.")),
    "being mended, English": ("maintenance", page("Site under maintenance", "We'll be back soon!")),
    "being mended, French": ("maintenance", page("Le Terrain", "Notre site est en maintenance. Nous serons bientôt de retour.")),
    "its database is down": ("maintenance", page("Database Error", "Error establishing a database connection")),
    "its provider is not paid": ("maintenance", page("Account Suspended", "This account has been suspended.")),
    # Walls
    "for subscribers, Arabic": ("wall", page(HEADLINE, LEAD, "هذا المحتوى للمشتركين فقط، اشترك الآن.")),
    "for subscribers, English": ("wall", page(HEADLINE, LEAD, "Subscribe to continue reading this article.")),
    "for subscribers, French": ("wall", page(HEADLINE, LEAD, "Cet article est réservé aux abonnés.")),
    "log in first": ("wall", page(HEADLINE, LEAD, "سجّل الدخول لمتابعة القراءة")),
    "a page that is a login": ("wall", page("تسجيل الدخول", "البريد الإلكتروني", "كلمة المرور")),
    "stated for machines only": ("wall", page(HEADLINE, LEAD, head=WALLED)),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "html"), NO_ARTICLES.values(), ids=NO_ARTICLES)
def test_a_page_without_an_article_is_refused_for_what_it_is(kind, html):
    """Its words do not become an article, and the reason tells the operator what stood there."""
    failed = extract_page(html, URL)
    assert isinstance(failed, Failed), failed
    assert failed == shipped_kinds()[kind].failed


ARTICLES = {
    "a flight with that number": page("هبوط الرحلة 404 اضطرارياً في المطار", "هبطت الرحلة 404 اضطرارياً في مطار المدينة مساء أمس بعد عطل في أحد محركيها، ولم يصب أحد من ركابها."),
    "a newspaper that deleted an article": page("صحيفة تعتذر عن مقال", "اعتذرت الصحيفة لقرائها بعد أن تم حذف المقال الذي نشرته أمس عن رئيس البلدية، وقالت إن معلوماته لم تكن دقيقة وإن كاتبه سيحاسب."),
    "a missing person who was not found": page("فقدان صياد", "قال خفر السواحل إنه لم يتم العثور على الصياد الذي فُقد قبل يومين، وإن البحث مستمر بمشاركة ثلاثة زوارق وطائرة."),
    "aid that is denied access": page("UN says access denied to aid convoy", "Aid workers were told that access is denied to the town for a third day, a spokesman said. He called on all sides to let the convoy pass."),
    "a story on Cloudflare": page("عطل في كلاودفلير يوقف مواقع", "تعطلت آلاف المواقع صباح اليوم بعد خلل لدى الشركة، وظهرت للزوار عبارة «Checking your browser» قبل أن تعود الخدمة تدريجياً عند الظهر بحسب بيانها."),
    "a story on robots": page("روبوت يجيب عن سؤال «هل أنت روبوت؟»", "نجح برنامج في اجتياز اختبار التحقق من أنك لست روبوت الذي تستخدمه المواقع، بحسب باحثين نشروا نتائجهم أمس في مجلة متخصصة بالأمن."),
    "a story on JavaScript": page("ثغرة في المتصفحات", "دعت شركة أمنية المستخدمين إلى الحذر من مواقع تطلب منهم عبارة please enable JavaScript ثم تسرق كلمات مرورهم، وقالت إن الهجوم بدأ الأسبوع الماضي."),
    "a story on cookies": page("تغريم شركة بسبب ملفات تعريف الارتباط", "غرّمت هيئة حماية البيانات شركة إعلانات لأن موقعها كتب «نستخدم ملفات تعريف الارتباط» من دون أن يترك للزائر خياراً بالرفض، وأمهلتها شهراً."),
    "a service that is blocked in a country": page("حجب تطبيق جديد", "قال مستخدمون إن التطبيق صار غير متاح في بلدك إذا فتحته من عناوين محلية، وذلك بعد يوم من قرار المحكمة بحجبه. ولم تعلق الشركة المالكة."),
    "a power station that is mended": page("انقطاع الكهرباء عن الأحياء الجنوبية", "قالت الشركة إن المحطة تحت الصيانة منذ الفجر وإن التيار سيعود إلى الأحياء الجنوبية مساء اليوم بعد استبدال محول تالف فيها."),
    "a road under maintenance": page("Bridge closed for a week", "The eastern bridge is under maintenance until Sunday, the city said, and lorries are to use the ring road. Drivers were told to expect delays."),
    "a company's subscribers": page("شركة الاتصالات تعتذر", "اعتذرت شركة الاتصالات عن انقطاع الخدمة أمس، وقالت إن التعويض متاح للمشتركين في مكاتبها ابتداء من الأحد المقبل من دون رسوم."),
    "a film for members": page("Cinema club opens", "The old cinema opens again on Friday with a film for members only, its manager said, and everybody may come from Saturday on. Tickets are free of charge for pupils."),
    "accounts that were suspended": page("تعليق حسابات", "أعلنت المنصة أنها أوقفت خمسين حساباً، وظهرت لأصحابها عبارة This account has been suspended، بعد بلاغات عن تحريض ضد نازحين في المدينة."),
    "short, under a cookie banner": f"<html lang='ar'><head><title>{HEADLINE}</title></head><body>{BANNER}<main><h1>{HEADLINE}</h1><p>{LEAD}</p></main></body></html>",
    "short, with a login in its header": f"<html lang='ar'><head><title>{HEADLINE}</title></head><body><header><div>تسجيل الدخول</div><div>إنشاء حساب</div></header><main><h1>{HEADLINE}</h1><p>{LEAD}</p></main></body></html>",
    "short, with an empty search": f"<html lang='ar'><head><title>{HEADLINE}</title></head><body><div>بحث</div><div>لا توجد نتائج</div><main><h1>{HEADLINE}</h1><p>{LEAD}</p></main></body></html>",
    "short, breaking": page("عاجل: انفجار يهز وسط المدينة", LEAD),
    "long, under a notice for subscribers": page(HEADLINE, *[f"{LEAD} وقال شاهد رقم {n} إنه رأى الشقوق بنفسه." for n in range(5)], "اشترك الآن لقراءة النسخة الورقية"),
    "free, and stated so": page(HEADLINE, LEAD, "وقال مهندس إن التدعيم يحتاج إلى أسبوعين على الأقل.", head=WALLED.replace("false", "true")),
    "long, walled for machines but shown": page(HEADLINE, *[f"{LEAD} وقال شاهد رقم {n} إنه رأى الشقوق بنفسه." for n in range(5)], head=WALLED),
    "a column with an odd headline": page("الصفحة التي لم تُكتب", f"{LEAD} وهذا ما لم تكتبه الصحف.", "كان الجسر قد رُمم قبل سبع سنوات، ولم يسأل أحد بعدها عن حاله حتى ظهرت الشقوق."),
    "a minister who will be back": page("الوزير: سنعود قريباً إلى القرى الحدودية", "قال الوزير إن الأهالي سيعودون قريباً إلى القرى الحدودية بعد إزالة الألغام منها، وإن الفرق الهندسية أنهت نصف العمل في الشهر الماضي."),
    "a court that found nothing": page("المحكمة: لا توجد أدلة", "قضت المحكمة ببراءة المتهم لأنه لم يعثر على دليل ضده، وقال محاميه إن موكله سيطالب بتعويض عن الأشهر التي قضاها في السجن."),
}  # fmt: skip


@pytest.mark.parametrize("html", ARTICLES.values(), ids=ARTICLES)
def test_an_article_that_uses_such_words_stays(html):
    """What a text tells of is not what the page is."""
    found = extract_page(html, URL)
    assert isinstance(found, Page), found
    assert len(found.text) > 60


def test_the_table_is_large_and_even():
    """Both sides are tested: what must go, and what must stay."""
    assert len(NO_ARTICLES) + len(ARTICLES) >= 50
    assert {kind for kind, _ in NO_ARTICLES.values()} == set(shipped_kinds())

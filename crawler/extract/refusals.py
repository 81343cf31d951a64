"""Tell a page that carries no article: a consent page, a wall, a browser check, a missing page."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.extract.phrases import comparing_form
from crawler.model import Failed

SHORT_TEXT = 600  # characters; a longer text is an article whatever phrases it holds
NO_TEXT = 60
LOOKED_AT, TOP = 6000, 1500

GONE = Failed(reason="soft 404: the page says that it does not exist", permanent=True)
BROWSER_CHECK = Failed(reason="the publisher asks for a browser check instead of showing the page")
CONSENT = Failed(reason="a consent page stands before the article")
WALL = Failed(reason="the article is behind a wall: only its beginning is shown", permanent=True)
NOTHING = Failed(reason="no article text was found on the page")

_BROWSER_CHECK = (
    "just a moment", "checking your browser", "attention required cloudflare", "verify you are human", "are you a robot",
    "enable javascript and cookies to continue", "ddos protection by", "access denied", "request unsuccessful",
    "please enable javascript", "التحقق من انك لست روبوت", "تحقق من انك انسان", "جاري التحقق من المتصفح", "يرجى تفعيل جافا سكريبت",
)  # fmt: skip
_MISSING = (
    "404", "page not found", "not found", "page doesn t exist", "page does not exist", "no longer available",
    "الصفحة غير موجودة", "الصفحة المطلوبة غير موجودة", "الصفحة التي تبحث عنها", "لم يتم العثور على الصفحة", "لم يتم العثور على", "صفحة غير موجودة",
    "المحتوى غير موجود", "الخبر غير موجود", "المقال غير موجود", "هذه الصفحة لم تعد", "عذرا الصفحة", "تم حذف الخبر", "تم حذف المقال", "خطا 404",
)  # fmt: skip
_MISSING_TEXT = _MISSING[1:]  # a bare "404" in a text may be a number
_WALL = (
    "subscribe to continue", "subscribe to read", "already a subscriber", "to continue reading", "this article is for subscribers",
    "sign in to continue", "log in to continue", "register to read", "subscribers only",
    "للمشتركين فقط", "هذا المحتوى للمشتركين", "هذا المقال للمشتركين", "اشترك لقراءة", "اشترك لمتابعة القراءة", "اشترك الان لقراءة", "سجل الدخول لقراءة",
    "سجل الدخول لمتابعة", "سجل لقراءة", "لمتابعة القراءة اشترك", "لقراءة المقال كاملا اشترك", "متاح للمشتركين",
)  # fmt: skip
_CONSENT = (
    "before you continue", "we value your privacy", "we use cookies and", "accept all cookies", "manage your privacy", "your privacy choices",
    "نحن نقدر خصوصيتك", "نستخدم ملفات تعريف الارتباط", "قبل المتابعة الى", "خيارات الخصوصية", "الموافقة على ملفات تعريف الارتباط", "نحن وشركاونا",
)  # fmt: skip


def why_no_article(*, title: str, shown: Sequence[str], text: str, walled: bool) -> Failed | None:
    """Return the failure of a page without an article.

    ``shown`` are all its pieces of text, ``text`` what was kept. Every site has a cookie banner, so a
    consent page is one only where nothing else was kept.
    """
    if len(text) >= SHORT_TEXT:
        return None
    headline = comparing_form(title)
    page = comparing_form(" ".join(shown)[:LOOKED_AT])
    kept = comparing_form(text)
    scarce = len(text) < SHORT_TEXT // 2
    checks = (
        (_says(headline, _MISSING) or (scarce and _says(page[:TOP], _MISSING_TEXT)), GONE),
        (_says(f"{headline} {page}", _BROWSER_CHECK) and len(page) < 2 * SHORT_TEXT, BROWSER_CHECK),
        (_says(kept, _CONSENT) or (len(text) < NO_TEXT and _says(page, _CONSENT)), CONSENT),
        (scarce and (walled or _says(page, _WALL)), WALL),
        (len(text) < NO_TEXT, NOTHING),
    )
    return next((failed for holds, failed in checks if holds), None)


def _says(text: str, phrases: Sequence[str]) -> bool:
    padded = f" {text} "
    return any(f" {comparing_form(phrase)} " in padded for phrase in phrases)

"""What the bot says, in Arabic; alerts/locale/*.po hold it in other languages."""

from __future__ import annotations

from collections.abc import Sequence

from alerts.bot.phrases import Say, phrases
from alerts.model import Subscription

ARABIC = phrases("ar")
WELCOME = (
    "أهلاً بك في راصد. أرسل لك خبراً واحداً عن كل حدث جديد في المناطق التي تراقبها.\n\n"
    "/watch القدم — راقب منطقة\n"
    "/areas — مناطقك\n"
    "/unwatch القدم — أوقف مراقبة منطقة\n"
    "/types — أنواع الأحداث\n"
    "/words — كلمات تنتظرها\n"
    "/quiet — ساعات الهدوء\n"
    "/digest — ساعة الموجز\n"
    "/preview — ماذا كان سيصلك هذا الأسبوع\n"
    "/last — آخر الأحداث\n"
    "/status — هل مصادر مناطقك تعمل\n"
    "/why A7K2 — لماذا وصلك هذا الخبر\n"
    "/mute A7K2 — أسكت حدثاً\n"
    "/mute 1 8 — أسكت منطقتك الأولى ثماني ساعات\n"
    "/export — كل ما أعرفه عنك\n"
    "/stop — أوقف كل شيء وامحُ ما أعرفه عنك"
)
UNKNOWN_COMMAND = "لا أعرف هذا الأمر. /start يعرض ما أستطيعه."
WHICH_AREA = "اكتب اسم المنطقة بعد الأمر، مثلاً: /watch القدم"
ASK_AREA = "اكتب اسم المنطقة التي تريد أن تراقبها، أو أرسل موقعك."
WHICH_TO_END = "اكتب رقم المنطقة أو اسمها، مثلاً: /unwatch 1 — الأرقام في /areas"
NOTHING_WATCHED = "لا تراقب أي منطقة بعد. جرّب: /watch القدم"
OUR_FAULT = "حدث خطأ عندي ولم أنفّذ الأمر. أُبلغ المشغّل بذلك؛ جرّب مرة أخرى لاحقاً."
FORGOTTEN = "توقفت. محوت كل ما كان محفوظاً عنك."
OLD_BUTTON = "هذا الزر قديم ولم يعد له معنى."
WHICH_TYPES = "أي أنواع من الأحداث تريد؟ ✅ يصلك، ⬜ لا يصلك. بلا اختيار يصلك كل شيء."
WORDS_HELP = "يصلك فقط ما فيه إحدى عباراتك. مثلاً:\n/words قصف | غارة -تدريب\n/words - — امحُ العبارات"
WORDS_GONE = "مُحيت العبارات؛ يصلك كل شيء في مناطقك."
QUIET_OFF = "لا ساعات هدوء."
QUIET_HELP = "متى تنام؟ مثلاً: /quiet 23-7 — ثم اختر ماذا يحدث فيها."
QUIET_SILENT = "كل شيء بلا صوت"
QUIET_EXTREME = "بالغ الشدّة فقط يرنّ"
QUIET_HOLD = "كل شيء ينتظر الصباح، حتى بالغ الشدّة"
NO_QUIET = "بلا ساعات هدوء"
DIGEST_HELP = "في أي ساعة تريد موجز اليوم السابق؟"
DIGEST_OFF = "لا موجز بعد اليوم."
NO_DIGEST = "بلا موجز"
WHICH_CODE = "اكتب رمز الحدث، مثلاً: A7K2"
NO_SUCH_CODE = "لم يصلك حدث بهذا الرمز."
UNMUTED = "لم يعد شيء مُسكتاً."
NOTHING_LATELY = "لا أحداث في مناطقك في الأيام السبعة الماضية."


def now_watching(described: str, others: Sequence[str], say: Say = ARABIC) -> str:
    """Confirm an area, naming the namesakes that were not meant."""
    watching = say("تراقب الآن: {described}", described=described)
    namesakes = say("\nمناطق أخرى بالاسم نفسه: {others}", others=" · ".join(others)) if others else ""
    return watching + namesakes


def already_watching(described: str, say: Say = ARABIC) -> str:
    """Say that nothing changed."""
    return say("تراقبها من قبل: {described}", described=described)


def too_many(most: int, say: Say = ARABIC) -> str:
    """Say that no further area can be watched, and what to do."""
    text = "تراقب {most} منطقة، وهو أقصى ما أستطيعه. أوقف واحدة أولاً: /unwatch — القائمة في /areas"
    return say(text, most=most)


def no_such_area(name: str, near: Sequence[str], say: Say = ARABIC) -> str:
    """Offer the nearest names."""
    lines = "\n".join(f"/watch {described}" for described in near)
    offer = say("\nهل تقصد:\n{lines}", lines=lines) if near else ""
    return say("لا أعرف مكاناً باسم «{name}».", name=name) + offer


def areas_list(subscriptions: Sequence[Subscription], say: Say = ARABIC) -> str:
    """List with numbers what somebody watches."""
    if not subscriptions:
        return say(NOTHING_WATCHED)
    lines = [f"{number}. {subscription.name}" for number, subscription in enumerate(subscriptions, start=1)]
    return say("تراقب:\n{lines}", lines="\n".join(lines))


def ended(name: str, say: Say = ARABIC) -> str:
    """Confirm that an area is watched no more."""
    return say("لم تعد تراقب: {name}", name=name)


def not_watched(name: str, say: Say = ARABIC) -> str:
    """Say that there was nothing to end."""
    return say("لا تراقب «{name}». /areas تعرض مناطقك.", name=name)

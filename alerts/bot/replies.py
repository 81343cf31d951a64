"""What the bot says."""

from __future__ import annotations

from collections.abc import Sequence

from alerts.model import Subscription

WELCOME = (
    "أهلاً بك في راصد. أرسل لك خبراً واحداً عن كل حدث جديد في المناطق التي تراقبها.\n\n"
    "/watch القدم — راقب منطقة\n"
    "/areas — مناطقك\n"
    "/unwatch القدم — أوقف مراقبة منطقة\n"
    "/stop — أوقف كل شيء وامحُ ما أعرفه عنك"
)
UNKNOWN_COMMAND = "لا أعرف هذا الأمر. /start يعرض ما أستطيعه."
WHICH_AREA = "اكتب اسم المنطقة بعد الأمر، مثلاً: /watch القدم"
WHICH_TO_END = "اكتب رقم المنطقة أو اسمها، مثلاً: /unwatch 1 — الأرقام في /areas"
NOTHING_WATCHED = "لا تراقب أي منطقة بعد. جرّب: /watch القدم"
OUR_FAULT = "حدث خطأ عندي ولم أنفّذ الأمر. أُبلغ المشغّل بذلك؛ جرّب مرة أخرى لاحقاً."
FORGOTTEN = "توقفت. محوت كل ما كان محفوظاً عنك."


def now_watching(described: str, others: Sequence[str]) -> str:
    """Confirm an area, naming the namesakes that were not meant."""
    namesakes = f"\nمناطق أخرى بالاسم نفسه: {' · '.join(others)}" if others else ""
    return f"تراقب الآن: {described}{namesakes}"


def already_watching(described: str) -> str:
    """Say that nothing changed."""
    return f"تراقبها من قبل: {described}"


def too_many(most: int) -> str:
    """Say that no further area can be watched, and what to do."""
    return f"تراقب {most} منطقة، وهو أقصى ما أستطيعه. أوقف واحدة أولاً: /unwatch — القائمة في /areas"


def no_such_area(name: str, near: Sequence[str]) -> str:
    """Offer the nearest names."""
    offer = "\nهل تقصد:\n" + "\n".join(f"/watch {described}" for described in near) if near else ""
    return f"لا أعرف مكاناً باسم «{name}».{offer}"


def areas_list(subscriptions: Sequence[Subscription]) -> str:
    """List with numbers what somebody watches."""
    if not subscriptions:
        return NOTHING_WATCHED
    lines = [f"{number}. {subscription.name}" for number, subscription in enumerate(subscriptions, start=1)]
    return "تراقب:\n" + "\n".join(lines)


def ended(name: str) -> str:
    """Confirm that an area is watched no more."""
    return f"لم تعد تراقب: {name}"


def not_watched(name: str) -> str:
    """Say that there was nothing to end."""
    return f"لا تراقب «{name}». /areas تعرض مناطقك."

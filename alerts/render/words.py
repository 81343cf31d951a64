"""The Arabic words of messages and pages, and how Arabic counts things."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from alerts.model import Reason
from crawler.model import Certainty, EventType, Family, Precision, Severity

TYPES: dict[EventType, str] = {
    EventType.ARMED_CLASH: "اشتباك مسلح",
    EventType.TERRITORY_CHANGE: "تغيّر في السيطرة",
    EventType.AIR_STRIKE: "غارة جوية",
    EventType.SHELLING: "قصف",
    EventType.EXPLOSION: "انفجار",
    EventType.SUICIDE_BOMBING: "تفجير انتحاري",
    EventType.CHEMICAL_ATTACK: "هجوم كيميائي",
    EventType.ATTACK: "اعتداء",
    EventType.ASSASSINATION: "اغتيال أو محاولة اغتيال",
    EventType.ABDUCTION: "خطف",
    EventType.ARREST: "اعتقال",
    EventType.PROTEST: "احتجاج",
    EventType.RIOT: "شغب",
    EventType.SIEGE: "حصار أو إغلاق",
    EventType.DISPLACEMENT: "نزوح أو إجلاء",
    EventType.TRUCE: "هدنة أو اتفاق",
    EventType.OUTAGE: "انقطاع خدمات",
    EventType.ACCIDENT: "حادث",
    EventType.DISASTER: "كارثة طبيعية",
    EventType.OUTBREAK: "تفشّي مرض أو تسمّم",
}
FAMILIES: dict[Family, str] = {
    Family.BATTLE: "معارك",
    Family.REMOTE: "قصف وتفجير",
    Family.VIOLENCE: "عنف",
    Family.ARREST: "اعتقالات",
    Family.UNREST: "احتجاجات",
    Family.HUMANITARIAN: "أوضاع إنسانية",
    Family.SAFETY: "حوادث وكوارث",
}
CERTAINTIES: dict[Certainty, str] = {
    Certainty.OBSERVED: "مؤكّد من أكثر من مصدر",
    Certainty.LIKELY: "مرجّح",
    Certainty.POSSIBLE: "محتمل، غير مؤكّد",
    Certainty.UNLIKELY: "مستبعد",
}
SEVERITIES: dict[Severity, str] = {
    Severity.MINOR: "خفيف",
    Severity.MODERATE: "متوسط",
    Severity.SEVERE: "شديد",
    Severity.EXTREME: "بالغ الشدّة",
}
MARKS: dict[Severity, str] = {
    Severity.MINOR: "🔵",
    Severity.MODERATE: "🟡",
    Severity.SEVERE: "🟠",
    Severity.EXTREME: "🔴",
}
PRECISIONS: dict[Precision, str] = {
    Precision.COUNTRY: "البلد فقط",
    Precision.GOVERNORATE: "المحافظة فقط",
    Precision.DISTRICT: "المنطقة",
    Precision.TOWN: "البلدة",
    Precision.NEIGHBOURHOOD: "الحي",
    Precision.SITE: "الموقع",
}
REASONS: dict[Reason, str] = {
    Reason.FIRST_REPORT: "أول خبر عن هذا الحدث",
    Reason.DENIED: "نُفي الخبر",
    Reason.TOLL_ROSE: "ارتفعت الحصيلة",
    Reason.PLACE_FOUND: "عُرف المكان بدقة",
    Reason.SEVERITY_UP: "ازدادت شدة الحدث",
    Reason.DETAILS: "تغيّرت التفاصيل",
    Reason.MORE_REPORTS: "خبر آخر عن الحدث نفسه",
}
WEEKDAYS = ("الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
MONTHS = (
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران",
    "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """The forms that a counted thing takes: خبر واحد، خبران، 3 أخبار، 11 خبراً، 100 خبر."""

    one: str
    two: str
    few: str  # 3–10
    many: str  # 11–99
    other: str  # 100 and its fellows

    def counted(self, number: int) -> str:
        """Name so many of them; the rules are those of CLDR for Arabic."""
        if number == 1:
            return self.one
        if number == 2:  # noqa: PLR2004 - the dual
            return self.two
        rest = number % 100
        if 3 <= rest <= 10:  # noqa: PLR2004 - CLDR: few
            return f"{number} {self.few}"
        if rest >= 11:  # noqa: PLR2004 - CLDR: many
            return f"{number} {self.many}"
        return f"{number} {self.other}"


REPORT = Noun(one="خبر واحد", two="خبران", few="أخبار", many="خبراً", other="خبر")
ORIGIN = Noun(
    one="مصدر واحد", two="مصدران مستقلان", few="مصادر مستقلة", many="مصدراً مستقلاً", other="مصدر مستقل"
)
INCIDENT = Noun(one="حدث واحد", two="حدثان", few="أحداث", many="حدثاً", other="حدث")
PLACE = Noun(one="مكان آخر", two="مكانان آخران", few="أماكن أخرى", many="مكاناً آخر", other="مكان آخر")
FEED = Noun(one="مصدر واحد", two="مصدرين", few="مصادر", many="مصدراً", other="مصدر")  # after من


def day_words(day: date) -> str:
    """Name a day: السبت 7 نيسان 2018."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def moment_words(moment: datetime, zone: ZoneInfo) -> str:
    """Name a moment in a zone: السبت 7 نيسان 2018، 14:05."""
    local = moment.astimezone(zone)
    return f"{day_words(local.date())}، {local:%H:%M}"

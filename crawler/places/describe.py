"""How a place is told to people: "حي القدم، دمشق، سوريا", "مدينة ضمير، ريف دمشق، سوريا"."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.arabic.fold import fold
from crawler.model import Place, Precision
from crawler.places.kinds import HEADS
from crawler.places.names import bare

# The word before a name, by kind; cities, towns, regions, seas, plants and buildings stand bare.
_HEAD_OF_KIND: dict[str, str] = {
    "subdistrict": "ناحية",
    "village": "قرية",
    "neighbourhood": "حي",
    "camp": "مخيم",
    "island": "جزيرة",
    "river": "نهر",
    "mountain": "جبل",
    "airport": "مطار",
    "airbase": "قاعدة",
    "base": "قاعدة",
    "crossing": "معبر",
    "bridge": "جسر",
    "road": "طريق",
    "dam": "سد",
    "hospital": "مستشفى",
    "university": "جامعة",
    "prison": "سجن",
    "market": "سوق",
    "square": "ساحة",
    "mosque": "جامع",
    "church": "كنيسة",
    "port": "ميناء",
    "field": "حقل",
    "checkpoint": "حاجز",
}
_HEAD_IF_ORDINARY = {"city": "مدينة", "town": "بلدة"}  # ضمير alone would be a conscience


def _by_country(**words: str) -> dict[str, str]:
    """Spread "head: countries" to country → head."""
    return {country: head for head, countries in words.items() for country in countries.split()}


# What states call their largest parts; where the word varies from part to part, none is shown.
_GOVERNORATE = _by_country(
    محافظة="SY IQ YE EG JO LB PS OM KW IR JP",
    ولاية="SD SS DZ TN TR US IN MX NG AU BR DE AT MY AF MR MM VE",
    إقليم="PK ES FR IT CN ET SO TD ID",
    مقاطعة="CA UA CD ZA AR",
    منطقة="SA",
    إمارة="AE",
)
_DISTRICT = _by_country(منطقة="SY", قضاء="LB IQ", مديرية="YE")

# Names that tell by their first word what they are: اللواء 52, محطة جندر, مقام السيدة زينب.
_TELLING = frozenset(
    fold(
        "إدارة كلية الكلية أكاديمية الأكاديمية مدرسة فوج الفوج لواء اللواء كتيبة الكتيبة"
        " فرقة الفرقة سرية قيادة القيادة مقر سلاح معامل معمل مركز البحوث مستودعات رحبة"
        " نقطة الخزانات محطة فرع مجمع معهد منفذ مناجم منجم مقام مرقد العتبة الحرم حائط قبر"
        " آيا دير كاتدرائية الكاتدرائية المتحلق محور كوبري سدة خزان قناة شط حويجة تل التل"
        " تلول قمة بركان ضهر جرود بئر بير آبار مشروع المشروع مساكن المربع ملعب مطاحن"
    ).split()
)
_NAMED_AFTER_NATURE = frozenset(
    ["تل", "التل", "دير", "قبر", "ضهر", "شط", "محور", "مركز"]
)  # villages and quarters too
_SMALL = frozenset(["village", "neighbourhood", "camp", "subdistrict", "district"])
_SETTLED = frozenset(["city", "town", "village"])


def describe(place: Place, outer: Sequence[Place]) -> str:
    """Return a place in three steps at most: itself, the container that tells most, the country.

    ``outer`` is what contains it, small to large, the country last.
    """
    country = [container for container in outer if container.precision is Precision.COUNTRY]
    between = [container for container in outer if container not in country and not _names(place, container)]
    parts = [shown_name(place), *(container.name for container in (*_telling_most(place, between), *country))]
    return "، ".join(dict.fromkeys(parts))


def _names(place: Place, container: Place) -> bool:
    """Whether a name names its container already: مشفى الجامعة في حلب, or the city of one name."""
    return place.name == container.name or place.name.endswith(f"في {container.name}")


def _telling_most(place: Place, between: Sequence[Place]) -> list[Place]:
    """Choose one container: the town for what lies in towns, else the governorate, else the largest."""
    if place.precision >= Precision.NEIGHBOURHOOD:
        settled = [container for container in between if container.kind in _SETTLED]
        if settled:
            return settled[:1]
    governorates = [container for container in between if container.kind == "governorate"]
    return (governorates or list(between[-1:]))[:1]


def shown_name(place: Place) -> str:
    """Return the name with the word that tells its kind, where the name does not tell it itself."""
    head = _head(place)
    return f"{head} {place.name}" if head and not _tells_itself(place) else place.name


def _head(place: Place) -> str:
    if place.kind == "governorate":
        return _GOVERNORATE.get(place.country, "")
    if place.kind == "district":
        return _DISTRICT.get(place.country, "")
    if place.kind in _HEAD_IF_ORDINARY:
        return _HEAD_IF_ORDINARY[place.kind] if place.ordinary else ""
    return _HEAD_OF_KIND.get(place.kind, "")


def _tells_itself(place: Place) -> bool:
    """Whether the name begins with a kind word: ميدان التحرير, السجن المركزي; الميدان is a quarter's name."""
    first = fold(place.name).partition(" ")[0]
    if first in _TELLING and not (place.kind in _SMALL and first in _NAMED_AFTER_NATURE):
        return True
    return first in HEADS or (bare(first) in HEADS and place.kind in HEADS[bare(first)].kinds)

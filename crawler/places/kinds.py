"""What kinds of place there are, and the Arabic words that announce them (حي، مدينة، ريف …)."""

from __future__ import annotations

from typing import NamedTuple

from crawler.arabic.fold import fold
from crawler.model import Precision

_SITES = (
    "airport airbase base crossing bridge road dam hospital university prison market square mosque church "
    "port plant field checkpoint building"
)
PRECISION_OF_KIND: dict[str, Precision] = {
    "country": Precision.COUNTRY,
    "governorate": Precision.GOVERNORATE,
    **dict.fromkeys(["district", "region", "sea", "river", "mountain", "island"], Precision.DISTRICT),
    **dict.fromkeys(["subdistrict", "city", "town", "village"], Precision.TOWN),
    **dict.fromkeys(["camp", "neighbourhood"], Precision.NEIGHBOURHOOD),
    **dict.fromkeys(_SITES.split(), Precision.SITE),
}


class Head(NamedTuple):
    """A word that announces a place: "حي" in "حي القدم"."""

    word: str  # the usual singular, as shown to people
    kinds: frozenset[str]  # kinds of place that it fits
    unknown: str | None  # the kind of an unknown name after it; None where such a name proves nothing
    many: bool  # dual or plural: heads a list, "أحياء القدم والتضامن"
    after_city: bool  # before a city's name it names a site in that city: "مطار حلب"
    alone: bool  # an unknown name after it needs no known place beside it: قرية, not منطقة
    in_honour: bool  # before a city's name it names a site anywhere: "شارع بغداد" is in Damascus


# word · duals and plurals · kinds it fits · kind of an unknown name ("-" none) · how a city's name follows
_HEADS = """
حي       | حيي احياء            | neighbourhood camp town city             | neighbourhood |
حارة     | حارات                | neighbourhood town                       | neighbourhood |
ضاحية    | ضاحيتي ضواحي         | neighbourhood town city                  | neighbourhood |
مخيم     | مخيمي مخيمات         | camp neighbourhood town                  | camp          |
مدينة    | مدينتي مدن           | city town neighbourhood governorate camp | town          |
بلدة     | بلدتي بلدات          | town village city subdistrict            | town          |
قرية     | قريتي قري            | village town                             | village       |
ضيعة     | ضيع                  | village town                             | village       |
مستوطنة  | مستوطنتي مستوطنات    | town village city                        | town          |
مزرعة    | مزارع                | village town                             | village       |
محافظة   | محافظتي محافظات      | governorate                              | governorate   |
ولاية    | ولايتي ولايات        | governorate                              | governorate   |
مقاطعة   | مقاطعتي مقاطعات      | governorate district                     | governorate   |
إقليم    | اقليمي اقاليم        | governorate region district              | region        |
إمارة    | امارات               | governorate city                         | -             |
قضاء     | قضاءي اقضيه          | district                                 | district      |
مديرية   | مديريتي مديريات      | district subdistrict town city           | district      |
ناحية    | ناحيتي نواحي         | subdistrict town city village            | subdistrict   |
منطقة    | منطقتي مناطق         | region district subdistrict city town village neighbourhood camp | region |
قطاع     | قطاعي قطاعات         | region governorate                       | -             |
ريف      | ريفي ارياف           | governorate region district city town    | -             |
جزيرة    | جزيرتي جزر           | island                                   | island        |
جبل      | جبلي جبال            | mountain region                          | mountain      |
تلة      | تلتي تلال            | mountain                                 | mountain      |
تبة      | تبتي تباب            | mountain                                 | mountain      |
هضبة     | هضبتي هضاب           | mountain region                          | mountain      |
كهف      | كهوف                 | building mountain                        | building      |
بوابة    | بوابات               | checkpoint building neighbourhood        | building      |
وادي     | وديان                | river region                             | region        |
نهر      | نهري انهار           | river                                    | river         |
بحر      |                      | sea                                      | -             |
خليج     |                      | sea                                      | -             |
مضيق     |                      | sea                                      | -             |
بحيرة    |                      | sea river                                | river         |
صحراء    | صحاري                | region district                          | region        |
بادية    | بوادي                | region                                   | region        |
سهل      | سهول                 | region                                   | region        |
مفرق     | مفارق                | road checkpoint                          | -             |
ساحل     |                      | region governorate country city          | -             |
مطار     | مطاري مطارات         | airport airbase                          | airport       | city
قاعدة    | قاعدتي قواعد         | base airbase port                        | -             | city
معسكر    | معسكري معسكرات       | base camp                                | base          | city
ثكنة     | ثكنات                | base                                     | base          | city
معبر     | معبري معابر          | crossing                                 | crossing      | city
جسر      | جسري جسور            | bridge                                   | bridge        | city
سد       | سدي سدود             | dam                                      | dam           | city
مستشفى   | مستشفيي مستشفيات     | hospital                                 | hospital      | city
مشفى     | مشفيي مشافي          | hospital                                 | hospital      | city
جامعة    | جامعتي جامعات        | university                               | -             | city
منجم     | مناجم                | plant field                              | plant         | city
ملعب     | ملاعب                | building                                 | building      | city
نفق      | أنفاق                | road bridge building                     | -             |
سجن      | سجني سجون            | prison                                   | prison        | city
ميناء    | ميناءي موانئ         | port                                     | port          | city
مرفأ     | مرافئ                | port                                     | port          | city
مصفاة    | مصافي                | plant                                    | plant         | city
حقل      | حقلي حقول            | field                                    | -             | city
حاجز     | حاجزي حواجز          | checkpoint                               | checkpoint    | city
قلعة     | قلعتي                | building                                 | building      | city
قصر      |                      | building                                 | -             | honour
سوق      | سوقي اسواق           | market neighbourhood                     | -             | city
ساحة     | ساحتي ساحات          | square                                   | square        | honour
ميدان    | ميادين               | square                                   | -             | honour
دوار     | دواري                | square                                   | square        | honour
شارع     | شارعي شوارع          | road                                     | road          | honour
طريق     | طرق                  | road                                     | -             |
أوتوستراد |                     | road                                     | road          | honour
مسجد     | مسجدي مساجد          | mosque                                   | mosque        | honour
جامع     | جوامع                | mosque                                   | mosque        | honour
كنيسة    | كنائس                | church                                   | church        | honour
مدرسة    | مدارس                | building                                 | -             | honour
فندق     | فنادق                | building                                 | -             | honour
"""


_ALONE = frozenset(["حي", "مخيم", "مدينة", "بلدة", "قرية", "ضيعة", "مستوطنة"])
_SPELLINGS = frozenset(["اوتستراد", "اتوستراد", "اتستراد"])  # of one word, not several


def _read_heads(table: str) -> dict[str, Head]:
    """Spread the table over every form; the folded form is the key."""
    heads: dict[str, Head] = {}
    for line in table.strip().splitlines():
        single, several, kinds, unknown, follows = (column.strip() for column in line.split("|"))
        for form in [single, *several.split()]:
            heads[fold(form)] = Head(
                word=single,
                kinds=frozenset(kinds.split()),
                unknown=None if unknown == "-" else unknown,
                many=form != single and form not in _SPELLINGS,
                after_city=follows == "city",
                alone=single in _ALONE,
                in_honour=follows == "honour",
            )
    return heads


HEADS: dict[str, Head] = _read_heads(_HEADS)
# "جبهة قانية" is where they fight, "جبهة التحرير" a party: an unknown name is read after it if it is tied.
FRONT = Head(
    "جبهة", frozenset(["region"]), "region", many=False, after_city=False, alone=False, in_honour=False
)

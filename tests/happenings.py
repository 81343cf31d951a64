"""A small world for tests of what happens in it: places, reports of events, and incidents made of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from crawler.incidents.revise import open_incident, report_of, revise
from crawler.model import Article, Certainty, Event, EventType, Incident, Place, Precision, Span, Status, Toll

FRIDAY, SATURDAY, SUNDAY, MONDAY, TUESDAY = (date(2018, 4, day) for day in (6, 7, 8, 9, 10))
THURSDAY_AFTER = date(2018, 4, 12)

_ROWS = """
sy                          سوريا            country
sy.damascus                 دمشق             city
sy.damascus.qadam           القدم            neighbourhood
sy.damascus.tadamon         التضامن          neighbourhood
sy.damascus.asali           العسالي          neighbourhood
sy.damascus.yarmouk         اليرموك          camp
sy.damascus.yarmouk.hospital  مشفى فلسطين     hospital
sy.rif-dimashq              ريف دمشق         governorate
sy.rif-dimashq.ghouta       الغوطة الشرقية   region
sy.rif-dimashq.ghouta.douma     دوما         town
sy.rif-dimashq.ghouta.harasta   حرستا        town
sy.aleppo                   حلب              governorate
sy.aleppo.aleppo            حلب              city
sy.aleppo.aleppo.maqsoud    الشيخ مقصود      neighbourhood
sy.aleppo.aleppo.ashrafiyah الأشرفية         neighbourhood
sy.aleppo.afrin             عفرين            town
sy.aleppo.bab               الباب            town
sy.idlib                    إدلب             governorate
sy.idlib.saraqib            سراقب            town
sy.idlib.maarat             معرة النعمان     town
sy.daraa                    درعا             governorate
sy.daraa.daraa              درعا             city
sy.daraa.nawa               نوى              town
iq                          العراق           country
iq.baghdad                  بغداد            city
iq.baghdad.karrada          الكرادة          neighbourhood
iq.baghdad.sadr             مدينة الصدر      neighbourhood
iq.anbar                    الأنبار          governorate
iq.anbar.ramadi             الرمادي          city
iq.anbar.falluja            الفلوجة          city
iq.nineveh                  نينوى            governorate
iq.nineveh.mosul            الموصل           city
iq.nineveh.mosul.right      الجانب الأيمن    neighbourhood
iq.nineveh.mosul.left       الجانب الأيسر    neighbourhood
iq.basra                    البصرة           city
lb                          لبنان            country
lb.beirut                   بيروت            city
lb.beirut.dahiyeh           الضاحية الجنوبية neighbourhood
lb.beirut.basta             البسطة           neighbourhood
lb.south                    الجنوب           governorate
lb.south.khiam              الخيام           town
lb.south.aita               عيتا الشعب       town
lb.baalbek                  بعلبك            city
sd                          السودان          country
sd.khartoum                 الخرطوم          city
sd.khartoum.bahri           بحري             neighbourhood
sd.khartoum.burri           بري              neighbourhood
sd.omdurman                 أم درمان         city
sd.fasher                   الفاشر           city
sd.fasher.abushouk          أبو شوك          camp
ua                          أوكرانيا         country
ua.kharkiv                  خاركيف           city
ua.odesa                    أوديسا           city
lb.north                    الشمال           governorate
lb.north.tripoli            طرابلس           city
ly                          ليبيا            country
ly.tripoli                  طرابلس           city
af.kabul                    كابل             city
af.jalalabad                جلال آباد        city
ps.gaza                     قطاع غزة         district
ps.gaza.gaza                غزة              city
ps.gaza.gaza.shujaiya       الشجاعية         neighbourhood
ps.gaza.gaza.rimal          الرمال           neighbourhood
ps.gaza.gaza.shifa          مجمع الشفاء      hospital
ps.gaza.rafah               رفح              city
ps.gaza.jabalia             جباليا           camp
ps.nablus                   نابلس            city
ps.nablus.balata            بلاطة            camp
ps.jenin                    جنين             city
ps.gaza.khan-yunis          خان يونس         city
ly.sirte                    سرت              city
ly.derna                    درنة             city
sy.homs                     حمص              governorate
sy.homs.homs                حمص              city
sy.homs.homs.waer           الوعر            neighbourhood
sy.homs.homs.khalidiya      الخالدية         neighbourhood
sy.homs.rastan              الرستن           town
sy.suwayda                  السويداء         governorate
sy.suwayda.suwayda          السويداء         city
sy.suwayda.shahba           شهبا             town
sy.latakia                  اللاذقية         city
ye.sanaa                    صنعاء            city
ye.taiz                     تعز              city
ye.marib                    مأرب             city
ye.hodeidah                 الحديدة          city
eg.cairo                    القاهرة          city
eg.giza                     الجيزة           city
ir                          إيران            country
"""
_PRECISION = {
    "country": Precision.COUNTRY,
    "governorate": Precision.GOVERNORATE,
    "region": Precision.DISTRICT,
    "district": Precision.DISTRICT,
    "city": Precision.TOWN,
    "town": Precision.TOWN,
    "neighbourhood": Precision.NEIGHBOURHOOD,
    "camp": Precision.NEIGHBOURHOOD,
    "hospital": Precision.SITE,
}


def _world() -> dict[str, Place]:
    places: dict[str, Place] = {}
    for row in filter(None, _ROWS.splitlines()):
        place_id, *name, kind = row.split()
        places[place_id] = Place(
            id=place_id,
            name=" ".join(name),
            kind=kind,
            precision=_PRECISION[kind],
            country=place_id[:2].upper(),
            parent=place_id.rpartition(".")[0] or None,
        )
    return places


WORLD = _world()


def contains(outer: str, inner: str) -> bool:
    """Say whether one place of the small world holds another."""
    return inner == outer or inner.startswith(f"{outer}.")


def unknown(name: str, country: str = "SY", parent: str | None = None) -> Place:
    """Return a town that stands in no gazetteer."""
    return Place(id="", name=name, kind="town", precision=Precision.TOWN, country=country, parent=parent)


@dataclass(frozen=True)
class Told:
    """An article and the one event that it tells."""

    article: Article
    event: Event


def told(
    kind: str,
    title: str,
    place: str | Place | None = None,
    *,
    day: date | None = SATURDAY,
    published: date | datetime | None = None,
    killed: int | None = None,
    wounded: int | None = None,
    also: tuple[str, ...] = (),
    country: str | None = None,
    text: str = "",
    trigger: str = "",
    central: bool = True,
    publisher: str = "",
    status: Status = Status.NEW,
    certainty: Certainty = Certainty.LIKELY,
    actors: tuple[str, ...] = (),
) -> Told:
    """Return a report; it is published on the evening of the day that it tells of unless said otherwise."""
    where = WORLD[place] if isinstance(place, str) else place
    told_on = published or day or SATURDAY
    moment = told_on if isinstance(told_on, datetime) else datetime.combine(told_on, time(18), tzinfo=UTC)
    article = Article(
        id=f"{title}|{place}|{moment}|{killed}|{publisher}",
        publisher=publisher or f"outlet of {title[:12]}",
        url="https://outlet.example/1",
        title=title,
        text=text,
        published=moment,
    )
    event = Event(
        type=EventType(kind),
        status=status,
        central=central,
        place=where,
        also=tuple(WORLD[name] for name in also),
        country=country or (where.country if where else None),
        date=day,
        killed=exactly(killed),
        wounded=exactly(wounded),
        certainty=certainty,
        actors=actors,
        trigger=trigger or title.split(maxsplit=1)[0],
        evidence=Span(start=0, end=len(title)),
    )
    return Told(article=article, event=event)


def exactly(number: int | None) -> Toll:
    """Return a toll that is one figure, or unknown."""
    return Toll() if number is None else Toll(best=number, low=number, high=number)


def opened(first: Told, number: int = 1) -> Incident:
    """Return the incident that a report opens."""
    return replace(open_incident(report_of(first.article, first.event), contains), id=number)


def joined(incident: Incident, more: Told) -> Incident:
    """Return the incident with one more report."""
    return revise(incident, report_of(more.article, more.event), contains)

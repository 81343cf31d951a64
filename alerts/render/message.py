"""An incident as a message: what, where, when, how many, who says so, and why it came."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from alerts.model import Message, Reason
from alerts.render.safe import clean, cut, escaped, isolated, readable_url, units
from alerts.render.words import (
    CERTAINTIES,
    MARKS,
    ORIGIN,
    PLACE,
    PRECISIONS,
    REASONS,
    REPORT,
    SEVERITIES,
    TYPES,
    day_words,
    moment_words,
)
from crawler.model import Incident, Place, Report, Toll, incident_code

SOURCES = 4
TITLE = 140
NAME = 80  # of a publisher, or of who told a figure
ALSO = 3  # further places that are named
LONGEST_URL = 2000  # a longer one is a trap, and browsers cut it
ROOM = 3900  # of Telegram's 4,096 units, for a message without markup
Describe = Callable[[Place], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """How messages are worded for one installation."""

    describe: Describe
    zone: ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedArea:
    """The area for which somebody hears of an incident; ``wider``: it may have been elsewhere around it."""

    name: str
    wider: bool = False


def incident_message(
    incident: Incident, reason: Reason | None, voice: Voice, area: WatchedArea | None = None
) -> Message:
    """Render an incident as it stands now."""
    lines = [line for line in _facts(incident, voice) if line]
    foot = [_area_line(area), f"❔ {REASONS[reason]}" if reason else "", f"#{incident.code}"]
    head, links = _headline(incident, voice), _links(incident)
    sources = _sources_line(incident)
    plain = [head, *lines, sources, *foot]
    plain[-3:-3] = _plain_links(links, ROOM - sum(units(line) + 1 for line in plain))
    html = [
        f"<b>{escaped(head)}</b>",
        *map(escaped, lines),
        escaped(sources),
        *(_html_link(title, who, url) for title, who, url in links),
        *map(escaped, foot),
    ]
    return Message(plain="\n".join(filter(None, plain)), html="\n".join(filter(None, html)))


def _area_line(area: WatchedArea | None) -> str:
    if area is None:
        return ""
    wider = " — المكان الدقيق لم يُذكر، وقد لا يكون فيها" if area.wider else ""
    return f"👁 لأنك تراقب: {isolated(area.name)}{wider}"


def _headline(incident: Incident, voice: Voice) -> str:
    where = place_words(incident, voice.describe)
    denied = "نفي: " if incident.denied else ""
    return f"{MARKS[incident.severity]} {denied}{TYPES[incident.type]} — {where}"


def _facts(incident: Incident, voice: Voice) -> list[str]:
    return [
        _merged_line(incident),
        _precision_line(incident),
        f"🕒 {when_words(incident, voice.zone)}",
        _toll_line("القتلى", incident.killed),
        _toll_line("الجرحى", incident.wounded),
        f"الشدّة: {SEVERITIES[incident.severity]} · الثبوت: {CERTAINTIES[incident.certainty]}",
    ]


def place_words(incident: Incident, describe: Describe) -> str:
    """Name where it happened, with further places; unknown stays unknown."""
    if incident.place is None:
        return "المكان غير معروف"
    names = [isolated(describe(incident.place)), *(isolated(place.name) for place in incident.also[:ALSO])]
    further = len(incident.also) - ALSO
    return " و".join([*names, PLACE.counted(further)] if further > 0 else names)


def _merged_line(incident: Incident) -> str:
    return (
        ""
        if incident.merged_into is None
        else f"↪ تبيّن أنه الحدث #{incident_code(incident.merged_into)} نفسه"
    )


def _precision_line(incident: Incident) -> str:
    return "" if incident.place is None else f"📍 دقة المكان: {PRECISIONS[incident.place.precision]}"


def when_words(incident: Incident, zone: ZoneInfo) -> str:
    """Name the day it happened, or else when it was first reported."""
    if incident.first_date is None:
        return f"نُشر أول خبر {moment_words(incident.opened_at, zone)}"
    if incident.last_date in (None, incident.first_date):
        return day_words(incident.first_date)
    assert incident.last_date is not None
    return f"من {day_words(incident.first_date)} إلى {day_words(incident.last_date)}"


def toll_words(toll: Toll) -> str:
    """Name a toll with its bounds: «5»، «3 إلى 5»، «20 على الأقل»; empty when nothing is known."""
    if toll.best == 0 and not toll.high:
        return "لا أحد"
    if toll.low is not None and toll.high is not None and toll.low != toll.high:
        return f"{toll.low} إلى {toll.high}"
    if toll.best is not None:
        return str(toll.best) if toll.high is not None or toll.low is None else f"{toll.best} على الأقل"
    return "" if toll.low is None else f"{toll.low} على الأقل"


def _toll_line(label: str, toll: Toll) -> str:
    words = toll_words(toll)
    said_by = f" (بحسب {isolated(cut(clean(toll.said_by), NAME))})" if words and toll.said_by else ""
    return f"{label}: {isolated(words)}{said_by}" if words else ""


def _sources_line(incident: Incident) -> str:
    reports, origins = len(incident.reports), incident.origins
    return f"📰 {REPORT.counted(reports)}، {ORIGIN.counted(origins)}"


def _links(incident: Incident) -> list[tuple[str, str, str]]:
    latest = sorted(incident.reports, key=lambda report: report.published, reverse=True)
    return [
        (cut(clean(report.title), TITLE), cut(clean(report.publisher), NAME), _safe_url(report))
        for report in latest[:SOURCES]
    ]


def _safe_url(report: Report) -> str:
    url = clean(report.url).replace(" ", "%20")
    return url if url.startswith(("http://", "https://")) and len(url) <= LONGEST_URL else ""


def _plain_links(links: list[tuple[str, str, str]], room: int) -> list[str]:
    """Write the sources without markup; an address that finds no room is left out, its source is not."""
    lines = [f"• {title} — {who}" for title, who, _ in links]
    room -= sum(units(line) + 1 for line in lines)
    for position, (_, _, url) in enumerate(links):
        shown = readable_url(url)
        if shown and units(shown) + 3 <= room:
            lines[position] += f"\n  {shown}"
            room -= units(shown) + 3
    return lines


def _html_link(title: str, who: str, url: str) -> str:
    text = f"{escaped(isolated(title))}</a>" if url else escaped(isolated(title))
    link = f'<a href="{escaped(url)}">{text}' if url else text
    return f"• {link} — {escaped(isolated(who))}"

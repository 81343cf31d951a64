"""A day's digest as a message."""

from __future__ import annotations

from alerts.digest import Digest, Section
from alerts.model import Message
from alerts.render.message import Voice, place_words, toll_words
from alerts.render.safe import clean, cut, escaped, isolated
from alerts.render.words import FEED, INCIDENT, MARKS, ORIGIN, TYPES, day_words
from crawler.model import Incident

ROOM = 3500  # of Telegram's 4,096 units, with room for the foot


def digest_message(digest: Digest, voice: Voice, room: int = ROOM) -> Message:
    """Render a digest; what finds no room is counted, never cut in silence."""
    head = [
        f"🗓 موجز {day_words(digest.day)}",
        INCIDENT.counted(digest.incidents) if digest.incidents else "لا أحداث في مناطقك",
    ]
    plain, html = list(head), [f"<b>{escaped(head[0])}</b>", escaped(head[1])]
    left_out = 0
    for section in digest.sections:
        lines = _section_head(section)
        plain.append(lines)
        html.append(f"<b>{escaped(lines)}</b>")
        for incident in section.incidents:
            told = _incident_lines(incident, voice)
            if sum(map(len, html)) + len(told) * 2 > room:
                left_out += 1
                continue
            plain.append(told)
            html.append(escaped(told))
    foot = [f"… و{INCIDENT.counted(left_out)} لم يتسع لها المكان"] if left_out else []
    foot.append(alive_words(digest))
    return Message(plain="\n".join([*plain, *foot]), html="\n".join([*html, *map(escaped, foot)]))


def alive_words(digest: Digest) -> str:
    """Say how much the silence is worth: how many of the feeds answered that day."""
    return f"📡 أجاب {digest.feeds_alive} من {FEED.counted(digest.feeds)} ذلك اليوم"


def _section_head(section: Section) -> str:
    count = INCIDENT.counted(len(section.incidents)) if section.incidents else "لا جديد"
    return f"\n📍 {isolated(section.area)}: {count}"


def _incident_lines(incident: Incident, voice: Voice) -> str:
    tolls = [
        f"{label} {isolated(words)}"
        for label, words in (("قتلى", toll_words(incident.killed)), ("جرحى", toll_words(incident.wounded)))
        if words
    ]
    title = cut(clean(incident.reports[-1].title), 100) if incident.reports else ""
    facts = [
        f"{MARKS[incident.severity]} {TYPES[incident.type]}",
        place_words(incident, voice.describe),
        *tolls,
    ]
    return f"{' · '.join(facts)}\n   {isolated(title)} ({ORIGIN.counted(incident.origins)}) #{incident.code}"

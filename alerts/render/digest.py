"""A day's digest as a message."""

from __future__ import annotations

from alerts.digest import Digest, Section
from alerts.model import Message
from alerts.render.message import Voice, place_words, toll_words
from alerts.render.safe import clean, cut, escaped, isolated, units
from alerts.render.words import FEED, INCIDENT, MARKS, ORIGIN, PLACE, TYPES, day_words
from crawler.model import Incident

ROOM = 3500  # of Telegram's 4,096 units, with room for the foot
TITLE = 100
QUIET = 200  # of the line that names the areas where nothing happened


def digest_message(digest: Digest, voice: Voice, room: int = ROOM) -> Message:
    """Render a digest; what finds no room is counted, never cut in silence."""
    head = [
        f"🗓 موجز {day_words(digest.day)}",
        INCIDENT.counted(digest.incidents) if digest.incidents else "لا أحداث في مناطقك",
    ]
    body, left_out = _body(digest, voice, room - sum(map(units, head)))
    foot = [
        f"… والباقي لم يتسع له المكان: {INCIDENT.counted(left_out)}" if left_out else "",
        _quiet_line(digest, room),
        alive_words(digest),
    ]
    plain = [*head, *(line for line, _ in body), *filter(None, foot)]
    html = [
        _bold(head[0]),
        escaped(head[1]),
        *(_bold(line) if bold else escaped(line) for line, bold in body),
    ]
    return Message(plain="\n".join(plain), html="\n".join([*html, *map(escaped, filter(None, foot))]))


def _body(digest: Digest, voice: Voice, room: int) -> tuple[list[tuple[str, bool]], int]:
    """Return the lines with whether each is a heading, and how many incidents found no room."""
    lines: list[tuple[str, bool]] = []
    left_out = 0
    for section in digest.sections:
        heading = _heading(section)
        for position, incident in enumerate(section.incidents):
            told = _incident_lines(incident, voice)
            needed = units(told) + 1 + (0 if position else units(heading) + 1)
            if needed > room:
                left_out += len(section.incidents) - position
                room = 0  # what follows is less grave, and a gap would not be seen
                break
            if not position:
                lines.append((heading, True))
            lines.append((told, False))
            room -= needed
    return lines, left_out


def _bold(line: str) -> str:
    return f"<b>{escaped(line)}</b>"


def alive_words(digest: Digest) -> str:
    """Say how much the silence is worth: how many of the feeds answered that day."""
    return f"📡 أجاب {digest.feeds_alive} من {FEED.counted(digest.feeds)} ذلك اليوم"


def _heading(section: Section) -> str:
    return f"\n📍 {isolated(section.area)}: {INCIDENT.counted(len(section.incidents))}"


def _quiet_line(digest: Digest, room: int) -> str:
    """Name the areas where nothing happened in one line: who watches twenty need not scroll past them."""
    quiet = [isolated(section.area) for section in digest.sections if not section.incidents]
    named: list[str] = []
    left = QUIET if room == ROOM else room
    for name in quiet:
        left -= units(name) + 2
        if left < 0:
            break
        named.append(name)
    rest = [f"و{PLACE.counted(len(quiet) - len(named))}"] if len(named) < len(quiet) else []
    return f"\n📍 لا جديد في: {'، '.join([*named, *rest])}" if quiet else ""


def _incident_lines(incident: Incident, voice: Voice) -> str:
    tolls = [
        f"{label} {isolated(words)}"
        for label, words in (("قتلى", toll_words(incident.killed)), ("جرحى", toll_words(incident.wounded)))
        if words
    ]
    title = cut(clean(incident.reports[-1].title), TITLE) if incident.reports else ""
    facts = [
        f"{MARKS[incident.severity]} {TYPES[incident.type]}",
        place_words(incident, voice.describe),
        *tolls,
    ]
    return f"{' · '.join(facts)}\n   {isolated(title)} ({ORIGIN.counted(incident.origins)}) #{incident.code}"

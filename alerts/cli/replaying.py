"""What `rasid replay` prints, and the pieces it is built from."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import typer

from alerts.areas import UnknownArea
from alerts.cli.lines import BadLine, Line, article_of, complain, event_line, place_line, to_json, write_line
from alerts.outbox import Policy
from alerts.render.message import Voice
from alerts.replay import Replay, Told, Unreadable
from crawler.assess import Reading
from crawler.detect.detector import load_detector

Window = tuple[datetime | None, datetime | None]
EVERY = 500  # articles between two lines of progress


def make_replay(areas: list[str], own_places: Path | None = None) -> Replay:
    """Build a daemon for replaying, or leave with the nearest names when an area is unknown."""
    detector = load_detector(own_places)
    voice = Voice(describe=detector.gazetteer.describe, zone=ZoneInfo("Asia/Damascus"))
    policy = Policy(fresh=timedelta(hours=24), cooldown=timedelta(minutes=5))
    try:
        return Replay(detector, policy, voice, areas)
    except UnknownArea as error:
        complain(str(error))
        raise typer.Exit(2) from error


def read_moment(text: str | None) -> datetime | None:
    """Read a time given on the command line, UTC where it names no zone."""
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        complain(f"{text!r} is no time; write it like 2018-04-07T14:30:00+00:00 or 2018-04-07")
        raise typer.Exit(2) from error
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


class ReplayOutput:
    """Runs a replay over lines and prints what it was asked for."""

    def __init__(self, replay: Replay, window: Window, *, incidents: bool) -> None:
        self.replay = replay
        self.window = window
        self.incidents = incidents
        self.gazetteer = replay.gazetteer

    async def run(self, lines: Iterator[Line]) -> int:
        """Replay every line; return the exit status."""
        status = 0
        for count, line in enumerate(lines, start=1):
            try:
                await self._step(line)
            except (BadLine, Unreadable) as error:
                status = 1
                complain(f"line {line.number}: {error}")
                if self.incidents:
                    write_line(to_json({"id": line.values.get("id"), "error": str(error)}))
            if count % EVERY == 0 and sys.stderr.isatty():
                complain(f"{count} articles, {self.replay.clock.now:%Y-%m-%d %H:%M}")
        return status

    async def _step(self, line: Line) -> None:
        if line.error is not None:
            raise BadLine(line.error)
        article = article_of(line.values)
        reading, told = await self.replay.step(article)
        if self.incidents:
            write_line(to_json(self._incidents_line(line.values["id"], reading)))
            return
        for one in told:
            if self._in_window(one.at):
                write_line(to_json(self._told_line(one)))

    def _in_window(self, at: datetime) -> bool:
        since, until = self.window
        return (since is None or at >= since) and (until is None or at < until)

    def _incidents_line(self, article_id: object, reading: Reading | None) -> dict[str, Any]:
        taken = () if reading is None else reading.changes
        rows = [{**event_line(event, self.gazetteer), "incident_id": number} for event, number in taken]
        return {"id": article_id, "incidents": rows}

    def _told_line(self, told: Told) -> dict[str, Any]:
        incident = told.incident
        return {
            "at": told.at.isoformat(),
            "area": told.area,
            "incident_id": incident.id,
            "revision": told.revision,
            "rings": told.reason.rings,
            "reason": told.reason.value,
            "type": incident.type.value,
            "place": place_line(incident.place, self.gazetteer),
            "articles": [report.article_id for report in incident.reports],
            "text": told.message.plain,
        }

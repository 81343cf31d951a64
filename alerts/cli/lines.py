"""JSON lines in, JSON lines out: the manners that every filter command shares.

One line in gives one line out, in order, in constant memory. A bad line is told on standard error with its
number, answered with ``{"id": …, "error": …}``, and makes the exit status 1 at the end; nothing else is lost.
"""

from __future__ import annotations

import gzip
import io
import json
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

import structlog

from crawler.extract.boilerplate import clean_text
from crawler.model import Article, Event, Place, Toll
from crawler.places.gazetteer import Gazetteer

STDIN = "-"
FIRST_YEAR, LAST_YEAR = 1900, 2200

log = structlog.get_logger()


class BadLine(ValueError):  # noqa: N818 - it is the line that is bad
    """Raised when a line is not what the command reads; says what it lacks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of input, read as a JSON object, or the reason why it could not be."""

    number: int
    values: dict[str, Any]
    error: str | None = None


def read_lines(name: str) -> Iterator[Line]:
    """Read the lines of a file, a ``.gz`` file or standard input (``-``); blank ones are passed over."""
    number = 0
    with _opened(name) as stream:
        try:
            for number, raw in enumerate(stream, start=1):
                if raw.strip():
                    yield _read_line(number, raw)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            yield Line(number=number + 1, values={}, error=f"the file is damaged from here on: {error}")


def _opened(name: str) -> BinaryIO | io.BufferedReader | gzip.GzipFile:
    if name == STDIN:
        return sys.stdin.buffer
    if name.endswith(".gz"):
        return gzip.open(name, "rb")
    return Path(name).open("rb")


def _read_line(number: int, raw: bytes) -> Line:
    try:
        values = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Line(number=number, values={}, error="the line is not UTF-8")
    except ValueError as error:  # also for a number of five thousand digits
        return Line(number=number, values={}, error=f"the line is not JSON: {error}")
    except RecursionError:
        return Line(number=number, values={}, error="the line is nested too deeply")
    if not isinstance(values, dict):
        return Line(number=number, values={}, error="the line is not a JSON object")
    return Line(number=number, values=values)


def filter_lines(
    lines: Iterator[Line],
    answer: Callable[[dict[str, Any]], dict[str, Any] | None],
    write: Callable[[str], None],
) -> int:
    """Answer each line, or pass it over where the answer is None; return the exit status."""
    bad = 0
    for line in lines:
        error, answered = _answered(line, answer)
        if error is not None:
            bad = 1
            complain(f"line {line.number}: {error}")
            answered = {"id": line.values.get("id"), "error": error}
        if answered is not None:
            write(to_json(answered))
    return bad


def _answered(
    line: Line, answer: Callable[[dict[str, Any]], dict[str, Any] | None]
) -> tuple[str | None, dict[str, Any] | None]:
    if line.error is not None:
        return line.error, {}
    try:
        return None, answer(line.values)
    except BadLine as error:
        return str(error), {}
    except Exception as error:
        log.exception("a bug of ours; the other lines go on", id=line.values.get("id"))
        return f"a bug of ours: {error!r}", {}


def complain(text: str) -> None:
    """Say something on standard error."""
    print(text, file=sys.stderr, flush=True)


def to_json(values: dict[str, Any]) -> str:
    """Write one line of JSON, Arabic as it is."""
    return json.dumps(values, ensure_ascii=False, separators=(", ", ": "))


def write_line(text: str) -> None:
    """Write one line on standard output, in UTF-8 whatever the terminal says."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()


def article_of(values: dict[str, Any]) -> Article:
    """Read an article line; boilerplate in its text is blanked, so that offsets stay. Raises BadLine."""
    if "error" in values and "text" not in values:
        raise BadLine(f"the line tells of an error: {values['error']}")
    texts = {name: values.get(name) or "" for name in ("title", "text", "summary", "url", "source")}
    for name, value in texts.items():
        if not isinstance(value, str):
            raise BadLine(f"{name} is not text")
        # Half of a letter ("\ud800") cannot be kept or printed; a sign for it keeps the offsets.
        texts[name] = value.encode("utf-8", "replace").decode("utf-8")
    if values.get("id") is None:
        raise BadLine("the line has no id")
    if not texts["title"] and not texts["text"]:
        raise BadLine("the line has neither title nor text")
    return Article(
        id=str(values["id"]),
        publisher=texts["source"],
        url=texts["url"],
        title=texts["title"],
        text=clean_text(texts["text"], title=texts["title"]).blanked,
        summary=texts["summary"],
        published=_moment(values.get("published")),
    )


def _moment(value: object) -> datetime | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise BadLine("published is not text; write it like 2018-04-07T14:30:00+00:00")
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise BadLine(f"published is {value!r}; write it like 2018-04-07T14:30:00+00:00") from error
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise BadLine(f"published is {value!r}; no news are of that year")
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def event_line(event: Event, gazetteer: Gazetteer) -> dict[str, Any]:
    """Return an event as the commands print an incident."""
    return {
        "type": event.type.value,
        "central": event.central,
        "place": place_line(event.place, gazetteer),
        "country": event.country,
        "date": None if event.date is None else event.date.isoformat(),
        **_toll_fields("killed", event.killed),
        **_toll_fields("wounded", event.wounded),
        "certainty": event.certainty.value,
        "actors": list(event.actors),
        "trigger": event.trigger,
        "evidence": {"start": event.evidence.start, "end": event.evidence.end},
        "why": list(event.why),
    }


def place_line(place: Place | None, gazetteer: Gazetteer) -> dict[str, Any] | None:
    """Return a place as the commands print it; unknown stays null."""
    if place is None:
        return None
    return {
        "name": place.name,
        "id": place.id or None,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision.name.lower(),
        "within": gazetteer.within(place),
        "country": place.country or None,
    }


def _toll_fields(name: str, toll: Toll) -> dict[str, int | None]:
    return {name: toll.best, f"{name}_low": toll.low, f"{name}_high": toll.high}

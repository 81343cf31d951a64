"""Large files in small pieces: lines of text, and the members of a JSON array one by one."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO, cast

from crawler.places.importers.model import ImportRefusedError

_CHUNK = 1 << 20  # characters
_LONGEST_MEMBER = 64 << 20  # characters; the border of a country takes a few million
_SPACE = " \t\r\n,\x1e"  # GeoJSON text sequences begin each record with \x1e


@contextmanager
def opened(path: Path) -> Iterator[TextIO]:
    """Open a text file, also one in .gz or alone in .zip; a byte order mark is passed over."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            members = [name for name in archive.namelist() if not name.lower().startswith("readme")]
            if len(members) != 1:
                raise ImportRefusedError(f"{path} holds {len(members)} files; unpack it and name one of them")
            with archive.open(members[0]) as raw, io.TextIOWrapper(raw, "utf-8-sig", "replace") as text:
                yield text
        return
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8-sig", errors="replace", newline=None) as text:
        yield cast("TextIO", text)  # gzip.open returns a text file in mode "rt"


def records(path: Path) -> Iterator[dict[str, Any]]:
    """Give the JSON objects of a file: its ``features`` or ``elements``, one a line, or the file itself."""
    with opened(path) as text:
        yield from _members(text)


def _members(text: TextIO) -> Iterator[dict[str, Any]]:
    """Decode one object after the other from a buffer that is filled as needed."""
    decoder = json.JSONDecoder()
    buffer, at, wanted = _after_head(text), 0, _CHUNK
    while True:
        while buffer[at : at + 1] in _SPACE and at < len(buffer):
            at += 1
        if buffer[at : at + 1] in {"]", "}"}:  # the end of the array; what follows tells of the file
            return
        try:
            value, at = decoder.raw_decode(buffer, at)
        except json.JSONDecodeError as error:
            more = text.read(wanted)
            wanted *= 2  # a record longer than a chunk is decoded a few times, not a hundred
            rest = buffer[at:]
            if not more and not rest:
                return
            if not more or len(rest) > _LONGEST_MEMBER:
                raise ImportRefusedError(f"a record is broken or too long: {rest[:40]!r}… {error}") from error
            buffer, at = rest + more, 0
            continue
        wanted = _CHUNK
        if isinstance(value, dict):
            yield value


def _after_head(text: TextIO) -> str:
    """Read up to the array of records; a file without one begins with its first record."""
    head = text.read(_CHUNK)
    for name in ('"features"', '"elements"'):
        at = head.find(name)
        start = head.find("[", at) if at >= 0 else -1
        if start >= 0 and not head[at + len(name) : start].strip(" \t\r\n:"):
            return head[start + 1 :]
    return head


def folder_records(path: Path) -> Iterator[dict[str, Any]]:
    """Give the records of every *.geojson below a folder or in a tar archive, packed or not."""
    if path.is_dir():
        for file in sorted(path.rglob("*.geojson")):
            yield from records(file)
        return
    with tarfile.open(path, "r|*") as archive:
        for member in archive:
            small = member.name.endswith(".geojson") and member.size <= _LONGEST_MEMBER
            packed = archive.extractfile(member) if small else None
            if packed is not None:
                yield from _members(io.StringIO(packed.read().decode("utf-8-sig", "replace")))

"""The made-up minute, read from seeds/demo/*.toml."""

from __future__ import annotations

import importlib.resources
import tomllib
from collections.abc import Mapping, Sequence
from datetime import timedelta
from importlib.resources.abc import Traversable
from typing import Any

from alerts.newsroom.model import Fault, Outlet, Piece, Teaser, ToldIncident

_TEASERS = ("fillers", "read_also")


def demo_folder() -> Traversable:
    """Where the demo's texts ship."""
    return importlib.resources.files("seeds") / "demo"


def _read(folder: Traversable, name: str) -> dict[str, Any]:
    return tomllib.loads((folder / name).read_text(encoding="utf-8"))


def _values(row: Mapping[str, Any]) -> dict[str, Any]:
    """Turn one TOML table into what the dataclasses take: tuples for lists, teasers for their rows."""
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in row.items()
    }
    for name in _TEASERS:
        if name in values:
            values[name] = tuple(Teaser(headline=each[0], lead=each[1]) for each in values[name])
    return values


def load_outlets(folder: Traversable | None = None) -> tuple[Outlet, ...]:
    """Read the five outlets, in the order of the file."""
    outlets = []
    for row in _read(folder or demo_folder(), "outlets.toml")["outlet"]:
        values = _values(row)
        values["faults"] = tuple(Fault(**fault) for fault in row.get("faults", ()))
        outlets.append(Outlet(**values))
    return tuple(outlets)


def load_pieces(folder: Traversable | None = None) -> tuple[Piece, ...]:
    """Read every article, in the order of appearance."""
    folder = folder or demo_folder()
    names = sorted(each.name for each in folder.iterdir() if each.name.startswith("articles-"))
    rows = [row for name in names for row in _read(folder, name)["article"]]
    by_key = {row["key"]: row for row in rows}
    rows = [{**_reprinted(row, by_key), **row} for row in rows]
    return tuple(sorted((_piece(row) for row in rows), key=lambda piece: piece.after))


def _reprinted(row: Mapping[str, Any], by_key: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any]:
    """Take the words of the article that this one reprints; what the row itself says goes before."""
    return by_key[row["reprint_of"]] if "reprint_of" in row else {}


def _piece(row: Mapping[str, Any]) -> Piece:
    values = _values(row)
    values["age"] = timedelta(hours=row.get("age_hours", 0))
    for name in ("age_hours", "reprint_of"):
        values.pop(name, None)
    return Piece(**values)


def load_incidents(folder: Traversable | None = None) -> dict[str, ToldIncident]:
    """Read what the articles tell of, by name."""
    rows = _read(folder or demo_folder(), "incidents.toml")["incident"]
    return {name: ToldIncident(name=name, **row) for name, row in rows.items()}


def demo_areas(folder: Traversable | None = None) -> Sequence[str]:
    """Name the places that the demo's subscriber watches."""
    areas: list[str] = _read(folder or demo_folder(), "incidents.toml")["areas"]
    return tuple(areas)

"""From rasid.toml to settings, or to every mistake in it at once, each with its line."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_settings import SettingsError

from config.settings import Settings

_HEADER = re.compile(r"^\s*(\[\[?)\s*([\w.\"-]+)\s*\]")
_KEY = re.compile(r"^\s*([\w.\"-]+)\s*=")

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One thing that is wrong with the file."""

    line: int | None  # None when the value came from the environment or is missing
    key: str
    message: str

    def __str__(self) -> str:
        """Tell it in one line."""
        where = f"line {self.line}" if self.line else "not in the file"
        return f"{where}, {self.key}: {self.message}" if self.key else f"{where}: {self.message}"


class SettingsRefused(Exception):  # noqa: N818 - it names what happened
    """Raised when the file cannot be used; holds every mistake that was found."""

    def __init__(self, path: Path, mistakes: list[Mistake]) -> None:
        self.path = path
        self.mistakes = mistakes
        count = "one mistake" if len(mistakes) == 1 else f"{len(mistakes)} mistakes"
        super().__init__("\n".join([f"{path}: {count}", *(f"  {mistake}" for mistake in mistakes)]))


def default_file() -> str:
    """Return the commented file that `rasid init` writes."""
    return (files("config") / "rasid.toml").read_text(encoding="utf-8")


def read_settings(path: Path) -> Settings:
    """Read a settings file. Paths in it count from the file's own folder.

    Raises SettingsRefused with every mistake at once, and FileNotFoundError when there is no file.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise SettingsRefused(
            path, [Mistake(line=None, key="", message="the file is not UTF-8; save it as UTF-8")]
        ) from error
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsRefused(path, [_syntax_mistake(error, text)]) from error
    try:
        settings = Settings(_secrets_dir=os.environ.get("RASID_SECRETS_DIR"), **tables)
    except ValidationError as error:
        raise SettingsRefused(path, _mistakes(error, text)) from error
    except SettingsError as error:
        raise SettingsRefused(path, [Mistake(line=None, key="", message=str(error))]) from error
    return _from_folder(settings, path.parent)


def _from_folder(settings: Settings, folder: Path) -> Settings:
    database = settings.database
    if "://" not in database and database != ":memory:":
        database = str(folder / database)
    paths = {"feeds": folder / settings.feeds, "places": folder / settings.places}
    return settings.model_copy(update={**paths, "database": database})


def _syntax_mistake(error: tomllib.TOMLDecodeError, text: str) -> Mistake:
    found = re.search(r"\(at line (\d+), column \d+\)", str(error))
    line = int(found.group(1)) if found else len(text.splitlines())  # else it says "at end of document"
    return Mistake(line=line, key="", message=f"not TOML: {str(error).split(' (at ')[0]}")


def _mistakes(error: ValidationError, text: str) -> list[Mistake]:
    lines = key_lines(text)
    found = [_mistake(dict(problem), lines) for problem in error.errors()]
    return sorted(found, key=lambda mistake: (mistake.line or 0, mistake.key))


def _mistake(problem: dict[str, Any], lines: dict[KeyPath, int]) -> Mistake:
    path: KeyPath = tuple(problem["loc"])
    message = str(problem["msg"]).removeprefix("Value error, ")
    if problem["type"] == "extra_forbidden":
        nearest = difflib.get_close_matches(str(path[-1]), _known_keys(path[:-1]), n=1)
        message = "no such key" + (f"; did you mean {nearest[0]}?" if nearest else "")
    key = ".".join(str(part + 1) if isinstance(part, int) else part for part in path)
    return Mistake(line=_line_of(path, lines), key=key, message=message)


def _line_of(path: KeyPath, lines: dict[KeyPath, int]) -> int | None:
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return None


def _known_keys(path: KeyPath) -> list[str]:
    model: type[BaseModel] = Settings
    for part in path:
        if isinstance(part, int):
            continue
        kinds = _models_in(model.model_fields[part].annotation) if part in model.model_fields else []
        if not kinds:
            return []
        model = kinds[0]
    return list(model.model_fields)


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in getattr(annotation, "__args__", ()) for model in _models_in(part)]


def key_lines(text: str) -> dict[KeyPath, int]:
    """Return the line of each key and table of a TOML text, counted from 1.

    A reading of headers and ``key =`` lines is enough: the text was parsed as TOML before.
    """
    lines: dict[KeyPath, int] = {}
    table: KeyPath = ()
    seen: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            brackets, name = header.groups()
            table = tuple(part.strip('"') for part in name.split("."))
            if brackets == "[[":
                seen[name] = seen.get(name, -1) + 1
                table = (*table, seen[name])
            lines[table] = number
        elif key := _KEY.match(line):
            path: KeyPath = (*table, *(part.strip('"') for part in key.group(1).split(".")))
            lines.setdefault(path, number)
    return lines

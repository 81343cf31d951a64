"""What is remembered of each publisher's pages, by the host of their addresses."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, delete, insert, select, update

from crawler.extract.habits import LEAST_ARTICLES, Habit, Kind
from crawler.extract.memory import Known, Memory, Template
from crawler.extract.template import Path, Step
from crawler.store.tables import publisher_habits, publisher_templates, publishers

_HABIT_FIELDS = ("key", "kind", "articles", "first", "last", "days", "first_at", "last_at")
_TEMPLATE_FIELDS = (
    "pages", "first", "last", "agreed", "disagreed", "length", "agreement", "first_at", "last_at",
)  # fmt: skip
_FIELDS = ("pages", "articles", "misses", "redesigned_at")

# Statements that run for every page are made once: making one costs more than running it.
_OF_HOST: BindParameter[str] = bindparam("of_host")
_FIND = select(publishers).where(publishers.c.host == _OF_HOST)
_HABITS = select(*(publisher_habits.c[name] for name in _HABIT_FIELDS)).where(
    publisher_habits.c.host == _OF_HOST, publisher_habits.c.articles >= bindparam("least")
)
_TEMPLATES = (
    select(publisher_templates)
    .where(publisher_templates.c.host == _OF_HOST)
    .order_by(publisher_templates.c.position)
)
_ADD = insert(publishers)
_CHANGE = (
    update(publishers)
    .where(publishers.c.host == _OF_HOST)
    .values({name: bindparam(f"new_{name}") for name in _FIELDS})
)
_ADD_HABITS = insert(publisher_habits)
_CHANGE_HABITS = (
    update(publisher_habits)
    .where(publisher_habits.c.host == _OF_HOST, publisher_habits.c.key == bindparam("of_key"))
    .values({name: bindparam(f"new_{name}") for name in _HABIT_FIELDS if name != "key"})
)
_FORGET_HABITS = delete(publisher_habits).where(
    publisher_habits.c.host == _OF_HOST, publisher_habits.c.key == bindparam("of_key")
)
_ADD_TEMPLATES = insert(publisher_templates)
_FORGET_TEMPLATES = delete(publisher_templates).where(publisher_templates.c.host == _OF_HOST)


class PublisherStore:
    """The publishers' memories of one transaction."""

    def __init__(self, tx: Connection) -> None:
        self.tx = tx

    def known(self, host: str) -> Known:
        """Return what reading the next page of a host needs; habits that are far from proved stay there."""
        return self._recall(host, least=LEAST_ARTICLES).known()

    def recall(self, host: str) -> Memory:
        """Return what is remembered of a host's pages; nothing yet of one that was never met."""
        return self._recall(host, least=1)

    def _recall(self, host: str, least: int) -> Memory:
        row = self.tx.execute(_FIND, {"of_host": host}).mappings().first()
        if row is None:
            return Memory(host=host)
        habits = {
            found[0]: _habit(found) for found in self.tx.execute(_HABITS, {"of_host": host, "least": least})
        }
        templates = tuple(
            _template(dict(found)) for found in self.tx.execute(_TEMPLATES, {"of_host": host}).mappings()
        )
        return Memory(host=host, habits=habits, templates=templates, **{name: row[name] for name in _FIELDS})

    def keep(self, before: Memory, after: Memory) -> None:
        """Write down what changed since ``before`` was recalled, in the same transaction."""
        self._keep_publisher(after)
        self._keep_habits(before, after)
        if before.templates != after.templates:
            self.tx.execute(_FORGET_TEMPLATES, {"of_host": after.host})
            if after.templates:
                rows = [_template_row(after.host, place, one) for place, one in enumerate(after.templates)]
                self.tx.execute(_ADD_TEMPLATES, rows)

    def _keep_publisher(self, memory: Memory) -> None:
        changed = {f"new_{name}": getattr(memory, name) for name in _FIELDS}
        if self.tx.execute(_CHANGE, {"of_host": memory.host, **changed}).rowcount == 0:
            values = {name: getattr(memory, name) for name in _FIELDS}
            self.tx.execute(_ADD, {"host": memory.host, **values})

    def _keep_habits(self, before: Memory, after: Memory) -> None:
        gone = [{"of_host": after.host, "of_key": key} for key in before.habits if key not in after.habits]
        fresh = [
            {"host": after.host, **_habit_values(habit)}
            for key, habit in after.habits.items()
            if key not in before.habits
        ]
        changed = [
            {"of_host": after.host, "of_key": key, **_habit_changes(habit)}
            for key, habit in after.habits.items()
            if key in before.habits and habit != before.habits[key]
        ]
        for statement, rows in ((_FORGET_HABITS, gone), (_ADD_HABITS, fresh), (_CHANGE_HABITS, changed)):
            if rows:
                self.tx.execute(statement, rows)

    def redesigned_since(self, since: datetime) -> list[str]:
        """Return the hosts whose pages were built anew after a time, the latest first."""
        query = select(publishers.c.host).where(publishers.c.redesigned_at >= since)
        return list(self.tx.execute(query.order_by(publishers.c.redesigned_at.desc())).scalars())


def _habit(row: Any) -> Habit:
    values = dict(zip(_HABIT_FIELDS, row, strict=True))
    return Habit(**{**values, "kind": Kind(values["kind"])})


def _habit_values(habit: Habit) -> dict[str, Any]:
    return {**{name: getattr(habit, name) for name in _HABIT_FIELDS}, "kind": habit.kind.value}


def _habit_changes(habit: Habit) -> dict[str, Any]:
    return {f"new_{name}": value for name, value in _habit_values(habit).items() if name != "key"}


def _template(row: dict[str, Any]) -> Template:
    return Template(path=_path_from_json(row["path"]), **{name: row[name] for name in _TEMPLATE_FIELDS})


def _template_row(host: str, position: int, template: Template) -> dict[str, Any]:
    values = {name: getattr(template, name) for name in _TEMPLATE_FIELDS}
    return {"host": host, "position": position, "path": _path_to_json(template.path), **values}


def _path_to_json(path: Path) -> list[tuple[str, list[str], int | None]]:
    return [(step.tag, sorted(step.words), step.place) for step in path]


def _path_from_json(written: list[tuple[str, list[str], int | None]]) -> Path:
    return tuple(Step(tag=tag, words=frozenset(words), place=place) for tag, words, place in written)

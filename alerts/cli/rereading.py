"""`rasid extract --again`: what kept pages say to today's reader."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from rich.console import Console
from rich.text import Text

from alerts.store.schema import open_database
from config import Settings
from crawler import parsing
from crawler.again import FACTS, Reread, Rereader
from crawler.cage import Cage
from crawler.store.pages import PageStore

SIGNS = {"-": ("- ", "red"), "+": ("+ ", "green")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which articles are read again, and what is done then."""

    since: datetime | None = None
    publishers: Sequence[str] = ()
    show: bool = False
    look_only: bool = False


async def read_again(settings: Settings, asked: Asked) -> None:
    """Read kept pages again, store what is better, and tell what changed."""
    database = open_database(settings.database)
    cage = Cage(parsing.__name__)
    console = Console(highlight=False)
    counted: Counter[str] = Counter()
    try:
        with database.begin() as tx:
            waiting = PageStore(tx).ids(asked.since, asked.publishers)
        rereader = Rereader(database, cage.run)
        for article_id in waiting:
            reread = await rereader.read(article_id)
            if reread is None:
                continue
            counted.update(_kinds(reread))
            if reread.changed:
                _tell(console, reread, lines=asked.show)
                if not asked.look_only:
                    rereader.store(reread, datetime.now(UTC))
    finally:
        cage.close()
        database.close()
    _sum_up(console, counted, look_only=asked.look_only)


def _kinds(reread: Reread) -> Iterator[str]:
    yield "read"
    yield "to judge" if reread.to_judge else "facts" if reread.changed else "same"
    yield from reread.changed


def _tell(console: Console, reread: Reread, *, lines: bool) -> None:
    after = reread.after
    console.print(Text(f"{after.publisher}: {after.title}", style="bold"))
    console.print(Text(f"  {after.id}  {', '.join(reread.changed)} ({reread.reason})", style="cyan"))
    if not lines:
        return
    for name in ("title", "published", *FACTS):
        if name in reread.changed:
            console.print(Text(f"  {name}: {getattr(reread.before, name)} → {getattr(after, name)}"))
    for sign, line in changed_lines(reread.before.text, after.text):
        mark, colour = SIGNS[sign]
        console.print(Text(f"  {mark}{line}", style=colour))


def changed_lines(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Return the lines that went ("-") and came ("+"), in the text's order."""
    for line in difflib.ndiff(before.split("\n"), after.split("\n")):
        if line[0] in SIGNS:
            yield line[0], line[2:]


def _sum_up(console: Console, counted: Counter[str], *, look_only: bool) -> None:
    names = ", ".join(
        f"{name} {counted[name]}" for name in ("title", "text", "published", *FACTS) if counted[name]
    )
    console.print(
        f"{counted['read']} pages read again: {counted['same']} as before, {counted['to judge']} with other "
        f"words or times, {counted['facts']} with other facts only" + (f" ({names})" if names else "")
    )
    if counted["to judge"] and not look_only:
        console.print("The daemon judges them again; nobody is rung for what it finds.")
    if look_only:
        console.print("Nothing was stored.")

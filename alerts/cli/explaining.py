"""Where `rasid explain` finds an article, and how it shows one."""

from __future__ import annotations

import asyncio
import difflib
from collections.abc import Iterator
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from alerts.app import user_agent
from alerts.cli.extracting import is_html, read_page_file
from alerts.cli.lines import BadLine, article_of, complain, read_lines
from alerts.render.message import toll_words
from alerts.store.schema import open_database
from config import Settings, read_settings
from crawler.detect.why_not import WhyNot
from crawler.explain import Explanation, Mark
from crawler.extract.page import extract_page, read_plain
from crawler.fetch.decode import decode
from crawler.fetch.fetcher import Fetcher
from crawler.model import Article, Event, EventType, Failed, Fetched
from crawler.places.gazetteer import Gazetteer
from crawler.store.articles import ArticleStore
from crawler.store.entries import EntryStore

STYLES = {"trigger": "bold white on red", "place": "bold green", "number": "bold yellow", "time": "bold cyan"}
BRACKETS = {"trigger": "⟦!{}⟧", "place": "⟦@{}⟧", "number": "⟦#{}⟧", "time": "⟦~{}⟧"}


def find_articles(what: str, config: Path) -> Iterator[Article]:
    """Find what was asked for: a web address, a file, or an article that the daemon read."""
    if what.startswith(("http://", "https://")):
        yield _from_page(what, asyncio.run(_fetch(what, config)))
    elif what == "-" or Path(what).exists():
        yield from _from_file(what)
    else:
        yield _from_database(what, config)


def _settings(config: Path) -> Settings:
    return read_settings(config) if config.exists() else Settings()


async def _fetch(url: str, config: Path) -> bytes:
    crawl = _settings(config).crawl
    fetcher = Fetcher(user_agent(crawl.contact), allow=frozenset(crawl.allow))
    try:
        answer = await fetcher.get(url, limit=int(crawl.page_megabytes * 1_000_000))
    finally:
        await fetcher.aclose()
    if isinstance(answer, Fetched):
        return answer.body
    complain(f"{url}: {answer.reason if isinstance(answer, Failed) else 'nothing new'}")
    raise typer.Exit(1)


def _from_page(name: str, body: bytes) -> Article:
    text = decode(body)
    page = extract_page(text, name) if is_html(text) else read_plain(text)
    if isinstance(page, Failed):
        complain(f"{name}: {page.reason}")
        raise typer.Exit(1)
    return Article(
        id=name, publisher="", url=name, title=page.title, text=page.text, published=page.published
    )


def _from_file(name: str) -> Iterator[Article]:
    if not name.endswith((".jsonl", ".jsonl.gz", ".json")):
        yield _from_page(name, read_page_file(name))
        return
    for line in read_lines(name):
        try:
            if line.error is not None:
                complain(f"line {line.number}: {line.error}")
                continue
            yield article_of(line.values)
        except BadLine as error:
            complain(f"line {line.number}: {error}")


def _from_database(article_id: str, config: Path) -> Article:
    article = None
    if config.exists():
        with open_database(read_settings(config).database).begin() as tx:
            article = ArticleStore(tx).find(article_id)
    if article is None:
        complain(f"{article_id} is no file, no web address, and no article that was read")
        raise typer.Exit(1)
    return article


def show_source(article: Article, config: Path) -> None:
    """Print where an article that the daemon read comes from, and which text was taken and why."""
    if not config.exists():
        return
    with open_database(read_settings(config).database).begin() as tx:
        taken = EntryStore(tx).outcome_of(article.id)
    if taken is None:
        return
    facts = {
        "text": taken,
        "published": article.published,
        "updated": article.updated,
        "author": article.author,
        "section": article.section,
        "origin": article.origin,
        "address": article.url,
    }
    console = Console(highlight=False, soft_wrap=True)
    for name, value in facts.items():
        if value is not None:
            console.print(Text(f"{name}: {value}", style="dim"))


def show_explanation(explanation: Explanation, gazetteer: Gazetteer) -> None:
    """Print the marked text, then what was decided; a pipe gets brackets instead of colours."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = 160
    console.print(_marked(explanation, coloured=console.is_terminal))
    legend = " ".join(f"{BRACKETS[kind].format(kind)}" for kind in STYLES)
    console.print(f"\n{legend}\n", style="dim")
    for title, events in (("Events", explanation.found), ("Rejected", explanation.rejected)):
        console.print(_event_table(title, events, gazetteer) if events else f"{title}: none")
    console.print(_mark_table(explanation))


def _marked(explanation: Explanation, *, coloured: bool) -> Text:
    source, shown, at = explanation.article.full_text, Text(), 0
    for mark in _outermost(explanation.marks):
        words = source[mark.span.start : mark.span.end]
        shown.append(source[at : mark.span.start])
        shown.append(words if coloured else BRACKETS[mark.kind].format(words), STYLES[mark.kind])
        at = mark.span.end
    shown.append(source[at:])
    return shown


def _outermost(marks: tuple[Mark, ...]) -> Iterator[Mark]:
    end = 0
    for mark in marks:
        if mark.span.start >= end:
            end = mark.span.end
            yield mark


def _event_table(title: str, events: tuple[Event, ...], gazetteer: Gazetteer) -> Table:
    table = Table(title=title, title_justify="left", show_edge=False, pad_edge=False)
    for head in ("type", "status", "place", "day", "killed", "wounded", "trigger", "why"):
        table.add_column(head, overflow="fold")
    for event in events:
        table.add_row(
            event.type.value + (" *" if event.central else ""),
            event.status.value,
            gazetteer.describe(event.place) if event.place else "",
            str(event.date or ""),
            toll_words(event.killed),
            toll_words(event.wounded),
            event.trigger,
            "; ".join(event.why),
        )
    return table


def _mark_table(explanation: Explanation) -> Table:
    table = Table(title="Marks", title_justify="left", show_edge=False, pad_edge=False)
    for head in ("kind", "words", "taken as"):
        table.add_column(head, overflow="fold")
    for mark in explanation.marks:
        words = explanation.article.full_text[mark.span.start : mark.span.end]
        table.add_row(mark.kind, words, mark.note)
    return table


def type_named(name: str) -> EventType:
    """Return the type of that name; a wrong one ends the command with the nearest."""
    known = [kind.value for kind in EventType]
    if name in known:
        return EventType(name)
    near = difflib.get_close_matches(name, known, n=1)
    offer = f"did you mean {near[0]}?" if near else f"the types are {', '.join(known)}"
    complain(f"there is no type {name!r}; {offer}")
    raise typer.Exit(2)


def show_why_not(article: Article, answer: WhyNot) -> None:
    """Print what held each trigger of a type back, or what came nearest where there was none."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = 160
    console.print(Text(article.title, "bold"))
    if answer.became:
        words = " · ".join(f"«{event.trigger}»" for event in answer.became)
        console.print(f"It did become {answer.type}: {words}")
    if answer.passed_over:
        console.print(f"The article was passed over: {answer.passed_over}.")
    source = article.full_text
    if answer.held:
        rows = [(source[h.span.start : h.span.end], h.phrase, "; ".join(h.why)) for h in answer.held]
        console.print(_reasons_table("Triggers seen", ("words", "phrase", "what became of it"), rows))
        return
    console.print(
        f"No trigger of {answer.type} stands in it." + ("" if answer.near else " Nothing comes near.")
    )
    if answer.near:
        rows = [(source[n.span.start : n.span.end], n.phrase, n.lacks) for n in answer.near]
        console.print(_reasons_table("What comes nearest", ("words", "phrase or word", "lacks"), rows))


def _reasons_table(title: str, heads: tuple[str, ...], rows: list[tuple[str, str, str]]) -> Table:
    table = Table(title=title, title_justify="left", show_edge=False, pad_edge=False)
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))  # as text: [قصف] is no markup
    return table

"""Publishers are learned over HTTP: a motto under each text, a site built anew, what commands tell."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from structlog.testing import capture_logs

from alerts.app import Program, build
from alerts.feedlist import write_feed_list
from alerts.newsroom import Newsroom, Piece, serve
from alerts.newsroom.script import load_outlets
from config import Settings
from config.settings import CrawlSettings, WebSettings
from crawler.crawl import REDESIGNED
from crawler.extract.memory import REDESIGN_PAGES
from crawler.feeds.urls import canonical_host
from crawler.store.articles import ArticleStore
from crawler.store.publishers import PublisherStore
from tests.newsrooms import START, Clock
from tests.publishers import page_of
from tests.rules.page_layouts import different_story

MOTTO = "حكايات الحقول كما يرويها أهلها لمن غابوا عنها زمناً طويلاً"
OUTLET = next(one for one in load_outlets() if one.id == "lawza")
FIRST_PART, ALL = 10, 10 + REDESIGN_PAGES + 6
HOUR = 3600


def piece(number: int) -> Piece:
    """Write the piece that is printed after so many hours."""
    story = different_story(number)
    return Piece(
        key=f"k{number}",
        outlet=OUTLET.id,
        after=(number + 1) * HOUR,
        title=f"{story[1][:60]} ({number})",
        summary=story[0],
        paragraphs=story,
    )


def newsroom_of(clock: Clock, theme: str, until: int) -> Newsroom:
    """Print the first pieces in a theme, the motto under each."""
    outlet = replace(
        OUTLET, theme=theme, signature=(MOTTO,), read_also=(), comments=(), faults=(), whole=False
    )
    pieces = [piece(number) for number in range(until)]
    return Newsroom(start=START, now=clock, outlets=[outlet], pieces=pieces)


def program_for(folder: Path, clock: Clock, newsroom: Newsroom, address: str) -> Program:
    """Build the daemon's program for one newsroom."""
    write_feed_list(folder / "feeds.opml", newsroom.feeds(address))
    crawl = CrawlSettings(
        least_minutes=15, most_minutes=30, spacing_seconds=0, allow=(urlsplit(address).netloc,)
    )
    settings = Settings(
        database=str(folder / "rasid.db"),
        feeds=folder / "feeds.opml",
        crawl=crawl,
        web=WebSettings(enabled=False),
    )
    return build(settings, write=lambda _: None, clock=clock)


async def crawl_hours(program: Program, clock: Clock, hours: int) -> None:
    """Let hours pass, and finish what each brings."""
    for _ in range(hours):
        clock.forward(HOUR)
        for _ in range(2):
            program.crawler.start_due()
            under_way = [*program.crawler.checks.values(), *program.crawler.pages.values()]
            await asyncio.gather(*under_way, return_exceptions=True)


def texts_of(program: Program) -> dict[int, str]:
    """Return the saved texts by the number of their piece."""
    with program.database.begin() as tx:
        saved = ArticleStore(tx).unassessed(999)
    return {int(one.title.rsplit("(", 1)[1].rstrip(")")): one.text for one in saved}


async def test_a_motto_is_learned_and_a_redesign_midway_loses_nothing(tmp_path):
    """An unknown motto goes after some pages; the site is built anew: all is read, the operator told once."""
    clock = Clock(START)
    with capture_logs() as logs:
        newsroom = newsroom_of(clock, "modern", FIRST_PART)
        async with serve(newsroom) as address:
            program = program_for(tmp_path, clock, newsroom, address)
            program.follow_feed_list()
            await crawl_hours(program, clock, FIRST_PART + 1)
        anew = newsroom_of(clock, "legacy", ALL)
        async with serve(anew, port=urlsplit(address).port or 0):
            await crawl_hours(program, clock, ALL - FIRST_PART + 1)
        texts = texts_of(program)
        with program.database.begin() as tx:
            memory = PublisherStore(tx).recall(canonical_host(address))
        await program.crawler.finish()
        await program.fetcher.aclose()
        program.cage.close()
        program.database.close()
    assert sorted(texts) == list(range(ALL))
    for number, text in texts.items():
        assert set(different_story(number)) <= set(text.split("\n")), number
    assert MOTTO in texts[0]
    assert not any(MOTTO in texts[number] for number in range(6, ALL))
    told = [one for one in logs if one["event"] == REDESIGNED]
    assert [(one["log_level"], one["publisher"]) for one in told] == [("warning", OUTLET.name)]
    assert memory.redesigned_at is not None
    assert memory.trusted()
    assert timedelta(0) < memory.redesigned_at - START


def written_pages(folder: Path) -> list[str]:
    """Write seven pages of one publisher, each with its motto."""
    names = []
    for number in range(7):
        canonical = f"<link rel='canonical' href='https://almidan.example/{number}'></head>"
        html = page_of(different_story(number), under=f"<p>{MOTTO}</p>").replace("</head>", canonical)
        (folder / f"p{number}.html").write_text(html, encoding="utf-8")
        names.append(f"p{number}.html")
    return names


def read_by(rasid, *words: str) -> dict[str, str]:
    ran = rasid("extract", *words)
    assert ran.status == 0, ran.err
    return {one["id"]: one["text"] for one in map(json.loads, ran.out.splitlines())}


def test_extract_learns_only_when_it_is_asked_to(rasid, tmp_path):
    """Without --learn a page's text depends on nothing but the page; with it the motto goes from all."""
    names = written_pages(tmp_path)
    plain = read_by(rasid, *names)
    assert plain == read_by(rasid, *reversed(names))
    assert all(MOTTO in text for text in plain.values())
    learned = read_by(rasid, "--learn", *names)
    assert learned == read_by(rasid, "--learn", *reversed(names))
    assert learned == {f"p{number}": "\n".join(different_story(number)) for number in range(7)}


def test_extract_shows_how_often_a_line_recurs(rasid, tmp_path):
    """The reason stands behind the line."""
    names = written_pages(tmp_path)
    shown = " ".join(rasid("extract", "--learn", "--show", *names).out.split())
    assert f"{MOTTO} [recurs at this publisher, 7 of 7 articles]" in shown


@pytest.mark.parametrize("words", [["--learn"], ["--learn", "-"]])
def test_learning_needs_files(rasid, words):
    """Standard input cannot be read twice."""
    ran = rasid("extract", *words)
    assert (ran.status, "files" in ran.err) == (2, True)

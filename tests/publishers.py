"""A publisher whose pages a test writes, and what is remembered of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from html import escape

from crawler.extract.memory import Memory, Observed, Way, remember
from crawler.extract.page import extract_page, observe_page
from crawler.model import Page
from tests.samples import NOON

HOST = "almidan.example"


class Publisher:
    """Pages are read in order, an hour after each other, and learned from."""

    def __init__(self, moment: datetime = NOON, pace: timedelta = timedelta(hours=1)) -> None:
        self.memory = Memory(host=HOST)
        self.now = moment
        self.pace = pace
        self.ways: list[Way] = []
        self.redesigns: list[int] = []  # after which page a redesign was noticed

    def publish(self, html: str, summary: str = "") -> Page:
        """Read one page as the daemon does, and learn from it."""
        url = f"https://{HOST}/{len(self.ways)}"
        read = observe_page(html, url, summary=summary, known=self.memory.known())
        assert isinstance(read.page, Page), read.page
        assert read.observed is not None
        self.learn(read.observed)
        return read.page

    def learn(self, observed: Observed) -> None:
        """Take in what a page showed."""
        before = self.memory.redesigned_at
        self.memory = remember(self.memory, observed, self.now)
        self.ways.append(observed.way)
        if self.memory.redesigned_at != before:
            self.redesigns.append(len(self.ways))
        self.now += self.pace

    def generally(self, html: str, summary: str = "") -> Page:
        """Read a page without following a template, with all else that is known."""
        known = replace(self.memory.known(), templates=())
        page = extract_page(html, f"https://{HOST}/{len(self.ways)}", summary=summary, known=known)
        assert isinstance(page, Page), page
        return page


def page_of(paragraphs: Sequence[str], *, title: str = "خبر من الميدان", under: str = "") -> str:
    """Write a plain page; ``under`` is markup below the text, a paragraph may be markup itself."""
    body = "".join(one if one.startswith("<") else f"<p>{escape(one)}</p>" for one in paragraphs)
    return (
        f"<!doctype html><html lang='ar'><head><title>{title}</title></head><body><div class='head'>"
        f"<a href='/'>الرئيسية</a></div><div class='story'><h1>{title}</h1>"
        f"<div class='nas'>{body}{under}</div></div>"
        "<div class='foot'><p>جميع الحقوق محفوظة</p></div></body></html>"
    )

"""A web that answers as a test tells it, and remembers who asked for what."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape
from urllib.parse import urlsplit

from crawler.model import Failed, Fetched, NotModified, Validators

Answer = Fetched | NotModified | Failed
NOT_THERE = Failed(reason="is not there (HTTP 404)", permanent=True)
OUT_OF_SERVICE = Failed(reason="is out of service for now (HTTP 503)")
TEXT = (
    "قتل ثلاثة مدنيين وأصيب خمسة آخرون اليوم الأربعاء جراء قصف مدفعي استهدف حي القدم جنوب العاصمة دمشق. "
    "وقال مصدر محلي إن القذائف سقطت على منازل سكنية في الحي وألحقت أضراراً مادية كبيرة بالممتلكات."
)


@dataclass(frozen=True)
class Asked:
    """One request."""

    url: str
    validators: Validators
    at: datetime
    limit: int


class FakeWeb:
    """Answers by address: the answers of a list one after the other, the last one for ever."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.clock = clock
        self.answers: dict[str, list[Answer | Exception]] = {}
        self.asked: list[Asked] = []
        self.hanging: set[str] = set()  # hosts that do not answer
        self.open: Counter[str] = Counter()  # requests under way, by host
        self.most_open: Counter[str] = Counter()

    def say(self, url: str, *answers: Answer | Exception | str | bytes) -> None:
        """Let an address answer so from now on; text is a whole body."""
        self.answers[url] = [
            fetched(url, each) if isinstance(each, str | bytes) else each for each in answers
        ]

    async def __call__(self, url: str, validators: Validators = Validators(), *, limit: int) -> Answer:
        """Answer as `Fetcher.get` does."""
        self.asked.append(Asked(url=url, validators=validators, at=self.clock(), limit=limit))
        host = urlsplit(url).netloc
        self.open[host] += 1
        self.most_open[host] = max(self.most_open[host], self.open[host])
        try:
            if host in self.hanging:
                await asyncio.Event().wait()
            await asyncio.sleep(0)
        finally:
            self.open[host] -= 1
        waiting = self.answers.get(url, [NOT_THERE])
        answer = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def times_asked(self, url: str) -> int:
        """Count the requests for an address."""
        return sum(each.url == url for each in self.asked)


def fetched(url: str, body: str | bytes, content_type: str = "text/html; charset=utf-8", **values) -> Fetched:
    """Return a body that arrived whole."""
    raw = body.encode() if isinstance(body, str) else body
    return Fetched(url=url, body=raw, content_type=content_type, **values)


def item(
    url: str, title: str = "قصف على حي القدم", published: datetime | None = None, summary: str = ""
) -> str:
    """Return an item of an RSS feed."""
    dated = "" if published is None else f"<pubDate>{format_datetime(published)}</pubDate>"
    told = f"<description>{escape(summary)}</description>" if summary else ""
    return f"<item><title>{escape(title)}</title><link>{url}</link><guid>{url}</guid>{dated}{told}</item>"


def rss(*items: str) -> str:
    """Return an RSS feed of these items."""
    head = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>شام</title>'
    return f"{head}{''.join(items)}</channel></rss>"


def page(title: str = "قصف على حي القدم", text: str = TEXT) -> str:
    """Return an article's page."""
    return (
        f"<!doctype html><html lang='ar'><head><title>{title}</title></head><body><nav>الرئيسية</nav>"
        f"<article><h1>{title}</h1><p>{text}</p></article></body></html>"
    )

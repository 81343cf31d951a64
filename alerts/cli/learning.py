"""What `rasid extract` may know of a page's publisher: learned from the pages given, or by the daemon."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from crawler.extract.memory import NOTHING_KNOWN, Known, Memory, remember
from crawler.extract.page import extract_page, observe_page
from crawler.feeds.urls import canonical_host
from crawler.model import Page

Knowing = Callable[[str], Known]  # what is known of the publisher of this page, given its address


def nothing_known(url: str) -> Known:  # noqa: ARG001 - it is the same of every publisher
    """Know nothing of any publisher: what is printed depends on the page alone."""
    return NOTHING_KNOWN


def address_of(html: str, url: str) -> str:
    """Return a page's address: the one given, else the one that it states of itself."""
    if url:
        return url
    page = extract_page(html, url)
    return (page.canonical_url or "") if isinstance(page, Page) else ""


def learned_from(pages: Iterable[tuple[str, str]]) -> Knowing:
    """Learn each publisher from all these pages (address and HTML) before any of them is printed.

    They are taken as read today: what only days can prove is not proved by files.
    """
    memories: dict[str, Memory] = {}
    now = datetime.now(UTC)
    for url, html in pages:
        host = canonical_host(url)
        if not host:
            continue
        memory = memories.get(host, Memory(host=host))
        observed = observe_page(html, url, known=memory.known()).observed
        if observed is not None:
            memories[host] = remember(memory, observed, now)
    known = {host: memory.known() for host, memory in memories.items()}
    return lambda url: known.get(canonical_host(url), NOTHING_KNOWN)


def learned_by_daemon(config: Path) -> Knowing:
    """Use what the daemon remembers; without its settings nothing is known."""
    from alerts.store.schema import open_database
    from config import read_settings
    from crawler.store.publishers import PublisherStore

    if not config.exists():
        return nothing_known
    database = open_database(read_settings(config).database)

    def known(url: str) -> Known:
        with database.begin() as tx:
            return PublisherStore(tx).known(canonical_host(url))

    return known

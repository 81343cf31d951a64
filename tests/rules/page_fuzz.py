"""Read mutated pages, one a seed, and say which of them broke something.

    python tests/rules/page_fuzz.py FIRST COUNT      prints each bad page's seed and fault

It is a program of its own, so that a parser that dies takes no test run with it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from random import Random

from page_layouts import LAYOUTS, STORY

from crawler.extract.page import explain_page, extract_page
from crawler.fetch.decode import decode
from crawler.model import Failed, Page

URL = "https://almidan.example/news/77"
SLOWEST = 2.0  # seconds of CPU a page
MOST_MUTATIONS = 12
TYPES = (
    "",
    "text/html",
    "text/html; charset=utf-8",
    "text/html; charset=windows-1256",
    "text/html; charset=x",
)
SPLICES = (
    *(b"<", b">", b"</", b"<div", b"</p>", b"</div>" * 40, b"<!--", b"-->", b"<![CDATA[", b"<script>"),
    *(b"</script>", b"<style>", b"<template>", b"<table><tr><td>", b"<svg><math>", b"<b><i><u>", b"<p><h1>"),
    *(
        b"<br>" * 30,
        b"<plaintext>",
        b"<frameset>",
        b"<select><option>",
        b"\x00",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
    ),
    *(b"\xd8", b"&#55296;", b"&#x10ffff;", b"&nbsp;" * 20, b'"', b"'", b"=", b' class="', b' lang="ar"'),
    *(b' style="display:none"', b"\xe2\x80\xae", b"\xef\xba\x8d", b'<meta property="og:title" content="">'),
    *(b'<time datetime="99999-01-01">', b'<link rel=canonical href="//[">'),
    b'<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":null}]}</script>',
    b'<script type="application/ld+json">{"@type":"NewsArticle","datePublished":12,"author":[[]]}</script>',
)


def cut(page: bytes, chance: Random) -> bytes:
    """Lose a stretch."""
    at = chance.randrange(len(page) + 1)
    return page[:at] + page[at + chance.randrange(1, 400) :]


def double(page: bytes, chance: Random) -> bytes:
    """Say a stretch many times."""
    at = chance.randrange(len(page) + 1)
    return page[:at] + page[at : at + chance.randrange(1, 300)] * chance.randrange(2, 60) + page[at:]


def splice(page: bytes, chance: Random) -> bytes:
    """Put in what parsers stumble over."""
    at = chance.randrange(len(page) + 1)
    return page[:at] + chance.choice(SPLICES) + page[at:]


def flip(page: bytes, chance: Random) -> bytes:
    """Change some bytes."""
    changed = bytearray(page)
    for _ in range(chance.randrange(1, 20)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def move(page: bytes, chance: Random) -> bytes:
    """Put a stretch somewhere else."""
    at, length, to = (
        chance.randrange(len(page) + 1),
        chance.randrange(1, 800),
        chance.randrange(len(page) + 1),
    )
    rest = page[:at] + page[at + length :]
    return rest[:to] + page[at : at + length] + rest[to:]


def end(page: bytes, chance: Random) -> bytes:
    """Break the page off."""
    return page[: chance.randrange(len(page) + 1)]


MUTATIONS: tuple[Callable[[bytes, Random], bytes], ...] = (
    cut,
    double,
    splice,
    splice,
    splice,
    flip,
    move,
    end,
)


def mutated(seed: int) -> tuple[bytes, str]:
    """Return the page of a seed and the content type it is sent with."""
    chance = Random(seed)
    layout = LAYOUTS[chance.choice(sorted(LAYOUTS))]
    encoding = chance.choice(("utf-8", "utf-8", "utf-8", "cp1256", "utf-16"))
    page = layout.page(STORY).encode(encoding, "xmlcharrefreplace")
    for _ in range(chance.randrange(1, MOST_MUTATIONS)):
        page = chance.choice(MUTATIONS)(page, chance)
    return page, chance.choice(TYPES)


def fault(seed: int) -> str | None:
    """Read a seed's page; return what went wrong."""
    body, content_type = mutated(seed)
    start = time.process_time()
    try:
        html = decode(body, content_type)
        page = extract_page(html, URL)
        blocks = explain_page(html, URL)
    except Exception as error:  # noqa: BLE001 - whatever is raised is what this looks for
        return repr(error)
    if not isinstance(page, Page | Failed):
        return f"neither a page nor a reason: {page!r}"
    if isinstance(page, Page) and not (page.text.strip() and page.title.strip()):
        return "a page without a text or a title"
    if isinstance(page, Failed) and not page.reason:
        return "a failure without a reason"
    if not blocks and isinstance(page, Page):
        return "an article that is not explained"
    seconds = time.process_time() - start
    return f"{seconds:.1f} seconds" if seconds > SLOWEST else None


def main() -> None:
    """Read the pages of COUNT seeds from FIRST on; the exit status tells whether any was bad."""
    first, count = map(int, sys.argv[1:])
    bad = 0
    for seed in range(first, first + count):
        sys.stderr.write(f"{seed}\n")  # the last one told is it, should the parser die
        told = fault(seed)
        if told is not None:
            bad += 1
            sys.stdout.write(f"seed {seed}: {told}\n")
    raise SystemExit(bad > 0)


if __name__ == "__main__":
    main()

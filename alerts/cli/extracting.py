"""What `rasid extract` reads and prints."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from alerts.cli.learning import Knowing, address_of, nothing_known
from alerts.cli.lines import BadLine, Line, filter_lines, read_lines, write_line
from crawler.extract.page import explain_page, extract_page, read_plain
from crawler.fetch.decode import decode
from crawler.model import Failed, Page


def extract_files(names: Sequence[str], *, jsonl: bool, knowing: Knowing = nothing_known) -> int:
    """Print the article of each page, one JSON line a page; return the exit status."""

    def answer_line(values: dict[str, Any]) -> dict[str, Any]:
        return page_line(*read_line_page(values), knowing=knowing)

    def answer_file(values: dict[str, Any]) -> dict[str, Any]:
        name = str(values["name"])
        try:
            return page_line(page_id(name), "", read_page_file(name), knowing=knowing)
        except (OSError, EOFError, zlib.error) as error:
            raise BadLine(f"{name}: {getattr(error, 'strerror', None) or error}") from error

    status = 0
    for number, name in enumerate(names, start=1):
        if jsonl:
            lines, answer = read_lines(name), answer_line
        else:
            lines, answer = (
                iter([Line(number=number, values={"id": page_id(name), "name": name})]),
                answer_file,
            )
        status |= filter_lines(lines, answer, write_line)
    return status


def pages_in(names: Sequence[str], *, jsonl: bool) -> Iterator[tuple[str, str]]:
    """Return the address and HTML of every page given; what cannot be read is told when it is printed."""
    for name in names:
        with suppress(BadLine, OSError, EOFError, zlib.error):
            if not jsonl:
                yield _addressed(decode(read_page_file(name)), "")
                continue
            for line in read_lines(name):
                if line.error is None:
                    _, url, body = read_line_page(line.values)
                    yield _addressed(decode(body), url)


def _addressed(html: str, url: str) -> tuple[str, str]:
    return (address_of(html, url) if is_html(html) else "", html)


def read_page_file(name: str) -> bytes:
    """Read a page's bytes; ``-`` is standard input, ``.gz`` is unpacked."""
    body = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    return gzip.decompress(body) if name.endswith(".gz") else body


def page_id(name: str) -> str:
    """Return a file's name without its folder and endings: ``pages/a.html.gz`` is ``a``."""
    return Path(name.removesuffix(".gz")).stem


def read_line_page(values: dict[str, Any]) -> tuple[Any, str, bytes]:
    """Return a line's id as it was given, its address and page. Raises BadLine."""
    if values.get("id") is None:
        raise BadLine("the line has no id")
    page, path = values.get("html"), values.get("path")
    url = str(values.get("url") or "")
    if isinstance(page, str):
        return values["id"], url, page.encode("utf-8", "replace")
    if not isinstance(path, str):
        raise BadLine("the line has neither html nor path")
    try:
        return values["id"], url, Path(path).read_bytes()
    except OSError as error:
        raise BadLine(f"{path}: {error.strerror}") from error


def is_html(text: str) -> bool:
    """Say whether a text is a page; anything else is read as plain text, its first line the headline."""
    head = text[:4000].lstrip("\ufeff \t\r\n").lower()
    return head.startswith("<") or "<html" in head or "<body" in head or "<p" in head


def page_line(given_id: Any, url: str, body: bytes, *, knowing: Knowing = nothing_known) -> dict[str, Any]:
    """Return a page as the command prints it. Raises BadLine with what is wrong with the page."""
    text = decode(body)
    page: Page | Failed = _known_page(text, url, knowing) if is_html(text) else read_plain(text)
    if isinstance(page, Failed):
        raise BadLine(page.reason)
    if not page.title and not page.text:
        raise BadLine("there is nothing in it: no headline and no text")
    return {
        "id": given_id,
        "url": page.canonical_url or url or None,
        "title": page.title,
        "text": page.text,
        "published": None if page.published is None else page.published.isoformat(),
        "author": page.author,
        "language": page.language,
        "updated": None if page.updated is None else page.updated.isoformat(),
        "section": page.section,
        "picture": page.picture,
        "origin": page.origin,
    }


def _known_page(text: str, url: str, knowing: Knowing) -> Page | Failed:
    if knowing is nothing_known:
        return extract_page(text, url)
    return extract_page(text, url, known=knowing(address_of(text, url)))


def show_page(name: str, knowing: Knowing = nothing_known) -> None:
    """Show a page's blocks in the terminal: kept ones plain, dropped ones struck, each with its reason."""
    text = decode(read_page_file(name))
    console = Console(highlight=False)
    if not is_html(text):
        console.print(read_plain(text).text)
        return
    for block in explain_page(text, "", known=knowing(address_of(text, ""))):
        mark = Text("✓ " if block.kept else "✗ ", style="green" if block.kept else "red")
        words = Text(block.text, style="" if block.kept else "dim strike")
        console.print(mark + words + Text(f"  [{block.reason}]", style="cyan"))

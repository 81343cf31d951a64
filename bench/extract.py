"""Read the same pages with Rasid and with the best extractors, one process each, and print a table.

    python bench/extract.py [PAGES…]          files or folders; FILE.json beside FILE.html holds the gold text

Without pages it reads generated ones of every layout of the tests, whose text is known.

The others are not dependencies of Rasid. Install them into an environment of their own and name its Python:

    python -m venv /tmp/peers
    /tmp/peers/bin/pip install trafilatura readability-lxml resiliparse "newspaper4k[nlp]"
    python bench/extract.py --peers /tmp/peers/bin/python PAGES…

What is not installed is left out of the table, and said so. Each extractor reads every page in a process
of its own on one core: once to warm up, then ROUNDS times; the rounds of all are interleaved, since the
speed of a machine changes by the minute, and the fastest time of each page counts. F1 is over words.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
URL = "https://publisher.example/article"
Read = Callable[[str], str]


def rasid() -> Read:
    sys.path.insert(0, str(ROOT))
    from crawler.extract.page import extract_page

    return lambda html: getattr(extract_page(html, URL), "text", "")


def trafilatura() -> Read:
    from trafilatura import extract

    return lambda html: extract(html, include_comments=False) or ""


def trafilatura_fast() -> Read:
    from trafilatura import extract

    return lambda html: extract(html, include_comments=False, fast=True) or ""


def trafilatura_with_metadata() -> Read:
    """As Rasid does: headline, date, author and the rest beside the text."""
    from trafilatura import bare_extraction

    def read(html: str) -> str:
        found = bare_extraction(html, include_comments=False, with_metadata=True)
        return (found.text or "") if found else ""

    return read


def readability() -> Read:
    from lxml.html import fromstring
    from readability import Document

    return lambda html: fromstring(Document(html).summary()).text_content()


def resiliparse() -> Read:
    from resiliparse.extract.html2text import extract_plain_text

    return lambda html: extract_plain_text(html, main_content=True)


def newspaper4k() -> Read:
    import newspaper

    return lambda html: newspaper.article(URL, input_html=html, language="ar").text


EXTRACTORS: dict[str, Callable[[], Read]] = {
    "Rasid": rasid,
    "trafilatura": trafilatura,
    "trafilatura, fast": trafilatura_fast,
    "trafilatura, with metadata": trafilatura_with_metadata,
    "readability-lxml": readability,
    "resiliparse": resiliparse,
    "newspaper4k": newspaper4k,
}


# --- In the worker: one extractor, told over its standard input when to run a round ------------------


def work(name: str, paths: list[str]) -> None:
    """Answer each line of standard input with one round: seconds a page; first with the texts."""
    pages = [Path(path).read_text(encoding="utf-8", errors="replace") for path in paths]
    try:
        read = EXTRACTORS[name]()
        texts = [safely(read, page) for page in pages]
    except (ImportError, SystemExit) as error:
        print(json.dumps({"missing": str(error) or type(error).__name__}), flush=True)
        return
    print(json.dumps({"texts": texts}), flush=True)
    for _ in sys.stdin:
        print(json.dumps({"seconds": [timed(read, page) for page in pages]}), flush=True)


def safely(read: Read, page: str) -> str:
    try:
        return read(page)
    except (ImportError, SystemExit):
        raise
    except Exception as error:  # noqa: BLE001 - another's library may raise anything; that is a page not read
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return ""


def timed(read: Read, page: str) -> float:
    start = time.perf_counter()
    safely(read, page)
    return time.perf_counter() - start


# --- In the parent -----------------------------------------------------------------------------------


class Worker:
    """An extractor in a process of its own."""

    def __init__(self, name: str, python: str, paths: list[Path]) -> None:
        self.name = name
        command = [python, __file__, "--work", name, *map(str, paths)]
        quiet = {**os.environ, "PYTHONWARNINGS": "ignore"}
        self.running = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=quiet,
        )
        self.first = self.answer()
        self.best: list[float] = []

    def answer(self) -> dict:
        """Wait for the next answer."""
        line = self.running.stdout.readline() if self.running.stdout else ""
        return json.loads(line) if line else {"missing": "it stopped"}

    def round(self) -> None:
        """Have every page read once more, and keep the fastest time of each."""
        assert self.running.stdin is not None
        self.running.stdin.write("\n")
        self.running.stdin.flush()
        seconds = self.answer()["seconds"]
        self.best = [min(pair) for pair in zip(self.best, seconds, strict=True)] if self.best else seconds

    def close(self) -> None:
        """End the process."""
        if self.running.stdin:
            self.running.stdin.close()
        self.running.wait()


def f1(text: str, gold: str) -> float:
    mine, wanted = Counter(re.findall(r"\w+", text)), Counter(re.findall(r"\w+", gold))
    shared = (mine & wanted).total()
    return 2 * shared / (mine.total() + wanted.total()) if shared else 0.0


def gold_of(path: Path) -> str | None:
    beside = path.with_suffix(".json")
    return json.loads(beside.read_text(encoding="utf-8")).get("text") if beside.exists() else None


def pages_of(given: list[Path]) -> list[Path]:
    return [path for one in given for path in (sorted(one.rglob("*.html")) if one.is_dir() else [one])]


def generated(folder: Path) -> Path:
    """Write the tests' pages of every layout, with their texts, into a folder."""
    sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "rules")]
    from page_layouts import LAYOUTS, STORY

    for number, layout in enumerate(LAYOUTS.values()):
        (folder / f"{number}.html").write_text(layout.page(STORY), encoding="utf-8")
        told = {"text": "\n".join(STORY)}
        (folder / f"{number}.json").write_text(json.dumps(told), encoding="utf-8")
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pages", nargs="*", type=Path)
    parser.add_argument("--peers", default=sys.executable, help="the Python that has the other extractors")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--work", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.work:
        work(arguments.work, list(map(str, arguments.pages)))
        return
    with tempfile.TemporaryDirectory() as folder:
        paths = pages_of(arguments.pages or [generated(Path(folder))])
        if not paths:
            parser.error("no pages there: give HTML files, or a folder of them")
        compare(paths, arguments.peers, arguments.rounds)


def compare(paths: list[Path], peers: str, rounds: int) -> None:
    workers = [Worker(name, sys.executable if name == "Rasid" else peers, paths) for name in EXTRACTORS]
    ready = [worker for worker in workers if "texts" in worker.first]
    for _ in range(rounds):
        for worker in ready:
            worker.round()
    golds = [gold_of(path) for path in paths]
    known = len(golds) - golds.count(None)
    print(f"{len(paths)} pages, {known} with gold text, best of {rounds} rounds\n")
    print("| extractor | mean F1 | pages/s | times trafilatura |\n|---|---:|---:|---:|")
    speeds = {worker.name: len(paths) / sum(worker.best) for worker in ready}
    for worker in ready:
        pairs = zip(worker.first["texts"], golds, strict=True)
        scores = [f1(text, gold) for text, gold in pairs if gold is not None]
        mean = f"{sum(scores) / len(scores):.3f}" if scores else "–"
        base = speeds.get("trafilatura")
        times = f"{speeds[worker.name] / base:.1f}" if base else "–"
        print(f"| {worker.name} | {mean} | {speeds[worker.name]:.0f} | {times} |")
    for worker in workers:
        worker.close()
        if worker not in ready:
            print(
                f"\n{worker.name} is left out: {worker.first['missing']}. See --help for how to install it."
            )


if __name__ == "__main__":
    main()

"""Know edited copies of articles again, with Rasid's index and with datasketch's, and print a table.

    python bench/dedup.py [ARTICLES.jsonl[.gz]]      article lines; without them, texts drawn from the lexicon

datasketch is no dependency of Rasid. Install it into an environment of its own and name its Python:

    python -m venv /tmp/peers
    /tmp/peers/bin/pip install datasketch
    python bench/dedup.py --peers /tmp/peers/bin/python ARTICLES.jsonl

Of each of COUNT articles copies are made: with 5, 10, 20 and 40 of 100 words changed for others of the
corpus, with another headline, with the last third cut, with a signature. Originals and copies come mixed;
each is asked for and then added, from its raw text on, in a process of its own on one core. Rasid's rows are
in a SQLite file and its answers verified word by word; datasketch's are in memory (MinHashLSH, 64 bands of 2,
no verification). A false pair is an answer that names another article than the original or one of its copies.
--grow N fills the index with N articles' worth of rows and asks again: the cost should stay.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EDITS = {"5 %": 0.05, "10 %": 0.10, "20 %": 0.20, "40 %": 0.40}
KINDS = ("the same", *EDITS, "headline", "tail", "signature")
LEAST_WORDS = 60  # a shorter text has too few shingles for any sketch
NOON = datetime(2026, 5, 6, 12, tzinfo=UTC)
Text = tuple[int, str, str]  # number of the original, kind of the copy, text; "" kind is the original
Ask = Callable[[int, str], int | None]  # adds a text under a number, returns the number that it repeats


# --- Texts -------------------------------------------------------------------------------------------


def articles_of(path: Path | None, count: int) -> list[str]:
    if path is None:
        return drawn(count)
    body = path.read_bytes()
    lines = (gzip.decompress(body) if path.suffix == ".gz" else body).decode("utf-8").splitlines()
    kept: list[str] = []
    known: set[str] = set()  # runs of words that an article before this one has too: it may be a reprint
    for one in map(json.loads, lines):
        words = f"{one['title']} {one['text']}".split()
        runs = {" ".join(words[at : at + 6]) for at in range(len(words) - 5)}
        if len(words) >= LEAST_WORDS and len(runs & known) < len(runs) / 10:
            kept.append(" ".join(words))
        known |= runs
        if len(kept) == count:
            break
    return kept


def drawn(count: int) -> list[str]:
    """Draw texts of 200 words from the words of the lexicon and the demo's articles."""
    files = [*(ROOT / "seeds").rglob("*.toml"), *(ROOT / "seeds" / "demo").rglob("*.json*")]
    words = sorted({word for file in files for word in file.read_text(encoding="utf-8").split()})
    chance = random.Random(1)
    return [" ".join(chance.choices(words, k=200)) for _ in range(count)]


def copies_of(texts: list[str]) -> list[Text]:
    """Return originals and copies, mixed so that each original comes before its copies."""
    chance = random.Random(7)
    vocabulary = [word for text in texts for word in text.split()]
    mixed: list[tuple[float, Text]] = []
    for number, text in enumerate(texts):
        begun = chance.random()
        mixed.append((begun, (number, "", text)))
        for kind in KINDS:
            copy = (number, kind, edited(text, kind, chance, vocabulary))
            mixed.append((begun + chance.random() + 1e-9, copy))
    return [text for _, text in sorted(mixed, key=lambda pair: pair[0])]


def edited(text: str, kind: str, chance: random.Random, vocabulary: list[str]) -> str:
    words = text.split()
    if kind in EDITS:
        for position in chance.sample(range(len(words)), round(len(words) * EDITS[kind])):
            words[position] = chance.choice(vocabulary)
    elif kind == "headline":
        words[:8] = chance.choices(vocabulary, k=8)
    elif kind == "tail":
        words = words[: len(words) * 2 // 3]
    elif kind == "signature":
        words += chance.choices(vocabulary, k=10)
    return " ".join(words)


# --- The two ---------------------------------------------------------------------------------------


class Rasid:
    """Rasid's own digest, index and verification, on a SQLite file."""

    def __init__(self, folder: str) -> None:
        sys.path.insert(0, str(ROOT))
        from alerts.store.schema import open_database
        from crawler.dedup.facts import place_words
        from crawler.places.gazetteer import Gazetteer

        self.path = Path(folder) / "rasid.db"
        self.database = open_database(str(self.path))
        self.is_place = place_words(Gazetteer.load())

    def prepare(self, texts: list[Text]) -> None:
        """Save the articles themselves: that is not the index's work."""
        from crawler.model import Article
        from crawler.store.articles import ArticleStore

        self.articles = [
            Article(id=str(at), publisher="p", url="", title="", text=text, published=NOON)
            for at, (_, _, text) in enumerate(texts)
        ]
        with self.database.begin() as tx:
            for article in self.articles:
                ArticleStore(tx).save(article, NOON)

    def run(self, _texts: list[Text]) -> list[int | None]:
        """Ask for and add each text."""
        from crawler.assess import judge_article
        from crawler.store.articles import ArticleStore

        answers: list[int | None] = []
        with self.database.begin() as tx:
            store = ArticleStore(tx)
            for article in self.articles:
                verdict, _ = judge_article(store, article, self.is_place)
                answers.append(None if verdict.duplicate_of is None else int(verdict.duplicate_of))
        return answers

    def bytes_each(self, count: int) -> float:
        """Return the bytes that the index of so many articles takes."""
        with self.database.begin() as tx:
            return (
                tx.exec_driver_sql("SELECT sum(pgsize) FROM dbstat WHERE name = 'sketches'").scalar() / count
            )

    def fill(self, count: int) -> None:
        """Add the rows of so many articles of other words."""
        chance, first = random.Random(3), 10_000_000
        with self.database.begin() as tx:
            for start in range(0, count, 10_000):
                rows = [
                    (chance.getrandbits(64) - 2**63, first + at)
                    for at in range(start, min(start + 10_000, count))
                    for _ in range(16)
                ]
                rows.sort()
                tx.connection.cursor().executemany("INSERT OR IGNORE INTO sketches VALUES (?, ?)", rows)


class Datasketch:
    """The peer, as its documentation shows it, with the bands that reach Rasid's recall."""

    def __init__(self, _folder: str) -> None:
        from datasketch import MinHash, MinHashLSH

        self.make = MinHash
        self.index = MinHashLSH(num_perm=128, params=(64, 2))

    def prepare(self, texts: list[Text]) -> None:
        """Nothing lies outside the index."""

    def run(self, texts: list[Text]) -> list[int | None]:
        """Ask for and add each text."""
        answers: list[int | None] = []
        for at, (number, _, text) in enumerate(texts):
            words = text.split()
            sketch = self.make(num_perm=128)
            sketch.update_batch([" ".join(words[i : i + 3]).encode() for i in range(len(words) - 2)])
            found = self.index.query(sketch)
            right = [one for one in found if texts[one][0] == number]  # told in its favour: it names many
            answers.append(min(right or found, default=None))
            self.index.insert(at, sketch)
        return answers


PEERS = {"Rasid": Rasid, "datasketch": Datasketch}


def work(name: str, path: str, grow: list[int]) -> None:
    """Answer with seconds and answers, as JSON; then with the cost at each size that is asked for."""
    texts = [tuple(text) for text in json.loads(Path(path).read_text(encoding="utf-8"))]
    with tempfile.TemporaryDirectory() as folder:
        try:
            peer = PEERS[name](folder)
        except ImportError as error:
            print(json.dumps({"missing": str(error)}))
            return
        peer.prepare(texts)
        start = time.process_time()
        answers = peer.run(texts)
        told = {"seconds": time.process_time() - start, "answers": answers}
        if isinstance(peer, Rasid):
            told["bytes"] = peer.bytes_each(len(texts))
            told["grown"] = [(size, grown(texts, size)) for size in grow]
        print(json.dumps(told))


def grown(texts: list[Text], size: int) -> float:
    """Return the seconds that the texts take in an index that holds so many others."""
    with tempfile.TemporaryDirectory() as folder:
        peer = Rasid(folder)
        peer.fill(size)
        peer.prepare(texts)
        start = time.process_time()
        peer.run(texts)
        return time.process_time() - start


# --- The table ---------------------------------------------------------------------------------------


def ask(name: str, python: str, path: str, grow: list[int]) -> dict:
    command = [python, __file__, "--work", name, path, "--grow", *map(str, grow)]
    quiet = {**os.environ, "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(command, capture_output=True, text=True, env=quiet, check=False)
    return json.loads(done.stdout) if done.returncode == 0 else {"missing": done.stderr.strip()[-300:]}


def recall(texts: list[Text], answers: list[int | None]) -> tuple[dict[str, float], int]:
    """Return which part of each kind of copy was known, and how many answers named a stranger."""
    found, asked, strangers = Counter(), Counter(), 0
    for (number, kind, _), answer in zip(texts, answers, strict=True):
        right = answer is not None and texts[answer][0] == number
        strangers += answer is not None and not right
        if kind:
            asked[kind] += 1
            found[kind] += right
    return {kind: found[kind] / asked[kind] for kind in KINDS}, strangers


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", nargs="?", type=Path)
    parser.add_argument("--count", type=int, default=300, help="originals; each has eight copies")
    parser.add_argument("--peers", default=sys.executable, help="the Python that has datasketch")
    parser.add_argument("--grow", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--work", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.work:
        work(*arguments.work, arguments.grow)
        return
    texts = copies_of(articles_of(arguments.articles, arguments.count))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.json"
        path.write_text(json.dumps(texts), encoding="utf-8")
        pythons = {"Rasid": sys.executable, "datasketch": arguments.peers}
        told = {name: ask(name, python, str(path), arguments.grow) for name, python in pythons.items()}
    show(texts, told)


def show(texts: list[Text], told: dict[str, dict]) -> None:
    print(f"{len(texts)} texts of {len({number for number, _, _ in texts})} articles\n")
    print(f"| index | {' | '.join(KINDS)} | false pairs | texts/s | times |")
    print("|---|" + "---:|" * (len(KINDS) + 3))
    base = told["datasketch"].get("seconds")
    for name, one in told.items():
        if "missing" in one:
            print(f"\n{name} is left out: {one['missing']}. See --help for how to install it.")
            continue
        parts, strangers = recall(texts, one["answers"])
        figures = " | ".join(f"{parts[kind]:.3f}" for kind in KINDS)
        times = f"{base / one['seconds']:.1f}" if base else "–"
        print(f"| {name} | {figures} | {strangers} | {len(texts) / one['seconds']:.0f} | {times} |")
    mine = told["Rasid"]
    if "bytes" in mine:
        print(f"\nRasid's index takes {mine['bytes']:.0f} bytes an article.")
    for size, seconds in mine.get("grown", []):
        print(f"With {size:,} other articles in it: {len(texts) / seconds:.0f} texts/s.")


if __name__ == "__main__":
    main()

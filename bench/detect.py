"""Measure text → events: articles a second beside a plain token dictionary, start, memory, long texts.

    python bench/detect.py ARTICLES…          article lines (JSON), .gz is read
    python bench/detect.py --profile ARTICLES…    and where the time goes

The dictionary is a fixed yardstick, written here and never changed with Rasid: it folds, splits and looks
every word up with its clitics peeled among as many triggers and names, and decides nothing. Machines
differ and change by the minute, so the two read the same articles in turn in one process, and their ratio
counts.

Rasid is loaded with 100,000 place names and 10,000 forms of triggers: those that ship, filled up with made-up
ones of the words of the articles themselves, which are harder than words that no text has.
"""

from __future__ import annotations

import argparse
import cProfile
import gzip
import json
import pstats
import random
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from crawler.detect.detector import Detector  # noqa: E402 - the path comes first
from crawler.detect.lexicon import Lexicon, WordGroup, load_lexicon  # noqa: E402
from crawler.detect.vocabulary import Vocabulary  # noqa: E402
from crawler.model import Article  # noqa: E402
from crawler.places.gazetteer import Gazetteer  # noqa: E402
from crawler.places.rows import COLUMNS, read_folder  # noqa: E402

STREAM = ROOT.parent / "shared" / "eval" / "stream" / "articles.jsonl"
SHIPPED = ROOT / "seeds" / "gazetteer"
NAMES, FORMS = 100_000, 10_000
WISHED = {"articles a second": 500, "start, s": 2.0, "memory, MB": 300, "5 MB, s": 2.0}
Read = Callable[[Article], object]
RAW = argparse.RawDescriptionHelpFormatter


def articles_of(files: list[Path], most: int) -> list[Article]:
    lines: list[str] = []
    for file in files:
        opener = gzip.open if file.suffix == ".gz" else open
        with opener(file, "rt", encoding="utf-8") as stream:
            lines += stream.readlines()
    return [article_of(json.loads(line)) for line in lines[:most]]


def article_of(values: dict) -> Article:
    published = values.get("published")
    return Article(
        id=str(values["id"]), publisher=values.get("source") or "", url="", title=values.get("title") or "",
        text=values.get("text") or "", published=datetime.fromisoformat(published) if published else None,
    )  # fmt: skip


# --- The yardstick ------------------------------------------------------------------------------------

WORD = re.compile(r"\w+")
FOLD = str.maketrans("أإآىةؤئ", "ااايهوي", "ـ\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652")
PREFIXES = ("", "و", "ف", "ب", "ل", "ك", "ال", "وال", "بال", "فال", "كال", "لل", "ولل", "وب", "ول")


def yardstick(triggers: set[str], names: set[str]) -> Read:
    first_words = {name.partition(" ")[0] for name in names}

    def read(article: Article) -> int:
        words = [word.translate(FOLD) for word in WORD.findall(article.full_text)]
        hits = 0
        for position, word in enumerate(words):
            for prefix in PREFIXES:
                if not word.startswith(prefix):
                    continue
                stem = word[len(prefix) :]
                hits += stem in triggers
                if stem in first_words:
                    hits += stem in names or " ".join([stem, *words[position + 1 : position + 2]]) in names
        return hits

    return read


# --- Rasid, filled up --------------------------------------------------------------------------------


def made_up_places(articles: list[Article]) -> list[list[str]]:
    """Return rows that fill the shipped names up to NAMES, each name two words of the articles."""
    chance, words = random.Random(7), rare_words(articles)
    tables = read_folder(SHIPPED)
    names = {name for row in tables.rows for name in [row[1], *row[2].split("|")] if name}
    rows: list[list[str]] = []
    while len(names) < NAMES:
        name = f"{chance.choice(words)} {chance.choice(words)}"
        if name not in names:
            names.add(name)
            rows.append([f"sy.made.{len(rows)}", name, "", "village", "sy", "", "", "", "", "0", "made up"])
    return rows


def rare_words(articles: list[Article]) -> list[str]:
    counts = Counter(word for article in articles for word in WORD.findall(article.full_text))
    return sorted(word for word, count in counts.items() if word.isalpha() and len(word) > 3 and count < 200)


def filled(articles: list[Article], own: Path) -> tuple[Detector, set[str], set[str]]:
    """Return a detector with so many names and forms, and those as plain words for the yardstick."""
    lexicon, words = load_lexicon(), rare_words(articles)
    missing = max(0, FORMS - len(Vocabulary(lexicon.groups).stems()))
    made = random.Random(7).sample(words, min(missing, len(words)))
    more = WordGroup(name="made up", particles=tuple(made))
    groups = {**lexicon.groups, more.name: more}
    gazetteer = Gazetteer.load(own=own)
    detector = Detector(Lexicon(groups=groups, phrases=lexicon.phrases, actors=lexicon.actors), gazetteer)
    names = {name.translate(FOLD) for place in gazetteer for name in (place.name, *place.aliases)}
    return detector, detector.vocabulary.stems(), names


# --- Measuring ----------------------------------------------------------------------------------------


def seconds(read: Read, articles: list[Article]) -> float:
    start = time.process_time()
    for article in articles:
        read(article)
    return time.process_time() - start


def compare(articles: list[Article], rounds: int, own: Path) -> tuple[float, float, Detector]:
    """Return the articles a second of Rasid and of the yardstick, the best round of each."""
    detector, triggers, names = filled(articles, own)
    reads = [detector.detect, yardstick(triggers, names)]
    best = [float("inf"), float("inf")]
    for _ in range(rounds):
        best = [min(known, seconds(read, articles)) for known, read in zip(best, reads, strict=True)]
    return len(articles) / best[0], len(articles) / best[1], detector


def write_places(folder: Path, rows: list[list[str]]) -> None:
    (folder / "rasid.toml").touch()
    (folder / "places").mkdir()
    lines = ["\t".join(row) for row in [COLUMNS, *rows]]
    (folder / "places" / "made.tsv").write_text("\n".join(lines), encoding="utf-8")


def started(folder: Path) -> tuple[float, float]:
    """Return CPU seconds and megabytes of `rasid detect` on nothing, with all names, in its own process."""
    command = [sys.executable, "-m", "alerts", "detect", "-", "--config", str(folder / "rasid.toml")]
    start = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=ROOT, input=b"", check=True)
    end = resource.getrusage(resource.RUSAGE_CHILDREN)
    taken = end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime
    return taken, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def long_text(articles: list[Article], length: int) -> Article:
    text = "\n".join(article.text for article in articles)
    text = (text * (length // max(len(text), 1) + 1))[:length]
    return Article(id="long", publisher="", url="", title="", text=text, published=articles[0].published)


def show_profile(detector: Detector, articles: list[Article]) -> None:
    profile = cProfile.Profile()
    profile.enable()
    for article in articles:
        detector.detect(article)
    profile.disable()
    stats = pstats.Stats(profile)
    own: Counter[str] = Counter()
    for (file, _, _), (_, _, taken, _, _) in stats.stats.items():  # type: ignore[attr-defined]
        own[file.partition(str(ROOT) + "/")[2] or "Python's own"] += taken
    total = sum(own.values())
    print("\n| file | share of time |\n|---|---:|")
    for file, taken in own.most_common(20):
        print(f"| {file} | {taken / total:.1%} |")
    print()
    stats.sort_stats("tottime").print_stats(25)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=RAW)
    parser.add_argument(
        "articles", nargs="*", type=Path, default=[ROOT.parent / "shared/eval/stream/articles.jsonl"]
    )
    parser.add_argument("--most", type=int, default=1000, help="articles to read")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--profile", action="store_true")
    arguments = parser.parse_args()
    missing = [file for file in arguments.articles if not file.exists()]
    if missing:
        print(f"bench/detect.py: there is no {missing[0]}; name a file of article lines")
        return
    articles = articles_of(arguments.articles, arguments.most)
    with TemporaryDirectory() as made:
        folder = Path(made)
        write_places(folder, made_up_places(articles))
        start, megabytes = min(started(folder) for _ in range(arguments.rounds))
        mine, plain, detector = compare(articles, arguments.rounds, folder / "places")
    if arguments.profile:
        show_profile(detector, articles)
    rows = {"articles a second": mine, "start, s": start, "memory, MB": megabytes}
    whole = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    characters = sum(len(article.full_text) for article in articles)
    mean, forms = characters / len(articles), len(detector.vocabulary.stems())
    print(f"{len(articles)} articles, {mean:.0f} characters each, best of {arguments.rounds} rounds")
    print(f"{len(detector.gazetteer):,} places of {NAMES:,} names, {forms:,} forms\n")
    print("| what | figure | wished |\n|---|---:|---:|")
    rows["5 MB, s"] = seconds(detector.detect, [long_text(articles, 5_000_000)])
    for what, figure in rows.items():
        print(f"| {what} | {figure:.3g} | {WISHED[what]:g} |")
    print(f"| the yardstick, articles a second | {plain:.0f} | |")
    print(f"| Rasid's share of its speed | {mine / plain:.2f} | |")
    print(f"| memory with all that and the articles, MB | {whole:.0f} | |")
    for length in (20_000, 40_000, 80_000, 160_000):
        taken = seconds(detector.detect, [long_text(articles, length)])
        print(f"| a text of {length:,} characters, ms per 1,000 | {taken / length * 1e6:.2f} | the same |")


if __name__ == "__main__":
    main()

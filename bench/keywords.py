"""Is this article about an incident? Rasid beside keyword bots, on articles with gold labels, as a table.

    python bench/keywords.py FOLDER…          each holds articles.jsonl and gold.jsonl

A gold line is {"id", "incidents": [{"central": bool, …}…]}. An article is to be told if one of its
incidents is central; a false alarm is an article told that has none at all.

The bots know the same list of words, such as public news bots on messengers carry, and look for them as
substrings of the text, of the title alone, as whole words of a regular expression, or as keyword rules of
Rasid's, which find them in all their forms. No generic Arabic name recogniser stands beside the places:
those that pip installs (camel-tools, stanza) work only after a download of their models, and this measures
offline.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "eval"
sys.path.insert(0, str(ROOT))

from alerts.cli.lines import article_of  # noqa: E402 - the path comes first
from crawler.detect.detector import load_detector  # noqa: E402
from crawler.detect.keyword_forms import Paradigms  # noqa: E402
from crawler.detect.keyword_rules import KeywordRule, read_rule  # noqa: E402
from crawler.detect.keywords import KeywordSet  # noqa: E402
from crawler.detect.lexicon import load_lexicon  # noqa: E402
from crawler.model import Article, Status  # noqa: E402

LIST = """
قصف غارة غارات انفجار تفجير اشتباك اشتباكات معارك معركة هجوم اقتحام توغل كمين قتل مقتل قتلى قتيل جرحى
جريح إصابة شهيد شهداء استشهاد ضحايا مجزرة صاروخ صواريخ برميل براميل مدفعية هاون طيران طائرة مسيّرة
عبوة ناسفة مفخخة انتحاري اغتيال استهداف خطف اختطاف اعتقال مداهمة حصار نزوح تهجير هدنة تظاهرة مظاهرة
احتجاج إضراب قناص قنص رصاص ألغام داعش زلزال حريق فيضان كوليرا غرق مصرع
"""
WORDS = LIST.split()
Tells = Callable[[Article], bool]


@dataclass
class Score:
    """How often an article was rightly or wrongly told."""

    right: int = 0
    missed: int = 0
    loose: int = 0  # told without a central incident
    false: int = 0  # told without any incident
    quiet: int = 0  # articles without any incident
    seconds: float = 0.0

    @property
    def f1(self) -> float:
        """Precision and recall in one."""
        return 2 * self.right / max(1, 2 * self.right + self.missed + self.loose)

    def row(self, name: str, articles: int) -> str:
        """Return a line of the table."""
        precision = self.right / max(1, self.right + self.loose)
        recall = self.right / max(1, self.right + self.missed)
        alarms = self.false / max(1, self.quiet)
        speed = articles / max(self.seconds, 1e-9)
        return f"| {name} | {self.f1:.3f} | {precision:.3f} | {recall:.3f} | {alarms:.3f} | {speed:,.0f} |"


def rasid() -> Tells:
    detector = load_detector()
    return lambda article: any(e.central and e.status is Status.NEW for e in detector.detect(article))


def keyword_rules() -> Tells:
    read = [read_rule(word) for word in WORDS]
    rules = {rule.text: rule for rule in read if isinstance(rule, KeywordRule)}
    asked = KeywordSet(rules, Paradigms(load_lexicon()))
    return lambda article: bool(asked.matching(article.title, article.text))


def keyword_rules_in_titles() -> Tells:
    tells = keyword_rules()
    return lambda article: tells(Article(id="", publisher="", url="", title=article.title, text=""))


def whole_words() -> Tells:
    pattern = re.compile(r"\b(?:" + "|".join(WORDS) + r")\b")
    return lambda article: pattern.search(article.full_text) is not None


TOLD_BY: dict[str, Callable[[], Tells]] = {
    "Rasid": rasid,
    "substrings of title and text": lambda: lambda article: any(word in article.full_text for word in WORDS),
    "substrings of the title": lambda: lambda article: any(word in article.title for word in WORDS),
    r"`\bword\b` in title and text": whole_words,
    "Rasid's keyword rules, title and text": keyword_rules,
    "Rasid's keyword rules, title": keyword_rules_in_titles,
}


def measured(tells: Tells, articles: list[Article], gold: dict[str, list[dict]]) -> Score:
    score = Score()
    for article in articles:
        incidents = gold[article.id]
        central = any(incident["central"] for incident in incidents)
        start = time.process_time()
        told = tells(article)
        score.seconds += time.process_time() - start
        score.right += told and central
        score.missed += central and not told
        score.loose += told and not central
        score.false += told and not incidents
        score.quiet += not incidents
    return score


def lines_of(file: Path) -> list[dict]:
    with file.open(encoding="utf-8") as stream:  # not splitlines: texts hold other separators
        return [json.loads(line) for line in stream if line.strip()]


def compare(folder: Path, tellers: dict[str, Tells]) -> None:
    gold = {str(row["id"]): row["incidents"] for row in lines_of(folder / "gold.jsonl")}
    lines = [line for line in lines_of(folder / "articles.jsonl") if str(line["id"]) in gold]
    articles = [article_of(line) for line in lines]
    central = sum(any(i["central"] for i in gold[article.id]) for article in articles)
    print(f"\n{folder.name}: {len(articles)} articles, {central} to be told; {len(WORDS)} words\n")
    print("| told by | F1 | precision | recall | false alarms | articles/s |\n|---|---:|---:|---:|---:|---:|")
    for name, tells in tellers.items():
        print(measured(tells, articles, gold).row(name, len(articles)))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="*", type=Path, default=[SHARED / "stream", SHARED / "extra"])
    folders = parser.parse_args().folders
    tellers = {name: make() for name, make in TOLD_BY.items()}
    for folder in folders:
        if (folder / "gold.jsonl").exists():
            compare(folder, tellers)
        else:
            print(
                f"bench/keywords.py: there is no {folder / 'gold.jsonl'}; name a folder of labelled articles"
            )


if __name__ == "__main__":
    main()

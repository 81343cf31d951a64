"""The two founding articles: every happening that they tell is found, and nothing that they only recall."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.detect.detector import Detector, load_detector
from crawler.extract.boilerplate import clean_text
from crawler.model import Article, Event, Status

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
TADAMON, QADAM = "000_91ab430529874492.txt", "002_ba5ff0b2f8ba7d2b.txt"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason=f"the founding articles are not at {SEEDS}")


@pytest.fixture(scope="module")
def detector() -> Detector:
    return load_detector()


def read(detector: Detector, name: str) -> list[Event]:
    title, _, text = (SEEDS / name).read_text(encoding="utf-8").partition("\n")
    article = Article(id=name, publisher="p", url="u", title=title, text=clean_text(text).blanked)
    return detector.detect(article)


def bare(event: Event) -> str:
    return event.place.name.removeprefix("ال") if event.place else ""


TOLD = {
    "attack with suicide bombers": (TADAMON, "suicide_bombing", {"تضامن"}),
    "bombardment": (TADAMON, "shelling", {"تضامن", "يرموك"}),
    "siege of the quarter": (QADAM, "siege", {"قدم"}),
    "clashes on the line": (QADAM, "armed_clash", {"قدم", "عسالي"}),
    "attempt on a commander": (QADAM, "assassination", {"قدم"}),
    "attack on the next quarter": (QADAM, "armed_clash", {"زين"}),
    "partial siege": (QADAM, "siege", {"ضمير"}),
    "power cut": (QADAM, "outage", {"ضمير"}),
}


@pytest.mark.parametrize(("name", "kind", "places"), TOLD.values(), ids=TOLD)
def test_what_the_founding_articles_tell_is_found(
    detector: Detector, name: str, kind: str, places: set[str]
) -> None:
    """Each happening is found with its kind and its quarter."""
    found = read(detector, name)
    assert [e for e in found if e.status is Status.NEW and e.type == kind and bare(e) in places]


SILENT = {
    "control since years": (TADAMON, "منذ سيطرته على القسم"),
    "sniping of past months": (TADAMON, "حالات قنص"),
    "video of past months": (TADAMON, "عمليات قنص لعناصر"),
    "truce only discussed": (QADAM, "الاتفاق على هدنة"),
    "offer refused": (QADAM, "عرض على"),
    "attempt to take a town": (QADAM, "ليحاول السيطرة على مدينة"),
    "war only feared": (QADAM, "للحرب المحتملة"),
    "another story's teaser": (QADAM, "مثلث الشر"),
}


@pytest.mark.parametrize(("name", "words"), SILENT.values(), ids=SILENT)
def test_what_they_recall_or_imagine_is_not_news(detector: Detector, name: str, words: str) -> None:
    """Background, offers, fears and teasers give no new event."""
    title, _, text = (SEEDS / name).read_text(encoding="utf-8").partition("\n")
    at = f"{title}\n{text}".index(words)
    new = [e for e in read(detector, name) if e.status is Status.NEW]
    assert not [e for e in new if at <= e.evidence.start < at + len(words)]

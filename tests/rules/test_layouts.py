"""The article's text is recovered from pages of every layout: 144 ways to build one."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from page_layouts import HEADLINE, LAYOUTS, LEAD, PARAGRAPHS, SHORT_STORY, STORY, SUBHEADING

from crawler.arabic.tokens import tokenize
from crawler.extract.page import extract_page
from crawler.model import Page

URL = "https://almidan.example/news/77"


def f1(text: str, gold: str) -> float:
    """Return the bag-of-words F1, as extraction benchmarks count it."""
    mine, wanted = (Counter(t.text for t in tokenize(one) if t.kind != "mark") for one in (text, gold))
    shared = (mine & wanted).total()
    return 2 * shared / (mine.total() + wanted.total()) if shared else 0.0


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_the_text_is_recovered_from_every_layout(layout):
    """However a site is built, its article comes out whole and alone."""
    page = extract_page(layout.page(STORY), URL)
    assert isinstance(page, Page)
    assert f1(page.text, "\n".join(STORY)) >= 0.99, page.text
    assert page.title == HEADLINE


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_short_report_is_recovered_too(layout):
    """Two paragraphs among much furniture are still the article."""
    page = extract_page(layout.page(SHORT_STORY), URL)
    assert isinstance(page, Page)
    assert f1(page.text, "\n".join(SHORT_STORY)) >= 0.99, page.text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    layout=st.sampled_from(sorted(LAYOUTS)),
    kept=st.lists(st.sampled_from(PARAGRAPHS), min_size=2, unique=True),
)
def test_any_run_of_paragraphs_is_recovered_in_order(layout, kept):
    """Which paragraphs an article has, and in which order, does not matter."""
    story = (LEAD, *kept[:1], SUBHEADING, *kept[1:])
    page = extract_page(LAYOUTS[layout].page(story), URL)
    assert isinstance(page, Page)
    assert f1(page.text, "\n".join(story)) >= 0.99, page.text
    places = [page.text.find(paragraph[:40]) for paragraph in (LEAD, *kept)]
    assert places == sorted(places)

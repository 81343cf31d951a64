"""Tell a page that carries no article: a consent page, a wall, a browser check, a missing page."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.extract.phrases import comparing_form, shipped_phrases
from crawler.model import Failed

SHORT_TEXT = 600  # characters; a longer text is an article whatever phrases it holds
NO_TEXT = 60
LOOKED_AT, TOP = 6000, 1500

GONE = Failed(reason="soft 404: the page says that it does not exist", permanent=True)
BROWSER_CHECK = Failed(reason="the publisher asks for a browser check instead of showing the page")
CONSENT = Failed(reason="a consent page stands before the article")
WALL = Failed(reason="the article is behind a wall: only its beginning is shown", permanent=True)
NOTHING = Failed(reason="no article text was found on the page")


def why_no_article(*, title: str, shown: Sequence[str], text: str, walled: bool) -> Failed | None:
    """Return the failure of a page without an article.

    ``shown`` are all its pieces of text, ``text`` what was kept. Every site has a cookie banner, so a
    consent page is one only where nothing else was kept.
    """
    if len(text) >= SHORT_TEXT:
        return None
    phrases = shipped_phrases()
    headline = comparing_form(title)
    page = comparing_form(" ".join(shown)[:LOOKED_AT])
    kept = comparing_form(text)
    scarce = len(text) < SHORT_TEXT // 2
    checks = (
        (
            _says(headline, phrases.missing)
            or (scarce and _says(page[:TOP], [one for one in phrases.missing if not one.isdigit()])),
            GONE,
        ),
        (_says(f"{headline} {page}", phrases.browser_checks) and len(page) < 2 * SHORT_TEXT, BROWSER_CHECK),
        (_says(kept, phrases.consents) or (len(text) < NO_TEXT and _says(page, phrases.consents)), CONSENT),
        (scarce and (walled or _says(page, phrases.walls)), WALL),
        (len(text) < NO_TEXT, NOTHING),
    )
    return next((failed for holds, failed in checks if holds), None)


def _says(text: str, phrases: Sequence[str]) -> bool:
    padded = f" {text} "
    return any(f" {phrase} " in padded for phrase in phrases)

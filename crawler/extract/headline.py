"""Find the headline as the page shows it: the head's titles only vouch for one of the page's headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.extract.phrases import comparing_form
from crawler.extract.stated import Stated
from crawler.extract.tree import Walk

_CUT = re.compile(r"\s+[|\-–—:•·«»/\\]+\s+|\s*[|»«]\s*")
_BAR = re.compile(r"\s*[|»«]")
_EDGES = "|-–—:•·«»/\\ "
_MOST_HEADINGS, _MOST_SHOWN = 12, 2_000
SAME_SHARE = 0.45  # a heading may be so much shorter than the title that vouches for it
SITE_SHARE = 0.34  # a site's name is at most so much of a title
SITE_WORDS = 4
MARKS_SHARE = 1.5  # with vowel marks and quotes a text is so much longer than its folded form
SHORTEST = 12  # characters of a heading that stands for itself


def find_headline(page: Walk, stated: Stated) -> str | None:
    """Return the page's heading that its head vouches for, else the head's title without the site's name."""
    candidates = (
        stated.meta.get("og:title"),
        stated.text("headline"),
        stated.meta.get("twitter:title"),
        stated.title,
    )
    vouching = list(dict.fromkeys(" ".join(text.split()) for text in candidates if text and text.strip()))
    first, second = _headings(page, "h1"), _headings(page, "h2")
    for heading in first:
        if heading in vouching:
            return heading
    known = [comparing_form(text) for text in vouching]
    for heading in (*first, *second):
        said = comparing_form(heading)
        if any(_same(said, text) for text in known):
            return heading
    shown = _shown_part(page, known)
    if shown is not None:
        return shown
    if vouching:
        return _without_site(vouching, stated.meta.get("og:site_name"))
    return next((heading for heading in first if len(heading) > SHORTEST), None)


def _shown_part(page: Walk, known: Sequence[str]) -> str | None:
    """Return the longest run of the page that begins or ends a title: a headline that is no heading."""
    best: str | None = None
    longest = max(map(len, known), default=0)
    for piece in page.pieces[:_MOST_SHOWN]:
        if not SHORTEST <= len(piece.text) <= MARKS_SHARE * longest:
            continue
        said = comparing_form(piece.text)
        if len(said) <= len(best or "") or not any(_same(said, text) for text in known):
            continue
        if any(text.startswith(said) or text.endswith(said) for text in known):
            best = piece.text
    return best


def _headings(page: Walk, tag: str) -> list[str]:
    """Return the texts of the page's headings of one level; a line break inside does not split them."""
    texts: dict[int, str] = {}
    for piece in page.pieces:
        if piece.tag == tag:
            texts[piece.element] = (
                f"{texts[piece.element]} {piece.text}" if piece.element in texts else piece.text
            )
            if len(texts) > _MOST_HEADINGS:
                break
    return list(texts.values())


def _same(said: str, known: str) -> bool:
    """Whether a heading is what the head calls the page, give or take the site's name or a cut end."""
    if said == known:
        return bool(said)
    shorter, longer = sorted((said, known), key=len)
    return shorter in longer and len(shorter) >= max(SHORTEST, SAME_SHARE * len(longer))


def _without_site(vouching: Sequence[str], site: str | None) -> str:
    """Return the first title, without the site's name before or after it."""
    title = vouching[0]
    parts = [part for part in _CUT.split(title) if part.strip()]
    if len(parts) <= 1:
        return title
    shorter = next((other for other in vouching[1:] if other != title and other in title), None)
    if shorter and len(shorter) >= SAME_SHARE * len(title):
        return shorter
    site_words = comparing_form(site or "")
    for outer, cut in ((parts[-1], title.removesuffix), (parts[0], title.removeprefix)):
        named = bool(site_words) and comparing_form(outer) == site_words
        # "دمشق - بيروت: الطريق مغلق" begins with a place; only a bar there parts off a site's name.
        parted = outer is parts[-1] or bool(_BAR.match(title[len(outer) :]))
        small = parted and len(outer.split()) <= SITE_WORDS and len(outer) < SITE_SHARE * len(title)
        if named or small:
            return cut(outer).strip().strip(_EDGES) or title
    return title

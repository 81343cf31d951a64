"""Feeds and pages as text, from the templates beside this file.

The pages are built like those of real news themes, clutter and all: an extractor that can read
these has earned its keep.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import cache
from urllib.parse import quote
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from alerts.newsroom.model import Outlet, Printed, Teaser
from alerts.newsroom.wording import dateline

_LATEST = 10


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("alerts.newsroom", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["quoted"] = lambda address: quote(address, safe="/?=&;-_.~")
    return made


def index(outlets: Iterable[Outlet], base: str) -> str:
    """Render the list of the outlets."""
    return _templates().get_template("index.html").render(outlets=outlets, base=base)


def front(outlet: Outlet, visible: Sequence[Printed], base: str) -> str:
    """Render an outlet's front page."""
    return _site(outlet, base, "front.html", visible, shown=visible)


def not_found(outlet: Outlet, base: str) -> str:
    """Render what an outlet says to a wrong address."""
    return _site(outlet, base, "not_found.html", ())


def page(outlet: Outlet, printed: Printed, others: Sequence[Printed], base: str) -> str:
    """Render an article's page in its outlet's theme."""
    piece = printed.piece
    local = printed.published.astimezone(ZoneInfo(outlet.timezone))
    return _site(
        outlet,
        base,
        f"{outlet.theme}.html",
        others,
        printed=printed,
        piece=piece,
        paragraphs=_paragraphs(outlet, printed),
        read_also=piece.read_also or outlet.read_also,
        dateline=dateline(outlet.dateline, local) if piece.dated else "",
        iso=local.isoformat(timespec="seconds"),
        structured=_structured(outlet, printed, base) if outlet.structured else "",
    )


def _site(outlet: Outlet, base: str, template: str, others: Sequence[Printed], **more: object) -> str:
    home = f"{base}/{outlet.id}"
    latest = [(Teaser(headline=each.piece.title), each.address) for each in others[:_LATEST]]
    missing = _LATEST - len(latest)
    latest += [(filler, f"archive/{n}/") for n, filler in enumerate(outlet.fillers[:missing])]
    return _templates().get_template(template).render(outlet=outlet, home=home, latest=latest, **more)


def _paragraphs(outlet: Outlet, printed: Printed) -> list[tuple[str, str]]:
    """List what stands in the text's place, as (kind, text): the text, its headings and adverts between."""
    body = []
    for count, paragraph in enumerate(printed.piece.paragraphs, start=1):
        heading = paragraph.startswith("## ")
        body.append(("heading" if heading else "text", paragraph.removeprefix("## ")))
        if count in outlet.adverts_after and count < len(printed.piece.paragraphs):
            body.append(("advert", "Advertisements"))
    return body


def _structured(outlet: Outlet, printed: Printed, base: str) -> Markup:
    piece = printed.piece
    described = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": f"{base}/{outlet.id}/{quote(printed.address, safe='/?=&')}",
        "headline": piece.title,
        "description": piece.summary,
        "articleSection": piece.section,
        "inLanguage": "ar",
        "datePublished": printed.published.astimezone(ZoneInfo(outlet.timezone)).isoformat(
            timespec="seconds"
        ),
        "author": {"@type": "Person", "name": piece.author or outlet.name},
        "publisher": {"@type": "NewsMediaOrganization", "name": outlet.name},
    }
    # "</" would end the script element; our own texts, so nothing else needs care.
    return Markup(json.dumps(described, ensure_ascii=False).replace("</", "<\\/"))  # noqa: S704


# --- Feeds -----------------------------------------------------------------------------------------

_NOT_XML = dict.fromkeys(set(range(32)) - {9, 10, 13})


def feed(outlet: Outlet, shown: Sequence[Printed], base: str) -> str:
    """Render an outlet's feed, newest first."""
    home = f"{base}/{outlet.id}"
    newest = shown[0].published if shown else datetime(2000, 1, 1, tzinfo=UTC)

    def snippet(template: str, each: Printed) -> str:
        paragraphs = _paragraphs(outlet, each)
        values = {
            "outlet": outlet,
            "piece": each.piece,
            "printed": each,
            "home": home,
            "paragraphs": paragraphs,
        }
        return _templates().get_template(template).render(values)

    text = (
        _templates()
        .get_template(f"{outlet.feed}.xml")
        .render(
            outlet=outlet,
            home=home,
            shown=shown,
            date=lambda moment: _feed_date(outlet, moment),
            newest=newest,
            summary=lambda each: (
                snippet("feed_summary.html", each) if outlet.theme == "classic" else each.piece.summary
            ),
            content=lambda each: snippet("feed_content.html", each) if outlet.whole else "",
        )
    )
    return text.translate(_NOT_XML)


def _feed_date(outlet: Outlet, moment: datetime) -> str:
    local = moment.astimezone(ZoneInfo(outlet.timezone))
    if outlet.feed == "atom":
        return local.isoformat(timespec="seconds")
    if outlet.feed_dates == "local":
        return local.strftime("%Y-%m-%d %H:%M:%S")
    return format_datetime(moment.astimezone(UTC).replace(microsecond=0))

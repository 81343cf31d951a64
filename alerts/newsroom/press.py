"""From what was written to what is printed: days filled in, numbers and addresses given."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from alerts.newsroom.model import Outlet, Piece, Printed, Teaser
from alerts.newsroom.wording import fill

_FIRST_NUMBER = 20_417  # like a WordPress post id: neither 1 nor consecutive
_STEP = 7
_NOT_IN_SLUG = re.compile(r"[^\w]+")
_THEMES = ("classic", "modern", "plain", "legacy")


def print_pieces(
    pieces: Iterable[Piece], outlets: Mapping[str, Outlet], *, start: datetime, speed: float
) -> list[Printed]:
    """Print what these outlets wrote."""
    printed = []
    for count, piece in enumerate(pieces):
        outlet = outlets.get(piece.outlet)
        if outlet is None:
            continue
        at = start + timedelta(seconds=piece.after / speed)
        printed.append(_print(piece, outlet, at, at - piece.age, _FIRST_NUMBER + _STEP * count))
    return printed


def _print(piece: Piece, outlet: Outlet, at: datetime, published: datetime, number: int) -> Printed:
    local = published.astimezone(ZoneInfo(outlet.timezone))
    filled = _filled(piece, lambda text: fill(text, local))
    slug = _NOT_IN_SLUG.sub("-", filled.title).strip("-")
    address = outlet.address.format(
        key=piece.key,
        number=number,
        year=local.year,
        month=f"{local.month:02}",
        day=f"{local.day:02}",
        slug=slug,
    )
    return Printed(piece=filled, at=at, published=published, number=number, address=address)


def _filled(piece: Piece, fresh: Callable[[str], str]) -> Piece:
    return replace(
        piece,
        title=fresh(piece.title),
        summary=fresh(piece.summary),
        paragraphs=tuple(fresh(paragraph) for paragraph in piece.paragraphs),
    )


# --- Recorded articles -----------------------------------------------------------------------------


def print_recorded(
    articles: Iterable[Mapping[str, Any]], habits: Mapping[str, Outlet]
) -> tuple[tuple[Outlet, ...], list[Printed]]:
    """Give each recorded source an outlet and print its articles word for word at their own times.

    ``habits`` may describe an outlet by the source's name; a source without one gets the next theme.
    """
    outlets: dict[str, Outlet] = {}
    printed = []
    for number, article in enumerate(articles, start=_FIRST_NUMBER):
        source = article["source"]
        if source not in outlets:
            outlets[source] = habits.get(source) or _plain_outlet(source, len(outlets))
        outlet = outlets[source]
        published = _moment(article["published"])
        piece = Piece(
            key=str(article["id"]),
            outlet=outlet.id,
            after=0,
            title=article["title"],
            summary=article.get("summary") or "",
            paragraphs=tuple(line for line in article["text"].split("\n") if line.strip()),
        )
        address = f"story/{piece.key}/"
        printed.append(
            Printed(piece=piece, at=published, published=published, number=number, address=address)
        )
    return tuple(outlets.values()), printed


def _moment(published: str | datetime) -> datetime:
    moment = datetime.fromisoformat(published) if isinstance(published, str) else published
    return moment.astimezone(UTC)


def _plain_outlet(source: str, count: int) -> Outlet:
    """Describe an outlet for a recorded source: every second one speaks Atom, themes take turns."""
    return Outlet(
        id=re.sub(r"[^a-z0-9]+", "-", source.lower()).strip("-") or f"outlet-{count}",
        name=source,
        feed="atom" if count % 2 else "rss",
        theme=_THEMES[count % len(_THEMES)],  # type: ignore[arg-type]  # a tuple's element is one of its literals
        window=60,
        menu=("الرئيسية", "سياسة", "عربي", "دولي", "اقتصاد", "رياضة", "ثقافة", "منوعات", "رأي", "من نحن"),
        fillers=_FILLERS,
    )


_FILLERS: tuple[Teaser, ...] = (
    Teaser(headline="أسعار الخضار في الأسواق هذا الأسبوع"),
    Teaser(headline="كيف تختار كتاباً لطفلك؟ نصائح من معلمة"),
    Teaser(headline="بالصور: أسبوع الحصاد في القرى"),
)

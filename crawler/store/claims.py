"""What articles claim, where each claim went, and which of them a late article may concern."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, bindparam, insert, or_, select, update

from crawler.incidents.revise import report_of
from crawler.incidents.settle import Claim, Key
from crawler.model import Article, Event
from crawler.store.articles import ArticleStore
from crawler.store.codec import event_from_json, event_to_json
from crawler.store.feeds import FeedStore
from crawler.store.tables import events

ClaimCache = dict[Key, Claim]
MOST_CACHED = 5000

_ADD = insert(events)
_LATER = select(events.c.article_id, events.c.position, events.c.incident_id, events.c.pinned).where(
    or_(
        events.c.published > bindparam("moment"),
        and_(events.c.published == bindparam("moment"), events.c.article_id > bindparam("article")),
    )
)
_ANY_LATER = _LATER.limit(1)
_ASIDE = select(events.c.article_id, events.c.position, events.c.incident_id, events.c.pinned).where(
    events.c.incident_id.is_(None),
    events.c.published >= bindparam("since"),
    events.c.published <= bindparam("until"),
)


class ClaimStore:
    """The claims of one transaction; ``cache`` may hold some that were read before, for they never change."""

    def __init__(self, tx: Connection, cache: ClaimCache | None = None) -> None:
        self.tx = tx
        self.cache: ClaimCache = {} if cache is None else cache

    def add(self, claim: Claim, incident_id: int | None, why: Sequence[str]) -> None:
        """Keep an article's claim and where it went."""
        article_id, position = claim.key
        self.tx.execute(
            _ADD,
            {
                "article_id": article_id,
                "position": position,
                "incident_id": incident_id,
                "day": claim.event.date,
                "published": claim.report.published,
                "pinned": claim.pinned,
                "why": list(why),
                "body": event_to_json(claim.event),
            },
        )

    def move(self, key: Key, incident_id: int | None, why: Sequence[str]) -> None:
        """Keep that a claim went elsewhere."""
        self.tx.execute(update(events).where(_is(key)).values(incident_id=incident_id, why=list(why)))

    def pin(self, keys: Iterable[Key], incident_id: int, why: Sequence[str]) -> None:
        """Let claims be where an operator puts them, for good."""
        for key in keys:
            row = update(events).where(_is(key))
            self.tx.execute(row.values(incident_id=incident_id, pinned=True, why=list(why)))

    def of(self, article_id: str) -> list[tuple[Event, int | None]]:
        """Return an article's claims, each with the incident it went to."""
        query = select(events.c.body, events.c.incident_id).where(events.c.article_id == article_id)
        rows = self.tx.execute(query.order_by(events.c.position))
        return [(event_from_json(row.body), row.incident_id) for row in rows]

    def reasons(self, incident_id: int) -> list[tuple[str, list[str]]]:
        """Return each of an incident's articles with why its claim went there, in order of publication."""
        query = select(events.c.article_id, events.c.why).where(events.c.incident_id == incident_id)
        rows = self.tx.execute(query.order_by(events.c.published, events.c.article_id))
        return [(row.article_id, row.why) for row in rows]

    def later(self, moment: datetime, article_id: str) -> list[Claim]:
        """Return the claims of the articles that were published after another."""
        return self._claims(_LATER, {"moment": moment, "article": article_id})

    def any_later(self, moment: datetime, article_id: str) -> bool:
        """Say whether an article is late: claims of later ones are there already."""
        return self.tx.execute(_ANY_LATER, {"moment": moment, "article": article_id}).first() is not None

    def aside(self, since: datetime, until: datetime) -> list[Claim]:
        """Return the denials of a time that found nothing to deny."""
        return self._claims(_ASIDE, {"since": since, "until": until})

    def named(self, keys: Iterable[Key]) -> list[Claim]:
        """Return claims by their names."""
        wanted = set(keys)
        if not wanted:
            return []
        query = select(events.c.article_id, events.c.position, events.c.incident_id, events.c.pinned)
        of_those = query.where(events.c.article_id.in_({article_id for article_id, _ in wanted}))
        return [claim for claim in self._claims(of_those, {}) if claim.key in wanted]

    def _claims(self, query: object, asked: dict[str, object]) -> list[Claim]:
        rows = self.tx.execute(query, asked).all()  # type: ignore[call-overload]  # one of the two above
        keys = [(row.article_id, row.position) for row in rows]
        found = {key: self.cache[key] for key in keys if key in self.cache}
        found.update(self._read({key for key in keys if key not in found}))
        if len(self.cache) > MOST_CACHED:
            self.cache.clear()
        self.cache.update(found)
        return [_as_held(found[row.article_id, row.position], row.incident_id, row.pinned) for row in rows]

    def _read(self, keys: set[Key]) -> ClaimCache:
        names = sorted({article_id for article_id, _ in keys})
        found: ClaimCache = {}
        for start in range(0, len(names), 500):
            part = names[start : start + 500]
            told, trusts = ArticleStore(self.tx).with_wordings(part), FeedStore(self.tx).trusts()
            query = select(events.c.article_id, events.c.position, events.c.body)
            for row in self.tx.execute(query.where(events.c.article_id.in_(part))):
                article, wording = told[row.article_id]
                found[row.article_id, row.position] = claim_of(
                    article,
                    event_from_json(row.body),
                    row.position,
                    wording,
                    trusts.get(article.publisher, 1.0),
                )
        return {key: claim for key, claim in found.items() if key in keys}


def claim_of(article: Article, event: Event, position: int, wording: str | None, trust: float = 1.0) -> Claim:
    """Return an article's event as a claim; ``wording`` tells whose words it holds."""
    report = replace(report_of(article, event, position), wording=wording, trust=trust)
    return Claim(article=article, event=event, report=report)


def _as_held(claim: Claim, held: int | None, pinned: bool) -> Claim:
    if (claim.held, claim.pinned) == (held, pinned):
        return claim
    return replace(claim, held=held, pinned=pinned)


def _is(key: Key) -> ColumnElement[bool]:
    return and_(events.c.article_id == key[0], events.c.position == key[1])

"""What an operator does to incidents by hand; no report that comes later overrules it.

Every report of an incident that a hand touched is pinned where it is: later ones are brought to the incidents
around it, and never move it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from crawler.incidents.grade import DEFAULT, Grading
from crawler.incidents.revise import corrected, drawn, redrawn
from crawler.incidents.where import Contains
from crawler.model import (
    Article,
    Change,
    ChangeKind,
    Correction,
    Incident,
    IncidentState,
    Report,
    incident_code,
)
from crawler.store.articles import ArticleStore
from crawler.store.claims import ClaimStore
from crawler.store.database import Transaction
from crawler.store.incidents import IncidentStore

Announce = Callable[[Transaction, Change, Article, datetime], None]


class HandRefused(ValueError):  # noqa: N818 - it names what happened
    """Raised when what an operator wants cannot be done; says what to do instead."""


class Hand:
    """An operator's hand within one transaction."""

    def __init__(
        self, tx: Transaction, contains: Contains, announce: Announce, grading: Grading = DEFAULT
    ) -> None:
        self.tx = tx
        self.contains = contains
        self.announce = announce
        self.grading = grading
        self.incidents = IncidentStore(tx)
        self.incidents.lock()

    def split(self, number: int, positions: Sequence[int], why: str, now: datetime) -> Incident:
        """Let some of an incident's reports, counted from 1, be one of their own. Raises HandRefused."""
        whole = self._alive(number)
        wrong = [position for position in positions if not 1 <= position <= len(whole.reports)]
        if wrong:
            raise HandRefused(
                f"{whole.code} has reports 1 to {len(whole.reports)}, none is number {wrong[0]}"
            )
        part = [whole.reports[position - 1] for position in sorted(set(positions))]
        rest = [report for report in whole.reports if report not in part]
        if not _tells(part) or not _tells(rest):
            raise HandRefused(f"{whole.code} and the new incident each need a report that is no denial")
        left = self._revised(whole, redrawn(whole, rest, self.contains, self.grading))
        alone = self.incidents.open(drawn(part, self.contains, self.grading))
        reason = (f"by hand: {why}",)
        self._pin(left, reason)
        self._pin(alone, reason)
        self._tell(Change(kind=ChangeKind.REVISED, before=whole, after=left, why=reason), now)
        self._tell(Change(kind=ChangeKind.SPLIT, before=None, after=alone, why=reason, other=whole.id), now)
        return alone

    def merge(self, number: int, into: int, why: str, now: datetime) -> Incident:
        """Let an incident be part of another, which is returned. Raises HandRefused."""
        if number == into:
            raise HandRefused("an incident cannot be merged into itself; give two codes")
        one, other = self._alive(number), self._alive(into)
        reports = (*other.reports, *one.reports)
        whole = self._revised(other, redrawn(other, reports, self.contains, self.grading))
        gone = self._revised(one, replace(one, state=IncidentState.MERGED, merged_into=into))
        reason = (f"by hand: {why}",)
        self._pin(whole, reason)
        self._tell(Change(kind=ChangeKind.MERGED, before=one, after=gone, why=reason, other=into), now)
        self._tell(Change(kind=ChangeKind.REVISED, before=other, after=whole, why=reason), now)
        return whole

    def correct(self, number: int, correction: Correction, now: datetime) -> Incident:
        """Settle what is told of an incident; `denied` retracts it or confirms it. Raises HandRefused."""
        before = self._alive(number)
        after = corrected(before, correction, self.contains, self.grading)
        self.incidents.save(after)
        reason = (f"by hand: {correction.why}",)
        self._pin(after, reason)
        kind = ChangeKind.RETRACTED if after.denied and not before.denied else ChangeKind.CORRECTED
        self._tell(Change(kind=kind, before=before, after=after, why=reason), now)
        return after

    def _alive(self, number: int) -> Incident:
        incident = self.incidents.get(number)
        if incident is None:
            raise HandRefused(
                f"there is no incident {incident_code(number)}; `rasid incidents list` shows them"
            )
        if incident.merged_into is not None:
            raise HandRefused(
                f"{incident.code} was merged into {incident_code(incident.merged_into)}: use that"
            )
        return incident

    def _revised(self, before: Incident, draft: Incident) -> Incident:
        after = replace(draft, revision=before.revision + 1)
        self.incidents.save(after)
        return after

    def _pin(self, incident: Incident, why: tuple[str, ...]) -> None:
        keys = [(report.article_id, report.position) for report in incident.reports]
        ClaimStore(self.tx).pin(keys, incident.id, why)

    def _tell(self, change: Change, now: datetime) -> None:
        self.incidents.log(change, now)
        latest = change.after.reports[-1]
        article = ArticleStore(self.tx).find(latest.article_id)
        if article is not None:
            self.announce(self.tx, change, article, now)


def _tells(reports: Sequence[Report]) -> bool:
    return any(not report.denies for report in reports)

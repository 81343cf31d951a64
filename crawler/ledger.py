"""An article's claims are brought into the incidents that the store holds, within one transaction.

gather what they may concern | settle | keep what changed, with why
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from crawler.incidents.grade import Grading
from crawler.incidents.kinds import near_types
from crawler.incidents.merge import WINDOW, Telling, near_families
from crawler.incidents.revise import change_kind, drawn, redrawn, report_order
from crawler.incidents.settle import Claim, Key, Settled, Settling
from crawler.incidents.where import Contains
from crawler.model import (
    Article,
    Change,
    ChangeKind,
    Event,
    Incident,
    IncidentState,
    Report,
    Status,
    incident_code,
)
from crawler.store.claims import ClaimCache, ClaimStore
from crawler.store.database import Transaction
from crawler.store.incidents import IncidentCache, IncidentStore


class Caches(Protocol):
    """What earlier transactions read."""

    incidents: IncidentCache
    claims: ClaimCache


class Ledger:
    """The incidents of one transaction; ``changes`` tells what became of them, in order."""

    def __init__(
        self,
        tx: Transaction,
        contains: Contains,
        grading: Grading,
        tell: Callable[[Claim], Telling],
        caches: Caches,
    ) -> None:
        self.contains = contains
        self.grading = grading
        self.tell = tell
        self.incidents = IncidentStore(tx, caches.incidents)
        self.claims = ClaimStore(tx, caches.claims)
        self.changes: list[Change] = []

    def take_in(self, article: Article, claims: Sequence[Claim], now: datetime) -> dict[Key, int]:
        """Bring an article's claims to their incidents; return which those are."""
        if not claims:
            return {}
        assert article.published is not None
        late = self.claims.any_later(article.published, article.id)
        settled, kept, tail = self._put_in_place(article, claims) if late else self._append(article, claims)
        numbers = self._keep(settled, kept, [*claims, *tail], now)
        went = {key: None if at is None else numbers.get(at, at) for key, (at, _) in settled.went.items()}
        for claim in claims:
            self.claims.add(claim, went[claim.key], settled.went[claim.key][1])
        for claim in tail:
            if went.get(claim.key, claim.held) != claim.held:
                self.claims.move(claim.key, went[claim.key], settled.went[claim.key][1])
        return {claim.key: at for claim in claims if (at := went[claim.key]) is not None}

    # --- gather and settle -----------------------------------------------------------------------

    def _append(
        self, article: Article, claims: Sequence[Claim]
    ) -> tuple[Settled, dict[int, Incident], list[Claim]]:
        """Settle the claims of the latest article: nothing that is kept can change its place."""
        assert article.published is not None
        since, until = article.published - WINDOW, article.published
        kept: dict[int, Incident] = {}
        for families, country in {(near_families(one.event.type), one.event.country) for one in claims}:
            found = self.incidents.candidates(families, country, since, until)
            kept.update((incident.id, incident) for incident in found)
        claims, known, moved = self._told_anew(article, claims, kept.values())

        def settled(aside: Sequence[Claim]) -> Settled:
            return Settling(known, self.contains, self.tell, self.grading, moved=moved).run(claims, aside)

        first = settled([])
        if all(number in kept for number in first.groups):
            return first, kept, []
        aside = self.claims.aside(since, until)  # what opened may have been denied before
        return (settled(aside) if aside else first), kept, aside

    def _put_in_place(
        self, article: Article, claims: Sequence[Claim]
    ) -> tuple[Settled, dict[int, Incident], list[Claim]]:
        """Settle the claims of a late article: those after it may have to go elsewhere."""
        assert article.published is not None
        moment = article.published, article.id
        kept = {one.id: one for one in self.incidents.alive_since(article.published - WINDOW)}
        tail = self.claims.later(*moment)
        claims, known, moved = self._told_anew(article, claims, kept.values())
        settled_by_hand = {one.id: one.corrections for one in kept.values() if one.corrections}
        settling = Settling(
            self._as_of(known, moment),
            self.contains,
            self.tell,
            self.grading,
            corrections=settled_by_hand,
            moved=moved,
        )
        aside = self._denials(known, moment)
        return settling.run([*claims, *tail], aside), kept, [*tail, *aside]

    def _told_anew(
        self, article: Article, claims: Sequence[Claim], known: Iterable[Incident]
    ) -> tuple[Sequence[Claim], list[Incident], set[int]]:
        """Take back the reports of an article that was read before, where it tells of the same kind again.

        Its new claims are held by the incidents that they were in, so that these keep their numbers.
        """
        if article.alerts:  # one that is judged again makes no sound
            return claims, list(known), set()
        held: dict[Key, int] = {}
        left: list[Incident] = []
        for incident in known:
            again = [
                claim
                for claim in claims
                if claim.key not in held
                and incident.type in near_types(claim.event.type)
                and any(report.article_id == claim.report.article_id for report in incident.reports)
            ]
            if not again:
                left.append(incident)
                continue
            held[again[0].key] = incident.id
            article_id = again[0].report.article_id
            reports = [report for report in incident.reports if report.article_id != article_id]
            if any(not report.denies for report in reports):
                left.append(redrawn(incident, reports, self.contains, self.grading))
        return [replace(claim, held=held.get(claim.key)) for claim in claims], left, set(held.values())

    def _as_of(self, kept: Iterable[Incident], moment: tuple[datetime, str]) -> list[Incident]:
        """Return incidents as they stood before a moment; those that only denials told of were none."""
        stood: list[Incident] = []
        for incident in kept:
            reports = [
                report for report in incident.reports if (report.published, report.article_id) < moment
            ]
            if len(reports) == len(incident.reports):
                stood.append(incident)
            elif any(not report.denies for report in reports):
                stood.append(redrawn(incident, reports, self.contains, self.grading))
        return stood

    def _denials(self, kept: Iterable[Incident], moment: tuple[datetime, str]) -> list[Claim]:
        """Return the denials before a moment that had found nothing to deny by then."""
        early = {
            (report.article_id, report.position) for incident in kept for report in _waiting(incident, moment)
        }
        waiting = [
            claim
            for claim in self.claims.aside(moment[0] - WINDOW, moment[0])
            if (claim.report.published, claim.report.article_id) < moment
        ]
        return [*waiting, *self.claims.named(early)]

    # --- keep ------------------------------------------------------------------------------------

    def _keep(
        self, settled: Settled, kept: dict[int, Incident], claims: Sequence[Claim], now: datetime
    ) -> dict[int, int]:
        """Keep what differs; return the numbers that opened incidents got from the store."""
        numbers: dict[int, int] = {}
        for number, reports in sorted(settled.groups.items(), key=lambda group: report_order(group[1][0])):
            moved = _Moved.into(number, reports, settled, claims)
            if number not in kept:
                numbers[number] = self._open(reports, moved, now)
            elif set(reports) != set(kept[number].reports):
                self._revise(kept[number], reports, moved, now)
        for old, into in sorted(settled.merged.items()):
            self._merge(kept[old], numbers.get(into, into), now)
        return numbers

    def _open(self, reports: Sequence[Report], moved: _Moved, now: datetime) -> int:
        incident = self.incidents.open(drawn(reports, self.contains, self.grading))
        kind = ChangeKind.OPENED if moved.came_from is None else ChangeKind.SPLIT
        self._record(
            Change(
                kind=kind,
                before=None,
                after=incident,
                event=moved.event,
                why=moved.why,
                other=moved.came_from,
            ),
            now,
        )
        return incident.id

    def _revise(self, before: Incident, reports: Sequence[Report], moved: _Moved, now: datetime) -> None:
        draft = redrawn(before, reports, self.contains, self.grading)
        after = replace(draft, revision=before.revision + 1, state=IncidentState.OPEN)
        self.incidents.save(after)
        kind = change_kind(before, after)
        why = moved.why
        if before.state is IncidentState.CLOSED:
            why = (f"opened again: it was closed after {before.updated_at:%Y-%m-%d %H:%M}", *why)
        self._record(Change(kind=kind, before=before, after=after, event=moved.event, why=why), now)

    def _merge(self, before: Incident, into: int, now: datetime) -> None:
        after = replace(before, revision=before.revision + 1, state=IncidentState.MERGED, merged_into=into)
        self.incidents.save(after)
        why = (f"its reports tell of {incident_code(into)}",)
        self._record(Change(kind=ChangeKind.MERGED, before=before, after=after, why=why, other=into), now)

    def _record(self, change: Change, now: datetime) -> None:
        self.incidents.log(change, now)
        if change.kind is ChangeKind.MERGED:
            self.changes.insert(
                0, change
            )  # who was told of it must not hear of the other as of something new
        else:
            self.changes.append(change)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moved:
    """What came into an incident."""

    event: Event | None  # the first that is new to the store
    came_from: int | None  # the incident that most of the others were in
    why: tuple[str, ...]

    @classmethod
    def into(
        cls, number: int, reports: Sequence[Report], settled: Settled, claims: Sequence[Claim]
    ) -> _Moved:
        held_here = {(report.article_id, report.position) for report in reports}
        came = [
            claim
            for claim in claims
            if claim.key in held_here
            and claim.held != number
            and settled.went.get(claim.key, (None, ()))[0] == number
        ]
        fresh = [claim.event for claim in came if claim.held is None and claim.event.status is Status.NEW]
        left = Counter(claim.held for claim in came if claim.held is not None)
        why = next((settled.went[claim.key][1] for claim in came), ("one of its reports tells of another",))
        return cls(
            event=fresh[0] if fresh else None,
            came_from=max(left, key=lambda held: (left[held], -held)) if left else None,
            why=why,
        )


def _waiting(incident: Incident, moment: tuple[datetime, str]) -> list[Report]:
    """Return an incident's reports before a moment when all of them only denied it."""
    reports = [report for report in incident.reports if (report.published, report.article_id) < moment]
    return reports if all(report.denies for report in reports) else []

"""Which reports are one incident: a run over claims in the order of their publication.

However articles arrive, what comes out is what would have come out had they arrived in that order. A late
article is put in its place and only those after it that it concerns are asked again:

later claims | stays, or is asked again | choose | into an incident, a new one, or aside | name
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from crawler.incidents.grade import DEFAULT, Grading
from crawler.incidents.merge import WINDOW, Telling, choose, fits, near_families
from crawler.incidents.revise import drawn, report_order
from crawler.incidents.where import Contains
from crawler.model import FAMILY_OF, Article, Correction, Event, Incident, Report, Status

Key = tuple[str, int]  # an article's id and the position of the event in it
HAND = 1_000_000  # reports that one which an operator put there outweighs


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """An event of an article, on its way into an incident."""

    article: Article
    event: Event
    report: Report
    held: int | None = None  # the incident that holds it so far
    pinned: bool = False  # an operator put it there

    @property
    def key(self) -> Key:
        """Its name."""
        return self.report.article_id, self.report.position

    @property
    def order(self) -> tuple[object, ...]:
        """When it is asked: of one article denials first, which outweigh the rest, then what is central."""
        denies = self.event.status is Status.DENIED
        return self.report.published, self.report.article_id, not denies, not self.event.central, self.key[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What became of the claims."""

    groups: dict[int, tuple[Report, ...]]  # by incident; those not yet opened have numbers below zero
    went: dict[Key, tuple[int | None, tuple[str, ...]]]  # each claim's incident, None for none, and why
    merged: dict[int, int] = field(default_factory=dict)  # incidents left empty, with who took their reports


class Settling:
    """One run: known incidents as they stood before the first claim, then one claim after another."""

    def __init__(
        self,
        known: Iterable[Incident],
        contains: Contains,
        tell: Callable[[Claim], Telling],
        grading: Grading = DEFAULT,
        *,
        corrections: Mapping[int, tuple[Correction, ...]] | None = None,
        moved: Iterable[int] = (),
    ) -> None:
        self.contains = contains
        self.tell = tell
        self.grading = grading
        self.incidents = {incident.id: incident for incident in known}
        self.before = {number: len(incident.reports) for number, incident in self.incidents.items()}
        self.corrections = corrections or {}  # of incidents that open within the run
        self.grown: dict[int, list[Report]] = {}  # reports that are not drawn into their incident yet
        self.moved = set(moved)  # incidents whose reports are no more those that are kept
        self.aside: list[Claim] = []  # denials of what nobody has reported yet
        self.went: dict[Key, tuple[int | None, tuple[str, ...]]] = {}
        self.claims: dict[Key, Claim] = {}

    def run(self, claims: Iterable[Claim], aside: Iterable[Claim] = ()) -> Settled:
        """Place the claims; ``aside`` are denials from before them that found nothing to deny.

        What an operator put together is there from the beginning: an earlier report finds it too.
        """
        self.aside = sorted(aside, key=lambda claim: claim.order)
        self.claims = {claim.key: claim for claim in self.aside}
        for claim in sorted(claims, key=lambda claim: (not claim.pinned, claim.order)):
            self.claims[claim.key] = claim
            self._place(claim)
        return self._named()

    # --- one claim -------------------------------------------------------------------------------

    def _place(self, claim: Claim) -> None:
        if claim.pinned and claim.held is not None:
            self._put(claim, claim.held, ("an operator put it there",))
        elif claim.held is not None and not self._is_concerned(claim):
            self._stay(claim, claim.held)
        else:
            self._ask(claim)

    def _stay(self, claim: Claim, number: int) -> None:
        if number in self.incidents or claim.event.status is not Status.DENIED:
            self._put(claim, number, ())
        else:
            self.aside.append(claim)  # it came before what it denies, which will find it again

    def _is_concerned(self, claim: Claim) -> bool:
        """Whether an incident that has changed held the claim, or could take it now."""
        if claim.held in self.moved:
            return True
        changed = [one for one in self.moved & self.incidents.keys() if self._may_take(one, claim)]
        return any(
            fits(
                self.tell(claim), self.incident(number), self.contains, is_twin=self._is_twin(number, claim)
            ).points
            is not None
            for number in changed
        )

    def _ask(self, claim: Claim) -> None:
        numbers = [number for number in self.incidents if self._may_take(number, claim)]
        chosen, why = self._choose(claim, numbers)
        if chosen is not None:
            self._put(claim, chosen, why)
        elif claim.event.status is Status.DENIED:
            self.went[claim.key] = None, ("a denial of something that was never reported", *why)
            self.aside.append(claim)
        else:
            self._put(claim, self._number_for(claim), why)

    def _choose(self, claim: Claim, numbers: Iterable[int]) -> tuple[int | None, tuple[str, ...]]:
        candidates = [self.incident(number) for number in numbers]
        candidates.sort(key=lambda one: (one.updated_at, *report_order(one.reports[0])), reverse=True)
        twin = frozenset(number for number in numbers if self._is_twin(number, claim))
        choice = choose(self.tell(claim), candidates, self.contains, twin)
        return None if choice.incident is None else choice.incident.id, choice.why

    def _may_take(self, number: int, claim: Claim) -> bool:
        incident, event = self.incident(number), claim.event
        if FAMILY_OF[incident.type] not in near_families(event.type):
            return False
        if incident.country and event.country and incident.country != event.country:
            return False
        if not incident.opened_at - WINDOW <= claim.report.published <= incident.updated_at + WINDOW:
            return False
        return all(report.article_id != claim.report.article_id for report in incident.reports)

    def _is_twin(self, number: int, claim: Claim) -> bool:
        wording = claim.report.wording
        return wording is not None and any(one.wording == wording for one in self.incident(number).reports)

    def _number_for(self, claim: Claim) -> int:
        """Return the number under which a claim opens an incident: its own where it is free."""
        if claim.held is not None and claim.held not in self.incidents:
            return claim.held
        return min([0, *self.incidents]) - 1

    def _put(self, claim: Claim, number: int, why: tuple[str, ...]) -> None:
        opens = number not in self.incidents
        if opens and claim.event.status is Status.DENIED:
            self.aside.append(claim)  # pinned to an incident whose reports come later
            return
        if number != claim.held:
            self.moved |= {number} if claim.held is None else {number, claim.held}
        self.went[claim.key] = number, why
        if opens:
            corrections = self.corrections.get(number, ())
            first = drawn([claim.report], self.contains, self.grading, corrections)
            self.incidents[number] = replace(first, id=number)
            self._ask_those_aside(number)
        else:
            self.grown.setdefault(number, []).append(claim.report)

    def _ask_those_aside(self, number: int) -> None:
        for claim in list(self.aside):
            if not self._may_take(number, claim):
                continue
            by_hand: tuple[int | None, tuple[str, ...]] = claim.held, ("an operator put it there",)
            chosen, why = by_hand if claim.pinned else self._choose(claim, [number])
            if chosen == number:
                self.aside.remove(claim)
                self._put(claim, number, why)

    def incident(self, number: int) -> Incident:
        """Return an incident as it stands at this point of the run."""
        more = self.grown.pop(number, [])
        if more:
            known = self.incidents[number]
            now = drawn((*known.reports, *more), self.contains, self.grading, known.corrections)
            self.incidents[number] = replace(now, id=number, revision=known.revision, state=known.state)
        return self.incidents[number]

    # --- names -----------------------------------------------------------------------------------

    def _named(self) -> Settled:
        """Name the incidents: a number that people know stays where most of its reports are."""
        for claim in self.aside:
            if claim.held is not None or claim.key not in self.went:
                self.went[claim.key] = None, ("a denial of something that was never reported",)
        shares = self._shares()
        names = {number: number for number in self.incidents}
        for old in sorted(shares):
            heir = max(shares[old], key=lambda number: (shares[old][number], number == old))
            if names[heir] < 0:
                self._rename(names, heir, old)
        merged = {
            old: names[max(into, key=lambda number: into[number])]
            for old, into in shares.items()
            if old not in names.values() and into
        }
        groups = {names[number]: self.incident(number).reports for number in self.incidents}
        went = {key: (None if at is None else names[at], why) for key, (at, why) in self.went.items()}
        return Settled(groups=groups, went=went, merged=merged)

    def _rename(self, names: dict[int, int], heir: int, old: int) -> None:
        """Let a new incident have the number of the one whose reports it mostly holds."""
        if old in names:
            if old in self.before or any(self.claims[key].pinned for key in self._of(old)):
                return
            names[old] = names[heir]
        names[heir] = old

    def _of(self, number: int) -> list[Key]:
        return [key for key, (at, _) in self.went.items() if at == number]

    def _shares(self) -> dict[int, Counter[int]]:
        """Count for each known incident which incidents have its reports now."""
        shares: dict[int, Counter[int]] = defaultdict(Counter)
        for number, count in self.before.items():
            if number in self.moved:
                shares[number][number] += count
        for key, (at, _) in self.went.items():
            claim = self.claims[key]
            if claim.held is not None and at is not None:
                shares[claim.held][at] += HAND if claim.pinned else 1
        return shares

"""What an operator settles by hand is never overruled by what is reported later."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.byhand import Hand, HandRefused
from crawler.feeds.schedule import Pace
from crawler.incidents.revise import drawn
from crawler.model import Certainty, ChangeKind, Correction, EventType, IncidentState, Status
from crawler.store.claims import ClaimStore
from crawler.store.feeds import FeedStore
from crawler.store.incidents import IncidentStore
from tests.happenings import SUNDAY, WORLD, contains, exactly
from tests.samples import feed
from tests.shells.test_order import MAARAT, NOON, SARAQIB, Newsroom, raid


class Desk(Newsroom):
    """A newsroom with an operator."""

    def by_hand(self, work):
        with self.database.begin() as tx:
            return work(Hand(tx, contains, self.hear))

    def split(self, incident, *reports, why="another raid"):
        return self.by_hand(lambda hand: hand.split(incident.id, reports, why, NOON))

    def merge(self, one, into, why="the same raid"):
        return self.by_hand(lambda hand: hand.merge(one.id, into.id, why, NOON))

    def correct(self, incident, why="seen by our own people", **facts):
        return self.by_hand(
            lambda hand: hand.correct(incident.id, Correction(at=NOON, why=why, **facts), NOON)
        )

    def get(self, number):
        with self.database.begin() as tx:
            return IncidentStore(tx).get(number)

    def where(self):
        return {report.article_id: one.id for one in self.incidents() for report in one.reports}


@pytest.fixture
def desk():
    made = Desk()
    yield made
    made.database.close()


# Three reports before what the hand touched, between it, and after it.
LATER = {
    "before all": raid("a0", SARAQIB, -1, killed=9),
    "in between": raid("b5", SARAQIB, 1, killed=9),
    "after all": raid("c0", SARAQIB, 9, killed=9),
}


@pytest.mark.parametrize("later", LATER.values(), ids=LATER)
def test_what_was_split_stays_split(desk, later):
    """Reports that a rule would join stay apart; a later one goes to one of the two, and moves none."""
    (whole,) = desk.read([raid("b1", SARAQIB, 0), raid("b2", SARAQIB, 2), raid("b3", SARAQIB, 3)]).incidents()
    alone = desk.split(whole, 2, 3)
    assert desk.where() == {"b1": whole.id, "b2": alone.id, "b3": alone.id}
    desk.read([later])
    where = desk.where()
    assert {name: where[name] for name in ("b1", "b2", "b3")} == {
        "b1": whole.id, "b2": alone.id, "b3": alone.id,
    }  # fmt: skip
    assert len(set(where.values())) == 2


@pytest.mark.parametrize("later", LATER.values(), ids=LATER)
def test_what_was_merged_stays_merged(desk, later):
    """Two towns that an operator knows to be one raid are one, whatever else is told."""
    desk.read([raid("b1", SARAQIB, 0), raid("b2", MAARAT, 2)])
    one, other = sorted(desk.incidents(), key=lambda incident: incident.id)
    desk.merge(other, one)
    desk.read([later])
    where = desk.where()
    assert (where["b1"], where["b2"]) == (one.id, one.id)
    gone = desk.get(other.id)
    assert (gone.state, gone.merged_into) == (IncidentState.MERGED, one.id)


CORRECTIONS = {
    "the toll": ({"killed": exactly(4)}, lambda one: one.killed.best == 4),
    "the wounded": ({"wounded": exactly(12)}, lambda one: one.wounded.best == 12),
    "the place": ({"place": WORLD[MAARAT]}, lambda one: one.place.id == MAARAT),
    "the day": ({"day": SUNDAY}, lambda one: (one.first_date, one.last_date) == (SUNDAY, SUNDAY)),
    "the kind": ({"type": EventType.SHELLING}, lambda one: one.type is EventType.SHELLING),
    "that it did not happen": ({"denied": True}, lambda one: one.denied),
}


@pytest.mark.parametrize("later", LATER.values(), ids=LATER)
@pytest.mark.parametrize(("facts", "holds"), CORRECTIONS.values(), ids=CORRECTIONS)
def test_what_was_corrected_stays_corrected(desk, facts, holds, later):
    """Nine dead are told before and after; the operator's figure, place, day and kind stand."""
    (incident,) = desk.read([raid("b1", SARAQIB, 0, killed=9), raid("b2", SARAQIB, 2, killed=7)]).incidents()
    assert not holds(incident)
    assert holds(desk.correct(incident, **facts))
    desk.read([later])
    assert holds(desk.get(incident.id))
    assert desk.where()["b1"] == desk.where()["b2"] == incident.id


def test_a_denial_that_the_operator_refutes_does_not_come_back(desk):
    """`--confirm`: it happened, whoever denies it."""
    (incident,) = desk.read(
        [raid("b1", SARAQIB, 0), raid("b2", SARAQIB, 1, status=Status.DENIED)]
    ).incidents()
    assert incident.certainty is Certainty.UNLIKELY
    confirmed = desk.correct(incident, denied=False)
    assert (confirmed.denied, confirmed.certainty) == (False, Certainty.OBSERVED)
    desk.read([raid("b3", SARAQIB, 4, status=Status.DENIED)])
    assert not desk.get(incident.id).denied


KINDS = {
    "a figure": ({"killed": exactly(4)}, ChangeKind.CORRECTED),
    "a retraction": ({"denied": True}, ChangeKind.RETRACTED),
}


@pytest.mark.parametrize(("facts", "kind"), KINDS.values(), ids=KINDS)
def test_a_correction_is_a_revision_of_its_own_kind_with_its_reason(desk, facts, kind):
    """Who looks at the history sees who settled what, and why."""
    (incident,) = desk.read([raid("b1", SARAQIB, 0, killed=9)]).incidents()
    after = desk.correct(incident, why="the hospital's list", **facts)
    with desk.database.begin() as tx:
        revision, at, named, why = IncidentStore(tx).history(incident.id)[-1]
        reasons = ClaimStore(tx).reasons(incident.id)
    assert (revision, at, named, why) == (after.revision, NOON, kind.value, ["by hand: the hospital's list"])
    assert reasons == [("b1", ["by hand: the hospital's list"])]
    assert desk.changes[-1].kind is kind


REFUSED = {
    "a report that is not there": (lambda desk, one: desk.split(one, 7), "none is number 7"),
    "all of its reports": (lambda desk, one: desk.split(one, 1, 2), "each need a report"),
    "into itself": (lambda desk, one: desk.merge(one, one), "into itself"),
    "an unknown incident": (lambda desk, one: desk.merge(replace(one, id=99), one), "there is no incident"),
}


@pytest.mark.parametrize(("work", "told"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_done_is_refused_and_changes_nothing(desk, work, told):
    """The message says what to do instead."""
    desk.read([raid("b1", SARAQIB, 0), raid("b2", SARAQIB, 2)])
    before = desk.incidents()
    with pytest.raises(HandRefused, match=told):
        work(desk, before[0])
    assert desk.incidents() == before


def test_what_was_merged_away_is_not_touched_again(desk):
    """It says into which incident it went."""
    desk.read([raid("b1", SARAQIB, 0), raid("b2", MAARAT, 2)])
    one, other = desk.incidents()
    desk.merge(one, other)
    with pytest.raises(HandRefused, match=f"was merged into {other.code}: use that"):
        desk.correct(one, killed=exactly(1))


# --- Whom the operator trusts -----------------------------------------------------------------------

TRUSTS = {"whole": (1.0, Certainty.OBSERVED), "half": (0.5, Certainty.LIKELY)}


@pytest.mark.parametrize(("trust", "expected"), TRUSTS.values(), ids=TRUSTS)
def test_the_feed_lists_trust_counts(desk, trust, expected):
    """Two outlets, of which one is trusted by half, are not two independent origins."""
    listed = [replace(feed(name), publisher=name, trust=trust) for name in ("alif", "ba")]
    with desk.database.begin() as tx:
        FeedStore(tx).follow(listed, Pace(), NOON)
    papers = [raid(name, SARAQIB, hour, publisher=name) for hour, name in enumerate(("alif", "ba"))]
    (incident,) = desk.read(papers).incidents()
    assert incident.certainty is expected
    assert drawn(incident.reports, contains).certainty is expected

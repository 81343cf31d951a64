"""What the stores of subscriptions, the outbox and marks promise, on every database."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from alerts.model import (
    CircleArea,
    DeliveryKind,
    Lane,
    Notification,
    PlaceArea,
    PolygonArea,
    Reason,
    Subscription,
    SubscriptionOrigin,
    Told,
)
from alerts.store.marks import MarkStore
from alerts.store.outbox import LEASE, Draft, OutboxStore
from alerts.store.subscriptions import SubscriptionStore
from crawler.model import EventType, Precision, Severity
from crawler.store.incidents import IncidentStore
from tests.samples import DAY, HOUR, MINUTE, NOON, incident

QADAM_AREA = PlaceArea(place_id="sy.damascus.qadam", name="القدم")
BOTH = ["console", "telegram"]
OMAR, LAILA = "100", "200"


def wish(**values):
    told = {"id": 0, "name": "القدم", "areas": (QADAM_AREA,), "channel": "telegram", "address": OMAR}
    return Subscription(**{**told, **values})


def draft(**values):
    told = {
        "kind": DeliveryKind.REPLY,
        "channel": "telegram",
        "address": OMAR,
        "lane": Lane.NORMAL,
        "due_at": NOON,
        "text": "سلام",
    }
    return Draft(**{**told, **values})


def subscribed(backend, *wishes):
    with backend.begin() as tx:
        return [SubscriptionStore(tx).add(one, NOON) for one in wishes]


def queued(backend, *drafts, now=NOON):
    with backend.begin() as tx:
        return [OutboxStore(tx).add(one, now) for one in drafts]


def claimed(backend, now=NOON, limit=9, channels=("telegram", "console")):
    with backend.begin() as tx:
        return OutboxStore(tx).claim(channels, now, limit)


def texts(claims):
    return [delivery.text for delivery, _ in claims]


def sent_at(backend, now):
    """Send what is due; return its texts."""
    claims = claimed(backend, now)
    with backend.begin() as tx:
        for delivery, fence in claims:
            OutboxStore(tx).sent(delivery, fence, None, now)
    return texts(claims)


@pytest.fixture
def incident_id(backend):
    with backend.begin() as tx:
        return IncidentStore(tx).open(incident()).id


# --- Subscriptions -----------------------------------------------------------------------------------

EVERY_AREA = (
    QADAM_AREA,
    CircleArea(name="حول المشفى", lat=33.46, lon=36.3, km=2.5),
    PolygonArea(name="مرسومة", corners=((33.4, 36.2), (33.5, 36.2), (33.5, 36.4))),
)


def test_a_subscription_outlives_a_restart_with_all_its_areas(backend):
    """Places, circles and polygons are watched as they were wished, and its number stays."""
    wanted = wish(areas=EVERY_AREA, types=(EventType.SIEGE, EventType.ATTACK), digest=False)
    (kept,) = subscribed(backend, wanted)
    backend.restart()
    with backend.begin() as tx:
        store = SubscriptionStore(tx)
        assert store.get(kept.id) == replace(wanted, id=kept.id)
        assert store.all() == [kept]
        assert store.get(kept.id + 1) is None


def test_an_address_sees_its_own_subscriptions_only(backend):
    """Who watches what is nobody else's business."""
    mine, _, also_mine = subscribed(backend, wish(), wish(address=LAILA), wish(name="أخرى"))
    with backend.begin() as tx:
        assert SubscriptionStore(tx).of("telegram", OMAR) == [mine, also_mine]
        assert SubscriptionStore(tx).of("console", OMAR) == []


def test_a_subscription_is_removed_once(backend):
    """The second time there is nothing to remove, and nobody else's goes."""
    mine, other = subscribed(backend, wish(), wish(address=LAILA))
    with backend.begin() as tx:
        store = SubscriptionStore(tx)
        assert store.remove(mine.id)
        assert not store.remove(mine.id)
        assert store.all() == [other]


def test_the_files_subscriptions_become_what_the_file_says(backend):
    """What the file still says keeps its number; what people made elsewhere is not touched."""
    from_file = SubscriptionOrigin.FILE
    made = subscribed(
        backend, wish(), wish(name="يبقى", origin=from_file), wish(name="يذهب", origin=from_file)
    )
    wanted = [wish(name="جديد", origin=from_file), wish(name="يبقى", origin=from_file)]
    with backend.begin() as tx:
        store = SubscriptionStore(tx)
        store.replace_from_file(wanted, NOON)
        assert store.all()[:2] == made[:2]
        assert [one.name for one in store.all()[2:]] == ["جديد"]


def test_who_stops_is_erased_whole(backend, incident_id):
    """No subscription, no delivery, no memory of what was told is left, and others keep theirs."""
    subscribed(backend, wish(), wish(), wish(address=LAILA))
    queued(backend, draft(), draft(address=LAILA, text="يبقى"))
    with backend.begin() as tx:
        outbox = OutboxStore(tx)
        for address in (OMAR, LAILA):
            outbox.set_told("telegram", address, incident_id, TOLD)
            outbox.notify(notification(incident_id, address))
        assert SubscriptionStore(tx).erase("telegram", OMAR) == 2
        assert [one.address for one in SubscriptionStore(tx).all()] == [LAILA]
        assert outbox.told_addresses(incident_id) == [("telegram", LAILA)]
    assert texts(claimed(backend)) == ["يبقى"]
    backend.restart()
    with backend.begin() as tx:
        for table in ("subscriptions", "deliveries", "notifications", "told"):
            found = tx.exec_driver_sql(f"SELECT count(*) FROM {table} WHERE address = '{OMAR}'")
            assert found.scalar_one() == 0, table


# --- What was told -----------------------------------------------------------------------------------

TOLD = Told(
    revision=2,
    killed=None,
    precision=Precision.NEIGHBOURHOOD,
    denied=False,
    severity=Severity.SEVERE,
    rung_at=NOON,
)


def notification(incident_id, address=OMAR):
    return Notification(
        at=NOON,
        channel="telegram",
        address=address,
        subscription_id=1,
        area="القدم",
        incident_id=incident_id,
        revision=1,
        reason=Reason.FIRST_REPORT,
    )


def test_what_was_told_outlives_a_restart(backend, incident_id):
    """An unknown toll is not told as nought, and the latest telling stands."""
    with backend.begin() as tx:
        store = OutboxStore(tx)
        assert store.told("telegram", OMAR, incident_id) is None
        store.set_told("telegram", OMAR, incident_id, TOLD)
        store.set_told("telegram", OMAR, incident_id, replace(TOLD, revision=3, precision=None))
    backend.restart()
    with backend.begin() as tx:
        store = OutboxStore(tx)
        assert store.told("telegram", OMAR, incident_id) == replace(TOLD, revision=3, precision=None)
        assert store.told("console", OMAR, incident_id) is None


def test_a_sent_message_can_be_found_again(backend, incident_id):
    """The number of the ringing message is kept, so that updates edit it; an edit's is not."""
    ring = draft(kind=DeliveryKind.INCIDENT, incident_id=incident_id, reason=Reason.FIRST_REPORT, text=None)
    queued(backend, ring)
    with backend.begin() as tx:
        OutboxStore(tx).set_told("telegram", OMAR, incident_id, TOLD)
    ((delivery, fence),) = claimed(backend)
    with backend.begin() as tx:
        OutboxStore(tx).sent(delivery, fence, "77", NOON)
    backend.restart()
    with backend.begin() as tx:
        assert OutboxStore(tx).told("telegram", OMAR, incident_id) == replace(TOLD, message_id="77")
        assert OutboxStore(tx).waiting() == 0


# --- The outbox --------------------------------------------------------------------------------------


def test_a_delivery_outlives_a_restart(backend, incident_id):
    """Whatever was decided to be sent is sent, as it was decided."""
    full = draft(
        kind=DeliveryKind.INCIDENT,
        lane=Lane.URGENT,
        silent=True,
        reason=Reason.TOLL_ROSE,
        incident_id=incident_id,
        text=None,
    )
    digest = draft(kind=DeliveryKind.DIGEST, address=LAILA, digest_date=date(2026, 5, 5), text=None)
    queued(backend, full, digest)
    backend.restart()
    (first, _), (second, _) = claimed(backend)
    assert (first.lane, first.silent, first.reason) == (Lane.URGENT, True, Reason.TOLL_ROSE)
    assert (first.incident_id, first.due_at, first.attempts) == (incident_id, NOON, 1)
    assert (second.kind, second.digest_date, second.reason) == (DeliveryKind.DIGEST, date(2026, 5, 5), None)


def test_what_was_decided_in_a_broken_transaction_is_not_sent(backend):
    """A notification without its reason would be a false alert."""
    with contextlib.suppress(ZeroDivisionError), backend.begin() as tx:
        OutboxStore(tx).add(draft(), NOON)
        raise ZeroDivisionError
    assert claimed(backend) == []


def test_the_same_decision_is_queued_once(backend):
    """Two drafts with one key are one, also after the first was sent."""
    assert queued(backend, draft(once="ring:1"), draft(once="ring:1"), draft(), draft()) == [
        True, False, True, True,
    ]  # fmt: skip
    ((delivery, fence),) = claimed(backend)
    with backend.begin() as tx:
        OutboxStore(tx).sent(delivery, fence, "1", NOON)
    assert queued(backend, draft(once="ring:1")) == [False]


def test_urgent_goes_first_then_what_is_due_longest(backend):
    """By lane, then by time; what is not due yet waits."""
    queued(
        backend,
        draft(address="1", text="quiet", lane=Lane.QUIET, due_at=NOON - HOUR),
        draft(address="2", text="later", due_at=NOON),
        draft(address="3", text="sooner", due_at=NOON - MINUTE),
        draft(address="4", text="urgent", lane=Lane.URGENT),
        draft(address="5", text="not yet", lane=Lane.URGENT, due_at=NOON + MINUTE),
        draft(address="6", text="no such way", channel="smoke signs"),
    )
    assert texts(claimed(backend, limit=3)) == ["urgent", "sooner", "later"]
    assert texts(claimed(backend)) == ["quiet"]


def test_an_address_gets_one_message_at_a_time(backend):
    """In the order they were made: the second waits until the first is through."""
    queued(backend, draft(text="أول"), draft(text="ثان"), draft(text="لغيره", address=LAILA))
    first = claimed(backend)
    assert texts(first) == ["أول", "لغيره"]
    assert claimed(backend) == []
    with backend.begin() as tx:
        OutboxStore(tx).sent(*first[0], "1", NOON)
    assert texts(claimed(backend)) == ["ثان"]


def test_a_claim_ends_and_the_slow_claimer_changes_nothing_any_more(backend):
    """Whoever claims later holds the higher fence; what the earlier one records is void."""
    queued(backend, draft())
    ((delivery, old_fence),) = claimed(backend)
    ((again, fence),) = claimed(backend, NOON + LEASE)
    assert (again.id, again.attempts, fence > old_fence) == (delivery.id, 2, True)
    with backend.begin() as tx:
        store = OutboxStore(tx)
        store.sent(delivery, old_fence, "1", NOON)
        store.retry(delivery, old_fence, NOON + DAY, "late")
        store.give_up(delivery, old_fence, "late", NOON)
        assert (store.waiting(), store.given_up()) == (1, [])
    assert claimed(backend, NOON + LEASE) == []  # the second claimer still has it
    ((again, fence),) = claimed(backend, NOON + 2 * LEASE)  # and it was not put off
    with backend.begin() as tx:
        OutboxStore(tx).sent(again, fence, "2", NOON)
        assert OutboxStore(tx).waiting() == 0


def test_what_was_in_flight_at_a_crash_is_free_after_the_restart(backend):
    """A doubtful send is tried once more, with its attempt counted."""
    queued(backend, draft())
    claimed(backend)
    backend.restart()
    with backend.begin() as tx:
        assert OutboxStore(tx).release() == 1
    ((delivery, _),) = claimed(backend)
    assert delivery.attempts == 2


def test_a_retry_waits_for_its_time(backend):
    """Not before, and with what went wrong kept for the operator."""
    queued(backend, draft())
    ((delivery, fence),) = claimed(backend)
    with backend.begin() as tx:
        OutboxStore(tx).retry(delivery, fence, NOON + HOUR, "told to slow down")
    assert claimed(backend, NOON + HOUR - MINUTE) == []
    assert len(claimed(backend, NOON + HOUR)) == 1


def test_an_address_told_to_slow_down_is_left_in_peace(backend):
    """Everything for it waits, nothing is made sooner, and others are not held."""
    queued(
        backend, draft(text="الآن"), draft(text="غداً", due_at=NOON + DAY), draft(text="لغيره", address=LAILA)
    )
    with backend.begin() as tx:
        OutboxStore(tx).hold_address("telegram", OMAR, NOON + HOUR)
    assert sent_at(backend, NOON) == ["لغيره"]
    assert sent_at(backend, NOON + HOUR - MINUTE) == []
    assert sent_at(backend, NOON + HOUR) == ["الآن"]
    assert sent_at(backend, NOON + DAY) == ["غداً"]


def test_what_is_given_up_stays_to_be_seen_without_its_address(backend):
    """A dead letter tells what went wrong, and never who was to get it."""
    queued(backend, draft(), draft(address=LAILA))
    (delivery, fence), _ = claimed(backend)
    with backend.begin() as tx:
        store = OutboxStore(tx)
        store.give_up(delivery, fence, "refused", NOON)
        store.give_up_address("telegram", LAILA, "blocked", NOON)
        assert store.given_up() == [(1, "telegram", "refused"), (2, "telegram", "blocked")]
        assert store.waiting() == 0


def test_a_renamed_address_is_followed_everywhere(backend, incident_id):
    """A group that became a supergroup keeps its subscriptions, its queue and what it was told."""
    subscribed(backend, wish())
    queued(backend, draft(), draft(address=LAILA, text="لغيره"))
    with backend.begin() as tx:
        OutboxStore(tx).set_told("telegram", OMAR, incident_id, TOLD)
        OutboxStore(tx).move_address("telegram", OMAR, "-1001")
        SubscriptionStore(tx).move_address("telegram", OMAR, "-1001")
    assert {delivery.address for delivery, _ in claimed(backend)} == {"-1001", LAILA}
    with backend.begin() as tx:
        assert OutboxStore(tx).told("telegram", "-1001", incident_id) == TOLD
        assert len(SubscriptionStore(tx).of("telegram", "-1001")) == 1


def test_an_address_renamed_to_one_that_was_told_already_is_followed(backend, incident_id):
    """Both names may have been told of one incident: the move must not break, nor tell it again."""
    with backend.begin() as tx:
        store = OutboxStore(tx)
        for address in (OMAR, "-1001"):
            store.set_told("telegram", address, incident_id, TOLD)
        store.move_address("telegram", OMAR, "-1001")
        assert store.told_addresses(incident_id) == [("telegram", "-1001")]


def test_only_what_was_sent_is_forgotten(backend):
    """Answers to commands first, alerts after weeks, and what waits never."""
    queued(backend, draft(), draft(kind=DeliveryKind.DIGEST, address=LAILA), draft(address="300"))
    for delivery, fence in claimed(backend, limit=2):
        with backend.begin() as tx:
            OutboxStore(tx).sent(delivery, fence, "1", NOON)

    def left(now):
        with backend.begin() as tx:
            OutboxStore(tx).forget(replies_before=now - MINUTE, before=now - 30 * DAY)
            return tx.exec_driver_sql("SELECT count(*) FROM deliveries").scalar_one()

    assert [left(NOON), left(NOON + HOUR), left(NOON + 31 * DAY)] == [3, 2, 1]


def test_an_error_tells_nobodys_address(backend):
    """Errors are logged; the chat that a failed statement was about is a secret."""
    with pytest.raises(IntegrityError) as broken, backend.begin() as tx:
        OutboxStore(tx).notify(notification(incident_id=999, address="424242"))
    assert "424242" not in str(broken.value)


# --- Marks -------------------------------------------------------------------------------------------


def test_a_mark_outlives_a_restart(backend):
    """The last value that was set stands."""
    with backend.begin() as tx:
        assert MarkStore(tx).get("offset") is None
        MarkStore(tx).set("offset", "1")
        MarkStore(tx).set("offset", "2")
    backend.restart()
    with backend.begin() as tx:
        assert MarkStore(tx).get("offset") == "2"

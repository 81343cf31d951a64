"""Each morning yesterday's digest goes out, once to each who wants it."""

from datetime import UTC, datetime, timedelta

import pytest

from alerts.digest import Summariser
from alerts.model import PlaceArea, Subscription
from alerts.store.subscriptions import SubscriptionStore
from tests.alertdesk import CHANNEL, QADAM, TADAMON, ZONE, Desk, shelling
from tests.happenings import WORLD


class Morning(Desk):
    """A desk whose digest is due at eight in Damascus, which is five in UTC."""

    def __init__(self) -> None:
        super().__init__()
        self.summariser = Summariser(ZONE, 8)

    def summarise(self) -> int:
        """Do what the daemon does every minute."""
        with self.database.begin() as tx:
            return self.summariser.summarise(tx, self.now)


def at(desk: Morning, text: str) -> Morning:
    desk.now = datetime.fromisoformat(text).replace(tzinfo=UTC)
    return desk


async def test_the_digest_tells_of_yesterday():
    """At eight the day before is told, by area, with what the silence is worth."""
    desk = Morning()
    desk.watch(QADAM, TADAMON)
    desk.report(shelling(killed=2))
    await desk.deliver()
    assert at(desk, "2018-04-08 05:00").summarise() == 1
    await desk.deliver()
    text = desk.channel.shown["2"].text.replace("\u2068", "").replace("\u2069", "")
    assert text.startswith(
        "🗓 موجز السبت 7 نيسان 2018\nحدث واحد\n\n📍 القدم: حدث واحد\n🟠 قصف · القدم · قتلى 2"
    )
    assert "📍 لا جديد في: التضامن" in text


HOURS = {
    "before the hour": ("2018-04-08 04:59", 0),
    "at the hour": ("2018-04-08 05:00", 1),
    "late, after the machine was off": ("2018-04-08 20:00", 1),
    "after midnight it is the next day's turn": ("2018-04-08 21:30", 0),
}


@pytest.mark.parametrize(("moment", "sent"), HOURS.values(), ids=HOURS)
def test_when_it_is_due(moment, sent):
    """The digest waits for its hour and is caught up with on the same day."""
    desk = Morning()
    desk.watch(QADAM)
    assert at(desk, moment).summarise() == sent


async def test_once_a_day():
    """However often it is asked, and over a restart, a day's digest is queued once."""
    desk = Morning()
    desk.watch(QADAM)
    at(desk, "2018-04-08 05:00")
    assert [desk.summarise(), desk.summarise()] == [1, 0]
    desk.summariser = Summariser(ZONE, 8)
    desk.now += timedelta(hours=3)
    assert desk.summarise() == 0
    await desk.deliver()
    assert len(desk.channel.shown) == 1
    assert at(desk, "2018-04-09 05:00").summarise() == 1


async def test_one_digest_an_address_with_its_own_areas():
    """Two subscriptions of one chat are one digest; nobody reads of another's areas."""
    desk = Morning()
    desk.watch(QADAM)
    desk.watch("sy.daraa.nawa")
    desk.watch(TADAMON, address="omar")
    assert at(desk, "2018-04-08 05:00").summarise() == 2
    await desk.deliver()
    texts = {one.address: one.text for one in desk.channel.shown.values()}
    assert "نوى" in texts["laila"]
    assert "القدم" in texts["laila"]
    assert "التضامن" not in texts["laila"]
    assert "القدم" not in texts["omar"]


def test_who_wants_none_gets_none():
    """A subscription without a digest is left alone."""
    desk = Morning()
    with desk.database.begin() as tx:
        SubscriptionStore(tx).add(
            Subscription(
                id=0,
                name="s",
                areas=(PlaceArea(place_id=QADAM, name=WORLD[QADAM].name),),
                channel=CHANNEL,
                address="omar",
                digest=False,
            ),
            desk.now,
        )
    assert at(desk, "2018-04-08 05:00").summarise() == 0

"""Who says stop is left alone, also where the operator's file names the address."""

from __future__ import annotations

from datetime import UTC, datetime

from alerts.bot.commands import CHANNEL, Commands
from alerts.model import PlaceArea, Subscription, SubscriptionOrigin
from alerts.store.schema import fresh_database
from alerts.store.subscriptions import SubscriptionStore
from crawler.places.gazetteer import Gazetteer

NOON = datetime(2018, 4, 7, 12, tzinfo=UTC)
OMAR = "90002"
FROM_FILE = Subscription(
    id=0,
    name="القدم",
    areas=(PlaceArea(place_id="sy.damascus.qadam", name="القدم"),),
    channel=CHANNEL,
    address=OMAR,
    origin=SubscriptionOrigin.FILE,
)


def started(database) -> list[Subscription]:
    """Start the daemon once more with the same file."""
    with database.begin() as tx:
        store = SubscriptionStore(tx)
        store.replace_from_file([FROM_FILE], NOON)
        return store.of(CHANNEL, OMAR)


def says(database, text: str) -> None:
    with database.begin() as tx:
        Commands(tx, Gazetteer.load(), NOON).answer(OMAR, text)


def test_a_stop_outlives_a_restart():
    """The file does not bring back somebody who left."""
    database = fresh_database()
    assert len(started(database)) == 1
    says(database, "/stop")
    assert started(database) == []


def test_who_comes_back_is_served_again():
    """Watching again undoes the stop, and the file counts again."""
    database = fresh_database()
    started(database)
    says(database, "/stop")
    says(database, "/watch يلدا")
    assert {area.name for one in started(database) for area in one.areas} == {"القدم", "يلدا"}


def test_the_mark_of_a_stop_does_not_hold_the_address():
    """What is remembered is a digest."""
    database = fresh_database()
    started(database)
    says(database, "/stop")
    with database.begin() as tx:
        rows = tx.exec_driver_sql("SELECT name, value FROM marks").all()
    assert rows
    assert not any(OMAR in value for row in rows for value in row)

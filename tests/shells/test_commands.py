"""What a subscriber's words do, on an empty database."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from alerts.bot import replies
from alerts.bot.commands import CHANNEL, MOST_AREAS, Commands
from alerts.model import DeliveryKind, Lane, Notification, PlaceArea, Reason, Subscription, Told
from alerts.store.outbox import Draft, OutboxStore
from alerts.store.schema import fresh_database
from alerts.store.subscriptions import SubscriptionStore
from crawler.model import Place, Precision, Severity
from crawler.places.gazetteer import Gazetteer
from crawler.store.database import metadata
from crawler.store.incidents import IncidentStore
from tests.happenings import opened, told

NOON = datetime(2018, 4, 7, 12, tzinfo=UTC)
LAILA, OMAR = "90001", "90002"
GAZETTEER = Gazetteer.load()


class Chat:
    """People who write to the bot."""

    def __init__(self, places=GAZETTEER) -> None:
        self.database = fresh_database()
        self.places = places

    def says(self, text: str, who: str = LAILA) -> str:
        """Return the answer to what somebody writes."""
        with self.database.begin() as tx:
            return Commands(tx, self.places, NOON).answer(who, text)

    def watched(self, who: str = LAILA) -> list[str]:
        """Return the ids of the places that somebody watches."""
        with self.database.begin() as tx:
            return [s.areas[0].place_id for s in SubscriptionStore(tx).of(CHANNEL, who)]


def test_who_starts_is_greeted_with_what_can_be_said():
    """A newcomer reads every command there is."""
    welcome = Chat().says("/start")
    assert all(command in welcome for command in ("/watch", "/areas", "/unwatch", "/stop"))
    assert Chat().says("/help") == welcome


def test_who_watches_sees_what_was_understood():
    """The answer names the place with what holds it, and the list shows it."""
    chat = Chat()
    answer = chat.says("/watch حي القدم")
    assert answer.startswith("تراقب الآن: ")
    assert "القدم، دمشق" in answer
    assert chat.watched() == ["sy.damascus.qadam"]
    assert "1. " in chat.says("/areas")
    assert "القدم، دمشق" in chat.says("/areas")


WRITTEN = {
    "in a group, with the bot's name": "/watch@rasid_bot القدم",
    "in capitals": "/WATCH القدم",
    "on the next line": "/watch\nالقدم",
    "with spaces": "  /watch    القدم  ",
    "with a no-break space": "/watch\u00a0القدم",
    "with marks": "/watch القَدَم",
}


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN)
def test_a_command_is_understood_however_it_is_written(text):
    """Phones write commands in many ways."""
    chat = Chat()
    chat.says(text)
    assert chat.watched() == ["sy.damascus.qadam"]


def test_the_same_area_twice_is_one():
    """Asking again changes nothing and says so."""
    chat = Chat()
    chat.says("/watch القدم")
    assert chat.says("/watch حي القدم").startswith("تراقبها من قبل")
    assert len(chat.watched()) == 1


def test_an_unknown_area_offers_the_nearest():
    """A misspelled name is answered with commands that would work."""
    chat = Chat()
    answer = chat.says("/watch التضانم")
    offered = [line for line in answer.splitlines() if line.startswith("/watch ")]
    assert "/watch التضامن" in offered
    assert len(offered) == len(set(offered))
    assert chat.watched() == []
    chat.says(offered[0])
    assert len(chat.watched()) == 1


def test_a_name_like_nothing_is_answered():
    """Where nothing is near there is still an answer, short however long the name."""

    class Nowhere:
        def find(self, name):
            return []

        def nearest(self, name, limit=5):
            return []

    answer = Chat(Nowhere()).says("/watch " + "ق" * 5000)
    assert "لا أعرف مكاناً" in answer
    assert len(answer) < 200


def test_namesakes_are_named():
    """Who asks for a name that two places bear is told of the other."""
    chat = Chat()
    answer = chat.says("/watch طرابلس")
    assert "مناطق أخرى بالاسم نفسه" in answer
    assert "لبنان" in answer
    assert "ليبيا" in answer


EMPTY = {
    "an area is missing": ("/watch", replies.WHICH_AREA),
    "blanks are no area": ("/watch   ", replies.WHICH_AREA),
    "which to end is missing": ("/unwatch", replies.WHICH_TO_END),
    "nothing watched yet": ("/areas", replies.NOTHING_WATCHED),
    "an unknown command": ("/dance", replies.UNKNOWN_COMMAND),
    "no command": ("مرحبا", replies.UNKNOWN_COMMAND),
    "only a slash": ("/", replies.UNKNOWN_COMMAND),
    "nothing": ("", replies.UNKNOWN_COMMAND),
}


@pytest.mark.parametrize(("text", "answer"), EMPTY.values(), ids=EMPTY)
def test_what_is_incomplete_is_answered_with_help(text, answer):
    """Every message gets an answer that says how to go on."""
    assert Chat().says(text) == answer


ENDED = {
    "by its number": "/unwatch 1",
    "by its number in Arabic digits": "/unwatch ١",
    "by its name": "/unwatch القدم",
    "by its name with the kind": "/unwatch حي القدم",
    "by the name in the list": "/unwatch حي القدم، دمشق، سوريا",
}


@pytest.mark.parametrize("text", ENDED.values(), ids=ENDED)
def test_an_area_is_ended(text):
    """An area ends by number or name; the others stay."""
    chat = Chat()
    chat.says("/watch القدم")
    chat.says("/watch التضامن")
    assert "القدم، دمشق" in chat.says(text)
    assert chat.watched() == ["sy.damascus.tadamon"]


NOT_WATCHED = ["0", "2", "99999999999999999999", "²", "½", "-1", "دوما", "التضامن", "🙂"]


@pytest.mark.parametrize("which", NOT_WATCHED)
def test_what_is_not_watched_is_not_ended(which):
    """A wrong number or name ends nothing and breaks nothing."""
    chat = Chat()
    chat.says("/watch القدم")
    assert "لا تراقب" in chat.says(f"/unwatch {which}")
    assert chat.watched() == ["sy.damascus.qadam"]


def test_nobody_sees_or_changes_anothers_areas():
    """Omar's commands never show or end what Laila watches."""
    chat = Chat()
    chat.says("/watch القدم")
    assert chat.says("/areas", OMAR) == replies.NOTHING_WATCHED
    for text in ("/unwatch 1", "/unwatch القدم", "/stop"):
        assert "القدم، دمشق" not in chat.says(text, OMAR)
    chat.says("/watch القدم", OMAR)
    chat.says("/unwatch 1", OMAR)
    assert (chat.watched(), chat.watched(OMAR)) == (["sy.damascus.qadam"], [])


class Villages:
    """A land of numbered villages."""

    def find(self, name):
        place = Place(id=f"sy.{name}", name=name, kind="village", precision=Precision.TOWN, country="SY")
        return [place]

    def nearest(self, name, limit=5):
        return []

    def describe(self, place):
        return place.name


def test_the_number_of_areas_has_an_end_and_it_is_told():
    """Nobody fills the database; who reaches the limit reads what to do."""
    chat = Chat(Villages())
    for number in range(MOST_AREAS):
        chat.says(f"/watch قرية{number}")
    answer = chat.says("/watch قرية جديدة")
    assert str(MOST_AREAS) in answer
    assert "/unwatch" in answer
    assert len(chat.watched()) == MOST_AREAS
    assert len(chat.says("/areas")) < 4096


def test_who_stops_is_forgotten_everywhere():
    """After /stop no table holds a row with the chat, though every table did; others keep theirs."""
    chat = Chat()
    with chat.database.begin() as tx:
        incident = IncidentStore(tx).open(opened(told("shelling", "قصف", "sy.damascus.qadam")))
        for who in (LAILA, OMAR):
            _leave_traces(tx, who, incident.id)
    before = {name for name, rows in _rows_with(chat, LAILA).items() if rows}
    assert before == {"subscriptions", "told", "notifications", "deliveries"}
    assert chat.says("/stop") == replies.FORGOTTEN
    assert not any(_rows_with(chat, LAILA).values())
    assert {name for name, rows in _rows_with(chat, OMAR).items() if rows} == before
    assert chat.says("/areas") == replies.NOTHING_WATCHED


def _leave_traces(tx, who: str, incident_id: int) -> None:
    """Let everything happen to a chat that leaves a row."""
    area = PlaceArea(place_id="sy.damascus.qadam", name="القدم")
    wanted = Subscription(id=0, name="القدم", areas=(area,), channel=CHANNEL, address=who)
    made = SubscriptionStore(tx).add(wanted, NOON)
    outbox = OutboxStore(tx)
    state = Told(
        revision=1, killed=None, precision=None, denied=False, severity=Severity.SEVERE, rung_at=NOON
    )
    outbox.set_told(CHANNEL, who, incident_id, state)
    notification = Notification(
        at=NOON,
        channel=CHANNEL,
        address=who,
        subscription_id=made.id,
        area=area.name,
        incident_id=incident_id,
        revision=1,
        reason=Reason.FIRST_REPORT,
    )
    outbox.notify(notification)
    waiting = Draft(
        kind=DeliveryKind.INCIDENT,
        channel=CHANNEL,
        address=who,
        lane=Lane.NORMAL,
        due_at=NOON,
        once=f"ring:{incident_id}:1:{CHANNEL}:{who}",
        incident_id=incident_id,
    )
    outbox.add(waiting, NOON)
    outbox.add(replace(waiting, once=None, kind=DeliveryKind.REPLY, text="سلام"), NOON)


def _rows_with(chat: Chat, who: str) -> dict[str, int]:
    """Count the rows of every table in which a chat's number stands anywhere."""
    counted = {}
    with chat.database.begin() as tx:
        for table in metadata.sorted_tables:
            rows = tx.execute(select(table)).all()
            counted[table.name] = sum(1 for row in rows if any(who in str(value) for value in row))
    return counted

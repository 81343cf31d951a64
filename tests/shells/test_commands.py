"""What a subscriber's words do, on an empty database."""

import json
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import select

from alerts.bot import replies
from alerts.bot.commands import CHANNEL, MOST_AREAS, Commands
from alerts.model import (
    DeliveryKind,
    Lane,
    MuteKind,
    Notification,
    PlaceArea,
    QuietHours,
    QuietMode,
    Reason,
    Subscription,
    Told,
)
from alerts.store.outbox import Draft, OutboxStore
from alerts.store.schema import fresh_database
from alerts.store.subscribers import SubscriberStore
from alerts.store.subscriptions import SubscriptionStore
from crawler.feeds.schedule import Pace
from crawler.model import EventType, Feed, Place, Precision, Severity
from crawler.places.gazetteer import Gazetteer
from crawler.store.database import metadata
from crawler.store.feeds import FeedStore
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
            return Commands(tx, self.places, NOON).answer(who, text).text

    def sees(self, text: str, who: str = LAILA) -> list[str]:
        """Return what the buttons under the answer send."""
        with self.database.begin() as tx:
            answer = Commands(tx, self.places, NOON).answer(who, text)
        return [button.data for row in answer.buttons for button in row]

    def presses(self, sent: str, who: str = LAILA) -> str:
        """Return the answer to a pressed button."""
        with self.database.begin() as tx:
            return Commands(tx, self.places, NOON).press(who, sent).text

    def held(self) -> str:
        """Return all that Laila wishes."""
        with self.database.begin() as tx:
            return f"{SubscriptionStore(tx).all()} {SubscriberStore(tx).get(CHANNEL, LAILA)}"

    def rules(self) -> tuple[str, ...]:
        """Return the words of Laila's first area."""
        with self.database.begin() as tx:
            return SubscriptionStore(tx).of(CHANNEL, LAILA)[0].words

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


def test_an_area_is_reached_in_three_taps():
    """Language, name, and the one of its namesakes that was meant."""
    chat = Chat()
    assert chat.sees("/start") == ["lang:ar", "lang:en"]
    assert chat.presses("lang:en").startswith("Write the name of the area")
    offered = chat.sees("طرابلس")
    assert len(chat.watched()) == 1
    assert chat.presses(offered[0]).startswith("You now watch: طرابلس")
    assert len(chat.watched()) == 2


def test_a_misspelled_name_offers_buttons():
    """One tap on the nearest spelling is enough."""
    chat = Chat()
    offered = chat.sees("/watch التضانم")
    assert "place:sy.damascus.tadamon" in offered
    chat.presses("place:sy.damascus.tadamon")
    assert chat.watched() == ["sy.damascus.tadamon"]


def test_what_was_asked_for_is_asked_for_once():
    """After the area's name, plain words are plain words again, and a command is one."""
    chat = Chat()
    chat.presses("lang:ar")
    assert chat.says("/areas") == replies.NOTHING_WATCHED
    assert chat.says("القدم") == replies.UNKNOWN_COMMAND
    assert chat.watched() == []


def test_a_button_pressed_twice_does_its_work_once():
    """Telegram sends a press again when an answer is lost."""
    chat = Chat()
    for _ in range(2):
        chat.presses("place:sy.damascus.qadam")
    assert chat.watched() == ["sy.damascus.qadam"]
    (end,) = chat.sees("/areas")
    assert chat.presses(end).startswith("لم تعد تراقب")
    assert chat.presses(end) == replies.OLD_BUTTON
    chat.says("/watch القدم")
    first = chat.presses("type:remote=0")
    assert chat.presses("type:remote=0") == first


HOSTILE = ["", ":", "place:", "place:nowhere", "end:", "end:x", "type:remote", "type:x=1", "type:remote=2",
           "quiet:", "quiet:hold:99:7", "quiet:loud:1:2", "digest:99", "digest:", "lang:xx"]  # fmt: skip


@pytest.mark.parametrize("sent", HOSTILE)
def test_a_button_that_nobody_offered_changes_nothing(sent):
    """What a button sends may be forged; nothing breaks and nothing changes."""
    chat = Chat()
    chat.says("/watch القدم")
    before = chat.held()
    assert chat.presses(sent) == replies.OLD_BUTTON
    assert chat.held() == before


def test_nobody_ends_anothers_area_with_a_button():
    """A button names a number; only the own ones count."""
    chat = Chat()
    chat.says("/watch القدم")
    (end,) = chat.sees("/areas")
    assert chat.presses(end, OMAR) == replies.OLD_BUTTON
    assert chat.watched() == ["sy.damascus.qadam"]


def test_a_shared_location_is_rounded_and_dropped():
    """About a kilometre is kept, and the exact place stands nowhere in the database."""
    chat = Chat()
    with chat.database.begin() as tx:
        Commands(tx, GAZETTEER, NOON).share(LAILA, 33.487654, 36.291234)
        (kept,) = SubscriptionStore(tx).of(CHANNEL, LAILA)
    (circle,) = kept.areas
    assert (circle.lat, circle.lon) == (33.49, 36.29)
    for exact in ("33.487", "36.291"):
        assert not any(_rows_with(chat, exact).values())


def test_kinds_are_turned_off_and_on():
    """Off is off for every area, new ones too; all on again is everything."""
    chat = Chat()
    chat.says("/watch القدم")
    chat.presses("type:safety=0")
    chat.says("/watch التضامن")
    with chat.database.begin() as tx:
        kinds = [set(one.types) for one in SubscriptionStore(tx).of(CHANNEL, LAILA)]
    assert kinds[0] == kinds[1]
    assert EventType.SHELLING in kinds[0]
    assert EventType.ACCIDENT not in kinds[0]
    chat.presses("type:safety=1")
    with chat.database.begin() as tx:
        assert {one.types for one in SubscriptionStore(tx).of(CHANNEL, LAILA)} == {()}


def test_words_are_kept_refused_and_erased():
    """A rule that cannot be read changes nothing and says why."""
    chat = Chat()
    chat.says("/watch القدم")
    assert "«قصف -تدريب»" in chat.says("/words قصف -تدريب")
    assert "«|»" in chat.says("/words قصف |")
    assert chat.rules() == ("قصف -تدريب",)
    assert chat.says("/words -") == replies.WORDS_GONE
    assert chat.rules() == ()


QUIET = {
    "Western digits": ("/quiet 23-7", "quiet:hold:23:7", time(23), time(7)),
    "Arabic digits": ("/quiet ٢٣-٧", "quiet:hold:23:7", time(23), time(7)),
    "with blanks": ("/quiet 1 - 6", "quiet:hold:1:6", time(1), time(6)),
}


@pytest.mark.parametrize(("text", "sent", "start", "end"), QUIET.values(), ids=QUIET)
def test_quiet_hours_are_asked_for_and_kept(text, sent, start, end):
    """The hours are typed, what happens in them is tapped, and both can be taken back."""
    chat = Chat()
    assert sent in chat.sees(text)
    chat.presses(sent)
    with chat.database.begin() as tx:
        kept = SubscriberStore(tx).get(CHANNEL, LAILA).quiet
    assert kept == QuietHours(start=start, end=end, mode=QuietMode.HOLD)
    assert chat.presses("quiet:off") == replies.QUIET_OFF
    with chat.database.begin() as tx:
        assert SubscriberStore(tx).get(CHANNEL, LAILA).quiet is None


def test_hours_that_no_day_has_are_asked_for_again():
    """25 is no hour."""
    assert Chat().sees("/quiet 25-7") == ["quiet:off"]


def test_the_digest_has_an_hour_or_none():
    """An hour turns it on, «none» turns it off for every area."""
    chat = Chat()
    chat.says("/watch القدم")
    assert "7:00" in chat.presses("digest:7")
    assert chat.presses("digest:off") == replies.DIGEST_OFF
    with chat.database.begin() as tx:
        assert not SubscriptionStore(tx).of(CHANNEL, LAILA)[0].digest


def test_the_preview_counts_what_would_have_come():
    """Of a week's incidents those of the watched area are counted and named; older ones are not."""
    chat = Chat()
    chat.says("/watch القدم")
    assert chat.says("/preview") == replies.NOTHING_LATELY
    with chat.database.begin() as tx:
        store = IncidentStore(tx)
        for day, place in ((1, "sy.damascus.qadam"), (5, "sy.damascus.qadam"), (6, "sy.damascus.tadamon")):
            store.open(opened(told("shelling", f"قصف {day}", place, published=NOON - timedelta(days=day))))
        store.open(opened(told("shelling", "قديم", "sy.damascus.qadam", published=NOON - timedelta(days=9))))
    answer = chat.says("/preview")
    assert answer.splitlines()[0].endswith(": 2")
    assert ["قصف 1" in answer, "قصف 5" in answer, "قصف 6" in answer, "قديم" in answer] == [
        True, True, False, False
    ]  # fmt: skip
    assert "قصف 1" in chat.says("/last").splitlines()[0]


def test_why_and_mute_are_for_those_who_were_told():
    """Laila was told and reads why; Omar, who was not, learns nothing by guessing codes."""
    chat = Chat()
    with chat.database.begin() as tx:
        incident = IncidentStore(tx).open(opened(told("shelling", "قصف", "sy.damascus.qadam")))
        _leave_traces(tx, LAILA, incident.id)
    assert "القدم: أول خبر عن هذا الحدث" in chat.says(f"/why #{incident.code.lower()}")
    assert chat.says(f"/mute {incident.code}").startswith("أُسكت")
    for command in ("/why", "/mute"):
        assert chat.says(f"{command} {incident.code}", OMAR) == replies.NO_SUCH_CODE
        assert chat.says(f"{command} nonsense") == replies.NO_SUCH_CODE
        assert chat.says(command) == replies.WHICH_CODE
    with chat.database.begin() as tx:
        muted = SubscriberStore(tx).muted(CHANNEL, LAILA, NOON)
    assert [one.what for one in muted] == [str(incident.id)]
    assert chat.says("/unmute") == replies.UNMUTED


def test_the_status_counts_the_living():
    """A feed that answered within a day is alive; those of other countries do not count."""
    chat = Chat()
    chat.says("/watch القدم")
    feeds = [Feed(url=f"https://{c}.example/feed", publisher=c, country=c.upper()) for c in ("sy", "ye")]
    with chat.database.begin() as tx:
        FeedStore(tx).follow(feeds, Pace(), NOON)
    assert "0 من 1" in chat.says("/status")


def test_the_export_holds_what_is_held():
    """Everything that is kept on a chat, as JSON, and nothing of others."""
    chat = Chat()
    chat.says("/watch القدم")
    chat.presses("quiet:hold:23:7")
    chat.says("/watch دوما", OMAR)
    held = json.loads(chat.says("/export"))
    assert held["subscriptions"][0]["areas"][0]["place_id"] == "sy.damascus.qadam"
    assert held["wishes"]["quiet"]["mode"] == "hold"
    assert OMAR not in json.dumps(held)


def test_english_is_spoken_to_who_chose_it():
    """Every answer, from the greeting to the farewell, has no Arabic sentence of ours left."""
    chat = Chat()
    chat.presses("lang:en")
    chat.says("القدم")
    assert chat.says("/areas").startswith("You watch:")
    assert chat.says("/types").startswith("Which kinds")
    assert chat.says("/stop").startswith("Stopped.")


AREA_MUTES = {
    "for some hours": ("/mute 1 3", 3),
    "for the usual eight": ("/mute 1", 8),
    "in Arabic digits": ("/mute ١ ٣", 3),
}


@pytest.mark.parametrize(("text", "hours"), AREA_MUTES.values(), ids=AREA_MUTES)
def test_an_area_is_muted_for_some_hours(text, hours):
    """The number is the one that /areas shows, and the mute ends by itself."""
    chat = Chat()
    chat.says("/watch القدم")
    assert "القدم، دمشق" in chat.says(text)
    with chat.database.begin() as tx:
        (mute,) = SubscriberStore(tx).muted(CHANNEL, LAILA, NOON)
        (area,) = SubscriptionStore(tx).of(CHANNEL, LAILA)
        assert SubscriberStore(tx).muted(CHANNEL, LAILA, NOON + timedelta(hours=hours)) == []
    assert (mute.kind, mute.what) == (MuteKind.AREA, str(area.id))


@pytest.mark.parametrize("text", ["/mute 2", "/mute 0", "/mute 1 0", "/mute 1 999"])
def test_what_is_no_area_is_not_muted(text):
    """A wrong number changes nothing and says so."""
    chat = Chat()
    chat.says("/watch القدم")
    assert "لا تراقب" in chat.says(text)
    with chat.database.begin() as tx:
        assert SubscriberStore(tx).muted(CHANNEL, LAILA, NOON) == []

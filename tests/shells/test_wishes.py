"""What people wish beside their areas, from the subscription to what reaches them."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from alerts.digest import Summariser
from alerts.model import Mute, MuteKind, QuietHours, QuietMode, Subscriber
from alerts.store.subscribers import SubscriberStore
from alerts.store.subscriptions import SubscriptionStore
from crawler.model import Certainty, Severity
from crawler.store.articles import ArticleStore
from tests.alertdesk import CHANNEL, QADAM, TADAMON, Desk, shelling
from tests.happenings import told

LAILA = Subscriber(channel=CHANNEL, address="laila", zone="Asia/Damascus")
NIGHT = datetime(2018, 4, 7, 22, 30, tzinfo=UTC)  # half past one in Damascus
MORNING_MINUTES = 4.5 * 60  # until seven there, in summer time: three hours ahead of UTC


def asleep(mode: QuietMode) -> Desk:
    """Return a desk at night, with Laila's quiet hours from eleven to seven."""
    desk = Desk()
    desk.now = NIGHT
    desk.watch(QADAM)
    with desk.database.begin() as tx:
        SubscriberStore(tx).set(
            replace(LAILA, quiet=QuietHours(start=time(23), end=time(7), mode=mode), digest_hour=6)
        )
    return desk


def by_night(**words):
    return shelling(published=NIGHT, **words)


async def test_held_alerts_come_in_the_morning_as_one():
    """Nothing goes out at night, not even an edit; in the morning one message tells the latest."""
    desk = asleep(QuietMode.HOLD)
    incident = desk.report(by_night())
    await desk.later(10)
    desk.report(by_night(title="خمسة قتلى في قصف على القدم", publisher="ba", killed=5), incident)
    await desk.later(60)
    assert desk.channel.shown == {}
    await desk.later(MORNING_MINUTES)
    (shown,) = desk.channel.shown.values()
    assert "5" in shown.text
    assert not shown.silent


MODES = {
    "silent: it comes without a sound": (QuietMode.SILENT, 3, True),
    "only extreme: what is not extreme makes no sound": (QuietMode.EXTREME, 3, True),
    "only extreme: what is extreme rings": (QuietMode.EXTREME, 200, False),
}


@pytest.mark.parametrize(("mode", "killed", "silent"), MODES.values(), ids=MODES)
async def test_what_comes_at_night(mode, killed, silent):
    """It comes at once either way, with a sound or without."""
    desk = asleep(mode)
    desk.report(by_night(killed=killed))
    await desk.deliver()
    assert [one.silent for one in desk.channel.shown.values()] == [silent]


async def test_what_came_without_a_sound_is_edited_later():
    """A message of the night is the incident's live message: later reports edit it, and none follows it."""
    desk = asleep(QuietMode.SILENT)
    incident = desk.report(by_night())
    await desk.deliver()
    desk.report(by_night(title="قصف على حي القدم", publisher="ba"), incident)
    await desk.later(1)
    (shown,) = desk.channel.shown.values()
    assert len(shown.edits) == 1


async def test_a_muted_incident_is_edited_and_rings_no_more():
    """Who mutes an incident sees its message mended, and hears nothing."""
    desk = Desk()
    desk.watch(QADAM)
    incident = desk.report(shelling())
    await desk.deliver()
    with desk.database.begin() as tx:
        SubscriberStore(tx).mute(CHANNEL, "laila", Mute(kind=MuteKind.INCIDENT, what=str(incident.id)))
    desk.report(shelling(title="قتلى بقصف على القدم", publisher="ba", killed=9), incident)
    await desk.later(30)
    (shown,) = desk.channel.shown.values()
    assert "9" in shown.text
    assert desk.rings() == 1


async def test_a_muted_area_comes_back_by_itself():
    """An area that is muted for two hours is told of again after them; another area all the while."""
    desk = Desk()
    quiet, loud = desk.watch(QADAM), desk.watch(TADAMON)
    mute = Mute(kind=MuteKind.AREA, what=str(quiet.id), until=desk.now + timedelta(hours=2))
    with desk.database.begin() as tx:
        SubscriberStore(tx).mute(CHANNEL, "laila", mute)
    desk.report(shelling())
    desk.report(shelling(title="قصف على التضامن", place=TADAMON))
    await desk.deliver()
    assert ["التضامن" in one.text for one in desk.channel.shown.values()] == [True]
    await desk.later(121)
    desk.report(told("arrest", "اعتقالات في القدم", QADAM))
    await desk.deliver()
    assert len(desk.channel.shown) == 2
    assert loud.id != quiet.id


WORDS = {
    "the words stand in the text": (("مدرسة",), True),
    "in another form": (("المدارس | مستشفى",), True),
    "one of two rules": (("مطار", "مدرسة"), True),
    "a word to leave out stands there": (("مدرسة -تدريب",), False),
    "other words": (("مطار",), False),
}


@pytest.mark.parametrize(("rules", "told_of"), WORDS.values(), ids=WORDS)
async def test_words_are_looked_for_in_the_articles(rules, told_of):
    """A rule is held against the whole text of the reports, as Arabic words."""
    desk = Desk()
    made = desk.watch(QADAM)
    one = shelling()
    text = "سقطت قذائف قرب مدرسة في الحي أثناء تدريب للدفاع المدني."
    one = replace(one, article=replace(one.article, text=text))
    with desk.database.begin() as tx:
        ArticleStore(tx).save(one.article, desk.now)
        SubscriptionStore(tx).change(replace(made, words=rules))
    desk.report(one)
    await desk.deliver()
    assert bool(desk.channel.shown) is told_of


async def test_somewhere_around_is_told_to_who_asked_and_says_so():
    """Of «in Damascus» hears only who asked for it, and reads that it may have been elsewhere."""
    desk = Desk()
    made = desk.watch(QADAM)
    desk.watch(QADAM, address="omar")
    with desk.database.begin() as tx:
        SubscriptionStore(tx).change(replace(made, wider=True))
    desk.report(told("shelling", "قصف في دمشق", "sy.damascus"))
    await desk.deliver()
    (shown,) = desk.channel.shown.values()
    assert shown.address == "laila"
    assert "لم يُذكر" in shown.text
    desk.report(shelling())
    await desk.deliver()
    assert [("لم يُذكر" in one.text) for one in desk.channel.shown.values()] == [True, False, False]


async def test_a_changed_wish_counts_from_the_next_incident():
    """The subscriptions that are kept in memory are read again once one changed."""
    desk = Desk()
    made = desk.watch(QADAM)
    desk.report(shelling())
    with desk.database.begin() as tx:
        SubscriptionStore(tx).change(replace(made, least_severity=Severity.EXTREME))
    desk.report(told("arrest", "اعتقالات في القدم", QADAM))
    await desk.deliver()
    assert len(desk.channel.shown) == 1


def test_everything_that_is_wished_is_kept():
    """What is read back is what was written."""
    desk = asleep(QuietMode.HOLD)
    with desk.database.begin() as tx:
        store = SubscriptionStore(tx)
        (made,) = store.of(CHANNEL, "laila")
        wished = replace(
            made,
            least_severity=Severity.SEVERE,
            least_certainty=Certainty.LIKELY,
            words=("قصف -تدريب",),
            wider=True,
        )
        store.change(wished)
        assert store.get(made.id) == wished
        kept = SubscriberStore(tx).get(CHANNEL, "laila")
    assert kept.quiet == QuietHours(start=time(23), end=time(7), mode=QuietMode.HOLD)
    assert kept.digest_hour == 6


def test_a_digest_comes_at_the_subscribers_own_hour():
    """Laila named six o'clock of her day; Omar has the usual eight."""
    desk = asleep(QuietMode.HOLD)
    desk.watch(QADAM, address="omar")
    summariser = Summariser(ZoneInfo("Asia/Damascus"), 8)
    queued = []
    for hours in (
        1,
        5,
        5.1,
        7,
    ):  # from half past one: half past two, half past six, a little later, half past eight
        with desk.database.begin() as tx:
            queued.append(summariser.summarise(tx, NIGHT + timedelta(hours=hours)))
    assert queued == [0, 1, 0, 1]

"""Who is told of a change, how loudly, and when."""

from dataclasses import replace
from datetime import timedelta

import pytest

from alerts.model import CircleArea, Reason
from crawler.model import Status
from tests.alertdesk import COOLDOWN, QADAM, TADAMON, Desk, shelling
from tests.happenings import SUNDAY, told

PAUSE = COOLDOWN.total_seconds() / 60


async def test_a_watcher_is_told_once_and_a_stranger_never():
    """Laila watches القدم and hears of it; Omar watches التضامن and hears nothing."""
    desk = Desk()
    desk.watch(QADAM)
    desk.watch(TADAMON, address="omar")
    desk.report(shelling())
    await desk.deliver()
    assert [(one.address, one.silent) for one in desk.channel.shown.values()] == [("laila", False)]
    assert desk.reasons() == [Reason.FIRST_REPORT]


async def test_overlapping_areas_are_one_message():
    """Who watches القدم and all of Damascus, in two subscriptions, is told once of one incident."""
    desk = Desk()
    desk.watch(QADAM, "sy.damascus")
    desk.watch("sy.damascus")
    desk.report(shelling())
    await desk.deliver()
    assert len(desk.channel.shown) == 1


async def test_only_wished_kinds_are_told():
    """A subscription to arrests stays quiet over shelling."""
    desk = Desk()
    desk.watch(QADAM, types=("arrest",))
    desk.report(shelling())
    desk.report(told("arrest", "اعتقالات في القدم", QADAM))
    await desk.deliver()
    assert ["اعتقال" in one.text for one in desk.channel.shown.values()] == [True]


SILENT = {
    "what a new feed already held": (shelling(), False, 0),
    "what is older than a day": (shelling(), True, 25),
}


@pytest.mark.parametrize(("report", "alerts", "hours"), SILENT.values(), ids=SILENT)
async def test_old_news_never_ring(report, alerts, hours):
    """Neither the backlog of a new feed nor a late article makes a sound, first or later."""
    desk = Desk()
    desk.watch(QADAM)
    desk.now += timedelta(hours=hours)
    desk.report(report, alerts=alerts)
    await desk.deliver()
    assert (desk.channel.shown, desk.reasons()) == ({}, [])


async def test_an_old_article_mends_the_message_without_a_sound():
    """The backlog of a feed that is added later may tell a higher toll; it edits, and does not ring."""
    desk = Desk()
    desk.watch(QADAM)
    incident = desk.report(shelling(killed=2))
    await desk.deliver()
    desk.report(shelling("مقتل 6 في القدم", killed=6, publisher="ba"), incident, alerts=False)
    await desk.later(PAUSE * 2)
    (message,) = desk.channel.shown.values()
    assert "6" in message.text
    assert desk.reasons() == [Reason.FIRST_REPORT, Reason.DETAILS]


async def test_one_more_report_edits_in_silence():
    """A further source changes the live message and sends no other."""
    desk = Desk()
    desk.watch(QADAM)
    incident = desk.report(shelling())
    await desk.deliver()
    desk.report(shelling("قذائف على القدم", publisher="ba"), incident)
    await desk.later(1)
    (message,) = desk.channel.shown.values()
    assert len(message.edits) == 1
    assert "خبران" in message.text
    assert desk.reasons() == [Reason.FIRST_REPORT, Reason.MORE_REPORTS]


async def test_details_that_change_edit_in_silence():
    """The number of wounded is no reason to ring, and the reason says what it was."""
    desk = Desk()
    desk.watch(QADAM)
    incident = desk.report(shelling(killed=2))
    await desk.deliver()
    desk.report(shelling("جرحى", killed=2, wounded=4, publisher="ba"), incident)
    await desk.later(1)
    assert desk.rings() == 1
    assert desk.reasons()[-1] is Reason.DETAILS


async def test_a_toll_that_rises_after_the_pause_rings_once():
    """A higher toll rings as an answer to the first message; the same toll again does not."""
    desk = Desk()
    desk.watch(QADAM)
    incident = desk.report(shelling(killed=2))
    await desk.deliver()
    desk.now += timedelta(minutes=PAUSE * 2)
    incident = desk.report(shelling("مقتل 5", killed=5, publisher="ba"), incident)
    await desk.deliver()
    desk.report(shelling("خمسة قتلى", killed=5, publisher="ta"), incident)
    await desk.later(PAUSE * 2)
    assert desk.rings() == 2
    assert [one.reply_to for one in desk.channel.shown.values()] == [None, "1"]


async def test_a_toll_that_rises_within_the_pause_is_told_at_once_and_rings_after_it():
    """The live message shows the toll immediately; the sound waits until the pause is over."""
    desk = Desk()
    desk.watch(QADAM)
    incident = desk.report(shelling(killed=2))
    await desk.deliver()
    desk.now += timedelta(minutes=1)
    desk.report(shelling("مقتل 9", killed=9, publisher="ba"), incident)
    await desk.deliver()
    (first,) = desk.channel.shown.values()
    assert "9" in first.text
    assert desk.rings() == 1
    await desk.later(PAUSE - 1.1)
    assert desk.rings() == 1
    await desk.later(0.1)
    assert desk.rings() == 2


async def test_tolls_that_keep_rising_ring_once_when_the_pause_is_over():
    """Five tolls in five minutes are one ring, no later than the first of them was due."""
    desk = Desk()
    desk.watch(QADAM)
    incident = desk.report(shelling(killed=1))
    await desk.deliver()
    for number in range(2, 7):
        await desk.later(PAUSE / 10)
        report = shelling(f"مقتل {number}", killed=number, publisher=f"p{number}")
        incident = desk.report(report, incident)
    await desk.later(PAUSE / 2)
    assert desk.rings() == 2
    await desk.later(1)
    desk.report(shelling("مقتل 20", killed=20, publisher="last"), incident)
    await desk.later(PAUSE - 1)
    assert desk.rings() == 3


async def test_rises_before_the_first_message_is_out_ring_once():
    """Two reports of one minute are one message that tells the latest."""
    desk = Desk()
    desk.watch(QADAM)
    incident = desk.report(shelling(killed=2))
    desk.report(shelling("مقتل 5", killed=5, publisher="ba"), incident)
    await desk.later(PAUSE * 3)
    (message,) = desk.channel.shown.values()
    assert "5" in message.text


async def test_a_denial_rings():
    """Who was told of something is told when it is denied."""
    desk = Desk()
    desk.watch(QADAM)
    incident = desk.report(shelling())
    await desk.deliver()
    desk.report(shelling("نفي قصف القدم", publisher="ba", status=Status.DENIED), incident)
    await desk.later(PAUSE)
    assert desk.rings() == 2
    assert desk.reasons()[-1] is Reason.DENIED
    assert "نفي: قصف" in desk.channel.shown["2"].text


async def test_a_place_that_is_found_reaches_those_who_watch_it():
    """The quarter's watchers hear when a report of the city turns out to be theirs."""
    desk = Desk()
    desk.watch(QADAM)
    incident = desk.report(shelling("قصف على دمشق", "sy.damascus"))
    await desk.deliver()
    assert desk.channel.shown == {}
    desk.report(shelling(publisher="ba"), incident)
    await desk.deliver()
    assert desk.reasons() == [Reason.FIRST_REPORT]


async def test_who_was_told_of_the_wrong_place_is_not_left_with_it():
    """A circle round the city's middle does not hold the quarter: the message is mended in silence."""
    desk = Desk()
    desk.watch(areas=(CircleArea(name="وسط", lat=33.51, lon=36.29, km=2),))
    city = told("shelling", "قصف على دمشق", "sy.damascus", publisher="alif")
    middle = _placed(city, 33.51, 36.29)
    incident = desk.report(middle)
    await desk.deliver()
    assert desk.rings() == 1
    incident = desk.report(_placed(shelling(publisher="ba", killed=4), 33.47, 36.29), incident)
    await desk.later(PAUSE)
    (message,) = desk.channel.shown.values()
    assert "القدم" in message.text
    desk.report(shelling("نفي", publisher="ta", status=Status.DENIED), incident)
    await desk.later(PAUSE)
    assert desk.rings() == 2


def _placed(report, lat, lon):
    place = replace(report.event.place, lat=lat, lon=lon)
    return replace(report, event=replace(report.event, place=place))


async def test_who_subscribes_later_is_not_rung_for_what_is_over():
    """A new watcher hears nothing of an incident until something new is reported of it."""
    desk = Desk()
    incident = desk.report(shelling())
    desk.watch(QADAM)
    await desk.later(1)
    assert desk.channel.shown == {}
    desk.report(shelling("ارتفاع الحصيلة", killed=3, publisher="ba"), incident)
    await desk.later(1)
    assert desk.rings() == 1


async def test_two_incidents_are_two_messages():
    """The same place on two days rings twice."""
    desk = Desk()
    desk.watch(QADAM)
    desk.report(shelling())
    await desk.later(24 * 60)
    desk.report(shelling("قصف جديد", day=SUNDAY))
    await desk.deliver()
    assert desk.rings() == 2


async def test_two_people_are_told_each_in_their_own_pause():
    """Omar, who came later, hears the rise at once; Laila after her pause."""
    desk = Desk()
    desk.watch(QADAM)
    incident = desk.report(shelling(killed=1))
    await desk.deliver()
    desk.watch(QADAM, address="omar")
    desk.now += timedelta(minutes=1)
    desk.report(shelling("مقتل 4", killed=4, publisher="ba"), incident)
    await desk.deliver()
    assert (desk.rings("omar"), desk.rings()) == (1, 1)
    await desk.later(PAUSE)
    assert (desk.rings("omar"), desk.rings()) == (1, 2)


async def test_incidents_that_turn_out_to_be_one_ring_no_more():
    """Laila was told of both, Omar of the second: his message becomes the one that stays."""
    desk = Desk()
    desk.watch(QADAM)
    first = desk.report(shelling())
    await desk.deliver()
    desk.watch(QADAM, address="omar")
    second = desk.report(shelling("قذائف على القدم", publisher="ba"))
    await desk.deliver()
    assert (desk.rings(), desk.rings("omar")) == (2, 1)
    into = desk.merge(second, first)
    await desk.later(PAUSE)
    assert (desk.rings(), desk.rings("omar")) == (2, 1)
    texts = {number: one.text for number, one in desk.channel.shown.items()}
    assert [first.code in text for text in texts.values()] == [True, True, True]
    desk.report(shelling("مقتل 5", killed=5, publisher="ta"), into)
    await desk.later(PAUSE * 2)
    assert (desk.rings(), desk.rings("omar")) == (3, 2)


async def test_a_part_that_stands_alone_does_not_ring_for_who_heard_the_whole():
    """Laila heard of both in one incident; whoever watches the part's own place hears of it first now."""
    desk = Desk()
    desk.watch(QADAM, TADAMON)
    whole = desk.report(shelling("قصف على القدم والتضامن", also=(TADAMON,)))
    await desk.deliver()
    desk.watch(TADAMON, address="omar")
    desk.split(whole, shelling("قصف على التضامن", TADAMON))
    await desk.later(PAUSE)
    assert (desk.rings(), desk.rings("omar")) == (1, 1)

"""Who hears of what, when, and once."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mailroom.delivery.actions import forget_undeliverable
from mailroom.delivery.addresses import note_undeliverable
from mailroom.following import actions
from mailroom.following.planning import last_due, plan_digests, plan_news
from mailroom.models import DigestRound, Frequency, OutboxMessage
from mailroom.writers import NotNeededError
from tests.mailroom.following.people import (
    TOPIC,
    announce,
    follower,
    planned,
    subscription_of,
    write,
)

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
# A Monday, an hour before digests are due in London (British Summer Time).
MONDAY = dt.datetime(2014, 4, 14, 5, tzinfo=dt.UTC)


@pytest.fixture
def clock():
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


# --- At once --------------------------------------------------------------------------------
def test_followers_of_the_topic_hear_at_once(clock):
    ada = follower()
    follower("bea@example.org", topic="delays")
    follower("cleo@example.org", frequency=Frequency.WEEKLY)
    told = announce()
    assert plan_news() == 1
    [letter] = planned()
    assert (letter.key, letter.to_email) == (f"news:{ada.pk}:{told.pk}", "ada@example.org")
    assert letter.unsubscribe_path == f"/mailroom/following/{ada.token}/leave/"
    assert letter.is_private
    words = write(letter)
    assert words.subject == told.headline
    assert told.summary in words.body
    assert f"http://localhost:8000{told.path}" in words.body
    assert f"http://localhost:8000/mailroom/following/{ada.token}/\n" in words.body


def test_several_pieces_of_news_come_in_one_letter(clock):
    follower()
    follower(topic="delays")
    first, second = announce(TOPIC, "delays"), announce("delays", kind="delay")
    assert plan_news() == 1
    [letter] = planned()
    words = write(letter)
    assert words.subject == f"{first.headline}, and 1 more"
    assert words.body.count(first.headline) == words.body.count(second.headline) == 1


def test_nothing_is_told_twice(clock):
    follower()
    announce()
    assert [plan_news(), plan_news()] == [1, 0]
    announce()
    assert plan_news() == 1
    assert len(planned()) == 2


def test_who_has_not_confirmed_hears_nothing(clock):
    ada = follower()
    ada.subscriptions.update(confirmed_at=None, hears_from=None)
    announce()
    assert plan_news() == 0


@pytest.mark.parametrize("frequency", [Frequency.AT_ONCE, Frequency.WEEKLY])
def test_nothing_is_planned_for_an_address_that_nothing_reaches(clock, sam, frequency):
    follower("Ada@example.org", frequency=frequency)
    follower("ben@example.org", frequency=frequency)
    note_undeliverable("ada@example.org", "550 No such person")

    def told() -> list[str]:
        OutboxMessage.objects.all().delete()
        announce()
        clock.shift(dt.timedelta(days=7))
        plan_news()
        plan_digests()
        rows = OutboxMessage.objects.filter(kind__startswith="news")
        return sorted(rows.values_list("to_email", flat=True))

    assert told() == ["ben@example.org"]
    forget_undeliverable(by=sam, address="ada@example.org", reason="A new mailbox")
    assert told() == ["Ada@example.org", "ben@example.org"]


def test_who_confirms_later_hears_of_later_news_alone(clock):
    announce()
    clock.shift(dt.timedelta(minutes=1))
    follower()
    assert plan_news() == 0


@pytest.mark.parametrize("way", ["left", "left all", "less often"])
def test_a_letter_is_not_needed_by_who_changed_their_mind(clock, way):
    ada = follower()
    follower(topic="delays")
    announce()
    plan_news()
    [letter] = planned()
    row = subscription_of(ada)
    if way == "left":
        actions.leave(subscription=row)
    elif way == "left all":
        actions.leave_everything(follower=ada)
    else:
        actions.change_frequency(subscription=row, frequency=Frequency.MONTHLY)
    with pytest.raises(NotNeededError):
        write(letter)


# --- Digests ----------------------------------------------------------------------------------
def at(*moment: int) -> dt.datetime:
    return dt.datetime(*moment, tzinfo=dt.UTC)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("now", "weekly", "monthly"),
    [
        # In winter 7 o'clock in London is 7 UTC, in summer 6.
        (at(2014, 3, 3, 6, 59), at(2014, 2, 24, 7), at(2014, 3, 1, 7)),
        (at(2014, 3, 3, 7, 0), at(2014, 3, 3, 7), at(2014, 3, 1, 7)),
        (at(2014, 4, 1, 5, 59), at(2014, 3, 31, 6), at(2014, 3, 1, 7)),
        (at(2014, 4, 1, 6, 0), at(2014, 3, 31, 6), at(2014, 4, 1, 6)),
        (at(2014, 4, 13, 23, 30), at(2014, 4, 7, 6), at(2014, 4, 1, 6)),
        (at(2013, 1, 1, 5, 0), at(2012, 12, 31, 7), at(2012, 12, 1, 7)),
    ],
)
def test_when_digests_are_due(now, weekly, monthly):
    assert last_due(Frequency.WEEKLY, now) == weekly
    assert last_due(Frequency.MONTHLY, now) == monthly


def test_on_monday_a_week_comes_in_one_letter(clock):
    plan_digests()
    ada = follower(frequency=Frequency.WEEKLY)
    follower("bea@example.org", frequency=Frequency.MONTHLY)
    first = announce()
    clock.shift(3 * DAY)
    second = announce()
    assert plan_digests() == 1  # Monday's: the first was announced before it
    [letter] = planned("news_digest")
    assert first.headline in write(letter).body
    assert second.headline not in write(letter).body
    clock.shift(4 * DAY + dt.timedelta(hours=1, minutes=5))
    assert [plan_digests(), plan_digests()] == [1, 0]
    later = planned("news_digest")[-1]
    assert later.key == f"digest:{ada.pk}:{DigestRound.objects.first().pk}"
    words = write(later)
    assert words.subject == "What is new in what you follow: 1 piece of news"
    assert "from 14 April 2014 to 21 April 2014" in words.body
    assert second.headline in words.body


def test_on_the_first_a_month_comes_in_one_letter(clock):
    plan_digests()
    follower("bea@example.org", frequency=Frequency.MONTHLY)
    announce()
    clock.shift(17 * DAY + dt.timedelta(hours=1, minutes=5))
    assert plan_digests() == 1
    [letter] = planned("news_digest")
    assert "from 1 April 2014 to 1 May 2014" in write(letter).body


def test_a_digest_without_news_is_not_sent(clock):
    follower(frequency=Frequency.WEEKLY)
    announce("delays")
    clock.shift(7 * DAY)
    assert plan_digests() == 0


def test_a_round_waits_for_news_on_their_way(clock):
    plan_digests()
    follower(frequency=Frequency.WEEKLY)
    announce()
    clock.shift(dt.timedelta(hours=1, minutes=4))
    assert plan_digests() == 0
    clock.shift(dt.timedelta(minutes=1))
    assert plan_digests() == 1


def test_after_an_outage_one_digest_tells_of_all_of_it(clock):
    plan_digests()
    follower(frequency=Frequency.WEEKLY)
    told = announce()
    clock.shift(25 * DAY)
    assert plan_digests() == 1
    [letter] = planned("news_digest")
    assert told.headline in write(letter).body
    assert DigestRound.objects.filter(frequency="weekly").count() == 2


def test_a_digest_tells_nothing_that_was_told_at_once(clock):
    plan_digests()
    ada = follower()
    announce()
    plan_news()
    clock.shift(DAY)
    actions.change_frequency(subscription=subscription_of(ada), frequency=Frequency.WEEKLY)
    clock.shift(6 * DAY + dt.timedelta(hours=2))
    assert plan_digests() == 0
    assert not OutboxMessage.objects.filter(kind="news_digest").exists()


def test_an_idle_tick_asks_three_short_questions(clock):
    plan_digests()
    with CaptureQueriesContext(connection) as captured:
        assert [plan_news(), plan_digests()] == [0, 0]
    asked = [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]
    assert len(asked) == 3
    assert all(sql.startswith("SELECT") for sql in asked)

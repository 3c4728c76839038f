"""Asking, confirming, changing and leaving."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from mailroom.following import actions
from mailroom.following.limits import MOST_OF_ALL, MOST_OF_ONE_ORIGIN, TooManyRequestsError
from mailroom.following.planning import plan_news
from mailroom.models import Follower, Frequency, OutboxMessage, RequestCount, Subscription
from mailroom.writers import NotNeededError
from tests.mailroom.following.people import (
    LABEL,
    TOPIC,
    announce,
    ask,
    follower,
    planned,
    subscription_of,
    write,
)

pytestmark = pytest.mark.django_db
MORNING = dt.datetime(2014, 4, 14, 9, tzinfo=dt.UTC)


@pytest.fixture
def clock():
    """The real clock, set to 14 April 2014, 9 in the morning (UTC)."""
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


def test_asking_writes_one_letter_and_nothing_else():
    ask()
    [letter] = planned("follow_request")
    words = write(letter)
    assert (letter.to_email, letter.recipient, letter.is_private) == ("ada@example.org", None, True)
    assert LABEL in words.body
    assert f"/mailroom/following/{Follower.objects.get().token}/confirm/" in words.body
    assert not Subscription.objects.confirmed().exists()


def test_what_is_asked_later_that_day_waits_in_the_same_letter():
    ask()
    ask(topic="delays")
    [letter] = planned("follow_request")
    assert "- delays, as it happens" in write(letter).body


def test_the_next_day_there_is_one_letter_more(clock):
    ask()
    clock.shift(dt.timedelta(days=1))
    ask()
    ask(topic="delays")
    assert len(planned("follow_request")) == 2


def test_whoever_asks_again_changes_nothing_that_was_confirmed():
    ada = follower(frequency=Frequency.MONTHLY)
    ask(frequency=Frequency.AT_ONCE)
    assert subscription_of(ada).frequency == Frequency.MONTHLY
    assert subscription_of(ada).is_confirmed


def test_whoever_asks_again_for_what_they_follow_is_told_so(clock):
    follower()
    clock.shift(dt.timedelta(days=1))
    ask()
    letter = planned("follow_request")[-1]
    assert write(letter).subject == "You already follow this on the open government tracker"


def test_the_address_is_kept_as_typed_and_found_however_it_is_typed():
    ask("Ada.L@Example.org")
    ask("ada.l@EXAMPLE.ORG", topic="delays")
    assert Follower.objects.get().email == "Ada.L@Example.org"
    assert Follower.objects.get().subscriptions.count() == 2


def test_only_what_was_chosen_is_confirmed():
    ask()
    ask(topic="delays")
    ada = Follower.objects.get()
    actions.confirm(follower=ada, chosen=[subscription_of(ada).pk])
    assert [row.topic for row in ada.subscriptions.confirmed()] == [TOPIC]


def test_after_three_days_nothing_can_be_confirmed(clock):
    ask()
    ada = Follower.objects.get()
    clock.shift(dt.timedelta(days=3))
    with pytest.raises(ValidationError, match="Choose what"):
        actions.confirm(follower=ada, chosen=[subscription_of(ada).pk])
    assert not Subscription.objects.confirmed().exists()


def test_nobody_confirms_for_somebody_else():
    ask()
    ask("bea@example.org")
    ada, bea = Follower.objects.order_by("pk")
    with pytest.raises(ValidationError):
        actions.confirm(follower=ada, chosen=[subscription_of(bea).pk])


def test_another_frequency_counts_from_now_on(clock):
    ada = follower()
    clock.shift(dt.timedelta(hours=1))
    actions.change_frequency(subscription=subscription_of(ada), frequency=Frequency.WEEKLY)
    row = subscription_of(ada)
    assert (row.frequency, row.hears_from) == (Frequency.WEEKLY, MORNING + dt.timedelta(hours=1))
    clock.shift(dt.timedelta(hours=1))
    actions.change_frequency(subscription=row, frequency=Frequency.WEEKLY)
    assert subscription_of(ada).hears_from == MORNING + dt.timedelta(hours=1)


def test_leaving_one_keeps_the_others():
    ada = follower()
    follower(topic="delays")
    actions.leave(subscription=subscription_of(ada, "delays"))
    assert [row.topic for row in ada.subscriptions.all()] == [TOPIC]


def test_leaving_the_last_erases_the_address_from_every_letter():
    ada = follower()
    announce()
    plan_news()
    OutboxMessage.objects.filter(kind="follow_request").update(
        status="sent", is_written=True, sent_at=MORNING, body="Hello Ada"
    )
    actions.leave(subscription=subscription_of(ada))
    assert not Follower.objects.exists()
    rows = OutboxMessage.objects.order_by("pk").values_list("status", "to_email", "body")
    assert list(rows) == [("sent", "", ""), ("skipped", "", "")]
    assert not OutboxMessage.objects.filter(unsubscribe_path__contains=ada.token).exists()


def test_a_letter_to_somebody_else_is_left_alone():
    ada, bea = follower(), follower("bea@example.org")
    actions.leave_everything(follower=ada)
    [letter] = planned("follow_request")
    assert letter.to_email == bea.email


def test_what_nobody_confirmed_is_forgotten_after_a_month(clock):
    ask()
    follower("bea@example.org")
    ask("bea@example.org", topic="delays")
    clock.shift(dt.timedelta(days=29))
    assert actions.forget_unconfirmed() == 0
    clock.shift(dt.timedelta(days=2))
    assert actions.forget_unconfirmed() == 1
    assert [row.email for row in Follower.objects.all()] == ["bea@example.org"]
    assert [row.topic for row in Subscription.objects.all()] == [TOPIC]
    assert not RequestCount.objects.exists()
    assert not OutboxMessage.objects.filter(to_email="ada@example.org").exists()


def test_one_origin_may_ask_so_often_and_no_more(clock):
    for number in range(MOST_OF_ONE_ORIGIN):
        ask(f"a{number}@example.org")
    with pytest.raises(TooManyRequestsError):
        ask("one-more@example.org")
    ask("elsewhere@example.org", origin="192.0.2.2")
    assert not Follower.objects.filter(email="one-more@example.org").exists()
    clock.shift(dt.timedelta(hours=1))
    ask("one-more@example.org")


def test_all_together_may_ask_so_often_and_no_more():
    ask()
    RequestCount.objects.update(number=MOST_OF_ALL)
    with pytest.raises(TooManyRequestsError):
        ask("bea@example.org", origin="192.0.2.2")


def test_the_counts_name_nobody():
    ask(origin="192.0.2.77")
    assert not RequestCount.objects.filter(key__contains="192").exists()


def test_a_letter_that_asks_is_not_needed_once_they_left():
    ask()
    [letter] = planned("follow_request")
    Follower.objects.all().delete()
    with pytest.raises(NotNeededError, match="erased"):
        write(letter)


def test_the_database_knows_no_confirmed_one_without_a_moment():
    ada = follower()
    with pytest.raises(IntegrityError, match="confirmed_says_since_when"), transaction.atomic():
        ada.subscriptions.update(hears_from=None)

"""A mailbox that does not answer is left in peace."""

import datetime as dt

import pytest
import time_machine

from mailroom.following import actions
from mailroom.models import Follower, OutboxMessage
from tests.mailroom.following.people import TOPIC, ask, planned, subscription_of, write

pytestmark = pytest.mark.django_db
MORNING = dt.datetime(2014, 4, 14, 9, tzinfo=dt.UTC)


@pytest.fixture
def clock():
    """The real clock, set to 14 April 2014, 9 in the morning (UTC)."""
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


def days_of_letters() -> list[int]:
    """On which days from the first a letter asked, oldest first."""
    letters = OutboxMessage.objects.filter(kind="follow_request").order_by("planned_at")
    return [(letter.planned_at - MORNING).days for letter in letters]


@pytest.mark.parametrize("leaves", [True, False])
def test_letters_that_nobody_answers_become_fewer(clock, leaves):
    """Asked every day for somebody who leaves each time, or does nothing."""
    for _ in range(80):
        ask()
        if leaves:
            actions.leave_everything(follower=Follower.objects.get())
        clock.shift(dt.timedelta(days=1))
    assert days_of_letters() == [0, 1, 8, 38, 68]


def test_a_confirmation_ends_the_pause(clock):
    ask()
    clock.shift(dt.timedelta(days=1))
    ask()
    ada = Follower.objects.get()
    actions.confirm(follower=ada, chosen=[subscription_of(ada).pk])
    clock.shift(dt.timedelta(days=1))
    ask(topic="delays")
    assert days_of_letters() == [0, 1, 2]


def test_another_mailbox_does_not_wait(clock):
    for _ in range(2):
        ask()
        clock.shift(dt.timedelta(days=1))
    ask("bea@example.org")
    assert OutboxMessage.objects.filter(to_email="bea@example.org").exists()


def test_after_90_days_it_is_forgotten(clock):
    ask()
    clock.shift(dt.timedelta(days=1))
    ask()
    clock.shift(dt.timedelta(days=91))
    ask()
    clock.shift(dt.timedelta(days=1))
    ask()
    assert days_of_letters() == [0, 1, 92, 93]


def test_the_letter_leads_to_what_it_was_planned_for():
    ask()
    ask(topic="delays")
    [letter] = planned("follow_request")
    asked = subscription_of(Follower.objects.get(), TOPIC).pk
    assert f"/confirm/?asked={asked}\n" in write(letter).body

"""P3, for followers: nothing goes to somebody who left, however close the race."""

import random
import threading
from collections import Counter
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from mailroom.delivery.actions import deliver
from mailroom.following import actions
from mailroom.following.planning import plan_news
from mailroom.models import Follower, Frequency, OutboxMessage
from tests.mailroom.conftest import mail_server as mail_server
from tests.mailroom.following.people import TOPIC, announce, follower, subscription_of
from tests.mailroom.services import MailServer
from tests.promises.sizes import size

RACES = size(24, 200)
Status = OutboxMessage.Status
# Where a letter may be when its reader has left: nowhere, or with the mail service already.
NEVER_SENT, TOO_LATE = Status.SKIPPED, (Status.HANDING, Status.SENT)


def one_click(one: Follower) -> None:
    """What a mail program does."""
    Client().post(f"/mailroom/following/{one.token}/leave/", {"List-Unsubscribe": "One-Click"})


def leave_one(one: Follower) -> None:
    """Stop the letters about this topic alone."""
    actions.leave(subscription=subscription_of(one))


def less_often(one: Follower) -> None:
    """Hear of it next month instead."""
    row = subscription_of(one)
    actions.change_frequency(subscription=row, frequency=Frequency.MONTHLY)


WAYS: tuple[Callable[[Follower], None], ...] = (one_click, leave_one, less_often)


@pytest.mark.django_db(transaction=True)
def test_p3_followers(mail_server: MailServer, capsys: pytest.CaptureFixture[str]) -> None:
    outcomes = Counter(_race(number, mail_server) for number in range(RACES))
    wrong = outcomes.pop("wrong", 0)
    with capsys.disabled():
        told = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
        print(f"\nP3 followers: {RACES} races of leaving and sending, {wrong} wrong ({told})")
    assert not wrong
    assert len(outcomes) == 2, "one side always won: nothing was raced"


def _race(number: int, mail_server: MailServer) -> str:
    """One letter, one reader who changes their mind while it is being sent."""
    email = f"reader{number}@example.org"
    one = follower(email, origin=f"198.51.100.{number}")
    follower(email, topic="delays", origin=f"198.51.100.{number}")
    OutboxMessage.objects.filter(kind="follow_request").delete()
    announce(TOPIC)
    plan_news()
    letter = OutboxMessage.objects.get(kind="news", key__startswith=f"news:{one.pk}:")
    start = threading.Barrier(2)
    chance = random.Random(number)  # noqa: S311 - spreads the races, hides nothing

    def send() -> None:
        start.wait(10)
        deliver()
        connection.close()

    sender = threading.Thread(target=send)
    sender.start()
    start.wait(10)
    threading.Event().wait(chance.uniform(0, 0.03))
    WAYS[number % len(WAYS)](one)
    # What is true at the moment at which the reader is told that it is done:
    at_that_moment = OutboxMessage.objects.get(pk=letter.pk)
    sender.join(60)
    deliver()
    was_sent = email in mail_server.addresses()
    may_be_sent = at_that_moment.is_written and at_that_moment.status != NEVER_SENT
    if number % len(WAYS) == 0:
        may_be_sent = at_that_moment.status in TOO_LATE
    if was_sent and not may_be_sent:
        return "wrong"
    OutboxMessage.objects.all().delete()
    return "sent before they left" if was_sent else "not sent"

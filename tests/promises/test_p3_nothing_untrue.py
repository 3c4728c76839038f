"""P3, the engine's half: a change committed before the claim never leads to a mail."""

import datetime as dt
import random
import threading
import time

import pytest
from django.db import connection
from django.utils import timezone

from mailroom.actions import plan_letter
from mailroom.delivery import claiming
from mailroom.delivery.actions import deliver
from mailroom.delivery.addresses import note_undeliverable
from mailroom.letters import Letter
from mailroom.models import Announcement, OutboxMessage
from mailroom.writers import NotNeededError, writer_of
from network.models import Person
from ogp_tracker import clock
from tests import cast
from tests.mailroom.conftest import mail_server  # noqa: F401 - a fixture
from tests.promises.sizes import size

RACES = size(15, 200)
LATEST = 0.08  # seconds by which one of the two may wait for the other
Status = OutboxMessage.Status


def write(message: OutboxMessage) -> Letter:
    """A letter that is needless once the news it waits for is there."""
    if Announcement.objects.filter(key=f"done:{message.key}").exists():
        raise NotNeededError("It was done.")
    return Letter("It is due", "Go.\n")


def make_needless(message: OutboxMessage) -> None:
    Announcement.objects.create(
        key=f"done:{message.key}", kind=Announcement.Kind.UPDATE, topics=[], headline="Done",
        announced_at=timezone.now(), announced_on=clock.today(), path="/",
    )  # fmt: skip


def deactivate(message: OutboxMessage) -> None:
    Person.objects.filter(messages=message).update(is_active=False)


def bounce(message: OutboxMessage) -> None:
    note_undeliverable(message.to_email, "550 5.1.1 No such person")


CHANGES = (make_needless, deactivate, bounce)


@pytest.fixture
def claimed_at(settings, monkeypatch):
    """For each message, a moment before the claim that took it began."""
    settings.MAIL_WRITERS = {"duty": f"{__name__}.write"}
    writer_of.cache_clear()
    moments: dict[int, dt.datetime] = {}

    def claim(most: int) -> list[OutboxMessage]:
        moment = timezone.now()
        messages = claiming.claim(most)
        moments.update((message.pk, moment) for message in messages)
        return messages

    monkeypatch.setattr("mailroom.delivery.round.claim", claim)
    yield moments
    writer_of.cache_clear()


def race_of(number: int, wait: float) -> tuple[int, dt.datetime]:
    """Change something and deliver at once; the message, and when the change was committed.

    The change waits, or with a wait below 0 the delivery does, so that on any machine some changes
    come before the claim and some after it.
    """
    person = cast.person(f"Gail{number} Green")
    message = plan_letter(key=f"p3:{number}", kind="duty", to=person, subject="Duties")
    assert message is not None
    start = threading.Barrier(2)
    committed = []

    def change() -> None:
        start.wait(10)
        time.sleep(max(wait, 0))
        CHANGES[number % len(CHANGES)](message)
        committed.append(timezone.now())
        connection.close()

    thread = threading.Thread(target=change)
    thread.start()
    start.wait(10)
    time.sleep(max(-wait, 0))
    deliver()
    thread.join(30)
    return message.pk, committed[0]


@pytest.mark.django_db(transaction=True)
def test_p3_engine(mail_server, claimed_at, capsys):  # noqa: F811
    dice = random.Random(3)  # noqa: S311 - dice
    changed_at = dict(race_of(number, dice.uniform(-LATEST, LATEST)) for number in range(RACES))
    sent = set(OutboxMessage.objects.filter(status=Status.SENT).values_list("pk", flat=True))
    skipped = OutboxMessage.objects.filter(status=Status.SKIPPED).exclude(failure="").count()
    untrue = sum(changed_at[pk] < claimed_at[pk] for pk in sent)
    told = f"{skipped} skipped {len(sent)} sent {untrue} untrue"
    with capsys.disabled():
        print(f"\nP3 {RACES} races against the claim {told}")
    assert len(sent) + skipped == RACES
    assert len(sent) == len(mail_server.received)
    assert untrue == 0
    assert skipped > 0, "no change ever came before the claim: the test shows nothing"
    assert sent, "no claim ever came before the change: the test shows nothing"

"""What a message says is found when it is claimed; what is no longer needed does not leave."""

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from mailroom.actions import plan_letter
from mailroom.delivery.actions import Status, deliver, forget_undeliverable
from mailroom.letters import Letter
from mailroom.models import OutboxMessage, UndeliverableAddress
from mailroom.writers import NotNeededError, writer_of

pytestmark = pytest.mark.django_db


def write(message: OutboxMessage) -> Letter:
    """The writer of these tests: does what `about` says."""
    if reason := message.about.get("needless"):
        raise NotNeededError(reason)
    if message.about.get("crashes"):
        raise KeyError("no such commitment")
    if message.about.get("breaks the transaction"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
    if message.about.get("meets a lock"):
        with connection.cursor() as cursor:
            cursor.execute("DO $$ BEGIN RAISE lock_not_available; END $$")
    if message.about.get("is not text"):
        return Letter("It is due", "a\x00b")
    return Letter(message.about.get("subject", "It is due"), message.about.get("body", "Go.\n"))


@pytest.fixture(autouse=True)
def _writer(settings):
    settings.MAIL_WRITERS = {"duty": f"{__name__}.write"}
    writer_of.cache_clear()
    yield
    writer_of.cache_clear()


@pytest.fixture
def planned(today):
    """Plan a letter to somebody of the cast or, as here, to anybody."""

    def plan(to, **about) -> OutboxMessage:
        key = f"duty:{OutboxMessage.objects.count()}"
        message = plan_letter(key=key, kind="duty", to=to, subject="Duties", about=about)
        assert message is not None
        return message

    return plan


def test_it_is_written_when_it_leaves(planned, gail, mail_server):
    message = planned(gail, subject="Two are due", body="Dear Gail\n")
    assert deliver() == {Status.SENT: 1}
    message.refresh_from_db()
    assert (message.subject, message.body, message.is_written) == (
        "Two are due", "Dear Gail\n", True,
    )  # fmt: skip
    assert mail_server.received[0][1]["Subject"] == "Two are due"


def test_it_is_written_anew_at_every_attempt(planned, gail, mail_server):
    message = planned(gail, subject="Two are due")
    mail_server.replies_to_text = ["452 Disk full"]
    assert deliver() == {Status.PLANNED: 1}
    about = {"subject": "One is due"}
    OutboxMessage.objects.filter(pk=message.pk).update(about=about, next_try_at=None)
    assert deliver() == {Status.SENT: 1}
    assert mail_server.received[0][1]["Subject"] == "One is due"


def test_what_is_needless_is_skipped_with_the_reason(planned, gail, cyrus, mail_server):
    message = planned(gail, needless="The update was signed.")
    planned(cyrus)
    assert deliver() == {Status.SKIPPED: 1, Status.SENT: 1}
    message.refresh_from_db()
    assert (message.failure, message.sent_at) == ("The update was signed.", None)
    assert mail_server.addresses() == ["cyrus@example.org"]


@pytest.mark.parametrize(
    ("about", "reason"),
    [
        ({"crashes": True}, "KeyError"),
        ({"breaks the transaction": True}, "division by zero"),
        ({"is not text": True}, "NUL"),
    ],
)
def test_a_writer_that_fails_fails_one_message_at_once(
    planned, gail, cyrus, rae, mail_server, about, reason
):
    planned(cyrus)
    message = planned(gail, **about)
    planned(rae)
    assert deliver() == {Status.SENT: 2, Status.FAILED: 1}
    message.refresh_from_db()
    assert message.failure.startswith("The letter could not be written")
    assert reason in message.failure
    assert mail_server.addresses() == ["cyrus@example.org", "rae@example.org"]


def test_a_letter_without_a_writer_fails_with_a_sentence(planned, gail, mail_server, settings):
    settings.MAIL_WRITERS = {}
    message = planned(gail)
    assert deliver() == {Status.FAILED: 1}
    message.refresh_from_db()
    assert message.failure == "Nobody is named to write letters of the kind “duty”."


def test_a_writer_that_is_not_there_fails_with_a_sentence(planned, gail, settings):
    settings.MAIL_WRITERS = {"duty": "mailroom.nowhere.write"}
    message = planned(gail)
    assert deliver() == {Status.FAILED: 1}
    message.refresh_from_db()
    assert message.failure.startswith("The writer of “duty” cannot be found")


def test_trouble_of_the_database_costs_no_letter_and_no_attempt(planned, gail, cyrus, mail_server):
    message = planned(gail, **{"meets a lock": True})
    planned(cyrus)
    assert deliver() == {Status.PLANNED: 1, Status.SENT: 1}
    message.refresh_from_db()
    assert (message.status, message.attempts, message.claimed_until) == ("planned", 0, None)
    assert message.failure.startswith("The database had trouble while the letter was written")
    assert dt.timedelta(0) < message.next_try_at - timezone.now() < dt.timedelta(minutes=2)
    OutboxMessage.objects.update(about={}, next_try_at=None)
    assert deliver() == {Status.SENT: 1}


def test_a_long_subject_is_cut(planned, gail, mail_server):
    message = planned(gail, subject="Due " * 100)
    assert deliver() == {Status.SENT: 1}
    message.refresh_from_db()
    assert len(message.subject) == 200


def test_who_may_no_longer_sign_in_gets_nothing_but_an_invitation(message, gail, mail_server):
    gail.is_active = False
    gail.save()
    letter = message(recipient=gail)
    message(recipient=gail, is_private=True, kind="invitation")
    assert deliver() == {Status.SKIPPED: 1, Status.SENT: 1}
    letter.refresh_from_db()
    assert letter.failure == "Gail Green may no longer sign in."


def test_an_address_that_was_refused_for_good_gets_nothing_more(message, mail_server, sam):
    mail_server.replies["gail@example.org"] = "550 5.1.1 No such person"
    message("Gail Green")
    assert deliver() == {Status.FAILED: 1}
    del mail_server.replies["gail@example.org"]
    second = message("Gail Green", to_email="GAIL@example.org")
    assert deliver() == {Status.SKIPPED: 1}
    second.refresh_from_db()
    assert second.failure.startswith("Mail to GAIL@example.org does not arrive.")
    assert "550 5.1.1 No such person" in second.failure
    assert forget_undeliverable(by=sam, address="Gail@Example.org", reason="She has a new mailbox")
    message("Gail Green")
    assert deliver() == {Status.SENT: 1}
    kept = UndeliverableAddress.objects.get()
    assert (kept.forgotten_by, kept.forgotten_reason) == (sam, "She has a new mailbox")
    assert not forget_undeliverable(by=sam, address="gail@example.org", reason="Again")


@pytest.mark.parametrize(
    "reply", ["552 5.2.2 Mailbox full", "554 5.7.1 Relay access denied", "451 4.1.1 Later"]
)
def test_a_refusal_that_says_nothing_about_the_address_closes_no_door(message, mail_server, reply):
    mail_server.replies["gail@example.org"] = reply
    message("Gail Green")
    deliver()
    assert not UndeliverableAddress.objects.exists()


def test_two_workers_that_learn_it_note_it_once(message, mail_server):
    mail_server.replies["gail@example.org"] = "550 5.1.1 No such person"
    message("Gail Green", attempts=1)
    message("Gail Green", attempts=1)
    assert deliver() == {Status.FAILED: 1, Status.SKIPPED: 1}
    assert UndeliverableAddress.objects.count() == 1


def test_a_message_that_was_tried_before_is_claimed_alone(message, mail_server):
    now = timezone.now()
    for hours in range(3):
        message(attempts=1, planned_at=now - dt.timedelta(hours=hours))
    assert deliver(limit=1) == {Status.SENT: 1}
    assert OutboxMessage.objects.filter(status=Status.PLANNED, attempts=1).count() == 2

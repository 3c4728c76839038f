"""Delivery through a real mail server: sent once, put off, refused, skipped, taken over."""

import datetime as dt
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from mailroom.delivery.actions import Status, deliver, recover
from mailroom.delivery.timing import MOST_ATTEMPTS, PAUSES
from mailroom.models import OutboxMessage
from tests.mailroom.services import Broker, MailServer

Make = Callable[..., OutboxMessage]


def test_it_sends_one_recipient_a_message(message: Make, mail_server: MailServer) -> None:
    gail, cyrus = message("Gail Green"), message("Cyrus Čech")
    assert deliver() == {Status.SENT: 2}
    assert [to for to, _ in mail_server.received] == [["gail@example.org"], ["cyrus@example.org"]]
    _, email = mail_server.received[1]
    assert email["To"].addresses[0].display_name == "Cyrus Čech"
    assert email["Subject"] == gail.subject
    assert email["Auto-Submitted"] == "auto-generated"
    plain = email.get_body(("plain",))
    assert plain is not None
    assert plain.get_content().replace("\r\n", "\n") == gail.body
    cyrus.refresh_from_db()
    assert email["Message-ID"] == cyrus.message_id
    assert (cyrus.status, cyrus.attempts, cyrus.claimed_until) == (Status.SENT, 1, None)
    assert cyrus.sent_at is not None
    assert deliver() == {}
    assert len(mail_server.received) == 2


def test_it_uses_one_connection_for_all(message: Make, mail_server: MailServer) -> None:
    for _ in range(5):
        message()
    deliver()
    assert len(mail_server.received) == 5
    assert len(mail_server.sessions) == 1


def test_it_stops_at_the_limit_and_asks_for_another_look(
    message: Make, mail_server: MailServer, broker: Broker
) -> None:
    for _ in range(3):
        message()
    assert deliver(limit=2) == {Status.SENT: 2}
    assert broker.waiting() == ["mailroom.deliver"]


def test_a_refused_address_fails_with_its_reason_and_blocks_nobody(
    message: Make, mail_server: MailServer
) -> None:
    mail_server.replies["gail@example.org"] = "550 5.1.1 No such person"
    gail = message("Gail Green")
    message("Cyrus Cook")
    assert deliver() == {Status.FAILED: 1, Status.SENT: 1}
    gail.refresh_from_db()
    assert gail.failure == "The mail server refused the address: 550 5.1.1 No such person"
    assert mail_server.addresses() == ["cyrus@example.org"]


def test_a_refusal_stands_when_the_server_hangs_up_after_it(
    message: Make, mail_server: MailServer
) -> None:
    mail_server.replies["gail@example.org"] = "550 5.1.1 No such person"
    mail_server.hangs_up_on_reset = True
    message("Gail Green")
    message("Cyrus Cook")
    assert deliver() == {Status.FAILED: 1, Status.SENT: 1}
    assert mail_server.addresses() == ["cyrus@example.org"]


def test_a_domain_may_be_of_other_letters_than_ascii(
    message: Make, mail_server: MailServer
) -> None:
    letter = message("Ada Müller", to_email="ada@bücher.example")
    assert deliver() == {Status.SENT: 1}
    letter.refresh_from_db()
    assert letter.to_email == "ada@bücher.example"
    assert mail_server.addresses() == ["ada@xn--bcher-kva.example"]
    (to,) = mail_server.received[0][1]["To"].addresses
    assert (to.display_name, to.addr_spec) == ("Ada Müller", "ada@xn--bcher-kva.example")


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ({"to_email": "nobody at all"}, "“nobody at all” is not an email address."),
        ({"subject": "Two\nlines"}, "The message cannot be put together"),
    ],
)
def test_what_cannot_be_built_fails_at_once_and_blocks_nobody(
    message: Make, mail_server: MailServer, broken: dict[str, str], reason: str
) -> None:
    bad = message(**broken)
    message("Cyrus Cook")
    assert deliver() == {Status.FAILED: 1, Status.SENT: 1}
    bad.refresh_from_db()
    assert bad.failure.startswith(reason)


def test_a_name_cannot_write_headers(message: Make, mail_server: MailServer) -> None:
    message("Gail Green", to_name="Gail\r\nBcc: mia@example.org")
    deliver()
    assert mail_server.addresses() == ["gail@example.org"]
    assert mail_server.received[0][1]["Bcc"] is None


def test_a_busy_server_is_tried_again_with_growing_pauses(
    message: Make, mail_server: MailServer
) -> None:
    mail_server.replies["gail@example.org"] = "451 Try later"
    gail = message("Gail Green")
    for attempt, pause in enumerate(PAUSES, start=1):
        assert deliver() == {Status.PLANNED: 1}
        assert deliver() == {}, "it does not try again before its time"
        gail.refresh_from_db()
        assert gail.attempts == attempt
        assert gail.failure == "The mail server refused the address: 451 Try later"
        assert gail.next_try_at is not None
        wait = gail.next_try_at - timezone.now()
        assert pause - dt.timedelta(seconds=30) < wait <= pause
        OutboxMessage.objects.update(next_try_at=timezone.now())
    assert list(PAUSES) == sorted(set(PAUSES))
    assert deliver() == {Status.FAILED: 1}
    gail.refresh_from_db()
    assert gail.failure.startswith(f"Given up after {MOST_ATTEMPTS} attempts.")
    assert "451" in gail.failure


def test_the_message_id_stays_the_same_at_the_second_attempt(
    message: Make, mail_server: MailServer
) -> None:
    gail = message("Gail Green")
    mail_server.replies_to_text = ["452 Disk full"]
    deliver()
    gail.refresh_from_db()
    first = gail.message_id
    assert first
    OutboxMessage.objects.update(next_try_at=timezone.now())
    assert deliver() == {Status.SENT: 1}
    gail.refresh_from_db()
    assert mail_server.received[0][1]["Message-ID"] == first == gail.message_id
    assert gail.failure == ""


def test_an_unreachable_server_costs_no_message_an_attempt(
    message: Make, settings: Any, mail_server: MailServer
) -> None:
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    first, second = message("Gail Green"), message("Cyrus Cook")
    assert deliver() == {Status.PLANNED: 1}
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.failure.startswith("The mail server could not be reached")
    assert (first.attempts, second.attempts) == (0, 0)
    assert deliver() == {Status.PLANNED: 1}, "the next message tries the server in its turn"
    assert deliver() == {}
    settings.EMAIL_PORT = port
    OutboxMessage.objects.update(next_try_at=None)
    assert deliver() == {Status.SENT: 2}


def test_a_refused_sender_is_our_fault_and_fails_no_message(
    message: Make, mail_server: MailServer
) -> None:
    mail_server.replies_to_senders["tracker@localhost"] = "550 Not you"
    message("Gail Green")
    assert deliver() == {Status.PLANNED: 1}


def test_a_reminder_is_skipped_after_its_day(
    message: Make, mail_server: MailServer, settings: Any
) -> None:
    settings.TRACKER_TODAY = dt.date(2014, 4, 24)
    old = message("Gail Green", useful_until=dt.date(2014, 4, 23))
    message("Cyrus Cook", useful_until=dt.date(2014, 4, 24))
    assert deliver() == {Status.SKIPPED: 1, Status.SENT: 1}
    old.refresh_from_db()
    assert old.attempts == 0
    assert mail_server.addresses() == ["cyrus@example.org"]


def test_a_letter_that_was_not_sent_says_why(message: Make) -> None:
    with pytest.raises(IntegrityError, match="failed_or_skipped_says_why"):
        message(status="skipped")


def test_old_letters_were_given_the_reason_that_pages_told(message: Make) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE mailroom_outboxmessage DROP CONSTRAINT failed_or_skipped_says_why"
        )
        message(status="skipped", useful_until=dt.date(2014, 4, 3))
        message(status="skipped")
        message(status="skipped", failure="The update was signed.")
        cursor.execute(import_module("mailroom.migrations.0014_skipped_says_why").SAY_WHY)
    assert [letter.failure for letter in OutboxMessage.objects.order_by("pk")] == [
        "It could not be sent by 3 April 2014. After that day the text was no longer true.",
        "The reason was not kept.",
        "The update was signed.",
    ]


def test_a_claim_is_respected_until_it_runs_out(message: Make, mail_server: MailServer) -> None:
    now = timezone.now()
    soon = now + dt.timedelta(seconds=50)
    row = message(status=Status.CLAIMED, attempts=1, claimed_until=soon)
    assert deliver() == {}
    assert recover() == {}
    OutboxMessage.objects.filter(pk=row.pk).update(claimed_until=now - dt.timedelta(seconds=1))
    assert recover() == {Status.PLANNED: 1}
    assert deliver() == {Status.SENT: 1}
    row.refresh_from_db()
    assert row.attempts == 2


def test_a_message_that_kills_its_worker_is_given_up(
    message: Make, mail_server: MailServer
) -> None:
    over = timezone.now() - dt.timedelta(seconds=1)
    message(status=Status.CLAIMED, attempts=MOST_ATTEMPTS, claimed_until=over)
    recover()
    assert deliver() == {Status.FAILED: 1}
    assert mail_server.received == []

"""Each step of a message's way, the hold, and what a mail server may do in between."""

import datetime as dt
import socket
import time

import pytest
from django.utils import timezone

from mailroom.actions import post
from mailroom.delivery import claiming
from mailroom.delivery import round as carrying
from mailroom.delivery.actions import Status, deliver, recover
from mailroom.delivery.recording import mark_handing
from mailroom.delivery.services.smtp import SmtpService
from mailroom.delivery.timing import BATCH, HANDING_LEASE
from mailroom.letters import Letter
from mailroom.models import OutboxMessage
from tests.mailroom.test_races import at_once

pytestmark = pytest.mark.django_db


def test_while_mail_is_on_hold_letters_are_planned_and_none_leaves(
    message, mail_server, settings, gail
):
    settings.MAIL_HOLD = True
    assert post(key="k", kind="notice", to=gail, letter=Letter("It is due", "Go.\n"))
    over = timezone.now() - dt.timedelta(hours=1)
    message(status=Status.HANDING, claimed_until=over)
    assert (deliver(), recover()) == ({}, {})
    settings.MAIL_HOLD = False
    assert recover() == {Status.PLANNED: 1}
    assert deliver() == {Status.SENT: 2}


def test_a_server_that_never_answers_leaves_it_uncertain_and_it_comes_again(message, mail_server):
    letter, other = message("Gail Green"), message("Cyrus Cook")
    mail_server.hangs_up = True
    assert deliver() == {Status.HANDING: 2}
    mail_server.hangs_up = False
    letter.refresh_from_db()
    assert letter.failure.startswith("The mail server never answered")
    over = timezone.now() - dt.timedelta(seconds=1)
    OutboxMessage.objects.update(claimed_until=over)
    assert recover() == {Status.PLANNED: 2}
    assert deliver() == {Status.SENT: 2}
    letter.refresh_from_db()
    assert letter.maybe_duplicate
    first, second = [
        email["Message-ID"]
        for to, email in mail_server.received
        if to == ["gail@example.org"]
    ]  # fmt: skip
    assert first == second == letter.message_id
    assert other.key != letter.key


def test_until_the_dot_a_message_can_be_taken_back(message, mail_server):
    row = message(message_id="<x@localhost>")
    with SmtpService() as service:
        service.prepare(row)
        service.take_back()
        assert mail_server.received == []
        service.prepare(row)
        assert service.hand_over() == "250 OK"
    assert mail_server.addresses() == ["gail@example.org"]


def test_a_third_copy_is_not_sent(message, mail_server):
    row = message()
    mail_server.hangs_up = True
    for status in (Status.PLANNED, Status.FAILED):
        assert deliver() == {Status.HANDING: 1}
        OutboxMessage.objects.update(claimed_until=timezone.now() - dt.timedelta(seconds=1))
        assert recover() == {status: 1}
    assert (deliver(), recover(), len(mail_server.received)) == ({}, {}, 2)
    row.refresh_from_db()
    assert row.maybe_duplicate
    assert row.failure == "Sent more than once; the mail server never said whether it took it."


def test_what_was_in_the_hands_of_workers_killed_twice_is_sent_all_the_same(message, mail_server):
    over = timezone.now() - dt.timedelta(seconds=1)
    message(status=Status.HANDING, attempts=2, claimed_until=over, maybe_duplicate=True)
    assert recover() == {Status.PLANNED: 1}
    assert deliver() == {Status.SENT: 1}
    assert mail_server.addresses() == ["gail@example.org"]


def status_after(seconds, row):
    """Where a message stands in a moment, seen by somebody else."""
    time.sleep(seconds)
    row.refresh_from_db()
    return row.status


@pytest.mark.django_db(transaction=True)
def test_what_was_sent_is_not_lost_while_a_server_thinks_about_the_next(
    message, mail_server, monkeypatch, settings
):
    message("Gail Green"), message("Cyrus Cook")
    mail_server.thinks["cyrus@example.org"] = 2
    monkeypatch.setattr(claiming, "LEASE", dt.timedelta(seconds=1))
    at_once(deliver, lambda: time.sleep(1.5) or (recover(), deliver()))
    assert sorted(mail_server.addresses()) == ["cyrus@example.org", "gail@example.org"]
    assert not OutboxMessage.objects.filter(maybe_duplicate=True).exists()
    assert HANDING_LEASE.seconds >= 2 * 15 * settings.EMAIL_TIMEOUT


@pytest.mark.django_db(transaction=True)
def test_what_was_sent_a_while_ago_is_recorded_before_the_next(message, mail_server, monkeypatch):
    first, _ = message("Gail Green"), message("Cyrus Cook")
    mail_server.thinks["cyrus@example.org"] = 1.5
    monkeypatch.setattr(carrying, "RECORD_SECONDS", 0)
    assert at_once(lambda: bool(deliver()), lambda: status_after(0.8, first)) == ["sent", True]


def test_a_connection_that_dropped_in_between_is_opened_again(message, mail_server):
    row = message(message_id="<x@localhost>")
    with SmtpService() as service:
        service.prepare(row)
        service.hand_over()
        service._backend.connection.sock.shutdown(socket.SHUT_RDWR)
        service.prepare(row)
        service.hand_over()
    assert len(mail_server.received) == 2
    assert len(mail_server.sessions) == 2


def test_a_line_of_one_dot_does_not_end_the_text(message, mail_server):
    message(body="One\n.\n..\nTwo\n")
    assert deliver() == {Status.SENT: 1}
    plain = mail_server.received[0][1].get_body(("plain",)).get_content()
    assert plain.replace("\r\n", "\n") == "One\n.\n..\nTwo\n"


def test_who_lost_the_claim_does_not_hand_over(message, mail_server, monkeypatch):
    row = message()
    inner = carrying.write

    def recovered_meanwhile(claimed):
        written = inner(claimed)
        OutboxMessage.objects.update(claimed_until=timezone.now() - dt.timedelta(seconds=1))
        recover()
        return written

    monkeypatch.setattr(carrying, "write", recovered_meanwhile)
    monkeypatch.setattr("mailroom.delivery.actions.BATCH", 1)
    assert deliver(limit=1) == {}
    assert mail_server.received == []
    row.refresh_from_db()
    assert (row.status, row.attempts) == (Status.PLANNED, 1)


def test_handing_needs_the_claim_of_this_attempt(message):
    until = timezone.now() + dt.timedelta(seconds=60)
    row = message(status=Status.CLAIMED, attempts=2, claimed_until=until)
    row.attempts = 1
    assert not mark_handing(row, "smtp", None)
    row.attempts = 2
    assert mark_handing(row, "smtp", None)
    assert not mark_handing(row, "smtp", None), "only once"


def test_a_full_batch_and_more_leaves_in_one_round(message, mail_server):
    for number in range(BATCH + 5):
        message(f"Person{number} Green")
    assert deliver() == {Status.SENT: BATCH + 5}
    assert len(mail_server.sessions) == 1


def test_a_batch_that_takes_too_long_is_given_back_untried(message, mail_server, monkeypatch):
    for _ in range(3):
        message()
    monkeypatch.setattr(carrying, "BATCH_SECONDS", 0)
    monkeypatch.setattr("mailroom.delivery.actions.ROUND_SECONDS", 0)
    assert deliver() == {}
    rows = OutboxMessage.objects.values_list("status", "attempts").distinct()
    assert list(rows.order_by()) == [(Status.PLANNED, 0)]


def test_a_personal_link_is_kept_by_its_reader_alone(message, mail_server):
    row, last = message(is_private=True, body="Secret\n"), message(is_private=True)
    assert deliver() == {Status.SENT: 2}
    row.refresh_from_db()
    last.refresh_from_db()
    assert (row.body, last.body) == ("", "")
    assert "Secret" in mail_server.received[0][1].get_body(("plain",)).get_content()

"""Whoever leaves is nowhere any more."""

from importlib import import_module

import pytest
from django.db import connection
from django.utils import timezone

from mailroom.delivery.actions import deliver
from mailroom.delivery.addresses import note_undeliverable
from mailroom.desk.actions import resend
from mailroom.following.actions import ERASED_WORDS, leave_everything
from mailroom.models import OutboxMessage, UndeliverableAddress
from ogp_tracker.models import AuditRecord
from tests.mailroom.conftest import mail_server as mail_server
from tests.mailroom.following.people import follower

pytestmark = pytest.mark.django_db


def test_copies_that_were_sent_again_are_erased(mail_server, sam):
    ada = follower()
    deliver()
    first = OutboxMessage.objects.get(kind="follow_request")
    copy = resend(by=sam, message=first, reason="Asked", copies_seen=0)
    OutboxMessage.objects.filter(pk=copy.pk).update(
        status="sent", is_written=True, sent_at=timezone.now(), body="Hello Ada"
    )
    resend(
        by=sam, message=OutboxMessage.objects.get(pk=copy.pk), reason="Asked again", copies_seen=1
    )
    leave_everything(follower=ada)
    for kept in ("to_email", "body", "unsubscribe_path"):
        assert not OutboxMessage.objects.exclude(**{kept: ""}).exists(), kept
    assert list(OutboxMessage.objects.order_by("pk").values_list("status", flat=True)) == [
        *("sent", "sent", "skipped")
    ]


def test_so_is_every_letter_that_names_them(message):
    ada = follower()
    letter = message(name="Follower", to_email=ada.email, about={"follower": ada.pk})
    another = message(name="Follower", to_email=ada.email)
    leave_everything(follower=ada)
    letter.refresh_from_db()
    another.refresh_from_db()
    assert (letter.to_email, another.to_email) == ("", ada.email)


def test_a_circulation_from_before_it_named_them_is_found_too(message):
    ada = follower()
    old = message(
        name="Follower",
        to_email=ada.email,
        key=f"circulation:follower:{ada.pk}:7",
        about={"circulation": 7},
    )
    with connection.cursor() as cursor:
        cursor.execute(import_module("mailroom.migrations.0013_letters_name_their_follower").NAME)
    leave_everything(follower=ada)
    old.refresh_from_db()
    assert old.to_email == ""


def test_so_are_the_words_of_the_mail_service():
    ada = follower("Ada@BÜCHER.example")
    letters = OutboxMessage.objects.filter(kind="follow_request")
    refused = "550 <ada@xn--bcher-kva.example> is unknown here"
    letters.update(status="failed", failure=refused, service_reference=f"to {ada.email}")
    leave_everything(follower=ada)
    assert list(letters.values_list("status", "failure", "service_reference")) == [
        ("failed", ERASED_WORDS, "")
    ]


def test_so_is_the_address_that_nothing_reached():
    ada = follower("Ada@example.org")
    note_undeliverable("Ada@example.org", "550 ada@example.org is unknown here")
    note_undeliverable("bea@example.org", "550 no")
    leave_everything(follower=ada)
    assert [row.address for row in UndeliverableAddress.objects.all()] == ["bea@example.org"]
    records = AuditRecord.objects.filter(table_name="mailroom_undeliverableaddress")
    kept = f"{list(records.values_list('before', 'after'))}"
    assert len(records) == 3
    assert "ada@" not in kept


def test_but_not_that_of_somebody_with_an_account(gail):
    ada = follower(gail.email)
    note_undeliverable(gail.email, "550 no")
    leave_everything(follower=ada)
    assert UndeliverableAddress.objects.get().address == gail.email

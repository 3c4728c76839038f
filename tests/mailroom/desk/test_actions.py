"""What the secretariat does with letters, and what is kept of it."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError
from django.utils import timezone

from mailroom.delivery.actions import deliver
from mailroom.delivery.addresses import note_undeliverable
from mailroom.desk import actions
from mailroom.letters import Letter
from mailroom.models import MailroomDecision, OutboxMessage
from mailroom.writers import writer_of
from ogp_tracker import history
from tests.mailroom.services import MailServer
from tests.records import Watch

pytestmark = pytest.mark.django_db
WHY = "A mistake in the second line"


def write_afresh(message: OutboxMessage) -> Letter:
    """A writer, as settings.MAIL_WRITERS names them."""
    return Letter("Written afresh", f"About {message.about['number']}\n")


@pytest.fixture
def writer(settings):
    settings.MAIL_WRITERS = {"notice": f"{__name__}.write_afresh"}
    writer_of.cache_clear()
    yield
    writer_of.cache_clear()


@pytest.fixture
def sent(message):
    return message(status="sent", sent_at=timezone.now(), kind="published")


def again(sam, message, copies_seen=0) -> OutboxMessage:
    return actions.resend(by=sam, message=message, reason=WHY, copies_seen=copies_seen)


def test_what_is_held_does_not_go_out_until_it_is_released(sam, message, mail_server: MailServer):
    letter = message(kind="published")
    actions.hold(by=sam, message=letter, reason=WHY)
    deliver()
    assert mail_server.addresses() == []
    actions.release(by=sam, message=letter, reason="Mended")
    deliver()
    assert mail_server.addresses() == ["gail@example.org"]


def test_each_decision_is_kept_with_person_and_reason(sam, message):
    letter, watch = message(), Watch()
    actions.hold(by=sam, message=letter, reason=WHY)
    actions.release(by=sam, message=letter, reason="Mended")
    told = [(d.what, d.reason, d.decided_by) for d in letter.decisions.all()]
    assert told == [("hold", WHY, sam), ("release", "Mended", sam)]
    records = watch.records("mailroom_mailroomdecision")
    assert [(r.actor, r.reason) for r in records] == [(sam.pk, WHY), (sam.pk, "Mended")]


def test_a_decision_is_never_changed(sam, message):
    actions.hold(by=sam, message=message(), reason=WHY)
    decision = MailroomDecision.objects.get()
    with pytest.raises(DatabaseError, match="permanent"), transaction.atomic():
        history.delete(decision, by=sam, reason="To hide it")
    decision.reason = "Another"
    with pytest.raises(DatabaseError, match="permanent"), transaction.atomic():
        history.save(decision, by=sam)


def test_the_database_wants_a_reason(sam, message):
    with pytest.raises(IntegrityError, match="a_mailroom_decision_says_why"):
        actions.hold(by=sam, message=message(), reason=" ")


@pytest.mark.parametrize(
    ("status", "more"),
    [
        ("claimed", {"claimed_until": timezone.now()}),
        ("handing", {"claimed_until": timezone.now()}),
        ("sent", {"sent_at": timezone.now()}),
        ("skipped", {"failure": "The update was signed."}),
        ("held", {}),
    ],
)
def test_only_what_waits_is_held(sam, message, status, more: dict[str, Any]):
    letter = message(status=status, **more)
    with pytest.raises(ValidationError, match="Only a message that waits"):
        actions.hold(by=sam, message=letter, reason=WHY)
    if status != "held":
        with pytest.raises(ValidationError, match="Only a message on hold"):
            actions.release(by=sam, message=letter, reason=WHY)
    assert not MailroomDecision.objects.exists()


def test_a_whole_kind_is_held_and_released(sam, message, sent):
    waiting = [message(f"Person{number}") for number in range(3)]
    other = message("Una Usher", kind="invitation")
    assert actions.hold_kind(by=sam, kind="notice", reason=WHY) == 3
    assert set(OutboxMessage.objects.filter(status="held")) == set(waiting)
    other.refresh_from_db()
    assert other.status == "planned"
    assert actions.release_kind(by=sam, kind="notice", reason="Mended") == 3
    assert not OutboxMessage.objects.filter(status="held").exists()
    assert MailroomDecision.objects.count() == 6


def test_a_copy_has_a_key_of_its_own_and_names_the_first(sam, sent):
    copy = again(sam, sent)
    assert (copy.key, copy.resend_of) == (f"resend:1:of:{sent.pk}", sent)
    assert (copy.status, copy.body, copy.sent_at) == ("planned", sent.body, None)
    assert [d.what for d in sent.decisions.all()] == ["resend"]


def test_a_copy_of_a_copy_is_the_next_copy_of_the_first(sam, sent):
    copy = again(sam, sent)
    OutboxMessage.objects.filter(pk=copy.pk).update(status="failed", failure="550")
    second = again(sam, copy, copies_seen=1)
    assert (second.key, second.resend_of) == (f"resend:2:of:{sent.pk}", sent)


def test_a_double_click_makes_one_copy(sam, sent):
    again(sam, sent)
    with pytest.raises(ValidationError, match="after you opened this page"):
        again(sam, sent)
    assert sent.resends.count() == 1


def test_a_copy_is_another_message_to_a_mail_program(sam, message, mail_server: MailServer):
    letter = message(kind="published")
    deliver()
    letter.refresh_from_db()
    again(sam, letter)
    deliver()
    first, second = [email["Message-ID"] for _, email in mail_server.received]
    assert first != second


def test_a_copy_goes_to_the_address_the_person_has_now(sam, gail, message):
    letter = message(recipient=gail, status="failed", failure="550 No such person")
    gail.email = "gail.green@example.org"
    history.save(gail, by=sam, reason="A letter was missing")
    assert again(sam, letter).to_email == "gail.green@example.org"


@pytest.mark.usefixtures("writer")
def test_a_kind_with_a_writer_is_written_anew(sam, message):
    letter = message(status="sent", sent_at=timezone.now(), about={"number": "7"})
    copy = again(sam, letter)
    assert (copy.is_written, copy.body, copy.about) == (False, "", {"number": "7"})


def test_a_personal_link_that_was_erased_is_not_sent_again(sam, message):
    letter = message(
        status="sent", sent_at=timezone.now(), body="", is_private=True, kind="invitation"
    )
    with pytest.raises(ValidationError, match="Its text is gone: it held a personal link"):
        again(sam, letter)


def test_what_is_no_longer_true_is_not_sent_again(sam, message, today):
    letter = message(
        status="skipped",
        failure="It could not be sent in time.",
        useful_until=today - dt.timedelta(days=1),
        planned_at=timezone.now(),
    )
    with pytest.raises(ValidationError, match="true only until 13 April 2014"):
        again(sam, letter)


def test_what_still_waits_is_not_sent_again(sam, message):
    with pytest.raises(ValidationError, match="has not been sent yet"):
        again(sam, message())
    with pytest.raises(ValidationError, match="waits to be sent again already"):
        again(sam, message(maybe_duplicate=True))


def test_what_was_lost_in_hand_may_be_sent_again(sam, message):
    now = timezone.now()
    with pytest.raises(ValidationError, match="has not been sent yet"):
        again(sam, message(status="handing", claimed_until=now + dt.timedelta(seconds=60)))
    again(sam, message(status="handing", claimed_until=now - dt.timedelta(seconds=1)))


def test_an_address_that_nothing_reaches_gets_no_copy(sam, sent):
    note_undeliverable("gail@example.org", "550 No such person")
    with pytest.raises(ValidationError, match=r"Mail to gail@example\.org does not arrive"):
        again(sam, sent)

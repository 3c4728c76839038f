"""GOV.UK Notify through its own client: handed over, asked, refused, bounced."""

import datetime as dt

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from mailroom.checks import mail_service
from mailroom.delivery.actions import Status, deliver, recover
from mailroom.delivery.timing import ASKABLE_FOR, LOOKUP_LAG
from mailroom.models import OutboxMessage, UndeliverableAddress

pytestmark = pytest.mark.django_db


def over(message: OutboxMessage, ago: dt.timedelta = dt.timedelta(hours=1)) -> None:
    """Let the lease be over for so long."""
    OutboxMessage.objects.filter(pk=message.pk).update(claimed_until=timezone.now() - ago)


def test_it_is_handed_over_with_our_reference(message, notify):
    letter = message(unsubscribe_path="/following/leave/x/")
    assert deliver() == {Status.SENT: 1}
    (taken,) = notify.taken
    letter.refresh_from_db()
    assert taken["email_address"] == "gail@example.org"
    assert taken["personalisation"] == {"subject": letter.subject, "body": letter.body}
    assert f"<{taken['reference']}>" == letter.message_id
    assert taken["one_click_unsubscribe_url"] == "http://localhost:8000/following/leave/x/"
    assert (letter.service, letter.service_reference) == ("notify", taken["id"])


def test_an_answer_that_was_lost_is_asked_for(message, notify):
    letter = message()
    notify.is_mute = True
    assert deliver() == {Status.HANDING: 1}
    letter.refresh_from_db()
    assert "did not say whether it took the message" in letter.failure
    notify.is_mute = False
    assert recover() == {}, "its lease still runs"
    over(letter)
    assert recover() == {Status.SENT: 1}
    letter.refresh_from_db()
    assert letter.service_reference == notify.taken[0]["id"]
    assert letter.sent_at == dt.datetime.fromisoformat(notify.taken[0]["created_at"])
    assert (letter.failure, letter.maybe_duplicate, len(notify.taken)) == ("", False, 1)


def test_not_found_counts_only_when_notify_has_had_time_to_know(message, notify):
    letter = message()
    notify.is_mute = notify.is_lagging = True
    deliver()
    notify.is_mute = False
    over(letter, LOOKUP_LAG / 2)
    assert recover() == {Status.HANDING: 1}
    notify.taken.clear()
    over(letter, LOOKUP_LAG * 2)
    assert recover() == {Status.PLANNED: 1}
    assert deliver() == {Status.SENT: 1}
    letter.refresh_from_db()
    assert not letter.maybe_duplicate


def test_what_notify_has_forgotten_is_sent_again_and_says_so(message, notify):
    letter = message()
    notify.is_mute = True
    deliver()
    notify.is_mute = False
    over(letter, ASKABLE_FOR * 2)
    assert recover() == {Status.PLANNED: 1}
    letter.refresh_from_db()
    assert letter.maybe_duplicate


def test_another_service_cannot_be_asked(message, notify, mail_server, settings):
    letter = message()
    notify.is_mute = True
    deliver()
    over(letter)
    settings.MAIL_SERVICE = "smtp"
    assert recover() == {Status.PLANNED: 1}
    letter.refresh_from_db()
    assert letter.maybe_duplicate


def test_an_address_without_a_mailbox_fails_afterwards(message, notify, sam):
    letter, other = message("Gail Green"), message("Cyrus Cook")
    deliver()
    notify.taken[0]["status"] = "permanent-failure"
    notify.taken[1]["status"] = "temporary-failure"
    assert recover() == {Status.FAILED: 2}
    letter.refresh_from_db()
    other.refresh_from_db()
    assert letter.failure == "GOV.UK Notify could not deliver it: the address does not exist."
    assert "gave up after three days" in other.failure
    assert [one.address for one in UndeliverableAddress.objects.all()] == ["gail@example.org"]
    assert recover() == {}, "each is taken in once"


@pytest.mark.parametrize(
    ("refusal", "status", "words"),
    [
        (
            (400, "BadRequestError", "Can’t send to this recipient using a team-only API key"),
            Status.PLANNED,
            "Make a live key in GOV.UK Notify.",
        ),
        (
            (400, "BadRequestError", "Can’t send to this recipient when service is in trial mode"),
            Status.PLANNED,
            "Ask there to make it live.",
        ),
        ((400, "ValidationError", "email_address Not a valid email address"), Status.FAILED, "400"),
        ((400, "BadRequestError", "Your message is too long"), Status.FAILED, "400"),
        ((400, "BadRequestError", "Template not found"), Status.PLANNED, "our settings"),
        ((400, "BadRequestError", "Missing personalisation: name"), Status.PLANNED, "our settings"),
        (
            (400, "ValidationError", "template_id is not a valid UUID"),
            Status.PLANNED,
            "our settings",
        ),
        ((429, "TooManyRequestsError", "Exceeded send limits"), Status.PLANNED, "no more for now"),
        ((500, "Exception", "Internal server error"), Status.HANDING, "did not say whether"),
    ],
)
def test_its_errors_are_told_plainly(message, notify, refusal, status, words):
    letter = message()
    notify.refusals["gail@example.org"] = refusal
    assert deliver() == {status: 1}
    letter.refresh_from_db()
    assert letter.status == status
    assert words in letter.failure


def test_a_wrong_key_costs_no_attempt_and_says_so(message, notify, settings):
    settings.NOTIFY_API_KEY = settings.NOTIFY_API_KEY[:-1] + "7"
    letter = message()
    message("Cyrus Cook")
    assert deliver() == {Status.PLANNED: 1}
    letter.refresh_from_db()
    assert letter.attempts == 0
    assert "does not accept our key or our clock" in letter.failure


def test_an_unreachable_notify_costs_no_attempt(message, notify, settings):
    settings.NOTIFY_URL = "http://127.0.0.1:1"
    letter = message()
    assert deliver() == {Status.PLANNED: 1}
    letter.refresh_from_db()
    assert letter.attempts == 0
    assert letter.failure.startswith("GOV.UK Notify could not be reached")
    long_ago = timezone.now() - dt.timedelta(hours=1)
    OutboxMessage.objects.update(status=Status.HANDING, service="notify", claimed_until=long_ago)
    assert recover() == {}, "what cannot be asked about waits"


def test_settings_that_are_missing_are_named(notify, settings):
    assert mail_service() == []
    settings.NOTIFY_API_KEY = settings.NOTIFY_TEMPLATE_ID = ""
    assert [error.id for error in mail_service()] == ["mailroom.E002", "mailroom.E003"]
    with pytest.raises(ImproperlyConfigured, match="needs NOTIFY_API_KEY"):
        deliver()
    settings.MAIL_SERVICE = "pigeon"
    assert "write smtp or notify" in mail_service()[0].msg


def test_a_template_that_is_gone_fails_no_message(message, notify):
    letter = message()
    notify.refusals["gail@example.org"] = (400, "BadRequestError", "Template has been deleted")
    for _ in range(7):
        assert deliver() == {Status.PLANNED: 1}
        OutboxMessage.objects.update(next_try_at=None)
    letter.refresh_from_db()
    assert letter.attempts == 0

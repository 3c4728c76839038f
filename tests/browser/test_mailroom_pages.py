"""The mailroom in a real browser: nothing serious for axe, and a mistake stopped and mended."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from mailroom.delivery.addresses import note_undeliverable
from mailroom.desk.actions import hold, resend
from mailroom.models import OutboxMessage, UndeliverableAddress
from ogp_tracker import clock
from ogp_tracker.models import Heartbeat
from ogp_tracker.outages import pulse
from tests.browser.test_accessibility import look_at

pytestmark = pytest.mark.django_db(transaction=True)
LETTER = {
    "kind": "reminder",
    "to_name": "Gail Green",
    "to_email": "gail.green@department-for-business-innovation-and-skills.example.org",
    "subject": "Progress update for commitment 7 is due in 7 days",
    "body": "Dear Gail,\n\nWrite it here:\nhttp://localhost:8000/your-work/\n",
}


def letter(key: str, **facts: object) -> OutboxMessage:
    return OutboxMessage.objects.create(
        key=key,
        **LETTER | {"planned_at": clock.now(), **facts},
    )


@pytest.fixture
def pages(sam, settings) -> list[str]:
    """Every page, with one letter in each state, a silent part and all mail held back."""
    settings.MAIL_HOLD = True
    now = timezone.now()
    waiting, held = letter("waiting"), letter("held", to_name="Cyrus Cole")
    hold(by=sam, message=held, reason="A mistake in the second line")
    sent = letter("sent", status="sent", sent_at=clock.now(), attempts=2, message_id="<outbox-1@x>")
    resend(by=sam, message=sent, reason="She deleted it", copies_seen=0)
    letter("failed", status="failed", failure="The mail server refused the address: 550 No")
    letter("skipped", status="skipped", failure="The update was signed.")
    lost = letter("lost", status="handing", claimed_until=now - dt.timedelta(minutes=5))
    note_undeliverable("gone@example.org", "The mail server refused the address: 550 No such one")
    pulse.beat(pulse.DELIVERY)
    Heartbeat.objects.update(beaten_at=now - dt.timedelta(minutes=7))
    dead = UndeliverableAddress.objects.get()
    return [
        reverse("mailroom:message_list"),
        reverse("mailroom:message_list") + "?status=failed&subject=update",
        *(reverse("mailroom:message_detail", args=[one.pk]) for one in (waiting, held, sent, lost)),
        reverse("mailroom:message_hold", args=[waiting.pk]),
        reverse("mailroom:message_release", args=[held.pk]),
        reverse("mailroom:message_resend", args=[sent.pk]),
        reverse("mailroom:recipient_detail") + f"?address={LETTER['to_email']}",
        reverse("mailroom:kind_list"),
        reverse("mailroom:kind_hold", args=["reminder"]),
        reverse("mailroom:kind_release", args=["reminder"]),
        reverse("mailroom:address_list"),
        reverse("mailroom:address_retry", args=[dead.pk]),
    ]


@pytest.mark.parametrize("width", [320, 1280])
def test_the_mailrooms_pages(open_page, sign_in, sam, pages, width):
    assert not look_at(sign_in(open_page(width), sam), pages)


def test_a_mistake_is_stopped_and_released_without_javascript(open_page, sign_in, sam):
    letters = [letter(f"letter:{number}") for number in range(3)]
    page = sign_in(open_page(320, javascript=False), sam)
    page.get_by_role("link", name="Mailroom").click()
    page.get_by_role("link", name="Kinds of message").click()
    page.get_by_role("link", name="Put all that wait on hold").click()
    page.get_by_role("button", name="Put all on hold").click()
    page.get_by_role("link", name="Say why it must wait").click()
    page.get_by_label("Why must it wait?").fill("The wrong day")
    page.get_by_role("button", name="Put all on hold").click()
    page.get_by_text("3 messages put on hold.").wait_for()
    page.get_by_role("link", name="Release all on hold").click()
    page.get_by_label("Why can it go out now?").fill("The day is right")
    page.get_by_role("button", name="Release all").click()
    page.get_by_text("3 messages released.").wait_for()
    page.goto(reverse("mailroom:message_detail", args=[letters[0].pk]))
    page.get_by_text("The wrong day").wait_for()
    page.get_by_text("The day is right").wait_for()

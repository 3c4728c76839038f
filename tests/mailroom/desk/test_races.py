"""Holding and sending again while workers deliver, each with a connection of its own."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from mailroom.delivery.actions import deliver
from mailroom.desk import actions
from mailroom.models import OutboxMessage
from tests.mailroom.services import MailServer
from tests.mailroom.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)
WHY = "A mistake in the second line"


def test_what_is_held_is_not_sent_and_what_is_sent_was_not_held(
    sam, message: Callable[..., OutboxMessage], mail_server: MailServer
):
    letters = [
        message(f"Person{number}", key=f"race:{number}", kind="published") for number in range(40)
    ]

    def hold_every_one() -> int:
        held = 0
        for letter in reversed(letters):
            with suppress(ValidationError):
                actions.hold(by=sam, message=letter, reason=WHY)
                held += 1
        return held

    def carry() -> int:
        return sum(deliver(limit=1).total() for _ in letters)

    held, _ = at_once(hold_every_one, carry), deliver()
    standing = Counter(OutboxMessage.objects.values_list("status", flat=True))
    assert standing.keys() <= {"held", "sent"}
    assert standing["held"] in held
    assert len(mail_server.addresses()) == standing["sent"]
    assert set(mail_server.addresses()).isdisjoint(
        OutboxMessage.objects.filter(status="held").values_list("to_email", flat=True)
    )


def test_of_those_who_send_again_at_once_one_does(sam, message: Callable[..., OutboxMessage]):
    sent = message(status="sent", sent_at=timezone.now())

    def resend() -> bool:
        with suppress(ValidationError):
            actions.resend(by=sam, message=sent, reason=WHY, copies_seen=0)
            return True
        return False

    assert Counter(at_once(*[resend] * 6)) == {True: 1, False: 5}
    assert sent.resends.count() == 1

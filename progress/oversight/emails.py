"""The letter by which somebody reminds a lead by hand."""

import datetime as dt

from django.urls import reverse

from mailroom import actions as mailroom
from mailroom.letters import absolute, write_letter
from mailroom.models import OutboxMessage
from network.models import Person
from progress.reminding.duties import Duty


def reminder_by_hand(duty: Duty, by: Person, reason: str, day: dt.date) -> OutboxMessage:
    """Tell a lead, on `day`, that `by` asks for an update, and why."""
    path = reverse(
        "progress:update_edit", args=[duty.commitment.slug, duty.period.due_on.isoformat()]
    )
    letter = write_letter(
        "progress/emails/reminder_by_hand.txt",
        {"duty": duty, "by": by, "reason": reason, "link": absolute(path)},
    )
    message = mailroom.post(
        key=f"by-hand:{duty.lead.pk}:{duty.period.pk}:{day.isoformat()}",
        kind="reminder by hand",
        to=duty.person,
        letter=letter,
    )
    assert message is not None, "the ledger lets one a day through"
    return message

"""The letter by which somebody reminds a lead by hand."""

import datetime as dt

from django.urls import reverse

from mailroom import actions as mailroom
from mailroom.letters import Letter, absolute, write_letter
from mailroom.models import OutboxMessage
from mailroom.writers import NotNeededError
from network.models import Person
from progress.models import ReminderByHand
from progress.reminding.duties import Duty, owed_by


def reminder_by_hand(duty: Duty, by: Person, day: dt.date) -> OutboxMessage:
    """Plan the letter that tells a lead, on `day`, that `by` asks for an update, and why."""
    message = mailroom.plan_letter(
        key=f"by-hand:{duty.lead.pk}:{duty.period.pk}:{day.isoformat()}",
        kind="reminder by hand",
        to=duty.person,
        subject=f"{by.name} asks for the update on commitment {duty.commitment.number}",
    )
    assert message is not None, "the ledger lets one a day through"
    return message


def write_reminder_by_hand(message: OutboxMessage) -> Letter:
    """Write it, while the lead still owes the update. Raises NotNeededError."""
    rows = ReminderByHand.objects.select_related("person", "sent_by", "commitment")
    row = rows.get(message=message.resend_of or message)
    for duty in owed_by(row.person, commitments=[row.commitment]):
        if duty.period.pk == row.period_id and not duty.is_done:
            return _letter(duty, row)
    raise NotNeededError("They no longer owed this update when the letter went out.")


def _letter(duty: Duty, row: ReminderByHand) -> Letter:
    path = reverse(
        "progress:update_edit", args=[duty.commitment.slug, duty.period.due_on.isoformat()]
    )
    return write_letter(
        "progress/emails/reminder_by_hand.txt",
        {"duty": duty, "by": row.sent_by, "reason": row.reason, "link": absolute(path)},
    )

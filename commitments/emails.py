"""The letters about commitments: one function and one text file each."""

from django.urls import reverse

from commitments.models import Lead
from mailroom import actions as mailroom
from mailroom.letters import absolute, write_letter
from mailroom.models import OutboxMessage


def lead_appointed(lead: Lead) -> OutboxMessage | None:
    """Tell somebody that they now hold a side's key for a commitment."""
    letter = write_letter(
        "commitments/emails/lead_appointed.txt",
        {
            "lead": lead,
            "commitment": lead.commitment,
            "link": absolute(lead.commitment.get_absolute_url()),
            "work": absolute(reverse("progress:your_work")),
        },
    )
    return mailroom.post(
        key=f"lead-appointed:{lead.pk}", kind="lead appointed", to=lead.person, letter=letter
    )

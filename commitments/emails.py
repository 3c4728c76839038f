"""The letters about commitments: one function and one text file each."""

from django.urls import reverse

from commitments.models import HandOver, Lead
from mailroom import actions as mailroom
from mailroom.letters import absolute, write_letter
from mailroom.models import OutboxMessage


def lead_appointed(lead: Lead) -> OutboxMessage | None:
    """Tell somebody that they now hold a side's key for a commitment, and what was left to them."""
    left = HandOver.objects.for_new_lead(lead.person, lead.starts_on).exclude(note="")
    hand_over = left.filter(lead__commitment=lead.commitment, lead__side=lead.side).first()
    letter = write_letter(
        "commitments/emails/lead_appointed.txt",
        {
            "lead": lead,
            "commitment": lead.commitment,
            "link": absolute(lead.commitment.get_absolute_url()),
            "work": absolute(reverse("progress:your_work")),
            "hand_over": hand_over,
            "note": hand_over
            and absolute(reverse("commitments:hand_over", args=[hand_over.lead_id])),
        },
    )
    return mailroom.post(
        key=f"lead-appointed:{lead.pk}", kind="lead appointed", to=lead.person, letter=letter
    )

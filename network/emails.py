"""The letters of the network: one function and one text file each."""

from django.urls import reverse

from mailroom import actions as mailroom
from mailroom.letters import absolute, write_letter
from mailroom.models import OutboxMessage
from network.models import Invitation


def invitation(invitation: Invitation, token: str) -> OutboxMessage | None:
    """Invite somebody; `token` is the secret half of the link and is stored nowhere else."""
    person = invitation.person
    letter = write_letter(
        "network/emails/invitation.txt",
        {
            "invitation": invitation,
            "person": person,
            "roles": person.current_roles,
            "link": absolute(reverse("network:invitation_accept", args=[token])),
        },
    )
    return mailroom.post(
        key=f"invitation:{invitation.pk}:{invitation.times_sent}",
        kind="invitation",
        to=person,
        letter=letter,
        is_private=True,
    )

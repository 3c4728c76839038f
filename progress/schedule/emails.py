"""The letters about due days: one function and one text file each."""

from collections import defaultdict
from collections.abc import Iterable

from django.urls import reverse

from commitments.models import Commitment, Lead
from mailroom import actions as mailroom
from mailroom.letters import absolute, write_letter
from mailroom.models import OutboxMessage
from network.models import Person
from progress.models import Extension, ProgressUpdate


def extension_granted(extension: Extension, moved: Iterable[Commitment]) -> list[OutboxMessage]:
    """Tell the leads of the commitments in `moved` of their new due day, one letter a person."""
    leads = Lead.objects.current(extension.granted_on).filter(
        commitment__in=list(moved), person__is_active=True
    )
    commitments_of: dict[Person, list[Commitment]] = defaultdict(list)
    for lead in leads.select_related("person", "commitment").order_by("commitment__order", "pk"):
        commitments_of[lead.person].append(lead.commitment)
    sent = []
    for person, commitments in commitments_of.items():
        letter = write_letter(
            "progress/emails/extension_granted.txt",
            {
                "extension": extension,
                "person": person,
                "commitments": commitments,
                "rules": absolute(reverse("progress:lateness_list")),
                "work": absolute(reverse("progress:your_work")),
            },
        )
        key = f"extension-granted:{extension.pk}:{person.pk}"
        sent.append(mailroom.post(key=key, kind="extension granted", to=person, letter=letter))
    return [message for message in sent if message]


def update_closed(update: ProgressUpdate, lead: Lead) -> OutboxMessage | None:
    """Tell a lead that a period closed without the update they owed."""
    commitment = update.commitment
    progress = reverse("progress:commitment_progress", args=[commitment.slug])
    letter = write_letter(
        "progress/emails/update_closed.txt",
        {
            "update": update,
            "commitment": commitment,
            "person": lead.person,
            "progress": absolute(progress),
            "rules": absolute(reverse("progress:lateness_list")),
        },
    )
    return mailroom.post(
        key=f"update-closed:{update.pk}:{lead.person_id}",
        kind="update closed",
        to=lead.person,
        letter=letter,
    )

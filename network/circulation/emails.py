"""The letters of the circulation, and the one that says a draft is there."""

from django.urls import reverse

from mailroom import actions as mailroom
from mailroom.letters import Letter, absolute, write_letter
from mailroom.models import Follower, OutboxMessage, Subscription
from mailroom.writers import NotNeededError
from network.circulation.recipients import members
from network.circulation.wording import plain
from network.models import Circulation, CirculationReader, Person


def circulation(message: OutboxMessage) -> Letter:
    """One month's circulation, to one reader. Raises NotNeededError."""
    sent = Circulation.objects.get(pk=message.about["circulation"])
    _refuse_who_left(message)
    return write_letter(
        "network/emails/circulation.txt",
        {
            "circulation": sent,
            "text": plain(sent.text),
            "page": absolute(sent.get_absolute_url()),
            "leave": absolute(message.unsubscribe_path),
        },
    )


def drafted(draft: Circulation, coordinator: Person) -> OutboxMessage | None:
    """Tell a coordinator that there is a draft to look at."""
    letter = write_letter(
        "network/emails/circulation_drafted.txt",
        {
            "circulation": draft,
            "person": coordinator,
            "link": absolute(reverse("network:circulation_edit", args=[draft.name])),
        },
    )
    key = f"circulation-drafted:{draft.pk}:{coordinator.pk}"
    return mailroom.post(key=key, kind="circulation_drafted", to=coordinator, letter=letter)


def _refuse_who_left(message: OutboxMessage) -> None:
    """Raise NotNeededError for a reader who stopped it; whoever does so now waits for us."""
    about = message.about
    if "reader" in about:
        readers = CirculationReader.objects.select_for_update(of=("self",))
        reader = readers.get(pk=about["reader"])
        if reader.left_at:
            raise NotNeededError("They stopped the circulation.")
        if not members().filter(pk=reader.person_id).exists():
            raise NotNeededError("They belong to the network no longer.")
        return
    mine = Subscription.objects.confirmed().filter(pk=about["subscription"])
    follower = mine.values_list("follower", flat=True).first()
    if follower is None or not Follower.objects.held(follower) or not mine.exists():
        raise NotNeededError("They stopped the circulation.")

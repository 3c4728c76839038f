"""Reading the links out of the letters that wait in the outbox."""

import re

from mailroom.models import OutboxMessage
from network.actions import invite_person
from network.models import Invitation, Organisation, Person
from network.workflow import RoleKind


def invite(
    by: Person,
    at: Organisation,
    email: str = "ned@example.org",
    name: str = "Ned New",
    kind: RoleKind = RoleKind.NETWORK_MEMBER,
) -> Invitation:
    """Invite Ned as a network member."""
    return invite_person(by=by, email=email, name=name, kind=kind, organisation=at)


def link_in(body: str) -> str:
    """The path of the invitation's link in a letter."""
    found = re.search(r"http://localhost:8000(/invitations/\S+/)", body)
    assert found, body
    return found[1]


def latest_link() -> str:
    """The path of the link in the letter written last."""
    letters = OutboxMessage.objects.filter(kind="invitation").order_by("pk")
    return link_in(letters.reverse()[0].body)

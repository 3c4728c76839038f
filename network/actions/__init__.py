"""Every change to organisations, people, roles and invitations, one subject a file."""

from network.actions.invitations import (
    accept_invitation,
    find_invitation,
    invite_person,
    mend_invited_person,
    resend_invitation,
)
from network.actions.organisations import add_organisation, edit_organisation
from network.actions.roles import end_role, give_role

__all__ = (
    "accept_invitation",
    "add_organisation",
    "edit_organisation",
    "end_role",
    "find_invitation",
    "give_role",
    "invite_person",
    "mend_invited_person",
    "resend_invitation",
)

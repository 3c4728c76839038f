"""Who may do what with people, roles and invitations: the one place that answers."""

from typing import TypeGuard

from django.contrib.auth.models import AnonymousUser

from network.models import Circulation, Person, Role
from network.workflow import KEEPER_OF, ROLES, RULE_OF, RoleKind, Side

Visitor = Person | AnonymousUser
# They look after people.
KEEPERS = (RoleKind.SECRETARIAT, RoleKind.NETWORK_COORDINATOR, RoleKind.ADMINISTRATOR)


def is_signed_in(person: Visitor) -> TypeGuard[Person]:
    """Whether somebody we know is asking."""
    return person.is_authenticated


def has_role(person: Visitor, *kinds: RoleKind) -> bool:
    """Whether the person holds one of these roles today; nobody does before signing in."""
    return is_signed_in(person) and person.has_role(*kinds)


def can_see_people(person: Visitor) -> bool:
    """Who may open the list of people with their addresses."""
    return has_role(person, *KEEPERS)


def roles_can_give(person: Visitor) -> list[RoleKind]:
    """The roles this person may give and end; the table is in workflow.py."""
    return [rule.kind for rule in ROLES if has_role(person, *rule.given_by)]


def can_give_role(person: Visitor, kind: str) -> bool:
    """Who may give and end a role of this kind."""
    return kind in roles_can_give(person)


def can_give_roles_to(person: Visitor, receiver: Person) -> bool:
    """Who may give this person some role: whoever gives roles, but nobody to themselves.

    Otherwise the administrator could come onto a side, and a keeper become a lead, by themselves.
    """
    return can_invite(person) and person.pk != receiver.pk


def can_invite(person: Visitor) -> bool:
    """Who may invite people: everybody who may give some role."""
    return bool(roles_can_give(person))


def can_end_role(person: Visitor, role: Role) -> bool:
    """Who may end this role. Nobody ends their own, so that no side locks itself out."""
    return can_give_role(person, role.kind) and person.pk != role.person_id


def can_edit_person(person: Visitor, other: Person) -> bool:
    """Who may mend the name and address of somebody who has not accepted yet.

    Never afterwards: whoever sets another address receives the codes that let its owner sign.
    """
    return can_resend_invitation(person, other)


def can_resend_invitation(person: Visitor, invited: Person) -> bool:
    """Who may send the letter again: whoever may give every role in it.

    One in common is not enough: who may set the address is let in with all of them.
    """
    if invited.open_invitation is None:
        return False
    kinds = {role.kind for role in invited.current_roles}
    return bool(kinds) and kinds <= set(roles_can_give(person))


def can_edit_organisations(person: Visitor) -> bool:
    """Who adds organisations and mends their names."""
    return has_role(person, RoleKind.SECRETARIAT, RoleKind.NETWORK_COORDINATOR)


def can_edit_circulations(person: Visitor) -> bool:
    """Who edits and sends the network’s monthly circulation: its coordinator alone."""
    return has_role(person, RoleKind.NETWORK_COORDINATOR)


def can_see_circulation(person: Visitor, circulation: Circulation) -> bool:
    """Everybody once it was sent; before that whoever edits it."""
    return circulation.is_sent or can_edit_circulations(person)


def side_kept_by(person: Visitor) -> Side | None:
    """The side whose leads this person appoints."""
    return next((side for side, keeper in KEEPER_OF.items() if has_role(person, keeper)), None)


def is_on_side(person: Person, side: Side) -> bool:
    """Whether the person holds a role on that side today."""
    return any(RULE_OF[RoleKind(role.kind)].side is side for role in person.current_roles)

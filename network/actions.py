"""Every change to organisations, people, roles and invitations."""

import datetime as dt
import hashlib
import secrets

from django.core.exceptions import ValidationError
from django.db import transaction

from network import emails
from network.models import Invitation, Organisation, Person, Role
from network.workflow import RoleKind
from ogp_tracker import clock, history

INVITATION_LASTS = dt.timedelta(days=14)


def add_organisation(*, by: Person | None, reason: str = "", **fields: object) -> Organisation:
    """Make an organisation from `fields` (slug, name, kind and so on)."""
    return history.create(Organisation, by=by, reason=reason, **fields)


@transaction.atomic
def invite_person(
    *, by: Person, email: str, name: str, kind: RoleKind, organisation: Organisation
) -> Invitation:
    """Invite somebody new in one role, and send the letter.

    Raises ValidationError when the address already belongs to somebody.
    """
    email = email.strip().lower()
    if Person.objects.filter(email=email).exists():
        raise ValidationError(
            {"email": f"{email} already belongs to somebody here: give that person a role instead."}
        )
    person = Person(email=email, name=name, is_active=False)
    person.set_unusable_password()
    history.save(person, by=by, reason=f"Invited by {by.name}")
    give_role(by=by, person=person, kind=kind, organisation=organisation, reason="Invitation")
    invitation, token = _new_letter(Invitation(person=person, invited_by=by), by)
    emails.invitation(invitation, token)
    return invitation


@transaction.atomic
def resend_invitation(*, by: Person, invitation: Invitation) -> Invitation:
    """Send the letter again with a new link and a new end; the old link stops working.

    Raises ValidationError when it was accepted meanwhile.
    """
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.accepted_at is not None:
        raise ValidationError(f"{invitation.person.name} has already accepted the invitation.")
    invitation.times_sent += 1
    invitation, token = _new_letter(invitation, by)
    emails.invitation(invitation, token)
    return invitation


def find_invitation(token: str) -> Invitation | None:
    """The invitation whose link holds `token`, answered or not."""
    return (
        Invitation.objects.select_related("person", "invited_by")
        .filter(token_hash=_hashed(token))
        .first()
    )


@transaction.atomic
def accept_invitation(*, invitation: Invitation) -> Person:
    """Let the person in. Done twice, it changes nothing the second time.

    Raises ValidationError when the link has run out.
    """
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    person = invitation.person
    if invitation.accepted_at is not None:
        return person
    if invitation.is_expired:
        raise ValidationError(
            f"This invitation has run out. Ask {invitation.invited_by.name} to send it again."
        )
    invitation.accepted_at = clock.now()
    history.save(invitation, by=person, reason="Accepted")
    person.is_active = True
    history.save(person, by=person, reason="Accepted the invitation")
    return person


def give_role(
    *,
    by: Person | None,
    person: Person,
    kind: RoleKind,
    organisation: Organisation,
    starts_on: dt.date | None = None,
    reason: str = "",
) -> Role:
    """Give `person` a role from `starts_on` (today if None).

    Raises ValidationError when the person already holds it.
    """
    held = person.roles.filter(kind=kind, organisation=organisation, ends_on__isnull=True)
    if held.exists():
        raise ValidationError(f"{person.name} already has this role at {organisation.name}.")
    return history.create(
        Role,
        by=by,
        reason=reason,
        person=person,
        kind=kind,
        organisation=organisation,
        starts_on=starts_on or clock.today(),
    )


@transaction.atomic
def end_role(*, by: Person, role: Role, reason: str) -> Role:
    """End a role today: the rights that hang on it end at once.

    Raises ValidationError when it has already ended.
    """
    role = Role.objects.select_for_update().get(pk=role.pk)
    if role.ends_on is not None:
        raise ValidationError("This role has already ended.")
    role.ends_on = clock.today()
    history.save(role, by=by, reason=reason)
    return role


def _new_letter(invitation: Invitation, by: Person) -> tuple[Invitation, str]:
    token = secrets.token_urlsafe(32)
    invitation.token_hash = _hashed(token)
    invitation.invited_by = by
    invitation.sent_at = clock.now()
    invitation.expires_at = invitation.sent_at + INVITATION_LASTS
    history.save(invitation, by=by, reason="Sent")
    return invitation, token


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

"""Inviting people, sending the letter again, and letting them in."""

import datetime as dt
import hashlib
import secrets

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from network import emails
from network.actions.roles import give_role
from network.models import Invitation, Organisation, Person
from network.workflow import RoleKind
from ogp_tracker import clock, history
from ogp_tracker.overtaking import refuse_if_moved

INVITATION_LASTS = dt.timedelta(days=14)


@transaction.atomic
def invite_person(
    *, by: Person, email: str, name: str, kind: RoleKind, organisation: Organisation
) -> Invitation:
    """Invite somebody new in one role, and send the letter.

    Raises ValidationError when the address already belongs to somebody.
    """
    person = Person(email=email.strip().lower(), name=name, is_active=False)
    person.set_unusable_password()
    _save_with_free_address(person, by, f"Invited by {by.name}")
    give_role(by=by, person=person, kind=kind, organisation=organisation, reason="Invitation")
    return _send(Invitation(person=person, invited_by=by), by)


@transaction.atomic
def resend_invitation(*, by: Person, invitation: Invitation, times_sent: int) -> Invitation:
    """Send the letter again with a new link and a new end; the old link stops working.

    `times_sent` is how often it had been sent when the person decided: a button pressed twice
    sends one letter. Raises ValidationError when it was accepted meanwhile.
    """
    invitation = _locked(invitation)
    if invitation.accepted_at is not None:
        raise ValidationError(f"{invitation.person.name} has already accepted the invitation.")
    if invitation.times_sent != times_sent:
        return invitation
    return _send_again(invitation, by)


@transaction.atomic
def mend_invited_person(
    *, by: Person, person: Person, name: str, email: str, began_from: int | None = None
) -> Person:
    """Mend the name and address of somebody who has not accepted yet.

    A new address gets a new letter, and the link that went to the wrong one stops working.
    `began_from` is the history row of the person that `by` began from.

    Raises ValidationError when it was accepted or mended meanwhile, or the address belongs to
    somebody.
    """
    invitation = _locked(person.invitation)
    person = invitation.person = Person.objects.get(pk=invitation.person_id)
    if invitation.accepted_at is not None:
        raise ValidationError(f"{person.name} has already accepted the invitation.")
    refuse_if_moved(person, began_from)
    has_moved = person.email != email.strip().lower()
    person.name, person.email = name, email.strip().lower()
    _save_with_free_address(person, by, "Mended before acceptance")
    if has_moved:
        _send_again(invitation, by)
    return person


def find_invitation(token: str) -> Invitation | None:
    """The invitation whose link holds `token`, answered or not."""
    return (
        Invitation.objects.select_related("person", "invited_by")
        .filter(token_hash=_hashed(token))
        .first()
    )


@transaction.atomic
def accept_invitation(*, invitation: Invitation) -> Person:
    """Let the person in, once.

    Raises ValidationError when the link was used before, has run out or was withdrawn: whoever
    finds a used link in an old mailbox gets nowhere with it.
    """
    shown, invitation = invitation, _locked(invitation)
    person = invitation.person
    if invitation.token_hash != shown.token_hash:
        raise ValidationError("This link has been replaced by a newer one. Look for a later email.")
    if invitation.state is not Invitation.State.OPEN:
        raise ValidationError(f"This invitation is {invitation.state.label.lower()}.")
    invitation.accepted_at = clock.now()
    history.save(invitation, by=person, reason="Accepted")
    person.is_active = True
    history.save(person, by=person, reason="Accepted the invitation")
    return person


def _locked(invitation: Invitation) -> Invitation:
    return (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("person", "invited_by")
        .get(pk=invitation.pk)
    )


def _save_with_free_address(person: Person, by: Person, reason: str) -> None:
    try:
        # The unique address settles it when two people, or one twice, press the button at once.
        with transaction.atomic():
            history.save(person, by=by, reason=reason)
    except IntegrityError:
        taken = f"{person.email} already belongs to somebody here: give that person a role instead"
        raise ValidationError({"email": taken}) from None


def _send_again(invitation: Invitation, by: Person) -> Invitation:
    invitation.times_sent += 1
    return _send(invitation, by)


def _send(invitation: Invitation, by: Person) -> Invitation:
    """Post the letter with a new link; only its hash is kept."""
    token = secrets.token_urlsafe(32)
    invitation.token_hash = _hashed(token)
    invitation.invited_by = by
    invitation.sent_at = clock.now()
    invitation.expires_at = invitation.sent_at + INVITATION_LASTS
    history.save(invitation, by=by, reason="Sent")
    emails.invitation(invitation, token)
    return invitation


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

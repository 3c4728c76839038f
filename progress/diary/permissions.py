"""Who may do what with the diary: the one place that answers."""

from dataclasses import dataclass

from commitments.models import Commitment, Participation
from network.models import Organisation, Person, Role
from network.permissions import Visitor, is_signed_in
from network.workflow import RoleKind, Side
from progress.models import DiaryNote
from progress.permissions import can_see_draft


@dataclass(frozen=True)
class Writer:
    """For whom somebody writes in a commitment's diary."""

    side: Side
    organisation: Organisation
    is_lead: bool


def diary_writer(person: Visitor, commitment: Commitment) -> Writer | None:
    """As what this person writes in the commitment's diary; None when they do not.

    Leads of either side do, network members, officials of an organisation that takes part, the
    relationship manager of a leading department, and the secretariat.
    """
    if not is_signed_in(person):
        return None
    leads = commitment.leads.current(commitment.plan.today()).select_related("organisation")
    lead = leads.filter(person=person).first()
    if lead is not None:
        return Writer(Side(lead.side), lead.organisation, is_lead=True)
    role = _role_that_writes(person, commitment)
    side = role.side if role else None
    return Writer(side, role.organisation, is_lead=False) if role and side else None


def can_see_note(person: Visitor, note: DiaryNote) -> bool:
    """Whoever sees the commitment once the note is public; before that who may see the draft."""
    return note.is_public or can_see_draft(person, note.commitment)


def can_change_note(person: Visitor, note: DiaryNote) -> bool:
    """Its author, while they write for the same side: one person's note is nobody else's."""
    if not is_signed_in(person) or person.pk != note.author_id:
        return False
    writer = diary_writer(person, note.commitment)
    return writer is not None and writer.side == note.side


def _role_that_writes(person: Person, commitment: Commitment) -> Role | None:
    everywhere = {RoleKind.SECRETARIAT, RoleKind.NETWORK_MEMBER}
    taking_part = list(commitment.participations.all())
    leading = [row for row in taking_part if row.capacity == Participation.Capacity.LEAD]
    at = {
        RoleKind.OFFICIAL: {row.organisation_id for row in taking_part},
        RoleKind.RELATIONSHIP_MANAGER: {
            row.organisation_id for row in leading if row.side == Side.GOVERNMENT
        },
    }
    for role in person.current_roles:
        if role.kind in everywhere or role.organisation_id in at.get(RoleKind(role.kind), ()):
            return role
    return None

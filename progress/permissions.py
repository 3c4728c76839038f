"""Who may do what with updates and the diary: the one place that answers."""

from dataclasses import dataclass

from commitments.models import Commitment, Participation
from commitments.permissions import (
    can_edit_plans,
    can_update_milestones,
    is_in_portfolio_of,
    side_led_by,
)
from network.models import Organisation, Person, Role
from network.permissions import Visitor, has_role, is_signed_in
from network.workflow import RoleKind, Side
from progress.models import DiaryNote, EvidenceFile, ProgressUpdate
from progress.workflow import STEP_OF, Party, Status

PARTY_OF = {
    Side.GOVERNMENT: Party.GOVERNMENT_LEAD,
    Side.CIVIL_SOCIETY: Party.CIVIL_SOCIETY_LEAD,
}


def side_that_may(person: Visitor, step_name: str, commitment: Commitment) -> Side | None:
    """The side for which this person may take the step, by the table in workflow.py."""
    side = side_led_by(person, commitment)
    return side if side and PARTY_OF[side] in STEP_OF[step_name].who else None


def can_add_periods(person: Visitor) -> bool:
    """Those who keep the plans."""
    return can_edit_plans(person)


def can_decide_schedule(person: Visitor) -> bool:
    """Those who keep the plans."""
    return can_edit_plans(person)


def can_grant_extension(person: Visitor, commitment: Commitment | None) -> bool:
    """The secretariat; a relationship manager for one commitment of their portfolio, never all."""
    if commitment is None:
        return can_edit_plans(person)
    return can_update_milestones(person, commitment)


def can_save_draft(person: Visitor, commitment: Commitment) -> bool:
    """Leads of either side."""
    return side_that_may(person, "save_draft", commitment) is not None


def can_sign(person: Visitor, commitment: Commitment) -> bool:
    """Leads of either side."""
    return side_that_may(person, "sign", commitment) is not None


def can_see_draft(person: Visitor, commitment: Commitment) -> bool:
    """Both sides' leads, the secretariat, and the relationship manager of a leading department.

    The network coordinator keeps people, not texts: drafts are between the two leads and those
    who help them.
    """
    if not is_signed_in(person):
        return False
    if has_role(person, RoleKind.SECRETARIAT) or side_led_by(person, commitment):
        return True
    return has_role(person, RoleKind.RELATIONSHIP_MANAGER) and is_in_portfolio_of(
        person, commitment
    )


def can_see_update(person: Visitor, update: ProgressUpdate) -> bool:
    """Everybody once it is published or its period closed; before that who may see the draft."""
    commitment = update.commitment
    if update.status != Status.DRAFTING and commitment.plan.is_public:
        return True
    return can_see_draft(person, commitment)


def can_see_evidence(person: Visitor, file: EvidenceFile) -> bool:
    """Everybody once a published version names it; before that those who may see the draft."""
    commitment = file.update.commitment
    if commitment.plan.is_public and file.is_public:
        return True
    return can_see_draft(person, commitment)


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


def can_write_note(person: Visitor, commitment: Commitment) -> bool:
    """Whoever has a place in the diary."""
    return diary_writer(person, commitment) is not None


def can_keep_note_among_leads(person: Visitor, commitment: Commitment) -> bool:
    """The leads; what anybody else writes is public at once."""
    writer = diary_writer(person, commitment)
    return writer is not None and writer.is_lead


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

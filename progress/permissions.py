"""Who may do what with updates and their evidence: the one place that answers."""

from commitments.models import ActionPlan, Commitment, Lead
from commitments.permissions import (
    can_edit_plans,
    can_update_milestones,
    is_in_portfolio_of,
    side_led_by,
)
from network.permissions import Visitor, has_role, is_signed_in
from network.workflow import RoleKind, Side
from progress.models import EvidenceFile, ProgressUpdate
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


def can_remind(person: Visitor, commitment: Commitment) -> bool:
    """Who reminds the leads by hand: those who may give them more time."""
    return can_grant_extension(person, commitment)


def can_see_oversight(person: Visitor) -> bool:
    """Who sees all that waits: relationship managers, the secretariat, the network coordinator."""
    return has_role(
        person,
        RoleKind.RELATIONSHIP_MANAGER,
        RoleKind.SECRETARIAT,
        RoleKind.NETWORK_COORDINATOR,
    )


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
    if update.status != Status.DRAFTING and commitment.is_public:
        return True
    return can_see_draft(person, commitment)


def can_raise_blocker(person: Visitor, commitment: Commitment) -> bool:
    """Leads of either side: others ask one of them, who can say what would help."""
    return side_led_by(person, commitment) is not None


def can_see_reminders(person: Visitor, plan: ActionPlan) -> bool:
    """Those who work with the plan: people are named. Leads of it, and those who help them."""
    if can_see_oversight(person):
        return True
    if not is_signed_in(person):
        return False
    leads = Lead.objects.current(plan.today())
    return leads.filter(commitment__plan=plan, person=person).exists()


def can_see_evidence(person: Visitor, file: EvidenceFile) -> bool:
    """Everybody once a published version names it; before that those who may see the draft."""
    commitment = file.update.commitment
    return (commitment.is_public and file.is_public) or can_see_draft(person, commitment)

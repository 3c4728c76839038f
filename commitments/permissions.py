"""Who may do what with plans, commitments, milestones and leads: the one place that answers."""

from commitments.models import ActionPlan, Commitment, Lead
from commitments.workflow import Step
from network.models import Person
from network.permissions import Visitor, has_role, is_signed_in, side_kept_by
from network.workflow import RoleKind, Side


def can_edit_plans(person: Visitor) -> bool:
    """Who adds and edits plans, themes, commitments and milestones."""
    return has_role(person, RoleKind.SECRETARIAT)


def can_prepare_plans(person: Visitor) -> bool:
    """Who sees what is not public yet: those who prepare it."""
    return can_edit_plans(person) or has_role(person, RoleKind.NETWORK_COORDINATOR)


def can_see_plan(person: Visitor, plan: ActionPlan) -> bool:
    """Everybody once it is published; before that those who prepare it."""
    return plan.is_public or can_prepare_plans(person)


def can_see_commitment(person: Visitor, commitment: Commitment) -> bool:
    """Everybody once it is public, which may be before its plan is; then those who prepare it."""
    return commitment.is_public or can_prepare_plans(person)


def can_take_step(person: Visitor, step: Step) -> bool:
    """Who may take a line of the table in workflow.py."""
    return has_role(person, *step.who)


def side_led_by(person: Visitor, commitment: Commitment) -> Side | None:
    """The side whose key this person holds for the commitment today, if any."""
    if not is_signed_in(person):
        return None
    lead = commitment.leads.current(commitment.plan.today()).filter(person=person).first()
    return Side(lead.side) if lead else None


def can_appoint_lead(person: Visitor, side: str) -> bool:
    """Who appoints and stands down the leads of a side: that side's keeper."""
    return side_kept_by(person) == side


def can_end_lead(person: Visitor, lead: Lead) -> bool:
    """Who may end this appointment."""
    return can_appoint_lead(person, lead.side)


def can_write_hand_over(person: Visitor, lead: Lead) -> bool:
    """The lead while they lead, and the keeper of their side, also when they have gone."""
    if can_end_lead(person, lead):
        return True
    if not is_signed_in(person) or person.pk != lead.person_id:
        return False
    return side_led_by(person, lead.commitment) == lead.side


def can_read_hand_overs(person: Visitor, commitment: Commitment) -> bool:
    """Both sides' leads, who prepares plans, and the relationship manager of the portfolio."""
    if can_prepare_plans(person) or side_led_by(person, commitment) is not None:
        return True
    return can_update_milestones(person, commitment)


def can_update_milestones(person: Visitor, commitment: Commitment) -> bool:
    """The secretariat, and relationship managers of an organisation that leads the commitment."""
    if can_edit_plans(person):
        return True
    return (
        is_signed_in(person)
        and has_role(person, RoleKind.RELATIONSHIP_MANAGER)
        and is_in_portfolio_of(person, commitment)
    )


def can_see_portfolio(person: Visitor) -> bool:
    """Who has commitments to keep track of, other than as a lead."""
    return has_role(person, RoleKind.SECRETARIAT, RoleKind.RELATIONSHIP_MANAGER)


def is_in_portfolio_of(person: Person, commitment: Commitment) -> bool:
    """Whether an organisation in this relationship manager's portfolio leads the commitment."""
    return Commitment.objects.in_portfolio_of(person).filter(pk=commitment.pk).exists()

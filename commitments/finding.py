"""Finding what an address names, or answering that there is no such page: invisible is 404."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from commitments.models import ActionPlan, Commitment, Milestone
from commitments.permissions import can_see_plan
from network.permissions import Visitor


def find_plan(person: Visitor, slug: str) -> ActionPlan:
    """The plan at this address, if the person may see it. Raises Http404."""
    return visible(person, get_object_or_404(ActionPlan, slug=slug))


def find_commitment(person: Visitor, slug: str) -> Commitment:
    """The commitment at this address, if the person may see its plan. Raises Http404."""
    commitment = get_object_or_404(Commitment.objects.select_related("plan", "theme"), slug=slug)
    visible(person, commitment.plan)
    return commitment


def find_milestone(person: Visitor, pk: int) -> Milestone:
    """The milestone, if the person may see its plan. Raises Http404."""
    milestone = get_object_or_404(
        Milestone.objects.select_related("commitment__plan", "commitment__theme"), pk=pk
    )
    visible(person, milestone.commitment.plan)
    return milestone


def visible(person: Visitor, plan: ActionPlan) -> ActionPlan:
    """The plan itself, if the person may see it. Raises Http404."""
    if not can_see_plan(person, plan):
        raise Http404("Nothing that you can see has this address.")
    return plan

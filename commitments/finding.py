"""Finding what an address names, or answering that there is no such page: invisible is 404."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from commitments.models import ActionPlan, Commitment, Milestone
from commitments.permissions import can_see_plan
from network.permissions import Visitor


def find_plan(person: Visitor, slug: str) -> ActionPlan:
    """The plan at this address, if the person may see it. Raises Http404."""
    return _visible(person, get_object_or_404(ActionPlan, slug=slug))


def find_commitment(person: Visitor, slug: str) -> Commitment:
    """The commitment at this address, if the person may see its plan. Raises Http404."""
    commitment = get_object_or_404(Commitment.objects.select_related("plan", "theme"), slug=slug)
    _visible(person, commitment.plan)
    return commitment


def find_milestone(person: Visitor, pk: int) -> Milestone:
    """The milestone, if the person may see its plan. Raises Http404."""
    milestone = get_object_or_404(Milestone.objects.select_related("commitment__plan"), pk=pk)
    _visible(person, milestone.commitment.plan)
    return milestone


def find_of_commitment(person: Visitor, rows: Any, pk: int) -> Any:
    """The lead or participation `pk` among `rows`, if the person may see its plan."""
    row = get_object_or_404(
        rows.select_related("commitment__plan", "commitment__theme", "organisation"), pk=pk
    )
    _visible(person, row.commitment.plan)
    return row


def _visible(person: Visitor, plan: ActionPlan) -> ActionPlan:
    if not can_see_plan(person, plan):
        raise Http404("Nothing that you can see has this address.")
    return plan

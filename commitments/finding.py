"""Finding what an address names, or answering that there is no such page: invisible is 404."""

from typing import TypeVar

from django.http import Http404
from django.shortcuts import get_object_or_404

from commitments.models import ActionPlan, Commitment, Milestone
from commitments.permissions import can_see_commitment, can_see_plan
from network.permissions import Visitor

Shown = TypeVar("Shown", ActionPlan, Commitment)


def find_plan(person: Visitor, slug: str) -> ActionPlan:
    """The plan at this address, if the person may see it. Raises Http404."""
    return visible(person, get_object_or_404(ActionPlan, slug=slug))


def find_commitment(person: Visitor, slug: str) -> Commitment:
    """The commitment at this address, if the person may see it. Raises Http404."""
    rows = Commitment.objects.select_related("plan", "theme")
    return visible(person, get_object_or_404(rows, slug=slug))


def find_milestone(person: Visitor, pk: int) -> Milestone:
    """The milestone, if the person may see its commitment. Raises Http404."""
    milestone = get_object_or_404(
        Milestone.objects.select_related("commitment__plan", "commitment__theme"), pk=pk
    )
    visible(person, milestone.commitment)
    return milestone


def visible(person: Visitor, row: Shown) -> Shown:
    """The plan or commitment itself, if the person may see it. Raises Http404."""
    if isinstance(row, ActionPlan):
        is_visible = can_see_plan(person, row)
    else:
        is_visible = can_see_commitment(person, row)
    if not is_visible:
        raise Http404("Nothing that you can see has this address.")
    return row

"""Finding the rows that only working pages name."""

from typing import Any

from django.shortcuts import get_object_or_404

from commitments.finding import visible
from commitments.models import Milestone
from network.permissions import Visitor


def find_milestone(person: Visitor, pk: int) -> Milestone:
    """The milestone, if the person may see its plan. Raises Http404."""
    milestone = get_object_or_404(Milestone.objects.select_related("commitment__plan"), pk=pk)
    visible(person, milestone.commitment.plan)
    return milestone


def find_of_commitment(person: Visitor, rows: Any, pk: int) -> Any:
    """The lead or participation `pk` among `rows`, if the person may see its plan."""
    row = get_object_or_404(
        rows.select_related("commitment__plan", "commitment__theme", "organisation"), pk=pk
    )
    visible(person, row.commitment.plan)
    return row

"""Finding the rows that only working pages name."""

from typing import Any

from django.shortcuts import get_object_or_404

from commitments.finding import visible
from network.permissions import Visitor


def find_of_commitment(person: Visitor, rows: Any, pk: int) -> Any:
    """The lead or participation `pk` among `rows`, if the person may see its commitment."""
    row = get_object_or_404(
        rows.select_related("commitment__plan", "commitment__theme", "organisation"), pk=pk
    )
    visible(person, row.commitment)
    return row

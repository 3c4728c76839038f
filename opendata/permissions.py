"""Who may do what with files that are taken in: the one place that answers."""

from commitments.permissions import can_edit_plans
from network.permissions import Visitor


def can_take_in_files(person: Visitor) -> bool:
    """Who imports plans from files: whoever may add and edit them by hand."""
    return can_edit_plans(person)

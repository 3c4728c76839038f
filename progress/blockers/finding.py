"""Finding the blocker that an address names: invisible is 404."""

from django.shortcuts import get_object_or_404

from commitments.finding import find_commitment
from network.permissions import Visitor
from progress.models import Blocker


def find_blocker(person: Visitor, slug: str, pk: int) -> Blocker:
    """The blocker at this address, if the person may see its commitment. Raises Http404."""
    commitment = find_commitment(person, slug)
    rows = commitment.blockers.select_related("raised_by", "organisation", "milestone", "closed_by")
    blocker = get_object_or_404(rows, pk=pk)
    blocker.commitment = commitment
    return blocker

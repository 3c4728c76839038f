"""Finding what an address names, or answering that there is no such page."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from commitments.finding import find_commitment
from commitments.models import Commitment
from network.permissions import Visitor
from network.workflow import Side
from progress.models import ProgressUpdate, ReportingPeriod
from progress.permissions import can_see_draft, can_see_update, side_that_may


def find_draft(
    person: Visitor, slug: str, day: dt.date
) -> tuple[Commitment, ReportingPeriod, ProgressUpdate | None]:
    """What a lead is about to write or sign; Http404 for whoever may not see the draft."""
    commitment, period, update = _at(person, slug, day)
    if not can_see_draft(person, commitment):
        raise Http404("No update that you can see has this address.")
    return commitment, period, update


def find_to_write(
    person: Visitor, slug: str, day: dt.date
) -> tuple[Commitment, ReportingPeriod, ProgressUpdate | None, Side]:
    """As `find_draft`, with the side the person writes for; PermissionDenied for who only reads."""
    commitment, period, update = _at(person, slug, day)
    side = side_that_may(person, "save_draft", commitment)
    if side is None:
        if not can_see_draft(person, commitment):
            raise Http404("No update that you can see has this address.")
        raise PermissionDenied("Only the leads of this commitment write its updates.")
    return commitment, period, update, side


def _at(
    person: Visitor, slug: str, day: dt.date
) -> tuple[Commitment, ReportingPeriod, ProgressUpdate | None]:
    commitment = find_commitment(person, slug)
    update = commitment.updates.select_related("period").filter(period__due_on=day).first()
    if update is None:
        return commitment, get_object_or_404(commitment.plan.periods, due_on=day), None
    update.commitment = commitment
    return commitment, update.period, update


def find_update(person: Visitor, slug: str, day: dt.date) -> ProgressUpdate:
    """The update at this address, if the person may see it. Raises Http404."""
    update = get_object_or_404(
        ProgressUpdate.objects.select_related("commitment__plan", "period"),
        commitment__slug=slug,
        period__due_on=day,
    )
    if not can_see_update(person, update):
        raise Http404("No update that you can see has this address.")
    return update

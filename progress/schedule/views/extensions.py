"""The pages on which more time is granted: to one commitment, or to all of a plan."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from commitments.finding import find_commitment, find_plan
from commitments.models import Commitment
from network.requests import SignedInRequest
from progress.models import ReportingPeriod
from progress.permissions import can_grant_extension
from progress.schedule.actions import grant_extension
from progress.schedule.actions.extending import what_to_extend
from progress.schedule.forms import ExtensionForm


def extension_grant(request: SignedInRequest, slug: str, day: dt.date) -> HttpResponse:
    """Give one commitment more time for its update."""
    commitment = find_commitment(request.user, slug)
    period = get_object_or_404(ReportingPeriod, plan=commitment.plan, due_on=day)
    if not can_grant_extension(request.user, commitment):
        raise PermissionDenied(
            "The secretariat, and the relationship manager of a department that leads this "
            "commitment, extend its due days."
        )
    return _grant(request, "extension_grant", period, commitment)


def period_extend(request: SignedInRequest, slug: str, day: dt.date) -> HttpResponse:
    """Give every commitment of a plan more time for one period."""
    plan = find_plan(request.user, slug)
    period = get_object_or_404(ReportingPeriod, plan=plan, due_on=day)
    if not can_grant_extension(request.user, None):
        raise PermissionDenied("Only the secretariat extends a due day for all commitments.")
    return _grant(request, "period_extend", period, None)


def _grant(
    request: SignedInRequest, name: str, period: ReportingPeriod, commitment: Commitment | None
) -> HttpResponse:
    page: dict[str, Any] = {"period": period, "plan": period.plan, "commitment": commitment}
    try:
        deadline = what_to_extend(period, commitment)
    except ValidationError as refusal:
        page["refusal"] = refusal.messages[0]
        return render(request, f"progress/{name}.html", page, status=409)
    form = ExtensionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        facts = form.cleaned_data
        try:
            grant_extension(by=request.user, period=period, commitment=commitment, **facts)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"The due day is now {facts['due_on']:%-d %B %Y}.")
            if commitment:
                return redirect("progress:commitment_progress", commitment.slug)
            return redirect("progress:period_list", period.plan.slug)
    days_late = deadline.days_late(period.plan.today())
    page |= {"form": form, "deadline": deadline, "days_late": days_late}
    status = 422 if form.is_bound else 200
    return render(request, f"progress/{name}.html", page, status=status)

"""Whoever was stood down while they wrote gets their text back, to copy; nothing is saved."""

import datetime as dt
from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render

from commitments.finding import find_commitment
from commitments.models import Commitment, Lead
from network.requests import SignedInRequest
from network.workflow import Side
from progress.content import LABELS
from progress.permissions import can_save_draft
from progress.updates.forms import UpdateForm

View = Callable[[SignedInRequest, str, dt.date], HttpResponse]
OF_THE_WHOLE = ("reason", *LABELS, "completion")


def hands_text_back(view: View) -> View:
    """Answer what a former lead sends to `view` with a 403 that shows what they had typed."""

    @wraps(view)
    def answer(request: SignedInRequest, slug: str, day: dt.date) -> HttpResponse:
        try:
            return view(request, slug, day)
        except (Http404, PermissionDenied):
            if request.method != "POST":
                raise
            commitment = find_commitment(request.user, slug)
            lead = commitment.leads.filter(person=request.user).last()
            if lead is None or can_save_draft(request.user, commitment):
                raise
            return _handed_back(request, commitment, lead, day)

    return answer


def _handed_back(
    request: SignedInRequest, commitment: Commitment, lead: Lead, day: dt.date
) -> HttpResponse:
    form = UpdateForm(
        request.POST,
        side=Side(lead.side),
        milestones=list(commitment.milestones.all()),
        is_correction="reason" in request.POST,
    )
    page = {
        "commitment": commitment,
        "day": day,
        "fields": [form[name] for name in OF_THE_WHOLE if name in form.fields],
        "groups": form.milestone_groups(),
    }
    return render(request, "progress/update_handed_back.html", page, status=403)

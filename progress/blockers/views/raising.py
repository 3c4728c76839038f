"""Raising a blocker."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render

from commitments.finding import find_commitment
from network.requests import SignedInRequest
from ogp_tracker import typed_text
from ogp_tracker.typed_text import keeps_typed_text
from progress.blockers import actions
from progress.blockers.forms import RaiseForm
from progress.blockers.workflow import LADDER, can_be_raised_on
from progress.permissions import can_raise_blocker


@keeps_typed_text
def blocker_raise(request: SignedInRequest, slug: str) -> HttpResponse:
    """Say what stands in the way of a commitment: in public, but for the private detail."""
    commitment = find_commitment(request.user, slug)
    if not can_raise_blocker(request.user, commitment):
        raise PermissionDenied(
            "Only the leads of a commitment raise blockers. Ask one of them to raise yours."
        )
    is_sent = request.method == "POST"
    typed = request.POST if is_sent else typed_text.taken_up(request)
    form = RaiseForm(typed, commitment=commitment)
    if is_sent and form.is_valid():
        try:
            blocker = actions.raise_blocker(
                by=request.user, commitment=commitment, **form.cleaned_data
            )
        except actions.BlockerRefusedError as refused:
            form.add_error(None, str(refused))
        else:
            typed_text.forget(request)
            messages.success(request, "The blocker is raised. Everybody can read it.")
            return redirect(blocker)
    page = {
        "form": form,
        "commitment": commitment,
        "is_possible": can_be_raised_on(commitment),
        "ladder": LADDER,
        "typed_by": typed_text.mark_for(request),
        "was_signed_out": form.is_bound and not is_sent,
    }
    return render(request, "progress/blocker_raise.html", page, status=422 if is_sent else 200)

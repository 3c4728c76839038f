"""The page on which the leads of one update are reminded by hand."""

import datetime as dt

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from commitments.finding import find_commitment
from network.requests import SignedInRequest
from progress.models import ReportingPeriod
from progress.oversight.actions import duties_in, remind_by_hand, unreached, words_of
from progress.oversight.forms import ReminderForm
from progress.permissions import can_remind


def reminder_send(request: SignedInRequest, slug: str, day: dt.date) -> HttpResponse:
    """Say who would get a letter, ask what it should say, and send it."""
    commitment = find_commitment(request.user, slug)
    period = get_object_or_404(ReportingPeriod, plan=commitment.plan, due_on=day)
    if not can_remind(request.user, commitment):
        raise PermissionDenied(
            "The secretariat, and the relationship manager of a department that leads this "
            "commitment, remind its leads."
        )
    form = ReminderForm(request.POST if request.method == "POST" else None)
    duties = duties_in(commitment, period)
    if form.is_valid():
        facts = form.cleaned_data
        try:
            sent = remind_by_hand(by=request.user, commitment=commitment, period=period, **facts)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            names = " and ".join(row.person.name for row in sent)
            words = f"A letter to {names} is on its way. {words_of(unreached(duties))}"
            messages.success(request, words.strip())
            return redirect("progress:oversight")
    earlier = period.reminders_by_hand.filter(commitment=commitment)
    page = {
        "form": form,
        "commitment": commitment,
        "period": period,
        "duties": duties,
        "lost": words_of(unreached(duties)),
        "earlier": earlier.select_related("person", "sent_by"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "progress/reminder_send.html", page, status=status)

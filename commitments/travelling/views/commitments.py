"""A commitment as it stood at the end of a day."""

import datetime as dt

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commitments.finding import find_commitment
from commitments.travelling.days import past_of_commitment
from commitments.travelling.snapshots import commitment_then
from ogp_tracker.forms import DayForm


@login_not_required
def commitment_day(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for a day, and lead to it."""
    commitment = find_commitment(request.user, slug)
    form = DayForm(request.GET or None)
    if form.is_valid():
        return redirect("commitments:commitment_as_on", commitment.slug, form.cleaned_data["on"])
    page = {"commitment": commitment, "form": form}
    return render(request, "commitments/commitment_day.html", page)


@login_not_required
def commitment_as_on(request: HttpRequest, slug: str, day: dt.date) -> HttpResponse:
    """Wording, stage, milestones, sides and outcomes as at the end of `day`; 404 where unseen."""
    commitment = find_commitment(request.user, slug)
    past = past_of_commitment(commitment)
    then = commitment_then(commitment, day) if past.holds(day) else None
    page = {
        "today": commitment,
        "then": then,
        "day": day,
        "past": past,
        "why_not": past.why_not(day),
        "before": past.before(day),
        "after": past.after(day),
    }
    status = 200 if then else 404
    return render(request, "commitments/commitment_as_on.html", page, status=status)

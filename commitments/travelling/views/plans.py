"""A plan as it stood at the end of a day."""

import datetime as dt

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commitments.finding import find_plan
from commitments.travelling.days import past_of_plan
from commitments.travelling.snapshots import plan_then
from ogp_tracker.forms import DayForm


@login_not_required
def plan_day(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for a day, and lead to it."""
    plan = find_plan(request.user, slug)
    form = DayForm(request.GET or None)
    if form.is_valid():
        return redirect("commitments:plan_as_on", plan.slug, form.cleaned_data["on"])
    return render(request, "commitments/plan_day.html", {"plan": plan, "form": form})


@login_not_required
def plan_as_on(request: HttpRequest, slug: str, day: dt.date) -> HttpResponse:
    """The plan's facts and its commitments as at the end of `day`; 404 where it was unseen."""
    plan = find_plan(request.user, slug)
    past = past_of_plan(plan)
    then = plan_then(plan, day) if past.holds(day) else None
    page = {
        "today": plan,
        "then": then,
        "day": day,
        "past": past,
        "why_not": past.why_not(day),
        "before": past.before(day),
        "after": past.after(day),
    }
    return render(request, "commitments/plan_as_on.html", page, status=200 if then else 404)

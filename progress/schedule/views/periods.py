"""The reporting dates of a plan: for everybody to read, for the secretariat to set."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commitments.finding import find_plan
from network.requests import SignedInRequest
from progress.actions import add_periods
from progress.permissions import (
    can_add_periods,
    can_decide_schedule,
    can_grant_extension,
    can_see_reminders,
)
from progress.reminding.rungs import UPDATE_RUNGS
from progress.schedule.forms import PeriodForm
from progress.schedule.reading import accounts_of, decisions_of, origins_of


@login_not_required
def period_list(request: HttpRequest, slug: str) -> HttpResponse:
    """When updates are due, how each period went, and who decided on the dates."""
    plan = find_plan(request.user, slug)
    accounts = accounts_of(plan)
    page = {
        "plan": plan,
        "accounts": accounts,
        "decisions": decisions_of(plan),
        "origins": origins_of(account.period for account in accounts),
        "may_add": can_add_periods(request.user),
        "may_decide": can_decide_schedule(request.user),
        "may_extend": can_grant_extension(request.user, None),
        "sees_reminders": can_see_reminders(request.user, plan),
        "rungs": UPDATE_RUNGS,
    }
    return render(request, "progress/period_list.html", page)


def period_add(request: SignedInRequest, slug: str) -> HttpResponse:
    """Add a reporting date after the last one."""
    plan = find_plan(request.user, slug)
    if not can_add_periods(request.user):
        raise PermissionDenied("Only the secretariat adds reporting dates.")
    form = PeriodForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason, due_on = form.cleaned_data["reason"], form.cleaned_data["due_on"]
        try:
            added = add_periods(by=request.user, plan=plan, due_days=[due_on], reason=reason)
        except ValidationError as error:
            form.add_error("due_on", error)
        else:
            said = "added" if added else "was there already"
            messages.success(request, f"Reporting date {due_on:%-d %B %Y} {said}.")
            return redirect("progress:period_list", slug)
    status = 422 if form.is_bound else 200
    page = {"form": form, "plan": plan, "of_leads": UPDATE_RUNGS[0]}
    return render(request, "progress/period_add.html", page, status=status)

"""The page on which the secretariat records how often a plan is reported on."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from commitments.finding import find_plan
from commitments.models import ActionPlan
from network.requests import SignedInRequest
from progress.content import fingerprint
from progress.models import Frequency
from progress.permissions import can_decide_schedule
from progress.schedule.actions import decide_schedule
from progress.schedule.actions.deciding import foresee_schedule
from progress.schedule.forms import ScheduleDecisionForm
from progress.schedule.outlook import Outlook


def schedule_decide(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show which dates a decision keeps, takes away and brings; record it once they were seen."""
    plan = find_plan(request.user, slug)
    if not can_decide_schedule(request.user):
        raise PermissionDenied("Only the secretariat records decisions on reporting dates.")
    form = ScheduleDecisionForm(request.POST if request.method == "POST" else None, plan=plan)
    outlook = _foreseen(form, plan) if form.is_valid() else None
    shown = _in_short(form, outlook) if outlook else ""
    if outlook and request.POST.get("seen") == shown:
        try:
            decide_schedule(by=request.user, plan=plan, **_facts(form))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "The decision is recorded.")
            return redirect("progress:period_list", slug)
    page = {"form": form, "plan": plan, "seen": shown, "outlook": None if form.errors else outlook}
    status = 422 if form.errors else 200
    return render(request, "progress/schedule_decide.html", page, status=status)


def _foreseen(form: ScheduleDecisionForm, plan: ActionPlan) -> Outlook | None:
    """What the decision would do; None when it would be refused, which the form then says."""
    try:
        return foresee_schedule(plan=plan, **_facts(form))
    except ValidationError as error:
        form.add_error(None, error)
        return None


def _in_short(form: ScheduleDecisionForm, outlook: Outlook) -> str:
    """What the page shows, in a few letters: nothing else is recorded than what was seen."""
    facts = sorted(form.cleaned_data.items())
    return fingerprint(f"{outlook.in_short} {facts}")


def _facts(form: ScheduleDecisionForm) -> dict[str, Any]:
    return {**form.cleaned_data, "frequency": Frequency(form.cleaned_data["frequency"])}

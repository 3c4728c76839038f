"""The first page."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.front.figures import (
    longest_late,
    milestone_chart,
    next_milestones,
    plan_in_numbers,
)
from commitments.models import ActionPlan, Commitment
from commitments.public.changes import last_change, latest_changes
from ogp_tracker import clock


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """What this is, and the newest plan that has begun in numbers."""
    plans = ActionPlan.objects.public().newest_first()
    plan = plans.carried_out_here().begun_by(clock.today()).first() or plans.first()
    if plan is None:
        return render(request, "commitments/home.html", {"plan": None})
    today = plan.today()
    events = latest_changes(plan)
    changed = Commitment.objects.in_bulk({event.of for event in events})
    page = {
        "plan": plan,
        "today": today,
        "has_begun": plan.starts_on is None or plan.starts_on <= today,
        "numbers": plan_in_numbers(plan, today),
        "chart": milestone_chart(plan, today),
        "next_milestones": next_milestones(plan, today),
        "late_milestones": longest_late(plan, today),
        "latest": [(event, changed[event.of]) for event in events],
        "changed_at": last_change(plan.commitments.public()),
    }
    return render(request, "commitments/home.html", page)

"""The first page."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.models import ActionPlan, Commitment
from commitments.public.changes import last_change, latest_changes
from commitments.public.figures import milestone_chart, next_milestones, plan_in_numbers
from ogp_tracker import clock


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """What this is, and the newest plan that has begun in numbers."""
    plans = ActionPlan.objects.public().newest_first()
    ours = plans.carried_out_here()
    plan = ours.begun_by(clock.today()).first() or ours.first() or plans.first()
    if plan is None:
        return render(request, "commitments/home.html", {"plan": None})
    today = plan.today()
    events = latest_changes(plan)
    changed = Commitment.objects.in_bulk({event.of for event in events})
    page = {
        "plan": plan,
        "today": today,
        "numbers": plan_in_numbers(plan).in_words(),
        "chart": milestone_chart(plan, today),
        "next_milestones": next_milestones(plan, today),
        "latest": [(event, changed[event.of]) for event in events],
        "changed_at": last_change(plan.commitments.public()),
    }
    return render(request, "commitments/home.html", page)

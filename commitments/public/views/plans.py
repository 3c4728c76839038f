"""Action plans as readers see them."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.finding import find_plan
from commitments.models import ActionPlan, Commitment, Milestone
from commitments.permissions import can_edit_plans, can_prepare_plans, can_see_plan
from commitments.public.changes import changes_of_plan, last_change
from commitments.slip import figures_of, slips_of
from commitments.workflow import Stage

ROWS = 25


@login_not_required
def plan_list(request: HttpRequest) -> HttpResponse:
    """Every plan, newest first; those who prepare plans see unpublished ones, too."""
    held = ~Q(commitments__stage=Stage.PROPOSED)
    counted = Count("commitments", filter=held)
    plans = ActionPlan.objects.newest_first().annotate(commitment_count=counted)
    seen = [plan for plan in plans if can_see_plan(request.user, plan)]
    page = {
        "page": Paginator(seen, ROWS).get_page(request.GET.get("page")),
        "may_edit": can_edit_plans(request.user),
        "changed_at": last_change(Commitment.objects.public()),
    }
    return render(request, "commitments/plan_list.html", page)


@login_not_required
def plan_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """A plan: its facts, and its commitments theme by theme."""
    plan = find_plan(request.user, slug)
    commitments = plan.commitments.order_by("order", "number")
    if not can_prepare_plans(request.user):
        commitments = commitments.public()
    page = {
        "plan": plan,
        "themes": plan.themes.prefetch_related(Prefetch("commitments", queryset=commitments)),
        "slip": figures_of(slips_of(Milestone.objects.filter(commitment__in=commitments))),
        "is_wordless": commitments.filter(summary="").exists(),
        "may_edit": can_edit_plans(request.user),
        "changed_at": last_change(commitments),
    }
    return render(request, "commitments/plan_detail.html", page)


@login_not_required
def plan_history(request: HttpRequest, slug: str) -> HttpResponse:
    """Who changed what of a plan and its themes, when and why."""
    plan = find_plan(request.user, slug)
    events = changes_of_plan(plan)
    page = {
        "plan": plan,
        "page": Paginator(events, ROWS).get_page(request.GET.get("page")),
        "changed_at": events[0].when if events else None,
    }
    return render(request, "commitments/plan_history.html", page)

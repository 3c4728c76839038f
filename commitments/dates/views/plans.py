"""How far the dates of a plan have slipped."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.dates.figures import COLUMNS, by_commitment, by_organisation
from commitments.finding import find_plan
from commitments.models import Milestone
from commitments.slip import figures_of, slips_of


@login_not_required
def plan_dates(request: HttpRequest, slug: str) -> HttpResponse:
    """The plan's slip in numbers, by commitment and by organisation, and what moved."""
    plan = find_plan(request.user, slug)
    milestones = Milestone.objects.filter(commitment__in=plan.commitments.promised())
    slips = slips_of(milestones.order_by("commitment__order", "commitment__number", "order", "ref"))
    page = {
        "plan": plan,
        "today": plan.today(),
        "figures": figures_of(slips),
        "columns": COLUMNS,
        "commitments": by_commitment(slips),
        "organisations": by_organisation(plan, slips),
        "moved": [slip for slip in slips if slip.moves],
    }
    return render(request, "commitments/plan_dates.html", page)

"""The page of those who keep track of many commitments."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.keeping.portfolio import Kept, portfolio_of
from commitments.models import ActionPlan
from commitments.permissions import can_edit_plans, can_see_portfolio
from commitments.working.answers import allow

PER_PAGE = 25


def portfolio(request: HttpRequest) -> HttpResponse:
    """One list: each commitment, who leads it, its milestones, and what to do next."""
    by = allow(
        request,
        can_see_portfolio(request.user),
        "Relationship managers and the secretariat keep track of commitments here.",
    )
    commitments = Paginator(portfolio_of(by), PER_PAGE)
    page = commitments.get_page(request.GET.get("page"))
    kept = [Kept(commitment, commitment.plan.today()) for commitment in page]
    may_edit = can_edit_plans(request.user)
    plans = ActionPlan.objects.newest_first() if may_edit else []
    return render(
        request,
        "commitments/portfolio.html",
        {"page_obj": page, "kept": kept, "may_edit": may_edit, "plans": plans},
    )

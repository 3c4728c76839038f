"""The register of vacancies: where nobody leads for a side."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.models import Commitment
from commitments.vacancies import vacancies_of
from network.workflow import Side
from ogp_tracker import clock

ROWS = 50


@login_not_required
def vacancy_list(request: HttpRequest) -> HttpResponse:
    """Every side of an open commitment without a lead; those that had one come first."""
    today = clock.today()
    rows = Commitment.objects.public().reported_on().select_related("plan")
    found = vacancies_of(rows.order_by("plan", "order"), today)
    side = request.GET.get("side")
    chosen = Side(side) if side in Side.values else None
    shown = [one for one in found if chosen in (None, one.side)]
    shown.sort(key=lambda one: one.since or today.max)  # the longest vacant first
    page = {
        "page": Paginator(shown, ROWS).get_page(request.GET.get("page")),
        "today": today,
        "chosen": chosen,
        "sides": [(each, sum(one.side == each for one in found)) for each in Side],
        "number": len(found),
    }
    return render(request, "commitments/vacancy_list.html", page)

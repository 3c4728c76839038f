"""The ledger of a period's reminders, for those who work with the plan."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from commitments.finding import find_plan
from mailroom.holidays import known_until
from network.requests import SignedInRequest
from progress.deadlines import Deadline
from progress.models import Extension, ReportingPeriod
from progress.permissions import can_see_reminders
from progress.reminding.ledger import coming, rows_of, told

PAGE_SIZE = 50


def reminder_list(request: SignedInRequest, slug: str, day: dt.date) -> HttpResponse:
    """Every reminder of one period, what became of it, and on which days others will come."""
    plan = find_plan(request.user, slug)
    period = get_object_or_404(
        ReportingPeriod.objects.select_related("plan"), plan=plan, due_on=day
    )
    if not can_see_reminders(request.user, plan):
        raise PermissionDenied(
            "Those who lead a commitment of this plan, relationship managers, the secretariat and "
            "the network coordinator see who was reminded."
        )
    rows = Paginator(rows_of(period, request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    granted = Extension.objects.filter(period=period, commitment=None)
    page = {
        "plan": plan,
        "period": period,
        "page": rows,
        "reminders": [told(row) for row in rows],
        "coming": coming(Deadline(period, list(granted)), plan.today()),
        "holidays_until": known_until(plan.country_code),
    }
    return render(request, "progress/reminder_list.html", page)

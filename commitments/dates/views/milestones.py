"""Every date a milestone ever had."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.finding import find_milestone
from commitments.settling import days_settled
from commitments.slip import Slip


@login_not_required
def milestone_dates(request: HttpRequest, pk: int) -> HttpResponse:
    """The milestone's dates in order: why each moved, who asked, who agreed, who recorded it."""
    milestone = find_milestone(request.user, pk)
    rows = list(milestone.dates.select_related("recorded_by").order_by("number"))
    today, settled_on = milestone.commitment.plan.today(), days_settled([milestone])
    page = {
        "milestone": milestone,
        "commitment": milestone.commitment,
        "dates": rows,
        "slip": Slip(milestone, [row.due for row in rows], today, settled_on.get(milestone.pk)),
        "changed_at": rows[-1].recorded_at,
    }
    return render(request, "commitments/milestone_dates.html", page)

"""A plan in pictures."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from commitments.models import ActionPlan
from opendata.picturing.ground import Ground
from opendata.picturing.pictures import pictures_of


@login_not_required
def plan_pictures(request: HttpRequest, slug: str) -> HttpResponse:
    """Every picture of a published plan as it stands today."""
    plan = get_object_or_404(ActionPlan.objects.public(), slug=slug)
    ground = Ground(plan)
    page = {
        "plan": plan,
        "today": ground.today,
        "pictures": pictures_of(ground),
        "shows_all": "all" in request.GET,
    }
    return render(request, "opendata/plan_pictures.html", page)

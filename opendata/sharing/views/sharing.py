"""How to share, show and cite a commitment or a plan."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from commitments.models import ActionPlan, Commitment
from opendata.addresses import whole
from opendata.sharing.cards import card_of


@login_not_required
def commitment_share(request: HttpRequest, slug: str) -> HttpResponse:
    """The address, the card, the feed and the calendar of one commitment, and how to cite it."""
    rows = Commitment.objects.public().select_related("plan")
    commitment = get_object_or_404(rows, slug=slug)
    today = commitment.plan.today()
    page = {
        "commitment": commitment,
        "card": card_of(commitment),
        "today": today,
        "as_on": whole(reverse("commitments:commitment_as_on", args=[slug, today.isoformat()])),
        "feed": whole(reverse("files:commitment_feed", args=[slug])),
        "calendar": whole(reverse("files:commitment_calendar", args=[slug])),
    }
    return render(request, "opendata/commitment_share.html", page)


@login_not_required
def plan_share(request: HttpRequest, slug: str) -> HttpResponse:
    """The address, the card, the feed and the calendar of one plan, and how to cite it."""
    plan = get_object_or_404(ActionPlan.objects.public(), slug=slug)
    today = plan.today()
    page = {
        "plan": plan,
        "card": card_of(plan),
        "today": today,
        "as_on": whole(reverse("commitments:plan_as_on", args=[slug, today.isoformat()])),
        "feed": whole(reverse("files:plan_feed", args=[slug])),
        "calendar": whole(reverse("files:plan_calendar", args=[slug])),
    }
    return render(request, "opendata/plan_share.html", page)

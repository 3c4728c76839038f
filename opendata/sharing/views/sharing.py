"""How to share, show and cite a commitment or a plan."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from commitments.models import ActionPlan, Commitment
from opendata.addresses import whole
from opendata.sharing.cards import card_of
from opendata.tables import DATASETS

# Tables that hold what is said of a commitment, and those that hold a plan besides.
OF_A_COMMITMENT = ("milestones", "milestone_dates", "updates", "assessments", "diary")
OF_A_PLAN = ("commitments", "periods")


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
        "files": _files({"commitment": slug}),
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
        "files": _files({"plan": slug}, *OF_A_PLAN),
        "feed": whole(reverse("files:plan_feed", args=[slug])),
        "calendar": whole(reverse("files:plan_calendar", args=[slug])),
    }
    return render(request, "opendata/plan_share.html", page)


def _files(narrowed_by: dict[str, str], *more: str) -> list[tuple[str, str, str]]:
    """Tables by their titles, with what they hold of this as CSV and as JSON."""
    asked = urlencode(narrowed_by)
    return [
        (
            DATASETS[name].title,
            f"{whole(reverse('files:dataset_csv', args=[name]))}?{asked}",
            f"{whole(reverse('files:dataset_json', args=[name]))}?{asked}",
        )
        for name in (*more, *OF_A_COMMITMENT)
    ]

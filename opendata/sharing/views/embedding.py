"""Small pages that anybody may show within their own: no cookie, no script, nothing from elsewhere.

They alone may be framed.
"""

from csp.decorators import csp_replace
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.clickjacking import xframe_options_exempt

from commitments.front.figures import next_milestones, plan_in_numbers
from commitments.models import ActionPlan, Commitment
from commitments.public.reading import update_due
from commitments.workflow import SETTLED
from network.workflow import Side
from opendata.sharing.cards import card_of

ANYBODY = {"frame-ancestors": ["*"], "script-src": ["'none'"]}


@login_not_required
@xframe_options_exempt
@csp_replace(ANYBODY)  # type: ignore[arg-type]  # its types know of views without arguments only
def commitment_embed(request: HttpRequest, slug: str) -> HttpResponse:
    """One commitment: how far each side says it is, and what comes next."""
    rows = Commitment.objects.public().select_related("plan")
    commitment = get_object_or_404(rows, slug=slug)
    ahead = commitment.milestones.filter(due_on__gte=commitment.plan.today())
    said = (commitment.government_completion, commitment.civil_society_completion)
    page = {
        "card": card_of(commitment),
        "commitment": commitment,
        "assessments": list(zip(Side, said, strict=True)),
        "update_due": update_due(commitment),
        "next_milestone": ahead.exclude(status__in=SETTLED).order_by("due_on", "order").first(),
    }
    return render(request, "opendata/commitment_embed.html", page)


@login_not_required
@xframe_options_exempt
@csp_replace(ANYBODY)  # type: ignore[arg-type]  # its types know of views without arguments only
def plan_embed(request: HttpRequest, slug: str) -> HttpResponse:
    """One plan in numbers, and what comes next."""
    plan = get_object_or_404(ActionPlan.objects.public(), slug=slug)
    today = plan.today()
    page = {
        "card": card_of(plan),
        "plan": plan,
        "numbers": plan_in_numbers(plan, today),
        "next_milestone": next(iter(next_milestones(plan, today, 1)), None),
    }
    return render(request, "opendata/plan_embed.html", page)

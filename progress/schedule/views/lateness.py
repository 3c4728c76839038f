"""How late updates were and are, in public, with the rules by which it is counted."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.models import ActionPlan
from progress.schedule.reading import accounts_of
from progress.schedule.rules import rules_of_lateness


@login_not_required
def lateness_list(request: HttpRequest) -> HttpResponse:
    """The rules, then one plan's periods: what was late, is overdue, missing or extended."""
    plans = list(ActionPlan.objects.public().newest_first())
    slug = request.GET.get("plan")
    plan = next((plan for plan in plans if not slug or plan.slug == slug), None)
    if slug and plan is None:
        raise Http404("No plan that you can see has this address.")
    accounts = [account for account in accounts_of(plan) if account.has_opened] if plan else []
    page = {
        "plan": plan,
        "plans": plans,
        "accounts": accounts[::-1],
        "rules": rules_of_lateness(),
    }
    return render(request, "progress/lateness_list.html", page)

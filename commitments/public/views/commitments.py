"""Commitments as readers see them: the list, one commitment, and its history."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.finding import find_commitment
from commitments.models import Commitment, Participation
from commitments.permissions import (
    can_appoint_lead,
    can_edit_plans,
    can_prepare_plans,
    can_see_plan,
    can_update_milestones,
    side_led_by,
)
from commitments.public.changes import changes_of, last_change, public_changes_of
from commitments.public.filters import CommitmentFilters
from commitments.public.reading import (
    hand_overs_for,
    milestones_of,
    relatives_of,
    sides_of,
    update_due,
)
from network.workflow import Side
from ogp_tracker import clock

ROWS = 25


@login_not_required
def commitment_list(request: HttpRequest) -> HttpResponse:
    """Commitments of all public plans, narrowed down and in order as the address says."""
    filters = CommitmentFilters(request.GET, today=clock.today())
    leading = Participation.objects.filter(capacity=Participation.Capacity.LEAD)
    rows = (
        filters.sorted()
        .select_related("theme", "plan")
        .prefetch_related(
            Prefetch("participations", leading.select_related("organisation"), to_attr="leading")
        )
    )
    filters.show_counts()
    page = {
        "filters": filters,
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")),
        "changed_at": last_change(Commitment.objects.public()),
    }
    return render(request, "commitments/commitment_list.html", page)


@login_not_required
def commitment_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One commitment: what is promised, by whom, and what is known of it today."""
    commitment = find_commitment(request.user, slug)
    reader = request.user
    before, after = relatives_of(commitment, reader)
    page = {
        "commitment": commitment,
        "sides": sides_of(commitment),
        "milestones": milestones_of(commitment),
        "update_due": update_due(commitment),
        "wordings": list(commitment.wordings.order_by("number")),
        "came_of": before,
        "became": after,
        "may_see_plan": can_see_plan(reader, commitment.plan),
        "outcomes": commitment.outcomes.known_by(commitment.plan.today()),
        "changed_at": last_change(Commitment.objects.filter(pk=commitment.pk)),
        "may_edit": can_edit_plans(reader),
        "may_report": can_update_milestones(reader, commitment),
        "may_appoint": [side for side in Side if can_appoint_lead(reader, side)],
        "leads_for": side_led_by(reader, commitment),
        "hand_overs": hand_overs_for(reader, commitment),
    }
    return render(request, "commitments/commitment_detail.html", page)


@login_not_required
def commitment_history(request: HttpRequest, slug: str) -> HttpResponse:
    """Who changed what of a commitment, when and why."""
    commitment = find_commitment(request.user, slug)
    told = changes_of if can_prepare_plans(request.user) else public_changes_of
    events = told([commitment.pk])
    page = {
        "commitment": commitment,
        "page": Paginator(events, ROWS).get_page(request.GET.get("page")),
        "changed_at": events[0].when if events else None,
    }
    return render(request, "commitments/commitment_history.html", page)

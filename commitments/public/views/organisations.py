"""Organisations as readers see them: who takes part, and in what."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from commitments.models import ActionPlan, Commitment, Lead, Milestone, Participation
from commitments.public.changes import last_change
from commitments.public.filters import OrganisationFilters
from commitments.slip import figures_of, slips_of
from network.models import Organisation
from network.permissions import can_edit_organisations
from ogp_tracker import clock

ROWS = 25


@login_not_required
def organisation_list(request: HttpRequest) -> HttpResponse:
    """Every organisation, with how many public commitments it leads and supports."""
    filters = OrganisationFilters(request.GET)
    public = Q(participations__commitment__in=Commitment.objects.public())
    leads = Q(participations__capacity=Participation.Capacity.LEAD)
    organisations = (
        filters.narrowed()
        .order_by("name")
        .annotate(
            leading=Count("participations", filter=public & leads),
            supporting=Count("participations", filter=public & ~leads),
        )
    )
    filters.show_counts()
    page = {
        "filters": filters,
        "page": Paginator(organisations, ROWS).get_page(request.GET.get("page")),
        "may_edit": can_edit_organisations(request.user),
        "changed_at": last_change(Commitment.objects.public()),
    }
    return render(request, "commitments/organisation_list.html", page)


@login_not_required
def organisation_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One organisation: the commitments it leads and supports, and its people who are leads."""
    organisation = get_object_or_404(Organisation, slug=slug)
    public = Commitment.objects.public()
    taking_part = organisation.participations.filter(commitment__in=public)
    led = taking_part.filter(capacity=Participation.Capacity.LEAD).values("commitment")
    leads = Lead.objects.current(clock.today()).filter(organisation=organisation)
    page = {
        "organisation": organisation,
        "participations": taking_part.select_related("commitment__plan").order_by(
            "capacity", "-commitment__plan__published_on", "commitment__order"
        ),
        "slip": figures_of(slips_of(Milestone.objects.filter(commitment__in=led))),
        "leads": leads.filter(commitment__in=public).select_related("person", "commitment"),
        "plans": ActionPlan.objects.public()
        .newest_first()
        .filter(Q(coordinator=organisation) | Q(civil_society_coordinator=organisation)),
        "may_edit": can_edit_organisations(request.user),
        "changed_at": last_change(public.filter(participations__organisation=organisation)),
    }
    return render(request, "commitments/organisation_detail.html", page)

"""Calendars of deadlines."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import conditional_page, require_safe

from commitments.models import ActionPlan, Commitment
from commitments.public.filters import CommitmentFilters
from network.models import Organisation
from ogp_tracker import clock
from opendata.feeds.answering import calendar_answer
from opendata.feeds.calendars import Schedule, Scope
from opendata.feeds.deadlines import SOURCES


@login_not_required
@require_safe
@conditional_page
def deadlines_calendar(request: HttpRequest) -> HttpResponse:
    """Every deadline of every public commitment."""
    scope = Scope(Commitment.objects.public())
    return _calendar(request, "Open government deadlines", reverse("commitments:home"), scope)


@login_not_required
@require_safe
@conditional_page
def commitments_calendar(request: HttpRequest) -> HttpResponse:
    """The deadlines of the commitments that the filters of the list leave."""
    scope = Scope(CommitmentFilters(request.GET, today=clock.today()).narrowed())
    query = request.GET.urlencode()
    page = reverse("commitments:commitment_list")
    path = f"{page}?{query}" if query else page
    return _calendar(request, "Deadlines of chosen commitments", path, scope)


@login_not_required
@require_safe
@conditional_page
def commitment_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The deadlines of one commitment, with the days that it has for itself."""
    found = Commitment.objects.public()
    commitment = get_object_or_404(found.select_related("plan"), slug=slug)
    scope = Scope(found.filter(pk=commitment.pk), commitment)
    title = f"Deadlines of commitment {commitment.number}: {commitment.title}"
    return _calendar(request, title, commitment.get_absolute_url(), scope)


@login_not_required
@require_safe
@conditional_page
def plan_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The deadlines of one plan."""
    plan = get_object_or_404(ActionPlan.objects.public(), slug=slug)
    scope = Scope(Commitment.objects.public().filter(plan=plan))
    return _calendar(request, f"Deadlines: {plan.title}", plan.get_absolute_url(), scope)


@login_not_required
@require_safe
@conditional_page
def organisation_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The deadlines of the commitments that one organisation leads or supports."""
    organisation = get_object_or_404(Organisation, slug=slug)
    rows = Commitment.objects.public().filter(
        pk__in=organisation.participations.values("commitment")
    )
    title = f"Deadlines of {organisation.name}"
    return _calendar(request, title, organisation.get_absolute_url(), Scope(rows))


def _calendar(request: HttpRequest, title: str, path: str, scope: Scope) -> HttpResponse:
    return calendar_answer(request, Schedule(title, path, scope, SOURCES))

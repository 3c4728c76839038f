"""Two things side by side; the same address shows the same two."""

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from commitments.models import ActionPlan
from network.models import Organisation
from ogp_tracker import clock
from opendata.comparing.forms import (
    OrganisationsForm,
    PeriodsForm,
    PlansForm,
    organisation_choices,
    period_choices,
    plan_choices,
)
from opendata.comparing.organisations import compare_organisations
from opendata.comparing.periods import compare_periods
from opendata.comparing.plans import compare_plans


@login_not_required
def comparison(request: HttpRequest) -> HttpResponse:
    """Choose what to compare."""
    plan = _plan_of(None)
    page = {
        "plan": plan,
        "plans": PlansForm(choices=plan_choices()),
        "periods": _periods_form(plan) if plan else None,
        "organisations": OrganisationsForm(choices=organisation_choices()),
    }
    return render(request, "opendata/comparison.html", page)


@login_not_required
def plan_compare(request: HttpRequest) -> HttpResponse:
    """Two published plans."""
    form = PlansForm(_chosen(request), choices=plan_choices())
    page: dict[str, Any] = {"form": form, "today": clock.today()}
    if form.is_valid():
        plans = ActionPlan.objects.public().in_bulk(
            [form.cleaned_data[name] for name in ("a", "b")], field_name="slug"
        )
        page["found"] = compare_plans(*(plans[form.cleaned_data[name]] for name in ("a", "b")))
    return render(request, "opendata/plan_compare.html", page)


@login_not_required
def period_compare(request: HttpRequest) -> HttpResponse:
    """Two reporting dates of one plan."""
    plan = _plan_of(request.GET.get("plan"))
    page: dict[str, Any] = {"plan": plan, "plans": ActionPlan.objects.public().newest_first()}
    if plan is not None:
        form = _periods_form(plan, _chosen(request))
        page["form"] = form
        if form.is_valid():
            days = (dt.date.fromisoformat(form.cleaned_data[name]) for name in ("a", "b"))
            page["found"] = compare_periods(plan, *days)
    return render(request, "opendata/period_compare.html", page)


@login_not_required
def organisation_compare(request: HttpRequest) -> HttpResponse:
    """Two organisations that take part in commitments."""
    form = OrganisationsForm(_chosen(request), choices=organisation_choices())
    page: dict[str, Any] = {"form": form, "today": clock.today()}
    if form.is_valid():
        found = Organisation.objects.in_bulk(
            [form.cleaned_data[name] for name in ("a", "b")], field_name="slug"
        )
        two = (found[form.cleaned_data[name]] for name in ("a", "b"))
        page["found"] = compare_organisations(*two)
    return render(request, "opendata/organisation_compare.html", page)


def _chosen(request: HttpRequest) -> Any:
    """What was chosen; None where nobody has chosen yet, which is no mistake."""
    return request.GET if {"a", "b"} & request.GET.keys() else None


def _plan_of(slug: str | None) -> ActionPlan | None:
    """The plan of that address, or the newest that has begun. Raises Http404."""
    plans = ActionPlan.objects.public().newest_first()
    if slug:
        return get_object_or_404(plans, slug=slug)
    return plans.begun_by(clock.today()).first() or plans.first()


def _periods_form(plan: ActionPlan, chosen: Any = None) -> PeriodsForm:
    form = PeriodsForm(chosen, choices=period_choices(plan))
    form.fields["plan"].initial = plan.slug
    return form

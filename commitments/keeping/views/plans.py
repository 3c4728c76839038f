"""Pages on which the secretariat prepares plans and themes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from commitments import actions
from commitments.finding import find_plan
from commitments.keeping.forms import PlanEditForm, PlanForm, ThemeEditForm, ThemeForm
from commitments.models import Theme
from commitments.permissions import can_edit_plans
from commitments.working.answers import allow, done, refusals_in, show
from ogp_tracker.forms import TrackerForm

KEEPERS = "The secretariat keeps plans and themes."


def plan_add(request: HttpRequest) -> HttpResponse:
    """Add a plan. Readers do not see it yet."""
    by = allow(request, can_edit_plans(request.user), KEEPERS)
    form = PlanForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_in(form):
            plan = actions.add_plan(by=by, **form.cleaned_data)
            return done(request, "The plan is added. Readers do not see it yet.", plan)
    return show(request, "commitments/plan_add.html", form)


def plan_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change the facts of a plan."""
    plan = find_plan(request.user, slug)
    by = allow(request, can_edit_plans(request.user), KEEPERS)
    form = PlanEditForm(request.POST if request.method == "POST" else None, instance=plan)
    if form.is_valid():
        with refusals_in(form):
            actions.edit_row(by=by, row=form.instance, **form.edit)
            return done(request, "The plan is changed.", plan)
    return show(request, "commitments/plan_edit.html", form, plan=plan, themes=plan.themes.all())


def plan_publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a plan to readers, after a last look at what they will see."""
    plan = find_plan(request.user, slug)
    by = allow(request, can_edit_plans(request.user), KEEPERS)
    form = TrackerForm({} if request.method == "POST" else None)
    if request.method == "POST":
        with refusals_in(form):
            plan = actions.publish_plan(by=by, plan=plan)
            return done(request, "The plan is public.", plan)
    commitments = plan.commitments.promised().count()
    return show(request, "commitments/plan_publish.html", form, plan=plan, commitments=commitments)


def theme_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a theme to a plan."""
    plan = find_plan(request.user, slug)
    by = allow(request, can_edit_plans(request.user), KEEPERS)
    form = ThemeForm(
        request.POST if request.method == "POST" else None,
        initial={"order": plan.themes.count() + 1},
    )
    if form.is_valid():
        with refusals_in(form):
            theme = actions.add_theme(by=by, plan=plan, **form.cleaned_data)
            return done(request, f"The theme “{theme.name}” is added.", plan)
    return show(request, "commitments/theme_add.html", form, plan=plan, themes=plan.themes.all())


def theme_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a theme's name or place. Its commitments stay with it."""
    theme = get_object_or_404(Theme.objects.select_related("plan"), pk=pk)
    plan = find_plan(request.user, theme.plan.slug)
    by = allow(request, can_edit_plans(request.user), KEEPERS)
    form = ThemeEditForm(request.POST if request.method == "POST" else None, instance=theme)
    if form.is_valid():
        with refusals_in(form):
            actions.edit_row(by=by, row=form.instance, **form.edit)
            return done(request, "The theme is changed.", plan)
    return show(request, "commitments/theme_edit.html", form, plan=plan)

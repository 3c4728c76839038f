"""Addresses of the app."""

from django.urls import path, register_converter
from django.urls.converters import SlugConverter

from commitments.keeping.views import commitments, leads, milestones, plans, portfolio
from commitments.public.views import commitments as promises
from commitments.public.views import front, organisations
from commitments.public.views import plans as public_plans
from commitments.workflow import STEP_OF


class StepConverter:
    """The name of a line in workflow.py, with hyphens."""

    regex = "|".join(step.address for step in STEP_OF.values())

    def to_python(self, value: str) -> str:
        """Read the name."""
        return value.replace("-", "_")

    def to_url(self, value: str) -> str:
        """Write the name."""
        return value.replace("_", "-")


class NameConverter(SlugConverter):
    """A slug, but for the word that stands for adding one."""

    regex = rf"(?!add/){SlugConverter.regex}"


register_converter(StepConverter, "step")
register_converter(NameConverter, "name")

app_name = "commitments"
urlpatterns = [
    # Readers
    path("", front.home, name="home"),
    path("plans/", public_plans.plan_list, name="plan_list"),
    path("plans/<name:slug>/", public_plans.plan_detail, name="plan_detail"),
    path("commitments/", promises.commitment_list, name="commitment_list"),
    path("commitments/<slug:slug>/", promises.commitment_detail, name="commitment_detail"),
    path(
        "commitments/<slug:slug>/history/", promises.commitment_history, name="commitment_history"
    ),
    path("organisations/", organisations.organisation_list, name="organisation_list"),
    path(
        "organisations/<name:slug>/",
        organisations.organisation_detail,
        name="organisation_detail",
    ),
    # Working pages
    path("portfolio/", portfolio.portfolio, name="portfolio"),
    path("plans/add/", plans.plan_add, name="plan_add"),
    path("plans/<slug:slug>/edit/", plans.plan_edit, name="plan_edit"),
    path("plans/<slug:slug>/publish/", plans.plan_publish, name="plan_publish"),
    path("plans/<slug:slug>/themes/add/", plans.theme_add, name="theme_add"),
    path("themes/<int:pk>/edit/", plans.theme_edit, name="theme_edit"),
    path("plans/<slug:slug>/commitments/add/", commitments.commitment_add, name="commitment_add"),
    path("commitments/<slug:slug>/edit/", commitments.commitment_edit, name="commitment_edit"),
    path(
        "commitments/<slug:slug>/organisations/add/",
        commitments.participation_add,
        name="participation_add",
    ),
    path(
        "participations/<int:pk>/remove/",
        commitments.participation_remove,
        name="participation_remove",
    ),
    path("commitments/<slug:slug>/milestones/add/", milestones.milestone_add, name="milestone_add"),
    path("milestones/<int:pk>/edit/", milestones.milestone_edit, name="milestone_edit"),
    path("milestones/<int:pk>/date/", milestones.milestone_date, name="milestone_date"),
    path("milestones/<int:pk>/report/", milestones.milestone_report, name="milestone_report"),
    path("commitments/<slug:slug>/leads/appoint/", leads.lead_appoint, name="lead_appoint"),
    path("leads/<int:pk>/end/", leads.lead_end, name="lead_end"),
    path(
        "commitments/<slug:slug>/<step:step>/", commitments.commitment_step, name="commitment_step"
    ),
]

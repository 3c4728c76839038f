"""Addresses of the working pages."""

from django.urls import path, register_converter

from commitments.keeping.views import commitments, leads, milestones, plans, portfolio
from commitments.workflow import PLAIN_STEPS


class StepConverter:
    """The name of a line in workflow.py that asks only for a reason, with hyphens."""

    regex = "|".join(step.address for step in PLAIN_STEPS)

    def to_python(self, value: str) -> str:
        """Read the name."""
        return value.replace("-", "_")

    def to_url(self, value: str) -> str:
        """Write the name."""
        return value.replace("_", "-")


register_converter(StepConverter, "step")

urlpatterns = [
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
    path("leads/<int:pk>/hand-over/", leads.hand_over, name="hand_over"),
    path(
        "commitments/<slug:slug>/<step:step>/", commitments.commitment_step, name="commitment_step"
    ),
]

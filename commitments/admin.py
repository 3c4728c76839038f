"""Django's admin for what was promised: support only, the product has pages of its own.

Nothing is deleted here, and what has consequences (leads, dates, statuses) is only shown: those
changes go through commitments.actions.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from commitments.models import (
    ActionPlan,
    Commitment,
    Lead,
    Milestone,
    MilestoneDate,
    Outcome,
    Participation,
    Theme,
)
from ogp_tracker.admin import KeptAdmin, ShownAdmin

DUE = ("due_text", "due_precision", "due_on", "due_sort_on")


@admin.register(ActionPlan)
class ActionPlanAdmin(KeptAdmin):
    """Plans. Publishing one is done in the product."""

    list_display = ("title", "country", "number", "published_on")
    search_fields = ("title", "country", "ogp_id")
    readonly_fields = ("published_on",)


@admin.register(Theme)
class ThemeAdmin(KeptAdmin):
    """Themes."""

    list_display = ("name", "plan", "order")
    list_select_related = ("plan",)
    search_fields = ("name",)


@admin.register(Commitment)
class CommitmentAdmin(KeptAdmin):
    """Commitments, without their stage and what is copied down from updates."""

    list_display = ("number", "title", "theme", "stage", "reported_until")
    list_display_links = ("title",)
    list_filter = ("plan", "theme", "stage")
    list_select_related = ("theme",)
    search_fields = ("number", "ogp_id", "title", "summary")
    readonly_fields = (
        "plan",  # it and the slug are part of permanent addresses
        "slug",
        "stage",
        *("government_completion", "civil_society_completion"),
        *("reported_until", "reported_at", "latest_report", "update_due_on"),
    )


@admin.register(Participation)
class ParticipationAdmin(KeptAdmin):
    """Organisations that take part."""

    list_display = ("organisation", "side", "capacity", "commitment")
    list_filter = ("side", "capacity")
    list_select_related = ("organisation", "commitment")
    search_fields = ("organisation__name", "commitment__title")
    autocomplete_fields = ("commitment",)


@admin.register(Outcome)
class OutcomeAdmin(KeptAdmin):
    """What came of commitments."""

    list_display = ("what", "happened_on", "confidence", "commitment")
    list_filter = ("confidence",)
    list_select_related = ("commitment",)
    search_fields = ("what", "source", "commitment__title")
    autocomplete_fields = ("commitment",)


@admin.register(Milestone)
class MilestoneAdmin(KeptAdmin):
    """Milestones, without their date and what was reported of them."""

    list_display = ("ref", "title", "due_text", "status")
    list_display_links = ("title",)
    list_filter = ("status", "due_precision")
    search_fields = ("ref", "title", "commitment__title")
    autocomplete_fields = ("commitment",)
    readonly_fields = (*DUE, "status", "forecast_on", "evidence", "evidence_url", "completed_on")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: a new milestone needs a date in the ledger."""
        return False


@admin.register(MilestoneDate)
class MilestoneDateAdmin(ShownAdmin):
    """The date ledger."""

    list_display = ("milestone", "number", "due_text", "agreement", "recorded_at")
    list_select_related = ("milestone",)
    search_fields = ("milestone__ref", "milestone__title", "reason")


@admin.register(Lead)
class LeadAdmin(ShownAdmin):
    """Who holds which key, and who held it."""

    list_display = ("person", "side", "commitment", "starts_on", "ends_on")
    list_filter = ("side",)
    list_select_related = ("person", "commitment")
    search_fields = ("person__name", "person__email", "commitment__title")

"""Django's admin for what was promised: support only, the product has pages of its own.

Nothing is deleted here, and what has consequences (leads, dates, statuses) is only shown: those
changes go through commitments.actions.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from commitments.models import (
    WORDED,
    ActionPlan,
    Ancestry,
    Commitment,
    HandOver,
    Lead,
    Milestone,
    MilestoneDate,
    Outcome,
    Participation,
    Theme,
    Wording,
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
    """Commitments, without their stage, their public words and what is copied down from updates."""

    list_display = ("number", "title", "theme", "stage", "reported_until")
    list_display_links = ("title",)
    list_filter = ("plan", "theme", "stage")
    list_select_related = ("theme",)
    search_fields = ("number", "ogp_id", "title", "summary")
    readonly_fields = (
        "plan",  # it and the slug are part of permanent addresses
        "slug",
        "stage",
        "added_on",
        "started_early_on",
        *("government_completion", "civil_society_completion"),
        *("reported_until", "reported_at", "latest_report", "update_due_on"),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Words that readers were promised are amended in the product, with who agreed."""
        is_public = obj is not None and obj.is_public
        return (*self.readonly_fields, *(WORDED if is_public else ()))


@admin.register(Wording)
class WordingAdmin(ShownAdmin):
    """Every wording a commitment ever had."""

    list_display = ("commitment", "number", "kind", "agreement", "effective_on")
    list_filter = ("kind", "agreement")
    list_select_related = ("commitment",)
    search_fields = ("commitment__title", "title", "reason")


@admin.register(Ancestry)
class AncestryAdmin(ShownAdmin):
    """Which commitment came of which."""

    list_display = ("earlier", "later", "kind", "is_verified")
    list_filter = ("kind", "is_verified")
    list_select_related = ("earlier", "later")
    search_fields = ("earlier__title", "later__title", "source")


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


@admin.register(HandOver)
class HandOverAdmin(ShownAdmin):
    """What leads left for those after them: the note is for these alone."""

    withheld = ("note",)
    list_display = ("lead", "public_line")
    list_select_related = ("lead__person", "lead__commitment")
    search_fields = ("lead__person__name", "lead__commitment__title")


@admin.register(Lead)
class LeadAdmin(ShownAdmin):
    """Who holds which key, and who held it."""

    list_display = ("person", "side", "commitment", "starts_on", "ends_on")
    list_filter = ("side",)
    list_select_related = ("person", "commitment")
    search_fields = ("person__name", "person__email", "commitment__title")

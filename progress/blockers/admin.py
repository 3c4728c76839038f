"""Django's admin for blockers: support looks, nobody mends."""

from django.contrib import admin

from ogp_tracker.admin import ShownAdmin
from progress.models import Blocker, BlockerReminder, BlockerStep


@admin.register(Blocker)
class BlockerAdmin(ShownAdmin):
    """Blockers: their words never change, and the private detail is for those involved."""

    withheld = ("detail",)
    list_display = ("title", "commitment", "side", "status", "rung", "rises_on")
    list_filter = ("status", "rung", "side")
    list_select_related = ("commitment",)
    search_fields = ("title", "commitment__title")


@admin.register(BlockerStep)
class BlockerStepAdmin(ShownAdmin):
    """The public log of blockers."""

    list_display = ("blocker", "kind", "party", "by", "taken_at")
    list_filter = ("kind", "party")
    list_select_related = ("blocker", "by")
    search_fields = ("blocker__title", "words")


@admin.register(BlockerReminder)
class BlockerReminderAdmin(ShownAdmin):
    """The ledger of reminders to answer blockers."""

    list_display = ("person", "blocker", "due_on", "days_ahead", "state", "planned_on")
    list_filter = ("state", "days_ahead")
    list_select_related = ("person", "blocker")
    search_fields = ("person__name", "person__email", "blocker__title")

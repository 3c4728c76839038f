"""Django's admin for how it is going: support looks, and only the schedule can be mended."""

from django.contrib import admin

from ogp_tracker.admin import KeptAdmin, ShownAdmin
from progress.models import (
    ProgressUpdate,
    Publication,
    Reminder,
    ReportingPeriod,
    Signature,
    UpdateVersion,
)


@admin.register(ReportingPeriod)
class ReportingPeriodAdmin(KeptAdmin):
    """Reporting periods."""

    list_display = ("plan", "number", "opens_on", "due_on")
    list_display_links = ("number",)
    list_filter = ("plan",)
    list_select_related = ("plan",)
    search_fields = ("plan__title",)
    # They are part of the permanent addresses of updates.
    readonly_fields = ("plan", "number", "due_on")


@admin.register(ProgressUpdate)
class ProgressUpdateAdmin(ShownAdmin):
    """Joint updates: both keys make them public, nobody here."""

    list_display = ("key", "commitment", "period", "status")
    list_filter = ("status", "period")
    list_select_related = ("commitment", "period")
    search_fields = ("key", "commitment__title")


@admin.register(UpdateVersion)
class UpdateVersionAdmin(ShownAdmin):
    """Versions: the database itself refuses to change them."""

    list_display = ("update", "number", "author", "side", "saved_at", "short_hash")
    list_filter = ("side",)
    list_select_related = ("update__commitment", "update__period", "author")
    search_fields = ("update__key", "author__name", "content_hash")


@admin.register(Signature)
class SignatureAdmin(ShownAdmin):
    """Signatures."""

    list_display = ("version", "side", "person", "signed_at")
    list_filter = ("side",)
    list_select_related = ("version__update__commitment", "version__update__period", "person")
    search_fields = ("version__update__key", "person__name", "content_hash")


@admin.register(Publication)
class PublicationAdmin(ShownAdmin):
    """That versions were published, and on what ground."""

    list_display = ("version", "ground", "published_at")
    list_filter = ("ground",)
    list_select_related = ("version__update__commitment", "version__update__period")
    search_fields = ("version__update__key",)


@admin.register(Reminder)
class ReminderAdmin(ShownAdmin):
    """The ledger of reminders."""

    list_display = ("person", "commitment", "due_on", "days_ahead", "state", "planned_on")
    list_filter = ("state", "days_ahead")
    list_select_related = ("person", "commitment")
    search_fields = ("person__name", "person__email", "commitment__title")

"""Django's admin for how it is going: support looks, and only the schedule can be mended."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from ogp_tracker.admin import KeptAdmin, ShownAdmin
from progress.blockers import admin as blockers  # noqa: F401 - Django looks here alone
from progress.diary import admin as diary  # noqa: F401
from progress.models import (
    EvidenceFile,
    Extension,
    ProgressUpdate,
    Publication,
    Reminder,
    ReportingPeriod,
    ReviewReminder,
    ScheduleDecision,
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
    readonly_fields = ("plan", "decision", "number", "due_on", "silence_days", "closes_on")


@admin.register(ProgressUpdate)
class ProgressUpdateAdmin(ShownAdmin):
    """Joint updates: both keys make them public, nobody here."""

    list_display = ("key", "commitment", "period", "status")
    list_filter = ("status", "period")
    list_select_related = ("commitment", "period")
    search_fields = ("key", "commitment__title")


@admin.register(UpdateVersion)
class UpdateVersionAdmin(ShownAdmin):
    """Versions: the database itself refuses to change them. Drafts are between the leads."""

    withheld = ("canonical",)
    list_display = ("update", "number", "author", "side", "saved_at", "short_hash")
    list_filter = ("side",)
    list_select_related = ("update__commitment", "update__period", "author")
    search_fields = ("update__key", "author__name", "content_hash")


@admin.register(Signature)
class SignatureAdmin(ShownAdmin):
    """Signatures. A reservation is the leads' own until the text is public."""

    withheld = ("reservation",)
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


@admin.register(ReviewReminder)
class ReviewReminderAdmin(ShownAdmin):
    """The ledger of reminders of reviews."""

    list_display = ("person", "decision", "due_on", "days_ahead", "state", "planned_on")
    list_filter = ("state", "days_ahead")
    list_select_related = ("person", "decision")
    search_fields = ("person__name", "person__email", "decision__plan__title")


@admin.register(ScheduleDecision)
class ScheduleDecisionAdmin(ShownAdmin):
    """Decisions on how often a plan is reported on."""

    list_display = ("plan", "number", "frequency", "first_due_on", "decided_on")
    list_filter = ("frequency",)
    list_select_related = ("plan",)
    search_fields = ("plan__title", "decided_by", "reason")


@admin.register(Extension)
class ExtensionAdmin(ShownAdmin):
    """Later due days that were granted."""

    list_display = ("period", "commitment", "previous_due_on", "due_on", "granted_on")
    list_select_related = ("period", "commitment")
    search_fields = ("commitment__title", "asked_by", "reason")


@admin.register(EvidenceFile)
class EvidenceFileAdmin(ShownAdmin):
    """Files handed in as evidence; their content is read on the pages."""

    list_display = ("name", "milestone", "size", "uploaded_by", "uploaded_at")
    list_select_related = ("milestone", "uploaded_by")
    search_fields = ("name", "sha256", "update__key")
    exclude = ("content",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[EvidenceFile]:
        """Without the files themselves."""
        return super().get_queryset(request).defer("content")

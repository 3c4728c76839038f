"""The outbox in Django's admin: to look at, for support. Nothing is changed here."""

from django.contrib import admin
from django.http import HttpRequest

from mailroom.models import OutboxMessage


@admin.register(OutboxMessage)
class OutboxMessageAdmin(admin.ModelAdmin):
    """Read only; the text stays out, because it may hold somebody's personal link."""

    list_display = ("subject", "to_email", "kind", "status", "attempts", "planned_at", "sent_at")
    list_filter = ("status", "kind")
    search_fields = ("key", "to_name", "to_email", "subject", "message_id")
    date_hierarchy = "planned_at"
    exclude = ("body",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never: letters come from the actions of the apps."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: OutboxMessage | None = None) -> bool:
        """Never."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: OutboxMessage | None = None) -> bool:
        """Never: what was sent stays on record."""
        return False

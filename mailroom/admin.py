"""The outbox in Django's admin: to look at, for support. Nothing is changed here."""

from django.contrib import admin

from mailroom.models import OutboxMessage
from ogp_tracker.admin import ShownAdmin


@admin.register(OutboxMessage)
class OutboxMessageAdmin(ShownAdmin):
    """Read only; the text and the way out stay out: they may hold somebody's personal link."""

    list_display = ("subject", "to_email", "kind", "status", "attempts", "planned_at", "sent_at")
    list_filter = ("status", "kind")
    search_fields = ("key", "to_name", "to_email", "subject", "message_id")
    date_hierarchy = "planned_at"
    withheld = ("body", "unsubscribe_path")

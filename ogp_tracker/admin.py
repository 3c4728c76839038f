"""The two parents of every page in Django's admin, which is for support only."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from simple_history.admin import SimpleHistoryAdmin

from ogp_tracker import history
from ogp_tracker.models import AuditRecord

MENDED = "Mended by support, in the admin"


class KeptAdmin(SimpleHistoryAdmin):
    """Rows that support may mend but not delete; every change leaves history."""

    def save_model(self, request: HttpRequest, obj: models.Model, form: Any, change: bool) -> None:
        """Save under the name of who did it."""
        history.save(obj, by=request.user, reason=MENDED)

    def save_related(self, request: HttpRequest, *args: Any) -> None:
        """Save what hangs on the row likewise."""
        with history.acting(request.user, MENDED):
            super().save_related(request, *args)

    def history_form_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show an old row; never go back to it, past the rules of the actions."""
        if request.method == "POST":
            raise PermissionDenied("An earlier state cannot be restored here.")
        response: HttpResponse = super().history_form_view(request, *args, **kwargs)
        return response

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody: whatever somebody was, wrote or signed stays."""
        return False


class ShownAdmin(admin.ModelAdmin):
    """Rows that can only be looked at."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False


@admin.register(AuditRecord)
class AuditRecordAdmin(ShownAdmin):
    """Every change of an accountable table, with what the rows held before and after."""

    list_display = ("recorded_at", "operation", "table_name", "row_pk", "actor", "reason")
    list_filter = ("operation",)
    search_fields = ("=table_name", "=row_pk", "=actor")
    ordering = ("-pk",)
    show_full_result_count = False

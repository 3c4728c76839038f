"""The two parents of every page in Django's admin, which is for support only."""

import json
from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from simple_history.admin import SimpleHistoryAdmin

from ogp_tracker import history
from ogp_tracker.models import AuditRecord

MENDED = "Mended by support, in the admin"
NOT_SHOWN = "(not shown here)"


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

    # Columns that support may not read: neither here nor in the audit.
    withheld: ClassVar[tuple[str, ...]] = ()

    def get_exclude(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """What any page leaves out, and what is withheld."""
        return [*(super().get_exclude(request, obj) or ()), *self.withheld]

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
    """Every change of an accountable table, with what the rows held before and after.

    Of what is withheld on a table's own page it says that it changed, and nothing else.
    """

    list_display = ("recorded_at", "operation", "table_name", "row_pk", "actor", "reason")
    list_filter = ("operation",)
    search_fields = ("=table_name", "=row_pk", "=actor")
    ordering = ("-pk",)
    show_full_result_count = False
    exclude = ("before", "after")
    readonly_fields = ("changed", "held_before", "held_after")

    @admin.display(description="changed")
    def changed(self, record: AuditRecord) -> str:
        """The columns that differ; all of them for a row that was added or deleted."""
        before, after = record.before or {}, record.after or {}
        names = [*before, *(name for name in after if name not in before)]
        return ", ".join(name for name in names if before.get(name) != after.get(name))

    @admin.display(description="before")
    def held_before(self, record: AuditRecord) -> str:
        """What the row held, without what is withheld."""
        return self._shown(record, record.before)

    @admin.display(description="after")
    def held_after(self, record: AuditRecord) -> str:
        """What the row holds since, without what is withheld."""
        return self._shown(record, record.after)

    def _shown(self, record: AuditRecord, row: dict[str, Any] | None) -> str:
        if row is None:
            return ""
        withheld = self._withheld_of(record.table_name)
        shown = {name: NOT_SHOWN if name in withheld else held for name, held in row.items()}
        return json.dumps(shown, ensure_ascii=False)

    def _withheld_of(self, table: str) -> set[str]:
        """The columns of this table that its own page in the admin withholds."""
        return {
            name
            for model, page in self.admin_site._registry.items()
            if model._meta.db_table == table
            for name in getattr(page, "withheld", ())
        }

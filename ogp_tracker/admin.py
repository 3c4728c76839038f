"""The two parents of every page in Django's admin, which is for support only."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from ogp_tracker import history


class KeptAdmin(SimpleHistoryAdmin):
    """Rows that support may mend but not delete; every change leaves history."""

    def save_model(self, request: HttpRequest, obj: models.Model, form: Any, change: bool) -> None:
        """Save under the name of who did it."""
        history.save(obj, by=request.user, reason="Mended by support, in the admin")

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

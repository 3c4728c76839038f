"""Django's admin for what was taken in by file: support only, and only to be looked at."""

from django.contrib import admin

from ogp_tracker.admin import ShownAdmin
from opendata.models import OgpRecord


@admin.register(OgpRecord)
class OgpRecordAdmin(ShownAdmin):
    """Which row of which file a commitment came from. Older files name people to ring up."""

    withheld = ("cells",)
    list_display = ("commitment", "layout", "part", "file_name", "line")
    list_select_related = ("commitment",)
    search_fields = ("ogp_id", "commitment__title", "file_name")

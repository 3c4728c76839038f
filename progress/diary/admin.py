"""Django's admin for the diary: support looks, nobody mends."""

from django.contrib import admin

from ogp_tracker.admin import ShownAdmin
from progress.models import DiaryNote


@admin.register(DiaryNote)
class DiaryNoteAdmin(ShownAdmin):
    """Notes: their authors alone change them, and not every one is public."""

    withheld = ("text",)
    list_display = ("commitment", "happened_on", "author", "side", "published_at")
    list_display_links = ("happened_on",)
    list_filter = ("side",)
    list_select_related = ("commitment", "author")
    search_fields = ("commitment__title", "author__name")

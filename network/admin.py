"""Django's admin for who is who: for support and for the first roles; the pages do the work."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from network.models import Invitation, Organisation, Person, Role
from ogp_tracker.admin import KeptAdmin


@admin.register(Organisation)
class OrganisationAdmin(KeptAdmin):
    """Organisations."""

    list_display = ("name", "abbreviation", "kind")
    list_filter = ("kind",)
    search_fields = ("name", "abbreviation", "slug")


@admin.register(Person)
class PersonAdmin(KeptAdmin):
    """People. They come in by invitation, and nobody sets a password for somebody else."""

    list_display = ("name", "email", "is_active", "is_staff", "joined_at")
    list_filter = ("is_active", "is_staff", "roles__kind")
    search_fields = ("name", "email", "roles__organisation__name")
    fields = ("name", "email", "is_active", "is_staff", "is_superuser", "joined_at", "last_login")
    # Another address would receive the codes that let its owner sign.
    readonly_fields = ("email", "joined_at", "last_login")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody."""
        return False


@admin.register(Role)
class RoleAdmin(KeptAdmin):
    """Roles."""

    list_display = ("person", "kind", "organisation", "starts_on", "ends_on")
    list_filter = ("kind", ("ends_on", admin.EmptyFieldListFilter))
    list_select_related = ("person", "organisation")
    search_fields = ("person__name", "person__email", "organisation__name")
    autocomplete_fields = ("person", "organisation")


@admin.register(Invitation)
class InvitationAdmin(KeptAdmin):
    """Invitations, without the hash of the link."""

    list_display = ("person", "invited_by", "sent_at", "expires_at", "times_sent", "accepted_at")
    list_filter = (("accepted_at", admin.EmptyFieldListFilter),)
    list_select_related = ("person", "invited_by")
    search_fields = ("person__name", "person__email")
    exclude = ("token_hash",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody: an invitation is a letter."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False

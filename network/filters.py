"""Finding people in the list: by words, side, role, and whether they are still with us."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from network.models import Person, Role
from network.workflow import RoleKind, Side
from ogp_tracker import clock
from ogp_tracker.forms import OneLineField, TrackerForm


class PersonFilter(TrackerForm):
    """The filter beside the list. A value that makes no sense is named, and filters nothing."""

    STATES = (
        ("current", "Has a role today"),
        ("invited", "Invited, not yet accepted"),
        ("expired", "Invitation expired"),
        ("none", "Has no role today"),
    )

    q = OneLineField(label="Name, email or organisation", required=False, max_length=200)
    side = forms.ChoiceField(label="Side", required=False, choices=[("", "Both"), *Side.choices])
    role = forms.ChoiceField(label="Role", required=False, choices=[("", "Any"), *RoleKind.choices])
    state = forms.ChoiceField(label="Standing", required=False, choices=[("", "Any"), *STATES])
    mark_optional = False

    def found(self) -> QuerySet[Person]:
        """The people who fit everything that was understood, with today's roles at hand."""
        self.is_valid()
        chosen = self.cleaned_data
        today = clock.today()
        people = Person.objects.filter(_named(chosen.get("q", "")))
        if chosen.get("side") or chosen.get("role") or chosen.get("state") in ("current", "none"):
            people = people.filter(_by_roles(chosen, today))
        if chosen.get("state") in ("invited", "expired"):
            people = people.filter(invitation__accepted_at__isnull=True, is_active=False)
        if chosen.get("state") == "invited":
            people = people.filter(invitation__expires_at__gt=clock.now())
        if chosen.get("state") == "expired":
            people = people.filter(invitation__expires_at__lte=clock.now())
        return with_roles(people, today)

    @property
    def number_chosen(self) -> int:
        """How many filters are at work."""
        return sum(1 for value in self.cleaned_data.values() if value)


def with_roles(people: QuerySet[Person], day: dt.date) -> QuerySet[Person]:
    """The same people, with their invitation and, as `roles_today`, their roles on `day`."""
    roles = Role.objects.current(day).select_related("organisation")
    return people.select_related("invitation").prefetch_related(
        Prefetch("roles", queryset=roles, to_attr="roles_today")
    )


def _named(words: str) -> Q:
    """Each word stands somewhere in the name, the address or the organisation of a role."""
    found = Q()
    for word in words.split():
        roles = Role.objects.filter(person=OuterRef("pk")).filter(
            Q(organisation__name__icontains=word) | Q(organisation__abbreviation__icontains=word)
        )
        found &= Q(name__icontains=word) | Q(email__icontains=word) | Q(Exists(roles))
    return found


def _by_roles(chosen: dict[str, Any], day: dt.date) -> Q:
    roles = Role.objects.current(day).filter(person=OuterRef("pk"))
    if chosen.get("side"):
        roles = roles.of_side(Side(chosen["side"]))
    if chosen.get("role"):
        roles = roles.filter(kind=chosen["role"])
    return ~Q(Exists(roles)) if chosen.get("state") == "none" else Q(Exists(roles))

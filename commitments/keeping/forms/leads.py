"""Choosing a lead among the people of a side."""

from typing import Any

from django import forms

from commitments.working.forms import ReasonField
from network.models import Role
from network.workflow import Side
from ogp_tracker import clock
from ogp_tracker.forms import TrackerForm


class _RoleChoice(forms.ModelChoiceField):
    """People by name, with the organisation they would lead for."""

    def label_from_instance(self, role: Any) -> str:
        waiting = "" if role.person.is_active else " (invited, has not joined yet)"
        return f"{role.person.name}, {role.organisation.name}{waiting}"


class LeadForm(TrackerForm):
    """Who becomes lead, for which organisation: somebody holds a role there, so one choice says."""

    role = _RoleChoice(label="Person", queryset=Role.objects.none(), empty_label="Choose a person")
    reason = ReasonField(label="Why this person?", required=False)
    required_messages = {"role": "Select a person"}

    def __init__(self, data: Any = None, *, side: Side) -> None:
        super().__init__(data)
        people = Role.objects.current(clock.today()).of_side(side)
        # Two roles at one organisation are still one choice.
        once = people.order_by("person_id", "organisation_id", "pk").distinct(
            "person_id", "organisation_id"
        )
        role = self.fields["role"]
        assert isinstance(role, forms.ModelChoiceField)
        role.queryset = (
            Role.objects.filter(pk__in=once.values("pk"))
            .select_related("person", "organisation")
            .order_by("person__name", "organisation__name")
        )

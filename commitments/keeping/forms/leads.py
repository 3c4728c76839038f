"""Choosing a lead among the people of a side."""

from typing import Any

from django import forms

from commitments.models import Lead
from commitments.working.forms import ReasonField
from network.models import Role
from network.workflow import Side
from ogp_tracker import clock
from ogp_tracker.forms import OneLineField, TextField, TrackerForm


class _RoleChoice(forms.ModelChoiceField):
    """People by name, with the organisation they would lead for."""

    def label_from_instance(self, role: Any) -> str:
        waiting = "" if role.person.is_active else " (invited, has not joined yet)"
        return f"{role.person.name}, {role.organisation.name}{waiting}"


class HandOverForm(TrackerForm):
    """What the next lead should know, and what everybody may."""

    note = TextField(
        label="Hand-over note",
        required=False,
        max_length=5000,
        help_text="What has been agreed, what is under way, whom to talk to. The leads of both "
        "sides, the relationship manager, the secretariat and the network coordinator can read it.",
    )
    public_line = OneLineField(
        label="A line for readers",
        required=False,
        max_length=200,
        help_text="Everybody sees it beside the vacancy. For example, “A new lead will be named "
        "in June”.",
    )

    def __init__(self, data: Any = None, *, lead: Lead) -> None:
        hand_over = getattr(lead, "hand_over", None)
        known = {name: getattr(hand_over, name, "") for name in ("note", "public_line")}
        super().__init__(data, initial=known)


class LeadEndForm(HandOverForm):
    """Why a lead goes, and what they leave."""

    reason = ReasonField(label="Why?", error_messages={"required": "Say why"})
    field_order = ("reason", "note", "public_line")


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

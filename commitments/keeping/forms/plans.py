"""Forms about action plans and their themes."""

import zoneinfo
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from commitments.models import ActionPlan, Theme
from commitments.working.forms import EditForm, LinesField
from network.models import Organisation
from ogp_tracker.forms import DateField, OneLineField, TrackerForm

PLAN_FIELDS = (
    "title",
    "country",
    "country_code",
    "number",
    "ogp_id",
    "period_text",
    "starts_on",
    "ends_on",
    "time_zone",
    "coordinator",
    "civil_society_coordinator",
    "licence",
    "notes",
)


class _PlanFields(TrackerForm):
    """What both plan forms ask."""

    title = OneLineField(label="Title", max_length=200)
    country = OneLineField(label="Country", max_length=80, width=20)
    country_code = OneLineField(
        label="Country code", max_length=6, width=3, help_text="Three letters, for example GBR"
    )
    number = forms.IntegerField(
        label="Number of the plan",
        min_value=1,
        max_value=99,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-2"}),
        help_text="For example, 2 for the country’s second plan",
    )
    ogp_id = OneLineField(label="OGP id", max_length=20, required=False, width=10)
    period_text = OneLineField(
        label="Period, in the words of the plan", max_length=80, required=False, width=20
    )
    starts_on = DateField(label="First day", required=False)
    ends_on = DateField(label="Last day", required=False)
    time_zone = forms.ChoiceField(
        label="Time zone",
        choices=[(name, name) for name in sorted(zoneinfo.available_timezones())],
        initial="Europe/London",
        help_text="A day counts until midnight here.",
    )
    coordinator = forms.ModelChoiceField(
        label="Coordinator in government", queryset=Organisation.objects.all(), required=False
    )
    civil_society_coordinator = forms.ModelChoiceField(
        label="Coordinator in civil society", queryset=Organisation.objects.all(), required=False
    )
    licence = OneLineField(label="Licence of the plan’s text", max_length=300, required=False)
    notes = LinesField(label="Notes", required=False, rows=3, help_text="One a line")

    def clean_country_code(self) -> str:
        code: str = self.cleaned_data["country_code"].upper()
        # OGP gives a city or a region that has a plan of its own a longer code, such as GBSC.
        if not (3 <= len(code) <= 6 and code.isascii() and code.isalpha()):
            raise ValidationError("Country code must be three letters, for example GBR")
        return code

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "Last day must be the same as or after the first day")
        return cleaned


class PlanForm(_PlanFields):
    """A new plan."""


class PlanEditForm(_PlanFields, EditForm):
    """A plan that exists. Its address stays."""

    class Meta:
        model = ActionPlan
        fields = PLAN_FIELDS


class ThemeForm(TrackerForm):
    """A new theme of a plan."""

    name = OneLineField(label="Name of the theme", max_length=120)
    order = forms.IntegerField(
        label="Place among the themes",
        min_value=1,
        max_value=999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
    )


class ThemeEditForm(ThemeForm, EditForm):
    """A theme that exists."""

    class Meta:
        model = Theme
        fields = ("name", "order")

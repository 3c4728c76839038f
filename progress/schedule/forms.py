"""The forms of the schedule: a reporting date, a decision, an extension."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from commitments.models import ActionPlan
from ogp_tracker.forms import DateField, OneLineField, Radios, TextField, TrackerForm
from progress.models import Frequency
from progress.models.periods import CLOSING_DAYS, SILENCE_DAYS


class PeriodForm(TrackerForm):
    """When an update of each commitment is due, and why then."""

    due_on = DateField(
        label="When is the update due?",
        help_text="It is on time until midnight at the end of this day. For example, 30 4 2014.",
    )
    reason = OneLineField(
        label="Why this day?",
        max_length=300,
        help_text="Kept in the history. For example, “agreed at the meeting of 28 February 2014”.",
        error_messages={"required": "Say why the update is due on this day"},
    )


class DaysField(TextField):
    """Dates, one a line, each as day, month and year; returns a list and names each wrong line."""

    def clean(self, value: Any) -> Any:
        """Read the lines. Raises ValidationError with a sentence for each that is no date."""
        lines = super().clean(value).splitlines()
        days, wrong = [], []
        for number, line in enumerate(lines, 1):
            try:
                days += [_read_day(line.strip(), number)] if line.strip() else []
            except ValidationError as error:
                wrong += error.messages
        if wrong:
            raise ValidationError(wrong)
        return days


def _read_day(line: str, number: int) -> Any:
    field = DateField()
    field.name_in_messages = f"“{line}” in line {number}"
    parts = re.split(r"[\s./-]+", line)
    if len(parts) != 3:
        raise ValidationError(
            f"{field.name_in_messages} must be a day, month and year, such as 30 4 2014"
        )
    is_year_first = len(parts[0]) == 4 and parts[0].isdigit()
    return field.to_python(tuple(reversed(parts)) if is_year_first else tuple(parts))


class ScheduleDecisionForm(TrackerForm):
    """How often the plan is reported on, who decided it, and what follows from it."""

    bold_labels = True
    # What is needed depends on the frequency.
    mark_optional = False
    frequency = forms.ChoiceField(
        label="How often are updates due?",
        choices=Frequency,
        error_messages={"required": "Select how often updates are due"},
        widget=Radios(
            hints={
                Frequency.QUARTERLY: "Counted from the first date, for example 30 April, 31 July",
                Frequency.SIX_MONTHLY: "Counted from the first date, for example 30 April, "
                "31 October",
                Frequency.OWN_DATES: "You list the dates below",
            }
        ),
    )
    first_due_on = DateField(
        label="First date",
        required=False,
        help_text="For every three or six months. An update is on time until midnight at the end "
        "of the day. For example, 30 4 2014.",
    )
    until = DateField(
        label="Last possible date",
        required=False,
        help_text="No date is set after it. Leave it empty for the end of the plan.",
    )
    own_days = DaysField(
        label="Dates of its own",
        required=False,
        rows=4,
        max_length=1500,
        help_text="One a line, for example 30 April 2014 or 30 4 2014.",
    )
    silence_days = forms.IntegerField(
        label="Days of silence",
        initial=SILENCE_DAYS,
        min_value=1,
        max_value=365,
        help_text="After the due day, a side that has signed may publish alone once the other has "
        "been silent for this many days.",
    )
    closing_days = forms.IntegerField(
        label="Days until closing",
        initial=CLOSING_DAYS,
        min_value=2,
        max_value=365,
        help_text="This many days after the due day, a period closes. An update that has not been "
        "published by then is “not reported” for good.",
    )
    decided_by = OneLineField(
        label="Who decided this?",
        max_length=200,
        help_text="For example, “the Cabinet Office and the network together”.",
    )
    decided_on = DateField(label="When was it decided?", help_text="For example, 28 2 2014.")
    reason = TextField(
        label="Why?",
        rows=3,
        max_length=1000,
        help_text="Readers see this.",
        error_messages={"required": "Say why it was decided"},
    )
    review_on = DateField(
        label="When will this be looked at again?",
        help_text="Readers see the day. For example, 28 2 2015.",
    )

    def __init__(self, *args: Any, plan: ActionPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("silence_days", "closing_days"):
            self.fields[name].widget.attrs["class"] = "govuk-input--width-3"
        if plan.ends_on:
            end = f"{plan.ends_on:%-d %B %Y}"
            self.fields["until"].help_text = f"Leave it empty for the end of the plan, {end}."


class ExtensionForm(TrackerForm):
    """Until when, who asked for it, and why."""

    due_on = DateField(
        label="New due day",
        help_text="An update is on time until midnight at the end of this day. "
        "For example, 14 5 2014.",
    )
    asked_by = OneLineField(
        label="Who asked for it?",
        max_length=200,
        help_text="For example, “both leads” or the name of an organisation.",
    )
    reason = TextField(
        label="Why is more time needed?",
        rows=3,
        max_length=1000,
        help_text="Readers see this.",
        error_messages={"required": "Say why more time is needed"},
    )

"""Asking for a date as a plan prints it: its wording, how exact it is, the last day it can mean."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from commitments.models import Precision, read_printed_date
from ogp_tracker.forms import DateField, OneLineField, Radios, TrackerForm

HINTS = {
    Precision.DAY: "Such as “30 September 2014”",
    Precision.MONTH: "Such as “April 2014”",
    Precision.QUARTER: "Such as “first quarter of 2015”",
    Precision.SEASON: "Such as “Autumn 2014”. It fixes no last day",
    Precision.YEAR: "Such as “by 2015” or “2014-15”",
    Precision.PERIOD: "Such as “within two years of publication”. It fixes no last day",
    Precision.ONGOING: "Something done all the time",
}


class PrintedDateFields(TrackerForm):
    """The three questions; `cleaned_data["due"]` holds the answer."""

    due_text = OneLineField(
        label="Date, in the words of the plan",
        max_length=120,
        required=False,
        help_text="Readers see these words. For a day you may leave this empty.",
    )
    due_precision = forms.ChoiceField(
        label="How exact is the date?",
        choices=Precision,
        widget=Radios(hints=HINTS, small=True),
        error_messages={"required": "Select how exact the date is"},
    )
    due_on = DateField(
        label="Last day it can mean",
        required=False,
        help_text="For a day, a month, a quarter or a year. “April 2014” means 30 4 2014.",
    )

    def clean(self) -> dict[str, Any]:
        """Read the three answers as one date."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if {"due_text", "due_precision", "due_on"} <= cleaned.keys():
            precision = Precision(cleaned["due_precision"])
            try:
                due = read_printed_date(cleaned["due_text"], precision, cleaned["due_on"])
            except ValidationError as error:
                self.add_error(None, error)
            else:
                cleaned |= {"due": due, "due_text": due.text}
        return cleaned

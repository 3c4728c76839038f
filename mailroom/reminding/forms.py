"""The form of the choice."""

from django import forms

from mailroom.models import Pace
from ogp_tracker.forms import Radios, TrackerForm


class MailChoiceForm(TrackerForm):
    """How often one is reminded."""

    pace = forms.ChoiceField(
        label="How often do you want to be reminded?",
        choices=Pace,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Select how often you want to be reminded"
        ),
        widget=Radios(
            hints={
                Pace.WEEKLY: "On Tuesday where Monday is a bank holiday. What is due tomorrow or "
                "today, or is 3 days late, still comes at once."
            }
        ),
    )

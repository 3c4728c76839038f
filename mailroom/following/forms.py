"""What followers fill in."""

from typing import Any, ClassVar

from django import forms

from mailroom.models import Frequency, Subscription
from ogp_tracker.forms import Checkboxes, Radios, TrackerForm


class ConfirmForm(TrackerForm):
    """Which of the things asked for its owner wants indeed."""

    chosen = forms.MultipleChoiceField(
        label="You asked to hear of",
        widget=Checkboxes(),
        help_text="Take the tick away from what you did not ask for.",
    )
    required_messages: ClassVar = {"chosen": "Choose what you want to hear of"}

    def __init__(self, *args: Any, waiting: list[Subscription], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["chosen"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(row.pk), f"{row.label}, {row.how_often}") for row in waiting]
        field.initial = [value for value, _ in field.choices]


class FrequencyForm(TrackerForm):
    """How often to write about one topic."""

    frequency = forms.ChoiceField(
        label="How often do you want to hear of it?",
        choices=Frequency.choices,
        widget=Radios(),
        help_text="It counts for what happens from now on.",
    )
    required_messages: ClassVar = {"frequency": "Choose how often you want to hear of it"}

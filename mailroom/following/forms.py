"""What followers fill in."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from mailroom.models import Frequency, Subscription
from ogp_tracker.forms import Checkboxes, Radios, TrackerForm


class ConfirmForm(TrackerForm):
    """Which of the things asked for its owner wants indeed."""

    chosen = forms.MultipleChoiceField(
        label=_("What do you want to hear of?"),
        widget=Checkboxes(),
        help_text=_("Anybody can ask for an address. Tick only what you asked for yourself."),
    )
    required_messages: ClassVar[dict[str, Any]] = {"chosen": _("Choose what you want to hear of")}

    def __init__(
        self, *args: Any, waiting: list[Subscription], asked: str = "", **kwargs: Any
    ) -> None:
        """`asked` is the number of what the letter was planned for: that alone is ticked."""
        super().__init__(*args, **kwargs)
        field = self.fields["chosen"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(row.pk), f"{row.label}, {row.how_often}") for row in waiting]
        values = [str(row.pk) for row in waiting]
        field.initial = values if len(values) == 1 else [one for one in values if one == asked]


class FrequencyForm(TrackerForm):
    """How often to write about one topic."""

    frequency = forms.ChoiceField(
        label=_("How often do you want to hear of it?"),
        choices=Frequency.choices,
        widget=Radios(),
        help_text=_("It counts for what happens from now on."),
    )
    required_messages: ClassVar[dict[str, Any]] = {
        "frequency": _("Choose how often you want to hear of it")
    }

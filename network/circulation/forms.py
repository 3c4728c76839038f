"""What the coordinator fills in."""

from django import forms

from network.forms import BeganFromField
from ogp_tracker.forms import OneLineField, TextField, TrackerForm


class CirculationForm(TrackerForm):
    """The words of a circulation."""

    subject = OneLineField(label="Subject", max_length=150)
    text = TextField(
        label="Text",
        rows=20,
        max_length=20_000,
        help_text="Two stars on each side make **words** bold; a line that begins with a dash is "
        "a bullet; [words](https://www.example.org) are a link.",
    )
    began_from = BeganFromField()


class SendForm(TrackerForm):
    """Carries which words the person saw when they decided."""

    began_from = forms.IntegerField(widget=forms.HiddenInput)

"""What the secretariat fills in: why."""

from typing import ClassVar

from django import forms

from ogp_tracker.forms import OneLineField, TrackerForm

KEPT = "Kept in the history of the message with your name."


class HoldForm(TrackerForm):
    """Why a letter must wait."""

    reason = OneLineField(label="Why must it wait?", help_text=KEPT, max_length=300)
    required_messages: ClassVar = {"reason": "Say why it must wait"}


class ReleaseForm(TrackerForm):
    """Why a letter may go out after all."""

    reason = OneLineField(label="Why can it go out now?", help_text=KEPT, max_length=300)
    required_messages: ClassVar = {"reason": "Say why it can go out now"}


class ResendForm(TrackerForm):
    """Why a letter is sent once more; carries how many copies the page knew of."""

    reason = OneLineField(label="Why is it sent again?", help_text=KEPT, max_length=300)
    copies_seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    required_messages: ClassVar = {"reason": "Say why it is sent again"}


class RetryForm(TrackerForm):
    """Why mail to an address is going to arrive now."""

    reason = OneLineField(
        label="Why does the address work now?",
        help_text="Kept in the history of the address with your name.",
        max_length=300,
    )
    required_messages: ClassVar = {"reason": "Say why the address works now"}

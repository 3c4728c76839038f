"""The forms of the signing pages."""

from django import forms

from ogp_tracker.forms import Radios, TextField, TrackerForm

PLAIN, RESERVED = "plain", "reserved"


class NamedVersionForm(TrackerForm):
    """What the page showed: which version, and its fingerprint."""

    number = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    content_hash = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)

    @property
    def arrived_whole(self) -> bool:
        """Whether the hidden part says what was signed; only a broken page fails here."""
        return not {"number", "content_hash"} & set(self.errors)


class SignForm(NamedVersionForm):
    """How somebody signs."""

    how = forms.ChoiceField(
        label="How do you sign?",
        choices=[(PLAIN, "I agree with this text"), (RESERVED, "I agree, with a reservation")],
        initial=PLAIN,
        widget=Radios(
            hints={RESERVED: "The text is published, with your reservation printed beside it."}
        ),
        error_messages={"required": "Select how you sign"},
    )
    reservation = TextField(
        label="Your reservation",
        rows=3,
        required=False,
        max_length=1000,
        help_text="Only if you sign with one. Readers see it with your name, for as long as the "
        "update stands.",
    )
    mark_optional = False
    bold_labels = True

    def clean_reservation(self) -> str:
        """A reservation without the choice, or the choice without one, is asked about."""
        words: str = self.cleaned_data["reservation"].strip()
        how = self.cleaned_data.get("how")
        if how == RESERVED and not words:
            raise forms.ValidationError("Write your reservation, or sign without one")
        if how == PLAIN and words:
            raise forms.ValidationError(
                "You wrote a reservation: select “I agree, with a reservation”, or empty it"
            )
        return words
